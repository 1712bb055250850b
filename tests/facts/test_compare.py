"""What a rewriting changes, what a text says without a source."""

from __future__ import annotations

import json
import os
import random
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.facts import KnownName, compare, extract, to_words, unsupported

COUNCIL = ["Philippe Martin", "Isabelle Moreau", "Claire Dubois", "Laurent Garnier", "Nathalie Lefebvre"]
FRAMES = (
    "Vous avez {} jours pour répondre.",
    "La subvention est de {} euros.",
    "Il y a {} habitants.",
    "Le délai est porté à {} mois.",
    "Le taux passe à {} %.",
    "On compte {} voix pour.",
    "La salle a {} places.",
)
figures = st.integers(2, 999)


def written(value: int, in_words: bool) -> str:
    return to_words(value) if in_words else str(value)


@given(st.lists(st.tuples(st.sampled_from(FRAMES), figures, st.booleans()), min_size=1, max_size=8), st.data())
def test_a_figure_replaced_is_always_caught(facts: list[tuple[str, int, bool]], data: st.DataObject) -> None:
    source = " ".join(frame.format(written(value, words)) for frame, value, words in facts)
    place = data.draw(st.integers(0, len(facts) - 1))
    other = data.draw(figures.filter(lambda value: value != facts[place][1]))
    changed = list(facts)
    changed[place] = (facts[place][0], other, data.draw(st.booleans()))
    text = " ".join(frame.format(written(value, words)) for frame, value, words in changed)
    assert not compare(source, text).faithful


@given(st.lists(st.tuples(st.sampled_from(FRAMES), figures), min_size=1, max_size=8))
def test_figures_put_in_words_change_nothing(facts: list[tuple[str, int]]) -> None:
    source = " ".join(frame.format(value) for frame, value in facts)
    text = " ".join(frame.format(to_words(value)) for frame, value in facts)
    assert compare(source, text).faithful
    assert unsupported(source, text) == []


@given(st.text(max_size=300))
def test_a_text_is_faithful_to_itself(text: str) -> None:
    comparison = compare(text, text)
    assert comparison.faithful
    assert len(comparison.kept) == len(extract(text))


def test_the_deadline_that_became_thirty_days_is_a_change() -> None:
    comparison = compare(
        "Vous disposez d'un délai de quinze jours pour contester.",
        "Vous pouvez contester pendant 30 jours.",
    )
    [change] = comparison.changed
    assert (change.before.text, change.after.text) == ("quinze jours", "30 jours")
    assert not comparison.lost and not comparison.added


def test_figures_that_changed_places_are_changes() -> None:
    comparison = compare("21 voix pour, 4 voix contre.", "4 voix pour, 21 voix contre.")
    assert len(comparison.changed) == 2


def test_a_figure_that_takes_the_value_of_another_is_a_change() -> None:
    [change] = compare("3 élus, 5 agents, 3 chaises", "5 élus, 5 agents, 3 chaises").changed
    assert (change.before.value, change.after.value) == ("3", "5")


def test_saying_a_figure_once_more_or_once_less_is_no_change() -> None:
    assert compare("Payez 40 € avant le 3 mai. Soit 40 €.", "Payez 40 € avant le 3 mai.").faithful
    assert compare("Payez 40 €.", "Payez 40 €. Oui, 40 €.").faithful


def test_what_is_lost_and_what_is_added_are_told() -> None:
    comparison = compare("Payez 40 € avant le 3 mai.", "Payez 40 €, au 03 84 12 34 56.")
    assert [mention.value for mention in comparison.lost] == ["--05-03"]
    assert [mention.value for mention in comparison.added] == ["+33384123456"]
    assert [mention.value for mention in comparison.kept] == ["40 EUR"]


def test_the_most_specific_kind_wins() -> None:
    text = "Le 15 décembre à 20 h 30, Mme Dubois : 12 000 €, 15 jours, 12 %, art. L. 2121-15, 03 84 12 34 56, a@b.fr"
    assert [(mention.kind, mention.value) for mention in extract(text)] == [
        ("date", "--12-15"),
        ("time", "20:30"),
        ("name", "dubois"),
        ("amount", "12000 EUR"),
        ("duration", "15 jour"),
        ("number", "12 %"),
        ("reference", "article L2121-15"),
        ("phone", "+33384123456"),
        ("email", "a@b.fr"),
    ]


@given(st.text(alphabet="0123456789 a.,€%hjn°L/-é\u200b", max_size=200))
def test_mentions_quote_the_text_and_do_not_overlap(text: str) -> None:
    last = 0
    for mention in extract(text):
        assert mention.start >= last
        assert text[mention.start : mention.end] == mention.text
        last = mention.end


SOURCE = (
    "Madame Dubois propose soixante-dix-sept mille euros le quinze décembre. Il est vingt heures. Madame Lefèvre "
    "s'abstient. Qui est contre ? Personne. Vingt et une voix pour, point trois. Le devis passe de quatre-vingt-dix "
    "mille à cent vingt-cinq mille euros."
)


@pytest.mark.parametrize(
    "text",
    [
        "77 000 €",
        "90 000 €",
        "le lundi 15 décembre 2025",
        "à 20 h",
        "Mme Dubois",
        "Claire Dubois",
        "Mme Lefebvre",
        "21 voix pour, 0 voix contre",
        "le troisième point",
    ],
)
def test_what_the_source_says_otherwise_is_supported(text: str) -> None:
    assert unsupported(SOURCE, text, COUNCIL) == []


@pytest.mark.parametrize(
    "text",
    [
        "78 000 €",
        "le 14 décembre",
        "à 21 h",
        "Mme Moreau",
        "M. Dubois",
        "22 voix",
        "77 %",
        "77 jours",
        "77 €",
        "Paul Dubois",
    ],
)
def test_what_the_source_does_not_say_is_not_supported(text: str) -> None:
    assert [mention.text for mention in unsupported([SOURCE], text, COUNCIL)] != []


def test_a_year_is_supported_until_it_contradicts() -> None:
    assert unsupported("le 3 mai 2025", "le 3 mai") == []
    assert unsupported("le 3 mai", "le 3 mai 2025") == []
    assert len(unsupported("le 3 mai 2024", "le 3 mai 2025")) == 1


def test_days_in_full_are_not_supported_by_plain_days() -> None:
    assert len(unsupported("quinze jours", "15 jours francs")) == 1
    assert unsupported("quinze jours francs", "15 jours") == []


def test_an_alias_of_the_roster_supports_a_name() -> None:
    mayor = KnownName("Martin", "Philippe", ("monsieur le maire",))
    assert unsupported("Monsieur le maire ouvre la séance.", "M. Martin ouvre la séance.", [mayor]) == []


DATA = Path(os.environ.get("BEFFROI_DATA", Path(__file__).resolve().parents[3] / "shared" / "data"))
SHEETS = DATA / "residents" / "fiches_service_public.jsonl"


@pytest.mark.skipif(not SHEETS.exists(), reason="data for development is not here (BEFFROI_DATA)")
def test_a_figure_replaced_in_a_real_sheet_is_caught() -> None:
    chance = random.Random(7)
    sheets = [json.loads(line)["text"] for line in SHEETS.read_text().splitlines()]
    for sheet in chance.sample(sheets, 60):
        source = sheet[:1500]
        assert compare(source, source).faithful
        for figure in chance.sample(found := list(re.finditer("[0-9]+", source)), min(3, len(found))):
            if re.search("[kKmM]$", source[: figure.start()]):
                continue
            other = str(int(figure[0]) + 3).zfill(len(figure[0]))
            text = f"{source[: figure.start()]}{other}{source[figure.end() :]}"
            assert not compare(source, text).faithful, (figure, source[figure.start() - 30 : figure.end() + 30])
