"""Ways to slip personal data past the masking, kept as data; those out of reach are said to be."""

from __future__ import annotations

import json
from typing import Any

import pytest

from beffroi.charter.masking import Mask, still_personal
from tests.charter.privacy.marked import DATA

ATTACKS = json.loads((DATA / "attacks.json").read_text())
IN_REACH = [pytest.param(case, id=case["attack"]) for case in ATTACKS if case["in_reach"]]
OUT_OF_REACH = [pytest.param(case, id=case["attack"]) for case in ATTACKS if not case["in_reach"]]


@pytest.mark.parametrize("case", IN_REACH)
def test_it_is_masked_and_comes_back(case: dict[str, Any]) -> None:
    mask = Mask()
    [masked] = mask.mask([case["text"]]).texts
    for start, end, _ in case["entities"]:
        assert case["text"][start:end] not in masked
    assert not still_personal(masked)


@pytest.mark.parametrize("case", IN_REACH)
def test_no_letter_or_digit_of_it_is_left(case: dict[str, Any]) -> None:
    [spans] = Mask().mask([case["text"]]).spans
    for start, end, _ in case["entities"]:
        left = [
            at
            for at in range(start, end)
            if case["text"][at].isalnum() and not any(s.start <= at < s.end for s in spans)
        ]
        assert not left


@pytest.mark.parametrize("case", OUT_OF_REACH)
def test_what_is_written_as_out_of_reach_really_is(case: dict[str, Any]) -> None:
    """Fails the day one of them is caught: the documents that list them must then be changed."""
    [spans] = Mask().mask([case["text"]]).spans
    start, end, _ = case["entities"][0]
    assert not any(span.start <= start and end <= span.end for span in spans)


def test_there_are_at_least_sixty_attacks() -> None:
    assert len(IN_REACH) >= 60
