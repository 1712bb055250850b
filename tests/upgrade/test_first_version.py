"""A database of the first version, brought up to date: its meetings still read, are approved and sent, its journal
still verifies, and a council's pages say what to do of a sitting that they knew nothing of.

``data/first_version.jsonl`` was written by that version (dumpdata): a council approved and sent, one to proof-read,
one announced, their journal and their messages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
from django.urls import reverse

from beffroi.audit.journal import verify
from beffroi.minutes.actions.approve import approve
from beffroi.minutes.actions.send import send
from beffroi.minutes.models import Meeting, MinutesState, SittingEvent
from beffroi.town.models import Commune, User
from beffroi.town.scope import scope
from beffroi.work.models import OutboxMessage

from .databases import database, inside, name_of

pytestmark = pytest.mark.xdist_group("upgrade")
ROWS = Path(__file__).parent / "data" / "first_version.jsonl"
THEN = [("town", "0001_initial"), ("work", "0001_initial"), ("audit", "0003_append_only"), ("minutes", "0004_reading")]
FIRST = ("town", "audit", "work", "minutes.meeting", "minutes.participant", "minutes.agendaitem", "minutes.recording")
THEN_ROWS = ("minutes.minutes", "minutes.voice", "minutes.utterance", "minutes.section", "minutes.sentence")


@pytest.fixture(scope="module")
def brought_up_to_date(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[str]:
    """The name of a database of the first version where every migration has now passed."""
    with django_db_blocker.unblock(), database(name_of("old", tmp_path_factory.mktemp("upgrade"))) as name:
        with inside(name):
            executor = MigrationExecutor(connection)
            executor.migrate(THEN)
            _fill(executor.loader.project_state(THEN).apps)
            call_command("migrate", verbosity=0, interactive=False)
        yield name


@pytest.fixture
def upgraded(brought_up_to_date: str, django_db_blocker: Any, tmp_path: Path) -> Iterator[Commune]:
    """The commune of that database, in a copy of its own."""
    with (
        django_db_blocker.unblock(),
        database(name_of("copy", tmp_path), brought_up_to_date) as name,
        inside(name),
    ):
        commune = Commune.objects.get()
        with scope(commune):
            yield commune


def _fill(apps: Any) -> None:
    """Rows in the order in which they may exist: the database of that time already kept its rules."""
    rows = [json.loads(line) for line in ROWS.read_text(encoding="utf-8").splitlines()]
    rank = {label: at for at, label in enumerate((*FIRST, *THEN_ROWS))}
    rows.sort(key=lambda each: rank.get(each["model"], rank.get(each["model"].partition(".")[0], len(rank))))
    approved = []
    for each in rows:
        if each["model"] == "minutes.approval":
            approved.append((each["fields"]["minutes"], each["fields"]["digest"]))
        if each["model"] == "minutes.delivery":
            for minutes, digest in approved:
                apps.get_model("minutes", "Minutes").objects.filter(pk=minutes).update(
                    state="approved", approved_digest=digest
                )
        _save(apps.get_model(each["model"]), each)
    with connection.cursor() as cursor:  # Rows came with their numbers: the next one follows the last.
        for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
            cursor.execute(statement)


def _save(model: Any, each: dict[str, Any]) -> None:
    row = model(pk=each["pk"])
    for name, value in each["fields"].items():
        field = model._meta.get_field(name)
        if not field.many_to_many:
            setattr(
                row,
                field.attname,
                field.target_field.to_python(value) if field.remote_field else field.to_python(value),
            )
    if each["model"] == "minutes.minutes":
        row.state, row.approved_digest = "to_read", ""
    dates = [field for field in model._meta.fields if getattr(field, "auto_now_add", False)]
    row.save(force_insert=True)
    kept = {field.attname: field.to_python(each["fields"][field.name]) for field in dates}
    if kept and each["model"] != "audit.entry":
        model.objects.filter(pk=row.pk).update(**kept)


def client_of(username: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=username))
    return client


def the(title: str) -> Meeting:
    found: Meeting = Meeting.objects.get(title=title)
    return found


def test_the_journal_of_the_first_version_still_verifies_and_goes_on(upgraded: Commune) -> None:
    assert verify() == {"valbrume": []}
    client_of("benoit").get(
        reverse("minutes:document", args=[the("Conseil approuvé et envoyé").pk, "definitif", "odt"])
    )
    assert verify() == {"valbrume": []}


def test_what_was_approved_and_sent_stays_so_and_may_be_sent_again(upgraded: Commune) -> None:
    meeting = the("Conseil approuvé et envoyé")
    assert meeting.minutes.state == MinutesState.APPROVED and meeting.pv_adopted_on == date(2026, 4, 11)
    assert OutboxMessage.objects.filter(state="sent").count() == 2
    benoit = User.objects.get(username="benoit")
    send(meeting.minutes, user=benoit, recipients=["c@example.fr"], subject="PV", body="Bonjour", formats=["odt"])
    assert OutboxMessage.objects.count() == 3


def test_what_was_to_read_is_approved(upgraded: Commune) -> None:
    meeting = the("Conseil non relu")
    approve(meeting.minutes, user=User.objects.get(username="benoit"))
    assert the("Conseil non relu").minutes.state == MinutesState.APPROVED


@pytest.mark.parametrize("username", ["alice", "benoit", "camille"])
def test_every_page_of_the_old_meetings_opens(upgraded: Commune, username: str) -> None:
    client = client_of(username)
    names = ("meeting", "sitting_settings", "roster", "people", "sitting_calendar", "proceedings", "opening")
    names += ("convocation", "pv", "secrecy")
    for meeting in Meeting.objects.all():
        written = ("proofread", "changes") if hasattr(meeting, "minutes") else ()
        for name in (*names, *written):
            assert client.get(reverse(f"minutes:{name}", args=[meeting.pk])).status_code == 200, (meeting, name)
    for name in ("minutes:today", "minutes:meetings", "minutes:calendar", "register:uses", "charter:charter"):
        assert client.get(reverse(name)).status_code == 200, name


def test_the_sitting_of_an_old_council_asks_to_be_read_from_its_words(upgraded: Commune) -> None:
    meeting, client = the("Conseil non relu"), client_of("benoit")
    address = reverse("minutes:proceedings", args=[meeting.pk])
    page = client.get(address).content.decode()
    assert "Rien n’a encore été relevé" in page and "Rien ne se contredit" not in page
    page = client.post(reverse("minutes:hear_again", args=[meeting.pk]), follow=True).content.decode()
    assert SittingEvent.objects.filter(sitting__meeting=meeting).exists() and "Rien n’a encore été relevé" not in page
    assert meeting.minutes.state == MinutesState.TO_READ


def test_a_sitting_without_words_asks_nothing_of_them(upgraded: Commune) -> None:
    address = reverse("minutes:proceedings", args=[the("Conseil sans enregistrement").pk])
    assert "Rien n’a encore été relevé" not in client_of("benoit").get(address).content.decode()


def test_the_items_of_an_old_agenda_are_what_their_titles_say(upgraded: Commune) -> None:
    kinds = list(the("Conseil non relu").items.order_by("number").values_list("kind", flat=True))
    assert kinds == ["deliberation", "previous_minutes", "deliberation", "deliberation", "question"]
