"""Votes read from what was said: ``python -m bench.votes --cases FILE.jsonl``.

One case a line: ``{"text", "kind", "result", "for", "against", "abstain", "blank"}``, null where not said; a text
with several votes has them in order under ``"ballots"`` instead. A vote is right when its result and every figure
agree. A figure that the code computed rather than heard (nobody
against a unanimous vote) is neither asked for nor held against it where the case says null.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from beffroi.minutes.domain.passages import cut
from beffroi.minutes.domain.people import People
from beffroi.minutes.domain.types import Ballot, Utterance
from beffroi.minutes.domain.votes import find_ballots

FIELDS = {"for": "votes_for", "against": "against", "abstain": "abstain", "blank": "blank"}


def ballots_of(text: str) -> list[Ballot]:
    """The votes of a text; its lines, where it has several, are utterances."""
    lines = [line for line in text.splitlines() if line.strip()]
    utterances = [Utterance(index, line) for index, line in enumerate(lines)]
    found = [said.ballot for said in find_ballots(cut(utterances), People((), utterances))]
    return [ballot for ballot in found if says_something(ballot)]


def says_something(ballot: Ballot) -> bool:
    """Whether a result or a figure was said (a question left without an answer is not a vote yet)."""
    return ballot.result is not None or any(
        getattr(ballot, name) is not None and name not in ballot.derived for name in FIELDS.values()
    )


def agrees(case: dict[str, Any], ballot: Ballot) -> bool:
    """Whether a vote is what the case expects."""
    result = ballot.result.value if ballot.result else None
    return result == case.get("result") and all(
        same_figure(case.get(key), ballot, name) for key, name in FIELDS.items()
    )


def same_figure(expected: int | None, ballot: Ballot, name: str) -> bool:
    """Whether one figure is as expected; a computed one may stand where nothing was said."""
    figure = getattr(ballot, name)
    return bool(figure == expected or (expected is None and name in ballot.derived))


def expected_in(case: dict[str, Any]) -> list[dict[str, Any]]:
    """The votes that a case holds, in order."""
    if "ballots" in case:
        return list(case["ballots"])
    return [case] if any(case.get(key) is not None for key in ("result", *FIELDS)) else []


def matched(wanted: Sequence[dict[str, Any]], found: Sequence[Ballot]) -> int:
    """How many expected votes were found, each by a ballot of its own, in order."""
    at = right = 0
    for vote in wanted:
        hit = next((index for index in range(at, len(found)) if agrees(vote, found[index])), None)
        if hit is not None:
            at, right = hit + 1, right + 1
    return right


def measure(cases: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Precision and recall of whole votes, with the cases that failed."""
    right = found = expected = 0
    failures: list[dict[str, Any]] = []
    kinds: dict[str, list[int]] = {}
    for case in cases:
        ballots, wanted = ballots_of(case["text"]), expected_in(case)
        hits = matched(wanted, ballots)
        right, found, expected = right + hits, found + len(ballots), expected + len(wanted)
        good = hits == len(ballots) == len(wanted)
        tally = kinds.setdefault(str(case.get("kind") or "?"), [0, 0])
        tally[0] += good
        tally[1] += 1
        if not good:
            failures.append(_failure(case["text"], wanted, ballots))
    precision = right / found if found else 1.0
    recall = right / expected if expected else 1.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(f1, 4),
        "n": len(cases),
        "by_kind": {kind: f"{good}/{total}" for kind, (good, total) in sorted(kinds.items())},
        "failures": failures,
    }


def _failure(text: str, wanted: Sequence[dict[str, Any]], found: Sequence[Ballot]) -> dict[str, Any]:
    expected = [{key: vote.get(key) for key in ("result", *FIELDS)} for vote in wanted]
    return {"text": text, "expected": expected, "found": [shown(ballot) for ballot in found]}


def shown(ballot: Ballot) -> dict[str, Any]:
    """A vote in the form of a case."""
    figures = {key: getattr(ballot, name) for key, name in FIELDS.items()}
    return {"result": ballot.result.value if ballot.result else None, **figures, "derived": list(ballot.derived)}


def read_cases(path: Path) -> list[dict[str, Any]]:
    """The cases of a file, one a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=Path, required=True, nargs="+")
    parser.add_argument("--failures", action="store_true", help="print each case that failed")
    options = parser.parse_args(arguments)
    outcome = measure([case for path in options.cases for case in read_cases(path)])
    failures = outcome.pop("failures")
    for kind, tally in outcome["by_kind"].items():
        print(f"{kind:<24} {tally:>9}")
    if options.failures:
        for failure in failures:
            print(json.dumps(failure, ensure_ascii=False))
    print(json.dumps(outcome, ensure_ascii=False))


if __name__ == "__main__":
    main()
