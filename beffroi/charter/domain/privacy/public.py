"""The commune's own list of people who may be named: elected members and public officers."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from beffroi.facts.people import KnownName, as_known, first_names_agree, tokens


def may_be_named(name: str, known_public: Collection[str], others: Sequence[str]) -> bool:
    """Whether a name is that of somebody on the list.

    A last name alone is, unless somebody else of the same last name is in the text; a first name alone never is."""
    said = as_known(name)
    public = [as_known(person) for person in known_public]
    if not said.last or not any(_same(said, person) for person in public):
        return False
    if said.first:
        return True
    homonyms = [as_known(other) for other in others]
    return all(_same(other, person) for other in homonyms for person in public
               if other.first and tokens(other.last) == tokens(said.last) == tokens(person.last))  # fmt: skip


def _same(said: KnownName, person: KnownName) -> bool:
    if tokens(said.last) != tokens(person.last):
        return False
    return not said.first or bool(person.first) and first_names_agree(said.first, person.first)
