"""Names of voices, measured: python -m bench.naming --cases DIR

``DIR`` holds ``CASE.txt`` ("LABEL : words", a turn a line) and ``CASE.expected.json`` (a list of {"speaker_id",
"name"}, null where the voice must stay unnamed). A case may have its roster, ``CASE.csv``. Prints precision (of
the names given, those that are right) and recall (of the names expected, those given right).
"""

from __future__ import annotations

import argparse
import json
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


def measure(folder: Path, kind: MeetingKind = MeetingKind.TEAM) -> dict[str, Any]:
    right = given = expected = 0
    wrong: list[str] = []
    for path in sorted(folder.glob("*.expected.json")):
        case = path.name.removesuffix(".expected.json")
        utterances = read_transcript(folder / f"{case}.txt")
        named = name_voices(utterances, read_members(folder / f"{case}.csv"), kind)
        for entry in json.loads(path.read_text(encoding="utf-8")):
            voice, name = entry["speaker_id"], entry["name"]
            found = named[voice].name if voice in named else None
            good = bool(found and name and same_person(found, name))
            given, expected, right = given + bool(found), expected + bool(name), right + good
            if found and not good:
                wrong.append(f"{case}/{voice}: {found} ({name})")
            elif name and not found:
                wrong.append(f"{case}/{voice}: - ({name})")
    return {
        "precision": round(right / given, 4) if given else 1.0,
        "recall": round(right / expected, 4) if expected else 1.0,
        "named": given,
        "expected": expected,
        "errors": wrong,
    }


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
    if not path.exists():
        return []
    from beffroi.documents.readers.roster import read_roster

    return [
        Member(row.last_name, row.first_name, row.role, row.group, tuple(row.aliases))
        for row in read_roster(path.read_bytes())
    ]


def same_person(found: str, expected: str) -> bool:
    """The same words, or all the words of one in the other ("Dubois" for "Claire Dubois")."""
    one, other = set(fold(found).replace("-", " ").split()), set(fold(expected).replace("-", " ").split())
    return bool(one and other) and (one <= other or other <= one)


if __name__ == "__main__":
    main()
