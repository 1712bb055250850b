"""The town's events, recorded."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from beffroi.town import signals

from .journal import record


@receiver(signals.signed_in)
def keep_sign_in(sender: Any, user: Any, commune: Any, **kwargs: Any) -> None:
    record("sign_in", actor=user, commune=commune)


@receiver(signals.sign_in_failed)
def keep_failed_sign_in(sender: Any, **kwargs: Any) -> None:
    record("sign_in_failed", actor="inconnu")
