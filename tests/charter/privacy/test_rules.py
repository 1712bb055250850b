"""What is personal data and what only looks like it, rule by rule."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.charter.domain.privacy import DataClass, classify, find
from beffroi.charter.domain.privacy.checksums import is_company, is_iban, is_luhn, is_nir, nir_key
from beffroi.engines.protocols import Entity
from beffroi.facts import to_words

bodies = st.builds(
    "{}{:02}{:02}{}{:03}{:03}".format,
    st.sampled_from("12"), st.integers(0, 99), st.integers(1, 12),
    st.one_of(st.integers(1, 95).map("{:02}".format), st.sampled_from(("2A", "2B"))),
    st.integers(1, 990), st.integers(1, 999),
)  # fmt: skip


def kinds(text: str) -> list[str]:
    return [str(span.kind) for span in find(text)]


def pieces(text: str) -> list[str]:
    return [text[span.start : span.end] for span in find(text)]


@given(bodies)
def test_a_nir_is_told_by_its_key_in_corsica_too(body: str) -> None:
    key = f"{nir_key(body):02}"
    assert is_nir(body + key)
    assert not is_nir(body + f"{(int(key) + 1) % 97 or 97:02}")
    assert kinds(f"numéro : {body}{key}") == ["NIR"]


@given(bodies.filter(lambda body: "A" not in body and "B" not in body))
def test_a_nir_read_aloud_after_its_name_is_found(body: str) -> None:
    groups = [body[0], body[1:3], body[3:5], body[5:7], body[7:10], body[10:13], f"{nir_key(body):02}"]
    said = []
    for group in groups:
        zeros = len(group) - len(group.lstrip("0"))
        said += ["zéro"] * zeros + ([to_words(int(group))] if group.strip("0") else [])
    assert kinds("ma sécu c’est le " + ", ".join(said)) == ["NIR"]


@given(st.integers(0, 10**21 - 1))
def test_an_iban_is_told_by_its_key(number: int) -> None:
    account = f"{number:021}"
    bban = account + f"{97 - (89 * int(account[:5]) + 15 * int(account[5:10]) + 3 * int(account[10:])) % 97:02}"
    check = 98 - int(bban + "152700") % 97
    assert is_iban(f"FR{check:02}{bban}")
    assert not is_iban(f"FR{(check + 1) % 97:02}{bban}")


@pytest.mark.parametrize("number", ["530210707", "53021070700010", "35600000000048"])
def test_a_companys_number_is_nobodys(number: str) -> None:
    assert is_company(number)
    assert kinds(f"Immatriculée sous le numéro {number}.") == []


def test_luhn_sees_one_wrong_figure() -> None:
    assert is_luhn("4970100000000006")
    assert not is_luhn("4970100000000007")


@pytest.mark.parametrize(
    "text",
    [
        "La loi du 1er juillet 1901, articles 5 et 6.", "Le montant est de 06 12 34 56 78 €.", "Facture n° 0612345678",
        "L’association est née le 3 mars 1990.", "Le 3 mars 1990, la salle a ouvert.", "section AB 123 CD",
        "La mairie est au 2 place de la République.", "rue du Docteur-Roux", "les habitants de la rue des Lilas",
        "Appelez le 3939 ou le 0 800 12 34 56.", "mairie@commune-exemple.fr", "Louis XIV et Jean-Paul II",
        "madame la maire et monsieur le président", "la SARL Dupont et les établissements Martin", "",
    ],
)  # fmt: skip
def test_it_is_nobodys(text: str) -> None:
    assert pieces(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mme Petit habite 3 rue Petit.", ["Petit", "3 rue Petit"]),
        ("M. Victor Hugo se plaint.", ["Victor Hugo"]),
        ("La maison de Claire Dubois, rue Claire-Dubois", ["Claire Dubois"]),
        ("Claire Dubois est venue. Dubois reviendra.", ["Claire Dubois", "Dubois"]),
        ("j'habite douze rue haute et je suis inquiet", ["douze rue haute"]),
        ("elle vit au six rue de la vieille tour", ["six rue de la vieille tour"]),
        ("3 rue du 8 mai 1945, 25000 Besançon Cedex 9", ["3 rue du 8 mai 1945, 25000 Besançon Cedex 9"]),
        ("né le 12/03/1962, embauché le 4/5/1990", ["12/03/1962"]),
        ("Mme Martin, née Girard le 4 mai 1950", ["Martin", "Girard", "4 mai 1950"]),
    ],
)
def test_the_person_is_told_from_the_place(text: str, found: list[str]) -> None:
    assert pieces(text) == found


@given(st.text(max_size=300))
def test_spans_are_in_order_apart_and_inside_the_text(text: str) -> None:
    end = 0
    for span in find(text):
        assert end <= span.start < span.end <= len(text)
        assert 0 < span.certainty <= 1
        assert span.why
        end = span.end


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=4))
def test_an_engine_that_answers_nonsense_breaks_nothing(text: str, places: list[tuple[int, int]]) -> None:
    for span in find(text, entities=[Entity(start, end, "PER") for start, end in places]):
        assert span.end <= len(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le conseil se réunit jeudi.", DataClass.PUBLIC),
        ("Un centre de santé pour les maladies chroniques.", DataClass.PUBLIC),
        ("Document interne, ne pas diffuser.", DataClass.INTERNAL),
        ("Mme Dubois demande un rendez-vous.", DataClass.PERSONAL),
        ("Mme Dubois est en arrêt maladie.", DataClass.SENSITIVE),
        ("M. Martin est délégué syndical.", DataClass.SENSITIVE),
        ("M. Martin a été condamné en 2020.", DataClass.SENSITIVE),
        ("Mme Dubois touche le RSA.", DataClass.SENSITIVE),
        ("La petite Lola mange halal à la cantine.", DataClass.SENSITIVE),
        ("NIR 1 85 03 25 056 123 48", DataClass.SENSITIVE),
    ],
)
def test_what_is_said_near_a_person_makes_the_class(text: str, expected: DataClass) -> None:
    assert classify(text, find(text)) is expected
