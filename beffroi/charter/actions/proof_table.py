"""For each clause, the evidence of the period: counts, exceptions, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from beffroi.charter import evidence, state
from beffroi.charter.clauses import BY_CODE, CLAUSES
from beffroi.charter.domain.proofs import Count, Line, counted
from beffroi.charter.evidence import EvidenceItem, Period
from beffroi.charter.lines import lines_of
from beffroi.charter.policy import Article, article_of

from .gaps import gaps


@dataclass(frozen=True, slots=True)
class ProofRow:
    """``counts`` come from the journal, ``items`` from rooms; ``missing`` are French sentences."""

    number: int
    code: str
    title: str
    on: bool
    text: str
    counts: tuple[Count, ...]
    items: tuple[EvidenceItem, ...]
    missing: tuple[str, ...]

    @property
    def exceptions(self) -> tuple[Count, ...]:
        return tuple(each for each in self.counts if each.role == "exception" and each.amount)

    @property
    def is_proved(self) -> bool:
        """Something of the period proves it, and nothing is missing: a count of nothing proves nothing."""
        shown = any(each.amount for each in self.counts if each.role == "evidence")
        return not self.missing and (shown or any(each.count and not each.missing for each in self.items))


def proof_table(period: Period) -> list[ProofRow]:
    """One row a clause, as the charter in force on the last day of the period sets it (none: all off, with what the
    journal proves anyway)."""
    version = state.version_in_force(min(period.last, timezone.localdate()))
    settings = version.settings if version else {each.code: {"on": False} for each in CLAUSES}
    lines = _lines(period)
    items = evidence.collect(period)
    lacking = gaps(period, settings)
    return [
        _row(article_of(BY_CODE[clause.code], settings), lines, items, lacking.get(clause.number, ()))
        for clause in CLAUSES
    ]


def _lines(period: Period) -> list[Line]:
    actions = {action for clause in CLAUSES for proof in clause.proofs for action in proof.actions}
    return list(lines_of(period, actions).values_list("action", "subject", "data"))


def _row(article: Article, lines: list[Line], items: list[EvidenceItem], lacking: tuple[str, ...]) -> ProofRow:
    clause = article.clause
    mine = tuple(each for each in items if each.clause == clause.number)
    counts = tuple(counted(clause.proofs, lines))
    missing = [*lacking, *(each.label for each in mine if each.missing)]
    missing += [each.label for each in counts if each.role == "missing" and each.amount]
    if article.on and clause.needs_evidence and not mine:
        missing.append("Aucune pièce du programme ne le prouve encore.")
    shown = tuple(missing) if article.on else ()
    return ProofRow(clause.number, clause.code, clause.title, article.on, article.text, counts, mine, shown)
