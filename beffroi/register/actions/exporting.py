"""Give the register away: what residents may read, or all of it for the commune itself."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from beffroi.register.domain.standards import Standard
from beffroi.register.exports.files import ExportFile, Source, Town, export
from beffroi.town.models import Commune

from .known import settings_of
from .sheets import Entry, entries, public_entries


def open_data(commune: Commune, standard: Standard) -> ExportFile:
    """What is published, in the scope of the commune."""
    return export(standard, [_source(each, commune) for each in public_entries()], _town(commune))


def whole(commune: Commune, standard: Standard) -> ExportFile:
    """Every record, published or not, as it is now."""
    return export(standard, [_source(each, commune) for each in entries()], _town(commune))


def _source(entry: Entry, commune: Commune) -> Source:
    row = entry.record
    address = public_address(commune, entry.sheet.slug) if row and row.published is not None else ""
    return Source(entry.sheet, row.extra if row else {}, address, row.published_at if row else None)


def public_address(commune: Commune, slug: str) -> str:
    return settings.BASE_URL + reverse("register:public_record", args=[commune.slug, slug])


def _town(commune: Commune) -> Town:
    return Town(commune.name, settings_of().contact, settings.BASE_URL + reverse("register:schema"))
