"""What a clerk finds in a Word file of ours."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from beffroi.documents.errors import DocumentError
from beffroi.documents.model import Document, Provenance
from beffroi.documents.writers.docx import write_docx
from tests.documents.samples import DRAFT_MARK, WRITTEN, hostile, minutes, written


def opened(document: Document, **options: object) -> docx.document.Document:
    return docx.Document(io.BytesIO(written(write_docx, document, **options)))


def custom_properties(data: bytes) -> dict[str, str]:
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("docProps/custom.xml"))
    return {found.get("name"): "".join(found.itertext()) for found in root}


def template(*lines: str) -> bytes:
    made, out = docx.Document(), io.BytesIO()
    made.styles["Heading 1"].font.name = "Marianne"
    for line in lines:
        made.add_paragraph(line)
    made.save(out)
    return out.getvalue()


def test_each_kind_of_block_bears_a_real_style():
    styles = {p.text: p.style.name for p in opened(minutes()).paragraphs}
    assert styles["Projet de procès-verbal"] == "Title"
    assert styles["Budget principal"] == "Heading 1"
    assert styles["« Je m'abstiens. »"] == "Quote"
    assert styles["21 pour, 4 abstentions. Adopté."] == "Vote"
    assert styles["toiture : 186 000 €"] == "List Bullet"
    assert styles["transmettre le tableau"] == "List Number"


def test_what_is_left_to_check_says_so_in_words():
    warning = next(p for p in opened(minutes()).paragraphs if p.style.name == "À vérifier")
    assert warning.text == "À vérifier\u00a0: Le montant entendu est 67 000."


def test_the_header_row_of_a_table_is_marked_and_repeated():
    table = opened(minutes()).tables[0]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert [cell.text for cell in table.rows[1].cells] == ["Présents", "23"]


def test_a_second_numbered_list_begins_again_at_one():
    document = minutes()
    twice = Document(document.title, (document.blocks[6], document.blocks[6]), document.provenance)
    numbers = [p._p.pPr.numPr.numId.val for p in opened(twice).paragraphs if p.style.name == "List Number"]
    assert len(set(numbers)) == 2


def test_every_page_of_a_draft_bears_its_mark():
    section = opened(minutes()).sections[0]
    for header in (section.header, section.first_page_header):
        assert header.paragraphs[0].text == DRAFT_MARK
        assert 'string="BROUILLON"' in etree.tostring(header._element, encoding="unicode")


def test_a_final_document_bears_no_mark():
    section = opened(minutes(draft=False)).sections[0]
    assert "BROUILLON" not in etree.tostring(section.header._element, encoding="unicode")


def test_each_page_says_its_number_out_of_how_many():
    section = opened(minutes()).sections[0]
    for footer in (section.footer, section.first_page_footer):
        assert footer.paragraphs[0].text == "Mairie de Valbourg\tpage\u00a01 sur 1"
        codes = [found.text.strip() for found in footer._element.iter(qn("w:instrText"))]
        assert codes == ["PAGE", "NUMPAGES"]


def test_the_language_is_french():
    made = opened(minutes())
    languages = {found.get(qn("w:val")) for found in made.styles.element.iter(qn("w:lang"))}
    assert languages == {"fr-FR"}
    assert made.core_properties.language == "fr-FR"


def test_the_metadata_say_that_an_ai_helped_and_who_read():
    data = written(write_docx, minutes(draft=False))
    properties = custom_properties(data)
    assert properties["Beffroi:AIAssisted"] == "true"
    assert properties["Iptc4xmpExt:DigitalSourceType"].endswith("/compositeWithTrainedAlgorithmicMedia")
    assert properties["Beffroi:Engines"] == "faster-whisper base, CAM++"
    assert (properties["Beffroi:ReadBy"], properties["Beffroi:ReadAt"]) == (
        "Alice Bernard",
        "2025-12-12T09:30:00+00:00",
    )
    assert properties["Beffroi:Status"] == "read"
    core = docx.Document(io.BytesIO(data)).core_properties
    assert (core.title, core.author) == ("Procès-verbal", "Commune de Valbourg")


def test_a_text_that_no_ai_touched_is_not_marked_as_such():
    properties = custom_properties(written(write_docx, Document("Note", (), Provenance(ai_assisted=False))))
    assert properties["Beffroi:AIAssisted"] == "false"
    assert "Iptc4xmpExt:DigitalSourceType" not in properties


def test_the_same_document_gives_the_same_bytes():
    assert written(write_docx, minutes()) == written(write_docx, minutes())


def test_a_hostile_text_stays_a_text():
    made = opened(hostile())
    assert [p.text for p in made.paragraphs if p.style.name == "Heading 1"] == [WRITTEN]
    assert made.tables[0].cell(1, 0).text == WRITTEN
    assert made.tables[0].cell(1, 1).text == ""


def test_a_template_keeps_its_styles_and_takes_the_text_at_its_place():
    data = template("En-tête de {{ organisation }}", "{{ contenu }}", "Fin du modèle")
    made = opened(minutes(), template=data)
    texts = [p.text for p in made.paragraphs]
    assert texts[0] == "En-tête de Commune de Valbourg"
    assert texts[-1] == "Fin du modèle"
    assert "Budget principal" in texts and "{{ contenu }}" not in texts
    assert made.styles["Heading 1"].font.name == "Marianne"
    assert made.sections[0].header.paragraphs[0].text == DRAFT_MARK


def test_a_template_without_a_place_takes_the_text_at_its_end():
    texts = [p.text for p in opened(minutes(), template=template("Papier de la mairie")).paragraphs]
    assert texts[0] == "Papier de la mairie"
    assert texts.index("Projet de procès-verbal") < texts.index("Budget principal")


def test_a_field_typed_in_several_goes_is_filled():
    made, out = docx.Document(), io.BytesIO()
    paragraph = made.add_paragraph()
    for piece in ("{{ ti", "tre", " }} du {{date}}"):
        paragraph.add_run(piece)
    made.save(out)
    texts = [p.text for p in opened(minutes(), template=out.getvalue()).paragraphs]
    assert texts[0] == "Projet de procès-verbal du 12\u00a0décembre\u00a02025"
    assert texts.count("Projet de procès-verbal") == 0


def test_a_template_with_an_unknown_field_is_told_which():
    with pytest.raises(DocumentError, match="{{ maire }}.*{{ contenu }}"):
        opened(minutes(), template=template("{{ maire }}"))


def test_the_fields_of_a_text_are_not_filled():
    """Only the template's own fields are: what people say is never a field."""
    texts = [p.text for p in opened(hostile(), template=template("{{ contenu }}")).paragraphs]
    assert any("{{ contenu }}" in text for text in texts)


def test_a_refused_template_leaves_no_file(tmp_path):
    with pytest.raises(DocumentError):
        write_docx(minutes(), tmp_path / "pv.docx", template=b"ceci n'est pas un document")
    assert list(tmp_path.iterdir()) == []
