"""The feed of the deadlines, as a calendar program reads it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from icalendar import Calendar

from beffroi.minutes.domain.law.calendar import Deadline, SittingFacts, deadlines
from beffroi.minutes.domain.law.regimes import Regime
from beffroi.minutes.domain.law.steps import ActFacts
from beffroi.minutes.exports.ics import to_ics

SITTING = date(2026, 6, 4)
NOW = datetime(2026, 6, 5, 8, 30, tzinfo=UTC)
ACT = ActFacts("2026-012", adopted=True, voted_on=SITTING, published_on=date(2026, 6, 5))
FACTS = SittingFacts(SITTING, population=900, convocation_sent_on=date(2026, 5, 30), acts=(ACT,))
NAME = "Séance du 4 juin 2026, Saint-Aubin ; école, mairie"


def feed(facts: SittingFacts = FACTS) -> str:
    return to_ics(deadlines(facts, NOW.date()), NAME, NOW, "saint-aubin.example")


def events(text: str) -> list[Calendar]:
    return list(Calendar.from_ical(text).walk("VEVENT"))


def test_each_dated_deadline_is_a_whole_day() -> None:
    dated = [each for each in deadlines(FACTS, NOW.date()) if each.due]
    found = events(feed())
    assert [each.decoded("dtstart") for each in found] == [each.due for each in dated]
    assert "DTSTART;VALUE=DATE:20260611" in feed()


def test_lines_end_and_fold_as_the_standard_says() -> None:
    raw = feed().encode("utf-8")
    assert raw.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert max(len(line) for line in raw.split(b"\r\n")) <= 75


def test_commas_and_semicolons_of_a_name_come_back_as_they_went() -> None:
    written = next(line for line in feed().replace("\r\n ", "").split("\r\n") if line.startswith("X-WR-CALNAME"))
    assert written == "X-WR-CALNAME:Séance du 4 juin 2026\\, Saint-Aubin \\; école\\, mairie"
    title = replace(deadlines(FACTS, NOW.date())[1], title="Afficher, puis publier ; ou l’inverse\\")
    assert str(events(to_ics([title], NAME, NOW, "saint-aubin.example"))[0]["summary"]) == title.title


def test_what_is_open_rings_before_and_what_is_done_or_only_passes_does_not() -> None:
    rings = {str(each["summary"]): len(each.subcomponents) for each in events(feed())}
    assert rings["Afficher à la mairie la liste des délibérations examinées"] == 2
    assert rings["Fait : Envoyer la convocation aux conseillers municipaux"] == 0
    assert not any(count for title, count in rings.items() if "délai de recours" in title)
    assert "TRIGGER:-P7D" in feed()


def test_an_event_cites_its_article_and_says_what_happens_if_it_passes() -> None:
    first = next(each for each in events(feed()) if "Afficher" in str(each["summary"]))
    assert "article L2121-25 du CGCT" in str(first["description"])
    assert "obligation demeure" in str(first["description"])


def test_an_unverified_rule_is_said_in_the_event() -> None:
    other = [str(each["description"]) for each in events(feed(replace(FACTS, regime=Regime.OTHER)))]
    assert all("non vérifiée" in each for each in other)


def test_an_event_keeps_its_identifier_when_its_date_changes_and_never_shares_it() -> None:
    moved = replace(FACTS, next_sitting_date=date(2026, 9, 10))
    again = replace(FACTS, next_sitting_date=date(2026, 9, 24))
    first, second = ({str(each["uid"]) for each in events(feed(facts))} for facts in (moved, again))
    assert first == second
    assert len(first) == len(events(feed(moved)))
    assert all(each.endswith("@saint-aubin.example") for each in first)


def test_a_deadline_without_a_date_is_left_out_and_an_empty_feed_is_still_a_calendar() -> None:
    undated: list[Deadline] = [each for each in deadlines(FACTS, NOW.date()) if each.due is None]
    assert undated
    text = to_ics(undated, NAME, NOW, "saint-aubin.example")
    assert events(text) == []
    assert text.startswith("BEGIN:VCALENDAR\r\n")
