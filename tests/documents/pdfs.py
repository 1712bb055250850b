"""PDF that the tests of the readers share: written, scanned, tampered with."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable
from pathlib import Path

import typst
from pypdf import PdfReader, PdfWriter


def made(source: str) -> bytes:
    return typst.compile(source.encode())


def scanned(source: str) -> bytes:
    """The PDF of a picture of a page: what a scanner sends."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "page.png").write_bytes(typst.compile(source.encode(), format="png", ppi=200))
        (Path(folder) / "main.typ").write_text('#set page(margin: 0pt)\n#image("page.png", width: 100%)')
        return typst.compile(Path(folder) / "main.typ")


def changed(content: bytes, change: Callable[[PdfWriter], object]) -> bytes:
    writer, out = PdfWriter(clone_from=PdfReader(io.BytesIO(content))), io.BytesIO()
    change(writer)
    writer.write(out)
    return out.getvalue()
