"""What a person does with a text that a model helped to prepare, judged by the charter before it is done."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from beffroi.charter import acts
from beffroi.charter.domain.events import Act, ActKind
from beffroi.minutes.ai_uses import PHRASE
from beffroi.minutes.models import Approval, Minutes

__all__ = ["ActKind", "require_act"]


def require_act(kind: ActKind, minutes: Minutes, *, user: Any, checklist: Iterable[str] = ()) -> None:
    """Raises ``charter.refusals.Refused`` (French: the article, why, what to do). Called before the act's transaction,
    so that a refusal's line stays in the journal."""
    approval = _approval(minutes)
    proofread = not minutes.flags.filter(answer="").exists()
    mention = acts.mention_for(kind)
    acts.require(
        Act(
            kind,
            use=PHRASE.code,
            with_ai=bool(minutes.engines),
            actor=user.username,
            author=minutes.meeting.created_by.username if minutes.meeting.created_by else "",
            validated_by=approval.by.username if approval else "",
            proofread=proofread,
            # Documents write it themselves wherever the charter asks for it: no template takes it out.
            mention=bool(mention) or kind is ActKind.APPROVE,
            pictogram=True,
            pictogram_text=True,
            checklist=frozenset(checklist),
        ),
        actor=user,
        subject=minutes.meeting.subject,
    )


def _approval(minutes: Minutes) -> Approval | None:
    found: Approval | None = (
        minutes.approvals.filter(digest=minutes.approved_digest).select_related("by").last()
        if minutes.approved_digest
        else None
    )
    return found
