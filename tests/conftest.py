"""The cast that every test knows, and what makes the suite strict.

Alice the clerk and Bob the proof-reader work for Valbrume; Charlie, a proof-reader too, works for Autreville and
must never see anything of Valbrume."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import connections
from django.template import engines
from django.test import Client, TransactionTestCase
from django.utils.module_loading import module_has_submodule

from beffroi.minutes.models import Meeting
from beffroi.town.models import Commune, Role, User
from beffroi.town.scope import scope
from beffroi.town.triggers import Trigger, run

from .doubles.cast import a_commune, a_person
from .doubles.ready import a_ready_meeting


def all_triggers() -> list[Trigger]:
    configs = [each for each in apps.get_app_configs() if module_has_submodule(each.module, "triggers")]
    return [
        trigger for config in configs for trigger in getattr(import_module(f"{config.name}.triggers"), "TRIGGERS", [])
    ]


@pytest.fixture(scope="session", autouse=True)
def emptying_the_database_is_not_tampering() -> Iterator[None]:
    """Tests that commit are cleaned by deleting every row, which the database's own rules refuse, rightly: the
    rules step aside for that alone."""
    flush = TransactionTestCase._fixture_teardown

    def without_rules(case: Any) -> None:
        connection = connections["default"]
        run(all_triggers(), connection, "drop")
        try:
            flush(case)
        finally:
            run(all_triggers(), connection, "create")

    TransactionTestCase._fixture_teardown = without_rules
    yield
    TransactionTestCase._fixture_teardown = flush


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
