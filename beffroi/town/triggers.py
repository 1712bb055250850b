"""Rules that the database itself holds, whoever writes to it: a page, a task, the command line or SQL by hand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import import_module
from typing import Any

_KEY = {"sqlite": r"json_extract(\1, '$.\2')", "postgresql": r"(\1 ->> '\2')"}
_JSON = re.compile(r"JSON\((\w+\.\w+), (\w+)\)")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Refuses ``event`` ("INSERT", "UPDATE", "DELETE", "UPDATE OF column") on ``table`` while ``condition`` (SQL
    on NEW and OLD) holds, with ``message``. ``JSON(line.data, key)`` in it is that key of a JSON column, as text."""

    name: str
    table: str
    event: str
    message: str
    condition: str = ""

    def create(self, vendor: str) -> list[str]:
        message = self.message.replace("'", "''")
        condition = _JSON.sub(_KEY[vendor], self.condition)
        when = f"WHEN ({condition}) " if condition and vendor == "sqlite" else ""
        if vendor == "sqlite":
            return [
                f"CREATE TRIGGER {self.name} BEFORE {self.event} ON {self.table} FOR EACH ROW {when}"
                f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
            ]
        test = f"IF {condition} THEN" if condition else "IF TRUE THEN"
        back = "OLD" if self.event == "DELETE" else "NEW"
        return [
            f"CREATE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {test} "
            f"RAISE EXCEPTION '{message.replace('%', '%%')}' USING ERRCODE = 'integrity_constraint_violation'; "
            f"END IF; RETURN {back}; END $$",
            f"CREATE TRIGGER {self.name} BEFORE {self.event} ON {self.table} FOR EACH ROW "
            f"EXECUTE FUNCTION {self.name}()",
        ]

    def drop(self, vendor: str) -> list[str]:
        if vendor == "sqlite":
            return [f"DROP TRIGGER IF EXISTS {self.name}"]
        return [
            f"DROP TRIGGER IF EXISTS {self.name} ON {self.table}",
            f"DROP FUNCTION IF EXISTS {self.name}()",
        ]


@dataclass(frozen=True, slots=True)
class Consequence:
    """Runs ``statement`` (SQL on NEW and OLD) after ``event`` on ``table``."""

    name: str
    table: str
    event: str
    statement: str

    def create(self, vendor: str) -> list[str]:
        if vendor == "sqlite":
            return [
                f"CREATE TRIGGER {self.name} AFTER {self.event} ON {self.table} FOR EACH ROW "
                f"BEGIN {self.statement}; END"
            ]
        return [
            f"CREATE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {self.statement}; "
            "RETURN NULL; END $$",
            f"CREATE TRIGGER {self.name} AFTER {self.event} ON {self.table} FOR EACH ROW "
            f"EXECUTE FUNCTION {self.name}()",
        ]

    def drop(self, vendor: str) -> list[str]:
        return Refusal(self.name, self.table, self.event, "").drop(vendor)


Trigger = Refusal | Consequence


def installed(triggers: list[Trigger]) -> Any:
    """The migration operation that creates ``triggers`` (and drops them when undone)."""
    from django.db.migrations import RunPython

    def forwards(apps: Any, schema_editor: Any) -> None:
        run(triggers, schema_editor.connection, "create")

    def backwards(apps: Any, schema_editor: Any) -> None:
        run(triggers, schema_editor.connection, "drop")

    return RunPython(forwards, backwards)


def dropped(triggers: list[Trigger]) -> Any:
    """The migration operation that removes ``triggers`` (and creates them again when undone): a table that is rebuilt,
    as SQLite does for many changes, must be free of them, and of those of other tables that name it."""
    operation = installed(triggers)
    operation.code, operation.reverse_code = operation.reverse_code, operation.code
    return operation


def run(triggers: list[Trigger], connection: Any, verb: str) -> None:
    with connection.cursor() as cursor:
        for trigger in triggers:
            for statement in getattr(trigger, verb)(connection.vendor):
                cursor.execute(statement)


def every_trigger() -> list[Trigger]:
    """Those of every room, which each names TRIGGERS in its own ``triggers``."""
    from django.apps import apps
    from django.utils.module_loading import module_has_submodule

    rooms = [each for each in apps.get_app_configs() if each.module and module_has_submodule(each.module, "triggers")]
    modules = [import_module(f"{room.name}.triggers") for room in rooms]
    return [trigger for module in modules for trigger in getattr(module, "TRIGGERS", [])]
