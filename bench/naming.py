"""Names of voices, measured: python -m bench.naming --cases DIR

``DIR`` holds ``CASE.txt`` ("LABEL : words", a turn a line) and ``CASE.expected.json`` (a list of {"speaker_id",
"name"}, null where the voice must stay unnamed). A case may have its roster, ``CASE.csv``. ``DIR`` may also hold
lots, ``LOT.lot``: several cases in one file, each "=== case", its roster ("R nom;prenom;fonction"), its truth
("T 1=Claire Dubois 2=-") and its turns ("1: words"). Prints precision (of the names given, those that are right)
and recall (of the names expected, those given right).
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from beffroi.facts.text import fold
from beffroi.minutes.domain.naming import name_voices
from beffroi.minutes.domain.types import MeetingKind, Member, Utterance
from bench.report import show


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=Path, required=True)
    parser.add_argument("--kind", default="team", choices=[kind.value for kind in MeetingKind])
    arguments = parser.parse_args()
    show("Noms des voix", measure(arguments.cases, MeetingKind(arguments.kind)))


@dataclass(frozen=True, slots=True)
class Case:
    """A talk with the name that each voice must get, None where it must get none."""

    name: str
    utterances: list[Utterance]
    members: list[Member]
    expected: dict[str, str | None]


def measure(folder: Path, kind: MeetingKind = MeetingKind.TEAM) -> dict[str, Any]:
    """Of every case of a folder (or of one lot)."""
    right = given = expected = 0
    wrong: list[str] = []
    for case in cases(folder):
        named = name_voices(case.utterances, case.members, kind)
        for voice, name in case.expected.items():
            found = named[voice].name if voice in named else None
            good = bool(found and name and same_person(found, name))
            given, expected, right = given + bool(found), expected + bool(name), right + good
            if found and not good:
                wrong.append(f"{case.name}/{voice}: {found} ({name})")
            elif name and not found:
                wrong.append(f"{case.name}/{voice}: - ({name})")
    return {
        "precision": round(right / given, 4) if given else 1.0,
        "recall": round(right / expected, 4) if expected else 1.0,
        "named": given,
        "expected": expected,
        "errors": wrong,
    }


def cases(folder: Path) -> Iterator[Case]:
    for path in sorted(folder.glob("*.expected.json")):
        name = path.name.removesuffix(".expected.json")
        expected = {entry["speaker_id"]: entry["name"] for entry in json.loads(path.read_text(encoding="utf-8"))}
        utterances, members = read_transcript(folder / f"{name}.txt"), read_members(folder / f"{name}.csv")
        yield Case(name, utterances, members, expected)
    for path in [folder] if folder.suffix == ".lot" else sorted(folder.glob("*.lot")):
        for block in re.split(r"^=== ", path.read_text(encoding="utf-8"), flags=re.M)[1:]:
            yield _of_lot(block.splitlines())


def _of_lot(lines: Sequence[str]) -> Case:
    roster = "\n".join(["nom;prenom;fonction", *(line[2:] for line in lines if line.startswith("R "))])
    truth = " ".join(line[2:] for line in lines if line.startswith("T "))
    expected = {voice: None if name == "-" else name for voice, name in re.findall(r"(\d+)=(.+?)(?= \d+=|$)", truth)}
    turns = [line.split(": ", 1) for line in lines if re.match(r"\d+: ", line)]
    utterances = [
        Utterance(index, words.strip(), f"LOCUTEUR_{voice:0>2}") for index, (voice, words) in enumerate(turns)
    ]
    voices = {f"LOCUTEUR_{voice:0>2}": name for voice, name in expected.items()}
    return Case(lines[0].strip(), utterances, _members(roster.encode()) if "\n" in roster else [], voices)


def read_transcript(path: Path) -> list[Utterance]:
    """Lines "LABEL : words"; a line without a label goes on with the one before."""
    utterances: list[Utterance] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        label, colon, words = line.partition(" : ")
        if colon and len(label) < 40:
            utterances.append(Utterance(len(utterances), words.strip(), label.strip()))
        elif line.strip() and utterances:
            last = utterances.pop()
            utterances.append(Utterance(last.index, f"{last.text} {line.strip()}", last.voice))
    return utterances


def read_members(path: Path) -> list[Member]:
    return _members(path.read_bytes()) if path.exists() else []


def _members(roster: bytes) -> list[Member]:
    from beffroi.documents.readers.roster import read_roster

    return [
        Member(row.last_name, row.first_name, row.role, row.group, tuple(row.aliases)) for row in read_roster(roster)
    ]


def same_person(found: str, expected: str) -> bool:
    """The same words, or all the words of one in the other ("Dubois" for "Claire Dubois")."""
    one, other = set(fold(found).replace("-", " ").split()), set(fold(expected).replace("-", " ").split())
    return bool(one and other) and (one <= other or other <= one)


if __name__ == "__main__":
    main()
