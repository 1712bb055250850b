"""A reader says whose voice it is, once for the whole meeting."""

from __future__ import annotations

from typing import Any

from beffroi.minutes.models import Flag, Minutes, Participant, Utterance, Voice

from .edit_sentence import clear_as_corrected
from .rights import require_member
from .tracking import edit
from .verify_minutes import reverify

BY_READER = "nommée par un relecteur"
EXTRACT_SECONDS = 12.0


def name_voice(
    voice: Voice, *, user: Any, participant: Participant | None = None, name: str = "", flag: Flag | None = None
) -> None:
    """Give the voice a name of the roster, or another; the text that called it "Intervenant 3" follows. ``flag``:
    the point that this answers.

    Raises ValueError (French) without a name."""
    minutes = Minutes.objects.get(meeting=voice.meeting)
    require_member(user, minutes)
    name = participant.as_member().full_name if participant else " ".join(name.split())
    if not name:
        raise ValueError("Choisissez un nom dans la liste, ou écrivez-le.")
    with edit(minutes, "voice", f"{voice.label} : {name}", user) as editing:
        voice = Voice.objects.get(pk=voice.pk)
        before = voice.label
        editing.touch(voice)
        voice.participant, voice.name, voice.named_by = participant, name[:160], user
        voice.how, voice.certainty = BY_READER, 1.0
        editing.save(voice)
        for section in minutes.sections.prefetch_related("sentences"):
            for sentence in section.sentences.all():
                if before in sentence.text and before != voice.name:
                    editing.touch(sentence)
                    sentence.text = sentence.text.replace(before, voice.name)
                    editing.save(sentence)
        if flag is not None:
            clear_as_corrected(editing, flag, user)
        reverify(minutes)


def extracts(voice: Voice, count: int = 3) -> list[Utterance]:
    """What to hear to recognise a voice: its ``count`` longest turns, in the order of the meeting."""
    spoken = list(voice.utterances.exclude(start=None).exclude(end=None)) or list(voice.utterances.all())
    longest = sorted(spoken, key=_length, reverse=True)[:count]
    return sorted(longest, key=lambda utterance: utterance.index)


def _length(utterance: Utterance) -> float:
    if utterance.start is None or utterance.end is None:
        return len(utterance.text) / 15
    return min(utterance.end - utterance.start, EXTRACT_SECONDS)
