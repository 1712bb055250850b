"""The privacy study that a person attaches to a dossier (clause 15): looked at before it is kept, then given back."""

from __future__ import annotations

from beffroi.documents.readers import guards
from beffroi.documents.readers.pdf import read_pdf

ENDINGS = frozenset({"pdf", "docx", "odt"})
LARGEST = 20 * 2**20
SECONDS = 30.0


def read_study(content: bytes, name: str) -> None:
    """Raises DocumentError (French) for a file that nobody could open, or that is built to harm."""
    if guards.check(content, name, ENDINGS) == "pdf":
        read_pdf(content, name=name, seconds=SECONDS)
