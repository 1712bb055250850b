"""Votes on who speaks, drawn from the cues of each turn and from who speaks before and after it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Protocol

from beffroi.minutes.domain.chair import chair_voice
from beffroi.minutes.domain.named_people import Named, Person, as_said
from beffroi.minutes.domain.naming_answers import A_REMARK, SpeakingTurn
from beffroi.minutes.domain.naming_cues import Cue, Said, cue_of
from beffroi.minutes.domain.naming_place import Place
from beffroi.minutes.domain.naming_readings import readings
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
    away: set[Person] = field(default_factory=set)
    """Who is said not to be in the room."""


_SENTENCE = re.compile(r"[^.!?…]*[.!?…]+[\"»)]*\s*|[^.!?…]+$")
_ABBREVIATED = re.compile(r"(?:\b(?:M|Mme|Mlle|Dr|Pr|St|Ste))\.\s*$")
_QUOTED = re.compile(r"«[^»]*»|“[^”]*”")
_LISTED = re.compile(r"(?:[,;:]|\bet)\s*$")
_CUT_OFF = re.compile(r"(?:—|–|-|…|\.\.\.)\s*$")
_CALLS = (Cue.FLOOR, Cue.ASKED, Cue.CALLED, Cue.ROLL_CALL)


def collect(utterances: Sequence[Utterance], finder: NameFinder) -> Ballots:
    turns = [
        SpeakingTurn(voice, tuple(group)) for voice, group in groupby(utterances, key=lambda utterance: utterance.voice)
    ]
    chair = chair_voice(utterances)
    ballots = Ballots()
    for at, turn in enumerate(turns):
        cues = list(_cues(turn, finder))
        leads = chair is not None and turn.voice == chair[0]
        for said in cues:
            followed = any(_comes_after(later, said) and later.cue in _CALLS for later in cues)
            preceded = any(_comes_after(said, sooner) and sooner.cue in (Cue.ASKED, Cue.FLOOR) for sooner in cues)
            _count(ballots, Place(turns, at, said, followed, preceded, leads))
    return ballots


def _comes_after(later: Said, sooner: Said) -> bool:
    """Whether somebody else is named in a later sentence."""
    return later.named.person != sooner.named.person and later.after < sooner.after


def _cues(turn: SpeakingTurn, finder: NameFinder) -> Iterator[Said]:
    parts = [(each.index, sentence) for each in turn.utterances for sentence in sentences(_own(as_said(each.text)))]
    lengths = [len(sentence.split()) for _, sentence in parts]
    cut_off = bool(_CUT_OFF.search(turn.text))
    found = [finder.find(sentence) for _, sentence in parts]
    people = {named.person for each in found for named in each}
    for at, (index, sentence) in enumerate(parts):
        following = parts[at + 1][1] if at + 1 < len(parts) else ""
        for named in found[at]:
            cue = cue_of(sentence, named, following)
            if cue in _CALLS and any(_side_by_side(sentence, named, other) for other in found[at]):
                cue = Cue.SPOKEN_OF  # two at once ("Marine Le Pen, Emmanuel Macron, vous avez...")
            if cue is Cue.STATED and any(
                other.start > named.end and other.person != named.person and _LISTED.search(sentence[: other.start])
                for other in found[at]
            ):
                cue = Cue.SPOKEN_OF  # a list of people and their offices
            yield Said(
                cue=cue,
                named=named,
                utterance=index,
                lead=" ".join(each for _, each in parts[:at]),
                sentence=sentence,
                before=sum(lengths[:at]) + len(sentence[: named.start].split()),
                after=sum(lengths[at + 1 :]),
                cut_off=cut_off and at + 1 == len(parts),
                then_asks=following.endswith("?"),
                alone=len(people) == 1,
                single=len({each.person for each in found[at]}) == 1,
            )


def _side_by_side(sentence: str, named: Named, other: Named) -> bool:
    first, last = sorted((named, other), key=lambda each: each.start)
    return named.person != other.person and bool(re.fullmatch(r",? (?:et )?", sentence[first.end : last.start]))


def _own(text: str) -> str:
    """The text without what it quotes ("« Je m'appelle Georges »")."""
    return _QUOTED.sub(lambda quoted: " " * len(quoted[0]), text)


def sentences(text: str) -> list[str]:
    """Sentences, not cut after "M." """
    found: list[str] = []
    for match in _SENTENCE.finditer(text):
        if found and _ABBREVIATED.search(found[-1]):
            found[-1] += match[0]
        else:
            found.append(match[0])
    return [sentence.strip() for sentence in found if sentence.strip()]


def _count(ballots: Ballots, place: Place) -> None:
    turn, said, person = place.turn, place.said, place.said.named.person
    if not turn.voice and len({each.voice for each in place.turns}) == 1:
        return
    if said.cue is Cue.AWAY:
        ballots.away.add(person)
    if said.cue is Cue.PROTECTED and place.before:
        ballots.against[place.before.voice, person] += 2
    for voice, weight, how in readings(place):
        if voice != turn.voice or how == Cue.SELF:
            ballots.votes[voice, person].append(Vote(how, weight * said.named.likeness, said.utterance))
    own = said.cue in (Cue.SELF, Cue.STATED) or (said.named.role and said.cue is Cue.SPOKEN_OF)
    if not own and not _may_be_own(place):
        ballots.against[turn.voice, person] += 1


def _may_be_own(place: Place) -> bool:
    """A name alone, then more words, in answer to a question ("Oui. Corentin. On m'a dit..."): one's own, perhaps."""
    said = place.said
    return place.answers and said.cue is Cue.ROLL_CALL and said.before <= A_REMARK < said.after
