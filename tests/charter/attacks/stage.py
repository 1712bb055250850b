"""Where tries are played: two communes, their people, and what is looked at before and after each try."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from functools import cached_property
from typing import Any

from django.apps import apps
from django.db import connection
from django.utils import timezone

from beffroi.audit.models import Entry
from beffroi.charter import starting
from beffroi.charter.actions.drafts import begin
from beffroi.charter.actions.vote_version import vote_version
from beffroi.charter.models import CharterVersion
from beffroi.town.models import Commune, Membership, Role, User
from beffroi.town.scope import scope
from tests.conftest import StrictClient
from tests.doubles.cast import a_commune

ROOMS = ("town", "work", "charter", "minutes", "register", "audit")
MAY_GROW = {"audit_entry", "audit_publickey"}
"""What a refusal adds to: the journal, and counters."""
COUNTERS = {"charter_spent", "charter_doorusage", "charter_doorslot", "town_user", "charter_doorkey"}
"""What a refusal may change: counters, and the day of a sign-in or of a key."""
Rows = dict[str, dict[Any, str]]


class Stage:
    """``monkeypatch`` and ``settings`` are pytest's. Everything is in Valbrume's scope unless it says otherwise."""

    def __init__(self, settings: Any, monkeypatch: Any, folder: Any, stack: ExitStack) -> None:
        self.settings, self.monkeypatch, self.folder, self.stack = settings, monkeypatch, folder, stack
        self.before: Rows = {}
        self.mark = 0
        self.secrets: list[str] = []
        """What must be in no line of the journal."""
        self.tampers = False
        """Whether the journal itself is what is attacked: it is then meant to be found broken."""

    @cached_property
    def valbrume(self) -> Commune:
        commune = a_commune("Valbrume")
        self.stack.enter_context(scope(commune))
        return commune

    @cached_property
    def autreville(self) -> Commune:
        return a_commune("Autreville")

    @cached_property
    def alice(self) -> User:
        return self.person("alice", Role.AGENT)

    @cached_property
    def bob(self) -> User:
        return self.person("bob", Role.READER)

    @cached_property
    def carole(self) -> User:
        return self.person("carole", Role.ADMIN)

    @cached_property
    def charlie(self) -> User:
        """Administrator of the other commune."""
        return self.person("charlie", Role.ADMIN, self.autreville)

    def person(self, name: str, role: str, *communes: Commune) -> User:
        user = User(username=name)
        user.set_unusable_password()
        user.save()
        for commune in communes or (self.valbrume,):
            Membership.objects.create(user=user, commune=commune, role=role)
        return user

    def browser(self, who: str) -> StrictClient:
        """A browser signed in as one of the cast; "anyone" has no account. It checks forms as in production."""
        client = StrictClient(raise_request_exception=False)
        if who != "anyone":
            client.force_login(getattr(self, who))
        return client

    def charter(self, asked: Any, *, in_days: int = 0) -> CharterVersion | None:
        """The vote of a starting model (its name, or the settings that differ from « open »); None: no charter."""
        if asked is None:
            return None
        if isinstance(asked, str):
            settings = starting.MODELS[asked].settings
        else:
            settings = {**starting.MODELS["open"].settings, **asked}
        today = timezone.localdate()
        draft = begin(settings, title="", model="", user=self.carole)
        starts = today + timedelta(days=in_days)
        return vote_version(draft, user=self.carole, voted_on=today, starts_on=starts, deliberation="2026-1")

    def ready(self) -> None:
        """What comes next is the try itself."""
        assert all((self.alice, self.bob, self.carole, self.charlie))
        self.mark = Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        self.before = rows()

    def lines(self) -> list[Entry]:
        """What the journal wrote since."""
        return list(Entry.objects.filter(pk__gt=self.mark).order_by("pk"))


def rows() -> Rows:
    """Every row of the rooms, as a digest by its key."""
    found: Rows = {}
    with connection.cursor() as cursor:
        for model in (
            model for room in ROOMS for model in apps.get_app_config(room).get_models(include_auto_created=True)
        ):
            table, pk = model._meta.db_table, model._meta.pk.column
            cursor.execute(f'SELECT "{pk}", * FROM "{table}"')
            found[table] = {row[0]: _digest(row) for row in cursor.fetchall()}
    return found


def lost(before: Rows, after: Rows) -> list[str]:
    """Rows that are gone."""
    return [f"{table} {pk}" for table, kept in before.items() if table not in ("charter_doorslot",)
            for pk in kept if pk not in after[table]]  # fmt: skip


def changed(before: Rows, after: Rows) -> list[str]:
    """Rows that were added or rewritten, but for the journal and counters."""
    found = []
    for table, kept in after.items():
        for pk, digest in kept.items():
            was = before[table].get(pk)
            if was is None and table not in MAY_GROW | COUNTERS:
                found.append(f"{table} {pk} added")
            elif was is not None and was != digest and table not in COUNTERS:
                found.append(f"{table} {pk} changed")
    return found


def _digest(row: Any) -> str:
    return hashlib.sha256(repr(row).encode()).hexdigest()


@contextmanager
def no_network(monkeypatch: Any) -> Iterator[list[Any]]:
    """Every address that anything tries to reach, each refused."""
    import socket

    reached: list[Any] = []

    def connect(self: Any, address: Any) -> None:
        reached.append(address)
        raise OSError("no network here")

    with monkeypatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect)
        yield reached
