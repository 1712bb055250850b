"""Write in the register: each change is kept with what was there before, so that any of them can be undone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from beffroi.audit.journal import record as journal
from beffroi.charter.uses import all_uses
from beffroi.register.domain.fields import BY_NAME, LOCKED
from beffroi.register.domain.values import clean
from beffroi.register.models import Change, ChangeKind, Import, Record
from beffroi.town.models import Commune
from beffroi.town.scope import current_commune

from .rights import require_reader
from .sheets import slug_of

RESERVED = frozenset({"contester", "donnees", "recherche"})
"""Ends of public addresses that are pages of their own."""
State = dict[str, Any]


class Refused(Exception):
    """What was asked cannot be done; the message is French and says what to do."""


class ChangedMeanwhile(Exception):
    """Somebody else wrote in the record since the page was opened: nothing was saved."""


def state_of(row: Record) -> State:
    return {"values": row.values, "extra": row.extra, "removed": row.removed}


def last_number(row: Record | None) -> int:
    """Of the last change of a record: 0 when it has none."""
    last = row.changes.first() if row else None
    return last.number if last else 0


@transaction.atomic
def save(slug: str, values: Mapping[str, str], *, user: Any, seen: int) -> Record:
    """Fill in a record. ``seen``: the last change that the page showed. Fields that are not given stay.

    Raises ChangedMeanwhile, Refused, FieldRefused, PermissionDenied."""
    require_reader(user)
    row = row_of(slug)
    if last_number(row) != seen:
        raise ChangedMeanwhile
    locked = LOCKED if row.code in {use.code for use in all_uses()} else ()
    cleaned = {name: clean(BY_NAME[name], text) for name, text in values.items() if name not in locked}
    return write(row, {**state_of(row), "values": merged(row.values, cleaned)}, ChangeKind.EDITED, user)


@transaction.atomic
def create(values: Mapping[str, str], *, user: Any) -> Record:
    """Enter a use that lives outside Beffroi. Raises Refused, FieldRefused, PermissionDenied."""
    require_reader(user)
    cleaned = {name: clean(BY_NAME[name], text) for name, text in values.items()}
    if not cleaned.get("name"):
        raise Refused("Donnez un nom à cet usage.")
    return new_row(cleaned, user=user, kind=ChangeKind.CREATED)


def new_row(
    values: Mapping[str, str],
    *,
    user: Any,
    kind: str,
    slug: str = "",
    extra: Mapping[str, Any] | None = None,
    origin: tuple[str, str] = ("", ""),
    from_import: Import | None = None,
) -> Record:
    """``origin``: (standard, identifier there)."""
    one_writer()
    row = Record(slug=free_slug(slug or values["name"]), source=origin[0], source_id=origin[1], removed=True)
    row.save()
    state = {"values": merged({}, values), "extra": dict(extra or {}), "removed": False}
    return write(row, state, kind, user, from_import=from_import)


def one_writer() -> None:
    """Until the end of the transaction, nobody else enters a record in this commune's register: two of the same name,
    entered at the same instant, have each their address."""
    commune = current_commune()
    if commune:
        # Without the key: rows that only point to the commune are still written.
        Commune.objects.select_for_update(no_key=True).get(pk=commune.pk)


def merged(values: Mapping[str, str], changes: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in {**values, **changes}.items() if text}


def free_slug(text: str) -> str:
    taken = set(Record.objects.values_list("slug", flat=True)) | {slug_of(use) for use in all_uses()} | RESERVED
    base = slugify(text)[:60].strip("-_") or "usage"
    slug, rank = base, 2
    while slug in taken:
        slug, rank = f"{base}-{rank}", rank + 1
    return slug


def row_of(slug: str) -> Record:
    """The row of a use, opened when it is a declared one that nobody wrote about. Raises Refused."""
    row: Record | None = Record.objects.select_for_update().filter(slug=slug).first()
    if row is not None:
        return row
    use = next((each for each in all_uses() if slug_of(each) == slug), None)
    if use is None:
        raise Refused("Cet usage n’est pas dans le registre.")
    # Two readers may open it at once: the second finds the row of the first.
    Record.objects.get_or_create(slug=slug, defaults={"code": use.code})
    opened: Record = Record.objects.select_for_update().get(slug=slug)
    return opened


def write(row: Record, state: State, kind: str, user: Any, *, from_import: Import | None = None) -> Record:
    """Set the state of a record, and keep the one before. Nothing is written when nothing changes."""
    before = state_of(row)
    if before == state:
        return row
    row.values, row.extra, row.removed = state["values"], state["extra"], state["removed"]
    row.save()
    keep(row, kind, user, before, state, from_import)
    changed = sorted(name for name in BY_NAME if before["values"].get(name) != row.values.get(name))
    journal(f"register_{kind}", actor=user, subject=row.subject, fields=changed)
    return row


def keep(row: Record, kind: str, user: Any, before: State, after: State, from_import: Import | None = None) -> None:
    Change.objects.create(
        record=row,
        number=last_number(row) + 1,
        kind=kind,
        by=user,
        before=before,
        after=after,
        from_import=from_import,
    )


@transaction.atomic
def remove(slug: str, *, user: Any) -> Record:
    """Take out of the register a record entered by mistake. What was ever published stays, stopped; what the program
    declares stays too. Raises Refused, PermissionDenied."""
    require_reader(user)
    row = row_of(slug)
    if row.code:
        raise Refused("Le programme déclare cet usage : il ne quitte pas le registre. Passez-le à « arrêté ».")
    if row.changes.filter(kind=ChangeKind.PUBLISHED).exists():
        raise Refused("Cette fiche a été publiée : elle reste, avec sa date d’arrêt. Passez-la à « arrêté ».")
    return write(row, {**state_of(row), "removed": True}, ChangeKind.REMOVED, user)


@transaction.atomic
def undo(slug: str, *, user: Any) -> Record:
    """Take back the last change of content; done twice, it is done again. Publication is another act: what residents
    read does not move. Raises Refused, PermissionDenied."""
    require_reader(user)
    row = row_of(slug)
    last = next((each for each in row.changes.all() if each.before != each.after), None)
    if last is None:
        raise Refused("Il n’y a rien à annuler.")
    return _restored(row, last.before, user)


@transaction.atomic
def restore(slug: str, number: int, *, user: Any) -> Record:
    """Put a record back as a change left it. Raises Refused, PermissionDenied."""
    require_reader(user)
    row = row_of(slug)
    change = row.changes.filter(number=number).first()
    if change is None:
        raise Refused("Ce changement n’existe pas.")
    return _restored(row, change.after, user)


def _restored(row: Record, state: State, user: Any) -> Record:
    if state["removed"] and row.published is not None:
        raise Refused("Cette fiche est publiée : retirez d’abord la publication.")
    return write(row, state, ChangeKind.RESTORED, user)
