"""Lines of a Word document: paragraphs and table rows in order, with the numbering that Word keeps apart."""

from __future__ import annotations

import io
from collections.abc import Iterator

from docx import Document as open_docx
from docx.document import Document as DocxDocument
from docx.oxml.ns import qn
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from lxml import etree

from beffroi.documents.errors import DocumentError
from beffroi.documents.readers import guards
from beffroi.documents.readers.text import TextLine, clean


def docx_lines(data: bytes, filename: str) -> list[TextLine]:
    """Lines of a file that ``guards.check`` let through. Raises DocumentError."""
    try:
        return list(_lines(open_docx(io.BytesIO(data))))
    except (KeyError, ValueError, AttributeError, etree.XMLSyntaxError) as error:
        raise DocumentError(guards.damaged(filename)) from error


def _lines(document: DocxDocument) -> Iterator[TextLine]:
    formats = _number_formats(document)
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            yield from _rows(block)
        else:
            listed, level = _listed(block, formats)
            for position, line in enumerate(clean(block.text).split("\n")):
                yield TextLine(line, listed if position == 0 else "", level)


def _rows(table: Table) -> Iterator[TextLine]:
    for row in table.rows:
        cells: list[_Cell] = []
        for cell in row.cells:
            if not cells or cell._tc is not cells[-1]._tc:
                cells.append(cell)
        yield TextLine("\t".join(" ".join(clean(cell.text).split()) for cell in cells))


def _listed(paragraph: Paragraph, formats: dict[tuple[str, str], str]) -> tuple[str, int]:
    own = paragraph._p.pPr
    properties: etree._Element | None = own.find(qn("w:numPr")) if own is not None else None
    style = paragraph.style
    while properties is None and style is not None:
        style_properties = style.element.pPr
        properties = style_properties.find(qn("w:numPr")) if style_properties is not None else None
        style = getattr(style, "base_style", None)
    number = properties.find(qn("w:numId")) if properties is not None else None
    if properties is None or number is None or number.get(qn("w:val")) == "0":
        return "", 0
    depth = properties.find(qn("w:ilvl"))
    level = depth.get(qn("w:val"), "0") if depth is not None else "0"
    shape = formats.get((number.get(qn("w:val"), ""), level), "bullet")
    return ("bullet" if shape in ("bullet", "none") else "number"), int(level)


def _number_formats(document: DocxDocument) -> dict[tuple[str, str], str]:
    """Format of each list at each level, by the list's id and the level ("decimal", "bullet"...)."""
    try:
        root = document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return {}
    shapes: dict[str, dict[str, str]] = {}
    for abstract in root.findall(qn("w:abstractNum")):
        shapes[abstract.get(qn("w:abstractNumId"))] = {
            level.get(qn("w:ilvl")): level.find(qn("w:numFmt")).get(qn("w:val"))
            for level in abstract.findall(qn("w:lvl"))
            if level.find(qn("w:numFmt")) is not None
        }
    found = {}
    for number in root.findall(qn("w:num")):
        abstract_id = number.find(qn("w:abstractNumId")).get(qn("w:val"))
        for level, shape in shapes.get(abstract_id, {}).items():
            found[number.get(qn("w:numId")), level] = shape
    return found
