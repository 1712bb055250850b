"""The plain values that the rules of the minutes speak of: no I/O, no Django, no engine.

A transcript is a list of utterances; everything said of a meeting afterwards (facts, sentences, flags) points
back at utterances by their ``index``, which is what lets a reader hear the source of a sentence.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class MeetingKind(StrEnum):
    COUNCIL = "council"
    COMMITTEE = "committee"
    TEAM = "team"
    PUBLIC = "public"


class Template(StrEnum):
    COUNCIL = "council"
    TEAM = "team"
    PUBLIC = "public"
    DECISIONS = "decisions"


@dataclass(frozen=True, slots=True)
class Member:
    """A line of the roster. ``aliases``: what people call this person ("monsieur le maire")."""

    last_name: str
    first_name: str = ""
    role: str = ""
    group: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the agenda, numbered from 1 in the order of the agenda."""

    number: int
    title: str
    presenter: str = ""


@dataclass(frozen=True, slots=True)
class SpokenWord:
    start: float
    end: float
    text: str
    probability: float = 1.0


@dataclass(frozen=True, slots=True)
class Utterance:
    """What one voice says in one go. ``voice`` is what was heard ("0", "1"... or a label of the transcript);
    ``speaker`` is the name shown ("Claire Dubois" or "Intervenant 3"); times in seconds, None without sound."""

    index: int
    text: str
    voice: str = ""
    speaker: str = ""
    start: float | None = None
    end: float | None = None
    words: tuple[SpokenWord, ...] = ()


class BallotResult(StrEnum):
    ADOPTED = "adopted"
    REJECTED = "rejected"
    TIED = "tied"


@dataclass(frozen=True, slots=True)
class Ballot:
    """A vote as it was said: None where a figure was not said (what is derived says so in ``derived``)."""

    result: BallotResult | None = None
    votes_for: int | None = None
    against: int | None = None
    abstain: int | None = None
    blank: int | None = None
    not_voting: int | None = None
    unanimous: bool = False
    secret: bool = False
    against_names: tuple[str, ...] = ()
    abstain_names: tuple[str, ...] = ()
    derived: tuple[str, ...] = ()


class FactKind(StrEnum):
    OPENING = "opening"
    CLOSING = "closing"
    PRESENCE = "presence"
    PROXY = "proxy"
    SECRETARY = "secretary"
    PRESENTER = "presenter"
    POSITION = "position"
    DECISION = "decision"
    VOTE = "vote"
    AMOUNT = "amount"
    DATE = "date"
    ACTION = "action"
    STATEMENT = "statement"


@dataclass(frozen=True, slots=True)
class Fact:
    """Something established by code from the words: its kind, the item it belongs to (0: the sitting itself),
    its values and the utterances that it rests on."""

    kind: FactKind
    item: int
    values: dict[str, object]
    sources: tuple[int, ...]
    ballot: Ballot | None = None


class SentenceKind(StrEnum):
    PRESENTATION = "presentation"
    POSITION = "position"
    DECISION = "decision"
    VOTE = "vote"
    ACTION = "action"
    PRESENCE = "presence"
    STATEMENT = "statement"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """A sentence of the minutes with the utterances it rests on. ``phrased_by`` is "code" or "model"."""

    text: str
    kind: SentenceKind
    sources: tuple[int, ...]
    phrased_by: str = "code"


@dataclass(frozen=True, slots=True)
class DraftSection:
    """One item of the agenda (``item`` 0: opening and closing of the sitting) and its sentences in order."""

    item: int
    title: str
    sentences: tuple[DraftSentence, ...] = ()
    cut: bool = False
    """True when a part of the debate did not fit the model and was left out of the prose (and is said so)."""


@dataclass(frozen=True, slots=True)
class Draft:
    sections: tuple[DraftSection, ...]
    facts: tuple[Fact, ...] = ()


class FlagKind(StrEnum):
    FIGURE = "figure"
    VOTE = "vote"
    DATE = "date"
    NAME = "name"
    SPEAKER = "speaker"
    SOURCE = "source"
    CUT = "cut"
    LEGAL = "legal"
    HEARD = "heard"


ONE_BY_ONE = frozenset({FlagKind.FIGURE, FlagKind.VOTE, FlagKind.DATE, FlagKind.NAME})
"""Kinds that a reader clears one by one; the others may be cleared in groups."""


@dataclass(frozen=True, slots=True)
class Flag:
    """Something that a person must look at. ``section`` and ``sentence`` say where (indexes in the draft; None:
    the whole text). ``written`` is what the text says, ``heard`` what the sources say, ``arithmetic`` the sum
    that agrees or not, in French. ``blocking`` flags must be cleared before approval."""

    kind: FlagKind
    message: str
    section: int | None = None
    sentence: int | None = None
    written: str = ""
    heard: str = ""
    arithmetic: str = ""
    blocking: bool = True
    sources: tuple[int, ...] = field(default=())
