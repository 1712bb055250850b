"""The program that opens a PDF, in a process of its own: what a hostile file breaks or fills is this process alone.

``python -m beffroi.documents.readers.pdf_process text MAX_PAGES`` reads a PDF on its standard input and writes JSON;
``... image PAGE DPI MAX_PIXELS`` writes that page (from 0) as a grey PNG. Scripts, forms' actions and attachments
of the file are never run: PDFium is built without a script engine and no form environment is opened.
"""

from __future__ import annotations

import json
import resource
import struct
import sys
import zlib
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from beffroi.documents.readers.pdf_letters import page_lines

MEMORY = 3 * 2**30
SECONDS = 120
MAX_ALL_CHARS = 5_000_000
_PASSWORD = 4


def main(arguments: list[str]) -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    data = sys.stdin.buffer.read()
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        return _say({"error": "locked" if error.err_code == _PASSWORD else "damaged"})
    if arguments[0] == "text":
        return _say(_text(document, int(arguments[1])))
    page, dpi, pixels = int(arguments[1]), int(arguments[2]), int(arguments[3])
    sys.stdout.buffer.write(_image(document[page], dpi, pixels))
    return 0


def _say(answer: dict[str, Any]) -> int:
    sys.stdout.buffer.write(json.dumps(answer).encode())
    return 0


def _text(document: pypdfium2.PdfDocument, most: int) -> dict[str, Any]:
    if len(document) > most:
        return {"error": "long", "pages": len(document)}
    pages = []
    size = 0
    for number in range(len(document)):
        pages.append(_page(document, number))
        size += sum(len(line["text"]) for line in pages[-1]["lines"])
        if size > MAX_ALL_CHARS:
            return {"error": "heavy"}
    return {"pages": pages}


def _page(document: pypdfium2.PdfDocument, number: int) -> dict[str, Any]:
    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return {"damaged": True, "lines": [], "image": 0.0, "drawn": False, "height": 1.0}
    width, height = page.get_size()
    return {
        "lines": [asdict(line) for line in page_lines(page)],
        "image": _image_share(page, width * height),
        "drawn": next(iter(page.get_objects(max_depth=1)), None) is not None,
        "height": height,
    }


def _image_share(page: pypdfium2.PdfPage, area: float) -> float:
    """Which part of the page its largest picture covers, from 0 to 1."""
    share = 0.0
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = item.get_bounds()
        share = max(share, (right - left) * (top - bottom) / max(area, 1.0))
    return min(share, 1.0)


def _image(page: pypdfium2.PdfPage, dpi: int, most: int) -> bytes:
    width, height = page.get_size()
    scale = min(dpi / 72, (most / max(width * height, 1.0)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False, draw_annots=True)
    pixels = memoryview(bitmap.buffer).cast("B")
    rows = (bytes(pixels[y * bitmap.stride : y * bitmap.stride + bitmap.width]) for y in range(bitmap.height))
    return png(bitmap.width, bitmap.height, rows, round(scale * 72))


def png(width: int, height: int, rows: Iterator[bytes], dpi: int) -> bytes:
    """A grey PNG of 8 bits, which says how many dots an inch holds."""
    packer = zlib.compressobj(1)
    packed = b"".join(packer.compress(b"\0" + row) for row in rows) + packer.flush()
    per_metre = round(dpi / 0.0254)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(kind, content)
        for kind, content in (
            (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
            (b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1)),
            (b"IDAT", packed),
            (b"IEND", b""),
        )
    )


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
