"""Replaces in a text what must not be read in it by a visible mention: nothing disappears unseen (CRPA L311-7 speaks
of "occultation"; wording not verified)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from beffroi.facts import find_dates, find_emails, find_phones
from beffroi.facts.scan import Scan

from .person import Person, Spared, occurrences, person
from .words import Page, read, run_of

_MENTION = re.compile(r"\[passage occulté\u00a0: [^\]]*\]")
_JOINT = re.compile(r"[\s-]*")


def mention(reason: str) -> str:
    """What stands in the place of a masked passage; ``reason`` in French ("vie privée")."""
    return f"[passage occulté\u00a0: {reason}]"


@dataclass(frozen=True, slots=True)
class Term:
    """An expression to mask wherever it stands; ``reason`` as the public reads it."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Prepared:
    reason: str
    who: Person | None = None
    letters: str = ""
    figures: str = ""
    values: frozenset[tuple[object, ...]] = frozenset()


@dataclass(frozen=True, slots=True)
class Masking:
    """Terms made ready once, to mask many texts. ``Masking.of(terms, spared)``."""

    terms: tuple[_Prepared, ...] = ()
    spared: Spared = field(default_factory=Spared)

    @classmethod
    def of(cls, terms: Iterable[Term], spared: Spared | None = None) -> Masking:
        ready = [_prepared(term) for term in terms if term.text.strip()]
        return cls(tuple(each for each in ready if each is not None), spared or Spared())

    def spans(self, text: str) -> list[tuple[int, int, str]]:
        """(start, end, reason) of what to mask, in order, none overlapping; offsets in ``text``."""
        if not self.terms or not text:
            return []
        page = read(text)
        values = _values(page.scan) if any(each.values for each in self.terms) else []
        found = [
            (*page.shape.span(start, end), term.reason)
            for term in self.terms
            for start, end in _places(page, term, self.spared)
        ]
        found += [(start, end, term.reason) for term in self.terms for start, end, value in values
                  if value in term.values]  # fmt: skip
        return _joined(text, found)

    def text(self, text: str) -> str:
        return replaced(text, self.spans(text))


def replaced(text: str, spans: Sequence[tuple[int, int, str]]) -> str:
    """The text with each span (in order, none overlapping) as its mention."""
    made, at = [], 0
    for start, end, reason in spans:
        made += [text[at:start], mention(reason)]
        at = end
    return "".join([*made, text[at:]])


def _prepared(term: Term) -> _Prepared | None:
    page = read(term.text)
    values = frozenset(value for start, end, value in _values(page.scan) if _covers(term.text, start, end))
    if not values and (who := person(term.text)):
        return _Prepared(term.reason, who=who)
    letters = "".join(word.letters for word in page.words)
    figures = "".join(word.letters for word in page.figures)
    if not letters:
        return None
    return _Prepared(term.reason, letters=letters, figures=figures, values=values)


def _covers(text: str, start: int, end: int) -> bool:
    """Whether the term is that value and nothing else (a sentence with a date in it is not that date)."""
    return not re.sub(r"[^\w]", "", text[:start] + text[end:])


def _values(page: Scan) -> list[tuple[int, int, tuple[object, ...]]]:
    """Telephones, addresses and full dates, however they are written or said."""
    found: list[tuple[int, int, tuple[object, ...]]] = []
    found += [(each.start, each.end, ("phone", each.value)) for each in find_phones(page)]
    found += [(each.start, each.end, ("email", each.value)) for each in find_emails(page)]
    found += [
        (each.start, each.end, ("date", each.day, each.month, each.year))
        for each in find_dates(page)
        if each.day and each.month and each.year
    ]
    return found


def _places(page: Page, term: _Prepared, spared: Spared) -> Iterator[tuple[int, int]]:
    if term.who is not None:
        yield from occurrences(page, term.who, spared)
        return
    for words, letters in ((page.words, term.letters), (page.figures, term.figures)):
        for at in range(len(words)):
            end = run_of(page, words, at, letters)
            if end is not None:
                yield words[at].start, words[end - 1].end


def _joined(text: str, found: Iterable[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """In order; what overlaps or touches is one, and a mention already there stays as it is."""
    there = [(match.start(), match.end()) for match in _MENTION.finditer(text)]
    kept: list[tuple[int, int, str]] = []
    for start, end, reason in sorted(found):
        if any(start < after and before < end for before, after in there):
            continue
        if kept and (start < kept[-1][1] or (reason == kept[-1][2] and _JOINT.fullmatch(text, kept[-1][1], start))):
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]), kept[-1][2])
        else:
            kept.append((start, end, reason))
    return kept
