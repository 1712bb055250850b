"""How long before a sitting its convocation must leave (CGCT L2121-7, L2121-11, L2121-12, L2121-17, L5211-1, L2541-2):
sources in ``references``.

The population is that of the last general renewal of the council. Where it is not known the longer delay is asked for:
it is always regular. Second convocation after a failed quorum: L2121-17 says "à trois jours au moins d'intervalle";
the Conseil d'État reads three clear days between the new sending and the second sitting (16 June 1997, Pfister,
no. 142691, as reported by the Courrier des maires, June 2016).

Alsace-Moselle: under 3,500 inhabitants L2541-2 asks for "trois jours au moins", which the Minister counts as clear
days (JO AN 18 January 1993, no. 64251), and for the eve in case of urgency (JO AN 28 February 2000, no. 37824); from
3,500, L2121-12 applies (JO Sénat 17 October 1996).
"""

from __future__ import annotations

from datetime import date

from beffroi.minutes.domain.law.days import after_clear_days, before_clear_days
from beffroi.minutes.domain.law.regimes import Regime

THRESHOLD = 3500
SHORT, LONG, URGENT, EVE, SECOND = 3, 5, 1, 0, 3


def needs_long_delay(population: int | None, regime: Regime) -> bool:
    """Five days and a note: communes of 3,500 inhabitants and more, every EPCI, and whatever is not known."""
    return regime is Regime.EPCI or population is None or population >= THRESHOLD


def required_clear_days(
    population: int | None,
    regime: Regime,
    *,
    urgent: bool = False,
    first_sitting: bool = False,
    after_failed_quorum: bool = False,
) -> int:
    """Clear days between the sending and the sitting. Urgency does not shorten a second convocation: shortened, it is
    a new one, and the quorum is asked for again."""
    if after_failed_quorum:
        return SECOND
    long = needs_long_delay(population, regime)
    if urgent:
        return EVE if regime is Regime.ALSACE_MOSELLE and not long else URGENT
    if first_sitting and regime is not Regime.EPCI:
        return SHORT
    return LONG if long else SHORT


def latest_sending(
    sitting_date: date,
    population: int | None,
    regime: Regime,
    *,
    urgent: bool = False,
    first_sitting: bool = False,
    after_failed_quorum: bool = False,
) -> date:
    """The last day when the convocation can be sent."""
    days = required_clear_days(
        population, regime, urgent=urgent, first_sitting=first_sitting, after_failed_quorum=after_failed_quorum
    )
    return before_clear_days(sitting_date, days)


def earliest_second_sitting(sent_on: date) -> date:
    """The first day when the council can sit without condition of quorum, after a second convocation sent that day."""
    return after_clear_days(sent_on, SECOND)


def delay_article(
    population: int | None,
    regime: Regime,
    *,
    urgent: bool = False,
    first_sitting: bool = False,
    after_failed_quorum: bool = False,
) -> str:
    """The article that sets the delay."""
    if after_failed_quorum:
        return "L2121-17"
    if regime is Regime.EPCI:
        return "L5211-1"
    return "L2121-7" if first_sitting and not urgent else ordinary_article(population, regime)


def ordinary_article(population: int | None, regime: Regime) -> str:
    """The article of a convocation without anything particular, which also says what urgency allows."""
    if needs_long_delay(population, regime):
        return "L2121-12"
    return "L2541-2" if regime is Regime.ALSACE_MOSELLE else "L2121-11"


def note_required(population: int | None, regime: Regime, *, classified_installation: bool = False) -> bool:
    """Whether an explanatory note must go with the convocation; an unknown population does not impose it."""
    known_large = population is not None and population >= THRESHOLD
    return regime is Regime.EPCI or known_large or classified_installation
