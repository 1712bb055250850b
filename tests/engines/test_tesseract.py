"""Reading scanned pages with the system's Tesseract, and what is said where it is missing."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
import typst

from beffroi.engines import registry
from beffroi.engines.adapters import tesseract
from beffroi.engines.adapters.fakes import ScriptedOcr
from beffroi.engines.adapters.tesseract import Tesseract, problem
from beffroi.engines.checking import check
from beffroi.engines.protocols import EngineError, OcrEngine
from beffroi.engines.settings import EngineSettings

PAGE = """#set page(paper: "a5")
#set text(size: 13pt)
Ordre du jour de l'été

1. Délibération du budget

2. Forêt communale"""
needs_tesseract = pytest.mark.skipif(bool(problem()), reason=problem() or "-")


def picture(source: str = PAGE) -> bytes:
    return typst.compile(source.encode(), format="png", ppi=300)


@pytest.fixture(autouse=True)
def as_before():
    tesseract._languages.cache_clear()
    yield
    tesseract._languages.cache_clear()
    registry.configure(None)


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Puts a program called tesseract first on the path, which does what a few lines of shell say."""

    def install(script: str) -> None:
        path = tmp_path / "tesseract"
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")

    return install


FRENCH = 'if [ "$1" = --list-langs ]; then printf "List:\\nfra\\n"; exit; fi\n'


@needs_tesseract
def test_it_reads_french_with_its_accents() -> None:
    assert [line for line in Tesseract().read(picture()).split("\n") if line] == [
        "Ordre du jour de l’été",
        "1. Délibération du budget",
        "2. Forêt communale",
    ]


@needs_tesseract
def test_it_says_which_version_answers_and_where() -> None:
    info = Tesseract().info
    assert info.model.startswith("tesseract ") and info.model.endswith(" fra") and info.place == "machine"


@needs_tesseract
def test_what_is_no_image_is_told_to_be_scanned_again() -> None:
    with pytest.raises(EngineError, match="Numérisez-la de nouveau"):
        Tesseract().read(b"\x89PNG\r\n\x1a\nrien")


def test_without_the_program_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(EngineError, match="tesseract-ocr-fra"):
        Tesseract()


def test_without_french_it_says_so(program) -> None:
    program('printf "List:\\neng\\n"')
    assert "sans le français" in problem()


def test_a_page_that_takes_too_long_is_left(program) -> None:
    program(FRENCH + "exec sleep 5")
    with pytest.raises(EngineError, match="noir et blanc"):
        Tesseract(seconds=0.3).read(b"x")


def test_the_program_gets_one_thread_and_none_of_our_secrets(program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BEFFROI_SECRET_KEY", "s3cret")
    program(FRENCH + "env")
    seen = Tesseract().read(b"x")
    assert "OMP_THREAD_LIMIT=1" in seen and "s3cret" not in seen


def chosen(value: str) -> EngineSettings:
    return EngineSettings.from_environment({**os.environ, "BEFFROI_OCR": value})


def test_by_default_a_machine_without_tesseract_does_without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    registry.configure(chosen("auto"))
    assert registry.ocr() is None and "tesseract-ocr" in registry.ocr_problem()


def test_asked_for_by_name_a_missing_tesseract_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    registry.configure(chosen("tesseract"))
    with pytest.raises(EngineError, match="pas installé"):
        registry.ocr()


def test_a_commune_can_do_without() -> None:
    registry.configure(chosen("none"))
    assert registry.ocr() is None and registry.ocr_problem() == ""


def test_an_unknown_reader_is_said_in_french() -> None:
    assert check(chosen("magie")) == [
        "BEFFROI_OCR vaut « magie », qui n’est pas reconnu. Valeurs possibles : auto, tesseract, none."
    ]


def test_the_fake_gives_its_pages_in_order_and_refuses_what_is_no_image() -> None:
    fake = ScriptedOcr(["un", EngineError("en panne"), "trois"])
    assert isinstance(fake, OcrEngine)
    assert fake.read(picture()) == "un"
    with pytest.raises(EngineError, match="en panne"):
        fake.read(picture())
    assert [fake.read(picture()), fake.read(picture())] == ["trois", "trois"]
    with pytest.raises(EngineError):
        fake.read(b"GIF89a")
