"""What the minutes tell the charter: who may be named, and validations without anybody's name."""

from __future__ import annotations

from dataclasses import astuple
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from beffroi.charter import evidence, gateway
from beffroi.charter.evidence import Period
from beffroi.charter.models import Service
from beffroi.charter.public_people import known_public
from beffroi.engines import registry
from beffroi.minutes import ai_uses
from beffroi.minutes.models import Approval, Change, Meeting, Minutes
from tests.doubles.charters import abroad, asked_of

TODAY = timezone.localdate()
WEEK = Period(TODAY - timedelta(days=7), TODAY)


@pytest.fixture
def approved(ready: Meeting, bob: Any) -> Minutes:
    service = Service(name="Secrétariat")
    service.save()
    service.people.add(bob)
    content = [{"item": 1, "title": "a", "sentences": ["un deux trois", "quatre cinq"]}]
    Approval(minutes=ready.minutes, by=bob, at=timezone.now(), digest="d" * 64, content=content).save()
    Minutes.objects.filter(pk=ready.minutes.pk).update(reading_seconds=12)
    return ready.minutes


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


def test_a_validation_tells_the_service_the_words_and_the_time_of_the_meeting(approved: Minutes) -> None:
    (told,) = evidence.validations(WEEK)
    assert astuple(told) == ("Secrétariat", 5, 12, False)


def test_a_text_that_somebody_changed_before_is_edited(approved: Minutes, bob: Any) -> None:
    change = Change(minutes=approved, by=bob, what="sentence", label="x")
    change.save()
    Change.objects.filter(pk=change.pk).update(at=timezone.now() - timedelta(hours=1))
    assert evidence.validations(WEEK)[0].edited


def test_what_was_approved_outside_the_period_is_left_out(approved: Minutes) -> None:
    past = Period(TODAY - timedelta(days=30), TODAY - timedelta(days=20))
    assert evidence.validations(past) == []
    assert [item.count for item in evidence.collect(WEEK) if item.clause == 1] == [1]
