"""What stands at the place of the mention: the pictogram, its words, then the sentence that an AI helped."""

from __future__ import annotations

from beffroi.documents.model import Document, Run
from beffroi.documents.pictograms import WORDS

MARK = "\u2066\u2069"
"""Where a DOCX or an ODT draws the pictogram, until it does: no text of a document holds it (see ``clean``)."""
_MARKED = f"{MARK}\u00a0\u00a0"


def mention_runs(document: Document) -> tuple[Run, ...]:
    """Empty where the document has neither a mention nor a pictogram."""
    if not document.pictogram:
        return (Run(document.mention),) if document.mention else ()
    words = f"{_MARKED}{WORDS[document.pictogram]}"
    if not document.mention:
        return (Run(words, bold=True),)
    return (Run(f"{words}.", bold=True), Run(f" {document.mention}"))


def mention_text(document: Document) -> str:
    """The same in one piece, for the field of a template."""
    return "".join(run.text for run in mention_runs(document))


def in_words(text: str) -> str:
    """``text`` where no picture can go: the words of the pictogram stand for it."""
    return text.replace(_MARKED, "").replace(MARK, "")
