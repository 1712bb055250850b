"""The published JSON Schema of Beffroi's own format, made from the table of fields."""

from __future__ import annotations

from typing import Any

from .fields import FIELDS, Field, Kind

DRAFT = "https://json-schema.org/draft/2020-12/schema"
VERSION = "1.0"
_DATE = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"


def schema(address: str) -> dict[str, Any]:
    """``address``: where the schema is published."""
    return {
        "$schema": DRAFT,
        "$id": address,
        "title": "Registre des usages de l’IA d’une commune",
        "description": "Un champ absent est un manque : il reste à compléter.",
        "type": "object",
        "required": ["schema", "version", "commune", "uses"],
        "properties": {
            "schema": {"type": "string", "format": "uri"},
            "version": {"const": VERSION},
            "commune": {"type": "string"},
            "contact": {"type": "string"},
            "uses": {"type": "array", "items": _use()},
        },
    }


def _use() -> dict[str, Any]:
    properties: dict[str, Any] = {
        "slug": {"type": "string", "pattern": "^[-a-zA-Z0-9_]+$", "description": "Fin de l’adresse permanente."},
        "code": {"type": "string", "description": "Nom de l’usage dans le programme ; absent hors de Beffroi."},
        "published_at": {"type": "string", "format": "date-time"},
        "supplier_answers": {"type": "array", "items": _answer()},
        "extra": {"type": "object", "description": "Ce que d’autres formats disaient de plus, par format."},
    }
    properties |= {each.name: _property(each) for each in FIELDS}
    return {"type": "object", "required": ["slug", "name"], "properties": properties}


def _answer() -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["question", "answer"],
        "properties": {
            "question": {"type": "string"},
            "answer": {"type": "string"},
            "on": {"type": "string", "format": "date"},
        },
    }


def _property(each: Field) -> dict[str, Any]:
    found: dict[str, Any] = {"type": "string", "title": each.label, "tier": each.tier.value}
    if each.help:
        found["description"] = each.help
    if each.choices:
        found["oneOf"] = [{"const": str(code), "title": name} for code, name in each.choices.items()]
    if each.kind == Kind.DATE:
        found["pattern"] = _DATE
    return found
