"""Making, revoking and recognising keys."""

from __future__ import annotations

import copy
import threading
import time
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from beffroi.audit.journal import record
from beffroi.charter.domain.door.errors import DoorError, bad
from beffroi.charter.domain.door.keys import digest_of, identifier_of, in_header, is_same, new_key, somewhere_in
from beffroi.charter.models import DoorKey, DoorSlot, Service
from beffroi.town.models import Membership, User
from beffroi.town.scope import scope

from .uses import problem

NAMES_OF_KEYS = frozenset({"key", "api_key", "apikey", "api-key", "token", "access_token", "authorization"})
LONGEST_DAYS = 400
_QUIET_SECONDS = 60.0


class Impossible(ValueError):
    """A key that cannot be made as it is asked; the message is French."""


def create(
    label: str,
    service: Service,
    uses: Iterable[str],
    responsible: User,
    expires_on: date,
    *,
    actor: Any,
    calls_a_minute: int = 30,
    tokens_a_day: int = 200_000,
    at_once: int = 2,
) -> tuple[DoorKey, str]:
    """The key's row and the key itself, which is never shown again. Raises Impossible."""
    codes = sorted(set(uses))
    if why := problem(codes) or _problem(responsible, service, expires_on):
        raise Impossible(why)
    public, whole = new_key()
    with transaction.atomic():
        row = DoorKey.objects.create(
            public=public,
            digest=digest_of(whole),
            label=" ".join(label.split())[:80],
            service=service,
            uses=codes,
            responsible=responsible,
            expires_on=expires_on,
            created_by=actor if isinstance(actor, User) else None,
            calls_a_minute=calls_a_minute,
            tokens_a_day=tokens_a_day,
            at_once=at_once,
        )
        record(
            "door_key_created",
            actor=actor,
            subject=f"cle:{public}",
            uses=codes,
            service=service.name,
            responsible=responsible.username,
            expires_on=expires_on.isoformat(),
        )
    return row, whole


def revoke(key: DoorKey, *, actor: Any) -> None:
    """From this moment: the calls under way lose their place, and streams stop. Revoking twice does nothing."""
    with transaction.atomic():
        changed = DoorKey.objects.filter(pk=key.pk, revoked_at=None).update(
            revoked_at=timezone.now(), revoked_by=actor if isinstance(actor, User) else None
        )
        DoorSlot.objects.filter(key=key).delete()
        if changed:
            record("door_key_revoked", actor=actor, subject=f"cle:{key.public}", uses=key.uses)


def recognise(headers: Mapping[str, str], address: Iterable[str]) -> DoorKey:
    """The key of a request; ``address`` is everything that its URL says (path, names and values of the query).

    Read before any commune is in scope: the key says which. Raises DoorError (400 for a key in the URL, else 401)."""
    words = list(address)
    if somewhere_in(words) or NAMES_OF_KEYS & {word.lower() for word in words}:
        tell_strangers("key_in_url", 400)
        raise bad(
            "Une clé ne s’écrit pas dans une adresse, qui reste dans les historiques : faites révoquer celle-ci et "
            "donnez la nouvelle dans l’en-tête « Authorization: Bearer ».",
            code="key_in_url",
        )
    whole = in_header(headers.get("Authorization", ""))
    row = _row(identifier_of(whole))
    known = is_same(whole, row.digest if row else None)
    if row is None or not known:
        tell_strangers("unknown_key", 401)
        raise _no_key("Clé absente ou inconnue.", "invalid_api_key")
    if why := _closed(row):
        refused(row, "closed_key", 401)
        raise _no_key(why, "key_closed")
    return row


def caller(key: DoorKey) -> User:
    """Who calls, as the gateway and the journal see them: the person who answers for the key lends their training and
    their choices, under the key's name, so that no line says that they typed. Never saved."""
    lent: User = copy.copy(key.responsible)
    lent.username = f"clé {key.public}"
    return lent


def refused(key: DoorKey, code: str, status: int) -> None:
    """A line for a call that did not reach the charter."""
    with scope(key.commune):
        record("door_refused", actor=f"clé {key.public}", subject=f"cle:{key.public}", code=code, status=status)


def _problem(responsible: User, service: Service, expires_on: date) -> str:
    if not Membership.objects.filter(user=responsible, commune_id=service.commune_id, user__is_active=True).exists():
        return "La personne qui répond de la clé doit avoir un compte dans la commune."
    days = (expires_on - timezone.localdate()).days
    if days < 0:
        return "Le dernier jour est passé."
    return f"Une clé vaut {LONGEST_DAYS} jours au plus." if days > LONGEST_DAYS else ""


def _row(public: str) -> DoorKey | None:
    keys = DoorKey.unscoped.filter(public=public) if public else DoorKey.unscoped.none()
    found: DoorKey | None = keys.select_related("commune", "service", "responsible").first()
    return found


def _closed(key: DoorKey) -> str:
    if key.revoked_at:
        return "Cette clé a été révoquée."
    if key.expires_on < timezone.localdate():
        return "Cette clé n’est plus valable : sa date est passée."
    member = Membership.objects.filter(user_id=key.responsible_id, commune_id=key.commune_id, user__is_active=True)
    return "" if member.exists() else "Plus personne dans la commune ne répond de cette clé."


def _no_key(why: str, code: str) -> DoorError:
    return DoorError(401, f"{why} Demandez une clé à la personne qui répond de l’IA dans votre commune.", code)


_told: dict[str, list[float]] = {}
_lock = threading.Lock()


def tell_strangers(code: str, status: int) -> None:
    """Who shows no key belongs to no commune: one line a minute in the installation's journal, with how many, so that
    nobody fills it from outside."""
    now = time.monotonic()
    with _lock:
        seen = _told.setdefault(code, [0.0, 0])
        seen[1] += 1
        if seen[0] and now - seen[0] < _QUIET_SECONDS:
            return
        times, _told[code] = int(seen[1]), [now, 0]
    with scope(None):
        record("door_refused", actor="inconnu", code=code, status=status, times=times)


def forget_strangers() -> None:
    """The next one is written at once."""
    with _lock:
        _told.clear()
