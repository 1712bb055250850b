"""When a council must be convened, and what is wrong with a convocation."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beffroi.minutes.domain.law.convocation import (
    ConvocationFacts,
    check_convocation,
    content,
    earliest_second_sitting,
    latest_sending,
    required_clear_days,
)
from beffroi.minutes.domain.law.findings import Severity
from beffroi.minutes.domain.law.references import ARTICLES
from beffroi.minutes.domain.law.regimes import Regime

THURSDAY = date(2026, 12, 10)


def keys(facts: ConvocationFacts) -> dict[str, Severity]:
    return {each.key: each.severity for each in check_convocation(facts)}


@pytest.mark.parametrize(
    ("population", "regime", "urgent", "days"),
    [
        (90, Regime.GENERAL, False, 3),
        (3499, Regime.GENERAL, False, 3),
        (3500, Regime.GENERAL, False, 5),
        (50_000, Regime.GENERAL, False, 5),
        (None, Regime.GENERAL, False, 5),
        (90, Regime.EPCI, False, 5),
        (90, Regime.GENERAL, True, 1),
        (50_000, Regime.GENERAL, True, 1),
        (800, Regime.EPCI, True, 1),
        (90, Regime.ALSACE_MOSELLE, False, 3),
        (9_000, Regime.ALSACE_MOSELLE, False, 5),
        (90, Regime.ALSACE_MOSELLE, True, 0),
        (9_000, Regime.ALSACE_MOSELLE, True, 1),
    ],
)
def test_the_delay_follows_the_population_the_regime_and_the_urgency(
    population: int | None, regime: Regime, urgent: bool, days: int
) -> None:
    assert required_clear_days(population, regime, urgent=urgent) == days


def test_the_first_sitting_after_an_election_takes_three_days_in_a_town_but_not_in_an_epci() -> None:
    assert required_clear_days(20_000, Regime.GENERAL, first_sitting=True) == 3
    assert required_clear_days(20_000, Regime.EPCI, first_sitting=True) == 5


def test_a_village_sends_on_sunday_for_thursday_and_a_town_on_friday() -> None:
    assert latest_sending(THURSDAY, 900, Regime.GENERAL) == date(2026, 12, 6)
    assert latest_sending(THURSDAY, 4000, Regime.GENERAL) == date(2026, 12, 4)


def test_after_a_failed_quorum_on_monday_the_council_sits_again_from_friday() -> None:
    """The example of the Courrier des maires."""
    assert earliest_second_sitting(date(2016, 6, 27)) == date(2016, 7, 1)


def test_urgency_does_not_shorten_a_second_convocation() -> None:
    assert required_clear_days(900, Regime.GENERAL, urgent=True, after_failed_quorum=True) == 3


@settings(deadline=None)
@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(0, 200_000), st.sampled_from(Regime), st.booleans())
def test_sent_on_the_last_day_is_in_time_and_a_day_later_is_late(
    sitting: date, population: int, regime: Regime, urgent: bool
) -> None:
    last = latest_sending(sitting, population, regime, urgent=urgent)
    in_time = ConvocationFacts(sitting, regime, population, sent_on=last, urgent=urgent)
    late = ConvocationFacts(sitting, regime, population, sent_on=last + timedelta(days=1), urgent=urgent)
    assert "sent_late" not in keys(in_time)
    assert "sent_late" in keys(late)


def test_a_late_convocation_blocks_and_says_both_dates_and_the_days_that_are_lacking() -> None:
    facts = ConvocationFacts(THURSDAY, population=4000, sent_on=date(2026, 12, 7), explanatory_note=True)
    worst = check_convocation(facts)[0]
    assert worst.severity is Severity.BLOCKING
    assert "2 jours francs avant la séance, il en faut 5" in worst.text
    assert "vendredi 4 décembre 2026" in worst.text.replace("\u00a0", " ")
    assert worst.article == "L2121-12"


def test_a_late_convocation_blocks_nothing_where_the_regime_was_not_verified() -> None:
    facts = ConvocationFacts(THURSDAY, Regime.OTHER, 4000, sent_on=date(2026, 12, 9))
    found = check_convocation(facts)
    assert all(not each.verified and each.severity is not Severity.BLOCKING for each in found)
    assert "sent_late" in {each.key for each in found}


def test_an_unknown_population_does_not_block_what_would_be_in_time_for_a_village() -> None:
    assert keys(ConvocationFacts(THURSDAY, sent_on=date(2026, 12, 6)))["sent_late"] is Severity.WARNING
    assert keys(ConvocationFacts(THURSDAY, sent_on=date(2026, 12, 8)))["sent_late"] is Severity.BLOCKING


def test_urgency_is_put_to_the_council_at_the_opening() -> None:
    facts = ConvocationFacts(THURSDAY, population=900, sent_on=date(2026, 12, 8), urgent=True)
    assert keys(facts)["urgency_to_rule"] is Severity.WARNING
    ruled = ConvocationFacts(THURSDAY, population=900, sent_on=date(2026, 12, 8), urgent=True, urgency_ruled=True)
    assert not {"urgency_to_rule", "urgency_refused"} & set(keys(ruled))
    refused = ConvocationFacts(THURSDAY, population=900, sent_on=date(2026, 12, 8), urgent=True, urgency_ruled=False)
    assert keys(refused)["urgency_refused"] is Severity.BLOCKING


def test_a_town_must_join_its_note_and_a_village_need_not() -> None:
    town = ConvocationFacts(THURSDAY, population=3500, sent_on=date(2026, 12, 1), explanatory_note=False)
    village = ConvocationFacts(THURSDAY, population=3499, sent_on=date(2026, 12, 1), explanatory_note=False)
    assert keys(town)["note"] is Severity.BLOCKING
    assert "note" not in keys(village)


def test_a_classified_installation_asks_a_village_for_the_note() -> None:
    facts = ConvocationFacts(THURSDAY, population=400, classified_installation=True, explanatory_note=False)
    assert keys(facts)["note"] is Severity.BLOCKING
    assert "note" in {each.key for each in content(facts)}


def test_a_second_convocation_sent_before_the_failed_sitting_does_not_dispense_from_the_quorum() -> None:
    facts = ConvocationFacts(
        THURSDAY, population=900, sent_on=date(2026, 12, 1), failed_quorum_on=date(2026, 12, 3), urgent=True
    )
    assert keys(facts)["second_before"] is Severity.BLOCKING
    assert keys(facts)["second_urgent"] is Severity.WARNING


def test_a_convocation_without_agenda_blocks() -> None:
    assert keys(ConvocationFacts(THURSDAY, population=900, agenda=False))["agenda"] is Severity.BLOCKING


def test_a_convocation_in_order_is_only_asked_for_its_proof() -> None:
    facts = ConvocationFacts(THURSDAY, population=900, sent_on=date(2026, 12, 4), posted=True)
    assert keys(facts) == {"proof": Severity.NOTE}
    kept = ConvocationFacts(THURSDAY, population=900, sent_on=date(2026, 12, 4), proof_of_sending="message n° 12")
    assert keys(kept) == {}


@settings(deadline=None)
@given(
    st.dates(date(2000, 1, 1), date(2090, 1, 1)),
    st.sampled_from(Regime),
    st.none() | st.integers(0, 9_000),
    st.booleans(),
    st.booleans(),
)
def test_every_finding_cites_an_article_whose_source_is_listed(
    sitting: date, regime: Regime, population: int | None, urgent: bool, first: bool
) -> None:
    facts = ConvocationFacts(
        sitting, regime, population, sent_on=sitting, urgent=urgent, first_sitting=first, agenda=False, posted=False,
        explanatory_note=False, failed_quorum_on=sitting if first else None,
    )  # fmt: skip
    assert {each.article for each in check_convocation(facts)} <= set(ARTICLES)
    assert {each.article for each in content(facts)} <= set(ARTICLES)
