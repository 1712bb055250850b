"""From the words of a page, wherever the file drew them, to its lines in the order in which a person reads them.

Lengths are points, from the top left corner of the page as it is shown. Columns of prose are read one after the
other; the cells of a table stay on the line of their row, separated by tabs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

_CELL_GAP = 1.6
"""In ems: wider than any space of a justified line, narrower than the gap between two cells."""
_GUTTER_GAP = 0.8
_GUTTER_WIDTH = 7.0
_GUTTER_LINES = 4
_CELL_LINES = 12


@dataclass(frozen=True, slots=True)
class Word:
    """``base`` is where the letters stand, ``size`` the height of the font."""

    text: str
    left: float
    right: float
    base: float
    size: float


@dataclass(frozen=True, slots=True)
class Row:
    """What stands on one line of the page, from left to right."""

    words: tuple[Word, ...]

    @property
    def base(self) -> float:
        return median(word.base for word in self.words)

    @property
    def size(self) -> float:
        return max(word.size for word in self.words)

    @property
    def left(self) -> float:
        return self.words[0].left

    @property
    def right(self) -> float:
        return self.words[-1].right

    def gaps(self, ems: float) -> list[tuple[float, float]]:
        """Blanks wider than ``ems`` between two words, as (left, right)."""
        pairs = zip(self.words, self.words[1:], strict=False)
        return [(a.right, b.left) for a, b in pairs if b.left - a.right > ems * max(a.size, b.size)]


@dataclass(frozen=True, slots=True)
class Line:
    """A line as read, where it begins, and where its letters stand."""

    text: str
    left: float
    base: float


@dataclass(slots=True)
class _Run:
    """Consecutive rows that all leave the blank from ``left`` to ``right`` empty."""

    rows: list[Row]
    left: float = 0.0
    right: float = 0.0

    @property
    def split(self) -> bool:
        return self.right > self.left


@dataclass(frozen=True, slots=True)
class Grid:
    """The strokes of a page that may be borders of cells, each as (place, from, to): ``across`` at a height from
    left to right, ``down`` at an abscissa from top to bottom."""

    across: tuple[tuple[float, float, float], ...] = ()
    down: tuple[tuple[float, float, float], ...] = ()

    def between(self, before: Word, after: Word, base: float) -> bool:
        middle = (before.right - 1, after.left + 1)
        return any(middle[0] <= x <= middle[1] and top <= base <= bottom for x, top, bottom in self.down)

    def column(self, left: float, base: float) -> int:
        """How many borders stand on the left of a cell."""
        return len({round(x) for x, top, bottom in self.down if x <= left + 1 and top <= base <= bottom})

    def same_row(self, above: Row, below: Row) -> bool:
        """Whether two rows of text stand in the same row of cells, side by side, with no border between them."""
        borders = {round(x) for x, top, bottom in self.down if top <= above.base and below.base <= bottom}
        left, right = min(above.left, below.left), max(above.right, below.right)
        return len(borders) > 2 and not any(
            above.base < y < below.base and x0 < right and x1 > left for y, x0, x1 in self.across
        )


def lines_of(words: Sequence[Word], grid: Grid | None = None) -> list[Line]:
    """The lines of a page."""
    grid = grid or Grid()
    found: list[Line] = []
    for run in _runs(_rows(words)):
        if run.split and _is_prose(run):
            found += [_joined([row], Grid()) for half in _halves(run) for row in half]
        else:
            found += [_joined(group, grid) for group in _by_row(run.rows, grid)]
    return [line for line in found if line.text.strip()]


def _rows(words: Sequence[Word]) -> list[Row]:
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.base, word.left)):
        for row in reversed(rows[-4:]):
            if _on_line(max(row, key=lambda one: one.size), word) and not _overlaps(row, word):
                row.append(word)
                break
        else:
            rows.append([word])
    return [Row(tuple(sorted(row, key=lambda word: word.left))) for row in rows]


def _on_line(one: Word, other: Word) -> bool:
    """Whether two words stand on one line; the "er" of "1er" is smaller and set higher."""
    large, small = max(one.size, other.size), min(one.size, other.size)
    return abs(one.base - other.base) <= (0.6 if small < 0.75 * large else 0.35) * large


def _overlaps(row: list[Word], word: Word) -> bool:
    """Whether ``word`` would be printed over another of the row (bold by double strike, or another line)."""
    return any(min(other.right, word.right) - max(other.left, word.left) > 0.5 * word.size for other in row)


def _runs(rows: list[Row]) -> Iterator[_Run]:
    """The page cut into stretches where one blank goes through at least ``_GUTTER_LINES`` rows, and the others."""
    position = 0
    plain: list[Row] = []
    while position < len(rows):
        run = _longest_gutter(rows, position)
        if run is None:
            plain.append(rows[position])
            position += 1
            continue
        if plain:
            yield _Run(plain)
            plain = []
        yield run
        position += len(run.rows)
    if plain:
        yield _Run(plain)


def _longest_gutter(rows: list[Row], start: int) -> _Run | None:
    best: _Run | None = None
    for gap in rows[start].gaps(_GUTTER_GAP):
        run = _follow(rows, start, gap)
        both = sum(row.left < run.left and row.right > run.right for row in run.rows)
        if both >= _GUTTER_LINES and (best is None or len(run.rows) > len(best.rows)):
            best = run
    return best


def _follow(rows: list[Row], start: int, gap: tuple[float, float]) -> _Run:
    left, right = gap
    end = start + 1
    while end < len(rows):
        row = rows[end]
        if rows[end - 1].base + 4 * row.size < row.base:
            break
        open_left = max([left, *(word.right for word in row.words if word.right <= (left + right) / 2)])
        open_right = min([right, *(word.left for word in row.words if word.left >= (left + right) / 2)])
        crossed = any(word.left < (left + right) / 2 < word.right for word in row.words)
        if crossed or open_right - open_left < _GUTTER_WIDTH:
            break
        left, right, end = open_left, open_right, end + 1
    return _Run(rows[start:end], left, right)


def _halves(run: _Run) -> tuple[list[Row], list[Row]]:
    left = [tuple(word for word in row.words if word.right <= run.left + 0.1) for row in run.rows]
    right = [tuple(word for word in row.words if word.left >= run.right - 0.1) for row in run.rows]
    return [Row(words) for words in left if words], [Row(words) for words in right if words]


def _is_prose(run: _Run) -> bool:
    """Whether both sides of the blank are columns of text: most of their lines go to the end of the column."""
    return all(_fills(half) for half in _halves(run))


def _fills(rows: list[Row]) -> bool:
    if len(rows) < _GUTTER_LINES:
        return False
    start, end = min(row.left for row in rows), max(row.right for row in rows)
    wide = sum(row.right > start + 0.8 * (end - start) for row in rows)
    inner = sum(bool(row.gaps(_CELL_GAP)) for row in rows)
    return wide * 2 >= len(rows) and inner * 4 < len(rows) and (end - start) > 10 * rows[0].size


def _by_row(rows: Sequence[Row], grid: Grid) -> Iterator[list[Row]]:
    """Rows of text of one row of a ruled table together; any other row alone."""
    group: list[Row] = []
    for row in rows:
        if group and not grid.same_row(group[-1], row):
            yield from _group(group, grid)
            group = []
        group.append(row)
    yield from _group(group, grid)


def _group(group: list[Row], grid: Grid) -> Iterator[list[Row]]:
    """The group, or each of its rows where they are too many, or each numbered, to be lines of the same cells."""
    first = min((grid.column(row.left, row.base) for row in group), default=0)
    numbered = sum(row.words[0].text[:1].isdigit() and grid.column(row.left, row.base) == first for row in group)
    if len(group) > _CELL_LINES or numbered > 1:
        yield from ([row] for row in group)
    elif group:
        yield group


def _joined(group: list[Row], grid: Grid) -> Line:
    """The rows of one row of a table as one line, each cell read whole."""
    columns: dict[int, list[str]] = {}
    for row in group:
        for cell in _cells(row, grid):
            column = grid.column(cell.left, row.base) if len(group) > 1 else len(columns)
            columns.setdefault(column, []).append(_text(cell))
    return Line("\t".join(" ".join(columns[place]) for place in sorted(columns)), group[0].left, group[0].base)


def _cells(row: Row, grid: Grid) -> list[Row]:
    wide = {left for left, _ in row.gaps(_CELL_GAP)}
    cells: list[list[Word]] = [[]]
    for before, word in zip((None, *row.words), row.words, strict=False):
        if before and (before.right in wide or grid.between(before, word, row.base)):
            cells.append([])
        cells[-1].append(word)
    return [Row(tuple(cell)) for cell in cells]


def _text(cell: Row) -> str:
    """The words of a cell: those that touch (a letter in bold, "1er") are one."""
    text = cell.words[0].text
    for before, word in zip(cell.words, cell.words[1:], strict=False):
        text += ("" if word.left - before.right < 0.08 * min(before.size, word.size) else " ") + word.text
    return text
