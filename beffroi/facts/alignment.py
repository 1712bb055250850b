"""Which mention of a rewriting stands for which mention of its source: by value first, then by place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from beffroi.facts.mentions import Mention
from beffroi.facts.support import agrees
from beffroi.facts.text import fold

_NEAR = 6
_SAME_PLACE = 0.5
"""Likeness of surroundings from which two figures that both stand elsewhere are held to be at one place."""
_ALIKE = 0.12
"""Likeness from which a figure that is gone and a new one are told together as a change."""
_GAIN = 0.25
_MOST_PAIRS = 40_000
_WORD = re.compile(r"[a-z]+|[0-9]+|[€%]")
_TIGHT = {"un", "une", "le", "la", "les", "l", "d", "de", "des", "du", "et", "a", "au", "aux", "en"}


@dataclass(frozen=True, slots=True)
class Pair:
    """A mention of the source and the one that stands for it in the text."""

    before: Mention
    after: Mention


@dataclass(frozen=True, slots=True)
class _Placed:
    """A mention with the words around it, nearest first, figures made alike."""

    mention: Mention
    left: tuple[str, ...]
    right: tuple[str, ...]


def align(
    source: str, text: str, before: Sequence[Mention], after: Sequence[Mention]
) -> tuple[list[Pair], list[Mention], list[Mention]]:
    """Pairs, then what of ``before`` and of ``after`` has no counterpart."""
    pairs: list[tuple[_Placed, _Placed]] = []
    left, right = _place(source, before), _place(text, after)
    left, right = _match(left, right, pairs, exact=True)
    left, right = _match(left, right, pairs, exact=False)
    left, right = _replaced(left, right, before, after, pairs)
    _undo_swaps(pairs)
    found = [Pair(one.mention, other.mention) for one, other in pairs]
    return found, [one.mention for one in left], [other.mention for other in right]


def _place(text: str, mentions: Sequence[Mention]) -> list[_Placed]:
    placed: list[_Placed] = []
    for mention in mentions:
        head = _words(text[max(0, mention.start - 80) : mention.start], cut_left=mention.start > 80)
        tail = _words(text[mention.end : mention.end + 80])
        placed.append(_Placed(mention, tuple(reversed(head[-_NEAR:])), tuple(tail[:_NEAR])))
    return placed


def _words(text: str, *, cut_left: bool = False) -> list[str]:
    words = ["#" if word[0].isdigit() else word for word in _WORD.findall(fold(text))]
    return words[1:] if cut_left else words


def likeness(one: _Placed, other: _Placed) -> float:
    """How alike the surroundings of two mentions are (0 to 1), nearer words weighing more."""
    score = whole = 0.0
    others = {*other.left, *other.right}
    for mine, theirs in ((one.left, other.left), (one.right, other.right)):
        for at in range(_NEAR):
            weight = 1 / (1 + at) if at < len(mine) or at < len(theirs) else 0
            whole += weight
            if at < len(mine) and at < len(theirs) and mine[at] == theirs[at]:
                score += weight
            elif at < len(mine) and mine[at] in others and mine[at] not in _TIGHT:
                score += weight / 2
    return score / whole if whole else 1.0


Placed = list[_Placed]


def _match(left: Placed, right: Placed, pairs: list[tuple[_Placed, _Placed]], *, exact: bool) -> tuple[Placed, Placed]:
    """Pair what has the same value (or agrees), the best surroundings first, then the order of the texts."""
    pools: dict[object, Placed] = defaultdict(list)
    for other in right:
        pools[(other.mention.kind, other.mention.value) if exact else other.mention.kind].append(other)
    groups: dict[object, Placed] = defaultdict(list)
    for one in left:
        groups[(one.mention.kind, one.mention.value) if exact else one.mention.kind].append(one)
    used: set[int] = set()
    for key, ones in groups.items():
        for one, other in _best_pairs(ones, pools.get(key, [])):
            pairs.append((one, other))
            used |= {id(one), id(other)}
    return [one for one in left if id(one) not in used], [other for other in right if id(other) not in used]


def _best_pairs(ones: Placed, others: Placed) -> list[tuple[_Placed, _Placed]]:
    allowed = [(at, to) for at, one in enumerate(ones) for to, other in enumerate(others)
               if agrees(one.mention, other.mention)] if len(ones) * len(others) <= _MOST_PAIRS else [
                   (at, at) for at in range(min(len(ones), len(others)))]  # fmt: skip
    ranked = sorted(allowed, key=lambda pair: (-likeness(ones[pair[0]], others[pair[1]]), abs(pair[0] - pair[1])))
    return [(ones[at], others[to]) for at, to in _greedy(ranked)]


def _greedy(ranked: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    lefts: set[int] = set()
    rights: set[int] = set()
    for at, to in ranked:
        if at not in lefts and to not in rights:
            kept.append((at, to))
            lefts.add(at)
            rights.add(to)
    return kept


def _replaced(
    left: Placed,
    right: Placed,
    before: Sequence[Mention],
    after: Sequence[Mention],
    pairs: list[tuple[_Placed, _Placed]],
) -> tuple[Placed, Placed]:
    """Pair a figure that is gone with the one of the same kind that stands in its place."""
    gone = {id(one) for one in left if not any(agrees(one.mention, other) for other in after)}
    new = {id(other) for other in right if not any(agrees(other.mention, one) for one in before)}
    ranked: list[tuple[float, int, int]] = []
    if len(left) * len(right) > _MOST_PAIRS:
        return left, right
    for at, one in enumerate(left):
        for to, other in enumerate(right):
            if one.mention.kind != other.mention.kind or agrees(one.mention, other.mention):
                continue
            score = likeness(one, other)
            if score >= (_ALIKE if id(one) in gone and id(other) in new else _SAME_PLACE):
                ranked.append((score, at, to))
    ranked.sort(key=lambda entry: (-entry[0], abs(entry[1] - entry[2])))
    chosen = _greedy([(at, to) for _, at, to in ranked] + _only_ones(left, right, gone | new))
    pairs += [(left[at], right[to]) for at, to in chosen]
    lefts, rights = {at for at, _ in chosen}, {to for _, to in chosen}
    return (
        [one for at, one in enumerate(left) if at not in lefts],
        [other for to, other in enumerate(right) if to not in rights],
    )


def _only_ones(left: Placed, right: Placed, fresh: set[int]) -> list[tuple[int, int]]:
    """Where one figure of a kind is gone and one is new, the new one took its place, wherever it stands."""
    ats: dict[str, list[int]] = defaultdict(list)
    tos: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(left):
        if id(one) in fresh:
            ats[one.mention.kind].append(at)
    for to, other in enumerate(right):
        if id(other) in fresh:
            tos[other.mention.kind].append(to)
    alone = [kind for kind in ats if len(ats[kind]) == 1 and len(tos.get(kind, ())) == 1]
    pairs = [(ats[kind][0], tos[kind][0]) for kind in alone]
    return [(at, to) for at, to in pairs if not agrees(left[at].mention, right[to].mention)]


def _undo_swaps(pairs: list[tuple[_Placed, _Placed]]) -> None:
    """Two figures that changed places ("21 pour, 4 contre" -> "4 pour, 21 contre") were paired by value: pair
    them by place instead, which shows them as changed."""
    by_kind: dict[str, list[int]] = defaultdict(list)
    for at, (one, _) in enumerate(pairs):
        by_kind[one.mention.kind].append(at)
    for places in by_kind.values():
        if len(places) ** 2 > _MOST_PAIRS:
            continue
        for index, at in enumerate(places):
            for to in places[index + 1 :]:
                if _swapped(pairs[at], pairs[to]):
                    (one, other), (third, fourth) = pairs[at], pairs[to]
                    pairs[at], pairs[to] = (one, fourth), (third, other)
                    break


def _swapped(one: tuple[_Placed, _Placed], two: tuple[_Placed, _Placed]) -> bool:
    if agrees(one[0].mention, two[0].mention):
        return False
    gain_one = likeness(one[0], two[1]) - likeness(*one)
    gain_two = likeness(two[0], one[1]) - likeness(*two)
    return gain_one > _GAIN and gain_two > _GAIN
