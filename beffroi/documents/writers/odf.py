"""Building blocks of OpenDocument XML: prefixed names, elements, text with its spaces."""

from __future__ import annotations

import re

from lxml import etree
from lxml.etree import _Element as Element

_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = {
    **{name: f"{_OASIS}:{name}:1.0" for name in ("office", "style", "text", "table", "meta", "manifest")},
    **{"fo": f"{_OASIS}:xsl-fo-compatible:1.0", "svg": f"{_OASIS}:svg-compatible:1.0"},
    **{"dc": "http://purl.org/dc/elements/1.1/", "xlink": "http://www.w3.org/1999/xlink"},
}


def name(prefixed: str) -> str:
    """ "text:p" in lxml's way."""
    prefix, _, local = prefixed.partition(":")
    return f"{{{SPACES[prefix]}}}{local}"


def element(tag: str, attributes: dict[str, str] | None = None, *children: Element, text: str = "") -> Element:
    made = etree.Element(name(tag), nsmap=SPACES)
    for key, value in (attributes or {}).items():
        made.set(name(key), value)
    made.extend(children)
    if text:
        write_text(made, text)
    return made


def write_text(parent: Element, text: str) -> None:
    """Append ``text`` to ``parent``; OpenDocument folds spaces, so that tabs, line ends and the second of two
    spaces are elements."""
    for part in re.split(r"(\t|\n|(?<= ) +|^ +)", text):
        if part == "\t":
            parent.append(etree.Element(name("text:tab")))
        elif part == "\n":
            parent.append(etree.Element(name("text:line-break")))
        elif part and not part.strip(" "):
            parent.append(etree.Element(name("text:s"), {name("text:c"): str(len(part))}))
        elif part:
            _append(parent, part)


def _append(parent: Element, text: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def serialised(root: Element) -> bytes:
    etree.cleanup_namespaces(root, keep_ns_prefixes=list(SPACES))
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))
