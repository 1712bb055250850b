"""The whole chain on one sitting, against what is known of it.

    python -m bench.minutes --sitting FILE --reference FILE.json [--rttm F --agenda F --roster F --truth F]

Everything runs for real, in a temporary database. The reference is a list of {"speaker", "start", "end", "text"}.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.report import show

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    arguments = _arguments()
    with temporary_installation():
        show("Toute la chaîne", measure(arguments))


@contextmanager
def temporary_installation() -> Iterator[None]:
    """A commune of its own in a temporary database, with this machine's models and settings."""
    os.environ.setdefault("BEFFROI_MODELS_DIR", str(ROOT / "var" / "models"))
    os.environ["DJANGO_SETTINGS_MODULE"] = "beffroi.config.settings"
    with tempfile.TemporaryDirectory(prefix="beffroi-bench-") as folder:
        os.environ["BEFFROI_VAR"] = folder
        os.environ.pop("BEFFROI_DATABASE", None)
        from beffroi.cli import setup
        from beffroi.cli.services import stop_text_server

        setup.start(migrate=True)
        from beffroi.town.scope import scope
        from beffroi.town.setup import commune_named

        try:
            with scope(commune_named("Mesure")):
                yield
        finally:
            stop_text_server()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sitting", type=Path, required=True)
    parser.add_argument("--reference", type=Path, required=True)
    for name in ("rttm", "agenda", "roster", "truth"):
        parser.add_argument(f"--{name}", type=Path)
    parser.add_argument("--kind", default="council", choices=["council", "committee", "team", "public"])
    parser.add_argument("--no-plain", action="store_true", help="skip the second recognition, without vocabulary")
    return parser.parse_args()


def measure(arguments: argparse.Namespace) -> dict[str, Any]:
    meeting, seconds, peak = treat(arguments.sitting, arguments.agenda, arguments.roster, arguments.kind)
    reference = json.loads(arguments.reference.read_text())
    spent = dict(meeting.step_seconds)
    engines = spent.pop("engines", 0)
    figures: dict[str, Any] = {
        "wer": None if arguments.no_plain else _plain_wer(arguments.sitting, reference),
        "wer_with_vocabulary": _wer(reference, " ".join(each.heard for each in meeting.utterances.all())),
        "der": _der(arguments),
        **_named(meeting, reference),
        "ballots": _ballots(meeting, arguments.truth),
        "unsourced_facts": len(_unsourced(meeting)),
        "flags": meeting.minutes.flags.filter(answer="").count(),
        "overhead": round(sum(spent.values()) / engines, 3) if engines else None,
        "peak_rss_mb": peak,
        "seconds": seconds,
        "steps": spent,
    }
    return figures


def treat(sitting: Path, agenda: Path | None, roster: Path | None, kind: str) -> tuple[Any, float, int]:
    """The meeting, treated for real; the seconds it took; the peak memory of this process in MB."""
    from beffroi.cli.minutes import USUAL_TEMPLATE
    from beffroi.cli.pipeline import run_here
    from beffroi.minutes.actions.create_meeting import create_meeting
    from beffroi.minutes.actions.read_papers import read_agenda_file, read_roster_file
    from beffroi.minutes.actions.receive_recording import receive_recording
    from beffroi.minutes.domain.types import MeetingKind
    from beffroi.minutes.models import Meeting

    clock = time.perf_counter()
    meeting = create_meeting(
        user=None,
        kind=kind,
        template=USUAL_TEMPLATE[MeetingKind(kind)],
        title="Mesure",
        agenda=read_agenda_file(agenda.read_bytes(), agenda.name) if agenda else [],
        members=read_roster_file(roster.read_bytes(), roster.name) if roster else [],
    )
    receive_recording(meeting, sitting, sitting.name, user=None)
    run_here(meeting)
    seconds = round(time.perf_counter() - clock, 1)
    return Meeting.objects.get(pk=meeting.pk), seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _wer(reference: list[dict[str, Any]], heard: str) -> float:
    from bench.wer import score

    return round(score(" ".join(each["text"] for each in reference), heard).rate, 4)


def _plain_wer(sitting: Path, reference: list[dict[str, Any]]) -> float:
    from bench.speech import recognise

    return _wer(reference, recognise(sitting))


def _der(arguments: argparse.Namespace) -> float | None:
    if arguments.rttm is None:
        return None
    from bench.diarization import diarization_error

    return round(diarization_error(arguments.sitting, arguments.rttm), 4)


def _named(meeting: Any, reference: list[dict[str, Any]]) -> dict[str, int]:
    """Voices given a name: right when the person who speaks most under that voice is the one named."""
    right = wrong = 0
    for voice in meeting.voices.exclude(name=""):
        overlap: Counter[str] = Counter()
        for utterance in voice.utterances.all():
            for turn in reference:
                overlap[turn["speaker"]] += max(
                    0, min(utterance.end, turn["end"]) - max(utterance.start, turn["start"])
                )
        said = overlap.most_common(1)[0][0] if overlap else ""
        if _is_called(voice, said):
            right += 1
        else:
            wrong += 1
    return {"named_right": right, "named_wrong": wrong}


def _is_called(voice: Any, label: str) -> bool:
    """Whether a reference label ("MAIRE", "DUBOIS", "Claire Dubois") means the person that the voice was given."""
    from bench.normalise import words

    person = voice.participant
    names = [voice.name, voice.name.split()[-1]]
    if person:
        names += [person.last_name, person.role, *person.aliases, *person.role.split()]
    return words(label) in [words(name) for name in names]


def _ballots(meeting: Any, truth: Path | None) -> dict[str, int] | None:
    """A ballot is right when every figure that the truth gives is the draft's; wrong when one differs."""
    if truth is None:
        return None
    expected = json.loads(truth.read_text())["ballots"]
    facts = [fact for fact in meeting.minutes.facts if fact["kind"] == "vote" and fact["ballot"]]
    right = missed = used = 0
    for ballot in expected:
        found = [fact["ballot"] for fact in facts if fact["item"] == ballot["item"]]
        if not found:
            missed += 1
        elif any(_same(ballot, each) for each in found):
            right += 1
            used += 1
    return {"right": right, "wrong": len(facts) - used, "missed": missed}


FIGURES = {"for": "votes_for", "against": "against", "abstain": "abstain", "blank": "blank"}


def _same(expected: dict[str, Any], found: dict[str, Any]) -> bool:
    if expected["result"] != found["result"]:
        return False
    return all(
        expected[name] is None or expected[name] == (found[field] or 0 if expected[name] == 0 else found[field])
        for name, field in FIGURES.items()
    )


def _unsourced(meeting: Any) -> list[str]:
    """Facts of the text that are neither said in their sources (nor the name of who says it), nor the sum that
    the ledger makes of what was said, nor flagged."""
    from beffroi.facts.compare import unsupported

    names = [str(each) for each in meeting.participants.all()]
    said = {
        each.index: f"{each.voice.label if each.voice else ''} : {each.text}"
        for each in meeting.utterances.select_related("voice")
    }
    lost = []
    for section in meeting.minutes.sections.all():
        for sentence in section.sentences.all():
            if sentence.flags.exists() or not sentence.text:
                continue
            sources = [said[index] for index in sentence.sources if index in said]
            sources += _sums(meeting, section.item_number) if sentence.kind == "vote" else []
            lost += [mention.text for mention in unsupported(sources, sentence.text, known_names=names)]
    return lost


def _sums(meeting: Any, item: int) -> list[str]:
    """Figures that the ledger derived for the votes of an item."""
    votes = [fact for fact in meeting.minutes.facts if fact["kind"] == "vote" and fact["item"] == item]
    derived = [fact["ballot"][name] for fact in votes for name in fact["ballot"]["derived"]]
    return [str(number) for number in [*derived, *(fact["values"].get("voters") for fact in votes)] if number]


if __name__ == "__main__":
    main()
