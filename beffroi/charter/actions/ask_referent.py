"""In doubt, ask the referent (clause 8)."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from beffroi.audit.journal import record
from beffroi.charter.models import Question


@transaction.atomic
def ask_referent(*, user: Any, text: str, use: str = "", clause: int | None = None) -> Question:
    """The question; what it says is not in the journal."""
    asked = Question(asked_by=user, text=text.strip(), use=use or "", clause=clause or None)
    asked.save()
    record("question_asked", actor=user, subject=f"question:{asked.pk}", use=asked.use, clause=asked.clause)
    return asked
