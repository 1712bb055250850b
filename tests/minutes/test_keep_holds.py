"""When a sound goes, why it stays, and what the copy for the public becomes."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from beffroi.audit.models import Entry
from beffroi.minutes.actions import hold, keep
from beffroi.minutes.actions.answer_flag import answer_flag
from beffroi.minutes.actions.approve import approve
from beffroi.minutes.actions.public_copies import folder_of
from beffroi.minutes.domain.types import MeetingKind
from beffroi.minutes.models import CouncilSettings, KeepRule, Meeting, PvStepDone, Recording, Sitting
from beffroi.work.jobs import WorkError

BEFORE_YESTERDAY = timedelta(days=2)


@pytest.fixture
def adopted(ready: Meeting, bob: Any) -> Meeting:
    """Approved, then adopted by the council two days ago."""
    for flag in ready.minutes.flags.filter(answer=""):
        answer_flag(flag, answer="right", user=bob)
    approve(ready.minutes, user=bob)
    keep.adopt_pv(ready, adopted_on=timezone.localdate() - BEFORE_YESTERDAY, user=bob)
    ready.refresh_from_db()
    return ready


def the_visa(meeting: Meeting, user: Any) -> None:
    hold.permit(meeting.recording, reference="Visa 2025-12", granted_on=date(2025, 12, 30), user=user)


def exempted(text: str) -> None:
    commune = Meeting.objects.get().commune
    CouncilSettings.objects.update_or_create(commune=commune, defaults={"archive_exemption": text})


def test_after_the_adoption_the_sound_waits_for_the_archives(adopted: Meeting, bob: Any) -> None:
    assert keep.remove_expired() == 0
    found = keep.keeping(adopted.recording)
    assert found.awaited == [
        "l’autorisation des archives (visa d’élimination), ou la dispense dont la commune bénéficie"
    ]
    assert found.goes_at is None
    the_visa(adopted, bob)
    assert keep.keeping(adopted.recording).awaited == []
    assert keep.remove_expired() == 1


def test_the_exemption_of_the_commune_stands_for_the_visa(adopted: Meeting) -> None:
    exempted("   ")
    assert keep.remove_expired() == 0, "blank is no exemption"
    exempted("Convention du 3 mars 2024 avec les archives départementales.")
    assert keep.remove_expired() == 1


@pytest.mark.parametrize("reason", ["access", "dispute"])
def test_an_access_request_or_a_dispute_suspends_the_deletion_until_it_is_lifted(
    reason: str, adopted: Meeting, bob: Any
) -> None:
    the_visa(adopted, bob)
    held = hold.suspend(adopted.recording, reason=reason, note="Demande du 12 janvier", user=bob)
    assert keep.remove_expired() == 0
    assert len(keep.keeping(adopted.recording).awaited) == 1
    hold.lift(held, user=bob)
    hold.lift(held, user=bob)
    assert keep.remove_expired() == 1
    assert Entry.objects.filter(action="deletion_resumed").count() == 1


def test_one_of_two_holds_lifted_still_suspends(adopted: Meeting, bob: Any) -> None:
    the_visa(adopted, bob)
    first = hold.suspend(adopted.recording, reason="access", user=bob)
    hold.suspend(adopted.recording, reason="dispute", user=bob)
    hold.lift(first, user=bob)
    assert keep.remove_expired() == 0


def test_nothing_allows_the_sound_to_go_before_the_adoption(ready: Meeting, bob: Any) -> None:
    the_visa(ready, bob)
    exempted("Dispense")
    Recording.objects.update(keep_until=timezone.now() - timedelta(days=900))
    assert keep.remove_expired() == 0
    assert "l’adoption du procès-verbal par le conseil" in keep.keeping(ready.recording).awaited


def test_the_adoption_entered_as_a_state_of_the_proces_verbal_counts(ready: Meeting, bob: Any) -> None:
    for flag in ready.minutes.flags.filter(answer=""):
        answer_flag(flag, answer="right", user=bob)
    approve(ready.minutes, user=bob)
    sitting, _ = Sitting.objects.get_or_create(meeting=ready, defaults={"regime": "general", "commune": ready.commune})
    PvStepDone(sitting=sitting, step="adopted", on=timezone.localdate() - BEFORE_YESTERDAY, by=bob).save()
    the_visa(ready, bob)
    assert keep.remove_expired() == 1


def test_a_meeting_that_is_not_a_council_needs_no_archives_and_a_dispute_suspends_it_too(
    ready: Meeting, bob: Any
) -> None:
    Meeting.objects.update(kind=MeetingKind.TEAM)
    Recording.objects.update(keep_rule=KeepRule.DAYS_AFTER_APPROVAL)
    ready = Meeting.objects.get(pk=ready.pk)
    for flag in ready.minutes.flags.filter(answer=""):
        answer_flag(flag, answer="right", user=bob)
    approve(ready.minutes, user=bob)
    Recording.objects.update(keep_until=timezone.now() - timedelta(days=1))
    held = hold.suspend(Recording.objects.get(), reason="dispute", user=bob)
    assert keep.remove_expired() == 0
    hold.lift(held, user=bob)
    assert keep.remove_expired() == 1


def test_the_copy_for_the_public_goes_with_the_sound(adopted: Meeting, bob: Any) -> None:
    name = default_storage.save(f"{folder_of(adopted)}/copie.mp3", ContentFile(b"son"))
    original = Path(adopted.recording.file.path)
    the_visa(adopted, bob)
    assert keep.remove_expired() == 1
    assert not default_storage.exists(name) and not original.exists()
    assert adopted.utterances.exists(), "the text stays"


def test_an_agent_neither_suspends_nor_authorises(adopted: Meeting, alice: Any, charlie: Any) -> None:
    for user in (alice, charlie):
        with pytest.raises(PermissionDenied):
            hold.suspend(adopted.recording, reason="access", user=user)
        with pytest.raises(PermissionDenied):
            hold.permit(adopted.recording, reference="Visa", granted_on=date(2025, 1, 1), user=user)


def test_a_visa_to_come_or_without_a_reference_is_refused(adopted: Meeting, bob: Any) -> None:
    with pytest.raises(WorkError):
        hold.permit(adopted.recording, reference="Visa", granted_on=timezone.localdate() + timedelta(days=1), user=bob)
    with pytest.raises(WorkError):
        hold.permit(adopted.recording, reference="  ", granted_on=date(2025, 1, 1), user=bob)
    assert keep.remove_expired() == 0


def test_a_sound_that_is_gone_cannot_be_held(adopted: Meeting, bob: Any) -> None:
    the_visa(adopted, bob)
    keep.remove_expired()
    with pytest.raises(WorkError):
        hold.suspend(adopted.recording, reason="access", user=bob)
