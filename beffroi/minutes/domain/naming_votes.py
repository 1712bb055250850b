"""Votes on who speaks, drawn from the cues of each turn and from who speaks before and after it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Protocol

from beffroi.facts.text import fold
from beffroi.minutes.domain.named_people import Named, Person, as_said
from beffroi.minutes.domain.naming_answers import (
    A_NAME_GIVEN,
    A_REMARK,
    ACCEPTS,
    ANSWERS_THANKS,
    ASKS_OF_ANOTHER,
    ASKS_WHO,
    AT_START,
    BREAKS_IN,
    INTERRUPTED,
    ITS_MINE,
    NEAR_END,
    PRESENT,
    REBUKES,
    WELCOMES,
    SpeakingTurn,
    answering,
    answers_for_oneself,
    asks_of_another,
    between,
    floor_weight,
    names_asked,
    start_of,
    the_other,
)
from beffroi.minutes.domain.naming_cues import Cue, Said, cue_of
from beffroi.minutes.domain.types import Utterance


class NameFinder(Protocol):
    def find(self, text: str) -> list[Named]: ...


@dataclass(frozen=True, slots=True)
class Vote:
    how: str
    weight: float
    source: int


@dataclass(slots=True)
class Ballots:
    """For each (voice, person): the votes, and how often that voice named that person as somebody else."""

    votes: dict[tuple[str, Person], list[Vote]] = field(default_factory=lambda: defaultdict(list))
    against: dict[tuple[str, Person], int] = field(default_factory=lambda: defaultdict(int))


_VOCATIVES = (Cue.ASKED, Cue.CALLED, Cue.THANKED)
"""Cues that speak to the person named."""
_SENTENCE = re.compile(r"[^.!?…]*[.!?…]+[\"»)]*\s*|[^.!?…]+$")
_ABBREVIATED = re.compile(r"(?:\b(?:M|Mme|Mlle|Dr|Pr|St|Ste))\.\s*$")
_CUT_OFF = re.compile(r"(?:—|–|-|…|\.\.\.)\s*$")


def collect(utterances: Sequence[Utterance], finder: NameFinder) -> Ballots:
    turns = [
        SpeakingTurn(voice, tuple(group)) for voice, group in groupby(utterances, key=lambda utterance: utterance.voice)
    ]
    ballots = Ballots()
    for at, turn in enumerate(turns):
        for said in _cues(turn, finder):
            _count(ballots, turns, at, said)
    return ballots


def _cues(turn: SpeakingTurn, finder: NameFinder) -> Iterator[Said]:
    parts = [(each.index, sentence) for each in turn.utterances for sentence in sentences(as_said(each.text))]
    lengths = [len(sentence.split()) for _, sentence in parts]
    cut_off = bool(_CUT_OFF.search(turn.text))
    found = [finder.find(sentence) for _, sentence in parts]
    people = {named.person for each in found for named in each}
    for at, (index, sentence) in enumerate(parts):
        after = sum(lengths[at + 1 :])
        asks = at + 1 < len(parts) and parts[at + 1][1].endswith("?")
        for named in found[at]:
            before = sum(lengths[:at]) + len(sentence[: named.start].split())
            cue = cue_of(sentence, named)
            yield Said(cue, named, index, before, after, cut_off and not after, asks, len(people) == 1)


def sentences(text: str) -> list[str]:
    """Sentences, not cut after "M." """
    found: list[str] = []
    for match in _SENTENCE.finditer(text):
        if found and _ABBREVIATED.search(found[-1]):
            found[-1] += match[0]
        else:
            found.append(match[0])
    return [sentence.strip() for sentence in found if sentence.strip()]


def _count(ballots: Ballots, turns: Sequence[SpeakingTurn], at: int, said: Said) -> None:
    turn, person = turns[at], said.named.person
    if not turn.voice and len({each.voice for each in turns}) == 1:
        return
    for voice, weight, how in _votes(turns, at, said):
        if voice != turn.voice or how == Cue.SELF:
            ballots.votes[voice, person].append(Vote(how, weight * said.named.likeness, said.utterance))
    if said.cue not in (Cue.SELF, Cue.STATED) and not (said.named.role and said.cue is Cue.SPOKEN_OF):
        ballots.against[turn.voice, person] += 1


def _votes(turns: Sequence[SpeakingTurn], at: int, said: Said) -> Iterator[tuple[str, float, str]]:
    """Voice, weight and reason for each vote that the cue makes."""
    turn = turns[at]
    before = turns[at - 1] if at else None
    after = answering(turns, at)
    starts, ends = said.before <= AT_START, said.after <= NEAR_END
    others = said.cue not in (Cue.SELF, Cue.STATED)
    if (
        after
        and others
        and said.after <= AT_START
        and ITS_MINE.match(start_of(after))
        and not ASKS_OF_ANOTHER.search(start_of(turn))
    ):
        yield after.voice, 0.8, Cue.ASKED
    elif (
        said.alone and turn.words <= A_NAME_GIVEN and not said.after and "?" not in turn.text and names_asked(turns, at)
    ):
        yield turn.voice, 0.9, Cue.SELF
    elif said.cue is Cue.SELF:
        yield turn.voice, 0.95, Cue.SELF
    elif said.cue is Cue.STATED:
        first = all(earlier.voice != turn.voice for earlier in turns[:at])
        told = before is not None and before.text.rstrip().endswith("?") and ASKS_WHO.search(start_of(before))
        if said.before <= 2 * AT_START and (told or (first and not asks_of_another(before))):
            yield turn.voice, 0.9, Cue.SELF
    elif said.cue is Cue.THANKED and after and ends and ANSWERS_THANKS.match(start_of(after)):
        yield after.voice, 0.7, Cue.THANKED
    elif said.cue in _VOCATIVES and (other := the_other(turns, turn.voice)):
        yield other, 0.65, said.cue
    elif said.cue is Cue.THANKED and before and starts:
        yield before.voice, 0.65 if said.before <= 3 else 0.5, Cue.THANKED
    elif said.cue is Cue.AGREED and before:
        yield before.voice, 0.35, Cue.AGREED
    elif said.cue is Cue.FLOOR and after and ends:
        yield after.voice, floor_weight(after), Cue.FLOOR
    elif said.cue is Cue.PRESENTED and after and ends:
        yield after.voice, 0.65 if WELCOMES.match(start_of(after)) else 0.4, Cue.PRESENTED
    elif said.cue is Cue.DESIGNATED and after and ends:
        yield after.voice, 0.7 if ACCEPTS.match(start_of(after)) else 0.3, Cue.DESIGNATED
    elif said.cue is Cue.ROLL_CALL and after and said.after <= 3:
        if after.words <= 6 and PRESENT.search(fold(after.text)):
            yield after.voice, 0.75, Cue.ROLL_CALL
        else:
            yield after.voice, 0.4 if BREAKS_IN.match(start_of(after)) else 0.6, Cue.FLOOR
    elif said.cue in (Cue.ASKED, Cue.CALLED):
        yield from _called_votes(turns, at, said, before, after, starts, ends)


def _called_votes(
    turns: Sequence[SpeakingTurn],
    at: int,
    said: Said,
    before: SpeakingTurn | None,
    after: SpeakingTurn | None,
    starts: bool,
    ends: bool,
) -> Iterator[tuple[str, float, str]]:
    """A name called: whoever spoke just before, or whoever answers; the one who protests if cut off."""
    turn, asked, goes_on = turns[at], said.cue is Cue.ASKED, said.then_asks
    if said.cut_off:
        protests = next((t for t in turns[at + 1 : at + 4] if INTERRUPTED.search(fold(t.text))), None)
        if protests:
            yield protests.voice, 0.6, said.cue
        return
    if before and turn.words <= A_NAME_GIVEN and REBUKES.search(fold(turn.text).replace("-", " ")):
        yield before.voice, 0.65, said.cue
        return
    if before and after and before.voice == after.voice and between(turn, said):
        yield before.voice, 0.65, said.cue
        return
    if before and starts:
        answers = before.text.rstrip().endswith("?") and at > 0 and said.before <= A_REMARK
        yield before.voice, 0.25 if asked else (0.6 if answers else 0.35), said.cue
    if after and ends and (asked or goes_on or said.after <= NEAR_END // 2):
        weight = 0.62 if turn.text.rstrip().endswith("?") and answers_for_oneself(after) else 0.5
        yield after.voice, weight if asked or goes_on else 0.25, said.cue
