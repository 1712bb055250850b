"""The items of an agenda or of a convocation as a flat list, each with a title that can be read alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from beffroi.documents.errors import DocumentError
from beffroi.documents.readers.agenda_convocation import (
    Convocation,
    ConvocationItem,
    convocation_of,
    read_convocation,
)
from beffroi.documents.readers.pdf import Ocr
from beffroi.documents.readers.text import TextLine, clean

MAX_ITEMS = 300


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One item, numbered from 1 in the order of the agenda. ``label`` is the number as printed ("2-1"),
    ``heading`` the title of the group it stands in; ``title`` begins with it, so that it can be read alone."""

    number: int
    title: str
    presenter: str = ""
    label: str = ""
    heading: str = ""


def read_agenda(data: bytes, filename: str, *, ocr: Ocr | None = None) -> list[AgendaLine]:
    """Items of a txt, md, docx, odt or pdf file; ``ocr`` reads scanned pages. Raises DocumentError when it cannot be
    read or holds no item."""
    return agenda_of(read_convocation(data, filename, ocr=ocr), filename)


def agenda_of(convocation: Convocation, filename: str) -> list[AgendaLine]:
    """Items of a convocation already read. Raises DocumentError when it holds none, or too many to be one."""
    items = _flat(convocation.items)
    name = PurePath(filename).name
    if not items:
        raise DocumentError(
            f"Aucun point n'a été trouvé dans « {name} ». Un ordre du jour s'écrit avec un point "
            "par ligne, numéroté si possible : « 1. Adoption du procès-verbal »."
        )
    if len(items) > MAX_ITEMS:
        raise DocumentError(
            f"« {name} » compte {len(items)} points : c'est trop pour un ordre du jour "
            f"({MAX_ITEMS} au plus). Vérifiez qu'il s'agit du bon fichier."
        )
    return items


def agenda_text(text: str) -> list[AgendaLine]:
    """Items of an agenda typed or pasted by a person."""
    return agenda_lines([TextLine(line) for line in clean(text).split("\n")])


def agenda_lines(lines: Sequence[TextLine]) -> list[AgendaLine]:
    """Items of an agenda given as lines."""
    return _flat(convocation_of(lines).items)


def _flat(items: Sequence[ConvocationItem]) -> list[AgendaLine]:
    lines = [line for item in items for line in _lines(item, "")]
    return [replace(line, number=number) for number, line in enumerate(lines, start=1)]


def _lines(item: ConvocationItem, heading: str) -> Iterator[AgendaLine]:
    """The item that ``item`` is, or those below it, which then bear its title before theirs."""
    full = f"{heading} – {item.title}" if heading else item.title
    if not item.children:
        yield AgendaLine(0, full, item.presenter, item.label, heading)
    for child in item.children:
        yield from _lines(child, full)
