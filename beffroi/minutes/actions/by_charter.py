"""What is done with a text, told to the charter as an act: validated, sent, published.

A council's own acts (procès-verbal, deliberations) carry no mention and wait for no checklist: they are the council's,
and the law says when they are due. Their validation by a named person is asked for like any other's."""

from __future__ import annotations

from typing import Any

from beffroi.charter import acts
from beffroi.charter.domain.events import Act, ActKind
from beffroi.charter.mentions import mention_for
from beffroi.minutes.ai_uses import PHRASE
from beffroi.minutes.models import Minutes, MinutesState

LEAVES = frozenset({ActKind.SEND, ActKind.PUBLISH, ActKind.EXPORT})


def act_on(kind: ActKind, minutes: Minutes, *, user: Any, mention: bool = False) -> Act:
    """``mention``: whether the document that leaves carries one."""
    approval = minutes.approvals.filter(digest=minutes.approved_digest).order_by("at").last()
    stands = minutes.state == MinutesState.APPROVED and approval is not None
    author = minutes.meeting.created_by
    return Act(
        kind,
        PHRASE.code,
        with_ai=bool(minutes.engines) and not (kind in LEAVES and minutes.meeting.is_council),
        actor=user.username,
        author=author.username if author else "",
        validated_by=str(approval.by) if stands and approval else "",
        proofread=stands and not minutes.open_count,
        mention=mention or not mention_for(kind),
    )


def require(kind: ActKind, minutes: Minutes, *, user: Any, mention: bool = False) -> None:
    """Raises Refused. Called before the transaction of the act, so that a refusal keeps its line."""
    acts.require(act_on(kind, minutes, user=user, mention=mention), actor=user, subject=minutes.meeting.subject)
