"""Lines of a Word document: paragraphs and table rows in order, with the numbering that Word keeps apart."""

from __future__ import annotations

import io
from collections.abc import Iterator

from docx import Document as open_docx
from docx.document import Document as DocxDocument
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.text.paragraph import Paragraph
from lxml import etree

from beffroi.documents.errors import DocumentError
from beffroi.documents.readers import guards
from beffroi.documents.readers.docx_numbering import Numbering
from beffroi.documents.readers.text import TextLine, clean

_ROW, _CELL, _PARAGRAPH = qn("w:tr"), qn("w:tc"), qn("w:p")
_BREAKS = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): "\t", qn("w:noBreakHyphen"): "-"}
# what was struck out, what a reader of Word never sees, and the second copy of a drawing for older versions
_UNREAD = {
    qn("w:del"),
    qn("w:moveFrom"),
    qn("w:pPr"),
    qn("w:rPr"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}


def docx_lines(data: bytes, filename: str) -> list[TextLine]:
    """Lines of a file that ``guards.check`` let through; what tracked changes add is read, what they strike out is
    not. Raises DocumentError."""
    try:
        document = open_docx(io.BytesIO(data))
        return list(_lines(document.element.body, document, Numbering(document)))
    except (KeyError, ValueError, AttributeError, etree.XMLSyntaxError) as error:
        raise DocumentError(guards.damaged(filename)) from error


def _lines(node: etree._Element, document: DocxDocument, numbering: Numbering) -> Iterator[TextLine]:
    """Paragraphs and rows below ``node``, content controls and added parts included."""
    for child in node:
        if child.tag == _PARAGRAPH:
            yield from _paragraph(child, document, numbering)
        elif child.tag == _ROW:
            cells = (cell for cell in child.iter(_CELL) if next(cell.iterancestors(_ROW)) is child)
            yield TextLine("\t".join(_cell(cell, document, numbering) for cell in cells))
        elif child.tag not in _UNREAD:
            yield from _lines(child, document, numbering)


def _paragraph(element: CT_P, document: DocxDocument, numbering: Numbering) -> Iterator[TextLine]:
    listed, level, number = numbering.of(Paragraph(element, document._body))
    for position, line in enumerate(clean(_text(element)).split("\n")):
        yield TextLine(line, listed, level, number) if position == 0 else TextLine(line, "", level)


def _cell(cell: etree._Element, document: DocxDocument, numbering: Numbering) -> str:
    lines = (line for part in cell.iter(_PARAGRAPH) for line in _paragraph(part, document, numbering))
    return " ".join(" ".join(f"{line.number} {line.text}" for line in lines).split())


def _text(node: etree._Element) -> str:
    parts = []
    for child in node:
        if child.tag == qn("w:t"):
            parts.append(child.text or "")
        elif child.tag in _BREAKS:
            parts.append(_BREAKS[child.tag])
        elif child.tag == _PARAGRAPH:  # in a text box
            parts.append(f"\n{_text(child)}\n")
        elif child.tag not in _UNREAD:
            parts.append(_text(child))
    return "".join(parts)
