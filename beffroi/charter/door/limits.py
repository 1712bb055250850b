"""What a key may do at once, in a minute and in a day; counted in the database, so the same for every process."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Case, F, Value, When
from django.utils import timezone

from beffroi.charter.domain.door.errors import DoorError
from beffroi.charter.models import DoorKey, DoorSlot, DoorUsage

from . import keys

LEASE = timedelta(minutes=10)


def enter(key: DoorKey) -> DoorSlot:
    """A place for one call. The commune is in scope. Raises DoorError (401 revoked meanwhile, 429)."""
    with transaction.atomic():
        row = DoorKey.objects.select_for_update().get(pk=key.pk)
        if row.revoked_at:
            raise DoorError(401, "Cette clé vient d’être révoquée.", "key_closed")
        now = timezone.localtime()
        usage = _usage(row, now)
        over = _over(row, usage, now)
        if over is None:
            DoorUsage.objects.filter(pk=usage.pk).update(calls=F("calls") + 1, in_minute=F("in_minute") + 1)
            DoorKey.objects.filter(pk=row.pk).exclude(last_used_on=now.date()).update(last_used_on=now.date())
            made: DoorSlot = DoorSlot.objects.create(key=row, until=now + LEASE)
            return made
        DoorUsage.objects.filter(pk=usage.pk).update(refused_in_minute=F("refused_in_minute") + 1)
    if not usage.refused_in_minute:  # one line a minute tells it: a tool that insists does not fill the journal
        keys.refused(key, over.code, 429)
    raise over


def take(slot: DoorSlot, tokens: int) -> None:
    """The most that the call may read and write, taken from the day's. Raises DoorError (429)."""
    now = timezone.localtime()
    with transaction.atomic():
        key = DoorKey.objects.select_for_update().get(pk=slot.key_id)
        room = key.tokens_a_day - tokens
        mine = DoorUsage.objects.filter(key=key, day=now.date())
        if room < 0 or not mine.filter(tokens__lte=room).update(tokens=F("tokens") + tokens):
            left = max(0, key.tokens_a_day - (mine.values_list("tokens", flat=True).first() or 0))
            raise DoorError(
                429,
                f"Il reste {left} jetons à cette clé pour aujourd’hui, et la demande peut en prendre {tokens}. "
                "Réduisez-la (ou « max_tokens »), ou attendez demain.",
                "day_quota",
                wait=_until_midnight(now),
            )
        DoorSlot.objects.filter(pk=slot.pk).update(tokens=F("tokens") + tokens)


def leave(slot: DoorSlot, spent: int | None) -> None:
    """The call is over: ``spent`` tokens replace what was taken (None: unknown, so what was taken stays)."""
    with transaction.atomic():
        row = DoorSlot.objects.filter(pk=slot.pk).first()
        taken = row.tokens if row else 0
        DoorSlot.objects.filter(pk=slot.pk).delete()
        if row is not None and spent is not None and spent != taken:
            less = taken - spent
            left = Case(When(tokens__gte=less, then=F("tokens") - less), default=Value(0))
            DoorUsage.objects.filter(key_id=slot.key_id, day=timezone.localdate()).update(tokens=left)


def still_open(slot: DoorSlot) -> bool:
    """Whether the call may go on; its lease is renewed. False once the key is revoked."""
    return bool(DoorSlot.objects.filter(pk=slot.pk).update(until=timezone.now() + LEASE))


def _usage(key: DoorKey, now: datetime) -> DoorUsage:
    minute = now.hour * 60 + now.minute
    usage: DoorUsage = DoorUsage.objects.get_or_create(key=key, day=now.date(), defaults={"minute": minute})[0]
    if usage.minute != minute:
        usage.minute, usage.in_minute, usage.refused_in_minute = minute, 0, 0
        usage.save(update_fields=["minute", "in_minute", "refused_in_minute"])
    return usage


def _over(key: DoorKey, usage: DoorUsage, now: datetime) -> DoorError | None:
    if usage.in_minute >= key.calls_a_minute:
        return DoorError(
            429,
            f"Cette clé permet {key.calls_a_minute} demandes par minute. Attendez la minute suivante.",
            "minute_quota",
            wait=60 - now.second,
            again=True,
        )
    DoorSlot.objects.filter(key=key, until__lt=now).delete()
    if DoorSlot.objects.filter(key=key).count() >= key.at_once:
        return DoorError(
            429,
            f"Cette clé permet {key.at_once} demandes en même temps. Attendez que l’une finisse.",
            "too_many_at_once",
            wait=5,
            again=True,
        )
    if usage.tokens >= key.tokens_a_day:
        return DoorError(
            429,
            "Cette clé a dépensé ses jetons d’aujourd’hui. Attendez demain, ou demandez une limite plus haute.",
            "day_quota",
            wait=_until_midnight(now),
        )
    return None


def _until_midnight(now: datetime) -> int:
    tomorrow = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    return max(1, round((tomorrow - now).total_seconds()))
