"""The mentions that a procès-verbal must contain (CGCT L2121-15, third paragraph as ordinance 2021-1310 wrote it, in
force since 1 July 2022): each is present, "néant", missing or contradictory, with where it was read.

The text, read in the copies named in ``references``: « Il contient la date et l'heure de la séance, les noms du
président, des membres du conseil municipal présents ou représentés et du ou des secrétaires de séance, le quorum,
l'ordre du jour de la séance, les délibérations adoptées et les rapports au vu desquels elles ont été adoptées, les
demandes de scrutin particulier, le résultat des scrutins précisant, s'agissant des scrutins publics, le nom des votants
et le sens de leur vote, et la teneur des discussions au cours de la séance. »

A missing mention is filled or marked "néant" by a person: the code never writes "néant" by itself, but for the names of
voters where ballots were held and none was public.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from beffroi.facts.dates import format_date
from beffroi.facts.times import format_time
from beffroi.minutes.domain.law.regimes import Regime, Rule, is_verified
from beffroi.minutes.domain.sitting.events import BallotKind
from beffroi.minutes.domain.typography import typographic


class MentionState(StrEnum):
    PRESENT = "present"
    NIL = "nil"
    MISSING = "missing"
    CONTRADICTORY = "contradictory"

    @property
    def label(self) -> str:
        return _STATES[self]


_STATES = {
    MentionState.PRESENT: "Présente",
    MentionState.NIL: "Néant",
    MentionState.MISSING: "Manquante",
    MentionState.CONTRADICTORY: "Contradictoire",
}


class Outcome(StrEnum):
    """What became of an item: only the first two are deliberations."""

    ADOPTED = "adopted"
    REFUSED = "refused"
    NO_BALLOT = "no_ballot"
    POSTPONED = "postponed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Represented:
    """A member who gave a written pouvoir, and its holder."""

    member: str
    holder: str


@dataclass(frozen=True, slots=True)
class Quorum:
    """Members in office, how many must be there, how many were when the sitting opened; None where not said."""

    in_office: int | None = None
    required: int | None = None
    present: int | None = None
    reached: bool | None = None


@dataclass(frozen=True, slots=True)
class PvBallot:
    """``result``: the sentence of the procès-verbal, "" if none. ``voters``: (name, sense) pairs."""

    item: str
    kind: BallotKind = BallotKind.ORDINARY
    result: str = ""
    voters: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PvItem:
    """``number``: as in the agenda. ``reports``: on which the deliberation rests; ``no_report``: a person said there is
    none. ``tenor``: what was said, or "" ; ``no_discussion``: a person said nobody spoke."""

    number: str
    title: str
    outcome: Outcome = Outcome.NO_BALLOT
    reports: tuple[str, ...] = ()
    no_report: bool = False
    tenor: str = ""
    no_discussion: bool = False


@dataclass(frozen=True, slots=True)
class PvFacts:
    """What a procès-verbal says, however it was read. ``nil``: keys marked "néant" by a person. ``sources``: for a key,
    the words it was read from. ``contradictions``: for a key, what other checks (the ledger) found."""

    regime: Regime = Regime.GENERAL
    date: date | None = None
    hour: time | None = None
    president: str = ""
    present: tuple[str, ...] = ()
    represented: tuple[Represented, ...] = ()
    secretaries: tuple[str, ...] = ()
    quorum: Quorum = Quorum()
    agenda: tuple[str, ...] = ()
    items: tuple[PvItem, ...] = ()
    ballots: tuple[PvBallot, ...] = ()
    particular_requests: tuple[str, ...] = ()
    nil: frozenset[str] = frozenset()
    sources: Mapping[str, str] = field(default_factory=dict)
    contradictions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MentionRule:
    """One mention of the article: its key, its French label, the words of the text, and whether it may be "néant"."""

    key: str
    label: str
    text: str
    may_be_nil: bool


@dataclass(frozen=True, slots=True)
class Mention:
    """``detail``: what was read, what is missing, or each contradiction. ``verified``: see ``regimes``."""

    key: str
    label: str
    text: str
    may_be_nil: bool
    state: MentionState
    detail: str
    source: str
    verified: bool

    @property
    def blocks(self) -> bool:
        """Whether the procès-verbal cannot be put to adoption as it stands."""
        return self.verified and self.state in (MentionState.MISSING, MentionState.CONTRADICTORY)


MENTIONS: tuple[MentionRule, ...] = (
    MentionRule("date", "Date de la séance", "la date […] de la séance", False),
    MentionRule("hour", "Heure de la séance", "l’heure de la séance", False),
    MentionRule("president", "Président de séance", "les noms du président", False),
    MentionRule("present", "Membres présents", "les noms […] des membres du conseil municipal présents", False),
    MentionRule("represented", "Membres représentés", "les noms […] des membres […] représentés", True),
    MentionRule("secretaries", "Secrétaire ou secrétaires de séance", "[les noms] du ou des secrétaires", False),
    MentionRule("quorum", "Quorum", "le quorum", False),
    MentionRule("agenda", "Ordre du jour", "l’ordre du jour de la séance", False),
    MentionRule("deliberations", "Délibérations adoptées", "les délibérations adoptées", True),
    MentionRule("reports", "Rapports", "les rapports au vu desquels elles ont été adoptées", True),
    MentionRule("requests", "Demandes de scrutin particulier", "les demandes de scrutin particulier", True),
    MentionRule("results", "Résultat des scrutins", "le résultat des scrutins", True),
    MentionRule(
        "voters",
        "Nom et vote de chacun (scrutins publics)",
        "s’agissant des scrutins publics, le nom des votants et le sens de leur vote",
        True,
    ),
    MentionRule("tenor", "Teneur des discussions", "la teneur des discussions au cours de la séance", True),
)


def check_mentions(facts: PvFacts) -> list[Mention]:
    """One mention for each rule, in the order of the article."""
    return [_mention(rule, facts) for rule in MENTIONS]


def missing(mentions: list[Mention]) -> tuple[str, ...]:
    """Labels of those that still stand in the way."""
    return tuple(each.label for each in mentions if each.blocks)


def _mention(rule: MentionRule, facts: PvFacts) -> Mention:
    read, lacking = _READERS[rule.key](facts)
    wrong = [*_contradictions(rule.key, facts), *facts.contradictions.get(rule.key, ())]
    nil = rule.key in facts.nil
    if nil and read != _NONE_PUBLIC and (read or (lacking and rule.key in _NIL_DENIED)):
        wrong.append("Cette mention est portée « néant » alors que la séance en comporte.")
    if nil and not rule.may_be_nil:
        wrong.append("Cette mention ne peut pas être portée « néant ».")
    state, detail = _judge(read, lacking, wrong, nil)
    return Mention(
        key=rule.key,
        label=rule.label,
        text=rule.text,
        may_be_nil=rule.may_be_nil,
        state=state,
        detail=typographic(detail),
        source=facts.sources.get(rule.key, ""),
        verified=is_verified(Rule.PV_CONTENT, facts.regime),
    )


def _judge(read: str, lacking: str, wrong: list[str], nil: bool) -> tuple[MentionState, str]:
    if wrong:
        return MentionState.CONTRADICTORY, " ".join(wrong)
    if nil or read == _NONE_PUBLIC:
        return MentionState.NIL, read
    if lacking or not read:
        return MentionState.MISSING, lacking
    return MentionState.PRESENT, read


# Each reader gives what was read, and what is lacking; both may be empty.
_Read = tuple[str, str]
_NONE_PUBLIC = "Aucun scrutin public."
# What is lacking here was counted or voted all the same: "néant" cannot answer it.
_NIL_DENIED = frozenset({"represented", "results", "voters"})


def _date(facts: PvFacts) -> _Read:
    return (format_date(facts.date), "") if facts.date else ("", "")


def _hour(facts: PvFacts) -> _Read:
    return (format_time(facts.hour.hour, facts.hour.minute), "") if facts.hour else ("", "")


def _president(facts: PvFacts) -> _Read:
    return facts.president, ""


def _present(facts: PvFacts) -> _Read:
    return ", ".join(facts.present), ""


def _represented(facts: PvFacts) -> _Read:
    lacking = [each.member for each in facts.represented if not each.holder]
    read = ", ".join(f"{each.member} (pouvoir à {each.holder})" for each in facts.represented if each.holder)
    return read, f"À qui le pouvoir est-il donné : {', '.join(lacking)} ?" if lacking else ""


def _secretaries(facts: PvFacts) -> _Read:
    return ", ".join(facts.secretaries), ""


def _quorum(facts: PvFacts) -> _Read:
    said, quorum = [], facts.quorum
    if quorum.in_office is not None:
        said.append(f"{quorum.in_office} membres en exercice")
    if quorum.required is not None:
        said.append(f"quorum : {quorum.required}")
    if quorum.present is not None:
        said.append(f"{quorum.present} présents")
    if quorum.reached is not None:
        said.append("quorum atteint" if quorum.reached else "quorum non atteint")
    return ", ".join(said), ""


def _agenda(facts: PvFacts) -> _Read:
    return " ; ".join(facts.agenda), ""


def _adopted(facts: PvFacts) -> list[PvItem]:
    return [item for item in facts.items if item.outcome is Outcome.ADOPTED]


def _deliberations(facts: PvFacts) -> _Read:
    return " ; ".join(f"{item.number} {item.title}".strip() for item in _adopted(facts)), ""


def _reports(facts: PvFacts) -> _Read:
    without = [item.number for item in _adopted(facts) if not item.reports and not item.no_report]
    read = " ; ".join(report for item in _adopted(facts) for report in item.reports)
    return read, f"Rapport à indiquer, ou à dire absent : point {_points(without)}." if without else ""


def _requests(facts: PvFacts) -> _Read:
    return " ; ".join(facts.particular_requests), ""


def _results(facts: PvFacts) -> _Read:
    voted = {ballot.item for ballot in facts.ballots if ballot.result}
    expected = [item.number for item in facts.items if item.outcome in (Outcome.ADOPTED, Outcome.REFUSED)]
    without = [number for number in expected if number not in voted]
    without += [each.item for each in facts.ballots if not each.result and each.item not in without + list(voted)]
    read = " ; ".join(ballot.result for ballot in facts.ballots if ballot.result)
    return read, f"Résultat du scrutin à indiquer : point {_points(without)}." if without else ""


def _voters(facts: PvFacts) -> _Read:
    public = [ballot for ballot in facts.ballots if ballot.kind is BallotKind.PUBLIC]
    if facts.ballots and not public:
        return _NONE_PUBLIC, ""
    without = [each.item for each in public if not each.voters or any(not (who and how) for who, how in each.voters)]
    read = " ; ".join(f"point {each.item} : {len(each.voters)} votants" for each in public if each.voters)
    lacking = f"Nom et sens du vote de chaque votant à indiquer : point {_points(without)}." if without else ""
    return read, lacking


def _tenor(facts: PvFacts) -> _Read:
    without = [item.number for item in facts.items if not item.tenor and not item.no_discussion]
    told = [item.number for item in facts.items if item.tenor or item.no_discussion]
    lacking = f"Teneur des discussions à indiquer, ou à dire absente : point {_points(without)}." if without else ""
    return f"Point {_points(told)}." if told else "", lacking


def _points(numbers: list[str]) -> str:
    return ", ".join(numbers)


_READERS = {
    "date": _date,
    "hour": _hour,
    "president": _president,
    "present": _present,
    "represented": _represented,
    "secretaries": _secretaries,
    "quorum": _quorum,
    "agenda": _agenda,
    "deliberations": _deliberations,
    "reports": _reports,
    "requests": _requests,
    "results": _results,
    "voters": _voters,
    "tenor": _tenor,
}


def _contradictions(key: str, facts: PvFacts) -> Iterator[str]:
    """What the procès-verbal says against itself, both sides shown."""
    check = _CHECKS.get(key)
    return iter(()) if check is None else check(facts)


def _president_there(facts: PvFacts) -> Iterator[str]:
    if facts.president and facts.present and facts.president not in facts.present:
        yield f"{facts.president} préside et ne figure pas parmi les présents."


def _secretaries_there(facts: PvFacts) -> Iterator[str]:
    for name in facts.secretaries:
        if facts.present and name not in facts.present:
            yield f"{name} est secrétaire de séance et ne figure pas parmi les présents."


def _present_once(facts: PvFacts) -> Iterator[str]:
    for name in sorted({name for name in facts.present if facts.present.count(name) > 1}):
        yield f"{name} figure deux fois parmi les présents."


def _represented_away(facts: PvFacts) -> Iterator[str]:
    for each in facts.represented:
        if each.member in facts.present:
            yield f"{each.member} figure à la fois parmi les présents et les représentés."
        if each.holder and facts.present and each.holder not in facts.present:
            yield f"{each.holder} porte le pouvoir de {each.member} et ne figure pas parmi les présents."


def _quorum_adds_up(facts: PvFacts) -> Iterator[str]:
    quorum = facts.quorum
    if quorum.present is not None and facts.present and quorum.present != len(facts.present):
        yield f"Le texte compte {quorum.present} présents et en nomme {len(facts.present)}."
    if quorum.in_office is not None and quorum.required is not None and quorum.required != quorum.in_office // 2 + 1:
        right = quorum.in_office // 2 + 1
        yield f"Pour {quorum.in_office} membres en exercice le quorum est de {right}, le texte dit {quorum.required}."
    if quorum.required is None or quorum.present is None or quorum.reached is None:
        return
    if (quorum.present >= quorum.required) != quorum.reached:
        said = "atteint" if quorum.reached else "non atteint"
        yield f"{quorum.present} présents pour un quorum de {quorum.required} : le texte le dit {said}."


def _secret_stays_secret(facts: PvFacts) -> Iterator[str]:
    for ballot in facts.ballots:
        if ballot.kind is BallotKind.SECRET and ballot.voters:
            yield f"Point {ballot.item} : scrutin secret, et des votes y sont nominatifs. Retirez les noms."


_CHECKS = {
    "president": _president_there,
    "secretaries": _secretaries_there,
    "present": _present_once,
    "represented": _represented_away,
    "quorum": _quorum_adds_up,
    "voters": _secret_stays_secret,
}
