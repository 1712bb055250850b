"""What a record of the register says: one table, from which the pages, the forms, the gaps and the schema are made.

Two tiers, as the British standard has (« Tier 1 » for everyone, « Tier 2 » for interested parties). A field that is
empty is shown as a gap, never hidden; ``optional`` ones may lack without being one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

Values = Mapping[str, str]
"""What is filled in: field -> text. An absent field is an empty one. Dates are ISO, choices their code."""


class Tier(StrEnum):
    EVERYONE = "everyone"
    EXPERTS = "experts"


class Kind(StrEnum):
    LINE = "line"
    TEXT = "text"
    DATE = "date"
    CHOICE = "choice"
    LIST = "list"
    """One item a line."""
    LINKS = "links"
    """One link a line: "title | address"."""


class Status(StrEnum):
    PROJECT = "project"
    TEST = "test"
    DEPLOYED = "deployed"
    STOPPED = "stopped"


STATUS_NAMES: dict[str, str] = {
    Status.PROJECT: "en projet",
    Status.TEST: "à l’essai",
    Status.DEPLOYED: "en service",
    Status.STOPPED: "arrêté",
}
CATEGORY_NAMES = {
    "high_risk": "IA à haut risque (règlement européen sur l’IA)",
    "impactful": "effet important sur les personnes",
    "other": "autre traitement",
}


@dataclass(frozen=True, slots=True)
class Field:
    """``longest``: characters, those of the Dutch standard where it has the field."""

    name: str
    label: str
    tier: Tier
    group: str
    help: str = ""
    kind: Kind = Kind.TEXT
    longest: int = 2500
    choices: Mapping[str, str] | None = None
    optional: bool = False


_E, _X = Tier.EVERYONE, Tier.EXPERTS
_WHAT, _WHO, _RIGHTS = "L’usage", "Qui en répond", "Vos droits"
_HOW, _WHY, _DATA, _LAW, _MORE = (
    "Comment il fonctionne",
    "Pourquoi ce choix",
    "Les données",
    "Droit et évaluations",
    "Pour aller plus loin",
)

FIELDS: tuple[Field, ...] = (
    Field("name", "Nom de l’usage", _E, _WHAT, "Ce qu’il fait, avec un verbe.", Kind.LINE, 100),
    Field("summary", "En deux phrases", _E, _WHAT, "Pour quelqu’un qui n’en a jamais entendu parler.", longest=400),
    Field("status", "État", _E, _WHAT, kind=Kind.CHOICE, choices=STATUS_NAMES),
    Field(
        "started_on",
        "En service depuis",
        _E,
        _WHAT,
        "Un jour, un mois ou une année : 12/03/2025, 03/2025, 2025.",
        Kind.DATE,
        20,
    ),
    Field("stopped_on", "Arrêté le", _E, _WHAT, "Quand l’usage a pris fin.", Kind.DATE, 20),
    Field("purpose", "À quoi il sert", _E, _WHAT),
    Field("people", "Qui est concerné", _E, _WHAT, "Habitants, agents, associations… et ce que cela change pour eux."),
    Field("data", "Données utilisées", _E, _WHAT, "Dites s’il y a des données personnelles, et lesquelles."),
    Field("human_check", "Qui contrôle le résultat, et quand", _E, _WHAT),
    Field("without_ai", "Si l’IA est arrêtée", _E, _WHAT, "Comment le service est rendu sans elle."),
    Field("organisation", "Administration", _E, _WHO, kind=Kind.LINE, longest=100),
    Field("service", "Service", _E, _WHO, "Le service qui s’en sert.", Kind.LINE, 200),
    Field(
        "responsible",
        "Qui en répond",
        _E,
        _WHO,
        "Une fonction plutôt qu’un nom : « directrice générale ».",
        Kind.LINE,
        200,
    ),
    Field(
        "contact",
        "Contact",
        _E,
        _RIGHTS,
        "Une adresse ou un téléphone de service, pas ceux d’une personne.",
        Kind.LINE,
        500,
    ),
    Field("contest", "Comment contester ou demander une explication", _E, _RIGHTS),
    Field("model", "Modèle", _X, _HOW, "Son nom et sa version.", Kind.LINE, 200),
    Field(
        "place",
        "Où il fonctionne",
        _X,
        _HOW,
        "Ordinateur de la mairie, serveur de la commune, hébergeur et pays.",
        Kind.LINE,
        300,
    ),
    Field(
        "algorithm_type",
        "Type d’algorithme",
        _X,
        _HOW,
        "Règles écrites par des personnes, ou apprentissage.",
        Kind.LINE,
        300,
    ),
    Field("operations", "Opérations effectuées", _X, _HOW, longest=5000),
    Field("process", "À quel moment il intervient", _X, _HOW, "Dans quelle démarche, et pour quelle partie."),
    Field(
        "automation", "Niveau d’automatisation", _X, _HOW, "Aide à la décision, ou décision entièrement automatisée."
    ),
    Field("supplier", "Fournisseur", _X, _HOW, "« Interne » s’il n’y en a pas.", Kind.LINE, 200),
    Field("source_code", "Code source", _X, _HOW, "L’adresse où il se lit.", Kind.LINE, 500, optional=True),
    Field("context", "Contexte", _X, _WHY, "Pourquoi cette décision ou cette tâche, et qui y prend part."),
    Field("alternatives", "Solutions envisagées", _X, _WHY, "Y compris sans IA, et pourquoi celle-ci."),
    Field("risks", "Risques et parades", _X, _WHY),
    Field("category", "Catégorie", _X, _WHY, kind=Kind.CHOICE, choices=CATEGORY_NAMES),
    Field("scope", "Portée", _X, _WHY, "Tournée vers les habitants, ou interne aux services."),
    Field(
        "decisions_yearly",
        "Décisions par an",
        _X,
        _WHY,
        "Combien de décisions individuelles ; « aucune » sinon.",
        Kind.LINE,
        200,
    ),
    Field("data_source", "Source des données", _X, _DATA, "Qui les fournit, et comment."),
    Field("data_collection", "Mode de collecte", _X, _DATA, "Comment elles sont recueillies à l’origine."),
    Field("data_links", "Liens vers les données", _X, _DATA, kind=Kind.LINKS, optional=True),
    Field("legal_basis", "Fondement juridique", _X, _LAW),
    Field("legal_links", "Textes", _X, _LAW, kind=Kind.LINKS, optional=True),
    Field("assessments", "Évaluations", _X, _LAW, "Étude d’impact, test, avis : lesquels, ou pourquoi aucun."),
    Field("assessment_links", "Liens vers les évaluations", _X, _LAW, kind=Kind.LINKS, optional=True),
    Field(
        "processing_register", "Registre des traitements (RGPD)", _X, _LAW, kind=Kind.LINE, longest=500, optional=True
    ),
    Field("themes", "Thèmes", _X, _MORE, kind=Kind.LIST, longest=1000, optional=True),
    Field("tags", "Mots-clés", _X, _MORE, kind=Kind.LINE, optional=True),
    Field("website", "Page d’information", _X, _MORE, kind=Kind.LINE, longest=500, optional=True),
    Field(
        "record_url",
        "Fiche d’origine",
        _X,
        _MORE,
        "Où cette fiche a d’abord été publiée.",
        Kind.LINE,
        500,
        optional=True,
    ),
    Field("recorded_on", "Publiée à l’origine le", _X, _MORE, kind=Kind.LINE, longest=60, optional=True),
    Field("decision_links", "Liens sur la décision", _X, _MORE, kind=Kind.LINKS, optional=True),
    Field("impact_links", "Liens sur ses effets", _X, _MORE, kind=Kind.LINKS, optional=True),
    Field("technical_links", "Liens sur le fonctionnement", _X, _MORE, kind=Kind.LINKS, optional=True),
)
BY_NAME = {field.name: field for field in FIELDS}
LOCKED = ("purpose", "data", "human_check", "without_ai")
"""What the program itself declares of its own uses: read from the code, never typed."""
