"""Personal data found in sentences: ``python -m bench.privacy --cases FILE.json [--entities rules|spacy]``.

A case is ``{"text", "entities": [[start, end, type]]}`` (``"known_public"``, a list of names, may be added). An
expected entity is found when spans of its type cover every letter and digit of it, civility titles ("Mme", "Monsieur")
left out; a span is right when it overlaps an expected entity of its type. Type "?" matches any. Speed is taken on
documents of 1,000 words made of the cases: processor time, the best of three readings.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from beffroi.charter.domain.privacy import Heard, Span, find

TITLE = re.compile(
    r"(?:monsieur|madame|mademoiselle|messieurs|mesdames|mme|mlle|mr|mm|m|me|dr|docteur|maître)\b\.?\s*", re.IGNORECASE
)
Recognise = Callable[[str], Sequence[Heard]]


def measure(cases: Sequence[dict[str, Any]], recognise: Recognise) -> dict[str, Any]:
    """Recall, precision, each type's own, and milliseconds for 1,000 words."""
    expected: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    found: Counter[str] = Counter()
    right: Counter[str] = Counter()
    failures = []
    for case in cases:
        text, wanted = case["text"], [tuple(entity) for entity in case["entities"]]
        spans = _find(case, recognise)
        missed = [entity for entity in wanted if not covered(text, entity, spans)]
        extra = [span for span in spans if not is_right(span, wanted)]
        expected.update(kind for _, _, kind in wanted)
        hits.update(kind for _, _, kind in wanted)
        hits.subtract(entity[2] for entity in missed)
        found.update(str(span.kind) for span in spans)
        right.update(str(span.kind) for span in spans)
        right.subtract(str(span.kind) for span in extra)
        if missed or extra:
            failures.append(
                {
                    "text": text,
                    "missed": [(kind, text[start:end]) for start, end, kind in missed],
                    "extra": [(str(span.kind), text[span.start : span.end], span.why) for span in extra],
                }
            )
    return {
        "recall": _share(hits.total(), expected.total()),
        "precision": _share(right.total(), found.total()),
        "by_type": {
            kind: {
                "recall": _share(hits[kind], expected[kind]),
                "precision": _share(right[kind], found[kind]),
                "n": expected[kind],
            }
            for kind in sorted(expected.keys() | found.keys())
        },
        "ms_per_1000_words": speed(cases, recognise),
        "n": len(cases),
        "failures": failures,
    }


def _find(case: dict[str, Any], recognise: Recognise) -> list[Span]:
    return find(case["text"], known_public=case.get("known_public", ()), entities=recognise(case["text"]))


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 1.0


def covered(text: str, entity: tuple[int, int, str], spans: Sequence[Span]) -> bool:
    """Whether spans of the entity's type hold every letter and digit of it, but for a title before it."""
    start, end, kind = entity
    title = TITLE.match(text, start, end)
    start = title.end() if title and title.end() < end else start
    ours = [span for span in spans if kind in ("?", str(span.kind))]
    return all(any(span.start <= at < span.end for span in ours) for at in range(start, end) if text[at].isalnum())


def is_right(span: Span, wanted: Sequence[tuple[int, int, str]]) -> bool:
    """Whether a span overlaps an expected entity of its type."""
    return any(start < span.end and span.start < end and kind in ("?", str(span.kind)) for start, end, kind in wanted)


def speed(cases: Sequence[dict[str, Any]], recognise: Recognise) -> float:
    """Milliseconds for 1,000 words, on documents of that length made of the cases; the best of three readings."""
    documents = [""]
    for case in cases:
        documents[-1] += case["text"] + "\n"
        if len(documents[-1].split()) >= 1000:
            documents.append("")
    words = sum(len(document.split()) for document in documents)
    seconds = []
    for _ in range(3):
        clock = time.process_time()
        for document in documents:
            find(document, entities=recognise(document))
        seconds.append(time.process_time() - clock)
    return round(min(seconds) * 1e6 / words, 2) if words else 0.0


def recogniser(name: str) -> Recognise:
    """Rules alone, or with the entity engine of this installation."""
    if name == "rules":
        return lambda text: []
    from beffroi.engines.adapters.spacy_entities import SpacyEntities

    return SpacyEntities().entities


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=Path, required=True, nargs="+")
    parser.add_argument("--entities", choices=("rules", "spacy"), default="rules")
    parser.add_argument("--failures", action="store_true", help="print each case that failed")
    options = parser.parse_args(arguments)
    cases = [case for path in options.cases for case in json.loads(path.read_text(encoding="utf-8"))]
    outcome = measure(cases, recogniser(options.entities))
    failures = outcome.pop("failures")
    print(f"{'type':<10}{'recall':>8}{'precision':>11}{'n':>6}")
    for kind, figures in outcome["by_type"].items():
        print(f"{kind:<10}{figures['recall']:>8}{figures['precision']:>11}{figures['n']:>6}")
    if options.failures:
        for failure in failures:
            print(json.dumps(failure, ensure_ascii=False))
    print(json.dumps(outcome, ensure_ascii=False))


if __name__ == "__main__":
    main()
