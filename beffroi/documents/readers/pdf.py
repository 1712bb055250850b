"""The text of a PDF, page by page: its own, or what OCR reads of its picture; or why a page could not be read.

The file is opened in a process of its own (``pdf_process``), under limits of time and memory: whatever it holds, what
asked for it goes on. PDFium knows one thread at a time; here each process reads one file, and few run together.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import PurePath
from typing import Any

from beffroi.documents.errors import DocumentError
from beffroi.documents.readers import guards
from beffroi.documents.readers.pdf_lines import is_garbage, plain, without_running

__all__ = ["MAX_PAGES", "Ocr", "PageSource", "PdfLine", "PdfPage", "PdfText", "read_pdf"]

Ocr = Callable[[bytes], str]
"""Text of a page given as a PNG, lines ended by "\\n", wide blanks left wide; whatever it raises leaves the page
unreadable, with the words of the error for the person. ``charter.gateway`` makes one."""

MAX_PAGES = 300
MAX_OCR_PAGES = 60
DPI = 300
MAX_PIXELS = 40_000_000
TEXT_SECONDS = 60.0
IMAGE_SECONDS = 30.0
NO_OCR = (
    "cette page est une image : sans lecteur d’images (Tesseract), son texte ne peut pas être lu. "
    "Donnez le document d’origine, ou faites installer « tesseract-ocr » et « tesseract-ocr-fra »."
)
TOO_MANY = f"au-delà de {MAX_OCR_PAGES} pages numérisées, les suivantes ne sont pas lues. Donnez-les à part."
_PROGRAM = "beffroi.documents.readers.pdf_process"
_few = threading.BoundedSemaphore(2)


class PageSource(StrEnum):
    TEXT = "text"
    OCR = "ocr"
    EMPTY = "empty"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class PdfLine:
    """``text`` is NFC, without ligatures; the cells of a table row are separated by tabs. ``top`` is where the line
    stands, from 0 (head of the page) to 1, and ``left`` its indent in points; both None where OCR read it."""

    text: str
    top: float | None = None
    left: float | None = None


@dataclass(frozen=True, slots=True)
class PdfPage:
    """``number`` is from 1; ``reason`` says in French why a page is UNREADABLE (else empty)."""

    number: int
    lines: tuple[PdfLine, ...]
    source: PageSource
    reason: str = ""

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class PdfText:
    pages: tuple[PdfPage, ...]

    @property
    def text(self) -> str:
        return "\n".join(page.text for page in self.pages)

    @property
    def unreadable(self) -> tuple[PdfPage, ...]:
        return tuple(page for page in self.pages if page.source is PageSource.UNREADABLE)

    @property
    def by_ocr(self) -> tuple[PdfPage, ...]:
        return tuple(page for page in self.pages if page.source is PageSource.OCR)

    def without_running(self) -> PdfText:
        """The same without the headers, footers and page numbers that come back at the edge of each page."""
        kept = without_running([[(line.text, line.top) for line in page.lines] for page in self.pages])
        return PdfText(
            tuple(
                replace(page, lines=tuple(page.lines[index] for index in indexes))
                for page, indexes in zip(self.pages, kept, strict=True)
            )
        )


def read_pdf(content: bytes, *, ocr: Ocr | None = None, name: str = "document.pdf", seconds: float = 600.0) -> PdfText:
    """Every page of a PDF. A page without a usable text layer is rendered at 300 dpi and given to ``ocr``; without
    it, or once ``seconds`` have passed, it is listed as unreadable.

    Raises DocumentError (French) for a file that is empty, no PDF, too big, protected by a password, damaged,
    without a page, or longer than ``MAX_PAGES``."""
    name = PurePath(name).name
    guards.check(content, name if name.lower().endswith(".pdf") else f"{name}.pdf", frozenset({"pdf"}))
    ends = time.monotonic() + seconds
    answer = _answer(_run(content, ["text", str(MAX_PAGES)], min(TEXT_SECONDS, seconds)), name)
    pages = []
    read = 0
    for number, raw in enumerate(answer["pages"], start=1):
        page = _page(number, raw)
        if page.source is PageSource.UNREADABLE and not raw.get("damaged"):
            page = _by_ocr(content, page, ocr, ends) if read < MAX_OCR_PAGES else replace(page, reason=TOO_MANY)
            read += 1
        pages.append(page)
    return PdfText(tuple(pages))


def _answer(output: bytes | None, name: str) -> dict[str, Any]:
    """What the process says of the file. Raises DocumentError."""
    try:
        answer: dict[str, Any] = json.loads(output) if output is not None else {"error": "heavy"}
    except ValueError as error:
        raise DocumentError(guards.damaged(name)) from error
    if answer.get("error") == "locked":
        raise DocumentError(guards.locked(name))
    if answer.get("error") == "heavy":
        raise DocumentError(
            f"Le PDF « {name} » demande trop de temps ou de mémoire pour être lu : il n’a pas été ouvert. "
            "Imprimez-le de nouveau en PDF depuis votre traitement de texte, puis envoyez-le."
        )
    if answer.get("error") == "long":
        raise DocumentError(
            f"Le PDF « {name} » compte {answer['pages']} pages : c’est trop ({MAX_PAGES} au plus). "
            "Gardez les pages utiles, puis envoyez-le."
        )
    if answer.get("error") or not answer.get("pages"):
        raise DocumentError(guards.damaged(name))
    return answer


def _page(number: int, raw: dict[str, Any]) -> PdfPage:
    lines = tuple(PdfLine(text, found["base"] / raw["height"], found["left"]) for text, found in _plain_lines(raw))
    if raw.get("damaged"):
        return PdfPage(number, (), PageSource.UNREADABLE, "cette page est abîmée.")
    letters = sum(char.isalnum() for line in lines for char in line.text)
    if raw["image"] > 0.5 and letters < 100:
        return PdfPage(number, lines, PageSource.UNREADABLE, NO_OCR)
    if is_garbage("\n".join(line.text for line in lines)):
        return PdfPage(number, (), PageSource.UNREADABLE, NO_OCR)
    if not lines:
        empty = PdfPage(number, (), PageSource.EMPTY)
        return PdfPage(number, (), PageSource.UNREADABLE, NO_OCR) if raw["drawn"] else empty
    return PdfPage(number, lines, PageSource.TEXT)


def _plain_lines(raw: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for found in raw["lines"]:
        if text := plain(found["text"]):
            yield text, found


def _by_ocr(content: bytes, page: PdfPage, ocr: Ocr | None, ends: float) -> PdfPage:
    """The page read from its picture, or unreadable with the reason why. Its own few words, if any, stay."""
    if ocr is None:
        return page
    left = ends - time.monotonic()
    if left <= 0:
        return replace(page, reason="le temps de lecture du document est épuisé. Donnez ces pages à part.")
    image = _run(content, ["image", str(page.number - 1), str(DPI), str(MAX_PIXELS)], min(IMAGE_SECONDS, left))
    if not image or not image.startswith(b"\x89PNG"):
        return replace(page, reason="l’image de cette page est trop grande ou abîmée. Numérisez-la de nouveau.")
    try:
        text = ocr(image)
    except Exception as error:  # an engine of any kind: the page is lost, not the document
        return replace(page, reason=str(error) or NO_OCR)
    cells = (re.sub(r"(?<=\S) {4,}(?=\S)", "\t", line) for line in text.split("\n"))
    lines = tuple(PdfLine(line) for line in map(plain, cells) if line)
    return PdfPage(page.number, lines, PageSource.OCR if lines else PageSource.EMPTY)


def _run(content: bytes, arguments: list[str], seconds: float) -> bytes | None:
    """What the process writes, None when it ran out of time or memory, or fell."""
    with _few:
        try:
            done = subprocess.run(  # noqa: S603 - our interpreter, arguments of ours
                [sys.executable, "-m", _PROGRAM, *arguments],
                input=content,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                timeout=seconds,
            )
        except subprocess.TimeoutExpired:
            return None
    return done.stdout if done.returncode == 0 else None
