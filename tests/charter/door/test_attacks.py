"""What clumsy tools and strangers send, kept as data: each ends as it says, with its line in the journal, with no
place kept, and with nothing told of another commune."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from django.test import Client
from django.utils import timezone

from beffroi.audit.models import Entry
from beffroi.charter.actions.switch import switch_off
from beffroi.charter.door import keys
from beffroi.charter.models import CharterVersion, DoorKey, DoorSlot
from beffroi.engines import registry
from beffroi.engines.adapters.fakes import EchoText, HashedWords, ScriptedText
from beffroi.engines.protocols import EngineInfo
from beffroi.town.models import Membership
from beffroi.town.scope import scope
from tests.doubles.charters import a_budget

from .conftest import Town, a_town

ATTACKS: list[dict[str, Any]] = json.loads((Path(__file__).parent / "attacks.json").read_text())
HOST = EngineInfo("openai_text", "grand-modele", "host", "ia.exemple.fr")


def test_there_are_enough_attacks_and_each_says_why() -> None:
    assert len(ATTACKS) >= 100
    assert len({each["id"] for each in ATTACKS}) == len(ATTACKS)
    assert all(each["why"] and each["expect"]["status"] for each in ATTACKS)


def test_every_attack_ends_as_it_says(live_door: str, settings: Any) -> None:
    wrong = {}
    with httpx.Client(base_url=live_door, timeout=20) as client:
        for rank, attack in enumerate(ATTACKS):
            keys.forget_strangers()
            settings.AI_PLACES = ("machine", "commune") + (("host",) if attack.get("engine") == "allowed-host" else ())
            problems = Try(attack, rank).problems(client)
            if problems:
                wrong[attack["id"]] = problems
    assert wrong == {}


class Try:
    """One attack on a commune of its own, with another beside it."""

    def __init__(self, attack: dict[str, Any], rank: int) -> None:
        self.attack = attack
        self.own = a_town(f"Commune {rank}", f"reader{rank}")
        self.other = a_town(f"Voisine {rank}", f"neighbour{rank}")
        self.row, self.key = self._key()
        self._commune_as_the_attack_wants()

    def problems(self, client: httpx.Client) -> list[str]:
        request = self._request()
        before = Entry.objects.count()
        with engines_of(self.attack) as engine:
            answer = client.request(**request)
        return list(self._wrong(answer, engine, before))

    def _key(self) -> tuple[DoorKey, str]:
        kind = self.attack.get("key", "own")
        town = self.other if kind.startswith("other") else self.own
        row, key = town.row_and_key(*self.attack.get("uses", ["door.writing"]), **self.attack.get("limits", {}))
        if "row_uses" in self.attack:
            DoorKey.unscoped.filter(pk=row.pk).update(uses=self.attack["row_uses"])
        if kind.endswith("revoked"):
            with scope(town.commune):
                keys.revoke(row, actor=town.bob)
        _spoiled(kind, row, town)
        return row, key

    def _commune_as_the_attack_wants(self) -> None:
        with scope(self.own.commune):
            today = timezone.localdate()
            if charter := self.attack.get("charter"):
                CharterVersion.objects.create(
                    number=1, settings=only(charter), state="voted", voted_on=today, starts_on=today
                )
            if self.attack.get("off"):
                switch_off(user=self.own.bob, reason="Essai.")
            if "budget" in self.attack:
                a_budget(unit="calls", period="day", most=self.attack["budget"])

    def _request(self) -> dict[str, Any]:
        attack = self.attack
        made: dict[str, Any] = {
            "method": attack.get("method", "POST"),
            "url": self._filled(attack.get("path", "/v1/chat/completions")),
            "headers": {name: self._filled(value) for name, value in attack.get("headers", {}).items()},
        }
        if attack.get("key") != "none":
            made["headers"]["Authorization"] = self._filled(attack.get("authorization", "Bearer {key}"))
        if "authorization_hex" in attack:
            made["headers"]["Authorization"] = bytes.fromhex(attack["authorization_hex"])
        if attack.get("session"):
            browser = Client()
            browser.force_login(self.own.bob)
            made["headers"]["Cookie"] = f"sessionid={browser.cookies['sessionid'].value}"
        return made | self._content(made["headers"])

    def _content(self, headers: dict[str, Any]) -> dict[str, Any]:
        attack = self.attack
        if "form" in attack:
            files = {"file": (attack["file"][0], attack["file"][1].encode())} if "file" in attack else None
            return {"data": attack["form"], "files": files or {"autre": ("a.wav", b"x")}}
        headers["Content-Type"] = attack.get("content_type", "application/json")
        if "json" in attack:
            return {"content": json.dumps(attack["json"], ensure_ascii=False).encode()}
        if "repeat" in attack:
            unit, times = attack["repeat"]
            return {"content": (unit * times + attack.get("after", "")).encode()}
        if "body_hex" in attack:
            return {"content": bytes.fromhex(attack["body_hex"])}
        return {"content": attack["body"].encode()} if "body" in attack else {}

    def _filled(self, text: str) -> str:
        for name, value in (("key", self.key), ("public", self.row.public), ("digest", self.row.digest)):
            text = text.replace("{" + name + "}", value)
        return text

    def _wrong(self, answer: httpx.Response, engine: Any, before: int) -> Iterator[str]:
        expect, text = self.attack["expect"], answer.text
        if answer.status_code != expect["status"]:
            yield f"{answer.status_code} {text[:300]}"
        if answer.status_code >= 400:
            yield from _error_problems(answer, expect)
        yield from self._leaks(text, engine, expect)
        lines = list(Entry.objects.order_by("pk")[before:])
        yield from self._journal_problems(lines, expect)
        if "no_header" in expect and expect["no_header"] in answer.headers:
            yield f"header {expect['no_header']}"
        if "events_are_json" in expect:
            yield from _event_problems(text, expect)
        if DoorSlot.unscoped.filter(key=self.row).exists():
            yield "a place is kept"

    def _leaks(self, text: str, engine: Any, expect: dict[str, Any]) -> Iterator[str]:
        if self.other.commune.name in text or (self.attack.get("key") == "other" and self.own.commune.name in text):
            yield "tells of another commune"
        if self.key in text and self.attack.get("key") != "none":
            yield "repeats the key"
        left = json.dumps([[getattr(m, "content", m) for m in asked] for asked in engine.asked], ensure_ascii=False)
        yield from (f"left: {words}" for words in expect.get("never_leaves", ()) if words in left)
        yield from (f"said: {words}" for words in expect.get("never_said", ()) if words in text)

    def _journal_problems(self, lines: list[Entry], expect: dict[str, Any]) -> Iterator[str]:
        if not lines:
            yield "no line in the journal"
        if "journal" in expect and expect["journal"] not in {line.action for line in lines}:
            yield f"journal: {[line.action for line in lines]}"
        if "chain" in expect:
            wanted = (self.other if expect["chain"] == "other" else self.own).commune.slug
            if {line.chain for line in lines} != {wanted}:
                yield f"chains: {[line.chain for line in lines]}"
        kept = json.dumps([[line.actor, line.subject, line.data] for line in lines], ensure_ascii=False)
        for words in (self.key, "Dubois", "06 12", *expect.get("not_in_journal", ())):
            if words in kept:
                yield f"journalled: {words[:20]}"


def _spoiled(kind: str, row: DoorKey, town: Town) -> None:
    if kind == "expired":
        DoorKey.unscoped.filter(pk=row.pk).update(expires_on=timezone.localdate() - timedelta(days=1))
    elif kind == "orphan":
        Membership.objects.filter(user=town.bob).delete()
    elif kind == "inactive":
        town.bob.is_active = False
        town.bob.save()


def only(charter: dict[str, Any]) -> dict[str, Any]:
    """A charter where nothing but what is said is on."""
    from beffroi.charter.clauses import CLAUSES

    return {each.code: charter.get(each.code, {"on": False, "values": {}}) for each in CLAUSES}


@contextmanager
def engines_of(attack: dict[str, Any]) -> Iterator[Any]:
    """The engine that the attack reaches, which keeps what it was given."""
    vectors = HashedWords()
    text = ScriptedText([attack["model_says"]]) if "model_says" in attack else ScriptedText([])
    if attack.get("engine"):
        text.info = vectors.info = HOST
    with registry.use(text=text, embedder=vectors):
        yield vectors if "embeddings" in attack.get("path", "") else text


def _error_problems(answer: httpx.Response, expect: dict[str, Any]) -> Iterator[str]:
    try:
        error = answer.json()["error"]
    except (ValueError, KeyError):
        yield f"not OpenAI's shape: {answer.text[:200]}"
        return
    if {"message", "type", "param", "code"} - set(error) or not error["message"]:
        yield f"not OpenAI's shape: {error}"
    if error["code"] != expect.get("code"):
        yield f"code {error['code']}: {error['message'][:200]}"
    if "article" in expect and (
        error.get("articles") != [expect["article"]]
        or answer.headers.get("X-Beffroi-Article") != str(expect["article"])
        or not (error["why"] and error["way"])
    ):
        yield f"article: {error}"
    if answer.status_code == 429 and not int(answer.headers.get("Retry-After", 0)):
        yield "no Retry-After"


def _event_problems(text: str, expect: dict[str, Any]) -> Iterator[str]:
    events = [each for each in text.split("\n\n") if each]
    done = [each for each in events if each == "data: [DONE]"]
    if len(done) != expect["done"]:
        yield f"{len(done)} [DONE]"
    for each in events:
        if each != "data: [DONE]" and (not each.startswith("data: ") or not json.loads(each[6:])):
            yield f"event {each[:80]}"


def test_an_attack_that_ends_otherwise_is_seen(live_door: str) -> None:
    """The judge itself: an attack whose end is told wrong is found wrong."""
    attack = {"id": "x", "why": "x", "json": {"model": "echo"}, "expect": {"status": 200}}
    with httpx.Client(base_url=live_door) as client:
        assert Try(attack, 999).problems(client)


@pytest.mark.parametrize("engine", [EchoText()])
def test_a_key_of_ours_is_never_repeated(live_door: str, live_town: Town, engine: EchoText) -> None:
    key = live_town.key()
    bad = httpx.post(
        f"{live_door}/v1/chat/completions",
        json={"model": key, "messages": [{"role": "user", "content": "a"}]},
        headers={"Authorization": f"Bearer {key}"},
    )
    assert bad.status_code == 404 and key not in bad.text
