"""Versions in time: the past keeps its own, the future waits, and what was voted stays."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from beffroi.audit.models import Entry
from beffroi.charter.actions import assess
from beffroi.charter.actions.answer_question import AlreadyAnswered, answer_question, withdraw
from beffroi.charter.actions.ask_referent import ask_referent
from beffroi.charter.actions.switch import NoReason, switch_off, switch_on
from beffroi.charter.actions.vote_version import NotVotable, vote_version
from beffroi.charter.models import CharterVersion, Signature, SwitchTurn
from beffroi.charter.starting import MODELS
from beffroi.charter.state import dossier_of, policy_in_force, switched_off, version_in_force
from beffroi.town.scope import WrongCommune, scope
from tests.doubles.charters import a_charter, only

pytestmark = pytest.mark.usefixtures("in_valbrume")
TODAY = timezone.localdate()
DAY = timedelta(days=1)


def a_draft(settings: Any = None) -> CharterVersion:
    version = CharterVersion(settings=MODELS["village"].settings if settings is None else settings)
    version.save()
    return version


def vote(version: CharterVersion, user: Any, starts_on: date = TODAY, voted_on: date = TODAY) -> CharterVersion:
    return vote_version(version, user=user, voted_on=voted_on, starts_on=starts_on, deliberation="2025-12-04")


def test_a_vote_gives_a_number_and_a_line_in_the_journal(alice: Any) -> None:
    first, second = vote(a_draft(), alice), vote(a_draft(), alice)
    assert (first.number, second.number) == (1, 2)
    assert Entry.objects.filter(action="charter_voted").count() == 2


def test_a_version_waits_for_its_day_and_the_past_keeps_its_own(alice: Any) -> None:
    a_charter(only(revisable={}), TODAY - 30 * DAY)
    vote(a_draft(), alice, starts_on=TODAY + 10 * DAY)
    assert policy_in_force().version == 1
    assert version_in_force(TODAY - 40 * DAY) is None
    assert version_in_force(TODAY + 9 * DAY).number == 1
    assert version_in_force(TODAY + 10 * DAY).number == 2


def test_a_draft_binds_nobody() -> None:
    a_draft(only(listed_uses={"uses": ["rien"]}))
    assert version_in_force() is None and policy_in_force().settings is None


def test_what_was_voted_since_replaces_what_was_still_to_begin(alice: Any) -> None:
    vote(a_draft(), alice, starts_on=TODAY + 60 * DAY)
    vote(a_draft(), alice, starts_on=TODAY)
    assert version_in_force(TODAY + 90 * DAY).number == 2


@pytest.mark.parametrize(
    ("starts", "voted", "reference", "said"),
    [
        (-1, -2, "2025-12-04", "dans le passé"),
        (0, 1, "2025-12-04", "à venir"),
        (0, 0, "  ", "délibération"),
        (-3, 0, "2025-12-04", "avant d’être votée"),
    ],
)
def test_a_vote_that_makes_no_sense_is_refused(alice: Any, starts: int, voted: int, reference: str, said: str) -> None:
    draft = a_draft()
    with pytest.raises(NotVotable, match=said):
        vote_version(
            draft, user=alice, voted_on=TODAY + voted * DAY, starts_on=TODAY + starts * DAY, deliberation=reference
        )
    draft.refresh_from_db()
    assert draft.state == "draft" and draft.number is None


def test_settings_that_make_no_sense_are_not_voted(alice: Any) -> None:
    with pytest.raises(NotVotable, match="Article 8"):
        vote(a_draft({"in_doubt_ask": {"on": True, "values": {"days": 900}}}), alice)


def test_what_is_voted_is_not_voted_again(alice: Any) -> None:
    version = vote(a_draft(), alice)
    with pytest.raises(NotVotable, match="déjà votée"):
        vote(version, alice)


def test_the_database_refuses_to_change_or_remove_what_was_voted(alice: Any) -> None:
    version = vote(a_draft(), alice)
    for change in (
        lambda: CharterVersion.objects.filter(pk=version.pk).update(settings={}),
        lambda: CharterVersion.objects.filter(pk=version.pk).update(state="draft"),
        lambda: CharterVersion.objects.filter(pk=version.pk).delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_the_database_refuses_a_vote_without_its_dates() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        CharterVersion(settings={}, state="voted", number=1).save()


def test_two_communes_have_each_their_charter_and_their_numbers(alice: Any, charlie: Any, autreville: Any) -> None:
    vote(a_draft(), alice)
    draft = a_draft()
    with scope(autreville):
        assert version_in_force() is None
        assert vote(a_draft(), charlie).number == 1
        with pytest.raises(CharterVersion.DoesNotExist):
            vote(draft, charlie)
        with pytest.raises(WrongCommune):
            draft.save()


def test_the_switch_keeps_who_and_why_and_its_history_is_fixed(alice: Any) -> None:
    switch_off(user=alice, reason="panne")
    turn = switched_off()
    assert turn and (turn.by, turn.reason) == (alice, "panne")
    assert switch_off(user=alice, reason="encore") == turn, "off already: nothing is written"
    switch_on(user=alice, reason="réparé")
    assert switched_off() is None and SwitchTurn.objects.count() == 2
    assert "panne" not in str(list(Entry.objects.values_list("data", flat=True)))
    with pytest.raises(IntegrityError), transaction.atomic():
        SwitchTurn.objects.all().delete()
    with pytest.raises(NoReason):
        switch_off(user=alice, reason=" ")


def test_an_answer_of_the_referent_is_kept_as_a_precedent_and_given_once(alice: Any, bob: Any) -> None:
    question = ask_referent(user=alice, text="Puis-je résumer la lettre de M. Dubois ?", use="minutes.phrase", clause=3)
    kept = answer_question(question, user=bob, answer="Oui, sur la machine.", allowed=True, case="Un courrier reçu")
    assert kept and (kept.case, kept.allowed, kept.clause) == ("Un courrier reçu", True, 3)
    with pytest.raises(AlreadyAnswered):
        answer_question(question, user=bob, answer="Non.", allowed=False)
    withdraw(kept, user=bob)
    kept.refresh_from_db()
    assert kept.withdrawn
    assert "Dubois" not in str(list(Entry.objects.values_list("data", "subject")))


def test_an_assessment_is_signed_as_it_was_read_and_then_stays(alice: Any, bob: Any) -> None:
    written = assess.write(
        "minutes.phrase", {"need": "Rédiger", "privacy": "unnecessary", "privacy_reason": "locale"}, user=alice
    )
    seen = assess.digest_of(written)
    assess.sign(written, user=bob, role="dpo", name="Lucie Perrin", seen=seen)
    with pytest.raises(assess.NotSignable, match="déjà une signature"):
        assess.sign(written, user=bob, role="dpo", name="Lucie Perrin", seen=seen)
    with pytest.raises(assess.NotSignable, match="n’existe pas"):
        assess.sign(written, user=bob, role="pape", name="X", seen=seen)
    with pytest.raises(IntegrityError), transaction.atomic():
        type(written).objects.filter(pk=written.pk).update(need="autre")
    with pytest.raises(IntegrityError), transaction.atomic():
        Signature.objects.all().delete()
    dossier = dossier_of("minutes.phrase")
    assert dossier.signed == {"dpo"} and dossier.privacy == "unnecessary" and dossier.need and not dossier.alternative
    again = assess.write("minutes.phrase", {"need": "Rédiger mieux"}, user=alice)
    assert again.pk != written.pk and dossier_of("minutes.phrase").signed == frozenset()


def test_what_changed_since_it_was_shown_is_not_signed(alice: Any) -> None:
    written = assess.write("minutes.phrase", {"need": "Rédiger"}, user=alice)
    seen = assess.digest_of(written)
    assess.write("minutes.phrase", {"need": "Décider"}, user=alice)
    with pytest.raises(assess.NotSignable, match="a changé"):
        assess.sign(written, user=alice, role="mayor", name="Hélène Vasseur", seen=seen)


def test_a_privacy_study_judged_unnecessary_without_a_reason_proves_nothing(alice: Any) -> None:
    assess.write("minutes.phrase", {"need": "Rédiger", "privacy": "unnecessary", "privacy_reason": "  "}, user=alice)
    assert dossier_of("minutes.phrase").privacy == ""
