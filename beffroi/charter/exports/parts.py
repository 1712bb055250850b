"""What the charter's documents are made of."""

from __future__ import annotations

from datetime import date

from beffroi.charter.domain.wording import french
from beffroi.documents.model import Document, Paragraph, Run
from beffroi.documents.writers.plain import cleaned
from beffroi.ui.templatetags.ui import day


def para(*words: str | Run, style: str = "body") -> Paragraph:
    return Paragraph(tuple(Run(word) if isinstance(word, str) else word for word in words), style)


def strong(text: str) -> Run:
    return Run(text, bold=True)


def on_day(moment: date) -> str:
    """ "11 décembre 2025", without the day of the week."""
    return day(moment).split(" ", 1)[1]


def with_french_spaces(document: Document) -> Document:
    return cleaned(document, french)
