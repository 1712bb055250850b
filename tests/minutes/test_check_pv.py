"""A procès-verbal as a file: each format, files that cannot be read, and the command."""

from __future__ import annotations

import io
import json
from pathlib import Path

import docx
import pytest

from beffroi.cli import main
from beffroi.documents.errors import DocumentError
from beffroi.minutes.actions.check_pv import check_pv

CASES = Path(__file__).parent / "domain" / "pv" / "cases"


def as_docx(text: str) -> bytes:
    document = docx.Document()
    for line in text.split("\n"):
        document.add_paragraph(line)
    table = document.add_table(rows=2, cols=3)
    for column, (head, value) in enumerate((("Pour", "9"), ("Contre", "0"), ("Abstention", "0"))):
        table.rows[0].cells[column].text, table.rows[1].cells[column].text = head, value
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_word_document_and_its_tables_are_read() -> None:
    text = "Conseil municipal du 4 mars 2024\nPrésents : Alix BRUN, Basile COMTE\n1. Motion sur le train"
    reading = check_pv(as_docx(text), "pv.docx")
    assert reading.presence.present is not None and reading.presence.present.value == 2
    assert [(each.votes_for, each.against, each.abstain) for each in reading.ballots] == [(9, 0, 0)]


def test_a_markdown_file_is_read_without_its_marks() -> None:
    reading = check_pv((CASES / "vu_en_lettres.txt").read_bytes(), "pv.md")
    assert [item.title for item in reading.items][:1] == ["Adhésion au groupement d'achat"]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "vide.pdf"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 40, "photo.pdf"),
        (b"%PDF-1.4 brok", "abime.pdf"),
        (b"x", "pv.xls"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_french(content: bytes, name: str) -> None:
    with pytest.raises(DocumentError) as refused:
        check_pv(content, name)
    assert name in refused.value.message


def test_the_command_shows_both_figures_and_their_lines(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check-pv", str(CASES / "contradictions.txt")]) == 1
    said = capsys.readouterr().out
    assert "Irma CLAVEL porterait 2 pouvoirs" in said
    assert "ligne 21 : «" in said
    assert "Aucun" not in said


def test_the_command_gives_data(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check-pv", str(CASES / "formel.txt"), "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["present"], data["in_office"], data["secretary"]) == (12, 15, ["Julie BLANC"])
    assert [ballot["for"] for ballot in data["ballots"]] == [None, 11, None]
    assert all(ballot["lines"] for ballot in data["ballots"])


def test_the_command_says_what_to_do_with_a_file_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check-pv", "absent.pdf"]) == 1
    assert "n’existe pas" in capsys.readouterr().err
