"""A new database, built at once from the models, is the one that the migrations end with: its tables, its columns,
its indexes, its constraints and its rules."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from beffroi.town import fresh

from .databases import database, inside, name_of

pytestmark = pytest.mark.xdist_group("upgrade")

COLUMNS = """SELECT table_name, column_name, data_type, character_maximum_length, is_nullable, column_default,
 is_identity FROM information_schema.columns WHERE table_schema = 'public'"""
CONSTRAINTS = (
    "SELECT conrelid::regclass::text, contype::text, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid <> 0"
)
INDEXES = """SELECT tablename, regexp_replace(indexdef, 'INDEX \\S+ ON', 'INDEX ON') FROM pg_indexes
 WHERE schemaname = 'public'"""
RULES = "SELECT tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal"
BODIES = "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace"


def test_a_database_built_at_once_is_the_one_that_the_migrations_end_with(
    django_db_setup: None, django_db_blocker: Any, tmp_path: Path
) -> None:
    with django_db_blocker.unblock():
        with database(name_of("built", tmp_path)) as name, inside(name):
            assert fresh.is_empty(connection)
            fresh.build(connection)
            built, passed = described(), migrations()
        with database(name_of("migrated", tmp_path)) as name, inside(name):
            call_command("migrate", verbosity=0, interactive=False)
            assert not fresh.is_empty(connection)
            migrated, known = described(), migrations()
    assert len(migrated) > 100
    assert sorted(map(str, set(built) ^ set(migrated))) == []
    assert passed == known


def described() -> list[Any]:
    """What the database says of itself, without the order of columns nor the names that it chose."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            return [
                each for question in (COLUMNS, CONSTRAINTS, INDEXES, RULES, BODIES) for each in _asked(cursor, question)
            ]
        found: list[Any] = []
        for kind, name, table, sql in _asked(cursor, "SELECT type, name, tbl_name, sql FROM sqlite_master"):
            parts = sorted(_parts(sql)) if kind == "table" else [sql]
            found += [(kind, name, table, part) for part in parts]
        return found


def _asked(cursor: Any, question: str) -> list[Any]:
    cursor.execute(question)
    return list(cursor.fetchall())


def _parts(sql: str) -> list[str]:
    """The columns and constraints of a table, whose order tells nothing."""
    inside = sql[sql.index("(") + 1 : sql.rindex(")")]
    depth, parts = 0, [""]
    for sign in inside:
        depth += (sign == "(") - (sign == ")")
        parts = [*parts, ""] if sign == "," and depth == 0 else [*parts[:-1], parts[-1] + sign]
    return [re.sub(r"\s+", " ", each).strip() for each in parts]


def migrations() -> set[Any]:
    with connection.cursor() as cursor:
        return {tuple(each) for each in _asked(cursor, "SELECT app, name FROM django_migrations")}
