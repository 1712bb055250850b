"""The public pages in a real browser: seen by axe, heard, walked by keyboard, and whole without script."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import pytest

from beffroi.town.scope import scope
from tests.browser.conftest import Opened
from tests.browser.test_accessibility import WIDTHS, look
from tests.doubles.cast import a_commune, a_person
from tests.doubles.published import a_deliberation, a_published_sitting, a_sitting, open_sound, publish_list

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
HOME = "/seances/valbrume/"
SITTING = f"{HOME}2025-12-11/"
PAGES = {
    "sittings": HOME,
    "sitting": SITTING,
    "item": f"{SITTING}point/2/",
    "provisional": f"{HOME}2026-02-12/",
    "provisional item": f"{HOME}2026-02-12/point/1/",
    "found": f"{HOME}recherche/?q=petanque",
    "not found": f"{HOME}recherche/?q=aeroport",
    "search": f"{HOME}recherche/",
    "acts": f"{HOME}actes/",
    "missing": f"{HOME}1999-01-01/",
}


@pytest.fixture
def council(transactional_db: None) -> Iterator[None]:
    """Valbrume has a sitting that is published whole, with its sound, and the list of another."""
    commune = a_commune("Valbrume")
    alice, bob = a_person("alice", commune, "agent"), a_person("bob", commune, "reader")
    with scope(commune):
        sitting = a_published_sitting(alice, bob)
        a_deliberation(sitting, 1, "2025-041", plain_summary="L’école sera rénovée.", plain_read_by=bob)
        open_sound(sitting)
        later = a_sitting(alice, moment=datetime(2026, 2, 12, 18, 30, tzinfo=UTC))
        a_deliberation(later, 1, "2026-001")
        publish_list(later)
        yield


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_on_any_public_page(width: int, scheme: str, council: None, opened: Opened) -> None:
    page = opened(width=width)
    page.emulate_media(color_scheme=scheme)
    assert look(page, PAGES) == {}


@pytest.mark.parametrize("width", WIDTHS)
def test_text_twice_as_large_still_fits_even_on_a_phone(width: int, council: None, opened: Opened) -> None:
    page = opened(width=width)
    for name, url in PAGES.items():
        page.goto(url)
        page.evaluate("document.documentElement.style.fontSize = '225%'")
        assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth"), name


def test_headings_follow_one_another(council: None, opened: Opened) -> None:
    page = opened()
    for name, url in PAGES.items():
        page.goto(url)
        levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map((h) => Number(h.tagName[1]))")
        assert levels[0] == 1 and levels.count(1) == 1, name
        assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False)), name


def test_no_page_asks_anything_of_another_site(council: None, opened: Opened) -> None:
    page = opened()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for url in PAGES.values():
        page.goto(url)
    hosts = {urlsplit(address).netloc for address in asked if not address.startswith("data:")}
    assert hosts == {urlsplit(page.url).netloc}
    assert page.context.cookies() == []


def paused(page: Any) -> bool:
    return bool(page.evaluate("document.getElementById('audio').paused"))


def test_clicking_a_sentence_plays_its_source_and_stops_there(council: None, opened: Opened) -> None:
    page = opened()
    page.goto(SITTING)
    page.click("text=Mme Lemoine propose 300 €")
    page.wait_for_function("() => !document.getElementById('audio').paused")
    assert 6 <= page.evaluate("document.getElementById('audio').currentTime") < 8
    page.wait_for_selector("[data-t].is-heard")
    assert page.inner_text("[data-t].is-heard") == "Mme Lemoine propose 300 € au club de pétanque."
    page.wait_for_function("() => document.getElementById('audio').paused", timeout=20_000)
    assert page.evaluate("document.getElementById('audio').currentTime") < 8.6
    assert page.locator(".is-heard").count() == 0


def test_a_time_plays_on_from_there_by_keyboard(council: None, opened: Opened) -> None:
    page = opened()
    page.goto(f"{SITTING}point/1/")
    page.focus("a.hear")
    page.keyboard.press("Enter")
    page.wait_for_function("() => !document.getElementById('audio').paused")
    assert page.inner_text("#hearing").startswith("Lecture à 0 min 00 s")
    page.wait_for_function("() => document.getElementById('audio').currentTime > 2.5", timeout=20_000)
    assert not paused(page)
    assert page.url.endswith("/point/1/"), "the person stays on the page"


def test_a_decision_is_found_and_read_by_keyboard_alone(council: None, opened: Opened) -> None:
    page = opened()
    page.goto(HOME)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Aller au contenu"
    for _ in range(6):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "q":
            break
    page.keyboard.type("petanque")
    page.keyboard.press("Enter")
    page.wait_for_selector("h2:text('1 point trouvé')")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Subventions aux associations":
            break
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:text('2. Subventions aux associations')")


def test_everything_is_read_and_heard_without_script(council: None, opened: Opened) -> None:
    page = opened(scripts=False)
    page.goto(SITTING)
    assert "Mme Lemoine propose 300 €" in page.inner_text("main")
    assert page.locator("audio[controls]").count() == 1
    assert page.locator("a.hear").first.get_attribute("href") == "son#t=0"
    assert not page.is_visible("text=touchez une phrase")
    page.fill("#q", "presbytère")
    page.click("button:has-text('Chercher')")
    page.click("main a[href*='2025-12-11']:has-text('Vente du presbytère')")
    assert "Rejetée à la majorité des suffrages exprimés." in page.inner_text("main")


def test_a_permanent_address_leads_to_its_item_in_the_sitting(council: None, opened: Opened) -> None:
    page = opened(width=360)
    page.goto(f"{SITTING}point/3/")
    page.click(".crumbs a")
    page.wait_for_url("**/#point-3")
    assert page.evaluate("document.getElementById('point-3').getBoundingClientRect().top") < 400
