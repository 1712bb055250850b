"""The numbering of a Word document's lists, also in a template that never had one."""

from __future__ import annotations

from docx.document import Document as DocxDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.numbering import CT_Numbering
from docx.parts.numbering import NumberingPart

from beffroi.documents.writers import look
from beffroi.documents.writers.docx_styles import element


def new_list(target: DocxDocument, *, ordered: bool) -> int | None:
    """Id of the list that the next items belong to: a new one from 1 when ``ordered`` (Word would go on from the
    list before), None where the style of bullets says it already."""
    style = target.styles[(look.NUMBER if ordered else look.BULLET).name]
    own = style.element.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
    if own is not None and not ordered:
        return None
    numbering = _numbering(target)
    if own is None:
        return int(numbering.add_num(_abstract(numbering, ordered)).numId)
    like = numbering.num_having_numId(int(own.get(qn("w:val"))))
    made = numbering.add_num(like.abstractNumId.val)
    made.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(made.numId)


def _numbering(target: DocxDocument) -> CT_Numbering:
    try:
        part = target.part.numbering_part
    except (KeyError, NotImplementedError):
        root = parse_xml(f"<w:numbering {nsdecls('w')}/>")
        place = PackURI("/word/numbering.xml")
        part = NumberingPart(place, CONTENT_TYPE.WML_NUMBERING, root, target.part.package)
        target.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
    found = part.element
    assert isinstance(found, CT_Numbering)
    return found


def _abstract(numbering: CT_Numbering, ordered: bool) -> int:
    """A new list definition of one level."""
    taken = [int(found.get(qn("w:abstractNumId"))) for found in numbering.findall(qn("w:abstractNum"))]
    number = max(taken, default=-1) + 1
    level = element("w:lvl", ilvl="0")
    shape, sign = ("decimal", "%1.") if ordered else ("bullet", "•")
    for called, value in (("w:start", "1"), ("w:numFmt", shape), ("w:lvlText", sign), ("w:lvlJc", "left")):
        level.append(element(called, val=value))
    indent = element("w:pPr")
    indent.append(element("w:ind", left="360", hanging="360"))
    level.append(indent)
    abstract = element("w:abstractNum", abstractNumId=str(number))
    abstract.append(level)
    first = numbering.find(qn("w:num"))
    if first is None:
        numbering.append(abstract)
    else:
        first.addprevious(abstract)
    return number
