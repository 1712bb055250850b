"""The gate opens: a named reader approves this very text, once nothing is left to check."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from beffroi.audit.journal import record
from beffroi.audit.refusals import keep_refusal
from beffroi.charter.domain.events import ActKind
from beffroi.minutes.models import Approval, Minutes, MinutesState, Sentence

from . import by_charter
from .adopted import FIXED, is_adopted
from .keep import start_keeping
from .papers import Papers
from .pv_disagreements import disagreements
from .rights import require_reader
from .sitting import open_contradictions, refresh_flags, sitting_of

Content = list[dict[str, Any]]


class NotReady(Exception):
    """Something is left to check; the message says what, in French."""

    retry = False


def content_of(minutes: Minutes) -> Content:
    """The text as it would be approved: sections, and the sentences that stand."""
    return [
        {
            "item": section.item_number,
            "title": section.title,
            "sentences": [sentence.text for sentence in section.sentences.all() if sentence.text],
        }
        for section in minutes.sections.prefetch_related("sentences")
    ]


def digest_of(content: Content) -> str:
    """SHA-256 of the content in one fixed form."""
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def stale_sentences(minutes: Minutes) -> list[Sentence]:
    found = Sentence.objects.filter(section__minutes=minutes, stale=True).exclude(text="")
    return list(found.select_related("section"))


def what_blocks(minutes: Minutes) -> list[str]:
    """What is left to do before approval, in French; empty when nothing is."""
    blocks = []
    if left := minutes.flags.filter(answer="").count():
        blocks.append(f"{left} point{'s' if left > 1 else ''} à vérifier")
    if stale := len(stale_sentences(minutes)):
        plural = "s" if stale > 1 else ""
        blocks.append(f"{stale} phrase{plural} à revoir, dont les paroles ont été corrigées")
    if not any(section["sentences"] for section in content_of(minutes)):
        blocks.append("le texte est vide")
    if minutes.meeting.is_council:
        blocks += _council_blocks(minutes)
    return blocks


def _council_blocks(minutes: Minutes) -> list[str]:
    """A procès-verbal also waits for its ledger: nothing that contradicts itself, and the same votes in the text."""
    sitting = sitting_of(minutes.meeting)
    blocks = []
    if left := len(open_contradictions(sitting)):
        plural = "s" if left > 1 else ""
        blocks.append(f"{left} contradiction{plural} de la séance à lever")
    if different := len(disagreements(Papers(sitting))):
        plural = "s" if different > 1 else ""
        blocks.append(f"{different} vote{plural} que le texte ne dit pas comme la séance")
    return blocks


def approve(minutes: Minutes, *, user: Any, digest: str = "") -> Approval:
    """Approve the text as it stands. ``digest``: that of the text which the person read.

    Raises PermissionDenied unless a reader of the commune, Refused by the charter, NotReady when something is left to
    check or the text changed since it was read: the journal keeps that it was. The database holds the same rule."""
    try:
        require_reader(user, minutes)
        by_charter.require(ActKind.APPROVE, minutes, user=user)
        return _approve(minutes, user, digest)
    except (PermissionDenied, NotReady) as refused:
        keep_refusal("minutes:approve", 409 if isinstance(refused, NotReady) else 403, actor=user)
        raise


@transaction.atomic
def _approve(minutes: Minutes, user: Any, digest: str) -> Approval:
    minutes = Minutes.objects.select_for_update().get(pk=minutes.pk)
    if minutes.meeting.is_council:
        if is_adopted(minutes.meeting):
            raise NotReady(FIXED)
        refresh_flags(sitting_of(minutes.meeting))
    if blocks := what_blocks(minutes):
        raise NotReady(f"Ce texte ne peut pas encore être approuvé : {', '.join(blocks)}.")
    content = content_of(minutes)
    actual = digest_of(content)
    if digest and digest != actual:
        raise NotReady("Le texte a changé pendant que vous le lisiez : relisez ce qui a changé, puis approuvez.")
    approval = Approval(minutes=minutes, by=user, at=timezone.now(), digest=actual, content=content)
    approval.save()
    minutes.approved_digest, minutes.state = actual, MinutesState.APPROVED
    minutes.save(update_fields=["approved_digest", "state"])
    record("minutes_approved", actor=user, subject=minutes.meeting.subject, digest=actual)
    start_keeping(minutes.meeting)
    return approval
