"""A record as it is shown: each field with its value, where it comes from, and the gaps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from .fields import FIELDS, LOCKED, STATUS_NAMES, Field, Status, Tier, Values
from .values import applies, gaps


@dataclass(frozen=True, slots=True)
class Answer:
    """A supplier's answer to one of the commune's questions; an empty text is a gap."""

    question: str
    text: str = ""
    on: str = ""
    """ISO date."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A field of a record. ``source``: French, where its value comes from when nobody typed it."""

    field: Field
    value: str
    source: str = ""

    @property
    def is_gap(self) -> bool:
        return not self.value and not self.field.optional


@dataclass(frozen=True, slots=True)
class Sheet:
    """``values`` are whole: what was typed, else what the program, the charter, the journal and the settings say
    (``sources``: where each of those comes from). ``code``: of the declared use, empty for one outside Beffroi."""

    slug: str
    values: Values
    sources: Mapping[str, str] = field(default_factory=dict)
    code: str = ""
    declared: bool = False
    """The code declares this use now."""
    published: bool = False
    changed_since: bool = False
    """Something was changed since it was published, and is not public yet."""
    answers: tuple[Answer, ...] = ()

    @property
    def name(self) -> str:
        return self.values.get("name", "") or self.slug

    @property
    def status(self) -> str:
        return self.values.get("status", "")

    @property
    def status_name(self) -> str:
        return STATUS_NAMES[self.status] if self.status else "état à compléter"

    @property
    def is_gone(self) -> bool:
        """It came with the program, which no longer holds it."""
        return bool(self.code) and not self.declared

    @property
    def gaps(self) -> list[Field]:
        return gaps(self.values)

    @property
    def missing(self) -> int:
        """How many gaps, the supplier's answers among them."""
        return len(self.gaps) + sum(not answer.text for answer in self.answers)

    @property
    def missing_for_everyone(self) -> int:
        return sum(each.tier == Tier.EVERYONE for each in self.gaps)

    @property
    def missing_for_experts(self) -> int:
        return self.missing - self.missing_for_everyone

    def groups(self, tier: Tier) -> Iterator[tuple[str, list[Shown]]]:
        """(title, fields) of a tier, in the order of the record; nothing that applies is left out."""
        shown = [each for each in FIELDS if each.tier == tier and applies(each, self.values)]
        for title, fields in groupby(shown, key=lambda each: each.group):
            yield (
                title,
                [Shown(each, self.values.get(each.name, ""), self.sources.get(each.name, "")) for each in fields],
            )

    @property
    def for_everyone(self) -> list[tuple[str, list[Shown]]]:
        return list(self.groups(Tier.EVERYONE))

    @property
    def for_experts(self) -> list[tuple[str, list[Shown]]]:
        return list(self.groups(Tier.EXPERTS))


FROM_CODE = "écrit dans le programme"


def compose(typed: Values, code: Values, known: Mapping[str, tuple[str, str]]) -> tuple[dict[str, str], dict[str, str]]:
    """(values, sources): what the code declares cannot be typed over; what is known otherwise (field -> value, source)
    stands only where nobody typed anything."""
    values = {name: value for name, value in typed.items() if value}
    sources = {}
    for name, (value, source) in known.items():
        if value and not values.get(name):
            values[name], sources[name] = value, source
    for name in LOCKED:
        if code.get(name):
            values[name], sources[name] = code[name], FROM_CODE
    return values, sources


NEEDED = ("name", "purpose", "status", "contact")
"""Without these nobody could tell what the use is, or whom to ask: the rest may be published as a gap."""


def not_publishable(sheet: Sheet) -> list[str]:
    """What is needed before a record is published: labels of fields."""
    labels = {each.name: each.label for each in FIELDS}
    missing = [labels[name] for name in NEEDED if not sheet.values.get(name)]
    if sheet.status == Status.STOPPED and not sheet.values.get("stopped_on"):
        missing.append(labels["stopped_on"])
    return missing
