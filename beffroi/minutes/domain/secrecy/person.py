"""A person's name wherever a text has it: whole or in part, with its title, inverted, cut by the end of a line, in
the plural, or misspelt as a recogniser misspells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from beffroi.facts.commonwords import COMMON_WORDS, NOT_NAMES
from beffroi.facts.firstnames import FIRST_NAMES
from beffroi.facts.people import PARTICLES, as_known, tokens
from beffroi.facts.phonetic import likeness

from .words import Page, Word, read, run_of

_MALE = frozenset(("m", "mr", "mm", "monsieur", "messieurs"))
_FEMALE = frozenset(("mme", "mmes", "mlle", "mlles", "madame", "mesdames", "mademoiselle", "veuve"))
TITLES = _MALE | _FEMALE | frozenset(("dr", "docteur", "me", "maitre", "pr", "professeur", "famille", "epoux"))
_TIES = (" ", "\n", "'", "-", "  ")
_NEAR, _NEAR_SHORT, _NEAR_FIRST = 0.79, 0.85, 0.7
"""As near as ``facts.match_name`` asks for a misheard name."""


@dataclass(frozen=True, slots=True)
class Spared:
    """Names of elected members: what they say and vote is public, so a near name of theirs is never taken for the
    one to mask."""

    people: frozenset[tuple[str, str]] = frozenset()
    """(first, last), folded, letters only."""

    @property
    def words(self) -> frozenset[str]:
        return frozenset(word for person in self.people for word in person if word)

    def firsts_of(self, last: str) -> frozenset[str]:
        return frozenset(first for first, other in self.people if other == last)


def spared(names: Iterable[tuple[str, str]]) -> Spared:
    """From (first name, last name)."""
    return Spared(frozenset(("".join(tokens(first)), "".join(tokens(last))) for first, last in names))


@dataclass(frozen=True, slots=True)
class Person:
    """A name to mask, in comparable pieces."""

    last: str
    parts: tuple[str, ...]
    firsts: tuple[str, ...]
    title: str

    @property
    def first(self) -> str:
        return "".join(self.firsts)


def person(term: str) -> Person | None:
    """The name that a term is, or None where it is another expression."""
    words = read(term).words
    if not words or len(words) > 6 or any(word.letters.isdigit() for word in words):
        return None
    title = words[0].letters if words[0].letters in TITLES and len(words) > 1 else ""
    bare = words[1:] if title else words
    solid = [word for word in bare if word.letters not in PARTICLES]
    named = title != "" and len(solid) <= 2
    if not solid or not (all(word.capital for word in solid) or named or _seems(solid)):
        return None
    if solid[-1].letters in NOT_NAMES:
        return None
    known = as_known(read(term).shape.clean[bare[0].start :].strip())
    last = [each for each in tokens(known.last) if each not in PARTICLES]
    parts = tuple(each for each in last if len(each) > 3) if len(last) > 1 else ()
    return Person("".join(last), parts, tokens(known.first), title)


def _seems(words: Sequence[Word]) -> bool:
    return len(words) in (2, 3) and words[0].letters in FIRST_NAMES


def occurrences(page: Page, who: Person, others: Spared) -> Iterator[tuple[int, int]]:
    """(start, end) in the plain text of each place where this person is named, title and first name included."""
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(page.words):
        end = _named_at(page, at, who, others)
        if end is None:
            at += 1
            continue
        first, last = _widened(page, at, end, who)
        if found and _linked(page, found[-1][1], first):
            first = found.pop()[0]
        found.append((first, last))
        at = max(end, last)
    for first, last in found:
        yield page.words[first].start, page.words[last - 1].end


def _linked(page: Page, end: int, start: int) -> bool:
    """Whether nothing but "de la" stands between two pieces of a name."""
    words = page.words[max(end - 1, 0) : start + 1]
    tied = all(page.between(one, other) in _TIES for one, other in pairwise(words))
    return tied and all(word.letters in PARTICLES for word in words[1:-1])


def _named_at(page: Page, at: int, who: Person, others: Spared) -> int | None:
    """The index after the name that begins at ``at``."""
    if (end := run_of(page, page.words, at, who.last)) is not None:
        return end if _means(page, at, end, who, others) else None
    word = page.words[at]
    if word.capital and word.letters in who.parts and word.letters not in others.words:
        return at + 1
    if _sounds_like(page, at, who, others):
        return at + 1
    return _first_name_alone(page, at, who, others)


def _means(page: Page, at: int, end: int, who: Person, others: Spared) -> bool:
    """Whether the last name, met as it is, is this person's: not an elected homonym's, nor an everyday word."""
    before = page.words[at - 1] if at and page.close(page.words[at - 1], page.words[at]) else None
    after = page.words[end] if end < len(page.words) and page.close(page.words[end - 1], page.words[end]) else None
    beside = {word.letters for word in (before, after) if word}
    theirs = others.firsts_of(who.last)
    if theirs:
        if beside & (theirs - set(who.firsts)) or _first_before(page, at) in theirs:
            return False
        if before and who.title and before.letters in TITLES and _sex(before.letters) != _sex(who.title):
            return False
    if page.words[at].capital or beside & {*who.firsts, *TITLES}:
        return True
    return who.last not in COMMON_WORDS | NOT_NAMES | FIRST_NAMES


def _first_before(page: Page, at: int) -> str:
    """The two words before, joined: "Jean-Paul" of "Jean-Paul Petit"."""
    return "".join(word.letters for word in page.words[max(at - 2, 0) : at])


def _sex(title: str) -> str:
    return "m" if title in _MALE else "f" if title in _FEMALE else ""


def _sounds_like(page: Page, at: int, who: Person, others: Spared) -> bool:
    word = page.words[at]
    titled = at > 0 and page.words[at - 1].letters in {*TITLES, *who.firsts}
    if len(word.letters) < 4 or not (word.capital or titled) or word.letters in others.words | NOT_NAMES:
        return False
    written = page.shape.clean[word.start : word.end]
    names = (who.last, *who.parts)
    least = _NEAR_SHORT if len(word.letters) < 5 else _NEAR
    return any(len(name) > 3 and likeness(written, name) >= least for name in names)


def _first_name_alone(page: Page, at: int, who: Person, others: Spared) -> int | None:
    """ "Josiane" by itself: not an elected member's, nor the first name of somebody else named in full."""
    if not who.first or not page.words[at].capital or who.first in {first for first, _ in others.people}:
        return None
    end = run_of(page, page.words, at, who.first)
    if end is None:
        return None
    after = page.words[end] if end < len(page.words) else None
    if after and after.capital and page.between(page.words[end - 1], after) in (" ", "-", "\n"):
        return None
    return end


def _widened(page: Page, at: int, end: int, who: Person) -> tuple[int, int]:
    """With the words around that belong to the name: nothing of it is left."""
    words = page.words
    while at > 0 and page.close(words[at - 1], words[at]) and _belongs(page, at - 1, who):
        at -= 1
    if at > 0 and words[at - 1].letters in TITLES and page.close(words[at - 1], words[at]):
        at -= 1
    while end < len(words) and page.close(words[end - 1], words[end]) and _follows(page, end, who):
        end += 1
    return at, end


def _belongs(page: Page, at: int, who: Person) -> bool:
    """A first name, an initial or a particle before; or what a hyphen ties to it."""
    word = page.words[at]
    tie = page.between(word, page.words[at + 1])
    if word.letters in PARTICLES:
        return tie in (" ", "'") and _leads_to_a_name(page, at, who)
    if "." in tie and len(word.letters) > 1:
        return False
    return _is_first(page, at, who) or (word.capital and tie.startswith("-"))


def _leads_to_a_name(page: Page, at: int, who: Person) -> bool:
    """ "Jean de la" and "M. de" are part of a name; "la réunion de la" is not."""
    while at >= 0 and page.words[at].letters in PARTICLES:
        at -= 1
    return at >= 0 and (page.words[at].letters in TITLES or _is_first(page, at, who))


def _is_first(page: Page, at: int, who: Person) -> bool:
    word = page.words[at]
    if word.letters in who.firsts:
        return True
    if word.capital and len(word.letters) == 1 and _is_initial(page, at):
        return True
    if not word.capital or word.letters in TITLES:
        return False
    if len(word.letters) == 1 or word.letters in FIRST_NAMES:
        return True
    written = page.shape.clean[word.start : word.end]
    return any(len(first) > 3 and likeness(written, first) >= _NEAR_FIRST for first in who.firsts)


def _is_initial(page: Page, at: int) -> bool:
    """The M of "J.-M.", which is no title."""
    return at > 0 and len(page.words[at - 1].letters) == 1 and "-" in page.between(page.words[at - 1], page.words[at])


def _follows(page: Page, at: int, who: Person) -> bool:
    word = page.words[at]
    tie = page.between(page.words[at - 1], word)
    if tie.startswith("-") and word.capital:
        return True
    return tie in (" ", "\n", "  ") and (word.letters in who.firsts or (word.capital and word.letters == who.last))
