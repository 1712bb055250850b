"""A commune's own Word template: its styles, headers and pages are kept, its fields are filled."""

from __future__ import annotations

import io
from collections.abc import Iterator

from docx import Document as open_docx
from docx.document import Document as DocxDocument
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as DocxParagraph
from lxml import etree

from beffroi.documents.errors import DocumentError
from beffroi.documents.model import Document
from beffroi.documents.readers import guards
from beffroi.documents.writers import template


def open_template(data: bytes, filename: str) -> DocxDocument:
    """Raises DocumentError for a file that is not a sound Word document."""
    guards.check(data, filename, frozenset({"docx"}))
    try:
        return open_docx(io.BytesIO(data))
    except (KeyError, ValueError, etree.XMLSyntaxError) as error:
        raise DocumentError(guards.damaged(filename)) from error


def fill_template(target: DocxDocument, document: Document) -> tuple[DocxParagraph | None, bool]:
    """Fill the fields of ``target``; the paragraph where the text goes (None: at the end), and whether the
    template shows the title itself. Raises DocumentError for an unknown field."""
    paragraphs = list(_paragraphs(target))
    fields = template.check_fields([paragraph.text for paragraph in paragraphs])
    filled = template.values(document)
    place = None
    for paragraph in paragraphs:
        if template.CONTENT in (name.lower() for name in template.FIELD.findall(paragraph.text)):
            place = _content_place(target, paragraph)
        else:
            _fill(paragraph, filled)
    return place, "titre" in fields


def _content_place(target: DocxDocument, paragraph: DocxParagraph) -> DocxParagraph:
    if paragraph._p.getparent() is not target.element.body:
        raise DocumentError(
            "Dans le modèle, {{ contenu }} se met seul sur sa ligne, dans le corps de la page : "
            "ni dans un tableau, ni dans un en-tête."
        )
    return paragraph


def _fill(paragraph: DocxParagraph, filled: dict[str, str]) -> None:
    if not template.FIELD.search(paragraph.text):
        return
    for run in paragraph.runs:
        run.text = template.fill(run.text, filled) if template.FIELD.search(run.text) else run.text
    if template.FIELD.search(paragraph.text) and paragraph.runs:
        # Word cuts a field into several runs when it was typed in several goes: the first takes it all
        whole = template.fill("".join(run.text for run in paragraph.runs), filled)
        for run in paragraph.runs[1:]:
            run.text = ""
        paragraph.runs[0].text = whole


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
