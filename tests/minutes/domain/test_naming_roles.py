"""Members named by the office that they alone hold."""

from __future__ import annotations

import pytest

from beffroi.minutes.domain.naming_roles import named_by_office, offices
from beffroi.minutes.domain.types import Member

FIRST = Member("Perrin", "Odile", "première adjointe")
FINANCE = Member("Morel", "Claire", "adjointe aux finances")
SCHOOLS = Member("Renard", "Sophie", "adjointe aux affaires scolaires")
ROADS = Member("Ferrand", "Didier", "2e adjoint, travaux et voirie")
WASTE = Member("Masson", "Véronique", "vice-présidente aux déchets")
DEPUTY = Member("Jullien", "Paul", "maire délégué")
COUNCIL = (FIRST, FINANCE, SCHOOLS, ROADS, WASTE, DEPUTY, *(Member(name, "", "conseiller municipal") for name in "XY"))
HELD = offices(COUNCIL)


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ("Je passe la parole à l'adjointe aux finances pour l'incidence.", FINANCE),
        ("Madame la première adjointe, sur les moyens ?", FIRST),
        ("Monsieur le deuxième adjoint.", ROADS),
        ("C'est l'adjoint à la voirie qui rapporte.", ROADS),
        ("notre vice-présidente en charge des déchets", WASTE),
        ("en tant qu'adjointe aux affaires scolaires", SCHOOLS),
        ("Monsieur le maire délégué a souhaité un point.", DEPUTY),
    ],
)
def test_an_office_that_one_member_holds_names_that_member(said: str, who: Member) -> None:
    assert [member for _, _, member in named_by_office(said, HELD)] == [who]


@pytest.mark.parametrize(
    "said",
    [
        "Madame l'adjointe, vous avez la parole.",  # three hold that title
        "Monsieur le conseiller municipal ?",
        "L'adjoint à l'urbanisme est d'accord.",  # nobody has that field
        "la présidente de l'association",
    ],
)
def test_an_office_that_several_hold_or_nobody_names_no_one(said: str) -> None:
    assert list(named_by_office(said, HELD)) == []


def test_the_words_that_name_are_those_of_the_office_alone() -> None:
    said = "La parole à l'adjointe aux finances pour cinq minutes."
    ((start, end, _),) = named_by_office(said, HELD)
    assert said[start:end] == "l'adjointe aux finances"
