"""Import a file: first what it would do, row by row; then, when a reader says so, all of it at once; and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from beffroi.audit.journal import record as journal
from beffroi.register.domain.fields import LOCKED
from beffroi.register.domain.files import read_file
from beffroi.register.domain.lines import FileRefused
from beffroi.register.domain.planning import Fate, Known, Planned, plan
from beffroi.register.domain.standards import STANDARDS, Standard, ours
from beffroi.register.exports.files import beyond_fields
from beffroi.register.models import ChangeKind, Import, ImportState
from beffroi.town.scope import current_commune

from .rights import require_reader
from .sheets import Entry, entries
from .suppliers import keep_told
from .write import Refused, merged, new_row, one_writer, row_of, state_of, write

__all__ = ["FileRefused", "confirm", "preview", "undo_import"]


def preview(content: bytes, filename: str, code: str, *, user: Any) -> Import:
    """Read a file without touching the register. Raises FileRefused, Refused, PermissionDenied."""
    require_reader(user)
    standard = STANDARDS.get(code)
    if standard is None:
        raise Refused("Choisissez le format du fichier.")
    planned = plan(read_file(content, standard), standard, known_rows(standard))
    found = Import(standard=code, filename=filename.replace("\0", "")[-200:], by=user)
    found.rows = [asdict(each) for each in planned]
    found.save()
    return found


def known_rows(standard: Standard) -> dict[str, Known]:
    """Records of the register by what may name them in a file of that standard, and by name."""
    found: dict[str, Known] = {}
    commune = current_commune()
    for entry in entries():
        row, sheet = entry.record, entry.sheet
        known = Known(
            sheet.slug,
            row.values if row else {},
            _kept(standard, entry),
            bool(sheet.code),
        )
        found.setdefault(f"name:{sheet.name.lower()}", known)
        found[sheet.slug] = known
        if commune:
            address = reverse("register:public_record", args=[commune.slug, sheet.slug])
            found[f"{settings.BASE_URL}{address}"] = known
        if row and row.source == standard.code and row.source_id:
            found[row.source_id] = known
    return found


def _kept(standard: Standard, entry: Entry) -> dict[str, Any]:
    """What the record would say beyond its fields in a file of that standard."""
    extra = entry.record.extra if entry.record else {}
    own = extra.get(standard.code, {})
    return own | beyond_fields(entry.sheet, extra) if standard is ours.STANDARD else own


@transaction.atomic
def confirm(pk: int, *, user: Any) -> Import:
    """Write what the preview said; a record that came meanwhile is changed rather than entered twice. Raises Refused,
    PermissionDenied."""
    require_reader(user)
    found = _locked(pk, ImportState.PREVIEW, "Cet import a déjà été fait ou annulé.")
    standard = STANDARDS[found.standard]
    one_writer()
    known = known_rows(standard)
    for each in found.rows:
        planned = Planned(**each)
        if planned.fate in (Fate.CREATED, Fate.CHANGED):
            _write(planned, standard, known, user, found)
    found.state = ImportState.DONE
    found.save(update_fields=["state"])
    fates = [each["fate"] for each in found.rows]
    rows = {fate.value: fates.count(fate) for fate in Fate}
    subject = f"register:import:{found.pk}"
    journal("register_import_confirmed", actor=user, subject=subject, standard=found.standard, rows=rows)
    return found


def _write(planned: Planned, standard: Standard, known: Mapping[str, Known], user: Any, found: Import) -> None:
    kept = dict(planned.kept)
    extra = _other_formats(kept) if standard is ours.STANDARD else {}
    answers = kept.pop("supplier_answers", []) if standard is ours.STANDARD else []
    if kept:
        extra[standard.code] = kept
    keep_told(planned.values.get("supplier", ""), answers, user=user)
    already = known.get(planned.identifier or f"name:{planned.name.lower()}")
    row = row_of(already.key) if already else None
    if row is None:
        new_row(
            planned.values,
            user=user,
            kind=ChangeKind.IMPORTED,
            slug=planned.identifier if standard is ours.STANDARD else "",
            extra=extra,
            origin=(standard.code, planned.identifier),
            from_import=found,
        )
        return
    values = {name: text for name, text in planned.values.items() if not (row.code and name in LOCKED)}
    state = {**state_of(row), "values": merged(row.values, values), "extra": {**row.extra, **extra}}
    write(row, state, ChangeKind.IMPORTED, user, from_import=found)


def _other_formats(kept: dict[str, Any]) -> dict[str, Any]:
    """What other formats said more, as our own file carries it, taken out of ``kept``."""
    more = kept.pop("extra", {})
    if not isinstance(more, dict):
        return {}
    return {code: each for code, each in more.items() if code in STANDARDS and isinstance(each, dict)}


@transaction.atomic
def undo_import(pk: int, *, user: Any) -> int:
    """Put back every record that the import wrote and that nobody changed since; how many were left as they are.
    Raises Refused, PermissionDenied."""
    require_reader(user)
    found = _locked(pk, ImportState.DONE, "Cet import n’a pas été fait, ou a déjà été annulé.")
    left = 0
    for change in found.changes.select_related("record"):
        row = change.record
        if state_of(row) != change.after or (change.before["removed"] and row.published is not None):
            left += 1
            continue
        write(row, change.before, ChangeKind.RESTORED, user)
    found.state = ImportState.UNDONE
    found.save(update_fields=["state"])
    journal("register_import_undone", actor=user, subject=f"register:import:{found.pk}", left=left)
    return left


def _locked(pk: int, state: str, otherwise: str) -> Import:
    found: Import | None = Import.objects.select_for_update().filter(pk=pk).first()
    if found is None or found.state != state:
        raise Refused(otherwise)
    return found
