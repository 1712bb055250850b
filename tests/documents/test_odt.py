"""What a clerk finds in a LibreOffice file of ours."""

from __future__ import annotations

import io
import zipfile

import pytest
from odfdo import Document as OdfDocument

from beffroi.documents.errors import DocumentError
from beffroi.documents.model import Document
from beffroi.documents.readers.odt import odt_lines
from beffroi.documents.writers.odt import write_odt
from tests.documents.samples import DRAFT_MARK, WRITTEN, hostile, minutes, written


def opened(document: Document, **options: object) -> OdfDocument:
    return OdfDocument(io.BytesIO(written(write_odt, document, **options)))


def styled(document: OdfDocument) -> dict[str, str]:
    return {found.inner_text: found.style for found in document.body.xpath("//text:p|//text:h")}


def template(*lines: str) -> bytes:
    """A template as LibreOffice makes them: the file of a document of ours, with other words in its body."""
    made = opened(Document("x", (), minutes().provenance))
    made.body.clear()
    for line in lines:
        made.body.append(odf_paragraph(line))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def odf_paragraph(text: str) -> object:
    from odfdo import Paragraph

    return Paragraph(text)


def test_each_kind_of_block_bears_a_real_style():
    styles = styled(opened(minutes()))
    assert styles["Projet de procès-verbal"] == "Title"
    assert styles["Budget principal"] == "Heading_20_1"
    assert styles["« Je m'abstiens. »"] == "Quotations"
    assert styles["21 pour, 4 abstentions. Adopté."] == "Vote"


def test_the_header_row_of_a_table_is_repeated_and_its_caption_read_aloud():
    document = opened(minutes())
    assert [cell.inner_text for cell in document.body.xpath("//table:table-header-rows//text:p")] == [
        "Qualité",
        "Nombre",
    ]
    assert document.body.xpath("//table:title")[0].inner_text == "Présence des membres"


def test_every_page_of_a_draft_bears_its_mark():
    styles = opened(minutes()).styles
    for tag in ("style:header", "style:header-first"):
        assert styles.xpath(f"//{tag}/text:p[1]")[0].inner_text == DRAFT_MARK


def test_a_final_document_bears_no_mark():
    assert not opened(minutes(draft=False)).styles.xpath(f"//text:p[contains(., '{DRAFT_MARK}')]")


def test_each_page_says_its_number_out_of_how_many():
    styles = opened(minutes()).styles
    for tag in ("style:footer", "style:footer-first"):
        assert styles.xpath(f"//{tag}//text:page-number") and styles.xpath(f"//{tag}//text:page-count")


def test_the_language_is_french():
    properties = opened(minutes()).styles.xpath("//style:default-style/style:text-properties")[0]
    assert (properties.get_attribute("fo:language"), properties.get_attribute("fo:country")) == ("fr", "FR")


def test_the_metadata_say_that_an_ai_helped_and_who_read():
    meta = opened(minutes(draft=False)).meta
    marks = meta.user_defined_metadata
    assert marks["Beffroi:AIAssisted"] == "true"
    assert marks["Iptc4xmpExt:DigitalSourceType"].endswith("/compositeWithTrainedAlgorithmicMedia")
    assert marks["Beffroi:ReadBy"] == "Alice Bernard"
    assert meta.title == "Procès-verbal"


def test_the_archive_begins_with_its_type_as_the_norm_asks():
    archive = zipfile.ZipFile(io.BytesIO(written(write_odt, minutes())))
    first = archive.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)


def test_the_same_document_gives_the_same_bytes():
    assert written(write_odt, minutes()) == written(write_odt, minutes())


def test_a_hostile_text_stays_a_text():
    lines = [line.text for line in odt_lines(written(write_odt, hostile()), "x.odt")]
    assert lines.count(WRITTEN) >= 3
    assert WRITTEN + WRITTEN in lines


def test_a_template_takes_the_text_at_its_place():
    data = template("Papier de {{ organisation }}", "{{ contenu }}", "Fin du modèle")
    texts = list(styled(opened(minutes(), template=data)))
    assert texts[0] == "Papier de Commune de Valbourg"
    assert texts[-1] == "Fin du modèle"
    assert "Budget principal" in texts


def test_a_template_with_an_unknown_field_is_told_which():
    with pytest.raises(DocumentError, match="{{ signature }}"):
        opened(minutes(), template=template("{{ signature }}"))


def test_a_word_file_is_no_template_for_it():
    from beffroi.documents.writers.docx import write_docx

    with pytest.raises(DocumentError, match="document Word"):
        opened(minutes(), template=written(write_docx, minutes()))
