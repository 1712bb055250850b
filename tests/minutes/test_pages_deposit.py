"""A new meeting and its recording, from the pages; the work seen live."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from beffroi.minutes.actions.process import JOB
from beffroi.minutes.models import Meeting
from beffroi.minutes.views import work as work_views
from beffroi.town.scope import current_commune, scope
from beffroi.work.models import Job, JobState, Upload
from tests.conftest import StrictClient

FIELDS = {"kind": "team", "title": "Réunion de service", "date": "2025-12-15", "time": "09:30", "place": "Mairie"}
TALK = "Claire : Bonjour à tous.\nMarc : Nous achetons dix chaises.\nClaire : C’est entendu.\n".encode()


def a_file(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.fixture
def meeting(as_alice: StrictClient, in_valbrume: Any) -> Meeting:
    as_alice.post(reverse("minutes:new_meeting"), FIELDS)
    return Meeting.objects.get()


def test_a_meeting_is_created_from_one_page_with_its_agenda_and_roster(
    as_alice: StrictClient, in_valbrume: Any
) -> None:
    roster = a_file("elus.csv", b"nom;prenom;fonction\nDubois;Claire;maire\n")
    fields = FIELDS | {"agenda_text": "1. Toiture\n2. Questions diverses", "roster_file": roster}
    response = as_alice.post(reverse("minutes:new_meeting"), fields)
    meeting = Meeting.objects.get()
    assert response.url == meeting.get_absolute_url()
    assert [item.title for item in meeting.items.all()] == ["Toiture", "Questions diverses"]
    assert [str(person) for person in meeting.participants.all()] == ["Claire Dubois"]
    assert meeting.template == "team"


def test_a_wrong_roster_is_said_beside_its_field_and_nothing_is_created(
    as_alice: StrictClient, in_valbrume: Any
) -> None:
    roster = a_file("elus.csv", b"colonne;autre\n1;2\n")
    response = as_alice.post(reverse("minutes:new_meeting"), FIELDS | {"roster_file": roster})
    assert response.status_code == 422 and "id_roster_file_error" in response.content.decode()
    assert not Meeting.objects.exists()


def test_an_agenda_file_is_shown_for_correction_before_anything_is_kept(
    as_alice: StrictClient, in_valbrume: Any
) -> None:
    file = a_file("ordre.txt", "Ordre du jour\n1. Toiture de l’école\n2. Budget\n".encode())
    page = as_alice.post(reverse("minutes:read_agenda"), {"agenda_file": file}).content.decode()
    assert "2 points trouvés" in page and "1. Toiture de l’école" in page
    assert not Meeting.objects.exists()


def test_an_agenda_is_corrected_until_the_text_is_written(as_alice: StrictClient, meeting: Meeting) -> None:
    url = reverse("minutes:agenda", args=[meeting.pk])
    as_alice.post(url, {"agenda_text": "1. Personnel\n2. Locaux"})
    assert [item.title for item in meeting.items.all()] == ["Personnel", "Locaux"]


def test_a_transcript_is_deposited_without_script_and_becomes_a_text(as_alice: StrictClient, meeting: Meeting) -> None:
    file = a_file("notes.txt", TALK)
    page = as_alice.post(meeting.get_absolute_url(), {"recording_file": file}, follow=True).content.decode()
    meeting.refresh_from_db()
    assert meeting.recording.is_transcript and meeting.minutes
    assert "Relire" in page and "30 jours après" in page


def test_a_file_that_cannot_serve_is_explained_and_the_meeting_kept(as_alice: StrictClient, meeting: Meeting) -> None:
    file = a_file("son.mp3", b"ceci n'est pas un son" * 50)
    page = as_alice.post(meeting.get_absolute_url(), {"recording_file": file}, follow=True)
    assert page.status_code == 200 and "notice block" in page.content.decode()
    assert not hasattr(Meeting.objects.get(pk=meeting.pk), "recording")


def begin(client: StrictClient, meeting: Meeting, name: str, size: int) -> Any:
    body = json.dumps({"file_name": name, "size": size})
    return client.generic(
        "POST", reverse("minutes:begin_upload", args=[meeting.pk]), body, content_type="application/json"
    )


def test_a_file_sent_in_pieces_is_taken_up_where_it_stopped(as_alice: StrictClient, meeting: Meeting) -> None:
    first = begin(as_alice, meeting, "notes.txt", len(TALK)).json()
    as_alice.put(first["url"], TALK[:20], headers={"Upload-Offset": "0"})
    assert "reprendra là où il en était" in as_alice.get(meeting.get_absolute_url()).content.decode()
    again = begin(as_alice, meeting, "notes.txt", len(TALK)).json()
    assert (again["url"], again["received"]) == (first["url"], 20)
    wrong = as_alice.put(again["url"], TALK[25:], headers={"Upload-Offset": "25"})
    assert (wrong.status_code, wrong.json()["received"]) == (409, 20)
    early = as_alice.post(again["finish"])
    assert early.status_code == 409
    as_alice.put(again["url"], TALK[20:], headers={"Upload-Offset": "20"})
    done = as_alice.post(again["finish"])
    assert done.json() == {"page": meeting.get_absolute_url()}
    assert Meeting.objects.get(pk=meeting.pk).recording.size == len(TALK)
    assert not Upload.objects.exists()


def test_a_file_too_large_or_empty_is_refused_before_it_is_sent(as_alice: StrictClient, meeting: Meeting) -> None:
    large = begin(as_alice, meeting, "film.mp4", 10 * 2**30)
    assert large.status_code == 413 and "4 Go" in large.json()["error"]
    assert begin(as_alice, meeting, "vide.wav", 0).status_code == 400


def test_a_failed_work_says_why_and_can_be_started_again(as_alice: StrictClient, meeting: Meeting) -> None:
    as_alice.post(meeting.get_absolute_url(), {"recording_file": a_file("notes.txt", TALK)})
    meeting.minutes.delete()
    Job.objects.update(state=JobState.FAILED, error="Le disque est plein. Libérez de la place, puis relancez.")
    page = as_alice.get(meeting.get_absolute_url()).content.decode()
    assert "Le disque est plein" in page and "Relancer" in page
    as_alice.post(reverse("minutes:start_job", args=[meeting.pk]))
    assert hasattr(Meeting.objects.get(pk=meeting.pk), "minutes")


def test_a_work_under_way_is_followed_and_stopped(as_alice: StrictClient, ready: Meeting) -> None:
    job = Job(name=JOB, subject=ready.subject, state=JobState.RUNNING, step="Écoute et transcription", done=2, total=8)
    job.save()
    page = as_alice.get(ready.get_absolute_url()).content.decode()
    assert "Écoute et transcription" in page and 'value="25"' in page
    as_alice.post(reverse("minutes:cancel_job", args=[job.pk]))
    job.refresh_from_db()
    assert job.cancel_asked


@pytest.mark.django_db(transaction=True)
def test_the_stream_of_a_work_carries_its_own_commune(in_valbrume: Any) -> None:
    """It is read after the request is over, when nobody's commune is in scope any more."""
    job = Job(name=JOB, subject="meeting:x", state=JobState.DONE, step="Rédaction", done=1, total=1)
    job.save()

    async def events() -> list[str]:
        return [event async for event in work_views._events(job.pk, in_valbrume)]

    with scope(None):
        found = asyncio.run(events())
        assert current_commune() is None
    assert found[0].startswith("event: progress\ndata: ") and "Rédaction" in found[0]
    assert found[-1].startswith("event: end\n")
