"""Communes made from the command line."""

from __future__ import annotations

from django.utils.text import slugify

from .models import Commune


def commune_named(name: str) -> Commune:
    """The commune of that name, created when it is new; the first one is the installation's default."""
    found = Commune.objects.filter(name=name).first()
    if found:
        return found
    first = not Commune.objects.filter(is_default=True).exists()
    return Commune.objects.create(name=name, slug=_free_slug(name), is_default=first)


def _free_slug(name: str) -> str:
    base = slugify(name)[:40] or "commune"
    slug, rank = base, 2
    while Commune.objects.filter(slug=slug).exists():
        slug, rank = f"{base}-{rank}", rank + 1
    return slug


def default_commune() -> Commune | None:
    return Commune.objects.filter(is_default=True).first() or Commune.objects.first()
