"""Cases written with their entities marked ("<NOM>Claire Dubois</NOM>"), turned into the format of ``bench.privacy``.

``python -m tests.charter.privacy.marked`` writes the JSON files again from the marked texts."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
HALVES = ("tuned", "held")
WAYS = {"W": "written", "S": "spoken", "N": "without personal data"}
_MARK = re.compile(r"<(/?)([A-Z]+)>")


def unmarked(marked: str) -> tuple[str, list[list[Any]]]:
    """The text and its entities. Raises ValueError for a mark that is not opened, closed or empty."""
    text, entities, at, opened = "", [], 0, None
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        at = mark.end()
        if not mark[1] and opened is None:
            opened = (len(text), mark[2])
        elif mark[1] and opened and opened[1] == mark[2] and text[opened[0] :].strip():
            entities.append([opened[0], len(text), mark[2]])
            opened = None
        else:
            raise ValueError(f"mark {mark[0]} out of place in {marked!r}")
    if opened:
        raise ValueError(f"<{opened[1]}> is never closed in {marked!r}")
    return text + marked[at:], entities


def cases(half: str) -> list[dict[str, Any]]:
    """The cases of a marked file, in order."""
    found = []
    for line in (DATA / f"{half}.txt").read_text(encoding="utf-8").splitlines():
        way, marked = line.split("|", 1)
        text, entities = unmarked(marked.replace("\\n", "\n"))
        if (way == "N") != (not entities):
            raise ValueError(f"{WAYS[way]}, yet {len(entities)} entities: {text!r}")
        found.append({"text": text, "entities": entities, "way": WAYS[way]})
    return found


def main() -> None:
    for half in HALVES:
        if (DATA / f"{half}.txt").exists():
            shown = ",\n".join(json.dumps(case, ensure_ascii=False) for case in cases(half))
            (DATA / f"{half}.json").write_text(f"[\n{shown}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
