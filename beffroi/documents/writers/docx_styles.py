"""The styles of a Word document: real ones, so that a clerk restyles a whole document from the styles pane."""

from __future__ import annotations

from docx.document import Document as DocxDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from beffroi.documents.writers import look


def element(name: str, /, **attributes: str) -> BaseOxmlElement:
    """A WordprocessingML element: ``element("w:shd", val="clear")``."""
    made: BaseOxmlElement = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def prepare(document: DocxDocument, language: str) -> None:
    """Give a new document its page, its language and its styles."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(24)
    section.top_margin, section.bottom_margin = Mm(26), Mm(22)
    section.header_distance = section.footer_distance = Mm(11)
    for style in look.ALL:
        apply(document, style)
    _language(document, language)
    _modern(document)


def complete(document: DocxDocument) -> None:
    """Add to a commune's own template the styles that it lacks; those it has are kept as they are."""
    present = {style.name for style in document.styles}
    for style in look.ALL:
        if style.name not in present:
            apply(document, style)
            _like_body(document, style)


def _like_body(document: DocxDocument, wanted: look.Look) -> None:
    """A style added to a template has the font of its body, and its size where it is a kind of body."""
    properties = document.styles[wanted.name].element.get_or_add_rPr()
    gone = ["w:rFonts", *(("w:sz", "w:szCs", "w:color") if wanted.font == look.SERIF else ())]
    for tag in gone:
        for found in properties.findall(qn(tag)):
            properties.remove(found)


def apply(document: DocxDocument, wanted: look.Look) -> None:
    """Make or remake one paragraph style."""
    names = {style.name for style in document.styles}
    if wanted.name in names:
        style = document.styles[wanted.name]
    else:
        style = document.styles.add_style(wanted.name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        style.quick_style = True
    if not isinstance(style, ParagraphStyle):
        return
    _font(style, wanted)
    form = style.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(wanted.before), Pt(wanted.after), wanted.line
    form.keep_with_next, form.keep_together, form.widow_control = wanted.keep_next, wanted.keep_lines, True
    if wanted.indent:
        form.left_indent, form.right_indent = Mm(wanted.indent), Mm(wanted.indent / 2)
    if wanted.hanging:
        form.left_indent, form.first_line_indent = Mm(wanted.hanging), Mm(-wanted.hanging)
    _borders(style, wanted)


def _font(style: ParagraphStyle, wanted: look.Look) -> None:
    style.font.name, style.font.size = wanted.font, Pt(wanted.size)
    style.font.bold, style.font.italic = wanted.bold, wanted.italic
    style.font.color.rgb = RGBColor.from_string(wanted.color)
    fonts = style.element.get_or_add_rPr().find(qn("w:rFonts"))
    for key in [key for key in fonts.attrib if "Theme" in key]:
        del fonts.attrib[key]  # a theme font would win over ours
    for key in ("w:eastAsia", "w:cs", "w:hAnsi"):
        fonts.set(qn(key), wanted.font)
    for extra in style.element.rPr.findall(qn("w:spacing")) + style.element.rPr.findall(qn("w:kern")):
        style.element.rPr.remove(extra)


def _borders(style: ParagraphStyle, wanted: look.Look) -> None:
    properties = style.element.get_or_add_pPr()
    for tag in ("w:pBdr", "w:shd", "w:tabs"):
        for old in properties.findall(qn(tag)):
            properties.remove(old)
    following = ("w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl")
    if wanted.rule or wanted.under:
        borders = element("w:pBdr")
        if wanted.fill:  # a rule of the colour of the fill gives the words some air
            borders.append(element("w:top", val="single", sz="4", space="3", color=wanted.fill))
        if wanted.rule:
            borders.append(element("w:left", val="single", sz="24", space="8", color=wanted.rule))
        if wanted.fill:
            borders.append(element("w:bottom", val="single", sz="4", space="3", color=wanted.fill))
        if wanted.under:
            borders.append(element("w:bottom", val="single", sz="8", space="8", color=wanted.under))
        properties.insert_element_before(borders, "w:shd", *following)
    if wanted.fill:
        properties.insert_element_before(element("w:shd", val="clear", color="auto", fill=wanted.fill), *following)


def _language(document: DocxDocument, language: str) -> None:
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    defaults.append(element("w:lang", val=language, eastAsia=language, bidi="ar-SA"))
    theme = document.settings.element.find(qn("w:themeFontLang"))
    if theme is not None:
        theme.set(qn("w:val"), language)


def _modern(document: DocxDocument) -> None:
    """Without this Word opens the file in its compatibility mode; the picture of python-docx's own template goes."""
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")
    relations = document.part.package.rels
    for key in [key for key, relation in relations.items() if relation.reltype.endswith("/thumbnail")]:
        del relations[key]
