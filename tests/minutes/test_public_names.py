"""Who the minutes tell the charter may be named."""

from __future__ import annotations

from typing import Any

from beffroi.charter import gateway
from beffroi.charter.public_people import known_public
from beffroi.engines import registry
from beffroi.minutes import ai_uses
from beffroi.minutes.models import Meeting
from tests.doubles.charters import abroad, asked_of


def test_who_sits_at_the_council_may_be_named_and_others_may_not(ready: Meeting) -> None:
    assert "Hélène Vasseur" in known_public()
    Meeting.objects.filter(pk=ready.pk).update(kind="team")
    assert known_public() == ()


def test_a_model_outside_reads_the_names_of_the_council_and_no_others(ready: Meeting, settings: Any) -> None:
    settings.AI_PLACES = ("machine", "host")
    engine = abroad("Bien.")
    text = "Hélène Vasseur présente le dossier de Madame Claire Dubois."
    with registry.use(text=engine):
        gateway.generate(ai_uses.PHRASE, [gateway.Message("user", text)], actor="alice")
    assert "Hélène Vasseur" in asked_of(engine) and "Dubois" not in asked_of(engine)
