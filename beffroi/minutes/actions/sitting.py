"""A sitting from its rows to the values that the rules speak of, and back: context, entries, ledger, disagreements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.text import slugify

from beffroi.audit.journal import record
from beffroi.minutes.domain.sitting import ledger as ledgers
from beffroi.minutes.domain.sitting.codec import to_payload
from beffroi.minutes.domain.sitting.events import (
    Entry,
    Event,
    ItemKind,
    Origin,
    SittingContext,
    SittingItem,
    SittingMember,
    Source,
)
from beffroi.minutes.models import (
    CouncilSettings,
    LegalRegime,
    Meeting,
    Participant,
    Sitting,
    SittingEvent,
    SittingFlag,
)
from beffroi.town.models import Commune, Kind

from .adopted import require_not_adopted
from .rights import is_member, is_reader

READER_ONLY = "Seul un relecteur de la commune peut maintenir une contradiction de la séance."


class NotACouncil(Exception):
    """Asked of a meeting that is not a council's: it has no legal sitting."""

    retry = False


def council_of(commune: Commune) -> CouncilSettings:
    """What the commune said of its council, made with the regime of its kind at the first need."""
    regime = LegalRegime.GENERAL if commune.kind == Kind.COMMUNE else LegalRegime.EPCI
    found, _ = CouncilSettings.objects.get_or_create(commune=commune, defaults={"regime": regime})
    return found


def sitting_of(meeting: Meeting) -> Sitting:
    """The sitting of a council's meeting, opened at the first need. Raises NotACouncil."""
    if not meeting.is_council:
        raise NotACouncil("Cette réunion n’est pas une séance de conseil.")
    found = Sitting.objects.filter(meeting=meeting).select_related("meeting", "mayor", "commune").first()
    if found is None:
        council = council_of(meeting.commune)
        found, _ = Sitting.objects.get_or_create(
            meeting=meeting,
            defaults={"regime": council.regime, "mayor": mayor_of(meeting), "public_audio": council.public_audio},
        )
    return found


def mayor_of(meeting: Meeting) -> Participant | None:
    """The mayor or president, where the roster has one and only one."""
    roles = ("maire", "président", "présidente", "le maire", "la maire", "monsieur le maire", "madame la maire")
    chairs = [person for person in meeting.participants.all() if person.sits and person.role.strip().lower() in roles]
    return chairs[0] if len(chairs) == 1 else None


def keys_of(participants: Sequence[Participant]) -> dict[int, str]:
    """Key of each participant, by primary key: its name, so that a roster given again keeps the events that were
    entered; a homonym bears a number, in the order in which they were first entered, whatever that of the list."""
    keys: dict[int, str] = {}
    taken: dict[str, int] = {}
    for person in sorted(participants, key=lambda each: each.pk):
        base = slugify(str(person)) or "membre"
        taken[base] = taken.get(base, 0) + 1
        keys[person.pk] = base if taken[base] == 1 else f"{base}-{taken[base]}"
    return keys


def context_of(sitting: Sitting) -> SittingContext:
    """The roster, the agenda and the regime, as the rules know them."""
    people = list(sitting.meeting.participants.all())
    keys = keys_of(people)
    return SittingContext(
        members=tuple(_member(person, keys[person.pk]) for person in people),
        items=tuple(
            SittingItem(
                item.number,
                item.title,
                ItemKind(item.kind),
                item.appointment,
                item.secret_imposed,
                item.financial_account,
            )
            for item in sitting.meeting.items.all()
        ),
        in_office=sitting.in_office,
        regime=sitting.regime,
        second_convocation=sitting.second_of_id is not None,
        starts_at=timezone.localtime(starts_at) if (starts_at := sitting.meeting.starts_at) else None,
        mayor=keys.get(sitting.mayor_id or 0, ""),
    )


def _member(person: Participant, key: str) -> SittingMember:
    return SittingMember(
        key,
        str(person),
        person.role,
        person.group,
        person.born,
        person.deputy_of,
        person.in_office_from,
        person.in_office_until,
        person.sits,
    )


def events_of(sitting: Sitting) -> list[SittingEvent]:
    """The events that stand, in the order of the sitting."""
    return list(sitting.events.filter(withdrawn_at=None).select_related("by"))


def entries_of(sitting: Sitting) -> list[Entry]:
    return [event.as_entry() for event in events_of(sitting)]


def ledger_of(sitting: Sitting) -> ledgers.Ledger:
    """Computed anew at each call: what is stored is what was said, never what follows."""
    return ledgers.compute(context_of(sitting), entries_of(sitting))


@transaction.atomic
def enter(
    sitting: Sitting,
    event: Event,
    *,
    user: Any,
    at: datetime | None = None,
    item: int | None = None,
    after: SittingEvent | None = None,
    source: Source | None = None,
    refresh: bool = True,
) -> SittingEvent:
    """Enter an event, after another one or last. ``refresh``: bring the disagreements up to date (False where the
    caller does it once for several). Raises PermissionDenied for somebody of another commune, Adopted."""
    if user is not None and not is_member(user, sitting.commune):
        raise PermissionDenied("Votre compte ne permet pas de modifier cette séance.")
    require_not_adopted(sitting.meeting)
    source = source or Source(Origin.ENTERED)
    row = SittingEvent(
        sitting=sitting,
        position=_place(sitting, after),
        kind=event.kind,
        payload=to_payload(event),
        at=at,
        item_number=item,
        origin=source.origin,
        utterances=list(source.utterances),
        words=source.words[:500],
        by=user,
    )
    row.save()
    if user is not None:
        record("sitting_event_entered", actor=user, subject=sitting.subject, kind=event.kind, item=item)
    if refresh:
        refresh_flags(sitting)
    return row


def _place(sitting: Sitting, after: SittingEvent | None) -> float:
    if after is None:
        return float(sitting.events.aggregate(last=Max("position"))["last"] or 0) + 1
    following = sitting.events.filter(position__gt=after.position).order_by("position").first()
    return (after.position + following.position) / 2 if following else after.position + 1


@transaction.atomic
def withdraw(event: SittingEvent, *, user: Any, refresh: bool = True) -> None:
    """Take a mistaken event out of the sitting; it stays readable, and can be put back. Raises PermissionDenied,
    Adopted."""
    _require_member(user, event)
    require_not_adopted(event.sitting.meeting)
    event.withdrawn_at, event.withdrawn_by = timezone.now(), user
    event.save(update_fields=["withdrawn_at", "withdrawn_by"])
    record("sitting_event_withdrawn", actor=user, subject=event.sitting.subject, kind=event.kind)
    if refresh:
        refresh_flags(event.sitting)


@transaction.atomic
def restore(event: SittingEvent, *, user: Any) -> None:
    """Undo a withdrawal. Raises PermissionDenied, Adopted."""
    _require_member(user, event)
    require_not_adopted(event.sitting.meeting)
    event.withdrawn_at = event.withdrawn_by = None
    event.save(update_fields=["withdrawn_at", "withdrawn_by"])
    record("sitting_event_restored", actor=user, subject=event.sitting.subject, kind=event.kind)
    refresh_flags(event.sitting)


def _require_member(user: Any, event: SittingEvent) -> None:
    if not is_member(user, event.commune):
        raise PermissionDenied("Votre compte ne permet pas de modifier cette séance.")


@transaction.atomic
def refresh_flags(sitting: Sitting) -> None:
    """Bring the disagreements up to date: what no longer holds is closed, what is new is opened, and what a person
    maintained stays so while both its sides are the same."""
    found = {_key(each): each for each in ledger_of(sitting).contradictions}
    rows = {_row_key(flag): flag for flag in sitting.flags.all()}
    for key, flag in rows.items():
        if key not in found and flag.is_open:
            flag.answer = "gone"
            flag.save(update_fields=["answer"])
        elif key in found and flag.answer == "gone":
            flag.answer = ""
            flag.save(update_fields=["answer"])
    for key, raised in found.items():
        if key not in rows:
            _raise(sitting, raised)


def _figures(raised: ledgers.Contradiction) -> list[dict[str, Any]]:
    return [asdict(figure) for figure in raised.figures]


def _key(raised: ledgers.Contradiction) -> tuple[object, ...]:
    # Not the entries: withdrawn and entered again, the same disagreement is the same.
    return (raised.code, raised.item, raised.message, tuple((each.label, each.value) for each in raised.figures))


def _row_key(flag: SittingFlag) -> tuple[object, ...]:
    return (flag.code, flag.item_number, flag.message, tuple((each["label"], each["value"]) for each in flag.figures))


def _raise(sitting: Sitting, raised: ledgers.Contradiction) -> None:
    SittingFlag(
        sitting=sitting,
        code=raised.code,
        message=raised.message,
        article=raised.article,
        item_number=raised.item,
        figures=_figures(raised),
        entries=list(raised.entries),
        blocking=raised.blocking,
    ).save()


class ReasonNeeded(Exception):
    """Somebody maintains a contradiction without saying why."""

    retry = False


@transaction.atomic
def maintain(flag: SittingFlag, *, user: Any, reason: str) -> None:
    """A named reader says why a disagreement stands as it is: it no longer blocks, and the reason is kept.

    Raises PermissionDenied unless a reader of the commune, ReasonNeeded without a reason."""
    if not is_reader(user, flag.commune):
        raise PermissionDenied(READER_ONLY)
    if not reason.strip():
        raise ReasonNeeded("Dites pourquoi cette contradiction est maintenue : la raison est gardée avec votre nom.")
    flag.answer, flag.reason = "stands", reason.strip()
    flag.cleared_by, flag.cleared_at = user, timezone.now()
    flag.save()
    record("sitting_flag_maintained", actor=user, subject=flag.sitting.subject, code=flag.code)


@transaction.atomic
def reopen(flag: SittingFlag, *, user: Any) -> None:
    """Undo ``maintain``."""
    if not is_reader(user, flag.commune):
        raise PermissionDenied(READER_ONLY)
    flag.answer, flag.reason, flag.cleared_by, flag.cleared_at = "", "", None, None
    flag.save()
    record("sitting_flag_reopened", actor=user, subject=flag.sitting.subject, code=flag.code)


def has_events(meeting: Meeting) -> bool:
    """Whether something of the sitting is in the ledger, which then checks it."""
    return bool(
        meeting.is_council and SittingEvent.objects.filter(sitting__meeting=meeting, withdrawn_at=None).exists()
    )


def open_contradictions(sitting: Sitting) -> list[SittingFlag]:
    """Those that stop an act from being issued."""
    return list(sitting.flags.filter(answer="", blocking=True))
