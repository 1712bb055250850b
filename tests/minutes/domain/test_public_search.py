"""Searching what a council published."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from beffroi.minutes.domain.public import PublicItem, PublicSentence, PublicSitting, Result, Stage
from beffroi.minutes.domain.public_search import LONGEST_QUERY, MOST_SHOWN, SearchIndex

MOMENT = datetime(2025, 12, 11, 18, 30, tzinfo=UTC)


def a_sitting(*items: PublicItem, year: int = 2025) -> PublicSitting:
    return PublicSitting(
        f"{year}-12-11", "Conseil", "conseil municipal", Stage.MINUTES, MOMENT.replace(year=year), MOMENT, items=items
    )


def an_item(number: int, title: str, *sentences: str, summary: str = "", reference: str = "") -> PublicItem:
    paragraphs = tuple((PublicSentence(rank, text),) for rank, text in enumerate(sentences))
    return PublicItem(number, title, Result.ADOPTED, reference=reference, summary=summary, debate=paragraphs)


SCHOOL = an_item(1, "Rénovation de l’école", "La toiture coûte 240 000 €.", reference="2025-041")
GRANTS = an_item(2, "Subventions aux associations", "Le club de pétanque reçoit 300 €.")
WATER = an_item(3, "Règlement de l’eau", "Les élèves de l’école visiteront la station.")
INDEX = SearchIndex([a_sitting(SCHOOL, GRANTS, WATER)])


def numbers(query: str) -> list[int]:
    return [hit.item.number for hit in INDEX.find(query).hits]


@pytest.mark.parametrize(
    "query",
    ["subvention", "SUBVENTIONS", "subventionner", "pétanque", "petanque", "clubs de pétanque", "association"],
)
def test_accents_capitals_and_endings_do_not_count(query: str) -> None:
    assert numbers(query) == [2]


def test_an_item_whose_title_says_it_comes_first() -> None:
    assert numbers("école") == [1, 3]


def test_the_number_of_a_deliberation_finds_it() -> None:
    assert numbers("2025-041") == [1]


def test_every_word_is_wanted_when_an_item_holds_them_all() -> None:
    assert numbers("toiture école") == [1]


def test_items_that_hold_some_of_the_words_are_said_to_be_partial() -> None:
    found = INDEX.find("toiture gymnase")
    assert found.partial
    assert [hit.item.number for hit in found.hits] == [1]


def test_nothing_is_found_where_no_word_is() -> None:
    found = INDEX.find("aéroport")
    assert (found.hits, found.total, found.partial, found.empty_query) == ((), 0, False, False)


@pytest.mark.parametrize("query", ["", "   ", "le la des", "?!", "«»"])
def test_a_query_without_a_word_finds_nothing_and_says_so(query: str) -> None:
    found = INDEX.find(query)
    assert found.empty_query
    assert found.hits == ()


def test_the_passage_shows_the_words_as_they_are_written() -> None:
    passage = INDEX.find("TOITURE").hits[0].snippet
    assert [text for text, hit in passage if hit] == ["toiture"]
    assert "".join(text for text, _ in passage) == "La toiture coûte 240 000 €."


def test_a_long_passage_is_cut_around_the_word() -> None:
    long = "mot " * 200 + "toboggan " + "suite " * 200
    passage = SearchIndex([a_sitting(an_item(1, "Jeux", long))]).find("toboggan").hits[0].snippet
    shown = "".join(text for text, _ in passage)
    assert "toboggan" in shown
    assert shown.startswith("… ") and shown.endswith(" …") and len(shown) < 260


def test_a_query_of_a_megabyte_is_cut() -> None:
    assert INDEX.find("toiture " * 100_000).total == 1
    assert INDEX.find(" " * LONGEST_QUERY + "toiture").empty_query


def test_among_equals_the_latest_sitting_comes_first_and_the_rest_is_counted() -> None:
    same = [a_sitting(an_item(1, "Voirie"), year=1950 + rank) for rank in range(MOST_SHOWN + 10)]
    found = SearchIndex(same).find("voirie")
    assert found.total == MOST_SHOWN + 10
    assert len(found.hits) == MOST_SHOWN
    assert found.hits[0].sitting.starts_at == MOMENT.replace(year=1950 + MOST_SHOWN + 9)
