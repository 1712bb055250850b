"""Communes and people that tests make in one line."""

from __future__ import annotations

from beffroi.town.models import Commune, Membership, Role, User
from beffroi.town.setup import commune_named


def a_commune(name: str = "Valbrume") -> Commune:
    return commune_named(name)


def a_person(username: str, commune: Commune, role: str = Role.AGENT, email: str = "") -> User:
    user = User.objects.create_user(username, email=email, password="tour-et-beffroi")
    Membership.objects.create(user=user, commune=commune, role=role)
    return user
