"""What does not hold in a vote: its figures against the voters, its result against its figures."""

from __future__ import annotations

from . import accounts, senses
from .articles import Rule
from .ballots import FIGURES, LABELS
from .events import BallotKind, Outcome
from .findings import computed, said
from .ledger import Presence
from .presence import here
from .state import Sitting
from .vote import Vote

RESULTS = {Outcome.ADOPTED: "adopté", Outcome.REJECTED: "rejeté", Outcome.TIED: "partage des voix"}


def check(sitting: Sitting, vote: Vote) -> None:
    _negative(sitting, vote)
    _said_twice(sitting, vote)
    _total(sitting, vote)
    if not vote.secret:
        senses.check(sitting, vote)
        senses.compare(sitting, vote)
        _casting(sitting, vote)
    _unanimity(sitting, vote)
    _result(sitting, vote)
    if vote.record and accounts.is_account_vote(vote.record, vote.event):
        accounts.check(sitting, vote.record, vote.entry)


def _negative(sitting: Sitting, vote: Vote) -> None:
    for name in FIGURES:
        value = getattr(vote.event, name)
        if value is not None and value < 0:
            text = f"Un nombre de voix négatif est indiqué\u00a0: {value}."
            figure = said(LABELS[name], value, vote.entry, vote.secret)
            sitting.findings.add("negative_figure", text, Rule.COUNT, vote.entry, figure)


def _said_twice(sitting: Sitting, vote: Vote) -> None:
    for name, first, second in vote.event.said_twice:
        label = LABELS.get(name, name)
        text = f"Deux nombres ont été dits ({label})\u00a0: {first}, puis {second}. Le second est compté."
        figures = (
            said(f"{label}, d’abord", first, vote.entry, vote.secret),
            said(f"{label}, ensuite", second, vote.entry, vote.secret),
        )
        sitting.findings.add("figure_said_twice", text, Rule.COUNT, vote.entry, *figures)


def _total(sitting: Sitting, vote: Vote) -> None:
    """The votes against the voters: too many is always wrong, too few once every side is known."""
    total, voters = vote.count.total, vote.voters
    if voters is None:
        text = "Le nombre de votants n’est pas connu\u00a0: le total des voix ne peut pas être vérifié."
        sitting.findings.add("voters_unknown", text, Rule.COUNT, vote.entry, blocking=False)
        return
    if total == voters or (total < voters and not vote.count.complete):
        return
    how = sum_of(vote.room) if sitting.room.known else ""
    code, only = ("more_votes_than_voters", "") if total > voters else ("fewer_votes_than_voters", " seulement")
    text = f"{total} votes{only} pour {voters} votants{f' ({how})' if how else ''}."
    figures = (said("votes", total, vote.entry, vote.secret), computed("votants", voters, how))
    sitting.findings.add(code, text, Rule.COUNT, vote.entry, *figures)


def sum_of(room: Presence) -> str:
    """ "23 présents + 2 pouvoirs − 1 hors du vote"."""
    many = [(room.present_count, "présent"), (room.proxy_count, "pouvoir")]
    words = " + ".join(f"{number} {word}{'s' if number > 1 else ''}" for number, word in many)
    return f"{words} − {len(room.out_of_vote)} hors du vote" if room.out_of_vote else words


def _casting(sitting: Sitting, vote: Vote) -> None:
    """The chair settles a tie, and only a tie, and in person."""
    if vote.event.chair_casting is None:
        return
    if vote.count.cast is not None and not vote.tied:
        sum_ = f"{vote.count.votes_for} pour, {vote.count.against} contre"
        text = f"La voix prépondérante du président est invoquée sans partage\u00a0: {sum_}."
        sitting.findings.add("casting_without_tie", text, Rule.PROXY, vote.entry, said("voix", sum_, vote.entry))
    elif vote.chair and sitting.room.called and not here(sitting, vote.chair):
        text = f"{sitting.roster.name(vote.chair)} départage, mais n’est pas en séance."
        sitting.findings.add("casting_by_absent", text, Rule.PROXY, vote.entry)


def _unanimity(sitting: Sitting, vote: Vote) -> None:
    if vote.event.unanimous and vote.count.against:
        text = f"L’unanimité est annoncée, avec {vote.count.against} voix contre."
        figure = said("contre", vote.count.against, vote.entry, vote.secret)
        sitting.findings.add("unanimity_with_against", text, Rule.COUNT, vote.entry, figure)


def _result(sitting: Sitting, vote: Vote) -> None:
    declared, result = vote.event.declared, vote.decision.result
    if declared is None or result is None or _agree(declared, result, vote.tied):
        return
    why = vote.decision.explanation
    text = f"Résultat annoncé\u00a0: {RESULTS[declared]}. Résultat calculé\u00a0: {RESULTS[result]}. {why}"
    lacks_chair = result is Outcome.TIED and vote.kind is not BallotKind.SECRET
    figures = (
        said("résultat annoncé", RESULTS[declared], vote.entry, vote.secret),
        computed("résultat calculé", RESULTS[result], why),
    )
    code = "tie_without_casting" if lacks_chair else "result_differs"
    sitting.findings.add(code, text, Rule.COUNT, vote.entry, *figures)


def _agree(declared: Outcome, result: Outcome, tied: bool) -> bool:
    """A tie may be declared as one before the chair settles it, or as the rejection that it is without the chair."""
    if declared is result:
        return True
    return tied and (declared is Outcome.TIED or (declared is Outcome.REJECTED and result is Outcome.TIED))
