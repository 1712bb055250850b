"""A deadline, what is known of a sitting when its deadlines are computed, and how one is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from beffroi.minutes.domain.law.act_steps import ActFacts
from beffroi.minutes.domain.law.publication import PublicationMode
from beffroi.minutes.domain.law.regimes import Regime, Rule, is_verified
from beffroi.minutes.domain.typography import typographic

STILL_DUE = "Aucune sanction n'est prévue, mais l'obligation demeure : faites-le sans attendre."


class Status(StrEnum):
    DONE = "done"
    DONE_LATE = "done_late"
    LATE = "late"
    OPEN = "open"
    WAITING = "waiting"
    HELD = "held"
    PASSED = "passed"

    @property
    def label(self) -> str:
        return _STATUS[self]


_STATUS = {
    Status.DONE: "Fait",
    Status.DONE_LATE: "Fait en retard",
    Status.LATE: "En retard",
    Status.OPEN: "À faire",
    Status.WAITING: "En attente",
    Status.HELD: "Suspendu",
    Status.PASSED: "Passé",
}


class Nature(StrEnum):
    """A duty is something to do; a limit is a date that only passes, and which people want to know."""

    DUTY = "duty"
    LIMIT = "limit"


@dataclass(frozen=True, slots=True)
class SittingFacts:
    """What is known of a sitting and of what followed it; a date is None until the thing is done.

    ``acts``: its deliberations, with their own dates. ``sound_kept``: a recording exists. ``sound_hold``: why its
    deletion is suspended (an access request, a dispute), or "".
    """

    sitting_date: date
    regime: Regime = Regime.GENERAL
    population: int | None = None
    urgent: bool = False
    first_sitting: bool = False
    after_failed_quorum: bool = False
    has_website: bool = True
    publication_mode: PublicationMode = PublicationMode.ELECTRONIC
    convocation_sent_on: date | None = None
    convocation_to_communes_on: date | None = None
    list_displayed_on: date | None = None
    list_online_on: date | None = None
    register_signed_on: date | None = None
    acts: tuple[ActFacts, ...] = ()
    next_sitting_date: date | None = None
    pv_adopted_on: date | None = None
    pv_signed_on: date | None = None
    pv_published_on: date | None = None
    pv_paper_on: date | None = None
    list_to_communes_on: date | None = None
    pv_to_communes_on: date | None = None
    sound_kept: bool = False
    sound_hold: str = ""
    sound_deletion_authorised_on: date | None = None
    sound_deleted_on: date | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """``due``: the last day, included; None where it is not known yet or where no text sets one, and ``when`` says so.
    ``not_before``: the first day when the thing may be done. Texts are French sentences ready to be shown."""

    key: str
    nature: Nature
    rule: Rule
    title: str
    by: str
    due: date | None
    when: str
    not_before: date | None
    article: str
    if_missed: str
    status: Status
    done_on: date | None
    verified: bool


def _status(due: date | None, done_on: date | None, today: date) -> Status:
    if done_on is not None:
        return Status.DONE_LATE if due and done_on > due else Status.DONE
    if due is None:
        return Status.OPEN
    return Status.LATE if today > due else Status.OPEN


@dataclass(frozen=True, slots=True)
class Maker:
    """Writes the deadlines of one sitting: typography, status and verification in one place."""

    facts: SittingFacts
    today: date

    def __call__(
        self,
        key: str,
        rule: Rule,
        article: str,
        title: str,
        by: str,
        if_missed: str,
        *,
        due: date | None,
        done_on: date | None,
        when: str = "",
        not_before: date | None = None,
        status: Status | None = None,
        nature: Nature = Nature.DUTY,
    ) -> Deadline:
        if nature is Nature.LIMIT and due is not None:
            status = Status.PASSED if self.today > due else Status.OPEN
        return Deadline(
            key=key,
            nature=nature,
            rule=rule,
            title=typographic(title),
            by=typographic(by),
            due=due,
            when=typographic(when),
            not_before=not_before,
            article=article,
            if_missed=typographic(if_missed),
            status=status or _status(due, done_on, self.today),
            done_on=done_on,
            verified=is_verified(rule, self.facts.regime),
        )
