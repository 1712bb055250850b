"""A vote of the ledger as the documents write it: its figures, and the names that may be written."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from beffroi.minutes.domain.acts import ballots as acts
from beffroi.minutes.domain.acts.body import Person
from beffroi.minutes.domain.sitting.events import BallotKind, Outcome, Sense
from beffroi.minutes.domain.sitting.ledger import BallotOutcome, ElectionOutcome, Presence

Named = Callable[[str], Person]
"""Who bears a key of the roster."""


def figures_of(outcome: BallotOutcome) -> acts.Figures | None:
    """The figures as they are written; None where one that matters is not known."""
    if outcome.votes_for is None or outcome.against is None:
        return None
    return acts.Figures(
        outcome.votes_for,
        outcome.against,
        outcome.abstain or 0,
        outcome.blank or 0,
        outcome.null or 0,
        outcome.not_voting or 0,
    )


def vote(outcome: BallotOutcome, named: Named, presence: Presence, *, account: bool) -> acts.Ballot | None:
    """``presence``: who was there when it was taken. None while a figure that matters is missing."""
    figures = figures_of(outcome)
    if figures is None or outcome.result is None:
        return None
    result = acts.Outcome.ADOPTED if outcome.result is Outcome.ADOPTED else acts.Outcome.REJECTED
    if outcome.kind is BallotKind.SECRET:
        return acts.SecretBallot(figures, result, account)
    if outcome.kind is BallotKind.PUBLIC and outcome.ballot.senses:
        votes = _named_votes(outcome, named, dict(presence.represented))
        not_voting = _who(outcome, Sense.NOT_VOTING, named)
        return acts.PublicBallot(votes, result, not_voting, outcome.casting_used, account)
    return acts.OrdinaryBallot(
        figures,
        result,
        against_names=_who(outcome, Sense.AGAINST, named),
        abstain_names=_who(outcome, Sense.ABSTAIN, named),
        not_voting_names=_who(outcome, Sense.NOT_VOTING, named),
        casting_vote=outcome.casting_used,
        account=account,
    )


def _keys(outcome: BallotOutcome, sense: Sense) -> list[str]:
    return [key for key, each in outcome.ballot.senses if each is sense]


def _who(outcome: BallotOutcome, sense: Sense, named: Named) -> tuple[Person, ...]:
    return tuple(named(key) for key in _keys(outcome, sense))


def _named_votes(outcome: BallotOutcome, named: Named, holders: dict[str, str]) -> tuple[acts.NamedVote, ...]:
    return tuple(
        acts.NamedVote(named(key), acts.Sense(sense.value), named(holders[key]) if key in holders else None)
        for sense in (Sense.FOR, Sense.AGAINST, Sense.ABSTAIN)
        for key in _keys(outcome, sense)
    )


def election(rounds: Sequence[ElectionOutcome], named: Named) -> acts.Election:
    made = tuple(
        acts.Round(
            tuple(acts.Tally(named(score.candidate).named, score.votes) for score in each.round.scores),
            blank=each.round.blank,
            null=each.round.null,
            not_voting=each.round.not_voting,
            elected=(named(each.elected).named,) if each.elected else (),
            by_age=each.by_age,
        )
        for each in rounds
    )
    return acts.Election(rounds[0].round.post, made)


def short_vote(ballot: acts.Ballot | None) -> str:
    """ "21 pour, 4 abstentions"; nothing for an election or where no vote was held."""
    if not isinstance(ballot, acts.OrdinaryBallot | acts.PublicBallot | acts.SecretBallot):
        return ""
    figures = ballot.figures
    if not any((figures.against, figures.abstain, figures.blank, figures.null)) and figures.votes_for:
        return f"unanimité ({figures.votes_for} pour)"
    named = (
        (figures.votes_for, "pour", "pour"),
        (figures.against, "contre", "contre"),
        (figures.abstain, "abstention", "abstentions"),
        (figures.blank, "blanc", "blancs"),
        (figures.null, "nul", "nuls"),
    )
    return ", ".join(f"{count} {many if count > 1 else one}" for count, one, many in named if count)
