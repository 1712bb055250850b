"""The register in each open format: one function, the formats' own tables doing the rest."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from beffroi.register.domain.schema import VERSION
from beffroi.register.domain.sheet import Sheet
from beffroi.register.domain.standards import Standard, algoritmeregister, atrs, etalab, ours
from beffroi.register.domain.tables import to_csv

MEDIA_TYPES = {"json": "application/json; charset=utf-8", "csv": "text/csv; charset=utf-8"}


@dataclass(frozen=True, slots=True)
class Source:
    """A record to be written: ``kept`` is what its format of origin said more, by format. ``address``: its public page,
    empty while nobody may read it."""

    sheet: Sheet
    kept: Mapping[str, Mapping[str, Any]]
    address: str = ""
    updated: datetime | None = None


@dataclass(frozen=True, slots=True)
class Town:
    name: str
    contact: str
    schema: str
    """Address of the published schema."""


@dataclass(frozen=True, slots=True)
class ExportFile:
    """``left_out``: (name, why) of the records that would break the format."""

    content: str
    filename: str
    media_type: str
    rows: int
    left_out: tuple[tuple[str, tuple[str, ...]], ...] = ()


def export(standard: Standard, sources: Iterable[Source], town: Town) -> ExportFile:
    rows, left_out = [], []
    for source in sources:
        row = _row(standard, source)
        if faults := standard.faults(row):
            left_out.append((source.sheet.name, tuple(faults)))
        else:
            rows.append(row)
    content = to_csv(rows, standard) if standard.form == "csv" else _json(standard, rows, town)
    return ExportFile(content, standard.filename, MEDIA_TYPES[standard.form], len(rows), tuple(left_out))


def _row(standard: Standard, source: Source) -> dict[str, Any]:
    """What was typed goes through the format's own columns; what is only known (the commune's name, the address of the
    page) fills what nobody filled, theirs included."""
    sheet = source.sheet
    defaults = {name: value for name, value in sheet.values.items() if name in sheet.sources}
    defaults |= {"record_url": source.address, "recorded_on": _moment(standard, source.updated)}
    typed = {name: value for name, value in sheet.values.items() if name not in sheet.sources}
    row = standard.write(typed, source.kept.get(standard.code, {}), defaults)
    return _named(standard, row, source)


def _moment(standard: Standard, moment: datetime | None) -> str:
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    return local.isoformat(timespec="seconds") if standard is atrs.STANDARD else local.date().isoformat()


def _named(standard: Standard, row: dict[str, Any], source: Source) -> dict[str, Any]:
    """The row with what names it, so that it is found again when it comes back."""
    slug = source.sheet.slug
    if standard in (algoritmeregister.STANDARD, algoritmeregister.PUBLICATION_STANDARD):
        return row if standard.identifier(row) else {**row, "source_id": slug}
    if standard is etalab.STANDARD:
        return {"Identifiant": slug, **row}
    return _whole(row, source) if standard is ours.STANDARD else row


def _whole(row: dict[str, Any], source: Source) -> dict[str, Any]:
    head: dict[str, Any] = {"slug": source.sheet.slug}
    if source.sheet.code:
        head["code"] = source.sheet.code
    if source.sheet.published and source.updated:
        head["published_at"] = source.updated.isoformat(timespec="seconds")
    return head | row | beyond_fields(source.sheet, source.kept)


def beyond_fields(sheet: Sheet, kept: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """What our own format tells of a record that is no field of it: the supplier's answers, and what other formats said
    more."""
    answers = [
        {"question": each.question, "answer": each.text} | ({"on": each.on} if each.on else {})
        for each in sheet.answers
        if each.text
    ]
    more = {code: dict(each) for code, each in kept.items() if code != ours.STANDARD.code and each}
    return ({"supplier_answers": answers} if answers else {}) | ({"extra": more} if more else {})


def _json(standard: Standard, rows: list[dict[str, Any]], town: Town) -> str:
    content: Any = rows
    if standard is ours.STANDARD:
        content = {
            "schema": town.schema,
            "version": VERSION,
            "commune": town.name,
            "contact": town.contact,
            "uses": rows,
        }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
