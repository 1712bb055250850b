"""From the words of a meeting to its facts, each with the utterances it rests on. By code alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from beffroi.minutes.domain.actions_to_do import action_facts
from beffroi.minutes.domain.decisions import decision_facts
from beffroi.minutes.domain.figures import amount_facts, date_facts
from beffroi.minutes.domain.items import follow
from beffroi.minutes.domain.ledger import voters_at
from beffroi.minutes.domain.passages import Passage, cut, with_items
from beffroi.minutes.domain.people import People
from beffroi.minutes.domain.positions import position_facts
from beffroi.minutes.domain.presence import presence_facts
from beffroi.minutes.domain.presenters import presenter_facts
from beffroi.minutes.domain.types import Fact, FactKind, Item, MeetingKind, Member, Utterance
from beffroi.minutes.domain.votes import SaidBallot, find_ballots, with_derived_for


@dataclass(frozen=True)
class Talk:
    """A meeting read: its sentences with their items, and its people."""

    passages: list[Passage]
    people: People


def read(utterances: Sequence[Utterance], items: Sequence[Item], members: Sequence[Member]) -> Talk:
    """Cuts the transcript into sentences and follows the agenda through them."""
    return _read(tuple(utterances), tuple(items), tuple(members))


@lru_cache(maxsize=2)
def _read(utterances: tuple[Utterance, ...], items: tuple[Item, ...], members: tuple[Member, ...]) -> Talk:
    # Drafting, phrasing and verifying read the same words: once is enough, and a Talk is never changed.
    passages = cut(utterances)
    return Talk(with_items(passages, follow(passages, items)), People(members, utterances))


def extract_facts(utterances: Sequence[Utterance], items: Sequence[Item], members: Sequence[Member],
                  kind: MeetingKind) -> list[Fact]:  # fmt: skip
    """Everything established from the words, in the order of its first source. ``values`` hold only strings,
    numbers, booleans and lists, so that they can be stored as JSON."""
    return list(_facts(tuple(utterances), tuple(items), tuple(members), kind))


@lru_cache(maxsize=2)
def _facts(utterances: tuple[Utterance, ...], items: tuple[Item, ...], members: tuple[Member, ...],
           kind: MeetingKind) -> tuple[Fact, ...]:  # fmt: skip
    return tuple(_facts_of(_read(utterances, items, members), items, kind))


def _facts_of(talk: Talk, items: Sequence[Item], kind: MeetingKind) -> list[Fact]:
    present = list(presence_facts(talk.passages, talk.people))
    ballots = find_ballots(talk.passages, talk.people)
    found = [
        *present,
        *presenter_facts(talk.passages, talk.people, items),
        *vote_facts(ballots, present),
        *decision_facts(talk.passages, kind),
        *action_facts(talk.passages, talk.people),
        *position_facts(talk.passages),
        *amount_facts(talk.passages),
        *date_facts(talk.passages),
    ]
    return sorted(found, key=lambda fact: (min(fact.sources, default=0), fact.kind is FactKind.VOTE))


def vote_facts(ballots: Sequence[SaidBallot], present: Sequence[Fact]) -> Iterator[Fact]:
    """A fact a vote, its votes for computed where they were not said; a procès-verbal that nobody objected to is
    a decision without a vote."""
    for said in ballots:
        able = voters_at(present, said.last)
        values: dict[str, object] = {"subject": said.subject, "majority": said.majority, "voters": able,
                                     "conflicts": [list(conflict) for conflict in said.conflicts],
            "elected": list(said.elected),
            "casting_vote": said.casting,
        }  # fmt: skip
        if _without_vote(said):
            yield Fact(FactKind.DECISION, said.item, {"reach": "without_vote", "subject": said.subject}, said.sources)
        else:
            yield Fact(FactKind.VOTE, said.item, values, said.sources, with_derived_for(said.ballot, able))


def _without_vote(said: SaidBallot) -> bool:
    ballot = said.ballot
    spoken = [ballot.votes_for, ballot.against, ballot.abstain, ballot.blank]
    bare = not ballot.unanimous and not said.majority and all(figure is None for figure in spoken)
    return bare and ballot.result is not None and (said.consent or said.subject == "proces verbal")
