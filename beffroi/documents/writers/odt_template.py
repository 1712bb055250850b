"""A commune's own OpenDocument template: its styles, headers and pages are kept, its fields are filled."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from beffroi.documents.errors import DocumentError
from beffroi.documents.model import Document
from beffroi.documents.readers import guards
from beffroi.documents.writers import template
from beffroi.documents.writers.odf import Element, name, write_text


def open_template(data: bytes, filename: str) -> dict[str, Element]:
    """Its content and styles. Raises DocumentError for a file that is not a sound OpenDocument text."""
    guards.check(data, filename, frozenset({"odt"}))
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            parts = {called: etree.fromstring(opened.read(called), parser) for called in ("content.xml", "styles.xml")}
        if parts["content.xml"].find(f"{name('office:body')}/{name('office:text')}") is None:
            raise KeyError("office:text")
    except (KeyError, etree.XMLSyntaxError) as error:
        raise DocumentError(guards.damaged(filename)) from error
    return parts


def fill_template(parts: dict[str, Element], document: Document) -> tuple[Element | None, bool]:
    """Fill the fields; the paragraph where the text goes (None: at the end), and whether the template shows the
    title itself. Raises DocumentError for an unknown field."""
    paragraphs = [found for part in parts.values() for found in _paragraphs(part)]
    fields = template.check_fields(["".join(found.itertext()) for found in paragraphs])
    filled = template.values(document)
    place = None
    for found in paragraphs:
        whole = "".join(found.itertext())
        if template.CONTENT in (field.lower() for field in template.FIELD.findall(whole)):
            place = _content_place(found)
        elif template.FIELD.search(whole):
            _fill(found, filled)
    return place, "titre" in fields


def _paragraphs(part: Element) -> Iterator[Element]:
    yield from part.iter(name("text:p"), name("text:h"))


def _content_place(found: Element) -> Element:
    parent = found.getparent()
    if parent is None or parent.tag != name("office:text"):
        raise DocumentError(
            "Dans le modèle, {{ contenu }} se met seul sur sa ligne, dans le corps de la page : "
            "ni dans un tableau, ni dans un en-tête."
        )
    return found


def _fill(found: Element, filled: dict[str, str]) -> None:
    for node in found.iter():
        node.text = template.fill(node.text, filled) if node.text else node.text
        if node is not found and node.tail:
            node.tail = template.fill(node.tail, filled)
    whole = "".join(found.itertext())
    if template.FIELD.search(whole):
        # the field was cut into several spans when it was typed in several goes
        for child in list(found):
            found.remove(child)
        found.text = None
        write_text(found, template.fill(whole, filled))
