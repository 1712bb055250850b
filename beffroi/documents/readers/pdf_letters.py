"""The words and the strokes of a page as PDFium gives them, whichever way the page or its writing is turned."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from beffroi.documents.readers.pdf_layout import Grid, Line, Word, lines_of

MAX_CHARS = 100_000
"""A page: more than a broadsheet holds."""
SHORTEST_STROKE = 8.0
MAX_STROKES = 2_000


def page_lines(page: pypdfium2.PdfPage) -> list[Line]:
    """The lines of a page in reading order. Most of the writing decides which way is up; what is set another way (a
    stamp in the margin) comes last, at height 0."""
    words: dict[int, list[Word]] = {}
    for quarter, word in _words(page):
        words.setdefault(quarter, []).append(word)
    if not words:
        return []
    upright = max(words, key=lambda quarter: sum(len(word.text) for word in words[quarter]))
    lines = lines_of(words.pop(upright), _grid(page, upright))
    aside = [line for turned in words.values() for line in lines_of(turned)]
    return lines + [Line(line.text, line.left, 0.0) for line in aside]


class _Letter(NamedTuple):
    char: str
    left: float
    right: float
    base: float
    size: float
    quarter: int


class _Place:
    """Points of the page as it is written, on the page as it is read: turned by what the page says and by so many
    quarters clockwise, cropped, from its top left."""

    def __init__(self, page: pypdfium2.PdfPage, quarter: int) -> None:
        width, height = page.get_size()
        # in hundredths of a point: the function speaks whole pixels
        size = (int(width * 100), int(height * 100))
        self._page, self._quarter = page, quarter
        self._size = size[::-1] if quarter % 2 else size

    def __call__(self, x: float, y: float) -> tuple[float, float]:
        across, down = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDF_PageToDevice(self._page, 0, 0, *self._size, self._quarter, x, y, across, down)
        return across.value / 100, down.value / 100


def _words(page: pypdfium2.PdfPage) -> Iterator[tuple[int, Word]]:
    """Words with the quarter turn of their writing; a word ends at a space, a jump or a change of line."""
    text = page.get_textpage()
    places = [_Place(page, quarter) for quarter in range(4)]
    letters: list[_Letter] = []
    for index in range(min(pdfium.FPDFText_CountChars(text), MAX_CHARS)):
        letter = _letter(text, index, places, page.get_rotation())
        if letters and (letter is None or _apart(letters[-1], letter)):
            yield letters[0].quarter, _word(letters)
            letters = []
        if letter is not None:
            letters.append(letter)
    if letters:
        yield letters[0].quarter, _word(letters)


def _letter(text: Any, index: int, places: list[_Place], turned: int) -> _Letter | None:
    """None for a blank."""
    char = chr(pdfium.FPDFText_GetUnicode(text, index))
    if char.isspace() or (char == "\x00" and pdfium.FPDFText_IsGenerated(text, index)):
        return None
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    if not pdfium.FPDFText_GetLooseCharBox(text, index, box) or not pdfium.FPDFText_GetCharOrigin(text, index, x, y):
        return None
    # PDFium measures the angle of a letter clockwise, as the page's own turn
    angle = math.degrees(max(pdfium.FPDFText_GetCharAngle(text, index), 0.0))
    quarter = round(-(angle + turned) / 90) % 4
    place = places[quarter]
    one, other, base = place(box.left, box.top), place(box.right, box.bottom), place(x.value, y.value)
    if pdfium.FPDFText_HasUnicodeMapError(text, index) == 1:
        char = "\ufffd"
    size = abs(one[1] - other[1]) or pdfium.FPDFText_GetFontSize(text, index)
    return _Letter(char, min(one[0], other[0]), max(one[0], other[0]), base[1], size, quarter)


def _apart(before: _Letter, after: _Letter) -> bool:
    size = max(before.size, after.size)
    gap = after.left - before.right
    jumps = abs(after.base - before.base) > 0.5 * size or gap > 0.6 * size or gap < -1.5 * size
    return jumps or before.quarter != after.quarter


def _word(letters: list[_Letter]) -> Word:
    return Word(
        "".join(letter.char for letter in letters),
        min(letter.left for letter in letters),
        max(letter.right for letter in letters),
        max(letter.base for letter in letters),
        max(letter.size for letter in letters),
    )


def _grid(page: pypdfium2.PdfPage, quarter: int) -> Grid:
    """The strokes of the page; the edges of a box count, whether it is drawn as lines or as thin rectangles."""
    place = _Place(page, quarter)
    across: set[tuple[float, float, float]] = set()
    down: set[tuple[float, float, float]] = set()
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
