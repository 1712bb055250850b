"""The lines of a document, whatever its format, with what its lists say (numbers that are not in the text)."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from beffroi.documents.cleaning import clean
from beffroi.documents.errors import DocumentError
from beffroi.documents.readers import guards

__all__ = ["TextLine", "clean", "decode", "pdf_pages", "read_lines"]

ACCEPTED = frozenset({"txt", "text", "md", "docx", "odt", "pdf"})


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line. ``listed`` is "number", "bullet" or "" as the document's own lists say; ``level`` is the depth
    in them (0: the outermost); the cells of a table row are separated by tabs."""

    text: str
    listed: str = ""
    level: int = 0


def decode(data: bytes) -> str:
    """Text of a file: the encoding its mark says, else UTF-8, else Windows-1252; lines end with "\\n"."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            text = data.decode(encoding, errors="replace")
            break
    else:
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            text = data.decode("cp1252", errors="replace")
    return clean(text)


def read_lines(data: bytes, filename: str) -> list[TextLine]:
    """Every line of a txt, docx, odt or pdf file, in reading order. Raises DocumentError."""
    kind = guards.check(data, filename, ACCEPTED)
    if kind == "docx":
        from beffroi.documents.readers.docx import docx_lines

        return docx_lines(data, filename)
    if kind == "odt":
        from beffroi.documents.readers.odt import odt_lines

        return odt_lines(data, filename)
    if kind == "pdf":
        return list(_pdf_lines(data, filename))
    return [TextLine(line) for line in decode(data).split("\n")]


def _pdf_lines(data: bytes, filename: str) -> Iterator[TextLine]:
    pages = pdf_pages(data, filename)
    lines = [[line.strip() for line in page.split("\n")] for page in pages]
    edges = Counter(key for page in lines for key in {_edge_key(line) for line in _edges(page)} if key)
    repeated = {key for key, count in edges.items() if count > 1}
    for page in lines:
        for line in page:
            if _edge_key(line) not in repeated:
                yield TextLine(line)


def pdf_pages(data: bytes, filename: str) -> list[str]:
    """The text of each page. Raises DocumentError for a protected, damaged or scanned file."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise DocumentError(guards.locked(filename))
        pages = [clean(page.extract_text()) for page in reader.pages]
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError) as error:
        raise DocumentError(guards.damaged(filename)) from error
    if not any(page.strip() for page in pages):
        raise DocumentError(
            f"Le PDF « {filename} » ne contient que des images : son texte ne peut pas être lu. "
            "Donnez le document d'origine, ou recopiez son texte dans un fichier .txt."
        )
    return pages


def _edges(page: list[str]) -> list[str]:
    """The lines of a page where a running header or footer may stand."""
    full = [line for line in page if line]
    return full[:3] + full[-3:]


def _edge_key(line: str) -> str:
    return re.sub(r"\d+", "#", line)
