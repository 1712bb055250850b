"""Replaying calls under another charter: what would have changed, counted, with examples. Metadata alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from .events import Call
from .rulings import Verdict

EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class Replayed:
    """A call as the journal tells it: what it was, how it ended (a verdict), when. ``assumed``: the class of its data
    is the use's declared one, since it was not read at the time."""

    call: Call
    was: Verdict
    at: str
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a charter answers to a call, the commune's engines being what they are today. ``sent_to``: French, the
    engine that would take it, where it goes elsewhere."""

    verdict: Verdict
    clauses: tuple[int, ...] = ()
    reason: str = ""
    sent_to: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    at: str
    use: str
    model: str
    place: str
    data: str
    was: str
    becomes: str
    articles: tuple[int, ...]
    reason: str
    """French: what the person would have read."""
    sent_to: str = ""
    """The model that would have answered, where the call goes elsewhere."""


@dataclass(frozen=True, slots=True)
class Simulation:
    """``becomes``: verdict -> calls, under the simulated charter; ``was``: the same, as it happened. ``stricter``:
    calls that would have been masked, sent elsewhere or stopped more than they were, by use; ``softer``: less."""

    total: int = 0
    assumed: int = 0
    unknown: int = 0
    """Lines that do not say enough to be replayed."""
    was: Mapping[str, int] = field(default_factory=dict)
    becomes: Mapping[str, int] = field(default_factory=dict)
    stricter: Mapping[str, int] = field(default_factory=dict)
    softer: Mapping[str, int] = field(default_factory=dict)
    by_article: Mapping[int, int] = field(default_factory=dict)
    """Article -> calls that it would stop, send elsewhere or mask."""
    examples: tuple[Example, ...] = ()

    @property
    def changed(self) -> int:
        return sum(self.stricter.values()) + sum(self.softer.values())


_RANK = {Verdict.ALLOW: 0, Verdict.MASK: 1, Verdict.ELSEWHERE: 2, Verdict.REQUIRE: 3, Verdict.REFUSE: 3}


def simulated(lines: Iterable[Replayed], decide: Callable[[Call], Outcome], unknown: int = 0) -> Simulation:
    """``decide`` is asked once for each kind of call."""
    answers: dict[Call, Outcome] = {}
    total = assumed = 0
    was: Counter[str] = Counter()
    becomes: Counter[str] = Counter()
    stricter: Counter[str] = Counter()
    softer: Counter[str] = Counter()
    articles: Counter[int] = Counter()
    examples: dict[tuple[str, str, tuple[int, ...]], Example] = {}
    for line in lines:
        outcome = answers.get(line.call) or answers.setdefault(line.call, decide(line.call))
        total, assumed = total + 1, assumed + line.assumed
        was[line.was.value] += 1
        becomes[outcome.verdict.value] += 1
        articles.update(number for number in outcome.clauses if number)
        change = _RANK[outcome.verdict] - _RANK[line.was]
        if change:
            (stricter if change > 0 else softer)[line.call.use] += 1
            made = _example(line, outcome)
            examples.setdefault((made.use, made.becomes, made.articles), made)
    shown = tuple(list(examples.values())[: EXAMPLES * 4])
    return Simulation(total, assumed, unknown, was, becomes, stricter, softer, articles, shown)


def _example(line: Replayed, outcome: Outcome) -> Example:
    call = line.call
    return Example(
        line.at,
        call.use,
        call.engine.model,
        call.place,
        call.data.value,
        line.was.value,
        outcome.verdict.value,
        outcome.clauses,
        outcome.reason,
        outcome.sent_to,
    )
