"""What the charter asks holds in the minutes: who approves, what is checked before publishing, what is always said."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from docx import Document as Docx

from beffroi.audit.models import Entry
from beffroi.charter.actions.drafts import begin
from beffroi.charter.actions.vote_version import vote_version
from beffroi.charter.evidence import Period, collect, validations
from beffroi.minutes import exports
from beffroi.minutes.actions.approve import approve
from beffroi.minutes.models import FlagAnswer, Meeting, Minutes
from beffroi.town.models import Role
from beffroi.town.scope import scope
from tests.doubles.cast import a_person


@pytest.fixture
def checked(ready: Any, bob: Any) -> Minutes:
    """A text that a model helped to write, with every point answered."""
    from django.utils import timezone

    minutes: Minutes = ready.minutes
    minutes.engines = ["qwen2.5-coder-1.5b"]
    minutes.save(update_fields=["engines"])
    minutes.flags.update(answer=FlagAnswer.RIGHT, cleared_by=bob, cleared_at=timezone.now())
    return minutes


def voted(user: Any, settings: dict[str, Any]) -> None:
    version = begin(settings, title="Charte", model="", user=user)
    vote_version(
        version, voted_on=date(2025, 1, 10), starts_on=date.today(), deliberation="2025-004", user=user
    )  # fmt: skip


@pytest.fixture
def admin(valbrume: Any) -> Any:
    return a_person("denise", valbrume, Role.ADMIN)


def test_whoever_ordered_the_text_does_not_approve_it_where_the_charter_asks_for_another_person(
    checked: Minutes, bob: Any, admin: Any, as_bob: Any
) -> None:
    voted(admin, {"human_primacy": {"on": True, "values": {"other_person": True}}})
    checked.meeting.created_by = bob
    checked.meeting.save()
    shown = as_bob.post(reverse("minutes:approve", args=[checked.meeting_id]), follow=True).content.decode()
    assert "une autre personne" in shown
    assert not Minutes.objects.get().is_approved
    assert Entry.objects.filter(action="act_refused").exists(), "the refusal stays in the journal"
    assert f"{reverse('charter:ask')}?usage=minutes.phrase&amp;article=1" in shown, "whoever is refused can ask"


def test_another_reader_approves_it_and_the_journal_says_under_which_charter(
    checked: Minutes, bob: Any, admin: Any
) -> None:
    voted(admin, {"human_primacy": {"on": True, "values": {"other_person": True}}})
    approve(checked, user=bob)
    line = Entry.objects.get(action="act_allowed")
    assert (line.data["act"], line.data["charter"]) == ("approve", 1)


def test_the_mention_that_the_charter_asks_for_is_in_the_document_whatever_the_commune_had_set(
    checked: Minutes, bob: Any, admin: Any
) -> None:
    checked.commune.ai_mention_on_final = False
    checked.commune.save()
    voted(admin, {"residents_told": {"on": True, "values": {"where": ["send"], "mention": "Une IA a aidé."}}})
    approve(checked, user=bob)
    checked.refresh_from_db()
    content = exports.render(checked, "docx", final=True)
    assert "Une IA a aidé." in "\n".join(each.text for each in Docx(io.BytesIO(content)).paragraphs)


def test_a_text_written_by_hand_is_not_asked_what_concerns_an_ai(checked: Minutes, bob: Any, admin: Any) -> None:
    checked.engines = []
    checked.save(update_fields=["engines"])
    checked.meeting.created_by = bob
    checked.meeting.save()
    voted(admin, {"human_primacy": {"on": True, "values": {"other_person": True}}})
    assert approve(checked, user=bob)


def test_without_a_charter_everything_goes_on_as_before(checked: Minutes, bob: Any) -> None:
    assert approve(checked, user=bob)
    assert not Entry.objects.filter(action__startswith="act_").exists()


def test_what_was_validated_is_evidence_and_relectures_bear_no_name(checked: Minutes, bob: Any) -> None:
    approve(checked, user=bob)
    period = Period(date(2020, 1, 1), date(2100, 1, 1))
    counted = {item.label: item.count for item in collect(period)}
    assert counted["Comptes rendus et procès-verbaux validés par une personne"] == 1
    [relecture] = validations(period)
    assert not hasattr(relecture, "user") and "bob" not in str(relecture)


@pytest.mark.parametrize("page", ["meeting", "proofread", "changes"])
@pytest.mark.parametrize("kind", ["council", "team"])
def test_where_a_model_serves_the_referent_can_be_asked(page: str, kind: str, ready: Any, as_bob: Any) -> None:
    Meeting.objects.filter(pk=ready.pk).update(kind=kind)
    shown = as_bob.get(reverse(f"minutes:{page}", args=[ready.pk])).content.decode()
    assert shown.count(f'{reverse("charter:ask")}?usage=minutes.phrase"') == 1
    asked = as_bob.get(f"{reverse('charter:ask')}?usage=minutes.phrase").content.decode()
    assert '<option value="minutes.phrase" selected>' in asked


def test_before_there_is_a_text_the_question_is_about_writing_what_is_said(
    valbrume: Any, as_alice: Any, alice: Any
) -> None:
    with scope(valbrume):
        meeting = Meeting.objects.create(kind="team", template="team", title="Point du lundi", created_by=alice)
    shown = as_alice.get(meeting.get_absolute_url()).content.decode()
    assert f'{reverse("charter:ask")}?usage=minutes.transcribe"' in shown
