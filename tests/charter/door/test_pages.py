"""Keys made, seen and revoked on the pages."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from beffroi.charter.models import DoorKey, Service
from beffroi.town.models import Role
from tests.conftest import signed_in
from tests.doubles.cast import a_person

from .conftest import Town, a_town

KEY = re.compile(r"bfr-[a-z2-7]{10}-[A-Za-z0-9_-]{43}")


def filled(town: Town, **changes: Any) -> dict[str, Any]:
    return {
        "label": "LibreOffice",
        "service": "État civil",
        "uses": ["door.writing"],
        "responsible": town.bob.pk,
        "expires_on": (timezone.localdate() + timedelta(days=90)).isoformat(),
        "calls_a_minute": 30,
        "at_once": 2,
        "tokens_a_day": 200000,
    } | changes


def test_a_reader_makes_a_key_and_sees_it_once(town: Town) -> None:
    client = signed_in(town.bob)
    assert client.get("/charte/cles/nouvelle/").status_code == 200
    made = client.post("/charte/cles/nouvelle/", filled(town))
    key = KEY.search(made.content.decode())
    assert key and "no-store" in made.headers["Cache-Control"]
    row = DoorKey.unscoped.get()
    assert (row.label, row.service.name, row.responsible) == ("LibreOffice", "État civil", town.bob)
    listed = client.get("/charte/cles/").content.decode()
    assert row.public in listed and not KEY.search(listed)
    assert "n’a jamais servi" in listed


def test_a_reader_revokes_a_key(town: Town) -> None:
    row, _ = town.row_and_key()
    answer = signed_in(town.bob).post(f"/charte/cles/{row.pk}/revoquer/", follow=True)
    assert "Révoquée le" in answer.content.decode()
    row.refresh_from_db()
    assert row.revoked_at and row.revoked_by == town.bob


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"uses": []}, "au moins un usage"),
        ({"uses": ["door.writing", "door.chat"]}, "deux clés"),
        ({"uses": ["minutes.phrase"]}, "n’est pas déclaré"),
        ({"expires_on": "2020-01-01"}, "passé"),
        ({"expires_on": "2099-01-01"}, "400 jours"),
        ({"expires_on": "31/31/2026"}, "n’existe pas"),
        ({"responsible": ""}, "répond de chaque clé"),
        ({"service": "  "}, "donnée à un service"),
        ({"label": ""}, "quel outil"),
        ({"tokens_a_day": "-5"}, "supérieure ou égale"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_made(town: Town, changes: dict[str, Any], said: str) -> None:
    answer = signed_in(town.bob).post("/charte/cles/nouvelle/", filled(town, **changes))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not DoorKey.unscoped.exists() and not Service.unscoped.exists()


def test_an_agent_neither_sees_nor_makes_nor_revokes(town: Town) -> None:
    row, _ = town.row_and_key()
    agent = signed_in(a_person("alice", town.commune, Role.AGENT))
    assert agent.get("/charte/cles/").status_code == 403
    assert agent.post("/charte/cles/nouvelle/", filled(town)).status_code == 403
    assert agent.post(f"/charte/cles/{row.pk}/revoquer/").status_code == 403


def test_another_commune_neither_sees_nor_revokes(town: Town) -> None:
    row, _ = town.row_and_key()
    other = a_town("Autreville", "charlie")
    client = signed_in(other.bob)
    assert row.public not in client.get("/charte/cles/").content.decode()
    assert client.post(f"/charte/cles/{row.pk}/revoquer/").status_code == 404
    assert client.post("/charte/cles/nouvelle/", filled(town)).status_code == 422
    row.refresh_from_db()
    assert row.revoked_at is None
