"""The acts of a sitting: prepared, validated, sealed, listed, published, and what nobody may do to them."""

from __future__ import annotations

import hashlib
import io
from datetime import timedelta
from typing import Any

import docx
import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from odfdo import Document as OdfDocument

from beffroi.audit.models import Entry
from beffroi.minutes.actions import deliberations as texts
from beffroi.minutes.actions.act_files import made
from beffroi.minutes.actions.issue import (
    CannotPublish,
    LedgerOpen,
    content_of,
    end_publication,
    issue,
    publish,
)
from beffroi.minutes.actions.paper_documents import deliberation_act, register_act
from beffroi.minutes.actions.paper_list import list_act
from beffroi.minutes.actions.papers import NotKnown, Papers
from beffroi.minutes.actions.proceedings import enter_in_item
from beffroi.minutes.actions.pv_document import minutes_act
from beffroi.minutes.actions.pv_state import state_of
from beffroi.minutes.actions.sitting import maintain, open_contradictions
from beffroi.minutes.actions.transmit import keep_signed
from beffroi.minutes.domain.sitting import events as e
from beffroi.minutes.domain.text import fold
from beffroi.minutes.domain.types import SentenceKind
from beffroi.minutes.models import Deliberation, DocumentKind, IssuedDocument, Publication, Sentence, Sitting
from tests.doubles.sitting import HELD, NAMES, a_deliberation, a_held_sitting, a_sitting, keys, open_it, vote

from .conftest import by_hand, page, refused_by_the_database, sql, text_of

SECRET_WORDS = "scrutin secret"


@pytest.fixture
def act(held: Sitting, alice: Any) -> Deliberation:
    town = held.commune
    town.insee_code = "70001"
    town.save()
    return a_deliberation(held, alice)


def validated(act: Deliberation, bob: Any) -> IssuedDocument:
    document = texts.validate(act, user=bob)
    act.refresh_from_db()
    return document


# --- prepared, then validated -------------------------------------------------------------------------------


def test_a_deliberation_is_prepared_before_the_sitting_and_numbered_when_it_is_validated(
    in_valbrume: Any, alice: Any, bob: Any
) -> None:
    sitting = a_sitting(alice)
    act = a_deliberation(sitting, alice)
    assert act.number == ""
    open_it(sitting, alice)
    vote(sitting, alice, 1, unanimous=True, declared=e.Outcome.ADOPTED)
    validated(act, bob)
    assert act.number == "2025-001"


def test_the_next_deliberation_takes_the_next_number_of_the_commune(
    held: Sitting, act: Deliberation, alice: Any, bob: Any
) -> None:
    validated(act, bob)
    second = a_deliberation(held, alice, 2)
    validated(second, bob)
    later = a_held_sitting(alice, title="Conseil de janvier", starts_at=HELD + timedelta(days=40))
    third = a_deliberation(later, alice)
    validated(third, bob)
    assert [act.number, second.number, third.number] == ["2025-001", "2025-002", "2026-001"]


def test_the_same_number_is_never_given_to_two_deliberations(
    held: Sitting, act: Deliberation, alice: Any, bob: Any, as_alice: Any
) -> None:
    validated(act, bob)
    other = a_deliberation(held, alice, 2)
    with pytest.raises(texts.NumberTaken, match="2025-001"):
        texts.prepare(other.item, {"number": "2025-001"}, user=alice)
    form = deliberation_form(other) | {"number": "2025-001"}
    response = as_alice.post(reverse("minutes:deliberation", args=[other.item_id]), form)
    assert response.status_code == 422 and "est déjà celui de" in response.content.decode()


def deliberation_form(act: Deliberation) -> dict[str, str]:
    names = (
        "object",
        "number",
        "report",
        "visas",
        "considerants",
        "articles",
        "debate",
        "matter_code",
        "plain_summary",
    )
    form = {name: getattr(act, name) for name in names}
    return form | {"kind": act.item.kind, "detail": act.item.detail, "presenter": act.item.presenter}


def test_a_deliberation_is_not_validated_before_its_vote(in_valbrume: Any, alice: Any, bob: Any) -> None:
    sitting = a_sitting(alice)
    act = a_deliberation(sitting, alice)
    open_it(sitting, alice)
    with pytest.raises(NotKnown, match="pas encore de résultat"):
        texts.validate(act, user=bob)
    act.refresh_from_db()
    assert not act.is_validated and not IssuedDocument.objects.exists()


def test_nor_while_a_figure_of_its_vote_is_missing(in_valbrume: Any, alice: Any, bob: Any) -> None:
    sitting = a_sitting(alice)
    act = a_deliberation(sitting, alice)
    open_it(sitting, alice)
    vote(sitting, alice, 1, votes_for=9)
    assert Papers(sitting).ledger.ballots_of(1)[0].against is None
    with pytest.raises(NotKnown):
        texts.validate(act, user=bob)


@pytest.mark.parametrize("event", [e.ItemWithdrawn("pièce manquante"), e.ItemPostponed("")])
def test_an_item_that_the_council_did_not_decide_gives_no_deliberation(
    event: e.Event, in_valbrume: Any, alice: Any, bob: Any
) -> None:
    sitting = a_sitting(alice)
    act = a_deliberation(sitting, alice)
    open_it(sitting, alice)
    enter_in_item(sitting, [event], item=1, at=None, user=alice)
    with pytest.raises(NotKnown, match="retiré ou reporté"):
        texts.validate(act, user=bob)


def test_an_election_without_anybody_elected_is_not_finished(in_valbrume: Any, alice: Any, bob: Any) -> None:
    sitting = a_sitting(alice)
    act = a_deliberation(sitting, alice)
    open_it(sitting, alice)
    who = keys(sitting)
    scores = (e.Score(who[0], 5), e.Score(who[1], 5), e.Score(who[2], 4))
    enter_in_item(sitting, [e.ElectionRound("Adjoint", 1, scores)], item=1, at=None, user=alice)
    with pytest.raises(NotKnown):
        texts.validate(act, user=bob)


def test_a_deliberation_without_anything_decided_is_not_validated(held: Sitting, act: Deliberation, bob: Any) -> None:
    Deliberation.objects.filter(pk=act.pk).update(articles="  ")
    act.refresh_from_db()
    with pytest.raises(NotKnown, match="dispositif"):
        texts.validate(act, user=bob)


def test_a_clerk_does_not_validate(act: Deliberation, alice: Any, as_alice: Any) -> None:
    with pytest.raises(PermissionDenied):
        texts.validate(act, user=alice)
    assert as_alice.post(reverse("minutes:validate_deliberation", args=[act.pk])).status_code == 403


@pytest.fixture
def torn(in_valbrume: Any, alice: Any) -> Sitting:
    """Two pouvoirs in one hand: the ledger contradicts the law."""
    sitting = a_sitting(alice)
    open_it(sitting, alice, proxies={12: 3, 13: 3})
    vote(sitting, alice, 1, unanimous=True, declared=e.Outcome.ADOPTED)
    assert open_contradictions(sitting)
    return sitting


def test_nothing_is_validated_while_the_sitting_contradicts_itself(torn: Sitting, alice: Any, bob: Any) -> None:
    act = a_deliberation(torn, alice)
    with pytest.raises(LedgerOpen, match="à lever"):
        texts.validate(act, user=bob)
    with refused_by_the_database():
        sql("UPDATE minutes_deliberation SET validated_at = '2026-01-01 10:00:00' WHERE id = %s", act.pk)
    with refused_by_the_database():
        Deliberation.objects.filter(pk=act.pk).update(validated_at=HELD)


@pytest.mark.parametrize("kind", ["deliberation", "list", "register", "transmission", "pv_adopted"])
def test_no_act_is_issued_over_a_contradiction_even_by_hand_in_the_database(kind: str, torn: Sitting, bob: Any) -> None:
    with pytest.raises(LedgerOpen):
        issue(torn, kind, b"%PDF-1.7", "acte.pdf", user=bob)
    with refused_by_the_database():
        row = IssuedDocument(sitting=torn, kind=kind, name="a.pdf", sha256="0" * 64, size=1, at=HELD)
        row.save()


def test_a_contradiction_that_the_nature_of_an_item_brings_is_seen_at_once(
    held: Sitting, act: Deliberation, bob: Any, as_alice: Any
) -> None:
    """The mayor voted; then the clerk says that it was the financial account, on which the mayor does not vote."""
    form = deliberation_form(act) | {"financial_account": "on"}
    assert as_alice.post(reverse("minutes:deliberation", args=[act.item_id]), form).status_code == 302
    assert open_contradictions(held)
    with pytest.raises(LedgerOpen):
        texts.validate(act, user=bob)


def test_a_contradiction_maintained_by_a_reader_no_longer_stops(torn: Sitting, alice: Any, bob: Any) -> None:
    for flag in open_contradictions(torn):
        maintain(flag, user=bob, reason="Le second pouvoir n’a pas servi.")
    act = a_deliberation(torn, alice)
    # It is for the last lock, on what is printed, to say whether the act still holds.
    try:
        texts.validate(act, user=bob)
    except Exception as error:
        assert "Délibération" in str(error)


# --- sealed -------------------------------------------------------------------------------------------------


def test_the_validated_act_is_sealed_by_the_hash_that_the_journal_keeps(act: Deliberation, bob: Any) -> None:
    document = validated(act, bob)
    content = content_of(document)
    assert content.startswith(b"%PDF-")
    assert document.sha256 == hashlib.sha256(content).hexdigest()
    line = Entry.objects.get(action="document_issued", data__document=str(document.pk))
    assert (line.data["sha256"], line.actor) == (document.sha256, "bob")


def test_the_act_says_its_vote_its_text_and_who_was_there(act: Deliberation, bob: Any) -> None:
    said = text_of(content_of(validated(act, bob)))
    for words in ("2025-001", "13", "Approuve le projet pour 278 400 €", "Hélène Vasseur", "la salle doit être isolée"):
        assert words in said, words


def test_a_validated_act_is_not_rewritten_by_the_page_the_action_or_by_hand(
    act: Deliberation, alice: Any, bob: Any, as_alice: Any
) -> None:
    validated(act, bob)
    with pytest.raises(texts.AlreadyValidated):
        texts.prepare(act.item, {"articles": "Autre chose."}, user=alice)
    form = deliberation_form(act) | {"articles": "Autre chose.", "financial_account": "on"}
    response = as_alice.post(reverse("minutes:deliberation", args=[act.item_id]), form)
    assert response.status_code == 422
    act.item.refresh_from_db()
    assert not act.item.financial_account, "ce qu’est le point ne change pas non plus"
    for column in ("object", "number", "visas", "considerants", "articles", "debate"):
        with refused_by_the_database():
            sql(f"UPDATE minutes_deliberation SET {column} = 'autre' WHERE id = %s", act.pk)
    with refused_by_the_database():
        sql("DELETE FROM minutes_deliberation WHERE id = %s", act.pk)


ISSUED = [
    ("minutes_issueddocument", "sha256 = 'x'"),
    ("minutes_issueddocument", "file = 'ailleurs.pdf'"),
    ("minutes_publication", "at = '2020-01-01'"),
    ("minutes_transmission", "received_on = '2020-01-01'"),
]


@pytest.mark.parametrize(("table", "change"), ISSUED)
def test_what_was_issued_published_or_transmitted_is_neither_changed_nor_deleted(
    table: str, change: str, act: Deliberation, bob: Any
) -> None:
    from beffroi.minutes.actions.transmit import record_transmission

    document = validated(act, bob)
    publish(document, user=bob, mode="electronic")
    record_transmission(act, user=bob)
    with refused_by_the_database():
        sql(f"UPDATE {table} SET {change}")
    with refused_by_the_database():
        sql(f"DELETE FROM {table}")


# --- reopened -----------------------------------------------------------------------------------------------


def test_a_validation_is_undone_while_the_act_has_not_left_and_keeps_its_number(
    act: Deliberation, alice: Any, bob: Any
) -> None:
    first = validated(act, bob)
    texts.reopen_deliberation(act, user=bob)
    texts.prepare(act.item, {"articles": "Approuve le projet pour 300 000 €."}, user=alice)
    act.refresh_from_db()
    second = validated(act, bob)
    assert act.number == "2025-001" and first.pk != second.pk
    assert "300 000 €" in text_of(content_of(second)) and "278 400 €" in text_of(content_of(first))


@pytest.mark.parametrize("how", ["published", "transmitted"])
def test_an_act_that_left_is_not_reopened_not_even_by_hand(how: str, act: Deliberation, bob: Any) -> None:
    from beffroi.minutes.actions.transmit import record_transmission

    document = validated(act, bob)
    if how == "published":
        publish(document, user=bob, mode="electronic")
    else:
        record_transmission(act, user=bob)
    with pytest.raises(texts.AlreadyValidated, match="ne se rouvre plus"):
        texts.reopen_deliberation(act, user=bob)
    with refused_by_the_database():
        sql("UPDATE minutes_deliberation SET validated_at = NULL WHERE id = %s", act.pk)


def test_a_file_that_was_replaced_is_no_longer_published_nor_sent(act: Deliberation, alice: Any, bob: Any) -> None:
    from beffroi.minutes.actions.issue import act_to_take

    first = validated(act, bob)
    old_scan = keep_signed(act, b"%PDF-1.7 premier", "scan.pdf", user=bob)
    texts.reopen_deliberation(act, user=bob)
    with pytest.raises(CannotPublish):
        publish(first, user=bob, mode="electronic")
    second = validated(Deliberation.objects.get(pk=act.pk), bob)
    for gone in (first, old_scan):
        with pytest.raises(CannotPublish):
            publish(IssuedDocument.objects.get(pk=gone.pk), user=bob, mode="electronic")
    assert act_to_take(Deliberation.objects.get(pk=act.pk)) == second
    assert Publication.objects.count() == 0


# --- the list -----------------------------------------------------------------------------------------------


def the_list(sitting: Sitting, client: Any) -> IssuedDocument:
    client.post(page(sitting, "issue_list"))
    return IssuedDocument.objects.filter(sitting=sitting, kind=DocumentKind.LIST).last()


def test_the_list_is_issued_and_published_on_its_own_long_before_the_minutes(held: Sitting, as_bob: Any) -> None:
    document = the_list(held, as_bob)
    said = text_of(content_of(document))
    assert "Travaux de la salle des fêtes" in said and "13 pour, 1 contre" in said
    as_bob.post(reverse("minutes:publish_document", args=[document.pk]), {"mode": "electronic"})
    held.refresh_from_db()
    assert held.public_slug == "2025-12-11" and state_of(held) == "draft"


def test_the_list_is_shown_at_the_town_hall_and_online_each_with_its_date(held: Sitting, as_bob: Any) -> None:
    document = the_list(held, as_bob)
    address = reverse("minutes:publish_document", args=[document.pk])
    for mode in ("electronic", "posting", "electronic"):
        as_bob.post(address, {"mode": mode})
    assert sorted(document.publications.values_list("mode", flat=True)) == ["electronic", "posting"]
    shown = as_bob.get(held.meeting.get_absolute_url()).content.decode()
    assert "En ligne depuis" in shown and "Affichée à la mairie depuis" in shown


def test_a_list_that_would_forget_a_deliberation_is_not_issued(in_valbrume: Any, alice: Any, as_bob: Any) -> None:
    sitting = a_sitting(alice)
    open_it(sitting, alice)
    vote(sitting, alice, 1, unanimous=True, declared=e.Outcome.ADOPTED)
    shown = as_bob.post(page(sitting, "issue_list"), follow=True).content.decode()
    assert "le point 2 n’a pas encore de résultat" in shown.replace("\u00a0", " ")
    assert not IssuedDocument.objects.exists()


def test_what_left_the_public_pages_is_not_published_again(held: Sitting, as_bob: Any, bob: Any) -> None:
    document = the_list(held, as_bob)
    publish(document, user=bob, mode="electronic")
    end_publication(document, user=bob, reason="nom d’un mineur")
    with pytest.raises(CannotPublish, match="retiré"):
        publish(document, user=bob, mode="electronic")
    assert document.publications.count() == 2, "la trace reste"


def test_leaving_the_public_pages_asks_why_on_the_page_of_the_sitting(held: Sitting, as_bob: Any, bob: Any) -> None:
    document = the_list(held, as_bob)
    publish(document, user=bob, mode="electronic")
    response = as_bob.post(reverse("minutes:withdraw_document", args=[document.pk]), {"raison": " "}, follow=True)
    assert response.status_code == 200 and "Dites pourquoi" in response.content.decode()


def test_an_act_that_leaves_before_two_months_is_replaced_and_the_page_says_until_when(
    held: Sitting, as_bob: Any, bob: Any
) -> None:
    document = the_list(held, as_bob)
    publish(document, user=bob, mode="electronic")
    address = reverse("minutes:withdraw_document", args=[document.pk])
    assert f'action="{address}"' in as_bob.get(held.meeting.get_absolute_url()).content.decode()
    shown = as_bob.post(address, {"raison": "nom d’un mineur"}, follow=True).content.decode()
    assert "deux mois au moins" in shown and "autre fichier" in shown
    assert document.publications.filter(ends=True).exists()
    assert Entry.objects.get(action="publication_ended").data["early"] is True
    assert f'action="{address}"' not in as_bob.get(held.meeting.get_absolute_url()).content.decode()


def test_what_is_for_the_house_is_not_published(held: Sitting, bob: Any, as_bob: Any) -> None:
    document = issue(held, DocumentKind.CONVOCATION, b"%PDF-1.7", "convocation.pdf", user=bob)
    answer = as_bob.post(reverse("minutes:publish_document", args=[document.pk]), {"mode": "electronic"})
    assert answer.status_code == 404 and not Publication.objects.exists()


# --- the plain-language summary -----------------------------------------------------------------------------


def test_a_summary_that_changes_is_one_that_nobody_has_read(act: Deliberation, alice: Any, bob: Any) -> None:
    texts.prepare(act.item, {"plain_summary": "La salle sera isolée."}, user=alice)
    act.refresh_from_db()
    texts.read_plain_summary(act, user=bob)
    assert act.plain_read_by == bob
    texts.prepare(act.item, {"plain_summary": "La salle sera vendue."}, user=alice)
    act.refresh_from_db()
    assert act.plain_read_by is None


def test_reopening_a_deliberation_asks_for_its_summary_to_be_read_again(act: Deliberation, bob: Any) -> None:
    validated(act, bob)
    texts.read_plain_summary(act, user=bob, summary="La salle sera isolée.")
    texts.reopen_deliberation(act, user=bob)
    act.refresh_from_db()
    assert (act.plain_summary, act.plain_read_by) == ("La salle sera isolée.", None)


def test_a_summary_is_written_or_mended_after_the_validation(act: Deliberation, bob: Any, as_bob: Any) -> None:
    validated(act, bob)
    as_bob.post(reverse("minutes:read_summary", args=[act.pk]), {"resume": "La salle sera isolée."})
    act.refresh_from_db()
    assert (act.plain_summary, act.plain_read_by) == ("La salle sera isolée.", bob)
    shown = as_bob.post(reverse("minutes:read_summary", args=[act.pk]), {"resume": " "}, follow=True).content.decode()
    act.refresh_from_db()
    assert "Le résumé est vide" in shown and act.plain_summary


# --- papers, in three formats -------------------------------------------------------------------------------

PAPERS = ["feuille-de-presence", "affichette", "registre", "liste", "convocation"]


@pytest.mark.parametrize("name", PAPERS)
def test_each_paper_opens_in_each_format(name: str, held: Sitting, act: Deliberation, as_alice: Any) -> None:
    expected = {"registre": "278 400 €", "affichette": "enregistr", "convocation": "Salle du conseil"}.get(
        name, "Vasseur" if name == "feuille-de-presence" else "Travaux de la salle"
    )
    for fmt in ("pdf", "docx", "odt"):
        answer = as_alice.get(page(held, "paper", name, fmt))
        assert answer.status_code == 200 and f".{fmt}" in answer.headers["Content-Disposition"]
        assert fold(expected) in fold(read(answer.content, fmt)), (name, fmt)


def read(content: bytes, fmt: str) -> str:
    if fmt == "pdf":
        return text_of(content)
    if fmt == "docx":
        document = docx.Document(io.BytesIO(content))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        words = " ".join([paragraph.text for paragraph in document.paragraphs] + cells)
    else:
        words = OdfDocument(io.BytesIO(content)).get_formatted_text()
    return " ".join(words.replace("\u00a0", " ").replace("\u202f", " ").split())


def test_a_paper_or_a_format_that_does_not_exist_is_not_found(held: Sitting, as_alice: Any) -> None:
    assert as_alice.get(page(held, "paper", "menu", "pdf")).status_code == 404
    assert as_alice.get(page(held, "paper", "liste", "exe")).status_code == 404


def test_a_file_whose_name_is_strange_is_given_under_a_safe_name(act: Deliberation, bob: Any, as_alice: Any) -> None:
    validated(act, bob)
    document = keep_signed(act, b"%PDF-1.7", 'scan "n° 1" 🙂.pdf', user=bob)
    header = as_alice.get(reverse("minutes:issued", args=[document.pk])).headers["Content-Disposition"]
    assert header.startswith("attachment; filename") and header.isascii() and header.count('"') % 2 == 0


# --- a secret ballot ----------------------------------------------------------------------------------------


def test_a_secret_ballot_never_puts_a_name_beside_a_vote_in_any_document(
    in_valbrume: Any, alice: Any, bob: Any
) -> None:
    """The members who are only named as present are the same as in a sitting without that ballot."""
    sitting = a_sitting(alice)
    open_it(sitting, alice)
    who = keys(sitting)
    asked = e.BallotAsked(e.BallotKind.SECRET, askers=tuple(who[:5]))
    ballot = e.BallotHeld(e.BallotKind.SECRET, votes_for=8, against=4, abstain=0, blank=2)
    enter_in_item(sitting, [asked, ballot], item=1, at=None, user=alice)
    act = a_deliberation(sitting, alice)
    by_hand(sitting, alice)
    texts.validate(act, user=bob)
    papers = Papers(sitting)
    item = papers.items[0]
    documents = {
        "deliberation": deliberation_act(papers, item, draft=False),
        "list": list_act(papers, provisional=True),
        "register": register_act(papers),
        "pv": minutes_act(papers, state_of(sitting)),
    }
    assert "senses" not in repr(papers.ballot(item)) and "Person" not in repr(papers.ballot(item))
    for name, document in documents.items():
        for fmt in ("pdf", "docx", "odt"):
            assert_no_name_after_the_vote(read(made(document, fmt)[0], fmt), name, fmt)


def assert_no_name_after_the_vote(said: str, name: str, fmt: str) -> None:
    """From "scrutin secret" to the next full stop, nobody is named."""
    found = fold(said)
    at = 0
    while (at := found.find(SECRET_WORDS, at)) >= 0:
        sentence = found[at : found.find(".", at)]
        for last, _, _ in NAMES:
            assert fold(last) not in sentence.split(), (name, fmt, sentence)
        at += 1


def test_a_secret_ballot_with_names_is_refused_by_the_pages(in_valbrume: Any, alice: Any, as_alice: Any) -> None:
    sitting = a_sitting(alice)
    open_it(sitting, alice)
    form = {"ballot": "secret", "purpose": "text", "votes_for": "10", "abstain_names": keys(sitting)[:2], "point": "1"}
    response = as_alice.post(page(sitting, "add_event", "vote"), form)
    assert response.status_code == 422 and "Aucun nom" in response.content.decode()


# --- the words of the procès-verbal ---------------------------------------------------------------------------


def test_naming_the_secretary_is_written_as_a_designation(in_valbrume: Any, alice: Any) -> None:
    sitting = a_sitting(alice)
    open_it(sitting, alice)
    enter_in_item(sitting, [e.SecretaryNamed((keys(sitting)[4],))], item=1, at=None, user=alice)
    papers = Papers(sitting)
    name = papers.person(keys(sitting)[4]).named.replace("\u00a0", " ")
    said = read(made(minutes_act(papers, state_of(sitting)), "pdf")[0], "pdf")
    assert f"Désignation, sans vote – {name}." in said and "prend acte" not in said
    assert "Désignation" in read(made(list_act(papers, provisional=True), "pdf")[0], "pdf")


def test_a_quotation_has_its_marks_once(held: Sitting, alice: Any) -> None:
    minutes = by_hand(held, alice)
    quoted = Sentence.objects.filter(section__minutes=minutes, section__item_number=1).first()
    assert quoted is not None
    said = "M. Tissot déclare : « La toiture fuit depuis deux hivers. »"
    Sentence.objects.filter(pk=quoted.pk).update(kind=SentenceKind.QUOTE, text=said)
    written = read(made(minutes_act(Papers(held), state_of(held)), "pdf")[0], "pdf")
    assert said in written and "« M. Tissot" not in written
