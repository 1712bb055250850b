"""A procès-verbal read against what is true of it: ``python -m bench.pv --pv FILE --truth FILE.json``.

``--pv`` may come several times or name a folder. The truth is one object for one file, or an object keyed by the
SHA-256 of each file. Its fields, all optional (what is not told is not measured)::

    {"present", "in_office", "represented", "excused", "absent": numbers or null (null: not written),
     "secretary": a name, true or false, "president": the same,
     "date": "2023-03-14", "opening", "closing": "19:00",
     "proxies": [[giver, holder]] or a number, "holders_with_two": a number,
     "ballots": [{"item", "result", "for", "against", "abstain", "blank", "secret"}],
     "mentions": {"quorum": "present"|"absent"|...} or the list of those present,
     "findings": [codes of contradictions, all of them]}

A ballot is right when its result and every figure agree, in the order of the document; a figure that the code derived
("unanimité": nobody against) is neither asked for nor held against it where the truth says null.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from beffroi.facts import fold
from beffroi.facts.people import first_names_agree
from beffroi.minutes.actions.check_pv import ACCEPTED, check_pv
from beffroi.minutes.domain.pv.names import known
from beffroi.minutes.domain.pv.types import PvBallot, PvReading

FIGURES = ("present", "in_office", "represented", "excused", "absent")
SIDES = {"for": "votes_for", "against": "against", "abstain": "abstain", "blank": "blank"}
MENTION_NAMES = {
    "time": "hour", "heure": "hour", "opening": "hour", "seance": "date", "presence": "members", "names": "members",
    "present": "members", "secretaire": "secretary", "secretaries": "secretary", "ordre_du_jour": "agenda",
    "deliberation": "deliberations", "decisions": "deliberations", "rapports": "reports", "scrutin": "ballot_requests",
    "requests": "ballot_requests", "ballots": "results", "votes": "results", "resultats": "results",
    "discussions": "debates", "debats": "debates", "tenor": "debates",
}  # fmt: skip
RESULT_NAMES = {"elected": "adopted", "unanimous": "adopted", "adopté": "adopted", "rejeté": "rejected"}
PRESENT_WORDS = {
    "present",
    "présent",
    "true",
    "oui",
    "yes",
    "contradictory",
    "contradictoire",
    "none",
    "neant",
    "néant",
}


@dataclass
class Score:
    """Right answers among those given and those expected."""

    right: int = 0
    given: int = 0
    expected: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, right: bool, given: bool, expected: bool, what: str) -> None:
        self.right += right
        self.given += given
        self.expected += expected
        if (given or expected) and not right:
            self.wrong.append(what)

    def merge(self, other: Score) -> None:
        self.right += other.right
        self.given += other.given
        self.expected += other.expected
        self.wrong += other.wrong

    def figures(self) -> dict[str, float]:
        return {
            "precision": round(self.right / self.given, 4) if self.given else 1.0,
            "recall": round(self.right / self.expected, 4) if self.expected else 1.0,
        }


KINDS = ("presence", "proxies", "ballots", "mentions", "findings")


def score(reading: PvReading, truth: dict[str, Any]) -> dict[str, Score]:
    """One document against its truth."""
    scores = {kind: Score() for kind in KINDS}
    _presence(reading, truth, scores["presence"])
    _proxies(reading, truth, scores["proxies"])
    if "ballots" in truth:
        _ballots(reading, truth["ballots"], scores["ballots"])
    _mentions(reading, truth.get("mentions", {}), scores["mentions"])
    if "findings" in truth:
        found = {finding.code for finding in reading.findings if finding.severity != "missing"}
        hard = {finding.code for finding in reading.findings if finding.severity == "contradiction"}
        wanted = set(truth["findings"])
        for code in sorted(wanted | hard):
            scores["findings"].add(code in wanted and code in found, code in found, code in wanted, f"finding {code}")
    return scores


def _presence(reading: PvReading, truth: dict[str, Any], into: Score) -> None:
    values: dict[str, Any] = {name: _value(getattr(reading.presence, name)) for name in FIGURES}
    values["date"] = reading.sitting.date.isoformat() if reading.sitting.date else None
    values["opening"] = reading.sitting.opening.text if reading.sitting.opening else None
    values["closing"] = reading.sitting.closing.text if reading.sitting.closing else None
    values["convocation"] = reading.sitting.convocation.text if reading.sitting.convocation else None
    if "absent" in truth and "excused" not in truth and truth["absent"] is not None:
        values["absent"] = (
            (values["absent"] or 0) + (values["excused"] or 0) if reading.presence.excused_people else values["absent"]
        )
    for name, found in values.items():
        if name in truth:
            wanted = truth[name]
            given = found is not None and not (name == "absent" and wanted is None and not found)
            into.add(
                found == wanted and wanted is not None, given, wanted is not None, f"{name}: {found}, expected {wanted}"
            )
    names = {"secretary": [word.text for word in reading.sitting.secretaries],
             "president": [reading.sitting.president.text] if reading.sitting.president else []}  # fmt: skip
    for name, written in names.items():
        if name in truth:
            wanted = truth[name]
            right = bool(written) and (
                wanted is True or (isinstance(wanted, str) and any(alike(wanted, each) for each in written))
            )
            into.add(right, bool(written), bool(wanted), f"{name}: {written}, expected {wanted}")


def _value(figure: Any) -> int | None:
    return figure.value if figure is not None else None


def alike(one: str, other: str) -> bool:
    """Whether two written names are one person's, initials and order aside."""
    left, right = known(one), known(other)
    if fold(left.last) == fold(right.last) and first_names_agree(left.first, right.first):
        return True
    words, others = set(fold(one).replace(".", "").split()), set(fold(other).replace(".", "").split())
    return bool(words and others) and (words <= others or others <= words)


def _proxies(reading: PvReading, truth: dict[str, Any], into: Score) -> None:
    found = reading.presence.proxies
    wanted = truth.get("proxies")
    if isinstance(wanted, int):
        right = min(wanted, len(found))
        into.right, into.given, into.expected = into.right + right, into.given + len(found), into.expected + wanted
        if wanted != len(found):
            into.wrong.append(f"{len(found)} proxies, expected {wanted}")
    elif wanted is not None:
        left = list(found)
        for giver, holder in wanted:
            hit = next((each for each in left if alike(giver, each.giver.name.full) and (
                not holder or (each.holder is not None and alike(holder, each.holder.name.full)))), None)  # fmt: skip
            if hit:
                left.remove(hit)
            into.add(hit is not None, hit is not None, True, f"proxy {giver} -> {holder}")
        for each in left:
            into.add(
                False, True, False, f"proxy too many: {each.giver.name.full} -> {each.holder and each.holder.name.full}"
            )
    if "holders_with_two" in truth:
        two = sum("porterait" in finding.message for finding in reading.findings if finding.code == "two_proxies")
        into.add(
            two == truth["holders_with_two"],
            True,
            True,
            f"holders with two: {two}, expected {truth['holders_with_two']}",
        )


def _ballots(reading: PvReading, wanted: Sequence[dict[str, Any]], into: Score) -> None:
    """The longest sequence of right ballots, in order."""
    found = reading.ballots
    table = [[0] * (len(wanted) + 1) for _ in range(len(found) + 1)]
    for i, ballot in enumerate(found):
        for j, case in enumerate(wanted):
            same = table[i][j] + 1 if agrees(ballot, case) else 0
            table[i + 1][j + 1] = max(same, table[i][j + 1], table[i + 1][j])
    into.right += table[-1][-1]
    into.given += len(found)
    into.expected += len(wanted)
    i, j = len(found), len(wanted)
    while i or j:
        if i and j and table[i][j] == table[i - 1][j - 1] + 1 and agrees(found[i - 1], wanted[j - 1]):
            i, j = i - 1, j - 1
        elif i and (not j or table[i][j] == table[i - 1][j]):
            i -= 1
            into.wrong.append(f"ballot read: {shown(found[i])}")
        else:
            j -= 1
            into.wrong.append(f"ballot expected: {wanted[j]}")


def agrees(ballot: PvBallot, case: dict[str, Any]) -> bool:
    """Whether a ballot is what the truth says."""
    result = ballot.result.value if ballot.result else None
    expected = RESULT_NAMES.get(str(case.get("result")), case.get("result"))
    if "result" in case and result != expected:
        return False
    if case.get("secret") is not None and case["secret"] != ballot.secret:
        return False
    return all(_figure(ballot, name, case[key]) for key, name in SIDES.items() if key in case)


def _figure(ballot: PvBallot, name: str, expected: int | None) -> bool:
    value = getattr(ballot, name)
    if expected is None:
        return value is None or name in ballot.derived
    return bool(value == expected or (value is None and expected == 0))


def shown(ballot: PvBallot) -> dict[str, Any]:
    """A ballot in the form of the truth."""
    item = ballot.item.number or ballot.item.title if ballot.item else None
    figures = {key: getattr(ballot, name) for key, name in SIDES.items()}
    result = ballot.result.value if ballot.result else None
    return {"item": item, "result": result, **figures, "secret": ballot.secret}


def _mentions(reading: PvReading, wanted: Any, into: Score) -> None:
    if isinstance(wanted, list):
        wanted = {mention.key: ("present" if mention.key in wanted else "absent") for mention in reading.mentions}
    states = {mention.key: mention.state for mention in reading.mentions}
    for name, state in wanted.items():
        key = MENTION_NAMES.get(name, name)
        if key not in states:
            continue
        here, expected = states[key] != "missing", str(state).lower() in PRESENT_WORDS
        into.add(here and expected, here, expected, f"mention {key}: {states[key]}, expected {state}")


def truths(path: Path) -> dict[str, Any]:
    return dict(json.loads(path.read_text(encoding="utf-8")))


def files(paths: Iterable[Path]) -> list[Path]:
    """The documents named, and those of the folders named."""
    found: list[Path] = []
    for path in paths:
        inside = (each for each in path.rglob("*") if each.suffix.lower().lstrip(".") in ACCEPTED)
        found += sorted(inside) if path.is_dir() else [path]
    return found


def truth_of(path: Path, table: dict[str, Any]) -> dict[str, Any] | None:
    """The truth of a file: by its hash or its name, or the whole table where it is of one file."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    for key in (digest, path.name, path.stem):
        if key in table and isinstance(table[key], dict):
            return dict(table[key])
    single = set(table) & {"ballots", "present", "mentions", "proxies"}
    return table if single else None


def page_reader() -> Callable[[bytes], str] | None:
    """The machine's OCR, or None where it has none."""
    from beffroi.engines.adapters.tesseract import Tesseract, problem

    return None if problem() else Tesseract().read


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pv", type=Path, action="append", required=True)
    parser.add_argument("--truth", type=Path, action="append", required=True)
    parser.add_argument("--failures", action="store_true", help="print what was read wrong")
    options = parser.parse_args(arguments)
    table: dict[str, Any] = {}
    for path in options.truth:
        table |= truths(path)
    ocr = page_reader()
    total = {kind: Score() for kind in KINDS}
    measured = 0
    for path in files(options.pv):
        truth = truth_of(path, table)
        if truth is None:
            continue
        measured += 1
        scores = score(check_pv(path.read_bytes(), path.name, ocr=ocr), truth)
        line = "  ".join(f"{kind} {each.right}/{each.given}/{each.expected}" for kind, each in scores.items())
        print(f"{path.name[:58]:<58}  {line}")
        for kind, each in scores.items():
            total[kind].merge(each)
            for wrong in each.wrong if options.failures else ():
                print(f"    {kind}: {wrong}")
    print(f"\n{measured} documents (right / read / expected)")
    for kind, each in total.items():
        figures = each.figures()
        print(
            f"  {kind:<10} precision {figures['precision']:.3f}   recall {figures['recall']:.3f}   "
            f"{each.right}/{each.given}/{each.expected}"
        )
    print(json.dumps({kind: each.figures() for kind, each in total.items()} | {"documents": measured}))


if __name__ == "__main__":
    main()
