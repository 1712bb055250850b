"""From the facts that the words establish to the events of a sitting: what was heard, with its utterances.

Nothing is computed here. A figure that the code derived is left out (the ledger computes it again and says so); a name
that the roster does not have, or that two members bear, stays as it was said, and the ledger asks who it is. A vote's
subject, its figures and names are those of ``SaidBallot``, which the facts carry.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from beffroi.minutes.domain.passages import Passage
from beffroi.minutes.domain.types import Fact, FactKind

from .events import (
    Acknowledged,
    Arrived,
    Closed,
    Entry,
    Event,
    FigureStated,
    ItemOpened,
    ItemPostponed,
    ItemWithdrawn,
    Left,
    Opened,
    Origin,
    ProxyGiven,
    QuorumStated,
    SecretaryNamed,
    SittingContext,
    Source,
    StatedFigure,
)
from .heard_votes import ballot_held
from .roster import Roster

_TITLE = re.compile(r"^(?:monsieur|madame|mme|mr?)\.? +", re.IGNORECASE)
_CLOCK = re.compile(r"(\d{1,2})\s*h\s*(\d{2})?")
_TAKES_NOTE = re.compile(r"\b(?:prend|donne) acte\b")
_WITHDRAWS = re.compile(r"\bretir\w*\b")
_FIGURES = ("in_office", "present", "proxies", "excused")
_NIGHT = timedelta(hours=6)
"""An hour that is further back than this is one after midnight; nearer, two clocks disagree."""


def openings_of(passages: Iterable[Passage]) -> dict[int, int]:
    """The utterance in which each item of the agenda is first spoken of."""
    openings: dict[int, int] = {}
    for passage in passages:
        if passage.item:
            openings.setdefault(passage.item, passage.utterance)
    return openings


def entries_from_facts(
    facts: Sequence[Fact], context: SittingContext, openings: Mapping[int, int] | None = None
) -> list[Entry]:
    """The events heard, in the order of the sitting. ``openings``: where each item begins (``openings_of``); without
    it, an item is put into discussion at the first fact about it. Hours are those of ``context.starts_at``'s own time
    zone, and none is given where the date is not known. The call comes before the first item, as it was meant."""
    return _Hearing(facts, context, openings or {}).entries()


class _Hearing:
    def __init__(self, facts: Sequence[Fact], context: SittingContext, openings: Mapping[int, int]) -> None:
        self._facts = facts
        self._context = context
        self._roster = Roster(context)
        self._openings = dict(openings) or _first_facts(facts)
        self._last = context.starts_at
        self._voted_later = {fact.item: _place(fact) for fact in facts if fact.kind is FactKind.VOTE}

    def entries(self) -> list[Entry]:
        first_act = min((_place(fact) for fact in self._facts if _is_act(fact)), default=None)
        heard = [*self._items(), *(each for fact in self._facts for each in self._events(fact, first_act))]
        heard.sort(key=lambda each: each[0])
        return [replace(self._timed(entry, clock), id=rank) for rank, (_, entry, clock) in enumerate(heard, start=1)]

    def _items(self) -> Iterator[tuple[tuple[int, int], Entry, str]]:
        for number, utterance in self._openings.items():
            yield (utterance, 1), Entry(0, ItemOpened(), item=number, source=Source(Origin.SAID, (utterance,))), ""

    def _events(self, fact: Fact, first_act: int | None) -> Iterator[tuple[tuple[int, int], Entry, str]]:
        """Each event of a fact with its place; the call is moved before the items."""
        place = _place(fact)
        call = fact.kind in _CALL and "event" not in fact.values and (first_act is None or place < first_act)
        order = {FactKind.OPENING: (-2, 0), FactKind.CLOSING: (place, 9)}.get(fact.kind, (place, 2))
        source = Source(Origin.SAID, fact.sources, str(fact.values.get("text", "")))
        for event in self._of(fact):
            clock = str(fact.values.get("time", ""))
            item = self._of_secretary(place) if fact.kind is FactKind.SECRETARY else fact.item or None
            yield (-1, place) if call else order, Entry(0, event, item=item, source=source), clock

    def _of_secretary(self, place: int) -> int | None:
        """The item that names the secretary, where the agenda has one and it is under discussion."""
        current = max(
            (pair for pair in self._openings.items() if pair[1] <= place), key=lambda pair: pair[1], default=None
        )
        title = next((item.title for item in self._context.items if current and item.number == current[0]), "")
        return current[0] if current and "secrétaire" in title.lower() else None

    def _of(self, fact: Fact) -> Iterator[Event]:
        readers: dict[FactKind, Callable[[], Iterator[Event]]] = {
            FactKind.OPENING: lambda: iter((Opened(),)),
            FactKind.CLOSING: lambda: iter((Closed(),)),
            FactKind.PRESENCE: lambda: self._presence(fact.values),
            FactKind.PROXY: lambda: iter((self._proxy(fact.values),)),
            FactKind.SECRETARY: lambda: iter((SecretaryNamed((self._key(fact.values.get("name")),)),)),
            FactKind.VOTE: lambda: iter((ballot_held(fact, self._key),)),
            FactKind.DECISION: lambda: self._decision(fact),
        }
        return readers[fact.kind]() if fact.kind in readers else iter(())

    def _presence(self, values: Mapping[str, object]) -> Iterator[Event]:
        if "event" in values:
            key = self._key(values.get("name"))
            yield Arrived(key) if values["event"] == "arrival" else Left(key)
            return
        for name in (*_FIGURES, "voters"):
            value = values.get(name)
            if isinstance(value, int):
                yield FigureStated(StatedFigure(name), value)
        if isinstance(values.get("quorum"), bool):
            yield QuorumStated(bool(values["quorum"]))

    def _proxy(self, values: Mapping[str, object]) -> ProxyGiven:
        return ProxyGiven(self._key(values.get("giver")), self._key(values.get("holder")))

    def _decision(self, fact: Fact) -> Iterator[Event]:
        """What the council decides without a vote; a text that is voted later was not put off."""
        reach, text = fact.values.get("reach"), str(fact.values.get("text", "")).lower()
        if not fact.item:
            return
        if reach == "without_vote" or (fact.values.get("by_body") and _TAKES_NOTE.search(text)):
            yield Acknowledged()
        elif reach == "deferred" and self._voted_later.get(fact.item, -1) <= _place(fact):
            yield ItemWithdrawn() if _WITHDRAWS.search(text) else ItemPostponed()

    def _key(self, name: object) -> str:
        """The member of that name, where there is one and only one; else the name, as it was said."""
        said = _TITLE.sub("", str(name or "")).strip()
        bearers = self._roster.named(said)
        return bearers[0].key if len(bearers) == 1 else said

    def _timed(self, entry: Entry, clock: str) -> Entry:
        start, hit = self._context.starts_at, _CLOCK.search(clock)
        if start is None or hit is None:
            return entry
        hours, minutes = int(hit[1]), int(hit[2] or 0)
        day = start.replace(hour=0, minute=0, second=0, microsecond=0)
        at = self._after_midnight(day + timedelta(hours=hours, minutes=minutes))
        self._last = at
        return replace(entry, at=at)

    def _after_midnight(self, at: datetime) -> datetime:
        late = self._last is not None and at < self._last - _NIGHT
        return at + timedelta(days=1) if late else at


_CALL = frozenset({FactKind.PRESENCE, FactKind.PROXY, FactKind.SECRETARY})


def _place(fact: Fact) -> int:
    return min(fact.sources, default=0)


def _is_act(fact: Fact) -> bool:
    """What ends the call: a vote, somebody who comes or leaves."""
    return fact.kind is FactKind.VOTE or (fact.kind is FactKind.PRESENCE and "event" in fact.values)


def _first_facts(facts: Sequence[Fact]) -> dict[int, int]:
    """Where each item is first spoken of; somebody who comes or leaves opens nothing."""
    found: dict[int, int] = {}
    for fact in facts:
        if fact.item and fact.kind is not FactKind.PRESENCE:
            found[fact.item] = min(_place(fact), found.get(fact.item, _place(fact)))
    return found
