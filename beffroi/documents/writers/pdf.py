"""A document as a PDF made to last and to be read by all (PDF/A-2a and PDF/UA-1 in one file), set by Typst with the
vendored fonts and nothing of the system's."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typst

from beffroi.documents import pictograms
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
from beffroi.documents.writers import archive, look, pdf_glyphs, pdf_metadata
from beffroi.documents.writers.plain import (
    abreast,
    cleaned,
    column_shares,
    has_long_cell,
    is_poster,
    is_small,
    warned,
    watermark,
)

_TEMPLATE = Path(__file__).with_name("pdf.typ")
FONTS = Path(__file__).parent.parent / "fonts"
_STYLES = frozenset({"quote", "vote", "note", "warning", "lead", "place", "poster"})


def write_pdf(document: Document, target: archive.Target) -> None:
    """Write ``document`` to a path or to an open binary stream. A sign that no font of ours has is
    shown by a word in brackets (an emoji) or an empty square: PDF/A and PDF/UA forbid what cannot be read."""
    document = cleaned(cleaned(document), pdf_glyphs.displayable)
    moment = document.created or document.provenance.read_at or datetime.now(UTC)
    data = typst.compile(
        _TEMPLATE,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"document": json.dumps(_data(document, moment), ensure_ascii=False)},
        pdf_standards=["a-2a", "ua-1"],  # Typst keeps to both at once
        timestamp=int(moment.timestamp()),
    )
    archive.write(pdf_metadata.marked(data, document), target)


def _data(document: Document, moment: datetime) -> dict[str, Any]:
    language, _, region = document.language.partition("-")
    return {
        "title": document.title,
        "title_size": look.title_size(document.title, poster=is_poster(document)),
        "subtitle": document.subtitle,
        "organisation": document.organisation,
        "author": document.organisation or document.provenance.generator,
        "keywords": list(document.keywords),
        "description": document.subject,
        "language": language,
        "region": region or None,
        "date": {key: getattr(moment, key) for key in ("year", "month", "day", "hour", "minute", "second")},
        "draft": document.draft_mark,
        "watermark": watermark(document),
        "footer": document.footer,
        "mention": document.mention,
        "pictogram": _pictogram(document.pictogram),
        "letterhead": list(document.letterhead),
        "running": document.running or document.title,
        "sheet": document.first_sheet,
        "blocks": [_block(block) for block in document.blocks],
    }


def _pictogram(pictogram: str) -> dict[str, str] | None:
    return {"svg": pictograms.svg(pictogram), "words": pictograms.WORDS[pictogram]} if pictogram else None


def _runs(runs: tuple[Run, ...]) -> list[dict[str, Any]]:
    return [{"text": run.text, "bold": run.bold, "italic": run.italic} for run in runs]


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading():
            return {"kind": "heading", "text": block.text, "level": block.level}
        case Paragraph():
            style = block.style if block.style in _STYLES else "body"
            runs = warned(block.runs) if style == "warning" else block.runs
            return {"kind": style, "runs": _runs(runs), "keep": block.keep_next}
        case ListBlock():
            return {"kind": "enum" if block.ordered else "list", "items": [_runs(item) for item in block.items]}
        case Table():
            return {
                "kind": "table",
                "header": list(block.header),
                "rows": [list(row) for row in block.rows],
                "caption": block.caption,
                "shares": column_shares(block),
                "height": block.row_height,
                "small": is_small(block),
                "long": has_long_cell(block),
            }
        case SignatureBlock():
            people = [[person, block.name(position)] for position, person in enumerate(block.people)]
            return {"kind": "signatures", "people": people, "room": block.room, "columns": abreast(block)}
        case Columns():
            return {"kind": "columns", "columns": block.split(), "count": block.columns}
        case FillIn():
            return {"kind": "fillin", "label": block.label}
        case PageBreak():
            return {"kind": "pagebreak"}
