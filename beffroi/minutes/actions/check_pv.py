"""A procès-verbal that already exists, read and checked: bytes in, a reading out. Nothing is stored."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath

from beffroi.documents.readers import guards
from beffroi.documents.readers.pdf import Ocr, PageSource, PdfText, read_pdf
from beffroi.documents.readers.text import ACCEPTED, TextLine, read_lines
from beffroi.minutes.domain.pv.reading import read_pv
from beffroi.minutes.domain.pv.types import PvReading

__all__ = ["ACCEPTED", "check_pv"]


def check_pv(
    content: bytes,
    name: str,
    *,
    ocr: Ocr | None = None,
    in_office: int | None = None,
    population: int | None = None,
) -> PvReading:
    """What a procès-verbal says and what is wrong with it (PDF, DOCX, ODT, Markdown or text).

    ``ocr`` reads the pages that are pictures (``read_papers.page_reader``); without it they are listed as unread.
    ``in_office`` and ``population`` are what the person knows and the document may not say. Raises DocumentError
    (French) for a file that cannot be opened."""
    kind = guards.check(content, name, ACCEPTED)
    title = PurePath(name).name
    if kind != "pdf":
        lines = list(_numbered(read_lines(content, name)))
        return read_pv([lines], title, paged=False, in_office=in_office, population=population)
    read = read_pdf(content, ocr=ocr, name=name)
    unread = {page.number: page.reason for page in read.unreadable}
    return read_pv(_pages(read), title, unread=unread, in_office=in_office, population=population)


def _pages(read: PdfText) -> list[list[str]]:
    """The lines of each page; a page that could not be read has none, even where a few words came out."""
    return [[] if page.source is PageSource.UNREADABLE else [line.text for line in page.lines] for page in read.pages]


def _numbered(lines: Sequence[TextLine]) -> Iterator[str]:
    """Lines with the numbers and bullets that a word processor draws and does not write."""
    count = 0
    for line in lines:
        if line.listed == "number" and line.level == 0 and not line.text[:2].strip().isdigit():
            count += 1
            yield f"{count}. {line.text}"
        elif line.listed == "bullet":
            yield f"- {line.text}"
        else:
            yield line.text
