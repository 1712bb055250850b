"""A name called ("Madame Dubois, pouvez-vous..."): of whoever has just spoken, or of whoever answers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from beffroi.facts.text import fold
from beffroi.minutes.domain.naming_answers import (
    A_NAME_GIVEN,
    A_REMARK,
    A_SHORT_TURN,
    ACCEPTS,
    BREAKS_IN,
    INTERRUPTED,
    NEAR_END,
    REBUKES,
    RESPONDS,
    THANKS_THE_CHAIR,
    SpeakingTurn,
    answers_for_oneself,
    between,
    speaks_of_another,
    start_of,
)
from beffroi.minutes.domain.naming_cues import Cue
from beffroi.minutes.domain.naming_patterns import OPENS_WITH
from beffroi.minutes.domain.naming_place import Place, Reading

_ONLY_NAMES = re.compile(r"\W*[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+){1,2}\W*")
"""An answer that is itself a name ("Et madame Bovary ? - Gustave Flaubert.")."""


def called(place: Place) -> Iterator[Reading]:
    """The voice before or the voice after; the one who protests, if the call is cut off."""
    said, turn, before, after = place.said, place.turn, place.before, place.after
    if said.cut_off:
        protests = next((t for t in place.turns[place.at + 1 : place.at + 4] if INTERRUPTED.search(fold(t.text))), None)
        if protests:
            yield protests.voice, 0.6, said.cue
    elif before and (_rebukes(turn) or (after and before.voice == after.voice and between(turn, said))):
        yield before.voice, 0.65, said.cue
    elif after and (said.after <= A_REMARK or not before) and greets(turn) and greets(after):
        yield after.voice, 0.7, said.cue
    elif before and replies_to(place):
        other = after is not None and after.voice != before.voice and RESPONDS.match(start_of(after))
        yield before.voice, 0.5 if other else 0.62, said.cue
        if after and other:
            yield after.voice, 0.5, said.cue
    else:
        yield from _either(place)


def _rebukes(turn: SpeakingTurn) -> bool:
    """ "Valérie, laisse-moi finir." """
    return turn.words <= A_NAME_GIVEN and bool(REBUKES.search(fold(turn.text).replace("-", " ")))


def _either(place: Place) -> Iterator[Reading]:
    said, before, after = place.said, place.before, place.after
    on = _looking_on(place, after) if after else 0.0
    if before and place.starts and on < 0.6:
        ends = not said.after and place.turn.words <= A_SHORT_TURN and not place.turn.text.rstrip().endswith("?")
        answers = place.answers and (said.before <= A_REMARK or ends)
        yield before.voice, 0.25 if said.cue is Cue.ASKED else (0.6 if answers else 0.35), said.cue
        if answers and said.cue is not Cue.ASKED and not said.then_asks:
            return
    if after and on:
        yield after.voice, on, said.cue


def _looking_on(place: Place, after: SpeakingTurn) -> float:
    """How surely the next voice is the one called."""
    said, turn, asked = place.said, place.turn, place.said.cue is Cue.ASKED
    start = start_of(after)
    if place.followed:
        return 0.0
    if said.after <= A_REMARK and THANKS_THE_CHAIR.match(start):
        return 0.65
    between_two = place.before and place.before.voice != after.voice and not place.answers
    if between_two and not asked and said.before <= A_REMARK and RESPONDS.match(start):
        return 0.62
    if not place.ends or not (asked or said.then_asks or said.after <= NEAR_END // 2):
        return 0.0
    if BREAKS_IN.match(start) or _ONLY_NAMES.fullmatch(after.text):
        return 0.2
    if not asked and not said.then_asks:
        return 0.25
    answered = answers_for_oneself(after)
    put = turn.text.rstrip().endswith("?") and (answered or _is_put_last(place, after))
    told = asked and said.after <= A_NAME_GIVEN and (answered or bool(ACCEPTS.match(start)))
    return 0.62 if (put or told) and not place.preceded else 0.5


def replies_to(place: Place) -> bool:
    """A name called inside the first sentence of a turn, which asks nothing: an answer ("Pas mal du tout, Odile.");
    not what may be an order, taken up by the next voice ("Tu notes, Odile. - D'accord.")."""
    said, after = place.said, place.after
    first, then = said.around()
    order = said.cue is Cue.ASKED and (then.strip(" .!…") or (after and ACCEPTS.match(start_of(after))))
    return (
        not said.lead
        and not order
        and not OPENS_WITH.match(first)
        and not said.sentence.rstrip().endswith("?")
        and not greets(place.turn)
    )


def greets(turn: SpeakingTurn) -> bool:
    """Whether a turn begins, or ends, with a greeting."""
    said = start_of(turn)
    return bool(
        re.match(r"\W*(?:bonjour|bonsoir|salut)\b", said)
        or re.search(r"\b(?:bonjour|bonsoir|salut)\b[^.!?]{0,40}[.!?]*$", said)
    )


def _is_put_last(place: Place, after: SpeakingTurn) -> bool:
    """Whether the question put to somebody is the last thing said, and what follows is no other question, no word on
    somebody else, nobody who breaks in."""
    return (
        place.said.after <= A_NAME_GIVEN
        and not after.text.rstrip().endswith("?")
        and not speaks_of_another(after)
        and not BREAKS_IN.match(start_of(after))
    )
