# ruff: noqa: E501  (patterns and messages read best whole)
"""The arithmetic of a vote against who could vote, and what in a vote contradicts itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from beffroi.minutes.domain.types import Ballot, BallotResult, Fact, FactKind
from beffroi.minutes.domain.writing import listed

_LABELS = {"votes_for": "voix pour", "against": "voix contre", "abstain": "abstentions", "blank": "bulletins blancs",
           "not_voting": "sans participation"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is wrong with a vote, and the sum that shows it."""

    message: str
    arithmetic: str = ""


def voters_sum(facts: list[Fact], voters: int) -> str:
    """ "23 présents + 2 pouvoirs = 25 votants"; only the total once people have come or gone."""
    values = [fact.values for fact in facts if fact.kind is FactKind.PRESENCE]
    present = next((value["present"] for value in values if "present" in value), None)
    moved = any("event" in value or "voters" in value for value in values)
    if not isinstance(present, int) or moved or voters < present:
        return f"{voters} votants"
    others = voters - present
    if others == 0:
        return f"{present} présents et votants"
    return f"{present} présents + {others} pouvoir{'s' if others > 1 else ''} = {voters} votants"


def arithmetic(ballot: Ballot, facts: list[Fact], voters: int | None) -> str:
    """ "23 présents + 2 pouvoirs = 25 votants ; 21 + 4 = 25 : juste"; nothing where a figure is missing."""
    total = total_said(ballot)
    if voters is None or total is None:
        return ""
    figures = [getattr(ballot, name) for name in _LABELS if getattr(ballot, name)]
    written = " + ".join(map(str, figures))
    sum_ = f"{written} = {total}" if len(figures) > 1 else f"{total}"
    verdict = (
        "juste"
        if total == voters
        else f"il en {'manque' if total < voters else 'est compté'} {abs(voters - total)}"
        + (" de trop" if total > voters else "")
    )
    return f"{voters_sum(facts, voters)} ; {sum_}\u00a0: {verdict}"


def total_said(ballot: Ballot) -> int | None:
    """All the ballots, where the votes for are known: what was not said counts for none."""
    if ballot.votes_for is None:
        return None
    return sum(getattr(ballot, name) or 0 for name in _LABELS)


def doubts(fact: Fact, facts: list[Fact]) -> Iterator[Doubt]:
    """Everything that does not hold in a vote, most telling first."""
    ballot = fact.ballot
    if ballot is None:
        return
    voters = fact.values.get("voters")
    able = voters if isinstance(voters, int) else None
    sum_ = arithmetic(ballot, facts, able)
    if ballot.result is None:
        yield Doubt("Le résultat de ce vote n'a pas été énoncé.", sum_)
    elif _contradicts(ballot, fact):
        yield Doubt("Le résultat annoncé ne correspond pas aux voix comptées.", sum_)
    for slot, first, second in _conflicts(fact):
        yield Doubt(
            f"Deux nombres ont été dits pour les {_LABELS.get(_field(slot), slot)}\u00a0: {first}, puis {second}.", sum_
        )
    total = total_said(ballot)
    if (
        able is not None
        and total is not None
        and total != able
        and "votes_for" not in ballot.derived
        and _complete(ballot, total, able)
    ):
        yield Doubt("Le compte des voix ne correspond pas au nombre de votants.", sum_)
    if fact.values.get("majority") and _nobody_else(ballot):
        yield Doubt("La majorité est annoncée, mais aucune voix contre ni abstention n'a été entendue.", sum_)
    if "votes_for" in ballot.derived and not ballot.unanimous and not _contradicts(ballot, fact):
        yield Doubt("Les voix pour n'ont pas été énoncées\u00a0: elles sont calculées.", sum_)
    yield from _names(ballot, sum_)


def other_total(fact: Fact, facts: list[Fact]) -> Doubt | None:
    """A total that was computed from the roll call, where other votes were counted aloud and agree on another one."""
    if fact.ballot is None or "votes_for" not in fact.ballot.derived or not fact.ballot.unanimous:
        return None
    totals: list[int] = []
    for each in facts:
        total = total_said(each.ballot) if each.ballot and "votes_for" not in each.ballot.derived else None
        sure = (
            each.ballot
            and each.ballot.against is not None
            and each.ballot.abstain is not None
            and not each.ballot.unanimous
        )
        if sure and total and each.values.get("voters") == fact.values.get("voters") != total:
            totals.append(total)
        if len(totals) > 1 and len(set(totals)) == 1:
            return Doubt(
                f"Ce vote compte {fact.values['voters']} votants (calculé), d'autres votes en ont compté {totals[0]}.",
                f"{totals[0]} ≠ {fact.values['voters']}",
            )
    return None


def _complete(ballot: Ballot, total: int, able: int) -> bool:
    """Too many is always wrong; too few only once every side was said."""
    return total > able or (ballot.against is not None and ballot.abstain is not None)


def _contradicts(ballot: Ballot, fact: Fact) -> bool:
    if ballot.votes_for is None or ballot.against is None:
        return False
    if ballot.result is BallotResult.ADOPTED and fact.values.get("casting_vote"):
        return False
    if ballot.result is BallotResult.ADOPTED:
        return ballot.votes_for <= ballot.against
    if ballot.result is BallotResult.REJECTED:
        return ballot.votes_for > ballot.against
    return ballot.votes_for != ballot.against


def _conflicts(fact: Fact) -> Iterator[tuple[str, int, int]]:
    found = fact.values.get("conflicts")
    for conflict in found if isinstance(found, list) else []:
        yield str(conflict[0]), int(conflict[1]), int(conflict[2])


def _field(slot: str) -> str:
    return "votes_for" if slot == "for" else slot


def _nobody_else(ballot: Ballot) -> bool:
    said = [ballot.against, ballot.abstain, ballot.blank, ballot.not_voting]
    return not ballot.unanimous and not any(said) and ("votes_for" in ballot.derived or ballot.votes_for is None)


def _names(ballot: Ballot, sum_: str) -> Iterator[Doubt]:
    for figure, names, label in (
        (ballot.against, ballot.against_names, "voix contre"),
        (ballot.abstain, ballot.abstain_names, "abstentions"),
    ):
        if names and figure is not None and len(names) != figure:
            yield Doubt(
                f"{figure} {label} annoncées, {len(names)} nom{'s' if len(names) > 1 else ''} entendu{'s' if len(names) > 1 else ''}"
                f"\u00a0: {listed(names)}.",
                sum_,
            )


def differences(written: Ballot, heard: Ballot) -> Iterator[tuple[str, str, str]]:
    """What a text says of a vote that was not so heard: (label, written, heard)."""
    if written.result and heard.result and written.result is not heard.result:
        yield "résultat", _RESULTS[written.result], _RESULTS[heard.result]
    for name, label in _LABELS.items():
        one, other = getattr(written, name), getattr(heard, name)
        if one is not None and name not in written.derived and one != other and (one or other):
            yield label, str(one), "non énoncé" if other is None else str(other)


_RESULTS = {BallotResult.ADOPTED: "adopté", BallotResult.REJECTED: "rejeté", BallotResult.TIED: "partage des voix"}
