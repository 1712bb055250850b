"""The seats of the council at the date of the sitting: who is in office, who replaces whom, who bears which name."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from beffroi.minutes.domain.text import fold

from .events import SittingContext, SittingMember


class Roster:
    """The members by key. Without any member (no roster was entered) every name is taken as it is."""

    def __init__(self, context: SittingContext) -> None:
        self.members: dict[str, SittingMember] = {}
        for member in context.members:
            self.members.setdefault(member.key, member)
        self.day = context.starts_at.date() if context.starts_at else None
        self._order = {key: rank for rank, key in enumerate(self.members)}
        self._names: dict[str, list[SittingMember]] = {}
        for member in self.members.values():
            for name in _names(member.name):
                self._names.setdefault(name, []).append(member)
        self.seats = self._seats()
        self._deputies = {key: self._replaced(member) for key, member in self.members.items() if member.deputy_of}

    def __bool__(self) -> bool:
        return bool(self.members)

    def knows(self, key: str) -> bool:
        return not self.members or key in self.members

    def sits(self, key: str) -> bool:
        """Whether this is a member, whose term covers the date of the sitting (true where no date is known)."""
        member = self.members.get(key)
        return member is None or (member.member and in_office_on(member, self.day))

    def attends(self, key: str) -> bool:
        """Whether the list names somebody of that key who is not a member: an agent, a guest."""
        return key in self.members and not self.members[key].member

    def described(self, key: str) -> str:
        """ "Nadia Roche (directrice générale des services)"."""
        role = self.members[key].role if key in self.members else ""
        return f"{self.name(key)} ({role})" if role else self.name(key)

    def _seats(self) -> int | None:
        """Members in office at the date; a deputy fills a seat of somebody else, an agent or a guest none."""
        own = [key for key, member in self.members.items() if not member.deputy_of and self.sits(key)]
        return len(own) if self.members else None

    def named(self, name: str) -> list[SittingMember]:
        """Members who bear this name: several are homonyms, and none of them is chosen."""
        return self._names.get(fold(name).strip(), [])

    def deputy_of(self, key: str) -> str:
        """Key of the member whose place this deputy takes; empty for any other member."""
        return self._deputies.get(key, "")

    def _replaced(self, deputy: SittingMember) -> str:
        """A deputy's member is given by key, or by a name that one member bears."""
        bearers = self.named(deputy.deputy_of)
        known = deputy.deputy_of in self.members or len(bearers) != 1
        return deputy.deputy_of if known else bearers[0].key

    def born(self, key: str) -> date | None:
        member = self.members.get(key)
        return member.born if member else None

    def name(self, key: str) -> str:
        member = self.members.get(key)
        return member.name if member else key

    def sorted(self, keys: Iterable[str]) -> tuple[str, ...]:
        """In the order of the roster, those it does not have last."""
        last = len(self._order)
        return tuple(sorted(keys, key=lambda key: (self._order.get(key, last), key)))


def in_office_on(member: SittingMember, day: date | None) -> bool:
    """Both bounds of a term are included."""
    if day is None:
        return True
    begun = member.in_office_from is None or member.in_office_from <= day
    return begun and (member.in_office_until is None or day <= member.in_office_until)


def _names(name: str) -> set[str]:
    """The name whole, and its last words ("Jeanne Da Silva": "jeanne da silva", "da silva", "silva")."""
    words = fold(name).split()
    return {" ".join(words[start:]) for start in range(len(words))}
