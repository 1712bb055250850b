"""How an act is made public, and what is wrong with a publication."""

from __future__ import annotations

from datetime import date

import pytest

from beffroi.minutes.domain.law.findings import Severity
from beffroi.minutes.domain.law.publication import (
    PublicationFacts,
    PublicationMode,
    check_publication,
    modes_open,
    online_until,
    statement,
)
from beffroi.minutes.domain.law.regimes import Regime

RIGHT = PublicationFacts(
    population=12_000, published_on=date(2026, 6, 8), author_name="Aline Bastide", author_capacity="maire"
)


def keys(facts: PublicationFacts) -> dict[str, Severity]:
    return {each.key: each.severity for each in check_publication(facts)}


@pytest.mark.parametrize(
    ("population", "regime", "syndicate", "count"),
    [
        (3499, Regime.GENERAL, None, 3),
        (3500, Regime.GENERAL, None, 1),
        (None, Regime.GENERAL, None, 1),
        (900, Regime.EPCI, None, 1),
        (900, Regime.EPCI, False, 1),
        (90_000, Regime.EPCI, True, 3),
    ],
)
def test_only_small_communes_and_syndicates_choose_their_mode(
    population: int | None, regime: Regime, syndicate: bool | None, count: int
) -> None:
    assert len(modes_open(population, regime, syndicate=syndicate)) == count


def test_a_publication_in_order_has_nothing_against_it() -> None:
    assert keys(RIGHT) == {}


def test_a_town_that_only_displays_is_told_to_go_online() -> None:
    assert keys(PublicationFacts(population=12_000, mode=PublicationMode.POSTING)) == {"mode": Severity.BLOCKING}


def test_what_is_not_known_only_warns() -> None:
    assert keys(PublicationFacts(mode=PublicationMode.PAPER)) == {"mode": Severity.WARNING}
    unsaid = PublicationFacts(Regime.EPCI, mode=PublicationMode.PAPER)
    assert keys(unsaid) == {"mode": Severity.WARNING}
    assert keys(PublicationFacts(Regime.EPCI, syndicate=True, mode=PublicationMode.PAPER)) == {}


def test_an_act_online_bears_its_author() -> None:
    assert "author" in keys(PublicationFacts(population=900, published_on=date(2026, 6, 8)))


def test_an_act_taken_down_before_two_months_is_a_fault_and_on_the_day_is_not() -> None:
    early = PublicationFacts(
        population=900,
        published_on=date(2026, 6, 8),
        withdrawn_on=date(2026, 8, 7),
        author_name="A",
        author_capacity="B",
    )
    assert set(keys(early)) == {"duration"}
    assert online_until(date(2026, 12, 31)) == date(2027, 2, 28)


def test_the_statement_gives_the_date_and_the_author() -> None:
    said = statement(RIGHT).replace("\u00a0", " ")
    assert said == "Mis en ligne sur le site internet le 8 juin 2026. Auteur de l’acte : Aline Bastide, maire."


def test_no_statement_is_written_without_its_date() -> None:
    with pytest.raises(ValueError):
        statement(PublicationFacts(author_name="Aline Bastide", author_capacity="maire"))
