"""The lines of a document as an agenda's reader wants them: how each begins, whether it fills the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from beffroi.documents.readers.agenda_cells import from_cells, is_table_heading
from beffroi.documents.readers.agenda_marks import Mark, mark, split_items
from beffroi.documents.readers.text import TextLine

_FULL = 0.85
_LEAST_WIDTH = 60


@dataclass(frozen=True, slots=True)
class Entry:
    """``line`` is the rank of the line from 0; ``full`` says that it goes to the end of the page's width, ``hanging``
    that it is set further right than the mark above it."""

    text: str
    mark: Mark | None
    line: int
    full: bool = False
    hanging: bool = False

    def with_text(self, text: str, found: Mark | None) -> Entry:
        return replace(self, text=text, mark=found)


def entries_of(lines: Sequence[TextLine]) -> list[Entry]:
    """The lines that hold something, rows of tables made one line, two items of one line made two."""
    width = _width(lines)
    return [
        replace(entry, full=len(entry.text) >= _FULL * width, hanging=_hangs(lines[entry.line].text))
        for entry in _entries(lines)
    ]


def _entries(lines: Sequence[TextLine]) -> Iterator[Entry]:
    columns: list[str] | None = None
    for rank, line in enumerate(lines):
        cells = [cell.strip() for cell in line.text.split("\t")]
        if is_table_heading(cells):
            columns = cells
            continue
        text = from_cells(cells, columns if columns and len(columns) == len(cells) else None)
        if not any(char.isalnum() for char in text):
            continue
        found = _numbered(line, text) if line.number else mark(text)
        if found is None and line.listed:
            kind = "bullet" if line.listed == "bullet" or line.level else "listed"
            found = Mark(kind, "", 0, text)
        for part in split_items(text, found):
            yield Entry(part.text, part.mark, rank)


def _numbered(line: TextLine, text: str) -> Mark:
    """How a paragraph begins whose number the word processor shows and keeps apart."""
    found = mark(f"{line.number} {text}")
    if found and found.rest == text:
        return found
    return Mark("decimal" if line.level else "listed", line.number.strip(" .):-–—"), 0, text)


def _width(lines: Sequence[TextLine]) -> float:
    """How many characters a full line holds; infinite where no line is long enough to tell."""
    lengths = sorted(len(line.text.strip()) for line in lines if line.text.strip())
    usual = lengths[int(len(lengths) * 0.95)] if lengths else 0
    return float(usual) if usual >= _LEAST_WIDTH else float("inf")


def _hangs(text: str) -> bool:
    return text[:2].isspace() and not text.startswith("\t")
