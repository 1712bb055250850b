"""The look that DOCX and ODT share: fonts that every office has, colours, sizes in points."""

from __future__ import annotations

from dataclasses import dataclass

SERIF, SANS = "Cambria", "Calibri"
"""Both come with Word; LibreOffice puts Caladea and Carlito, of the same widths, in their place."""
INK, GREY, ACTION, OCHRE, RED = "1F2426", "565D61", "0B4F5C", "7A4B00", "9B1C1C"
RULE, TINT, OCHRE_TINT, RED_TINT = "C9CFD1", "EEF4F5", "FDF5E3", "FBEAEA"


@dataclass(frozen=True, slots=True)
class Look:
    """How a kind of paragraph looks. Sizes and spaces in points, indents in millimetres (``hanging``: of every line
    but the first), colours RRGGBB; ``rule``
    is the colour of the vertical rule on its left, ``fill`` of what is behind it."""

    name: str
    font: str = SERIF
    size: float = 11
    bold: bool = False
    italic: bool = False
    color: str = INK
    before: float = 0
    after: float = 6
    line: float = 1.25
    indent: float = 0
    hanging: float = 0
    rule: str = ""
    fill: str = ""
    under: str = ""
    keep_next: bool = False
    keep_lines: bool = False


def title_size(title: str, *, poster: bool = False) -> float:
    """Points: a title stands on one line where it can, and is read from afar on a poster."""
    if poster:
        return 34
    return 24 if len(title) <= 38 else 20 if len(title) <= 46 else 17


BODY = Look("Normal")
TITLE = Look("Title", SANS, 24, True, color=ACTION, before=0, after=4, line=1.05, keep_next=True)
SUBTITLE = Look("Subtitle", SANS, 13, color=GREY, after=14, line=1.15, under=ACTION)
ORGANISATION = Look("Organisation", SANS, 11, True, color=GREY, after=3, line=1.1, keep_next=True)
HEADINGS = (
    Look("Heading 1", SANS, 15, True, color=ACTION, before=20, after=5, line=1.1, keep_next=True, keep_lines=True),
    Look("Heading 2", SANS, 12.5, True, before=14, after=4, line=1.1, keep_next=True, keep_lines=True),
    Look("Heading 3", SANS, 11, True, color=GREY, before=10, after=3, line=1.1, keep_next=True, keep_lines=True),
)
QUOTE = Look("Quote", italic=True, indent=7, rule=RULE)
VOTE = Look("Vote", SANS, 11, before=8, after=10, indent=4, rule=ACTION, fill=TINT, keep_lines=True)
WARNING = Look("À vérifier", SANS, 10.5, color=OCHRE, before=8, after=10, indent=4, rule=OCHRE, fill=OCHRE_TINT)
NOTE = Look("Note", SANS, 9.5, color=GREY, after=6, line=1.2)
LEAD = Look("Formule", SANS, 11, True, before=12, after=5, line=1.15, keep_next=True, keep_lines=True)
PLACE = Look("Fait à", before=12, after=6, keep_next=True, keep_lines=True)
POSTER = Look("Affiche", SANS, 18, before=12, after=12, line=1.2, keep_lines=True)
LETTERHEAD = Look("En-tête de commune", SANS, 9.5, color=GREY, after=2, line=1.1, keep_next=True)
NAMES = Look("Noms", SERIF, 10.5, after=1, line=1.15, hanging=4)
FILL_IN = Look("Ligne à remplir", before=9, after=9, keep_lines=True)
CAPTION = Look("Caption", SANS, 10, True, color=GREY, before=8, after=4, line=1.1, keep_next=True)
CELL = Look("Cellule", SANS, 10.5, after=0, line=1.15)
CELL_HEAD = Look("Titre de colonne", SANS, 10.5, True, color=ACTION, after=0, line=1.15, keep_next=True)
DRAFT = Look("Brouillon", SANS, 11, True, color=RED, after=7, line=1.1, fill=RED_TINT, rule=RED, indent=4)
HEADER = Look("Header", SANS, 9, color=GREY, after=10, line=1.1)
FOOTER = Look("Footer", SANS, 9, color=GREY, after=0, line=1.1)
BULLET = Look("List Bullet", after=3)
NUMBER = Look("List Number", after=3)

ALL = (
    *(BODY, TITLE, SUBTITLE, ORGANISATION, *HEADINGS, QUOTE, VOTE, WARNING, NOTE, CAPTION, CELL, CELL_HEAD, DRAFT),
    *(HEADER, FOOTER, BULLET, NUMBER, LEAD, PLACE, POSTER, LETTERHEAD, NAMES, FILL_IN),
)
PARAGRAPHS = {
    **{"body": BODY, "quote": QUOTE, "vote": VOTE, "note": NOTE, "warning": WARNING},
    **{"lead": LEAD, "place": PLACE, "poster": POSTER},
}
