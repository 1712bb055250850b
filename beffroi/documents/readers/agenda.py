"""The items of an agenda or of a convocation: what comes before and after the list is left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from beffroi.documents.errors import DocumentError
from beffroi.documents.readers import agenda_words as words
from beffroi.documents.readers.agenda_marks import Mark, mark
from beffroi.documents.readers.text import TextLine, clean, read_lines

MAX_ITEMS = 300
_NUMBERED = ("label", "reference", "arabic", "roman", "letter", "bare")


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One item, numbered from 1 in the order of the agenda. ``label`` is the number as printed ("2-1"),
    ``heading`` the title of the group it stands in; ``title`` begins with it, so that it can be read alone."""

    number: int
    title: str
    presenter: str = ""
    label: str = ""
    heading: str = ""


@dataclass(slots=True)
class _Node:
    label: str
    parts: list[str]
    kind: str
    presenter: str = ""
    sign: str = ""
    children: list[_Node] = field(default_factory=list)

    @property
    def text(self) -> str:
        return words.join(self.parts)


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
    entries = _entries(lines)
    entries = entries[_start(entries) :]
    top = _top_kind(entries)
    nodes = _nodes(entries, top) if top else _plain_nodes(entries)
    return _flatten(nodes)


@dataclass(frozen=True, slots=True)
class _Entry:
    text: str
    mark: Mark | None


def _entries(lines: Sequence[TextLine]) -> list[_Entry]:
    entries = []
    columns: list[str] | None = None
    for line in lines:
        cells = [cell.strip() for cell in line.text.split("\t")]
        if words.is_table_heading(cells):
            columns = cells
            continue
        text = words.from_cells(cells, columns if columns and len(columns) == len(cells) else None)
        if not text:
            continue
        found = mark(text)
        if found is None and line.listed:
            kind = "bullet" if line.listed == "bullet" or line.level else "listed"
            found = Mark(kind, "", 0, text)
        entries.append(_Entry(text, found))
    return entries


def _start(entries: list[_Entry]) -> int:
    """Index of the first line of the list: after "ordre du jour", of which the last before the first item."""
    start = 0
    for position, entry in enumerate(entries):
        if entry.mark and entry.mark.kind in (*_NUMBERED, "listed") and start:
            break
        if (entry.mark is None or entry.mark.kind in ("bullet", "roman")) and words.announces(entry.text):
            rest = words.after_announcement(entry.text)
            if rest:
                entries[position] = _Entry(rest, mark(rest))
            start = position if rest else position + 1
    return start


def _top_kind(entries: list[_Entry]) -> str:
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
        if kind in ("arabic", "roman", "letter", "bare") and values[0] == 1:
            if kind == "bare" and "arabic" in found:
                continue
            return kind
    for kind in ("arabic", "decimal", "bullet"):
        if kind in found:
            return kind
    return ""


def _kind(found: Mark, seen: dict[str, list[int]]) -> str:
    """A lone I, V or X is a letter where letters are being counted."""
    if found.kind == "roman" and "letter" in seen and ord(found.label[0]) - 64 == seen["letter"][-1] + 1:
        return "letter"
    return found.kind


def _nodes(entries: list[_Entry], top: str) -> list[_Node]:
    nodes: list[_Node] = []
    last: _Node | None = None
    closed = pending = False
    for entry in entries:
        found = entry.mark
        is_top = found is not None and _is_top(found, top, nodes)
        if not is_top and words.closes(entry.text, marked=found is not None):
            closed = closed or words.is_farewell(entry.text)
            last = None
            continue
        if found is not None and is_top and (words.is_title(found.rest) or not found.rest):
            if closed and top in ("bullet", "listed"):
                continue
            last = _Node(_label(found), [found.rest] if found.rest else [], found.kind)
            nodes.append(last)
            closed, pending = False, not found.rest
        elif closed or not nodes:
            continue
        elif pending and last is not None and found is None:
            last.parts.append(entry.text)
            pending = False
        elif presenter := words.presenter_line(entry.text if found is None else found.rest):
            (last or nodes[-1]).presenter = presenter
        elif found is not None:
            last = _below(nodes, found)
        elif last is not None and words.goes_on(last.text, entry.text):
            last.parts.append(entry.text)
        elif not words.is_title(entry.text):
            continue
        elif words.stands_alone(entry.text) and top != "bullet":
            last = _Node("", [entry.text], top)
            nodes.append(last)
        elif group := _open_group(nodes[-1]):
            last = _unmarked_below(group, last, entry.text)
        elif top == "bullet" and last is not None and entry.text[:1].islower():
            last.parts.append(entry.text)
        else:
            last = None
    return [node for node in nodes if words.is_title(node.text)]


def _is_top(found: Mark, top: str, nodes: list[_Node]) -> bool:
    if top == "decimal":
        return found.kind in ("decimal", "arabic")
    if found.kind == "roman" and top == "letter":
        return found.label == chr(64 + len(nodes) + 1)
    return found.kind == top


def _label(found: Mark) -> str:
    return "" if found.kind in ("bullet", "bare") and not found.value else found.label


def _below(nodes: list[_Node], found: Mark) -> _Node | None:
    """A line marked below the items: a child of the last item, or of the last child where it is marked in
    another way than its elders."""
    if not words.is_title(found.rest):
        return None
    kind = _kind_below(found)
    parent = nodes[-1]
    for _ in range(2):
        if not parent.children or any(_same_level(child, kind, found) for child in parent.children):
            break
        parent = parent.children[-1]
    child = _Node(_label(found), [found.rest], kind, sign=found.label)
    parent.children.append(child)
    return child


def _kind_below(found: Mark) -> str:
    if found.kind == "letter" and found.label.islower():
        return "small"
    return "bullet" if found.kind in ("bare", "listed") else found.kind


def _same_level(elder: _Node, kind: str, found: Mark) -> bool:
    """Whether a line is marked as ``elder`` is. Scans render one bullet by many signs, so that another sign opens
    a deeper level only after a colon."""
    if kind == "bullet" and elder.text.endswith(":") and elder.sign != found.label:
        return False
    return elder.kind == kind


def _open_group(node: _Node) -> _Node | None:
    """The item or the last of its children that ends with a colon: what follows stands below it."""
    while node.children:
        if node.children[-1].text.endswith(":"):
            return node.children[-1]
        if not node.children[-1].children:
            break
        node = node.children[-1]
    return node if node.text.endswith(":") or node.children else None


def _unmarked_below(group: _Node, last: _Node | None, text: str) -> _Node | None:
    """A line without a mark in a group: a child of its own, or the rest of the child before it."""
    marked = any(child.kind != "unmarked" for child in group.children)
    rest_of_last = marked and not words.is_act(words.without_stray(text))
    if rest_of_last and last is not None and not last.text.endswith("."):
        last.parts.append(text)
        return last
    if rest_of_last or not (group.text.endswith(":") or words.is_act(text)):
        return None
    child = _Node("", [words.without_stray(text)], "unmarked")
    group.children.append(child)
    return child


def _plain_nodes(entries: list[_Entry]) -> list[_Node]:
    """Items of an agenda without any number: one a line."""
    nodes: list[_Node] = []
    for entry in entries:
        if words.is_farewell(entry.text):
            break
        if words.closes(entry.text) or words.is_letter_head(entry.text):
            continue
        if nodes and (presenter := words.presenter_line(entry.text)):
            nodes[-1].presenter = presenter
        elif nodes and words.goes_on(nodes[-1].text, entry.text):
            nodes[-1].parts.append(entry.text)
        elif words.is_title(entry.text):
            nodes.append(_Node("", [entry.text], "line"))
    return nodes


def _flatten(nodes: list[_Node]) -> list[AgendaLine]:
    items: list[AgendaLine] = []
    for node in nodes:
        _add(items, node, "", "")
    return items


def _add(items: list[AgendaLine], node: _Node, heading: str, by: str) -> None:
    """The item that ``node`` is, or the items below it, which then bear its title before theirs."""
    title, presenter = words.split_presenter(node.text)
    presenter = node.presenter or presenter or by
    full = f"{heading} – {title}" if heading else title
    children = [child for child in node.children if words.is_title(child.text)]
    if children and _is_group(node, children):
        for child in children:
            _add(items, child, full, presenter)
    else:
        items.append(AgendaLine(len(items) + 1, full, presenter, node.label, heading))


def _is_group(node: _Node, children: list[_Node]) -> bool:
    """Whether what stands below an item are items of their own, not details of it."""
    if children[0].kind in ("arabic", "letter", "small", "decimal", "label", "reference", "bare"):
        return True
    if node.text.rstrip().endswith(":"):
        return True
    acts = sum(words.is_act(child.text) for child in children)
    return not words.is_act(node.text) and (acts * 2 > len(children))
