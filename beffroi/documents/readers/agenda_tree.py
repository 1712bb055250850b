"""The lines of an agenda as a tree: sections, the items below them, the details of an item."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from beffroi.documents.readers import agenda_words as words
from beffroi.documents.readers.agenda_builder import BARE, COUNTED, Builder
from beffroi.documents.readers.agenda_entries import Entry, entries_of
from beffroi.documents.readers.agenda_marks import Mark, mark
from beffroi.documents.readers.agenda_node import Node, goes_on, new
from beffroi.documents.readers.agenda_presenter import presenter_line, split_presenter
from beffroi.documents.readers.text import TextLine

_NUMBERED = ("label", "reference", "arabic", "roman", "letter", "bare")


def tree(lines: Sequence[TextLine]) -> list[Node]:
    """The outermost items of an agenda, in order; what comes before and after the list is left out."""
    entries = entries_of(lines)
    start = _start(entries)
    top = _top_kind(entries[start:])
    if not top:
        return _plain(entries[start:])
    builder = Builder(top, announced=start > 0)
    for entry, following in zip(entries[start:], [*entries[start + 1 :], None], strict=True):
        if builder.nodes and (words.ends(entry.text) or builder.begins_again(entry)):
            break
        builder.take(entry, following)
    return _in_sections([node for node in builder.nodes if words.is_title(node.text)])


def _start(entries: list[Entry]) -> int:
    """Index of the first line of the list: after "ordre du jour", of which the last before the first item."""
    start = 0
    for position, entry in enumerate(entries):
        if entry.mark and entry.mark.kind in (*_NUMBERED, "listed") and start:
            break
        if (entry.mark is None or entry.mark.kind in ("bullet", "roman")) and words.announces(entry.text):
            rest = words.after_announcement(entry.text)
            if inline := _inline(entries[position:], rest):
                entries[position : position + len(inline.lines)] = inline.items
                return position
            if rest:
                entries[position] = entry.with_text(rest, mark(rest))
            start = position if rest else position + 1
    return start


class _Inline(NamedTuple):
    """The items of a list written as one sentence, and the lines that it takes."""

    items: list[Entry]
    lines: list[Entry]


def _inline(entries: list[Entry], rest: str) -> _Inline | None:
    """The items of « Ordre du jour : budget ; travaux ; questions diverses. », None for anything else."""
    lines = [entries[0].with_text(rest, None)]
    for entry in entries[1:4]:
        if lines[-1].text.rstrip().endswith(".") or entry.mark or words.closes(entry.text):
            break
        lines.append(entry)
    pieces = [piece.strip(" .") for piece in words.join([line.text for line in lines]).split(";")]
    items = [entries[0].with_text(piece, Mark("listed", "", 0, piece)) for piece in pieces if words.is_title(piece)]
    return _Inline(items, lines) if len(items) > 2 else None


def _top_kind(entries: list[Entry]) -> str:
    """The way in which the items themselves are numbered: the first that counts from its beginning."""
    found: dict[str, list[int]] = {}
    order: list[str] = []
    for entry in entries:
        if entry.mark and (words.is_title(entry.mark.rest) or not entry.mark.rest):
            kind = _kind(entry.mark, found)
            found.setdefault(kind, []).append(entry.mark.value)
            order.append(kind)
    for kind in dict.fromkeys(order):
        values = found[kind]
        if kind in ("label", "reference", "listed"):
            return kind
        if kind in COUNTED and values[0] == 1:
            if kind in BARE and ("arabic" in found or values[1:2] != [2]):
                continue
            return kind
    return next((kind for kind in ("arabic", "decimal", "bullet") if kind in found), "")


def _kind(found: Mark, seen: dict[str, list[int]]) -> str:
    """A lone I, V or X is a letter where letters are being counted."""
    if found.kind == "roman" and "letter" in seen and ord(found.label[0]) - 64 == seen["letter"][-1] + 1:
        return "letter"
    return found.kind


def _plain(entries: list[Entry]) -> list[Node]:
    """Items of an agenda without any number: one a line."""
    nodes: list[Node] = []
    for entry in entries:
        if words.is_farewell(entry.text) or (nodes and words.is_office(entry.text)):
            break
        if words.closes(entry.text) or words.is_letter_head(entry.text):
            continue
        if nodes and (presenter := presenter_line(entry.text)):
            nodes[-1].presenter = presenter
        elif nodes and goes_on(nodes[-1], entry):
            nodes[-1].add(entry)
        elif words.is_title(entry.text):
            nodes.append(new("", [entry.text], "line", entry))
    return nodes


def _in_sections(nodes: list[Node]) -> list[Node]:
    """The items below the titles without a number that stand above them."""
    found: list[Node] = []
    above: Entry | None = None
    for node in nodes:
        if node.section is None or words.stands_alone(node.text):
            found.append(node)
            continue
        if node.section is not above:
            above = node.section
            title, presenter = split_presenter(above.text.rstrip(" :"))
            group = new(above.mark.label if above.mark else "", [f"{title} :"], "section", above)
            group.presenter = presenter
            found.append(group)
        group.children.append(node)
    return found
