"""Databases that take, for a while, the place of the suite's own."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection


@contextmanager
def a_database(folder: Path, name: str, *, like: str = "") -> Iterator[str]:
    """Empty, or a copy of ``like``, which nobody uses meanwhile. Gives its name; where that is a server's, it goes in
    the end."""
    made = _made(folder, name, like)
    try:
        with in_use(made):
            yield made
    finally:
        if connection.vendor == "postgresql":
            _on_server(f'DROP DATABASE "{made}"')


@contextmanager
def in_use(name: str) -> Iterator[None]:
    known = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = known


def _made(folder: Path, name: str, like: str) -> str:
    if connection.vendor != "postgresql":
        path = folder / f"{name}.sqlite3"
        if like:
            shutil.copy(like, path)
        return str(path)
    made = f"{connection.settings_dict['NAME']}_{name}_{os.getpid()}"
    _on_server(f'CREATE DATABASE "{made}"' + (f' TEMPLATE "{like}"' if like else ""))
    return made


def _on_server(statement: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)
