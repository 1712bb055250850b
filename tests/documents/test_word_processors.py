"""Agendas typed in Word and LibreOffice: the numbers that they show and keep apart, changes, boxes, tables."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from beffroi.documents.readers.agenda_convocation import Convocation, read_convocation
from beffroi.documents.readers.numbering import Counter, Level, roman, shown
from tests.documents.test_convocations import outline


def saved(made: Document) -> Convocation:
    out = io.BytesIO()
    made.save(out)
    return read_convocation(out.getvalue(), "convocation.docx")


def numbered(made: Document, *levels: tuple[str, str]) -> int:
    """Adds a list whose depths have these (format, text) and returns its id."""
    root = made.part.numbering_part.element
    body = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{shape}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (shape, text) in enumerate(levels)
    )
    root.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{body}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    return 77


def add(made: Document, text: str, number: int, depth: int = 0) -> None:
    properties = made.add_paragraph(text)._p.get_or_add_pPr()
    properties.append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')
    )


def test_the_numbers_that_word_shows_are_those_of_the_items() -> None:
    made = docx.Document()
    made.add_paragraph("ORDRE DU JOUR")
    number = numbered(made, ("upperRoman", "%1 -"), ("decimal", "%1.%2"))
    for text, depth in (
        ("FINANCES", 0),
        ("Budget principal", 1),
        ("Taux d’imposition", 1),
        ("VOIRIE", 0),
        ("Chemin des Aulnes", 1),
    ):
        add(made, text, number, depth)
    assert outline(saved(made)) == [
        "I | FINANCES",
        "  I.1 | Budget principal",
        "  I.2 | Taux d’imposition",
        "II | VOIRIE",
        "  II.1 | Chemin des Aulnes",
    ]


def test_what_tracked_changes_add_is_read_and_what_they_strike_out_is_not() -> None:
    made = docx.Document()
    made.add_paragraph("Ordre du jour :")
    made.add_paragraph("1. Budget")
    changed = made.add_paragraph("2. Vente ")._p
    changed.append(parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>du presbytère</w:delText></w:r></w:del>"))
    changed.append(parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t>de la grange</w:t></w:r></w:ins>"))
    assert outline(saved(made)) == ["1 | Budget", "2 | Vente de la grange"]


def test_items_inside_a_content_control_are_read() -> None:
    made = docx.Document()
    made.add_paragraph("Ordre du jour")
    control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent/></w:sdt>")
    for text in ("1. Budget", "2. Tarifs"):
        control[0].append(made.add_paragraph(text)._p)
    made.element.body.insert(1, control)
    assert outline(saved(made)) == ["1 | Budget", "2 | Tarifs"]


def test_a_table_of_word_gives_its_items_with_who_presents_them() -> None:
    made = docx.Document()
    rows = (("N°", "Objet", "Rapporteur"), ("1", "Tarifs du port", "M. Yann Kerlo"), ("2", "Dragage", "Mme Le Goff"))
    table = made.add_table(rows=0, cols=3)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    assert outline(saved(made)) == ["1 | Tarifs du port | M. Yann Kerlo", "2 | Dragage | Mme Le Goff"]


_NAME = ' xmlns:{0}="urn:oasis:names:tc:opendocument:xmlns:{0}:1.0"'
_LEVEL = '<text:list-level-style-number text:level="{}" style:num-format="{}" style:num-suffix="{}"/>'
ODT = f"""<?xml version="1.0"?><office:document-content{"".join(map(_NAME.format, ("office", "text", "style")))}>
<office:automatic-styles><text:list-style style:name="L1">{_LEVEL.format(1, "1", ")")}{_LEVEL.format(2, "a", ".")}
</text:list-style></office:automatic-styles>
<office:body><office:text>{{body}}</office:text></office:body></office:document-content>"""


def odt(body: str) -> Convocation:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", ODT.format(body=body))
        archive.writestr("styles.xml", ODT.format(body=""))
    return read_convocation(out.getvalue(), "convocation.odt")


def test_the_numbers_of_libreoffice_go_on_in_a_list_that_a_paragraph_cut() -> None:
    first = "<text:list text:style-name='L1'><text:list-item><text:p>École</text:p><text:list><text:list-item>"
    first += "<text:p>Tarifs de cantine</text:p></text:list-item><text:list-item><text:p>Garderie du soir</text:p>"
    first += "</text:list-item></text:list></text:list-item></text:list>"
    second = "<text:list text:style-name='L1' text:continue-numbering='true'><text:list-item><text:p>Voirie</text:p>"
    second += "</text:list-item></text:list>"
    found = odt(f"<text:p>Ordre du jour</text:p>{first}<text:p>Séance publique</text:p>{second}")
    assert outline(found) == [
        "1 | École",
        "  a | Tarifs de cantine",
        "  b | Garderie du soir",
        "2 | Voirie",
    ]


@pytest.mark.parametrize(
    ("value", "shape", "text"),
    [(4, "1", "4"), (4, "01", "04"), (4, "I", "IV"), (9, "i", "ix"), (3, "A", "C"), (27, "a", "a"), (4, "", "")],
)
def test_a_number_is_written_as_its_list_writes_it(value: int, shape: str, text: str) -> None:
    assert shown(value, shape) == text


def test_a_deeper_level_begins_again_below_each_item() -> None:
    counter = Counter({0: Level("1", "%1."), 1: Level("1", "%1.%2", start=1)})
    assert [counter.next(depth) for depth in (0, 1, 1, 0, 1)] == ["1.", "1.1", "1.2", "2.", "2.1"]
    assert roman(39) == "XXXIX" and roman(40) == "40"
