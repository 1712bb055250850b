"""The names of a roster, as pages offer them."""

from __future__ import annotations

from collections import Counter

from beffroi.minutes.actions.papers import Papers
from beffroi.minutes.domain.acts.body import Person


def members_of(papers: Papers) -> list[tuple[str, str]]:
    """By key, the name of each member; homonyms are told apart by what they do."""
    borne = Counter(person.plain for person in papers.members.values())
    return [
        (key, person.plain if borne[person.plain] == 1 else _told_apart(key, person))
        for key, person in papers.members.items()
    ]


def names_of(papers: Papers) -> dict[str, str]:
    """By key, the name of everybody on the list, whoever sits: how what was entered is shown."""
    return {key: person.plain for key, person in papers.people.items()} | dict(members_of(papers))


def _told_apart(key: str, person: Person) -> str:
    return f"{person.plain} ({person.role or person.group or key})"
