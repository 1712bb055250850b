"""The referent answers; what may serve others is kept as a precedent, in general words."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from beffroi.audit.journal import record
from beffroi.charter.models import Precedent, Question
from beffroi.charter.state import version_in_force


class AlreadyAnswered(Exception):
    """Somebody answered meanwhile; the first answer stands."""

    retry = False


@transaction.atomic
def answer_question(
    question: Question, *, user: Any, answer: str, allowed: bool | None = None, case: str = ""
) -> Precedent | None:
    """Answer once. ``case``: the situation in words that name nobody, to keep it as a precedent (empty: not kept).

    Raises AlreadyAnswered."""
    asked: Question = Question.objects.select_for_update().get(pk=question.pk)
    if asked.answered_at is not None:
        raise AlreadyAnswered("Cette question a déjà sa réponse. Elle n’a pas été remplacée.")
    asked.answer, asked.allowed = answer.strip(), allowed
    asked.answered_by, asked.answered_at = user, timezone.now()
    asked.save()
    kept = _keep(asked, case.strip(), user) if case.strip() else None
    record(
        "question_answered",
        actor=user,
        subject=f"question:{asked.pk}",
        use=asked.use,
        clause=asked.clause,
        allowed=allowed,
        precedent=kept is not None,
    )
    return kept


@transaction.atomic
def withdraw(precedent: Precedent, *, user: Any, withdrawn: bool = True) -> None:
    """It no longer holds (or holds again); it is never erased."""
    precedent.withdrawn = withdrawn
    precedent.save(update_fields=["withdrawn"])
    action = "precedent_withdrawn" if withdrawn else "precedent_restored"
    record(action, actor=user, subject=f"precedent:{precedent.pk}")


def _keep(asked: Question, case: str, user: Any) -> Precedent:
    version = version_in_force()
    kept = Precedent(
        question=asked,
        use=asked.use,
        clause=asked.clause,
        case=case,
        answer=asked.answer,
        allowed=asked.allowed,
        version=(version.number or 0) if version else 0,
        by=user,
    )
    kept.save()
    return kept
