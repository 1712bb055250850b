"""Elections by rounds, as they are written: ballots found, blank, cast, absolute majority, votes of each candidate."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from beffroi.facts import fold
from beffroi.minutes.domain.pv.names import bare_name, looks_like_name
from beffroi.minutes.domain.pv.numbers import NUM, value
from beffroi.minutes.domain.pv.paper import Paper

_IS = r"[^\n\d:=]{0,60}?[:=]?\s*[.\s]*"
_ROUND = re.compile(
    r"(?P<n>premier|1\s?er|deuxieme|second|2\s?(?:eme|e|nd)|troisieme|3\s?(?:eme|e))\s+tour\b"
    r"|tour\s+n\s?°?\s?(?P<m>[123])"
)
_ROUNDS = {"p": 1, "1": 1, "d": 2, "s": 2, "2": 2, "t": 3, "3": 3}
_FIGURES = (
    (
        "voters",
        re.compile(
            rf"(?:bulletins(?![^\n:;]*(?:blancs|nuls))\s*(?:trouves|deposes|recueillis)?[^\n:;]{{0,40}}?\s*:"
            rf"|nombre\s+de\s+(?:votants|bulletins)[^\n:]{{0,50}}:|votants\s*:)\s*(?P<n>{NUM})\b"
        ),
    ),
    (
        "blank",
        re.compile(
            rf"(?:blancs?|nuls?)[^\n:;\d]{{0,60}}:\s*(?P<n>{NUM}|neant)\b"
            rf"|(?P<m>{NUM})[ \t]+(?:bulletins?[ \t]+)?(?:blancs?|nuls?)\b"
        ),
    ),
    ("cast", re.compile(rf"suffrages?\s*(?:valablement\s*)?exprimes?{_IS}(?P<n>{NUM})\b")),
    (
        "absolute",
        re.compile(
            rf"majorite\s+absolue(?:\s+(?:des|requise|necessaire)[^\n:\d]{{0,40}})?\s*(?:[:=.…-]|est de|etait de"
            rf"|de)\s*[.\s]*(?P<n>{NUM})\b"
        ),
    ),
)
_CANDIDATE = re.compile(
    rf"(?:^[ \t\-•*–>]*(?:(?:A|a|Ont|ont) obtenu\s*:\s*)?|;\s+)(?:[Ll]a\s+)?(?:[Ll]iste\s+)?"
    rf"(?P<name>[A-ZÀ-Ý][^:\n\d]{{2,60}}?)\s*(?::|ayant obtenu|a obtenu|obtient|[.…]{{2,}}|[–-]"
    rf"|\()\s*(?P<n>\d{{1,3}}|{NUM})\s+(?:voix|votes?|suffrages?)\b(?P<rest>[^\n;]{{0,60}})",
    re.M,
)
_INLINE = re.compile(
    rf"(?P<name>[A-ZÀ-Ý][\w'’. -]{{2,50}}?)\s+(?:ayant obtenu|a obtenu|obtient|obtiennent"
    rf"|recueille)\s+(?P<n>{NUM})\s+(?:voix|votes?|suffrages?)(?P<rest>[^\n.]{{0,80}})"
)
_FORM = re.compile(
    r"^[ \t\-•*–>]*(?P<name>[A-ZÀ-Ý][^:\n\d]{2,60}?)[ \t.…]*[: \t–-][ \t]*(?P<n>\d{1,3})[ \t,/–(-]+(?:soit )?"
    r"(?P<words>[A-Za-zà-ÿ]+(?:[ -][a-zà-ÿ]+){0,4})[ \t]*(?:voix|suffrages)?[ \t]*\)?[ \t]*$",
    re.M,
)
_ELECTED = re.compile(
    r"(?:est|sont|a ete|ont ete)\s+(?:proclamee?s?|elue?s?|declaree?s?\s+elue?s?)|proclamee?s?|\belue?s?\b"
)


@dataclass
class Count:
    """One round of an election between ``start`` and ``end``."""

    start: int
    end: int
    figures: dict[str, int] = field(default_factory=dict)
    candidates: list[tuple[str, int]] = field(default_factory=list)
    elected: bool = False
    round: int = 0


@dataclass(frozen=True, slots=True)
class _Event:
    """A figure, a candidate (``name``) or the heading of a round."""

    start: int
    end: int
    kind: str
    value: int
    name: str = ""
    elected: bool = False


def counts(paper: Paper, starts: Sequence[int] = (), after: int = 0) -> list[Count]:
    """The rounds of every election below ``after``, in order; none runs over the start of an item (``starts``)."""
    events = [*_rounds(paper), *_figures(paper), *_candidates(paper), *_official(paper)]
    events = sorted((event for event in events if event.start > after), key=lambda event: event.start)
    found: list[Count] = []
    for event in events:
        current = found[-1] if found else None
        if current is None or _over(current, event, starts):
            found.append(Count(event.start, event.end))
        _take(found[-1], event)
    return [_proclaimed(paper, count) for count in found if count.candidates and _is_election(paper, count)]


def _rounds(paper: Paper) -> Iterator[_Event]:
    for match in _ROUND.finditer(paper.folded):
        yield _Event(match.start(), match.end(), "round", _ROUNDS[(match["n"] or match["m"])[0]])


def _figures(paper: Paper) -> Iterator[_Event]:
    for name, pattern in _FIGURES:
        for match in pattern.finditer(paper.folded):
            text = match["n"] or (match["m"] if "m" in pattern.groupindex else None)
            if text:
                yield _Event(match.start(), match.end(), name, value(text))


def _candidates(paper: Paper) -> Iterator[_Event]:
    lines: set[int] = set()
    for pattern in (_CANDIDATE, _INLINE):
        for match in pattern.finditer(paper.flow):
            name, line = _candidate(match["name"]), paper.line_of(match.start("name"))
            if name and not (pattern is _INLINE and line in lines):
                lines.add(line)
                votes, elected = value(fold(match["n"])), bool(_ELECTED.search(fold(match["rest"])))
                yield _Event(match.start("name"), match.end(), "candidate", votes, name, elected)


def _official(paper: Paper) -> Iterator[_Event]:
    """ "DUBOST Gilles   14   quatorze": the votes in figures then in words, as the official form has them."""
    for match in _FORM.finditer(paper.flow):
        name = _candidate(match["name"])
        try:
            agrees = value(fold(match["words"])) == int(match["n"])
        except ValueError:
            agrees = False
        if name and agrees:
            yield _Event(match.start("name"), match.end(), "candidate", int(match["n"]), name)


def _over(current: Count, event: _Event, starts: Sequence[int]) -> bool:
    """Whether an event begins another round."""
    if bisect_right(starts, event.start) != bisect_right(starts, current.start) or event.start - current.end > 700:
        return True
    if event.kind == "round":
        return bool(current.candidates)
    again = event.kind in current.figures or event.kind == "voters"
    return event.kind != "candidate" and again and bool(current.candidates)


def _take(current: Count, event: _Event) -> None:
    if event.kind == "round":
        current.round = event.value
        return
    if event.kind == "candidate":
        current.candidates.append((event.name, event.value))
        current.elected = current.elected or event.elected
    else:
        current.figures[event.kind] = event.value
    current.end = event.end


def _candidate(text: str) -> str:
    lead = re.sub(r"^(?:la\s+|La\s+)?[Ll]iste\s+(?:conduite par\s+|menée par\s+|de\s+)?", "", text.strip())
    shape = fold(lead)
    if re.match(
        r"(?:pour|contre|approuv|accept|valid|rejet|refus|accord|avis|decision|deliber|favorable|abst"
        r"|blanc|nul|vote|resultat|adopt|suffrage|bulletin|majorite|nombre|soit|total|le |la "
        r"|les |proposition|voix|unanim)",
        shape,
    ):
        return ""
    name, _, _ = bare_name(lead)
    return name if name and looks_like_name(name) and len(name.split()) <= 5 else ""


def _is_election(paper: Paper, count: Count) -> bool:
    near = paper.folded[max(0, count.start - 900) : count.end + 250]
    return (
        len(count.candidates) > 1 or bool(count.figures) or bool(re.search(r"elect|elu|design|scrutin|candidat", near))
    )


def _proclaimed(paper: Paper, count: Count) -> Count:
    after = paper.folded[count.end : count.end + 320]
    stop = re.search(r"\btour\b", after)
    if _ELECTED.search(after[: stop.start()] if stop else after):
        count.elected = True
    return count
