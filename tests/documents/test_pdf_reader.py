"""PDF as they come: text, columns, tables, scans, and files that nobody should open."""

from __future__ import annotations

import io
import threading

import pytest
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from beffroi.documents.errors import DocumentError
from beffroi.documents.readers import pdf
from beffroi.documents.readers.pdf import PageSource, read_pdf
from beffroi.documents.readers.pdf_lines import is_garbage, mended, plain, without_running
from beffroi.documents.readers.pdf_process import png
from tests.documents.pdfs import changed, made, scanned

PARAGRAPH = (
    "Le conseil municipal prend connaissance du rapport de la commission des travaux et discute longuement de la "
    "réfection du chemin des Aulnes avant de passer au vote de la délibération proposée par la maire. "
)


def texts(content: bytes) -> list[str]:
    return [line.text for line in read_pdf(content).pages[0].lines]


def refused(content: bytes, name: str = "odj.pdf") -> str:
    with pytest.raises(DocumentError) as caught:
        read_pdf(content, name=name)
    return caught.value.message


def test_it_reads_lines_with_their_place():
    line = read_pdf(made("Présents : Mme Alba, M. Brun\n\nExcusé : M. Colin")).pages[0].lines[1]
    assert line.text == "Excusé : M. Colin" and 0 < line.top < 0.3 and line.left > 20


def test_two_columns_of_prose_are_read_one_after_the_other():
    said = " ".join(texts(made(f"#columns(2)[{PARAGRAPH * 2} #colbreak() Seconde colonne. {PARAGRAPH * 2}]")))
    assert said.index("Seconde colonne") > said.rindex("Le conseil", 0, said.index("Seconde colonne"))
    assert said.count("Le conseil municipal prend connaissance") == 4


def test_a_row_of_a_table_is_one_line_with_its_cells_apart():
    table = "#table(columns: (1cm, 9cm, 4cm), [N°], [Objet], [Élu], [1], [Budget], [Mme Alba], [2], [Tarifs], [])"
    assert texts(made(table)) == ["N°\tObjet\tÉlu", "1\tBudget\tMme Alba", "2\tTarifs"]


def test_a_title_on_two_lines_of_a_cell_stays_in_its_row():
    title = "Approbation du procès-verbal de la séance précédente du conseil"
    rows = "".join(f"[{n}], [{title}], [M. Brun]," for n in (1, 2))
    table = f"#table(columns: (1cm, 6cm, 4cm), [N°], [Objet], [Rapporteur], {rows})"
    assert texts(made(table))[1:] == [f"{n}\t{title}\tM. Brun" for n in (1, 2)]


@pytest.mark.parametrize("quarters", [0, 90, 180, 270])
def test_a_page_turned_on_its_side_reads_as_it_stands(quarters):
    turned = changed(made("Ordre du jour\n\n1. Budget"), lambda writer: writer.pages[0].rotate(quarters))
    assert texts(turned) == ["Ordre du jour", "1. Budget"]


def test_a_stamp_up_the_margin_comes_after_the_text():
    stamp = "#place(left, dx: -1.5cm, rotate(-90deg, reflow: true)[Reçu en préfecture])"
    assert texts(made(f"{stamp}\nAdopté à l'unanimité\n\nFait et délibéré")) == [
        "Adopté à l’unanimité",
        "Fait et délibéré",
        "Reçu en préfecture",
    ]


def test_what_is_set_higher_and_smaller_stays_in_its_word():
    source = "Ordre du jour\n\nLe 1#super(size: 0.58em, baseline: -0.41em)[er] adjoint, 12 m#super[2], est élu."
    assert texts(made(source)) == ["Ordre du jour", "Le 1er adjoint, 12 m2, est élu."]


def test_ligatures_accents_and_bullets_of_symbol_fonts_are_plain_text():
    assert plain("de\u0301libe\u0301ration ﬁnancière  de l’oﬃce") == "délibération financière de l’office"
    assert plain("\uf0b7 Tarifs \uf0e0 adopté") == "• Tarifs → adopté"


def test_a_word_cut_at_the_end_of_a_line_can_be_mended():
    assert mended("la délibé-", "ration est adoptée") == "la délibération est adoptée"
    assert mended("le procès-", "verbal") == "le procès-verbal"
    assert mended("M. Jean-", "Pierre") is None
    assert mended("Vote :", "adopté") is None


def test_running_heads_and_page_numbers_can_be_left_out_but_never_a_vote():
    source = '#set page(header: [Mairie de Valbourg], numbering: "1/1")\n' + "#pagebreak()".join(
        f"Point {n}\n\n#v(1fr)\n\n12 voix pour" for n in (1, 2, 3)
    )
    read = read_pdf(made(source))
    assert "Mairie de Valbourg" in read.text
    assert read.without_running().text.split("\n") == [
        line for n in (1, 2, 3) for line in (f"Point {n}", "12 voix pour")
    ]


def test_pages_read_by_ocr_lose_only_a_first_or_last_line_that_comes_back():
    pages = [[("Mairie", None), ("Adopté", None), (f"Point {n}", None), (f"{n}/3", None)] for n in (1, 2, 3)]
    assert without_running(pages) == [[1, 2]] * 3


def test_a_page_without_a_text_layer_is_given_to_ocr_as_a_picture_of_300_dpi():
    seen = []

    def ocr(image: bytes) -> str:
        seen.append(image)
        return "ORDRE DU JOUR\n\n1. Budget\n"

    page = read_pdf(scanned("= Ordre du jour"), ocr=ocr).pages[0]
    assert page.source is PageSource.OCR and [line.text for line in page.lines] == ["ORDRE DU JOUR", "1. Budget"]
    assert seen[0][:4] == b"\x89PNG" and int.from_bytes(seen[0][16:20], "big") == pytest.approx(2480, abs=2)


def test_without_ocr_the_page_is_listed_as_unreadable_with_what_to_do():
    page = read_pdf(scanned("= Ordre du jour")).pages[0]
    assert page.source is PageSource.UNREADABLE
    assert "Tesseract" in page.reason and "document d’origine" in page.reason


def test_an_ocr_that_fails_leaves_the_other_pages():
    def ocr(image: bytes) -> str:
        raise RuntimeError("Tesseract n’a pas répondu.")

    both = changed(made("Texte lisible"), lambda writer: writer.append(io.BytesIO(scanned("= Image"))))
    first, second = read_pdf(both, ocr=ocr).pages
    assert first.text == "Texte lisible" and second.reason == "Tesseract n’a pas répondu."


def test_once_the_time_is_spent_the_last_pages_are_said_unread(monkeypatch):
    clock = iter([0.0, 0.0, 1000.0, 1000.0, 1000.0])
    monkeypatch.setattr(pdf.time, "monotonic", lambda: next(clock))
    both = changed(scanned("= Une"), lambda writer: writer.append(io.BytesIO(scanned("= Deux"))))
    first, second = read_pdf(both, ocr=lambda image: "lu").pages
    assert first.text == "lu" and "temps" in second.reason


def test_a_file_of_too_many_scanned_pages_says_which_were_not_read(monkeypatch):
    monkeypatch.setattr(pdf, "MAX_OCR_PAGES", 1)
    both = changed(scanned("= Une"), lambda writer: writer.append(io.BytesIO(scanned("= Deux"))))
    first, second = read_pdf(both, ocr=lambda image: "lu").pages
    assert first.text == "lu" and "Donnez-les à part" in second.reason


def test_an_empty_page_is_empty_not_unreadable():
    assert read_pdf(made("#page[]")).pages[0].source is PageSource.EMPTY


def test_a_text_layer_that_says_nothing_is_known():
    assert is_garbage("\ue001\ue002 \ufffd\ufffd \ue010 Budget")
    assert is_garbage(" ".join(["xkq7z", "Brt4d", "zZkRt", "q9w8p", "ttrk"] * 6))
    assert not is_garbage(PARAGRAPH)
    assert not is_garbage("12 345,00 €  67 890,00 €")


def test_a_protected_file_is_told_to_lose_its_password():
    locked = changed(made("x"), lambda writer: writer.encrypt("secret", algorithm="RC4-128"))
    assert "mot de passe" in refused(locked)


def test_a_file_that_only_forbids_printing_is_read():
    locked = changed(made("Budget"), lambda writer: writer.encrypt("", "maître", algorithm="RC4-128"))
    assert texts(locked) == ["Budget"]


@pytest.mark.parametrize("size", [200, 1500])
def test_a_truncated_file_is_told_damaged_or_read_in_part(size):
    content = made(PARAGRAPH)[:size]
    assert "abîmé" in refused(content)


def test_a_file_without_a_page_is_damaged():
    def empty(writer: PdfWriter) -> None:
        del writer.pages[0]

    assert "abîmé" in refused(changed(made("x"), empty))


def test_a_file_of_too_many_pages_is_refused_with_its_count(monkeypatch):
    monkeypatch.setattr(pdf, "MAX_PAGES", 2)
    assert "compte 3 pages" in refused(made("#pagebreak()\n#pagebreak()"))


def test_a_picture_without_end_is_rendered_small(monkeypatch):
    monkeypatch.setattr(pdf, "MAX_PIXELS", 10_000)
    seen = []
    read_pdf(scanned("= Image"), ocr=lambda image: seen.append(image) or "lu")
    assert int.from_bytes(seen[0][16:20], "big") * int.from_bytes(seen[0][20:24], "big") <= 10_200


def test_a_file_that_takes_too_long_is_left(monkeypatch):
    monkeypatch.setattr(pdf, "TEXT_SECONDS", 0.001)
    assert "trop de temps" in refused(made("x"))


def test_scripts_of_the_file_are_not_run_nor_read():
    def booby(writer: PdfWriter) -> None:
        action = {"/S": NameObject("/JavaScript"), "/JS": TextStringObject("while (true) {}")}
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(
            {NameObject(name): value for name, value in action.items()}
        )

    assert texts(changed(made("Budget"), booby)) == ["Budget"]


def test_something_else_called_pdf_is_refused():
    assert "en réalité une image" in refused(png(1, 1, iter([b"\0"]), 72))
    assert "vide" in refused(b"")


def test_several_threads_read_at_once():
    content, found = made("Budget"), []
    threads = [threading.Thread(target=lambda: found.append(texts(content))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [["Budget"]] * 4
