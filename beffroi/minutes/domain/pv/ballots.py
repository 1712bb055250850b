"""Marks of votes put together into ballots, each under its item."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from beffroi.minutes.domain.pv import accepted, elections
from beffroi.minutes.domain.pv.items import Outline
from beffroi.minutes.domain.pv.joining import Open, add, begin, in_ballot, joins, rank_of
from beffroi.minutes.domain.pv.lists import names_in
from beffroi.minutes.domain.pv.marks import marks
from beffroi.minutes.domain.pv.not_voting import not_voting
from beffroi.minutes.domain.pv.paper import Paper
from beffroi.minutes.domain.pv.said import NOT_A_VOTE, Mark, said_result
from beffroi.minutes.domain.pv.types import PvBallot, PvItem
from beffroi.minutes.domain.types import BallotResult

_LARGEST = 70
"""More than the members of nearly every council (L2121-2, wording not verified): a count above it, in a text that names
nobody present and speaks of a survey, is no vote."""


def ballots(paper: Paper, plan: Outline, after: int, voters: int | None) -> list[PvBallot]:
    """Every ballot below the header (``after``), in order. ``voters``: how many could vote, which tells a survey of the
    inhabitants from a vote."""
    rounds = elections.counts(paper, plan.starts, after)
    found: list[PvBallot] = [_election(paper, plan, count) for count in rounds]
    opened: list[Open] = []
    secrets: list[Mark] = []
    for mark in marks(paper):
        if (
            mark.start < after
            or _of_secretary(paper, plan, mark)
            or any(count.start - 5 <= mark.start <= count.end + 5 for count in rounds)
        ):
            continue
        if mark.kind == "secret":
            secrets.append(mark)
        elif not (opened and joins(paper, plan, opened[-1], mark)):
            opened.append(begin(paper, plan, mark))
        else:
            add(opened[-1], mark)
    for each in opened:
        each.secret = any(in_ballot(paper, plan, each, secret) for secret in secrets)
    found += [_closed(paper, plan, each) for each in opened if _says_something(each)]
    found = [_secret_election(each, secrets) for each in found if not _survey(paper, each, voters)]
    spans = [(each.start, each.end) for each in opened] + [(each.start, each.end) for each in rounds]
    found += [
        PvBallot(
            item=item_at(plan, each.start),
            result=each.result,
            said_result=each.result,
            offset=each.start,
            quotes=paper.quoted(each.start, each.end),
        )
        for each in accepted.decisions(paper, plan.starts, spans, after)
    ]
    return _without_recap(paper, sorted(found, key=lambda ballot: ballot.offset))


_RECAP = re.compile(
    r"^\W*(?:(?:annexe|tableau|liste)\b[^\n]{0,25})?(?:\brecapitulati\w+[^\n]{0,60}|liste des deliberations[^\n]{0,60}"
    r"|tableau des (?:deliberations|votes)[^\n]{0,40})$",
    re.M,
)


def _without_recap(paper: Paper, found: list[PvBallot]) -> list[PvBallot]:
    """Votes without those that a list of deliberations repeats at the end."""
    for match in _RECAP.finditer(paper.folded):
        before = [ballot for ballot in found if ballot.offset < match.start()]
        if before and 2 * len(before) >= len(found) - len(before):
            return before
    return found


def _of_secretary(paper: Paper, plan: Outline, mark: Mark) -> bool:
    """Whether the words tell how the secretary of the sitting was chosen, before the first item."""
    line = paper.folded[paper.line_start(mark.start) : paper.line_end(mark.start)]
    return not rank_of(plan, mark.start) and bool(re.match(r"\W*secretaires?\b[^:]{0,20}:", line))


def _survey(paper: Paper, ballot: PvBallot, voters: int | None) -> bool:
    """Many more answers than voters, under a heading that speaks of a survey."""
    asked = NOT_A_VOTE.search(paper.folded[max(0, ballot.offset - 2500) : ballot.offset])
    if voters is None:
        return bool(asked) and ballot.counted > _LARGEST
    return bool(asked) and ballot.counted > voters * 4 // 3 + 2


def item_at(plan: Outline, offset: int) -> PvItem | None:
    """The item an offset stands under."""
    rank = rank_of(plan, offset)
    return plan.items[rank - 1] if rank else None


def _bounds(paper: Paper, plan: Outline, offset: int) -> tuple[int, int]:
    """Where the item that an offset stands under begins and ends."""
    rank = rank_of(plan, offset)
    first = plan.starts[rank - 1] if rank else 0
    return first, plan.starts[rank] if rank < len(plan.starts) else len(paper.flow)


def _says_something(opened: Open) -> bool:
    return not opened.weak and (bool(set(opened.counts) - {"out"}) or opened.unanimous or opened.majority)


def _closed(paper: Paper, plan: Outline, opened: Open) -> PvBallot:
    counts = dict(opened.counts)
    votes_for, against, abstain = (counts.get(side) for side in ("for", "against", "abstain"))
    said = said_result(paper, opened.start, opened.end)
    clear = opened.unanimous and not opened.exceptions and not (against or 0)
    derived = [name for name, told in (("against", against), ("abstain", abstain)) if clear and told is None]
    absent, out = not_voting(paper, opened.start, opened.end, _bounds(paper, plan, opened.start))
    names = [(side, tuple(names_in(text))) for side, text in opened.names.items()]
    return PvBallot(
        item=item_at(plan, opened.start),
        result=_result(votes_for, against, opened, said),
        votes_for=votes_for,
        against=0 if "against" in derived else against,
        abstain=0 if "abstain" in derived else abstain,
        blank=counts.get("blank"),
        not_voting=counts.get("out", absent),
        unanimous=opened.unanimous and not opened.exceptions,
        of_votes_cast=opened.of_votes_cast,
        majority=opened.majority,
        secret=opened.secret,
        said_result=said,
        uncertain=opened.alone,
        names=tuple((side, found) for side, found in (*names, ("out", out)) if found),
        derived=tuple(derived),
        offset=opened.start,
        quotes=paper.quoted(opened.start, opened.end),
    )


def _result(votes_for: int | None, against: int | None, opened: Open, said: BallotResult | None) -> BallotResult | None:
    """What the count says; without one, what the words say."""
    if votes_for is not None and against is not None and votes_for != against:
        return BallotResult.ADOPTED if votes_for > against else BallotResult.REJECTED
    if votes_for is not None and against is not None:
        return said or BallotResult.TIED
    if said is BallotResult.REJECTED:
        return said
    if votes_for or opened.unanimous or opened.majority:
        return BallotResult.ADOPTED
    if against and votes_for is None:
        return said
    return said


def _election(paper: Paper, plan: Outline, count: elections.Count) -> PvBallot:
    best = max(count.candidates, key=lambda candidate: candidate[1])
    majority = count.figures.get("absolute") or count.figures.get("cast", 0) // 2 + 1
    won = count.elected and (count.round == 3 or best[1] >= majority or not count.figures)
    return PvBallot(
        item=item_at(plan, count.start),
        result=BallotResult.ADOPTED if won else None,
        votes_for=best[1] if won else None,
        blank=count.figures.get("blank") if "blank" in count.figures else _blanks(count.candidates),
        voters=count.figures.get("voters"),
        cast=count.figures.get("cast"),
        absolute_majority=count.figures.get("absolute"),
        candidates=tuple(count.candidates),
        elected=(best[0],) if won else (),
        round=count.round,
        offset=count.start,
        quotes=paper.quoted(count.start, count.end, most=12),
    )


def _blanks(candidates: Sequence[tuple[str, int]]) -> int | None:
    return next((votes for name, votes in candidates if name.lower().startswith("blanc")), None)


def _secret_election(ballot: PvBallot, secrets: Sequence[Mark]) -> PvBallot:
    if ballot.election and any(0 < ballot.offset - mark.start < 900 for mark in secrets):
        return replace(ballot, secret=True)
    return ballot
