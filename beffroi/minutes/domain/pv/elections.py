"""Elections by rounds, as they are written: ballots found, blank, cast, absolute majority, votes of each candidate."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from beffroi.facts import fold
from beffroi.minutes.domain.pv.names import bare_name, looks_like_name
from beffroi.minutes.domain.pv.numbers import NUM, value
from beffroi.minutes.domain.pv.paper import Paper

_IS = r"[^\n\d:=]{0,60}?[:=]?\s*[.\s]*"
_ROUND = re.compile(
    r"(?P<n>premier|1\s?er|deuxieme|second|2\s?(?:eme|e|nd)|troisieme|3\s?(?:eme|e))\s+tour\b|tour\s+n\s?°?\s?(?P<m>[123])"
)
_ROUNDS = {"p": 1, "1": 1, "d": 2, "s": 2, "2": 2, "t": 3, "3": 3}
_FIGURES = (
    (
        "voters",
        re.compile(
            rf"(?:bulletins(?![^\n:;]*(?:blancs|nuls))\s*(?:trouves|deposes|recueillis)?[^\n:;]{{0,40}}?\s*:|nombre\s+de\s+(?:votants|bulletins)[^\n:]{{0,50}}:|votants\s*:)\s*(?P<n>{NUM})\b"
        ),
    ),
    (
        "blank",
        re.compile(
            rf"(?:blancs?|nuls?)[^\n:;\d]{{0,60}}:\s*(?P<n>{NUM}|neant)\b|(?P<m>{NUM})[ \t]+(?:bulletins?[ \t]+)?(?:blancs?|nuls?)\b"
        ),
    ),
    ("cast", re.compile(rf"suffrages?\s*(?:valablement\s*)?exprimes?{_IS}(?P<n>{NUM})\b")),
    (
        "absolute",
        re.compile(
            rf"majorite\s+absolue(?:\s+(?:des|requise|necessaire)[^\n:\d]{{0,40}})?\s*(?:[:=.…-]|est de|etait de|de)\s*[.\s]*(?P<n>{NUM})\b"
        ),
    ),
)
_CANDIDATE = re.compile(
    rf"^[ \t\-•*–>]*(?P<name>[A-ZÀ-Ý][^:\n\d]{{2,60}}?)\s*(?::|ayant obtenu|a obtenu|obtient|[.…]{{2,}}|[–-]|\()\s*(?P<n>\d{{1,3}}|{NUM})\s+(?:voix|votes?|suffrages?)\b(?P<rest>[^\n]{{0,60}})",
    re.M,
)
_INLINE = re.compile(
    rf"(?P<name>[A-ZÀ-Ý][\w'’. -]{{2,50}}?)\s+(?:ayant obtenu|a obtenu|obtient|obtiennent|recueille)\s+(?P<n>{NUM})\s+(?:voix|votes?|suffrages?)(?P<rest>[^\n.]{{0,80}})"
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


def counts(paper: Paper, starts: Sequence[int] = (), after: int = 0) -> list[Count]:
    """The rounds of every election below ``after``, in order; none runs over the start of an item (``starts``)."""
    events: list[tuple[int, int, str, object]] = []
    for match in _ROUND.finditer(paper.folded):
        events.append((match.start(), match.end(), "round", _ROUNDS[(match["n"] or match["m"])[0]]))
    for name, pattern in _FIGURES:
        for match in pattern.finditer(paper.folded):
            text = match["n"] or (match["m"] if "m" in pattern.groupindex else None)
            if text:
                events.append((match.start(), match.end(), name, value(text)))
    for pattern in (_CANDIDATE, _INLINE):
        for match in pattern.finditer(paper.flow):
            name = _candidate(match["name"])
            if name and not any(
                kind == "candidate" and abs(start - match.start()) < 40 and start < match.end()
                for start, _, kind, _ in events
                if kind == "candidate" and paper.line_of(start) == paper.line_of(match.start("name"))
            ):
                events.append(
                    (
                        match.start("name"),
                        match.end(),
                        "candidate",
                        (name, value(fold(match["n"])), bool(_ELECTED.search(fold(match["rest"])))),
                    )
                )
    return _grouped(paper, sorted((event for event in events if event[0] > after), key=lambda event: event[0]), starts)


def _candidate(text: str) -> str:
    lead = re.sub(r"^(?:la\s+|La\s+)?[Ll]iste\s+(?:conduite par\s+|menée par\s+|de\s+)?", "", text.strip())
    shape = fold(lead)
    if re.match(
        r"(?:pour|contre|abst|blanc|nul|vote|resultat|adopt|suffrage|bulletin|majorite|nombre|soit|total|le |la |les |proposition|voix|unanim)",
        shape,
    ):
        return ""
    name, _, _ = bare_name(lead)
    return name if name and looks_like_name(name) and len(name.split()) <= 5 else ""


def _grouped(paper: Paper, events: list[tuple[int, int, str, object]], starts: Sequence[int]) -> list[Count]:
    found: list[Count] = []
    current: Count | None = None
    for start, end, kind, told in events:
        if current and bisect_right(starts, start) != bisect_right(starts, current.start):
            found += [current] if current.candidates else []
            current = None
        if kind == "round":
            if current and current.candidates:
                found.append(current)
                current = None
            if current is None:
                current = Count(start, end)
            current.round = int(told)  # type: ignore[call-overload]
            continue
        far = current is not None and start - current.end > 700
        again = (
            current is not None
            and kind != "candidate"
            and (kind in current.figures or (kind == "voters" and current.candidates))
        )
        if current is not None and (far or again) and (current.candidates or far):
            if current.candidates:
                found.append(current)
            current = None
        if current is None:
            current = Count(start, end)
        if kind == "candidate":
            name, votes, elected = told  # type: ignore[misc]
            current.candidates.append((name, votes))
            current.elected = current.elected or elected
        else:
            current.figures[kind] = int(told)  # type: ignore[call-overload]
        current.end = end
    if current and current.candidates:
        found.append(current)
    return [_proclaimed(paper, count) for count in found if _is_election(paper, count)]


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
