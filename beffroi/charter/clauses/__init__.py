"""The clauses that communes vote: one file each. They are plain Python, without I/O."""

from __future__ import annotations

from . import (
    approved_tools,
    assessment,
    checklist,
    equal_treatment,
    facing_residents,
    freedom,
    human_primacy,
    in_doubt_ask,
    listed_uses,
    need,
    no_individual_decision,
    personal_data,
    pictograms,
    places,
    privacy_study,
    proofreading,
    residents_told,
    reversibility,
    revisable,
    sobriety,
    sovereignty,
    supplier_answers,
    training,
    yearly_report,
)
from .base import Clause

_FILES = (
    human_primacy,
    proofreading,
    personal_data,
    places,
    listed_uses,
    approved_tools,
    no_individual_decision,
    in_doubt_ask,
    residents_told,
    pictograms,
    facing_residents,
    freedom,
    need,
    assessment,
    privacy_study,
    sobriety,
    sovereignty,
    reversibility,
    supplier_answers,
    training,
    checklist,
    equal_treatment,
    yearly_report,
    revisable,
)
CLAUSES: tuple[Clause, ...] = tuple(each.CLAUSE for each in _FILES)
BY_CODE: dict[str, Clause] = {each.code: each for each in CLAUSES}
BY_NUMBER: dict[int, Clause] = {each.number: each for each in CLAUSES}
