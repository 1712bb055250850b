"""From a document to a file: DOCX, ODT or PDF/UA."""

from __future__ import annotations

from io import BytesIO

from django.utils.text import slugify

from beffroi.documents.model import Document
from beffroi.documents.writers import docx, odt, pdf

_WRITERS = {"docx": docx.write_docx, "odt": odt.write_odt, "pdf": pdf.write_pdf}
FORMATS = tuple(_WRITERS)


def rendered(document: Document, fmt: str) -> bytes:
    """The bytes of ``document``. Raises KeyError for a format that is not one of ``FORMATS``."""
    out = BytesIO()
    _WRITERS[fmt](document, out)
    return out.getvalue()


def file_name(document: Document, fmt: str) -> str:
    """ "PROJET-charte-de-l-intelligence-artificielle.odt"; what is not voted says so first."""
    mark = "PROJET-" if document.draft_mark else ""
    return f"{mark}{slugify(document.title.replace('’', ' '))[:80].strip('-')}.{fmt}"
