"""The inventory of the main algorithmic treatments (CRPA L312-1-3), as Étalab's guide lists what it tells.

Read: the guide's « Fiche pratique : l’inventaire » of 11 February 2021 (Licence Ouverte 2.0). It gives no file format:
the columns bear its own words, in its order, the three « Ressources connexes » told apart; ours follow. (The guide
cites L312-1-2 for this inventory; the codes that we read number it L312-1-3 since 2016.)
"""

from __future__ import annotations

from beffroi.register.domain.fields import CATEGORY_NAMES, STATUS_NAMES
from beffroi.register.domain.readings import choice_column, text_column

from .base import Standard

STATES = {name.lower(): str(code) for code, name in STATUS_NAMES.items()}
CATEGORIES = {name.lower(): code for code, name in CATEGORY_NAMES.items()}
_GUIDE = (
    ("Nom de l’administration concernée", "organisation"),
    ("Direction/service porteur", "service"),
    ("Contact au sein de l’administration concernée", "contact"),
    ("Date de mise à jour des informations", "recorded_on"),
    ("Nom de l’algorithme", "name"),
    ("Contexte global", "context"),
    ("Finalité de l’algorithme", "purpose"),
    ("Comment et quand l’algorithme intervient-il dans la prise de décision ?", "process"),
    ("Niveau d’automatisation de la décision", "automation"),
    ("Fondements juridiques", "legal_basis"),
    ("Ressources connexes (décision)", "decision_links"),
    ("Nombre de décisions administratives prises par an", "decisions_yearly"),
    ("Portée de la décision", "scope"),
    ("Public concerné par la décision", "people"),
    ("Ressources connexes (impact)", "impact_links"),
    ("Données traitées", "data"),
    ("Source des données traitées", "data_source"),
    ("Mode de collecte des données traitées", "data_collection"),
    ("Type d’algorithme", "algorithm_type"),
    ("Opérations effectuées par l’algorithme", "operations"),
    ("Ressources connexes (fonctionnement)", "technical_links"),
)
_OURS = (
    ("Résumé", "summary"),
    ("En service depuis", "started_on"),
    ("Arrêté le", "stopped_on"),
    ("Qui en répond", "responsible"),
    ("Contrôle humain", "human_check"),
    ("Sans IA", "without_ai"),
    ("Comment contester", "contest"),
    ("Modèle", "model"),
    ("Où il fonctionne", "place"),
    ("Fournisseur", "supplier"),
    ("Solutions envisagées", "alternatives"),
    ("Risques et parades", "risks"),
    ("Évaluations", "assessments"),
    ("Fiche", "record_url"),
)
STANDARD = Standard(
    code="fr",
    label="Inventaire des algorithmes (Étalab)",
    form="csv",
    filename="inventaire-algorithmes.csv",
    columns=(
        *(text_column(key, field) for key, field in _GUIDE),
        choice_column("État", "status", STATES, dict(STATUS_NAMES)),
        choice_column("Catégorie", "category", CATEGORIES, dict(CATEGORY_NAMES)),
        *(text_column(key, field) for key, field in _OURS),
    ),
    identity=("Identifiant",),
    always=tuple(key for key, _ in _GUIDE),
)
