"""Phones, e-mails and references, spoken or written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.facts import find_emails, find_phones, find_references, format_phone, to_words


@pytest.mark.parametrize(
    "text",
    [
        "06 12 34 56 78",
        "06.12.34.56.78",
        "0612345678",
        "+33 6 12 34 56 78",
        "+33 (0)6 12 34 56 78",
        "zéro six douze trente-quatre cinquante-six soixante-dix-huit",
        "06 douze 34 56 78",
    ],
)
def test_it_reads_a_phone(text: str) -> None:
    assert [phone.value for phone in find_phones(f"Appelez le {text}.")] == ["+33612345678"]


@given(st.integers(1, 9), st.lists(st.integers(0, 99), min_size=4, max_size=4))
def test_a_phone_said_in_words_is_the_one_written(operator: int, pairs: list[int]) -> None:
    said = ["zéro", to_words(operator)]
    for pair in pairs:
        said += ["zéro", to_words(pair)] if pair < 10 else [to_words(pair)]
    [phone] = find_phones(", ".join(said))
    assert phone.value == f"+33{operator}" + "".join(f"{pair:02}" for pair in pairs)
    assert find_phones(format_phone(phone.value))[0].value == phone.value


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Écrire à Mairie@ville-exemple.fr.", "mairie@ville-exemple.fr"),
        ("mairie arobase couthenans point fr", "mairie@couthenans.fr"),
        ("à claire point dubois arobase ville tiret exemple point fr merci", "claire.dubois@ville-exemple.fr"),
    ],
)
def test_it_reads_an_address(text: str, address: str) -> None:
    assert [email.value for email in find_emails(text)] == [address]


@pytest.mark.parametrize(
    ("text", "nature", "number"),
    [
        ("article L. 2121-15 du CGCT", "article", "L2121-15"),
        ("L2121-15", "article", "L2121-15"),
        ("article L deux mille cent vingt et un tiret quinze", "article", "L2121-15"),
        ("article L vingt et un vingt et un quinze", "article", "L2121-15"),
        ("loi n° 2025-1249", "loi", "2025-1249"),
        ("délibération n° 2025-12", "délibération", "2025-12"),
        ("parcelle AB 112", "parcelle", "AB112"),
        ("section AB numéro cent douze", "parcelle", "AB112"),
        ("la parcelle cadastrée section AB n° 112", "parcelle", "AB112"),
        ("nomenclature M57", "code", "M57"),
        ("voir https://www.ville.fr/F1008.", "url", "www.ville.fr/f1008"),
    ],
)
def test_it_reads_a_reference(text: str, nature: str, number: str) -> None:
    assert [(found.nature, found.number) for found in find_references(text)] == [(nature, number)]


def test_the_code_of_law_is_kept() -> None:
    [article] = find_references("l'article R. 421-1 du code de l'urbanisme et la suite")
    assert (article.number, article.code) == ("R421-1", "code de l'urbanisme")


def test_a_surface_and_a_plain_article_are_no_reference() -> None:
    assert find_references("l'article 3, pour 300 m2") == []


@pytest.mark.parametrize(
    "said",
    [
        "plus trente-trois six douze trente-quatre cinquante-six soixante-dix-huit",
        "zéro six euh douze, trente-quatre, puis cinquante-six et soixante-dix-huit",
        "06 douze 34 cinquante-6 78",
        "0 6 1 2 3 4 5 6 7 8",
        "06/12/34/56/78",
        "(+33) 6 12 34 56 78",
    ],
)
def test_it_hears_a_phone_through_hesitations_and_odd_signs(said: str) -> None:
    assert [phone.value for phone in find_phones(f"au {said} merci")] == ["+33612345678"]


@pytest.mark.parametrize(
    "veiled",
    [
        "claire.dubois (at) exemple.fr",
        "claire.dubois[at]exemple[dot]fr",
        "claire point dubois arobase exemple point fr",
        "claire dot dubois at exemple dot fr",
        "claire.dubois @ exemple . fr",
        "claire.dubois%40exemple.fr",
    ],
)
def test_it_reads_a_veiled_address(veiled: str) -> None:
    assert [email.value for email in find_emails(f"écrire à {veiled}")] == ["claire.dubois@exemple.fr"]


@pytest.mark.parametrize("text", ["rendez-vous chez moi point final", "il est at home. fr", "le point sur la rue"])
def test_what_has_no_domain_is_no_address(text: str) -> None:
    assert find_emails(text) == []
