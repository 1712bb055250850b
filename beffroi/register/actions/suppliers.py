"""What suppliers answered to the commune's questions: kept by the charter, asked from the register's records."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from beffroi.audit.journal import record as journal
from beffroi.charter.clauses.supplier_answers import QUESTIONS
from beffroi.charter.models import SupplierAnswer

from .rights import require_reader
from .write import Refused


@transaction.atomic
def answer(supplier: str, answers: Iterable[tuple[str, str]], *, user: Any) -> int:
    """Keep a supplier's answers, (key of QUESTIONS, text) each; those that say nothing new are not. How many were kept.
    Raises Refused, PermissionDenied."""
    require_reader(user)
    if not supplier.strip():
        raise Refused("Indiquez d’abord le fournisseur dans la fiche.")
    kept = 0
    for question, text in answers:
        text = text.replace("\0", "").strip()
        if question not in QUESTIONS or not text or text == _last_answer(supplier, question):
            continue
        _keep(supplier, question, text, timezone.localdate(), user)
        kept += 1
    return kept


def keep_told(supplier: str, told: Any, *, user: Any) -> None:
    """Keep the answers that a file of ours carries ({"question", "answer", "on"} each); what is no answer is left."""
    keys = {question: key for key, question in QUESTIONS.items()}
    for each in told if isinstance(told, list) and supplier else ():
        if not isinstance(each, dict) or not isinstance(each.get("answer"), str):
            continue
        question = keys.get(str(each.get("question")), "")
        if question and each["answer"] != _last_answer(supplier, question):
            _keep(supplier, question, each["answer"], _day(each.get("on")), user)


def _day(text: Any) -> date:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        return timezone.localdate()


def _keep(supplier: str, question: str, text: str, on: date, user: Any) -> None:
    SupplierAnswer.objects.create(supplier=supplier, question=question, answer=text, on=on)
    journal("supplier_answered", actor=user, subject="register:supplier", question=question)


def _last_answer(supplier: str, question: str) -> str:
    found = SupplierAnswer.objects.filter(supplier__iexact=supplier, question=question).order_by("-on", "-pk").first()
    return found.answer if found else ""
