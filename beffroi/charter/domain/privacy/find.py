"""Every stretch of personal data of a text: each rule in turn, the surest first, none taking what another owns."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from beffroi.facts.digits import digit_runs
from beffroi.facts.scan import Scan

from .addresses import addresses
from .births import births
from .contacts import emails, other_phones, phones
from .found import Found
from .heard import heard
from .identifiers import identifiers
from .page import page as read_page
from .page import plain_at, span_of
from .people import people
from .places import places
from .plates import plates
from .public import may_be_named
from .repeated import again, spelled_names
from .spans import Heard, Kind, Span
from .tokens import HINT, tokens
from .walk import Word, words_of


class _Search:
    """One text being searched. ``taken`` marks plain characters that a rule owns, or that are surely nobody's."""

    def __init__(self, text: str) -> None:
        self.page: Scan = read_page(text)
        self.words: list[Word] = words_of(self.page)
        self.runs = digit_runs(self.page)
        self.taken = bytearray(len(self.page.folded) + 1)
        self.found: list[Found] = []

    def own(self, found: Iterable[Found]) -> None:
        """Take stretches in order, but for those that overlap what is taken."""
        for piece in found:
            if piece.end > piece.start and not any(self.taken[piece.start : piece.end]):
                self.taken[piece.start : piece.end] = b"\x01" * (piece.end - piece.start)
                if piece.kind is not None:
                    self.found.append(piece)

    def longest(self, found: Iterable[Found]) -> None:
        """The same, the longest first."""
        self.own(sorted(found, key=lambda piece: (piece.start - piece.end, piece.start)))

    def plain(self, spans: Iterable[Span]) -> Iterable[Found]:
        for span in spans:
            start, end = plain_at(self.page, span.start), plain_at(self.page, span.end - 1) + 1
            yield Found(start, end, span.kind, span.certainty, span.why)


def find(text: str, *, known_public: Collection[str] = (), entities: Sequence[Heard] = ()) -> list[Span]:
    """Personal data of a text, in order, without overlap; offsets are those of the text as it was given.

    ``known_public``: people who may be named here (elected members, public officers). ``entities``: what an entity
    engine says of the same text. Our own placeholders are never taken for data."""
    search = _Search(text)
    own_tokens = [(token.start, token.end) for token in tokens(text)] if HINT.search(search.page.folded) else []
    search.own(_nobodys(search.page, own_tokens))
    search.own(search.plain(emails(search.page)))
    search.own(identifiers(search.page, search.runs))
    search.own(search.plain(phones(search.page)))
    search.own(other_phones(search.page, search.runs))
    search.own(plates(search.page, search.runs))
    search.own(births(search.page))
    search.own(addresses(search.page, search.words))
    search.longest(places(search.page, search.words))
    search.longest(people(search.page, search.words, search.taken))
    search.own(spelled_names(search.page, search.words))
    search.own(heard(search.page, search.words, entities))
    _said_again(search)
    return _spans(search, known_public)


def _nobodys(page: Scan, tokens: Iterable[tuple[int, int]]) -> Iterable[Found]:
    for start, end in tokens:
        yield Found(plain_at(page, start), plain_at(page, end - 1) + 1, None)


def _said_again(search: _Search) -> None:
    names = [search.page.folded[piece.start : piece.end] for piece in search.found if piece.kind is Kind.NAME]
    if names:
        search.own(again(search.page, search.words, search.taken, names))


def _spans(search: _Search, known_public: Collection[str]) -> list[Span]:
    named = [search.page.shape.clean[piece.start : piece.end] for piece in search.found if piece.kind is Kind.NAME]
    kept = []
    for piece in sorted(search.found, key=lambda piece: piece.start):
        name = search.page.shape.clean[piece.start : piece.end]
        if piece.kind is Kind.NAME and known_public and may_be_named(name, known_public, named):
            continue
        start, end = span_of(search.page, piece.start, piece.end)
        kept.append(Span(start, end, piece.kind or Kind.NAME, piece.certainty, piece.why))
    return kept
