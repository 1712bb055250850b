"""The program that opens a PDF, in a process of its own: what a hostile file breaks or fills is this process alone.

``python -m beffroi.documents.readers.pdf_process text MAX_PAGES`` reads a PDF on its standard input and writes JSON;
``... image PAGE DPI MAX_PIXELS`` writes that page (from 0) as a grey PNG. Scripts, forms' actions and attachments
of the file are never run: PDFium is built without a script engine and no form environment is opened.
"""

from __future__ import annotations

import ctypes
import json
import resource
import struct
import sys
import zlib
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from beffroi.documents.readers.pdf_layout import Grid, Word, lines_of

MEMORY = 3 * 2**30
SECONDS = 120
MAX_CHARS = 100_000
"""A page: more than a broadsheet holds."""
MAX_ALL_CHARS = 5_000_000
SHORTEST_STROKE = 8.0
MAX_STROKES = 2_000
_PASSWORD = 4


def main(arguments: list[str]) -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    data = sys.stdin.buffer.read()
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        return _say({"error": "locked" if error.err_code == _PASSWORD else "damaged"})
    if arguments[0] == "text":
        return _say(_text(document, int(arguments[1])))
    page, dpi, pixels = int(arguments[1]), int(arguments[2]), int(arguments[3])
    sys.stdout.buffer.write(_image(document[page], dpi, pixels))
    return 0


def _say(answer: dict[str, Any]) -> int:
    sys.stdout.buffer.write(json.dumps(answer).encode())
    return 0


def _text(document: pypdfium2.PdfDocument, most: int) -> dict[str, Any]:
    if len(document) > most:
        return {"error": "long", "pages": len(document)}
    pages = []
    size = 0
    for number in range(len(document)):
        pages.append(_page(document, number))
        size += sum(len(line["text"]) for line in pages[-1]["lines"])
        if size > MAX_ALL_CHARS:
            return {"error": "heavy"}
    return {"pages": pages}


def _page(document: pypdfium2.PdfDocument, number: int) -> dict[str, Any]:
    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return {"damaged": True, "lines": [], "image": 0.0, "drawn": False, "height": 1.0}
    width, height = page.get_size()
    words = list(_words(page))
    return {
        "lines": [asdict(line) for line in lines_of(words, _grid(page))],
        "image": _image_share(page, width * height),
        "drawn": next(iter(page.get_objects(max_depth=1)), None) is not None,
        "height": height,
    }


def _words(page: pypdfium2.PdfPage) -> Iterator[Word]:
    """Words of the page, on the page as it is shown; a word ends at a space, a jump or a change of line."""
    text = page.get_textpage()
    place = _Place(page)
    letters: list[tuple[str, float, float, float, float]] = []
    for index in range(min(pdfium.FPDFText_CountChars(text), MAX_CHARS)):
        letter = _letter(text, index, place)
        if letter is None or (letters and _apart(letters[-1], letter)):
            if letters:
                yield _word(letters)
            letters = []
        if letter is not None:
            letters.append(letter)
    if letters:
        yield _word(letters)


class _Place:
    """Points of the page as it is written, on the page as it is shown (turned, cropped, from its top left)."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self._page = page
        self._width, self._height = page.get_size()

    def __call__(self, x: float, y: float) -> tuple[float, float]:
        across, down = ctypes.c_int(), ctypes.c_int()
        # in hundredths of a point: the function speaks whole pixels
        size = (int(self._width * 100), int(self._height * 100))
        pdfium.FPDF_PageToDevice(self._page, 0, 0, *size, 0, x, y, across, down)
        return across.value / 100, down.value / 100


def _letter(text: Any, index: int, place: _Place) -> tuple[str, float, float, float, float] | None:
    """(character, left, right, base, size), None for a blank or for writing that does not run from left to right."""
    char = chr(pdfium.FPDFText_GetUnicode(text, index))
    if char.isspace() or (char == "\x00" and pdfium.FPDFText_IsGenerated(text, index)):
        return None
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    if not pdfium.FPDFText_GetLooseCharBox(text, index, box) or not pdfium.FPDFText_GetCharOrigin(text, index, x, y):
        return None
    one, other = place(box.left, box.top), place(box.right, box.bottom)
    base = place(x.value, y.value)
    if pdfium.FPDFText_HasUnicodeMapError(text, index) == 1:
        char = "\ufffd"
    size = abs(one[1] - other[1]) or pdfium.FPDFText_GetFontSize(text, index)
    return char, min(one[0], other[0]), max(one[0], other[0]), base[1], size


def _apart(before: tuple[str, float, float, float, float], after: tuple[str, float, float, float, float]) -> bool:
    size = max(before[4], after[4])
    gap = after[1] - before[2]
    return abs(after[3] - before[3]) > 0.5 * size or gap > 0.6 * size or gap < -1.5 * size


def _word(letters: list[tuple[str, float, float, float, float]]) -> Word:
    text = "".join(letter[0] for letter in letters)
    return Word(
        text,
        min(letter[1] for letter in letters),
        max(letter[2] for letter in letters),
        max(letter[3] for letter in letters),
        max(letter[4] for letter in letters),
    )


def _grid(page: pypdfium2.PdfPage) -> Grid:
    """The strokes of the page; the edges of a box count, whether it is drawn as lines or as thin rectangles."""
    place, across, down = _Place(page), set(), set()
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=3):
        left, bottom, right, top = item.get_bounds()
        one, other = place(left, top), place(right, bottom)
        (x0, x1), (y0, y1) = sorted((one[0], other[0])), sorted((one[1], other[1]))
        if x1 - x0 >= SHORTEST_STROKE:
            across |= {(y0, x0, x1), (y1, x0, x1)}
        if y1 - y0 >= SHORTEST_STROKE:
            down |= {(x0, y0, y1), (x1, y0, y1)}
        if len(across) + len(down) > MAX_STROKES:
            return Grid()  # a drawing, no table
    return Grid(tuple(sorted(across)), tuple(sorted(down)))


def _image_share(page: pypdfium2.PdfPage, area: float) -> float:
    """Which part of the page its largest picture covers, from 0 to 1."""
    share = 0.0
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = item.get_bounds()
        share = max(share, (right - left) * (top - bottom) / max(area, 1.0))
    return min(share, 1.0)


def _image(page: pypdfium2.PdfPage, dpi: int, most: int) -> bytes:
    width, height = page.get_size()
    scale = min(dpi / 72, (most / max(width * height, 1.0)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False, draw_annots=True)
    pixels = memoryview(bitmap.buffer).cast("B")
    rows = (bytes(pixels[y * bitmap.stride : y * bitmap.stride + bitmap.width]) for y in range(bitmap.height))
    return png(bitmap.width, bitmap.height, rows, round(scale * 72))


def png(width: int, height: int, rows: Iterator[bytes], dpi: int) -> bytes:
    """A grey PNG of 8 bits, which says how many dots an inch holds."""
    packer = zlib.compressobj(1)
    packed = b"".join(packer.compress(b"\0" + row) for row in rows) + packer.flush()
    per_metre = round(dpi / 0.0254)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(kind, content)
        for kind, content in (
            (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
            (b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1)),
            (b"IDAT", packed),
            (b"IEND", b""),
        )
    )


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
