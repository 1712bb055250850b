"""The two halves of sentences: one the rules were tuned on, one written after them and never used to tune."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from bench import privacy
from tests.charter.privacy import marked


def rules_alone(text: str) -> list[privacy.Heard]:
    return []


@pytest.mark.parametrize(("half", "recall", "precision"), [("tuned", 0.97, 0.95), ("held", 0.92, 0.90)])
def test_rules_alone_find_personal_data_in_both_halves(half: str, recall: float, precision: float) -> None:
    outcome = privacy.measure(json.loads((marked.DATA / f"{half}.json").read_text()), rules_alone)
    assert outcome["recall"] >= recall, outcome["failures"]
    assert outcome["precision"] >= precision, outcome["failures"]


def test_the_sentences_are_as_many_and_as_varied_as_they_should_be() -> None:
    ways = Counter(case["way"] for half in marked.HALVES for case in marked.cases(half))
    assert ways.total() >= 400
    assert ways["spoken"] >= 100
    assert ways["without personal data"] >= 150


@pytest.mark.parametrize("half", marked.HALVES)
def test_the_files_hold_what_was_marked(half: str) -> None:
    assert json.loads((marked.DATA / f"{half}.json").read_text()) == marked.cases(half)


@pytest.mark.parametrize(
    "wrong", ["<NOM>Claire", "Claire</NOM>", "<NOM>Claire</TEL>", "<NOM></NOM>", "<NOM>a<TEL>b</TEL></NOM>"]
)
def test_a_mark_out_of_place_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="mark|closed"):
        marked.unmarked(wrong)


def test_an_entity_is_found_only_when_all_of_it_is_covered() -> None:
    case = {"text": "Vu Mme Dubois hier", "entities": [[3, 13, "NOM"]]}
    assert privacy.measure([case], rules_alone)["recall"] == 1
    half_covered = {"text": "Vu Mme Dubois hier soir", "entities": [[3, 18, "NOM"]]}
    assert privacy.measure([half_covered], rules_alone)["recall"] == 0


def test_a_span_of_another_type_is_neither_right_nor_found() -> None:
    case = {"text": "Vu Mme Dubois", "entities": [[7, 13, "TEL"]]}
    outcome = privacy.measure([case], rules_alone)
    assert (outcome["recall"], outcome["precision"]) == (0, 0)
    assert privacy.measure([{**case, "entities": [[7, 13, "?"]]}], rules_alone)["recall"] == 1
