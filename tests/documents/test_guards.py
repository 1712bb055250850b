"""What is refused before it is opened, and what is said to the person."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from pypdf import PdfReader, PdfWriter

from beffroi.documents.errors import DocumentError
from beffroi.documents.readers import guards
from beffroi.documents.readers.agenda import read_agenda
from beffroi.documents.writers.docx import write_docx
from beffroi.documents.writers.odt import write_odt
from beffroi.documents.writers.pdf import write_pdf
from tests.documents.samples import minutes, written

EVERY = frozenset({"txt", "docx", "odt", "pdf"})


def archive(entries: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in entries.items():
            made.writestr(name, content)
    return out.getvalue()


def refused(data: bytes, name: str) -> str:
    with pytest.raises(DocumentError) as caught:
        guards.check(data, name, EVERY)
    return caught.value.message


@pytest.mark.parametrize(("writer", "suffix"), [(write_docx, "docx"), (write_odt, "odt"), (write_pdf, "pdf")])
def test_what_we_write_is_let_through(writer, suffix):
    assert guards.check(written(writer, minutes()), f"pv.{suffix.upper()}", EVERY) == suffix


def test_an_empty_file_is_refused():
    assert "vide" in refused(b" \n", "a.txt")


def test_a_file_too_big_for_a_text_is_refused(monkeypatch):
    monkeypatch.setattr(guards, "MAX_BYTES", 10)
    assert "trop pour un texte" in refused(b"x" * 11, "a.txt")


def test_an_unexpected_kind_is_told_what_is_accepted():
    assert ".docx, .odt, .pdf, .txt" in refused(b"x", "a.exe")


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"%PDF-1.7\n", "a.txt", "en réalité un PDF. Donnez-lui l'extension .pdf"),
        (b"du texte", "a.pdf", "en réalité un texte. Donnez-lui l'extension .txt"),
        (b"ID3\x04\x00", "a.txt", "un fichier son"),
        (b"\x89PNG\r\n", "a.docx", "une image"),
        (b"abc\x00def", "a.txt", "qui n'est pas du texte"),
    ],
)
def test_a_name_that_does_not_tell_the_truth_is_refused(data, name, said):
    assert said in refused(data, name)


def test_a_word_file_called_odt_is_told_its_true_name():
    assert "extension .docx" in refused(written(write_docx, minutes()), "pv.odt")


def test_an_old_word_file_is_told_how_to_be_saved():
    assert ".docx" in refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "pv.docx")


def test_an_old_word_file_under_its_own_name_is_told_the_same():
    assert "ancien format d'Office" in refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "pv.doc")


@pytest.mark.parametrize(("data", "name"), [(b"PK\x03\x04cut short", "pv.docx"), (b"\x07\x00noise\x00" * 50, "pv.pdf")])
def test_a_file_of_which_nothing_can_be_opened_is_told_damaged(data, name):
    assert "abîmé ou incomplet" in refused(data, name)


def test_an_encrypted_word_file_is_told_to_lose_its_password():
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    assert "mot de passe" in refused(data, "pv.docx")


def test_an_encrypted_libreoffice_file_is_told_to_lose_its_password():
    entries = {
        "mimetype": b"application/vnd.oasis.opendocument.text",
        "META-INF/manifest.xml": b"<m><encryption-data/></m>",
        "content.xml": b"\x8f\x02\x99",
    }
    assert "mot de passe" in refused(archive(entries), "pv.odt")


def test_an_encrypted_pdf_is_told_to_lose_its_password():
    writer, out = PdfWriter(clone_from=PdfReader(io.BytesIO(written(write_pdf, minutes())))), io.BytesIO()
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(out)
    with pytest.raises(DocumentError, match="mot de passe"):
        read_agenda(out.getvalue(), "odj.pdf")


def test_a_bomb_is_not_unfolded():
    assert "anormal" in refused(archive({"word/document.xml": b"0" * 30_000_000}), "pv.docx")


def test_entities_are_not_expanded():
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    assert "entités XML" in refused(archive({"word/document.xml": bomb}), "pv.docx")


def test_a_truncated_file_is_told_damaged():
    made, out = docx.Document(), io.BytesIO()
    made.save(out)
    with pytest.raises(DocumentError):
        read_agenda(out.getvalue()[:-2000], "odj.docx")
    with pytest.raises(DocumentError):
        read_agenda(written(write_pdf, minutes())[:3000], "odj.pdf")
