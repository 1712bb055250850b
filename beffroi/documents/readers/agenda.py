"""The items of an agenda or of a convocation: what comes before and after the list is left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from beffroi.documents.errors import DocumentError
from beffroi.documents.readers import agenda_words as words
from beffroi.documents.readers.agenda_tree import Node, is_group, tree
from beffroi.documents.readers.text import TextLine, clean, read_lines

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


def read_agenda(data: bytes, filename: str) -> list[AgendaLine]:
    """Items of a txt, docx, odt or pdf file. Raises DocumentError when it cannot be read or holds no item."""
    items = agenda_lines(read_lines(data, filename))
    if not items:
        raise DocumentError(
            f"Aucun point n'a été trouvé dans « {PurePath(filename).name} ». Un ordre du jour s'écrit avec un point "
            "par ligne, numéroté si possible : « 1. Adoption du procès-verbal »."
        )
    if len(items) > MAX_ITEMS:
        raise DocumentError(
            f"« {PurePath(filename).name} » compte {len(items)} points : c'est trop pour un ordre du jour "
            f"({MAX_ITEMS} au plus). Vérifiez qu'il s'agit du bon fichier."
        )
    return items


def agenda_text(text: str) -> list[AgendaLine]:
    """Items of an agenda typed or pasted by a person."""
    return agenda_lines([TextLine(line) for line in clean(text).split("\n")])


def agenda_lines(lines: Sequence[TextLine]) -> list[AgendaLine]:
    """Items of an agenda given as lines."""
    return _flatten(tree(lines))


def _flatten(nodes: list[Node]) -> list[AgendaLine]:
    items: list[AgendaLine] = []
    for node in nodes:
        _add(items, node, "", "")
    return items


def _add(items: list[AgendaLine], node: Node, heading: str, by: str) -> None:
    """The item that ``node`` is, or the items below it, which then bear its title before theirs."""
    title, presenter = words.split_presenter(node.text)
    presenter = node.presenter or presenter or by
    full = f"{heading} – {title}" if heading else title
    children = [child for child in node.children if words.is_title(child.text)]
    if children and is_group(node, children):
        for child in children:
            _add(items, child, full, presenter)
    else:
        items.append(AgendaLine(len(items) + 1, full, presenter, node.label, heading))
