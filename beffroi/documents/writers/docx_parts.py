"""What surrounds the text of a Word document: headers, page numbers, the mark of a draft, the metadata."""

from __future__ import annotations

from datetime import UTC, datetime
from xml.sax.saxutils import escape, quoteattr

from docx.document import Document as DocxDocument
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.section import Section, _BaseHeaderFooter
from docx.text.paragraph import Paragraph as DocxParagraph

from beffroi.documents.model import Document
from beffroi.documents.writers import look
from beffroi.documents.writers.docx_styles import element
from beffroi.documents.writers.marking import marking
from beffroi.documents.writers.plain import running_head

_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_WATERMARK = """<w:r %s xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
 xmlns:w10="urn:schemas-microsoft-com:office:word"><w:rPr><w:noProof/></w:rPr><w:pict>
<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">
<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>
<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/>
<v:f eqn="if @0 @4 21600"/></v:formulas><v:path textpathok="t" o:connecttype="rect"/>
<v:textpath on="t" fitshape="t"/></v:shapetype>
<v:shape id="PowerPlusWaterMarkObject%d" o:spid="_x0000_s%d" type="#_x0000_t136" alt="" style="position:absolute;
margin-left:0;margin-top:0;width:430pt;height:86pt;rotation:315;z-index:-251658752;
mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;
mso-position-vertical-relative:margin" o:allowincell="f" fillcolor="#efefef" stroked="f">
<v:textpath style="font-family:&quot;Calibri&quot;;font-size:1pt;font-weight:bold" string="%s"/>
<w10:wrap anchorx="margin" anchory="margin"/></v:shape></w:pict></w:r>"""


def furnish(target: DocxDocument, document: Document) -> None:
    """Header and footer of a document of ours: who and what on each page but the first, page numbers on all."""
    section = target.sections[0]
    section.different_first_page_header_footer = True
    header = section.header.paragraphs[0]
    header.style = target.styles[look.HEADER.name]
    _right_tab(header, section)
    header.add_run(running_head(document))
    _rule(header, "bottom")
    section.first_page_header.paragraphs[0].style = target.styles[look.HEADER.name]
    for footer in (section.footer, section.first_page_footer):
        line = footer.paragraphs[0]
        line.style = target.styles[look.FOOTER.name]
        _right_tab(line, section)
        _rule(line, "top")
        line.add_run(f"{document.footer}\t{'feuillet' if document.first_sheet else 'page'}\u00a0")
        _field(line, "PAGE")
        if not document.first_sheet:
            line.add_run(" sur ")
            _field(line, "NUMPAGES")
    if document.first_sheet:
        numbers = element("w:pgNumType", start=str(document.first_sheet))
        section._sectPr.insert_element_before(numbers, "w:cols", "w:titlePg", "w:docGrid")


def mark_draft(target: DocxDocument, text: str, across: str) -> None:
    """Put the mark of a draft at the head of every page of every section, in words and across the page."""
    number = 0
    for section in target.sections:
        headers: list[_BaseHeaderFooter] = [section.header]
        if section.different_first_page_header_footer:
            headers.append(section.first_page_header)
        if target.settings.odd_and_even_pages_header_footer:
            headers.append(section.even_page_header)
        for header in headers:
            if header.is_linked_to_previous and section is not target.sections[0] and number:
                continue  # it shows the header of the section before, which is marked
            number += 1
            first = header.paragraphs[0]
            banner = first.insert_paragraph_before(text, style=target.styles[look.DRAFT.name])
            mark = parse_xml(_WATERMARK % (nsdecls("w"), number, 2048 + number, across))
            banner._p.append(mark)


def describe(target: DocxDocument, document: Document) -> None:
    """Title, language, dates and the marking, in the core and custom properties."""
    core = target.core_properties
    moment = document.created or document.provenance.read_at or datetime.now(UTC)
    core.title, core.subject, core.language = document.title[:255], document.subject[:255], document.language
    core.author = core.last_modified_by = (document.organisation or document.provenance.generator)[:255]
    core.comments, core.keywords = document.mention[:255], ", ".join(document.keywords)[:255]
    core.created = core.modified = moment.astimezone(UTC) if moment.tzinfo else moment
    core.content_status = "Brouillon" if document.draft_mark else "Relu"
    core.revision = 1
    _custom(target, marking(document.provenance, draft=bool(document.draft_mark)))


def _custom(target: DocxDocument, values: dict[str, str]) -> None:
    rows = "".join(
        f"<property fmtid={quoteattr(_FORMAT_ID)} pid='{number}' name={quoteattr(name)}>"
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(values.items(), start=2)
    )
    content = (
        "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>"
        "<Properties xmlns='http://schemas.openxmlformats.org/officeDocument/2006/custom-properties' "
        f"xmlns:vt='http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes'>{rows}</Properties>"
    )
    package = target.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.CUSTOM_PROPERTIES:
            del package.rels[key]  # those of a template are not this document's
    part = Part(PackURI("/docProps/custom.xml"), _CUSTOM_TYPE, content.encode("utf-8"), package)
    package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)


def _right_tab(paragraph: DocxParagraph, section: Section) -> None:
    width = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    paragraph.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)


def _rule(paragraph: DocxParagraph, side: str) -> None:
    borders = element("w:pBdr")
    borders.append(element(f"w:{side}", val="single", sz="4", space="5", color=look.RULE))
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")


def _field(paragraph: DocxParagraph, code: str) -> None:
    for kind, inner in (("begin", ""), ("", code), ("separate", ""), ("text", "1"), ("end", "")):
        run = paragraph.add_run()
        if kind == "text":
            run.text = inner
        elif kind:
            run._r.append(element("w:fldChar", fldCharType=kind))
        else:
            instruction = element("w:instrText")
            instruction.text = f" {inner} "
            run._r.append(instruction)
