"""Keys: made, shown once, recognised, revoked."""

from __future__ import annotations

import statistics
import time
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from beffroi.audit.models import Entry
from beffroi.charter.ai_uses import CHAT, SEARCH, WRITING
from beffroi.charter.domain.door import keys as rules
from beffroi.charter.domain.door.errors import DoorError
from beffroi.charter.door import keys, limits
from beffroi.charter.door.uses import door_uses, problem, use_for
from beffroi.charter.models import DoorKey, DoorSlot, DoorUsage
from beffroi.town.scope import scope

from .conftest import Town, a_town


def header(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


def test_only_a_hash_of_the_key_is_kept(town: Town) -> None:
    row, key = town.row_and_key()
    kept = [str(value) for value in DoorKey.unscoped.filter(pk=row.pk).values_list().get()]
    assert key not in kept and key.rsplit("-", 1)[1] not in "".join(kept)
    assert rules.digest_of(key) in kept


def test_two_keys_are_never_alike() -> None:
    made = {rules.new_key() for _ in range(500)}
    assert len({public for public, _ in made}) == len({key for _, key in made}) == 500
    assert all(rules.identifier_of(key) == public for public, key in made)


@given(st.text())
def test_what_is_no_key_has_no_identifier(text: str) -> None:
    assert rules.identifier_of(text) == "" or text.startswith("bfr-")
    assert not rules.is_same(text.encode("utf-8", "replace").decode(), None)


def test_telling_a_key_from_another_takes_the_same_time_wherever_they_differ() -> None:
    """The comparison itself, on hashes: no early way out that a clock could see (a ratio far above any noise)."""
    _, key = rules.new_key()
    digest = rules.digest_of(key)

    def seconds(tried: str) -> float:
        runs = []
        for _ in range(300):
            start = time.perf_counter()
            rules.is_same(tried, digest)
            runs.append(time.perf_counter() - start)
        return statistics.median(runs)

    near, far = key[:-1] + ("A" if key[-1] != "A" else "B"), "bfr-" + "a" * (len(key) - 4)
    assert 0.4 < seconds(near) / seconds(far) < 2.5


def test_a_key_opens_for_its_commune_and_its_caller_is_the_key_not_a_person(town: Town) -> None:
    row, key = town.row_and_key()
    found = keys.recognise(header(key), ["/v1/models"])
    assert found == row and found.commune == town.commune
    assert keys.caller(found).pk == town.bob.pk
    assert keys.caller(found).username == f"clé {row.public}"
    assert found.responsible.username == "bob"


@pytest.mark.parametrize("days", [-1, 401])
def test_a_key_has_a_last_day_neither_past_nor_too_far(town: Town, days: int) -> None:
    with pytest.raises(keys.Impossible):
        town.row_and_key(days=days)
    assert not DoorKey.unscoped.exists()


def test_it_works_on_its_last_day(town: Town) -> None:
    assert keys.recognise(header(town.key(days=0)), [])


def test_whoever_answers_for_a_key_is_of_the_commune(town: Town) -> None:
    stranger = a_town("Autreville", "charlie").bob
    with pytest.raises(keys.Impossible, match="compte dans la commune"):
        Town(town.commune, stranger).key()


def test_a_key_is_for_declared_uses_of_other_tools_one_for_each_thing(town: Town) -> None:
    assert problem(["door.writing", "door.search"]) == ""
    assert "au moins un" in problem([])
    assert "n’est pas un usage" in problem(["minutes.phrase"])
    assert "deux clés" in problem(["door.writing", "door.chat"])
    assert use_for(["door.search", "door.writing"], "generate") == WRITING
    assert use_for(["door.chat"], "generate") == CHAT
    assert use_for(["door.chat"], "embed") is None
    assert SEARCH in door_uses()


def test_making_and_revoking_a_key_leave_a_line_each_without_the_key(town: Town) -> None:
    row, key = town.row_and_key()
    with scope(town.commune):
        keys.revoke(row, actor=town.bob)
        keys.revoke(row, actor=town.bob)
    lines = list(Entry.objects.filter(subject=f"cle:{row.public}"))
    assert [line.action for line in lines] == ["door_key_created", "door_key_revoked"]
    assert all(key not in str(line.data) for line in lines)
    assert lines[0].data["responsible"] == "bob"


def test_strangers_who_insist_do_not_fill_the_journal(town: Town) -> None:
    for _ in range(50):
        with pytest.raises(DoorError):
            keys.recognise(header("bfr-aaaaaaaaaa-" + "A" * 43), [])
    line = Entry.objects.get(action="door_refused")
    assert line.chain == "installation" and line.data["times"] == 1


def test_places_taken_by_a_process_that_died_come_back_by_themselves(town: Town) -> None:
    row, _ = town.row_and_key(at_once=1)
    with scope(town.commune):
        limits.enter(row)
        with pytest.raises(DoorError) as caught:
            limits.enter(row)
        assert caught.value.code == "too_many_at_once"
        DoorSlot.objects.update(until=timezone.now() - timedelta(seconds=1))
        assert limits.enter(row)


def test_tokens_taken_and_not_spent_are_given_back_to_the_day(town: Town) -> None:
    row, _ = town.row_and_key(tokens_a_day=1000)
    with scope(town.commune):
        slot = limits.enter(row)
        limits.take(slot, 900)
        with pytest.raises(DoorError) as caught:
            limits.take(slot, 101)
        assert caught.value.status == 429 and 0 < caught.value.wait <= 86_400 + 3600
        limits.leave(slot, 40)
        assert DoorUsage.objects.get().tokens == 40
        limits.leave(slot, 40)
        assert DoorUsage.objects.get().tokens == 40


def test_what_was_spent_is_not_known_counts_as_taken(town: Town) -> None:
    row, _ = town.row_and_key()
    with scope(town.commune):
        slot = limits.enter(row)
        limits.take(slot, 300)
        limits.leave(slot, None)
        assert DoorUsage.objects.get().tokens == 300


def test_a_new_minute_opens_again(town: Town, monkeypatch: Any) -> None:
    row, _ = town.row_and_key(calls_a_minute=1, at_once=9)
    with scope(town.commune):
        limits.enter(row)
        with pytest.raises(DoorError):
            limits.enter(row)
        DoorUsage.objects.update(minute=(timezone.localtime().minute + 5) % 60)
        assert limits.enter(row)
