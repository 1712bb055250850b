"""Edits that can be shown and undone: what each touched row was before and after, in one ``Change``.

Every edit of a text goes through ``edit``: it holds the text's row, so that two edits of the same text follow
each other and an approval never falls between an edit and its verification."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import models, transaction

from beffroi.audit.journal import record
from beffroi.minutes.models import Change, Flag, Minutes, Sentence, Utterance, Voice

from .adopted import require_not_adopted

FIELDS: dict[str, tuple[type[models.Model], tuple[str, ...]]] = {
    "sentence": (Sentence, ("text", "stale", "edited_by_id", "edited_at")),
    "flag": (Flag, ("answer", "cleared_by_id", "cleared_at")),
    "utterance": (Utterance, ("text", "words", "corrected_by_id", "corrected_at")),
    "voice": (Voice, ("name", "participant_id", "named_by_id", "how", "certainty")),
}
"""What undoing gives back, by kind of row."""


class Conflict(Exception):
    """Somebody changed the same thing meanwhile: nothing is written, and the page shows both. ``row`` is as it
    stands now."""

    def __init__(self, message: str, row: Any = None) -> None:
        super().__init__(message)
        self.row = row


def _kind(row: models.Model) -> str:
    return next(kind for kind, (model, _) in FIELDS.items() if isinstance(row, model))


def values(row: models.Model) -> dict[str, Any]:
    _, names = FIELDS[_kind(row)]
    return {name: _plain(getattr(row, name)) for name in names}


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


class Edit:
    """Rows to be changed: ``touch`` each one before changing it, ``save`` it after."""

    def __init__(self, minutes: Minutes | None) -> None:
        self.minutes = minutes
        self.before: dict[str, dict[str, Any]] = {}
        self.rows: dict[str, models.Model] = {}

    def touch(self, row: models.Model) -> None:
        name = f"{_kind(row)}:{row.pk}"
        self.before.setdefault(name, values(row))
        self.rows[name] = row

    def added(self, row: models.Model) -> None:
        """A row that did not exist: before, it was an empty sentence."""
        self.before[f"{_kind(row)}:{row.pk}"] = values(row) | {"text": ""}
        self.rows[f"{_kind(row)}:{row.pk}"] = row

    def save(self, row: models.Model) -> None:
        if isinstance(row, Sentence):
            row.version += 1
        row.save()


@contextmanager
def edit(minutes: Minutes, what: str, label: str, user: Any) -> Iterator[Edit]:
    """One edit: in a transaction, one Change for all the rows it touches, one line in the journal (without
    content). Raises Adopted for a text that the council adopted."""
    with transaction.atomic():
        Minutes.objects.select_for_update().get(pk=minutes.pk)
        require_not_adopted(minutes.meeting)
        editing = Edit(minutes)
        yield editing
        after = {name: values(row) for name, row in editing.rows.items()}
        if after == editing.before:
            return
        Change(minutes=minutes, by=user, what=what, label=label[:200], before=editing.before, after=after).save()
        record(f"minutes_{what}_edited", actor=user, subject=minutes.meeting.subject, rows=len(after))
