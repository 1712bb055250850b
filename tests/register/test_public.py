"""What residents read without an account, and what they never do."""

from __future__ import annotations

import json
from typing import Any

import pytest

from beffroi.register.actions.publish import withdraw
from beffroi.register.actions.write import save
from beffroi.register.domain.standards import STANDARDS
from tests.conftest import StrictClient

from .rows import CHATBOT, a_contact, a_published_use, a_use
from .test_pages import text

HOME = "/registre/valbrume/"
SECRET = "Texte jamais publié"
PAGES = ["", "contester/", "donnees/", "?q=secret", *(f"donnees/{each.filename}" for each in STANDARDS.values())]


@pytest.fixture
def anyone() -> StrictClient:
    return StrictClient()


def test_a_published_record_is_read_by_anyone_with_its_gaps(in_valbrume: Any, bob: Any, anyone: Any) -> None:
    slug = a_published_use(bob).slug
    page = text(anyone.get(f"{HOME}{slug}/"))
    for said in (CHATBOT["purpose"], CHATBOT["human_check"], "En service", "mars 2025", "À compléter", "Parlebot"):
        assert said in page
    assert "bob" not in page, "no agent is named"
    assert f"{HOME}{slug}/" in text(anyone.get(HOME))


@pytest.mark.parametrize("path", PAGES)
def test_what_is_not_published_is_on_no_page_and_in_no_file(path: str, in_valbrume: Any, bob: Any, anyone: Any) -> None:
    a_use(bob, name=SECRET, risks=SECRET)
    row = a_published_use(bob, name="Publié")
    save(row.slug, {"risks": SECRET, "summary": SECRET}, user=bob, seen=2)
    response = anyone.get(HOME + path)
    assert response.status_code == 200
    assert SECRET not in response.content.decode()


def test_an_unpublished_record_has_no_public_address(in_valbrume: Any, bob: Any, anyone: Any) -> None:
    row = a_use(bob)
    assert anyone.get(f"{HOME}{row.slug}/").status_code == 404
    assert anyone.get(f"{HOME}minutes-transcribe/").status_code == 404


def test_what_is_withdrawn_leaves_at_once(in_valbrume: Any, bob: Any, anyone: Any) -> None:
    row = a_published_use(bob)
    page = anyone.get(f"{HOME}{row.slug}/")
    assert page.headers["Cache-Control"] == "public, no-cache"
    withdraw(row.slug, user=bob)
    assert anyone.get(f"{HOME}{row.slug}/", headers={"If-None-Match": page.headers["ETag"]}).status_code == 404
    assert "Aucun usage n’est encore publié" in text(anyone.get(HOME))


def test_a_commune_shows_its_own_register_alone(
    in_valbrume: Any, autreville: Any, bob: Any, anyone: Any, as_charlie: Any
) -> None:
    row = a_published_use(bob)
    for client in (anyone, as_charlie):
        assert client.get(f"/registre/autreville/{row.slug}/").status_code == 404
        assert row.slug not in text(client.get("/registre/autreville/"))
        assert client.get("/registre/nulle-part/").status_code == 404
        assert client.get(f"{HOME}{row.slug}/").status_code == 200, "what is public is so for everyone"


@pytest.mark.parametrize("path", ["", "contester/", "donnees/", "donnees/atrs.csv", "tri/"])
def test_public_pages_are_only_read(path: str, valbrume: Any, anyone: Any) -> None:
    assert anyone.post(HOME + path).status_code == 405


def test_search_forgets_accents_capitals_and_plurals(in_valbrume: Any, bob: Any, anyone: Any) -> None:
    a_published_use(bob, name="Caméras du marché", summary="Compter les passants.")
    a_published_use(bob, name="Tri du courrier")
    for query in ("camera", "CAMÉRA marche", "passant"):
        page = text(anyone.get(HOME, {"q": query}))
        assert "Caméras du marché" in page and "Tri du courrier" not in page
    assert "Rien ne correspond" in text(anyone.get(HOME, {"q": "<script>alert(1)</script>"}))
    assert anyone.get(HOME, {"q": "x" * 5000}).status_code == 200


def test_how_to_contest_tells_whom_and_each_step(in_valbrume: Any, anyone: Any) -> None:
    assert "à compléter" in text(anyone.get(f"{HOME}contester/"))
    a_contact()
    page = text(anyone.get(f"{HOME}contester/"))
    for said in ("03 84 00 00 00", 'href="tel:0384000000"', "L311-3-1", "L411-2", "R421-1", "CADA", "Défenseur"):
        assert said in page


def test_the_open_data_of_beffroi_obeys_its_published_schema(in_valbrume: Any, bob: Any, anyone: Any) -> None:
    a_published_use(bob)
    schema = json.loads(anyone.get("/registre/schema.json").content)
    found = json.loads(anyone.get(f"{HOME}donnees/registre.json").content)
    assert found["schema"] == schema["$id"]
    assert set(schema["required"]) <= set(found)
    use, rules = found["uses"][0], schema["properties"]["uses"]["items"]
    assert set(rules["required"]) <= set(use) <= set(rules["properties"])
    assert use["status"] in [each["const"] for each in rules["properties"]["status"]["oneOf"]]
    assert use["name"] == CHATBOT["name"] and use["organisation"] == "Valbrume"


def test_a_record_that_a_format_cannot_hold_is_left_out_and_told(in_valbrume: Any, bob: Any, anyone: Any) -> None:
    a_published_use(bob)
    a_published_use(bob, name="Sans date", started_on="", category="")
    names = [each["name"] for each in json.loads(anyone.get(f"{HOME}donnees/publicatiestandaard.json").content)]
    assert names == [CHATBOT["name"]]
    page = text(anyone.get(f"{HOME}donnees/"))
    assert "Sans date : le mois de mise en service manque." in page
    assert len(json.loads(anyone.get(f"{HOME}donnees/algoritmeregister.json").content)) == 2


def test_no_cell_of_the_open_tables_is_a_formula(in_valbrume: Any, bob: Any, anyone: Any) -> None:
    import csv
    import io

    a_published_use(bob, name="=HYPERLINK(1)", purpose="+33 appeler", people="-1", data="@SUM", risks="\ttab")
    for name in ("inventaire-algorithmes.csv", "atrs.csv"):
        content = anyone.get(f"{HOME}donnees/{name}").content.decode()
        cells = [cell for row in csv.reader(io.StringIO(content)) for cell in row]
        assert cells and not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
        assert "'=HYPERLINK(1)" in cells


def test_an_unknown_file_or_page_says_where_the_register_is(valbrume: Any, anyone: Any) -> None:
    for path in ("donnees/secret.txt", "rien/"):
        response = anyone.get(HOME + path)
        assert response.status_code == 404 and "Voir le registre" in text(response)
