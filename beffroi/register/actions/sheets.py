"""The register of the commune in scope: uses that the code declares, whether or not anybody wrote about them, and those
that live outside. Nothing is written by reading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify

from beffroi.charter.uses import AiUse
from beffroi.facts.text import fold
from beffroi.register.domain.fields import LOCKED, STATUS_NAMES
from beffroi.register.domain.sheet import FROM_CODE, Answer, Sheet, compose
from beffroi.register.models import Record
from beffroi.town.models import Commune
from beffroi.town.scope import scope

from .known import Known, Observed, known


@dataclass(frozen=True, slots=True)
class Entry:
    """A use in the register with its row, which a declared use may not have yet."""

    sheet: Sheet
    record: Record | None = None
    observed: Observed | None = None


def slug_of(use: AiUse) -> str:
    """The end of the permanent address of a declared use: the same in every commune, from its code."""
    return slugify(use.code.replace(".", "-").replace("_", "-"))


def entries(facts: Known | None = None) -> list[Entry]:
    """Everything that is in the register, by name."""
    facts = facts or known()
    rows = list(Record.objects.filter(removed=False))
    described = {row.code for row in rows}
    found = [_entry(row, facts) for row in rows]
    found += [_undescribed(use, facts) for code, use in facts.uses.items() if code not in described]
    return sorted(found, key=lambda each: fold(each.sheet.name))


def entry_of(slug: str) -> Entry | None:
    """The record of that address, even one that was taken out of the register."""
    facts = known()
    row = Record.objects.filter(slug=slug).first()
    if row is not None:
        return _entry(row, facts)
    use = next((each for each in facts.uses.values() if slug_of(each) == slug), None)
    if use is None:
        return None
    described = Record.objects.filter(code=use.code).exists()
    return None if described else _undescribed(use, facts)


def _undescribed(use: AiUse, facts: Known) -> Entry:
    return Entry(_sheet(slug_of(use), {}, use.code, facts), None, facts.observed.get(use.code))


def _entry(row: Record, facts: Known) -> Entry:
    sheet = _sheet(row.slug, row.values, row.code, facts, row.published)
    return Entry(sheet, row, facts.observed.get(row.code))


def _sheet(slug: str, typed: dict[str, str], code: str, facts: Known, published: Any = None) -> Sheet:
    values, sources = compose(typed, facts.of_code(code), facts.facts(code))
    answers = facts.answers_of(values.get("supplier", ""))
    return Sheet(
        slug,
        values,
        sources,
        code,
        declared=code in facts.uses,
        published=published is not None,
        changed_since=published is not None and _differs(values, sources, answers, published),
        answers=answers,
    )


def content(sheet: Sheet) -> dict[str, Any]:
    """What is published of a record: this, and nothing else."""
    return {
        "values": dict(sheet.values),
        "sources": dict(sheet.sources),
        "answers": [[each.question, each.text, each.on] for each in sheet.answers],
    }


def _differs(
    values: dict[str, str], sources: dict[str, str], answers: tuple[Answer, ...], published: dict[str, Any]
) -> bool:
    """Apart from what the code declares, which residents always read as it is."""
    now, then = dict(values), dict(published["values"])
    for name in LOCKED + tuple(each for each in _from_code(published) if sources.get(each) == FROM_CODE):
        now.pop(name, None), then.pop(name, None)
    return now != then or [[each.question, each.text, each.on] for each in answers] != published["answers"]


def _from_code(published: dict[str, Any]) -> set[str]:
    return {*LOCKED, *(name for name, source in published["sources"].items() if source == FROM_CODE)}


def public_entries() -> list[Entry]:
    """What residents read: records that a reader published, as they were published, what the code declares being said
    as it is now."""
    facts = known()
    rows = Record.objects.filter(removed=False, published__isnull=False)
    found = [Entry(_public(row, facts), row) for row in rows]
    return sorted(found, key=lambda each: fold(each.sheet.name))


def _public(row: Record, facts: Known) -> Sheet:
    content: dict[str, Any] = row.published or {}
    now, _ = compose({}, facts.of_code(row.code), facts.facts(row.code) if row.code in facts.uses else {})
    live = {name: now[name] for name in _from_code(content) if name in now}
    return Sheet(
        row.slug,
        {**content["values"], **live},
        content["sources"],
        row.code,
        declared=row.code in facts.uses,
        published=True,
        answers=tuple(Answer(*each) for each in content["answers"]),
    )


def summary(commune: Commune) -> dict[str, Any]:
    """Figures of a commune's register, for evidence and reports: no name, no text.

    {"uses", "published", "by_status": {code: n, "": n without a state}, "gaps": total, "complete": records without a
    gap, "outside": uses that the code does not declare, "gone": those that the code no longer holds, "waiting": changes
    not published yet}."""
    with scope(commune):
        sheets = [each.sheet for each in entries()]
    by_status = {str(code): 0 for code in (*STATUS_NAMES, "")}
    for sheet in sheets:
        by_status[sheet.status] += 1
    return {
        "uses": len(sheets),
        "published": sum(sheet.published for sheet in sheets),
        "by_status": by_status,
        "gaps": sum(sheet.missing for sheet in sheets),
        "complete": sum(sheet.missing == 0 for sheet in sheets),
        "outside": sum(not sheet.code for sheet in sheets),
        "gone": sum(sheet.is_gone for sheet in sheets),
        "waiting": sum(sheet.changed_since for sheet in sheets),
    }
