"""A person of the public objects after everything was published: from then on, not one public artefact keeps their
words, and nothing of what the council decided is lost."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.core.files.storage import default_storage

from beffroi.documents import audio
from beffroi.facts import fold
from beffroi.minutes.actions import public_sound, redact
from beffroi.minutes.actions.secrecy_rights import Refused
from beffroi.minutes.models import Deliberation, DocumentKind, Sentence, Sitting, Utterance, Voice
from beffroi.town.models import Commune
from tests.conftest import StrictClient
from tests.doubles.public_walk import a_pdf, public_answers
from tests.doubles.published import (
    a_deliberation,
    a_file,
    a_published_sitting,
    a_sitting,
    open_sound,
    publish_list,
    publish_minutes,
    put_online,
)

WORDS = "Mon grand verger longe la rivière aux saumons depuis soixante étés"
RARE = ("verger", "longe", "riviere", "saumons", "etes")
NAME = "Eulalie Trouillebert"


@pytest.fixture
def spoken(in_valbrume: Commune, alice: Any, bob: Any) -> Sitting:
    """Eulalie spoke, and is quoted in the text, in a deliberation, in its summary and in the files, all published."""
    sitting = a_sitting(alice)
    meeting = sitting.meeting
    voice = Voice(meeting=meeting, key="7", number=7, name=NAME)
    voice.save()
    words = WORDS.split()
    Utterance.objects.filter(meeting=meeting, index=5).update(
        text=f"{WORDS}.", heard=WORDS, voice=voice,
        words=[[10.0 + k * 0.2, 10.2 + k * 0.2, word, 0.9] for k, word in enumerate(words)],
    )  # fmt: skip
    Sentence.objects.filter(section__item_number=4).update(text=f"{NAME} dit que son verger longe la rivière.")
    Sentence.objects.create(
        section=Sentence.objects.filter(section__item_number=2).first().section, position=9, kind="statement",
        text=f"Une habitante a dit : « {WORDS} ».", origin="person", sources=[], commune=sitting.commune,
    )  # fmt: skip
    for number in (1, 2, 3, 4):
        extra = {"debate": f"Mme {NAME} : « {WORDS} ».", "plain_summary": f"{WORDS}.", "plain_read_by": bob}
        a_deliberation(sitting, number, f"2025-04{number}", **(extra if number == 4 else {}))
    act = Deliberation.objects.get(item__number=4)
    put_online(a_file(sitting, DocumentKind.DELIBERATION, a_pdf(f"{WORDS}."), deliberation=act, name="d4.pdf"))
    publish_list(sitting)
    publish_minutes(sitting, bob, a_pdf("Procès-verbal", f"Mme {NAME} : {WORDS}."))
    open_sound(sitting)
    return Sitting.objects.get(pk=sitting.pk)


def told(found: dict[str, str]) -> list[tuple[str, str]]:
    """(address, word) of each rare word still somewhere, addresses of searches for it apart."""
    kept = []
    for address, text in found.items():
        plain = re.sub(r'value="[^"]*"|<title>.*?</title>|«[^»]*» *:? *aucun\w*', " ", fold(text))
        kept += [(address, word) for word in (*RARE, "trouillebert") if re.search(rf"\b{word}\b", plain)]
    return kept


def everything() -> dict[str, str]:
    """The sound is listened to apart."""
    return public_answers(sound=False)


def loudest(start: float, end: float) -> float:
    name = public_sound.ready(Sitting.objects.get().meeting).name  # type: ignore[union-attr]
    return float(
        np.abs(np.concatenate(list(audio.stream(Path(default_storage.path(name)), start=start, end=end)))).max()
    )


def test_before_the_objection_the_words_are_in_the_pages_the_files_and_the_sound(spoken: Sitting) -> None:
    where = {address for address, _ in told(everything())}
    assert any("point" in each for each in where) and any("documents" in each for each in where)
    assert loudest(10.0, 12.0) > 0.1


def test_after_the_objection_they_are_nowhere_and_the_decisions_all_remain(spoken: Sitting, bob: Any) -> None:
    before = everything()
    redact.object_to_recording(spoken.meeting, user=bob, voice=spoken.meeting.voices.get(key="7"))
    assert told(everything()) == [], "as soon as it is decided, before any copy is made"
    after = everything()
    for address in before:
        if "/point/" in address and "son" not in address:
            votes = re.findall(r"\d+ voix|pour|contre|abstention", before[address])
            assert votes == [] or re.findall(r"\d+ voix|pour|contre|abstention", after[address])
    open_sound(spoken)
    assert loudest(10.0, 12.0) < 0.001 and loudest(0.5, 9.0) > 0.1
    for word in RARE:
        page = StrictClient().get("/seances/valbrume/recherche/", {"q": word}).content.decode()
        assert "/point/" not in page, f"searching {word} finds nothing"


def test_taking_the_objection_back_is_not_possible_once_published(spoken: Sitting, bob: Any) -> None:
    row = redact.object_to_recording(spoken.meeting, user=bob, voice=spoken.meeting.voices.get(key="7"))
    with pytest.raises(Refused):
        redact.undo_decision(row, user=bob)
    assert told(everything()) == []


def test_another_sitting_is_as_it_was(spoken: Sitting, alice: Any, bob: Any) -> None:
    from datetime import UTC, datetime

    other = a_published_sitting(alice, bob, moment=datetime(2026, 3, 12, 18, 30, tzinfo=UTC), prefix="2026")
    redact.object_to_recording(spoken.meeting, user=bob, voice=spoken.meeting.voices.get(key="7"))
    page = StrictClient().get(f"/seances/valbrume/{other.public_slug}/").content.decode()
    assert "passage occulté" not in page
