"""What surrounds the text of an OpenDocument file: its page, headers, page numbers, mark of a draft, metadata."""

from __future__ import annotations

from datetime import UTC, datetime

from beffroi.documents.model import Document, Run
from beffroi.documents.writers import look
from beffroi.documents.writers.marking import marking
from beffroi.documents.writers.odf import Element, element, name, write_text
from beffroi.documents.writers.odt_blocks import paragraph
from beffroi.documents.writers.odt_styles import add_styles, style_name
from beffroi.documents.writers.plain import is_poster, running_head

_VERSION = {"office:version": "1.3"}
_HEADERS = ("style:header", "style:header-left", "style:header-first")


def skeleton(document: Document) -> dict[str, Element]:
    """Content and styles of a new document: one page layout, its header and its footer."""
    fonts, styles = element("office:font-face-decls"), element("office:styles")
    add_styles(styles, fonts, language=document.language)
    _size_title(styles, look.title_size(document.title, poster=is_poster(document)))
    automatic = element("office:automatic-styles", {}, _page_layout())
    masters = element("office:master-styles", {}, _master(document))
    body = element("office:body", {}, element("office:text"))
    content_parts = (element("office:font-face-decls"), element("office:automatic-styles"), body)
    return {
        "content.xml": element("office:document-content", _VERSION, *content_parts),
        "styles.xml": element("office:document-styles", _VERSION, fonts, styles, automatic, masters),
    }


def _size_title(styles: Element, size: float) -> None:
    for style in styles:
        if style.get(name("style:name")) == style_name(look.TITLE):
            for properties in style.iter(name("style:text-properties")):
                properties.set(name("fo:font-size"), f"{size}pt")


def _page_layout() -> Element:
    size = {"fo:page-width": "210mm", "fo:page-height": "297mm", "style:print-orientation": "portrait"}
    margins = {"fo:margin-top": "12mm", "fo:margin-bottom": "12mm", "fo:margin-left": "24mm", "fo:margin-right": "24mm"}
    edge = {"fo:min-height": "10mm", "fo:margin-bottom": "4mm"}
    foot = {"fo:min-height": "9mm", "fo:margin-top": "4mm"}
    return element(
        "style:page-layout",
        {"style:name": "Beffroi.A4"},
        element("style:page-layout-properties", size | margins),
        element("style:header-style", {}, element("style:header-footer-properties", edge)),
        element("style:footer-style", {}, element("style:header-footer-properties", foot)),
    )


def _master(document: Document) -> Element:
    words = running_head(document)
    return element(
        "style:master-page",
        {"style:name": "Standard", "style:page-layout-name": "Beffroi.A4"},
        element("style:header", {}, paragraph(look.HEADER, (Run(words),))),
        element("style:header-first", {}, paragraph(look.HEADER, ())),
        element("style:footer", {}, _footer(document)),
        element("style:footer-first", {}, _footer(document)),
    )


def _footer(document: Document) -> Element:
    word = "feuillet" if document.first_sheet else "page"
    made = paragraph(look.FOOTER, (Run(f"{document.footer}\t{word}\u00a0"),))
    made.append(element("text:page-number", {"text:select-page": "current"}, text="1"))
    if not document.first_sheet:
        write_text(made, " sur ")
        made.append(element("text:page-count", text="1"))
    return made


def mark_draft(styles: Element, text: str) -> None:
    """Put the mark of a draft at the head of every kind of page."""
    for master in styles.iter(name("style:master-page")):
        headers = [header for tag in _HEADERS for header in master.findall(name(tag))]
        if master.find(name("style:header")) is None:
            made = element("style:header")
            master.insert(0, made)
            headers.append(made)
        for header in headers:
            header.attrib.pop(name("style:display"), None)  # a hidden header would hide the mark
            header.insert(0, paragraph(look.DRAFT, (Run(text),)))


def meta(document: Document) -> Element:
    """``meta.xml``: title, language, dates and the marking."""
    moment = document.created or document.provenance.read_at or datetime.now(UTC)
    stamp = moment.replace(tzinfo=None).isoformat(timespec="seconds")
    author = document.organisation or document.provenance.generator
    values = (
        *(("meta:generator", document.provenance.generator), ("dc:title", document.title)),
        *(("dc:subject", document.subject), ("dc:description", document.mention)),
        *(("meta:initial-creator", author), ("dc:creator", author), ("meta:creation-date", stamp), ("dc:date", stamp)),
        ("dc:language", document.language),
        *(("meta:keyword", word) for word in document.keywords),
    )
    made = element("office:meta", {}, *(element(tag, text=value) for tag, value in values if value))
    for key, value in marking(document.provenance, draft=bool(document.draft_mark)).items():
        made.append(element("meta:user-defined", {"meta:name": key, "meta:value-type": "string"}, text=value))
    return element("office:document-meta", _VERSION, made)


def manifest(names: list[str], mimetype: str) -> Element:
    """``META-INF/manifest.xml`` of a new file."""
    rows = [("/", mimetype), *((called, "text/xml") for called in sorted(names))]
    entries = [
        element("manifest:file-entry", {"manifest:full-path": path, "manifest:media-type": kind}) for path, kind in rows
    ]
    return element("manifest:manifest", {"manifest:version": "1.3"}, *entries)
