"""What follows each deliberation: transmission, publication, and the dates after which it cannot be contested."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from beffroi.minutes.domain.law.act_steps import ActFacts
from beffroi.minutes.domain.law.days import DAY, add_months, next_working_day
from beffroi.minutes.domain.law.deadline import Deadline, Maker, Nature, SittingFacts
from beffroi.minutes.domain.law.publication import PublicationMode, online_until
from beffroi.minutes.domain.law.regimes import Regime, Rule, names

NO_DELAY = "Sans délai fixé par un texte : elle n'entre en vigueur qu'après."


def latest_contestation(published_on: date, *, alsace_moselle: bool = False) -> date:
    """The last day to contest an act before the administrative court: two months from its publication (CJA R421-1), a
    clear delay, put off to the next working day when it ends on a Saturday, a Sunday or a holiday. An administrative
    appeal made in time starts it again: this date is the earliest at which nobody can contest any more."""
    return next_working_day(add_months(published_on, 2) + DAY, alsace_moselle=alsace_moselle)


def of_acts(facts: SittingFacts, today: date) -> Iterator[Deadline]:
    """For each deliberation that was adopted, or whose vote is not known yet."""
    make = Maker(facts, today)
    for act in facts.acts:
        if act.adopted is not False:
            yield from _of_act(facts, act, make)


def _of_act(facts: SittingFacts, act: ActFacts, make: Maker) -> Iterator[Deadline]:
    if act.must_be_transmitted:
        yield _transmission(facts, act, make)
    yield _publication(facts, act, make)
    if act.must_be_transmitted and act.received_on:
        yield _prefect(facts, act, act.received_on, make)
    if act.known_on:
        yield _contestation(facts, act, act.known_on, make)
    if act.published_on and facts.publication_mode is PublicationMode.ELECTRONIC:
        yield _online(facts, act, act.published_on, make)


def _transmission(facts: SittingFacts, act: ActFacts, make: Maker) -> Deadline:
    return make(
        f"transmission:{act.number}",
        Rule.TRANSMISSION,
        "L2131-2",
        f"Transmettre la délibération {act.number} au contrôle de légalité",
        names(facts.regime).head,
        "La délibération n'est pas exécutoire tant qu'elle n'est pas transmise.",
        due=None,
        when=NO_DELAY,
        done_on=act.sent_to_prefect_on,
    )


def _publication(facts: SittingFacts, act: ActFacts, make: Maker) -> Deadline:
    return make(
        f"publication:{act.number}",
        Rule.PUBLICATION,
        "L2131-1",
        f"Publier la délibération {act.number} {facts.publication_mode.how}",
        names(facts.regime).head,
        "La délibération n'est pas exécutoire et le délai de recours ne court pas.",
        due=None,
        when=NO_DELAY,
        done_on=act.known_on,
    )


def _prefect(facts: SittingFacts, act: ActFacts, received: date, make: Maker) -> Deadline:
    """Two months from the day of reception, put off as any contestation."""
    return make(
        f"prefect:{act.number}",
        Rule.CONTESTATION,
        "L2131-6",
        f"Fin du délai du préfet pour contester la délibération {act.number}",
        "le préfet",
        "Passé ce jour, et sauf demande de pièces ou recours gracieux du préfet, il ne peut plus la déférer au juge.",
        due=latest_contestation(received, alsace_moselle=facts.regime is Regime.ALSACE_MOSELLE),
        done_on=None,
        nature=Nature.LIMIT,
    )


def _contestation(facts: SittingFacts, act: ActFacts, known: date, make: Maker) -> Deadline:
    return make(
        f"contestation:{act.number}",
        Rule.CONTESTATION,
        "R421-1 CJA",
        f"Fin du délai de recours contre la délibération {act.number}",
        "toute personne intéressée",
        "Passé ce jour, et sauf recours administratif, la délibération ne peut plus être attaquée directement.",
        due=latest_contestation(known, alsace_moselle=facts.regime is Regime.ALSACE_MOSELLE),
        done_on=None,
        nature=Nature.LIMIT,
    )


def _online(facts: SittingFacts, act: ActFacts, published: date, make: Maker) -> Deadline:
    return make(
        f"online:{act.number}",
        Rule.PUBLICATION,
        "R2131-1",
        f"Laisser en ligne la délibération {act.number} jusqu'à ce jour au moins",
        names(facts.regime).head,
        "Retirée plus tôt, sa publication n'est pas régulière.",
        due=online_until(published),
        done_on=None,
        nature=Nature.LIMIT,
    )
