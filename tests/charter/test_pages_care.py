"""What the commune does beside its charter's text: ask, answer, stop, try, assess, approve, limit, prove, report."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from beffroi.audit.journal import record
from beffroi.audit.models import Entry
from beffroi.charter import evidence
from beffroi.charter.actions.answer_question import answer_question
from beffroi.charter.actions.ask_referent import ask_referent
from beffroi.charter.actions.yearly_report import figures_of, publish_report
from beffroi.charter.domain.rubber_stamp import Validation
from beffroi.charter.models import (
    Assessment,
    Budget,
    EngineSheet,
    PairedTest,
    Precedent,
    Question,
    Service,
    Signature,
    SwitchTurn,
)
from beffroi.engines import registry
from beffroi.engines.adapters.fakes import EchoText
from beffroi.town.models import User
from tests.charter.conftest import USE, a_voted, text
from tests.conftest import StrictClient
from tests.doubles.cast import a_person

LETTER = "Madame Lucie Vannier, 4 rue du Moulin, demande un rendez-vous. Son téléphone : 06 12 34 56 78."
YEAR = timezone.localdate().year


# --- asking -------------------------------------------------------------------------------------------------


def test_a_question_keeps_where_it_comes_from(in_valbrume: Any, as_alice: StrictClient) -> None:
    page = text(as_alice.get(reverse("charter:ask"), {"article": "4", "usage": USE}))
    assert '<option value="4" selected>' in page and f'<option value="{USE}" selected>' in page
    as_alice.post(reverse("charter:ask"), {"text": "Puis-je ?", "clause": "4", "use": USE})
    asked = Question.objects.get()
    assert (asked.text, asked.clause, asked.use) == ("Puis-je ?", 4, USE)


@pytest.mark.parametrize("article", ["99", "x", "-1", "²", "1" * 40])
def test_an_article_that_does_not_exist_is_simply_not_chosen(
    article: str, in_valbrume: Any, as_alice: StrictClient
) -> None:
    response = as_alice.get(reverse("charter:ask"), {"article": article, "usage": "rien"})
    assert response.status_code == 200 and '<option value="" selected>' in text(response)


def test_a_question_without_words_is_not_sent(in_valbrume: Any, as_alice: StrictClient) -> None:
    response = as_alice.post(reverse("charter:ask"), {"text": "   "})
    assert response.status_code == 422 and "Écrivez votre question" in text(response)
    assert not Question.objects.exists()


def test_an_agent_reads_their_own_questions_and_nobody_else_s(
    in_valbrume: Any, alice: User, as_alice: StrictClient, as_bob: StrictClient
) -> None:
    ask_referent(user=alice, text="Ma question à moi")
    assert "Ma question à moi" in text(as_alice.get(reverse("charter:ask")))
    assert "Ma question à moi" not in text(as_bob.get(reverse("charter:ask")))


def answering(**changed: Any) -> dict[str, Any]:
    return {"allowed": "yes", "answer": "Oui, masqué.", "keep": "on", "case": "Résumer un courrier reçu."} | changed


def test_the_referent_s_answer_is_read_by_whoever_asked_and_kept_for_all(
    in_valbrume: Any, alice: User, as_alice: StrictClient, as_bob: StrictClient, as_carole: StrictClient
) -> None:
    asked = ask_referent(user=alice, text="Puis-je résumer le courrier de madame Vannier ?", clause=3)
    assert "Puis-je résumer" in text(as_carole.get(reverse("charter:inbox")))
    as_carole.post(reverse("charter:question", args=[asked.pk]), answering())
    assert "Oui, masqué." in text(as_alice.get(reverse("charter:ask")))
    everyone = text(as_bob.get(reverse("charter:precedents")))
    assert "Résumer un courrier reçu." in everyone and "Vannier" not in everyone


@pytest.mark.parametrize(
    "wrong",
    [
        {"case": "Le courrier de Madame Lucie Vannier"},
        {"answer": "Oui, appelez-la au 06 12 34 56 78."},
    ],
)
def test_a_precedent_that_names_somebody_is_not_kept(
    wrong: dict[str, str], in_valbrume: Any, alice: User, as_carole: StrictClient
) -> None:
    asked = ask_referent(user=alice, text="Puis-je ?")
    response = as_carole.post(reverse("charter:question", args=[asked.pk]), answering(**wrong))
    assert response.status_code == 422 and "retirez ce qui désigne une personne" in text(response)
    assert not Precedent.objects.exists() and Question.objects.get().answered_at is None


def test_an_answer_may_name_somebody_when_it_is_not_kept(
    in_valbrume: Any, alice: User, as_carole: StrictClient
) -> None:
    asked = ask_referent(user=alice, text="Puis-je ?")
    sent = answering(answer="Voyez avec Madame Lucie Vannier.", case="")
    del sent["keep"]
    assert as_carole.post(reverse("charter:question", args=[asked.pk]), sent).status_code == 302
    assert not Precedent.objects.exists()


def test_the_second_answer_never_replaces_the_first(
    in_valbrume: Any, alice: User, carole: User, as_carole: StrictClient
) -> None:
    asked = ask_referent(user=alice, text="Puis-je ?")
    answer_question(asked, user=carole, answer="Non.", allowed=False)
    page = as_carole.post(reverse("charter:question", args=[asked.pk]), answering(), follow=True)
    assert "déjà sa réponse" in text(page)
    assert Question.objects.get().answer == "Non."


def test_precedents_are_found_by_words_whatever_their_accents(
    in_valbrume: Any, alice: User, carole: User, as_alice: StrictClient
) -> None:
    for case in ("Résumer un courrier reçu.", "Publier une photo du marché."):
        answer_question(ask_referent(user=alice, text="?"), user=carole, answer="Oui.", allowed=True, case=case)
    page = text(as_alice.get(reverse("charter:precedents"), {"q": "RESUME courrier"}))
    assert "1 précédent pour" in page and "photo du marché" not in page
    assert "Personne ne l’a encore demandé" in text(as_alice.get(reverse("charter:precedents"), {"q": "drone"}))


def test_a_withdrawn_precedent_is_no_longer_offered_and_can_come_back(
    in_valbrume: Any, alice: User, carole: User, as_alice: StrictClient, as_carole: StrictClient
) -> None:
    asked = ask_referent(user=alice, text="?")
    kept = answer_question(asked, user=carole, answer="Oui.", allowed=True, case="Résumer un courrier.")
    assert kept
    url = reverse("charter:withdraw", args=[kept.pk])
    as_carole.post(url)
    assert "Résumer un courrier" not in text(as_alice.get(reverse("charter:precedents")))
    assert "Remettre" in text(as_carole.get(reverse("charter:precedents")))
    as_carole.post(url, {"remettre": "1"})
    assert "Résumer un courrier" in text(as_alice.get(reverse("charter:precedents")))


# --- the switch ---------------------------------------------------------------------------------------------


def test_an_administrator_stops_all_ai_and_everybody_reads_why(
    in_valbrume: Any, as_alice: StrictClient, as_carole: StrictClient
) -> None:
    url = reverse("charter:switch")
    as_carole.post(url, {"state": "off", "reason": "Une réponse fausse est partie."})
    page = text(as_alice.get(url))
    assert "L’IA est arrêtée" in page and "Une réponse fausse est partie." in page and "carole" in page
    as_carole.post(url, {"state": "on", "reason": "C’est corrigé."})
    assert "L’IA est en marche" in text(as_alice.get(url))


def test_nobody_else_turns_the_switch(in_valbrume: Any, as_bob: StrictClient) -> None:
    assert as_bob.post(reverse("charter:switch"), {"state": "off", "reason": "Essai"}).status_code == 403
    assert not SwitchTurn.objects.exists()


def test_the_switch_asks_why(in_valbrume: Any, as_carole: StrictClient) -> None:
    response = as_carole.post(reverse("charter:switch"), {"state": "off", "reason": " "})
    assert response.status_code == 422 and "Dites pourquoi" in text(response)
    assert not SwitchTurn.objects.exists()


def test_two_people_who_stop_at_once_make_one_turn(in_valbrume: Any, as_carole: StrictClient) -> None:
    url = reverse("charter:switch")
    as_carole.post(url, {"state": "off", "reason": "Incident"})
    page = as_carole.post(url, {"state": "off", "reason": "Incident aussi"}, follow=True)
    assert "Quelqu’un l’a fait avant vous" in text(page)
    assert SwitchTurn.objects.count() == 1


# --- trying a text ------------------------------------------------------------------------------------------


def test_a_text_shows_what_would_be_masked_and_keeps_nothing(in_valbrume: Any, as_alice: StrictClient) -> None:
    response = as_alice.post(reverse("charter:try"), {"use": USE, "text": LETTER})
    page = text(response)
    assert "<mark>06 12 34 56 78" in page and "[TELEPHONE_1]" in page
    assert "données personnelles" in page and "ce n’est pas rendre anonyme" in page
    assert "Cette demande partirait" in page and "cette machine" in page
    assert "no-store" in response["Cache-Control"]
    assert not [each for each in Entry.objects.all() if "Vannier" in str(each.data) + each.subject]
    assert not Entry.objects.filter(action__startswith="ai_call").exists()


def test_a_text_that_would_be_refused_says_why(in_valbrume: Any, as_alice: StrictClient, settings: Any) -> None:
    settings.AI_PLACES = ()
    page = text(as_alice.post(reverse("charter:try"), {"use": USE, "text": LETTER}))
    assert "Cette demande ne partirait pas" in page and "BEFFROI_AI_PLACES" in page


def test_nothing_found_is_no_promise(in_valbrume: Any, as_alice: StrictClient) -> None:
    page = text(as_alice.post(reverse("charter:try"), {"use": USE, "text": "Le marché a lieu le samedi."}))
    assert "Relisez-le tout de même" in page and "<mark>" not in page


def test_hostile_text_is_shown_as_text(in_valbrume: Any, as_alice: StrictClient) -> None:
    page = text(as_alice.post(reverse("charter:try"), {"use": USE, "text": "<b onclick=x>06 12 34 56 78</b>"}))
    assert "&lt;b onclick=x&gt;" in page


@pytest.mark.parametrize("wrong", [{"text": " "}, {"text": "x" * 20_001}, {"use": "rien.du.tout"}])
def test_a_try_that_makes_no_sense_is_told(wrong: dict[str, str], in_valbrume: Any, as_alice: StrictClient) -> None:
    assert as_alice.post(reverse("charter:try"), {"use": USE, "text": "Bonjour"} | wrong).status_code == 422


# --- dossiers of uses ---------------------------------------------------------------------------------------


def test_a_dossier_is_written_then_signed_as_it_was_read(in_valbrume: Any, as_carole: StrictClient) -> None:
    page = as_carole.post(reverse("charter:assessment", args=[USE]), {"need": "Relire.", "alternative": "Taper."})
    written = Assessment.objects.get()
    shown = text(as_carole.get(page.url))
    seen = shown.split('name="seen" value="')[1].split('"')[0]
    as_carole.post(reverse("charter:sign", args=[written.pk]), {"role": "mayor", "name": "Hugo Petit", "seen": seen})
    assert Signature.objects.get().name == "Hugo Petit"
    assert "Hugo Petit, maire" in text(as_carole.get(page.url))


def test_a_dossier_that_changed_since_is_not_signed(in_valbrume: Any, carole: User, as_carole: StrictClient) -> None:
    url = reverse("charter:assessment", args=[USE])
    as_carole.post(url, {"need": "Relire."})
    written = Assessment.objects.get()
    seen = text(as_carole.get(reverse("charter:use", args=[USE]))).split('name="seen" value="')[1].split('"')[0]
    as_carole.post(url, {"need": "Tout autre chose."})
    sent = {"role": "dpo", "name": "Ana Roux", "seen": seen}
    page = as_carole.post(reverse("charter:sign", args=[written.pk]), sent, follow=True)
    assert "a changé depuis" in text(page)
    assert not Signature.objects.exists()


def test_a_privacy_study_said_useless_says_why(in_valbrume: Any, as_carole: StrictClient) -> None:
    sent = {"need": "Relire.", "privacy": "unnecessary"}
    response = as_carole.post(reverse("charter:assessment", args=[USE]), sent)
    assert response.status_code == 422 and "pourquoi elle est inutile" in text(response)


def test_a_signature_without_a_name_is_not_written(in_valbrume: Any, as_carole: StrictClient) -> None:
    as_carole.post(reverse("charter:assessment", args=[USE]), {"need": "Relire."})
    url = reverse("charter:sign", args=[Assessment.objects.get().pk])
    assert as_carole.post(url, {"role": "mayor", "name": " "}).status_code == 422
    assert as_carole.post(url, {"role": "roi", "name": "Hugo Petit"}).status_code == 422
    assert not Signature.objects.exists()


# --- one's own choice, exchanged names, who may be named -----------------------------------------------------


def test_an_agent_who_does_without_ai_calls_none_and_can_change_their_mind(
    in_valbrume: Any, alice: User, carole: User, as_alice: StrictClient
) -> None:
    a_voted(carole)
    url = reverse("charter:prefer")
    as_alice.post(url, {"use": USE, "choice": "without"})
    refused = text(as_alice.post(reverse("charter:try"), {"use": USE, "text": "Bonjour"}))
    assert "Cette demande ne partirait pas" in refused and "Vous avez choisi" in refused
    as_alice.post(url, {"use": USE, "choice": "with"})
    assert "Cette demande partirait" in text(as_alice.post(reverse("charter:try"), {"use": USE, "text": "Bonjour"}))


def test_doing_without_any_ai_is_said_on_each_use(in_valbrume: Any, as_alice: StrictClient) -> None:
    as_alice.post(reverse("charter:prefer"), {"choice": "without"})
    assert "Reprendre avec l’IA" in text(as_alice.get(reverse("charter:uses")))
    assert "pour tous les usages" in text(as_alice.get(reverse("charter:use", args=[USE])))


def test_a_choice_is_nobody_s_business(in_valbrume: Any, as_alice: StrictClient, as_carole: StrictClient) -> None:
    before = Entry.objects.count()
    as_alice.post(reverse("charter:prefer"), {"use": USE, "choice": "without"})
    assert Entry.objects.count() == before
    assert "alice" not in text(as_carole.get(reverse("charter:use", args=[USE])))
    assert as_alice.post(reverse("charter:prefer"), {"use": "rien", "choice": "without"}).status_code == 404


class Biased(EchoText):
    """Answers otherwise to one of the names."""

    def generate(self, messages: Any, **asked: Any) -> Any:
        made = super().generate(messages, **asked)
        return replace(made, text="Refusé." if "Mamadou Diallo" in messages[-1].content else "Accordé.")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("engine", "different"), [(EchoText, 0), (Biased, 1)])
def test_exchanged_names_show_an_answer_that_changes(
    engine: Any, different: int, in_valbrume: Any, as_carole: StrictClient
) -> None:
    with registry.use(text=engine()):
        url = reverse("charter:paired_test", args=[USE])
        shown = as_carole.post(url, {"request": "Réponds à [NOM]."})
        assert "Réponds à Camille Morel." in text(shown) and not Entry.objects.filter(action="ai_call").exists()
        sent = {"request": "Réponds à [NOM].", "seen": shown.context["seen"]}
        again = as_carole.post(url, sent | {"request": "Refuse à [NOM]."})
        assert "Refuse à Camille Morel." in text(again), "another request is shown before it is sent"
        page = text(as_carole.post(url, sent, follow=True))
    kept = PairedTest.objects.get()
    assert (kept.pairs, kept.different) == (4, different)
    assert ("aucune réponse ne change" in page) == (different == 0)
    assert not [each for each in Entry.objects.all() if "Diallo" in str(each.data)]


@pytest.mark.parametrize("request_", ["Réponds.", "", "[nom]"])
def test_a_request_without_a_name_to_exchange_is_not_a_test(
    request_: str, in_valbrume: Any, as_carole: StrictClient
) -> None:
    page = as_carole.post(reverse("charter:paired_test", args=[USE]), {"request": request_}, follow=True)
    assert "Écrivez [NOM]" in text(page) and not PairedTest.objects.exists()


def test_whoever_is_listed_may_be_named_and_nobody_else(in_valbrume: Any, as_carole: StrictClient) -> None:
    url = reverse("charter:public_people")
    as_carole.post(url, {"people": "Lucie Vannier, première adjointe\n\n , \nLucie Vannier\nHugo Petit"})
    assert "Lucie Vannier, première adjointe" in text(as_carole.get(url))
    page = text(as_carole.post(reverse("charter:try"), {"use": USE, "text": LETTER}))
    assert "<mark>Lucie Vannier" not in page and "<mark>06 12 34 56 78" in page
    assert Entry.objects.get(action="public_people_changed").data == {"people": 2}
    as_carole.post(url, {"people": ""})
    assert "<mark>Lucie Vannier" in text(as_carole.post(reverse("charter:try"), {"use": USE, "text": LETTER}))


def test_the_preview_says_whether_a_smaller_model_would_do(in_valbrume: Any, as_alice: StrictClient) -> None:
    sent = {"use": USE, "text": "Bonjour"}
    assert "Personne n’a mesuré" in text(as_alice.post(reverse("charter:try"), sent))
    EngineSheet(model="petit", smallest_for=[USE], measured="banc").save()
    assert "Un modèle plus petit a été mesuré comme suffisant : petit." in text(
        as_alice.post(reverse("charter:try"), sent)
    )


# --- models and limits --------------------------------------------------------------------------------------


def test_a_sheet_says_what_nobody_verified(in_valbrume: Any, as_carole: StrictClient) -> None:
    sent = {"model": "grand", "host": "ia.exemple.fr", "in_eu": "unknown", "open_licence": "false"}
    as_carole.post(reverse("charter:new_engine"), sent)
    sheet = EngineSheet.objects.get()
    assert (sheet.in_eu, sheet.open_licence, sheet.approved) == (None, False, False)
    page = text(as_carole.get(reverse("charter:engines")))
    assert "non vérifié" in page and "10 questions au fournisseur sans réponse" in page and "Non approuvé" in page
    assert Entry.objects.get(action="engine_sheet_changed").data["model"] == "grand"


def test_a_second_sheet_for_the_same_model_is_refused(in_valbrume: Any, as_carole: StrictClient) -> None:
    sent = {"model": "grand", "in_eu": "unknown", "open_licence": "unknown"}
    as_carole.post(reverse("charter:new_engine"), sent)
    assert as_carole.post(reverse("charter:new_engine"), sent).status_code == 422
    assert as_carole.post(reverse("charter:engine", args=[EngineSheet.objects.get().pk]), sent).status_code == 302


def test_smallest_is_said_with_its_measure(in_valbrume: Any, as_carole: StrictClient) -> None:
    sent = {"model": "petit", "in_eu": "unknown", "open_licence": "unknown", "smallest_for": [USE]}
    assert "quelle mesure" in text(as_carole.post(reverse("charter:new_engine"), sent))
    as_carole.post(reverse("charter:new_engine"), sent | {"measured": "bench.drafting"})
    assert EngineSheet.objects.get().smallest_for == [USE]


def test_a_model_in_service_without_a_sheet_is_shown(in_valbrume: Any, as_carole: StrictClient) -> None:
    page = text(as_carole.get(reverse("charter:engines")))
    assert "pas encore de fiche" in page and "modele=scripted" in page


def test_a_limit_shows_what_is_left_and_is_not_added_twice(in_valbrume: Any, as_carole: StrictClient) -> None:
    sent = {"use": USE, "unit": "calls", "period": "day", "most": "50"}
    as_carole.post(reverse("charter:new_budget"), sent)
    assert "0 sur 50 appels par jour" in text(as_carole.get(reverse("charter:budgets")))
    assert as_carole.post(reverse("charter:new_budget"), sent | {"most": "60"}).status_code == 422
    assert as_carole.post(reverse("charter:new_budget"), sent | {"most": "-1", "period": "month"}).status_code == 422
    as_carole.post(reverse("charter:remove_budget", args=[Budget.objects.get().pk]))
    assert not Budget.objects.exists()


def test_a_limit_of_nothing_closes_the_use(in_valbrume: Any, as_carole: StrictClient) -> None:
    as_carole.post(reverse("charter:new_budget"), {"unit": "calls", "period": "day", "most": "0"})
    assert "Limite atteinte" in text(as_carole.get(reverse("charter:budgets")))


# --- services -----------------------------------------------------------------------------------------------


def a_service(commune: Any, name: str, people: int) -> Service:
    service = Service(name=name)
    service.save()
    service.people.set([a_person(f"{name}-{rank}", commune) for rank in range(people)])
    return service


def test_the_rubber_stamp_alarm_speaks_of_services_of_five_and_never_of_anybody(
    in_valbrume: Any, valbrume: Any, as_carole: StrictClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_service(valbrume, "urbanisme", 5)
    a_service(valbrume, "cantine", 4)
    quick = [Validation(name, words=900, seconds=2, edited=False) for name in ("urbanisme", "cantine")] * 6
    monkeypatch.setitem(evidence._validations, "essai", lambda period: quick)
    page = text(as_carole.get(reverse("charter:services")))
    alarm = page.split("À regarder avec")[1].split("</div>")[0]
    assert "urbanisme" in alarm and "cantine" not in alarm
    assert "moins de 5 : ce service n’est pas mesuré" in page
    assert "urbanisme-0" not in page


def test_a_service_has_people_of_the_commune_alone(
    in_valbrume: Any, charlie: User, alice: User, as_carole: StrictClient
) -> None:
    url = reverse("charter:new_service")
    assert as_carole.post(url, {"name": "Accueil", "people": [str(charlie.pk)]}).status_code == 422
    assert as_carole.post(url, {"name": "Accueil", "people": [str(alice.pk)]}).status_code == 302
    assert as_carole.post(url, {"name": "Accueil"}).status_code == 422, "the name is taken"
    assert list(Service.objects.get().people.all()) == [alice]


# --- proof and report ---------------------------------------------------------------------------------------


def calls(actor: User, count: int, action: str = "ai_call", **more: Any) -> None:
    about = {"use": USE, "model": "petit", "place": "machine", "host": "", "charter": 1}
    for _ in range(count):
        record(action, actor=actor, seconds=2, **(about | more))


def test_the_table_counts_the_period_and_says_what_is_missing(
    in_valbrume: Any, alice: User, carole: User, as_alice: StrictClient
) -> None:
    a_voted(carole)
    calls(alice, 4)
    calls(alice, 1, "ai_call_refused", refused_by=[4])
    page = text(as_alice.get(reverse("charter:proof")))
    row = page.split('id="article-4"')[1].split("</tr>")[0]
    assert "Appels restés sur une machine de la commune : 4" in row and "Appels refusés pour le lieu : 1" in row
    assert "il manque quelque chose à" in page and "le besoin ou la solution sans IA n’est pas écrit" in page
    assert "Formuler en phrases" in page and f"« {USE} »" not in page, "uses are said in words"


def test_another_period_counts_nothing_of_this_one(
    in_valbrume: Any, alice: User, carole: User, as_alice: StrictClient
) -> None:
    a_voted(carole)
    calls(alice, 4)
    page = text(as_alice.get(reverse("charter:proof"), {"first": "2020-01-01", "last": "2020-12-31"}))
    assert "Aucune charte n’était en vigueur" in page and ": 4" not in page


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2026-05-01", "2026-04-01", "finit avant de commencer"),
        ("hier", "2026-04-01", "n’existe pas"),
        ("", "", "Indiquez la date"),
    ],
)
def test_a_period_that_makes_no_sense_is_told(
    first: str, last: str, said: str, in_valbrume: Any, as_alice: StrictClient
) -> None:
    response = as_alice.get(reverse("charter:proof"), {"first": first, "last": last})
    assert response.status_code == 422 and said in text(response)


def test_one_button_makes_the_control_file_with_its_table_of_contents(
    in_valbrume: Any, carole: User, as_carole: StrictClient, as_alice: StrictClient
) -> None:
    a_voted(carole)
    url = reverse("charter:control_file")
    today = timezone.localdate()
    sent = {"first": (today - timedelta(days=30)).isoformat(), "last": today.isoformat()}
    response = as_carole.post(url, sent)
    assert response["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        names = archive.namelist()
        contents = archive.read("00-sommaire.html").decode()
    assert "2-charte/version-1.txt" in names and all(name in contents for name in names[1:])
    assert as_alice.post(url, sent).status_code == 403
    assert as_carole.get(url).status_code == 405


def test_the_report_of_the_year_counts_calls_refusals_and_places(
    in_valbrume: Any, alice: User, carole: User, as_alice: StrictClient
) -> None:
    a_voted(carole)
    calls(alice, 5)
    calls(alice, 2, place="host", host="ia.exemple.fr", masked=True)
    calls(alice, 3, "ai_call_refused", refused_by=[4])
    page = text(as_alice.get(reverse("charter:reports")))
    said = f"En {YEAR}, une IA a été appelée 7 fois, dont 2 avec des données masquées ; la charte a refusé 3 demandes."
    assert said in page
    assert "Cette machine : 5 appels" in page and "4. Où vont les données" in page
    assert "alice" not in page.split('id="contenu"')[1]


def test_energy_is_counted_where_a_sheet_says_it_and_unknown_elsewhere(in_valbrume: Any, alice: User) -> None:
    EngineSheet(model="petit", watt_hours_1000=2.0).save()
    calls(alice, 3, prompt_tokens=400, completion_tokens=100)
    calls(alice, 1, model="autre", prompt_tokens=10_000)
    assert figures_of(YEAR)["energy"] == {"watt_hours": 3.0, "unknown": 1}


def test_a_report_is_public_once_published_and_never_moves(
    in_valbrume: Any, alice: User, carole: User, as_carole: StrictClient
) -> None:
    url = reverse("charter:public_report", args=["valbrume", YEAR])
    calls(alice, 5)
    assert StrictClient().get(url).status_code == 404
    as_carole.post(reverse("charter:publish_report", args=[YEAR]))
    calls(alice, 90)
    page = text(StrictClient().get(url))
    assert "appelée 5 fois" in page
    publish_report(YEAR, user=carole)
    assert "appelée 95 fois" in text(StrictClient().get(url)), "published again, knowingly"


def test_a_report_names_no_service_outside_the_town_hall(
    in_valbrume: Any, valbrume: Any, carole: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_voted(carole)
    a_service(valbrume, "urbanisme", 5)
    quick = [Validation("urbanisme", words=900, seconds=2, edited=False)] * 6
    monkeypatch.setitem(evidence._validations, "essai", lambda period: quick)
    publish_report(YEAR, user=carole)
    page = text(StrictClient().get(reverse("charter:public_report", args=["valbrume", YEAR])))
    assert "urbanisme" not in page and "relectures ont paru trop rapides" in page


@pytest.mark.parametrize("year", [1999, YEAR + 1])
def test_a_year_that_has_not_been_is_not_published(year: int, in_valbrume: Any, as_carole: StrictClient) -> None:
    assert as_carole.post(reverse("charter:publish_report", args=[year])).status_code == 404
    assert as_carole.get(reverse("charter:reports"), {"annee": str(year)}).status_code == 404


def test_a_clerk_does_not_publish(in_valbrume: Any, as_alice: StrictClient) -> None:
    assert as_alice.post(reverse("charter:publish_report", args=[YEAR])).status_code == 403


def test_residents_read_the_charter_without_an_account(in_valbrume: Any, carole: User, autreville: Any) -> None:
    url = reverse("charter:public_charter", args=["valbrume"])
    assert "Aucune charte n’est encore votée" in text(StrictClient().get(url))
    a_voted(carole)
    assert "La décision reste humaine" in text(StrictClient().get(url))
    other = text(StrictClient().get(reverse("charter:public_charter", args=["autreville"])))
    assert "Aucune charte n’est encore votée" in other
    assert StrictClient().get(reverse("charter:public_charter", args=["nulle-part"])).status_code == 404
