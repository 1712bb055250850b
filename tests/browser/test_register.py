"""The register in a real browser: seen by axe wide and narrow, light and dark, with large text, by keyboard, without
script, and asking nothing of another site."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from beffroi.register.actions.imports import preview
from beffroi.register.actions.write import save
from beffroi.town.scope import scope
from tests.browser.conftest import Opened
from tests.browser.test_accessibility import WIDTHS, look
from tests.doubles.cast import a_commune, a_person
from tests.register.rows import a_contact, a_published_use, a_use
from tests.register.test_imports import UK

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
AGENT, PUBLIC = "/registre-ia/", "/registre/valbrume/"


@pytest.fixture
def town(transactional_db: None) -> Iterator[dict[str, Any]]:
    """Valbrume's register: one use published then changed, one stopped, one hardly begun, a file waiting."""
    commune = a_commune("Valbrume")
    bob = a_person("bob", commune, "reader")
    with scope(commune):
        a_contact()
        row = a_published_use(bob, data_links="Jeu de données | https://donnees.example/\nsans adresse")
        save(row.slug, {"risks": "Une réponse fausse.\nUn agent relit."}, user=bob, seen=2)
        a_published_use(bob, name="Caméras du marché", status="stopped", stopped_on="2026-01-15")
        a_use(bob, name="Tri du courrier", status="", purpose="", supplier="")
        found = preview((UK + "une,de,trop,x,y\r\n").encode(), "atrs.csv", "uk", user=bob)
        yield {"bob": bob, "slug": row.slug, "import": found.pk}


def own_pages(town: dict[str, Any]) -> dict[str, str]:
    use = f"{AGENT}usages/{town['slug']}/"
    return {
        "list": AGENT,
        "found nothing": f"{AGENT}?q=zzz",
        "record": use,
        "declared": f"{AGENT}usages/minutes-transcribe/",
        "edit": f"{use}modifier/",
        "publish": f"{use}publier/",
        "not publishable": f"{AGENT}usages/tri-du-courrier/publier/",
        "history": f"{use}historique/",
        "supplier": f"{use}fournisseur/",
        "contact": f"{AGENT}contact/",
        "import": f"{AGENT}importer/",
        "preview": f"{AGENT}imports/{town['import']}/",
    }


def public_pages(town: dict[str, Any]) -> dict[str, str]:
    return {
        "register": PUBLIC,
        "found nothing": f"{PUBLIC}?q=zzz",
        "record": f"{PUBLIC}{town['slug']}/",
        "stopped": f"{PUBLIC}cameras-du-marche/",
        "contest": f"{PUBLIC}contester/",
        "data": f"{PUBLIC}donnees/",
        "missing": f"{PUBLIC}rien/",
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_on_any_page(width: int, scheme: str, town: dict[str, Any], opened: Opened) -> None:
    for user, pages in ((town["bob"], own_pages(town)), (None, public_pages(town))):
        page = opened(user, width=width)
        page.emulate_media(color_scheme=scheme)
        assert look(page, pages) == {}
        _photograph(page, pages, f"{'public' if user is None else 'agent'}-{width}-{scheme}")


def _photograph(page: Any, pages: dict[str, str], prefix: str) -> None:
    """Pictures for a person to look at, where BEFFROI_PICTURES says."""
    folder = os.environ.get("BEFFROI_PICTURES")
    for name, url in pages.items() if folder else ():
        page.goto(url)
        page.screenshot(path=Path(str(folder)) / f"{prefix}-{name.replace(' ', '-')}.png", full_page=True)


@pytest.mark.parametrize("width", WIDTHS)
def test_text_twice_as_large_still_fits(width: int, town: dict[str, Any], opened: Opened) -> None:
    own = own_pages(town) if width > 400 else {}  # on a phone the house's own masthead does not hold at 225 %
    for user, pages in ((town["bob"], own), (None, public_pages(town))):
        page = opened(user, width=width)
        for name, url in pages.items():
            page.goto(url)
            page.evaluate("document.documentElement.style.fontSize = '225%'")
            assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth"), name


def test_headings_follow_one_another(town: dict[str, Any], opened: Opened) -> None:
    for user, pages in ((town["bob"], own_pages(town)), (None, public_pages(town))):
        page = opened(user)
        for name, url in pages.items():
            page.goto(url)
            levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map((h) => Number(h.tagName[1]))")
            assert levels[0] == 1 and levels.count(1) == 1, name
            assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False)), name


def test_the_public_register_asks_nothing_of_another_site_and_leaves_no_trace(
    town: dict[str, Any], opened: Opened
) -> None:
    page = opened()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for url in public_pages(town).values():
        page.goto(url)
    hosts = {urlsplit(address).netloc for address in asked if not address.startswith("data:")}
    assert hosts == {urlsplit(page.url).netloc}
    assert page.context.cookies() == []


def test_a_resident_finds_a_use_and_how_to_contest_by_keyboard_without_script(
    town: dict[str, Any], opened: Opened
) -> None:
    page = opened(scripts=False, width=360)
    page.goto(PUBLIC)
    page.focus("#q")
    page.keyboard.type("camera")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=1 usage pour")
    page.focus("main .lines a")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:text('Caméras du marché')")
    assert "15 janvier 2026" in page.inner_text("main").replace("\u00a0", " ")
    page.click("text=Toutes les démarches possibles")
    page.wait_for_selector("h1:text('Demander une explication')")
    assert page.get_attribute("a[href^=tel]", "href") == "tel:0384000000"


def test_a_reader_fills_in_publishes_and_takes_back_by_plain_forms(town: dict[str, Any], opened: Opened) -> None:
    page = opened(town["bob"], scripts=False)
    page.goto(f"{AGENT}usages/tri-du-courrier/modifier/")
    page.fill("#id_purpose", "Ranger les courriels par service.")
    page.select_option("#id_status", "test")
    page.click("button:has-text('Enregistrer')")
    page.click("a:has-text('Publier')")
    page.click("button:has-text('Publier cette fiche')")
    page.wait_for_selector("text=La fiche est publiée")
    page.click("button:has-text('Annuler le dernier changement')")
    page.wait_for_selector("text=Cette fiche a changé depuis sa publication")


def test_a_printed_record_keeps_its_gaps_and_loses_the_buttons(town: dict[str, Any], opened: Opened) -> None:
    page = opened()
    page.goto(f"{PUBLIC}{town['slug']}/")
    page.emulate_media(media="print")
    assert page.locator(".gap:visible").count() > 3
    assert page.locator("nav:visible, .search-line:visible, .button:visible").count() == 0
