"""Known people (a roster) and the search of who a heard name may be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from beffroi.facts.firstnames import FIRST_NAMES
from beffroi.facts.phonetic import likeness
from beffroi.facts.text import fold, plain

_TITLE = re.compile(r"^(?:(?:m|mm|mr|mme|mmes|mlle|me|dr|monsieur|madame|mademoiselle|maitre|docteur)\.?\s+)+")
PARTICLES = frozenset(("de", "du", "des", "d", "la", "le", "von", "van", "den", "der", "el", "ben", "da", "di", "dos"))


@dataclass(frozen=True, slots=True)
class KnownName:
    """A person of the roster; ``aliases`` are other ways to say who it is ("monsieur le maire")."""

    last: str
    first: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def full(self) -> str:
        return f"{self.first} {self.last}".strip()


@dataclass(frozen=True, slots=True)
class Match:
    """The known person that was probably meant: ``index`` in what was given, ``score`` from 0 to 1."""

    index: int
    name: KnownName
    score: float

    @property
    def exact(self) -> bool:
        return self.score >= 1


Known = str | KnownName


def as_known(name: Known) -> KnownName:
    """A known name from "Claire Dubois", "DUBOIS Claire", "Mme Dubois" or "Jean de La Tour"."""
    if isinstance(name, KnownName):
        return name
    shape = plain(name.strip())
    title = _TITLE.match(shape.folded + " ")
    first, last = split_name(shape.clean[title.end() if title else 0 :].split())
    return KnownName(last, first)


def split_name(words: Sequence[str]) -> tuple[str, str]:
    """First and last name among the words of a full name; words all in capitals are the last name."""
    capitals = [word for word in words if len(word) > 2 and word.isupper() and "." not in word]
    others = [word for word in words if word not in capitals]
    if capitals and others and any(fold(word) not in PARTICLES for word in others):
        particles = [word for word in others if fold(word) in PARTICLES]
        return " ".join(word for word in others if word not in particles), " ".join([*particles, *capitals])
    if len(words) < 2 or fold(words[0]).rstrip("'") in PARTICLES:
        return "", " ".join(words)
    if len(words) == 2 and fold(words[1]) in FIRST_NAMES and fold(words[0]) not in FIRST_NAMES:
        return words[1], words[0]
    cut = 1
    while cut < len(words) - 1 and fold(words[cut]) in FIRST_NAMES:
        cut += 1
    return " ".join(words[:cut]), " ".join(words[cut:])


def tokens(text: str) -> tuple[str, ...]:
    """The folded words of a name, hyphens and apostrophes apart."""
    return tuple(re.findall(r"[a-z0-9]+", fold(text)))


def first_names_agree(left: str, right: str) -> bool:
    """Whether two first names may be one: the same, one missing, or one the initials of the other."""
    one, other = tokens(left), tokens(right)
    if not one or not other or one == other:
        return True
    short, long = sorted((one, other), key=lambda words: sum(map(len, words)))
    initials = "".join(word[0] for word in long)
    return "".join(short) == initials or (len(short[0]) == 1 and short[0] == long[0][0] and len(short) == 1)


def match_name(heard: str, known: Sequence[Known]) -> Match | None:
    """The known person whom a misheard name most probably means, or None where nobody is near enough or two
    are as near: "Lefèvre" finds Lefebvre, "Rousso" finds Rousseau."""
    shape = plain(heard.strip() + " ")
    title = _TITLE.match(shape.folded)
    words = shape.clean[title.end() if title else 0 :].split()
    if not words:
        return None
    scored = sorted(((_score(words, entry), -at) for at, entry in enumerate(map(as_known, known))), reverse=True)
    if not scored or scored[0][0] < _least(words):
        return None
    best, place = scored[0]
    if len(scored) > 1 and best - scored[1][0] < (0.001 if best >= 1 else 0.06):
        return None
    return Match(-place, as_known(known[-place]), best)


def _least(words: Sequence[str]) -> float:
    """Short names must be nearer: one letter of four is another name."""
    return 0.85 if len("".join(words)) < 5 else 0.79


def _score(words: Sequence[str], known: KnownName) -> float:
    said = " ".join(words)
    candidates = [likeness(said, known.last)]
    candidates += [likeness(said, alias) * (1 if fold(alias).strip() == fold(said) else 0.9) for alias in known.aliases]
    if len(words) > 1 and known.first:
        for cut in range(1, len(words)):
            one, other = " ".join(words[:cut]), " ".join(words[cut:])
            candidates += [_both(one, other, known), _both(other, one, known)]
    return max(candidates)


def _both(first: str, last: str, known: KnownName) -> float:
    """Likeness of a first and a last name together: both must be near."""
    near_last = likeness(last, known.last)
    near_first = 1.0 if first_names_agree(first, known.first) else likeness(first, known.first)
    if near_first < 0.6 or near_last < 0.6:
        return 0.0
    return 0.65 * near_last + 0.35 * near_first


@dataclass
class Roster:
    """Known people, searchable by the words that name them."""

    people: list[KnownName]
    by_last: dict[tuple[str, ...], list[KnownName]] = field(default_factory=dict)
    phrases: dict[str, list[tuple[tuple[str, ...], KnownName | None, str]]] = field(default_factory=dict)
    """First word -> (words of the phrase, who, how: "full", "last" or "alias"), longest first."""
    memory: dict[tuple[str, str], KnownName | None] = field(default_factory=dict)

    def find(self, first: str, last: str, *, fuzzy: bool = True) -> KnownName | None:
        """The one known person of this name; a misheard one is found too where ``fuzzy``."""
        key = (first, last)
        if key not in self.memory:
            same = self.by_last.get(tokens(last), [])
            agreeing = [person for person in same if first_names_agree(first, person.first)]
            if len(agreeing) == 1:
                self.memory[key] = agreeing[0]
            elif agreeing or not fuzzy or (same and first):
                self.memory[key] = None
            else:
                match = match_name(f"{first} {last}".strip(), self.people)
                self.memory[key] = match.name if match else None
        return self.memory[key]


def roster(known: Iterable[Known]) -> Roster:
    """A roster out of known names (strings or KnownName)."""
    book = Roster([as_known(name) for name in known])
    for person in book.people:
        book.by_last.setdefault(tokens(person.last), []).append(person)
    for person in book.people:
        last, first = tokens(person.last), tokens(person.first)
        alone = person if len(book.by_last[last]) == 1 else None
        entries = [(last, alone, "last")] + [(tokens(alias), person, "alias") for alias in person.aliases]
        if first:
            entries += [(first + last, person, "full"), (last + first, person, "full")]
        for words, who, how in entries:
            if words:
                book.phrases.setdefault(words[0], []).append((words, who, how))
    for phrases in book.phrases.values():
        phrases.sort(key=lambda phrase: -len(phrase[0]))
    return book
