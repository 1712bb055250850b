"""The command line, run as a person would: in a process of its own, with fake engines and an empty folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import docx
import pytest

from tests.doubles.sound import a_sitting

ROOT = Path(__file__).resolve().parents[2]
FAKES = {"BEFFROI_SPEECH": "fake", "BEFFROI_DIARIZATION": "fake", "BEFFROI_TEXT": "fake"}


def beffroi(*arguments: object, var: Path, typed: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("BEFFROI_", "DJANGO_"))}
    return subprocess.run(
        [sys.executable, "-m", "beffroi.cli", *map(str, arguments)],
        env=kept | FAKES | {"BEFFROI_VAR": str(var)} | environment,
        cwd=ROOT,
        input=typed,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture
def var(tmp_path: Path) -> Path:
    return tmp_path / "var"


@pytest.mark.parametrize("arguments", [["--help"], ["minutes", "--help"], ["models", "--help"], ["demo", "--help"]])
def test_help_is_in_french(arguments: list[str], var: Path) -> None:
    done = beffroi(*arguments, var=var)
    assert done.returncode == 0
    assert done.stdout.startswith("emploi : beffroi")
    assert not any(word in done.stdout for word in ("usage:", "positional", "show this help"))


def test_a_missing_argument_is_said_in_french(var: Path) -> None:
    done = beffroi("minutes", "seance.mp3", var=var)
    assert done.returncode == 2
    assert "il manque : --out" in done.stderr


def test_a_recording_becomes_a_document_marked_as_unread(var: Path, tmp_path: Path) -> None:
    sound, out = a_sitting(tmp_path / "seance.wav"), tmp_path / "projet.docx"
    agenda = tmp_path / "ordre-du-jour.txt"
    agenda.write_text("Conseil municipal - ordre du jour\n1. Budget\n2. Questions diverses\n")
    done = beffroi("minutes", sound, "--agenda", agenda, "--out", out, "--date", "08/10/2026", var=var)
    assert done.returncode == 0, done.stderr
    document = docx.Document(str(out))
    assert "Projet de procès-verbal" in "\n".join(each.text for each in document.paragraphs)
    assert "BROUILLON" in "\n".join(each.text for each in document.sections[0].header.paragraphs)
    assert "À vérifier" in done.stdout


def test_without_an_installation_nothing_is_left_behind(var: Path, tmp_path: Path) -> None:
    done = beffroi("minutes", a_sitting(tmp_path / "seance.wav"), "--out", tmp_path / "cr.odt", var=var)
    assert done.returncode == 0, done.stderr
    assert not (var / "beffroi.sqlite3").exists()


def test_with_an_installation_the_work_is_its_communes_and_in_its_journal(var: Path, tmp_path: Path) -> None:
    made = beffroi("person", "alice", "--commune", "Valbrume", var=var, typed="un-beffroi-et-sa-cloche\n")
    assert made.returncode == 0, made.stderr
    done = beffroi("minutes", a_sitting(tmp_path / "seance.wav"), "--out", tmp_path / "cr.pdf", var=var)
    assert done.returncode == 0, done.stderr
    checked = beffroi("audit", "verify", var=var)
    assert (checked.returncode, "valbrume : intact" in checked.stdout) == (0, True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["minutes", "absent.mp3", "--out", "cr.docx"], "n’existe pas"),
        (["minutes", "README.md", "--out", "cr.xls"], "indiquez un document .docx, .odt ou .pdf"),
        (["minutes", "README.md", "--out", "nulle-part/cr.docx"], "Le dossier"),
        (["minutes", "README.md", "--out", "README.docx", "--roster", "LICENSE"], ".csv"),
    ],
)
def test_a_mistake_is_explained_without_a_traceback(arguments: list[str], said: str, var: Path) -> None:
    done = beffroi(*arguments, var=var)
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_document_that_exists_is_not_overwritten(var: Path, tmp_path: Path) -> None:
    out = tmp_path / "projet.docx"
    out.write_text("précieux")
    done = beffroi("minutes", a_sitting(tmp_path / "seance.wav"), "--out", out, var=var)
    assert done.returncode == 1
    assert out.read_text() == "précieux"


def test_a_wrong_setting_is_explained_at_the_start(var: Path) -> None:
    done = beffroi("audit", "verify", var=var, BEFFROI_TEXT="gpt")
    assert done.returncode == 1
    assert "BEFFROI_TEXT vaut « gpt »" in done.stderr
