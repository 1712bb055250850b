"""The permanent address of a sitting's public page."""

from __future__ import annotations

from django.utils import timezone

from beffroi.minutes.models import Sitting

from .papers import starts_at_of


def give_address(sitting: Sitting) -> str:
    """The permanent address of the sitting's public page, given once: its date, then a rank where the day is taken."""
    if not sitting.public_slug:
        base = f"{timezone.localdate(starts_at_of(sitting)):%Y-%m-%d}"
        slug, rank = base, 2
        while Sitting.objects.filter(public_slug=slug).exists():
            slug, rank = f"{base}-{rank}", rank + 1
        sitting.public_slug = slug
        sitting.save(update_fields=["public_slug"])
    return sitting.public_slug
