"""The attendance sheet, printed before the sitting and signed by each member as he comes in."""

from __future__ import annotations

from dataclasses import dataclass

from beffroi.minutes.domain.acts.body import Person
from beffroi.minutes.domain.acts.roll import Proxy, SittingHead, Substitute


@dataclass(frozen=True, slots=True)
class AttendanceSheet:
    """``members`` in the order of the roster, deputies with them; ``in_office``, how many have a seat of their own.
    What is already known is printed: pouvoirs received, members excused, deputies announced. Everything else is left to
    be signed."""

    head: SittingHead
    members: tuple[Person, ...]
    in_office: int
    proxies: tuple[Proxy, ...] = ()
    substitutes: tuple[Substitute, ...] = ()
    excused: tuple[Person, ...] = ()
