"""The pictogram in an OpenDocument text: a picture in the line, with its alternative text."""

from __future__ import annotations

from lxml import etree

from beffroi.documents import pictograms
from beffroi.documents.writers.mentioned import MARK, in_words
from beffroi.documents.writers.odf import Element, element, name, serialised

MANIFEST = "META-INF/manifest.xml"
_DRAW = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
_STYLE = "Beffroi.Pictogramme"
_HOLDERS = frozenset(name(tag) for tag in ("text:p", "text:h", "text:span", "text:a"))
_BOXES = frozenset(f"{{{_DRAW}}}{tag}" for tag in ("frame", "text-box"))


def draw(paragraph: Element, pictogram: str) -> None:
    """Draw ``pictogram`` at each mark of ``paragraph``; its words are left alone where LibreOffice takes no picture
    (a drawn shape, a comment, a field of its own). Nothing where there is no pictogram."""
    if not pictogram:
        return
    for node in list(paragraph.iter()):
        if isinstance(node.tag, str) and MARK in (node.text or ""):
            _draw_in(node, None, pictogram)
        parent = node.getparent()
        if node is not paragraph and parent is not None and MARK in (node.tail or ""):
            _draw_in(parent, node, pictogram)


def _draw_in(holder: Element, after: Element | None, pictogram: str) -> None:
    """In the text of ``holder`` that comes after its child ``after``, or first."""
    text = (holder.text if after is None else after.tail) or ""
    before, *pieces = text.split(MARK) if _takes_a_picture(holder) else [in_words(text)]
    if after is None:
        holder.text, at = before, 0
    else:
        after.tail, at = before, holder.index(after) + 1
    for position, piece in enumerate(pieces, start=at):
        made = _frame(pictogram)
        made.tail = piece
        holder.insert(position, made)


def _takes_a_picture(holder: Element) -> bool:
    drawn = {each.tag for each in holder.iterancestors() if str(each.tag).startswith(f"{{{_DRAW}}}")}
    in_comment = next(holder.iterancestors(name("office:annotation")), None) is not None
    return holder.tag in _HOLDERS and drawn <= _BOXES and not in_comment


def _frame(pictogram: str) -> Element:
    picture = etree.Element(f"{{{_DRAW}}}image", nsmap={"draw": _DRAW})
    for key, value in (("href", _path(pictogram)), ("type", "simple"), ("show", "embed"), ("actuate", "onLoad")):
        picture.set(name(f"xlink:{key}"), value)
    made = etree.Element(f"{{{_DRAW}}}frame", nsmap={"draw": _DRAW})
    made.set(f"{{{_DRAW}}}name", pictograms.TITLE)
    made.set(f"{{{_DRAW}}}style-name", _STYLE)
    made.set(name("text:anchor-type"), "as-char")
    made.set(name("svg:width"), f"{pictograms.png_width(pictograms.png(pictogram)):.2f}mm")
    made.set(name("svg:height"), f"{pictograms.HEIGHT}mm")
    title = element("svg:title", text=pictograms.TITLE)
    made.extend((picture, title, element("svg:desc", text=pictograms.WORDS[pictogram])))
    return made


def is_drawn(part: Element) -> bool:
    return any(frame.get(f"{{{_DRAW}}}style-name") == _STYLE for frame in part.iter(f"{{{_DRAW}}}frame"))


def add_style(automatic: Element) -> None:
    """Centre the pictogram on its line, in the part of the file that has these styles."""
    if any(style.get(name("style:name")) == _STYLE for style in automatic):
        return  # the template is itself a file of ours
    place = {"style:vertical-pos": "middle", "style:vertical-rel": "text"}
    properties = element("style:graphic-properties", place)
    automatic.append(element("style:style", {"style:name": _STYLE, "style:family": "graphic"}, properties))


def entries(pictogram: str, manifest: Element) -> dict[str, bytes]:
    """What the archive holds beside its text: the picture, and ``manifest``, the list of its files, which names it."""
    path = name("manifest:full-path")
    if all(entry.get(path) != _path(pictogram) for entry in manifest):
        row = {"manifest:full-path": _path(pictogram), "manifest:media-type": "image/png"}
        manifest.append(element("manifest:file-entry", row))
    return {_path(pictogram): pictograms.png(pictogram), MANIFEST: serialised(manifest)}


def _path(pictogram: str) -> str:
    return f"Pictures/Beffroi-{pictogram}.png"
