"""The five states of a procès-verbal, with the moves allowed, by whom and on what (CGCT L2121-15): drawn up by the
secretary or secretaries, adopted at the beginning of the following sitting, signed by the mayor (president in an EPCI,
L5211-1) and the secretaries, published within the week that follows the sitting where it was adopted. "Relu" is the
house's own step: no text asks for it. The states of a deliberation are in ``act_steps``, and offered here too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from beffroi.minutes.domain.law.act_steps import ActFacts, ActState, act_disorder, act_state, enforceable_on
from beffroi.minutes.domain.law.regimes import Regime, Rule, is_verified, names
from beffroi.minutes.domain.typography import typographic

__all__ = [
    "PV_MOVES",
    "ActFacts",
    "ActState",
    "Move",
    "PvState",
    "PvStepFacts",
    "act_disorder",
    "act_state",
    "enforceable_on",
    "pv_advice",
    "pv_moves",
    "pv_obstacles",
    "who_signs",
]


class PvState(StrEnum):
    DRAFT = "draft"
    PROOFREAD = "proofread"
    ADOPTED = "adopted"
    SIGNED = "signed"
    PUBLISHED = "published"

    @property
    def label(self) -> str:
        return _PV_LABELS[self]


_PV_LABELS = {
    PvState.DRAFT: "Projet",
    PvState.PROOFREAD: "Relu",
    PvState.ADOPTED: "Arrêté",
    PvState.SIGNED: "Signé",
    PvState.PUBLISHED: "Publié",
}


@dataclass(frozen=True, slots=True)
class Move:
    """One step of a procès-verbal: its French label, who makes it, what it needs, the article behind it."""

    start: PvState
    end: PvState
    label: str
    who: str
    needs: str
    article: str


PV_MOVES: tuple[Move, ...] = (
    Move(
        PvState.DRAFT,
        PvState.PROOFREAD,
        "Relecture terminée",
        "le ou les secrétaires de séance, avec les services",
        "Aucune alerte bloquante, et chaque mention obligatoire remplie ou portée « néant ».",
        "L2121-15",
    ),
    Move(
        PvState.PROOFREAD,
        PvState.DRAFT,
        "Reprise de la relecture",
        "le ou les secrétaires de séance, avec les services",
        "Rien : tant qu’il n’est pas arrêté, le projet peut être repris.",
        "L2121-15",
    ),
    Move(
        PvState.PROOFREAD,
        PvState.ADOPTED,
        "Arrêté en séance",
        "le conseil, au commencement d’une séance suivante",
        "La date de cette séance, et les rectifications demandées portées au texte.",
        "L2121-15",
    ),
    Move(
        PvState.ADOPTED,
        PvState.SIGNED,
        "Signature",
        "le maire ou le président, et le ou les secrétaires de la séance",
        "La signature de chacun, et le fichier ou le papier signé.",
        "L2121-15",
    ),
    Move(
        PvState.SIGNED,
        PvState.PUBLISHED,
        "Publication",
        "le maire ou le président",
        "La date de mise en ligne, et un exemplaire sur papier à la disposition du public.",
        "L2121-15",
    ),
)


@dataclass(frozen=True, slots=True)
class PvStepFacts:
    """What is known when a move is asked for. ``secretaries`` are those of the sitting, ``signed_by`` who signed."""

    sitting_date: date
    regime: Regime = Regime.GENERAL
    blocking_flags: int = 0
    missing_mentions: tuple[str, ...] = ()
    proofread_by: str = ""
    adopted_on: date | None = None
    corrections_pending: int = 0
    head_signed: bool = False
    secretaries: tuple[str, ...] = ()
    signed_by: tuple[str, ...] = ()
    has_website: bool = True
    published_on: date | None = None
    paper_copy: bool = False


def pv_moves(state: PvState) -> tuple[Move, ...]:
    """The moves open from this state. None leaves "arrêté" backwards: only the council corrects what it adopted."""
    return tuple(move for move in PV_MOVES if move.start is state)


def who_signs(regime: Regime) -> str:
    """ "le maire et le ou les secrétaires de séance"."""
    return f"{names(regime).head} et le ou les secrétaires de séance"


def pv_obstacles(state: PvState, end: PvState, facts: PvStepFacts) -> list[str]:
    """Why this move cannot be made, each in one French sentence; empty when it can. A condition of the law that was not
    verified for the regime is not among them: see ``pv_advice``."""
    if all(move.end is not end for move in pv_moves(state)):
        return [typographic(f"Un procès-verbal « {state.label} » ne peut pas passer à « {end.label} ».")]
    return [text for text, blocks in _conditions(state, end, facts) if blocks]


def pv_advice(state: PvState, end: PvState, facts: PvStepFacts) -> list[str]:
    """What general law would ask of this move, where it was not verified for the regime: shown, never blocking."""
    return [text for text, blocks in _conditions(state, end, facts) if not blocks]


def _conditions(state: PvState, end: PvState, facts: PvStepFacts) -> list[tuple[str, bool]]:
    if (state, end) == (PvState.PROOFREAD, PvState.DRAFT) or end not in _OBSTACLES:
        return []
    return [
        (typographic(text), rule is None or is_verified(rule, facts.regime)) for rule, text in _OBSTACLES[end](facts)
    ]


# The rule of law behind each condition; None for the house's own, and for a date that nothing can do without.
_Condition = tuple[Rule | None, str]


def _to_proofread(facts: PvStepFacts) -> Iterator[_Condition]:
    if facts.blocking_flags:
        yield None, f"{_count(facts.blocking_flags, 'alerte bloquante', 'alertes bloquantes')} à lever."
    for mention in facts.missing_mentions:
        yield Rule.PV_CONTENT, f"Mention obligatoire à remplir ou à porter « néant » : {mention}."
    if not facts.proofread_by:
        yield None, "Personne n'est nommé comme relecteur."


def _to_adopted(facts: PvStepFacts) -> Iterator[_Condition]:
    if facts.adopted_on is None:
        yield None, "Indiquez la date de la séance où il a été arrêté."
    elif facts.adopted_on <= facts.sitting_date:
        text = "Il est arrêté au commencement d'une séance suivante : cette date n'est pas postérieure à la séance."
        yield Rule.PV_ADOPTION, text
    if facts.corrections_pending:
        asked = _count(facts.corrections_pending, "rectification demandée", "rectifications demandées")
        yield None, f"{asked} en séance, à porter au texte."


def _to_signed(facts: PvStepFacts) -> Iterator[_Condition]:
    if not facts.head_signed:
        yield Rule.PV_ADOPTION, f"La signature manque : {names(facts.regime).head}."
    if not facts.secretaries:
        yield Rule.PV_ADOPTION, "Aucun secrétaire de séance n'est nommé : le procès-verbal ne peut pas être signé."
    for name in facts.secretaries:
        if name not in facts.signed_by:
            yield Rule.PV_ADOPTION, f"La signature manque : {name}, secrétaire de séance."


def _to_published(facts: PvStepFacts) -> Iterator[_Condition]:
    if facts.has_website and facts.published_on is None:
        yield None, "Indiquez la date de mise en ligne sur le site internet."
    if facts.published_on and facts.adopted_on and facts.published_on < facts.adopted_on:
        yield Rule.PV_PUBLICATION, "Il ne peut pas être publié avant d'avoir été arrêté."
    if not facts.paper_copy:
        yield Rule.PV_PUBLICATION, "Mettez un exemplaire sur papier à la disposition du public."


_OBSTACLES = {
    PvState.PROOFREAD: _to_proofread,
    PvState.ADOPTED: _to_adopted,
    PvState.SIGNED: _to_signed,
    PvState.PUBLISHED: _to_published,
}


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {many if number > 1 else one}"
