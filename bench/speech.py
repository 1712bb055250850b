"""Words recognised against a reference:

    python -m bench.speech --sound FILE --reference FILE.json|FILE.txt [--agenda F --roster F] [--model FOLDER]

Several --sound and --reference go in pairs and are added up. The reference is a list of {"text"}, "NAME: words"
lines, or plain text. Prints {"wer", "wer_with_vocabulary" (with --agenda or --roster), "numbers", "rtf", ...}.
"""

from __future__ import annotations

import argparse
import difflib
import json
import os
import re
import resource
import time
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from beffroi.documents import audio
from beffroi.engines.adapters.faster_whisper import FasterWhisper
from beffroi.engines.adapters.silero import Silero
from beffroi.engines.catalogue import WHISPER_BASE
from beffroi.engines.model_store import ModelStore
from beffroi.engines.protocols import Segment, SpeechRecognizer
from beffroi.facts.numbers import find_numbers
from beffroi.minutes.domain import vocabulary, windows
from bench.report import show
from bench.wer import Errors, score

ROOT = Path(__file__).resolve().parent.parent
_SPEAKER = re.compile(r"^[^\W\d_][\w .'-]{0,40}\s?: ", re.MULTILINE)


def main() -> None:
    arguments = _arguments()
    engine = recogniser(arguments.model)
    told = _told(arguments.agenda, arguments.roster)
    pairs = list(zip(arguments.sound, arguments.reference, strict=True))
    figures = measure(pairs, engine)
    if told:
        with_words = measure(pairs, engine, told)
        figures |= {
            f"{name}_with_vocabulary": with_words[name] for name in ("wer", "numbers", "rtf", "processor", "errors")
        }
    if arguments.show:
        print("\n".join(figures["errors"]))
    for name in [name for name in figures if name.startswith("errors")]:
        figures.pop(name)
    figures["peak_rss_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    show("Reconnaissance de la parole", figures)


def measure(pairs: Sequence[tuple[Path, Path]], engine: SpeechRecognizer, told: Sequence[str] = ()) -> dict[str, Any]:
    errors, right, said, extra, spent, busy, seconds = Errors(0, 0, 0, 0), 0, 0, 0, 0.0, 0.0, 0.0
    for sound, reference in pairs:
        expected = read_reference(reference)
        clock, processor = time.perf_counter(), time.process_time()
        heard = recognise(sound, vocabulary=told, engine=engine)
        spent, busy = spent + time.perf_counter() - clock, busy + time.process_time() - processor
        seconds += audio.probe(sound).duration_s or 0.0
        errors += score(expected, heard)
        counts = compare_numbers(expected, heard)
        right, said, extra = right + counts[0], said + counts[1], extra + counts[2]
    return {
        "wer": round(errors.rate, 4),
        "words": errors.reference,
        "changed": errors.changed,
        "dropped": errors.dropped,
        "added": errors.added,
        "numbers": {"right": right, "said": said, "extra": extra},
        "rtf": round(spent / seconds, 3) if seconds else None,
        "processor": round(busy / seconds, 3) if seconds else None,
        "errors": [f"{a or '+'} > {b or '-'}" for a, b in errors.pairs if a != b],
    }


def recognise(path: str | Path, vocabulary: Sequence[str] = (), engine: SpeechRecognizer | None = None) -> str:
    """The text of a recording, cut and recognised as the product does."""
    return " ".join(segment.text for segment in recognised(path, vocabulary, engine))


def recognised(
    path: str | Path, vocabulary: Sequence[str] = (), engine: SpeechRecognizer | None = None
) -> list[Segment]:
    """Segments in order; times are those of their windows."""
    engine = engine or recogniser()
    planned = windows.cut(list(Silero().speech_regions(audio.stream(path))))
    return [
        segment for sound in audio.spans(path, planned) for segment in engine.transcribe(sound, vocabulary=vocabulary)
    ]


@lru_cache(maxsize=1)
def recogniser(folder: Path | None = None) -> FasterWhisper:
    """The embedded model, or the one of ``folder``."""
    if folder is None:
        models = Path(os.environ.get("BEFFROI_MODELS_DIR") or ROOT / "var" / "models")
        folder = ModelStore.from_environment(models).path(WHISPER_BASE)
    return FasterWhisper(folder, cpu_threads=os.cpu_count() or 2)


def read_reference(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".json":
        return " ".join(turn["text"] for turn in json.loads(text))
    return _SPEAKER.sub("", text)


def compare_numbers(expected: str, heard: str) -> tuple[int, int, int]:
    """Numbers heard right and in order, numbers said, numbers heard that were not said."""
    said = [number.value for number in find_numbers(expected)]
    found = [number.value for number in find_numbers(heard)]
    blocks = difflib.SequenceMatcher(None, said, found, autojunk=False).get_matching_blocks()
    right = sum(block.size for block in blocks)
    return right, len(said), len(found) - right


def _told(agenda: Path | None, roster: Path | None) -> list[str]:
    from beffroi.minutes.actions.read_papers import read_agenda_file, read_roster_file

    members = read_roster_file(roster.read_bytes(), roster.name) if roster else []
    items = read_agenda_file(agenda.read_bytes(), agenda.name) if agenda else []
    return vocabulary.hints(members, items)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sound", type=Path, required=True, nargs="+")
    parser.add_argument("--reference", type=Path, required=True, nargs="+")
    parser.add_argument("--agenda", type=Path)
    parser.add_argument("--roster", type=Path)
    parser.add_argument("--model", type=Path, help="a folder; the embedded model otherwise")
    parser.add_argument("--show", action="store_true", help="print the words that differ")
    return parser.parse_args()


if __name__ == "__main__":
    main()
