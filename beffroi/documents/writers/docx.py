"""A document as a Word file (DOCX), from nothing or in a commune's own template."""

from __future__ import annotations

import io

from docx import Document as open_docx
from docx.shared import Pt

from beffroi.documents.model import Document
from beffroi.documents.writers import archive, docx_parts, docx_styles, docx_template, look
from beffroi.documents.writers.docx_blocks import BlockWriter
from beffroi.documents.writers.plain import cleaned, is_poster, watermark, without_heading


def write_docx(
    document: Document, target: archive.Target, *, template: bytes | None = None, template_name: str = "modele.docx"
) -> None:
    """Write ``document`` to a path or to an open binary stream.

    ``template`` is a DOCX whose styles and pages are kept: the text goes where it says ``{{ contenu }}``, else at
    its end. Raises DocumentError when the template cannot be used; nothing is written then."""
    document = cleaned(document)
    if template is None:
        made = open_docx()
        docx_styles.prepare(made, document.language)
        size = look.title_size(document.title, poster=is_poster(document))
        made.styles[look.TITLE.name].font.size = Pt(size)
        docx_parts.furnish(made, document)
        writer = BlockWriter(made)
        writer.title_block(document)
        writer.blocks(document)
    else:
        made = docx_template.open_template(template, template_name)
        place, fields = docx_template.fill_template(made, document)
        docx_styles.complete(made)
        writer = BlockWriter(made, place)
        if "titre" not in fields:
            writer.title_block(without_heading(document, fields))
        writer.blocks(document)
        if place is not None:
            place._p.getparent().remove(place._p)
    if document.draft_mark:
        docx_parts.mark_draft(made, document.draft_mark, watermark(document))
    docx_parts.describe(made, document)
    out = io.BytesIO()
    made.save(out)
    archive.write(archive.repack(out.getvalue()), target)
