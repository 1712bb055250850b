"""The pages of the charter in a real browser: axe, widths, dark, keyboard, live reading."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from beffroi.audit.journal import record
from beffroi.charter import starting
from beffroi.charter.actions.answer_question import answer_question
from beffroi.charter.actions.ask_referent import ask_referent
from beffroi.charter.actions.assess import write
from beffroi.charter.actions.drafts import begin
from beffroi.charter.actions.vote_version import vote_version
from beffroi.charter.actions.yearly_report import publish_report
from beffroi.charter.models import CharterVersion, EngineSheet, Service
from tests.browser.conftest import Opened
from tests.browser.test_accessibility import WIDTHS, look, violations
from tests.doubles.cast import a_person
from tests.doubles.charters import a_budget

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
USE = "minutes.phrase"
LETTER = "Madame Lucie Vannier, 4 rue du Moulin, demande un rendez-vous. Son téléphone : 06 12 34 56 78."


@pytest.fixture
def charter(town: dict[str, Any]) -> dict[str, Any]:
    """Valbrume with a voted charter, a draft, calls in the journal, questions, a sheet and a limit."""
    carole = a_person("carole", town["commune"], "admin")
    today = timezone.localdate()
    vote_version(
        begin(starting.MODELS["balanced"].settings, title="", model="balanced", user=carole),
        user=carole, voted_on=today, starts_on=today, deliberation="2026-12",
    )  # fmt: skip
    vote_version(
        begin(starting.MODELS["open"].settings, title="", model="open", user=carole),
        user=carole, voted_on=today, starts_on=today + timedelta(days=20), deliberation="2026-13",
    )  # fmt: skip
    draft = begin(starting.MODELS["prudent"].settings, title="", model="prudent", user=carole)
    about = {"use": USE, "model": "petit", "adapter": "fake", "place": "machine", "host": "", "charter": 1}
    for _ in range(12):
        record("ai_call", actor=town["alice"], seconds=2.5, prompt_tokens=800, completion_tokens=90, **about)
    outside = about | {"place": "host", "host": "ia.exemple.fr", "data": "personal", "verb": "generate"}
    for _ in range(3):
        record("ai_call", actor=town["alice"], seconds=1, masked=True, masked_spans=4, **outside)
    record("ai_call_refused", actor=town["alice"], refused_by=[4], **outside)
    asked = ask_referent(user=town["alice"], text="Puis-je faire résumer un courrier reçu en mairie ?", use=USE)
    answer_question(asked, user=carole, answer="Oui, masqué.", allowed=True, case="Résumer un courrier reçu en mairie.")
    open_question = ask_referent(user=town["alice"], text="Et une photo de la place du marché ?", clause=3)
    sheet = EngineSheet(model="petit", approved=True, licence="Apache-2.0", open_licence=True)
    sheet.save()
    limit = a_budget(unit="calls", period="day", most=50)
    service = Service(name="État civil")
    service.save()
    write(USE, {"need": "Relire plus vite.", "alternative": "Tout taper."}, user=carole)
    publish_report(today.year, user=carole)
    return town | {
        "carole": carole, "draft": draft, "question": open_question, "sheet": sheet, "limit": limit, "service": service,
    }  # fmt: skip


def pages(town: dict[str, Any]) -> dict[str, str]:
    year = timezone.localdate().year
    named: dict[str, list[Any]] = {
        "charter": [], "versions": [], "version": [2], "article": [4], "begin": [], "draft": [town["draft"].pk],
        "council": [town["draft"].pk], "simulate": [town["draft"].pk], "proof": [], "ask": [], "inbox": [],
        "question": [town["question"].pk], "precedents": [], "switch": [], "try": [], "public_people": [], "uses": [],
        "use": [USE],
        "assessment": [USE], "engines": [], "engine": [town["sheet"].pk], "budgets": [], "budget": [town["limit"].pk],
        "services": [], "service": [town["service"].pk], "reports": [], "public_charter": ["valbrume"],
        "public_report": ["valbrume", year],
    }  # fmt: skip
    return {name: reverse(f"charter:{name}", args=args) for name, args in named.items()}


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_on_any_page_of_the_charter(width: int, charter: dict[str, Any], opened: Opened) -> None:
    assert look(opened(charter["carole"], width=width), pages(charter)) == {}


def test_axe_finds_nothing_in_the_dark_nor_with_text_twice_as_large(charter: dict[str, Any], opened: Opened) -> None:
    page = opened(charter["carole"])
    page.emulate_media(color_scheme="dark")
    assert look(page, pages(charter)) == {}
    for name, url in pages(charter).items():
        page.goto(url)
        page.evaluate("document.documentElement.style.fontSize = '225%'")
        assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth"), name


def test_changing_a_setting_shows_at_once_what_it_changes(charter: dict[str, Any], opened: Opened) -> None:
    page = opened(charter["carole"])
    page.goto(reverse("charter:draft", args=[charter["draft"].pk]))
    assert "Aucune IA ne répond directement aux habitants" in page.inner_text("#lecture-facing_residents")
    page.select_option("#id_facing_residents-mode", "handover")
    page.wait_for_function(
        "() => document.querySelector('#lecture-facing_residents').innerText.includes('peut répondre aux questions')"
    )
    page.check("#id_assessment-one_agent")
    page.wait_for_function("() => document.querySelector('#contradictions').innerText.includes('article 14')")
    assert violations(page) == []
    charter["draft"].refresh_from_db()
    assert charter["draft"].settings["facing_residents"]["values"]["mode"] == "forbidden", "nothing is saved by reading"


def test_the_whole_way_from_a_model_to_the_vote_by_keyboard_alone(charter: dict[str, Any], opened: Opened) -> None:
    page = opened(charter["carole"])
    page.goto(reverse("charter:begin"))
    press_on(page, "Partir de ce modèle : Village")
    assert "Village" in page.inner_text(".page-head")
    press_on(page, "Enregistrer et soumettre au conseil")
    today = timezone.localdate()
    page.focus("#id_voted_on")
    page.keyboard.type(f"{today:%m%d%Y}")
    page.focus("#id_deliberation")
    page.keyboard.type("2026-40")
    page.focus("#id_starts_on")
    page.keyboard.type(f"{today:%m%d%Y}")
    press_on(page, "Inscrire le vote")
    assert "Version 3" in page.inner_text("main")
    assert CharterVersion.objects.get(number=3).deliberation == "2026-40"


def press_on(page: Any, name: str) -> None:
    """Reach a button with Tab, from the top of the page, and press Enter on it."""
    page.evaluate("document.activeElement.blur()")
    for _ in range(300):
        page.keyboard.press("Tab")
        said = page.evaluate("document.activeElement.innerText.replace(/\\s+/g, ' ').trim()")
        if said == name:
            page.keyboard.press("Enter")
            page.wait_for_load_state("load")
            return
    raise AssertionError(f"« {name} » ne s’atteint pas au clavier")


def test_a_text_is_tried_without_script(charter: dict[str, Any], opened: Opened) -> None:
    page = opened(charter["alice"], width=360, scripts=False)
    page.goto(reverse("charter:try"))
    page.fill("#id_text", LETTER)
    page.click("text=Voir ce qui serait masqué")
    marked = page.locator(".seen mark").all_inner_texts()
    assert any("06 12 34 56 78" in each for each in marked)
    assert "Vannier" not in page.inner_text(".masked")
    assert "ce n’est pas rendre anonyme" in page.inner_text("main")


def test_a_draft_is_written_and_saved_without_script(charter: dict[str, Any], opened: Opened) -> None:
    page = opened(charter["carole"], scripts=False)
    page.goto(reverse("charter:draft", args=[charter["draft"].pk]))
    page.select_option("#id_facing_residents-mode", "handover")
    page.click("text=Voir les conséquences sans enregistrer")
    assert "peut répondre aux questions" in page.inner_text("#lecture-facing_residents")
    page.click("button:has-text('Enregistrer le projet')")
    charter["draft"].refresh_from_db()
    assert charter["draft"].settings["facing_residents"]["values"]["mode"] == "handover"
