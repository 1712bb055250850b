"""The sitting and who is there: the head that every document of a sitting shares.

Sources: CGCT L2121-15 (what minutes name), L2121-17 (quorum), L2121-20 (pouvoirs), L5211-6 (deputies in an EPCI).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from beffroi.minutes.domain.acts.body import Body, Person


@dataclass(frozen=True, slots=True)
class SittingHead:
    """A sitting, named the same way on each of its documents. ``starts_at`` and ``convened_on`` are local to the
    body. ``chair``: who presides (not always the mayor, see L2121-14); ``secretaries``: members appointed at the
    opening; ``auxiliaries``: people outside the council who help them (L2121-15). ``second_call``: this sitting
    follows a failed quorum, so it deliberates without condition of quorum (L2121-17)."""

    body: Body
    starts_at: datetime
    place: str
    chair: Person
    secretaries: tuple[Person, ...] = ()
    auxiliaries: tuple[Person, ...] = ()
    convened_on: date | None = None
    extraordinary: bool = False
    second_call: bool = False


@dataclass(frozen=True, slots=True)
class Proxy:
    """A written pouvoir: ``giver`` votes by the hand of ``holder``."""

    giver: Person
    holder: Person


@dataclass(frozen=True, slots=True)
class Substitute:
    """In an EPCI or a syndicate: ``deputy`` sits with a vote in the place of the ``member`` who is away."""

    member: Person
    deputy: Person


@dataclass(frozen=True, slots=True)
class Move:
    """An arrival or a departure. ``at`` is None when nobody noted the hour. ``item``: number and words of the item
    during which it happens, as shown ("point 3"); empty when between two items."""

    person: Person
    arrives: bool
    at: datetime | None = None
    item: str = ""


@dataclass(frozen=True, slots=True)
class Roll:
    """Who counts for an act: at the opening for a sitting, when the vote is taken for a deliberation.

    ``present`` holds everybody who sits with a vote, deputies included (``substitutes`` says for whom).
    ``voters`` = present + pouvoirs; those who may not take part in one vote are subtracted by the ballot."""

    in_office: int
    present: tuple[Person, ...]
    proxies: tuple[Proxy, ...] = ()
    substitutes: tuple[Substitute, ...] = ()
    excused: tuple[Person, ...] = ()
    absent: tuple[Person, ...] = ()
    moves: tuple[Move, ...] = ()

    @property
    def voters(self) -> int:
        return len(self.present) + len(self.proxies)


@dataclass(frozen=True, slots=True)
class Quorum:
    """Members needed and members present in person when it was checked (pouvoirs are not counted, L2121-17).
    ``not_required``: a second convocation, or a regime that asks for none."""

    needed: int
    present: int
    not_required: bool = False

    @property
    def reached(self) -> bool:
        return self.not_required or self.present >= self.needed
