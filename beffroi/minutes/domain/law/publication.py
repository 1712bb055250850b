"""How an act is made public, for how long, and what its publication must state (CGCT L2131-1, III to VI, R2131-1).

Electronic publication is the rule; under 3,500 inhabitants the council may choose posting, paper or the electronic way,
and can change its choice at any time; without a choice, it is electronic. An EPCI with its own taxes publishes
electronically; a syndicate of communes chooses (L5211-3). Sources in ``references``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from beffroi.facts.dates import format_date
from beffroi.minutes.domain.law.days import add_months
from beffroi.minutes.domain.law.delays import THRESHOLD
from beffroi.minutes.domain.law.findings import Finding, Severity, finding
from beffroi.minutes.domain.law.regimes import Regime, Rule
from beffroi.minutes.domain.typography import typographic


class PublicationMode(StrEnum):
    ELECTRONIC = "electronic"
    POSTING = "posting"
    PAPER = "paper"

    @property
    def label(self) -> str:
        return _MODES[self]

    @property
    def how(self) -> str:
        """ "sur le site internet", "par affichage", "sur papier"."""
        return _HOW[self]


_MODES = {
    PublicationMode.ELECTRONIC: "Publication sur le site internet",
    PublicationMode.POSTING: "Affichage",
    PublicationMode.PAPER: "Publication sur papier, tenue à la disposition du public",
}
_HOW = {
    PublicationMode.ELECTRONIC: "sur le site internet",
    PublicationMode.POSTING: "par affichage",
    PublicationMode.PAPER: "sur papier",
}
ONLINE_MONTHS = 2


def modes_open(population: int | None, regime: Regime, *, syndicate: bool | None = None) -> tuple[PublicationMode, ...]:
    """The modes that the council may choose. ``syndicate``: whether an EPCI is a syndicate of communes; None: not said.
    A population that is not known opens no choice."""
    if regime is Regime.EPCI:
        return tuple(PublicationMode) if syndicate else (PublicationMode.ELECTRONIC,)
    small = population is not None and population < THRESHOLD
    return tuple(PublicationMode) if small else (PublicationMode.ELECTRONIC,)


def online_until(published_on: date) -> date:
    """The day before which the act may not be taken down: two months at least (R2131-1, I)."""
    return add_months(published_on, ONLINE_MONTHS)


def too_early(published_on: date, withdrawn_on: date) -> str:
    """What is wrong with taking an act down on that day, in French; empty once its two months are over."""
    until = online_until(published_on)
    if withdrawn_on >= until:
        return ""
    return f"L'acte doit rester en ligne deux mois au moins, jusqu'au {format_date(until)}."


@dataclass(frozen=True, slots=True)
class PublicationFacts:
    """One act as published. ``author``: first name, name and capacity of its author, as R2131-1 asks."""

    regime: Regime = Regime.GENERAL
    population: int | None = None
    syndicate: bool | None = None
    mode: PublicationMode = PublicationMode.ELECTRONIC
    published_on: date | None = None
    withdrawn_on: date | None = None
    author_name: str = ""
    author_capacity: str = ""
    whole: bool = True
    unmodifiable: bool = True


def statement(facts: PublicationFacts) -> str:
    """The sentence that the published act carries. Raises ValueError where the date or the author is not known."""
    if facts.published_on is None or not facts.author_name or not facts.author_capacity:
        raise ValueError("the date, the author's name and capacity are needed")
    day = format_date(facts.published_on, weekday=False)
    how = {
        PublicationMode.ELECTRONIC: f"Mis en ligne sur le site internet le {day}",
        PublicationMode.POSTING: f"Affiché le {day}",
        PublicationMode.PAPER: f"Publié sur papier et tenu à la disposition du public le {day}",
    }[facts.mode]
    return typographic(f"{how}. Auteur de l'acte : {facts.author_name}, {facts.author_capacity}.")


def check_publication(facts: PublicationFacts) -> list[Finding]:
    """What is wrong with this publication."""
    return [
        finding(key, Rule.PUBLICATION, facts.regime, severity, text, article)
        for key, severity, text, article in _faults(facts)
    ]


def _closed_mode(facts: PublicationFacts) -> tuple[str, Severity, str, str]:
    if facts.regime is Regime.EPCI and facts.syndicate is None:
        text = "Ce mode n'est ouvert qu'aux syndicats de communes. Sinon, publiez sur le site internet."
        return ("mode", Severity.WARNING, text, "L5211-3")
    if facts.regime is Regime.EPCI:
        text = "Un établissement à fiscalité propre publie ses actes sur son site internet."
        return ("mode", Severity.BLOCKING, text, "L5211-3")
    if facts.population is None:
        text = "La population n'est pas renseignée : ce mode n'est ouvert qu'en dessous de 3 500 habitants."
        return ("mode", Severity.WARNING, text, "L2131-1")
    text = "Ce mode n'est ouvert qu'aux communes de moins de 3 500 habitants : publiez sur le site internet."
    return ("mode", Severity.BLOCKING, text, "L2131-1")


def _faults(facts: PublicationFacts) -> list[tuple[str, Severity, str, str]]:
    faults = []
    if facts.mode not in modes_open(facts.population, facts.regime, syndicate=facts.syndicate):
        faults.append(_closed_mode(facts))
    if facts.mode is not PublicationMode.ELECTRONIC:
        return faults
    if not (facts.author_name and facts.author_capacity):
        text = "La version en ligne doit porter le prénom, le nom et la qualité de l'auteur de l'acte."
        faults.append(("author", Severity.BLOCKING, text, "R2131-1"))
    if not facts.whole:
        faults.append(("whole", Severity.BLOCKING, "L'acte doit être publié dans son intégralité.", "R2131-1"))
    if not facts.unmodifiable:
        text = "L'acte doit être publié dans un format non modifiable (PDF/A, par exemple)."
        faults.append(("format", Severity.BLOCKING, text, "R2131-1"))
    if facts.published_on and facts.withdrawn_on and (text := too_early(facts.published_on, facts.withdrawn_on)):
        faults.append(("duration", Severity.BLOCKING, text, "R2131-1"))
    return faults
