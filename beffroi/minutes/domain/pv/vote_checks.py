"""Contradictions of the votes: more votes than voters, unanimity with votes against, secret ballots with names..."""

from __future__ import annotations

import re
from collections.abc import Iterator

from beffroi.facts import fold
from beffroi.minutes.domain.pv.names import known, same
from beffroi.minutes.domain.pv.types import Finding, Move, Movement, PvBallot, PvReading, Quotes, Severity
from beffroi.minutes.domain.types import BallotResult

NBSP = "\u00a0"
CONTRADICTION, CHECK = Severity.CONTRADICTION, Severity.CHECK
_ACCOUNT = re.compile(r"compte[s]? administratif|comptes? financiers? uniques?|\bcfu\b")


def vote_findings(reading: PvReading, in_office: int | None) -> Iterator[Finding]:
    """Ballot by ballot."""
    for ballot in reading.ballots:
        yield from _totals(reading, ballot)
        yield from _words(ballot)
        yield from _election(ballot)
        yield from _names(reading, ballot)
        yield from _account(reading, ballot)


def title(ballot: PvBallot) -> str:
    """ "Point 3 (Tarifs de la cantine)" for a message."""
    item = ballot.item
    if item is None:
        return "Vote avant le premier point"
    name = item.title if len(item.title) <= 60 else item.title[:57].rstrip() + "…"
    number = ("Délibération " if item.deliberation else "Point ") + item.number if item.number else "Vote"
    return f"{number} ({name})" if name else number


def voters_at(reading: PvReading, ballot: PvBallot) -> tuple[int, int] | None:
    """The least and most votes that could be cast then: present, pouvoirs, and who came or left before (a movement
    noted in the header, whose place among the items is not known, may or may not have happened)."""
    here = reading.presence
    if here.present is None:
        return None
    base = here.present.value + (here.represented.value if here.represented else 0)
    first = min((vote.offset for vote in reading.ballots), default=0)
    low = high = base
    late = [proxy for proxy in here.proxies if proxy.late]
    listed = [person.name for person in here.present_people]
    for move in here.movements:
        unplaced = move.offset < first
        if move.offset > ballot.offset or _back(reading, move, ballot):
            continue
        if move.move is Move.ARRIVAL:
            new = not any(same(move.person.name, name) for name in listed) and not _represented(
                reading, move.person.name
            )
            gain = int(new)
            low, high = (low, high + gain) if unplaced else (low + gain, high + gain)
        elif not any(same(proxy.giver.name, move.person.name) for proxy in late):
            low, high = (low - 1, high) if unplaced else (low - 1, high - 1)
    returned = sum(
        1
        for move in here.movements
        if move.move is Move.ARRIVAL
        and move.offset <= ballot.offset
        and any(
            other.move is Move.DEPARTURE and other.offset < move.offset and same(other.person.name, move.person.name)
            for other in here.movements
        )
    )
    return low + returned, high + returned


def _back(reading: PvReading, move: Movement, ballot: PvBallot) -> bool:
    """Whether somebody who left for one vote, in which they took no part, is back for this one of another item."""
    vote = next((each for each in reading.ballots if each.offset > move.offset), None)
    if move.move is Move.ARRIVAL or vote is None or vote.item is None or vote.item == ballot.item:
        return False
    office = fold(move.person.role).startswith(("maire", "president"))
    return any(
        same(move.person.name, known(name)) or (office and fold(name) == "le maire")
        for name in dict(vote.names).get("out", ())
    )


def _represented(reading: PvReading, name: object) -> bool:
    return any(same(proxy.giver.name, name) for proxy in reading.presence.proxies if not proxy.late)  # type: ignore[arg-type]


def _sources(reading: PvReading, ballot: PvBallot) -> Quotes:
    here = reading.presence
    found = (
        ballot.quotes
        + (here.present.quotes[:2] if here.present else ())
        + (here.represented.quotes[:1] if here.represented else ())
    )
    return tuple(dict.fromkeys(found))


def _totals(reading: PvReading, ballot: PvBallot) -> Iterator[Finding]:
    here = reading.presence
    span = voters_at(reading, ballot)
    counted = ballot.counted
    if not counted or span is None or here.present is None:
        return
    low, high = span
    present, given = here.present.value, here.represented.value if here.represented else 0
    sum_ = f"{present} présents + {given} pouvoirs"
    moved = ", arrivées et départs compris" if (low, high) != (present + given, present + given) else ""
    if counted > high:
        message = f"{title(ballot)}{NBSP}: {counted} votes, pour {high} votants possibles ({sum_}{moved})."
        if here.proxy_words:
            message += " Le document parle de pouvoirs, qui n’ont pas pu être lus."
        severity = CHECK if here.proxy_words or reading.legible < 0.8 else CONTRADICTION
        yield Finding("too_many_votes", severity, "ballots", message, "CGCT L2121-20", _sources(reading, ballot))
    elif counted + (ballot.not_voting or 0) < low and not ballot.election and ballot.votes_for is not None:
        missing = low - counted - (ballot.not_voting or 0)
        message = (
            f"{title(ballot)}{NBSP}: {counted} votes écrits pour {low} votants ({sum_}{moved}){NBSP}: "
            f"{missing} {'ne sont' if missing > 1 else 'n’est'} pas expliqué{'s' if missing > 1 else ''}."
        )
        yield Finding("votes_missing", CHECK, "ballots", message, "", _sources(reading, ballot))
    if ballot.uncertain:
        message = f"{title(ballot)}{NBSP}: «{NBSP}{ballot.votes_for} votes{NBSP}», sans le sens du vote."
        yield Finding("side_not_said", CHECK, "ballots", message, "CGCT L2121-15", ballot.quotes)


def _words(ballot: PvBallot) -> Iterator[Finding]:
    against, abstain = ballot.against or 0, ballot.abstain or 0
    if ballot.unanimous and against:
        message = (
            f"{title(ballot)}{NBSP}: «{NBSP}à l’unanimité{NBSP}», mais {against} "
            f"vote{'s' if against > 1 else ''} contre."
        )
        yield Finding("unanimity_with_against", CONTRADICTION, "ballots", message, "CGCT L2121-20", ballot.quotes)
    elif ballot.unanimous and abstain and not ballot.of_votes_cast:
        message = (
            f"{title(ballot)}{NBSP}: «{NBSP}à l’unanimité{NBSP}» avec {abstain} "
            f"abstention{'s' if abstain > 1 else ''}{NBSP}: unanimité des suffrages exprimés{NBSP}?"
        )
        yield Finding("unanimity_with_abstentions", CHECK, "ballots", message, "CGCT L2121-20", ballot.quotes)
    if (
        ballot.said_result
        and ballot.votes_for is not None
        and ballot.against is not None
        and "against" not in ballot.derived
    ):
        count = (
            BallotResult.ADOPTED
            if ballot.votes_for > ballot.against
            else BallotResult.REJECTED
            if ballot.votes_for < ballot.against
            else None
        )
        if count and count is not ballot.said_result:
            word = "adopté" if ballot.said_result is BallotResult.ADOPTED else "rejeté"
            message = (
                f"{title(ballot)}{NBSP}: «{NBSP}{word}{NBSP}» avec {ballot.votes_for} pour et {ballot.against} contre."
            )
            yield Finding("result_contradicts_count", CONTRADICTION, "ballots", message, "CGCT L2121-20", ballot.quotes)
    if ballot.result is BallotResult.TIED:
        message = (
            f"{title(ballot)}{NBSP}: partage égal ({ballot.votes_for} contre {ballot.against}){NBSP}: la voix "
            f"du président n’est pas indiquée."
        )
        yield Finding("tie", CHECK, "ballots", message, "CGCT L2121-20", ballot.quotes)


def _election(ballot: PvBallot) -> Iterator[Finding]:
    if ballot.cast is not None and ballot.voters is not None and ballot.cast + (ballot.blank or 0) != ballot.voters:
        message = (
            f"{title(ballot)}{NBSP}: {ballot.voters} bulletins, mais {ballot.cast} exprimés + "
            f"{ballot.blank or 0} blancs ou nuls = {ballot.cast + (ballot.blank or 0)}."
        )
        yield Finding("ballot_papers", CONTRADICTION, "ballots", message, "", ballot.quotes)
    if ballot.cast is not None and ballot.candidates and not _list_votes(ballot):
        total = sum(votes for name, votes in ballot.candidates if not fold(name).startswith(("blanc", "nul")))
        if total != ballot.cast:
            message = (
                f"{title(ballot)}{NBSP}: {ballot.cast} suffrages exprimés, mais les candidats totalisent {total} voix."
            )
            yield Finding("candidates_sum", CONTRADICTION, "ballots", message, "", ballot.quotes)
    base = ballot.cast
    if ballot.absolute_majority is not None and base:
        needed = base // 2 + 1
        if ballot.absolute_majority != needed:
            message = (
                f"{title(ballot)}{NBSP}: majorité absolue annoncée {ballot.absolute_majority}, pour {base} "
                f"suffrages exprimés elle est de {needed}."
            )
            yield Finding("absolute_majority", CONTRADICTION, "ballots", message, "CGCT L2121-21", ballot.quotes)


def _list_votes(ballot: PvBallot) -> bool:
    """Several seats at once: each voter gives several votes."""
    return (
        ballot.voters is not None
        and any(votes == ballot.cast for _, votes in ballot.candidates)
        and len(ballot.candidates) > 1
    )


def _names(reading: PvReading, ballot: PvBallot) -> Iterator[Finding]:
    sides = {side: names for side, names in ballot.names if side != "out"}
    if ballot.secret and sides:
        message = f"{title(ballot)}{NBSP}: scrutin secret, mais des votants sont nommés."
        yield Finding("secret_with_names", CONTRADICTION, "ballots", message, "CGCT L2121-21", ballot.quotes)
    counts = {"against": ballot.against, "abstain": ballot.abstain}
    for side, word in (("against", "contre"), ("abstain", "abstentions")):
        count, names = counts[side], sides.get(side, ())
        if count is not None and names and len(names) > count:
            message = f"{title(ballot)}{NBSP}: {count} {word}, mais {len(names)} noms."
            yield Finding("side_names", CHECK, "ballots", message, "CGCT L2121-15", ballot.quotes)
    yield from _gone(reading, ballot, sides)


def _gone(reading: PvReading, ballot: PvBallot, sides: dict[str, tuple[str, ...]]) -> Iterator[Finding]:
    """A vote by somebody who had left."""
    left = {}
    for move in reading.presence.movements:
        if move.offset < ballot.offset:
            left[move.person.name] = move
    late = [proxy.giver.name for proxy in reading.presence.proxies if proxy.late]
    for name in (name for names in sides.values() for name in names):
        gone = next((move for who, move in left.items() if same(who, known(name))), None)
        if gone and gone.move is Move.DEPARTURE and not any(same(gone.person.name, giver) for giver in late):
            message = f"{title(ballot)}{NBSP}: {name} est compté parmi les votants, mais avait quitté la séance."
            yield Finding(
                "vote_by_departed",
                CONTRADICTION,
                "ballots",
                message,
                "",
                tuple(dict.fromkeys((*ballot.quotes, *gone.quotes))),
            )


def _account(reading: PvReading, ballot: PvBallot) -> Iterator[Finding]:
    """The financial account: the mayor withdraws and is not counted (L2121-14)."""
    if ballot.item is None or not _ACCOUNT.search(fold(ballot.item.title)) or ballot.election:
        return
    out = dict(ballot.names).get("out", ())
    president = reading.sitting.president.text if reading.sitting.president else ""
    chair = re.search(r"president|designation|election", fold(ballot.item.title))
    withdrew = any(
        "maire" in fold(name) or "president" in fold(name) or (president and same(known(name), known(president)))
        for name in out
    )
    withdrew = withdrew or any(
        move.move is Move.DEPARTURE and president and same(move.person.name, known(president))
        for move in reading.presence.movements
    )
    span = voters_at(reading, ballot)
    if (
        withdrew
        and span
        and ballot.counted > span[1] - 1
        and ballot.counted <= span[1]
        and not any(move.move is Move.DEPARTURE for move in reading.presence.movements)
    ):
        message = (
            f"{title(ballot)}{NBSP}: le maire s’est retiré, mais {ballot.counted} votes sont comptés pour "
            f"{span[1]} votants avec lui."
        )
        yield Finding("mayor_counted", CONTRADICTION, "ballots", message, "CGCT L2121-14", _sources(reading, ballot))
    elif not withdrew and not chair:
        message = f"{title(ballot)}{NBSP}: le retrait du maire au moment du vote n’a pas été trouvé."
        yield Finding("mayor_withdrawal", CHECK, "ballots", message, "CGCT L2121-14", ballot.quotes)
