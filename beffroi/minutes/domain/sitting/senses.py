"""Voters who are named with the sense of their vote: each may vote, once, and no secret ballot names anybody."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from .articles import Rule
from .ballots import Count
from .events import BallotHeld, BallotKind, Entry, Sense
from .findings import computed, said
from .ledger import Presence
from .presence import known
from .state import Sitting

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


def check(sitting: Sitting, entry: Entry, event: BallotHeld, room: Presence) -> None:
    """Each name is of somebody who could vote, and nobody votes twice."""
    seen: dict[str, Sense] = {}
    for key, sense in event.senses:
        if not known(sitting, entry, key):
            continue
        if key in seen:
            _twice(sitting, entry, key, seen[key], sense)
        seen[key] = sense
        if sense is not Sense.NOT_VOTING:
            _could_vote(sitting, entry, key, room)


def _twice(sitting: Sitting, entry: Entry, key: str, one: Sense, other: Sense) -> None:
    text = f"{sitting.roster.name(key)} est compté deux fois ({LABELS[one]}, {LABELS[other]})."
    figures = (said("premier vote", LABELS[one], entry), said("second vote", LABELS[other], entry))
    sitting.findings.add("voted_twice", text, Rule.COUNT, entry, *figures)


def _could_vote(sitting: Sitting, entry: Entry, key: str, room: Presence) -> None:
    name = sitting.roster.name(key)
    if key in room.out_of_vote:
        text = f"{name} vote sur un point dont il ou elle s’est retiré."
        figures = (said("vote", name, entry), computed("retrait", name))
        sitting.findings.add("vote_of_recused", text, Rule.RECUSAL, entry, *figures)
    elif sitting.room.known and not _in_the_vote(sitting, key, room):
        gone = key in sitting.room.away
        text = f"{name} vote, mais {'a quitté la séance' if gone else 'n’est ni présent ni représenté'}."
        figures = (said("vote", name, entry), computed("présence", "partie" if gone else "non présente"))
        sitting.findings.add("vote_of_absent", text, Rule.COUNT, entry, *figures)


def _in_the_vote(sitting: Sitting, key: str, room: Presence) -> bool:
    if key in room.present or any(giver == key for giver, _ in room.represented):
        return True
    where = sitting.room
    return not where.called and not (key in where.away or key in where.excused or key in where.absent)


def compare(
    sitting: Sitting, entry: Entry, event: BallotHeld, kind: BallotKind, count: Count, voters: int | None
) -> None:
    """The names against the figures; a public ballot names every voter."""
    named = Counter(sense for _, sense in dict(event.senses).items())
    for sense, name in _FIELDS.items():
        figure = getattr(count, name)
        if figure is not None and named[sense] > figure:
            text = f"{named[sense]} noms pour «\u00a0{LABELS[sense]}\u00a0», {figure} annoncés."
            figures = (said("noms", named[sense], entry), said(LABELS[sense], figure, entry))
            sitting.findings.add("names_differ", text, Rule.COUNT, entry, *figures)
    total = sum(named.values())
    if kind is BallotKind.PUBLIC and (total == 0 or (voters is not None and total < voters)):
        sum_ = f"{total} noms pour {'un nombre inconnu de' if voters is None else voters} votants"
        text = f"Au scrutin public, le nom et le vote de chacun sont obligatoires\u00a0: {sum_}."
        figures = (said("noms", total, entry), computed("votants", voters))
        sitting.findings.add("public_names_missing", text, Rule.KIND, entry, *figures)


def chair_sense(event: BallotHeld, chair: str) -> Sense | None:
    """The sense in which the chair voted, said as such or among the names."""
    return event.chair_casting if event.chair_casting is not None else dict(event.senses).get(chair)
