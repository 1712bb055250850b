"""Pouvoirs, votes and presence in the many wordings of town halls, each in a short procès-verbal; and whole
procès-verbaux kept aside, that no rule was ever written from."""

from __future__ import annotations

import json
import textwrap
from pathlib import Path
from typing import Any

import pytest

from beffroi.minutes.domain.pv.reading import read_pv
from bench.pv import KINDS, Score, score

HERE = Path(__file__).parent
FLOORS = {"presence": (0.97, 0.93), "proxies": (0.9, 0.87), "ballots": (0.97, 0.93), "mentions": (0.99, 0.95)}
"""Precision and recall, a little under what was measured."""


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def wrong(text: str, truth: dict[str, Any]) -> list[str]:
    reading = read_pv([text.split("\n")], "pv.txt", paged=False)
    return [each for kind in score(reading, truth).values() for each in kind.wrong]


@pytest.mark.parametrize("kind", ["proxies", "votes", "presence"])
def test_each_wording_says_the_same_thing(kind: str) -> None:
    failed = [
        (row["text"], found)
        for row in rows(HERE / "wordings" / f"{kind}.jsonl")
        if (found := wrong(row["text"], row["truth"]))
    ]
    assert failed == []


@pytest.mark.parametrize("width", [60, 85])
def test_a_list_of_pouvoirs_cut_by_the_page_is_the_same_list(width: int) -> None:
    for path in sorted((HERE / "cases").glob("clerc_*.txt")):
        lines: list[str] = []
        for line in path.read_text(encoding="utf-8").split("\n"):
            whole = len(line) <= width or "\t" in line or "   " in line or "|" in line
            lines += [line] if whole else textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False)
        truth = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        found = score(read_pv([lines], path.name, paged=False), {"proxies": truth.get("proxies", [])})
        assert (path.stem, found["proxies"].wrong) == (path.stem, [])


def test_what_was_kept_aside_is_read_as_well_as_it_was_measured() -> None:
    total = {kind: Score() for kind in KINDS}
    for path in sorted((HERE / "held").glob("*.jsonl")):
        for row in rows(path):
            reading = read_pv([row["text"].split("\n")], row["name"], paged=False)
            for kind, each in score(reading, row["truth"]).items():
                total[kind].merge(each)
    figures = {kind: total[kind].figures() for kind in FLOORS}
    fallen = {
        kind: figures[kind]
        for kind, (precision, recall) in FLOORS.items()
        if figures[kind]["precision"] < precision or figures[kind]["recall"] < recall
    }
    assert fallen == {}
