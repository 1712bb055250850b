"""What anyone sees of a council, without an account: pages, search, permanent addresses."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse

from beffroi.minutes.actions.issue import end_publication, issue, publish
from beffroi.minutes.actions.public_address import give_address
from beffroi.minutes.actions.public_catalogue import catalogue
from beffroi.minutes.domain.public import PublicCommune, PublicSentence
from beffroi.minutes.models import AgendaItem, Deliberation, Publication, Sitting
from beffroi.town.models import Commune
from beffroi.town.scope import scope
from tests.conftest import StrictClient
from tests.doubles.published import (
    a_deliberation,
    a_file,
    a_published_sitting,
    a_sitting,
    adopt_text,
    give_slug,
    mask_term,
    publish_list,
    publish_minutes,
    put_online,
    take_down,
)

HOME = "/seances/valbrume/"
SITTING = f"{HOME}2025-12-11/"


@pytest.fixture
def published(in_valbrume: Commune, alice: Any, bob: Any) -> Sitting:
    return a_published_sitting(alice, bob)


@pytest.fixture
def listed(in_valbrume: Commune, alice: Any) -> Sitting:
    """Only its list is published."""
    sitting = a_sitting(alice)
    for number in (1, 2, 3, 4):
        a_deliberation(sitting, number, f"2025-04{number}")
    publish_list(sitting)
    return sitting


@pytest.fixture
def anyone() -> StrictClient:
    return StrictClient()


def read(client: StrictClient, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def words(html: str) -> str:
    """What is read on the page, without its marks."""
    return re.sub(r"[ \n]+", " ", re.sub(r"<[^>]+>", " ", html)).replace("&nbsp;", "\u00a0")


# --- who may see what, and when -----------------------------------------------------------------------------


def test_nothing_of_a_sitting_is_public_before_something_is_published(
    in_valbrume: Commune, alice: Any, anyone: StrictClient
) -> None:
    sitting = a_sitting(alice)
    Sitting.objects.filter(pk=sitting.pk).update(public_slug="2025-12-11")
    assert "2025" not in words(read(anyone, HOME))
    read(anyone, SITTING, 404)
    read(anyone, f"{SITTING}point/1/", 404)


def test_before_adoption_the_list_stands_alone_and_is_said_to_be_provisional(
    listed: Sitting, anyone: StrictClient
) -> None:
    page = words(read(anyone, SITTING))
    assert "Liste provisoire des délibérations examinées" in page
    for shown in ("2025-041 Rénovation de l’école", "Adopté", "Vente du presbytère", "Rejeté", "Retiré de l’ordre"):
        assert shown in page
    for hidden in ("pétanque", "M. Tissot", "Suffrages", "4 pour", "Le conseil statue", "Claire Lemoine"):
        assert hidden not in page


def test_an_item_of_the_list_has_its_address_already(listed: Sitting, anyone: StrictClient) -> None:
    page = words(read(anyone, f"{SITTING}point/1/"))
    assert "Provisoire" in page
    assert "240" not in page


def test_a_text_that_is_adopted_and_signed_but_not_published_stays_hidden(
    listed: Sitting, bob: Any, anyone: StrictClient
) -> None:
    adopt_text(listed, bob)
    assert "pétanque" not in read(anyone, SITTING)


def test_once_published_the_sitting_tells_its_agenda_its_decisions_its_votes_and_its_debates(
    published: Sitting, anyone: StrictClient
) -> None:
    page = words(read(anyone, SITTING))
    assert "Procès-verbal publié" in page
    assert "Arrêté par le conseil le jeudi 12\u00a0février 2026, mis en ligne le samedi 14\u00a0février 2026" in page
    assert "Rénovation de l’école Adopté\u00a0: 4\u00a0pour, 1\u00a0contre" in page
    assert "Adoptée à la majorité des suffrages exprimés." in page
    assert "Mme Lemoine propose 300 € au club de pétanque." in page
    assert "Le conseil statue sur le point 1." in page
    assert "5\u00a0membres présents sur 5 en exercice, quorum de 3 atteint" in page


def test_a_withdrawn_list_takes_the_sitting_with_it_and_a_withdrawn_proces_verbal_leaves_the_list(
    published: Sitting, anyone: StrictClient
) -> None:
    take_down(published.documents.get(kind="pv_signed"))
    assert "Liste provisoire" in read(anyone, SITTING)
    assert "pétanque" not in read(anyone, SITTING)
    take_down(published.documents.get(kind="list"))
    read(anyone, SITTING, 404)


def test_what_is_displayed_or_on_paper_is_not_online(listed: Sitting, anyone: StrictClient) -> None:
    other = listed.documents.get(kind="list")
    take_down(other)
    Publication(document=other, mode="posting", at=datetime(2025, 12, 13, tzinfo=UTC)).save()
    read(anyone, SITTING, 404)


def test_a_commune_never_shows_another_s(
    published: Sitting, autreville: Commune, charlie: Any, anyone: StrictClient
) -> None:
    with scope(autreville):
        theirs = a_published_sitting(charlie, charlie, moment=datetime(2026, 1, 15, 18, 0, tzinfo=UTC), prefix="AUTRE")
        file = theirs.documents.get(kind="pv_signed").pk
    assert "2026-01-15" in read(anyone, "/seances/autreville/")
    for name in ("", "recherche/?q=école", "actes/", "decisions.atom", "deliberations.csv"):
        mine = read(anyone, f"{HOME}{name}")
        assert "2026-01-15" not in mine and "AUTRE" not in mine, name
    read(anyone, "/seances/valbrume/2026-01-15/", 404)
    read(anyone, f"/seances/valbrume/documents/{file}", 404)
    assert anyone.get(f"/seances/autreville/documents/{file}").status_code == 200


def test_someone_who_works_for_a_commune_sees_another_s_page_as_anyone_does(
    published: Sitting, as_charlie: StrictClient, anyone: StrictClient
) -> None:
    assert "pétanque" in read(as_charlie, SITTING)
    assert read(as_charlie, f"{HOME}actes/") == read(anyone, f"{HOME}actes/")


@pytest.mark.parametrize("address", ["/seances/nulle-part/", "/seances/nulle-part/2025-12-11/"])
def test_an_unknown_commune_does_not_exist(db: None, anyone: StrictClient, address: str) -> None:
    read(anyone, address, 404)


@pytest.mark.parametrize(
    "address",
    ["1999-01-01/", "2025-12-11/point/99/", "2025-12-11/son", "documents/00000000-0000-0000-0000-000000000000"],
)
def test_what_does_not_exist_is_said_on_the_commune_s_own_page(
    published: Sitting, anyone: StrictClient, address: str
) -> None:
    page = read(anyone, f"{HOME}{address}", 404)
    assert "Valbrume" in page and "Voir les séances" in page


def test_an_empty_commune_says_what_will_come(in_valbrume: Commune, anyone: StrictClient) -> None:
    assert "Aucune séance n’est encore publiée" in read(anyone, HOME)
    assert "Aucun acte n’est encore publié" in read(anyone, f"{HOME}actes/")


# --- votes and people ---------------------------------------------------------------------------------------


def test_a_public_ballot_names_its_voters_and_the_others_name_nobody(published: Sitting, anyone: StrictClient) -> None:
    public_ballot = words(read(anyone, f"{SITTING}point/2/"))
    assert "Scrutin public" in public_ballot and "Abstentions M.\u00a0Jean Roux" in public_ballot
    for number in (1, 3):
        page = words(read(anyone, f"{SITTING}point/{number}/"))
        assert "Roux" not in page and "Garnier" not in page


def test_the_summary_in_plain_language_waits_for_somebody_to_read_it(
    published: Sitting, bob: Any, anyone: StrictClient
) -> None:
    Deliberation.objects.filter(number="2025-041").update(plain_summary="L’école sera rénovée.")
    assert "sera rénovée" not in read(anyone, SITTING)
    Deliberation.objects.filter(number="2025-041").update(
        plain_read_by=bob, plain_read_at=datetime(2026, 2, 1, tzinfo=UTC)
    )
    page = words(read(anyone, SITTING))
    assert "En clair résumé relu par une personne, sans valeur juridique L’école sera rénovée." in page


def told_by(detail: str) -> Callable[[Sitting], None]:
    """The second item, with that detail of its debate."""

    def tell(sitting: Sitting) -> None:
        AgendaItem.objects.filter(meeting=sitting.meeting, number=2).update(detail=detail)

    return tell


def test_an_item_told_by_its_decision_alone_has_no_debate_here_either(
    in_valbrume: Commune, alice: Any, bob: Any, anyone: StrictClient
) -> None:
    a_published_sitting(alice, bob, before=told_by("decision"))
    page = read(anyone, SITTING)
    assert "pétanque" not in page
    assert "240 000" in page


def test_an_item_taken_down_word_for_word_shows_the_words_and_who_said_them(
    in_valbrume: Commune, alice: Any, bob: Any, anyone: StrictClient
) -> None:
    a_published_sitting(alice, bob, before=told_by("verbatim"))
    assert "Hélène Vasseur\u00a0: Je propose trois cents euros au club de pétanque." in words(read(anyone, SITTING))


def test_the_help_of_an_ai_is_said_where_the_text_had_some(published: Sitting, anyone: StrictClient) -> None:
    said = "Ce texte a été préparé avec l’aide d’une IA puis relu."
    assert said in read(anyone, SITTING)
    type(published.meeting.minutes).objects.filter(pk=published.meeting.minutes.pk).update(engines=[])
    assert said not in read(anyone, SITTING)


# --- search -------------------------------------------------------------------------------------------------


def test_search_finds_an_item_with_its_date_number_vote_and_passage(published: Sitting, anyone: StrictClient) -> None:
    page = read(anyone, f"{HOME}recherche/?q=petanque")
    assert "1 point trouvé" in page
    seen = words(page)
    assert "Subventions aux associations Séance du jeudi 11\u00a0décembre 2025, n°\u00a02025-042" in seen
    assert "Adopté\u00a0: 4\u00a0pour, 1\u00a0abstention" in seen
    assert "<mark>pétanque</mark>" in page
    assert f"{SITTING}point/2/" in page


def test_search_knows_the_titles_of_a_provisional_list_and_nothing_more(listed: Sitting, anyone: StrictClient) -> None:
    assert "(liste provisoire)" in read(anyone, f"{HOME}recherche/?q=presbytère")
    assert "Aucun point trouvé" in read(anyone, f"{HOME}recherche/?q=petanque")


@pytest.mark.parametrize("query", ["", "le", "%00", "<script>alert(1)</script>", "a" * 5000, "' OR 1=1 --", "💧"])
def test_search_survives_whatever_is_typed(published: Sitting, anyone: StrictClient, query: str) -> None:
    answer = anyone.get(f"{HOME}recherche/", {"q": query})
    assert answer.status_code == 200
    assert b"<script>alert" not in answer.content


def test_search_sees_at_once_what_was_published_masked_or_withdrawn(
    published: Sitting, bob: Any, anyone: StrictClient
) -> None:
    assert "1 point trouvé" in read(anyone, f"{HOME}recherche/?q=petanque")
    mask_term(published, bob, "club de pétanque")
    assert "Aucun point trouvé" in read(anyone, f"{HOME}recherche/?q=petanque")


# --- pages that are quick and quiet -------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["", "2025-12-11/", "2025-12-11/point/1/", "actes/", "decisions.atom"])
def test_a_page_that_did_not_change_is_not_sent_twice(published: Sitting, anyone: StrictClient, name: str) -> None:
    first = anyone.get(f"{HOME}{name}")
    again = anyone.get(f"{HOME}{name}", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    if first.has_header("Last-Modified"):
        since = anyone.get(f"{HOME}{name}", headers={"If-Modified-Since": first["Last-Modified"]})
        assert since.status_code == 304


def test_a_change_is_sent_to_who_kept_the_page(published: Sitting, bob: Any, anyone: StrictClient) -> None:
    first = anyone.get(SITTING)
    mask_term(published, bob, "club de pétanque")
    kept = {"If-None-Match": first["ETag"], "If-Modified-Since": first["Last-Modified"]}
    again = anyone.get(SITTING, headers=kept)
    assert again.status_code == 200 and "pétanque" not in again.content.decode()


@pytest.mark.parametrize("name", ["", "2025-12-11/", "recherche/?q=a", "actes/", "decisions.atom", "deliberations.csv"])
def test_no_cookie_is_left_and_nothing_is_asked_of_another_site(
    published: Sitting, anyone: StrictClient, name: str
) -> None:
    answer = anyone.get(f"{HOME}{name}")
    assert not answer.cookies
    if answer["Content-Type"].startswith("text/html"):
        outside = re.findall(r'(?:src|href)="((?:https?:)?//[^"]+)"', answer.content.decode())
        assert outside == []


def test_only_reading_is_possible(published: Sitting, anyone: StrictClient) -> None:
    for name in ("", "2025-12-11/", "recherche/", "decisions.atom"):
        assert anyone.post(f"{HOME}{name}").status_code == 405
        assert anyone.head(f"{HOME}{name}").status_code == 200


def test_a_sitting_of_forty_items_weighs_less_than_150_kilobytes(published: Sitting) -> None:
    told = catalogue()[0]
    sentence = "M. Tissot rappelle que la commune a déjà engagé deux tranches de travaux et qu’il en reste une. "
    debate = tuple((PublicSentence(n, sentence * 2, "body", n * 9.5, n * 9.5 + 8),) for n in range(6))
    items = tuple(replace(told.items[0], number=n, debate=debate) for n in range(1, 41))
    context = {"who": PublicCommune("Valbrume", "valbrume"), "at": "sitting", "sound_address": "son"}
    unknown = dict.fromkeys(("user", "commune", "request"))
    sitting = replace(told, items=items, sound=True)
    page = render_to_string("minutes/public/sitting.html", {**context, **unknown, "sitting": sitting})
    assert page.count('class="hear"') == 240
    assert len(page.encode()) < 150_000


def test_every_address_of_the_public_pages_can_be_written() -> None:
    assert reverse("minutes:public_item", args=["valbrume", "2025-12-11", 3]) == f"{SITTING}point/3/"


def test_a_list_that_was_posted_and_put_online_counts_once_from_the_day_it_was_online(
    in_valbrume: Commune, alice: Any, anyone: StrictClient
) -> None:
    sitting = a_sitting(alice)
    document = a_file(sitting, "list")
    put_online(document, at=datetime(2025, 12, 12, 9, 0, tzinfo=UTC), mode="posting")
    put_online(document, at=datetime(2025, 12, 15, 9, 0, tzinfo=UTC))
    give_slug(sitting)
    page = words(read(anyone, SITTING))
    assert page.count("en ligne depuis le") == 1
    assert "en ligne depuis le lundi 15\u00a0décembre 2025" in page


def test_the_last_list_takes_the_place_of_the_one_it_corrects(listed: Sitting, anyone: StrictClient) -> None:
    later = publish_list(listed, b"%PDF-1.7 liste corrigee")
    files = [document.address for document in catalogue()[0].documents]
    assert files == [str(later.pk)]
    assert read(anyone, f"{HOME}actes/").count("/documents/") == 2


def test_what_a_reader_publishes_is_public_at_once(
    in_valbrume: Commune, alice: Any, bob: Any, anyone: StrictClient
) -> None:
    sitting = a_sitting(alice)
    document = issue(sitting, "list", b"%PDF-1.7 liste", "liste.pdf", user=bob)
    read(anyone, SITTING, 404)
    publish(document, user=bob, mode="electronic")
    give_address(sitting)
    assert "Liste provisoire" in read(anyone, SITTING)
    end_publication(document, user=bob, reason="Erreur")
    read(anyone, SITTING, 404)


def test_publishing_minutes_twice_is_refused_by_the_database(published: Sitting, bob: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        publish_minutes(published, bob)


def test_who_only_knows_the_date_of_a_page_is_told_of_what_left_it(published: Sitting, anyone: StrictClient) -> None:
    """Neither the page of a sitting nor the lists keep the date of a file that was withdrawn."""
    dates = {name: anyone.get(f"{HOME}{name}")["Last-Modified"] for name in ("", "2025-12-11/", "decisions.atom")}
    take_down(published.documents.get(kind="pv_signed"))
    for name, date in dates.items():
        again = anyone.get(f"{HOME}{name}", headers={"If-Modified-Since": date})
        assert again.status_code == 200, name
        assert "pétanque" not in again.content.decode()


@pytest.mark.parametrize(("kind", "council"), [("epci", "conseil communautaire"), ("syndicate", "comité syndical")])
def test_an_intercommunality_has_the_name_of_its_own_assembly(
    valbrume: Commune, anyone: StrictClient, kind: str, council: str
) -> None:
    Commune.objects.filter(pk=valbrume.pk).update(kind=kind)
    assert f"Séances du {council}" in read(anyone, HOME)
