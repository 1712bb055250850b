"""A document whose every string can be written in XML and in Typst, whatever a model or a person put in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from beffroi.documents.cleaning import clean
from beffroi.documents.model import (
    Block,
    Columns,
    Document,
    FillIn,
    Heading,
    ListBlock,
    PageBreak,
    Paragraph,
    Run,
    SignatureBlock,
    Table,
)


def cleaned(document: Document, change: Callable[[str], str] = clean) -> Document:
    """``document`` with ``change`` made to every piece of text."""
    return replace(
        document,
        title=_one_line(document.title, change) or "Document",
        subtitle=_one_line(document.subtitle, change),
        organisation=_one_line(document.organisation, change),
        subject=_one_line(document.subject, change),
        draft_mark=_one_line(document.draft_mark, change),
        footer=_one_line(document.footer, change),
        mention=_one_line(document.mention, change),
        keywords=tuple(_one_line(word, change) for word in document.keywords),
        letterhead=tuple(line for line in (_one_line(line, change) for line in document.letterhead) if line),
        running=_one_line(document.running, change),
        fields=tuple((name.lower(), change(value)) for name, value in document.fields),
        blocks=_no_level_skipped(tuple(_block(block, change) for block in document.blocks)),
    )


def _no_level_skipped(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """A heading is at most one level below the one before: a screen reader takes a gap for something missing."""
    level, kept = 0, []
    for block in blocks:
        if isinstance(block, Heading):
            level = min(block.level, level + 1)
            block = replace(block, level=level)
        kept.append(block)
    return tuple(kept)


def _one_line(text: str, change: Callable[[str], str]) -> str:
    # \s would eat the no-break spaces that French needs
    return " ".join(part for part in change(text).replace("\n", " ").split(" ") if part)


def _runs(runs: tuple[Run, ...], change: Callable[[str], str]) -> tuple[Run, ...]:
    return tuple(replace(run, text=change(run.text)) for run in runs)


def _block(block: Block, change: Callable[[str], str]) -> Block:
    match block:
        case Heading():
            return replace(block, text=_one_line(block.text, change), level=min(max(block.level, 1), 3))
        case Paragraph():
            return replace(block, runs=_runs(block.runs, change))
        case ListBlock():
            return replace(block, items=tuple(_runs(item, change) for item in block.items))
        case Table():
            width = max([len(block.header), *(len(row) for row in block.rows)])
            return replace(
                block,
                header=_row(block.header, width, change),
                rows=tuple(_row(row, width, change) for row in block.rows),
                caption=_one_line(block.caption, change),
            )
        case SignatureBlock():
            return replace(
                block,
                people=tuple(_one_line(person, change) for person in block.people),
                names=tuple(_one_line(each, change) for each in block.names),
            )
        case Columns():
            items = tuple(_one_line(item, change) for item in block.items)
            return Columns(tuple(item for item in items if item), max(block.columns, 1))
        case FillIn():
            return FillIn(_one_line(block.label, change))
        case PageBreak():
            return block


def _row(cells: tuple[str, ...], width: int, change: Callable[[str], str]) -> tuple[str, ...]:
    """Every row as wide as the widest: a short one is a hole for a screen reader."""
    return tuple(change(cell) for cell in cells) + ("",) * (width - len(cells))


def warned(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """The runs of a "warning" paragraph, which says with a word, not with its colour alone, that it is one."""
    if "vérifier" in "".join(run.text for run in runs).lower():
        return runs
    return (Run("À vérifier\u00a0: ", bold=True), *runs)


def column_shares(table: Table) -> list[float]:
    """Share of the width (they add up to 1) that suits each column: room for its longest word, and more for
    long texts, up to a point. The document's own shares, where it gives one a column, come first."""
    if len(table.shares) == len(table.header) and sum(table.shares) > 0:
        return [share / sum(table.shares) for share in table.shares]
    weights = []
    for cells in zip(table.header, *table.rows, strict=True):
        word = max((len(part) for cell in cells for part in cell.split()), default=1)
        longest = max(len(cell) for cell in cells)
        weights.append(max(word * 1.2 + 4, min(longest, 46)))
    return [weight / sum(weights) for weight in weights]


SMALL_ROWS, SMALL_TEXT = 12, 900


def is_small(table: Table) -> bool:
    """Whether a table is short enough to be kept on one page."""
    words = sum(len(cell) for row in table.rows for cell in row)
    return not table.row_height and len(table.rows) <= SMALL_ROWS and words <= SMALL_TEXT


def has_long_cell(table: Table) -> bool:
    """Whether a row may be too tall for what is left of a page, so that it has to be cut."""
    return any(len(cell) > SMALL_TEXT for row in table.rows for cell in row)


def abreast(block: SignatureBlock) -> int:
    """How many people sign on one row."""
    return 3 if len(block.people) == 3 else min(max(len(block.people), 1), 2)


def without_heading(document: Document, fields: set[str]) -> Document:
    """What is left to write of the head of a document in a template that shows ``fields``: its own paper says who
    publishes it."""
    said = fields & {"organisation", "commune"}
    return replace(document, letterhead=(), organisation="" if said else document.organisation)


HEAD_LENGTH = 80
"""Characters that stand on the line at the head of a page."""


def running_head(document: Document) -> str:
    """What stands at the head of the pages after the first: on its two sides, or on two lines where it is long."""
    words = document.running or document.title
    if not document.organisation:
        return words
    between = "\t" if len(document.organisation) + len(words) <= HEAD_LENGTH else "\n"
    return f"{document.organisation}{between}{words}"


def is_poster(document: Document) -> bool:
    return any(isinstance(block, Paragraph) and block.style == "poster" for block in document.blocks)


def watermark(document: Document) -> str:
    """What is written across the pages of a draft: the first word of its mark."""
    word = (document.draft_mark.split() or [""])[0]
    return "".join(char for char in word.upper() if char.isalnum())[:12]
