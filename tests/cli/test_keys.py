"""`beffroi key`: made, listed, revoked."""

from __future__ import annotations

from typing import Any

import pytest

from beffroi.charter.models import DoorKey, Service
from beffroi.cli import main
from beffroi.town.models import Commune, User

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def django_is_started(monkeypatch: Any) -> None:
    monkeypatch.setattr("beffroi.cli.setup.start", lambda **_: None)


CREATE = ["key", "create", "LibreOffice", "--service", "Secrétariat", "--use", "door.writing", "--responsible", "bob"]


def test_a_key_is_made_listed_and_revoked(valbrume: Commune, bob: User, capsys: Any) -> None:
    assert main(CREATE) == 0
    key = capsys.readouterr().out.strip()
    assert key.startswith("bfr-") and "\n" not in key
    row = DoorKey.unscoped.get()
    assert main(["key", "list"]) == 0
    listed = capsys.readouterr().out
    assert row.public in listed and "ouverte" in listed and key not in listed
    assert main(["key", "revoke", row.public]) == 0
    row.refresh_from_db()
    assert row.revoked_at


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([*CREATE[:6], "minutes.phrase", *CREATE[7:]], "n’est pas un usage"),
        ([*CREATE[:-1], "personne"], "n’existe pas"),
        ([*CREATE, "--until", "01/01/2020"], "passé"),
        ([*CREATE, "--commune", "Ailleurs"], "--commune NOM"),
        (["key", "revoke", "aaaaaaaaaa"], "n’est pas une clé"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_left(
    valbrume: Commune, bob: User, capsys: Any, arguments: list[str], said: str
) -> None:
    assert main(arguments) == 1
    assert said in capsys.readouterr().err
    assert not DoorKey.unscoped.exists() and not Service.unscoped.exists()
