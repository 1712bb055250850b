"""A commune's own Word template: its styles, headers and pages are kept, its fields are filled."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from docx import Document as open_docx
from docx.document import Document as DocxDocument
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph as DocxParagraph
from lxml import etree

from beffroi.documents.errors import DocumentError
from beffroi.documents.model import Document
from beffroi.documents.readers import guards
from beffroi.documents.writers import archive, docx_pictograms, template

_TYPES = "[Content_Types].xml"
_BROKEN = (
    *(KeyError, ValueError, AttributeError, IndexError, TypeError, zipfile.BadZipFile, etree.XMLSyntaxError),
    *(PackageNotFoundError, NotImplementedError, zlib.error, EOFError, RecursionError),
)


def open_template(data: bytes, filename: str) -> DocxDocument:
    """A document (.docx) or a Word template (.dotx). Raises DocumentError for a file that is not a sound one."""
    model = filename.lower().endswith(".dotx")
    try:
        guards.check(data, f"{filename[:-5]}.docx" if model else filename, frozenset({"docx"}))
        made = open_docx(io.BytesIO(_as_document(data) if model else data))
        if made.element.body is None or not made.sections:
            raise ValueError("a document without a body or a page")
        _ = [style.name for style in made.styles], list(_paragraphs(made))
    except _BROKEN as error:
        raise DocumentError(guards.damaged(filename)) from error
    return made


def _as_document(data: bytes) -> bytes:
    """A Word template differs from a document by one word of its list of types."""
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        types = opened.read(_TYPES)
    document = types.replace(b"wordprocessingml.template.main+xml", b"wordprocessingml.document.main+xml")
    return archive.repack(data, {_TYPES: document})


def fill_template(target: DocxDocument, document: Document) -> tuple[DocxParagraph | None, set[str]]:
    """Fill the fields of ``target``; the paragraph where the text goes (None: at the end), and the names of the
    fields that the template shows. Raises DocumentError for an unknown field."""
    paragraphs = list(_paragraphs(target))
    texts = ["".join(_words(paragraph)) for paragraph in paragraphs]
    fields = template.check_fields(texts, document)
    filled = template.values(document)
    place = None
    for paragraph, text in zip(paragraphs, texts, strict=True):
        if template.holds_content(text):
            if place is not None or paragraph._p.getparent() is not target.element.body:
                raise DocumentError(template.MISPLACED)
            place = paragraph
        elif template.FIELD.search(text):
            _fill(paragraph, filled)
            docx_pictograms.draw(paragraph, document.pictogram)
    return place, fields


def _fill(paragraph: DocxParagraph, filled: dict[str, str]) -> None:
    nodes = list(_nodes(paragraph))
    for node, words in zip(nodes, template.fill([node.text or "" for node in nodes], filled), strict=True):
        node.text = words
        node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _words(paragraph: DocxParagraph) -> list[str]:
    return [node.text or "" for node in _nodes(paragraph)]


def _nodes(paragraph: DocxParagraph) -> Iterator[BaseOxmlElement]:
    """Every piece of text of the paragraph itself, also in links and content controls, but not in the text boxes
    anchored to it, whose paragraphs come on their own."""
    for node in paragraph._p.iter(qn("w:t")):
        if next(node.iterancestors(qn("w:p"))) is paragraph._p:
            yield node


def _paragraphs(target: DocxDocument) -> Iterator[DocxParagraph]:
    """Every paragraph: body, tables, text boxes, headers and footers."""
    yield from (DocxParagraph(found, target._body) for found in target.element.body.iter(qn("w:p")))
    for section in target.sections:
        for part in (
            *(section.header, section.first_page_header, section.even_page_header),
            *(section.footer, section.first_page_footer, section.even_page_footer),
        ):
            if not part.is_linked_to_previous:
                yield from (DocxParagraph(found, part) for found in part._element.iter(qn("w:p")))
