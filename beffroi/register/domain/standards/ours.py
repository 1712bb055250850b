"""Beffroi's own format: every field under its own name, nothing lost (see ``domain/schema.py``)."""

from __future__ import annotations

from typing import Any

from beffroi.register.domain.fields import FIELDS
from beffroi.register.domain.lens import Row
from beffroi.register.domain.readings import text_column

from .base import Standard

ABOUT = ("slug", "code", "published_at")
"""What the file tells about a record, which is no field of it: publishing is an act of a person here."""


def _fields(row: Row) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key not in ABOUT}


STANDARD = Standard(
    code="beffroi",
    label="Registre complet (JSON de Beffroi)",
    form="json",
    filename="registre.json",
    columns=tuple(text_column(field.name, field.name) for field in FIELDS),
    identity=("slug",),
    before=_fields,
)
