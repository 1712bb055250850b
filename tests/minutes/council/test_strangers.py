"""Every address that names something of a commune, asked by somebody of another one, by a visitor, by a clerk."""

from __future__ import annotations

import re
import uuid
from typing import Any

import pytest
from django.urls import URLPattern, reverse

from beffroi.minutes.actions.comments import invite
from beffroi.minutes.actions.process import JOB
from beffroi.minutes.actions.sitting import enter, refresh_flags, sitting_of
from beffroi.minutes.domain.sitting import events as e
from beffroi.minutes.models import (
    AgendaItem,
    Approval,
    Comment,
    Delivery,
    Flag,
    IssuedDocument,
    KeepHold,
    Meeting,
    Minutes,
    Redaction,
    Sentence,
    SittingEvent,
    SittingFlag,
    SoundAccess,
)
from beffroi.minutes.urls import urlpatterns
from beffroi.town.models import Role
from beffroi.work import outbox, uploads
from beffroi.work.models import Job, OutboxMessage
from tests.conftest import StrictClient
from tests.doubles.published import a_file
from tests.doubles.sitting import HELD, a_deliberation

PUBLIC = {
    "calendar_feed",
    "comment",
    "public_acts",
    "public_feed",
    "public_file",
    "public_item",
    "public_open_data",
    "public_search",
    "public_sitting",
    "public_sittings",
    "public_sound",
}
"""Open to anyone on purpose: a name added here is a decision. Each has its own tests."""
OWN = {"register"}
"""Named by a year: each commune finds its own."""
OTHERS = {
    "number": "1", "kind": "vote", "name": "liste", "fmt": "pdf", "key": "requests", "version": "brouillon",
    "year": "2025",
}  # fmt: skip


def permission(page: URLPattern) -> str:
    return str(page.callback.permission)  # type: ignore[attr-defined]


def tried() -> set[str]:
    """The names of the addresses that this file tries, or says why not."""
    return {page.name for page in urlpatterns if "<" in str(page.pattern) and page.name not in PUBLIC}


@pytest.fixture
def things(ready: Meeting, alice: Any, bob: Any) -> dict[str, Any]:
    """One of each, of Valbrume: what stands at the head of an address, and its key."""
    sitting, minutes = sitting_of(ready), ready.minutes
    item = AgendaItem.objects.get(meeting=ready, number=1)
    act = a_deliberation(sitting, alice)
    event = enter(sitting, e.BallotHeld(votes_for=9, against=0), user=alice, item=1)
    contradiction = SittingFlag(sitting=sitting, code="essai", message="Deux chiffres ne concordent pas.")
    contradiction.save()
    document = a_file(sitting, "convocation")
    guest = invite(sitting, user=alice, name="Lucie Perrin")
    remark = Comment(invitation=guest, text="Bien.")
    remark.save()
    masked = Redaction(meeting=ready, reason="health", terms=["Josiane"])
    masked.save()
    hold = KeepHold(recording=ready.recording, reason="access")
    hold.save()
    access = SoundAccess(meeting=ready, user=alice)
    access.save()
    job = Job(name=JOB, subject=ready.subject, state="failed")
    job.save()
    message = outbox.post(key="essai", recipient="un@valbrume.fr", subject="Essai", body="", subject_ref=ready.subject)
    sentence = Sentence.objects.filter(section__minutes=minutes).first()
    return {
        "reunions": ready.pk,
        "points": Flag.objects.filter(minutes=minutes).first().pk,
        "phrases": sentence.pk,
        "parties": sentence.section_id,
        "voix": ready.voices.first().pk,
        "paroles": ready.utterances.first().pk,
        "enregistrements": ready.recording.pk,
        "depots": uploads.begin(owner=alice, file_name="a.wav", size=10, subject=ready.subject).pk,
        "travaux": job.pk,
        "envois": a_delivery(ready, bob).pk,
        "messages": message.pk,
        "evenements": event.pk,
        "contradictions": contradiction.pk,
        "deliberations/point": item.pk,
        "deliberations": act.pk,
        "documents": document.pk,
        "invitations": guest.pk,
        "remarques/reponse": remark.pk,
        "passages": masked.pk,
        "acces": access.pk,
        "suspensions": hold.pk,
    }


def a_delivery(meeting: Meeting, reader: Any) -> Delivery:
    minutes = meeting.minutes
    minutes.flags.update(answer="right", cleared_by=reader, cleared_at=HELD)
    for flag in meeting.sitting.flags.filter(answer="", blocking=True):
        flag.answer, flag.reason, flag.cleared_by, flag.cleared_at = "stands", "essai", reader, HELD
        flag.save()
    approval = Approval(minutes=minutes, by=reader, at=HELD, digest="d" * 64, content=[])
    approval.save()
    Minutes.objects.filter(pk=minutes.pk).update(state="approved", approved_digest="d" * 64)
    delivery = Delivery(minutes=minutes, approval=approval, by=reader, subject="Essai", body="")
    delivery.save()
    return delivery


@pytest.fixture
def addresses(things: dict[str, Any]) -> dict[str, tuple[str, str]]:
    """By name, who may open it and the address. An address of an unknown head fails here."""
    return {
        page.name: (permission(page), address_of(str(page.pattern), things))
        for page in urlpatterns
        if page.name in tried() - OWN
    }


def address_of(route: str, things: dict[str, Any]) -> str:
    head = route.split("/<")[0]
    filled = re.sub(r"<\w+:pk>", str(things[head]), route)
    return "/" + re.sub(r"<\w+:(\w+)>", lambda found: OTHERS[found[1]], filled)


def statuses(client: StrictClient, url: str) -> list[int]:
    return [client.generic(method, url).status_code for method in ("GET", "POST", "PUT")]


def test_no_address_is_open_to_all_but_those_that_are_meant_to_be() -> None:
    assert {page.name for page in urlpatterns if permission(page) == "public"} == PUBLIC


def test_somebody_of_another_commune_finds_nothing_at_any_address(
    addresses: dict[str, tuple[str, str]], as_charlie: StrictClient
) -> None:
    found = {name: statuses(as_charlie, url) for name, (_, url) in addresses.items()}
    assert {name: seen for name, seen in found.items() if set(seen) - {404, 405} or 404 not in seen} == {}


def test_and_changes_nothing(addresses: dict[str, tuple[str, str]], as_charlie: StrictClient) -> None:
    def counted() -> list[int]:
        models = (SittingEvent, SittingFlag, IssuedDocument, Comment, Redaction, Sentence, OutboxMessage, Delivery)
        return [model.objects.count() for model in models]

    before = counted()
    for _, url in addresses.values():
        statuses(as_charlie, url)
    assert counted() == before
    assert SittingEvent.objects.filter(withdrawn_at=None).count() == SittingEvent.objects.count()


def test_a_visitor_without_account_is_sent_to_sign_in(addresses: dict[str, tuple[str, str]]) -> None:
    for name, (_, url) in addresses.items():
        for method in ("GET", "POST"):
            answer = StrictClient().generic(method, url)
            assert answer.status_code == 302 and answer.url.startswith("/connexion/"), name


def test_a_clerk_is_refused_what_a_reader_decides(
    addresses: dict[str, tuple[str, str]], as_alice: StrictClient
) -> None:
    for_readers = {name: url for name, (role, url) in addresses.items() if role in (Role.READER, Role.ADMIN)}
    assert {"adopt", "sign", "publish_pv", "validate_deliberation", "issue_list", "maintain_flag"} <= set(for_readers)
    assert {name: statuses(as_alice, url) for name, url in for_readers.items()} == {
        name: [403, 403, 403] for name in for_readers
    }


def test_what_does_not_exist_is_not_found_by_those_who_could_open_it(
    addresses: dict[str, tuple[str, str]], as_bob: StrictClient
) -> None:
    nothing = {
        page.name: re.sub(r"<uuid:pk>", str(uuid.uuid4()), re.sub(r"<int:pk>", "987654321", str(page.pattern)))
        for page in urlpatterns
        if page.name in addresses
    }
    for name, route in nothing.items():
        url = "/" + re.sub(r"<\w+:(\w+)>", lambda found: OTHERS[found[1]], route)
        seen = set(statuses(as_bob, url))
        assert seen <= {404, 405} and 404 in seen, (name, seen)


@pytest.mark.parametrize("name", ["proceedings", "pv", "convocation"])
@pytest.mark.parametrize("strange", ["9" * 30, "-1", "0", "1;DROP TABLE minutes_sitting"])
def test_a_strange_item_number_is_not_found(name: str, strange: str, ready: Meeting, as_bob: StrictClient) -> None:
    refresh_flags(sitting_of(ready))
    page = reverse("minutes:add_event", args=[ready.pk, "vote"])
    assert as_bob.get(page, {"point": strange}).status_code == 404
    assert as_bob.get(reverse(f"minutes:{name}", args=[ready.pk]), {"point": strange}).status_code == 200
