"""`beffroi person`: create the account of a person in a commune."""

from __future__ import annotations

import argparse
import getpass
import sys

from . import setup
from .errors import Explained


def run(chosen: argparse.Namespace) -> int:
    """Ask for a password (on the terminal, or the first line of standard input) and create the account."""
    setup.start(migrate=True)
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    from beffroi.town.models import Membership, User
    from beffroi.town.setup import commune_named

    if User.objects.filter(username=chosen.username).exists():
        raise Explained(f"L’identifiant « {chosen.username} » existe déjà. Choisissez-en un autre.")
    password = getpass.getpass("Mot de passe : ") if sys.stdin.isatty() else sys.stdin.readline().strip()
    first, _, last = chosen.name.partition(" ")
    user = User(username=chosen.username, first_name=first, last_name=last, email=chosen.email)
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Explained(" ".join(error.messages))
    user.set_password(password)
    user.save()
    Membership.objects.create(user=user, commune=commune_named(chosen.commune), role=chosen.role)
    print(f"Compte « {chosen.username} » créé pour {chosen.commune}.")
    return 0
