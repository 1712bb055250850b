"""Figures that somebody stated (23 present, 2 pouvoirs, a quorum of 14), compared with what is counted."""

from __future__ import annotations

from .articles import Rule
from .events import Entry, FigureStated, StatedFigure
from .findings import computed, said
from .ledger import BallotOutcome, ElectionOutcome, Presence
from .presence import presence
from .quorum import check, needed_now
from .recusal import out_of_vote
from .state import Sitting

LABELS = {
    StatedFigure.IN_OFFICE: "membres en exercice",
    StatedFigure.PRESENT: "présents",
    StatedFigure.PROXIES: "pouvoirs",
    StatedFigure.EXCUSED: "excusés",
    StatedFigure.ABSENT: "absents",
    StatedFigure.VOTERS: "votants",
    StatedFigure.QUORUM: "quorum",
    StatedFigure.ABSOLUTE_MAJORITY: "majorité absolue",
}
_RULES = {StatedFigure.QUORUM: Rule.QUORUM, StatedFigure.PROXIES: Rule.PROXY, StatedFigure.VOTERS: Rule.COUNT}


def stated(sitting: Sitting, entry: Entry, event: FigureStated) -> None:
    """Kept until the roll call is over, then compared at once."""
    if event.value < 0:
        text = f"Un nombre négatif est indiqué pour les {LABELS[event.figure]}\u00a0: {event.value}."
        sitting.findings.add(
            "negative_figure", text, Rule.RECORD, entry, said(LABELS[event.figure], event.value, entry)
        )
    elif event.figure is StatedFigure.ABSOLUTE_MAJORITY:
        _majority_stated(sitting, entry, event.value)
    elif sitting.settled and not sitting.room.known and event.figure is StatedFigure.PRESENT:
        _late(sitting, event.value)
    elif sitting.settled:
        _compare(sitting, entry, event)
        if event.figure is StatedFigure.VOTERS:
            sitting.voters_said = event.value
    else:
        sitting.figures.append((entry, event))


def _late(sitting: Sitting, present: int) -> None:
    """The number present is first said after something else has happened: it is still the opening that it tells."""
    sitting.room.unnamed = max(present - len(sitting.room.present), 0)
    sitting.moved()
    sitting.opening = presence(sitting)
    check(sitting, "opening", None, sitting.opened)


def _majority_stated(sitting: Sitting, entry: Entry, value: int) -> None:
    """Before the vote it waits for it; after it, it is about the last one of the item."""
    number = entry.item if entry.item is not None else sitting.open_item
    last: list[BallotOutcome | ElectionOutcome] = [*sitting.elections[-1:], *sitting.ballots[-1:]]
    counts = [_counts(each) for each in last if each.item == number]
    if counts:
        compare_majority(sitting, entry, value, *counts[0])
    elif number is not None:
        sitting.record(number).majorities.append((entry, value))


def _counts(vote: BallotOutcome | ElectionOutcome) -> tuple[int | None, int | None]:
    return vote.needed, vote.cast


def compare_majority(sitting: Sitting, entry: Entry, value: int, needed: int | None, cast: int | None) -> None:
    if needed is None or cast is None or value == needed:
        return
    text = (
        f"Majorité absolue annoncée\u00a0: {value}. Pour {cast} suffrages exprimés, elle est de {needed} "
        "(plus de la moitié)."
    )
    figures = (
        said("majorité absolue annoncée", value, entry),
        computed("majorité absolue", needed, f"{cast} exprimés"),
    )
    sitting.findings.add("majority_differs", text, Rule.COUNT, entry, *figures)


def settle(sitting: Sitting) -> None:
    """Ends the roll call: the figures stated stand where nothing was named, and are compared where it was."""
    if sitting.settled:
        return
    sitting.settled = True
    told: dict[StatedFigure, int] = {}
    for _, event in sitting.figures:
        told.setdefault(event.figure, event.value)
    sitting.in_office_said = told.get(StatedFigure.IN_OFFICE)
    sitting.voters_said = told.get(StatedFigure.VOTERS)
    _unnamed(sitting, told)
    sitting.moved()
    for entry, event in sitting.figures:
        _compare(sitting, entry, event)
    _more_than_seats(sitting)
    _more_proxies_than_present(sitting)


def _unnamed(sitting: Sitting, told: dict[StatedFigure, int]) -> None:
    room = sitting.room
    if not room.called and room.unnamed is None and StatedFigure.PRESENT in told:
        room.unnamed = max(told[StatedFigure.PRESENT] - len(room.present), 0)
    if not sitting.proxies.by_giver and not sitting.proxies.refused:
        room.unnamed_proxies = told.get(StatedFigure.PROXIES, 0)


def _compare(sitting: Sitting, entry: Entry, event: FigureStated) -> None:
    counts = _counted(sitting, entry, event.figure)
    if not counts or event.value in counts:
        return
    label, found = LABELS[event.figure], counts[0]
    text = f"{event.value} {label} annoncés, {found} comptés."
    if event.figure is StatedFigure.IN_OFFICE:
        text += " Complétez la liste des élus, ou indiquez le nombre de membres en exercice."
    if event.figure is StatedFigure.QUORUM:
        text = f"Quorum annoncé\u00a0: {event.value}\u00a0; le quorum est de {found}."
    figures = (said(f"{label} (annoncé)", event.value, entry), computed(f"{label} (compté)", found))
    rule = _RULES.get(event.figure, Rule.MEMBERS)
    sitting.findings.add(f"{event.figure.value}_differs", text, rule, entry, *figures)


def _counted(sitting: Sitting, entry: Entry, figure: StatedFigure) -> tuple[int, ...]:
    """The same figure as counted now, and other ways to count it that are right too; empty where nothing can be."""
    if figure is StatedFigure.IN_OFFICE:
        return _or_nothing(sitting.context.in_office or sitting.roster.seats)
    if figure is StatedFigure.QUORUM:
        record = sitting.items.get(entry.item) if entry.item is not None else None
        return _or_nothing(needed_now(sitting, record))
    room = presence(sitting)
    if sitting.room.known and figure is StatedFigure.PRESENT:
        return (room.present_count,)
    if sitting.room.known and figure is StatedFigure.PROXIES:
        return (room.proxy_count,)
    if sitting.room.known and figure is StatedFigure.VOTERS:
        return room.voters, _voters_of_item(sitting, entry)
    return _away(room, figure) if sitting.room.called else ()


def _voters_of_item(sitting: Sitting, entry: Entry) -> int:
    """Without those who take no part in the item under discussion."""
    number = entry.item if entry.item is not None else sitting.open_item
    record = sitting.items.get(number) if number is not None else None
    return presence(sitting, out_of_vote(sitting, record)).voters


def _or_nothing(value: int | None) -> tuple[int, ...]:
    return () if value is None else (value,)


def _away(room: Presence, figure: StatedFigure) -> tuple[int, ...]:
    """Whoever gave a pouvoir is often counted among the excused, and the excused among the absent."""
    excused, absent, represented = len(room.excused), len(room.absent), len(room.represented)
    if figure is StatedFigure.EXCUSED:
        return excused, excused + represented
    return absent, absent + excused, absent + excused + represented


def _more_than_seats(sitting: Sitting) -> None:
    room, in_office = presence(sitting), sitting.in_office
    total = room.present_count + room.proxy_count
    if in_office is None or total <= in_office:
        return
    text = f"{room.present_count} présents et {room.proxy_count} pouvoirs pour {in_office} membres en exercice."
    figures = (
        computed("présents et représentés", total, f"{room.present_count} + {room.proxy_count}"),
        computed("membres en exercice", in_office),
    )
    sitting.findings.add("more_than_seats", text, Rule.MEMBERS, None, *figures)


def _more_proxies_than_present(sitting: Sitting) -> None:
    """Each of those present holds one pouvoir at most."""
    room = presence(sitting)
    if sitting.room.known and room.proxy_count > room.present_count:
        text = f"{room.proxy_count} pouvoirs pour {room.present_count} présents\u00a0: chacun n’en porte qu’un."
        figures = (computed("pouvoirs", room.proxy_count), computed("présents", room.present_count))
        sitting.findings.add("proxies_exceed_holders", text, Rule.PROXY, None, *figures)
