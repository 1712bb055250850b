"""Personal data out of what a model is given, and back into what it answers.

A mask lives in memory for one call and is never written. It lowers the risk; it is not anonymisation."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from .domain.privacy import DataClass, Heard, Kind, Span, classify, find
from .domain.privacy.persons import Persons
from .domain.privacy.restoring import is_titled, restored
from .domain.privacy.tokens import LABELS, LONGEST, tokens, unfinished

__all__ = ["DataClass", "Heard", "Kind", "Mask", "Masked", "Span", "Unmasker", "classify", "find", "still_personal"]

ROUNDS = 4


@dataclass(frozen=True, slots=True)
class Masked:
    """``texts`` may leave. ``spans`` are those of the texts as they were given, one list a text: what was masked.
    ``mapping`` is token -> what it stands for; it is in no repr, and must be in no journal."""

    texts: tuple[str, ...]
    mapping: dict[str, str] = field(repr=False)
    spans: tuple[tuple[Span, ...], ...] = field(repr=False)
    mask: Mask = field(repr=False)

    def unmask(self, text: str) -> str:
        """An answer with its personal data back, however the model wrote the tokens."""
        return self.mask.unmask(text)

    def unmasker(self) -> Unmasker:
        """The same for an answer that comes in pieces."""
        return Unmasker(self.mask)


class Mask:
    """The tokens of one call: the same person is the same token in every text masked by it.

    ``known_public`` are people who may be named (elected members, public officers)."""

    def __init__(self, known_public: Collection[str] = ()) -> None:
        self._public = tuple(known_public)
        self._values: dict[str, str] = {}
        self._titled: dict[str, str] = {}
        self._seen_titled: set[str] = set()
        self._tokens: dict[tuple[Kind, str], str] = {}
        self._persons = Persons()
        self._taken: set[str] = set()
        self._next: dict[str, int] = {}

    def __repr__(self) -> str:
        return f"<Mask of {len(self._values)} values>"

    def __reduce__(self) -> str:
        raise TypeError("a mask is never written")

    def mask(self, texts: Sequence[str], *, entities: Sequence[Sequence[Heard]] = ()) -> Masked:
        """Texts without their personal data. ``entities`` are the entity engine's answers, one list a text (or none).

        A placeholder that a text already holds is reserved: it is never given to anybody, so never restored."""
        self._taken |= {token.key for text in texts for token in tokens(text)} - set(self._values)
        heard = list(entities) or [()] * len(texts)
        spans = [
            tuple(find(text, known_public=self._public, entities=seen)) for text, seen in zip(texts, heard, strict=True)
        ]
        for text, found in zip(texts, spans, strict=True):
            self._persons.add(text[span.start : span.end] for span in found if span.kind is Kind.NAME)
        masked = tuple(self._all(text, found) for text, found in zip(texts, spans, strict=True))
        return Masked(masked, dict(self._values), tuple(spans), self)

    def unmask(self, text: str) -> str:
        return self.restored(text)

    def restored(self, text: str, *, before: str = "") -> str:
        """The same, ``before`` being what came just before this piece of an answer."""
        return restored(text, self._values, self._titled, before=before)

    def _all(self, text: str, spans: Iterable[Span]) -> str:
        """Masked until nothing is found any more: what is around a name may show only once the name is gone."""
        text = self._replaced(text, spans)
        for _ in range(ROUNDS):
            left = find(text, known_public=self._public)
            if not left:
                return text
            text = self._replaced(text, left)
        return text

    def _replaced(self, text: str, spans: Iterable[Span]) -> str:
        pieces, at = [], 0
        for span in spans:
            pieces += [text[at : span.start], f"[{self._token(text, span)}]"]
            at = span.end
        return "".join([*pieces, text[at:]])

    def _token(self, text: str, span: Span) -> str:
        value = text[span.start : span.end]
        if span.kind is Kind.NAME:
            return self._person(value, after_title=is_titled(text[: span.start]))
        same = span.kind, " ".join(value.split())
        if same not in self._tokens:
            self._tokens[same] = self._new(LABELS[span.kind])
            self._values[self._tokens[same]] = value
        return self._tokens[same]

    def _person(self, name: str, *, after_title: bool) -> str:
        """What stands for a person, who comes back in full, and after a title as they were first named after one."""
        same = Kind.NAME, self._persons.key(name)
        if same not in self._tokens:
            token = self._tokens[same] = self._new(LABELS[Kind.NAME])
            self._values[token] = self._persons.shown(same[1])
            self._titled[token] = self._persons.last_of(self._values[token])
        token = self._tokens[same]
        if after_title and token not in self._seen_titled:
            self._seen_titled.add(token)
            self._titled[token] = name
        return token

    def _new(self, label: str) -> str:
        number = self._next.get(label, 1)
        while f"{label}_{number}" in self._taken:
            number += 1
        self._next[label] = number + 1
        return f"{label}_{number}"


class Unmasker:
    """Restores an answer that comes in pieces; what might be half a token waits for the rest of it."""

    def __init__(self, mask: Mask) -> None:
        self._mask = mask
        self._held = ""
        self._before = ""

    def __repr__(self) -> str:
        return "<Unmasker>"

    def feed(self, chunk: str) -> str:
        """What can be shown now, once this piece has come."""
        self._held += chunk
        return self._emit(unfinished(self._held))

    def flush(self) -> str:
        """The rest, at the end of the answer."""
        return self._emit(len(self._held))

    def _emit(self, upto: int) -> str:
        raw, self._held = self._held[:upto], self._held[upto:]
        said = self._mask.restored(raw, before=self._before)
        self._before = (self._before + raw)[-LONGEST:]
        return said


def still_personal(text: str, *, known_public: Collection[str] = (), entities: Sequence[Heard] = ()) -> list[Span]:
    """Personal data left in a text that is about to leave. Anything found: the call must not be made."""
    return find(text, known_public=known_public, entities=entities)
