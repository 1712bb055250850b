"""`beffroi check-pv`: what a procès-verbal says and what is wrong with it, each with the line it was read from."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

from .errors import Explained
from .workplace import Workplace

if TYPE_CHECKING:
    from beffroi.minutes.domain.pv.types import PvReading


def run(chosen: argparse.Namespace) -> int:
    """Print the reading. Exit status 1 where something is contradictory. Raises Explained for a file that cannot be
    read."""
    try:
        content = chosen.pv.read_bytes()
    except FileNotFoundError:
        raise Explained(f"« {chosen.pv} » n’existe pas, ou n’est pas un fichier.")
    except OSError:
        raise Explained(f"« {chosen.pv} » n’a pas pu être ouvert : vérifiez que c’est un fichier que vous pouvez lire.")
    from .pv_report import as_data, report

    reading = _read(content, chosen)
    print(json.dumps(as_data(reading), ensure_ascii=False, indent=2) if chosen.json else report(reading))
    return int(any(finding.severity == "contradiction" for finding in reading.findings))


def _read(content: bytes, chosen: argparse.Namespace) -> PvReading:
    """The reading; pages that are pictures are read again with the machine's OCR, through the charter."""
    from beffroi.documents.errors import DocumentError
    from beffroi.minutes.actions.check_pv import check_pv

    known = {"in_office": chosen.in_office, "population": chosen.population}
    try:
        reading = check_pv(content, chosen.pv.name, **known)
        if reading.unread and _ocr_is_here():
            return _read_scan(content, chosen.pv.name, known)
    except DocumentError as error:
        raise Explained(str(error))
    return reading


def _ocr_is_here() -> bool:
    from beffroi.engines.adapters.tesseract import problem

    return not problem()


def _read_scan(content: bytes, name: str, known: dict[str, int | None]) -> PvReading:
    with Workplace(b"check-pv\0" + content):
        from . import setup

        setup.start(migrate=True)
        from beffroi.minutes.actions.check_pv import check_pv
        from beffroi.minutes.actions.read_papers import page_reader
        from beffroi.town.scope import scope
        from beffroi.town.setup import commune_named, default_commune

        with scope(default_commune() or commune_named("Commune")):
            return check_pv(content, name, ocr=page_reader(), **known)
