"""A robot on the public pages of Valbrume, and the files that it reads."""

from __future__ import annotations

import re
from io import BytesIO

from beffroi.documents.errors import DocumentError
from beffroi.documents.model import Document, Paragraph, Provenance, Run
from beffroi.documents.readers.pdf import read_pdf
from beffroi.documents.writers.pdf import write_pdf
from tests.conftest import StrictClient

HOME = "/seances/valbrume/"


def a_pdf(*paragraphs: str) -> bytes:
    out = BytesIO()
    blocks = tuple(Paragraph((Run(text),)) for text in paragraphs)
    write_pdf(Document(title="Acte", blocks=blocks, provenance=Provenance(ai_assisted=False)), out)
    return out.getvalue()


def public_answers(*more: str, sound: bool) -> dict[str, str]:
    """Every public answer, found by following its links from the first pages and from ``more``, with what each holds;
    the recording only where ``sound``."""
    client = StrictClient()
    todo = [HOME, f"{HOME}decisions.atom", f"{HOME}deliberations.csv", f"{HOME}actes/", *more]
    seen: dict[str, str] = {}
    while todo:
        address = todo.pop().partition("#")[0]
        if address in seen or (address.endswith("/son") and not sound):
            continue
        answer = client.get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        seen[address] = _text(body) + str(dict(answer.headers))
        if answer.headers["Content-Type"].startswith("text/html"):
            todo += re.findall(r'href="(/seances/[^"]+)"', seen[address])
            if re.search(r'(?:href|src)="(?:\.\./)*son', seen[address]):
                todo.append(f"{HOME}2025-12-11/son")
    return seen


def _text(body: bytes) -> str:
    try:
        return read_pdf(body).text
    except DocumentError:
        return body.decode(errors="replace")
