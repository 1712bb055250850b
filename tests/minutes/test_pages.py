"""Every page, for those who may open it and those who may not."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.urls import reverse

from beffroi.minutes.actions.process import JOB
from beffroi.minutes.models import Flag, Meeting, Sentence
from beffroi.town.models import Role
from beffroi.town.scope import scope
from beffroi.work import uploads
from beffroi.work.models import Job
from tests.conftest import StrictClient, signed_in
from tests.doubles.cast import a_person

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def addresses(ready: Meeting, alice: Any) -> dict[str, tuple[str, str]]:
    """Every address that names something of Valbrume: by name, the method and the address."""
    meeting, minutes = ready, ready.minutes
    sentence = Sentence.objects.filter(section__minutes=minutes).first()
    flag = Flag.objects.filter(minutes=minutes).first()
    job = Job(name=JOB, subject=meeting.subject, state="failed")
    job.save()
    upload = uploads.begin(owner=alice, file_name="a.wav", size=10, subject=meeting.subject)
    by_meeting = {
        "GET": ["meeting", "agenda", "proofread", "changes", "send"],
        "POST": ["begin_upload", "start_job", "here", "answer_group", "correct_everywhere", "undo"] + ["approve"],
    }
    found = {
        name: (method, reverse(f"minutes:{name}", args=[meeting.pk]))
        for method, names in by_meeting.items()
        for name in names
    }
    others: dict[str, tuple[str, list[Any]]] = {
        "document": ("GET", [meeting.pk, "brouillon", "pdf"]),
        "transcript": ("GET", [meeting.pk, "txt"]),
        "answer": ("POST", [flag.pk]),
        "edit_sentence": ("POST", [sentence.pk]),
        "add_sentence": ("POST", [sentence.section_id]),
        "redraft": ("POST", [sentence.section_id]),
        "redraft_preview": ("GET", [sentence.section_id]),
        "voice": ("POST", [meeting.voices.first().pk]),
        "correct": ("POST", [meeting.utterances.first().pk]),
        "sound": ("GET", [meeting.recording.pk]),
        "upload": ("PUT", [upload.pk]),
        "finish_upload": ("POST", [upload.pk]),
        "job": ("GET", [job.pk]),
        "job_stream": ("GET", [job.pk]),
        "cancel_job": ("POST", [job.pk]),
    }
    return found | {name: (method, reverse(f"minutes:{name}", args=args)) for name, (method, args) in others.items()}


def asked(client: StrictClient, method: str, url: str) -> Any:
    return client.generic(method, url)


def test_somebody_of_another_commune_finds_nothing_at_any_address(
    addresses: dict[str, tuple[str, str]], as_charlie: StrictClient
) -> None:
    answers = {name: asked(as_charlie, method, url).status_code for name, (method, url) in addresses.items()}
    assert {name: status for name, status in answers.items() if status != 404} == {}


def test_a_visitor_without_account_is_sent_to_sign_in(addresses: dict[str, tuple[str, str]]) -> None:
    for method, url in addresses.values():
        response = asked(StrictClient(), method, url)
        assert response.status_code == 302 and response.url.startswith("/connexion/")


def test_every_address_that_names_something_is_in_these_tests(addresses: dict[str, tuple[str, str]]) -> None:
    """Here, or among those that strangers try one by one, or open to all on purpose."""
    from beffroi.minutes.urls import urlpatterns
    from tests.minutes.council.test_strangers import PUBLIC, tried

    named = {page.name for page in urlpatterns if "<" in str(page.pattern)}
    assert named - set(addresses) - tried() - PUBLIC == set()


@pytest.mark.parametrize("name", ["approve", "answer", "answer_group", "send"])
def test_a_clerk_who_is_not_a_reader_may_not(
    name: str, addresses: dict[str, tuple[str, str]], as_alice: StrictClient
) -> None:
    method, url = addresses[name]
    assert asked(as_alice, method, url).status_code == 403


def test_somebody_without_any_commune_is_told_so(db: None, django_user_model: Any) -> None:
    stranger = django_user_model.objects.create_user("dora", password="tour-et-beffroi")
    response = signed_in(stranger).get(reverse("minutes:today"))
    assert response.status_code == 403
    assert "rattaché à aucune commune" in response.content.decode()


def test_a_person_of_two_communes_sees_only_the_chosen_one(ready: Meeting, autreville: Any, alice: Any) -> None:
    from beffroi.town.models import Membership

    Membership.objects.create(user=alice, commune=autreville, role=Role.AGENT)
    client = signed_in(alice)
    client.post(reverse("town:choose_commune"), {"commune": "autreville"})
    assert client.get(ready.get_absolute_url()).status_code == 404
    client.post(reverse("town:choose_commune"), {"commune": "valbrume"})
    assert client.get(ready.get_absolute_url()).status_code == 200


def test_nobody_chooses_a_commune_that_is_not_theirs(as_charlie: StrictClient, valbrume: Any) -> None:
    assert as_charlie.post(reverse("town:choose_commune"), {"commune": "valbrume"}).status_code == 404


@pytest.mark.parametrize("name", ["today", "meetings", "new_meeting"])
def test_the_common_pages_open(name: str, ready: Meeting, as_alice: StrictClient) -> None:
    assert as_alice.get(reverse(f"minutes:{name}")).status_code == 200


@pytest.mark.parametrize("name", ["meeting", "agenda", "proofread", "changes"])
def test_the_pages_of_a_meeting_open(name: str, ready: Meeting, as_alice: StrictClient) -> None:
    assert as_alice.get(reverse(f"minutes:{name}", args=[ready.pk]), follow=True).status_code == 200


def test_an_upload_of_a_colleague_is_not_ones_own(addresses: dict[str, tuple[str, str]], as_bob: StrictClient) -> None:
    assert asked(as_bob, *addresses["upload"]).status_code == 404


def test_a_page_that_does_not_exist_answers_in_french(as_alice: StrictClient, settings: Any) -> None:
    response = as_alice.get(reverse("minutes:meeting", args=[uuid.uuid4()]))
    assert response.status_code == 404
    assert "Cette page n’existe pas" in response.content.decode()


def test_today_shows_what_awaits_in_the_order_of_its_date(ready: Meeting, alice: Any, as_bob: StrictClient) -> None:
    from beffroi.minutes.actions.create_meeting import create_meeting

    create_meeting(user=alice, kind="team", template="team", title="Sans date")
    page = as_bob.get(reverse("minutes:today")).content.decode()
    assert page.index("Conseil municipal de décembre") < page.index("Sans date")
    assert "points à vérifier" in page


def test_today_teaches_when_there_is_nothing(as_charlie: StrictClient) -> None:
    assert "Votre premier compte rendu" in as_charlie.get(reverse("minutes:today")).content.decode()


def test_the_days_work_of_one_commune_is_not_shown_to_another(ready: Meeting, as_charlie: StrictClient) -> None:
    for name in ("today", "meetings"):
        assert ready.title not in as_charlie.get(reverse(f"minutes:{name}")).content.decode()


def test_the_sound_is_given_by_ranges(ready: Meeting, as_alice: StrictClient) -> None:
    url = reverse("minutes:sound", args=[ready.recording.pk])
    size = ready.recording.size
    part = as_alice.get(url, HTTP_RANGE="bytes=100-199")
    assert (part.status_code, len(part.content)) == (206, 100)
    assert part.headers["Content-Range"] == f"bytes 100-199/{size}"
    last = as_alice.get(url, HTTP_RANGE="bytes=-10")
    assert last.headers["Content-Range"] == f"bytes {size - 10}-{size - 1}/{size}"
    assert as_alice.get(url, HTTP_RANGE=f"bytes={size}-").status_code == 416


def test_a_sound_that_was_removed_is_no_longer_there(ready: Meeting, as_alice: StrictClient) -> None:
    from django.utils import timezone

    ready.recording.removed_at = timezone.now()
    ready.recording.save()
    assert as_alice.get(reverse("minutes:sound", args=[ready.recording.pk])).status_code == 404


def test_the_look_is_kept_on_the_device(as_alice: StrictClient, ready: Meeting) -> None:
    as_alice.post(reverse("ui:theme"), {"theme": "dark"})
    assert 'data-theme="dark"' in as_alice.get(reverse("minutes:today")).content.decode()
    as_alice.post(reverse("ui:theme"), {"theme": ""})
    assert "data-theme" not in as_alice.get(reverse("minutes:today")).content.decode()


def test_a_meeting_that_came_as_a_transcript_is_read_without_player(alice: Any, in_valbrume: Any) -> None:
    from tests.doubles.ready import a_ready_meeting

    meeting = a_ready_meeting(alice, sound=False)
    page = signed_in(alice).get(reverse("minutes:proofread", args=[meeting.pk]))
    assert page.status_code == 200
    assert "<audio" not in page.content.decode()


def test_an_administrator_may_do_what_a_reader_may(ready: Meeting, valbrume: Any) -> None:
    with scope(None):
        dana = a_person("dana", valbrume, Role.ADMIN)
    flag = Flag.objects.filter(minutes=ready.minutes, answer="").first()
    response = signed_in(dana).post(reverse("minutes:answer", args=[flag.pk]), {"answer": "right"}, **HTMX)
    assert response.status_code == 200
