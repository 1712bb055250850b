"""`beffroi minutes` by a clumsy person on an unlucky machine: real processes, real files, a real full disk."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from beffroi.engines.adapters.fakes import silence
from tests.doubles.sound import a_sitting, write_wav

from .test_cli import FAKES, ROOT, beffroi


@pytest.fixture
def var(tmp_path: Path) -> Path:
    return tmp_path / "var"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder], capture_output=True)
    if mounted.returncode:
        pytest.skip("only an administrator makes a small disk")
    yield folder
    subprocess.run(["umount", "-l", folder], check=False)


def ten_gigabytes(folder: Path) -> Path:
    path = folder / "dix_gigas.wav"
    path.write_bytes(b"RIFF")
    os.truncate(path, 10 * 2**30)
    return path


def a_silence(folder: Path) -> Path:
    return write_wav(folder / "muet.wav", silence(20))


def a_locked_text(folder: Path) -> Path:
    path = folder / "chiffre.docx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"))
    return path


@pytest.mark.parametrize(
    ("made", "said"), [(ten_gigabytes, "dépasse 4 Go"), (a_silence, "muet"), (a_locked_text, "mot de passe")]
)
def test_a_file_that_cannot_serve_gets_a_french_sentence_and_leaves_nothing(
    made: Callable[[Path], Path], said: str, var: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    done = beffroi("minutes", made(tmp_path), "--out", out / "cr.docx", var=var)
    assert (done.returncode, said in done.stderr) == (1, True), done.stderr
    assert "Traceback" not in done.stderr
    assert list(out.iterdir()) == []
    assert not (var / "en-cours").exists()


def test_papers_that_cannot_serve_are_told_before_the_work(var: Path, tmp_path: Path) -> None:
    (tmp_path / "elus.csv").write_text("nom;prenom;salaire\nMorel;Paul;3\n")
    sound = a_sitting(tmp_path / "seance.wav")
    done = beffroi("minutes", sound, "--roster", tmp_path / "elus.csv", "--out", tmp_path / "cr.docx", var=var)
    assert (done.returncode, "« salaire »" in done.stderr, "Examen" in done.stderr) == (1, True, False), done.stderr


@pytest.mark.parametrize("speakers", ["-3", "0", "9999", "deux"])
def test_a_number_of_people_that_makes_no_sense_is_refused(speakers: str, var: Path) -> None:
    done = beffroi("minutes", "a.mp3", "--out", "cr.docx", f"--speakers={speakers}", var=var)
    assert (done.returncode, "un nombre de 1 à 200" in done.stderr) == (2, True)


def test_a_recording_cut_short_is_told_with_its_draft(var: Path, tmp_path: Path) -> None:
    sound = a_sitting(tmp_path / "seance.wav")
    os.truncate(sound, sound.stat().st_size // 2)
    done = beffroi("minutes", sound, "--out", tmp_path / "cr.docx", var=var)
    assert done.returncode == 0 and "L’enregistrement est incomplet" in done.stdout


def test_a_folder_without_room_for_the_document_is_told_before_the_work(
    small_disk: Path, var: Path, tmp_path: Path
) -> None:
    (small_disk / "plein").write_bytes(bytes(900 * 1024))
    done = beffroi("minutes", a_sitting(tmp_path / "seance.wav"), "--out", small_disk / "cr.docx", var=var)
    assert done.returncode == 1
    assert "le disque est plein" in done.stderr and "Examen" not in done.stderr
    assert [each.name for each in small_disk.iterdir()] == ["plein"]


def test_a_data_folder_without_room_is_told_and_left_clean(small_disk: Path, tmp_path: Path) -> None:
    done = beffroi("minutes", a_sitting(tmp_path / "seance.wav"), "--out", tmp_path / "cr.docx", var=small_disk / "var")
    assert done.returncode == 1
    assert "Le disque est plein" in done.stderr and "Traceback" not in done.stderr
    assert not (tmp_path / "cr.docx").exists()
    assert [each for each in small_disk.rglob("*") if each.is_file()] == []


class Stopped:
    """The command, begun, then told to stop from the keyboard once it listens."""

    def __init__(self, var: Path, sound: Path, out: Path) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("BEFFROI_", "DJANGO_"))}
        self.command = subprocess.Popen(
            [sys.executable, "-c", SLOW, "minutes", str(sound), "--out", str(out)],
            env=kept | FAKES | {"BEFFROI_VAR": str(var)},
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            # A suite run in the background of a shell ignores Ctrl-C, and its children would inherit that.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )

    def wait_for(self, words: str, times: int = 1) -> None:
        assert self.command.stdout
        for line in self.command.stdout:
            times -= words in line
            if not times:
                return
        raise AssertionError(self.command.communicate()[1])


SLOW = """
import time
from beffroi.engines.adapters.fakes import ScriptedRecognizer
from beffroi.cli import main
heard = ScriptedRecognizer.transcribe
def slowly(self, samples, **options):
    print("window", flush=True)
    time.sleep(0.3)
    return heard(self, samples, **options)
ScriptedRecognizer.transcribe = slowly
raise SystemExit(main())
"""


def test_ctrl_c_keeps_what_was_heard_and_the_same_command_goes_on(var: Path, tmp_path: Path) -> None:
    sound = a_sitting(tmp_path / "seance.wav", (0, 1, 2, 3, 0, 1), 20.0, 4.0)
    out = tmp_path / "out"
    out.mkdir()
    first = Stopped(var, sound, out / "cr.docx")
    first.wait_for("window", 3)
    first.command.send_signal(signal.SIGINT)
    _, said = first.command.communicate(timeout=30)
    assert first.command.returncode == 130
    assert "la même commande reprend" in said and "Traceback" not in said
    assert list(out.iterdir()) == []
    second = Stopped(var, sound, out / "cr.docx")
    told, said = second.command.communicate(timeout=60)
    assert second.command.returncode == 0, said
    assert told.count("window") == 6 - 2
    assert [each.name for each in out.iterdir()] == ["cr.docx"]
    assert not (var / "en-cours").exists()


def test_the_same_command_twice_at_once_is_refused_the_second_time(var: Path, tmp_path: Path) -> None:
    sound = a_sitting(tmp_path / "seance.wav", (0, 1, 2, 3, 0, 1), 20.0, 4.0)
    first = Stopped(var, sound, tmp_path / "un.docx")
    first.wait_for("window")
    second = beffroi("minutes", sound, "--out", tmp_path / "deux.docx", var=var)
    assert (second.returncode, "déjà en cours" in second.stderr) == (1, True)
    assert first.command.wait(60) == 0 and (tmp_path / "un.docx").exists()
    first.command.communicate()


def test_a_model_that_is_not_installed_is_told_before_the_work(var: Path, tmp_path: Path) -> None:
    sound = a_sitting(tmp_path / "seance.wav")
    done = beffroi("minutes", sound, "--out", tmp_path / "cr.docx", var=var, BEFFROI_SPEECH="embedded")
    assert (done.returncode, "beffroi models install whisper-base" in done.stderr) == (1, True)
    assert "Examen" not in done.stderr


def test_a_model_that_is_not_its_publishers_is_never_used(var: Path, tmp_path: Path) -> None:
    folder = var / "models" / "whisper-base"
    folder.mkdir(parents=True)
    for name in ("config.json", "model.bin", "tokenizer.json", "vocabulary.txt"):
        (folder / name).write_bytes(b"un autre modele")
    sound = a_sitting(tmp_path / "seance.wav")
    done = beffroi("minutes", sound, "--out", tmp_path / "cr.docx", var=var, BEFFROI_SPEECH="embedded")
    assert (done.returncode, "ne sont pas ceux de l’éditeur" in done.stderr) == (1, True)


def test_the_pages_say_that_their_port_is_taken(var: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        started = time.monotonic()
        done = beffroi("serve", "--port", taken.getsockname()[1], var=var)
    assert (done.returncode, "est déjà pris" in done.stderr) == (1, True)
    assert time.monotonic() - started < 20 and not (var / "beffroi.sqlite3").exists()


@pytest.mark.parametrize(
    ("arguments", "typed", "said"),
    [
        (["alice", "--commune", "Valbrume"], "1q2w3e4r5t6y\n", "courant"),
        (["alice", "--commune", "Valbrume", "--email", "alice"], "un-beffroi-et-sa-cloche\n", "Courriel"),
    ],
)
def test_an_account_that_cannot_be_made_says_why(arguments: list[str], typed: str, said: str, var: Path) -> None:
    done = beffroi("person", *arguments, var=var, typed=typed)
    assert (done.returncode, said in done.stderr) == (1, True), done.stderr
    assert "Traceback" not in done.stderr
