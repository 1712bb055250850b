"""What Word shows before the paragraphs of its lists: the numbers are computed, as Word does, from the definitions."""

from __future__ import annotations

from docx.document import Document as DocxDocument
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from lxml import etree

from beffroi.documents.readers.numbering import Counter, Level

_SHAPES = {
    "decimal": "1",
    "ordinal": "1",
    "decimalZero": "01",
    "upperRoman": "I",
    "lowerRoman": "i",
    "upperLetter": "A",
    "lowerLetter": "a",
}


class Numbering:
    """Counts the paragraphs of a document in the order in which they are asked for."""

    def __init__(self, document: DocxDocument) -> None:
        self._lists: dict[str, str] = {}
        self._counters: dict[str, Counter] = {}
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return
        for abstract in root.findall(qn("w:abstractNum")):
            levels = {int(level.get(qn("w:ilvl"), "0")): _level(level) for level in abstract.findall(qn("w:lvl"))}
            self._counters[abstract.get(qn("w:abstractNumId"))] = Counter(levels)
        for number in root.findall(qn("w:num")):
            self._add(number)

    def _add(self, number: etree._Element) -> None:
        """A list; one that begins again at a value of its own counts apart from those of the same definition."""
        name, same = number.get(qn("w:numId"), ""), number.find(qn("w:abstractNumId")).get(qn("w:val"), "")
        self._lists[name] = same
        if number.find(f"{qn('w:lvlOverride')}/{qn('w:startOverride')}") is not None and same in self._counters:
            self._lists[name] = f"own {name}"
            self._counters[f"own {name}"] = Counter(self._counters[same].levels)

    def of(self, paragraph: Paragraph) -> tuple[str, int, str]:
        """("number", "bullet" or "", depth from 0, number as shown) of the next paragraph."""
        properties = _properties(paragraph)
        number = properties.find(qn("w:numId")) if properties is not None else None
        if properties is None or number is None or number.get(qn("w:val")) == "0":
            return "", 0, ""
        depth = properties.find(qn("w:ilvl"))
        level = int(depth.get(qn("w:val"), "0")) if depth is not None else 0
        counter = self._counters.get(self._lists.get(number.get(qn("w:val"), ""), ""))
        if counter is None:
            return "bullet", level, ""
        label = counter.next(level)
        return ("number" if label else "bullet"), level, label


def _properties(paragraph: Paragraph) -> etree._Element | None:
    """The list of a paragraph, its own or that of its style."""
    own = paragraph._p.pPr
    properties: etree._Element | None = own.find(qn("w:numPr")) if own is not None else None
    style = paragraph.style
    while properties is None and style is not None:
        style_properties = style.element.pPr
        properties = style_properties.find(qn("w:numPr")) if style_properties is not None else None
        style = getattr(style, "base_style", None)
    return properties


def _level(level: etree._Element) -> Level:
    def value(name: str, default: str) -> str:
        found = level.find(qn(name))
        return default if found is None else str(found.get(qn("w:val"), default))

    start = value("w:start", "1")
    return Level(_SHAPES.get(value("w:numFmt", "bullet"), ""), value("w:lvlText", "%1."), int(start))
