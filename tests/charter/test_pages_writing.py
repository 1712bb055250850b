"""Where the charter is written: models, settings, two tabs, two drafts, the council's documents, the vote."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from docx import Document as open_docx

from beffroi.audit.journal import record
from beffroi.charter import starting
from beffroi.charter.clauses import CLAUSES
from beffroi.charter.contradictions import contradictions
from beffroi.charter.forms import clause_forms
from beffroi.charter.models import CharterVersion
from beffroi.charter.policy import problems
from beffroi.town.models import User
from tests.charter.conftest import USE, a_draft, a_voted, text
from tests.conftest import StrictClient


def as_posted(version: CharterVersion, **changed: Any) -> dict[str, Any]:
    """What the page of a draft sends when nothing is touched, but for ``changed``."""
    sent: dict[str, Any] = {"title": version.title, "seen": version.changed_at.isoformat()}
    for form in clause_forms(version.settings):
        for field in [form["on"], *form.parameters]:
            value = field.value()
            if value is not None and value is not False:
                sent[field.html_name] = value
    sent |= {name.replace("__", "-"): value for name, value in changed.items()}
    return {name: value for name, value in sent.items() if value is not None}


def at(name: str, version: CharterVersion, *more: Any) -> str:
    return reverse(f"charter:{name}", args=[version.pk, *more])


@pytest.fixture
def draft(in_valbrume: Any, carole: User) -> CharterVersion:
    return a_draft(carole)


# --- models -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", sorted(starting.MODELS))
def test_every_model_can_be_voted_as_it_is(code: str) -> None:
    assert problems(starting.MODELS[code].settings) == []


@pytest.mark.parametrize("code", sorted(starting.MODELS))
def test_saving_a_model_untouched_changes_nothing(
    code: str, in_valbrume: Any, carole: User, as_carole: StrictClient
) -> None:
    version = a_draft(carole, code)
    before = version.settings
    assert as_carole.post(at("draft", version), as_posted(version)).status_code == 302
    version.refresh_from_db()
    assert version.settings == before


def test_the_village_is_shown_six_articles_and_the_rest_is_folded(
    in_valbrume: Any, carole: User, as_carole: StrictClient
) -> None:
    page = text(as_carole.get(at("draft", a_draft(carole, "village"))))
    first, others = page.split("Les 18 autres articles")
    assert first.count('class="clause sheet"') == 6
    assert others.count('class="clause sheet"') == 18


def test_beginning_from_a_model_makes_a_draft_that_applies_nothing(valbrume: Any, as_carole: StrictClient) -> None:
    response = as_carole.post(reverse("charter:begin"), {"model": "prudent"})
    assert "Projet de charte" in text(as_carole.get(response.url))
    assert "Aucune charte n’est encore votée" in text(as_carole.get(reverse("charter:charter")))


def test_a_model_that_does_not_exist_begins_nothing(in_valbrume: Any, as_carole: StrictClient) -> None:
    assert as_carole.post(reverse("charter:begin"), {"model": "laxiste"}).status_code == 404
    assert as_carole.post(reverse("charter:begin"), {"model": "current"}).status_code == 404
    assert not CharterVersion.objects.exists()


def test_a_revision_begins_from_the_charter_in_force(in_valbrume: Any, carole: User, as_carole: StrictClient) -> None:
    voted = a_voted(carole, "open")
    as_carole.post(reverse("charter:begin"), {"model": "current"})
    assert CharterVersion.objects.get(state="draft").settings == voted.settings


# --- settings -----------------------------------------------------------------------------------------------


def test_what_is_set_is_saved_and_read_back(draft: CharterVersion, as_carole: StrictClient) -> None:
    sent = as_posted(draft, in_doubt_ask__referent="la directrice", in_doubt_ask__days="5", reversibility__on=None)
    as_carole.post(at("draft", draft), sent)
    draft.refresh_from_db()
    assert draft.settings["in_doubt_ask"]["values"] == {"referent": "la directrice", "days": 5}
    assert draft.settings["reversibility"]["on"] is False
    assert "La directrice répond sous 5 jours" in text(as_carole.get(at("draft", draft)))


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("in_doubt_ask__days", "0", "de 1 à 90"),
        ("in_doubt_ask__days", "91", "de 1 à 90"),
        ("in_doubt_ask__days", "sept", "de 1 à 90"),
        ("revisable__months", "", "de 3 à 72"),
        ("places__personal", "mars", "Mars"),
        ("personal_data__classes", ["personal", "tout"], "tout"),
        ("residents_told__mention", "x" * 301, "300"),
    ],
)
def test_a_setting_out_of_range_is_told_and_nothing_is_saved_nor_lost(
    field: str, value: Any, said: str, draft: CharterVersion, as_carole: StrictClient
) -> None:
    before = draft.settings
    sent = as_posted(draft, **{field: value, "title": "Charte amendée"})
    response = as_carole.post(at("draft", draft), sent)
    page = text(response)
    assert response.status_code == 422
    assert '1 article à corriger : <a href="#titre-' in page and said.casefold() in page.casefold()
    assert 'value="Charte amendée"' in page, "what was typed is still there"
    draft.refresh_from_db()
    assert draft.settings == before and draft.title != "Charte amendée"


def test_a_folded_article_that_is_wrong_is_unfolded(in_valbrume: Any, carole: User, as_carole: StrictClient) -> None:
    version = a_draft(carole, "village")
    page = text(as_carole.post(at("draft", version), as_posted(version, revisable__months="2")))
    assert 'id="titre-revisable"' in page.split("autres articles")[0]


def test_a_title_is_needed(draft: CharterVersion, as_carole: StrictClient) -> None:
    response = as_carole.post(at("draft", draft), as_posted(draft, title=" "))
    assert response.status_code == 422 and "Donnez un titre" in text(response)


def test_two_tabs_never_overwrite_each_other_without_being_told(draft: CharterVersion, as_carole: StrictClient) -> None:
    mine = as_posted(draft, in_doubt_ask__days="3")
    theirs = as_posted(draft, facing_residents__mode="forbidden")
    as_carole.post(at("draft", draft), theirs)
    response = as_carole.post(at("draft", draft), mine)
    page = text(response)
    assert response.status_code == 409
    assert "enregistré ailleurs" in page
    assert "11. L’IA face aux habitants" in page and "8. Dans le doute, demander" in page
    draft.refresh_from_db()
    assert draft.settings["in_doubt_ask"]["values"]["days"] == 7, "not overwritten"
    seen = re.search(r'name="seen" value="([^"]+)"', page)
    assert seen
    assert as_carole.post(at("draft", draft), mine | {"seen": seen[1]}).status_code == 302
    draft.refresh_from_db()
    assert draft.settings["in_doubt_ask"]["values"]["days"] == 3, "told, they chose"


def test_two_drafts_live_side_by_side(draft: CharterVersion, carole: User, as_carole: StrictClient) -> None:
    other = a_draft(carole, "open")
    as_carole.post(at("draft", other), as_posted(other, in_doubt_ask__days="9"))
    draft.refresh_from_db()
    assert draft.settings["in_doubt_ask"]["values"]["days"] == 7
    page = text(as_carole.get(reverse("charter:begin")))
    assert at("draft", draft) in page and at("draft", other) in page


def test_reading_what_a_setting_changes_saves_nothing(draft: CharterVersion, as_carole: StrictClient) -> None:
    sent = as_posted(draft, facing_residents__mode="forbidden")
    part = text(as_carole.post(at("read_article", draft, "facing_residents"), sent))
    assert "Aucune IA ne répond directement" in part and "leurs questions vont aux services" in part
    draft.refresh_from_db()
    assert draft.settings["facing_residents"]["values"]["mode"] == "handover"
    assert as_carole.post(at("read_article", draft, "rien"), sent).status_code == 404


def test_the_live_reading_of_a_mistake_keeps_the_last_sense(draft: CharterVersion, as_carole: StrictClient) -> None:
    part = text(as_carole.post(at("read_article", draft, "in_doubt_ask"), as_posted(draft, in_doubt_ask__days="-4")))
    assert "répond sous 7 jours" in part


def test_uses_are_ticked_and_not_typed(draft: CharterVersion, as_carole: StrictClient) -> None:
    assert "Formuler en phrases" in text(as_carole.get(at("draft", draft)))
    as_carole.post(at("draft", draft), as_posted(draft, listed_uses__uses=[USE]))
    draft.refresh_from_db()
    assert draft.settings["listed_uses"]["values"]["uses"] == [USE]


def test_settings_that_contradict_each_other_are_told_and_do_not_forbid_saving(
    draft: CharterVersion, as_carole: StrictClient
) -> None:
    sent = as_posted(draft, human_primacy__other_person="on", assessment__one_agent="on")
    assert as_carole.post(at("draft", draft), sent).status_code == 302
    assert "la commune n’a qu’un agent" in text(as_carole.get(at("draft", draft)))


def changed(code: str, **values: Any) -> dict[str, Any]:
    return {code: {"values": values}}


@pytest.mark.parametrize(
    ("settings", "articles"),
    [
        (changed("personal_data", how="refuse"), ("3", "4")),
        (changed("personal_data", places=["machine", "commune", "qualified"]), ("3", "4")),
        (changed("places", masked_as="same"), ("3", "4")),
        (changed("sovereignty", eu_only=True), ("4", "17")),
        (changed("residents_told", where=["send"]), ("11", "9")),
        (changed("assessment", signatures=[]), ("14",)),
        (changed("training", block=True), ("20",)),
        (changed("listed_uses", uses=["a"]) | changed("training", uses=["b"]), ("20", "5")),
        (changed("sovereignty", open_only=True), ("17",)),
        ({"yearly_report": {"on": False}}, ("16", "23")),
        ({"in_doubt_ask": {"on": False}}, ("8",)),
    ],
)
def test_each_contradiction_names_its_articles(settings: dict[str, Any], articles: tuple[str, ...]) -> None:
    assert contradictions({}) == []
    said = contradictions(settings)
    assert len(said) == 1
    assert all(re.search(rf"\b{number}\b", said[0]) for number in articles)


def test_an_article_that_is_not_kept_contradicts_nothing() -> None:
    both = changed("human_primacy", other_person=True) | changed("assessment", one_agent=True)
    assert contradictions(both)
    assert contradictions(both | {"assessment": {"on": False, "values": {"one_agent": True}}}) == []


def test_every_parameter_of_every_article_has_its_field(draft: CharterVersion, as_carole: StrictClient) -> None:
    page = text(as_carole.get(at("draft", draft)))
    for clause in CLAUSES:
        for parameter in clause.parameters:
            assert f'name="{clause.code}-{parameter.key}"' in page


def test_a_deleted_draft_is_gone_and_the_charter_in_force_stays(
    draft: CharterVersion, carole: User, as_carole: StrictClient
) -> None:
    voted = a_voted(carole)
    as_carole.post(at("delete", draft))
    assert as_carole.get(at("draft", draft)).status_code == 404
    assert as_carole.post(at("delete", voted)).status_code == 404
    assert CharterVersion.objects.get().pk == voted.pk


# --- the council --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("what", ["charte", "deliberation"])
@pytest.mark.parametrize(("fmt", "begins"), [("docx", b"PK"), ("odt", b"PK"), ("pdf", b"%PDF")])
def test_documents_for_the_council_in_each_format(
    what: str, fmt: str, begins: bytes, draft: CharterVersion, as_carole: StrictClient
) -> None:
    response = as_carole.get(at("document", draft, what, fmt))
    assert response.status_code == 200 and response.content.startswith(begins)
    assert f'filename="PROJET-{"charte" if what == "charte" else "deliberation"}' in response["Content-Disposition"]
    if fmt == "pdf":
        assert b"pdfuaid" in response.content


def words_of(content: bytes) -> str:
    made = open_docx(BytesIO(content))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    said = " ".join([*(each.text for each in made.paragraphs), *cells])
    return " ".join(said.replace("\u00a0", " ").replace("\u202f", " ").split())


def test_the_document_says_what_the_page_says(draft: CharterVersion, as_carole: StrictClient) -> None:
    as_carole.post(at("draft", draft), as_posted(draft, in_doubt_ask__referent="la directrice", reversibility__on=None))
    words = words_of(as_carole.get(at("document", draft, "charte", "docx")).content)
    assert "La directrice répond sous 7 jours" in words
    assert "L’article 18 n’est pas retenu" in words and "Article 19 – Les réponses des fournisseurs" in words
    assert "Note explicative" in words and "elle n’est pas soumise au vote" in words


def test_the_deliberation_leaves_blank_what_only_the_sitting_tells(
    draft: CharterVersion, as_carole: StrictClient
) -> None:
    words = words_of(as_carole.get(at("document", draft, "deliberation", "docx")).content)
    assert "adoption de la charte de l’intelligence artificielle" in words
    assert "L. 2121-29" in words and "Elle entre en vigueur le ........" in words
    assert "Vote : à compléter en séance" in words


def test_a_revision_says_what_it_replaces(draft: CharterVersion, carole: User, as_carole: StrictClient) -> None:
    a_voted(carole)
    words = words_of(as_carole.get(at("document", draft, "deliberation", "docx")).content)
    assert "révision de la charte" in words and "la version 1" in words


def test_a_voted_document_is_no_draft_any_more(in_valbrume: Any, carole: User, as_alice: StrictClient) -> None:
    version = a_voted(carole)
    response = as_alice.get(reverse("charter:voted_document", args=[version.number, "docx"]))
    assert "PROJET" not in response["Content-Disposition"]
    assert "Note explicative" not in words_of(response.content)


@pytest.mark.parametrize(("what", "fmt"), [("charte", "exe"), ("budget", "pdf")])
def test_other_documents_do_not_exist(what: str, fmt: str, draft: CharterVersion, as_carole: StrictClient) -> None:
    assert as_carole.get(at("document", draft, what, fmt)).status_code == 404


def voting(**changed: Any) -> dict[str, Any]:
    today = timezone.localdate().isoformat()
    return {"voted_on": today, "starts_on": today, "deliberation": "2026-40"} | changed


def day(distance: int) -> str:
    return (timezone.localdate() + timedelta(days=distance)).isoformat()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"starts_on": day(-1), "voted_on": day(-3)}, "Cette date est passée"),
        ({"voted_on": day(1), "starts_on": day(2)}, "Cette date est à venir"),
        ({"voted_on": "32/13/2026"}, "Cette date n’existe pas"),
        ({"deliberation": " "}, "sans vote, une charte ne vaut pas"),
        ({"starts_on": ""}, "Indiquez la date"),
    ],
)
def test_a_vote_that_cannot_be_is_not_written(
    wrong: dict[str, str], said: str, draft: CharterVersion, as_carole: StrictClient
) -> None:
    response = as_carole.post(at("council", draft), voting(**wrong))
    assert response.status_code == 422 and said in text(response)
    draft.refresh_from_db()
    assert draft.state == "draft" and draft.number is None


def test_a_vote_takes_effect_at_its_date_and_only_once(draft: CharterVersion, as_carole: StrictClient) -> None:
    response = as_carole.post(at("council", draft), voting(), follow=True)
    assert "Version 1 votée" in text(response)
    assert as_carole.post(at("council", draft), voting()).status_code == 404, "the other tab"
    assert as_carole.post(at("draft", draft), as_posted(draft, title="Autre")).status_code == 404
    assert CharterVersion.objects.filter(number=1).count() == 1


def test_two_drafts_voted_take_two_numbers(draft: CharterVersion, carole: User, as_carole: StrictClient) -> None:
    other = a_draft(carole, "open")
    as_carole.post(at("council", draft), voting())
    as_carole.post(at("council", other), voting(starts_on=day(5)))
    assert list(CharterVersion.objects.order_by("number").values_list("number", flat=True)) == [1, 2]
    assert "Version 1" in text(as_carole.get(reverse("charter:charter")))


def test_settings_that_make_no_sense_are_shown_and_close_the_vote(
    draft: CharterVersion, as_carole: StrictClient
) -> None:
    draft.settings["in_doubt_ask"]["values"]["days"] = 4000
    draft.save()
    page = text(as_carole.get(at("council", draft)))
    assert "ne peut pas être voté tel quel" in page and "Article 8" in page and " disabled" in page
    assert as_carole.post(at("council", draft), voting()).status_code == 422


# --- the simulator ------------------------------------------------------------------------------------------


def calls(actor: User, count: int, **more: Any) -> None:
    about = {"use": USE, "verb": "generate", "model": "petit", "place": "machine", "host": "", "charter": 0}
    for _ in range(count):
        record("ai_call", actor=actor, seconds=1, **(about | {"data": "personal"} | more))


def test_an_empty_journal_says_that_it_has_nothing_to_replay(draft: CharterVersion, as_carole: StrictClient) -> None:
    assert "aucun appel à rejouer" in text(as_carole.get(at("simulate", draft)))


def test_the_journal_replayed_tells_what_would_have_changed(
    draft: CharterVersion, alice: User, as_carole: StrictClient, settings: Any
) -> None:
    settings.AI_PLACES = ("machine", "commune", "host")
    calls(alice, 7)
    calls(alice, 2, place="host", host="ia.exemple.fr", masked=True)
    as_carole.post(at("draft", draft), as_posted(draft, personal_data__how="refuse"))
    page = text(as_carole.get(at("simulate", draft)))
    assert "Sur 9 appels des 4 dernières semaines, 2 de plus auraient été masqués, envoyés ailleurs ou arrêtés." in page
    assert "3. Données personnelles et confidentielles" in page
    assert "<strong>refusé</strong>" in page


def test_the_other_commune_s_journal_is_never_replayed(
    draft: CharterVersion, alice: User, autreville: Any, as_carole: StrictClient
) -> None:
    record("ai_call", actor="x", commune=autreville, use=USE, place="machine", model="petit")
    assert "aucun appel à rejouer" in text(as_carole.get(at("simulate", draft)))


@pytest.mark.parametrize("weeks", ["", "0", "-1", "abc", "9999", "²"])
def test_a_number_of_weeks_that_makes_no_sense_is_four(
    weeks: str, draft: CharterVersion, as_carole: StrictClient
) -> None:
    page = text(as_carole.get(at("simulate", draft), {"semaines": weeks}))
    assert '<option value="4" selected>' in page
