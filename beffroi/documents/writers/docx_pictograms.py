"""The pictogram in a Word file: a picture in the line, with its alternative text."""

from __future__ import annotations

import io

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm
from docx.text.paragraph import Paragraph as DocxParagraph

from beffroi.documents import pictograms
from beffroi.documents.writers.docx_styles import element
from beffroi.documents.writers.mentioned import MARK, in_words

_TEXT_ONLY = tuple(qn(tag) for tag in ("w:text", "w:date", "w:dropDownList", "w:comboBox"))
_AFTER_ALIGNMENT = ("w:textboxTightWrap", "w:outlineLvl", "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange")


def draw(paragraph: DocxParagraph, pictogram: str) -> None:
    """Draw ``pictogram`` at each mark of ``paragraph``; its words are left alone where Word takes no picture (a
    content control for plain text). Nothing where there is no pictogram."""
    if not pictogram:
        return
    for node in [node for node in paragraph._p.iter(qn("w:t")) if MARK in (node.text or "")]:
        if _takes_no_picture(node):
            node.text = in_words(node.text)
        else:
            _split(node, paragraph, pictogram)


def _takes_no_picture(node: BaseOxmlElement) -> bool:
    properties = (control.find(qn("w:sdtPr")) for control in node.iterancestors(qn("w:sdt")))
    return any(found.find(tag) is not None for found in properties if found is not None for tag in _TEXT_ONLY)


def _split(node: BaseOxmlElement, paragraph: DocxParagraph, pictogram: str) -> None:
    before, *pieces = node.text.split(MARK)
    _set_text(node, before)
    for piece in reversed(pieces):
        after = OxmlElement("w:t")
        _set_text(after, piece)
        node.addnext(after)
        node.addnext(_drawing(paragraph, pictogram))
    _centre(paragraph)


def _set_text(node: BaseOxmlElement, text: str) -> None:
    node.text = text
    node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _drawing(paragraph: DocxParagraph, pictogram: str) -> BaseOxmlElement:
    picture = io.BytesIO(pictograms.png(pictogram))
    inline = paragraph.part.new_pic_inline(picture, height=Mm(pictograms.HEIGHT))
    inline.docPr.set("descr", pictograms.WORDS[pictogram])
    inline.docPr.set("title", pictograms.TITLE)
    for side in ("distT", "distB", "distL", "distR"):
        inline.set(side, "0")  # LibreOffice puts 3 mm where Word puts none
    made = OxmlElement("w:drawing")
    made.append(inline)
    return made


def _centre(paragraph: DocxParagraph) -> None:
    """The words stand at mid-height of the picture, unless the template wants them elsewhere."""
    properties = paragraph._p.get_or_add_pPr()
    if properties.find(qn("w:textAlignment")) is None:
        properties.insert_element_before(element("w:textAlignment", val="center"), *_AFTER_ALIGNMENT)
