"""What the public may see of a council, as plain values: pages, feed, open data and search are made of these and of
nothing else, so that what is not here cannot be shown.

Whoever builds them (``actions/public_view.py``) takes published things only and passes every text through the mask.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from beffroi.minutes.domain.law.scdl import OpenDeliberation


class Stage(StrEnum):
    LIST = "list"
    """Before the procès-verbal is adopted: the list of deliberations examined, alone (CGCT L2121-25)."""
    MINUTES = "minutes"
    """The procès-verbal is adopted, signed and published (L2121-15)."""


@dataclass(frozen=True, slots=True)
class PublicCommune:
    """Who publishes. ``council``: "conseil municipal"; ``contact``: how to have one's rights respected, as entered."""

    name: str
    slug: str
    council: str = "conseil municipal"
    contact: str = ""


@dataclass(frozen=True, slots=True)
class PublicDocument:
    """A published file. ``address``: its identifier in the address of the file; ``size`` in bytes."""

    address: str
    label: str
    name: str
    sha256: str
    size: int
    online_since: datetime

    @property
    def format(self) -> str:
        """ "PDF"."""
        return self.name.rpartition(".")[2].upper() or "fichier"


@dataclass(frozen=True, slots=True)
class PublicSentence:
    """A sentence of the adopted text, and the seconds of the public recording that it rests on (None: not heard)."""

    id: int
    text: str
    style: str = "body"
    start: float | None = None
    end: float | None = None


Paragraph = tuple[PublicSentence, ...]


Rows = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class PublicVote:
    """A vote in the words of the acts. ``names``: (sense, names) pairs, for a public ballot only; a secret one has
    none, an ordinary one none either: what the adopted text says of it is in its sentences. ``rounds``: those of an
    election, each with its title and its figures, no voter being known."""

    result: str
    mode: str = ""
    figures: Rows = ()
    names: tuple[tuple[str, str], ...] = ()
    rounds: tuple[tuple[str, Rows], ...] = ()
    brief: str = ""
    """ "21 pour, 4 abstentions"; nothing where no vote was held."""

    @property
    def bar(self) -> tuple[tuple[str, float, float], ...]:
        """The vote as a bar: ("for", start, width), in hundredths of those who voted; the figures say the same."""
        counts = dict(self.figures)
        parts = [(kind, sum(counts.get(label, 0) for label in labels)) for kind, labels in _BAR]
        total = sum(count for _, count in parts)
        if "Pour" not in counts or not total:
            return ()
        found, at = [], 0.0
        for kind, count in parts:
            width = 100 * count / total
            if count:
                found.append((kind, round(at, 2), round(width, 2)))
            at += width
        return tuple(found)


_BAR = (
    ("for", ("Pour",)),
    ("against", ("Contre",)),
    ("neither", ("Abstentions", "Bulletins blancs", "Bulletins nuls")),
)


class Result(StrEnum):
    ADOPTED = "adopted"
    REJECTED = "rejected"
    TIED = "tied"
    ELECTED = "elected"
    ACKNOWLEDGED = "acknowledged"
    NAMED = "named"
    WITHDRAWN = "withdrawn"
    POSTPONED = "postponed"
    DISCUSSED = "discussed"
    PENDING = "pending"

    @property
    def label(self) -> str:
        return _RESULTS[self]

    @property
    def decided(self) -> bool:
        """Whether the council decided something: what the feed tells."""
        return self in (Result.ADOPTED, Result.REJECTED, Result.TIED, Result.ELECTED)


_RESULTS = {
    Result.ADOPTED: "Adopté",
    Result.REJECTED: "Rejeté",
    Result.TIED: "Non adopté (partage des voix)",
    Result.ELECTED: "Élection",
    Result.ACKNOWLEDGED: "Le conseil a pris acte",
    Result.NAMED: "Désignation, sans vote",
    Result.WITHDRAWN: "Retiré de l’ordre du jour",
    Result.POSTPONED: "Reporté",
    Result.DISCUSSED: "Examiné, sans vote",
    Result.PENDING: "Non examiné",
}


@dataclass(frozen=True, slots=True)
class PublicItem:
    """An item. ``reference``: number of its deliberation; ``rapporteur`` as named in the text; ``summary``: the
    decision in plain language, read by a named person; ``incidents``: what happened during it, in sentences;
    ``debate``: the sentences of the adopted text; ``articles``: what was decided, as voted."""

    number: int
    title: str
    result: Result
    reference: str = ""
    kind: str = ""
    rapporteur: str = ""
    vote: PublicVote | None = None
    summary: str = ""
    incidents: tuple[str, ...] = ()
    debate: tuple[Paragraph, ...] = ()
    articles: tuple[str, ...] = ()
    documents: tuple[PublicDocument, ...] = ()
    open_data: OpenDeliberation | None = None
    """Its row of the open data (SCDL), once adopted and published; without its address."""

    @property
    def decision(self) -> str:
        """What the council decided, in one line: "Adopté : 21 pour, 4 abstentions"."""
        brief = self.vote.brief if self.vote else ""
        return f"{self.result.label}\u00a0: {brief}" if brief else self.result.label


@dataclass(frozen=True, slots=True)
class PublicPresence:
    """Who was there at the opening. ``groups``: (label, names) pairs, in the order of the acts; ``quorum`` in words."""

    chair: str = ""
    secretaries: str = ""
    groups: tuple[tuple[str, str], ...] = ()
    quorum: str = ""


@dataclass(frozen=True, slots=True)
class PublicSitting:
    """A published sitting. ``sound``: its recording may be heard; ``ai_assisted``: the adopted text says that an AI
    helped; ``updated``: when what the public sees last changed."""

    slug: str
    title: str
    council: str
    stage: Stage
    starts_at: datetime | None
    updated: datetime
    place: str = ""
    items: tuple[PublicItem, ...] = ()
    presence: PublicPresence | None = None
    documents: tuple[PublicDocument, ...] = ()
    adopted_on: date | None = None
    published_on: date | None = None
    sound: bool = False
    ai_assisted: bool = False

    @property
    def is_adopted(self) -> bool:
        return self.stage == Stage.MINUTES

    def item(self, number: int) -> PublicItem | None:
        return next((item for item in self.items if item.number == number), None)

    @property
    def decided(self) -> int:
        return sum(item.result.decided for item in self.items)


@dataclass(frozen=True, slots=True)
class PublicationLine:
    """A line of the register of publications: it stays when the file is gone. ``statement``: date and author as
    R2131-1 asks them; ``until``: the day before which the act may not be taken down; ``document`` None: withdrawn,
    not online, or waiting for a version without what was masked (``missing`` says which)."""

    label: str
    subject: str
    reference: str
    mode: str
    published_at: datetime
    statement: str
    until: date
    sha256: str = ""
    document: PublicDocument | None = None
    withdrawn_at: datetime | None = None
    missing: str = ""
