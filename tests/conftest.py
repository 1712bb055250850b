"""The cast that every test knows, and what makes the suite strict.

Alice the clerk and Bob the proof-reader work for Valbrume; Charlie, a proof-reader too, works for Autreville and
must never see anything of Valbrume."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management.color import no_style
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.template import engines
from django.test import Client, TransactionTestCase
from hypothesis import HealthCheck, settings

from beffroi.minutes.models import Meeting
from beffroi.town import fresh
from beffroi.town.models import Commune, Role, User
from beffroi.town.scope import scope
from beffroi.town.triggers import every_trigger, run

from .doubles.cast import a_commune, a_person
from .doubles.ready import a_ready_meeting
from .passed_over import pytest_collection_modifyitems, pytest_sessionfinish, pytest_terminal_summary  # noqa: F401

# A loaded machine is no fault of the rules: no example is refused for having taken long.
settings.register_profile("beffroi", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("beffroi")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    """Where the suite makes its database, the rules that a database holds come with the tables."""
    creation = connection.creation
    made = creation.create_test_db

    def with_rules(*args: Any, **options: Any) -> Any:
        name = made(*args, **options)
        with connection.schema_editor() as editor:
            editor.create_model(MigrationRecorder.Migration)
            fresh.finish(connection)
        return name

    creation.create_test_db = with_rules


@pytest.fixture(scope="session", autouse=True)
def emptying_the_database_is_not_tampering() -> Iterator[None]:
    """Tests that commit are cleaned by deleting the rows that they left, which the database's own rules refuse,
    rightly: the rules of those tables step aside for that alone."""
    flush = TransactionTestCase._fixture_teardown
    TransactionTestCase._fixture_teardown = lambda case: emptied()
    yield
    TransactionTestCase._fixture_teardown = flush


def emptied() -> None:
    """Every row goes, but the list of migrations and the names of the models, which no test writes."""
    known = {"django_migrations", "django_content_type", "auth_permission"}
    tables = sorted(set(connection.introspection.table_names()) - known)
    with connection.cursor() as cursor:
        one_row = (f"SELECT * FROM (SELECT '{name}' FROM {name} LIMIT 1) AS one" for name in tables)
        cursor.execute(" UNION ALL ".join(one_row))
        filled = [name for (name,) in cursor.fetchall()]
    if not filled:
        return
    sqlite = connection.vendor == "sqlite"
    rules = [each for each in every_trigger() if sqlite and each.table in filled]
    run(rules, connection, "drop")
    try:
        statements = connection.ops.sql_flush(no_style(), filled, reset_sequences=True, allow_cascade=not sqlite)
        connection.ops.execute_sql_flush(statements)
    finally:
        run(rules, connection, "create")


class UnknownVariable(str):
    """Stands for a variable that a template names and no view gives: an error, never an empty space."""

    def __mod__(self, name: object) -> str:
        raise AssertionError(f"Variable de gabarit inconnue : {name}")


@pytest.fixture(scope="session", autouse=True)
def templates_are_strict() -> None:
    engines["django"].engine.string_if_invalid = UnknownVariable("%s")


INLINE = re.compile(
    rb"<script(?![^>]*\bsrc=)(?![^>]*application/json)|<style|<[^>]+\s(?:style|on[a-z]+)=", re.IGNORECASE
)


class StrictClient(Client):
    """Refuses what the pages' own policy would block: scripts and styles written in the page."""

    def request(self, **environ: Any) -> Any:
        response = super().request(**environ)
        if not response.streaming and response.headers.get("Content-Type", "").startswith("text/html"):
            found = INLINE.search(response.content)
            assert not found, f"Script ou style écrit dans la page : {found and found.group()!r}"
        return response


@pytest.fixture
def valbrume(db: None) -> Commune:
    return a_commune("Valbrume")


@pytest.fixture
def autreville(db: None) -> Commune:
    return a_commune("Autreville")


@pytest.fixture
def alice(valbrume: Commune) -> User:
    return a_person("alice", valbrume, Role.AGENT)


@pytest.fixture
def bob(valbrume: Commune) -> User:
    return a_person("bob", valbrume, Role.READER)


@pytest.fixture
def charlie(autreville: Commune) -> User:
    return a_person("charlie", autreville, Role.READER)


@pytest.fixture
def in_valbrume(valbrume: Commune) -> Iterator[Commune]:
    """The test itself looks at Valbrume's rows."""
    with scope(valbrume):
        yield valbrume


@pytest.fixture
def ready(in_valbrume: Commune, alice: User, settings: Any, tmp_path: Any) -> Meeting:
    """A meeting to proof-read, with its sound."""
    meeting = a_ready_meeting(alice)
    meeting.refresh_from_db()
    return meeting


def signed_in(user: User) -> StrictClient:
    client = StrictClient()
    client.force_login(user)
    return client


@pytest.fixture
def as_alice(alice: User) -> StrictClient:
    return signed_in(alice)


@pytest.fixture
def as_bob(bob: User) -> StrictClient:
    return signed_in(bob)


@pytest.fixture
def as_charlie(charlie: User) -> StrictClient:
    return signed_in(charlie)
