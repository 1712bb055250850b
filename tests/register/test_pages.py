"""The register as agents and readers use it: what appears by itself, filling in, history, undo, publishing."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from beffroi.audit.journal import record as journal
from beffroi.charter.models import Assessment, EngineSheet, SupplierAnswer
from beffroi.charter.uses import AiUse, _declared, all_uses, declare
from beffroi.register import actions
from beffroi.register.actions.publish import publish, withdraw
from beffroi.register.actions.sheets import entries, entry_of, slug_of
from beffroi.register.actions.write import Refused, create, remove, restore, save, undo
from beffroi.register.models import Change, Record

from .rows import CHATBOT, a_contact, a_published_use, a_use

HOME = "/registre-ia/"
TRANSCRIBE = f"{HOME}usages/minutes-transcribe/"


def text(response: Any) -> str:
    return response.content.decode().replace("\u00a0", " ").replace("&nbsp;", " ")


@pytest.fixture
def passing_use() -> Any:
    """A use that the code declares today and not tomorrow."""
    use = declare(AiUse("essai.passager", "generate", "Essayer.", "Rien.", "Une personne.", "On s’en passe."))
    yield use
    _declared.pop(use.code, None)


# --- what appears by itself -------------------------------------------------------------------------------------


def test_every_use_that_the_code_declares_is_in_the_register_though_nobody_wrote_it(as_alice: Any) -> None:
    page = text(as_alice.get(HOME))
    for use in all_uses():
        assert f"{HOME}usages/{slug_of(use)}/" in page
    assert Record.unscoped.count() == 0, "reading writes nothing"


def test_each_declared_use_has_its_own_address(in_valbrume: Any) -> None:
    assert len({slug_of(use) for use in all_uses()}) == len(all_uses())
    assert all(entry_of(slug_of(use)) for use in all_uses())


def test_what_the_code_declares_is_shown_and_the_rest_is_a_gap(as_alice: Any) -> None:
    use = next(each for each in all_uses() if each.code == "minutes.transcribe")
    page = text(as_alice.get(TRANSCRIBE))
    for said in (use.purpose, use.data, use.human_check, use.without_ai):
        assert said.replace("\u00a0", " ") in page
    assert "écrit dans le programme" in page
    assert page.count("À compléter") > 15


def test_what_the_code_declares_cannot_be_typed_over(in_valbrume: Any, bob: Any) -> None:
    save("minutes-transcribe", {"purpose": "Autre chose", "risks": "Un nom mal entendu."}, user=bob, seen=0)
    sheet = entry_of("minutes-transcribe").sheet  # type: ignore[union-attr]
    assert sheet.values["purpose"].startswith("Écrire ce qui est dit")
    assert sheet.values["risks"] == "Un nom mal entendu."


def test_a_use_that_the_code_no_longer_holds_stays_with_what_was_published(
    in_valbrume: Any, bob: Any, as_alice: Any, client: Any, passing_use: AiUse
) -> None:
    save("essai-passager", {"status": "deployed", "contact": "mairie@valbrume.example"}, user=bob, seen=0)
    publish("essai-passager", user=bob, seen=1)
    _declared.pop(passing_use.code)
    assert "N’est plus dans le programme" in text(as_alice.get(HOME))
    page = text(client.get("/registre/valbrume/essai-passager/"))
    assert "Essayer." in page and "n’est plus dans le programme" in page
    assert actions.summary(in_valbrume)["gone"] == 1


def test_what_the_code_says_now_is_what_residents_read(
    in_valbrume: Any, bob: Any, client: Any, passing_use: AiUse
) -> None:
    save("essai-passager", {"status": "deployed", "contact": "mairie@valbrume.example"}, user=bob, seen=0)
    publish("essai-passager", user=bob, seen=1)
    _declared.pop(passing_use.code)
    declare(AiUse("essai.passager", "generate", "Essayer mieux.", "Rien.", "Une personne.", "On s’en passe."))
    assert "Essayer mieux." in text(client.get("/registre/valbrume/essai-passager/"))
    assert not entry_of("essai-passager").sheet.changed_since  # type: ignore[union-attr]
    save("essai-passager", {"name": "Un nom choisi"}, user=bob, seen=2)
    assert entry_of("essai-passager").sheet.changed_since  # type: ignore[union-attr]


def test_the_journal_tells_the_model_and_the_calls(
    in_valbrume: Any, alice: Any, autreville: Any, as_alice: Any
) -> None:
    about = {"use": "minutes.transcribe", "model": "whisper-base", "place": "host", "host": "ia.example"}
    EngineSheet.objects.create(model="whisper-base", host="ia.example", qualification="SecNumCloud", in_eu=True)
    journal("ai_call", actor=alice, **about)
    journal("ai_call", actor=alice, **about)
    journal("ai_call", actor=alice, commune=autreville, **{**about, "model": "le modèle d’à côté"})
    page = text(as_alice.get(TRANSCRIBE))
    assert "2 appels" in page and "whisper-base" in page and "lu dans le journal" in page
    assert "Chez un hébergeur : ia.example, qualifié SecNumCloud, dans l’Union européenne" in page
    assert "d’à côté" not in page


def test_the_charter_s_assessment_fills_alternatives_and_risks_until_somebody_types(
    in_valbrume: Any, bob: Any, as_alice: Any
) -> None:
    Assessment.objects.create(use="minutes.transcribe", alternative="Taper à la main.", risks="Des noms mal entendus.")
    page = text(as_alice.get(TRANSCRIBE))
    assert "Taper à la main." in page and "pas encore signée" in page
    save("minutes-transcribe", {"alternatives": "Dicter."}, user=bob, seen=0)
    page = text(as_alice.get(TRANSCRIBE))
    assert "Dicter." in page and "Taper à la main." not in page and "Des noms mal entendus." in page


# --- filling in ---------------------------------------------------------------------------------------------------


def test_a_reader_enters_a_use_that_lives_outside(as_bob: Any) -> None:
    response = as_bob.post(f"{HOME}nouveau/", {**CHATBOT, "seen": "0"}, follow=True)
    page = text(response)
    assert "Répondre aux questions du soir" in page and "Hors de Beffroi" in text(as_bob.get(HOME))
    assert "mars 2025" in page and 'href="https://loi.example/commerce"' in page


def test_an_agent_reads_and_may_not_write(in_valbrume: Any, bob: Any, alice: Any, as_alice: Any) -> None:
    slug = a_use(bob).slug
    page = f"{HOME}usages/{slug}/"
    assert as_alice.get(page).status_code == 200
    for path in ("modifier/", "publier/", "fournisseur/"):
        assert as_alice.get(page + path).status_code == 403
    for path in ("publier/", "retirer/", "enlever/", "annuler/", "reprendre/"):
        assert as_alice.post(page + path, {"seen": 1, "number": 1}).status_code == 403
    assert as_alice.get(f"{HOME}nouveau/").status_code == as_alice.get(f"{HOME}importer/").status_code == 403
    for act in (create, publish, withdraw, remove, undo):
        with pytest.raises(PermissionDenied):
            act(CHATBOT, user=alice) if act is create else act(
                slug, user=alice, **({"seen": 1} if act is publish else {})
            )
    assert "Modifier</a>" not in text(as_alice.get(page))


def test_the_form_shows_each_error_and_keeps_what_was_typed(in_valbrume: Any, bob: Any, as_bob: Any) -> None:
    slug = a_use(bob).slug
    wrong = {
        "seen": 1,
        "name": "x" * 101,
        "started_on": "31/02/2025",
        "status": "deployed",
        "website": "javascript:alert(1)",
        "summary": "Un texte à garder.",
    }
    response = as_bob.post(f"{HOME}usages/{slug}/modifier/", wrong)
    page = text(response)
    assert response.status_code == 422
    for said in ("101 caractères : 100 au plus", "n’est pas une date", "commence par https://", "Un texte à garder."):
        assert said in page
    assert Record.objects.get().values == CHATBOT


def test_html_in_a_field_is_shown_as_text(in_valbrume: Any, bob: Any, as_alice: Any) -> None:
    slug = a_use(bob, risks="<script>alert(1)</script>", name="<b>Tri</b>").slug
    page = as_alice.get(f"{HOME}usages/{slug}/").content.decode()
    assert "<script>alert" not in page and "&lt;script&gt;alert" in page and "<b>Tri" not in page


def test_two_readers_never_overwrite_each_other(in_valbrume: Any, bob: Any, as_bob: Any) -> None:
    slug = a_use(bob).slug
    save(slug, {"risks": "Écrit par l’autre."}, user=bob, seen=1)
    response = as_bob.post(f"{HOME}usages/{slug}/modifier/", {**CHATBOT, "risks": "Le mien.", "seen": 1})
    assert response.status_code == 409
    assert "Quelqu’un d’autre a modifié" in text(response) and "Le mien." in text(response)
    assert Record.objects.get().values["risks"] == "Écrit par l’autre."
    again = as_bob.post(f"{HOME}usages/{slug}/modifier/", {**CHATBOT, "risks": "Le mien.", "seen": 2})
    assert again.status_code == 302 and Record.objects.get().values["risks"] == "Le mien."


def test_two_uses_of_the_same_name_have_two_addresses_and_none_takes_a_page_s(in_valbrume: Any, bob: Any) -> None:
    slugs = [a_use(bob, name=name).slug for name in ("Contester", "Tri", "Tri", "Minutes transcribe", "…", "donnees")]
    assert slugs == ["contester-2", "tri", "tri-2", "minutes-transcribe-2", "usage", "donnees-2"]


def test_an_address_stays_when_the_name_changes(in_valbrume: Any, bob: Any) -> None:
    row = a_use(bob)
    save(row.slug, {"name": "Tout autre nom"}, user=bob, seen=1)
    assert Record.objects.get().slug == row.slug


# --- history ------------------------------------------------------------------------------------------------------


def test_each_change_is_kept_with_who_and_what_and_can_be_taken_back(in_valbrume: Any, bob: Any, as_bob: Any) -> None:
    slug = a_use(bob, risks="Premier texte.").slug
    save(slug, {"risks": "Second texte."}, user=bob, seen=1)
    page = text(as_bob.get(f"{HOME}usages/{slug}/historique/"))
    assert "Premier texte." in page and "Second texte." in page and "bob" in page
    assert "en service" in page and "deployed" not in page and "mars 2025" in page
    as_bob.post(f"{HOME}usages/{slug}/annuler/")
    assert Record.objects.get().values["risks"] == "Premier texte."
    undo(slug, user=bob)
    assert Record.objects.get().values["risks"] == "Second texte.", "undone twice is done again"
    restore(slug, 1, user=bob)
    assert Record.objects.get().values["risks"] == "Premier texte."
    assert Change.objects.count() == 5, "nothing of the history is lost by undoing"


def test_saving_without_a_change_writes_no_history(in_valbrume: Any, bob: Any) -> None:
    slug = a_use(bob).slug
    save(slug, CHATBOT, user=bob, seen=1)
    assert Change.objects.count() == 1


@pytest.mark.parametrize("statement", ["UPDATE register_change SET number = 9", "DELETE FROM register_change"])
def test_the_database_itself_keeps_the_history(in_valbrume: Any, bob: Any, statement: str) -> None:
    from django.db import connection

    a_use(bob)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Change.objects.get().number == 1


def test_a_record_entered_by_mistake_leaves_the_list_and_comes_back(in_valbrume: Any, bob: Any, as_bob: Any) -> None:
    slug = a_use(bob).slug
    as_bob.post(f"{HOME}usages/{slug}/enlever/")
    assert slug not in text(as_bob.get(HOME)) and "retirée du registre" in text(as_bob.get(f"{HOME}usages/{slug}/"))
    as_bob.post(f"{HOME}usages/{slug}/annuler/")
    assert slug in text(as_bob.get(HOME))


def test_what_was_published_or_declared_does_not_leave_the_register(in_valbrume: Any, bob: Any) -> None:
    slug = a_published_use(bob).slug
    withdraw(slug, user=bob)
    with pytest.raises(Refused, match="arrêté"):
        remove(slug, user=bob)
    with pytest.raises(Refused, match="déclare"):
        remove("minutes-transcribe", user=bob)


# --- publishing ---------------------------------------------------------------------------------------------------


def test_nothing_is_published_without_what_a_resident_needs(in_valbrume: Any, bob: Any, as_bob: Any) -> None:
    slug = a_use(bob, status="", contact="").slug
    page = text(as_bob.get(f"{HOME}usages/{slug}/publier/"))
    assert "État, Contact" in page and "Publier cette fiche" not in page
    assert as_bob.post(f"{HOME}usages/{slug}/publier/", {"seen": 1}).status_code == 409
    assert Record.objects.get().published is None


def test_a_stopped_use_is_published_with_its_date(in_valbrume: Any, bob: Any, client: Any) -> None:
    slug = a_use(bob, status="stopped").slug
    with pytest.raises(Refused, match="Arrêté le"):
        publish(slug, user=bob, seen=1)
    save(slug, {"stopped_on": "2026-01-15"}, user=bob, seen=1)
    publish(slug, user=bob, seen=2)
    page = text(client.get("/registre/valbrume/"))
    assert "Arrêté (1)" in page and "15 janvier 2026" in page


def test_publishing_shows_exactly_what_leaves(in_valbrume: Any, bob: Any, as_bob: Any) -> None:
    slug = a_use(bob).slug
    page = text(as_bob.get(f"{HOME}usages/{slug}/publier/"))
    assert CHATBOT["human_check"] in page and f"/registre/valbrume/{slug}/" in page
    as_bob.post(f"{HOME}usages/{slug}/publier/", {"seen": 1})
    assert Record.objects.get().published_by == bob


def test_what_changed_since_the_page_was_opened_is_not_published(in_valbrume: Any, bob: Any, as_bob: Any) -> None:
    slug = a_use(bob).slug
    save(slug, {"risks": "Un ajout."}, user=bob, seen=1)
    for seen in ("1", "", "abc", "-1"):
        assert as_bob.post(f"{HOME}usages/{slug}/publier/", {"seen": seen}).status_code == 409
    assert Record.objects.get().published is None


def test_the_supplier_s_answers_are_kept_and_shown_as_gaps_until_then(in_valbrume: Any, bob: Any, as_bob: Any) -> None:
    slug = a_use(bob).slug
    assert "Nos données servent-elles à entraîner un modèle ?" in text(as_bob.get(f"{HOME}usages/{slug}/"))
    before = entry_of(slug).sheet.missing  # type: ignore[union-attr]
    as_bob.post(f"{HOME}usages/{slug}/fournisseur/", {"training": "Non, jamais.", "location": ""})
    assert SupplierAnswer.objects.get().answer == "Non, jamais."
    assert "Non, jamais." in text(as_bob.get(f"{HOME}usages/{slug}/"))
    assert entry_of(slug).sheet.missing == before - 1  # type: ignore[union-attr]
    as_bob.post(f"{HOME}usages/{slug}/fournisseur/", {"training": "Non, jamais."})
    assert SupplierAnswer.objects.count() == 1, "the same answer is not kept twice"


def test_the_contact_of_the_register_stands_for_records_that_give_none(in_valbrume: Any, bob: Any, as_bob: Any) -> None:
    as_bob.post(
        f"{HOME}contact/", {"service": "Accueil", "email": "mairie@valbrume.example", "phone": "03 84 00 00 00"}
    )
    sheet = entry_of(a_use(bob, contact="").slug).sheet  # type: ignore[union-attr]
    assert sheet.values["contact"] == "Accueil, mairie@valbrume.example, 03 84 00 00 00"
    assert as_bob.post(f"{HOME}contact/", {"email": "pas une adresse"}).status_code == 422


def test_the_journal_keeps_who_did_what_and_no_text(in_valbrume: Any, bob: Any) -> None:
    from beffroi.audit.models import Entry

    a_published_use(bob, risks="UN-TEXTE-À-NE-PAS-JOURNALISER")
    lines = Entry.objects.filter(action__startswith="register_")
    assert [line.action for line in lines] == ["register_created", "register_published"]
    assert "UN-TEXTE" not in str([line.data for line in lines])


def test_the_summary_counts_uses_and_gaps_of_that_commune_alone(in_valbrume: Any, autreville: Any, bob: Any) -> None:
    a_contact()
    a_published_use(bob)
    found = actions.summary(in_valbrume)
    assert (found["uses"], found["published"], found["outside"]) == (len(all_uses()) + 1, 1, 1)
    assert found["by_status"]["deployed"] == 1 and found["by_status"][""] == len(all_uses())
    assert sum(found["by_status"].values()) == found["uses"]
    assert found["gaps"] == sum(each.sheet.missing for each in entries())
    assert actions.summary(autreville)["outside"] == 0


def test_the_list_is_searched(in_valbrume: Any, bob: Any, as_alice: Any) -> None:
    a_use(bob)
    assert "questions du soir" in text(as_alice.get(f"{HOME}?q=ROBOTS mairie"))
    assert "Aucun usage ne contient" in text(as_alice.get(f"{HOME}?q=hélicoptère"))
