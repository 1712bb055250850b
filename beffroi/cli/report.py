"""What was found in a meeting, said in a few lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from beffroi.minutes.domain.types import FactKind, SentenceKind

if TYPE_CHECKING:
    from beffroi.minutes.models import Meeting

STEP_NAMES = {
    "examine": "examen",
    "transcribe": "transcription",
    "speakers": "qui parle",
    "draft": "rédaction",
    "sitting": "séance",
    "verify": "vérification",
}


def report(meeting: Meeting, notes: Sequence[str] = ()) -> str:
    """Duration, speakers, decisions, votes, flags to clear, what in the sitting contradicts itself, time of each step,
    then what the person should know: faults of the recording, and ``notes`` on the work."""
    from beffroi.minutes.models import SittingFlag

    minutes = meeting.minutes
    sentences = [sentence for section in minutes.sections.all() for sentence in section.sentences.all()]
    facts = minutes.facts
    voices = list(meeting.voices.all())
    named = [voice.label for voice in voices if voice.name]
    flags = list(minutes.flags.filter(answer=""))
    decided = {fact["item"] for fact in facts if fact["kind"] in {FactKind.DECISION, FactKind.VOTE}}
    contradictions = SittingFlag.objects.filter(sitting__meeting=meeting, answer="", blocking=True)
    votes = [sentence for sentence in sentences if sentence.kind == SentenceKind.VOTE]
    lines = [
        "",
        f"  {meeting.title}",
        f"  Durée              {clock(meeting.recording.duration)}",
        f"  Personnes          {len(voices)} voix, dont {len(named)} nommées : {', '.join(named) or 'aucune'}",
        f"  Décisions          {len(decided)} points décidés",
        f"  Votes              {len(votes)}",
        *(f"                     - {vote.text}" for vote in votes),
        f"  À vérifier         {len(flags)} point{'s' if len(flags) > 1 else ''}",
        *(f"                     - {flag.message}" for flag in flags[:12]),
        *(f"  Séance             {each.message}" for each in contradictions[:12]),
        "  Temps              " + ", ".join(_times(meeting)),
        *(f"  Attention          {each}" for each in (*_faults(meeting), *notes)),
    ]
    return "\n".join(lines)


def _faults(meeting: Meeting) -> list[str]:
    return [problem["message"] for problem in meeting.recording.preflight.get("problems", ())]


def _times(meeting: Meeting) -> list[str]:
    seconds = meeting.step_seconds
    return [f"{name} {seconds[key]:.1f} s".replace(".", ",") for key, name in STEP_NAMES.items() if key in seconds]


def clock(seconds: float) -> str:
    whole = round(seconds)
    hours, rest = divmod(whole, 3600)
    text = f"{rest // 60} min {rest % 60:02d} s"
    return f"{hours} h {text}" if hours else text
