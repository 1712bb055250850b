"""The marking of a PDF, in its XMP packet and its information dictionary, which Typst cannot write itself.

It is appended as an incremental update: not a byte of what Typst made, and checked as PDF/UA, is touched.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from xml.sax.saxutils import escape

from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, StreamObject, TextStringObject

from beffroi.documents.model import Document
from beffroi.documents.writers.marking import marking

_SPACES = {
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "Beffroi": "https://beffroi.example/ns/1.0/",
}


def marked(data: bytes, document: Document) -> bytes:
    """The PDF ``data`` with the marking of ``document``."""
    values = marking(document.provenance, draft=bool(document.draft_mark))
    writer = PdfWriter(io.BytesIO(data), incremental=True)
    packet = writer.root_object["/Metadata"]
    stream = packet.get_object()
    assert isinstance(stream, StreamObject)
    stream.set_data(_with(stream.get_data().decode("utf-8"), values).encode("utf-8"))
    information = writer._info
    if information is not None:
        for name, value in values.items():
            information[NameObject("/" + name.replace(":", "."))] = TextStringObject(value)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _with(packet: str, values: dict[str, str]) -> str:
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _SPACES.items())
    rows = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in values.items())
    head, end, tail = packet.rpartition("</rdf:RDF>")
    if not end:
        raise ValueError("no RDF in the XMP packet")
    return f'{head}<rdf:Description rdf:about="" {spaces}>{rows}</rdf:Description>{end}{tail}'


def read_marking(data: bytes) -> dict[str, str]:
    """The marking found in the information dictionary of a PDF, names as ``marking`` gives them."""
    information: Mapping[str, object] = PdfReader(io.BytesIO(data)).metadata or {}
    prefixes = tuple(f"/{prefix}." for prefix in _SPACES)
    return {
        str(name)[1:].replace(".", ":", 1): str(value)
        for name, value in information.items()
        if str(name).startswith(prefixes)
    }
