"""A vote in words, computed from its figures, and refused when words and figures would disagree.

Sources as in ``ballots``. "À l'unanimité" is kept for a vote without a voice against; where some abstain or put in a
blank paper, "à l'unanimité des suffrages exprimés", for they are no votes cast (L2121-20).
"""

from __future__ import annotations

from dataclasses import dataclass

from beffroi.minutes.domain.acts.ballots import (
    Ballot,
    Election,
    Figures,
    NoVote,
    OrdinaryBallot,
    Outcome,
    PublicBallot,
    Round,
    SecretBallot,
    Sense,
    WithoutBallot,
)
from beffroi.minutes.domain.acts.body import Person
from beffroi.minutes.domain.acts.phrases import agreed, capital, count, listed, stopped

_NO_VOTE = {
    NoVote.ACKNOWLEDGED: "Le {council} prend acte, sans vote",
    NoVote.NAMED: "Désignation, sans vote",
    NoVote.INFORMATION: "Point d’information, sans vote",
    NoVote.WITHDRAWN: "Point retiré de l’ordre du jour",
    NoVote.POSTPONED: "Point ajourné",
    NoVote.SOLE_CANDIDATE: "Une seule candidature par siège : la nomination prend effet immédiatement, sans vote",
}
_ORDINALS = ("Premier tour", "Deuxième tour", "Troisième tour")


@dataclass(frozen=True, slots=True)
class VoteWording:
    """``result``: the sentence that counts ("Adopté à l’unanimité."). ``mode``: how people voted. ``figures``: pairs
    of a label and a number. ``names``: pairs of a label and names, empty for a secret ballot."""

    result: str
    mode: str = ""
    figures: tuple[tuple[str, int], ...] = ()
    names: tuple[tuple[str, str], ...] = ()


def vote_wording(ballot: Ballot, council: str = "conseil municipal", *, feminine: bool = True) -> VoteWording:
    """The words of a vote. ``feminine``: what is voted is "la délibération" (else "le vœu", "le procès-verbal")."""
    match ballot:
        case WithoutBallot():
            said = _NO_VOTE[ballot.kind].format(council=council)
            return VoteWording(stopped(f"{said} – {ballot.reason}" if ballot.reason else said))
        case Election():
            return VoteWording(_elected(ballot), _election_mode(ballot))
        case SecretBallot():
            return VoteWording(_result(ballot, feminine), "Scrutin secret", _figures(ballot.figures))
        case PublicBallot():
            return VoteWording(_result(ballot, feminine), "Scrutin public", _figures(ballot.figures), _voters(ballot))
        case OrdinaryBallot():
            return VoteWording(
                _result(ballot, feminine), "Scrutin ordinaire", _figures(ballot.figures), _some_names(ballot)
            )


def vote_in_brief(ballot: Ballot) -> str:
    """ "21 pour, 4 abstentions", for a list; an empty text where nobody voted."""
    if isinstance(ballot, WithoutBallot):
        return ""
    if isinstance(ballot, Election):
        return _elected(ballot).rstrip(".")
    figures = ballot.figures
    if figures.voters and figures.votes_for == figures.voters:
        return f"unanimité ({count(figures.votes_for, 'voix', 'voix')})"
    pieces = [f"{figures.votes_for}\u00a0pour", f"{figures.against}\u00a0contre" if figures.against else ""]
    if figures.abstain:
        pieces.append(count(figures.abstain, "abstention", "abstentions"))
    papers = figures.blank + figures.null
    if papers:
        pieces.append(count(papers, "bulletin blanc ou nul", "bulletins blancs ou nuls"))
    return ", ".join(piece for piece in pieces if piece)


def voters_of(ballot: Ballot | None) -> int | None:
    """How many voted or abstained, in the last round of an election; None where nobody did."""
    if ballot is None or isinstance(ballot, WithoutBallot):
        return None
    if isinstance(ballot, Election):
        return ballot.rounds[-1].voters if ballot.rounds else None
    return ballot.figures.voters


def _result(ballot: OrdinaryBallot | PublicBallot | SecretBallot, feminine: bool) -> str:
    figures, e = ballot.figures, "e" if feminine else ""
    adopted = ballot.outcome is Outcome.ADOPTED
    word = f"Adopté{e}" if adopted else f"Rejeté{e}"
    casting = not isinstance(ballot, SecretBallot) and ballot.casting_vote
    if figures.votes_for == figures.against:
        if casting:
            return f"{word}, la voix du président de séance étant prépondérante en cas de partage."
        if adopted and ballot.account:
            return f"{word} : aucune majorité ne s’est dégagée contre (article L. 1612-12 du CGCT)."
        return f"{word}, faute de majorité : partage égal des voix." if figures.cast else f"{word}."
    winning, losing = figures.votes_for, figures.against
    if not adopted:
        winning, losing = losing, winning
    if losing:
        return f"{word} à la majorité des suffrages exprimés."
    return f"{word} à l’unanimité." if winning == figures.voters else f"{word} à l’unanimité des suffrages exprimés."


def _figures(figures: Figures) -> tuple[tuple[str, int], ...]:
    """Voters, votes cast, for and against always; the others where there are some."""
    optional = (
        ("Abstentions", figures.abstain),
        ("Bulletins blancs", figures.blank),
        ("Bulletins nuls", figures.null),
        ("Ne prennent pas part au vote", figures.not_voting),
    )
    return (
        ("Votants", figures.voters),
        ("Suffrages exprimés", figures.cast),
        ("Pour", figures.votes_for),
        ("Contre", figures.against),
        *(pair for pair in optional if pair[1]),
    )


def _some_names(ballot: OrdinaryBallot) -> tuple[tuple[str, str], ...]:
    pairs = (
        ("Contre", ballot.against_names),
        ("Abstentions", ballot.abstain_names),
        ("Ne prennent pas part au vote", ballot.not_voting_names),
    )
    return tuple((label, listed([person.named for person in people])) for label, people in pairs if people)


def _voters(ballot: PublicBallot) -> tuple[tuple[str, str], ...]:
    found = []
    for label, sense in (("Pour", Sense.FOR), ("Contre", Sense.AGAINST), ("Abstentions", Sense.ABSTAIN)):
        people = [_with_hand(vote.voter, vote.by_proxy) for vote in ballot.votes if vote.sense is sense]
        if people:
            found.append((label, listed(people)))
    if ballot.not_voting_names:
        found.append(("Ne prennent pas part au vote", listed([person.named for person in ballot.not_voting_names])))
    return tuple(found)


def _with_hand(voter: Person, holder: Person | None) -> str:
    return f"{voter.named} (par {holder.named})" if holder else voter.named


def _elected(election: Election) -> str:
    last = election.rounds[-1] if election.rounds else Round(())
    if not last.elected:
        return f"Aucun élu à ce jour pour le poste suivant : {election.post}."
    number = min(len(election.rounds), 3)
    how = "à la majorité absolue" if number < 3 else "à la majorité relative"
    if last.by_age:
        how = "à égalité de voix, au bénéfice de l’âge"
    feminine = all(who.startswith("Mme") for who in last.elected)
    done = agreed("élu", feminine=feminine, plural=len(last.elected) > 1)
    return f"{capital(election.post)} : {listed(last.elected)}, {done} au {_ORDINALS[number - 1].lower()}, {how}."


def _election_mode(election: Election) -> str:
    if election.open_by_consent:
        return "Vote à main levée, le conseil ayant décidé à l’unanimité de ne pas recourir au scrutin secret"
    tellers = f" ; assesseurs : {listed([person.named for person in election.tellers])}" if election.tellers else ""
    return f"Scrutin secret{tellers}"


def round_rows(election: Election) -> tuple[tuple[str, tuple[tuple[str, int], ...]], ...]:
    """For each round its title and its rows: voters, blank, null, cast, majority needed, then each candidate."""
    found = []
    for number, turn in enumerate(election.rounds):
        rows = [("Votants", turn.voters), ("Bulletins blancs", turn.blank), ("Bulletins nuls", turn.null)]
        rows.append(("Suffrages exprimés", turn.cast))
        if number < 2:
            rows.append(("Majorité absolue", turn.majority))
        rows += [(tally.candidate, tally.votes) for tally in turn.tallies]
        found.append((_ORDINALS[min(number, 2)], tuple(rows)))
    return tuple(found)
