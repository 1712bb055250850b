"""A sitting as the documents speak of it: its rows and its ledger, made into the plain values of ``domain/acts``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cached_property

from django.utils import timezone

from beffroi.minutes.domain.acts import ballots as acts_ballots
from beffroi.minutes.domain.acts.body import Body, Person
from beffroi.minutes.domain.acts.convocation import AgendaLine
from beffroi.minutes.domain.acts.roll import Move, Proxy, Quorum, Roll, SittingHead, Substitute
from beffroi.minutes.domain.people import People
from beffroi.minutes.domain.sitting.events import (
    Arrived,
    Entry,
    ItemKind,
    Left,
    Recused,
    SecretaryNamed,
)
from beffroi.minutes.domain.sitting.ledger import ItemState, Presence, compute
from beffroi.minutes.domain.sitting.roster import Roster
from beffroi.minutes.domain.sitting.sentences import Sentences
from beffroi.minutes.models import (
    AgendaItem,
    Deliberation,
    Participant,
    Sitting,
)

from .paper_body import body_of
from .paper_votes import election, vote
from .sitting import context_of, council_of, entries_of, keys_of

NEVER_DISCUSSED = {"withdrawn": acts_ballots.NoVote.WITHDRAWN, "postponed": acts_ballots.NoVote.POSTPONED}


class NotKnown(Exception):
    """A document lacks something that only a person can give; the message says what, in French."""

    retry = False


def starts_at_of(sitting: Sitting) -> datetime:
    """Raises NotKnown where the sitting has no date."""
    if sitting.meeting.starts_at is None:
        raise NotKnown("La séance n’a pas de date : indiquez-la, puis recommencez.")
    return timezone.localtime(sitting.meeting.starts_at)


class Papers:
    """One sitting, read once. ``ledger`` is computed from the events that stand."""

    def __init__(self, sitting: Sitting) -> None:
        self.sitting = sitting
        self.meeting = sitting.meeting
        self.context = context_of(sitting)
        self.entries: list[Entry] = entries_of(sitting)
        self.ledger = compute(self.context, self.entries)
        self.items: list[AgendaItem] = list(self.meeting.items.select_related("deliberation"))

    @cached_property
    def council(self):  # type: ignore[no-untyped-def]
        return council_of(self.sitting.commune)

    @cached_property
    def rows(self) -> list[Participant]:
        return list(self.meeting.participants.all())

    @cached_property
    def book(self) -> People:
        """The roster, as people are named aloud."""
        return People([row.as_member() for row in self.rows], ())

    @cached_property
    def roster(self) -> Roster:
        """The seats at the date of the sitting."""
        return Roster(self.context)

    @cached_property
    def members(self) -> dict[str, Person]:
        """By key, those who may sit that day, deputies with them; agents, guests and former members are left out."""
        return {key: person for key, person in self.people.items() if self.roster.sits(key)}

    @cached_property
    def people(self) -> dict[str, Person]:
        """By key, everybody on the list."""
        rows, book = self.rows, self.book
        keys = keys_of(rows)
        return {
            keys[row.pk]: Person(
                row.last_name, row.first_name, book.civility(row.as_member()), row.role, row.group
            )
            for row in rows
        }  # fmt: skip

    @cached_property
    def sentences(self) -> Sentences:
        """How the ledger is worded."""
        return Sentences(self.context, {key: person.civility for key, person in self.people.items() if person.civility})

    def person(self, key: str) -> Person:
        """Somebody of the roster, or the name itself of somebody who is not on it."""
        return self.people.get(key) or Person(key)

    def persons(self, keys: Iterable[str]) -> tuple[Person, ...]:
        return tuple(self.person(key) for key in keys)

    def heard(self, name: str) -> Person | None:
        """Somebody as named aloud or in the agenda; None where nobody is."""
        if not name:
            return None
        member = self.book.of_speaker(name)
        if member is None:
            return Person(name)
        return Person(member.last_name, member.first_name, self.book.civility(member), member.role)

    # --- who deliberates ------------------------------------------------------------------------------------

    @cached_property
    def body(self) -> Body:
        return body_of(self.sitting, self.council)

    @property
    def mayor(self) -> Person:
        """Who signs. Raises NotKnown where the roster names no mayor."""
        if self.context.mayor:
            return self.person(self.context.mayor)
        raise NotKnown(
            f"La liste ne dit pas qui est {self.body.chair} : indiquez-le sur la page de la séance, puis recommencez."
        )

    @property
    def starts_at(self) -> datetime:
        """Raises NotKnown where the sitting has no date."""
        return starts_at_of(self.sitting)

    @cached_property
    def head(self) -> SittingHead:
        chair = self.ledger.chair or self.context.mayor
        return SittingHead(
            self.body,
            self.starts_at,
            self.meeting.place,
            self.person(chair) if chair else self.mayor,
            secretaries=self.persons(self.ledger.secretaries),
            convened_on=self.sitting.convened_on,
            second_call=self.sitting.second_of_id is not None,
        )

    @property
    def in_office(self) -> int:
        """Raises NotKnown where neither the clerk nor the roster tells."""
        known = self.sitting.in_office or next((q.in_office for q in self.ledger.quorums if q.in_office), None)
        if known:
            return known
        if self.roster.seats:
            return self.roster.seats
        raise NotKnown("Le nombre de membres en exercice n’est pas connu : indiquez-le sur la page de la séance.")

    def roll(self, presence: Presence | None, moves: Sequence[Move] = ()) -> Roll:
        presence = presence or self.ledger.opening
        return Roll(
            self.in_office,
            self.persons(presence.present),
            proxies=self.proxies(presence),
            substitutes=self.substitutes(presence),
            excused=self.persons(presence.excused),
            absent=self.persons(presence.absent),
            moves=tuple(moves),
        )

    def proxies(self, presence: Presence) -> tuple[Proxy, ...]:
        return tuple(Proxy(self.person(giver), self.person(holder)) for giver, holder in presence.represented)

    def substitutes(self, presence: Presence) -> tuple[Substitute, ...]:
        return tuple(Substitute(self.person(member), self.person(deputy)) for member, deputy in presence.deputies)

    def moves(self, item: int | None = None, *, everywhere: bool = False) -> tuple[Move, ...]:
        """Arrivals and departures, during an item or in the whole sitting."""
        return tuple(
            Move(
                self.person(entry.event.member),
                isinstance(entry.event, Arrived),
                timezone.localtime(entry.at) if entry.at else None,
                f"point {entry.item}" if everywhere and entry.item else "",
            )
            for entry in self.entries
            if isinstance(entry.event, Arrived | Left) and (everywhere or entry.item == item)
        )

    def quorum(self, item: int | None = None) -> Quorum | None:
        """The check of that item, or of the opening."""
        wanted = [q for q in self.ledger.quorums if q.item == item and (item or q.moment == "opening")]
        if not wanted:
            return None
        check = wanted[0]
        return Quorum(check.needed or 0, check.present, not_required=check.needed is None)

    # --- votes ----------------------------------------------------------------------------------------------

    def state(self, item: AgendaItem) -> ItemState:
        return self.ledger.item(item.number) or ItemState(item.number)

    def ballot(self, item: AgendaItem) -> acts_ballots.Ballot | None:
        """How the item ended; None while it has not, or while a figure of its vote is missing."""
        state = self.state(item)
        if kind := NEVER_DISCUSSED.get(state.fate):
            return acts_ballots.WithoutBallot(kind)
        elections = [each for each in self.ledger.elections if each.item == item.number]
        if elections:
            return election(elections, self.person)
        texts = [each for each in self.ledger.ballots_of(item.number) if each.ballot.purpose in {"text", "revote"}]
        if texts:
            presence = state.at_vote or self.ledger.opening
            return vote(texts[-1], self.person, presence, account=item.financial_account)
        if state.fate == "acknowledged":
            return acts_ballots.WithoutBallot(acts_ballots.NoVote.ACKNOWLEDGED)
        if state.fate == "named":
            return acts_ballots.WithoutBallot(acts_ballots.NoVote.NAMED, self._named_on(item))
        if state.fate == "discussed" and item.kind in {ItemKind.INFORMATION, ItemKind.DELEGATED}:
            return acts_ballots.WithoutBallot(acts_ballots.NoVote.INFORMATION)
        return None

    def _named_on(self, item: AgendaItem) -> str:
        """Who was designated, in the order told: the secretaries of the sitting."""
        keys = [
            key
            for each in self.entries
            if isinstance(each.event, SecretaryNamed) and each.item == item.number
            for key in each.event.members
        ]
        return ", ".join(self.person(key).named for key in dict.fromkeys(keys))

    def recusals(self, item: AgendaItem) -> tuple[acts_ballots.Recusal, ...]:
        """Who took no part in an item. The reason is never published from here: it may be a private matter."""
        return tuple(
            acts_ballots.Recusal(self.person(entry.event.member), entry.event.leaves_room)
            for entry in self.entries
            if isinstance(entry.event, Recused) and entry.item == item.number
        )

    # --- the agenda -----------------------------------------------------------------------------------------

    def agenda(self) -> tuple[AgendaLine, ...]:
        return tuple(
            AgendaLine(
                item.reference or str(item.number),
                item.title,
                self.rapporteur(item),
                for_information=item.kind in {ItemKind.INFORMATION, ItemKind.DELEGATED},
                note=tuple(paragraphs(prepared.considerants if (prepared := prepared_of(item)) else "")),
            )
            for item in self.items
        )

    def rapporteur(self, item: AgendaItem) -> Person | None:
        return self.heard(item.presenter)


def prepared_of(item: AgendaItem) -> Deliberation | None:
    """The deliberation of an item, where one was prepared."""
    return getattr(item, "deliberation", None)


def paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
