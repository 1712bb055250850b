"""A document as the writers see it: a title, metadata and a flow of blocks, the same for DOCX, ODT and PDF."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from beffroi.documents.pictograms import WORDS as PICTOGRAMS


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text with its emphasis."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: tuple[Run, ...]
    style: str = "body"
    """"body", "quote", "vote" (set apart), "note" (small), "warning" (something left to check), "lead" (announces
    what follows: never at the foot of a page), "place" (the line above signatures) or "poster" (read from afar)."""
    keep_next: bool = False
    """Stays on the page of what follows."""


@dataclass(frozen=True, slots=True)
class ListBlock:
    items: tuple[tuple[Run, ...], ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """``caption`` is read aloud by screen readers; the first row of ``rows`` is not the header. ``shares``: part of
    the width of each column, adding up to 1 (empty: what suits the texts). ``row_height``: millimetres at least, for
    rows that people sign (0: the text's own)."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    shares: tuple[float, ...] = ()
    row_height: float = 0


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """Places for handwritten signatures, one a person ("Le maire", "La secrétaire de séance"); ``names``: who signs
    there, in the same order (shorter or empty where not known)."""

    people: tuple[str, ...]
    names: tuple[str, ...] = ()
    room: float = 20
    """Millimetres left for each signature."""

    def name(self, position: int) -> str:
        return self.names[position] if position < len(self.names) else ""


@dataclass(frozen=True, slots=True)
class Columns:
    """Short lines in columns, read down each column: a list of names."""

    items: tuple[str, ...]
    columns: int = 2

    def split(self) -> tuple[tuple[str, ...], ...]:
        """The items of each column; the first ones are the longest."""
        height = -(-len(self.items) // self.columns)
        starts = range(0, len(self.items), height or 1)
        return tuple(self.items[start : start + height] for start in starts)


@dataclass(frozen=True, slots=True)
class FillIn:
    """A label and a rule to write on by hand."""

    label: str


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins a page."""


Block = Heading | Paragraph | ListBlock | Table | SignatureBlock | Columns | FillIn | PageBreak


@dataclass(frozen=True, slots=True)
class Provenance:
    """The machine-readable marking of a text that an AI helped to write, and who read it when."""

    ai_assisted: bool
    engines: tuple[str, ...] = ()
    read_by: str = ""
    read_at: datetime | None = None
    generator: str = "Beffroi"


@dataclass(frozen=True, slots=True)
class Document:
    title: str
    blocks: tuple[Block, ...]
    provenance: Provenance
    subtitle: str = ""
    organisation: str = ""
    language: str = "fr-FR"
    subject: str = ""
    draft_mark: str = ""
    """Text of the banner on every page while nobody has read the document; empty on a final one."""
    footer: str = ""
    mention: str = ""
    """The visible sentence that an AI helped, where there must be one."""
    pictogram: str = ""
    """Who wrote the text, drawn and said in words beside the mention: "person", "ai_read" (an AI, then read by a
    person), "ai" (nobody has read it), or none. Another value raises ValueError."""
    created: datetime | None = None
    keywords: tuple[str, ...] = field(default=())
    letterhead: tuple[str, ...] = ()
    """Small lines above ``organisation`` ("République française", the département)."""
    running: str = ""
    """What stands at the head of the pages after the first, where the title is too long for it."""
    first_sheet: int = 0
    """Above 0: pages are the numbered sheets ("feuillet 45") of a volume, from this one on, without a total."""
    fields: tuple[tuple[str, str], ...] = ()
    """Values for a commune's own template, beside those that every document has: name (lower case) and text."""

    def __post_init__(self) -> None:
        if self.pictogram and self.pictogram not in PICTOGRAMS:
            raise ValueError(f"no such pictogram: {self.pictogram!r}")
