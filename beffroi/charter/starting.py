"""Four charters to start from. The words are the clauses' own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .clauses import CLAUSES

Settings = dict[str, dict[str, Any]]
SIX = ("human_primacy", "personal_data", "listed_uses", "no_individual_decision", "residents_told", "in_doubt_ask")
"""What a village reads first; the rest is there, at its defaults."""


@dataclass(frozen=True, slots=True)
class StartingModel:
    """``name`` and ``summary`` are French. ``shown``: codes of the clauses shown first (empty: all)."""

    code: str
    name: str
    summary: str
    settings: Settings
    shown: frozenset[str] = frozenset()


def _set(**changed: Mapping[str, Any] | None) -> Settings:
    """Every clause at its defaults, but for ``changed`` (None: off)."""
    made: Settings = {each.code: {"on": each.default_on, "values": each.defaults()} for each in CLAUSES}
    for code, values in changed.items():
        if values is None:
            made[code]["on"] = False
        else:
            made[code]["values"] |= values
    return made


_VILLAGE = StartingModel(
    "village",
    "Village",
    "Six articles à lire, pour une commune d’un ou deux agents et d’une seule machine. Les autres sont réglés "
    "d’avance, sans rien bloquer : vous y reviendrez quand vous voudrez.",
    _set(assessment={"one_agent": True}, checklist={"points": ["facts"]}, revisable={"months": 36}),
    frozenset(SIX),
)
_PRUDENT = StartingModel(
    "prudent",
    "Prudente",
    "Rien ne sort de la commune, rien ne commence sans évaluation signée ni formation, et aucune IA ne répond aux "
    "habitants. Demande de l’organisation : une autre personne valide, chaque modèle est approuvé un par un.",
    _set(
        human_primacy={"other_person": True},
        proofreading={"acts": ["send", "publish", "export"]},
        personal_data={"classes": ["internal", "personal", "sensitive"], "how": "refuse"},
        places={"public": "commune", "internal": "commune", "masked_as": "same"},
        approved_tools={"embedded": False, "outside_tools": "forbidden"},
        no_individual_decision={"strict": True},
        in_doubt_ask={"days": 3},
        pictograms={"acts": ["export", "publish"]},
        facing_residents={"mode": "forbidden"},
        assessment={"block_calls": True},
        privacy_study={"block_calls": True},
        sobriety={"smallest": True},
        sovereignty={"eu_only": True, "open_only": True, "open_share": 100},
        reversibility={"block": True},
        supplier_answers={"block": True},
        training={"block": True},
        checklist={"points": ["sources", "facts", "rights", "tone", "nobody_hurt"]},
        equal_treatment={"months": 6, "block": True},
        revisable={"months": 12},
    ),
)  # fmt: skip
_BALANCED = StartingModel(
    "balanced",
    "Équilibrée",
    "Les données personnelles restent sur les machines de la commune ou partent masquées vers un hébergeur européen. "
    "Les usages sont évalués avant d’être déployés, les agents formés, les habitants prévenus.",
    _set(
        places={"public": "eu"},
        pictograms={"acts": ["publish"]},
        sovereignty={"eu_only": True, "open_share": 50},
        supplier_answers={"block": True},
        equal_treatment={"block": True},
    ),
)
_OPEN = StartingModel(
    "open",
    "Ouverte",
    "L’IA est encouragée, y compris des outils extérieurs approuvés. Les garanties qui restent : une personne valide, "
    "les données personnelles sont masquées, les habitants sont prévenus, tout est inscrit au journal.",
    _set(
        proofreading={"acts": ["publish"]},
        places={"internal": "anywhere", "personal": "qualified", "sensitive": "commune", "masked_as": "public"},
        need={"alternative": False},
        assessment={"signatures": ["referent"]},
        reversibility=None,
        checklist={"points": ["facts"]},
        revisable={"months": 12},
    ),
)
MODELS: dict[str, StartingModel] = {each.code: each for each in (_VILLAGE, _PRUDENT, _BALANCED, _OPEN)}


def shown_first(model: str) -> frozenset[str]:
    """Codes of the clauses shown first for a draft begun from ``model``; all of them for most."""
    found = MODELS.get(model)
    return found.shown if found and found.shown else frozenset(each.code for each in CLAUSES)
