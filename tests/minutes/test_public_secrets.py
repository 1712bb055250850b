"""Not one public artefact shows what it must not: pages, feed, open data, search, files, register, sound."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.utils import timezone

from beffroi.minutes.models import (
    AgendaItem,
    Comment,
    CommentInvitation,
    Deliberation,
    DocumentKind,
    Flag,
    Sentence,
    Sitting,
    SittingEvent,
    SittingFlag,
)
from beffroi.town.models import Commune
from beffroi.town.scope import scope
from tests.doubles.public_walk import HOME, a_pdf, public_answers
from tests.doubles.published import (
    a_deliberation,
    a_file,
    a_published_sitting,
    a_sitting,
    give_slug,
    mask_term,
    mask_utterances,
    publish_list,
    publish_minutes,
    put_online,
)


@pytest.fixture
def published(in_valbrume: Commune, alice: Any, bob: Any) -> Sitting:
    return a_published_sitting(alice, bob)


def artefacts(*queries: str) -> dict[str, str]:
    return public_answers(*(f"{HOME}recherche/?q={query}" for query in queries), sound=True)


def leaks(*secrets: str) -> list[tuple[str, str]]:
    """Where each secret is read: it is also looked for, and a search page that merely repeats it leaks nothing."""
    found = artefacts(*[secret.split()[0] for secret in secrets])
    told = {address: _told(body) if "recherche" in address else body for address, body in found.items()}
    return [(address, secret) for address, body in told.items() for secret in secrets if secret.lower() in body.lower()]


def _told(page: str) -> str:
    """The results alone."""
    return page.partition('<ol class="hits">')[2].partition("</ol>")[0]


def test_the_walk_sees_every_kind_of_page(published: Sitting) -> None:
    found = artefacts("ecole")
    for part in ("decisions.atom", "deliberations.csv", "actes/", "/point/3/", "/documents/", "recherche/"):
        assert any(part in address for address in found), part
    assert leaks("pétanque"), "what is public is found: the test below can fail"


def test_nothing_of_what_is_not_published_is_anywhere(
    published: Sitting, autreville: Commune, alice: Any, bob: Any, charlie: Any
) -> None:
    meeting = published.meeting
    sentence = Sentence.objects.filter(section__minutes=meeting.minutes).first()
    Flag(minutes=meeting.minutes, message="DRAPEAU douteux", answer="obsolete", kind="figure").save()
    SittingFlag(sitting=published, code="x", message="CONTRADICTION vue", answer="gone").save()
    invitation = CommentInvitation(
        sitting=published, name="COMMENTATEUR", email="inconnu@mairie.example", expires_at=timezone.now()
    )
    invitation.save()
    Comment(invitation=invitation, sentence=sentence, text="REMARQUE confidentielle").save()
    Deliberation.objects.filter(number="2025-044").update(plain_summary="BROUILLON jamais relu", debate="NOTE interne")

    hidden = a_sitting(alice, moment=datetime(2026, 3, 5, 18, 30, tzinfo=UTC))
    AgendaItem.objects.filter(meeting=hidden.meeting, number=1).update(title="SECRETAIRERIE du golf")
    unread = a_sitting(alice, moment=datetime(2026, 2, 12, 18, 30, tzinfo=UTC))
    project = Sentence.objects.filter(section__minutes=unread.meeting.minutes, section__item_number=1)
    project.update(text="PROJET non lu")
    a_deliberation(unread, 1, "2026-001", articles="DISPOSITIF pas encore en ligne")
    publish_list(unread)
    for kind in (DocumentKind.PV_READ, DocumentKind.ATTENDANCE, DocumentKind.RECEIPT, DocumentKind.TRANSMISSION):
        put_online(a_file(unread, kind, f"%PDF-1.7 PIECE {kind}".encode(), name="PIECE-par-erreur.pdf"))
    adopted = a_file(unread, DocumentKind.PV_ADOPTED, b"%PDF-1.7 ARRETE trop tot", name="ARRETE-trop-tot.pdf")
    put_online(adopted)
    with scope(autreville):
        theirs = a_published_sitting(charlie, charlie, moment=datetime(2026, 1, 15, tzinfo=UTC), prefix="AUTRE")
        assert theirs.public_slug

    assert leaks(
        "DRAPEAU", "CONTRADICTION", "COMMENTATEUR", "inconnu@mairie", "REMARQUE", "BROUILLON", "NOTE interne",
        "SECRETAIRERIE", "PROJET non lu", "DISPOSITIF", "PIECE", "ARRETE-trop", "trop tot", "AUTRE-04", "MACHINE",
        "2026-01-15", "2026-03-05", "modèle d’essai", "alice", "bob",
    ) == []  # fmt: skip


@pytest.fixture
def about_somebody(in_valbrume: Commune, alice: Any, bob: Any) -> Sitting:
    """A person is named in everything that is published but one act, and nothing is masked yet."""
    sitting = a_sitting(alice)
    subject = "Secours à Zéphirine Quatremer"
    made = a_deliberation(
        sitting,
        1,
        "2025-041",
        object=subject,
        articles="Une aide est versée à Zéphirine Quatremer.",
        plain_summary="Zéphirine Quatremer est aidée.",
        plain_read_by=bob,
    )
    AgendaItem.objects.filter(meeting=sitting.meeting, number=1).update(title=subject)
    Sentence.objects.filter(section__minutes=sitting.meeting.minutes, section__item_number=1).update(
        text="M. Tissot parle de Zéphirine Quatremer."
    )
    act, other = a_pdf("Une aide est versée à Zéphirine Quatremer."), a_deliberation(sitting, 2, "2025-042")
    put_online(a_file(sitting, DocumentKind.DELIBERATION, act, deliberation=made, name="zephirine-quatremer.pdf"))
    put_online(a_file(sitting, DocumentKind.DELIBERATION, a_pdf("Autre acte."), deliberation=other))
    publish_list(sitting, a_pdf(f"Liste : {subject}"))
    publish_minutes(sitting, bob, a_pdf("M. Tissot parle de Zéphirine", "Quatremer."))
    return sitting


def files_of(found: dict[str, str]) -> list[str]:
    return [address for address in found if "/documents/" in address]


def test_the_words_of_a_redaction_are_nowhere(about_somebody: Sitting, bob: Any) -> None:
    assert {"page", "documents", "atom"} <= {_kind(address) for address, _ in leaks("Quatremer")}
    mask_term(about_somebody, bob, "Zéphirine Quatremer")
    assert leaks("Quatremer", "Zéphirine") == []
    assert len(files_of(artefacts())) == 1, "the act that says nothing of her stays, the others are kept back"


def test_what_awaits_a_decision_is_hidden_but_from_the_acts_as_they_were_published(
    about_somebody: Sitting, bob: Any
) -> None:
    mask_term(about_somebody, bob, "Zéphirine Quatremer", state="candidate")
    assert {_kind(address) for address, _ in leaks("Quatremer", "Zéphirine")} == {"documents"}


def test_a_version_without_the_words_takes_the_place_of_the_file(about_somebody: Sitting, bob: Any) -> None:
    mask_term(about_somebody, bob, "Zéphirine Quatremer")
    act = a_pdf("Une aide est versée à [passage occulté : vie privée].")
    made = Deliberation.objects.get(number="2025-041")
    put_online(a_file(about_somebody, DocumentKind.DELIBERATION, act, deliberation=made))
    assert len(files_of(artefacts())) == 2
    assert leaks("Quatremer") == []


@pytest.mark.parametrize(("published_after", "files"), [(False, 0), (True, 1)])
def test_a_scan_is_kept_back_unless_it_was_published_after_the_decision(
    in_valbrume: Commune, alice: Any, bob: Any, published_after: bool, files: int
) -> None:
    sitting = a_sitting(alice)
    scan = a_file(sitting, DocumentKind.LIST, b"%PDF-1.7 une image sans texte")
    if not published_after:
        put_online(scan, at=timezone.now())
    mask_term(sitting, bob, "Zéphirine Quatremer")
    if published_after:
        put_online(scan, at=timezone.now())
    give_slug(sitting)
    assert len(files_of(artefacts())) == files


def _kind(address: str) -> str:
    if "/documents/" in address:
        return "documents"
    return address.rpartition(".")[2] if address.endswith((".atom", ".csv")) else "page"


def test_the_words_of_somebody_who_objects_are_nowhere(published: Sitting, bob: Any) -> None:
    assert leaks("pétanque")
    mask_utterances(published, bob, 3, 3)
    assert leaks("pétanque", "Lemoine propose") == []
    assert any("[passage occulté" in body for body in artefacts().values())


def test_closed_doors_close_the_room_and_not_the_record(published: Sitting, bob: Any) -> None:
    mask_utterances(published, bob, 5, 5, reason="closed_doors")
    page = artefacts()[f"{HOME}2025-12-11/"]
    assert "Le prix de vente est jugé trop bas." in page
    assert "Rejeté" in page


def test_word_for_word_what_was_said_behind_closed_doors_is_left_out(
    in_valbrume: Commune, alice: Any, bob: Any
) -> None:
    def word_for_word(sitting: Sitting) -> None:
        AgendaItem.objects.filter(meeting=sitting.meeting, number=4).update(detail="verbatim")

    mask_utterances(a_published_sitting(alice, bob, before=word_for_word), bob, 5, 5, reason="closed_doors")
    assert leaks("Ce prix de vente est trop bas") == []


def test_no_name_is_ever_attached_to_a_secret_ballot(in_valbrume: Commune, alice: Any, bob: Any) -> None:
    """Even where a row of the database holds some, against every rule."""
    sitting = a_sitting(alice)
    row = SittingEvent.objects.get(sitting=sitting, kind="ballot_held", item_number=3)
    SittingEvent.objects.filter(pk=row.pk).update(withdrawn_at=timezone.now())
    payload = {**row.payload, "senses": [["paul-garnier", "against"], ["jean-roux", "for"]]}
    values = {"position": row.position, "kind": row.kind, "item_number": 3, "origin": "entered"}
    SittingEvent(sitting=sitting, payload=payload, **values).save()
    publish_minutes(sitting, bob)
    page = artefacts()[f"{HOME}2025-12-11/point/3/"]
    assert "Scrutin secret" in page
    assert "Garnier" not in page and "Roux" not in page


def test_an_ordinary_ballot_names_nobody_either(published: Sitting) -> None:
    assert SittingEvent.objects.get(sitting=published, kind="ballot_held", item_number=1).payload["senses"]
    page = artefacts()[f"{HOME}2025-12-11/point/1/"]
    assert "Scrutin ordinaire" in page
    assert "Roux" not in page
