"""What can be said of a file that someone brings to the mairie."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from beffroi.documents.model import Document, Paragraph, Run
from beffroi.documents.seal import Finding, KnownSeal, likeness, seal_of, verify_file
from beffroi.documents.writers.docx import write_docx
from beffroi.documents.writers.pdf import write_pdf
from tests.documents.samples import minutes, written

NAME = "procès-verbal du 11 décembre 2025"


@pytest.fixture(scope="module")
def document() -> Document:
    """Words enough that a version of it can be recognised."""
    words = tuple(f"Point {number} : il est proposé une dépense de {number * 117} euros." for number in range(1, 60))
    return replace(minutes(draft=False), blocks=(*minutes().blocks, *(Paragraph((Run(each),)) for each in words)))


@pytest.fixture(scope="module")
def sealed(document) -> bytes:
    return written(write_pdf, document)


@pytest.fixture(scope="module")
def known(sealed) -> KnownSeal:
    return KnownSeal(seal_of(sealed), NAME, date(2026, 1, 22))


def test_the_seal_of_a_file_is_the_hash_of_its_bytes(sealed):
    seal = seal_of(sealed)
    assert (seal.sha256, seal.size, seal.kind) == (hashlib.sha256(sealed).hexdigest(), len(sealed), "pdf")


def test_the_sealed_file_is_recognised(sealed, known):
    verdict = verify_file(sealed, [known])
    assert verdict.authentic
    assert verdict.known == known
    assert NAME in verdict.sentence and "22\u00a0janvier\u00a02026" in verdict.sentence


def test_one_byte_changed_is_no_longer_the_sealed_file(sealed, known):
    at = len(sealed) // 2
    changed = sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :]
    assert not verify_file(changed, [known]).authentic


def test_a_changed_vote_is_another_version_however_small_the_change(document, known):
    blocks = tuple(
        Paragraph((Run("22 pour, 3 abstentions. Adopté."),), "vote") if getattr(block, "style", "") == "vote" else block
        for block in document.blocks
    )
    verdict = verify_file(written(write_pdf, replace(document, blocks=blocks)), [known])
    assert verdict.finding is Finding.OTHER_VERSION
    assert 0.8 < verdict.likeness <= 1
    assert "99\u00a0%" in verdict.sentence or "%" in verdict.sentence


def test_a_file_saved_again_has_the_same_text_and_is_not_the_sealed_one(sealed, known):
    writer = PdfWriter(PdfReader(io.BytesIO(sealed)))
    out = io.BytesIO()
    writer.write(out)
    verdict = verify_file(out.getvalue(), [known])
    assert verdict.finding is Finding.SAME_TEXT
    assert not verdict.authentic
    assert "n’est pas le fichier scellé" in verdict.sentence


def test_an_addition_after_the_sealed_bytes_is_told_as_such(sealed, known):
    verdict = verify_file(sealed + b"\n%signature\n", [known])
    assert verdict.finding is Finding.ADDED_TO
    assert "ajout" in verdict.sentence


def test_a_version_that_was_replaced_says_so(sealed, known):
    verdict = verify_file(sealed, [replace(known, current=False)])
    assert verdict.finding is Finding.REPLACED
    assert "Demandez la version en vigueur" in verdict.sentence


def test_a_seal_in_force_wins_over_a_replaced_one_of_the_same_bytes(sealed, known):
    assert verify_file(sealed, [replace(known, current=False), known]).authentic


def test_a_paper_original_is_said_to_prevail(sealed, known):
    assert "c’est lui qui fait foi" in verify_file(sealed, [replace(known, on_paper=True)]).sentence


def test_a_signed_scan_is_recognised_by_its_bytes_alone():
    scan = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 40
    seal = seal_of(scan)
    assert (seal.kind, seal.text) == ("image", "")
    assert "scan signé" in verify_file(scan, [KnownSeal(seal, NAME, scan=True)]).sentence
    other = verify_file(scan + b"x" * 3, [])
    assert other.finding is Finding.UNKNOWN
    assert "pas de texte lisible" in other.sentence


def test_two_scans_without_text_are_never_said_to_have_the_same_text():
    one, other = b"\xff\xd8\xff" + b"a" * 500, b"\xff\xd8\xff" + b"b" * 500
    assert verify_file(other, [KnownSeal(seal_of(one), NAME)]).finding is Finding.UNKNOWN


def test_the_word_copy_of_a_sealed_pdf_is_told_near_it_and_not_it(document, known):
    verdict = verify_file(written(write_docx, document), [known])
    assert verdict.finding is Finding.OTHER_VERSION


def test_a_file_that_has_nothing_to_do_is_unknown(known):
    verdict = verify_file(b"Le menu de la cantine : carottes, poisson, riz, yaourt.", [known])
    assert verdict.finding is Finding.UNKNOWN
    assert verdict.known is None


def test_an_empty_file_is_told_empty(known):
    assert "vide" in verify_file(b"", [known]).sentence


def test_a_damaged_pdf_is_sealed_all_the_same():
    assert seal_of(b"%PDF-1.7\nrien de bon").text == ""


def test_likeness_is_symmetrical_and_bounded(sealed, document):
    one, other = seal_of(sealed), seal_of(written(write_docx, document))
    assert likeness(one, other) == likeness(other, one)
    assert likeness(one, one) == 1.0


@settings(max_examples=60, deadline=None)
@given(st.binary(min_size=1, max_size=300), st.binary(min_size=1, max_size=300))
def test_only_the_same_bytes_are_ever_said_authentic(one, other):
    assert verify_file(other, [KnownSeal(seal_of(one), NAME)]).authentic == (one == other)
