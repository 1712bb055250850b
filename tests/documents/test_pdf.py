"""What a resident, a screen reader and a machine find in a PDF of ours."""

from __future__ import annotations

import io
import shutil
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from pypdf import PdfReader

from beffroi.documents.model import Document, Paragraph, Provenance, Run
from beffroi.documents.writers.pdf import write_pdf
from tests.documents.samples import DRAFT_MARK, hostile, minutes, written


@pytest.fixture(scope="module")
def draft() -> PdfReader:
    return PdfReader(io.BytesIO(written(write_pdf, minutes(pages=4))))


def tags(reader: PdfReader) -> set[str]:
    found, waiting = set(), [reader.root_object["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop()
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            waiting.extend(node)
        elif isinstance(node, dict):
            found.add(str(node.get("/S", "")))
            waiting.append(node.get("/K", []))
    return found


def xmp(reader: PdfReader) -> str:
    return reader.root_object["/Metadata"].get_object().get_data().decode("utf-8")


def test_it_is_tagged_and_declares_pdf_ua(draft):
    assert draft.root_object["/MarkInfo"]["/Marked"]
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp(draft)
    assert draft.root_object["/ViewerPreferences"]["/DisplayDocTitle"]


def test_it_declares_pdf_a_2a_beside_pdf_ua(draft):
    assert "<pdfaid:part>2</pdfaid:part>" in xmp(draft)
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in xmp(draft)
    intent = draft.root_object["/OutputIntents"][0].get_object()
    assert intent["/S"] == "/GTS_PDFA1" and "/DestOutputProfile" in intent


def test_each_property_of_ours_is_described_as_pdf_a_asks(draft):
    root = etree.fromstring(xmp(draft).encode().split(b"?>", 1)[1].rsplit(b"<?xpacket", 1)[0])
    rdf, schema, field = ("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}", "{http://www.aiim.org/pdfa/ns/schema#}",
                          "{http://www.aiim.org/pdfa/ns/property#}")  # fmt: skip
    described = {
        f"{{{each.findtext(f'{schema}namespaceURI')}}}{name.text}"
        for each in root.iter(f"{rdf}li")
        if each.find(f"{schema}namespaceURI") is not None
        for name in each.iter(f"{field}name")
    }
    ours = [
        child.tag
        for each in root.iter(f"{rdf}Description")
        for child in each
        if "beffroi" in child.tag or "Iptc4xmpExt" in child.tag
    ]
    assert ours and set(ours) <= described
    assert xmp(draft).count("<pdfaExtension:schemas>") == 1


def test_it_has_a_bookmark_for_each_heading(draft):
    assert [entry.title for entry in draft.outline if not isinstance(entry, list)] == [
        "Ouverture de la séance",
        "Budget principal",
    ]


def test_nothing_in_it_runs_or_comes_from_elsewhere(draft):
    """PDF/A forbids scripts, files attached without a word and fonts that are not inside."""
    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(draft.root_object)
    for page in draft.pages:
        for font in page["/Resources"]["/Font"].values():
            inner = font.get_object().get("/DescendantFonts", [font])[0].get_object()["/FontDescriptor"]
            assert {"/FontFile2", "/FontFile3"} & set(inner)


@pytest.mark.golden
def test_verapdf_finds_nothing_to_say(tmp_path):
    checker = shutil.which("verapdf")
    if checker is None:
        pytest.skip("veraPDF n’est pas installé : la conformité PDF/A-2a et PDF/UA-1 n’est vérifiée que par Typst")
    path = tmp_path / "pv.pdf"
    path.write_bytes(written(write_pdf, minutes(pages=4)))
    for flavour in ("2a", "ua1"):
        done = subprocess.run(
            [checker, "--flavour", flavour, "--format", "text", str(path)], capture_output=True, text=True
        )
        assert done.stdout.startswith("PASS"), done.stdout


def test_its_structure_names_headings_lists_and_tables(draft):
    assert {"/H1", "/L", "/LI", "/Table", "/TH", "/TD", "/P"} <= tags(draft)


def test_no_word_stands_outside_a_paragraph(draft):
    body = draft.root_object["/StructTreeRoot"]["/K"].get_object()
    children = body[0].get_object()["/K"] if isinstance(body, list) else body["/K"]
    assert {str(child.get_object()["/S"]) for child in children} <= {
        *("/Title", "/P", "/H1", "/Table", "/L", "/BlockQuote", "/Div")
    }


def test_it_says_its_language_and_its_title(draft):
    assert draft.root_object["/Lang"] == "fr-FR"
    assert draft.metadata.title == "Projet de procès-verbal"
    assert draft.metadata.author == "Commune de Valbourg"


def test_every_page_of_a_draft_bears_its_mark(draft):
    assert len(draft.pages) > 2
    assert all(DRAFT_MARK in page.extract_text() for page in draft.pages)


def test_a_final_document_bears_no_mark():
    reader = PdfReader(io.BytesIO(written(write_pdf, minutes(draft=False))))
    assert not any("BROUILLON" in page.extract_text() for page in reader.pages)


def test_each_page_says_its_number_out_of_how_many(draft):
    total = len(draft.pages)
    for number, page in enumerate(draft.pages, start=1):
        assert f"page {number} sur {total}" in page.extract_text().replace("\u00a0", " ")


def test_every_font_is_ours_and_inside_the_file(draft):
    fonts = {
        str(font.get_object()["/BaseFont"]) for page in draft.pages for font in page["/Resources"]["/Font"].values()
    }
    assert fonts
    assert all("BeffroiSerif" in font or "AtkinsonHyperlegible" in font for font in fonts)


def test_the_metadata_say_that_an_ai_helped_and_who_read():
    reader = PdfReader(io.BytesIO(written(write_pdf, minutes(draft=False))))
    assert "<Beffroi:ReadBy>Alice Bernard</Beffroi:ReadBy>" in xmp(reader)
    assert "/compositeWithTrainedAlgorithmicMedia</Iptc4xmpExt:DigitalSourceType>" in xmp(reader)
    assert reader.metadata["/Beffroi.AIAssisted"] == "true"


def test_the_same_document_gives_the_same_bytes():
    assert written(write_pdf, minutes()) == written(write_pdf, minutes())


def test_a_hostile_text_stays_a_text():
    text = " ".join(PdfReader(io.BytesIO(written(write_pdf, hostile()))).pages[0].extract_text().split())
    assert '#import "x" $a$ *b* <c> </w:t> & ]]> {{ contenu }} \\ @d [sourire] □ “œ” → fin' in text


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Merci 👍🏽 !", "Merci [pouce levé] !"),
        ("👩‍👧 famille", "[pictogramme] famille"),
        ("le drapeau 🇫🇷", "le drapeau [drapeau FR]"),
        ("\uf0b7 pasted from Word", "• pasted from Word"),
        ("☑ oui ☐ non → ⅓", "☑ oui ☐ non → ⅓"),
        ("e\u0301tat", "état"),
    ],
)
def test_a_picture_is_read_as_a_word_and_common_signs_are_shown(typed, shown):
    data = written(write_pdf, Document("Signes", (Paragraph((Run(typed),)),), Provenance(False)))
    assert shown in PdfReader(io.BytesIO(data)).pages[0].extract_text()


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=40))
def test_any_text_at_all_can_be_printed(text):
    document = Document(text, (Paragraph((Run(text),)),), Provenance(True), draft_mark=text)
    assert PdfReader(io.BytesIO(written(write_pdf, document))).pages


def test_a_full_disk_leaves_no_half_file(tmp_path, monkeypatch):
    def full(path: object, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        write_pdf(minutes(), tmp_path / "pv.pdf")
    assert list(tmp_path.iterdir()) == []
