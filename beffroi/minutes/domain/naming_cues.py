"""What a sentence that names somebody says about who speaks: now, just before, or next."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from beffroi.facts.text import fold
from beffroi.minutes.domain.named_people import Named
from beffroi.minutes.domain.naming_patterns import (
    ABOUT_OTHERS,
    AFTER_CALL,
    AGREE_AFTER,
    AGREE_BEFORE,
    ANNOUNCED,
    ANOTHER_TIME,
    AT_THE_PHONE,
    BEFORE_CALL,
    DESIGNATED,
    FLOOR_AFTER,
    FLOOR_BEFORE,
    GREETING,
    INTRODUCED_AS,
    ITS_ME,
    PRESENTED,
    PRESENTING,
    SECOND_PERSON,
    SECRETARY,
    SELF_AFTER,
    SELF_BEFORE,
    STATES,
    SUPPOSED,
    THANK,
    THIRD,
    TITLE_HELD,
)


class Cue(StrEnum):
    SELF = "self_introduction"
    STATED = "stated"  # a name then a role ("Karim Benali, responsable des espaces verts"): oneself, at first
    FLOOR = "given_floor"
    PRESENTED = "presented"
    ASKED = "asked"
    THANKED = "thanked"
    CALLED = "called"
    AGREED = "agreed"
    ROLL_CALL = "roll_call"
    DESIGNATED = "designated"
    SPOKEN_OF = "spoken_of"


@dataclass(frozen=True, slots=True)
class Said:
    """A cue on a person, ``before`` words after the start of the turn and ``after`` words before its end."""

    cue: Cue
    named: Named
    utterance: int
    before: int
    after: int
    cut_off: bool = False
    then_asks: bool = False
    """Whether the turn goes on with a question."""
    alone: bool = False
    """Whether nobody else is named in the turn."""


def cue_of(sentence: str, named: Named) -> Cue:
    """What the sentence (where ``named`` has its offsets) says of that person."""
    folded = fold(sentence).replace("’", "'")
    before, after = folded[: named.start], folded[named.end :]
    if _introduces(before, after):
        return Cue.SELF
    if (ITS_ME.search(before) and before.rstrip().endswith("c'est")) or _announced(before, after):
        return Cue.SPOKEN_OF if THIRD.search(after) else Cue.STATED
    if GREETING.match(before.rpartition(":")[2]) and STATES.search(after) and not ABOUT_OTHERS.search(after):
        return Cue.STATED
    if (FLOOR_BEFORE.search(before) and not _told_of(sentence[named.end :])) or FLOOR_AFTER.search(after):
        return Cue.FLOOR
    if PRESENTED.search(before):
        return Cue.PRESENTED
    if SECRETARY.search(folded) and DESIGNATED.search(before):
        return Cue.DESIGNATED
    if THANK.search(before):
        return Cue.SPOKEN_OF if ANOTHER_TIME.search(after) else Cue.THANKED
    if AGREE_BEFORE.search(before) or AGREE_AFTER.search(after):
        return Cue.AGREED
    if not before.strip(" -—«") and re.fullmatch(r"[\s.?!…]*", after):
        return Cue.ROLL_CALL
    return _calling(before, after)


def _told_of(after: str) -> bool:
    """Whether what follows a name tells of that person; "à" is no verb ("monsieur Roux, à joint aux finances", for
    "adjoint")."""
    return bool(THIRD.search(fold(re.sub(r"\bà\b", " ", after)).replace("’", "'")))


def _announced(before: str, after: str) -> bool:
    """ "Au micro, Marc Delaunay." """
    return bool(ANNOUNCED.search(before)) and not after.strip(" .!,")


def _introduces(before: str, after: str) -> bool:
    if SUPPOSED.search(before):
        return False
    if SELF_BEFORE.search(before) and not THIRD.search(after):
        return not re.search(r"\b(?:pas|plus)\b[^.]{0,8}$", before)
    if AT_THE_PHONE.search(after):
        return True
    return bool(
        (PRESENTING.search(before) and not THIRD.search(after)) or (not before.strip() and SELF_AFTER.search(after))
    )


def _calling(before: str, after: str) -> Cue:
    """Somebody called by name ("Madame Dubois, pouvez-vous..."), or only spoken of."""
    pointed = re.search(r"\b(?:toi|vous),? $", before)
    if TITLE_HELD.search(after) and not re.search(r"\?|\b(?:toi|vous),? $", before + after):
        return Cue.SPOKEN_OF
    if INTRODUCED_AS.search(before) and "?" not in after and not SECOND_PERSON.search(before + after):
        return Cue.SPOKEN_OF
    yours = re.search(r"\b(?:votre|vos|ton|ta|tes)\b", before)
    third = THIRD.search(after) and not pointed and not yours and not SECOND_PERSON.search(after)
    if third or not (BEFORE_CALL.search(before) and AFTER_CALL.search(after)):
        return Cue.SPOKEN_OF
    asks = pointed or "?" in after or SECOND_PERSON.search(after) or re.search(r"\b(?:tu|vous)\b[^.]*$", before)
    return Cue.ASKED if asks else Cue.CALLED
