"""What a clause judges, as plain values: a call to a model, or an act of a person on what a model made.

Everything that a clause needs to know is in the event: the gateway and the rooms gather it, the clauses only read.
What nobody said counts as not done: a default never proves anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class DataClass(StrEnum):
    """What the text given to a model holds; from the least to the most delicate."""

    PUBLIC = "public"
    INTERNAL = "internal"
    PERSONAL = "personal"
    SENSITIVE = "sensitive"


DATA_NAMES: Mapping[str, str] = {
    DataClass.PUBLIC: "données publiques",
    DataClass.INTERNAL: "données internes",
    DataClass.PERSONAL: "données personnelles",
    DataClass.SENSITIVE: "données sensibles",
}
PLACE_NAMES: Mapping[str, str] = {
    "machine": "cette machine",
    "commune": "un serveur de la commune",
    "host": "un hébergeur extérieur",
}


def rank_of(data: str) -> int:
    """0 (public) to 3 (sensitive); what is not a class counts as sensitive."""
    known = list(DataClass)
    return known.index(DataClass(data)) if data in known else len(known) - 1


@dataclass(frozen=True, slots=True)
class Engine:
    """What the commune wrote of the engine that would answer. None: nobody said, so it is not taken for granted."""

    model: str = ""
    adapter: str = ""
    qualification: str = ""
    """"SecNumCloud", "HDS"...; empty when none."""
    in_eu: bool | None = None
    open_licence: bool | None = None
    approved: bool = False
    """Listed among the commune's approved models and tools."""
    smallest: bool | None = None
    """The smallest engine that was measured as sufficient for the use."""
    supplier_answered: bool = False
    size_billions: float | None = None
    """Parameters, where the commune wrote it."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """What the commune has written of a use before putting it to work (clauses 13, 14, 15, 20, 22)."""

    need: bool = False
    alternative: bool = False
    signed: frozenset[str] = frozenset()
    """Roles that signed the assessment: "referent", "dpo", "service", "elected", "mayor"."""
    privacy: str = ""
    """"attached", "unnecessary" or empty."""
    paired_tests_days: int | None = None
    """Days since the last paired-name test with its result kept; None: never."""
    paired_tests_passed: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """A call to a model, before it is made. The first six are the gateway's own; the others come from the state."""

    use: str
    verb: str
    declared: bool
    declared_verb: str
    place: str
    host: str
    data: DataClass = DataClass.SENSITIVE
    maskable: bool = False
    """Whether what leaves is text that can be masked (sound and pictures cannot)."""
    engine: Engine = field(default_factory=Engine)
    dossier: Dossier = field(default_factory=Dossier)
    facing_residents: bool = False
    actor_trained: bool = False
    actor_refuses_ai: bool = False
    over_budget: str = ""
    """French: which quota would be passed; empty when none."""


class ActKind(StrEnum):
    APPROVE = "approve"
    SEND = "send"
    PUBLISH = "publish"
    EXPORT = "export"
    ANSWER_RESIDENT = "answer_resident"
    INDIVIDUAL_DECISION = "individual_decision"
    CHANGE_MENTION = "change_mention"
    RANK_AGENTS = "rank_agents"
    DEPLOY_USE = "deploy_use"
    """A use goes from project or test to production."""
    OUTSIDE_TOOL = "outside_tool"
    """A tool that lives outside Beffroi is used."""


@dataclass(frozen=True, slots=True)
class Act:
    """What a person (or a program on their behalf) is about to do with what a model made.

    ``with_ai`` False: no model took part, and most clauses have nothing to say."""

    kind: ActKind
    use: str = ""
    with_ai: bool = True
    actor: str = ""
    author: str = ""
    """Who wrote or ordered the text; clause 1 may ask that somebody else validates it."""
    validated_by: str = ""
    """The named person who validated it; empty: nobody."""
    proofread: bool = False
    mention: bool = False
    """The text says that an AI took part (for a resident: before the exchange)."""
    crpa_mention: bool = False
    pictogram: bool = False
    pictogram_text: bool = False
    """The pictogram has its text alternative."""
    by_ai_alone: bool = False
    """No person weighed the decision."""
    handover: bool = False
    """The resident can reach a person."""
    checklist: frozenset[str] = frozenset()
    """Points of the checklist answered (clause 21)."""
    removes: bool = False
    """CHANGE_MENTION: takes the mention away or empties it."""
    data: DataClass = DataClass.SENSITIVE
    engine: Engine = field(default_factory=Engine)
    dossier: Dossier = field(default_factory=Dossier)
    export_tested_days: int | None = None
    """Days since a full export was tried; None: never (clause 18)."""


Event = Call | Act
