"""What a clause is: a text with its parameters, how it is enforced, and what proves it.

Each file of this folder holds one, named ``CLAUSE``. Settings are plain JSON: ``{code: {"on": bool, "values":
{key: value}}}``; what is missing keeps its default, what makes no sense is refused by ``problems``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeGuard

from beffroi.charter.domain.events import Act, ActKind, Call, DataClass, Dossier, Engine, Event
from beffroi.charter.domain.rulings import Ruling, Verdict
from beffroi.charter.domain.wording import french, listed, months, named

__all__ = [
    "Act",
    "ActKind",
    "Call",
    "Clause",
    "DataClass",
    "Dossier",
    "Engine",
    "Event",
    "Parameter",
    "Proof",
    "Ruling",
    "Values",
    "Verdict",
    "elsewhere",
    "is_act",
    "listed",
    "mask",
    "months",
    "named",
    "refuse",
    "require",
    "silent",
]

Values = Mapping[str, Any]
Kind = Literal["yes_no", "number", "choice", "choices", "words", "lines"]
"""``choice``: one of ``choices``; ``choices``: several (a list); ``words``: a line of text; ``lines``: a list."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that the council sets. ``label`` and ``hint`` are French; ``choices`` are (value, French label)."""

    key: str
    label: str
    kind: Kind
    default: Any
    choices: tuple[tuple[str, str], ...] = ()
    least: int = 0
    most: int = 1_000_000
    unit: str = ""
    hint: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "label", french(self.label))
        object.__setattr__(self, "choices", tuple((key, french(name)) for key, name in self.choices))

    def problem(self, value: Any) -> str:
        """French: why ``value`` cannot be taken; empty when it can."""
        return PROBLEMS[self.kind](self, value)


@dataclass(frozen=True, slots=True)
class Proof:
    """A query on the journal, as data: the lines whose action is one of ``actions`` and whose data holds every pair
    of ``where`` (a tuple of values: any of them; ``...``: present and not empty).

    ``count``: "lines", "subjects" (distinct), or the name of a number in the data to be summed. ``role``:
    "evidence" (proves the clause), "exception" (shows where it had to act), "missing" (what ought not to be)."""

    label: str
    actions: tuple[str, ...]
    where: Mapping[str, Any] = field(default_factory=dict)
    count: str = "lines"
    role: Literal["evidence", "exception", "missing"] = "evidence"


@dataclass(frozen=True, slots=True)
class Clause:
    """``number`` is the issue's and never changes; ``code`` is the key of settings."""

    number: int
    code: str
    title: str
    write: Callable[[Values], str]
    """The article in French, with the values in it."""
    judge: Callable[[Event, Values], Ruling | None]
    foresee: Callable[[Values], list[str]]
    """French sentences: what these values change in practice."""
    parameters: tuple[Parameter, ...] = ()
    default_on: bool = True
    proofs: tuple[Proof, ...] = ()
    needs_evidence: bool = False
    """Whether rooms must bring evidence (``charter.evidence``) besides the journal."""

    def defaults(self) -> dict[str, Any]:
        return {each.key: each.default for each in self.parameters}

    def filled(self, values: Values) -> dict[str, Any]:
        """``values`` with the defaults for what is missing; unknown keys are left out."""
        return self.defaults() | {key: value for key, value in values.items() if key in self.defaults()}

    def problems(self, values: Values) -> list[str]:
        """French sentences about values that make no sense."""
        named = {each.key: each for each in self.parameters}
        unknown = [f"« {key} » n’est pas un réglage de cet article." for key in values if key not in named]
        found = [named[key].problem(value) for key, value in values.items() if key in named]
        return unknown + [each for each in found if each]

    def text(self, values: Values) -> str:
        return french(self.write(self.filled(values)))

    def enforce(self, event: Event, values: Values) -> Ruling | None:
        """None: nothing to say."""
        return self.judge(event, self.filled(values))

    def consequences(self, values: Values) -> list[str]:
        return [french(each) for each in self.foresee(self.filled(values))]


def _yes_no(parameter: Parameter, value: Any) -> str:
    return "" if isinstance(value, bool) else f"« {parameter.label} » attend oui ou non."


def _number(parameter: Parameter, value: Any) -> str:
    whole = isinstance(value, int) and not isinstance(value, bool)
    if whole and parameter.least <= value <= parameter.most:
        return ""
    return f"« {parameter.label} » attend un nombre entier de {parameter.least} à {parameter.most}."


def _choice(parameter: Parameter, value: Any) -> str:
    known = [key for key, _ in parameter.choices]
    return "" if isinstance(value, str) and value in known else f"« {parameter.label} » : ce choix n’existe pas."


def _choices(parameter: Parameter, value: Any) -> str:
    known = {key for key, _ in parameter.choices}
    fine = isinstance(value, list) and all(isinstance(each, str) and each in known for each in value)
    return "" if fine else f"« {parameter.label} » : un de ces choix n’existe pas."


def _words(parameter: Parameter, value: Any) -> str:
    fine = isinstance(value, str) and len(value) <= 300
    return "" if fine else f"« {parameter.label} » attend un texte de 300 caractères au plus."


def _lines(parameter: Parameter, value: Any) -> str:
    fine = isinstance(value, list) and len(value) <= 200 and all(isinstance(e, str) and len(e) <= 300 for e in value)
    return "" if fine else f"« {parameter.label} » attend une liste de 200 lignes au plus."


PROBLEMS: Mapping[str, Callable[[Parameter, Any], str]] = {
    "yes_no": _yes_no,
    "number": _number,
    "choice": _choice,
    "choices": _choices,
    "words": _words,
    "lines": _lines,
}


def refuse(why: str, way: str) -> Ruling:
    return Ruling(Verdict.REFUSE, french(why), french(way))


def require(why: str, way: str, *needs: str) -> Ruling:
    """Not before ``needs`` are done."""
    return Ruling(Verdict.REQUIRE, french(why), french(way), requires=needs)


def mask(why: str) -> Ruling:
    return Ruling(Verdict.MASK, french(why))


def elsewhere(why: str, way: str, *places: str) -> Ruling:
    return Ruling(Verdict.ELSEWHERE, french(why), french(way), places=places)


def silent(event: Event, values: Values) -> Ruling | None:
    """Of a clause that only asks for evidence."""
    return None


def is_act(event: Event, *kinds: ActKind) -> TypeGuard[Act]:
    """An act of one of these kinds, where an AI took part."""
    return isinstance(event, Act) and event.with_ai and event.kind in kinds
