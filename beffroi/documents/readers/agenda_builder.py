"""Lines of an agenda, one by one, into items: which begins one, completes the last, or is no part of the list."""

from __future__ import annotations

import re

from beffroi.documents.readers import agenda_words as words
from beffroi.documents.readers.agenda_entries import Entry
from beffroi.documents.readers.agenda_marks import Mark, restored, restored_roman
from beffroi.documents.readers.agenda_node import Node, goes_on, new
from beffroi.documents.readers.agenda_presenter import presenter_line

COUNTED = ("arabic", "roman", "letter", "bare", "numeral")
BARE = ("bare", "numeral")
"""Numbers without a stop."""


class Builder:
    """Takes the lines one by one. ``last`` is the item that the next line may complete, ``closed`` whether the letter
    went on after the list, ``pending`` whether a number stands alone and waits for its title."""

    def __init__(self, top: str, *, announced: bool) -> None:
        self.top = top
        self.announced = announced
        self.nodes: list[Node] = []
        self.last: Node | None = None
        self.section: Entry | None = None
        self.by: str | None = None
        self.closed = self.pending = False

    def take(self, entry: Entry, following: Entry | None) -> None:
        found = self._mark(entry)
        is_top = found is not None and self._is_top(found)
        dangling = self.last is not None and self.last.text.endswith("n°")
        if not is_top and not dangling and words.closes(entry.text, marked=found is not None and found.kind != "bare"):
            self.closed = self.closed or words.is_farewell(entry.text)
            self.last = None
        elif found is not None and is_top and (words.is_title(found.rest) or not found.rest):
            self._open_item(entry, found)
        elif not self.pending and self._heads_section(entry, found, following):
            self.section, self.last, self.closed = _heading(entry, following), None, False
        elif found is not None and found.kind == "roman" and self.top == "decimal":
            self.section = None
            self._open_item(entry, found)
        elif self._presents_next(entry, found) or self._comes_first(entry, found):
            pass
        elif not self.closed and self.nodes:
            self._continue(entry, found, following)

    def begins_again(self, entry: Entry) -> bool:
        """Whether the first item comes again: after its agenda, the text of the minutes begins."""
        first = self.nodes[0]
        if len(self.nodes) < 2 or entry.mark is None or entry.mark.label != first.label or not first.label:
            return False
        return words.same_beginning(entry.mark.rest, first.text)

    def _mark(self, entry: Entry) -> Mark | None:
        """How the line begins; a number that a scan spoiled is read again where the sequence tells it."""
        if self.nodes and self.top == "roman" and (again := restored_roman(entry.text, self.nodes[-1].value + 1)):
            return again
        if self.nodes and self.top in COUNTED and (entry.mark is None or entry.mark.kind in ("bullet", "letter")):
            parent = self.nodes[-1]
            numbers = [child.label for child in parent.children if child.kind == "decimal"]
            if again := restored(entry.text, parent.label, numbers):
                return again
        return entry.mark

    def _is_top(self, found: Mark) -> bool:
        if self.top == "decimal":
            return found.kind in ("decimal", "arabic")
        if found.kind == "roman" and self.top == "letter":
            return found.label == chr(64 + len(self.nodes) + 1)
        if found.kind == "bare" and self.top == "arabic" and self.nodes:
            return found.value == self.nodes[-1].value + 1 and words.stands_alone(found.rest)
        return found.kind == self.top and not self._is_deeper(found)

    def _is_deeper(self, found: Mark) -> bool:
        """Whether a bullet stands below one of another sign that ends with a colon, or goes on there."""
        if self.top != "bullet" or not self.nodes or found.label == self.nodes[-1].sign:
            return False
        parent = self.nodes[-1]
        return any(child.sign == found.label for child in parent.children) or parent.text.endswith(":")

    def _open_item(self, entry: Entry, found: Mark) -> None:
        previous = self.nodes[-1].value if self.nodes else 0
        if self.closed and (self.top in ("bullet", "listed") or found.value != previous + 1):
            return
        parts = [found.rest] if found.rest else []
        node = new(_label(found), parts, found.kind, entry)
        node.value, node.sign, node.section, node.presenter = found.value, found.label, self.section, self.by or ""
        self.nodes.append(node)
        self.last, self.closed, self.pending = node, False, not found.rest

    def _presents_next(self, entry: Entry, found: Mark | None) -> bool:
        """Whether a line names who presents the items below it: so do all, where one stands before the first item."""
        presenter = presenter_line(entry.text) if found is None else ""
        if not presenter or (self.nodes and self.by is None):
            return False
        self.by, self.last = presenter, None
        return True

    def _comes_first(self, entry: Entry, found: Mark | None) -> bool:
        """Whether a line is an item put before the numbered ones: with a dash ("- Appel nominal"), or without a mark
        between "ordre du jour" and the first number."""
        if found is None and self.announced and not self.nodes and words.is_act(entry.text):
            self.last = new("", [entry.text], "line", entry)
            self.nodes.append(self.last)
            return True
        if found is None or found.kind != "bullet" or self.nodes and self.nodes[-1].kind != "bullet":
            return False
        if self.top == "bullet" or not words.is_title(found.rest) or words.is_letter_head(found.rest):
            return False
        self.last = new("", [found.rest], "bullet", entry)
        self.nodes.append(self.last)
        return True

    def _heads_section(self, entry: Entry, found: Mark | None, following: Entry | None) -> bool:
        """Whether a line without a number, or numbered in another way than the items, is the title of those that
        follow ("FINANCES", "II. FINANCES" above 2.1)."""
        if following is None or following.mark is None or not self._is_top(following.mark):
            return False
        if self.top == "decimal" and _first_of(following) and (found is None or found.kind != "letter"):
            heads = words.is_heading(entry.text if found is None else found.rest)
            return heads and (self.last is None or not words.goes_on(self.last.text, entry.text))
        if found is not None and found.kind == "bullet" and self.top != "bullet":
            return words.is_shouted(found.rest)
        if found is not None or self.top == "listed" or not words.is_heading(entry.text):
            return False
        return self.last is None or not (self.last.open or words.goes_on(self.last.text, entry.text))

    def _continue(self, entry: Entry, found: Mark | None, following: Entry | None) -> None:
        last = self.last
        if self.pending and last is not None and found is None:
            last.add(entry)
            self.pending = False
        elif presenter := presenter_line(entry.text if found is None else found.rest):
            (last or self.nodes[-1]).presenter = presenter
        elif found is not None:
            self.last = _below(self.nodes[-1], found, entry)
        elif words.is_shouted(entry.text) and following is not None and following.mark is not None:
            self.last = new("", [entry.text], "section", entry)
            self.nodes[-1].children.append(self.last)
        elif last is not None and (goes_on(last, entry) or _is_quoted_rest(entry, following)):
            last.add(entry)
        elif words.is_title(entry.text):
            self._unmarked(entry)

    def _unmarked(self, entry: Entry) -> None:
        """A line without a mark that begins a thought: a usual last item, an item of a group, or nobody's."""
        if words.stands_alone(entry.text) and self.top != "bullet":
            self.last = new("", [entry.text], self.top, entry)
            self.last.section = self.section
            self.nodes.append(self.last)
        elif group := _open_group(self.nodes[-1]):
            self.last = _unmarked_below(group, entry)
        elif self.top == "bullet" and self.last is not None and entry.text[:1].islower():
            self.last.add(entry)
        else:
            self.last = None


def _first_of(entry: Entry | None) -> int:
    """3 for "3.1", the first item of the third section; 0 for anything else."""
    found = re.fullmatch(r"(\d{1,2})[.-]1", entry.mark.label) if entry and entry.mark else None
    return int(found[1]) if found else 0


def _heading(entry: Entry, following: Entry | None) -> Entry:
    """The title of a section; its number, if a scan spoiled it, as the items below tell it."""
    bullet = entry.mark is not None and entry.mark.kind == "bullet"
    text = entry.mark.rest if entry.mark and bullet else entry.text
    found = restored_roman(text, _first_of(following)) or (None if bullet else entry.mark)
    return entry.with_text(found.rest if found else text, found)


def _is_quoted_rest(entry: Entry, following: Entry | None) -> bool:
    """Whether a line is the quotation that a title announces ("Modification de la délibération : « Vente... »"): one
    line alone, where several would be items."""
    return entry.text.startswith("«") and (following is None or following.mark is not None)


def _label(found: Mark) -> str:
    return "" if found.kind == "bullet" else found.label


def _below(parent: Node, found: Mark, entry: Entry) -> Node | None:
    """A line marked below the items: a child of the last item, or of the last child where it is marked in
    another way than its elders."""
    if not words.is_title(found.rest):
        return None
    kind = _kind_below(found)
    if parent.children and parent.children[-1].kind == "section":
        parent = parent.children[-1]
    for _ in range(2):
        if not parent.children or _same_level(parent.children, kind, found):
            break
        parent = parent.children[-1]
    label = "" if found.kind in BARE and found.value != len(parent.children) + 1 else _label(found)
    child = new(label, [words.without_dust(found.rest)], kind, entry)
    child.sign = found.label
    parent.children.append(child)
    return child


def _kind_below(found: Mark) -> str:
    if found.kind == "letter" and found.label.islower():
        return "small"
    return "bullet" if found.kind in (*BARE, "listed") else found.kind


def _same_level(elders: list[Node], kind: str, found: Mark) -> bool:
    """Whether a line is marked as its elders are. Scans render one bullet by many signs, so that another sign opens
    a deeper level only after a colon."""
    last = elders[-1]
    if kind == "bullet" and last.text.endswith(":") and last.sign != found.label:
        return False
    return any(elder.kind == kind for elder in elders)


def _open_group(node: Node) -> Node | None:
    """The item or the last of its children that ends with a colon: what follows stands below it."""
    while node.children:
        if node.children[-1].text.endswith(":"):
            return node.children[-1]
        if not node.children[-1].children:
            break
        node = node.children[-1]
    return node if node.text.endswith(":") or node.children else None


def _unmarked_below(group: Node, entry: Entry) -> Node | None:
    """A line without a mark in a group: a child of its own where it reads as one, else nobody's."""
    text = words.without_dust(words.without_stray(entry.text))
    marked = any(child.kind != "unmarked" for child in group.children)
    if not words.is_act(text) and (marked or not group.text.endswith(":")):
        return None
    child = new("", [text], "unmarked", entry)
    group.children.append(child)
    return child
