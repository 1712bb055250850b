"""Who of a list sits in the assembly, told by the function."""

from __future__ import annotations

import pytest

from beffroi.minutes.domain.seats import is_member_by_function

MEMBERS = (
    "maire",
    "Madame la maire",
    "1er adjoint",
    "première adjointe aux finances",
    "Adjoint au maire",
    "maire délégué",
    "adjoint chargé de l’urbanisme",
    "conseillère municipale",
    "conseiller municipal délégué, chargé des sports",
    "Conseiller municipal, directeur d’école",
    "Présidente",
    "vice-président",
    "délégué titulaire",
    "déléguée communautaire",
    "suppléant",
    "membre nommé",
    "administratrice",
    "représentant des usagers",
    "secrétaire de séance",
    "doyen d’âge",
    "",
)
OTHERS = (
    "Directrice générale des services",
    "DGS",
    "D.G.S.",
    "directeur général adjoint",
    "secrétaire de mairie",
    "Secrétaire de mairie adjointe",
    "Secrétaire général",
    "agent administratif",
    "adjoint administratif",
    "adjointe technique territoriale",
    "directeur de cabinet du maire",
    "collaboratrice du maire",
    "assistante du président",
    "responsable des finances",
    "cheffe du service enfance",
    "chargée de mission",
    "attaché territorial",
    "conseiller aux décideurs locaux",
    "trésorier public",
    "auxiliaire du secrétaire",
    "Président de l’association, invité",
    "journaliste",
)


@pytest.mark.parametrize("function", MEMBERS)
def test_whoever_bears_an_elected_function_or_none_is_a_member(function: str) -> None:
    assert is_member_by_function(function)


@pytest.mark.parametrize("function", OTHERS)
def test_agents_and_guests_are_not_members(function: str) -> None:
    assert not is_member_by_function(function)
