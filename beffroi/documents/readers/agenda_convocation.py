"""A convocation as a whole: who is called, when and where, by whom, and the items of the agenda with their sections.

Nothing is guessed: what the paper does not say stays empty, and each value keeps the line it was read from.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from beffroi.documents.errors import DocumentError
from beffroi.documents.readers import agenda_head, guards
from beffroi.documents.readers import agenda_words as words
from beffroi.documents.readers.agenda_node import Node, is_group
from beffroi.documents.readers.agenda_presenter import split_presenter, tidy
from beffroi.documents.readers.agenda_signature import Said, Signatory
from beffroi.documents.readers.agenda_tree import tree
from beffroi.documents.readers.pdf import Ocr, PageSource, read_pdf
from beffroi.documents.readers.text import ACCEPTED, TextLine, pdf_text_lines, read_lines

__all__ = ["Convocation", "ConvocationItem", "Said", "Signatory", "convocation_of", "read_convocation"]


MAX_LINES = 10_000


@dataclass(frozen=True, slots=True)
class ConvocationItem:
    """One line of the agenda. ``label`` is its number as printed ("3", "2-1", "23-03/011", "a"), empty without one;
    ``line`` the rank, from 1, of the line where it begins. A section has ``children`` and is not an item itself;
    ``details`` are the lines that only explain an item. ``other_business`` is "questions diverses" and its like,
    ``closed`` an item announced behind closed doors."""

    label: str
    title: str
    line: int
    presenter: str = ""
    children: tuple[ConvocationItem, ...] = ()
    details: tuple[str, ...] = ()
    other_business: bool = False
    closed: bool = False

    def leaves(self) -> Iterator[ConvocationItem]:
        """The items themselves, in order."""
        if not self.children:
            yield self
        for child in self.children:
            yield from child.leaves()


@dataclass(frozen=True, slots=True)
class Convocation:
    """``lines`` are those of the file, as read; every ``line`` elsewhere counts them from 1. ``pages_by_ocr`` are
    the numbers of the pages that OCR read (their words may be wrong), ``unreadable`` French sentences about those
    that nobody could."""

    items: tuple[ConvocationItem, ...]
    lines: tuple[str, ...] = ()
    body: Said[str] | None = None
    place: Said[str] | None = None
    day: Said[datetime.date] | None = None
    hour: Said[datetime.time] | None = None
    dated: Said[datetime.date] | None = None
    signatory: Said[Signatory] | None = None
    pages_by_ocr: tuple[int, ...] = ()
    unreadable: tuple[str, ...] = ()

    def leaves(self) -> tuple[ConvocationItem, ...]:
        """The items themselves, sections left out, in order."""
        return tuple(leaf for item in self.items for leaf in item.leaves())


def read_convocation(content: bytes, name: str, *, ocr: Ocr | None = None) -> Convocation:
    """A convocation or an agenda given as a txt, md, docx, odt or pdf file; ``ocr`` reads scanned pages.

    Raises DocumentError (French) for a file that cannot be read. One that holds no item gives ``items`` empty."""
    if guards.check(content, name, ACCEPTED) != "pdf":
        return convocation_of(read_lines(content, name))
    read = read_pdf(content, ocr=ocr, name=name)
    if read.unreadable and not read.text.strip():
        raise DocumentError(f"Le PDF « {PurePath(name).name} » n’a pas pu être lu : {read.unreadable[0].reason}")
    return convocation_of(
        pdf_text_lines(read),
        pages_by_ocr=tuple(page.number for page in read.pages if page.source is PageSource.OCR),
        unreadable=tuple(f"Page {page.number} : {page.reason}" for page in read.unreadable),
    )


def convocation_of(
    lines: Sequence[TextLine], *, pages_by_ocr: tuple[int, ...] = (), unreadable: tuple[str, ...] = ()
) -> Convocation:
    """The same from lines already read. Raises DocumentError when they are too many to be a convocation."""
    if len(lines) > MAX_LINES:
        raise DocumentError(
            f"Ce document compte {len(lines)} lignes : c’est trop pour une convocation ({MAX_LINES} au plus). "
            "Gardez les pages de l’ordre du jour."
        )
    nodes = tree(lines)
    texts = [line.text.strip() for line in lines]
    head = agenda_head.read_head(texts, *_around(nodes, len(lines)))
    return Convocation(
        items=tuple(item_of(node) for node in nodes),
        lines=tuple(texts),
        body=head.body,
        place=head.place,
        day=head.day,
        hour=head.hour,
        dated=head.dated,
        signatory=head.signatory,
        pages_by_ocr=pages_by_ocr,
        unreadable=unreadable,
    )


def _around(nodes: list[Node], count: int) -> tuple[int, int]:
    """Ranks of the first line of the list and of the line after the last."""
    every = list(_all(nodes))
    return (min(node.line for node in every), max(node.end for node in every) + 1) if every else (count, count)


def _all(nodes: Sequence[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from _all(node.children)


def item_of(node: Node, by: str = "") -> ConvocationItem:
    """The item that a node is; who presents a section presents what stands below."""
    title, presenter = split_presenter(node.text)
    presenter = node.presenter or presenter or by
    below = [child for child in node.children if words.is_title(child.text)]
    group = bool(below) and is_group(node, below)
    return ConvocationItem(
        node.label,
        title,
        node.line + 1,
        presenter,
        tuple(item_of(child, presenter) for child in below) if group else (),
        () if group else tuple(tidy(child.text) for child in _all(below)),
        not group and words.is_other_business(title),
        words.is_closed(node.text),
    )
