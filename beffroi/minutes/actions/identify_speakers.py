"""Who speaks: turns by voice, words given to turns by their times, names from what is said."""

from __future__ import annotations

import logging

from django.db import transaction

from beffroi.charter import gateway
from beffroi.documents import audio
from beffroi.minutes import ai_uses
from beffroi.minutes.domain import assign, naming, types
from beffroi.minutes.models import Meeting, Utterance, Voice
from beffroi.work.jobs import JobRun, WorkError

from .local_file import local_copy

logger = logging.getLogger(__name__)


def identify_speakers(meeting: Meeting, run: JobRun) -> None:
    """Write the utterances and name the voices. Words are kept when voices cannot be told apart."""
    if not meeting.recording.is_transcript and not meeting.utterances.exists():
        run.progress("Reconnaissance des voix")
        _write_utterances(meeting, assign.utterances(_words(meeting), _turns(meeting, run)))
    run.progress("Recherche des noms")
    name_the_voices(meeting)


def _words(meeting: Meeting) -> list[types.SpokenWord]:
    return [
        types.SpokenWord(*word)
        for window in meeting.recording.windows.all()
        for _start, _end, _text, words in window.segments
        for word in words
    ]


def _turns(meeting: Meeting, run: JobRun) -> list[gateway.Turn]:
    try:
        with local_copy(meeting.recording) as path:
            return gateway.diarize(
                ai_uses.DIARIZE,
                audio.stream(path),
                actor=run.user,
                subject=meeting.subject,
                speakers=meeting.speakers_expected,
            )
    except (gateway.EngineError, gateway.Refused, WorkError) as error:
        run.notes.append(f"Les voix n’ont pas été distinguées : les paroles sont gardées. {error}")
    except Exception:
        # Whatever befell the diarizer, the words are there and must not be lost.
        logger.exception("Voices not told apart in %s", meeting.pk)
        run.notes.append("Les voix n’ont pas été distinguées (erreur imprévue) : les paroles sont gardées.")
    return []


@transaction.atomic
def _write_utterances(meeting: Meeting, found: list[types.Utterance]) -> None:
    voices: dict[str, Voice] = {}
    for utterance in found:
        if utterance.voice and utterance.voice not in voices:
            voices[utterance.voice] = Voice(meeting=meeting, key=utterance.voice, number=len(voices) + 1)
            voices[utterance.voice].save()
        Utterance(
            meeting=meeting,
            index=utterance.index,
            voice=voices.get(utterance.voice),
            start=utterance.start,
            end=utterance.end,
            heard=utterance.text,
            text=utterance.text,
            words=[[w.start, w.end, w.text, w.probability] for w in utterance.words],
        ).save()


@transaction.atomic
def name_the_voices(meeting: Meeting) -> None:
    """Name what the talk makes certain; a voice named by a person keeps that name."""
    values = [utterance.as_value() for utterance in meeting.utterances.select_related("voice")]
    named = naming.name_voices(values, meeting.members(), types.MeetingKind(meeting.kind))
    participants = list(meeting.participants.all())
    for voice in meeting.voices.filter(named_by=None):
        found = named.get(voice.key)
        if found is None or not found.name:
            continue
        voice.name, voice.how, voice.certainty = found.name[:160], found.how, found.certainty
        voice.sources = list(found.sources)
        voice.participant = next((each for each in participants if each.as_member() == found.member), None)
        voice.save()
