"""A refused access leaves one line: who, which page, which answer. Never what was asked for or typed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction

from beffroi.town.models import Commune
from beffroi.town.scope import current_commune

from .journal import INSTALLATION, lock, record
from .models import REFUSED, Entry

STRANGER = "inconnu"
MINUTE = timedelta(minutes=1)


def keep_refusal(view: str, status: int, *, actor: Any = None, commune: Commune | None = None) -> None:
    """The line, unless the same person was refused the same view less than a minute ago: trying every address of a
    page does not fill the journal. ``view``: the name of its address."""
    commune = commune or current_commune()
    chain = commune.slug if commune else INSTALLATION
    name = getattr(actor, "username", None) or STRANGER
    if _is_kept(chain, name, view):
        return
    with transaction.atomic():
        lock(chain)
        if not _is_kept(chain, name, view):
            record(REFUSED, actor=name, subject=view, commune=commune, status=status)


def _is_kept(chain: str, name: str, view: str) -> bool:
    since = (datetime.now(UTC) - MINUTE).isoformat(timespec="microseconds")
    return Entry.objects.filter(chain=chain, action=REFUSED, actor=name, subject=view, at__gt=since).exists()
