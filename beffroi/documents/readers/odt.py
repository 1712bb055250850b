"""Lines of an OpenDocument text: paragraphs, list items and table rows in reading order."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from beffroi.documents.errors import DocumentError
from beffroi.documents.readers import guards
from beffroi.documents.readers.numbering import Counter, Level
from beffroi.documents.readers.text import TextLine, clean

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_SKIPPED = {
    *(f"{OFFICE}annotation", f"{TEXT}note", f"{TEXT}tracked-changes", f"{TEXT}sequence-decls"),
    *(f"{SVG}title", f"{SVG}desc"),  # what is read aloud for a picture is not in the text
}


def odt_lines(data: bytes, filename: str) -> list[TextLine]:
    """Lines of a file that ``guards.check`` let through. Raises DocumentError."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            content = etree.fromstring(archive.read("content.xml"), parser)
            styles = etree.fromstring(archive.read("styles.xml"), parser)
    except (KeyError, etree.XMLSyntaxError) as error:
        raise DocumentError(guards.damaged(filename)) from error
    body = content.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise DocumentError(guards.damaged(filename))
    return list(_Reader(content, styles).lines(body, None, 0))


class _Reader:
    """Reads in order, and counts the paragraphs of the numbered lists."""

    def __init__(self, *roots: etree._Element) -> None:
        self._levels: dict[str, dict[int, Level]] = {}
        self._counters: dict[str, Counter] = {}
        for root in roots:
            for style in root.iter(f"{TEXT}list-style"):
                self._levels[style.get(f"{STYLE}name", "")] = dict(_levels(style))

    def lines(self, node: etree._Element, counter: Counter | None, depth: int) -> Iterator[TextLine]:
        """``depth`` is how many lists stand around ``node``."""
        for child in node:
            if child.tag in (f"{TEXT}p", f"{TEXT}h"):
                yield from self._paragraph(child, counter, depth, first=child is node[0])
            elif child.tag == f"{TEXT}list":
                yield from self.lines(child, counter or self._counter(child), depth + 1)
            elif child.tag == f"{TABLE}table-row":
                cells = (cell for cell in child if cell.tag == f"{TABLE}table-cell")
                yield TextLine("\t".join(self._cell(cell) for cell in cells))
            elif isinstance(child.tag, str) and child.tag not in _SKIPPED:
                yield from self.lines(child, counter, depth)

    def _paragraph(
        self, paragraph: etree._Element, counter: Counter | None, depth: int, *, first: bool
    ) -> Iterator[TextLine]:
        listed = number = ""
        if counter and depth and first and paragraph.getparent().tag != f"{TEXT}list-header":
            number = counter.next(depth - 1)
            listed = "number" if number else "bullet"
        level = max(depth - 1, 0)
        for position, line in enumerate(clean(_text(paragraph)).split("\n")):
            yield TextLine(line, "", level) if position else TextLine(line, listed, level, number)

    def _counter(self, found: etree._Element) -> Counter:
        """That of the list that goes on, or a new one."""
        style = found.get(f"{TEXT}style-name", "")
        goes_on = found.get(f"{TEXT}continue-numbering") == "true" or found.get(f"{TEXT}continue-list")
        if not goes_on or style not in self._counters:
            self._counters[style] = Counter(self._levels.get(style, {}))
        return self._counters[style]

    def _cell(self, cell: etree._Element) -> str:
        lines = self.lines(cell, None, 0)
        return " ".join(" ".join(f"{line.number} {line.text}" for line in lines).split())


def _levels(style: etree._Element) -> Iterator[tuple[int, Level]]:
    """The depths of a list style that show numbers, from 0."""
    for level in style.iter(f"{TEXT}list-level-style-number"):
        depth = int(level.get(f"{TEXT}level", "1")) - 1
        several = min(int(level.get(f"{TEXT}display-levels", "1")), depth + 1)
        numbers = ".".join(f"%{place + 1}" for place in range(depth + 1 - several, depth + 1))
        pattern = f"{level.get(f'{STYLE}num-prefix', '')}{numbers}{level.get(f'{STYLE}num-suffix', '')}"
        yield depth, Level(level.get(f"{STYLE}num-format", ""), pattern, int(level.get(f"{TEXT}start-value", "1")))


def _text(node: etree._Element) -> str:
    parts = [node.text or ""]
    for child in node:
        if child.tag == f"{TEXT}s":
            parts.append(" " * min(int(child.get(f"{TEXT}c", "1")), 100))
        elif child.tag == f"{TEXT}tab":
            parts.append("\t")
        elif child.tag == f"{TEXT}line-break":
            parts.append("\n")
        elif isinstance(child.tag, str) and child.tag not in _SKIPPED:
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)
