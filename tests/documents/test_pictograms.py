"""The pictogram that says who wrote a text: drawn, said in words beside it, and read aloud in its place."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree
from pypdf import PdfReader

from beffroi.documents.errors import DocumentError
from beffroi.documents.pictograms import WORDS, png, svg
from beffroi.documents.readers.docx import docx_lines
from beffroi.documents.readers.odt import odt_lines
from beffroi.documents.writers.archive import repack
from beffroi.documents.writers.docx import write_docx
from beffroi.documents.writers.mentioned import MARK
from beffroi.documents.writers.odt import write_odt
from beffroi.documents.writers.pdf import write_pdf
from tests.documents.samples import minutes, written
from tests.documents.test_templates import libre, word

READ = replace(minutes(draft=False), pictogram="ai_read")
WRITERS = pytest.mark.parametrize("writer", [write_docx, write_odt, write_pdf])
KINDS = pytest.mark.parametrize("pictogram", list(WORDS))
_SVG, _DRAW = (f"{{urn:oasis:names:tc:opendocument:xmlns:{space}:1.0}}" for space in ("svg-compatible", "drawing"))
_MANIFEST = "META-INF/manifest.xml"


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def in_docx(data: bytes) -> list[str]:
    """What is read aloud for each picture of the file, headers included."""
    texts = [part for name, part in parts(data).items() if name.startswith("word/") and name.endswith(".xml")]
    return [each.get("descr", "") for part in texts for each in etree.fromstring(part).iter(qn("wp:docPr"))]


def in_odt(data: bytes) -> list[str]:
    texts = [parts(data)[name] for name in ("content.xml", "styles.xml")]
    frames = [frame for part in texts for frame in etree.fromstring(part).iter(f"{_DRAW}frame")]
    return [frame.findtext(f"{_SVG}desc") or "" for frame in frames if frame.find(f"{_DRAW}image") is not None]


def in_pdf(data: bytes) -> list[str]:
    found, waiting = [], [PdfReader(io.BytesIO(data)).root_object["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop()
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            waiting.extend(node)
        elif isinstance(node, dict):
            if node.get("/S") == "/Figure":
                found.append(str(node.get("/Alt", "")))
            waiting.append(node.get("/K", []))
    return found


def read_aloud(writer: object, data: bytes) -> list[str]:
    return {write_docx: in_docx, write_odt: in_odt, write_pdf: in_pdf}[writer](data)


def text(writer: object, data: bytes) -> str:
    if writer is write_pdf:
        words = PdfReader(io.BytesIO(data)).pages[0].extract_text()
    else:
        lines = docx_lines(data, "x.docx") if writer is write_docx else odt_lines(data, "x.odt")
        words = "\n".join(line.text for line in lines)
    return " ".join(words.split())


@WRITERS
@KINDS
def test_it_is_read_aloud_in_the_words_that_stand_next_to_it(writer, pictogram):
    data = written(writer, replace(READ, pictogram=pictogram))
    assert read_aloud(writer, data) == [WORDS[pictogram]]
    assert f"{WORDS[pictogram]}. {READ.mention}" in text(writer, data)


@WRITERS
def test_it_stands_alone_where_there_is_no_mention(writer):
    data = written(writer, replace(READ, mention="", pictogram="person"))
    assert read_aloud(writer, data) == ["Écrit par une personne"]
    assert text(writer, data).count("Écrit par une personne") == 1


@WRITERS
def test_a_draft_says_that_nobody_has_read_it(writer):
    data = written(writer, replace(minutes(), pictogram="ai"))
    assert read_aloud(writer, data) == ["Écrit par une IA, non relu"]


@WRITERS
def test_a_document_without_one_shows_none(writer):
    data = written(writer, minutes(draft=False))
    assert read_aloud(writer, data) == []
    assert not any(words in text(writer, data) for words in WORDS.values())
    if writer is not write_pdf:
        assert not any(name.endswith(".png") for name in parts(data))


@WRITERS
def test_no_mark_of_its_place_is_left_in_the_file(writer):
    data = written(writer, READ)
    assert MARK not in text(writer, data)
    if writer is not write_pdf:
        assert not any(MARK.encode() in part for part in parts(data).values())


@WRITERS
def test_the_same_document_gives_the_same_bytes(writer):
    assert written(writer, READ) == written(writer, READ)


def test_an_unknown_pictogram_is_refused_rather_than_left_out():
    with pytest.raises(ValueError, match="ai_reread"):
        replace(READ, pictogram="ai_reread")


@KINDS
def test_each_drawing_is_small_and_names_itself(pictogram):
    assert f"<title>{WORDS[pictogram]}</title>" in svg(pictogram)
    assert png(pictogram).startswith(b"\x89PNG") and len(png(pictogram)) < 8_000


def test_a_pdf_with_one_still_declares_pdf_a_and_pdf_ua():
    packet = PdfReader(io.BytesIO(written(write_pdf, READ))).root_object["/Metadata"].get_object().get_data().decode()
    for word_of_packet in ("<pdfaid:part>2<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<"):
        assert word_of_packet in packet


def test_the_picture_of_an_odt_is_in_the_list_of_its_files():
    files = parts(written(write_odt, READ))
    picture = next(name for name in files if name.endswith(".png"))
    assert files[picture] == png("ai_read")
    assert files[_MANIFEST].count(f'full-path="{picture}"'.encode()) == 1


# In a commune's own template.


@pytest.mark.parametrize(("writer", "paper"), [(write_docx, word), (write_odt, libre)])
def test_it_goes_where_the_template_shows_the_mention_and_beside_the_mention_of_the_text(writer, paper):
    data = written(writer, READ, template=paper("Nota : {{ mention }} (fin)", "{{ contenu }}"))
    assert read_aloud(writer, data) == [WORDS["ai_read"]] * 2
    assert f"Nota : {WORDS['ai_read']}. {READ.mention} (fin)" in text(writer, data)


def test_it_comes_after_the_words_that_the_template_puts_before_it():
    made = docx.Document(io.BytesIO(written(write_docx, READ, template=word("Nota : {{ mention }}", "{{ contenu }}"))))
    run = made.paragraphs[0].runs[0]._r
    assert [child.tag for child in run if child.tag != qn("w:rPr")] == [qn("w:t"), qn("w:drawing"), qn("w:t")]
    assert run.find(qn("w:t")).text == "Nota : "


@pytest.mark.parametrize(("writer", "paper"), [(write_docx, word), (write_odt, libre)])
def test_a_template_that_forgets_the_mention_does_not_remove_it(writer, paper):
    data = written(writer, READ, template=paper("{{ contenu }}"))
    assert read_aloud(writer, data) == [WORDS["ai_read"]]


def test_a_footer_of_word_shows_it():
    made, out = docx.Document(), io.BytesIO()
    made.sections[0].footer.paragraphs[0].text = "{{ mention }}"
    made.save(out)
    filled = docx.Document(io.BytesIO(written(write_docx, READ, template=out.getvalue())))
    footer = filled.sections[0].footer
    key = next(footer._element.iter(qn("a:blip"))).get(qn("r:embed"))
    assert footer.part.related_parts[key].blob == png("ai_read")


def test_a_footer_of_libreoffice_shows_it():
    files = parts(libre("{{ contenu }}"))
    files["styles.xml"] = files["styles.xml"].replace(b"page\xc2\xa0", b"{{ mention }} page\xc2\xa0", 1)
    data = written(write_odt, READ, template=repack(libre("{{ contenu }}"), files, first="mimetype"))
    styles = parts(data)["styles.xml"].decode()
    assert styles.count("<draw:image") == 1 and 'style:family="graphic"' in styles


def test_a_plain_text_control_of_word_has_the_words_alone():
    made, out = docx.Document(), io.BytesIO()
    control = (
        "<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent><w:r><w:t>{{ mention }}</w:t></w:r></w:sdtContent></w:sdt>"
    )
    made.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w')}>{control}</w:p>"))
    made.save(out)
    body = docx.Document(io.BytesIO(written(write_docx, READ, template=out.getvalue()))).element.body
    assert "".join(each.text for each in body[0].iter(qn("w:t"))) == f"{WORDS['ai_read']}. {READ.mention}"
    assert len(list(body.iter(qn("w:drawing")))) == 1


def test_a_drawn_shape_of_libreoffice_has_the_words_alone():
    shape = f'<draw:rect xmlns:draw="{_DRAW[1:-1]}"><text:p>{{{{ mention }}}}</text:p></draw:rect>'
    data = written(write_odt, READ, template=libre(shape, "{{ contenu }}"))
    inside = next(etree.fromstring(parts(data)["content.xml"]).iter(f"{_DRAW}rect"))
    assert "".join(inside.itertext()) == f"{WORDS['ai_read']}. {READ.mention}"
    assert in_odt(data) == [WORDS["ai_read"]]


def test_a_file_of_ours_serves_as_the_template_of_the_next():
    once = written(write_odt, READ, template=libre("{{ mention }}", "{{ contenu }}"))
    again = parts(written(write_odt, READ, template=once))
    assert again[_MANIFEST].count(b"image/png") == 1
    assert again["content.xml"].count(b'style:name="Beffroi.Pictogramme"') == 1


def test_a_template_whose_list_of_files_is_broken_is_refused():
    broken = repack(libre("{{ contenu }}"), {_MANIFEST: b"<manifest"}, first="mimetype")
    with pytest.raises(DocumentError, match="abîmé"):
        written(write_odt, READ, template=broken)


def test_words_of_a_document_never_draw_one():
    hostile = replace(READ, title=f"Titre {MARK}", mention=f"Mention {MARK}")
    for writer, paper in ((write_docx, word), (write_odt, libre)):
        data = written(writer, hostile, template=paper("{{ titre }} {{ mention }}"))
        assert len(read_aloud(writer, data)) == 2


@pytest.mark.parametrize(("writer", "paper"), [(write_docx, word), (write_odt, libre)])
def test_a_template_that_holds_the_mark_of_its_place_by_chance_shows_none(writer, paper):
    data = written(writer, minutes(draft=False), template=paper(f"{MARK} {{{{ titre }}}}"))
    assert read_aloud(writer, data) == []
