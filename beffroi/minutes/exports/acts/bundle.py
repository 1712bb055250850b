"""The bundle for the prefecture: a zip with the act, its annexes and what says what they are.

The names of the files are given (they follow the rules of transmission); the descriptor is in JSON for machines and
in CSV for a spreadsheet (semicolons, UTF-8 with its mark, as French spreadsheets expect).
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile

from beffroi.documents.errors import DocumentError
from beffroi.documents.writers.archive import EPOCH
from beffroi.minutes.domain.acts.transmission import BundleFile, TransmissionBundle

_HEADER = ("fichier", "role", "intitule", "taille", "sha256")


def transmission_zip(bundle: TransmissionBundle) -> bytes:
    """The same bytes for the same bundle. Raises DocumentError when there is not exactly one main file, or when two
    files bear one name."""
    _check(bundle)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for each in bundle.files:
            made.writestr(_entry(each.name), each.content)
        made.writestr(_entry("descriptif.json"), json.dumps(descriptor(bundle), ensure_ascii=False, indent=2))
        made.writestr(_entry("descriptif.csv"), _csv(bundle))
    return out.getvalue()


def descriptor(bundle: TransmissionBundle) -> dict[str, object]:
    """What the operator's form asks: nature, matière, number, object, date; and each file with its hash."""
    return {
        "siren": bundle.siren,
        "numero": bundle.number,
        "objet": bundle.subject,
        "date": bundle.decided_on.isoformat(),
        "nature": {"code": bundle.nature_code, "libelle": bundle.nature},
        "matiere": {"code": bundle.matter_code, "libelle": bundle.matter},
        "fichiers": [dict(zip(_HEADER, _row(each), strict=True)) for each in bundle.files],
    }


def _row(each: BundleFile) -> tuple[object, ...]:
    role = "acte" if each.main else "annexe"
    return (each.name, role, each.label, len(each.content), hashlib.sha256(each.content).hexdigest())


def _csv(bundle: TransmissionBundle) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(("siren", "numero", "objet", "date", "nature", "matiere", *_HEADER))
    act = (bundle.siren, bundle.number, bundle.subject, bundle.decided_on.isoformat())
    for each in bundle.files:
        writer.writerow([_safe(cell) for cell in (*act, bundle.nature_code, bundle.matter_code, *_row(each))])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _safe(cell: object) -> object:
    """A cell that a spreadsheet would compute is written as text."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def _check(bundle: TransmissionBundle) -> None:
    if any(not each.name or set(each.name) & set("/\\\0") or each.name in (".", "..") for each in bundle.files):
        raise DocumentError("Le nom d’un fichier du dossier n’en est pas un. Renommez-le, puis refaites le dossier.")
    if sum(each.main for each in bundle.files) != 1:
        raise DocumentError(
            "Le dossier doit contenir un acte, et un seul. Choisissez le fichier de l’acte, puis refaites le dossier."
        )
    names = [each.name for each in bundle.files]
    if len({name.casefold() for name in names} | {"descriptif.json", "descriptif.csv"}) != len(names) + 2:
        raise DocumentError(
            "Deux fichiers du dossier portent le même nom. Renommez l’un des deux, puis refaites le dossier."
        )


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry
