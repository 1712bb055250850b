"""The figures of presence: those that are written, and those that the lists or a sum give where none is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from beffroi.facts.people import tokens
from beffroi.minutes.domain.pv.figures import written
from beffroi.minutes.domain.pv.moves import movements
from beffroi.minutes.domain.pv.names import find, person, same
from beffroi.minutes.domain.pv.paper import Paper
from beffroi.minutes.domain.pv.presence import Roll, proxies, roll
from beffroi.minutes.domain.pv.types import Figure, Person, PvPresence, Quotes, Word, WrittenProxy

_PROXY_WORDS = re.compile(
    r"(?<!pas de )(?<!sans )(?<!aucun )(?<!aucune )\b(?:pouvoirs?|procurations?)\b(?!\s*:?\s*(?:neant|aucun|0\b))"
)


def presence(paper: Paper, limit: int) -> PvPresence:
    """Everything that the header and the movements tell of who was there."""
    people = roll(paper)
    figures = [each for each in written(paper, limit) if not (people.present and _of_a_vote(each))]
    first = {name: figure for name, figure, _ in reversed(figures)}
    moves, late = movements(paper, people.everyone())
    given = proxies(people)
    present, represented = _present(first, people), _represented(first, people, given)
    return PvPresence(
        in_office=first.get("in_office"),
        present=present,
        represented=represented,
        excused=_listed(first.get("excused"), people.excused, people, "excused"),
        absent=_absent(first.get("absent"), people),
        voters=first.get("voters") or _voters(first, present, represented),
        present_people=tuple(people.present),
        represented_people=tuple(people.represented),
        excused_people=tuple(people.excused),
        absent_people=tuple(people.absent),
        movements=tuple(moves),
        proxies=given + tuple(each for each in late if not _known(each, given)),
        said=tuple((name, figure) for name, figure, _ in figures),
        proxy_words=not given and bool(_PROXY_WORDS.search(paper.folded, 0, limit)),
        present_listed=bool(people.present),
    )


def with_chair(here: PvPresence, president: Word | None) -> PvPresence:
    """The presence with whoever presides, where the names of those present are counted and theirs is not among them:
    "sous la présidence de M. Roy, maire. Présents : MM. Blin, Cros"."""
    if president is None or here.present is None or not here.present.derived or not here.present_people:
        return here
    listed = (*here.present_people, *here.represented_people, *here.excused_people, *here.absent_people)
    chair = person(president.text, president.quotes)
    if chair is None or find(chair.text, listed) or any(_may_be(chair, each) for each in listed):
        return here
    figure = here.present
    present = Figure(
        figure.value + 1, (*president.quotes[:1], *figure.quotes), True, f"{figure.how}, et qui préside la séance"
    )
    voters = here.voters
    if voters and voters.derived and here.represented:
        how = f"{present.value} présents + {here.represented.value} pouvoirs"
        voters = Figure(present.value + here.represented.value, voters.quotes, True, how)
    return replace(here, present=present, present_people=(chair, *here.present_people), voters=voters)


def _may_be(one: Person, other: Person) -> bool:
    """Whether two written names may be one person's: a last name in common, and no first names that differ."""
    first, others = (
        tokens(one.name.first),
        [word for word in tokens(other.name.full) if word not in tokens(one.name.last)],
    )
    shared = set(tokens(one.name.last)) <= set(tokens(other.name.full))
    return shared and (not first or not others or any(word[0] == first[0][0] for word in others))


_VOTE_FIGURES = re.compile(r"\bpour\b\W*\d+.*\bcontre\b", re.I)


def _of_a_vote(found: tuple[str, Figure, int]) -> bool:
    """A figure of those present that stands beside the sides of one vote: the names of the header prevail."""
    name, figure, _ = found
    return name in ("present", "represented", "voters", "absent") and any(
        _VOTE_FIGURES.search(quote.text) for quote in figure.quotes
    )


def _known(proxy: WrittenProxy, given: Sequence[WrittenProxy]) -> bool:
    return any(same(proxy.giver.name, each.giver.name) for each in given)


def distinct(people: Sequence[Person]) -> list[Person]:
    """People, each once; two first names or a name and no first name of the same last name are told apart."""
    kept: list[Person] = []
    for each in people:
        if not any(each.name == other.name for other in kept):
            kept.append(each)
    return kept


def quotes_of(people: Sequence[Person]) -> Quotes:
    """The lines of a list, each once, in order."""
    return tuple(dict.fromkeys(quote for each in people for quote in each.quotes))[:6]


def _present(first: dict[str, Figure], people: Roll) -> Figure | None:
    if "present" in first:
        return first["present"]
    both, represented = first.get("both"), first.get("represented")
    count = represented.value if represented else len(people.represented)
    if people.present:
        found = distinct(people.present)
        return Figure(len(found), quotes_of(people.present), True, "noms comptés dans la liste des présents")
    if both and (represented or people.represented):
        how = f"{both.value} présents ou représentés, moins {count} pouvoirs"
        return Figure(both.value - count, both.quotes, True, how)
    return None


def _represented(first: dict[str, Figure], people: Roll, given: Sequence[WrittenProxy]) -> Figure | None:
    if "represented" in first:
        return first["represented"]
    if given:
        return Figure(len(given), quotes_of([each.giver for each in given]), True, "pouvoirs comptés dans la liste")
    return Figure(0, (), True, "aucun pouvoir écrit") if people.present else None


def _listed(said: Figure | None, listed: Sequence[Person], people: Roll, what: str) -> Figure | None:
    """As written; the names prevail where the figure counts those who gave a pouvoir too."""
    given = len(distinct(people.represented))
    if said and not (given and people.present and said.value == len(distinct(listed)) + given):
        return said
    if listed or people.present:
        return Figure(len(distinct(listed)), quotes_of(listed), True, "noms comptés dans la liste")
    return None


def _absent(said: Figure | None, people: Roll) -> Figure | None:
    """The absent who gave no pouvoir and are not excused. A figure of "absents" often counts the others too: the list
    prevails where there is one."""
    if (
        people.absent
        or (people.present and not said)
        or (said and (people.excused or people.represented) and people.present)
    ):
        return Figure(len(distinct(people.absent)), quotes_of(people.absent), True, "noms comptés dans la liste")
    return said


def _voters(first: dict[str, Figure], present: Figure | None, represented: Figure | None) -> Figure | None:
    if "both" in first:
        both = first["both"]
        return Figure(both.value, both.quotes, True, "présents ou représentés")
    if present and represented:
        how = f"{present.value} présents + {represented.value} pouvoirs"
        return Figure(present.value + represented.value, (*present.quotes[:1], *represented.quotes[:1]), True, how)
    return None
