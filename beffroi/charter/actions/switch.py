"""All AI off in the commune at once, or on again."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from beffroi.audit.journal import record
from beffroi.charter.domain.wording import french
from beffroi.charter.models import SwitchTurn
from beffroi.charter.state import SAID, is_told


class NoReason(Exception):
    """A turn of the switch says why."""

    retry = False


def switch_off(*, user: Any, reason: str) -> SwitchTurn:
    return _turn(off=True, reason=reason, user=user)


def switch_on(*, user: Any, reason: str) -> SwitchTurn:
    return _turn(off=False, reason=reason, user=user)


@transaction.atomic
def _turn(*, off: bool, reason: str, user: Any) -> SwitchTurn:
    """The turn; the one that holds already when nothing changes. Raises NoReason.

    None begins after; those under way are cut within seconds where their engine can be (``gateway.stopping``)."""
    if not reason.strip():
        raise NoReason(french("Dites pourquoi : la raison est gardée au journal et montrée à tous."))
    last: SwitchTurn | None = SwitchTurn.objects.select_related("entry").order_by("-pk").first()
    if last is not None and last.off == off and is_told(last):
        return last
    entry = record(SAID[off], actor=user)
    turn = SwitchTurn(off=off, reason=reason.strip()[:300], by=user, entry=entry)
    turn.save()
    return turn
