"""The marking of a PDF, in its XMP packet and its information dictionary, which Typst cannot write itself.

It is appended as an incremental update: not a byte of what Typst made, and checked as PDF/A and PDF/UA, is touched.
PDF/A asks that each property which XMP does not know be described in the packet (ISO 19005-2, 6.6.2.3; shown in the
PDF/A Competence Center's TechNote 0009): ours are added to those that Typst describes.
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
    head = _described(head, values)
    return f'{head}<rdf:Description rdf:about="" {spaces}>{rows}</rdf:Description>{end}{tail}'


_END_OF_SCHEMAS = "</rdf:Bag></pdfaExtension:schemas>"
_SCHEMAS = {"Iptc4xmpExt": "IPTC Extension schema", "Beffroi": "Beffroi marking schema"}
_MEANING = {
    "Iptc4xmpExt:DigitalSourceType": ("URI", "IPTC code of how the content was made"),
    "Beffroi:Generator": ("Text", "Software that made the file"),
    "Beffroi:Status": ("Text", "Whether a person has read the text"),
    "Beffroi:AIAssisted": ("Text", "Whether an artificial intelligence helped to write the text"),
    "Beffroi:Engines": ("Text", "Engines that helped"),
    "Beffroi:ReadBy": ("Text", "Person who read the text"),
    "Beffroi:ReadAt": ("Text", "Time of the reading, ISO 8601"),
}


def _described(packet: str, values: dict[str, str]) -> str:
    head, end, tail = packet.partition(_END_OF_SCHEMAS)
    if not end:
        raise ValueError("the XMP packet describes no schema: it was not made as PDF/A")
    schemas = "".join(_schema(prefix, [name for name in values if name.startswith(f"{prefix}:")]) for prefix in _SPACES)
    return f"{head}{schemas}{end}{tail}"


def _schema(prefix: str, names: list[str]) -> str:
    properties = "".join(
        '<rdf:li rdf:parseType="Resource"><pdfaProperty:category>external</pdfaProperty:category>'
        f"<pdfaProperty:description>{_MEANING[name][1]}</pdfaProperty:description>"
        f"<pdfaProperty:name>{name.partition(':')[2]}</pdfaProperty:name>"
        f"<pdfaProperty:valueType>{_MEANING[name][0]}</pdfaProperty:valueType></rdf:li>"
        for name in names
    )
    return (
        f'<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>{_SCHEMAS[prefix]}</pdfaSchema:schema>'
        f"<pdfaSchema:namespaceURI>{_SPACES[prefix]}</pdfaSchema:namespaceURI>"
        f"<pdfaSchema:prefix>{prefix}</pdfaSchema:prefix>"
        f"<pdfaSchema:property><rdf:Seq>{properties}</rdf:Seq></pdfaSchema:property></rdf:li>"
        if names
        else ""
    )


def read_marking(data: bytes) -> dict[str, str]:
    """The marking found in the information dictionary of a PDF, names as ``marking`` gives them."""
    information: Mapping[str, object] = PdfReader(io.BytesIO(data)).metadata or {}
    prefixes = tuple(f"/{prefix}." for prefix in _SPACES)
    return {
        str(name)[1:].replace(".", ":", 1): str(value)
        for name, value in information.items()
        if str(name).startswith(prefixes)
    }
