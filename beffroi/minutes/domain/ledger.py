# ruff: noqa: E501  (conditions read best whole)
"""How many could vote at a given moment: the roll call, pouvoirs, then everyone who came, left or came back.

A member who leaves takes the pouvoirs that he holds out of the vote until he is back; one who arrives after
having given a pouvoir votes in person.
"""

from __future__ import annotations

from collections.abc import Sequence

from beffroi.minutes.domain.types import Fact, FactKind


def voters_at(facts: Sequence[Fact], at: int) -> int | None:
    """Voters at sentence ``at`` (its position in the meeting); None where the presence was not said. A number of voters that was itself said
    ("nous avons 26 votants") is taken as it is."""
    count = _at_roll_call(facts)
    if count is None:
        return None
    proxies = {str(fact.values["giver"]): str(fact.values["holder"]) for fact in facts if fact.kind is FactKind.PROXY}
    away: set[str] = set()
    for fact in _moves(facts, at):
        name, event, said = str(fact.values.get("name", "")), fact.values.get("event"), fact.values.get("voters")
        if isinstance(said, int):
            count = said
        elif event == "departure" and name not in away:
            away.add(name)
            count -= 1 + _held(name, proxies)
        elif event == "arrival" and name in away:
            away.discard(name)
            count += 1 + _held(name, proxies)
        elif event == "arrival" and name not in proxies:
            count += 1
    return count


def _held(name: str, proxies: dict[str, str]) -> int:
    return sum(holder == name for holder in proxies.values())


def _at_roll_call(facts: Sequence[Fact]) -> int | None:
    values = [fact.values for fact in facts if fact.kind is FactKind.PRESENCE]
    present = next((value["present"] for value in values if "present" in value), None)
    said = next((value["proxies"] for value in values if "proxies" in value), None)
    named = len({str(fact.values["giver"]) for fact in facts if fact.kind is FactKind.PROXY})
    if not isinstance(present, int):
        return None
    return present + (said if isinstance(said, int) and not named else named)


def _moves(facts: Sequence[Fact], at: int) -> list[Fact]:
    """Arrivals and departures up to ``at``, in order; a number of voters said beside one already counts it."""
    own = [(position, fact) for fact in facts
           if fact.kind is FactKind.PRESENCE and isinstance(position := fact.values.get("at"), int) and position <= at]  # fmt: skip
    return [
        fact for _, fact in sorted(own, key=lambda entry: (entry[1].sources[0], "voters" in entry[1].values, entry[0]))
    ]
