"""The styles of an OpenDocument text, from the look that it shares with Word."""

from __future__ import annotations

import re

from beffroi.documents.writers import look
from beffroi.documents.writers.odf import Element, element, name

_KNOWN = {"Normal": "Text_20_body", "Quote": "Quotations", "Caption": "Caption"}
BULLETS, NUMBERS = "Beffroi_20_Puces", "Beffroi_20_Numeros"
STRONG, EMPHASIS = "Strong_20_Emphasis", "Emphasis"


def style_name(wanted: look.Look) -> str:
    """Name of a style in the file; people see ``display_name``."""
    if wanted.name in _KNOWN:
        return _KNOWN[wanted.name]
    return re.sub(r"[^A-Za-z0-9]", lambda found: f"_{ord(found[0]):x}_", wanted.name)


def add_styles(styles: Element, fonts: Element, *, language: str = "") -> None:
    """Add to ``office:styles`` every style that it lacks; those of a commune's template are kept as they are."""
    present = {(style.get(name("style:family")), style.get(name("style:name"))) for style in styles}
    present |= {("list", style.get(name("style:name"))) for style in styles.iter(name("text:list-style"))}
    faces = {face.get(name("style:name")) for face in fonts}
    for font, kind in ((look.SERIF, "roman"), (look.SANS, "swiss")):
        if font not in faces:
            attributes = {"style:name": font, "svg:font-family": font, "style:font-family-generic": kind}
            fonts.append(element("style:font-face", attributes))
    if language:
        styles.append(_default(language))
    for wanted in look.ALL:
        if ("paragraph", style_name(wanted)) not in present:
            made = _paragraph_style(wanted)
            if not language and ("paragraph", "Standard") in present:
                _like_body(made, wanted)
            styles.append(made)
    for made_name, property_name, value in (
        (STRONG, "fo:font-weight", "bold"),
        (EMPHASIS, "fo:font-style", "italic"),
    ):
        if ("text", made_name) not in present:
            properties = element("style:text-properties", {property_name: value})
            attributes = {"style:name": made_name, "style:family": "text"}
            styles.append(element("style:style", attributes, properties))
    for list_name in (BULLETS, NUMBERS):
        if ("list", list_name) not in present:
            styles.append(_list_style(list_name))


def _like_body(style: Element, wanted: look.Look) -> None:
    """A style added to a template has the font of its body, and its size where it is a kind of body."""
    style.set(name("style:parent-style-name"), "Standard")
    gone = ["style:font-name", *(("fo:font-size", "fo:color") if wanted.font == look.SERIF else ())]
    for properties in style.iter(name("style:text-properties")):
        for key in gone:
            properties.attrib.pop(name(key), None)


def _default(language: str) -> Element:
    code, _, country = language.partition("-")
    words = {
        "fo:language": code,
        "fo:country": country or "none",
        "style:font-name": look.SERIF,
        "fo:font-size": "11pt",
    }
    page = {"fo:widows": "2", "fo:orphans": "2", "style:writing-mode": "page", "style:tab-stop-distance": "1.25cm"}
    return element(
        "style:default-style",
        {"style:family": "paragraph"},
        element("style:paragraph-properties", page),
        element("style:text-properties", words),
    )


def _paragraph_style(wanted: look.Look) -> Element:
    attributes = {"style:name": style_name(wanted), "style:family": "paragraph", "style:class": "text"}
    attributes["style:display-name"] = "Text body" if wanted is look.BODY else wanted.name
    if wanted in look.HEADINGS:
        attributes["style:default-outline-level"] = str(look.HEADINGS.index(wanted) + 1)
    return element("style:style", attributes, _paragraph_properties(wanted), _text_properties(wanted))


def _paragraph_properties(wanted: look.Look) -> Element:
    values = {
        "fo:margin-top": f"{wanted.before}pt",
        "fo:margin-bottom": f"{wanted.after}pt",
        "fo:line-height": f"{wanted.line * 100:.0f}%",
    }
    if wanted.indent:
        values |= {"fo:margin-left": f"{wanted.indent / 2}mm", "fo:margin-right": "0mm"}
    if wanted.hanging:
        values |= {"fo:margin-left": f"{wanted.hanging}mm", "fo:text-indent": f"-{wanted.hanging}mm"}
    if wanted.keep_next:
        values["fo:keep-with-next"] = "always"
    if wanted.keep_lines:
        values["fo:keep-together"] = "always"
    if wanted.rule:
        values |= {"fo:border-left": f"2.5pt solid #{wanted.rule}", "fo:padding-left": "3mm", "fo:border-right": "none"}
        values |= {"fo:border-top": "none", "fo:border-bottom": "none"}
    if wanted.fill:
        values |= {"fo:background-color": f"#{wanted.fill}", "fo:padding-top": "1.5mm", "fo:padding-bottom": "1.5mm"}
        # a padding is only kept on a side that has a border: one of the colour of the fill
        values |= dict.fromkeys(("fo:border-top", "fo:border-bottom"), f"0.5pt solid #{wanted.fill}")
        values |= {"fo:padding-right": "2mm", "fo:border-right": f"0.5pt solid #{wanted.fill}"}
    if wanted.under:
        values |= {"fo:border-bottom": f"1pt solid #{wanted.under}", "fo:padding-bottom": "2.5mm"}
        values |= dict.fromkeys(("fo:border-top", "fo:border-left", "fo:border-right"), "none")
    made = element("style:paragraph-properties", values)
    if wanted in (look.HEADER, look.FOOTER):
        stop = element("style:tab-stop", {"style:position": "162mm", "style:type": "right"})
        made.append(element("style:tab-stops", {}, stop))
    if wanted is look.FILL_IN:
        leader = {"style:leader-style": "solid", "style:leader-text": "_"}
        stop = element("style:tab-stop", {"style:position": "162mm", "style:type": "right", **leader})
        made.append(element("style:tab-stops", {}, stop))
    return made


def _text_properties(wanted: look.Look) -> Element:
    values = {"style:font-name": wanted.font, "fo:font-size": f"{wanted.size}pt", "fo:color": f"#{wanted.color}"}
    values["fo:font-weight"] = "bold" if wanted.bold else "normal"
    values["fo:font-style"] = "italic" if wanted.italic else "normal"
    return element("style:text-properties", values)


def _list_style(list_name: str) -> Element:
    place = element(
        "style:list-level-label-alignment",
        {"text:label-followed-by": "listtab", "fo:text-indent": "-5mm", "fo:margin-left": "8mm"},
    )
    mode = {"text:list-level-position-and-space-mode": "label-alignment"}
    properties = element("style:list-level-properties", mode, place)
    if list_name == BULLETS:
        level = element("text:list-level-style-bullet", {"text:level": "1", "text:bullet-char": "•"}, properties)
    else:
        numbers = {"text:level": "1", "style:num-format": "1", "style:num-suffix": "."}
        level = element("text:list-level-style-number", numbers, properties)
    return element("text:list-style", {"style:name": list_name}, level)
