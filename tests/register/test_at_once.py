"""Two readers who enter a record of the same name at the same instant."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from django.db import connection, transaction

from beffroi.register.actions import write
from beffroi.register.actions.imports import confirm, preview
from beffroi.register.models import Import, Record
from beffroi.town.models import User
from beffroi.town.scope import scope
from tests.doubles.cast import a_commune, a_person

from .rows import CHATBOT

WRITERS = 2


@pytest.fixture
def at_once(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[User, int], Any]], list]:
    """Run an act twice at the same instant, both having chosen an address before either is saved, where they can."""
    commune = a_commune("Valbrume")
    readers = [a_person(f"bob{rank}", commune, "reader") for rank in range(WRITERS)]
    chosen = threading.Barrier(WRITERS)
    free_slug = write.free_slug

    def choose(text: str) -> str:
        slug = free_slug(text)
        with suppress(threading.BrokenBarrierError):  # the other waits its turn, as it should
            chosen.wait(timeout=0.5)
        return slug

    monkeypatch.setattr(write, "free_slug", choose)

    def run(act: Callable[[User, int], Any]) -> list[BaseException]:
        failures: list[BaseException] = []

        def once(rank: int) -> None:
            try:
                with scope(commune), transaction.atomic():
                    act(readers[rank], rank)
            except BaseException as error:
                failures.append(error)
            finally:
                connection.close()

        threads = [threading.Thread(target=once, args=(rank,)) for rank in range(WRITERS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return failures

    run.commune = commune  # type: ignore[attr-defined]
    run.readers = readers  # type: ignore[attr-defined]
    return run


def test_two_records_of_one_name_entered_at_once_have_each_their_address(at_once: Any) -> None:
    assert at_once(lambda reader, rank: write.create(CHATBOT, user=reader)) == []
    with scope(at_once.commune):
        slugs = sorted(Record.objects.values_list("slug", flat=True))
    assert slugs == ["repondre-aux-questions-du-soir", "repondre-aux-questions-du-soir-2"]


def test_the_same_file_confirmed_twice_at_once_enters_its_records_once(at_once: Any) -> None:
    content = json.dumps([{"name": "Trier le courrier"}]).encode()
    with scope(at_once.commune):
        found: list[Import] = [preview(content, "a.json", "nl", user=reader) for reader in at_once.readers]
    assert at_once(lambda reader, rank: confirm(found[rank].pk, user=reader)) == []
    with scope(at_once.commune):
        assert Record.objects.count() == 1
