"""`beffroi person`: create the account of a person in a commune."""

from __future__ import annotations

import argparse
import getpass
import sys
from typing import TYPE_CHECKING, Any

from . import setup
from .errors import Explained

if TYPE_CHECKING:
    from beffroi.town.models import User


def run(chosen: argparse.Namespace) -> int:
    """Ask for a password (on the terminal, or the first line of standard input); create the account, or give it
    this new password with ``--new-password``."""
    setup.start(migrate=True)
    from beffroi.town.models import User

    known = User.objects.filter(username=chosen.username).first()
    if chosen.new_password:
        if known is None:
            raise Explained(f"L’identifiant « {chosen.username} » n’existe pas.")
        known.set_password(_password(known))
        known.save()
        print(f"Nouveau mot de passe enregistré pour « {chosen.username} ».")
        return 0
    if known is not None:
        raise Explained(
            f"L’identifiant « {chosen.username} » existe déjà. Choisissez-en un autre, ou ajoutez --new-password."
        )
    return _create(chosen)


def _create(chosen: argparse.Namespace) -> int:
    from django.db import transaction

    from beffroi.town.models import Membership, User
    from beffroi.town.setup import commune_named

    commune = " ".join((chosen.commune or "").split())
    if not commune:
        raise Explained("Indiquez la commune de cette personne : --commune NOM.")
    first, _, last = chosen.name.strip().partition(" ")
    user = User(username=chosen.username, first_name=first, last_name=last, email=chosen.email)
    _check(user)
    user.set_password(_password(user))
    with transaction.atomic():
        user.save()
        Membership.objects.create(user=user, commune=commune_named(commune), role=chosen.role)
    print(f"Compte « {chosen.username} » créé pour {chosen.commune}.")
    return 0


def _password(user: Any) -> str:
    """Raises Explained for one that is too short or too common."""
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    typed = getpass.getpass("Mot de passe : ") if sys.stdin.isatty() else sys.stdin.readline().strip()
    try:
        validate_password(typed, user)
    except ValidationError as error:
        raise Explained(" ".join(error.messages))
    return typed


def _check(user: User) -> None:
    """Raises Explained: an identifier, a name or an address that cannot be used."""
    from django.core.exceptions import ValidationError

    said = {"username": "Identifiant", "email": "Courriel", "first_name": "Prénom", "last_name": "Nom"}
    try:
        user.clean_fields(exclude=["password"])
    except ValidationError as error:
        wrong = [f"{said.get(field, field)} : {' '.join(words)}" for field, words in error.message_dict.items()]
        raise Explained("Le compte n’a pas été créé.\n" + "\n".join(f"  - {each}" for each in wrong))
