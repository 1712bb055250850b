"""The procès-verbal through its five states, each in its order, and nothing of what the council adopted moves."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from beffroi.minutes.actions import pv
from beffroi.minutes.actions.adopted import Adopted
from beffroi.minutes.actions.approve import NotReady, approve
from beffroi.minutes.actions.by_hand import start_by_hand, write_item
from beffroi.minutes.actions.deliberations import prepare, reopen_deliberation, validate
from beffroi.minutes.actions.edit_sentence import add_sentence, confirm_sentence, edit_sentence
from beffroi.minutes.actions.issue import content_of
from beffroi.minutes.actions.mentions import answer_mention, missing_mentions, nobody_spoke, settle_report
from beffroi.minutes.actions.name_voice import name_voice
from beffroi.minutes.actions.papers import Papers
from beffroi.minutes.actions.proceedings import add_item, declare_account, enter_in_item, enter_opening
from beffroi.minutes.actions.public_address import give_address
from beffroi.minutes.actions.pv_disagreements import disagreements
from beffroi.minutes.actions.pv_state import state_of, step
from beffroi.minutes.actions.redraft_item import redraft_item
from beffroi.minutes.actions.set_agenda import set_agenda
from beffroi.minutes.actions.set_roster import set_roster
from beffroi.minutes.actions.sitting import restore, withdraw
from beffroi.minutes.actions.take_convocation import take_convocation
from beffroi.minutes.actions.take_from_talk import retake
from beffroi.minutes.actions.undo import undo
from beffroi.minutes.domain.law.steps import PvState
from beffroi.minutes.domain.sitting import events as e
from beffroi.minutes.domain.types import SentenceKind
from beffroi.minutes.exports.content import title
from beffroi.minutes.models import (
    DocumentKind,
    IssuedDocument,
    MentionAnswer,
    Minutes,
    PvStepDone,
    Section,
    Sentence,
    Sitting,
    SittingEvent,
    Voice,
)
from tests.doubles.sitting import HELD, a_deliberation, a_sitting, open_it

from .conftest import by_hand, complete_mentions, page, refused_by_the_database, sql, text_of

JANUARY = HELD + timedelta(days=36)
SECRETARY = "Mme\u00a0Lucie Perrin"
SIGNED = b"%PDF-1.7 numerisation"


@pytest.fixture
def read(written: Sitting, alice: Any, bob: Any) -> Sitting:
    """Proof-read: its mentions complete, its text approved."""
    complete_mentions(written, alice)
    approve(written.meeting.minutes, user=bob)
    return written


@pytest.fixture
def adopted(read: Sitting, alice: Any, bob: Any) -> Sitting:
    later = a_sitting(alice, title="Conseil de janvier", starts_at=JANUARY)
    pv.adopt(read, user=bob, on=JANUARY.date(), adopted_in=later, corrections=["Lire « 8 800 € »."])
    return read


def sign(sitting: Sitting, bob: Any, **changes: Any) -> PvStepDone:
    given: dict[str, Any] = {
        "on": JANUARY.date(),
        "signed_by": [SECRETARY],
        "head_signed": True,
        "content": SIGNED,
        "name": "pv.pdf",
    }
    return pv.sign(sitting, user=bob, **(given | changes))


def test_a_text_written_without_a_recording_is_a_project_until_the_council_adopts_it(
    read: Sitting, alice: Any, bob: Any
) -> None:
    assert title(read.meeting, final=True).startswith("Projet de procès-verbal")
    pv.adopt(read, user=bob, on=JANUARY.date())
    adopted = Sitting.objects.get(pk=read.pk).meeting
    assert title(adopted, final=True).startswith("Procès-verbal")
    assert title(adopted, final=False).startswith("Projet de procès-verbal")


# --- in order -----------------------------------------------------------------------------------------------


def test_it_goes_through_its_five_states_in_order(adopted: Sitting, bob: Any) -> None:
    states = [state_of(adopted)]
    sign(adopted, bob)
    states.append(state_of(adopted))
    pv.publish_pv(adopted, user=bob, paper=True)
    states.append(state_of(adopted))
    assert states == [PvState.ADOPTED, PvState.SIGNED, PvState.PUBLISHED]


def test_the_first_two_are_the_project_and_its_approval(written: Sitting, alice: Any, bob: Any) -> None:
    assert state_of(written) == PvState.DRAFT
    approve(written.meeting.minutes, user=bob)
    assert state_of(written) == PvState.PROOFREAD
    write_item(written.meeting.minutes, 1, "Tout autre chose.", user=alice)
    assert state_of(written) == PvState.DRAFT


def test_no_step_is_jumped(read: Sitting, written: Sitting, bob: Any) -> None:
    for attempt in (lambda: sign(read, bob), lambda: pv.publish_pv(read, user=bob, paper=True)):
        with pytest.raises(pv.NotYet, match="ne peut pas passer"):
            attempt()


@pytest.mark.parametrize("step", ["adopted", "signed", "published"])
def test_nor_by_hand_in_the_database(step: str, written: Sitting) -> None:
    with refused_by_the_database():
        sql(
            "INSERT INTO minutes_pvstepdone (commune_id, sitting_id, step, \"on\", at, details) "
            "VALUES (%s, %s, %s, '2026-01-16', '2026-01-16 10:00:00', '{}')",
            written.commune_id, written.pk, step,
        )  # fmt: skip


def test_a_step_that_was_done_is_neither_changed_nor_undone(adopted: Sitting) -> None:
    for statement in (
        "UPDATE minutes_pvstepdone SET \"on\" = '2020-01-01'",
        "DELETE FROM minutes_pvstepdone",
    ):
        with refused_by_the_database():
            sql(statement)


def test_a_clerk_makes_none_of_these_steps(read: Sitting, alice: Any) -> None:
    with pytest.raises(PermissionDenied):
        pv.adopt(read, user=alice, on=JANUARY.date())


# --- adopted ------------------------------------------------------------------------------------------------


def test_the_council_adopts_only_what_was_read_and_approved(written: Sitting, alice: Any, bob: Any) -> None:
    complete_mentions(written, alice)
    with pytest.raises(pv.NotYet, match="ne peut pas passer"):
        pv.adopt(written, user=bob, on=JANUARY.date())


def test_a_text_changed_since_its_approval_is_read_again_first(read: Sitting, alice: Any, bob: Any) -> None:
    write_item(read.meeting.minutes, 1, "M. Roux ne demande rien.", user=alice)
    with pytest.raises(pv.NotYet):
        pv.adopt(read, user=bob, on=JANUARY.date())


def test_a_mention_that_is_missing_is_named(written: Sitting, bob: Any) -> None:
    approve(written.meeting.minutes, user=bob)
    with pytest.raises(pv.NotYet, match="Rapports"):
        pv.adopt(written, user=bob, on=JANUARY.date())


@pytest.mark.parametrize("day", [HELD.date(), HELD.date() - timedelta(days=3)])
def test_it_is_adopted_at_a_later_sitting(day: date, read: Sitting, bob: Any) -> None:
    with pytest.raises(pv.NotYet, match="séance suivante"):
        pv.adopt(read, user=bob, on=day)


def test_it_is_not_adopted_on_a_day_to_come(read: Sitting, as_bob: Any) -> None:
    day = timezone.localdate() + timedelta(days=2)
    shown = as_bob.post(page(read, "adopt"), {"on": day.isoformat()}, follow=True).content.decode()
    assert "Cette date est à venir" in shown and not PvStepDone.objects.exists()


def test_a_deliberation_written_and_voted_is_validated_first(read: Sitting, alice: Any, bob: Any) -> None:
    act = a_deliberation(read, alice)
    with pytest.raises(pv.NotYet, match="pas encore validée"):
        pv.adopt(read, user=bob, on=JANUARY.date())
    validate(act, user=bob)
    pv.adopt(read, user=bob, on=JANUARY.date())


def test_the_adoption_names_its_sitting_and_its_corrections(adopted: Sitting, as_bob: Any) -> None:
    line = step(adopted, "adopted")
    assert line is not None and line.adopted_in is not None
    assert line.adopted_in.meeting.title == "Conseil de janvier"
    said = text_of(content_of(IssuedDocument.objects.get(kind=DocumentKind.PV_ADOPTED)))
    assert "8 800 €" in said and "M. Roux demande le coût" in said
    assert "Rectification" in as_bob.get(page(adopted, "pv")).content.decode()


def test_asked_twice_it_is_adopted_once(adopted: Sitting, as_bob: Any) -> None:
    answer = as_bob.post(page(adopted, "adopt"), {"on": JANUARY.date().isoformat()}, follow=True)
    assert answer.status_code == 200 and "ne peut pas passer" in answer.content.decode()
    assert PvStepDone.objects.count() == 1


# --- what was adopted no longer moves -----------------------------------------------------------------------


def test_nothing_that_a_person_does_changes_what_was_adopted(adopted: Sitting, alice: Any, bob: Any) -> None:
    meeting, minutes = adopted.meeting, Minutes.objects.get(meeting=adopted.meeting)
    section = Section.objects.get(minutes=minutes, item_number=1)
    sentence = section.sentences.first()
    voice = Voice(meeting=meeting, key="0", number=1)
    voice.save()
    item = meeting.items.get(number=1)
    event = SittingEvent.objects.filter(kind="ballot_held").first()
    sealed = IssuedDocument.objects.get(kind=DocumentKind.PV_ADOPTED)
    before = (sealed.sha256, pv.document(adopted, "pdf")[0], minutes.state)
    attempts = [
        lambda: edit_sentence(sentence, text="Autre.", version=sentence.version, user=bob),
        lambda: edit_sentence(sentence, text="", version=sentence.version, user=bob),
        lambda: confirm_sentence(sentence, version=sentence.version, user=bob),
        lambda: add_sentence(section, text="De plus.", user=bob),
        lambda: redraft_item(section, user=bob),
        lambda: name_voice(voice, user=bob, name="Paul Garnier"),
        lambda: undo(minutes, user=alice),
        lambda: write_item(minutes, 1, "Autre.", user=alice),
        lambda: enter_in_item(adopted, [e.Acknowledged()], item=1, at=None, user=alice),
        lambda: enter_opening(adopted, [e.Opened()], at=None, in_office=15, user=alice),
        lambda: withdraw(event, user=alice),
        lambda: restore(event, user=alice),
        lambda: add_item(adopted, "De plus", kind="deliberation", user=alice),
        lambda: retake(meeting, user=alice),
        lambda: answer_mention(adopted, "requests", user=alice, text="Un vote secret."),
        lambda: settle_report(item, "Rapport n° 9", user=alice),
        lambda: nobody_spoke(item, user=alice),
        lambda: set_roster(meeting, []),
        lambda: set_agenda(meeting, []),
        lambda: declare_account(item, True, user=alice),
        lambda: take_convocation(adopted, [], place="Ailleurs", user=alice),
        lambda: prepare(item, {"articles": "Autre."}, user=alice),
    ]
    for attempt in attempts:
        with pytest.raises(Adopted, match="Rien n’a été modifié"):
            attempt()
    with pytest.raises(NotReady):
        approve(minutes, user=bob)
    minutes.refresh_from_db()
    assert (sealed.sha256, pv.document(adopted, "pdf")[0], minutes.state) == before


def test_the_same_is_true_of_the_database(adopted: Sitting) -> None:
    sentence = Sentence.objects.filter(section__minutes__meeting=adopted.meeting).first()
    event = SittingEvent.objects.filter(sitting=adopted).first()
    with refused_by_the_database():
        sql("UPDATE minutes_sentence SET text = 'autre' WHERE id = %s", sentence.pk)
    with refused_by_the_database():
        sql("DELETE FROM minutes_sentence WHERE id = %s", sentence.pk)
    with refused_by_the_database():
        Sentence(section=sentence.section, position=9, kind=SentenceKind.STATEMENT, text="De plus.").save()
    for column, value in (("withdrawn_at", "2026-01-01 10:00:00"), ("item_number", 2), ("position", 99)):
        with refused_by_the_database():
            sql(f"UPDATE minutes_sittingevent SET {column} = %s WHERE id = %s", value, event.pk)
    with refused_by_the_database():
        SittingEvent(sitting=adopted, position=99, kind="closed", origin="entered").save()


def test_an_event_is_never_rewritten_nor_erased_even_before(written: Sitting) -> None:
    event = SittingEvent.objects.filter(kind="ballot_held").first()
    for statement in (
        "UPDATE minutes_sittingevent SET payload = '{}' WHERE id = %s",
        "UPDATE minutes_sittingevent SET kind = 'closed' WHERE id = %s",
        "DELETE FROM minutes_sittingevent WHERE id = %s",
    ):
        with refused_by_the_database():
            sql(statement, event.pk)


def test_each_page_says_so_in_french_and_stays_a_page(adopted: Sitting, as_bob: Any) -> None:
    sentence = Sentence.objects.filter(section__minutes__meeting=adopted.meeting).first()
    event = SittingEvent.objects.filter(kind="ballot_held").first()
    told = {
        page(adopted, "write", 1): {"texte": "Autre."},
        page(adopted, "opening"): {"time": "19:30"},
        page(adopted, "quick", 1): {"quoi": "unanimite"},
        page(adopted, "read_convocation"): {"confirmer": "1", "place": "Ailleurs"},
        page(adopted, "add_event", "cloture"): {"time": "22:00"},
        page(adopted, "add_item"): {"titre": "De plus", "nature": "deliberation"},
        page(adopted, "hear_again"): {},
        page(adopted, "mention", "requests"): {"texte": "Un vote secret."},
        page(adopted, "settle_item", 1): {"quoi": "sans-discussion"},
        page(adopted, "roster"): {"roster_text": "Vasseur;Hélène;maire"},
        page(adopted, "sitting_settings"): {},
        reverse("minutes:withdraw_event", args=[event.pk]): {},
        reverse("minutes:edit_sentence", args=[sentence.pk]): {"text": "Autre.", "version": sentence.version},
        reverse("minutes:add_sentence", args=[sentence.section_id]): {"text": "De plus."},
        reverse("minutes:redraft", args=[sentence.section_id]): {},
        page(adopted, "undo"): {},
    }
    silent = []
    for address, data in told.items():
        answer = as_bob.post(address, data, follow=True)
        assert answer.status_code in (200, 409, 422), (address, answer.status_code)
        if not any(words in answer.content.decode() for words in ("Le conseil a arrêté", "déjà un résultat")):
            silent.append(address)
    # The roll call is first asked to be complete: nothing of it is kept either.
    assert silent in ([], [page(adopted, "opening")])


def test_once_adopted_the_page_gives_the_sealed_file_and_no_other(adopted: Sitting, bob: Any, as_alice: Any) -> None:
    sealed = content_of(IssuedDocument.objects.get(kind=DocumentKind.PV_ADOPTED))
    assert as_alice.get(page(adopted, "pv_document", "pdf")).content == sealed
    told = as_alice.get(page(adopted, "pv_document", "docx"), follow=True).content.decode()
    assert "fichier scellé" in told
    sign(adopted, bob)
    assert as_alice.get(page(adopted, "pv_document", "pdf")).content == SIGNED


def test_a_validated_deliberation_of_adopted_minutes_stays_so(read: Sitting, alice: Any, bob: Any) -> None:
    act = a_deliberation(read, alice)
    validate(act, user=bob)
    pv.adopt(read, user=bob, on=JANUARY.date())
    with pytest.raises(Adopted):
        reopen_deliberation(act, user=bob)


# --- signed, published --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"head_signed": False}, "maire"),
        ({"signed_by": []}, "Lucie Perrin"),
        ({"on": date(2025, 12, 20)}, "précéder"),
        ({"on": date(2999, 1, 1)}, "à venir"),
    ],
)
def test_each_signature_is_there_and_on_a_day_that_can_be(
    changes: dict[str, Any], said: str, adopted: Sitting, bob: Any
) -> None:
    with pytest.raises(pv.NotYet, match=said):
        sign(adopted, bob, **changes)
    assert state_of(adopted) == PvState.ADOPTED


def test_the_signed_file_says_who_signed_and_is_sealed(adopted: Sitting, bob: Any) -> None:
    line = sign(adopted, bob)
    assert line.details["signed_by"] == [SECRETARY]
    assert line.document is not None and content_of(line.document) == SIGNED


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"<html>"])
def test_what_is_not_a_pdf_is_not_a_signed_file(content: bytes, adopted: Sitting, as_bob: Any) -> None:
    file = SimpleUploadedFile("pv.pdf", content)
    form = {"on": "2026-01-16", "head_signed": "on", "signed_by": [SECRETARY], "signed_file": file}
    answer = as_bob.post(page(adopted, "sign"), form, follow=True)
    assert answer.status_code in (200, 422) and state_of(adopted) == PvState.ADOPTED


def test_its_publication_gives_the_permanent_address(adopted: Sitting, bob: Any, as_bob: Any) -> None:
    sign(adopted, bob)
    told = as_bob.post(page(adopted, "publish_pv"), {}, follow=True).content.decode()
    assert "exemplaire sur papier" in told and state_of(adopted) == PvState.SIGNED
    as_bob.post(page(adopted, "publish_pv"), {"papier": "1"})
    adopted.refresh_from_db()
    assert (state_of(adopted), adopted.public_slug) == (PvState.PUBLISHED, "2025-12-11")
    address = reverse("minutes:public_sitting", args=["valbrume", "2025-12-11"])
    assert "M. Roux demande le coût" in as_bob.get(address).content.decode()


def test_two_sittings_of_one_day_have_two_addresses(held: Sitting, alice: Any) -> None:
    other = a_sitting(alice, title="Conseil du matin", starts_at=HELD - timedelta(hours=9))
    assert [give_address(held), give_address(other)] == ["2025-12-11", "2025-12-11-2"]
    assert give_address(held) == "2025-12-11"


# --- the text and the ledger --------------------------------------------------------------------------------


def test_a_text_that_words_a_vote_otherwise_than_the_ledger_is_not_approved(written: Sitting, bob: Any) -> None:
    section = Section.objects.get(minutes__meeting=written.meeting, item_number=1)
    row = Sentence(
        section=section, position=50, kind=SentenceKind.VOTE, text="Adopté par 12 voix pour et 2 voix contre."
    )
    row.save()
    [said] = disagreements(Papers(written))
    assert "12 voix pour" in said and "13 pour, 1 contre" in said
    with pytest.raises(NotReady, match="ne dit pas comme la séance"):
        approve(written.meeting.minutes, user=bob)
    row.text = "Adopté par 13 voix pour et 1 voix contre."
    row.save()
    approve(written.meeting.minutes, user=bob)


def test_a_contradiction_of_the_sitting_stops_the_approval_in_the_database_too(
    in_valbrume: Any, alice: Any, bob: Any
) -> None:
    sitting = a_sitting(alice)
    open_it(sitting, alice, proxies={12: 3, 13: 3})
    minutes = by_hand(sitting, alice)
    with pytest.raises(NotReady, match="contradiction"):
        approve(minutes, user=bob)
    with refused_by_the_database():
        sql(
            "INSERT INTO minutes_approval (commune_id, minutes_id, by_id, at, digest, content) "
            "VALUES (%s, %s, %s, '2026-01-01', 'd', '[]')",
            sitting.commune_id, minutes.pk, bob.pk,
        )  # fmt: skip


# --- by hand ------------------------------------------------------------------------------------------------


def test_a_sitting_without_a_recording_ends_in_the_same_documents(adopted: Sitting, bob: Any, as_bob: Any) -> None:
    said = text_of(content_of(IssuedDocument.objects.get(kind=DocumentKind.PV_ADOPTED)))
    for words in ("Travaux de la salle des fêtes", "13", "Lucie Perrin", "quorum", "M. Petit présente l’association"):
        assert words.lower() in said.lower(), words
    sign(adopted, bob)
    as_bob.post(page(adopted, "issue_list"))
    assert set(IssuedDocument.objects.values_list("kind", flat=True)) == {"pv_adopted", "pv_signed", "list"}


def test_a_recording_that_failed_half_way_is_completed_by_hand(in_valbrume: Any, alice: Any, bob: Any) -> None:
    """Its first items came from the sound; the rest is written, and the words of the machine stay."""
    from tests.doubles.ready import a_ready_meeting

    meeting = a_ready_meeting(alice)
    minutes = start_by_hand(meeting, user=alice)
    kept = list(Sentence.objects.filter(section__minutes=minutes).values_list("text", flat=True))
    assert kept, "le texte tiré de l’enregistrement est gardé"
    write_item(minutes, 1, "La suite n’a pas été enregistrée : le conseil débat du chantier.", user=alice)
    texts = list(Sentence.objects.filter(section__minutes=minutes).values_list("text", flat=True))
    assert set(kept) < set(texts) and any("pas été enregistrée" in text for text in texts)


def test_written_again_an_item_replaces_only_what_was_written(written: Sitting, alice: Any) -> None:
    minutes = written.meeting.minutes
    write_item(minutes, 1, "Une seule phrase.", user=alice)
    section = Section.objects.get(minutes=minutes, item_number=1)
    assert [row.text for row in section.sentences.all() if row.text] == ["Une seule phrase."]
    undo(minutes, user=alice)
    assert [row.text for row in section.sentences.all() if row.text][1] == "M. Roux demande le coût."


def test_the_project_is_a_file_in_each_format(written: Sitting, as_alice: Any) -> None:
    for fmt in ("pdf", "docx", "odt"):
        assert as_alice.get(page(written, "pv_document", fmt)).status_code == 200
    assert as_alice.get(page(written, "pv_document", "exe")).status_code == 404


def test_a_sitting_past_midnight_keeps_its_date_and_closes_the_next_day(
    in_valbrume: Any, alice: Any, as_alice: Any
) -> None:
    sitting = a_sitting(alice)
    open_it(sitting, alice)
    as_alice.post(page(sitting, "add_event", "cloture"), {"time": "00:40"})
    closed = Papers(sitting).ledger.closed_at
    assert closed is not None
    assert timezone.localtime(closed) == timezone.make_aware(datetime(2025, 12, 12, 0, 40))


def test_each_mention_that_is_missing_can_be_completed_from_the_page(
    in_valbrume: Any, alice: Any, bob: Any, as_alice: Any
) -> None:
    """Nobody gave a pouvoir, no deliberation rests on a report, nobody asked for a ballot: three times "néant"."""
    sitting = a_sitting(alice)
    open_it(sitting, alice, proxies={})
    for number in (1, 2, 3):
        enter_in_item(
            sitting, [e.BallotHeld(unanimous=True, declared=e.Outcome.ADOPTED)], item=number, at=None, user=alice
        )
    by_hand(sitting, alice)
    assert missing_mentions(Papers(sitting))
    for number in (1, 2, 3):
        as_alice.post(page(sitting, "settle_item", number), {"quoi": "sans-rapport"})
    for _ in range(10):
        shown = as_alice.get(page(sitting, "pv")).content.decode()
        address = re.search(r'action="([^"]+/mentions/[^"]+)"[^>]*>(?:(?!</form>).)*name="neant"', shown, re.DOTALL)
        if address is None:
            break
        as_alice.post(address[1], {"neant": "1"})
    assert missing_mentions(Papers(sitting)) == ()


def test_a_mention_marked_as_nothing_by_mistake_is_taken_back(written: Sitting, alice: Any, as_alice: Any) -> None:
    address = page(written, "mention", "requests")
    as_alice.post(address, {"neant": "1"})
    assert "Retirer «" in as_alice.get(page(written, "pv")).content.decode()
    as_alice.post(address, {})
    assert not MentionAnswer.objects.exists()


def test_a_report_given_later_takes_the_place_of_nothing(read: Sitting, alice: Any) -> None:
    settle_report(read.meeting.items.get(number=1), "Rapport n° 4", user=alice)
    assert missing_mentions(Papers(read)) == ()
