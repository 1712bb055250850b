"""The main journey, by keyboard alone, and two readers side by side."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from beffroi.minutes.models import Flag, MinutesState, Sentence
from tests.browser.conftest import Opened

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def address(name: str, town: dict[str, Any]) -> str:
    return reverse(f"minutes:{name}", args=[town["meeting"].pk])


def tab_to(page: Any, words: str, most: int = 80) -> None:
    """Move with Tab until the focus is on something that says ``words``."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if words in (page.evaluate("document.activeElement.textContent") or ""):
            return
    raise AssertionError(f"Tab ne mène pas à « {words} »")


def test_a_meeting_is_proofread_and_approved_by_keyboard_alone(town: dict[str, Any], opened: Opened) -> None:
    page = opened()
    page.goto("/connexion/")
    page.focus("[name=username]")
    page.keyboard.type("bob")
    page.keyboard.press("Tab")
    page.keyboard.type("tour-et-beffroi")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:text('Aujourd’hui')")
    tab_to(page, "Relire")
    page.keyboard.press("Enter")

    flags = Flag.objects.filter(minutes=town["minutes"], answer="")
    figure, sentence = flags.get(kind="figure"), Sentence.objects.get(text__contains="420")
    page.wait_for_selector("#panel:focus")
    for _ in range(flags.count()):
        if page.get_attribute("#panel", "data-flag") == str(figure.pk):
            break
        before = page.get_attribute("#panel", "data-flag")
        page.keyboard.press("n")
        page.wait_for_function(f"() => document.getElementById('panel').dataset.flag !== '{before}'")
    page.wait_for_selector(f"#s-{sentence.pk}.is-current")

    page.keyboard.press(" ")
    page.wait_for_function("() => !document.getElementById('audio').paused")
    assert page.evaluate("document.getElementById('audio').currentTime") >= 4, "it plays the source of the sentence"
    page.wait_for_selector(".w.is-lit")
    page.keyboard.press("j")
    page.keyboard.press(" ")
    page.wait_for_function("() => document.getElementById('audio').paused")

    page.keyboard.press("e")
    page.wait_for_selector("textarea:focus")
    page.keyboard.press("Control+A")
    page.keyboard.type("M. Tissot indique que le coût des travaux est de 240 000 €.")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(f"#s-{sentence.pk}.by-hand")
    sentence.refresh_from_db()
    assert "240 000" in sentence.text

    page.keyboard.press("u")
    page.wait_for_selector(f"#s-{sentence.pk}:not(.by-hand)")
    page.keyboard.press("e")
    page.wait_for_selector("textarea:focus")
    page.keyboard.press("Control+A")
    page.keyboard.type("M. Tissot indique que le coût des travaux est de 240 000 €.")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(f"#s-{sentence.pk}.by-hand")

    while (flag := page.get_attribute("#panel", "data-flag")) is not None:
        page.keyboard.press("Enter")
        page.wait_for_function(f"() => document.getElementById('panel').dataset.flag !== '{flag}'")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:text('Ce qui a changé')")
    assert page.locator("del").count() and page.locator("ins").count()
    tab_to(page, "Approuver ce texte")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Texte approuvé")
    town["minutes"].refresh_from_db()
    assert town["minutes"].state == MinutesState.APPROVED


def test_the_list_of_keys_is_the_table_that_binds_them(town: dict[str, Any], opened: Opened) -> None:
    page = opened(town["bob"])
    page.goto(address("proofread", town))
    page.wait_for_selector("#panel:focus")
    page.keyboard.press("?")
    page.wait_for_selector("dialog[open]")
    listed = page.locator("#keys-list dt").all_inner_texts()
    bound = page.evaluate(
        "import('/static/minutes/keys.js').then(m => [...m.KEYS, ...m.WHILE_WRITING].map(k => k.label))"
    )
    assert listed == bound
    assert {"Espace", "J", "L", "N", "Entrée", "E", "U", "?"} <= set(listed)
    page.keyboard.press("?")
    assert page.locator("dialog[open]").count() == 0


def test_single_keys_can_be_switched_off(town: dict[str, Any], opened: Opened) -> None:
    page = opened(town["bob"])
    page.goto(address("proofread", town))
    page.wait_for_selector("#panel:focus")
    page.keyboard.press("?")
    page.uncheck("#keys-on")
    page.keyboard.press("Escape")
    shown = page.get_attribute("#panel", "data-flag")
    page.keyboard.press("n")
    page.keyboard.press("Enter")
    page.wait_for_timeout(300)
    assert page.get_attribute("#panel", "data-flag") == shown


def test_clicking_a_sentence_plays_its_source(town: dict[str, Any], opened: Opened) -> None:
    page = opened(town["bob"])
    page.goto(address("proofread", town))
    sentence = Sentence.objects.get(text__contains="12 juillet")
    page.click(f"#s-{sentence.pk} > p")
    page.wait_for_function("() => !document.getElementById('audio').paused")
    assert page.evaluate("document.getElementById('audio').currentTime") >= 8
    assert page.locator("#u-4.is-source").count() == 1
    page.wait_for_function("() => document.getElementById('audio').paused", timeout=20_000)
    assert page.evaluate("document.getElementById('audio').currentTime") < 11, "it stops at the end of the source"


def test_a_word_is_corrected_in_place_and_everywhere(town: dict[str, Any], opened: Opened) -> None:
    page = opened(town["bob"])
    page.goto(address("proofread", town))
    page.locator("#u-2 .w", has_text="Garnié").dblclick()
    page.wait_for_selector(".word-edit:focus")
    page.keyboard.type("Garnier")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=La même erreur ailleurs")
    page.click("text=Écrire « Garnier » partout")
    page.wait_for_selector("#u-4.is-corrected")
    assert not town["meeting"].utterances.filter(text__contains="Garnié").exists()


def test_two_readers_see_each_other_and_never_overwrite(town: dict[str, Any], opened: Opened) -> None:
    alice, bob = opened(town["alice"]), opened(town["bob"])
    sentence = Sentence.objects.get(text__contains="12 juillet")
    for page in (alice, bob):
        page.goto(address("proofread", town))
    bob.click(f"#s-{sentence.pk} > p")
    alice.wait_for_selector(f"#s-{sentence.pk} .reader-here", timeout=30_000)
    for page in (alice, bob):
        page.focus(f"#s-{sentence.pk}")
        page.keyboard.press("e")
        page.wait_for_selector("textarea:focus")
    alice.fill("#edit-text", "Les travaux commencent le 10 juillet.")
    alice.keyboard.press("Control+Enter")
    alice.wait_for_selector(f"#s-{sentence.pk}.by-hand")
    bob.fill("#edit-text", "Les travaux commencent en juillet.")
    bob.keyboard.press("Control+Enter")
    bob.wait_for_selector("text=Enregistrer le mien à la place")
    shown = bob.inner_text("#panel") + bob.input_value("#edit-text")
    assert "le 10 juillet" in shown and "en juillet" in shown
    sentence.refresh_from_db()
    assert "10 juillet" in sentence.text


def test_the_text_is_proofread_without_script(town: dict[str, Any], opened: Opened) -> None:
    page = opened(town["bob"], scripts=False)
    page.goto(address("proofread", town))
    while page.locator("button:has-text('C’est juste')").count():
        page.click("button:has-text('C’est juste')")
    page.click("text=Voir ce qui a changé et approuver")
    page.click("text=Approuver ce texte")
    town["minutes"].refresh_from_db()
    assert town["minutes"].is_approved


def test_a_recording_is_deposited_in_pieces_and_taken_up_after_a_cut(
    town: dict[str, Any], opened: Opened, settings: Any, tmp_path: Any, monkeypatch: Any
) -> None:
    from beffroi.minutes.models import Meeting
    from beffroi.work import uploads
    from beffroi.work.models import Upload
    from tests.doubles.ready import a_tone

    monkeypatch.setattr(uploads, "PIECE_BYTES", 16_000)
    sound = tmp_path / "commission.wav"
    sound.write_bytes(a_tone(5))
    page = opened(town["alice"])
    page.goto(reverse("minutes:new_meeting"))
    page.select_option("[name=kind]", "team")
    page.fill("[name=title]", "Commission des travaux")
    page.fill("[name=date]", "2025-12-15")
    page.fill("[name=agenda_text]", "1. Toiture de la mairie\n2. Questions diverses")
    page.set_input_files("[name=recording_file]", sound)
    sent: list[str] = []

    def cut_once(route: Any) -> None:
        sent.append(route.request.headers["upload-offset"])
        if len(sent) == 3:
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route("**/depots/*/", cut_once)
    page.click("text=Créer la réunion")
    page.wait_for_url("**/reunions/*-*/", timeout=30_000)
    page.wait_for_selector("h2:text('Enregistrement')", timeout=30_000)
    meeting = Meeting.objects.get(title="Commission des travaux")
    assert [item.title for item in meeting.items.all()] == ["Toiture de la mairie", "Questions diverses"]
    assert meeting.recording.size == sound.stat().st_size
    assert sent[2] == sent[3], "the piece that was cut is sent again, and no other"
    assert not Upload.objects.exists()
