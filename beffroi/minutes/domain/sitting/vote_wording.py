"""The result of a vote in words, from its figures alone: no name is ever in it."""

from __future__ import annotations

from beffroi.minutes.domain.writing import count, listed

from .ballots import LABELS
from .events import BallotKind, Outcome
from .ledger import BallotOutcome

_VERDICTS = {Outcome.ADOPTED: "adopté", Outcome.REJECTED: "rejeté", Outcome.TIED: "partage des voix"}


def _kind(kind: BallotKind) -> str:
    return {BallotKind.SECRET: "au scrutin secret, ", BallotKind.PUBLIC: "au scrutin public, "}.get(kind, "")


def verdict(outcome: BallotOutcome) -> str:
    """ "Au scrutin secret, adopté par 15 voix pour et 8 contre, 2 bulletins blancs." """
    text = _kind(outcome.kind) + _verdict(outcome)
    return f"{text[0].upper()}{text[1:]}"


def _verdict(outcome: BallotOutcome) -> str:
    result = outcome.result or outcome.ballot.declared
    if result is None:
        return "résultat du vote non établi."
    if outcome.votes_for is None or outcome.against is None:
        return f"{_VERDICTS[result]}{_partial(outcome)}."
    beside = _beside(outcome)
    if result is Outcome.ADOPTED and outcome.against == 0 and outcome.votes_for:
        return f"adopté {_unanimity(outcome)}{beside}."
    if result is Outcome.TIED:
        return f"{_both(outcome)}{beside} : partage des voix, la proposition n’est pas adoptée."
    return f"{_VERDICTS[result]} par {_both(outcome)}{beside}{_why(outcome, result)}."


def _why(outcome: BallotOutcome, result: Outcome) -> str:
    """Why a text that has no majority is adopted or not."""
    if outcome.casting_used:
        return ", la voix de la présidence étant prépondérante"
    if result is Outcome.ADOPTED and (outcome.votes_for or 0) <= (outcome.against or 0):
        return ", aucune majorité ne s’étant dégagée contre"
    return ""


def _unanimity(outcome: BallotOutcome) -> str:
    others = sum(value or 0 for value in (outcome.abstain, outcome.blank, outcome.null, outcome.not_voting))
    of = " des suffrages exprimés" if others else ""
    return f"à l’unanimité{of} ({count(outcome.votes_for or 0, 'voix', 'voix')} pour)"


def _both(outcome: BallotOutcome) -> str:
    """The side that wins comes first."""
    votes_for, against = outcome.votes_for or 0, outcome.against or 0
    if outcome.result is Outcome.REJECTED and against > votes_for:
        return f"{count(against, 'voix', 'voix')} contre et {votes_for} pour"
    return f"{count(votes_for, 'voix', 'voix')} pour et {against} contre"


def _beside(outcome: BallotOutcome) -> str:
    """ ", 2 abstentions et 1 bulletin blanc"."""
    parts = [
        count(value, one, many)
        for value, one, many in (
            (outcome.abstain or 0, "abstention", "abstentions"),
            (outcome.blank or 0, "bulletin blanc", "bulletins blancs"),
            (outcome.null or 0, "bulletin nul", "bulletins nuls"),
            (outcome.not_voting or 0, "membre ne prenant pas part au vote", "membres ne prenant pas part au vote"),
        )
        if value
    ]
    return f", {listed(parts)}" if parts else ""


def _partial(outcome: BallotOutcome) -> str:
    """What is known where the two sides are not."""
    known = []
    if outcome.votes_for is not None:
        known.append(f"{count(outcome.votes_for, 'voix', 'voix')} pour")
    if outcome.against is not None:
        known.append(f"{count(outcome.against, 'voix', 'voix')} contre")
    said = f" ({listed(known)})" if known else ""
    return f"{said}{_beside(outcome)}, toutes les voix n’ayant pas été énoncées"


def computed_note(outcome: BallotOutcome) -> str:
    """Tells which figures were not said and are computed; zeros, which are not written, need no note."""
    shown = [name for name in outcome.filled if getattr(outcome, name)]
    if not shown:
        return ""
    return f"(Nombre calculé, non énoncé : {listed([LABELS[name] for name in shown])}.)"
