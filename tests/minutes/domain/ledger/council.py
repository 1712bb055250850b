"""A council of fifteen, all of them invented, and short ways to say what happens in its sittings."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from beffroi.minutes.domain.sitting.events import (
    BallotHeld,
    Closed,
    Entry,
    Event,
    ItemKind,
    ItemOpened,
    Opened,
    RollCall,
    SecretaryNamed,
    SittingContext,
    SittingItem,
    SittingMember,
)
from beffroi.minutes.domain.sitting.ledger import BallotOutcome, Contradiction, Ledger, compute

NAMES = (
    "Alice Caron",
    "Robert Blanchet",
    "Jeanne Petit",
    "Paul Da Silva",
    "Inès Meunier",
    "Hugo Lambert",
    "Nadia Roche",
    "Marc Vidal",
    "Odile Perrin",
    "Yves Morel",
    "Sophie Garnier",
    "Karim Benali",
    "Lucie Faure",
    "Denis Chevalier",
    "Emma Royer",
)
KEYS = tuple(name.split()[-1].lower() for name in NAMES)
MEMBERS = tuple(
    SittingMember(key, name, born=date(1960 + rank, 1, 1))
    for rank, (key, name) in enumerate(zip(KEYS, NAMES, strict=True))
)
ITEMS = (
    SittingItem(1, "Réfection de la rue des Lilas"),
    SittingItem(2, "Tarifs de la cantine"),
    SittingItem(3, "Compte financier unique", financial_account=True),
    SittingItem(4, "Désignation au comité", appointment=True),
    SittingItem(5, "Élection d’un adjoint", appointment=True, secret_imposed=True),
    SittingItem(6, "Décisions du maire", kind=ItemKind.DELEGATED),
)
MAYOR = "caron"
COUNCIL = SittingContext(MEMBERS, ITEMS, mayor=MAYOR, starts_at=datetime(2025, 12, 11, 18, tzinfo=UTC))


def at(hour: int, minute: int = 0, day: int = 11) -> datetime:
    return datetime(2025, 12, day, hour, minute, tzinfo=UTC)


def called(present: int, excused: int = 0) -> RollCall:
    """The first members of the roster are present, those after them excused."""
    return RollCall(KEYS[:present], KEYS[present : present + excused])


def entries(*events: Event | tuple[int, Event] | Entry) -> list[Entry]:
    """Entries in this order; ``(item, event)`` for those of an item."""
    made = []
    for rank, event in enumerate(events):
        if isinstance(event, Entry):
            made.append(replace(event, id=rank))
        elif isinstance(event, tuple):
            made.append(Entry(rank, event[1], item=event[0]))
        else:
            made.append(Entry(rank, event))
    return made


def sitting(*events: Event | tuple[int, Event] | Entry, context: SittingContext = COUNCIL) -> Ledger:
    """A sitting that opens, names its secretary, and closes."""
    return compute(context, entries(Opened(), *events, Closed()))


def vote(item: int = 1, **figures: object) -> tuple[tuple[int, Event], tuple[int, Event]]:
    """An item put into discussion and voted."""
    return (item, ItemOpened()), (item, BallotHeld(**figures))  # type: ignore[arg-type]


def codes(ledger: Ledger, blocking: bool | None = True) -> set[str]:
    return {each.code for each in ledger.contradictions if blocking is None or each.blocking is blocking}


def found(ledger: Ledger, code: str) -> Contradiction:
    return next(each for each in ledger.contradictions if each.code == code)


def only_ballot(ledger: Ledger) -> BallotOutcome:
    (outcome,) = ledger.ballots
    return outcome


SECRETARY = SecretaryNamed((KEYS[1],))
