"""Text of a scanned page by Tesseract, the program that the machine's system provides (``tesseract-ocr``)."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from functools import lru_cache

from ..protocols import EngineError, EngineInfo

LANGUAGE = "fra"
SECONDS = 90.0
_KEEP_GAPS = ("-c", "preserve_interword_spaces=1")
MISSING = (
    "Tesseract, qui lit les pages numérisées, n’est pas installé sur cette machine. "
    "Faites installer « tesseract-ocr » et « tesseract-ocr-fra », ou donnez le document d’origine."
)
NO_FRENCH = (
    "Tesseract est installé, mais sans le français. Faites installer « tesseract-ocr-fra », "
    "ou donnez le document d’origine."
)


def problem() -> str:
    """Why pages cannot be read on this machine, in French; empty when they can."""
    program = shutil.which("tesseract")
    if not program:
        return MISSING
    return "" if LANGUAGE in _languages(program) else NO_FRENCH


class Tesseract:
    """Reads French. Straightens pages that lie on their side where the ``osd`` data is installed. Raises EngineError
    when the program or its French is missing."""

    def __init__(self, *, seconds: float = SECONDS) -> None:
        if missing := problem():
            raise EngineError(missing)
        self._program = shutil.which("tesseract") or "tesseract"
        self._seconds = seconds
        self._layout = "1" if "osd" in _languages(self._program) else "3"
        self.info = EngineInfo("tesseract", f"tesseract {_version(self._program)} {LANGUAGE}", "machine")

    def read(self, image: bytes) -> str:
        """Lines of the page in reading order. Raises EngineError."""
        command = [self._program, "stdin", "stdout", "-l", LANGUAGE, "--psm", self._layout, *_KEEP_GAPS]
        try:
            done = subprocess.run(  # noqa: S603 - the system's program, arguments of ours
                command, input=image, capture_output=True, timeout=self._seconds, env=_environment()
            )
        except subprocess.TimeoutExpired:
            raise EngineError(
                f"Une page n’a pas été lue en {round(self._seconds)} secondes. Numérisez-la en noir et blanc."
            )
        except OSError as error:
            raise EngineError(MISSING) from error
        if done.returncode != 0:
            raise EngineError("Tesseract n’a pas pu ouvrir l’image de cette page. Numérisez-la de nouveau.")
        return done.stdout.decode("utf-8", "replace").replace("\f", "")


def _environment() -> dict[str, str]:
    """One thread: two pages at once must not take the whole machine. The rest of our environment is not its own."""
    kept = {name: os.environ[name] for name in ("PATH", "TESSDATA_PREFIX") if name in os.environ}
    return {**kept, "OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8"}


@lru_cache(maxsize=4)
def _languages(program: str) -> frozenset[str]:
    return frozenset(_said(program, "--list-langs").split("\n")[1:])


@lru_cache(maxsize=4)
def _version(program: str) -> str:
    found = re.search(r"\d+(?:\.\d+)+", _said(program, "--version"))
    return found[0] if found else "?"


def _said(program: str, question: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - the system's program
            [program, question], capture_output=True, timeout=20, env=_environment(), text=True
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return (done.stdout or done.stderr).strip()
