"""What somebody typed, on its way into a format that would run it: a table, a calendar, a feed, a message, a page."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from xml.etree import ElementTree

import icalendar
from django.core import mail
from django.urls import reverse

from beffroi.audit.models import Entry
from beffroi.charter.actions.ask_referent import ask_referent
from beffroi.charter.models import EngineSheet
from beffroi.minutes.actions.create_meeting import create_meeting
from beffroi.minutes.domain.acts.transmission import BundleFile, TransmissionBundle
from beffroi.minutes.domain.law.scdl import OpenDeliberation, to_csv
from beffroi.minutes.exports.acts.bundle import transmission_zip
from beffroi.minutes.exports.ics import to_ics
from beffroi.minutes.exports.render import file_name
from beffroi.minutes.models import Minutes
from beffroi.town.scope import scope
from beffroi.work import outbox, uploads
from tests.doubles.ready import a_ready_meeting

from ..stage import Stage
from ..tries import End
from . import plays

NAMES_OF_ATOM = ("feed", "title", "subtitle", "link", "id", "updated", "author", "name", "entry", "summary", "category")
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def _runs(cell: str) -> bool:
    return cell.startswith(FORMULA)


@plays("in a table")
def in_a_table(stage: Stage, given: Mapping[str, Any]) -> End:
    """The open data of a council, and the bundle's list for the prefecture."""
    stage.ready()
    said = given["words"]
    row = OpenDeliberation("Valbrume", "21700001700012", "2025-01", date(2025, 12, 11), "7.1", said)
    try:
        cells = [cell for line in csv.reader(io.StringIO(to_csv([row]).lstrip("\ufeff"))) for cell in line]
    except ValueError:
        return End.REFUSED
    return End.THROUGH if any(_runs(cell) and said.strip() in cell for cell in cells) else End.HARMLESS


@plays("in the bundle")
def in_the_bundle(stage: Stage, given: Mapping[str, Any]) -> End:
    import zipfile

    from beffroi.documents.errors import DocumentError

    stage.ready()
    files = (BundleFile("acte.pdf", b"%PDF", True, given.get("label", "Acte")),)
    if "name" in given:
        files = (BundleFile(given["name"], b"%PDF", True, "Acte"),)
    fields = dict.fromkeys(TransmissionBundle.__dataclass_fields__, "")
    bundle = TransmissionBundle(
        **(fields | {"files": files, "subject": given.get("label", "x"), "decided_on": date(2025, 1, 1)})
    )  # type: ignore[arg-type]
    try:
        made = transmission_zip(bundle)
    except DocumentError:
        return End.REFUSED
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        names = archive.namelist()
        table = archive.read("descriptif.csv").decode("utf-8-sig")
    if any(".." in name or name.startswith("/") or "\\" in name for name in names):
        return End.THROUGH
    cells = [cell for line in csv.reader(io.StringIO(table), delimiter=";") for cell in line]
    return End.THROUGH if any(_runs(cell) for cell in cells) else End.HARMLESS


@plays("in a calendar")
def in_a_calendar(stage: Stage, given: Mapping[str, Any]) -> End:
    from beffroi.minutes.actions.calendar import deadlines_of
    from beffroi.minutes.actions.sitting import sitting_of

    meeting = a_ready_meeting(stage.alice, sound=False)
    stage.ready()
    made = to_ics(deadlines_of(sitting_of(meeting)), given["words"], datetime(2026, 1, 1, tzinfo=UTC), "mairie.example")
    calendar = icalendar.Calendar.from_ical(made)
    kinds = {component.name for component in calendar.walk()}
    strange = any("evil.example" in str(component.get("url", "")) for component in calendar.walk())
    return End.HARMLESS if kinds <= {"VCALENDAR", "VEVENT", "VALARM"} and not strange else End.THROUGH


@plays("in a message")
def in_a_message(stage: Stage, given: Mapping[str, Any]) -> End:
    from beffroi.minutes.actions.send import addresses

    stage.ready()
    if "recipients" in given:
        usable, unusable = addresses(given["recipients"])
        wrong = any("\n" in each or "\r" in each or "," in each for each in usable)
        return End.THROUGH if wrong or "pirate@evil.example" in usable else End.REFUSED if unusable else End.HARMLESS
    message = outbox.post(
        key="essai", recipient="maire@valbrume.fr", subject=given["subject"], body="Bonjour", subject_ref="meeting:1"
    )
    outbox.deliver.call(message.pk) if not mail.outbox else None
    [sent] = mail.outbox
    headers = sent.message()
    told = [*headers.get_all("Bcc", []), *headers.get_all("Cc", []), *sent.recipients()]
    return End.THROUGH if "evil.example" in " ".join(told) else End.HARMLESS


@plays("in a page")
def in_a_page(stage: Stage, given: Mapping[str, Any]) -> End:
    """« words » as a title, a question, a model's name or a sitting's title; then the page that shows them."""
    words, where = given["words"], given["where"]
    stage.charter("open")
    if where == "question":
        asked = ask_referent(user=stage.alice, text=words)
        url = reverse("charter:question", args=[asked.pk])
    elif where == "engine":
        sheet = EngineSheet(model=words[:120])
        sheet.save()
        url = reverse("charter:engines")
    elif where == "meeting":
        made = create_meeting(
            user=stage.alice, kind="team", template="team", title=words, starts_at=None, place=words[:200],
            agenda=[], members=[],
        )  # fmt: skip
        url = reverse("minutes:meeting", args=[made.pk])
    else:
        stage.valbrume.name = words[:120]
        stage.valbrume.save()
        url = reverse("charter:charter")
    stage.ready()
    answer = stage.browser("carole").get(url)
    said = answer.content.decode()
    assert answer.status_code == 200
    return End.THROUGH if words in said and "<" in words else End.HARMLESS


@plays("in a feed")
def in_a_feed(stage: Stage, given: Mapping[str, Any]) -> End:
    from tests.doubles.published import a_published_sitting

    a_published_sitting(
        stage.alice,
        stage.bob,
        before=lambda sitting: sitting.meeting.items.filter(number=1).update(title=given["words"]),
    )
    stage.ready()
    with scope(None):
        answer = stage.browser("anyone").get(reverse("minutes:public_feed", args=["valbrume"]))
    assert answer.status_code == 200
    root = ElementTree.fromstring(answer.content)
    atom = "{http://www.w3.org/2005/Atom}"
    ours = {f"{atom}{name}" for name in NAMES_OF_ATOM}
    links = [each.get("href", "") for each in root.iter(f"{atom}link")]
    strange = {each.tag for each in root.iter()} - ours
    return End.THROUGH if strange or any("evil.example" in each for each in links) else End.HARMLESS


@plays("as a file name")
def as_a_file_name(stage: Stage, given: Mapping[str, Any]) -> End:
    """A title that becomes a file's name (forms refuse a NUL in it), and a name that a browser sends."""
    meeting = a_ready_meeting(stage.alice, sound=False, title=given["words"].replace("\0", "")[:200])
    stage.ready()
    made = file_name(Minutes.objects.get(meeting=meeting), "docx")
    upload = uploads.begin(owner=stage.alice, file_name=given["words"], size=10, subject=meeting.subject)
    inside = uploads.path_of(upload).resolve().is_relative_to(stage.folder.resolve())
    safe = not set(made) & set('/\\\0\r\n"<>|:*?') and ".." not in made and "/" not in upload.file_name
    return End.HARMLESS if inside and safe else End.THROUGH


@plays("in the journal")
def in_the_journal(stage: Stage, given: Mapping[str, Any]) -> End:
    """What somebody wrote, that the journal must not hold."""
    stage.ready()
    stage.secrets = [given["words"]]
    browser = stage.browser("alice")
    browser.post(reverse("charter:ask"), {"text": f"Puis-je ? {given['words']}"})
    browser.post(reverse("charter:try"), {"use": "minutes.phrase", "text": given["words"]})
    browser.get(reverse("minutes:meetings"), {"q": given["words"]})
    return End.THROUGH if Entry.objects.filter(subject__contains=given["words"]).exists() else End.HARMLESS
