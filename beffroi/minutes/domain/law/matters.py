"""The national nomenclature of matières (ACTES): nine subjects and their second level, which is the compulsory one.

Codes: the bounds that the SCDL schema gives ("1.1" to "1.7"... "9.4"), which are those of the prefecture's nomenclature
(moselle.gouv.fr, nomenclature.pdf, cited by the schema; the document itself was not read). Labels: as public
transmission tools write them, with their accents restored. A prefecture may open deeper levels (7.10.2): they are kept.
"""

from __future__ import annotations

import re

SUBJECTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "1": (
        "Commande publique",
        (
            "Marchés publics",
            "Délégation de service public",
            "Conventions de mandat",
            "Autres types de contrats",
            "Transactions (protocole d’accord transactionnel)",
            "Actes relatifs à la maîtrise d’œuvre",
            "Actes spéciaux et divers",
        ),
    ),
    "2": (
        "Urbanisme",
        (
            "Documents d’urbanisme",
            "Actes relatifs au droit d’occupation ou d’utilisation des sols",
            "Droit de préemption urbain",
        ),
    ),
    "3": (
        "Domaine et patrimoine",
        (
            "Acquisitions",
            "Aliénations",
            "Locations",
            "Limites territoriales",
            "Autres actes de gestion du domaine public",
            "Autres actes de gestion du domaine privé",
        ),
    ),
    "4": (
        "Fonction publique",
        (
            "Personnels titulaires et stagiaires de la fonction publique territoriale",
            "Personnels contractuels",
            "Fonction publique hospitalière",
            "Autres catégories de personnels",
            "Régime indemnitaire",
        ),
    ),
    "5": (
        "Institutions et vie politique",
        (
            "Élection de l’exécutif",
            "Fonctionnement des assemblées",
            "Désignation de représentants",
            "Délégation de fonctions",
            "Délégation de signature",
            "Exercice des mandats locaux",
            "Intercommunalité",
            "Décision d’ester en justice",
        ),
    ),
    "6": (
        "Libertés publiques et pouvoirs de police",
        (
            "Police municipale",
            "Pouvoirs du président du conseil départemental",
            "Pouvoirs du président du conseil régional",
            "Autres actes réglementaires",
            "Actes pris au nom de l’État et soumis au contrôle hiérarchique",
        ),
    ),
    "7": (
        "Finances locales",
        (
            "Décisions budgétaires",
            "Fiscalité",
            "Emprunts",
            "Interventions économiques",
            "Subventions",
            "Contributions budgétaires",
            "Avances",
            "Fonds de concours",
            "Prise de participation (SEM, etc.)",
            "Divers",
        ),
    ),
    "8": (
        "Domaines de compétences par thèmes",
        (
            "Enseignement",
            "Aide sociale",
            "Voirie",
            "Aménagement du territoire",
            "Politique de la ville, habitat, logement",
            "Emploi, formation professionnelle",
            "Transports",
            "Environnement",
            "Culture",
        ),
    ),
    "9": (
        "Autres domaines de compétences",
        (
            "Autres domaines de compétences des communes",
            "Autres domaines de compétences des départements",
            "Autres domaines de compétences des régions",
            "Vœux et motions",
        ),
    ),
}
MATTERS: dict[str, str] = {
    f"{subject}.{rank}": label
    for subject, (_, labels) in SUBJECTS.items()
    for rank, label in enumerate(labels, start=1)
}
"""Second-level code ("7.10") to its label."""

_CODE = re.compile(r"(\d)\.(\d{1,2})(?:\.\d{1,2}){0,3}")


def second_level(code: str) -> str | None:
    """ "7.5.2" to "7.5"; None for what is not a code of at least two levels of the nomenclature."""
    match = _CODE.fullmatch(code.strip())
    level = f"{match[1]}.{int(match[2])}" if match else ""
    return level if level in MATTERS else None


def matter_label(code: str) -> str:
    """ "Finances locales / Subventions". Raises ValueError for a code outside the nomenclature."""
    level = second_level(code)
    if level is None:
        raise ValueError(f"not a code of the nomenclature: {code!r}")
    return f"{SUBJECTS[level[0]][0]} / {MATTERS[level]}"


def check_matter(code: str) -> str | None:
    """Why this code cannot be sent, in French; None when it can."""
    if not code.strip():
        return "Choisissez la matière de l’acte dans la nomenclature (par exemple 7.5, subventions)."
    if re.fullmatch(r"\d", code.strip()):
        return f"La matière « {code} » s’arrête au premier niveau : il en faut deux (par exemple {code.strip()}.1)."
    if second_level(code) is None:
        return f"La matière « {code} » n’existe pas dans la nomenclature nationale."
    return None
