"""The arithmetic of a vote: figures that were not said, votes cast, the majority needed, the result.

- L2121-20 (legifrance LEGIARTI000006389878): "Les délibérations sont prises à la majorité absolue des suffrages
  exprimés. Lorsqu'il y a partage égal des voix et sauf cas de scrutin secret, la voix du président est prépondérante."
- Abstentions, refusals to vote, blank and null papers are not votes cast: answers to questions 49261 (JOAN 7 December
  2004) and 10690 (JOAN 14 March 1994), read at lagazettedescommunes.com and maisondescommunes85.fr; CE, 29 July 2002,
  no. 210587 (abstentions), quoted there. More than half, not half plus one: see ``quorum``.
- "À l'unanimité" is unanimity of the votes cast: nobody against (read at eccehomolevigan2017.eu and
  maisondescommunes85.fr, which quote the answers above; no judgment was read).
- A secret ballot that ties does not adopt: what follows from the article; no judgment was read.
- The accounts are adopted unless a majority is against (L1612-12, see ``accounts``).
- Closed doors are decided "à la majorité absolue des membres présents ou représentés" (L2121-18, doctrine.fr
  LEGIARTI000006389876): abstaining weighs against.
"""

from __future__ import annotations

from dataclasses import dataclass

from .events import BallotHeld, BallotKind, Outcome, Sense

LABELS = {
    "votes_for": "voix pour",
    "against": "voix contre",
    "abstain": "abstentions",
    "blank": "bulletins blancs",
    "null": "bulletins nuls",
    "not_voting": "refus de vote",
}
FIGURES = tuple(LABELS)


@dataclass(frozen=True, slots=True)
class Count:
    """The figures of a vote, None where unknown; ``filled``: those that are computed."""

    votes_for: int | None = None
    against: int | None = None
    abstain: int | None = None
    blank: int | None = None
    null: int | None = None
    not_voting: int | None = None
    filled: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """All that was said, whatever is missing."""
        return sum(getattr(self, name) or 0 for name in FIGURES)

    @property
    def cast(self) -> int | None:
        """Suffrages exprimés."""
        return None if self.votes_for is None or self.against is None else self.votes_for + self.against

    @property
    def complete(self) -> bool:
        return self.votes_for is not None and self.against is not None and self.abstain is not None


@dataclass(frozen=True, slots=True)
class Rules:
    """What the law asks of this vote. ``casting``: the chair's sense where it settles a tie."""

    kind: BallotKind = BallotKind.ORDINARY
    account: bool = False
    of_voters: bool = False
    """A majority of the members present or represented, not of the votes cast."""
    casting: Sense | None = None


def as_said(event: BallotHeld) -> Count:
    """The figures of an event; one below zero makes no sense and is left out."""
    values = {name: getattr(event, name) for name in FIGURES}
    kept = {name: value for name, value in values.items() if value is None or value >= 0}
    return Count(**kept)


def fill(count: Count, unanimous: bool, voters: int | None) -> Count:
    """What follows for certain from what was said: nobody against a unanimous vote; the votes for, once all others are
    known; nobody left once every voter is counted."""
    values = {name: getattr(count, name) for name in FIGURES}
    if unanimous:
        values["against"] = _or(values["against"], 0)
        values["abstain"] = _or(values["abstain"], 0)
    _votes_for(values, voters)
    _nobody_left(values, voters)
    filled = tuple(name for name in FIGURES if getattr(count, name) is None and values[name] is not None)
    return Count(**values, filled=filled)


def _votes_for(values: dict[str, int | None], voters: int | None) -> None:
    known = values["against"] is not None and values["abstain"] is not None
    others = sum(value or 0 for name, value in values.items() if name != "votes_for")
    if values["votes_for"] is None and known and voters is not None and others <= voters:
        values["votes_for"] = voters - others


def _nobody_left(values: dict[str, int | None], voters: int | None) -> None:
    if voters is None or values["votes_for"] is None or sum(value or 0 for value in values.values()) != voters:
        return
    for name in ("against", "abstain"):
        values[name] = _or(values[name], 0)


def _or(value: int | None, default: int) -> int:
    return default if value is None else value


def needed(count: Count, rules: Rules, voters: int | None) -> int | None:
    """How many votes for adopt; None where the votes cast are not known."""
    if rules.of_voters:
        return None if voters is None else voters // 2 + 1
    cast = count.cast
    if cast is None:
        return None
    return (cast + 1) // 2 if rules.account else cast // 2 + 1


@dataclass(frozen=True, slots=True)
class Decision:
    result: Outcome | None
    casting_used: bool = False
    explanation: str = ""


def decide(count: Count, rules: Rules, voters: int | None) -> Decision:
    """The result, None where the figures do not settle it."""
    votes_for, against, least = count.votes_for, count.against, needed(count, rules, voters)
    if votes_for is None or against is None or least is None:
        return Decision(None, explanation="Le résultat ne peut pas être calculé\u00a0: il manque des voix.")
    sum_ = f"{votes_for} pour et {against} contre"
    if rules.account:
        return _account(votes_for, against)
    if rules.of_voters:
        text = f"{votes_for} pour, il en faut {least}\u00a0: plus de la moitié des présents et représentés."
        return Decision(_won(votes_for >= least), explanation=text)
    if votes_for + against == 0:
        return Decision(Outcome.REJECTED, explanation="Aucun suffrage exprimé\u00a0: la proposition n’est pas adoptée.")
    if votes_for == against:
        return _tie(rules, sum_)
    text = f"{sum_}\u00a0: {votes_for + against} suffrages exprimés, majorité absolue {least}."
    return Decision(_won(votes_for > against), explanation=text)


def _won(adopted: bool) -> Outcome:
    return Outcome.ADOPTED if adopted else Outcome.REJECTED


def _account(votes_for: int, against: int) -> Decision:
    text = f"{against} contre sur {votes_for + against} suffrages exprimés\u00a0: "
    text += "une majorité est contre." if against > votes_for else "aucune majorité contre, le compte est adopté."
    return Decision(_won(against <= votes_for), explanation=text)


def _tie(rules: Rules, sum_: str) -> Decision:
    if rules.kind is BallotKind.SECRET:
        text = f"Partage des voix ({sum_}) au scrutin secret\u00a0: la proposition n’est pas adoptée."
        return Decision(Outcome.TIED, explanation=text)
    if rules.casting in (Sense.FOR, Sense.AGAINST):
        word = "pour" if rules.casting is Sense.FOR else "contre"
        text = f"Partage des voix ({sum_})\u00a0: le président a voté {word}, sa voix est prépondérante."
        return Decision(_won(rules.casting is Sense.FOR), True, text)
    text = f"Partage des voix ({sum_})\u00a0: sans le vote du président, la proposition n’est pas adoptée."
    return Decision(Outcome.TIED, explanation=text)
