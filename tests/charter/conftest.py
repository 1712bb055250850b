"""The administrator of Valbrume, and charters made in one line."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from beffroi.charter import starting
from beffroi.charter.actions.drafts import begin
from beffroi.charter.actions.vote_version import vote_version
from beffroi.charter.models import CharterVersion
from beffroi.town.models import Role, User
from tests.conftest import StrictClient, signed_in
from tests.doubles.cast import a_person

USE = "minutes.phrase"


@pytest.fixture
def carole(valbrume: Any) -> User:
    """The administrator of Valbrume."""
    return a_person("carole", valbrume, Role.ADMIN)


@pytest.fixture
def as_carole(carole: User) -> StrictClient:
    return signed_in(carole)


@pytest.fixture
def as_stranger(autreville: Any) -> StrictClient:
    """The administrator of another commune."""
    return signed_in(a_person("dora", autreville, Role.ADMIN))


def a_draft(user: User, model: str = "balanced") -> CharterVersion:
    return begin(starting.MODELS[model].settings, title="", model=model, user=user)


def a_voted(user: User, model: str = "balanced", *, in_days: int = 0) -> CharterVersion:
    today = timezone.localdate()
    starts = today + timedelta(days=in_days)
    return vote_version(a_draft(user, model), user=user, voted_on=today, starts_on=starts, deliberation="2026-12")


def text(response: Any) -> str:
    """A page's HTML on one line, with ordinary spaces."""
    return " ".join(response.content.decode().replace("&nbsp;", " ").replace("\u00a0", " ").split())
