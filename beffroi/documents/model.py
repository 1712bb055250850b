"""A document as the writers see it: a title, metadata and a flow of blocks, the same for DOCX, ODT and PDF."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


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
    """"body", "quote", "vote" (set apart), "note" (small) or "warning" (something left to check)."""


@dataclass(frozen=True, slots=True)
class ListBlock:
    items: tuple[tuple[Run, ...], ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """``caption`` is read aloud by screen readers; the first row of ``rows`` is not the header."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """Places for handwritten signatures, one a person ("Le maire", "La secrétaire de séance")."""

    people: tuple[str, ...]


Block = Heading | Paragraph | ListBlock | Table | SignatureBlock


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
    created: datetime | None = None
    keywords: tuple[str, ...] = field(default=())
