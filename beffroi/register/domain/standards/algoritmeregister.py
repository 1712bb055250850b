"""The Dutch Algoritmeregister's publication standard 1.0, in its two spellings (both read in its repository, EUPL 1.2):

- ``STANDARD``: the names of the register's own files and interface (``begin_date``, ``goal``...), from
  ``schema-v1_0.json`` and ``standard-config-v1_0.json``;
- ``PUBLICATION_STANDARD``: the JSON Schema « Publicatiestandaard v1.0.0 » (``start_date``, ``purpose_and_impact``...),
  which requires a beginning, a state and a category: a record without them is left out, and told.

Both admit Dutch as the only language ("nld"): our files say "nld" to be valid, and their text is French. "In
ontwikkeling" stands for a project as for a trial.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from beffroi.register.domain.fields import BY_NAME, Status
from beffroi.register.domain.lens import Row
from beffroi.register.domain.readings import choice_column, date_column, links_column, list_column, text_column

from .base import Standard

_STATES: dict[str, str] = {
    "in ontwikkeling": Status.PROJECT,
    "in gebruik": Status.DEPLOYED,
    "buiten gebruik": Status.STOPPED,
}
_STATE_WORDS: dict[str, str] = {
    Status.PROJECT: "In ontwikkeling",
    Status.TEST: "In ontwikkeling",
    Status.DEPLOYED: "In gebruik",
    Status.STOPPED: "Buiten gebruik",
}
_CATEGORIES = {
    "high_risk": ("Hoog-risico AI-systeem", "A"),
    "impactful": ("Impactvolle algoritmes", "B"),
    "other": ("Overige algoritmes", "C"),
}
_LONG = {f"{word} (Categorie {letter})": code for code, (word, letter) in _CATEGORIES.items()}
_SHORT = {word: code for code, (word, _) in _CATEGORIES.items()}
_KNOWN_CATEGORIES = {word.lower(): code for word, code in (*_LONG.items(), *_SHORT.items())}

STANDARD = Standard(
    code="nl",
    label="Algoritmeregister 1.0 (Pays-Bas)",
    form="json",
    filename="algoritmeregister.json",
    columns=(
        text_column("name", "name", required=True),
        text_column("organization", "organisation", required=True),
        text_column("description_short", "summary", required=True),
        list_column("category", "themes", required=True),
        text_column("website", "website"),
        choice_column("status", "status", _STATES, _STATE_WORDS),
        date_column("begin_date", "started_on"),
        date_column("end_date", "stopped_on"),
        text_column("contact_email", "contact", required=True),
        choice_column(
            "publication_category", "category", _KNOWN_CATEGORIES, {code: word for word, code in _SHORT.items()}
        ),
        text_column("url", "record_url"),
        text_column("goal", "purpose", required=True),
        text_column("proportionality", "alternatives", required=True),
        text_column("human_intervention", "human_check", required=True),
        text_column("risks", "risks", required=True),
        text_column("lawful_basis", "legal_basis", required=True),
        links_column("lawful_basis_grouping", "legal_links", required=True),
        text_column("process_index_url", "processing_register"),
        links_column("impacttoetsen_grouping", "assessment_links", required=True),
        text_column("impacttoetsen", "assessments"),
        text_column("source_data", "data", required=True),
        links_column("source_data_grouping", "data_links", required=True),
        text_column("methods_and_models", "operations", required=True),
        text_column("provider", "supplier"),
        text_column("publiccode", "source_code"),
        text_column("tags", "tags"),
    ),
    identity=("lars", "source_id", "uuid", "id"),
    constants={"lang": "nld", "standard_version": "1.0"},
)

_PAIRS = (
    ("(legal_basis)", "legal_basis_title", "legal_basis_link"),
    ("(data_source)", "data_source_title", "data_source_link"),
    ("(impact_assessment)", "impact_assessments", "impact_assessment_link"),
)
"""One title and one link for the standard, a list of them for us."""


def _joined(row: Row) -> dict[str, Any]:
    found = dict(row)
    for grouping, title, link in _PAIRS:
        given = {name: found.pop(key) for name, key in (("title", title), ("link", link)) if key in found}
        if given:
            found[grouping] = [given]
    return found


def _parted(row: Row) -> dict[str, Any]:
    """Of several links the first goes; every title is told."""
    found = dict(row)
    for grouping, title, link in _PAIRS:
        several = found.get(grouping, [])
        if not isinstance(several, list) or not all(isinstance(each, dict) for each in several):
            continue
        found.pop(grouping, None)
        if len(several) == 1:
            found |= {key: several[0][name] for name, key in (("title", title), ("link", link)) if name in several[0]}
        elif several:
            found[title] = " ; ".join(str(each.get("title", "")) for each in several)
            addresses = [each["link"] for each in several if "link" in each]
            found |= {link: addresses[0]} if addresses else {}
    return {"impact_assessments": "", **found}


_LENGTHS = {
    "name": 99,
    "description_short": 399,
    "organization": 99,
    "purpose_and_impact": 2499,
    "considerations": 2499,
    "human_intervention": 2499,
    "risk_management": 2499,
    "legal_basis": 2499,
    "legal_basis_title": 99,
    "impact_assessment_explanation": 2499,
    "data": 2499,
    "data_source_title": 499,
    "technical_operation": 4999,
    "supplier": 199,
}
_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")


def _faults(row: Mapping[str, Any]) -> list[str]:
    """What the JSON Schema would refuse."""
    found = [
        f"« {key} » dépasse {most} caractères." for key, most in _LENGTHS.items() if len(str(row.get(key, ""))) > most
    ]
    if not _MONTH.fullmatch(str(row.get("start_date", ""))):
        found.append("le mois de mise en service manque.")
    if "end_date" in row and not _MONTH.fullmatch(str(row["end_date"])):
        found.append("le mois de l’arrêt manque.")
    if row.get("status") not in _STATE_WORDS.values():
        found.append(f"« {BY_NAME['status'].label} » manque.")
    if row.get("publication_category") not in _LONG:
        found.append(f"« {BY_NAME['category'].label} » manque.")
    texts = (key for key, value in row.items() if key in _TEXTS and not isinstance(value, str))
    return found + [f"« {key} » n’est pas un texte." for key in texts]


_COLUMNS = (
    text_column("name", "name", required=True),
    text_column("description_short", "summary", required=True),
    text_column("organization", "organisation", required=True),
    list_column("theme", "themes", required=True),
    choice_column("status", "status", _STATES, _STATE_WORDS, required=True),
    date_column("start_date", "started_on"),
    date_column("end_date", "stopped_on"),
    text_column("contact", "contact", required=True),
    text_column("link", "website"),
    choice_column(
        "publication_category",
        "category",
        _KNOWN_CATEGORIES,
        {code: word for word, code in _LONG.items()},
        required=True,
    ),
    text_column("source_link", "record_url"),
    text_column("purpose_and_impact", "purpose", required=True),
    text_column("considerations", "alternatives", required=True),
    text_column("human_intervention", "human_check", required=True),
    text_column("risk_management", "risks", required=True),
    text_column("legal_basis", "legal_basis"),
    links_column("(legal_basis)", "legal_links"),
    text_column("processing_register_link", "processing_register"),
    links_column("(impact_assessment)", "assessment_links"),
    text_column("impact_assessment_explanation", "assessments"),
    text_column("data", "data", required=True),
    links_column("(data_source)", "data_links"),
    text_column("technical_operation", "operations", required=True),
    text_column("supplier", "supplier", required=True),
    text_column("source_code_link", "source_code"),
    text_column("search_terms", "tags"),
)
_TEXTS = {column.key for column in _COLUMNS} - {"theme"}
PUBLICATION_STANDARD = Standard(
    code="nl-schema",
    label="Publicatiestandaard 1.0.0 (Pays-Bas, schéma JSON)",
    form="json",
    filename="publicatiestandaard.json",
    columns=_COLUMNS,
    identity=("source_id",),
    constants={"language": "nld", "schema": "1.0.0"},
    before=_joined,
    after=_parted,
    faults=_faults,
)
