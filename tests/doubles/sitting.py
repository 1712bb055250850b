"""A council's sitting of a village, entered by hand: fifteen seats, twelve there, two pouvoirs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils import timezone

from beffroi.minutes.actions.create_meeting import create_meeting
from beffroi.minutes.actions.deliberations import prepare
from beffroi.minutes.actions.papers import Papers
from beffroi.minutes.actions.proceedings import enter_in_item, enter_opening
from beffroi.minutes.actions.sitting import council_of, sitting_of
from beffroi.minutes.domain.sitting import events as e
from beffroi.minutes.domain.types import Item, Member
from beffroi.minutes.models import AgendaItem, Meeting, Sitting

NAMES = (
    ("Vasseur", "Hélène", "maire"),
    ("Tissot", "Bernard", "premier adjoint"),
    ("Garnier", "Paul", "deuxième adjoint"),
    ("Colin", "Martine", "conseillère municipale"),
    ("Perrin", "Lucie", "conseillère municipale"),
    ("Roux", "André", "conseiller municipal"),
    ("Faivre", "Denis", "conseiller municipal"),
    ("Humbert", "Sophie", "conseillère municipale"),
    ("Mercier", "Alain", "conseiller municipal"),
    ("Noël", "Claire", "conseillère municipale"),
    ("Petit", "Jean", "conseiller municipal"),
    ("Simon", "Odile", "conseillère municipale"),
    ("Thomas", "Luc", "conseiller municipal"),
    ("Urbain", "Anne", "conseillère municipale"),
    ("Viard", "Marc", "conseiller municipal"),
)
AGENDA = ("Travaux de la salle des fêtes", "Subvention à l’association sportive", "Décisions prises par délégation")
HELD = datetime(2025, 12, 11, 18, 30, tzinfo=UTC)


def a_sitting(clerk: Any, *, title: str = "Conseil municipal de décembre", starts_at: datetime = HELD) -> Sitting:
    """In the commune in scope: announced, with its roster and agenda, nothing entered yet."""
    meeting = create_meeting(
        user=clerk,
        kind="council",
        template="council",
        title=title,
        starts_at=starts_at,
        place="Salle du conseil",
        agenda=[Item(rank, words) for rank, words in enumerate(AGENDA, start=1)],
        members=[Member(last, first, role) for last, first, role in NAMES],
    )
    council = council_of(meeting.commune)
    council.population, council.siret, council.department = 900, "21700001700012", "Haute-Saône"
    council.save()
    meeting.items.filter(number=3).update(kind="delegated")
    return sitting_of(meeting)


def keys(sitting: Sitting) -> list[str]:
    """The keys of the roster, in its order."""
    return list(Papers(sitting).people)


def open_it(sitting: Sitting, clerk: Any, *, proxies: dict[int, int] | None = None) -> None:
    """Roll call: the first twelve are there, the next two gave a pouvoir, the last one is absent."""
    who = keys(sitting)
    given = {12: 3, 13: 4} if proxies is None else proxies
    away = {who[giver] for giver in given}
    present = tuple(key for key in who[:12] if key not in away)
    events: list[e.Event] = [
        e.Opened(),
        e.ChairTaken(who[0]),
        e.RollCall(present, tuple(sorted(away, key=who.index)), tuple(key for key in who[12:] if key not in away)),
        *(e.ProxyGiven(who[giver], who[holder]) for giver, holder in given.items()),
        e.SecretaryNamed((who[4],)),
    ]
    enter_opening(sitting, events, at=sitting.meeting.starts_at, in_office=15, user=clerk)


def vote(sitting: Sitting, clerk: Any, item: int, **ballot: Any) -> None:
    enter_in_item(sitting, [e.BallotHeld(**ballot)], item=item, at=None, user=clerk)


def close_it(sitting: Sitting, clerk: Any) -> None:
    starts_at = sitting.meeting.starts_at or timezone.now()
    enter_in_item(sitting, [e.Closed()], item=None, at=starts_at + timedelta(hours=2), user=clerk)


def a_held_sitting(clerk: Any, **options: Any) -> Sitting:
    """Held, voted and closed: 13 for and 1 against, then a unanimous vote, then decisions acknowledged."""
    sitting = a_sitting(clerk, **options)
    open_it(sitting, clerk)
    vote(sitting, clerk, 1, votes_for=13, against=1, abstain=0, declared=e.Outcome.ADOPTED)
    vote(sitting, clerk, 2, unanimous=True, declared=e.Outcome.ADOPTED)
    enter_in_item(sitting, [e.Acknowledged()], item=3, at=None, user=clerk)
    close_it(sitting, clerk)
    return sitting


def a_deliberation(sitting: Sitting, clerk: Any, number: int = 1) -> Any:
    item = AgendaItem.objects.get(meeting=sitting.meeting, number=number)
    texts = {
        "object": item.title,
        "visas": "le code général des collectivités territoriales",
        "considerants": "que la salle doit être isolée",
        "articles": "Approuve le projet pour 278 400 €.\nAutorise la maire à signer les pièces.",
        "report": "Rapport n° 1 de la maire",
        "matter_code": "7.1",
        "matter_name": "Décisions budgétaires",
    }
    return prepare(item, texts, user=clerk)


def meeting_of(sitting: Sitting) -> Meeting:
    return Meeting.objects.get(pk=sitting.meeting_id)
