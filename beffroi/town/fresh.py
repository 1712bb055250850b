"""An empty database takes the tables of today at once: the migrations would pass through every table it has ever had,
a quarter of a minute of work, to end with the same."""

from __future__ import annotations

from typing import Any

from django.core.management import call_command
from django.core.management.sql import emit_post_migrate_signal
from django.db import DatabaseError
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from .triggers import every_trigger, run


def up_to_date(connection: Any) -> None:
    """The database as the program needs it, whether new or old. Raises DatabaseError when it cannot be."""
    if is_empty(connection):
        try:
            return build(connection)
        except DatabaseError:
            # Another command, begun at the same instant, may have built it.
            if is_empty(connection):
                raise
    call_command("migrate", verbosity=0, interactive=False)
    return None


def is_empty(connection: Any) -> bool:
    return not connection.introspection.table_names()


def build(connection: Any) -> None:
    """Every table, every rule that the database holds, every migration marked as passed: all of it or nothing.
    ``connection``: to a database that :func:`is_empty`."""
    with connection.schema_editor() as editor:
        for model in MigrationLoader(None).project_state().apps.get_models():
            if model._meta.can_migrate(connection):
                editor.create_model(model)
        editor.create_model(MigrationRecorder.Migration)
        finish(connection)
    emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias)


def finish(connection: Any) -> None:
    """What the models do not say, where their tables and that of the migrations are: the rules, and that every
    migration has passed."""
    run(every_trigger(), connection, "create")
    rows = MigrationRecorder(connection).migration_qs
    passed = sorted(MigrationLoader(None).disk_migrations)
    rows.bulk_create([rows.model(app=label, name=name) for label, name in passed])
