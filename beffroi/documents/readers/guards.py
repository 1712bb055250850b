"""What is checked of a file before any library opens it: size, real nature, passwords, bombs, entities.

The message of each DocumentError is for the person who gave the file.
"""

from __future__ import annotations

import io
import xml.sax
import zipfile
import zlib
from pathlib import PurePath

from defusedxml import DefusedXmlException
from defusedxml import sax as defused_sax

from beffroi.documents.errors import DocumentError
from beffroi.town.refused import tell_hostile

__all__ = ["DocumentError", "check", "nature"]

MAX_BYTES = 50 * 1024 * 1024
MAX_UNPACKED = 300 * 1024 * 1024
MAX_ENTRIES = 5_000
MAX_RATIO = 200
"""A text document is seldom packed more than 30 times; beyond 200, something is hidden in it."""

TEXT_SUFFIXES = frozenset({"txt", "text", "md", "csv", "tsv", "srt", "vtt"})
NAMES = {
    "pdf": "un PDF",
    "docx": "un document Word",
    "odt": "un document LibreOffice",
    "zip": "une archive compressée",
    "broken": "une archive abîmée",
    "ole": "un ancien document Office",
    "text": "un texte",
    "image": "une image",
    "sound": "un fichier son ou vidéo",
    "binary": "un fichier qui n'est pas du texte",
}
SUFFIX_OF = {"pdf": "pdf", "docx": "docx", "odt": "odt", "text": "txt"}
MAGIC = (
    (b"%PDF-", "pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"ID3", "sound"),
    (b"fLaC", "sound"),
    (b"OggS", "sound"),
    (b"RIFF", "sound"),
    (b"\x1a\x45\xdf\xa3", "sound"),
)
TEXT_BOMS = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")


def check(data: bytes, filename: str, accepted: frozenset[str]) -> str:
    """The extension (lower case, no dot) under which ``data`` may be read, among ``accepted``.

    Raises DocumentError when the file is empty, too big, of another kind than its name says or than what is
    accepted, protected by a password, or built to harm. The request that brought it is told."""
    try:
        return _checked(data, filename, accepted)
    except DocumentError:
        tell_hostile()
        raise


def _checked(data: bytes, filename: str, accepted: frozenset[str]) -> str:
    name = PurePath(filename).name
    suffix = PurePath(name).suffix.lower().lstrip(".")
    if not data.strip():
        raise DocumentError(f"Le fichier « {name} » est vide. Choisissez-en un autre.")
    if len(data) > MAX_BYTES:
        raise DocumentError(
            f"Le fichier « {name} » pèse plus de {MAX_BYTES // 1024 // 1024} Mo : c'est trop pour un texte. "
            "Vérifiez qu'il s'agit du bon fichier."
        )
    if suffix == "doc" and nature(data) == "ole":
        raise DocumentError(_old_office(data, name))
    if suffix not in accepted:
        raise DocumentError(f"Le fichier « {name} » n'est pas d'un type attendu. {_expected(accepted)}")
    found = nature(data)
    if found == "ole":
        raise DocumentError(_old_office(data, name))
    if found == "broken" or (found == "binary" and suffix in ("pdf", "docx", "odt")):
        raise DocumentError(damaged(name))
    if found != (suffix if suffix in SUFFIX_OF and suffix != "txt" else "text"):
        raise DocumentError(_mislabelled(name, found, accepted))
    if found in ("docx", "odt"):
        _check_archive(data, name)
    return suffix


def nature(data: bytes) -> str:
    """What the bytes are, whatever the name says: a key of NAMES."""
    head = data[:1024]
    if data[:4] == b"PK\x03\x04":
        return _archive_nature(data)
    for magic, kind in MAGIC:
        if head.startswith(magic):
            return kind
    if b"%PDF-" in head:
        return "pdf"
    if head[4:8] == b"ftyp" or (head[:1] == b"\xff" and head[1:2] >= b"\xe0" and head[:2] not in TEXT_BOMS):
        return "sound"
    if head.startswith(TEXT_BOMS):
        return "text"
    return "binary" if b"\x00" in data[:65536] else "text"


def _archive_nature(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "word/document.xml" in names:
                return "docx"
            mimetype = archive.read("mimetype")[:80] if "mimetype" in names else b""
            return "odt" if mimetype.startswith(b"application/vnd.oasis.opendocument.text") else "zip"
    except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, ValueError, NotImplementedError):
        return "broken"


def _check_archive(data: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            unpacked = sum(entry.file_size for entry in entries)
            packed = max(sum(entry.compress_size for entry in entries), 1)
            bomb = unpacked > MAX_UNPACKED or (unpacked > 10_000_000 and unpacked / packed > MAX_RATIO)
            if len(entries) > MAX_ENTRIES or bomb:
                raise DocumentError(
                    f"Le fichier « {name} » se déplie en {unpacked // 1_000_000} Mo : il est anormal et n'a "
                    "pas été ouvert. Enregistrez-le de nouveau depuis votre traitement de texte."
                )
            if any(entry.flag_bits & 1 for entry in entries) or _odt_encrypted(archive):
                raise DocumentError(_locked(name))
            for entry in entries:
                if entry.filename.endswith((".xml", ".rels")):
                    _check_xml(archive.read(entry), name)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        raise DocumentError(damaged(name)) from error


def _check_xml(content: bytes, name: str) -> None:
    try:
        defused_sax.parseString(content, xml.sax.ContentHandler())
    except DefusedXmlException as error:
        raise DocumentError(
            f"Le fichier « {name} » contient des entités XML, que Beffroi n'ouvre pas : elles peuvent servir à "
            "nuire. Enregistrez-le de nouveau depuis votre traitement de texte."
        ) from error
    except xml.sax.SAXException as error:
        raise DocumentError(damaged(name)) from error


def _odt_encrypted(archive: zipfile.ZipFile) -> bool:
    try:
        return b"encryption-data" in archive.read("META-INF/manifest.xml")
    except KeyError:
        return False


def _old_office(data: bytes, name: str) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return _locked(name)
    return (
        f"Le fichier « {name} » est dans l'ancien format d'Office. Ouvrez-le et enregistrez-le au format .docx, "
        "puis envoyez-le de nouveau."
    )


def _mislabelled(name: str, found: str, accepted: frozenset[str]) -> str:
    said = f"Le fichier « {name} » est en réalité {NAMES[found]}."
    if SUFFIX_OF.get(found) in accepted:
        return f"{said} Donnez-lui l'extension .{SUFFIX_OF[found]}, puis envoyez-le de nouveau."
    return f"{said} {_expected(accepted)}"


def _expected(accepted: frozenset[str]) -> str:
    kinds = ", ".join(f".{suffix}" for suffix in sorted(accepted - {"text", "md", "tsv"}))
    return f"Types acceptés : {kinds}."


def _locked(name: str) -> str:
    return (
        f"Le fichier « {name} » est protégé par un mot de passe. Enregistrez-en une copie sans mot de passe, "
        "puis envoyez-la."
    )


def locked(name: str) -> str:
    """The message for a file that a password protects."""
    return _locked(PurePath(name).name)


def damaged(name: str) -> str:
    """The message for a file that its library cannot open."""
    return (
        f"Le fichier « {PurePath(name).name} » est abîmé ou incomplet : il n'a pas pu être ouvert. "
        "Enregistrez-le de nouveau, puis envoyez-le."
    )
