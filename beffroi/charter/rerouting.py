"""Where a call goes when the charter does not leave it to the engine asked for. Pure: ``decide`` is the whole policy,
asked again for each engine, so that nothing is ever sent where it did not answer yes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from .clauses.zones import breadth
from .domain.decisions import STOPS
from .domain.events import PLACE_NAMES, Call
from .domain.rulings import Decision, Verdict
from .domain.wording import french, listed

OURS = "machine"


@dataclass(frozen=True, slots=True)
class Route:
    """``decision`` holds for the engine of ``call``. ``away``: what was answered for the engine asked for, when another
    one takes its place."""

    decision: Decision
    call: Call
    rank: int | None = None
    """Among the others; None: the engine asked for."""
    away: Decision | None = None

    @property
    def articles(self) -> tuple[int, ...]:
        """Those that sent it elsewhere."""
        return tuple(articles_of(self.away)) if self.away else ()

    @property
    def verdict(self) -> Verdict:
        """Of the call as a whole: sent elsewhere, or what was answered for the engine asked for. One that should go
        elsewhere and finds nowhere is refused."""
        if self.away:
            return Verdict.ELSEWHERE
        return Verdict.REFUSE if self.decision.verdict is Verdict.ELSEWHERE else self.decision.verdict


def route(wanted: Call, others: Callable[[], Sequence[Call]], decide: Callable[[Call], Decision]) -> Route:
    """The engine asked for where it is allowed; else, where only its place or its size is against it, the first of
    ``others`` that is. Never one that goes further than what was asked."""
    first = decide(wanted)
    if first.allowed or not _elsewhere(first):
        return Route(first, wanted)
    tried: list[tuple[Call, str]] = []
    for rank, call in sorted(enumerate(others()), key=lambda each: (_merit(each[1]), each[0])):
        if why := _unfit(call, wanted):
            tried.append((call, why))
            continue
        second = decide(call)
        if second.allowed:
            return Route(second, call, rank, first)
        tried.append((call, _refused(second)))
    return Route(replace(first, reason=f"{first.reason}\n\n{_nowhere(tried)}"), wanted)


def articles_of(decision: Decision) -> list[int]:
    """Numbers of the articles that stopped it; 0 is the program's own floor."""
    return sorted({each.number for each in decision.applied if each.ruling.verdict in STOPS})


def _elsewhere(decision: Decision) -> bool:
    stops = [each.ruling.verdict for each in decision.applied if each.ruling.verdict in STOPS]
    return bool(stops) and all(verdict is Verdict.ELSEWHERE for verdict in stops)


def _merit(call: Call) -> tuple[bool, int, float]:
    """Measured as the smallest that suffices first; then the nearest; then the smallest."""
    size = call.engine.size_billions
    return call.engine.smallest is not True, breadth(call), float("inf") if size is None else size


def _unfit(call: Call, wanted: Call) -> str:
    """French: why it is not even asked for; empty when it may be."""
    if breadth(call) > breadth(wanted):
        return "irait plus loin que le moteur demandé"
    if not (call.engine.approved or call.place == OURS):
        return "n’est pas approuvé"
    return ""


def _refused(decision: Decision) -> str:
    numbers = [str(each) for each in articles_of(decision) if each]
    return f"l’article {listed(numbers)} s’y oppose" if numbers else "les règles du programme s’y opposent"


def _nowhere(tried: Sequence[tuple[Call, str]]) -> str:
    if not tried:
        return french(
            "La commune n’a pas d’autre moteur pour cela. La personne qui s’occupe de l’informatique peut en déclarer "
            "un second (docs/moteurs.md)."
        )
    said = [f"« {call.engine.model} » ({where(call)}) {why}" for call, why in tried]
    return french(
        f"Aucun autre moteur de la commune ne peut la prendre : {' ; '.join(said)}. Le référent peut approuver un "
        "moteur, ou en faire déclarer un second (docs/moteurs.md)."
    )


def where(call: Call) -> str:
    """French: « un hébergeur extérieur (ia.exemple.fr) »."""
    return PLACE_NAMES.get(call.place, call.place) + (f", {call.host}" if call.host else "")
