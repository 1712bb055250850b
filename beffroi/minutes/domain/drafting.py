"""The minutes written by code from the facts: what the sitting decided, and what each person said of note.

Every sentence keeps the utterances that it rests on. Sentences follow the order in which things were said.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from beffroi.minutes.domain import wording
from beffroi.minutes.domain.extraction import read
from beffroi.minutes.domain.passages import Passage, sources
from beffroi.minutes.domain.people import People, label_of
from beffroi.minutes.domain.reporting import report
from beffroi.minutes.domain.salience import Salience, keep
from beffroi.minutes.domain.text import fold
from beffroi.minutes.domain.types import (
    Draft,
    DraftSection,
    DraftSentence,
    Fact,
    FactKind,
    Item,
    MeetingKind,
    Member,
    SentenceKind,
    Template,
    Utterance,
)

_ONE_BREATH = 60
_SHORT_SHARE, _LONG_SHARE, _LEAST, _MOST, _MOST_WHOLE = 0.6, 0.2, 3, 16, 60
_SITTING = (FactKind.OPENING, FactKind.PRESENCE, FactKind.PROXY, FactKind.SECRETARY)
_OUTCOMES = (FactKind.PRESENCE, FactKind.VOTE, FactKind.DECISION, FactKind.ACTION, FactKind.POSITION)


def draft(facts: Sequence[Fact], utterances: Sequence[Utterance], items: Sequence[Item], members: Sequence[Member],
          kind: MeetingKind, template: Template) -> Draft:  # fmt: skip
    """A useful text with no model at all. With ``Template.DECISIONS``: decisions, votes and actions only."""
    talk = read(utterances, items, members)
    writer = _Writer(facts, talk.passages, talk.people, kind, template)
    sections = [writer.opening(), *(writer.item(item) for item in items)]
    if not items:
        sections.append(writer.item(Item(0, "Échanges")))
    sections.append(writer.closing())
    return Draft(tuple(section for section in sections if section.sentences or section.item), tuple(facts))


class _Writer:
    """Writes the sections of one meeting."""

    def __init__(self, facts: Sequence[Fact], passages: Sequence[Passage], people: People, kind: MeetingKind,
                 template: Template) -> None:  # fmt: skip
        self.facts = facts
        self.passages = passages
        self.people = people
        self.kind = kind
        self.template = template
        self.salience = Salience(passages)

    def opening(self) -> DraftSection:
        """Hour, chair, figures, pouvoirs, secretary."""
        title = "Ouverture de la séance" if self.kind is MeetingKind.COUNCIL else "Ouverture"
        sentences = wording.opening(self.facts, self.passages, self.people, self.kind)
        return DraftSection(0, title, tuple(sentences))

    def closing(self) -> DraftSection:
        """Hour of the end."""
        title = "Clôture de la séance" if self.kind is MeetingKind.COUNCIL else "Clôture"
        closings = [fact for fact in self.facts if fact.kind is FactKind.CLOSING]
        return DraftSection(0, title, tuple(wording.closing(fact, self.kind) for fact in closings))

    def item(self, item: Item) -> DraftSection:
        """An item of the agenda: presenter, debate, positions, decisions, vote, actions."""
        own = [fact for fact in self.facts if fact.item == item.number and fact.kind in _OUTCOMES]
        passages = [passage for passage in self.passages if passage.item == item.number]
        placed: list[tuple[float, DraftSentence | list[Passage]]] = [*self._outcomes(own)]
        if self.template is not Template.DECISIONS:
            placed += self._debate(passages, {str(fact.values.get("text")) for fact in own})
        presenter = [] if self.template is Template.DECISIONS else self._presenter(item)
        if "secretaire" in fold(item.title):
            placed = [
                (fact.sources[0], wording.secretary(fact, self.people))
                for fact in self.facts
                if fact.kind is FactKind.SECRETARY
            ]
        ordered = self._told([entry for _, entry in sorted(placed, key=lambda each: each[0])])
        return DraftSection(item.number, item.title, tuple(_once([*presenter, *ordered])))

    def _presenter(self, item: Item) -> list[DraftSentence]:
        found = [fact for fact in self.facts if fact.kind is FactKind.PRESENTER and fact.item == item.number]
        return [wording.presenter(fact, self.people) for fact in found[:1]] if item.number else []

    def _outcomes(self, own: Iterable[Fact]) -> list[tuple[float, DraftSentence | list[Passage]]]:
        placed: list[tuple[float, DraftSentence | list[Passage]]] = []
        for fact in own:
            if fact.kind is FactKind.POSITION and self.template is Template.DECISIONS:
                continue
            sentence = wording.outcome(fact, self.people, self.facts)
            if sentence:
                rank = {FactKind.VOTE: 0.6, FactKind.ACTION: 0.7}.get(fact.kind, 0.5)
                placed.append((max(fact.sources) + rank, sentence))
        return placed

    def _debate(self, passages: Sequence[Passage], told: set[str]) -> list[tuple[float, DraftSentence | list[Passage]]]:
        free = [passage for passage in passages if passage.text not in told and not self._is_vote(passage)]
        limit = _limit(len(free), whole=not passages or not passages[0].item)
        turns = _turns(keep(free, self.salience, limit))
        return [(turn[0].utterance + 0.001 * (turn[0].position % 400), turn) for turn in turns]

    def _is_vote(self, passage: Passage) -> bool:
        return any(fact.kind is FactKind.VOTE and passage.utterance in fact.sources for fact in self.facts) and (
            len(passage.text.split()) < 25
        )

    def _told(self, ordered: Sequence[DraftSentence | list[Passage]]) -> list[DraftSentence]:
        """The sentences in order, those of the debate reported; "elle ajoute" only right after her own words."""
        sentences: list[DraftSentence] = []
        speaker, asked_by, times = "", "", 0
        for entry in ordered:
            if isinstance(entry, DraftSentence):
                sentences.append(entry)
                speaker, times = "", 0
                continue
            last = entry[-1]
            adding = speaker == last.speaker
            times = times + 1 if adding else 0
            answer = bool(asked_by) and asked_by != last.speaker and not adding
            told = report(" ".join(each.text for each in entry), answer=answer, adding=times)
            sentences.append(
                DraftSentence(f"{self._subject(last.speaker, adding)} {told.text}", told.kind, sources(entry))
            )
            asked_by = last.speaker if last.text.rstrip().endswith("?") else ""
            speaker = last.speaker
        return sentences

    def _subject(self, speaker: str, adding: bool) -> str:
        feminine = self.people.feminine(speaker)
        if adding and feminine is not None:
            return "Elle" if feminine else "Il"
        member = self.people.of_speaker(speaker)
        return self.people.short(member) if member else label_of(speaker)


def _turns(chosen: Sequence[Passage]) -> list[list[Passage]]:
    """Sentences that follow each other in one breath, and would be quoted, are quoted together."""
    turns: list[list[Passage]] = []
    for passage in chosen:
        last = turns[-1] if turns else []
        together = bool(last) and last[-1].position + 1 == passage.position and last[-1].utterance == passage.utterance
        words = sum(len(each.text.split()) for each in (*last, passage))
        if (
            together
            and words <= _ONE_BREATH
            and all(report(each.text).kind is SentenceKind.QUOTE for each in (*last, passage))
        ):
            last.append(passage)
        else:
            turns.append([passage])
    return turns


def _limit(sentences: int, *, whole: bool) -> int:
    """How many sentences of a debate to keep: most of a short one, a smaller share of a long one."""
    share = math.ceil(min(sentences, 10) * _SHORT_SHARE + max(0, sentences - 10) * _LONG_SHARE)
    return min(_MOST_WHOLE if whole else _MOST, max(_LEAST, share))


def _once(sentences: Iterable[DraftSentence]) -> list[DraftSentence]:
    kept: dict[str, DraftSentence] = {}
    for sentence in sentences:
        kept.setdefault(sentence.text, sentence)
    return list(kept.values())
