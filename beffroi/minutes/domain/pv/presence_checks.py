"""Contradictions of the header: figures against lists, pouvoirs, quorum, hours."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from beffroi.facts import find_dates
from beffroi.facts.people import tokens
from beffroi.minutes.domain.pv.counts import distinct, quotes_of
from beffroi.minutes.domain.pv.names import same
from beffroi.minutes.domain.pv.types import Figure, Finding, Move, Person, PvReading, Quotes, Severity

NBSP = "\u00a0"
CONTRADICTION, CHECK = Severity.CONTRADICTION, Severity.CHECK


def presence_findings(reading: PvReading, in_office: int | None, population: int | None) -> Iterator[Finding]:
    """In the order of the document: sitting, lists, pouvoirs, quorum."""
    yield from _hours(reading)
    yield from _notice(reading, population)
    yield from _lists(reading)
    yield from _sums(reading, in_office)
    yield from _proxies(reading)
    yield from _quorum(reading, in_office)


def _hours(reading: PvReading) -> Iterator[Finding]:
    sitting = reading.sitting
    if (
        sitting.opening
        and sitting.closing
        and sitting.closing.text < sitting.opening.text
        and sitting.closing.text > "05:00"
    ):
        yield Finding(
            "closing_before_opening",
            CONTRADICTION,
            "sitting",
            f"La séance serait levée à {clock(sitting.closing.text)}, avant son ouverture à "
            f"{clock(sitting.opening.text)}.",
            "",
            (*sitting.opening.quotes, *sitting.closing.quotes),
        )
    if sitting.date_said and any(not each.coherent for each in find_dates(sitting.date_said.text)):
        message = f"«{NBSP}{sitting.date_said.text}{NBSP}»{NBSP}: ce jour n’est pas celui de la date."
        yield Finding("weekday", CHECK, "sitting", message, "", sitting.date_said.quotes)


def _notice(reading: PvReading, population: int | None) -> Iterator[Finding]:
    """Clear days between the convocation and the sitting: three under 3,500 inhabitants, five from there and in an
    EPCI, neither of the two days counted (CGCT L2121-11, L2121-12, L5211-1; wording not verified)."""
    sitting = reading.sitting
    if not (sitting.convocation and sitting.date):
        return
    clear = (sitting.date - datetime.date.fromisoformat(sitting.convocation.text)).days - 1
    larger = (population or 0) >= 3500 or sitting.body in ("conseil communautaire", "conseil métropolitain")
    needed = 5 if larger else 3
    if clear < needed:
        days = f"{max(clear, 0)} jour{'s' if clear > 1 else ''} franc{'s' if clear > 1 else ''}"
        message = (
            f"Entre la convocation et la séance{NBSP}: {days}, pour {needed} au moins. L’urgence est-elle écrite{NBSP}?"
        )
        article = "CGCT L2121-12" if larger else "CGCT L2121-11"
        yield Finding("short_notice", CHECK, "sitting", message, article, sitting.convocation.quotes)


def clock(text: str) -> str:
    """ "19 h 30" out of "19:30"."""
    hour, minute = text.split(":")
    return f"{int(hour)}{NBSP}h{NBSP}{minute}" if minute != "00" else f"{int(hour)}{NBSP}h"


def _lists(reading: PvReading) -> Iterator[Finding]:
    here = reading.presence
    for one, other in combinations(here.present_people, 2):
        if _surely_same(one, other):
            message = f"{one.name.full} figure deux fois parmi les présents."
            yield Finding("duplicate_name", CHECK, "presence", message, "", _both(one.quotes, other.quotes))
    for where, people in (
        ("absents", here.absent_people),
        ("excusés", here.excused_people),
        ("représentés", here.represented_people),
    ):
        for one in here.present_people:
            for other in people:
                if _surely_same(one, other):
                    message = f"{one.name.full} figure à la fois parmi les présents et parmi les {where}."
                    yield Finding(
                        "present_and_absent",
                        CONTRADICTION,
                        "presence",
                        message,
                        "CGCT L2121-15",
                        _both(one.quotes, other.quotes),
                    )
    yield from _against_names("present", "présents", here.present, here.present_people, reading)
    yield from _against_names("represented", "pouvoirs", here.represented, here.represented_people, reading)


def _surely_same(one: Person, other: Person) -> bool:
    """The same last and first names: with a first name missing or shortened, nothing is sure."""
    if not same(one.name, other.name):
        return False
    return tokens(one.name.first) == tokens(other.name.first)


def _both(one: Quotes, other: Quotes) -> Quotes:
    return tuple(dict.fromkeys((*one, *other)))


def _against_names(
    field: str, word: str, said: Figure | None, people: Sequence[Person], reading: PvReading
) -> Iterator[Finding]:
    if said is None or said.derived or not people:
        return
    named = len(distinct(people))
    if named == said.value:
        return
    late = {each.person.name for each in reading.presence.movements if each.move is Move.ARRIVAL}
    excuse = " (des arrivées sont notées)" if late else ""
    severity = CHECK if late or abs(named - said.value) > 3 or reading.legible < 0.9 else CONTRADICTION
    message = f"{said.value} {word} annoncés, {named} nommés{excuse}."
    yield Finding("names_versus_figure", severity, "presence", message, "", _both(said.quotes, quotes_of(people)))


def _sums(reading: PvReading, told: int | None) -> Iterator[Finding]:
    here = reading.presence
    office = here.in_office
    if told is not None and office and office.value != told:
        message = f"{office.value} membres en exercice dans le document, {told} selon vous."
        yield Finding("in_office_differs", CHECK, "presence", message, "", office.quotes)
    if office and here.present:
        away = [here.represented, here.excused, here.absent]
        total = here.present.value + sum(figure.value for figure in away if figure)
        named = bool(here.absent_people or here.excused_people or here.represented_people)
        if total != office.value and (named or total > office.value):
            parts = (
                f"{here.present.value} présents + {total - here.present.value} représentés, excusés ou absents "
                f"= {total}"
            )
            severity = (
                CONTRADICTION
                if total > office.value and not any(move.move is Move.ARRIVAL for move in here.movements)
                else CHECK
            )
            message = f"{office.value} membres en exercice, mais {parts}."
            yield Finding("members_sum", severity, "presence", message, "", _both(office.quotes, here.present.quotes))
    voters = here.voters
    if voters and not voters.derived and here.present and here.represented:
        expected = here.present.value + here.represented.value
        if voters.value != expected:
            message = (
                f"{voters.value} votants annoncés, mais {here.present.value} présents + "
                f"{here.represented.value} pouvoirs = {expected}."
            )
            severity = CONTRADICTION if voters.value > expected else CHECK
            yield Finding(
                "voters_figure",
                severity,
                "presence",
                message,
                "",
                _both(voters.quotes, here.present.quotes + here.represented.quotes),
            )


def _proxies(reading: PvReading) -> Iterator[Finding]:
    given = reading.presence.proxies
    for one, other in combinations(given, 2):
        if (
            one.holder
            and other.holder
            and same(one.holder.name, other.holder.name)
            and not same(one.giver.name, other.giver.name)
        ):
            held = [each for each in given if each.holder and same(each.holder.name, one.holder.name)]
            if held[0] is one and held[1] is other:
                names = " et ".join([", ".join(each.giver.name.full for each in held[:-1]), held[-1].giver.name.full])
                message = f"{one.holder.name.full} porterait {len(held)} pouvoirs ({names}){NBSP}: un seul est permis."
                quotes = tuple(dict.fromkeys(quote for each in held for quote in each.quotes))
                yield Finding("two_proxies", CONTRADICTION, "proxies", message, "CGCT L2121-20", quotes)
    for each in given:
        yield from _holder(reading, each.giver, each.holder, each.quotes)
    silent = [each for each in given if each.holder is None]
    if silent:
        message = (
            f"{len(silent)} pouvoir{'s' if len(silent) > 1 else ''} sans le nom de qui "
            f"le{'s' if len(silent) > 1 else ''} porte{NBSP}: un seul pouvoir par personne ne peut pas être vérifié."
        )
        yield Finding("holder_unknown", CHECK, "proxies", message, "CGCT L2121-20", silent[0].quotes)


def _holder(reading: PvReading, giver: Person, holder: Person | None, quotes: Quotes) -> Iterator[Finding]:
    here = reading.presence
    if holder is None:
        return
    away = (*here.absent_people, *here.excused_people, *here.represented_people)
    absent = next((each for each in away if same(each.name, holder.name)), None)
    present = any(same(each.name, holder.name) for each in here.present_people)
    if absent and not present:
        message = f"{giver.name.full} a donné pouvoir à {holder.name.full}, qui n’est pas parmi les présents."
        yield Finding("holder_absent", CONTRADICTION, "proxies", message, "CGCT L2121-20", _both(quotes, absent.quotes))
    elif here.present_people and not present:
        message = (
            f"{holder.name.full}, qui porterait le pouvoir de {giver.name.full}, n’a pas été retrouvé parmi "
            f"les présents."
        )
        yield Finding("holder_not_listed", CHECK, "proxies", message, "CGCT L2121-20", quotes)


def _quorum(reading: PvReading, told: int | None) -> Iterator[Finding]:
    here, sitting = reading.presence, reading.sitting
    office = told if told is not None else here.in_office.value if here.in_office else None
    if sitting.quorum_reached is False:
        message = "Il est écrit que le quorum n’est pas atteint."
        if reading.ballots:
            message += " Des votes sont pourtant rapportés : vérifiez s’il s’agit d’une seconde convocation."
        yield Finding(
            "quorum_said_missing",
            CHECK,
            "quorum",
            message,
            "CGCT L2121-17",
            sitting.quorum.quotes if sitting.quorum else (),
        )
    if office and here.present:
        needed = office // 2 + 1
        if here.present.value < needed and sitting.quorum_reached is not False:
            message = (
                f"{here.present.value} présents sur {office} en exercice{NBSP}: il en faut {needed}, pouvoirs "
                f"non comptés."
            )
            quotes = _both(here.in_office.quotes if here.in_office else (), here.present.quotes)
            yield Finding("quorum_not_reached", CONTRADICTION, "quorum", message, "CGCT L2121-17", quotes)
        if sitting.quorum_figure and sitting.quorum_figure.value not in (needed, here.present.value, office):
            message = (
                f"Quorum annoncé{NBSP}: {sitting.quorum_figure.value}{NBSP}; pour {office} membres en "
                f"exercice, il est de {needed}."
            )
            yield Finding("quorum_figure", CHECK, "quorum", message, "CGCT L2121-17", sitting.quorum_figure.quotes)
    yield from _quorum_with_proxies(reading)


def _quorum_with_proxies(reading: PvReading) -> Iterator[Finding]:
    """ "Quorum atteint avec 11 élus représentés", where eleven are the present and the represented together."""
    here, words = reading.presence, reading.sitting.quorum
    if not words or not here.present or not here.represented or not here.represented.value:
        return
    from beffroi.facts import find_numbers

    total = here.present.value + here.represented.value
    said = {int(number.value) for number in find_numbers(words.text)}
    counted = re.search(rf"\b{total}\b[^,;(]{{0,30}}(?:représent|pouvoir|procuration)", words.text)
    if total in said and (counted or here.present.value not in said) or "pouvoirs compris" in words.text.lower():
        message = (
            f"Le quorum semble compter les pouvoirs{NBSP}: {total} = {here.present.value} présents + "
            f"{here.represented.value} pouvoirs. Seuls les présents comptent."
        )
        yield Finding(
            "quorum_counts_proxies",
            CONTRADICTION,
            "quorum",
            message,
            "CGCT L2121-17",
            _both(words.quotes, here.present.quotes),
        )
