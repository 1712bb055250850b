"""What would make a document say two things at once. A document with a doubt is not issued.

The ledger raises its own flags earlier, with their sources; this is the last lock, on what is about to be printed.
"""

from __future__ import annotations

from collections import Counter

from beffroi.minutes.domain.acts.ballots import (
    Ballot,
    Election,
    OrdinaryBallot,
    Outcome,
    PublicBallot,
    Round,
    SecretBallot,
    WithoutBallot,
)
from beffroi.minutes.domain.acts.body import Person
from beffroi.minutes.domain.acts.deliberation import Deliberation
from beffroi.minutes.domain.acts.minutes import MinutesAct
from beffroi.minutes.domain.acts.roll import Roll
from beffroi.minutes.domain.acts.vote_wording import voters_of


class ActError(Exception):
    """A document that cannot be issued. ``doubts``: French sentences, what disagrees with what."""

    def __init__(self, doubts: tuple[str, ...]) -> None:
        super().__init__(" ".join(doubts))
        self.doubts = doubts


def deliberation_doubts(act: Deliberation) -> tuple[str, ...]:
    if act.ballot is None:
        return () if act.draft else (f"Délibération {act.number} : le résultat du vote n’est pas renseigné.",)
    found = (*ballot_doubts(act.ballot, act.roll.voters), *_recusal_doubts(act))
    return tuple(f"Délibération {act.number} : {doubt}" for doubt in found)


def _recusal_doubts(act: Deliberation) -> tuple[str, ...]:
    """A member who takes no part neither votes nor is counted among the voters."""
    people = {recusal.person for recusal in act.recusals}
    counted = len(people & {*act.roll.present, *(proxy.giver for proxy in act.roll.proxies)})
    found = [f"{who.named} vote, alors que son intérêt à l’affaire l’en empêche." for who in _named_in(act) & people]
    voters, most = voters_of(act.ballot), act.roll.voters - counted
    if voters is not None and voters > most:
        found.append(f"{voters} votants pour {most} au plus, {counted} ne prenant pas part au vote.")
    return tuple(found)


def _named_in(act: Deliberation) -> set[Person]:
    match act.ballot:
        case PublicBallot():
            return {vote.voter for vote in act.ballot.votes}
        case OrdinaryBallot():
            return {*act.ballot.against_names, *act.ballot.abstain_names}
        case _:
            return set()


def minutes_doubts(act: MinutesAct) -> tuple[str, ...]:
    """Those of the roll at the opening and of each item's ballot, taken alone: voters change from item to item."""
    found = [*roll_doubts(act.roll)]
    for item in act.items:
        if item.ballot is not None:
            found += [f"Point {item.number} : {doubt}" for doubt in ballot_doubts(item.ballot, act.roll.in_office)]
    return tuple(found)


def roll_doubts(roll: Roll) -> tuple[str, ...]:
    """One hand with two pouvoirs, someone in two places, more people than members in office."""
    found = [
        f"{holder.named} est porteur de {number} pouvoirs : un seul est permis (article L. 2121-20 du CGCT)."
        for holder, number in Counter(proxy.holder for proxy in roll.proxies).items()
        if number > 1
    ]
    places = (*roll.present, *(proxy.giver for proxy in roll.proxies), *roll.excused, *roll.absent)
    found += [f"{who.named} figure deux fois dans l’appel." for who, number in Counter(places).items() if number > 1]
    if len(places) > roll.in_office:
        found.append(f"L’appel compte {len(places)} membres, pour {roll.in_office} en exercice.")
    return tuple(found)


def ballot_doubts(ballot: Ballot, voters: int) -> tuple[str, ...]:
    """``voters``: how many may vote at most, present or represented."""
    match ballot:
        case WithoutBallot():
            return ()
        case Election():
            return _election_doubts(ballot, voters)
        case OrdinaryBallot() | PublicBallot() | SecretBallot():
            figures = ballot.figures
            found = []
            if figures.voters + figures.not_voting > voters:
                found.append(f"{figures.voters + figures.not_voting} voix comptées pour {voters} votants possibles.")
            return (*found, *_outcome_doubts(ballot), *_name_doubts(ballot))


def _outcome_doubts(ballot: OrdinaryBallot | PublicBallot | SecretBallot) -> tuple[str, ...]:
    figures, adopted = ballot.figures, ballot.outcome is Outcome.ADOPTED
    said = "adoptée" if adopted else "rejetée"
    shown = f"{figures.votes_for} pour et {figures.against} contre"
    tie = figures.votes_for == figures.against
    if not isinstance(ballot, SecretBallot) and ballot.casting_vote:
        return () if tie else (f"voix prépondérante sans partage des voix ({shown}).",)
    passes = figures.against <= figures.votes_for if ballot.account else figures.votes_for > figures.against
    return () if passes == adopted else (f"dite {said} avec {shown}.",)


def _name_doubts(ballot: OrdinaryBallot | PublicBallot | SecretBallot) -> tuple[str, ...]:
    if isinstance(ballot, SecretBallot):
        return ()
    if isinstance(ballot, PublicBallot):
        names = [vote.voter for vote in ballot.votes] + list(ballot.not_voting_names)
        return _twice(names)
    figures = ballot.figures
    pairs: tuple[tuple[str, tuple[Person, ...], int], ...] = (
        ("contre", ballot.against_names, figures.against),
        ("abstentions", ballot.abstain_names, figures.abstain),
        ("sans prendre part au vote", ballot.not_voting_names, figures.not_voting),
    )
    found = [
        f"{label} : {len(people)} noms pour {number} voix." for label, people, number in pairs if len(people) > number
    ]
    return (*found, *_twice([person for _, people, _ in pairs for person in people]))


def _twice(people: list[Person]) -> tuple[str, ...]:
    return tuple(f"{who.named} vote deux fois." for who, number in Counter(people).items() if number > 1)


def _election_doubts(election: Election, voters: int) -> tuple[str, ...]:
    found = []
    if not 1 <= len(election.rounds) <= 3:
        found.append(f"{len(election.rounds)} tours : une élection en compte d’un à trois.")
    for number, turn in enumerate(election.rounds, start=1):
        found += [f"tour {number} : {doubt}" for doubt in _round_doubts(turn, number, voters)]
        if turn.elected and number < len(election.rounds):
            found.append(f"un tour suit le tour {number}, qui a pourtant élu.")
    return tuple(found)


def _round_doubts(turn: Round, number: int, voters: int) -> list[str]:
    found = []
    if turn.voters + turn.not_voting > voters:
        found.append(f"{turn.voters + turn.not_voting} bulletins pour {voters} votants possibles.")
    votes = {tally.candidate: tally.votes for tally in turn.tallies}
    for who in turn.elected:
        if who not in votes:
            found.append(f"{who} est dit élu sans figurer parmi les candidats.")
        elif number < 3 and votes[who] < turn.majority:
            found.append(f"{who} est dit élu avec {votes[who]} voix : la majorité absolue est de {turn.majority}.")
        elif number >= 3 and votes[who] < max(votes.values()):
            found.append(f"{who} est dit élu avec {votes[who]} voix : un autre en a davantage.")
        elif number >= 3 and not turn.by_age and list(votes.values()).count(votes[who]) > 1:
            found.append(f"{who} est dit élu à égalité de voix, sans que l’âge soit mentionné.")
    return found
