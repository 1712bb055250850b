"""A remark by a signed link: no account, one sitting, and nothing else of the site."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail, signing
from django.urls import reverse
from django.utils import timezone

from beffroi.minutes.actions import comments as acts
from beffroi.minutes.models import Comment, CommentInvitation, PvStepDone, Sentence, Sitting
from beffroi.minutes.urls import urlpatterns
from beffroi.town.scope import scope
from tests.conftest import StrictClient
from tests.doubles.sitting import a_held_sitting

from .conftest import by_hand, page


@pytest.fixture
def invitation(written: Sitting, alice: Any) -> CommentInvitation:
    return acts.invite(written, user=alice, name="Lucie Perrin", role="secrétaire de séance")


def address(invitation: CommentInvitation) -> str:
    return reverse("minutes:comment", args=[acts.token_of(invitation)])


@pytest.fixture
def guest() -> StrictClient:
    return StrictClient()


@pytest.fixture
def sentence(written: Sitting) -> Sentence:
    found: Sentence = Sentence.objects.filter(section__minutes__meeting=written.meeting, section__item_number=1).first()
    return found


def test_the_link_opens_the_project_without_an_account(invitation: CommentInvitation, guest: StrictClient) -> None:
    answer = guest.get(address(invitation))
    shown = answer.content.decode()
    assert answer.status_code == 200 and "M. Roux demande le coût" in shown and "Bonjour Lucie Perrin" in shown
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Referrer-Policy"] == "no-referrer" and answer.headers["X-Robots-Tag"] == "noindex"
    invitation.refresh_from_db()
    assert invitation.seen_at is not None


def test_a_remark_on_a_sentence_keeps_the_words_that_it_was_about(
    invitation: CommentInvitation, sentence: Sentence, guest: StrictClient, alice: Any
) -> None:
    guest.post(address(invitation), {"phrase": sentence.pk, "texte": "Le projet est de la commission."})
    said = sentence.text
    Sentence.objects.filter(pk=sentence.pk).update(text="Autre.")
    left = Comment.objects.get()
    assert (left.quoted, left.sentence_id, left.invitation.name) == (said, sentence.pk, "Lucie Perrin")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda token: token[:-1] + ("a" if token[-1] != "a" else "b"),
        lambda token: token.split(":")[0],
        lambda token: "x",
        lambda token: signing.dumps([1, 1], salt="autre"),
        lambda token: signing.dumps("pas une liste", salt=acts.SALT),
        lambda token: signing.dumps([1, 2, 3], salt=acts.SALT),
        lambda token: signing.dumps([999, 999], salt=acts.SALT),
    ],
)
def test_a_link_that_was_tampered_with_opens_nothing(
    spoil: Any, invitation: CommentInvitation, guest: StrictClient
) -> None:
    answer = guest.get(reverse("minutes:comment", args=[spoil(acts.token_of(invitation))]))
    assert answer.status_code == 404 and "Ce lien est fermé" in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]


def expire(invitation: CommentInvitation) -> None:
    CommentInvitation.objects.filter(pk=invitation.pk).update(expires_at=timezone.now() - timedelta(minutes=1))


def revoke(invitation: CommentInvitation) -> None:
    CommentInvitation.objects.filter(pk=invitation.pk).update(revoked_at=timezone.now())


def adopt(invitation: CommentInvitation) -> None:
    from beffroi.minutes.actions.approve import approve
    from beffroi.town.models import Role
    from tests.doubles.cast import a_person

    reader = a_person("dana", invitation.commune, Role.READER)
    approve(invitation.sitting.meeting.minutes, user=reader)
    PvStepDone(sitting=invitation.sitting, step="adopted", on=timezone.localdate(), by=reader).save()


@pytest.mark.parametrize("end", [expire, revoke, adopt])
def test_a_link_that_is_over_opens_nothing_and_takes_no_remark(
    end: Any, invitation: CommentInvitation, guest: StrictClient
) -> None:
    end(invitation)
    for answer in (guest.get(address(invitation)), guest.post(address(invitation), {"texte": "Encore."})):
        assert answer.status_code == 404
    assert not Comment.objects.exists()


def test_revoking_keeps_what_was_said(invitation: CommentInvitation, guest: StrictClient, as_alice: Any) -> None:
    guest.post(address(invitation), {"texte": "Bien."})
    as_alice.post(reverse("minutes:revoke_invitation", args=[invitation.pk]))
    assert guest.get(address(invitation)).status_code == 404
    assert Comment.objects.count() == 1


def test_the_commune_of_the_link_is_part_of_what_is_signed(
    invitation: CommentInvitation, autreville: Any, guest: StrictClient
) -> None:
    token = signing.dumps([autreville.pk, invitation.pk], salt=acts.SALT)
    assert guest.get(reverse("minutes:comment", args=[token])).status_code == 404


def test_a_sentence_of_another_sitting_or_commune_is_never_reached(
    invitation: CommentInvitation, alice: Any, autreville: Any, charlie: Any, guest: StrictClient
) -> None:
    other = a_held_sitting(alice, title="Autre séance")
    by_hand(other, alice)
    foreign = Sentence.objects.filter(section__minutes__meeting=other.meeting).last()
    with scope(autreville):
        theirs = a_held_sitting(charlie)
        by_hand(theirs, charlie)
        elsewhere = Sentence.objects.filter(section__minutes__meeting=theirs.meeting).last()
    for row in (foreign, elsewhere):
        guest.post(address(invitation), {"phrase": row.pk, "texte": "Ici ?"})
    assert set(Comment.objects.values_list("sentence_id", "quoted")) == {(None, "")}


@pytest.mark.parametrize("number", ["", "zut", "-1", "²", "9" * 30, "9" * 6000, "1 OR 1=1"])
def test_a_strange_number_of_sentence_is_a_remark_on_the_whole(
    number: str, invitation: CommentInvitation, guest: StrictClient
) -> None:
    assert guest.post(address(invitation), {"phrase": number, "texte": "Bien."}).status_code == 302
    assert Comment.objects.get().sentence_id is None


@pytest.mark.parametrize(
    ("text", "said"), [("", "Écrivez"), (" \n\t", "Écrivez"), ("\0", "Écrivez"), ("a" * 5000, "4000")]
)
def test_nothing_or_too_much_is_refused_with_what_to_do(
    text: str, said: str, invitation: CommentInvitation, guest: StrictClient
) -> None:
    answer = guest.post(address(invitation), {"texte": text})
    assert answer.status_code == 422 and said in answer.content.decode() and not Comment.objects.exists()


def test_markup_and_pictures_are_words_like_others(invitation: CommentInvitation, guest: StrictClient) -> None:
    guest.post(address(invitation), {"texte": "<script>alert(1)</script> 🙂\0"})
    shown = guest.get(address(invitation)).content.decode()
    assert "&lt;script&gt;" in shown and "🙂" in shown


def test_the_two_hundred_and_first_remark_is_refused(invitation: CommentInvitation, guest: StrictClient) -> None:
    Comment.objects.bulk_create(
        Comment(invitation=invitation, text=f"n° {rank}", commune=invitation.commune) for rank in range(acts.MOST)
    )
    answer = guest.post(address(invitation), {"texte": "Une de trop."})
    assert answer.status_code == 422 and "appelez la mairie" in answer.content.decode()
    assert Comment.objects.count() == acts.MOST


def test_one_guest_never_reads_the_remarks_of_another(
    invitation: CommentInvitation, written: Sitting, alice: Any, guest: StrictClient
) -> None:
    other = acts.invite(written, user=alice, name="Paul Garnier")
    guest.post(address(other), {"texte": "Entre nous seulement."})
    assert "Entre nous" not in guest.get(address(invitation)).content.decode()


def test_the_link_is_sent_where_there_is_an_address(written: Sitting, as_alice: Any) -> None:
    as_alice.post(page(written, "invite"), {"name": "Lucie Perrin", "email": "lucie@valbrume.fr"})
    [message] = mail.outbox
    assert message.to == ["lucie@valbrume.fr"] and "/remarques/" in message.body
    link = re.search(r"/remarques/\S+", message.body)
    assert link and StrictClient().get(link[0]).status_code == 200


def test_a_remark_is_answered_and_the_guest_sees_the_answer(
    invitation: CommentInvitation, sentence: Sentence, guest: StrictClient, as_alice: Any
) -> None:
    guest.post(address(invitation), {"phrase": sentence.pk, "texte": "Le coût était donné."})
    assert "Le coût était donné" in as_alice.get(page(invitation.sitting, "pv")).content.decode()
    answer = {"retenu": "1", "reponse": "Ajouté."}
    as_alice.post(reverse("minutes:answer_comment", args=[Comment.objects.get().pk]), answer)
    assert "Ajouté." in guest.get(address(invitation)).content.decode()


def test_nothing_else_of_the_site_opens_with_the_link(invitation: CommentInvitation, guest: StrictClient) -> None:
    guest.get(address(invitation))
    sitting, token = invitation.sitting, acts.token_of(invitation)
    for name in ("meeting", "pv", "proceedings", "proofread", "opening", "roster", "convocation"):
        for extra in ("", f"?token={token}"):
            assert guest.get(page(sitting, name) + extra).status_code == 302
    assert guest.get(f"/echeances/{token}.ics").status_code == 404
    assert {pattern.name for pattern in urlpatterns if "<str:token>" in str(pattern.pattern)} == {
        "comment",
        "calendar_feed",
    }
