"""The ledger of a long sitting: ``python -m bench.ledger [--items 1000 --members 200]``.

Every item is put into discussion with its comings and goings, pouvoirs, recusals and votes of the three kinds. Asked:
under two seconds for 1,000 items and 200 members, and a cost that is linear in the events: the time is measured at n,
2n and 4n items, and ``slope`` is the exponent of the time in the number of events (1 is linear, 2 would be quadratic).
"""

from __future__ import annotations

import argparse
import math
import time
from collections.abc import Iterator, Sequence

from beffroi.minutes.domain.sitting import events as e
from beffroi.minutes.domain.sitting.events import Entry, Event, Sense, SittingContext, SittingItem, SittingMember
from beffroi.minutes.domain.sitting.ledger import compute

from .report import show

LIMIT = 2.0
REPEATS = 3


def context_of(items: int, members: int) -> SittingContext:
    seats = tuple(SittingMember(f"m{rank}", f"Prénom{rank} Nom{rank}") for rank in range(members))
    agenda = tuple(SittingItem(number, f"Point {number}") for number in range(1, items + 1))
    return SittingContext(seats, agenda, mayor="m0")


def entries_of(items: int, members: int) -> list[Entry]:
    """A sitting without a mistake, two members in ten represented."""
    away = max(members // 10, 1)
    there = tuple(f"m{rank}" for rank in range(members - away))
    start: list[tuple[int | None, Event]] = [(None, e.Opened()), (None, e.RollCall(there))]
    start += [(None, e.ProxyGiven(f"m{members - 1 - rank}", f"m{rank}")) for rank in range(away)]
    start += [(None, e.SecretaryNamed(("m1",)))]
    events = [*start, *(pair for number in range(1, items + 1) for pair in _item(number, there, members))]
    return [Entry(rank, event, item=item) for rank, (item, event) in enumerate([*events, (None, e.Closed())])]


def _item(number: int, there: Sequence[str], members: int) -> Iterator[tuple[int | None, Event]]:
    """Somebody goes and comes back, and the kinds of ballot take turns."""
    mover = there[-1 - number % (len(there) // 2)]
    yield None, e.Left(mover)
    yield number, e.ItemOpened()
    yield None, e.Arrived(mover)
    if number % 5 == 0:
        yield number, e.BallotAsked(e.BallotKind.SECRET, count=members)
        yield number, e.BallotHeld(e.BallotKind.SECRET, votes_for=members - 2, against=1, abstain=0, blank=1)
    elif number % 7 == 0:
        yield number, e.BallotAsked(e.BallotKind.PUBLIC, count=members)
        senses = tuple((f"m{rank}", Sense.FOR) for rank in range(members))
        yield number, e.BallotHeld(e.BallotKind.PUBLIC, votes_for=members, against=0, abstain=0, senses=senses)
    elif number % 3 == 0:
        yield number, e.Recused(there[0])
        yield number, e.BallotHeld(votes_for=members - 2 - (number % 2), against=number % 2, abstain=0)
    else:
        yield number, e.BallotHeld(unanimous=True, declared=e.Outcome.ADOPTED)


def seconds(items: int, members: int) -> tuple[float, int, int]:
    """Processor time of the best of a few runs, the number of events and that of blocking contradictions."""
    context, entries = context_of(items, members), entries_of(items, members)
    best, blocking = math.inf, 0
    for _ in range(REPEATS):
        start = time.process_time()
        ledger = compute(context, entries)
        best, blocking = min(best, time.process_time() - start), len(ledger.blocking)
    return best, len(entries), blocking


def slope(points: Sequence[tuple[float, int]]) -> float:
    """The exponent of time in the number of events, between the smallest and the largest sitting."""
    (first, few), (last, many) = points[0], points[-1]
    return math.log(last / first) / math.log(many / few)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=1000)
    parser.add_argument("--members", type=int, default=200)
    options = parser.parse_args(arguments)
    if options.items < 1 or options.members < 4:
        parser.error("at least 1 item and 4 members")
    measured = [seconds(options.items * times, options.members) for times in (1, 2, 4)]
    took, events, blocking = measured[0]
    figures = {
        "items": options.items,
        "members": options.members,
        "events": events,
        "seconds": round(took, 3),
        "seconds_2n": round(measured[1][0], 3),
        "seconds_4n": round(measured[2][0], 3),
        "slope": round(slope([(time_, number) for time_, number, _ in measured]), 2),
        "microseconds_an_event": round(took / events * 1e6, 1),
        "blocking": blocking,
        "limit_seconds": LIMIT,
        "within_limit": took < LIMIT,
    }
    show("The ledger of a sitting", figures)


if __name__ == "__main__":
    main()
