"""The lines of a document, whatever its format, with what its lists say (numbers that are not in the text)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from beffroi.documents.cleaning import clean
from beffroi.documents.errors import DocumentError
from beffroi.documents.readers import guards
from beffroi.documents.readers.pdf import Ocr, PdfText, read_pdf

__all__ = ["TextLine", "clean", "decode", "pdf_text_lines", "read_lines"]

ACCEPTED = frozenset({"txt", "text", "md", "docx", "odt", "pdf"})


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line. ``listed`` is "number", "bullet" or "" as the document's own lists say; ``level`` is the depth
    in them (0: the outermost), ``number`` what they show before it ("1.", "II -"), which is not in the text; the cells
    of a table row are separated by tabs."""

    text: str
    listed: str = ""
    level: int = 0
    number: str = ""


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


def read_lines(data: bytes, filename: str, ocr: Ocr | None = None) -> list[TextLine]:
    """Every line of a txt, docx, odt or pdf file, in reading order; ``ocr`` reads the pages of a PDF that are
    pictures. Raises DocumentError."""
    kind = guards.check(data, filename, ACCEPTED)
    if kind == "docx":
        from beffroi.documents.readers.docx import docx_lines

        return docx_lines(data, filename)
    if kind == "odt":
        from beffroi.documents.readers.odt import odt_lines

        return odt_lines(data, filename)
    if kind == "pdf":
        return _pdf_lines(read_pdf(data, ocr=ocr, name=filename), filename)
    return [TextLine(line) for line in decode(data).split("\n")]


def _pdf_lines(read: PdfText, filename: str) -> list[TextLine]:
    if read.unreadable and not read.text.strip():
        name = PurePath(filename).name
        raise DocumentError(f"Le PDF « {name} » n’a pas pu être lu : {read.unreadable[0].reason}")
    return pdf_text_lines(read)


def pdf_text_lines(read: PdfText) -> list[TextLine]:
    """The lines of a PDF already read, running heads left out."""
    return [TextLine(line.text) for page in read.without_running().pages for line in page.lines]
