"""A commune's own paper: its fields are filled wherever they stand, its faults are told."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import given, settings
from hypothesis import strategies as st
from odfdo import Document as OdfDocument
from odfdo import Element as OdfElement

from beffroi.documents.errors import DocumentError
from beffroi.documents.model import Document
from beffroi.documents.readers.odt import odt_lines
from beffroi.documents.writers import template
from beffroi.documents.writers.archive import repack
from beffroi.documents.writers.docx import write_docx
from beffroi.documents.writers.odt import write_odt
from tests.documents.samples import minutes, written

ACT = replace(
    minutes(draft=False),
    letterhead=("République française",),
    fields=(("commune", "Commune de Valbourg"), ("date_seance", "jeudi 11 décembre 2025"), ("numero", "2025-12-01")),
)


def word(*lines: str | tuple[str, ...]) -> bytes:
    """A Word template; a line given as a tuple is typed in several goes."""
    made, out = docx.Document(), io.BytesIO()
    for line in lines:
        paragraph = made.add_paragraph()
        for number, piece in enumerate((line,) if isinstance(line, str) else line):
            paragraph.add_run(piece).bold = number % 2 == 1 or None
    made.save(out)
    return out.getvalue()


def libre(*lines: str) -> bytes:
    """A LibreOffice template; ``|`` parts the spans of a line."""
    made = OdfDocument(io.BytesIO(written(write_odt, Document("x", (), minutes().provenance))))
    made.body.clear()
    for line in lines:
        spans = "".join(f'<text:span text:style-name="T">{piece}</text:span>' for piece in line.split("|"))
        made.body.append(OdfElement.from_tag(f"<text:p>{spans}</text:p>"))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def in_word(data: bytes, document: Document = ACT, name: str = "modele.docx") -> docx.document.Document:
    return docx.Document(io.BytesIO(written(write_docx, document, template=data, template_name=name)))


def in_libre(data: bytes, document: Document = ACT, name: str = "modele.odt") -> list[str]:
    made = written(write_odt, document, template=data, template_name=name)
    return [line.text for line in odt_lines(made, "x.odt")]


def test_the_fields_of_an_act_are_filled_in_word():
    texts = [p.text for p in in_word(word("{{ commune }}, séance du {{DATE_SEANCE}}", "{{ contenu }}")).paragraphs]
    assert texts[0] == "Commune de Valbourg, séance du jeudi 11 décembre 2025"


def test_the_fields_of_an_act_are_filled_in_libreoffice():
    assert in_libre(libre("{{ commune }}, n° {{ numero }}", "{{ contenu }}"))[0] == "Commune de Valbourg, n° 2025-12-01"


def test_a_field_that_this_document_has_no_value_for_leaves_nothing():
    texts = [p.text for p in in_word(word("[{{ destinataire }}]")).paragraphs]
    assert texts[0] == "[]"


def test_a_field_cut_by_word_is_filled_and_the_words_around_keep_their_look():
    paragraph = in_word(word(("Séance du ", "{{ date_", "seance", " }} – n° ", "{{ numero }}"))).paragraphs[0]
    assert paragraph.text == "Séance du jeudi 11 décembre 2025 – n° 2025-12-01"
    assert [(run.text, run.bold) for run in paragraph.runs if run.text] == [
        ("Séance du ", None),
        ("jeudi 11 décembre 2025", True),
        (" – n° ", True),
        ("2025-12-01", None),
    ]


def test_a_field_cut_into_spans_is_filled_in_libreoffice():
    assert in_libre(libre("Séance du {{ da|te_seance| }} ici"))[0] == "Séance du jeudi 11 décembre 2025 ici"


def test_a_field_in_a_content_control_or_a_link_is_filled():
    made, out = docx.Document(), io.BytesIO()
    control = "<w:sdt><w:sdtContent><w:r><w:t>{{ numero }}</w:t></w:r></w:sdtContent></w:sdt>"
    link = "<w:hyperlink><w:r><w:t>{{ commune }}</w:t></w:r></w:hyperlink>"
    made.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w')}>{control}{link}</w:p>"))
    made.save(out)
    first = in_word(out.getvalue()).element.body[0]
    assert "".join(node.text for node in first.iter(qn("w:t"))) == "2025-12-01Commune de Valbourg"


def test_a_field_in_a_header_and_in_a_table_is_filled():
    made, out = docx.Document(), io.BytesIO()
    made.sections[0].header.paragraphs[0].text = "{{ commune }}"
    made.add_table(1, 1).cell(0, 0).text = "{{ numero }}"
    made.save(out)
    filled = in_word(out.getvalue())
    assert filled.sections[0].header.paragraphs[0].text == "Commune de Valbourg"
    assert filled.tables[0].cell(0, 0).text == "2025-12-01"


def test_paper_that_names_the_commune_is_not_given_its_name_twice():
    texts = [p.text for p in in_word(word("{{ commune }}", "{{ contenu }}")).paragraphs]
    assert texts.count("Commune de Valbourg") == 1
    assert "République française" not in texts


def test_what_is_added_to_the_paper_has_the_font_of_its_body():
    made, out = docx.Document(), io.BytesIO()
    made.styles["Normal"].font.name = "Marianne"
    made.add_paragraph("{{ contenu }}")
    made.save(out)
    styles = in_word(out.getvalue()).styles
    assert styles["Vote"].font.name is None and styles["Vote"].base_style.font.name == "Marianne"


@pytest.mark.parametrize("made", [word, libre])
def test_the_place_of_the_text_must_be_alone_on_its_line(made):
    fill = in_word if made is word else in_libre
    with pytest.raises(DocumentError, match="seul sur sa ligne"):
        fill(made("Texte : {{ contenu }}"))


@pytest.mark.parametrize("made", [word, libre])
def test_the_place_of_the_text_is_said_once(made):
    fill = in_word if made is word else in_libre
    with pytest.raises(DocumentError, match="une fois"):
        fill(made("{{ contenu }}", "{{ contenu }}"))


@pytest.mark.parametrize("made", [word, libre])
def test_an_unknown_field_is_named_with_the_fields_that_are_known(made):
    fill = in_word if made is word else in_libre
    with pytest.raises(DocumentError, match=r"{{ date_de_seance }}.*{{ date_seance }}"):
        fill(made("{{ date_de_seance }}"))


@pytest.mark.parametrize("made", [word, libre])
def test_a_field_left_open_is_shown(made):
    fill = in_word if made is word else in_libre
    with pytest.raises(DocumentError, match="pas fermé.*{{ commune"):
        fill(made("{{ commune } du Val"))


def test_every_field_that_is_documented_is_accepted():
    lines = [f"{{{{ {name} }}}}" for name in template.FIELDS]
    assert in_word(word(*lines)).paragraphs
    assert in_libre(libre(*lines))


def test_a_word_template_file_makes_a_document():
    data = word("{{ commune }}", "{{ contenu }}")
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        types = opened.read("[Content_Types].xml").replace(b"document.main+xml", b"template.main+xml")
    made = in_word(repack(data, {"[Content_Types].xml": types}), name="papier.dotx")
    assert made.paragraphs[0].text == "Commune de Valbourg"


def test_a_libreoffice_template_file_makes_a_text():
    data = libre("{{ commune }}", "{{ contenu }}")
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        kind = opened.read("mimetype")
        manifest = opened.read("META-INF/manifest.xml").replace(kind, kind + b"-template")
    model = repack(data, {"mimetype": kind + b"-template", "META-INF/manifest.xml": manifest}, first="mimetype")
    made = written(write_odt, ACT, template=model, template_name="papier.ott")
    with zipfile.ZipFile(io.BytesIO(made)) as opened:
        assert opened.read("mimetype") == kind
        assert b"-template" not in opened.read("META-INF/manifest.xml")


@pytest.mark.parametrize(("name", "data"), [("modele.docx", word("{{ titre }}")), ("modele.odt", libre("{{ titre }}"))])
def test_a_damaged_template_says_what_to_do(name, data):
    writer = write_docx if name.endswith("docx") else write_odt
    with pytest.raises(DocumentError, match="abîmé|en réalité"):
        written(writer, ACT, template=data[: len(data) // 2], template_name=name)


@settings(max_examples=25, deadline=None)
@given(at=st.integers(0, 20_000), byte=st.integers(0, 255))
def test_no_damaged_template_stops_the_program(at, byte):
    for data, writer in ((word("{{ titre }}", "{{ contenu }}"), write_docx), (libre("{{ titre }}"), write_odt)):
        place = at % len(data)
        broken = data[:place] + bytes([byte]) + data[place + 1 :]
        name = "modele.docx" if writer is write_docx else "modele.odt"
        try:
            written(writer, ACT, template=broken, template_name=name)
        except DocumentError as error:
            assert error.message


@given(st.lists(st.text("ab{} _titre", max_size=8), max_size=8))
def test_filling_changes_only_the_fields(pieces):
    whole = "".join(pieces)
    filled = template.fill(pieces, {"titre": "X"})
    assert len(filled) == len(pieces)
    assert "".join(filled) == template.FIELD.sub(lambda found: "X" if found[1] == "titre" else found[0], whole)
