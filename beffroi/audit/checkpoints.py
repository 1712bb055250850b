"""A signed checkpoint a day for each chain that grew: what a journal cut short or written again cannot agree with."""

from __future__ import annotations

import logging
from datetime import UTC, datetime

from django.db import IntegrityError, transaction
from django.db.models import Max

from . import chain as chains
from . import keys, timestamps
from .models import Checkpoint, Entry

logger = logging.getLogger(__name__)


def sign_due(now: datetime | None = None) -> int:
    """Sign the chains that grew since their last checkpoint, once a day each. Returns how many were signed.

    Safe to call at any time and from several workers: two of the same rank cannot both be kept."""
    now = now or datetime.now(UTC)
    signed = 0
    tops = Entry.objects.order_by().values_list("chain").annotate(top=Max("sequence"))
    for name, top in list(tops):
        last = Checkpoint.objects.filter(chain=name).order_by("number").last()
        if last is None or (last.sequence < top and last.at[:10] < now.date().isoformat()):
            signed += _sign(name, last, now)
    return signed


def sign_now(name: str, now: datetime | None = None) -> bool:
    """Sign one chain as it stands, whatever the day. False where it has nothing new."""
    last = Checkpoint.objects.filter(chain=name).order_by("number").last()
    top = Entry.objects.filter(chain=name).aggregate(top=Max("sequence"))["top"]
    if top is None or (last is not None and last.sequence == top):
        return False
    return _sign(name, last, now or datetime.now(UTC))


def _sign(name: str, last: Checkpoint | None, now: datetime) -> bool:
    try:
        key, private = keys.current()
    except keys.KeyMissing as error:
        logger.error("%s", error)
        return False
    entry = Entry.objects.filter(chain=name).order_by("-sequence").first()
    if entry is None:
        return False
    value = chains.Checkpoint(
        chain=name,
        number=last.number + 1 if last else 1,
        sequence=entry.sequence,
        digest=entry.digest,
        at=now.astimezone(UTC).isoformat(timespec="seconds"),
        key=key,
        before=last.signature if last else "",
        signature="",
    )
    signature = private.sign(value.message())
    try:
        with transaction.atomic():
            Checkpoint(
                chain=value.chain,
                number=value.number,
                sequence=value.sequence,
                digest=value.digest,
                at=value.at,
                key=value.key,
                before=value.before,
                signature=signature.hex(),
                timestamp=timestamps.stamp(signature),
            ).save()
    except IntegrityError:
        return False
    return True


def of_chain(name: str) -> list[chains.Checkpoint]:
    return [each.as_value() for each in Checkpoint.objects.filter(chain=name).order_by("number")]
