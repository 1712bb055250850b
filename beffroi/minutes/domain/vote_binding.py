"""The numbers and the names of a run of words, each bound to the side it counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Count:
    """``value`` votes on one side, said at ``start``; None: all the others, or a group nobody counted. ``named``:
    the voters are named between ``start`` and ``end``, and ``value`` is how many they are."""

    slot: str
    value: int | None
    start: int
    end: int
    named: bool = False


@dataclass(slots=True)
class Atom:
    """A number, a list of names or a side, where it stands in the sentence."""

    slot: str
    """The side; "" for a number or names."""
    value: int | None
    start: int
    end: int
    loose: bool = False
    """Whether a comma or a colon stands before it in the run."""
    apart: bool = False
    """Whether a comma stands before the names that come before it."""
    linked: bool = False
    """Whether "et" stands before it in the run."""
    rival: bool = False
    """Whether somebody gathered it ("quatorze voix contre onze à madame Besnard")."""
    named: bool = False
    count: Atom | None = None
    used: bool = False


def bound(run: list[Atom], rejected: bool) -> Iterator[Count]:
    """Each side with its number, or else with those who are named beside it."""
    sides = [atom for atom in run if atom.slot]
    if not sides:
        return
    figures = _figures(run)
    known = [atom for atom in figures if atom.slot or atom.value is not None]
    if not run[0].slot:
        _bind(figures, forward=True)
    _bind(known, forward=False)
    yield from _two_sides(known, rejected)
    yield from _named(run)
    _bind(figures, forward=False)
    for side in sides:
        if side.count is not None and side.slot != "null" and not side.count.named:
            yield Count(side.slot, side.count.value, min(side.start, side.count.start), max(side.end, side.count.end))


def _figures(run: Sequence[Atom]) -> list[Atom]:
    """The run without its names; what a comma parts by a name stays parted ("18 voix, A et B s'abstenant")."""
    apart, kept = False, []
    for atom in run:
        if atom.named:
            apart = apart or atom.loose
        else:
            atom.apart, apart = apart, False
            kept.append(atom)
    return kept


def _bind(run: list[Atom], forward: bool) -> None:
    """Numbers given to the side that follows, or (not ``forward``) sides to the number that follows them."""
    for one, other in zip(run, run[1:], strict=False):
        number_atom, side = (one, other) if forward else (other, one)
        free = not number_atom.slot and side.slot and side.count is None and not (number_atom.used or side.used)
        if not forward and number_atom.value is None and _belongs_to_next(run, number_atom):
            continue
        if free and not (forward and (other.loose or other.apart)):
            side.count, number_atom.used = number_atom, True


def _belongs_to_next(run: Sequence[Atom], rest: Atom) -> bool:
    """ "Abstentions, deux, les autres pour"."""
    at = run.index(rest)
    return at + 1 < len(run) and bool(run[at + 1].slot) and not run[at + 1].loose


def _named(run: list[Atom]) -> Iterator[Count]:
    """ "Deux contre : A et B" names the two; "A vote contre, B s'abstient" and "contre A, abstention B" count them."""
    for one, other in zip(run, run[1:], strict=False):
        if other.named and one.slot and one.count is not None and not one.count.named and not other.linked:
            other.used = True
            if other.value is not None and one.count.value and other.value <= one.count.value:
                yield Count(one.slot, other.value, other.start, other.end, named=True)
    forward = run[0].named
    for first in (forward, not forward):
        for one, other in zip(run, run[1:], strict=False):
            people, side = (one, other) if first else (other, one)
            if people.named and side.slot and side.count is None and not people.used and not (first and other.loose):
                side.count, people.used = people, True
                yield Count(side.slot, people.value, people.start, people.end, named=people.value is not None)


def _two_sides(run: list[Atom], rejected: bool) -> Iterator[Count]:
    """ "12 voix contre 9": the winners, then the others."""
    for one, side, other in zip(run, run[1:], run[2:], strict=False):
        if (
            side.slot == "against"
            and side.count is one
            and not other.slot
            and not (other.used or other.loose or other.linked)
        ):
            if not one.value or other.value is None:
                continue
            turned = rejected and one.value > other.value
            yield Count("against" if turned else "for", one.value, one.start, side.start)
            if not other.rival:
                yield Count("for" if turned else "against", other.value, other.start, other.end)
            side.count, side.used, other.used = None, True, True
