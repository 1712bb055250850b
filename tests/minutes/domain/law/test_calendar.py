"""Each deadline of a sitting as a date, with its article and what happens if it passes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from beffroi.minutes.domain.law.calendar import (
    Deadline,
    Nature,
    SittingFacts,
    Status,
    deadlines,
    latest_contestation,
)
from beffroi.minutes.domain.law.publication import PublicationMode
from beffroi.minutes.domain.law.references import ARTICLES
from beffroi.minutes.domain.law.regimes import Regime
from beffroi.minutes.domain.law.steps import ActFacts

SITTING = date(2026, 6, 4)
FACTS = SittingFacts(SITTING, population=900)
ACT = ActFacts("2026-012", voted_on=SITTING, adopted=True)


def by_key(facts: SittingFacts, today: date = SITTING) -> dict[str, Deadline]:
    return {each.key: each for each in deadlines(facts, today)}


def test_the_list_is_due_on_the_same_day_of_the_next_week() -> None:
    found = by_key(FACTS)
    assert found["list_display"].due == found["list_online"].due == date(2026, 6, 11)
    assert found["list_display"].article == "L2121-25"
    assert "à la mairie" in found["list_display"].title


def test_the_list_is_late_the_day_after_and_not_on_the_day() -> None:
    assert by_key(FACTS, date(2026, 6, 11))["list_online"].status is Status.OPEN
    assert by_key(FACTS, date(2026, 6, 12))["list_online"].status is Status.LATE


def test_a_list_put_online_late_stays_marked_so() -> None:
    done = replace(FACTS, list_online_on=date(2026, 6, 15))
    assert by_key(done, date(2026, 7, 1))["list_online"].status is Status.DONE_LATE


def test_a_commune_without_a_site_only_displays() -> None:
    assert "list_online" not in by_key(replace(FACTS, has_website=False))
    assert "pv_publication" not in by_key(replace(FACTS, has_website=False))
    assert "pv_paper" in by_key(replace(FACTS, has_website=False))


def test_the_publication_of_the_minutes_waits_for_their_adoption() -> None:
    waiting = by_key(FACTS)["pv_publication"]
    assert (waiting.due, waiting.status) == (None, Status.WAITING)
    assert "où il sera arrêté" in waiting.when
    adopted = by_key(replace(FACTS, pv_adopted_on=date(2026, 9, 10)), date(2026, 9, 11))["pv_publication"]
    assert (adopted.due, adopted.status, adopted.not_before) == (date(2026, 9, 17), Status.OPEN, date(2026, 9, 10))


def test_the_minutes_are_adopted_at_the_next_sitting_whose_date_may_not_be_known() -> None:
    assert by_key(FACTS)["pv_adoption"].status is Status.WAITING
    known = replace(FACTS, next_sitting_date=date(2026, 9, 10))
    assert by_key(known)["pv_adoption"].due == date(2026, 9, 10)
    assert by_key(known, date(2026, 9, 11))["pv_adoption"].status is Status.LATE


def test_a_deliberation_has_no_date_to_be_transmitted_by_but_is_not_enforceable_before() -> None:
    found = by_key(replace(FACTS, acts=(ACT,)), date(2030, 1, 1))["transmission:2026-012"]
    assert (found.due, found.status) == (None, Status.OPEN)
    assert "pas exécutoire" in found.if_missed


def test_a_refused_deliberation_is_neither_transmitted_nor_published() -> None:
    refused = replace(ACT, adopted=False)
    assert not [key for key in by_key(replace(FACTS, acts=(refused,))) if "2026-012" in key]


def test_what_the_law_exempts_is_published_and_not_transmitted() -> None:
    exempt = replace(ACT, must_be_transmitted=False)
    found = by_key(replace(FACTS, acts=(exempt,)))
    assert "publication:2026-012" in found
    assert "transmission:2026-012" not in found


def test_an_act_published_on_1_october_2007_could_be_contested_until_monday_3_december() -> None:
    """The example of a lawyer: the delay ends on Sunday 2 December, so the next working day."""
    assert latest_contestation(date(2007, 10, 1)) == date(2007, 12, 3)


def test_the_delay_to_contest_is_clear_so_the_day_after_the_two_months_is_still_in_time() -> None:
    assert latest_contestation(date(2026, 1, 12)) == date(2026, 3, 13)
    assert latest_contestation(date(2025, 12, 31)) == date(2026, 3, 2)


def test_a_contestation_that_ends_on_a_holiday_of_alsace_goes_to_the_next_day_there_only() -> None:
    published = date(2025, 10, 25)
    assert latest_contestation(published) == date(2025, 12, 26)
    assert latest_contestation(published, alsace_moselle=True) == date(2025, 12, 29)


def test_an_act_stays_online_two_months_and_the_limit_is_only_a_date_that_passes() -> None:
    published = replace(FACTS, acts=(replace(ACT, published_on=date(2026, 6, 8)),))
    limit = by_key(published)["online:2026-012"]
    assert (limit.due, limit.nature, limit.status) == (date(2026, 8, 8), Nature.LIMIT, Status.OPEN)
    assert by_key(published, date(2026, 8, 9))["online:2026-012"].status is Status.PASSED
    posted = replace(published, publication_mode=PublicationMode.POSTING)
    assert "online:2026-012" not in by_key(posted)


def test_the_prefect_has_two_months_from_the_receipt() -> None:
    received = replace(ACT, transmitted_on=date(2026, 6, 8), received_on=date(2026, 6, 9))
    found = by_key(replace(FACTS, acts=(received,)))
    assert found["prefect:2026-012"].due == date(2026, 8, 10)
    assert found["transmission:2026-012"].done_on == date(2026, 6, 9)
    only_sent = replace(FACTS, acts=(replace(received, received_on=None),))
    assert "prefect:2026-012" not in by_key(only_sent)


def test_an_epci_has_a_month_to_tell_the_municipal_councillors_and_a_commune_has_nobody_to_tell() -> None:
    epci = replace(FACTS, regime=Regime.EPCI, pv_adopted_on=date(2026, 9, 30))
    found = by_key(epci)
    assert found["communes_list"].due == date(2026, 7, 4)
    assert found["communes_pv"].due == date(2026, 10, 30)
    assert found["convocation"].due == date(2026, 5, 29)
    assert not [key for key in by_key(FACTS) if key.startswith("communes")]


def test_the_sound_is_never_to_be_deleted_before_the_minutes_are_adopted() -> None:
    kept = replace(FACTS, sound_kept=True)
    assert by_key(kept, date(2027, 1, 1))["sound"].status is Status.WAITING
    adopted = replace(kept, pv_adopted_on=date(2026, 9, 10))
    assert by_key(adopted)["sound"].status is Status.WAITING
    allowed = replace(adopted, sound_deletion_authorised_on=date(2026, 9, 12))
    assert by_key(allowed)["sound"].status is Status.OPEN
    held = replace(allowed, sound_hold="demande d’accès du 2 septembre")
    assert by_key(held)["sound"].status is Status.HELD
    assert "2 septembre" in by_key(held)["sound"].when
    assert "sound" not in by_key(FACTS)


def test_in_alsace_the_rules_of_the_minutes_are_said_not_to_be_verified() -> None:
    found = by_key(replace(FACTS, regime=Regime.ALSACE_MOSELLE))
    assert not found["pv_adoption"].verified
    assert found["convocation"].verified
    assert found["convocation"].article == "L2541-2"


_FACTS = st.builds(
    SittingFacts,
    st.dates(date(2022, 7, 1), date(2060, 1, 1)),
    regime=st.sampled_from(Regime),
    population=st.none() | st.integers(0, 60_000),
    urgent=st.booleans(),
    has_website=st.booleans(),
    publication_mode=st.sampled_from(PublicationMode),
    pv_adopted_on=st.none() | st.dates(date(2022, 7, 1), date(2060, 1, 1)),
    sound_kept=st.booleans(),
    acts=st.lists(
        st.builds(
            ActFacts,
            st.integers(1, 99).map("2026-{:03d}".format),
            adopted=st.sampled_from([True, False, None]),
            published_on=st.none() | st.dates(date(2022, 7, 1), date(2060, 1, 1)),
            received_on=st.none() | st.dates(date(2022, 7, 1), date(2060, 1, 1)),
        ),
        max_size=3,
        unique_by=lambda act: act.number,
    ).map(tuple),
)


@settings(deadline=None)
@given(_FACTS, st.dates(date(2022, 7, 1), date(2061, 1, 1)))
def test_a_calendar_is_ordered_keyed_once_and_cites_articles_whose_source_is_listed(
    facts: SittingFacts, today: date
) -> None:
    found = deadlines(facts, today)
    assert len({each.key for each in found}) == len(found)
    dated = [each.due for each in found if each.due]
    assert dated == sorted(dated)
    assert [each.due is None for each in found] == sorted(each.due is None for each in found)
    assert {each.article for each in found} <= set(ARTICLES)
    assert all(each.due or each.when or each.done_on for each in found)


@settings(deadline=None)
@given(_FACTS, st.dates(date(2022, 7, 1), date(2061, 1, 1)))
def test_nothing_undone_is_ever_called_done_and_what_is_past_is_late(facts: SittingFacts, today: date) -> None:
    for each in deadlines(facts, today):
        if each.nature is Nature.DUTY and each.done_on is None:
            assert each.status not in (Status.DONE, Status.DONE_LATE)
            assert (each.status is Status.LATE) == (each.due is not None and today > each.due)


@settings(deadline=None)
@given(_FACTS)
def test_the_day_before_a_deadline_it_is_open(facts: SittingFacts) -> None:
    for each in deadlines(facts, date(2022, 1, 1)):
        if each.due and each.done_on is None:
            status = {one.key: one.status for one in deadlines(facts, each.due - timedelta(days=1))}[each.key]
            assert status is Status.OPEN
