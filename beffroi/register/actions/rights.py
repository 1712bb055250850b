"""Who may write in the register: a reader of the commune in scope, whatever page or command asks."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied

from beffroi.town.models import Role, membership_of
from beffroi.town.scope import current_commune


def require_reader(user: Any) -> None:
    """Raises PermissionDenied."""
    commune = current_commune()
    membership = membership_of(user, commune) if commune else None
    if membership is None or not membership.at_least(Role.READER):
        raise PermissionDenied("Seul un relecteur de la commune peut écrire dans le registre.")
