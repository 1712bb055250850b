"""Whole procès-verbaux, fictional, of very different styles, each against what is true of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from beffroi.minutes.domain.pv.reading import read_pv
from bench.pv import score

CASES = Path(__file__).with_name("cases")


@pytest.mark.parametrize("path", sorted(CASES.glob("*.txt")), ids=lambda path: path.stem)
def test_everything_that_is_true_of_it_is_read_and_nothing_else(path: Path) -> None:
    reading = read_pv([path.read_text(encoding="utf-8").split("\n")], path.name, paged=False)
    truth = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    assert [wrong for each in score(reading, truth).values() for wrong in each.wrong] == []


@pytest.mark.parametrize("path", sorted(CASES.glob("*.txt")), ids=lambda path: path.stem)
def test_every_vote_and_finding_shows_a_line_of_the_document(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").split("\n")
    reading = read_pv([lines], path.name, paged=False)
    shown = [ballot.quotes for ballot in reading.ballots]
    shown += [finding.quotes for finding in reading.findings if finding.severity == "contradiction"]
    for quotes in shown:
        assert quotes
        assert all(" ".join(lines[quote.line - 1].split()) == quote.text for quote in quotes)
