# ruff: noqa: E501  (patterns read best whole)
"""Where people stand: how they mean to vote, what they support or refuse. Never counted as votes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from beffroi.minutes.domain.passages import Passage
from beffroi.minutes.domain.types import Fact, FactKind

_WHO = (
    r"(?P<who>(?:notre|mon|le) groupe(?: [a-z' ]{0,30}?)?|les elus (?:de|du) [a-z' ]{3,30}?|nous(?: nous)?|je|je m'|je ne"
    r"|nous ne|pour ma part,? je|quant a moi,? je|moi,? je)"
)
_STANCES = {
    "abstain": r"(?:s'abstiendra|s'abstient|nous abstiendrons|nous abstenons|m'abstiendrai|m'abstiens|abstiendrons|abstenons"
               r"|abstiendrai|abstiens|va s'abstenir|allons nous abstenir|vais m'abstenir)",
    "for": r"(?:voter(?:a|ons|ai)|votera donc|votons|vote|va voter|allons voter|vais voter)(?: donc| bien sur| evidemment)?"
           r" (?:pour|favorablement|en faveur|cette deliberation|ce budget)",
    "against": r"(?:(?:voter(?:a|ons|ai)|votons|vote|va voter|allons voter|vais voter)(?: donc| bien sur| evidemment)? contre"
               r"|ne votera pas|voterons pas|voterai pas|s'oppose|nous opposons|m'oppose|s'opposera|opposerons)",
    "favourable": r"(?:est|sommes|suis)(?: tout a fait| bien| plutot| donc| tous)? (?:favorables?|d'accord|pour\b(?! (?:ma|autant)))|soutenons|soutiens|soutient"
                  r"|approuvons|approuve",
    "opposed": r"(?:est|sommes|suis)(?: tout a fait| fermement| totalement| donc)? (?:opposee?s?|defavorables?|contre)|refusons|refuse|desapprouv\w+"
               r"|(?:est|sommes|suis) pas (?:d'accord|favorables?)",
}  # fmt: skip
_PATTERNS = {stance: re.compile(rf"\b{_WHO}(?: donc| ,|,)? ?(?:{verbs})\b") for stance, verbs in _STANCES.items()}
_VOTES = ("for", "against", "abstain")
_REPORTED = re.compile(r"\b(?:j'ai|avait|avions|avons vote|il est ecrit|si (?:nous|je|vous))\b|\?")


def position_facts(passages: Sequence[Passage]) -> Iterator[Fact]:
    """Positions taken, with the stance and whether a group speaks: one a voice and item, how it means to vote
    rather than what it thinks."""
    kept: dict[tuple[int, object], Fact] = {}
    for fact in _said(passages):
        key = (fact.item, fact.values["speaker"])
        before = kept.get(key)
        if before is None or (fact.values["stance"] in _VOTES and before.values["stance"] not in _VOTES):
            kept[key] = fact
    yield from kept.values()


def _said(passages: Sequence[Passage]) -> Iterator[Fact]:
    for passage in passages:
        if _REPORTED.search(passage.folded) or len(passage.text) > 500:
            continue
        for stance, pattern in _PATTERNS.items():
            hit = pattern.search(passage.folded)
            if hit:
                group = "groupe" in hit["who"] or "elus" in hit["who"]
                yield Fact(
                    FactKind.POSITION,
                    passage.item,
                    {"speaker": passage.speaker, "stance": stance, "group": group, "text": passage.text},
                    (passage.utterance,),
                )
                break
