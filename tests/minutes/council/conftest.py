"""Sittings that the tests of the council start from, and what they read them with."""

from __future__ import annotations

import io
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from pypdf import PdfReader

from beffroi.minutes.actions.by_hand import start_by_hand, write_item
from beffroi.minutes.actions.deliberations import validate
from beffroi.minutes.actions.mentions import answer_mention, mentions_of, settle_report
from beffroi.minutes.actions.papers import Papers
from beffroi.minutes.models import Deliberation, Minutes, Sitting
from tests.doubles.sitting import a_deliberation, a_held_sitting

TENOR = {
    0: "La séance s’ouvre à l’heure.",
    1: "Mme Vasseur présente le projet de la salle.\nM. Roux demande le coût.",
    2: "M. Petit présente l’association.",
    3: "Mme la maire rend compte de ses décisions.",
}


@pytest.fixture
def held(in_valbrume: Any, alice: Any) -> Sitting:
    """Voted and closed; nothing written, nothing issued."""
    return a_held_sitting(alice)


@pytest.fixture
def written(held: Sitting, alice: Any) -> Sitting:
    """With its text, written by hand."""
    by_hand(held, alice)
    return held


def by_hand(sitting: Sitting, clerk: Any) -> Minutes:
    minutes = start_by_hand(sitting.meeting, user=clerk)
    for number, text in TENOR.items():
        write_item(minutes, number, text, user=clerk)
    return minutes


def complete_mentions(sitting: Sitting, clerk: Any) -> None:
    """Every deliberation rests on its report, and every mention that may be is "néant"."""
    for item in sitting.meeting.items.all():
        settle_report(item, "néant", user=clerk)
    for mention in mentions_of(Papers(sitting)):
        if mention.blocks and mention.may_be_nil:
            answer_mention(sitting, mention.key, user=clerk, nothing=True)


def text_of(pdf: bytes) -> str:
    """What a PDF says, its no-break spaces as spaces."""
    words = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return " ".join(words.replace("\u00a0", " ").replace("\u202f", " ").split())


def refused_by_the_database() -> AbstractContextManager[Any]:
    return pytest.raises(DatabaseError)


def sql(statement: str, *values: Any) -> None:
    """By hand, whatever the pages would have said; in its own savepoint, so that the test goes on."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def page(sitting: Sitting, name: str, *args: Any) -> str:
    return reverse(f"minutes:{name}", args=[sitting.meeting_id, *args])


@pytest.fixture
def act(held: Sitting, alice: Any, bob: Any) -> Deliberation:
    """A deliberation validated, of a commune that may transmit; ``test_acts`` has its own, not validated yet."""
    town = held.commune
    town.insee_code = "70001"
    town.save()
    made = a_deliberation(held, alice)
    validate(made, user=bob)
    return Deliberation.objects.select_related("item__meeting__commune", "commune").get(pk=made.pk)
