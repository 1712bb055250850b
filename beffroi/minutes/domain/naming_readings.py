"""What a cue says of the voices around it: which voice, how surely, for which reason."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from beffroi.facts.text import fold
from beffroi.minutes.domain.naming_answers import (
    A_NAME_GIVEN,
    A_REMARK,
    ABOUT_THEM,
    ACCEPTS,
    ANSWERS_THANKS,
    ASKS_OF_ANOTHER,
    ASKS_WHO,
    AT_START,
    BREAKS_IN,
    ITS_MINE,
    PRESENT,
    THANKS_THE_CHAIR,
    WELCOMES,
    SpeakingTurn,
    answers_for_oneself,
    asks_of_another,
    floor_weight,
    names_asked,
    speaks_of_another,
    start_of,
    the_other,
)
from beffroi.minutes.domain.naming_calls import called
from beffroi.minutes.domain.naming_cues import Cue
from beffroi.minutes.domain.naming_patterns import ALONE_BEFORE, GREETING, HAS_THE_TASK, IT_IS, WHO_DOES
from beffroi.minutes.domain.naming_place import Place, Reading

ANSWERS_BY_NAME = re.compile(
    r"\W*(?:[Oo]ui|[Mm]erci|[Bb]onjour|[Bb]onsoir|[Ss]alut|[Nn]on),? [A-ZÀ-Þ][a-zà-ÿ]+\b(?=[,.!]| (?:et|pour)\b)"
)
"""Opens an answer to whoever has just named somebody ("Oui Gégé, six cents inscrits")."""
_SPEAKS_FOR_ITSELF = re.compile(r"^\W*(?:oui,? |non,? )?(?:je|j'|moi|mon|ma|mes)\b")
_OF_SOMEBODY = re.compile(r"^.{0,60}\b(?:elle|lui|eux|celui|celle)\b")
_VOCATIVES = (Cue.ASKED, Cue.CALLED, Cue.THANKED, Cue.PLEASED, Cue.REPLIED)
"""Cues that speak to the person named."""


def readings(place: Place) -> Iterator[Reading]:
    """Each voice that the cue may name."""
    said = place.said
    if said.cue not in (Cue.SELF, Cue.STATED) and _is_owned(place) and place.after:
        yield place.after.voice, 0.8, Cue.ASKED
    elif said.cue in (Cue.SELF, Cue.STATED) or _is_told_who(place):
        yield from _of_oneself(place)
    elif said.cue is Cue.THANKED and place.after and place.ends and ANSWERS_THANKS.match(start_of(place.after)):
        yield place.after.voice, 0.7, Cue.THANKED
    elif said.cue in _VOCATIVES and (other := the_other(place.turns, place.turn.voice)):
        yield other, 0.65, said.cue
    elif said.cue in (Cue.ASKED, Cue.CALLED):
        yield from called(place)
    elif place.before and said.cue in _LOOKING_BACK:
        yield from _looking_back(place, place.before)
    elif place.after and said.cue in _LOOKING_ON:
        yield from _looking_on(place, place.after)


def _is_owned(place: Place) -> bool:
    """ "Monsieur Dubois ? - C'est moi." """
    after = place.after
    return (
        after is not None
        and place.said.after <= AT_START
        and bool(ITS_MINE.match(start_of(after)))
        and not ASKS_OF_ANOTHER.search(start_of(place.turn))
    )


def _is_told_who(place: Place) -> bool:
    """A name alone, where everybody was just asked who they are."""
    said, turn = place.said, place.turn
    short = said.alone and turn.words <= A_NAME_GIVEN and not said.after and "?" not in turn.text
    then_more = said.cue is Cue.ROLL_CALL and said.before <= 2 and said.after > A_REMARK
    return (short or then_more) and names_asked(place.turns, place.at)


def _of_oneself(place: Place) -> Iterator[Reading]:
    said, turn = place.said, place.turn
    if said.cue is Cue.SELF:
        yield turn.voice, 0.95, Cue.SELF
    elif said.cue is not Cue.STATED:
        yield turn.voice, 0.9, Cue.SELF
    else:
        first = all(earlier.voice != turn.voice for earlier in place.turns[: place.at])
        told = place.answers and place.before is not None and bool(ASKS_WHO.search(start_of(place.before)))
        # "L'audience est reprise. Maître Rebours pour le demandeur.": somebody is called
        opening, then = said.around()
        called = not said.after and not opening and then.startswith(" pour ") and not GREETING.match(fold(said.lead))
        if said.before <= 2 * AT_START and (told or (first and not called and not asks_of_another(place.before))):
            yield turn.voice, 0.9, Cue.SELF
        elif called and place.after:
            yield place.after.voice, floor_weight(place.after), Cue.FLOOR


_LOOKING_BACK = (Cue.THANKED, Cue.THANKED_OF, Cue.PLEASED, Cue.REPLIED, Cue.AGREED)


def _looking_back(place: Place, before: SpeakingTurn) -> Iterator[Reading]:
    """Thanks, answers and agreement are for who has just spoken."""
    said = place.said
    if said.cue is Cue.AGREED:
        yield before.voice, 0.35, Cue.AGREED
    elif not place.starts:
        return
    elif said.cue is Cue.THANKED:
        yield before.voice, 0.65 if said.before <= 3 else 0.5, Cue.THANKED
        if other := _one_before(place.turns, place.at):
            yield other, 0.3, Cue.THANKED
    elif said.cue is Cue.THANKED_OF:
        yield before.voice, 0.4, Cue.THANKED
    else:
        yield before.voice, 0.7 if said.cue is Cue.PLEASED else 0.62, Cue.CALLED


def _one_before(turns: Sequence[SpeakingTurn], at: int) -> str:
    """The voice before the last, which thanks may also be for; not the one who thanks."""
    near = (turns[at].voice, turns[at - 1].voice)
    others = [turn.voice for turn in turns[max(0, at - 4) : at - 1] if turn.voice not in near]
    return others[-1] if others else ""


_LOOKING_ON = (Cue.FLOOR, Cue.PROTECTED, Cue.PRESENTED, Cue.DESIGNATED, Cue.ROLL_CALL, Cue.SPOKEN_OF)


def _looking_on(place: Place, after: SpeakingTurn) -> Iterator[Reading]:
    """Who is given the floor, presented, chosen or called speaks next."""
    said, start = place.said, start_of(after)
    if said.cue is Cue.PROTECTED:
        yield after.voice, 0.75, Cue.FLOOR
    elif said.cue is Cue.FLOOR and place.ends:
        yield after.voice, 0.4 if place.followed else floor_weight(after), Cue.FLOOR
    elif said.cue is Cue.PRESENTED and place.ends:
        yield after.voice, 0.65 if WELCOMES.match(start) else 0.4, Cue.PRESENTED
    elif said.cue is Cue.DESIGNATED and said.after <= AT_START and not place.followed:
        yield after.voice, 0.7 if ACCEPTS.match(start) else 0.3, Cue.DESIGNATED
    elif said.cue is Cue.ROLL_CALL:
        yield from _at_a_roll_call(place, after)
    elif said.cue is Cue.SPOKEN_OF and not said.after and not said.sentence.endswith("?"):
        yield from _spoken_of_last(place, after)


def _at_a_roll_call(place: Place, after: SpeakingTurn) -> Iterator[Reading]:
    said, before = place.said, place.before
    replies = said.before <= 2 and re.match(r"\W*(?:oui|non|si)\b", start_of(place.turn))  # "Oui, Yann."
    if before and place.answers and (replies or (not said.lead and said.after > A_REMARK)):
        yield before.voice, 0.62, Cue.CALLED
    elif before and place.answers and not said.lead and not said.sentence.endswith("?"):
        if said.around()[0].strip():  # "C'est le point quatre, madame Bensaïd."
            yield before.voice, 0.62, Cue.CALLED
        # "Qui s'en occupe ? - Paul.": of somebody else
    elif said.after <= 3 and after.words <= 6 and PRESENT.search(fold(after.text)):
        yield after.voice, 0.4 if said.after else 0.75, Cue.ROLL_CALL
    elif not said.lead and re.match(r"\W*et\b", said.around()[0]) and not said.sentence.endswith("?"):
        return  # "et madame Thatcher", flung at a speaker
    elif said.after <= 3:
        doubtful = BREAKS_IN.match(start_of(after)) or ABOUT_THEM.match(start_of(after))
        yield after.voice, 0.4 if doubtful else 0.6, Cue.FLOOR


def _spoken_of_last(place: Place, after: SpeakingTurn) -> Iterator[Reading]:
    """Nobody else is spoken of as the turn ends, and the next voice takes it for itself ("La première question est
    de monsieur Ducros. - Merci monsieur le maire.")."""
    said, start = place.said, start_of(after)
    first, then = said.around()
    ends = not then.strip(" .!…") and re.search(r"\b(?:de|par|pour|a|au tour de|c'est|sera|et|,)\s*$", first)
    own = answers_for_oneself(after) or bool(ACCEPTS.match(start))
    own = own or (place.leads and after.words >= A_NAME_GIVEN and not speaks_of_another(after))
    takes_it = place.leads or ACCEPTS.match(start) or WELCOMES.match(start)
    does = IT_IS.search(first) and WHO_DOES.match(then)
    has = ALONE_BEFORE.match(first) and HAS_THE_TASK.match(then) and takes_it
    taken_up = place.leads and said.single and ALONE_BEFORE.match(first) and _SPEAKS_FOR_ITSELF.match(start)
    by_name = ANSWERS_BY_NAME.match(after.text) and said.named.person.name not in after.text
    if said.single and ((THANKS_THE_CHAIR.match(start) and (ends or not first.strip())) or by_name):
        yield after.voice, 0.65, Cue.FLOOR
    elif (
        (
            (does and (takes_it or _SPEAKS_FOR_ITSELF.match(start)))
            or has
            or (taken_up and not _OF_SOMEBODY.search(start))
        )
        and own
        and not after.text.rstrip().endswith("?")
    ):
        yield after.voice, 0.62, Cue.FLOOR
