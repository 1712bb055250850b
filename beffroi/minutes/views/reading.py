"""What the proof-reading page shows: the text with its open points, the words as heard, the player's marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

from beffroi.minutes.actions.approve import stale_sentences
from beffroi.minutes.actions.correct_utterance import Offer, known_here
from beffroi.minutes.actions.presence import others, revision
from beffroi.minutes.actions.undo import last_change
from beffroi.minutes.domain.reading_time import minutes_to_read
from beffroi.minutes.models import Flag, Minutes, Section, Sentence, Utterance

from .common import may_read


@dataclass(slots=True)
class ShownSentence:
    row: Sentence
    flags: list[Flag] = field(default_factory=list)

    @property
    def worst(self) -> str:
        """ "block", "check" or "": how the sentence is marked."""
        if not self.flags:
            return ""
        return "block" if any(flag.blocking for flag in self.flags) else "check"


@dataclass(slots=True)
class ShownSection:
    row: Section
    sentences: list[ShownSentence]
    flags: list[Flag]
    """Open points of the section itself, not of one of its sentences."""


@dataclass(slots=True)
class Turn:
    """What one voice says in a row."""

    voice: Any
    utterances: list[Utterance]


def open_flags(minutes: Minutes) -> list[Flag]:
    """In the order of the text: those of the whole text first."""
    flags = minutes.flags.filter(answer="").select_related("section", "sentence__section")

    def place(flag: Flag) -> tuple[float, float, int]:
        section = flag.section or (flag.sentence.section if flag.sentence else None)
        return (section.position if section else -1, flag.sentence.position if flag.sentence else -1, flag.pk)

    return sorted(flags, key=place)


def shown_text(minutes: Minutes, flags: Sequence[Flag]) -> list[ShownSection]:
    by_sentence: dict[int, list[Flag]] = {}
    by_section: dict[int, list[Flag]] = {}
    for flag in flags:
        if flag.sentence_id:
            by_sentence.setdefault(flag.sentence_id, []).append(flag)
        elif flag.section_id:
            by_section.setdefault(flag.section_id, []).append(flag)
    return [
        ShownSection(
            section,
            [ShownSentence(row, by_sentence.get(row.pk, [])) for row in section.sentences.all() if row.text],
            by_section.get(section.pk, []),
        )
        for section in minutes.sections.prefetch_related("sentences__edited_by")
    ]


def turns(minutes: Minutes) -> list[Turn]:
    found: list[Turn] = []
    for utterance in minutes.meeting.utterances.select_related("voice"):
        if found and found[-1].voice == utterance.voice:
            found[-1].utterances.append(utterance)
        else:
            found.append(Turn(utterance.voice, [utterance]))
    return found


def summary(request: HttpRequest, minutes: Minutes, flags: Sequence[Flag]) -> dict[str, Any]:
    """The line above: points left, minutes they should take, what undo would take back, who else reads."""
    words = sum(
        len(text.split()) for text in Sentence.objects.filter(section__minutes=minutes).values_list("text", flat=True)
    )
    cleared = minutes.flags.exclude(answer="").exclude(answer="obsolete").count()
    return {
        "left": len(flags),
        "cleared": cleared,
        "points": len(flags) + cleared,
        "minutes_left": minutes_to_read([flag.kind for flag in flags], words if not cleared else 0),
        "stale": stale_sentences(minutes),
        "undo": last_change(minutes, request.user),
        "others": others(minutes, request.user),
        "revision": revision(minutes),
    }


def player(minutes: Minutes, flags: Sequence[Flag]) -> dict[str, Any]:
    """What the player needs: the waveform, and where the points are in the sound."""
    recording = getattr(minutes.meeting, "recording", None)
    starts = {each.index: each.start for each in minutes.meeting.utterances.all()}
    marks = []
    for flag in flags:
        sources = flag.sources or (flag.sentence.sources if flag.sentence else [])
        at = next((starts[index] for index in sources if starts.get(index) is not None), None)
        if at is not None:
            marks.append({"at": at, "flag": flag.pk, "blocking": flag.blocking})
    return {
        "duration": recording.duration if recording else 0,
        "waveform": recording.waveform if recording else [],
        "marks": marks,
    }


def everything(request: HttpRequest, minutes: Minutes) -> dict[str, Any]:
    """All that the page draws, the panel aside."""
    flags = open_flags(minutes)
    return {
        "minutes": minutes,
        "meeting": minutes.meeting,
        "recording": getattr(minutes.meeting, "recording", None),
        "flags": flags,
        "sections": shown_text(minutes, flags),
        "summary": summary(request, minutes, flags),
        "player": player(minutes, flags),
        "reader": may_read(request),
    }


def offers(minutes: Minutes) -> list[Offer]:
    return known_here(minutes.meeting)
