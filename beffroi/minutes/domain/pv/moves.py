"""Who comes and goes while the council sits, with the pouvoirs given on leaving."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

from beffroi.facts import find_times, fold
from beffroi.facts.firstnames import FIRST_NAMES
from beffroi.minutes.domain.pv.lists import names_before, split_list
from beffroi.minutes.domain.pv.names import TITLE, find, looks_like_name, person
from beffroi.minutes.domain.pv.paper import Paper
from beffroi.minutes.domain.pv.types import Move, Movement, Person, WrittenProxy

_CAPITAL = rf"(?!{TITLE}\s)[A-ZÀ-Ý][\w'’.-]*"
_NAME = rf"(?:{TITLE}[ \t]*)?{_CAPITAL}(?:[ \t]+(?:(?:de|du|des|la|le)[ \t]+)*{_CAPITAL}){{0,4}}"
_AFTER = re.compile(
    r"\b(?:a |est |sont |ont |s'est |etant |qui )*(?P<verb>arriv(?:e|ent|ant|ee?s?)\b|rejoi(?:nt|gnent|ns)\b"
    r"|entre(?:nt)? en seance|integre(?:nt)? la seance"
    r"|quitt(?:e|ent|ant|er|ee?s?)\b|s'absente\w*|se retire\w*|sort(?:ent|i\w*)? de|part(?:ent|i\w*)?(?= a| de| en)"
    r"|revien\w+|revenue?s?\b"
    r"|reintegre\w*|regagne\w*|reprend\w* (?:part|place))"
)
_BEFORE = re.compile(
    rf"\b(?P<verb>[Aa]rrivee?|ARRIVEE|[Dd]epart|DEPART|[Ss]ortie|[Rr]etour|[Ee]ntree)s?\s+(?:de\s+|d'"
    rf"|:\s*)?(?P<who>{_NAME}(?:(?:\s*,\s*|\s+et\s+){_NAME}){{0,6}})"
)
_IN = re.compile(r"arriv|rejoi|entre|integr|revien|revenu|regagn|reprend|retour|intègr|réint", re.I)
_LEAVES_PROXY = re.compile(
    r"\b(?:(?:donn\w+|laiss\w+|confi\w+|remet\w*)\s+(?:alors\s+)?(?:son\s+|un\s+)?)?(?:pouvoir|procuration)\s+"
    rf"(?:donn\w+\s+)?(?:à|a|au)\s+(?P<holder>{_NAME})"
)
_ALONE = re.compile(r"\.\s+(?P<verb>Départ|Arrivée|Retour)\s+à\s")


def movements(paper: Paper, people: Sequence[Person]) -> tuple[list[Movement], list[WrittenProxy]]:
    """Arrivals and departures of people of the lists, in order, and the pouvoirs given on leaving."""
    found: list[Movement] = []
    given: list[WrittenProxy] = []
    for start, stop, match in _comings(paper):
        if any(abs(start - each.offset) < 3 for each in found) or not _of_the_sitting(paper, match):
            continue
        who = _people(paper.flow[start:stop], people)
        move = Move.ARRIVAL if _IN.search(match["verb"]) else Move.DEPARTURE
        rest = _sentence(paper, match.end())
        quotes = paper.quoted(start, match.end() + len(rest))
        time = _time(paper.flow[match.end() : match.end() + len(rest)])
        found += [Movement(move, each, time, start, quotes) for each in who]
        if move is Move.DEPARTURE and len(who) == 1:
            leaves = _LEAVES_PROXY.search(rest)
            holder = find(leaves["holder"], people) if leaves else None
            if holder:
                given.append(WrittenProxy(who[0], holder, quotes, late=True))
        alone = _ALONE.search(paper.flow, match.end() - 1, match.end() + len(rest) + 12)
        if alone and who:
            other = Move.ARRIVAL if _IN.search(alone["verb"]) else Move.DEPARTURE
            found.append(
                Movement(other, who[-1], _time(paper.flow[alone.end() - 3 : alone.end() + 12]), alone.start(), quotes)
            )
    return found, given


def _comings(paper: Paper) -> list[tuple[int, int, re.Match[str]]]:
    """(start and end of the names, the words of the move), in order."""
    after = [(names_before(paper.flow, match.start()), match.start(), match) for match in _AFTER.finditer(paper.folded)]
    before = [(match.start("who"), match.end("who"), match) for match in _BEFORE.finditer(paper.bare)]
    return sorted(
        ((start, stop, match) for start, stop, match in (*after, *before) if stop > start), key=lambda each: each[0]
    )


def _of_the_sitting(paper: Paper, match: re.Match[str]) -> bool:
    """A departure from the sitting, not from a post nor of a train: an hour, the sitting or the vote is near."""
    near = paper.folded[max(0, match.start() - 40) : match.end() + 110]
    before = paper.folded[max(0, match.start() - 60) : match.start()]
    if re.search(
        r"retraite|fonctions|mutation|demission|contrat|poste\b", paper.folded[match.end() : match.end() + 60]
    ):
        return False
    if re.search(r"represent|remplac", before[-20:]):
        return False
    return bool(find_times(near) or re.search(r"seance|salle|vote|\ben cours|assemblee|point|deliberation", near))


def _sentence(paper: Paper, at: int) -> str:
    rest = paper.flow[at : at + 260]
    stop = re.search(r"[.;)]\s|\n\s*\n|\n(?=\s*(?:[A-ZÀ-Ý]{4}|N°|\d+[ /.)-]))", rest)
    return rest[: stop.start()] if stop else rest


def _time(text: str) -> datetime.time | None:
    times = find_times(text)
    if not times or times[0].hour > 24:
        return None
    return datetime.time(times[0].hour % 24, times[0].minute)


def _is_first_name(text: str) -> bool:
    """A first name that the lists do not have, as small councils write them ("Nelly arrivée à 18h45")."""
    return all(part in FIRST_NAMES for part in re.split(r"[\s-]", fold(text.split()[0]))) and len(text.split()) <= 3


def _people(text: str, people: Sequence[Person]) -> list[Person]:
    found = []
    for entry in split_list(text):
        who = find(entry.text, people)
        if who is None and (re.match(rf"{TITLE}", entry.text) or _is_first_name(entry.text)):
            somebody = person(entry.text)
            who = somebody if somebody and looks_like_name(somebody.text) else None
        if who:
            found.append(who)
    return found
