"""The journal's housekeeping, done by workers now and then: it is signed each day, and emptied of what is too old."""

from __future__ import annotations

import time

from beffroi.audit import checkpoints, retention

from . import worker

SIGN_EVERY, PURGE_EVERY = 600.0, 3600.0
_last = {"sign": float("-inf"), "purge": float("-inf")}


def _due(what: str, every: float) -> bool:
    now = time.monotonic()
    if now - _last[what] < every:
        return False
    _last[what] = now
    return True


@worker.every_round
def sign_journal() -> None:
    if _due("sign", SIGN_EVERY):
        checkpoints.sign_due()


@worker.every_round
def purge_journal() -> None:
    if _due("purge", PURGE_EVERY):
        retention.purge()
