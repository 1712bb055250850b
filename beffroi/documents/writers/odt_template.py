"""A commune's own OpenDocument template: its styles, headers and pages are kept, its fields are filled."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from beffroi.documents.errors import DocumentError
from beffroi.documents.model import Document
from beffroi.documents.readers import guards
from beffroi.documents.writers import odt_pictograms, template
from beffroi.documents.writers.odf import Element, name

_BLOCKS = (name("text:p"), name("text:h"))


def open_template(data: bytes, filename: str) -> dict[str, Element]:
    """Its content and styles; a text (.odt) or a template (.ott). Raises DocumentError for a file that is not a sound
    OpenDocument text."""
    shown = f"{filename[:-4]}.odt" if filename.lower().endswith(".ott") else filename
    try:
        guards.check(data, shown, frozenset({"odt"}))
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            for entry in opened.namelist():
                opened.read(entry)  # all of it goes into the document: a damaged picture is found here
            parts = {
                called: etree.fromstring(opened.read(called), _parser()) for called in ("content.xml", "styles.xml")
            }
        if parts["content.xml"].find(f"{name('office:body')}/{name('office:text')}") is None:
            raise KeyError("office:text")
    except (KeyError, ValueError, etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise DocumentError(guards.damaged(filename)) from error
    return parts


_TEXT = b"application/vnd.oasis.opendocument.text"


def as_text(data: bytes) -> dict[str, bytes]:
    """The entries that make a text of a template (.ott): its type, said in two places. Empty for a text."""
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        if opened.read("mimetype").strip() == _TEXT:
            return {}
        manifest = _manifest_of_text(opened)
    return {"mimetype": _TEXT, odt_pictograms.MANIFEST: manifest}


def manifest(data: bytes, filename: str) -> Element:
    """The list of the files of a text, or of what a template becomes. Raises DocumentError where it cannot be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            return etree.fromstring(_manifest_of_text(opened), _parser())
    except (KeyError, etree.XMLSyntaxError) as error:
        raise DocumentError(guards.damaged(filename)) from error


def _manifest_of_text(opened: zipfile.ZipFile) -> bytes:
    return opened.read(odt_pictograms.MANIFEST).replace(_TEXT + b"-template", _TEXT)


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True)


def fill_template(parts: dict[str, Element], document: Document) -> tuple[Element | None, set[str]]:
    """Fill the fields; the paragraph where the text goes (None: at the end), and the names of the fields that the
    template shows. Raises DocumentError for an unknown field."""
    paragraphs = [found for part in parts.values() for found in part.iter(*_BLOCKS)]
    texts = ["".join(_pieces(found)) for found in paragraphs]
    fields = template.check_fields(texts, document)
    filled = template.values(document)
    place = None
    for found, text in zip(paragraphs, texts, strict=True):
        if template.holds_content(text):
            parent = found.getparent()
            if place is not None or parent is None or parent.tag != name("office:text"):
                raise DocumentError(template.MISPLACED)
            place = found
        elif template.FIELD.search(text):
            _fill(found, filled)
            odt_pictograms.draw(found, document.pictogram)
    return place, fields


def _fill(found: Element, filled: dict[str, str]) -> None:
    places = list(_places(found))
    for (node, attribute), words in zip(places, template.fill(_pieces(found), filled), strict=True):
        setattr(node, attribute, words)


def _pieces(found: Element) -> list[str]:
    return [getattr(node, attribute) or "" for node, attribute in _places(found)]


def _places(found: Element) -> Iterator[tuple[Element, str]]:
    """Each piece of text of the paragraph, as the attribute of the node that holds it, in reading order; paragraphs
    inside it (a text frame) come on their own."""
    yield found, "text"
    for child in found:
        if child.tag not in _BLOCKS and isinstance(child.tag, str):
            yield from _places(child)
        yield child, "tail"
