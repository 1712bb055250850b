"""The calendar of a sitting: what must be done, by whom, by when, under which article, and what happens if it passes.

Dates are computed as ``days`` says; sources of the texts in ``references``. A deadline that hangs on something not done
yet (the next sitting, the publication of an act) has no date and says what it waits for. "Within a week" runs from the
day when the sitting opened, even when it ended after midnight: the shorter count is always regular. Where a text sets
no delay (transmission of a deliberation, signature) the deadline says "sans délai" and is never late.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from beffroi.minutes.domain.law.days import within_a_week
from beffroi.minutes.domain.law.deadline import STILL_DUE, Deadline, Maker, Nature, SittingFacts, Status
from beffroi.minutes.domain.law.deadlines_of_acts import latest_contestation, of_acts
from beffroi.minutes.domain.law.deadlines_of_minutes import of_communes, of_minutes, of_sound
from beffroi.minutes.domain.law.delays import delay_article, latest_sending
from beffroi.minutes.domain.law.regimes import Rule, names
from beffroi.minutes.domain.law.steps import who_signs

__all__ = ["Deadline", "Nature", "SittingFacts", "Status", "deadlines", "latest_contestation"]


def deadlines(facts: SittingFacts, today: date) -> list[Deadline]:
    """Every deadline of the sitting, in the order in which they fall; those without a date last."""
    found = [
        *_convocation(facts, today),
        *_list(facts, today),
        *_register(facts, today),
        *of_acts(facts, today),
        *of_minutes(facts, today),
        *of_communes(facts, today),
        *of_sound(facts, today),
    ]
    return sorted(found, key=lambda each: (each.due is None, each.due or date.max))


def _convocation(facts: SittingFacts, today: date) -> Iterator[Deadline]:
    due = latest_sending(
        facts.sitting_date,
        facts.population,
        facts.regime,
        urgent=facts.urgent,
        first_sitting=facts.first_sitting,
        after_failed_quorum=facts.after_failed_quorum,
    )
    yield Maker(facts, today)(
        "convocation",
        Rule.CONVOCATION_DELAY,
        delay_article(
            facts.population,
            facts.regime,
            urgent=facts.urgent,
            first_sitting=facts.first_sitting,
            after_failed_quorum=facts.after_failed_quorum,
        ),
        f"Envoyer la convocation aux {names(facts.regime).members}",
        names(facts.regime).head,
        "Les délibérations de la séance peuvent être annulées par le juge.",
        due=due,
        done_on=facts.convocation_sent_on,
    )


def _list(facts: SittingFacts, today: date) -> Iterator[Deadline]:
    make, due = Maker(facts, today), within_a_week(facts.sitting_date)
    by, place = names(facts.regime).head, names(facts.regime).at_house
    yield make(
        "list_display",
        Rule.DELIBERATION_LIST,
        "L2121-25",
        f"Afficher {place} la liste des délibérations examinées",
        by,
        STILL_DUE,
        due=due,
        done_on=facts.list_displayed_on,
    )
    if facts.has_website:
        yield make(
            "list_online",
            Rule.DELIBERATION_LIST,
            "L2121-25",
            "Mettre en ligne la liste des délibérations examinées",
            by,
            STILL_DUE,
            due=due,
            done_on=facts.list_online_on,
        )


def _register(facts: SittingFacts, today: date) -> Iterator[Deadline]:
    yield Maker(facts, today)(
        "register",
        Rule.REGISTER,
        "R2121-9",
        "Inscrire les délibérations au registre et signer le feuillet de clôture de la séance",
        who_signs(facts.regime),
        "Les délibérations restent valables, mais leur preuve est fragile.",
        due=None,
        when="Sans délai fixé par un texte ; le registre est relié au plus tard en fin d'année.",
        done_on=facts.register_signed_on,
    )
