"""Who may do what to a text, asked by the acts themselves, whichever door they are reached by."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied

from beffroi.minutes.models import Minutes
from beffroi.town.models import Commune, Role, membership_of

READER_ONLY = "Seul un relecteur de la commune peut lever un point à vérifier et approuver un texte."


def is_reader(user: Any, commune: Commune) -> bool:
    membership = membership_of(user, commune)
    return membership is not None and membership.at_least(Role.READER)


def is_member(user: Any, commune: Commune) -> bool:
    return membership_of(user, commune) is not None


def require_reader(user: Any, minutes: Minutes) -> None:
    """Raises PermissionDenied unless this person is a reader of the text's commune."""
    if not is_reader(user, minutes.commune):
        raise PermissionDenied(READER_ONLY)


def require_member(user: Any, minutes: Minutes) -> None:
    """Raises PermissionDenied unless this person works for the text's commune."""
    if membership_of(user, minutes.commune) is None:
        raise PermissionDenied("Votre compte ne permet pas de modifier ce texte.")
