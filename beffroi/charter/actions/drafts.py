"""Begin, save and delete a draft of the charter. A draft applies nothing."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from django.db import transaction

from beffroi.audit.journal import record
from beffroi.charter.models import CharterVersion, VersionState


class ChangedElsewhere(Exception):
    """The draft was saved since the page was opened; ``stored`` is what is kept. Nothing was written."""

    def __init__(self, stored: CharterVersion) -> None:
        super().__init__("Ce projet a été enregistré ailleurs depuis que vous l’avez ouvert.")
        self.stored = stored


@transaction.atomic
def begin(settings: Mapping[str, Any], *, title: str, model: str, user: Any) -> CharterVersion:
    """A draft from ``settings``, with the usual title where ``title`` is empty."""
    made = CharterVersion(model=model, settings=deepcopy(dict(settings)), created_by=user)
    if title:
        made.title = title
    made.save()
    record("charter_draft_begun", actor=user, subject=_subject(made), model=model)
    return made


@transaction.atomic
def save(version: CharterVersion, *, title: str, settings: Mapping[str, Any], seen: str, user: Any) -> CharterVersion:
    """Write the draft, where it is still as it was ``seen`` (ISO moment of its last change). Raises ChangedElsewhere,
    CharterVersion.DoesNotExist (voted or deleted meanwhile)."""
    stored: CharterVersion = CharterVersion.objects.select_for_update().get(pk=version.pk, state=VersionState.DRAFT)
    if stored.changed_at.isoformat() != seen:
        raise ChangedElsewhere(stored)
    stored.title, stored.settings = title, dict(settings)
    stored.save()
    record("charter_draft_saved", actor=user, subject=_subject(stored))
    return stored


@transaction.atomic
def delete(version: CharterVersion, *, user: Any) -> None:
    record("charter_draft_deleted", actor=user, subject=_subject(version))
    version.delete()


def _subject(version: CharterVersion) -> str:
    return f"charter:{version.pk}"
