"""Voters who are named with the sense of their vote: each may vote, once, and no secret ballot names anybody."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from .articles import Rule
from .events import BallotHeld, BallotKind, Entry, Sense
from .findings import computed, said
from .presence import may_sit
from .state import Sitting
from .vote import Vote

LABELS = {
    Sense.FOR: "pour",
    Sense.AGAINST: "contre",
    Sense.ABSTAIN: "abstention",
    Sense.NOT_VOTING: "sans participation",
}
_FIELDS = {
    Sense.FOR: "votes_for",
    Sense.AGAINST: "against",
    Sense.ABSTAIN: "abstain",
    Sense.NOT_VOTING: "not_voting",
}


def without_names(sitting: Sitting, entry: Entry, event: BallotHeld) -> BallotHeld:
    """A secret ballot with every name taken out; that there were some is told, never whose (L2121-21)."""
    if event.senses:
        text = f"Le scrutin est secret\u00a0: les noms de {len(event.senses)} votants ont été écartés."
        sitting.findings.add(
            "secret_names", text, Rule.KIND, entry, said("noms donnés", len(event.senses), entry, True)
        )
    if event.chair_casting is not None:
        text = "Le scrutin est secret\u00a0: le président n’a pas de voix prépondérante."
        sitting.findings.add("secret_casting", text, Rule.PROXY, entry)
    return replace(event, senses=(), chair_casting=None)


def check(sitting: Sitting, vote: Vote) -> None:
    """Each name is of somebody who could vote, and nobody votes twice."""
    seen: dict[str, Sense] = {}
    represented = {giver for giver, _ in vote.room.represented}
    for key, sense in vote.event.senses:
        if not may_sit(sitting, vote.entry, key):
            continue
        if key in seen:
            _twice(sitting, vote.entry, key, seen[key], sense)
        seen[key] = sense
        if sense is Sense.NOT_VOTING:
            continue
        if key in vote.room.out_of_vote:
            _recused(sitting, vote.entry, key)
        elif sitting.room.known and not (key in represented or _may_be_there(sitting, key)):
            _absent(sitting, vote.entry, key)


def _twice(sitting: Sitting, entry: Entry, key: str, one: Sense, other: Sense) -> None:
    text = f"Le vote de {sitting.roster.name(key)} est compté deux fois ({LABELS[one]}, {LABELS[other]})."
    figures = (said("premier vote", LABELS[one], entry), said("second vote", LABELS[other], entry))
    sitting.findings.add("voted_twice", text, Rule.COUNT, entry, *figures)


def _recused(sitting: Sitting, entry: Entry, key: str) -> None:
    name = sitting.roster.name(key)
    text = f"{name} vote sur un point sans pouvoir y prendre part."
    figures = (said("vote", name, entry), computed("hors du vote", name))
    sitting.findings.add("vote_of_recused", text, Rule.RECUSAL, entry, *figures)


def _absent(sitting: Sitting, entry: Entry, key: str) -> None:
    name = sitting.roster.name(key)
    where = "a quitté la séance" if key in sitting.room.away else "n’est pas parmi les présents ni les représentés"
    figures = (said("vote", name, entry), computed("présence", where))
    sitting.findings.add("vote_of_absent", f"{name} vote, mais {where}.", Rule.COUNT, entry, *figures)


def _may_be_there(sitting: Sitting, key: str) -> bool:
    """In the room; without a roll call, whoever nothing places elsewhere."""
    room = sitting.room
    if room.called or key in room.present:
        return key in room.present
    return not (key in room.away or key in room.excused or key in room.absent)


def compare(sitting: Sitting, vote: Vote) -> None:
    """The names against the figures; a public ballot names every voter."""
    named = Counter(dict(vote.event.senses).values())
    for sense, field in _FIELDS.items():
        figure = getattr(vote.count, field)
        if figure is not None and named[sense] > figure:
            text = f"{named[sense]} noms pour «\u00a0{LABELS[sense]}\u00a0», {figure} annoncés."
            figures = (said("noms", named[sense], vote.entry), said(LABELS[sense], figure, vote.entry))
            sitting.findings.add("names_differ", text, Rule.COUNT, vote.entry, *figures)
    if vote.kind is BallotKind.PUBLIC:
        _everybody(sitting, vote, sum(named.values()))


def _everybody(sitting: Sitting, vote: Vote, total: int) -> None:
    if total and (vote.voters is None or total >= vote.voters):
        return
    voters = "un nombre inconnu de" if vote.voters is None else vote.voters
    text = (
        f"Au scrutin public, le nom et le vote de chacun sont obligatoires\u00a0: {total} noms pour {voters} votants."
    )
    figures = (said("noms", total, vote.entry), computed("votants", voters))
    sitting.findings.add("public_names_missing", text, Rule.KIND, vote.entry, *figures)


def chair_sense(event: BallotHeld, chair: str) -> Sense | None:
    """The sense in which the chair voted, said as such or among the names."""
    return event.chair_casting if event.chair_casting is not None else dict(event.senses).get(chair)
