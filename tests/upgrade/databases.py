"""Databases beside the suite's own, on whichever server it runs."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection


def name_of(what: str, folder: Path) -> str:
    on_server = connection.vendor == "postgresql"
    return f"{connection.settings_dict['NAME']}_{what}" if on_server else str(folder / f"{what}.sqlite3")


@contextmanager
def inside(name: str) -> Iterator[None]:
    """The default connection leads there."""
    connection.close()
    known, connection.settings_dict["NAME"] = connection.settings_dict["NAME"], name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = known


@contextmanager
def database(name: str, like: str = "") -> Iterator[str]:
    """An empty one, or a copy."""
    if connection.vendor == "postgresql":
        connection.close()
        _on_server(f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{like}"' if like else ""))
    elif like:
        shutil.copy(like, name)
    try:
        yield name
    finally:
        if connection.vendor == "postgresql":
            _on_server(f'DROP DATABASE IF EXISTS "{name}"')


def _on_server(statement: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)
