"""The pages of the charter, for those who may open them and those who may not."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from beffroi.audit.models import Entry
from beffroi.charter.actions.ask_referent import ask_referent
from beffroi.charter.actions.assess import write
from beffroi.charter.models import EngineSheet, Precedent, Service
from beffroi.town.models import User
from tests.charter.conftest import USE, a_draft, a_voted, text
from tests.conftest import StrictClient
from tests.doubles.charters import a_budget


@pytest.fixture
def addresses(in_valbrume: Any, carole: User, alice: User) -> dict[str, tuple[str, str]]:
    """Every address that names something of Valbrume: by name, the method and the address."""
    version, draft = a_voted(carole), a_draft(carole)
    asked = ask_referent(user=alice, text="Puis-je résumer ce courrier ?")
    kept = Precedent(case="Un courrier reçu", answer="Oui, masqué.")
    kept.save()
    sheet = EngineSheet(model="petit")
    sheet.save()
    limit = a_budget(unit="calls", period="day", most=5)
    service = Service(name="État civil")
    service.save()
    study = ContentFile(b"%PDF-1.7", "etude.pdf")
    dossier = write(USE, {"need": "Relire vite.", "privacy": "attached", "privacy_file": study}, user=carole)
    named: dict[str, tuple[str, list[Any]]] = {
        "version": ("GET", [version.number]),
        "voted_document": ("GET", [version.number, "odt"]),
        "article": ("GET", [1]),
        "draft": ("GET", [draft.pk]),
        "read_article": ("POST", [draft.pk, "places"]),
        "delete": ("POST", [draft.pk]),
        "council": ("GET", [draft.pk]),
        "document": ("GET", [draft.pk, "charte", "odt"]),
        "question": ("GET", [asked.pk]),
        "withdraw": ("POST", [kept.pk]),
        "engine": ("GET", [sheet.pk]),
        "budget": ("GET", [limit.pk]),
        "remove_budget": ("POST", [limit.pk]),
        "sign": ("POST", [dossier.pk]),
        "study": ("GET", [dossier.pk]),
        "simulate": ("GET", [draft.pk]),
        "service": ("GET", [service.pk]),
    }
    return {name: (method, reverse(f"charter:{name}", args=args)) for name, (method, args) in named.items()}


EVERYBODY_S = {"use", "assessment", "paired_test", "publish_report", "public_charter", "public_report"}
"""Addresses that name a use of the program, a year, or what is public: the same for every commune, or for everyone."""
COMMON = ("charter", "versions", "ask", "precedents", "switch", "try", "uses", "engines", "budgets", "proof", "reports")
ADMIN_ONLY = ("begin", "inbox", "new_engine", "new_budget", "services", "new_service", "public_people")


def test_somebody_of_another_commune_finds_nothing_at_any_address(
    addresses: dict[str, tuple[str, str]], as_stranger: StrictClient
) -> None:
    answers = {name: as_stranger.generic(method, url).status_code for name, (method, url) in addresses.items()}
    assert {name: status for name, status in answers.items() if status != 404} == {}


def test_every_address_that_names_something_is_in_these_tests(addresses: dict[str, tuple[str, str]]) -> None:
    from beffroi.charter.urls import urlpatterns

    named = {page.name for page in urlpatterns if "<" in str(page.pattern)}
    assert named - set(addresses) - EVERYBODY_S == set()


def test_a_visitor_without_account_is_sent_to_sign_in(addresses: dict[str, tuple[str, str]]) -> None:
    for method, url in addresses.values():
        response = StrictClient().generic(method, url)
        assert response.status_code == 302 and response.url.startswith("/connexion/")


@pytest.mark.parametrize(
    "name",
    ["draft", "read_article", "delete", "council", "document", "question", "withdraw", "engine", "budget"]
    + ["remove_budget", "sign", "study", "simulate", "service"],
)
def test_a_clerk_may_not_do_what_is_the_administrator_s(
    name: str, addresses: dict[str, tuple[str, str]], as_alice: StrictClient, as_bob: StrictClient
) -> None:
    method, url = addresses[name]
    assert as_alice.generic(method, url).status_code == 403
    assert as_bob.generic(method, url).status_code == 403


@pytest.mark.parametrize("name", COMMON)
def test_common_pages_open_for_an_agent_with_and_without_a_charter(
    name: str, in_valbrume: Any, carole: User, as_alice: StrictClient
) -> None:
    assert as_alice.get(reverse(f"charter:{name}")).status_code == 200
    a_voted(carole)
    assert as_alice.get(reverse(f"charter:{name}")).status_code == 200


@pytest.mark.parametrize("name", ADMIN_ONLY)
def test_pages_of_the_administrator_open_for_them_alone(
    name: str, as_carole: StrictClient, as_alice: StrictClient
) -> None:
    assert as_carole.get(reverse(f"charter:{name}")).status_code == 200
    assert as_alice.get(reverse(f"charter:{name}")).status_code == 403


def test_every_page_opens_for_the_administrator(addresses: dict[str, tuple[str, str]], as_carole: StrictClient) -> None:
    for name, (method, url) in addresses.items():
        if method == "GET":
            assert as_carole.get(url).status_code == 200, name
    for name in ("use", "assessment"):
        assert as_carole.get(reverse(f"charter:{name}", args=[USE])).status_code == 200, name
        assert as_carole.get(reverse(f"charter:{name}", args=["rien.du.tout"])).status_code == 404, name


# --- reading ------------------------------------------------------------------------------------------------


def test_without_a_vote_the_page_says_what_holds_and_how_to_begin(
    valbrume: Any, as_carole: StrictClient, as_alice: StrictClient
) -> None:
    page = text(as_carole.get(reverse("charter:charter")))
    assert "Aucune charte n’est encore votée" in page and "Écrire la charte" in page
    assert "Écrire la charte" not in text(as_alice.get(reverse("charter:charter")))


def test_the_charter_is_read_as_it_was_voted(in_valbrume: Any, carole: User, as_alice: StrictClient) -> None:
    version = a_voted(carole, "open")
    page = text(as_alice.get(reverse("charter:charter")))
    assert "délibération n° 2026-12" in page
    assert "La décision reste humaine" in page
    assert "article 18 (Réversibilité)" in page and 'id="article-18"' not in page
    assert f"Version {version.number}" in page


def test_a_version_to_come_is_announced_and_does_not_hold_yet(
    in_valbrume: Any, carole: User, as_alice: StrictClient
) -> None:
    a_voted(carole, "open")
    a_voted(carole, "prudent", in_days=10)
    page = text(as_alice.get(reverse("charter:charter")))
    assert "Une nouvelle version prend effet" in page and "Version 1" in page
    coming = text(as_alice.get(reverse("charter:version", args=[2])))
    assert "n’est pas celle qui s’applique aujourd’hui" in coming
    changed = text(as_alice.get(reverse("charter:article", args=[11])))
    assert "Aucune IA ne répond directement aux habitants" in changed


def test_an_article_shows_what_the_journal_counted_this_month(
    in_valbrume: Any, carole: User, as_alice: StrictClient
) -> None:
    from beffroi.audit.journal import record

    a_voted(carole)
    for model in ("petit", "petit", "grand"):
        record("ai_call_refused", actor=carole, use=USE, model=model, refused_by=[6])
    record("ai_call_refused", actor=carole, use=USE, model="petit", refused_by=[4])
    page = text(as_alice.get(reverse("charter:article", args=[6])))
    assert 'Modèles non approuvés, refusés</th><td class="figure">3</td>' in page


def test_a_draft_is_not_readable_as_a_version(in_valbrume: Any, carole: User, as_alice: StrictClient) -> None:
    a_draft(carole)
    assert as_alice.get(reverse("charter:version", args=[1])).status_code == 404
    assert as_alice.get(reverse("charter:article", args=[1])).status_code == 404
    a_voted(carole)
    assert as_alice.get(reverse("charter:article", args=[99])).status_code == 404


def test_the_journal_holds_no_word_of_a_question(in_valbrume: Any, as_alice: StrictClient) -> None:
    as_alice.post(reverse("charter:ask"), {"text": "Puis-je confier le courrier de madame Planté ?"})
    assert Entry.objects.filter(action="question_asked").count() == 1
    assert not [each for each in Entry.objects.all() if "Planté" in str(each.data) + each.subject]
