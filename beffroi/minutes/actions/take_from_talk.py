"""What was heard in the recording becomes events of the sitting: stored as it was said, once, before anything is
computed from it."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from beffroi.audit.journal import record
from beffroi.minutes.domain import extraction
from beffroi.minutes.domain.sitting.codec import to_payload
from beffroi.minutes.domain.sitting.events import Origin
from beffroi.minutes.domain.sitting.from_talk import entries_from_facts, openings_of
from beffroi.minutes.models import Meeting, SittingEvent
from beffroi.work.jobs import JobRun

from .draft_minutes import words_of
from .sitting import context_of, refresh_flags, sitting_of


def take_from_talk(meeting: Meeting, run: JobRun | None = None) -> int:
    """Store what was heard. Returns how many events; 0 for a meeting that is not a council, or where the events heard
    are already there. What a person entered stays."""
    if not meeting.is_council:
        return 0
    sitting = sitting_of(meeting)
    if sitting.events.filter(origin=Origin.SAID).exists():
        return 0
    if run:
        run.progress("Relevé des présences et des votes")
    return _store(meeting)


@transaction.atomic
def retake(meeting: Meeting, *, user: Any) -> int:
    """The words were corrected: what was heard is read again. The events heard before are withdrawn, not lost."""
    sitting = sitting_of(meeting)
    heard = sitting.events.filter(origin=Origin.SAID, withdrawn_at=None)
    heard.update(withdrawn_at=timezone.now(), withdrawn_by=user)
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
    last = sitting.events.count()
    for rank, entry in enumerate(entries, start=1):
        heard = entry.source.words or " ".join(
            by_index[index].text for index in entry.source.utterances[:2] if index in by_index
        )
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
