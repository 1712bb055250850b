"""Who is told absent or excused at the roll call, as proposals for whoever enters it: nothing follows from them
before a person confirms."""

from __future__ import annotations

import re
from collections.abc import Iterable

from beffroi.minutes.domain.naming_votes import sentences
from beffroi.minutes.domain.people import People
from beffroi.minutes.domain.text import fold
from beffroi.minutes.domain.types import Member

EXCUSED, ABSENT = "excused", "absent"
_CALL = 60
"""Utterances at most in which the roll call is told."""
_ENDS = re.compile(r"\bqui est contre\b|\bqui s'abstient\b|\baux voix\b")
_OTHER_TIME = re.compile(
    r"\b(?:etait|etaient|etiez|etais|hier|derniere? (?:fois|seance|conseil|reunion)|en commission|si|sera|seront)\b"
)
_LIST = re.compile(
    r"\b(?:sont|est|etant) (?:donc |egalement |aussi )?(?:absente?s?(?: et excusee?s?)?|excusee?s?)\s*:?\s*$"
    r"|^\W*(?:sont |est )?(?:absente?s?(?: (?:et |ou )?excusee?s?)?|excusee?s?)(?: ce soir)?\s*:?\s*"
    r"|\b(?:prie|demande|demandent|prier)(?:nt)? (?:de bien vouloir |de )?(?:l'|d')?excuser\s*(?:l'absence de\s*)?$"
    r"|\bl'absence (?:excusee )?de\s*$"
)
_AFTER = re.compile(
    r"^,? (?:qui )?(?:est |sont )?(?:donc |egalement |aussi )?"
    r"(absente?s?(?: et)?(?: excusee?s?)?|excusee?s?|s'excuse)\b"
)
_AND = re.compile(r"^\W*(?:et|ainsi que|puis)?\W*(?:(?:monsieur|madame|mme|m)\W*)?$")
_HOLDER = re.compile(r"\b(?:pouvoirs?|procurations?)\b[^.]{0,20}\ba\W*(?:(?:monsieur|madame|mme|m)\W*)?$")
_GAVE = re.compile(r"^,? (?:qui )?(?:a |ont )?(?:donne|donnent|ayant donne|avec)\b[^.]*?\b(?:pouvoir|procuration)s?\b")


def absences_told(texts: Iterable[str], people: People) -> dict[Member, str]:
    """``EXCUSED`` or ``ABSENT`` for each member told so before the first vote; somebody told both is excused."""
    found: dict[Member, str] = {}
    for number, text in enumerate(texts):
        if number >= _CALL or _ENDS.search(fold(text)):
            break
        for sentence in sentences(text):
            for member, how in _told(sentence, people):
                if found.get(member) != EXCUSED:
                    found[member] = how
    return found


def _told(sentence: str, people: People) -> Iterable[tuple[Member, str]]:
    if _OTHER_TIME.search(fold(sentence)):
        return
    listed, last = "", 0
    for mention in people.mentions(sentence):
        before, after = fold(sentence[last : mention.start]), fold(sentence[mention.end :])
        member, last = people.member(mention), mention.end
        if _HOLDER.search(before):
            continue
        opens = _LIST.search(before)
        if opens:
            listed = EXCUSED if "excus" in opens[0] else ABSENT
        elif not (_AND.match(before) or _GAVE.match(before) or before.strip().endswith(",")):
            listed = ""
        told = _AFTER.match(after)
        how = (EXCUSED if "excus" in told[1] else ABSENT) if told else listed
        if member is not None and how:
            yield member, how
