"""A document as an OpenDocument text (ODT), from nothing or in a commune's own template."""

from __future__ import annotations

import io
import zipfile

from beffroi.documents.model import Document
from beffroi.documents.writers import archive, odt_parts, odt_pictograms, odt_template
from beffroi.documents.writers.odf import Element, element, name, serialised
from beffroi.documents.writers.odt_blocks import BlockBuilder, number_sheets
from beffroi.documents.writers.odt_styles import add_styles
from beffroi.documents.writers.odt_tables import add_table_styles
from beffroi.documents.writers.plain import cleaned, without_heading

MIMETYPE = "application/vnd.oasis.opendocument.text"


def write_odt(
    document: Document, target: archive.Target, *, template: bytes | None = None, template_name: str = "modele.odt"
) -> None:
    """Write ``document`` to a path or to an open binary stream.

    ``template`` is an ODT whose styles and pages are kept: the text goes where it says ``{{ contenu }}``, else at
    its end. Raises DocumentError when the template cannot be used; nothing is written then."""
    document = cleaned(document)
    titled: Document | None = document
    place: Element | None = None
    if template is None:
        parts = odt_parts.skeleton(document)
        base = _empty_archive(sorted([*parts, "meta.xml"]))
    else:
        parts = odt_template.open_template(template, template_name)
        base = template
        place, fields = odt_template.fill_template(parts, document)
        titled = None if "titre" in fields else without_heading(document, fields)
        add_styles(_child(parts["styles.xml"], "office:styles"), _child(parts["styles.xml"], "office:font-face-decls"))
    _insert(parts["content.xml"], document, place, titled)
    if document.draft_mark:
        odt_parts.mark_draft(parts["styles.xml"], document.draft_mark)
    for part in parts.values():
        if odt_pictograms.is_drawn(part):
            odt_pictograms.add_style(_child(part, "office:automatic-styles"))
    replaced = {called: serialised(part) for called, part in parts.items()}
    replaced["meta.xml"] = serialised(odt_parts.meta(document))
    replaced |= odt_template.as_text(base)
    if document.pictogram:
        replaced |= odt_pictograms.entries(document.pictogram, odt_template.manifest(base, template_name))
    archive.write(archive.repack(base, replaced, first="mimetype"), target)


def _insert(content: Element, document: Document, place: Element | None, titled: Document | None) -> None:
    """``titled``: the document whose title is written above the text, None where the template shows it."""
    automatic = _child(content, "office:automatic-styles")
    add_table_styles(automatic)
    builder = BlockBuilder(automatic)
    made = builder.title_block(titled) if titled else []
    made += builder.blocks(document)
    if document.first_sheet > 1 and place is None and made:
        number_sheets(automatic, made[0], document.first_sheet)
    body = content.find(f"{name('office:body')}/{name('office:text')}")
    if place is None and body is not None:
        body.extend(made)
    elif place is not None:
        for block in made:
            place.addprevious(block)
        parent = place.getparent()
        if parent is not None:
            parent.remove(place)


def _child(root: Element, tag: str) -> Element:
    """The child ``tag`` of ``root``, made in front of the others where it is missing."""
    found = root.find(name(tag))
    if found is None:
        found = element(tag)
        root.insert(0, found)
    return found


def _empty_archive(names: list[str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("mimetype", MIMETYPE)
        made.writestr("META-INF/manifest.xml", serialised(odt_parts.manifest(names, MIMETYPE)))
    return out.getvalue()
