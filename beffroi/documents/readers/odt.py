"""Lines of an OpenDocument text: paragraphs, list items and table rows in reading order."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from beffroi.documents.errors import DocumentError
from beffroi.documents.readers import guards
from beffroi.documents.readers.text import TextLine, clean

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_SKIPPED = {f"{OFFICE}annotation", f"{TEXT}note", f"{TEXT}tracked-changes", f"{TEXT}sequence-decls"}


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
    return list(_lines(body, _numbered_styles(content, styles), "", 0))


def _lines(node: etree._Element, numbered: set[tuple[str, int]], style: str, level: int) -> Iterator[TextLine]:
    for child in node:
        if child.tag in (f"{TEXT}p", f"{TEXT}h"):
            listed = ("number" if (style, level) in numbered else "bullet") if level else ""
            first = child is node[0] if level else True
            for position, line in enumerate(clean(_text(child)).split("\n")):
                yield TextLine(line, listed if first and position == 0 else "", max(level - 1, 0))
        elif child.tag == f"{TEXT}list":
            yield from _lines(child, numbered, child.get(f"{TEXT}style-name", style), level + 1)
        elif child.tag == f"{TABLE}table-row":
            cells = (cell for cell in child if cell.tag == f"{TABLE}table-cell")
            yield TextLine("\t".join(" ".join(clean(_cell(cell)).split()) for cell in cells))
        elif isinstance(child.tag, str) and child.tag not in _SKIPPED:
            yield from _lines(child, numbered, style, level)


def _cell(cell: etree._Element) -> str:
    return " ".join(_text(part) for part in cell.iter(f"{TEXT}p", f"{TEXT}h"))


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


def _numbered_styles(*roots: etree._Element) -> set[tuple[str, int]]:
    """(name of a list style, depth from 1) wherever the list shows numbers rather than bullets."""
    found = set()
    for root in roots:
        for level in root.iter(f"{TEXT}list-level-style-number"):
            parent = level.getparent()
            shape = level.get("{urn:oasis:names:tc:opendocument:xmlns:style:1.0}num-format", "")
            if parent is not None and shape:
                found.add((parent.get(f"{STYLE}name", ""), int(level.get(f"{TEXT}level", "1"))))
    return found
