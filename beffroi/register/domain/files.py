"""A file of records, read: its size, its encoding, then JSON or CSV. Nothing is kept of a file that cannot be read."""

from __future__ import annotations

from .json_lines import json_lines
from .lines import FileRefused, Line
from .standards import Standard
from .tables import csv_lines

LARGEST = 10 * 2**20
"""Bytes of a file."""
MOST_ROWS = 2_000
ZIP = b"PK\x03\x04"
"""How an archive begins; a spreadsheet is one."""


def read_file(content: bytes, standard: Standard) -> list[Line]:
    """Raises FileRefused."""
    if len(content) > LARGEST:
        raise FileRefused("Ce fichier dépasse 10 Mo. Partagez-le en plusieurs.")
    if not content.strip():
        raise FileRefused("Ce fichier est vide.")
    if content.startswith(ZIP):
        raise FileRefused(
            "Ce fichier est un classeur de tableur ou une archive compressée. Ouvrez-le, puis enregistrez-le en "
            "« CSV UTF-8 » ou en JSON."
        )
    text = decode(content, strict=standard.form == "json")
    lines = json_lines(text) if standard.form == "json" else csv_lines(text, standard)
    if not lines:
        raise FileRefused("Ce fichier ne contient aucune fiche.")
    if len(lines) > MOST_ROWS:
        raise FileRefused(f"Ce fichier contient {len(lines)} fiches : 2 000 au plus. Partagez-le en plusieurs.")
    return lines


def decode(content: bytes, *, strict: bool) -> str:
    """UTF-8, or UTF-16 that says so; Windows' own encoding for a table. ``strict``: JSON, which has no other. Raises
    FileRefused."""
    encodings = ["utf-16"] if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ["utf-8-sig"]
    if not strict and encodings == ["utf-8-sig"]:
        encodings.append("cp1252")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise FileRefused("Ce fichier n’est pas du texte en UTF-8. Enregistrez-le en « CSV UTF-8 » ou en JSON.")
