"""Names in columns, lines to write on, rows to sign, numbered sheets: the same in the three formats."""

from __future__ import annotations

import io

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from odfdo import Document as OdfDocument
from pypdf import PdfReader

from beffroi.documents.model import (
    Block,
    Columns,
    Document,
    FillIn,
    Heading,
    PageBreak,
    Paragraph,
    Provenance,
    Run,
    SignatureBlock,
    Table,
)
from beffroi.documents.writers.docx import write_docx
from beffroi.documents.writers.odt import write_odt
from beffroi.documents.writers.pdf import write_pdf
from tests.documents.samples import written

NAMES = tuple(f"Membre {number}" for number in range(1, 34))


def document(*blocks: Block, **more: object) -> Document:
    return Document("Feuille d’émargement", blocks, Provenance(ai_assisted=False), **more)


def word(*blocks: Block, **more: object) -> docx.document.Document:
    return docx.Document(io.BytesIO(written(write_docx, document(*blocks, **more))))


def libre(*blocks: Block, **more: object) -> OdfDocument:
    return OdfDocument(io.BytesIO(written(write_odt, document(*blocks, **more))))


def pages(*blocks: Block, **more: object) -> list[str]:
    reader = PdfReader(io.BytesIO(written(write_pdf, document(*blocks, **more))))
    return [page.extract_text().replace("\u00a0", " ") for page in reader.pages]


@given(st.lists(st.text(min_size=1), max_size=70), st.integers(1, 4))
def test_columns_lose_no_name_and_keep_their_order(names, columns):
    split = Columns(tuple(names), columns).split()
    assert [name for column in split for name in column] == names
    assert len(split) <= columns


def test_names_are_read_down_each_column_in_the_three_formats():
    cells = word(Columns(NAMES)).tables[0].rows[0].cells
    assert tuple(p.text for cell in cells for p in cell.paragraphs) == NAMES
    assert tuple(p.inner_text for p in libre(Columns(NAMES)).body.xpath("//table:table//text:p")) == NAMES
    text = pages(Columns(NAMES))[0]
    assert [text.index(name) for name in (NAMES[0], NAMES[16])] == sorted(text.index(n) for n in (NAMES[0], NAMES[16]))
    assert all(name in text for name in NAMES)


def test_a_line_to_write_on_shows_its_label():
    assert any(p.text.startswith("Fait à") for p in word(FillIn("Fait à")).paragraphs)
    assert "Fait à" in pages(FillIn("Fait à"))[0]
    leader = libre(FillIn("Fait à")).styles.xpath("//style:tab-stop[@style:leader-style='solid']")
    assert leader


def test_what_follows_a_break_begins_a_page():
    texts = pages(Paragraph((Run("première"),)), PageBreak(), Heading("Pouvoir"))
    assert "première" in texts[0] and "Pouvoir" not in texts[0] and "Pouvoir" in texts[1]
    heading = next(p for p in word(PageBreak(), Heading("Pouvoir")).paragraphs if p.text == "Pouvoir")
    assert heading.paragraph_format.page_break_before
    broken = libre(PageBreak(), Heading("Pouvoir")).body.xpath("//text:h")[0].style
    assert broken.endswith(".Page")


def test_rows_to_sign_are_tall_and_their_head_is_repeated():
    table = Table(("Membre", "Signature"), (("M. Roux", ""),) * 40, "Présence", row_height=11)
    made = word(table).tables[0]
    assert made.rows[1].height.mm == pytest.approx(11, abs=0.1)
    assert made.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    texts = pages(table)
    assert len(texts) > 1 and all("Signature" in text for text in texts)


def test_the_widths_of_columns_are_those_that_the_document_asks_for():
    made = word(Table(("a", "b"), (("x" * 60, "y"),), shares=(0.25, 0.75))).tables[0]
    first, second = (cell.width for cell in made.rows[0].cells)
    assert second / first == pytest.approx(3, rel=0.01)


def test_who_signs_is_printed_under_the_title():
    block = SignatureBlock(("La maire", "Le secrétaire de séance"), ("Mme Claire Dubois",))
    assert word(block).tables[0].cell(0, 0).text == "La maire\nMme Claire Dubois"
    assert "Mme Claire Dubois" in pages(block)[0]


def test_the_sheets_of_a_register_go_on_from_their_first_number():
    more = Paragraph((Run("mot " * 3000),))
    texts = pages(more, first_sheet=45)
    assert [f"feuillet {45 + at}" in text for at, text in enumerate(texts)] == [True] * len(texts)
    assert not any(" sur " in text.splitlines()[-1] for text in texts)
    section = word(more, first_sheet=45).sections[0]
    assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "45"
    numbered = libre(more, first_sheet=45).body.xpath("//text:p")[0].style
    assert numbered == "Beffroi.Premier"


def test_a_long_title_leaves_room_on_the_following_pages():
    texts = pages(Paragraph((Run("mot " * 3000),)), running="Séance du 11 décembre 2025")
    assert "Séance du 11 décembre 2025" in texts[1]
    assert "Feuille d’émargement" not in texts[1]


def test_a_small_table_is_not_cut_by_the_end_of_a_page():
    table = Table(("Résultats", "Nombre"), tuple((f"candidat {number}", "1") for number in range(10)), "Premier tour")
    for lines in range(30, 46, 3):
        texts = pages(*(Paragraph((Run("ligne"),)) for _ in range(lines)), table)
        holders = [at for at, text in enumerate(texts) if "candidat" in text]
        assert len(holders) == 1


def test_words_kept_with_what_follows_stay_on_its_page():
    announced = Paragraph((Run("Demande de scrutin : néant."),), keep_next=True)
    vote = Paragraph((Run("Adoptée."),), "vote")
    for lines in range(34, 46):
        texts = pages(*(Paragraph((Run("ligne"),)) for _ in range(lines)), announced, vote)
        assert any("Demande de scrutin" in text and "Adoptée." in text for text in texts)
