"""A meeting ready to be proof-read, made through the models and verified by the real rules: a sum and a date that
were not said that way, a voice without a name, a name misheard twice."""

from __future__ import annotations

import io
import wave
from datetime import UTC, datetime
from typing import Any

import numpy as np
from django.core.files.base import ContentFile

from beffroi.minutes.actions.create_meeting import create_meeting
from beffroi.minutes.actions.verify_minutes import reverify
from beffroi.minutes.domain.types import Item, Member
from beffroi.minutes.models import Flag, KeepRule, Meeting, Minutes, Recording, Section, Sentence, Utterance, Voice

SAID = (
    ("0", "Mesdames et messieurs, la séance est ouverte à vingt heures trente."),
    ("0", "Nous sommes quatorze présents sur quinze membres en exercice."),
    ("1", "Le coût des travaux est de deux cent quarante mille euros et monsieur Garnié a demandé une réunion."),
    ("2", "Je voudrais savoir quand les travaux commencent."),
    ("1", "Les travaux commencent le dix juillet et monsieur Garnié suit le chantier."),
    ("0", "Je vous remercie, la séance est levée."),
)
WRITTEN = (
    ("Ouverture", 0, (("presence", "La séance est ouverte à 20 h 30.", [0]),)),
    (
        "Rénovation de l’école",
        1,
        (
            ("statement", "M. Tissot indique que le coût des travaux est de 420 000 €.", [2]),
            ("statement", "Intervenant 3 demande quand les travaux commencent.", [3]),
            ("statement", "Les travaux commencent le 12 juillet.", [4]),
        ),
    ),
)
SECONDS_EACH = 2.0


def a_ready_meeting(clerk: Any, *, sound: bool = True, title: str = "Conseil municipal de décembre") -> Meeting:
    """In the commune in scope. ``sound``: with a recording that can be heard; otherwise it came as a transcript."""
    meeting = create_meeting(
        user=clerk,
        kind="council",
        template="council",
        title=title,
        starts_at=datetime(2025, 12, 11, 18, 30, tzinfo=UTC),
        place="Salle du conseil",
        agenda=[Item(1, "Rénovation de l’école", "M. Tissot")],
        members=[
            Member("Vasseur", "Hélène", "maire", aliases=("madame la maire",)),
            Member("Tissot", "Bernard", "adjoint aux finances"),
            Member("Garnier", "Paul", "conseiller municipal"),
        ],
    )
    _record(meeting, sound)
    _words(meeting, sound)
    _text(meeting)
    reverify(meeting.minutes)
    return meeting


def _record(meeting: Meeting, sound: bool) -> None:
    content = a_tone(len(SAID) * SECONDS_EACH) if sound else b"Vasseur : bonsoir."
    recording = Recording(
        meeting=meeting,
        original_name="conseil.wav" if sound else "conseil.txt",
        is_transcript=not sound,
        size=len(content),
        sha256="0" * 64,
        duration=len(SAID) * SECONDS_EACH if sound else 0,
        waveform=[20, 60, 90, 40] * 25 if sound else [],
        preflight={"problems": []},
        keep_rule=KeepRule.UNTIL_PV_ADOPTED,
        commune=meeting.commune,
    )
    recording.file.save(recording.original_name, ContentFile(content), save=False)
    recording.save()


def _words(meeting: Meeting, timed: bool) -> None:
    names = {"0": "Hélène Vasseur", "1": "Bernard Tissot", "2": ""}
    voices = {}
    for rank, (key, name) in enumerate(names.items(), start=1):
        voices[key] = Voice(meeting=meeting, key=key, number=rank, name=name)
        voices[key].save()
    for index, (key, text) in enumerate(SAID):
        start = index * SECONDS_EACH
        words = text.split()
        step = SECONDS_EACH / len(words)
        Utterance(
            meeting=meeting,
            index=index,
            voice=voices[key],
            start=start if timed else None,
            end=start + SECONDS_EACH if timed else None,
            heard=text,
            text=text,
            words=[[start + k * step, start + (k + 1) * step, word, 0.9] for k, word in enumerate(words)]
            if timed
            else [],
        ).save()


def _text(meeting: Meeting) -> None:
    minutes = Minutes(meeting=meeting, drafted_at=datetime(2025, 12, 12, 8, 0, tzinfo=UTC))
    minutes.save()
    for position, (title, item, sentences) in enumerate(WRITTEN):
        section = Section(minutes=minutes, position=position, item_number=item, title=title)
        section.save()
        for rank, (kind, text, sources) in enumerate(sentences):
            Sentence(
                section=section,
                position=rank,
                kind=kind,
                text=text,
                machine_text=text,
                origin="code",
                sources=sources,
            ).save()


def a_flag(minutes: Minutes, kind: str = "source", message: str = "Cette phrase n’a pas de source sûre.") -> Flag:
    """One more point, on the last sentence."""
    sentence = Sentence.objects.filter(section__minutes=minutes).last()
    flag = Flag(minutes=minutes, sentence=sentence, section=sentence.section, kind=kind, message=message)
    flag.save()
    return flag


def a_tone(seconds: float, rate: int = 8000) -> bytes:
    """A WAV file of that length, mono, 16 bits."""
    samples = np.sin(np.arange(int(seconds * rate)) * 2 * np.pi * 220 / rate) * 8000
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(samples.astype("<i2").tobytes())
    return out.getvalue()
