"""The control file: everything that proves the charter in a period, in one zip with its table of contents.

It holds what exists. What does not is said in the table of contents, never made up."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import logging
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from html import escape
from typing import Any

from django.utils import timezone

from beffroi.audit import checkpoints, exchange, journal, keys
from beffroi.charter import evidence
from beffroi.charter.domain.wording import french
from beffroi.charter.evidence import EvidenceItem, Period
from beffroi.charter.models import (
    Assessment,
    CharterVersion,
    EngineSheet,
    PairedTest,
    Precedent,
    SupplierAnswer,
    SwitchTurn,
    VersionState,
)
from beffroi.charter.policy import policy_for
from beffroi.charter.uses import all_uses
from beffroi.town.models import Commune
from beffroi.town.scope import commune_in_scope

from .assess import STUDY_GONE, WRITTEN
from .proof_table import ProofRow, proof_table

logger = logging.getLogger(__name__)
File = tuple[str, str, bytes]
"""(path in the zip, French title, content)"""


def control_file(period: Period, *, actor: Any = None) -> bytes:
    """The zip, for the commune in scope. Asking for it is journalled."""
    commune = commune_in_scope("Le dossier de contrôle est demandé")
    rows = proof_table(period)
    items = evidence.collect(period)
    files, failures = _gathered(commune, period, rows, items)
    contents = _contents(commune, period, files, failures, rows)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("00-sommaire.html", contents)
        for path, _, content in files:
            archive.writestr(path, content)
    first, last = period.first.isoformat(), period.last.isoformat()
    journal.record("control_file_made", actor=actor, first=first, last=last, files=len(files))
    return out.getvalue()


def _gathered(
    commune: Commune, period: Period, rows: Sequence[ProofRow], items: Sequence[EvidenceItem]
) -> tuple[list[File], list[str]]:
    parts = (
        ("le registre", lambda: _register(items)),
        ("la charte", lambda: _charter()),
        ("les preuves", lambda: _proofs(rows)),
        ("le journal", lambda: _journal(commune)),
        ("les formations", lambda: _rooms(items, 20, "4-formation")),
        ("les évaluations", lambda: _assessments()),
        ("les modèles et fournisseurs", lambda: _engines()),
        ("les précédents et l’interrupteur", lambda: _decisions()),
        ("les pièces des autres articles", lambda: _others(items)),
    )
    files: list[File] = []
    failures: list[str] = []
    for name, gather in parts:
        try:
            files += list(gather())
        except Exception:
            logger.exception("Part of the control file could not be gathered: %s", name)
            failures.append(french(f"{name[:1].upper()}{name[1:]} : la lecture a échoué. Refaites le dossier."))
    return files, failures


def _register(items: Sequence[EvidenceItem]) -> Iterator[File]:
    uses = [asdict(use) for use in all_uses()]
    yield "1-registre/usages.json", "Usages d’IA déclarés par le programme", _json(uses)
    yield from _rooms(items, 5, "1-registre")


def _charter() -> Iterator[File]:
    for version in CharterVersion.objects.filter(state=VersionState.VOTED).order_by("number"):
        policy = policy_for(version.number or 0, version.settings, ())
        lines = [f"{version.title}, version {version.number}"]
        lines.append(f"Votée le {version.voted_on:%d/%m/%Y}, en vigueur le {version.starts_on:%d/%m/%Y}")
        lines.append(f"Délibération : {version.deliberation}")
        for article in policy.articles():
            if article.on:
                lines += ["", f"Article {article.clause.number}. {article.clause.title}", article.text]
        text = french("\n".join(lines))
        yield f"2-charte/version-{version.number}.txt", f"Charte, version {version.number}", text.encode()
        yield f"2-charte/version-{version.number}.json", "Ses réglages", _json(version.settings)


def _proofs(rows: Sequence[ProofRow]) -> Iterator[File]:
    table: list[list[Any]] = [["article", "titre", "retenu", "preuve", "nombre", "nature"]]
    for row in rows:
        on = "oui" if row.on else "non"
        table += [[row.number, row.title, on, each.label, each.amount, each.role] for each in row.counts]
        table += [
            [row.number, row.title, on, each.label, each.count, "pièce"] for each in row.items if not each.missing
        ]
        table += [[row.number, row.title, on, each, "", "manque"] for each in row.missing]
    yield "3-preuves/tableau.csv", "Tableau des preuves", _csv(table)


def _journal(commune: Commune) -> Iterator[File]:
    """The whole chain, signed as it stands, with the key that is enough to check it elsewhere."""
    checkpoints.sign_now(commune.slug)
    found = journal.verify(commune.slug).get(commune.slug, [])
    said = "\n".join(found) if found else "Le journal est intact."
    yield "3-preuves/verification.txt", "Vérification du journal, ce jour", f"{said}\n".encode()
    title = french("Journal signé, à vérifier avec « beffroi audit verify » et la clé publique")
    yield "3-preuves/journal.zip", title, exchange.export([commune.slug])
    for first in keys.known_keys()[:1]:
        yield "3-preuves/cle-publique.pem", "Clé publique du journal", first.pem.encode()


def _assessments() -> Iterator[File]:
    for each in Assessment.objects.all():
        signed = list(each.signatures.values("role", "name", "at", "digest"))
        said = {name: getattr(each, name) for name in (*WRITTEN, "privacy_name", "privacy_sha256")}
        said |= {"signatures": signed}
        path = f"5-evaluations/{_safe(each.use)}-{each.pk}"
        yield f"{path}.json", f"Évaluation de « {each.use} »", _json(said)
        if each.privacy_file:
            yield _study(each, path)


def _study(assessment: Assessment, path: str) -> File:
    ending = assessment.privacy_file.name.rpartition(".")[2]
    title = f"Étude de la vie privée de « {assessment.use} »"
    try:
        with assessment.privacy_file.open("rb") as file:
            return f"{path}-etude.{ending}", title, file.read()
    except OSError:
        return f"{path}-etude-absente.txt", f"{title} : le fichier manque", STUDY_GONE.encode()


def _engines() -> Iterator[File]:
    sheets = EngineSheet.objects.values(
        "model", "host", "approved", "qualification", "in_eu", "licence", "open_licence", "smallest_for", "measured"
    )
    yield "6-modeles/fiches.json", "Modèles et outils", _json(list(sheets))
    answers = SupplierAnswer.objects.values_list("supplier", "host", "question", "answer", "on")
    yield (
        "6-modeles/fournisseurs.csv",
        "Réponses des fournisseurs",
        _csv([["fournisseur", "hébergeur", "question", "réponse", "le"], *answers]),
    )
    tests = PairedTest.objects.values_list("use", "model", "pairs", "different", "at")
    yield (
        "6-modeles/noms-echanges.csv",
        "Essais avec des noms échangés",
        _csv([["usage", "modèle", "paires", "réponses différentes", "le"], *tests]),
    )


def _decisions() -> Iterator[File]:
    kept = Precedent.objects.values("case", "answer", "allowed", "use", "clause", "version", "withdrawn")
    yield "7-decisions/precedents.json", "Précédents du référent", _json(list(kept))
    turns = SwitchTurn.objects.values_list("at", "off", "reason")
    yield (
        "7-decisions/interrupteur.csv",
        "Arrêts et remises en marche de l’IA",
        _csv([["le", "arrêt", "raison"], *turns]),
    )


def _others(items: Sequence[EvidenceItem]) -> Iterator[File]:
    for number in sorted({each.clause for each in items} - {5, 20}):
        yield from _rooms(items, number, f"8-pieces/article-{number:02}")


def _rooms(items: Sequence[EvidenceItem], clause: int, folder: str) -> Iterator[File]:
    """What rooms bring for a clause, with their own files."""
    mine = [each for each in items if each.clause == clause]
    if not mine:
        return
    said = [{"label": e.label, "count": e.count, "details": list(e.details), "missing": e.missing} for e in mine]
    yield f"{folder}/pieces-{clause:02}.json", f"Pièces du programme, article {clause}", _json(said)
    for rank, (name, content) in enumerate((f for each in mine for f in each.files), start=1):
        yield f"{folder}/{rank:02}-{_safe(name)}", name, content


def _contents(
    commune: Commune, period: Period, files: Sequence[File], failures: Sequence[str], rows: Sequence[ProofRow]
) -> bytes:
    """An HTML page that opens anywhere: each file with its SHA-256, then what is missing."""
    listed = "".join(
        f'<li><a href="{escape(path)}">{escape(path)}</a> : {escape(title)} '
        f"<small>SHA-256 {hashlib.sha256(content).hexdigest()}</small></li>"
        for path, title, content in files
    )
    lacking = [*failures, *(f"Article {row.number}, {row.title} : {each}" for row in rows for each in row.missing)]
    missing = "".join(f"<li>{escape(each)}</li>" for each in lacking) or "<li>Rien ne manque.</li>"
    days = f"du {period.first:%d/%m/%Y} au {period.last:%d/%m/%Y}"
    page = (
        f'<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Dossier de contrôle</title></head><body>'
        f"<h1>Dossier de contrôle de l’IA, {escape(commune.name)}</h1><p>Période {days}. Fait le "
        f"{timezone.localtime():%d/%m/%Y à %H h %M}.</p><h2>Sommaire</h2><ol>{listed}</ol>"
        f"<h2>Ce qui manque</h2><ul>{missing}</ul></body></html>"
    )
    return page.encode()


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=2, default=str).encode()


def _csv(rows: Iterable[Iterable[Any]]) -> bytes:
    """With a byte-order mark and semicolons, as French spreadsheets open it; nothing in a cell is a formula."""
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([[_cell(cell) for cell in row] for row in rows])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _cell(value: Any) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _safe(name: str) -> str:
    """A file name that stays in its folder."""
    return re.sub(r"[^\w.-]+", "-", name).strip(".-")[:80] or "fichier"
