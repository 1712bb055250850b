"""Marks of votes put together into ballots, each under its item."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from beffroi.minutes.domain.pv import accepted, elections
from beffroi.minutes.domain.pv.items import Outline
from beffroi.minutes.domain.pv.lists import names_in
from beffroi.minutes.domain.pv.marks import marks
from beffroi.minutes.domain.pv.not_voting import not_voting
from beffroi.minutes.domain.pv.paper import Paper
from beffroi.minutes.domain.pv.said import NOT_A_VOTE, Mark, said_result
from beffroi.minutes.domain.pv.types import PvBallot, PvItem
from beffroi.minutes.domain.types import BallotResult

_NEAR = 420
_LARGEST = 70
"""Above the 69 members of the largest municipal council (L2121-2): where nobody is known to be there, no vote."""
_SUMMARY = re.compile(
    r"^[\W_]*(?:(?:la |cette )?(?:deliberation|proposition|motion|resolution|decision)\s*(?:est\s+"
    r"|mise aux voix\s+)?|vote\s*:?\s*|resultat du vote\s*:?\s*|le conseil (?:municipal )?)?"
    r"(?:adoptee?s?|adopte|approuvee?s?|approuve|acceptee?s?|votee?s?|est adoptee?|:)?\s*(?:a\s+l'|par\s+|:\s*)?\s*$"
)


@dataclass
class _Open:
    """A ballot being read."""

    item: int
    start: int
    end: int
    counts: dict[str, int] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    unanimous: bool = False
    exceptions: bool = False
    of_votes_cast: bool = False
    majority: bool = False
    secret: bool = False
    alone: bool = False
    weak: bool = True
    """Nothing but names beside a verb so far."""


def ballots(paper: Paper, plan: Outline, after: int, voters: int | None) -> list[PvBallot]:
    """Every ballot below the header (``after``), in order. ``voters``: how many could vote, which tells a survey of the
    inhabitants from a vote."""
    rounds = elections.counts(paper, plan.starts, after)
    found: list[PvBallot] = [_election(paper, plan, count) for count in rounds]
    opened: list[_Open] = []
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
        elif not (opened and _joins(paper, plan, opened[-1], mark)):
            opened.append(_begin(paper, plan, mark))
        else:
            _add(opened[-1], mark)
    for each in opened:
        each.secret = any(_in_ballot(paper, plan, each, secret) for secret in secrets)
    found += [_closed(paper, plan, each) for each in opened if _says_something(each)]
    found = [_secret_election(each, secrets) for each in found if not _survey(paper, each, voters)]
    spans = [(each.start, each.end) for each in (*opened, *rounds)]
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
    return not _rank(plan, mark.start) and bool(re.match(r"\W*secretaires?\b[^:]{0,20}:", line))


def _survey(paper: Paper, ballot: PvBallot, voters: int | None) -> bool:
    """Many more answers than voters, under a heading that speaks of a survey."""
    asked = NOT_A_VOTE.search(paper.folded[max(0, ballot.offset - 2500) : ballot.offset])
    if voters is None:
        return ballot.counted > _LARGEST
    return bool(asked) and ballot.counted > voters * 4 // 3 + 2


def _rank(plan: Outline, offset: int) -> int:
    return bisect_right(plan.starts, offset)


def item_at(plan: Outline, offset: int) -> PvItem | None:
    """The item an offset stands under."""
    rank = _rank(plan, offset)
    return plan.items[rank - 1] if rank else None


def _bounds(paper: Paper, plan: Outline, offset: int) -> tuple[int, int]:
    """Where the item that an offset stands under begins and ends."""
    rank = _rank(plan, offset)
    first = plan.starts[rank - 1] if rank else 0
    return first, plan.starts[rank] if rank < len(plan.starts) else len(paper.flow)


def _begin(paper: Paper, plan: Outline, mark: Mark) -> _Open:
    opened = _Open(_rank(plan, mark.start), mark.start, mark.end)
    _add(opened, mark)
    return opened


def _add(opened: _Open, mark: Mark) -> None:
    opened.end = max(opened.end, mark.end)
    opened.counts |= {side: count for side, count in mark.counts.items() if side not in opened.counts}
    opened.names |= mark.names
    opened.weak = opened.weak and mark.weak
    opened.unanimous = opened.unanimous or mark.kind == "unanimity"
    opened.exceptions = opened.exceptions or mark.exceptions
    opened.of_votes_cast = opened.of_votes_cast or mark.of_votes_cast
    opened.majority = opened.majority or mark.kind == "majority"
    opened.alone = opened.alone or mark.kind == "alone"


def _joins(paper: Paper, plan: Outline, opened: _Open, mark: Mark) -> bool:
    """Whether a mark tells more of the ballot being read, rather than another one."""
    if _rank(plan, mark.start) != opened.item or mark.start - opened.end > _NEAR:
        return False
    between = paper.folded[opened.end : mark.start]
    one_sentence = not re.search(r"[.;!]\s|\n\s*\n\s*\n", between) and between.count("\n") <= 4
    if mark.weak or opened.weak:
        return (
            not any(side in opened.counts for side in mark.counts)
            and len(between) < 260
            and not re.search(r"\n\s*\n", between)
        )
    if mark.kind in ("count", "alone"):
        if any(side in opened.counts for side in mark.counts):
            return False
        if opened.counts:
            return between.count("\n") <= 2 and len(between) < 160
        if opened.unanimous and not mark.counts.get("against") and _told_below(paper, mark, between):
            return True
        return one_sentence or _short(between)
    line = paper.folded[paper.line_start(mark.start) : mark.start]
    if opened.counts and (opened.unanimous or opened.majority) and not one_sentence:
        return False
    if mark.kind == "unanimity" and opened.counts.get("abstain", 0) + opened.counts.get("against", 0) > 0:
        return _same_line(between) or (bool(_SUMMARY.match(line)) and _short(between))
    if opened.counts:
        return (
            bool(_SUMMARY.match(line))
            or one_sentence
            or "unanimi" not in paper.folded[mark.start : mark.end]
            or _short(between)
        )
    return (
        one_sentence
        or bool(_SUMMARY.match(line))
        or (mark.kind == "unanimity" and opened.unanimous and _goes_on(paper, mark, between))
    )


_GOES_ON = re.compile(
    r"^[\W_]*(?:et\s+|de\s+|d')?(?:autorise|decide|donne|charge|approuve|dit|sollicite|fixe|precise|mandate|valide"
    r"|accepte|prend|adopte|designe|habilite|confirme)\w*\b"
)


def _goes_on(paper: Paper, mark: Mark, between: str) -> bool:
    """The same decision, told verb by verb: "APPROUVE à l'unanimité ... ; AUTORISE à l'unanimité ..."."""
    sentence = re.split(r"[.;]\s|\n", paper.folded[max(0, mark.start - 160) : mark.start])[-1]
    return bool(_GOES_ON.match(sentence)) and "scrutin" not in between


def _told_below(paper: Paper, mark: Mark, between: str) -> bool:
    """A count on its own line, right under the sentence of a decision."""
    line = paper.folded[paper.line_start(mark.start) : mark.start]
    return bool(_SUMMARY.match(line)) and "\n" in between and len(between) < 320 and between.count("\n") <= 6


_LINKING = re.compile(
    r"(?:[\W\d]|\b(?:votes?|voix|resultats?|du|des|de|la|le|par|avec|soit|scrutin|deliberation|proposition|motion"
    r"|est|a|adopte\w*|approuve\w*)\b)*"
)


def _short(between: str) -> bool:
    """Whether nothing stands between but the words of a result ("Vote :", "adopté par")."""
    return len(between.strip()) <= 40 and between.count("\n") <= 2 and bool(_LINKING.fullmatch(between))


def _same_line(between: str) -> bool:
    return "\n" not in between.strip() and len(between) < 120 and not re.search(r"[.;]\s", between)


def _in_ballot(paper: Paper, plan: Outline, opened: _Open, secret: Mark) -> bool:
    return (
        _rank(plan, secret.start) == opened.item
        and -_NEAR <= secret.start - opened.end <= 120
        and secret.start > opened.start - 600
    )


def _says_something(opened: _Open) -> bool:
    return not opened.weak and (bool(set(opened.counts) - {"out"}) or opened.unanimous or opened.majority)


def _closed(paper: Paper, plan: Outline, opened: _Open) -> PvBallot:
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


def _result(
    votes_for: int | None, against: int | None, opened: _Open, said: BallotResult | None
) -> BallotResult | None:
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
