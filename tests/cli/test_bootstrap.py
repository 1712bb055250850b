"""What a bare machine is told before anything is installed on it."""

from __future__ import annotations

import argparse
import importlib.util
import socket
import subprocess
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def bootstrap() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bootstrap", ROOT / "tools" / "bootstrap.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def asked(tmp_path: Path, **options: Any) -> argparse.Namespace:
    return argparse.Namespace(**{"venv": tmp_path / "venv", "disk": True, "serve": "0", "port": 0} | options)


def test_a_machine_that_suits_has_no_problem(bootstrap: ModuleType, tmp_path: Path) -> None:
    assert bootstrap.problems(asked(tmp_path, disk=False)) == []


def test_another_python_is_refused_and_it_says_how_to_name_the_right_one(
    bootstrap: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "sys", SimpleNamespace(version_info=(3, 12, 1, "final", 0)))
    monkeypatch.setattr(bootstrap.platform, "python_version", lambda: "3.12.1")
    [said] = bootstrap.problems(asked(tmp_path, disk=False))
    assert "3.11 ; celui-ci est 3.12.1" in said and "PYTHON=" in said


def test_a_disk_too_small_is_said_before_it_fills_up(
    bootstrap: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap.shutil, "disk_usage", lambda path: SimpleNamespace(free=2 * 10**9))
    [said] = bootstrap.problems(asked(tmp_path))
    assert "6 Go" in said and "2.0" in said
    (tmp_path / "venv").mkdir()
    (tmp_path / "venv" / ".beffroi-ready").touch()
    assert bootstrap.problems(asked(tmp_path)) == [], "what is installed already needs no room"


def test_a_taken_port_is_said_by_the_command_itself(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "tools/bootstrap.py", "--venv", tmp_path / "venv", "--serve", "1", "--port", str(port)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert done.returncode == 1
    assert f"Le port {port} est déjà pris" in done.stderr and "PORT=" in done.stderr
    assert not (tmp_path / "venv").exists()


@pytest.mark.parametrize(
    ("said", "advised"),
    [
        ("ERROR: Could not install: [Errno 28] No space left on device", "disque est plein"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "n’a pas été installé"),
        ("[Errno 13] Permission denied: 'x'", "ne peut pas écrire"),
        ("ERROR: No matching distribution found", "dépôt de paquets"),
    ],
)
def test_a_step_that_fails_ends_with_what_to_do(
    said: str, advised: str, bootstrap: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        bootstrap.run([sys.executable, "-c", f"import sys; print({said!r}); sys.exit(1)"])
    assert advised in str(stopped.value) and "relancez la même commande" in str(stopped.value)
    assert said in capsys.readouterr().err


def test_an_environment_left_half_made_is_made_again(
    bootstrap: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[list[str]] = []
    monkeypatch.setattr(bootstrap, "run", ran.append)
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python").touch()
    bootstrap.install(tmp_path, dev=False)
    assert ran[0][-2:] == ["--clear", str(tmp_path)]
    (tmp_path / "bin" / "pip").touch()
    ran.clear()
    bootstrap.install(tmp_path, dev=True)
    assert all("venv" not in command for command in ran)
