"""What an item usually is, told by its title."""

from __future__ import annotations

import pytest

from beffroi.minutes.domain.item_kind import usual_kind


@pytest.mark.parametrize(
    "title",
    [
        "Adoption du procès-verbal de la séance du 18 juin",
        "Approbation du PV du 12 mars 2026",
        "Approbation des procès-verbaux des séances du 3 et du 17 avril",
        "Procès-verbal de la précédente séance",
        "Approbation du compte rendu de la dernière réunion",
        "ARRÊT DU PROCÈS-VERBAL DU CONSEIL DU 4 MAI",
    ],
)
def test_the_minutes_of_the_last_sitting_are_known_by_their_title(title: str) -> None:
    assert usual_kind(title) == "previous_minutes"


@pytest.mark.parametrize(
    "title",
    [
        "Décisions du maire prises par délégation",
        "Compte rendu des décisions prises par le maire en vertu de l’article L2122-22",
        "Information sur les décisions prises par la présidente par délégation",
    ],
)
def test_decisions_by_delegation_are_reported_not_voted(title: str) -> None:
    assert usual_kind(title) == "delegated"


@pytest.mark.parametrize(
    "title", ["Questions diverses", "Questions orales", "Affaires diverses.", "Divers", "QUESTIONS DIVERSES"]
)
def test_other_business_announces_no_deliberation(title: str) -> None:
    assert usual_kind(title) == "question"


@pytest.mark.parametrize(
    "title", ["Informations", "Informations diverses", "Communications du maire", "Informations des adjoints"]
)
def test_information_announces_no_deliberation(title: str) -> None:
    assert usual_kind(title) == "information"


@pytest.mark.parametrize(
    "title",
    [
        "Rénovation énergétique de l’école des Tilleuls",
        "Désignation du secrétaire de séance",
        "Approbation du compte administratif 2025",
        "Diverses subventions aux associations",
        "Informations touristiques : convention avec l’office",
        "Décision modificative n° 2 du budget principal",
        "Question prioritaire : demande de subvention",
        "Communication de l’intercommunalité : adoption du rapport d’activité",
        "Modification du règlement intérieur et du procès-verbal électronique",
        "Points d’apport volontaire : marché de collecte",
        "",
    ],
)
def test_what_no_usual_title_tells_is_a_deliberation(title: str) -> None:
    assert usual_kind(title) == "deliberation"
