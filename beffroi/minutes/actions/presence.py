"""Who else is reading, and where; and the time that the meeting takes to read, all readers together."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import F, Max
from django.utils import timezone

from beffroi.minutes.models import Minutes, ReadingPlace

GONE_AFTER = timedelta(seconds=30)
MOST_AT_ONCE = 30.0
"""Seconds that one sign of life may add: a computer that slept does not count."""


def here(minutes: Minutes, *, user: Any, sentence_id: int | None, seconds: float = 0) -> list[ReadingPlace]:
    """Tell that this person is reading, and add ``seconds`` to the meeting's time. Returns the other readers."""
    now = timezone.now()
    ReadingPlace.objects.update_or_create(
        minutes=minutes, user=user, defaults={"sentence_id": sentence_id, "seen_at": now}
    )
    add_reading_time(minutes, seconds)
    ReadingPlace.objects.filter(minutes=minutes, seen_at__lt=now - GONE_AFTER).delete()
    return others(minutes, user)


def others(minutes: Minutes, user: Any) -> list[ReadingPlace]:
    recent = minutes.places.filter(seen_at__gte=timezone.now() - GONE_AFTER)
    return list(recent.exclude(user=user).select_related("user"))


def add_reading_time(minutes: Minutes, seconds: float) -> None:
    """Added to the meeting alone, whoever reads: nothing here is kept by person."""
    counted = min(max(seconds, 0.0), MOST_AT_ONCE)
    Minutes.objects.filter(pk=minutes.pk).update(reading_seconds=F("reading_seconds") + counted)


def revision(minutes: Minutes) -> str:
    """Changes whenever anything that the page shows has changed."""
    changes = minutes.changes.aggregate(last=Max("pk"))
    undone = minutes.changes.filter(undone=True).count()
    state = Minutes.objects.values_list("state", flat=True).get(pk=minutes.pk)
    return f"{changes['last'] or 0}-{undone}-{minutes.flags.filter(answer='').count()}-{state}"
