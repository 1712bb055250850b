"""What a convocation must say and what is wrong with one (CGCT L2121-10 to L2121-12, L2121-17, L2541-2): sources in
``references``; how long before the sitting it must leave is in ``delays``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from beffroi.facts.dates import format_date
from beffroi.minutes.domain.law.days import clear_days_between
from beffroi.minutes.domain.law.delays import (
    delay_article,
    earliest_second_sitting,
    latest_sending,
    note_required,
    ordinary_article,
    required_clear_days,
)
from beffroi.minutes.domain.law.findings import Finding, Severity, finding
from beffroi.minutes.domain.law.regimes import Regime, Rule, names

__all__ = [
    "Content",
    "ConvocationFacts",
    "check_convocation",
    "content",
    "earliest_second_sitting",
    "latest_sending",
    "note_required",
    "required_clear_days",
]


@dataclass(frozen=True, slots=True)
class ConvocationFacts:
    """What is known of a convocation. ``None`` means not known, which is not "no".

    ``failed_quorum_on``: the sitting that lacked its quorum, where this is the second convocation for the same agenda.
    ``first_sitting``: the first one after a general renewal (L2121-7). ``classified_installation``: an item bears on an
    installation of article L511-1 of the code de l'environnement, which makes the note compulsory everywhere.
    """

    sitting_date: date
    regime: Regime = Regime.GENERAL
    population: int | None = None
    sent_on: date | None = None
    proof_of_sending: str = ""
    urgent: bool = False
    urgency_ruled: bool | None = None
    first_sitting: bool = False
    failed_quorum_on: date | None = None
    explanatory_note: bool | None = None
    classified_installation: bool = False
    hour: bool = True
    place: bool = True
    agenda: bool = True
    posted: bool | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """One thing that the convocation must carry, or that must be done with it."""

    key: str
    label: str
    article: str


def content(facts: ConvocationFacts) -> tuple[Content, ...]:
    """What this convocation must carry: the agenda is in the text, day, hour and place follow from its purpose."""
    article = _content_article(facts.regime)
    items = [
        Content("date", "Le jour de la séance", article),
        Content("hour", "L’heure de la séance", article),
        Content("place", "Le lieu de la séance", article),
        Content("agenda", "Les questions portées à l’ordre du jour", article),
    ]
    if facts.regime is not Regime.ALSACE_MOSELLE:
        items += [
            Content("posted", "Affichage ou publication, et mention au registre des délibérations", article),
            Content("sending", "Envoi dématérialisé, ou par écrit au conseiller qui le demande", article),
        ]
    if note_required(facts.population, facts.regime, classified_installation=facts.classified_installation):
        items.append(
            Content("note", "La note explicative de synthèse sur les affaires soumises à délibération", "L2121-12")
        )
    if facts.failed_quorum_on and facts.regime is Regime.ALSACE_MOSELLE:
        items.append(Content("second", "Le rappel exprès de la dispense de quorum", "L2541-4"))
    elif facts.failed_quorum_on:
        items.append(Content("second", "Le rappel, conseillé, de la dispense de quorum", "L2121-17"))
    return tuple(items)


def _content_article(regime: Regime) -> str:
    return "L2541-2" if regime is Regime.ALSACE_MOSELLE else "L2121-10"


def check_convocation(facts: ConvocationFacts) -> list[Finding]:
    """Everything wrong or unknown about this convocation, gravest first."""
    found = [*_delay(facts), *_second(facts), *_urgency(facts), *_note(facts), *_content(facts), *_proof(facts)]
    order = list(Severity)
    return sorted(found, key=lambda each: order.index(each.severity))


def _article(facts: ConvocationFacts) -> str:
    return delay_article(
        facts.population,
        facts.regime,
        urgent=facts.urgent,
        first_sitting=facts.first_sitting,
        after_failed_quorum=facts.failed_quorum_on is not None,
    )


def _delay(facts: ConvocationFacts) -> Iterator[Finding]:
    article = _article(facts)
    latest = latest_sending(
        facts.sitting_date,
        facts.population,
        facts.regime,
        urgent=facts.urgent,
        first_sitting=facts.first_sitting,
        after_failed_quorum=facts.failed_quorum_on is not None,
    )
    if facts.sent_on is None:
        text = (
            f"La date d'envoi de la convocation n'est pas connue. Le dernier jour utile est le {format_date(latest)}."
        )
        yield finding("sent_unknown", Rule.CONVOCATION_DELAY, facts.regime, Severity.WARNING, text, article)
    elif facts.sent_on > latest:
        text, severity = _too_late(facts, latest), Severity.BLOCKING
        if facts.population is None and _enough_for_a_village(facts):
            severity = Severity.WARNING
        yield finding("sent_late", Rule.CONVOCATION_DELAY, facts.regime, severity, text, article)
    if facts.population is None and facts.regime is not Regime.EPCI:
        text = "La population de la commune n'est pas renseignée : le délai de cinq jours francs est appliqué."
        yield finding("population", Rule.CONVOCATION_DELAY, facts.regime, Severity.NOTE, text, article)


def _enough_for_a_village(facts: ConvocationFacts) -> bool:
    """Late for five days, in time for three: the population that is not known decides."""
    known = replace(facts, population=0)
    return all(each.key != "sent_late" for each in _delay(known))


def _too_late(facts: ConvocationFacts, latest: date) -> str:
    assert facts.sent_on is not None
    left = max(0, clear_days_between(facts.sent_on, facts.sitting_date))
    needed = clear_days_between(latest, facts.sitting_date)
    return (
        f"Convocation envoyée le {format_date(facts.sent_on)} : {_clear(left)} avant la séance, il en faut {needed}. "
        f"Elle devait partir au plus tard le {format_date(latest)}. Les délibérations peuvent être annulées."
    )


def _clear(days: int) -> str:
    return f"{days} jours francs" if days > 1 else f"{days} jour franc"


def _second(facts: ConvocationFacts) -> Iterator[Finding]:
    failed, sent = facts.failed_quorum_on, facts.sent_on
    if failed is None:
        return
    if sent is not None and sent < failed:
        text = (
            f"La seconde convocation est datée du {format_date(sent)}, avant la séance sans quorum du "
            f"{format_date(failed)} : elle ne peut dispenser du quorum."
        )
        yield finding("second_before", Rule.SECOND_CONVOCATION, facts.regime, Severity.BLOCKING, text, "L2121-17")
    text = "La dispense de quorum ne vaut que pour les questions de l'ordre du jour de la première séance."
    yield finding("second_agenda", Rule.SECOND_CONVOCATION, facts.regime, Severity.NOTE, text, "L2121-17")
    if facts.urgent:
        text = (
            "L'urgence ne se cumule pas avec la dispense de quorum : convoqué à moins de trois jours francs, "
            "le conseil doit réunir son quorum."
        )
        yield finding("second_urgent", Rule.SECOND_CONVOCATION, facts.regime, Severity.WARNING, text, "L2121-17")


def _urgency(facts: ConvocationFacts) -> Iterator[Finding]:
    if not facts.urgent or facts.failed_quorum_on:
        return
    head, council = names(facts.regime).head, names(facts.regime).council
    article = ordinary_article(facts.population, facts.regime)
    if facts.urgency_ruled is None:
        text = f"Urgence : {head} doit en rendre compte dès l'ouverture de la séance, et {council} se prononcer."
        yield finding("urgency_to_rule", Rule.URGENCY, facts.regime, Severity.WARNING, text, article)
    elif not facts.urgency_ruled:
        text = f"L'urgence n'a pas été admise par {council} : la discussion est renvoyée à une séance ultérieure."
        yield finding("urgency_refused", Rule.URGENCY, facts.regime, Severity.BLOCKING, text, article)


def _note(facts: ConvocationFacts) -> Iterator[Finding]:
    needed = note_required(facts.population, facts.regime, classified_installation=facts.classified_installation)
    if needed and facts.explanatory_note is False:
        text = "La note explicative de synthèse n'est pas jointe : les délibérations peuvent être annulées."
        yield finding("note", Rule.EXPLANATORY_NOTE, facts.regime, Severity.BLOCKING, text, "L2121-12")
    elif needed and facts.explanatory_note is None:
        text = "Indiquez si la note explicative de synthèse est partie avec la convocation : elle est obligatoire."
        yield finding("note_unknown", Rule.EXPLANATORY_NOTE, facts.regime, Severity.WARNING, text, "L2121-12")


def _content(facts: ConvocationFacts) -> Iterator[Finding]:
    missing = {"agenda": "l'ordre du jour", "hour": "l'heure de la séance", "place": "le lieu de la séance"}
    for key, label in missing.items():
        if not getattr(facts, key):
            severity = Severity.BLOCKING if key == "agenda" else Severity.WARNING
            text = f"La convocation n'indique pas {label}."
            yield finding(key, Rule.CONVOCATION_CONTENT, facts.regime, severity, text, _content_article(facts.regime))
    if facts.posted is False and facts.regime is not Regime.ALSACE_MOSELLE:
        text = "La convocation doit être affichée ou publiée, et mentionnée au registre des délibérations."
        yield finding(
            "posted", Rule.CONVOCATION_CONTENT, facts.regime, Severity.WARNING, text, _content_article(facts.regime)
        )


def _proof(facts: ConvocationFacts) -> Iterator[Finding]:
    if facts.sent_on is not None and not facts.proof_of_sending:
        text = "Aucune preuve de la date d'envoi n'est conservée : gardez le message envoyé ou le cachet de la poste."
        yield finding("proof", Rule.CONVOCATION_DELAY, facts.regime, Severity.NOTE, text, _article(facts))
