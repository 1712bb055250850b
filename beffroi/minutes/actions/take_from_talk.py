"""What was heard in the recording becomes events of the sitting: stored as it was said, once, before anything is
computed from it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from beffroi.audit.journal import record
from beffroi.minutes.domain import extraction
from beffroi.minutes.domain.sitting.codec import to_payload
from beffroi.minutes.domain.sitting.events import BallotKind, Entry, Event, Origin
from beffroi.minutes.domain.sitting.from_talk import entries_from_facts, openings_of
from beffroi.minutes.domain.types import Utterance
from beffroi.minutes.models import Meeting, Sitting, SittingEvent
from beffroi.work.jobs import JobRun

from .adopted import is_adopted, require_not_adopted
from .draft_minutes import words_of
from .sitting import context_of, refresh_flags, sitting_of


def take_from_talk(meeting: Meeting, run: JobRun | None = None) -> int:
    """Store what was heard. Returns how many events; 0 for a meeting that is not a council, or where the events heard
    are already there. What a person entered stays."""
    if not meeting.is_council or is_adopted(meeting):
        return 0
    sitting = sitting_of(meeting)
    if sitting.events.filter(origin=Origin.SAID).exists():
        return 0
    if run:
        run.progress("Relevé des présences et des votes")
    return _store(meeting)


@transaction.atomic
def retake(meeting: Meeting, *, user: Any) -> int:
    """The words were corrected: what was heard is read again. The events heard before are withdrawn, not lost; one
    that a person took out as mistaken does not come back. Raises Adopted."""
    require_not_adopted(meeting)
    sitting = sitting_of(meeting)
    heard = sitting.events.filter(origin=Origin.SAID, withdrawn_at=None)
    # By nobody: what a person takes out bears a name.
    heard.update(withdrawn_at=timezone.now(), withdrawn_by=None)
    record("sitting_heard_again", actor=user, subject=sitting.subject)
    return _store(meeting)


@transaction.atomic
def _store(meeting: Meeting) -> int:
    sitting = sitting_of(meeting)
    words = words_of(meeting)
    facts = extraction.extract_facts(words.utterances, words.items, words.members, words.kind)
    talk = extraction.read(words.utterances, words.items, words.members)
    entries = entries_from_facts(facts, context_of(sitting), openings_of(talk.passages))
    by_index = {utterance.index: utterance for utterance in words.utterances}
    last = sitting.events.aggregate(last=Max("position"))["last"] or 0
    mistaken = _mistaken(sitting)
    entries = [entry for entry in entries if _as_stored(entry.event, entry.item) not in mistaken]
    for rank, entry in enumerate(entries, start=1):
        heard = _words(entry, by_index)
        SittingEvent(
            sitting=sitting,
            position=float(last + rank),
            kind=entry.event.kind,
            payload=to_payload(entry.event),
            at=entry.at,
            item_number=entry.item,
            origin=Origin.SAID,
            utterances=list(entry.source.utterances),
            words=heard[:500],
        ).save()
    record("sitting_heard", subject=sitting.subject, events=len(entries))
    refresh_flags(sitting)
    return len(entries)


def _mistaken(sitting: Sitting) -> set[tuple[str, str, int | None]]:
    """What was heard once and taken out by a person."""
    out = sitting.events.filter(origin=Origin.SAID, withdrawn_by__isnull=False).exclude(withdrawn_at=None)
    return {(row.kind, json.dumps(row.payload, sort_keys=True), row.item_number) for row in out}


def _as_stored(event: Event, item: int | None) -> tuple[str, str, int | None]:
    return event.kind, json.dumps(to_payload(event), sort_keys=True), item


def _words(entry: Entry, by_index: Mapping[int, Utterance]) -> str:
    """The words that an event rests on; none for a secret ballot, where they may name a voter."""
    if getattr(entry.event, "ballot", None) is BallotKind.SECRET:
        return ""
    said = [by_index[index].text for index in entry.source.utterances[:2] if index in by_index]
    return entry.source.words or " ".join(said)
