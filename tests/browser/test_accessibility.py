"""Every page seen by axe, wide and narrow, light and dark; none scrolls sideways, even with text twice as large."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from beffroi.minutes.actions.answer_flag import answer_flag
from beffroi.minutes.actions.approve import approve
from beffroi.minutes.models import Sentence
from tests.browser.conftest import Opened

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
WIDTHS = (1280, 360)


def pages(town: dict[str, Any]) -> dict[str, str]:
    meeting, minutes = town["meeting"], town["minutes"]
    read = reverse("minutes:proofread", args=[meeting.pk])
    sentence = Sentence.objects.filter(section__minutes=minutes).first()
    return {
        "today": reverse("minutes:today"),
        "meetings": reverse("minutes:meetings"),
        "new_meeting": reverse("minutes:new_meeting"),
        "meeting": meeting.get_absolute_url(),
        "proofread": read,
        "sentence": f"{read}?phrase={sentence.pk}",
        "add": f"{read}?ajouter={sentence.section_id}",
        "voice": f"{read}?voix={meeting.voices.get(name='').pk}",
        "utterance": f"{read}?paroles={meeting.utterances.first().pk}",
        "changes": reverse("minutes:changes", args=[meeting.pk]),
        "gallery": reverse("ui:gallery"),
        "errors": f"{reverse('ui:gallery')}?erreurs=1",
        "missing": "/nulle-part/",
    }


def violations(page: Any) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    # Without "preload" axe leaves the styles where they are: the pages' policy would refuse its copies.
    found = Axe().run(page, options={"preload": False}).response["violations"]
    return [f"{each['id']} : {each['nodes'][0]['html'][:160]}" for each in found]


def look(page: Any, found: dict[str, str]) -> dict[str, list[str]]:
    problems: dict[str, list[str]] = {}
    for name, url in found.items():
        page.goto(url)
        page.wait_for_load_state("load")
        if "relecture" in url:
            page.wait_for_function("() => document.querySelector('#keys-list dt')")
        seen = violations(page)
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            seen.append("la page déborde en largeur")
        if seen:
            problems[name] = seen
    return problems


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_on_any_page(width: int, town: dict[str, Any], opened: Opened) -> None:
    assert look(opened(town["bob"], width=width), pages(town)) == {}


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_once_approved(width: int, town: dict[str, Any], opened: Opened, settings: Any) -> None:
    for flag in town["minutes"].flags.filter(answer=""):
        answer_flag(flag, answer="cannot_tell", user=town["bob"])
    approve(town["minutes"], user=town["bob"])
    found = {
        name: reverse(f"minutes:{name}", args=[town["meeting"].pk])
        for name in ("meeting", "proofread", "changes", "send")
    }
    assert look(opened(town["bob"], width=width), found) == {}


def test_axe_finds_nothing_in_the_dark(town: dict[str, Any], opened: Opened) -> None:
    page = opened(town["bob"])
    page.emulate_media(color_scheme="dark")
    assert look(page, pages(town)) == {}


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_on_the_sign_in_page(width: int, town: dict[str, Any], opened: Opened) -> None:
    assert look(opened(width=width), {"sign_in": reverse("town:sign_in")}) == {}


def test_text_twice_as_large_still_fits(town: dict[str, Any], opened: Opened) -> None:
    page = opened(town["bob"], width=1280)
    for name, url in pages(town).items():
        page.goto(url)
        page.evaluate("document.documentElement.style.fontSize = '225%'")
        assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth"), name


def test_every_colour_of_text_has_a_contrast_of_seven(town: dict[str, Any], opened: Opened) -> None:
    """The tokens themselves: axe asks for 4.5 only."""
    page = opened(town["bob"])
    pairs = [
        (text, ground)
        for ground in ("--paper", "--sheet")
        for text in ("--ink", "--ink-soft", "--action", "--check", "--block")
    ] + [("--check", "--check-soft"), ("--block", "--block-soft"), ("--on-action", "--action"), ("--ink", "--lit")]
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.goto(reverse("ui:gallery"))
        low = {pair: ratio for pair in pairs if (ratio := contrast(page, *pair)) < 7}
        assert low == {}, scheme


def contrast(page: Any, text: str, ground: str) -> float:
    lighter, darker = sorted((luminance(page, text), luminance(page, ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(page: Any, token: str) -> float:
    value = page.evaluate(f"getComputedStyle(document.documentElement).getPropertyValue('{token}').trim()")
    parts = [int(value[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
