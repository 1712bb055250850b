"""A sitting without a recording, or whose recording failed: its text is written by hand, in the same pages."""

from __future__ import annotations

from itertools import zip_longest
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from beffroi.audit.journal import record
from beffroi.minutes.domain.types import SentenceKind
from beffroi.minutes.models import Meeting, Minutes, Section, Sentence
from beffroi.minutes.models.text import Origin

from .rights import is_member, require_member
from .tracking import Edit, edit
from .verify_minutes import reverify

OPENING = "Ouverture de la séance"


@transaction.atomic
def start_by_hand(meeting: Meeting, *, user: Any) -> Minutes:
    """A text with one part an item, to be filled; one that exists is kept. Raises PermissionDenied."""
    if not is_member(user, meeting.commune):
        raise PermissionDenied("Votre compte ne permet pas d’écrire ce texte.")
    found = Minutes.objects.filter(meeting=meeting).first()
    if found is not None:
        return Minutes.objects.get(pk=found.pk)
    minutes = Minutes(meeting=meeting, drafted_at=timezone.now())
    minutes.save()
    titles = [(0, OPENING), *((item.number, item.title) for item in meeting.items.all())]
    for position, (number, title) in enumerate(titles):
        Section(minutes=minutes, position=position, item_number=number, title=title[:400]).save()
    record("minutes_started_by_hand", actor=user, subject=meeting.subject)
    return minutes


def written(section: Section) -> list[Sentence]:
    """The sentences that people wrote in a part, in order."""
    return list(section.sentences.filter(origin=Origin.PERSON, machine_text="").exclude(text=""))


def write_item(minutes: Minutes, number: int, text: str, *, user: Any) -> None:
    """The tenor of an item as a person writes it, one paragraph a line, in the place of what people wrote before; what
    came from the recording is left. One edit, which can be undone. Raises PermissionDenied."""
    require_member(user, minutes)
    section = _section(minutes, number)
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    with edit(minutes, "added", "débat écrit à la main", user) as editing:
        rows = written(section)
        for row, line in zip_longest(rows[: len(lines)], lines):
            if row is None:
                _add(editing, section, line, user)
            elif row.text != line:
                _rewrite(editing, row, line, user)
        for row in rows[len(lines) :]:
            _rewrite(editing, row, "", user)
        reverify(minutes)


def _section(minutes: Minutes, number: int) -> Section:
    found = minutes.sections.filter(item_number=number).first()
    if found is not None:
        return Section.objects.get(pk=found.pk)
    item = minutes.meeting.items.filter(number=number).first()
    last = minutes.sections.last()
    made = Section(
        minutes=minutes,
        position=last.position + 1 if last else 0,
        item_number=number,
        title=item.title if item else OPENING,
    )
    made.save()
    return made


def _add(editing: Edit, section: Section, line: str, user: Any) -> None:
    last = section.sentences.last()
    row = Sentence(
        section=section,
        position=last.position + 1 if last else 0,
        kind=SentenceKind.STATEMENT,
        text=line,
        origin=Origin.PERSON,
        edited_by=user,
        edited_at=timezone.now(),
    )
    row.save()
    editing.added(row)


def _rewrite(editing: Edit, row: Sentence, line: str, user: Any) -> None:
    editing.touch(row)
    row.text, row.edited_by, row.edited_at = line, user, timezone.now()
    editing.save(row)
