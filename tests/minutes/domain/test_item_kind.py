"""What an item usually is, told by its title."""

from __future__ import annotations

import pytest

from beffroi.minutes.domain.item_kind import is_financial_account, usual_kind


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


@pytest.mark.parametrize(
    "title",
    [
        "Compte administratif 2025",
        "23-03/011 — Adoption du Compte Administratif2022 de la Commune",
        "Approbation du CFU",
        "Budget principal : vote du compte financier unique 2025",
        "Finances – Présentation et vote du compte administratif du budget annexe de l’eau",
        "Approbation du compte de gestion et du compte administratif 2024",
        "Vote des comptes administratifs 2025",
        "VOTE DU CA 2025",
        "BUDGET ASSAINISSEMENT - C.F.U. 2025",
    ],
)
def test_the_vote_on_the_accounts_is_known_by_its_title(title: str) -> None:
    assert is_financial_account(title)


@pytest.mark.parametrize(
    "title",
    [
        "Affectation du résultat du compte administratif 2025",
        "Budget principal – affectation du résultat : compte administratif 2025",
        "Compte de gestion 2025",
        "Passage au compte financier unique",
        "Adoption du compte financier unique à compter du 1er janvier 2027",
        "Convention d’expérimentation du CFU",
        "Élection du président de séance pour le vote du compte administratif",
        "Reprise anticipée des résultats avant le vote du compte administratif",
        "Budget primitif 2026",
        "Convention avec la CA du Pays de Belfort",
        "Compte rendu des décisions du maire",
        "Poste d’agent administratif",
    ],
)
def test_what_is_made_of_the_accounts_is_not_their_vote(title: str) -> None:
    assert not is_financial_account(title)
