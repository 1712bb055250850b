"""The council's sitting in a real browser: from the agenda to the published procès-verbal, by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from beffroi.minutes.actions.comments import invite, token_of
from beffroi.minutes.actions.papers import Papers
from beffroi.minutes.models import AgendaItem, IssuedDocument, Meeting, PvStepDone, Sitting
from beffroi.town.scope import scope
from tests.browser.conftest import Opened
from tests.browser.test_accessibility import look
from tests.doubles.cast import a_commune, a_person
from tests.doubles.sitting import HELD, NAMES, a_deliberation, a_held_sitting, a_sitting, keys, open_it, vote
from tests.minutes.council.conftest import by_hand, complete_mentions

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
LAST = timezone.now() - timedelta(days=12)
ROSTER = "nom;prenom;fonction\n" + "\n".join(f"{last};{first};{role}" for last, first, role in NAMES)
AGENDA = "1. Travaux de la salle des fêtes\n2. Subvention à l’association\n3. Désignation d’un délégué"


@pytest.fixture
def town(transactional_db: None) -> Iterator[dict[str, Any]]:
    """Valbrume with Alice and Bob; nothing else yet."""
    commune = a_commune("Valbrume")
    alice, bob = a_person("alice", commune, "agent"), a_person("bob", commune, "reader")
    with scope(commune):
        yield {"commune": commune, "alice": alice, "bob": bob}


def create(page: Any) -> None:
    page.goto("/")
    page.get_by_role("link", name="Déposer une réunion").click()
    page.locator("[name=title]").fill("Conseil municipal de novembre")
    page.locator("[name=date]").fill(f"{LAST:%Y-%m-%d}")
    page.locator("[name=time]").fill("19:30")
    page.locator("[name=place]").fill("Salle du conseil")
    page.locator("[name=agenda_text]").fill(AGENDA)
    file = {"name": "elus.csv", "mimeType": "text/csv", "buffer": ROSTER.encode()}
    page.locator("[name=roster_file]").set_input_files(file)
    page.get_by_role("button", name="Créer").first.click()
    page.get_by_role("heading", name="Conseil municipal de novembre", level=1).wait_for()


def call_the_roll(page: Any) -> None:
    page.get_by_role("link", name="Faire l’appel").click()
    page.get_by_role("group", name="Anne Urbain").get_by_label("Pouvoir à…").check()
    page.get_by_label("Anne Urbain donne pouvoir à").select_option(label="Martine Colin")
    page.get_by_role("group", name="Marc Viard").get_by_label("Absent").check()
    page.locator("details.secretaries summary").click()
    page.locator("[name=secretaries][value=lucie-perrin]").check()
    page.get_by_role("button", name="Enregistrer l’appel").click()
    page.get_by_text("Quorum atteint").wait_for()


def fill(page: Any, **values: str) -> None:
    for name, value in values.items():
        page.locator(f"[name={name}]").fill(value)


def enter_the_votes(page: Any) -> None:
    first, second, third = (page.locator(f"#point-{number}") for number in (1, 2, 3))
    first.get_by_role("button", name="Adopté à l’unanimité").click()
    first.locator(".course-head").get_by_text("unanimité (14 pour)").wait_for()
    second.get_by_role("link", name="Saisir le vote").click()
    fill(page, votes_for="11", against="2", abstain="1")
    page.locator("[name=declared]").select_option(label="Adopté")
    page.get_by_role("button", name="Enregistrer").click()
    second.locator(".course-head").get_by_text("11 pour, 2 contre, 1 abstention").wait_for()
    third.get_by_role("link", name="Saisir le vote").click()
    page.get_by_text("Mode de scrutin, amendement, voix du président").click()
    page.locator("[name=ballot]").select_option(label="Scrutin secret")
    fill(page, votes_for="9", against="3", blank="2")
    page.get_by_role("button", name="Enregistrer").click()
    third.locator(".course-head").get_by_text("9 pour, 3 contre, 2 blancs").wait_for()
    page.get_by_role("link", name="Saisir l’heure de clôture").click()
    fill(page, time="21:40")
    page.get_by_role("button", name="Enregistrer").click()
    page.get_by_text("Rien ne se contredit").wait_for()


def validate_a_deliberation(page: Any, meeting: Meeting) -> None:
    page.goto(meeting.get_absolute_url())
    page.get_by_role("link", name="Rédiger : Travaux de la salle des fêtes").click()
    fill(page, visas="le code général des collectivités territoriales", report="Rapport n° 1")
    fill(page, articles="Approuve les travaux pour 278 400 €.")
    page.get_by_role("button", name="Enregistrer").click()
    page.get_by_role("button", name="Valider cette délibération").click()
    page.get_by_text("Validée par bob").wait_for()


def issue_the_list(page: Any, meeting: Meeting) -> None:
    page.goto(meeting.get_absolute_url())
    page.get_by_role("button", name="Établir la liste des délibérations").click()
    page.get_by_role("button", name="Publier la liste en ligne").click()
    page.get_by_text("En ligne depuis").wait_for()
    page.get_by_role("button", name="Noter l’affichage à la mairie").click()
    page.get_by_text("Affichée à la mairie depuis").wait_for()


def write_by_hand(page: Any, meeting: Meeting) -> None:
    page.goto(meeting.get_absolute_url())
    page.get_by_role("button", name="Écrire le texte à la main").click()
    told = {0: "La séance est ouverte.", 1: "M. Roux demande le coût.", 2: "M. Petit présente le club.", 3: "On vote."}
    for number, words in told.items():
        form = page.locator(f"#texte-{number}")
        form.locator("textarea").fill(words)
        form.get_by_role("button", name="Enregistrer").click()
        page.get_by_text("Le texte de ce point est enregistré").wait_for()


def complete_the_mentions(page: Any) -> None:
    reports = page.locator("#mention-reports")
    while reports.get_by_role("button", name="Aucun rapport").count():
        reports.get_by_role("button", name="Aucun rapport").first.click()
        page.wait_for_load_state("load")
    page.locator("#mention-requests").get_by_role("button", name="Néant").click()
    page.wait_for_load_state("load")
    assert page.locator(".mentions .tag.check, .mentions .tag.block").count() == 0


def approve_and_adopt(page: Any, meeting: Meeting) -> None:
    page.locator("#texte").get_by_role("link", name="Approuver").click()
    page.get_by_role("button", name="Approuver").click()
    page.get_by_text("Texte approuvé").wait_for()
    page.goto(reverse("minutes:pv", args=[meeting.pk]))
    fill(page, on=f"{timezone.localdate():%Y-%m-%d}")
    page.get_by_role("button", name="Enregistrer l’adoption").click()
    page.get_by_text("Le procès-verbal est arrêté").wait_for()


def sign_and_publish(page: Any, tmp_path: Path) -> None:
    with page.expect_download() as taken:
        page.locator("#etats").get_by_role("link", name=".pdf").first.click()
    scan = tmp_path / "pv-signe.pdf"
    taken.value.save_as(scan)
    fill(page, on=f"{timezone.localdate():%Y-%m-%d}")
    page.locator("[name=head_signed]").check()
    page.locator("[name=signed_by]").check()
    page.locator("[name=signed_file]").set_input_files(scan)
    page.get_by_role("button", name="Déposer le procès-verbal signé").click()
    page.get_by_text("Le procès-verbal signé est gardé").wait_for()
    page.locator("[name=papier]").check()
    page.get_by_role("button", name="Publier le procès-verbal").click()
    page.get_by_text("à une adresse qui ne changera pas").wait_for()


def test_from_the_agenda_to_the_published_minutes(town: dict[str, Any], opened: Opened, tmp_path: Path) -> None:
    clerk = opened(town["alice"])
    create(clerk)
    call_the_roll(clerk)
    enter_the_votes(clerk)
    meeting = Meeting.objects.get()
    reader = opened(town["bob"])
    validate_a_deliberation(reader, meeting)
    issue_the_list(reader, meeting)
    write_by_hand(clerk, meeting)
    complete_the_mentions(clerk)
    reader.goto(reverse("minutes:pv", args=[meeting.pk]))
    approve_and_adopt(reader, meeting)
    sign_and_publish(reader, tmp_path)
    visitor = opened()
    visitor.goto(reverse("minutes:public_sittings", args=["valbrume"]))
    sitting = Sitting.objects.get(meeting=meeting)
    address = reverse("minutes:public_sitting", args=["valbrume", sitting.public_slug])
    visitor.locator(f'a[href="{address}"]').first.click()
    visitor.get_by_text("M. Roux demande le coût").first.wait_for()
    said = visitor.content().replace("\u00a0", " ")
    assert "Travaux de la salle des fêtes" in said and "11" in said
    steps = list(PvStepDone.objects.values_list("step", flat=True))
    kinds = set(IssuedDocument.objects.values_list("kind", flat=True))
    assert steps == ["adopted", "signed", "published"] and kinds == {"deliberation", "list", "pv_adopted", "pv_signed"}


def test_the_roll_call_and_a_vote_with_the_keyboard_alone(town: dict[str, Any], opened: Opened) -> None:
    sitting = a_sitting(town["alice"])
    page = opened(town["alice"])
    page.goto(reverse("minutes:opening", args=[sitting.meeting_id]))
    page.get_by_role("group", name="Marc Viard").get_by_label("Présent").focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    assert page.get_by_role("group", name="Marc Viard").get_by_label("Absent").is_checked()
    page.keyboard.press("Enter")
    page.get_by_text("Quorum atteint").wait_for()
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == "Adopté à l’unanimité":
            break
    page.keyboard.press("Enter")
    page.locator("#point-1 .course-head").get_by_text("unanimité (14 pour)").wait_for()
    assert "#point-1" in page.url


def test_what_was_withdrawn_by_mistake_is_put_back(town: dict[str, Any], opened: Opened) -> None:
    sitting = a_held_sitting(town["alice"])
    page = opened(town["alice"])
    page.goto(reverse("minutes:proceedings", args=[sitting.meeting_id]))
    page.locator("#point-1").get_by_role("button", name="Retirer : Vote").click()
    page.get_by_text("Retiré du déroulé. Vous pouvez le remettre").wait_for()
    page.get_by_text("Ce qui a été retiré du déroulé").click()
    page.get_by_role("button", name="Remettre : Vote").first.click()
    page.locator("#point-1 .course-head").get_by_text("13 pour, 1 contre").wait_for()


# --- seen by axe --------------------------------------------------------------------------------------------


def council_pages(town: dict[str, Any]) -> dict[str, str]:
    alice = town["alice"]
    held = a_held_sitting(alice)
    act = a_deliberation(held, alice)
    by_hand(held, alice)
    torn = a_sitting(alice, title="Avec des contradictions", starts_at=HELD + timedelta(days=1))
    open_it(torn, alice, proxies={12: 3, 13: 3})
    vote(torn, alice, 1, votes_for=16, against=1, declared="adopted")
    soon = a_sitting(alice, title="À venir", starts_at=timezone.now() + timedelta(days=20))
    guest = invite(held, user=alice, name="Lucie Perrin", role="secrétaire")
    at = {"held": held, "torn": torn, "soon": soon}

    def page(name: str, of: str = "held", *args: Any) -> str:
        return reverse(f"minutes:{name}", args=[at[of].meeting_id, *args])

    empty = AgendaItem.objects.get(meeting=held.meeting, number=2)
    return {
        "sitting": page("meeting"),
        "sitting to come": page("meeting", "soon"),
        "proceedings": page("proceedings"),
        "contradictions": page("proceedings", "torn"),
        "opening": page("opening"),
        "vote": page("add_event", "held", "vote") + "?point=1",
        "public ballot": page("add_event", "held", "scrutin-public") + "?point=1",
        "election": page("add_event", "held", "election") + "?point=1",
        "deliberation": reverse("minutes:deliberation", args=[act.item_id]),
        "empty deliberation": reverse("minutes:deliberation", args=[empty.pk]),
        "convocation": page("convocation", "soon"),
        "second": page("second", "torn"),
        "pv": page("pv"),
        "settings": reverse("minutes:council_settings"),
        "sitting settings": page("sitting_settings"),
        "roster": page("roster"),
        "calendar": reverse("minutes:calendar"),
        "dates": page("sitting_calendar"),
        "comment": reverse("minutes:comment", args=[token_of(guest)]),
        "closed link": reverse("minutes:comment", args=["x"]),
    }


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "light"), (1280, "dark"), (360, "dark")])
def test_axe_finds_nothing_on_any_page_of_the_council(
    width: int, scheme: str, town: dict[str, Any], opened: Opened
) -> None:
    page = opened(town["bob"], width=width)
    page.emulate_media(color_scheme=scheme)
    assert look(page, council_pages(town)) == {}


def test_axe_finds_nothing_once_validated_and_adopted(town: dict[str, Any], opened: Opened) -> None:
    from beffroi.minutes.actions.approve import approve
    from beffroi.minutes.actions.deliberations import validate
    from beffroi.minutes.actions.pv import adopt

    alice, bob = town["alice"], town["bob"]
    held = a_held_sitting(alice)
    act = a_deliberation(held, alice)
    by_hand(held, alice)
    complete_mentions(held, alice)
    validate(act, user=bob)
    approve(held.meeting.minutes, user=bob)
    adopt(held, user=bob, on=HELD.date() + timedelta(days=30), corrections=["Lire « 8 800 € »."])
    assert Papers(held).ledger.closed_at and isinstance(held, Sitting) and keys(held)
    found = {
        "sitting": held.meeting.get_absolute_url(),
        "deliberation": reverse("minutes:deliberation", args=[act.item_id]),
        "pv": reverse("minutes:pv", args=[held.meeting_id]),
    }
    for width in (1280, 360):
        assert look(opened(bob, width=width), found) == {}
