"""From a document to a file: PDF, DOCX or ODT, in our look or in the commune's own template."""

from __future__ import annotations

from io import BytesIO

from django.utils.text import slugify

from beffroi.documents.model import Document
from beffroi.documents.writers import docx, odt, pdf


def act_file(document: Document, fmt: str, *, template: bytes | None = None, template_name: str = "") -> bytes:
    """The bytes of ``document`` in ``fmt`` ("pdf", "docx", "odt"). ``template``: the commune's own, of the same format
    (a PDF has none: its look is fixed). Raises DocumentError when the template cannot be used, KeyError for another
    format."""
    out = BytesIO()
    if fmt == "pdf":
        pdf.write_pdf(document, out)
    else:
        writer = {"docx": docx.write_docx, "odt": odt.write_odt}[fmt]
        writer(document, out, template=template, template_name=template_name or f"modele.{fmt}")
    return out.getvalue()


def act_file_name(document: Document, fmt: str, day: str = "") -> str:
    """ "2025-12-11-liste-des-deliberations-examinees.pdf"; a draft says so first. ``day``: ISO date of the sitting."""
    mark = slugify(document.draft_mark.split(" ")[0]).upper() if document.draft_mark else ""
    return f"{'-'.join(part for part in (mark, day, slugify(document.title)[:80].strip('-')) if part)}.{fmt}"
