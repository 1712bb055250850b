"""What a sentence that names somebody says about who speaks: now, just before, or next."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from beffroi.facts.text import fold
from beffroi.minutes.domain.named_people import TITLE, Named
from beffroi.minutes.domain.naming_patterns import (
    ABOUT_OTHERS,
    AFTER_CALL,
    AGREE_AFTER,
    AGREE_BEFORE,
    ANNOUNCED,
    ANOTHER_TIME,
    AT_THE_PHONE,
    AWAY,
    BEFORE_CALL,
    CALLS_ON,
    DESIGNATED,
    DISLOCATED,
    FLOOR_AFTER,
    FLOOR_BEFORE,
    FOR_MY_PART,
    GIVEN_TO_THEM,
    GREETING,
    INTRODUCED_AS,
    ITEM,
    ITS_ME,
    LEFT_TO_SPEAK,
    LINKED,
    NO_BUT,
    NOT_DONE,
    NOT_NOW,
    PLEASED,
    PRESENTED,
    PRESENTING,
    REPLIES,
    REPORTS,
    RUNS_INTO,
    SECOND_PERSON,
    SECRETARY,
    SELF_AFTER,
    SELF_BEFORE,
    STATES,
    SUPPOSED,
    TAKEN_UP,
    THANK,
    THANKED_OF,
    THEIRS,
    THIRD,
    TITLE_HELD,
    TOLD_OF_THEM,
    TOPIC,
)


class Cue(StrEnum):
    SELF = "self_introduction"
    STATED = "stated"  # a name then a role ("Karim Benali, responsable des espaces verts"): oneself, at first
    FLOOR = "given_floor"
    PRESENTED = "presented"
    ASKED = "asked"
    THANKED = "thanked"
    PLEASED = "pleased"  # "Enchantée, Inès"
    REPLIED = "replied"  # "Je comprends, Mireille, mais..."
    CALLED = "called"
    AGREED = "agreed"
    ROLL_CALL = "roll_call"
    DESIGNATED = "designated"
    SPOKEN_OF = "spoken_of"
    THANKED_OF = "thanked_of"  # "merci à Bernard", who may be away
    PROTECTED = "protected"  # "laissez monsieur Legrand s'exprimer": not the last voice, but the next
    AWAY = "away"  # said not to be in the room


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A cue on a person, ``before`` words after the start of the turn, its sentence ``after`` words before its end."""

    cue: Cue
    named: Named
    utterance: int
    before: int
    after: int
    lead: str = ""
    """What the turn says before the sentence."""
    sentence: str = ""
    cut_off: bool = False
    then_asks: bool = False
    """Whether the next sentence is a question."""
    alone: bool = False
    """Whether nobody else is named in the turn."""
    single: bool = False
    """Whether nobody else is named in the sentence."""

    def around(self) -> tuple[str, str]:
        """The sentence before the name and after it, folded."""
        return _around(self.sentence, self.named)


def _around(sentence: str, named: Named) -> tuple[str, str]:
    before, after = (fold(part).replace("’", "'") for part in (sentence[: named.start], sentence[named.end :]))
    return before, after


def cue_of(sentence: str, named: Named, following: str = "") -> Cue:
    """What the sentence (where ``named`` has its offsets) says of that person, ``following`` being the next one."""
    folded = fold(sentence).replace("’", "'")
    before, after = _around(sentence, named)
    if AWAY.match(after):
        return Cue.AWAY
    if (LEFT_TO_SPEAK[0].search(before) and LEFT_TO_SPEAK[1].match(after)) or NOT_DONE.match(after):
        return Cue.PROTECTED
    if named.role and _as_office(sentence, named, before, after):
        return Cue.SELF
    if _introduces(before, after):
        return Cue.SELF
    if FOR_MY_PART.match(before) and _is_full(sentence[named.start : named.end]):
        return Cue.STATED
    if REPORTS.match(after) or GIVEN_TO_THEM.search(after):
        return Cue.FLOOR
    if (ITS_ME.search(before) and before.rstrip().endswith("c'est")) or _announced(before, after):
        return Cue.SPOKEN_OF if THIRD.search(after) else Cue.STATED
    thanks = after.startswith(" pour ") and "merci" in before
    if (
        not thanks
        and GREETING.match(before.rpartition(":")[2])
        and STATES.search(after)
        and not ABOUT_OTHERS.search(after)
    ):
        return Cue.STATED
    if (
        FLOOR_BEFORE.search(before) and not NOT_NOW.search(before) and not _told_of(sentence[named.end :])
    ) or FLOOR_AFTER.search(after):
        return Cue.FLOOR
    if PRESENTED.search(before):
        return Cue.PRESENTED
    if SECRETARY.search(folded) and DESIGNATED.search(before):
        return Cue.DESIGNATED
    alone = not before.strip(" -—«") and not after.strip(" .?!…")
    if (
        not alone
        and AFTER_CALL.match(after)
        and (CALLS_ON.match(before) or ITEM.search(before))
        and not after.strip(" .!…")
    ):
        return Cue.ROLL_CALL
    if not before.strip(" -—«") and re.fullmatch(r", (?:oui|bien sur|je vous en prie|je t'en prie)\W*", after):
        return Cue.ROLL_CALL
    if PLEASED.match(before):
        return Cue.PLEASED
    if THANKED_OF.search(before):
        return Cue.THANKED_OF
    if THANK.search(before):
        return Cue.SPOKEN_OF if ANOTHER_TIME.search(after) else Cue.THANKED
    if AGREE_BEFORE.search(before) or AGREE_AFTER.search(after):
        return Cue.AGREED
    if not before.strip(" -—«") and re.fullmatch(r"[\s.?!…]*", after):
        return Cue.ASKED if "?" in after and SECOND_PERSON.search(fold(following)) else Cue.ROLL_CALL
    if not before.strip(" -—«") and TOPIC.match(after) and not TITLE_HELD.search(after):
        return Cue.FLOOR
    if not before.strip(" -—«") and TAKEN_UP.match(after):
        return Cue.REPLIED
    if NO_BUT.match(before) and "?" not in after:
        return Cue.REPLIED
    if REPLIES.match(before) and not LINKED.search(before) and AFTER_CALL.match(after) and not TITLE_HELD.search(after):
        return Cue.REPLIED
    title = fold(sentence[named.start : named.end]).split(" ")[0]
    if not before.strip(" -—«") and re.match(r"^, c'est ", after) and SECOND_PERSON.search(fold(following)):
        return Cue.ASKED
    return _calling(before, after, title)


def _as_office(sentence: str, named: Named, before: str, after: str) -> bool:
    """ "En tant qu'adjointe aux finances, je vais présenter...": of oneself."""
    said = before + fold(sentence[named.start : named.end])
    return bool(re.search(r"\ben (?:tant|ma qualite)\b[^,.]*$", said)) and bool(
        re.match(r"^,? (?:je|j'|c'est (?:a )?moi|il me)\b|^,? j'", after)
        or re.search(r"\b(?:je|c'est moi|m'a (?:demande|confie|charge|prie))\b", before)
    )


def _is_full(name: str) -> bool:
    """Whether a first and a last name were said."""
    words = name.split()
    return len(words) > 1 and not re.match(rf"{TITLE}$", words[0])


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
    if SELF_BEFORE.search(before) and (not THIRD.search(after) or re.match(r"^, qui (?!a\b|est\b)", after)):
        return not re.search(r"\b(?:pas|plus)\b[^.]{0,8}$", before)
    if AT_THE_PHONE.search(after):
        return True
    return bool(
        (PRESENTING.search(before) and not THIRD.search(after)) or (not before.strip() and SELF_AFTER.search(after))
    )


def _agree(pronoun: str | None, title: str) -> bool:
    """Whether "elle" or "il" may be the one titled so."""
    titles = {"elle": ("monsieur", "m."), "il": ("madame", "mme", "mademoiselle", "mlle")}
    return title not in titles.get(pronoun or "", ())


def _calling(before: str, after: str, title: str) -> Cue:
    """Somebody called by name ("Madame Dubois, pouvez-vous..."), or only spoken of."""
    if THEIRS.match(after) and not SECOND_PERSON.search(after):
        return Cue.SPOKEN_OF
    if before.endswith(" ou ") or after.startswith(" ou "):
        return Cue.SPOKEN_OF  # "Arthur ou Lola ?"
    told = DISLOCATED.search(before)
    if told and _agree(told[1], title) and not SECOND_PERSON.search(before + after):
        return Cue.SPOKEN_OF
    pointed = re.search(r"\b(?:toi|vous),? $", before)
    if TITLE_HELD.search(after) and not re.search(r"\?|\b(?:toi|vous),? $", before + after):
        return Cue.SPOKEN_OF
    if INTRODUCED_AS.search(before) and "?" not in after and not SECOND_PERSON.search(before + after):
        return Cue.SPOKEN_OF
    yours = re.search(r"\b(?:votre|vos|ton|ta|tes)\b", before)
    if RUNS_INTO.search(before) and (
        re.match(r"^ ?\?", after) or (re.match(r"^ ?(?:$|[.!…])", after) and SECOND_PERSON.search(before))
    ):
        return Cue.ASKED
    pronoun = re.match(r"^, (elle|il)\b", after)
    if before.endswith(", ") and (
        re.match(r"^, (?:c'est|ca|que|ils|elles)\b", after) or (pronoun and re.match(rf"\W*{pronoun[1]}\b", before))
    ):
        return Cue.CALLED  # between two commas: "Sauf que là, Fred, c'est dans le journal"
    if TOLD_OF_THEM.match(after):
        return Cue.SPOKEN_OF
    third = THIRD.search(after) and not pointed and not yours and not SECOND_PERSON.search(after)
    if third or not (BEFORE_CALL.search(before) and AFTER_CALL.search(after)):
        return Cue.SPOKEN_OF
    asks = (
        pointed
        or "?" in after
        or SECOND_PERSON.search(after)
        or re.match(r"^, n[e'] ?\w+ (?:pas|plus|rien|jamais)\b", after)
        or re.search(r"\b(?:tu|vous)\b[^.]*$", before)
    )
    return Cue.ASKED if asks else Cue.CALLED
