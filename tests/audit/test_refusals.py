"""A refused access leaves one line, and nothing else does."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.db import DatabaseError, connection
from django.test import AsyncClient, Client
from django.urls import reverse

from beffroi.audit import refusals
from beffroi.audit.journal import verify
from beffroi.audit.models import REFUSED, Entry
from beffroi.audit.retention import CATEGORIES
from beffroi.town.models import Commune, Membership, Role, User
from beffroi.town.scope import scope
from tests.conftest import StrictClient
from tests.doubles.cast import a_commune

FORBIDDEN = "charter:new_engine"


@pytest.fixture
def browser(db: None) -> StrictClient:
    """An agent's, who is no administrator."""
    user = User(username="alice")
    user.set_unusable_password()
    user.save()
    Membership.objects.create(user=user, commune=a_commune("Valbrume"), role=Role.AGENT)
    client = StrictClient(raise_request_exception=False)
    client.force_login(user)
    return client


def kept() -> list[tuple[str, str, str, Any]]:
    return list(Entry.objects.filter(action=REFUSED).values_list("chain", "actor", "subject", "data"))


def test_the_line_says_who_where_and_the_answer_alone(browser: StrictClient) -> None:
    assert browser.post(reverse(FORBIDDEN), {"model": "mot de passe tapé"}).status_code == 403
    assert kept() == [("valbrume", "alice", FORBIDDEN, {"status": 403})]
    assert not any(verify().values())


def test_trying_every_number_leaves_one_line_a_minute(browser: StrictClient, monkeypatch: Any) -> None:
    for number in range(1, 30):
        assert browser.get(reverse("charter:question", args=[number])).status_code in (403, 404)
    assert len(kept()) == 1
    later = datetime.now(UTC) + timedelta(seconds=61)

    class Later(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:  # type: ignore[override]
            return later

    monkeypatch.setattr(refusals, "datetime", Later)
    browser.get(reverse("charter:question", args=[1]))
    assert len(kept()) == 2


def test_another_view_and_another_person_have_their_own_line(browser: StrictClient) -> None:
    browser.get(reverse(FORBIDDEN))
    browser.get(reverse("charter:new_service"))
    bob = User.objects.create(username="bob")
    Membership.objects.create(user=bob, commune=Commune.objects.get(), role=Role.READER)
    browser.force_login(bob)
    browser.get(reverse(FORBIDDEN))
    assert sorted(line[1:3] for line in kept()) == [
        ("alice", FORBIDDEN),
        ("alice", "charter:new_service"),
        ("bob", FORBIDDEN),
    ]


def test_a_page_that_is_read_or_mistyped_leaves_none(browser: StrictClient) -> None:
    assert browser.get(reverse("charter:ask")).status_code == 200
    assert browser.post(reverse("charter:ask"), {"text": " "}).status_code == 422
    assert browser.get("/une-page-qui-n-existe-pas/").status_code == 404
    assert browser.get("/static/rien.css").status_code == 404
    assert kept() == []


def test_a_choice_that_the_page_does_not_offer_leaves_one(browser: StrictClient) -> None:
    form = {"text": "Puis-je ?", "use": "minutes.gossip"}
    assert browser.post(reverse("charter:ask"), form).status_code == 422
    assert kept() == [("valbrume", "alice", "charter:ask", {"status": 422})]


def test_a_form_sent_from_another_site_leaves_one(browser: StrictClient) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(User.objects.get())
    assert strict.post(reverse("charter:ask"), {"text": "Puis-je ?"}).status_code == 403
    assert kept() == [("valbrume", "alice", "charter:ask", {"status": 403})]


def test_a_stranger_leaves_one_for_a_signed_address_alone(db: None) -> None:
    stranger = Client()
    assert stranger.get(reverse(FORBIDDEN)).status_code == 302
    assert stranger.get("/wp-admin/").status_code == 404
    assert stranger.post(reverse("charter:delete", args=[1])).status_code == 302
    assert not Entry.objects.exists()
    for token in ("forgé", "forgé-encore"):
        assert stranger.get(reverse("minutes:comment", args=[token])).status_code in (403, 404)
    assert [line[:3] for line in kept()] == [("installation", "inconnu", "minutes:comment")]


@pytest.mark.asyncio
@pytest.mark.django_db(transaction=True)
async def test_it_is_kept_by_the_asynchronous_server_too() -> None:
    def prepare() -> User:
        user = User.objects.create(username="alice")
        Membership.objects.create(user=user, commune=a_commune("Valbrume"), role=Role.AGENT)
        return user

    client = AsyncClient(raise_request_exception=False)
    await client.aforce_login(await sync_to_async(prepare)())
    answer = await client.get(reverse(FORBIDDEN))
    assert answer.status_code == 403
    assert await sync_to_async(kept)() == [("valbrume", "alice", FORBIDDEN, {"status": 403})]


def test_a_refusal_is_still_answered_when_the_journal_cannot_be_written(
    browser: StrictClient, monkeypatch: Any
) -> None:
    def broken(*args: Any, **kwargs: Any) -> None:
        raise DatabaseError

    monkeypatch.setattr("beffroi.audit.middleware.keep_refusal", broken)
    assert browser.get(reverse(FORBIDDEN)).status_code == 403


def test_its_lines_are_emptied_in_time() -> None:
    assert [each.days for each in CATEGORIES if REFUSED in each.actions] == [365]


def test_asking_whether_a_line_is_kept_reads_its_own_index(db: None) -> None:
    with scope(a_commune("Valbrume")):
        since = (datetime.now(UTC) - refusals.MINUTE).isoformat(timespec="microseconds")
        lines = Entry.objects.filter(chain="valbrume", action=REFUSED, actor="a", subject="b", at__gt=since)
        if connection.vendor == "sqlite":
            assert "refused_accesses" in lines.order_by().explain()
