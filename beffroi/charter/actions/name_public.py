"""The commune's own list of people who may be named to a model: elected members and public officers, as such."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from beffroi.audit.journal import record
from beffroi.charter.models import PublicPerson


def read_lines(text: str) -> list[tuple[str, str]]:
    """(name, function) from lines « Nom, fonction »; empty lines and repeated names are left out."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        name, _, function = (part.strip() for part in line.partition(","))
        if name:
            found.setdefault(name[:120], function[:120])
    return list(found.items())


@transaction.atomic
def name_public(people: Iterable[tuple[str, str]], *, user: Any) -> int:
    """Replace the list. Returns how many it holds; the journal says that number and no name."""
    wanted = dict(people)
    PublicPerson.objects.exclude(name__in=wanted).delete()
    for name, function in wanted.items():
        PublicPerson.objects.update_or_create(name=name, defaults={"function": function})
    record("public_people_changed", actor=user, people=len(wanted))
    return len(wanted)
