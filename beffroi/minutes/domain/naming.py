"""The names of voices, from the talk itself. What is not certain stays without a name: it is asked of the reader.

Each sentence that names somebody may say who speaks next ("Je donne la parole à madame Dubois"), who spoke just
before ("Merci, madame Dubois"), who speaks now ("je suis Claire Dubois") or who does not (one does not call
oneself). These votes are put together; a name is given when they agree and nothing speaks against it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from beffroi.facts.phonetic import likeness
from beffroi.minutes.domain.chair import chair_voice, presiding_member
from beffroi.minutes.domain.named_people import Person, RosterNames, TalkNames
from beffroi.minutes.domain.naming_cues import Cue
from beffroi.minutes.domain.naming_matching import beliefs
from beffroi.minutes.domain.naming_votes import Ballots, Vote, collect
from beffroi.minutes.domain.people import People, is_unnamed
from beffroi.minutes.domain.types import MeetingKind, Member, Utterance

ENOUGH = 0.6
"""Certainty under which a voice stays unnamed, whatever the others are."""
SURE = 0.75
"""Belief under which it does, once every other reading of the voice and of the person is weighed with it."""
DENIED = 0.5
"""What is left of a reading that the voice itself denies: never given, it casts doubt on the other readings of
that voice (two people may have been taken for one)."""


@dataclass(frozen=True, slots=True)
class NamedVoice:
    """``how``: roll_call, given_floor, asked, called, self_introduction, thanked, agreed, designated, chair or
    transcript (the label of the transcript is a name); ``sources``: indexes of the utterances that say it."""

    member: Member | None
    name: str
    how: str
    certainty: float
    sources: tuple[int, ...] = ()


def name_voices(
    utterances: Sequence[Utterance], members: Sequence[Member], kind: MeetingKind = MeetingKind.COUNCIL
) -> dict[str, NamedVoice]:
    """The voices that can be named without doubt; the others are left out. No two voices get one name."""
    labelled = _from_labels(utterances, members)
    ballots = collect(utterances, RosterNames(members) if members else TalkNames(utterances))
    _chair_votes(ballots, utterances, members, kind)
    taken = {(found.member, found.name) for found in labelled.values()}
    named = dict(labelled)
    for voice, person, certainty, votes in _decided(ballots, set(labelled)):
        if (person.member, person.name) not in taken:
            best = max(votes, key=lambda vote: vote.weight)
            sources = tuple(sorted({vote.source for vote in votes}))
            named[voice] = NamedVoice(person.member, person.name, str(best.how), round(certainty, 3), sources)
    return named


def _from_labels(utterances: Sequence[Utterance], members: Sequence[Member]) -> dict[str, NamedVoice]:
    """A transcript may already say who speaks."""
    people = People(members)
    found = {}
    for voice in dict.fromkeys(utterance.voice for utterance in utterances):
        if is_unnamed(voice) or re.search(r"\d", voice):
            continue
        member = people.of_speaker(voice)
        found[voice] = NamedVoice(member, member.full_name if member else voice.strip(), "transcript", 1.0)
    return found


def _chair_votes(
    ballots: Ballots, utterances: Sequence[Utterance], members: Sequence[Member], kind: MeetingKind
) -> None:
    """The voice that presides is the mayor's or the president's, unless they are said to be away."""
    if kind not in (MeetingKind.COUNCIL, MeetingKind.COMMITTEE):
        return
    member, chair = presiding_member(members, utterances), chair_voice(utterances)
    if member and chair:
        person = Person(member.full_name, member)
        ballots.votes[chair[0], person] += [Vote("chair", 0.85, source) for source in chair[1][:1]]


@dataclass(slots=True)
class _Case:
    """All that is known of one voice being one person."""

    certainty: float
    votes: list[Vote] = field(default_factory=list)

    @property
    def introduced(self) -> bool:
        return any(vote.how == Cue.SELF for vote in self.votes)


def _decided(ballots: Ballots, labelled: set[str]) -> list[tuple[str, Person, float, list[Vote]]]:
    """The voices whose name is beyond doubt, the clearest first: enough said for it, and no rival that the rest of
    the talk does not explain better."""
    cases = {
        key: _Case(_certainty(key, ballots), votes) for key, votes in ballots.votes.items() if key[0] not in labelled
    }
    odds = {
        key: _odds(case.certainty) or DENIED * _odds(_told(case.votes))
        for key, case in cases.items()
        if key[1] not in ballots.away and not _is_outdone(key, case, cases)
    }
    found = [
        (voice, person, min(belief, cases[voice, person].certainty), cases[voice, person].votes)
        for (voice, person), belief in beliefs(odds).items()
        if belief >= SURE
        and cases[voice, person].certainty >= ENOUGH
        and not person.name.startswith("?")
        and not _is_two(voice, person, cases)
    ]
    return sorted(found, key=lambda each: -each[2])


def _odds(certainty: float) -> float:
    """Two votes for a reading weigh as their product: what is certain at 0.6 is worth five times the doubt."""
    return (1.0 - certainty) ** -2 - 1.0


def _is_two(voice: str, person: Person, cases: Mapping[tuple[str, Person], _Case]) -> bool:
    """Whether somebody else is as surely that voice and can be no other: two people were taken for one."""
    if cases[voice, person].introduced:
        return False
    return any(
        key[0] == voice
        and key[1] != person
        and other.certainty >= ENOUGH
        and not _is_outdone(key, other, cases)
        and not any(third[1] == key[1] and third[0] != voice and cases[third].certainty > 0 for third in cases)
        for key, other in cases.items()
    )


def _is_outdone(key: tuple[str, Person], case: _Case, cases: Mapping[tuple[str, Person], _Case]) -> bool:
    """An introduction of oneself is only challenged by another one; a name that no member bears, by the member it
    may be a mishearing of."""
    voice, person = key
    return any(
        (other.introduced and not case.introduced and (rival[0] == voice) != (rival[1] == person))
        or (rival[0] == voice and (_may_be_misheard(person, rival[1]) or _is_part(person, rival[1])))
        for rival, other in cases.items()
        if rival != key
    )


def _may_be_misheard(other: Person, person: Person) -> bool:
    """A name that no member bears may be this member's, heard too badly to tell ("Pérah" for Perrin)."""
    return bool(other.name.startswith("?") and person.member) and (
        likeness(other.name[1:], person.name.split()[-1]) >= 0.4
    )


def _is_part(person: Person, other: Person) -> bool:
    """ "Philippe", where two of them speak, may be this one in full."""
    return set(person.name.split()) < set(other.name.split())


def _told(votes: Sequence[Vote]) -> float:
    """Chance that at least one vote is right."""
    doubt = 1.0
    for vote in votes:
        doubt *= 1.0 - vote.weight
    return min(1.0 - doubt, 0.99)


def _certainty(key: tuple[str, Person], ballots: Ballots) -> float:
    """That chance, less what speaks against: one does not name oneself."""
    votes = ballots.votes[key]
    certainty = _told(votes)
    if any(vote.how == Cue.SELF for vote in votes):
        return certainty
    if key[1] in ballots.away:
        return 0.0
    against = ballots.against.get(key, 0)
    strong = sum(1 for vote in votes if vote.weight >= 0.5)
    if against and against >= strong:
        return 0.0
    return certainty * (1.0 - 0.3 * against / strong) if against else certainty


def shown_names(voices: Sequence[str], named: Mapping[str, NamedVoice]) -> dict[str, str]:
    """Every voice with the name to show: its own, or "Intervenant 3" by order of appearance."""
    return {
        voice: named[voice].name if voice in named else f"Intervenant {number}"
        for number, voice in enumerate(dict.fromkeys(voices), start=1)
    }
