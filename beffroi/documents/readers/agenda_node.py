"""A section or an item of an agenda while its lines are being read."""

from __future__ import annotations

from dataclasses import dataclass, field

from beffroi.documents.readers import agenda_words as words
from beffroi.documents.readers.agenda_entries import Entry

MOST_LINES = 20
"""Of one title: beyond, it is no title any more."""


@dataclass(slots=True)
class Node:
    """``line`` and ``end`` are the ranks, from 0, of the first and of the last line of the title; ``open`` says that
    the last was full, so that the next may be its rest; ``section`` is the title without a number that stands above,
    if any."""

    label: str
    parts: list[str]
    kind: str
    line: int
    end: int
    open: bool = False
    presenter: str = ""
    sign: str = ""
    value: int = 0
    section: Entry | None = None
    children: list[Node] = field(default_factory=list)

    @property
    def text(self) -> str:
        return words.join(self.parts)

    def add(self, entry: Entry) -> None:
        self.parts.append(entry.text)
        self.open, self.end = entry.full or (entry.hanging and self.open), entry.line


def new(label: str, parts: list[str], kind: str, entry: Entry) -> Node:
    """A node that begins on the line of ``entry``."""
    return Node(label, parts, kind, entry.line, entry.line, entry.full)


def is_group(node: Node, children: list[Node]) -> bool:
    """Whether what stands below an item are items of their own, not details of it."""
    if children[0].kind in ("section", "arabic", "letter", "small", "decimal", "label", "reference", "bare"):
        return True
    if node.text.rstrip().endswith((":", " -", " –", " —")):
        return True
    acts = sum(words.is_act(child.text) for child in children)
    if len(children) > 1 and acts == len(children):
        return True
    return not words.is_act(node.text) and (acts * 2 > len(children))


def goes_on(node: Node, entry: Entry) -> bool:
    """Whether a line without a mark is the rest of a title: its words say so, or the line before was full."""
    if len(node.parts) >= MOST_LINES:
        return False
    if words.goes_on(node.text, entry.text):
        return True
    ended = node.text.rstrip().endswith((".", ":", ";"))
    apart = words.is_act(entry.text) or words.stands_alone(entry.text)
    return not ended and not apart and (node.open or entry.hanging or entry.text.startswith(("«", "(")))
