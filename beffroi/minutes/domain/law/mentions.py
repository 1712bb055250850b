"""The mentions that a procès-verbal must contain (CGCT L2121-15, third paragraph as ordinance 2021-1310 wrote it, in
force since 1 July 2022): each is present, "néant", missing or contradictory, with where it was read.

The text, read in the copies named in ``references``: « Il contient la date et l'heure de la séance, les noms du
président, des membres du conseil municipal présents ou représentés et du ou des secrétaires de séance, le quorum,
l'ordre du jour de la séance, les délibérations adoptées et les rapports au vu desquels elles ont été adoptées, les
demandes de scrutin particulier, le résultat des scrutins précisant, s'agissant des scrutins publics, le nom des votants
et le sens de leur vote, et la teneur des discussions au cours de la séance. »

The tenor of the discussions is "the summary of the opinions expressed on each item of the agenda"; all that was said is
not asked for, and drafts that were not adopted are often needed to follow it (DGCL, June 2022, code "DGCL 2022").

A missing mention is filled or marked "néant" by a person: the code never writes "néant" by itself, but for the names of
voters where ballots were held and none was public.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from beffroi.minutes.domain.law.mention_readers import NIL_DENIED, NONE_PUBLIC, READERS, contradictions
from beffroi.minutes.domain.law.pv_facts import BallotKind, Outcome, PvBallot, PvFacts, PvItem, Quorum, Represented
from beffroi.minutes.domain.law.regimes import Rule, is_verified
from beffroi.minutes.domain.typography import typographic

__all__ = [
    "MENTIONS",
    "Ballot",
    "BallotKind",
    "Mention",
    "MentionRule",
    "MentionState",
    "Outcome",
    "PvBallot",
    "PvFacts",
    "PvItem",
    "Quorum",
    "Represented",
    "check_mentions",
    "missing",
]

Ballot = BallotKind


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
    read, lacking = READERS[rule.key](facts)
    wrong = [*contradictions(rule.key, facts), *facts.contradictions.get(rule.key, ())]
    nil = rule.key in facts.nil
    if nil and read != NONE_PUBLIC and (read or (lacking and rule.key in NIL_DENIED)):
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
    if nil or read == NONE_PUBLIC:
        return MentionState.NIL, read
    if lacking or not read:
        return MentionState.MISSING, lacking
    return MentionState.PRESENT, read
