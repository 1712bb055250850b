"""Each agent's own choice not to use AI (clause 12). It is not journalled: nothing is made of it."""

from __future__ import annotations

from typing import Any

from beffroi.charter.models import Objection


def do_without(user: Any, use: str = "") -> None:
    """From now on no AI is called for this person and ``use`` (empty: every use)."""
    Objection.objects.get_or_create(user=user, use=use)


def do_with(user: Any, use: str = "") -> None:
    """The choice is undone."""
    Objection.objects.filter(user=user, use=use).delete()


def chosen(user: Any) -> set[str]:
    """Codes of the uses that this person does without; "" stands for all of them."""
    return set(Objection.objects.filter(user=user).values_list("use", flat=True))
