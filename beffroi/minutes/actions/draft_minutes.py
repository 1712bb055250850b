"""The draft: facts first, by code, each with its sources; then the prose, phrased by the model where it helps."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, cast

from django.db import transaction
from django.utils import timezone

from beffroi.audit.journal import record
from beffroi.charter import gateway
from beffroi.charter.served import models_that_served
from beffroi.minutes import ai_uses
from beffroi.minutes.domain import drafting, extraction, phrasing, types
from beffroi.minutes.domain.typography import typographic
from beffroi.minutes.models import Meeting, Minutes, Section, Sentence
from beffroi.work.jobs import JobRun

logger = logging.getLogger(__name__)
PATIENCE = 2
"""How many sections in a row may go wrong, each for its own reason, before the model is left out of the text."""


@dataclass(frozen=True, slots=True)
class Words:
    """All that a draft is made from."""

    utterances: list[types.Utterance]
    items: list[types.Item]
    members: list[types.Member]
    kind: types.MeetingKind
    template: types.Template


def words_of(meeting: Meeting) -> Words:
    return Words(
        [utterance.as_value() for utterance in meeting.utterances.select_related("voice")],
        meeting.agenda(),
        meeting.members(),
        types.MeetingKind(meeting.kind),
        types.Template(meeting.template),
    )


def draft_minutes(meeting: Meeting, run: JobRun) -> None:
    """Write the draft once; a meeting that has a text keeps it."""
    if Minutes.objects.filter(meeting=meeting).exists():
        return
    run.progress("Relevé des décisions, des votes et des montants")
    words = words_of(meeting)
    draft = plain_draft(words)
    phraser = Phraser(words, draft.facts, actor=run.user, subject=meeting.subject, cancelled=run.is_over)
    sections = []
    for rank, section in enumerate(draft.sections):
        run.progress("Rédaction", rank, len(draft.sections))
        sections.append(phraser.phrase(section))
    run.check()
    if phraser.trouble:
        run.notes.append(
            "Le modèle de texte n’a pas servi partout : le reste est composé des faits et des paroles citées. "
            + phraser.trouble
        )
    elif problem := gateway.text_problem():
        run.notes.append(problem)
    _write(meeting, sections, draft.facts)


def plain_draft(words: Words) -> types.Draft:
    facts = extraction.extract_facts(words.utterances, words.items, words.members, words.kind)
    return drafting.draft(facts, words.utterances, words.items, words.members, words.kind, words.template)


def draft_section(meeting: Meeting, item_number: int, title: str, *, actor: Any) -> types.DraftSection:
    """One item drafted anew from the words as they stand now."""
    words = words_of(meeting)
    draft = plain_draft(words)
    section = next((each for each in draft.sections if each.item == item_number), types.DraftSection(item_number, ""))
    return Phraser(words, draft.facts, actor=actor, subject=meeting.subject).phrase(section)


class Phraser:
    """Has the model phrase the sections of one text. An engine that is out is not waited for section after section:
    what is left stays as code wrote it. ``trouble`` says what went wrong last (French)."""

    def __init__(
        self,
        words: Words,
        facts: Sequence[types.Fact],
        *,
        actor: Any,
        subject: str,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> None:
        self.words, self.facts, self.actor, self.subject = words, facts, actor, subject
        self._cancelled = cancelled
        self.trouble = ""
        self._given_up = False
        self._failures = 0

    def phrase(self, section: types.DraftSection) -> types.DraftSection:
        if self._given_up:
            return section
        try:
            phrased = phrase_section(
                section, self.words, self.facts, actor=self.actor, subject=self.subject, cancelled=self._cancelled
            )
        except (gateway.EngineError, gateway.Refused) as error:
            self._failures += 1
            self.trouble = str(error)
            lasting = isinstance(error, gateway.Refused) or error.lasting
            self._given_up = lasting or self._failures == PATIENCE
            logger.info("Section %s stays as code wrote it: %s", section.item, error)
            return section
        self._failures = 0
        return phrased


def as_messages(asked: Sequence[Mapping[str, str]]) -> list[gateway.Message]:
    """What the rules of phrasing ask, as the gateway takes it."""
    return [gateway.Message(cast(Any, each["role"]), each["content"]) for each in asked]


def phrase_section(
    section: types.DraftSection,
    words: Words,
    facts: Sequence[types.Fact],
    *,
    actor: Any,
    subject: str,
    cancelled: Callable[[], bool] = lambda: False,
) -> types.DraftSection:
    """The model phrases what code established; whatever it gets wrong stays as code wrote it.

    Raises EngineError, Refused."""
    if gateway.text_engine() is None:
        return section

    def ask(messages: Sequence[dict[str, str]], max_tokens: int, schema: dict[str, Any]) -> str:
        made = gateway.generate(
            ai_uses.PHRASE,
            as_messages(messages),
            actor=actor,
            subject=subject,
            max_tokens=max_tokens,
            json_schema=schema,
            cancelled=cancelled,
        )
        return made.text

    return phrasing.phrase_section(
        section,
        words.utterances,
        facts,
        words.members,
        ask,
        context_tokens=gateway.context_tokens(),
        count_tokens=gateway.count_tokens,
    )


@transaction.atomic
def _write(meeting: Meeting, sections: Sequence[types.DraftSection], facts: Sequence[types.Fact]) -> None:
    minutes = Minutes(
        meeting=meeting,
        drafted_at=timezone.now(),
        engines=_engines(meeting, sections),
        facts=[asdict(fact) for fact in facts],
    )
    minutes.save()
    for position, drafted in enumerate(sections):
        section = Section(
            minutes=minutes, position=position, item_number=drafted.item, title=drafted.title[:400], cut=drafted.cut
        )
        section.save()
        write_sentences(section, drafted.sentences)
    record("minutes_drafted", subject=meeting.subject, sections=len(sections))


def _engines(meeting: Meeting, sections: Sequence[types.DraftSection]) -> list[str]:
    """Models that took part: for the metadata of the documents."""
    names: list[str] = []
    if not meeting.recording.is_transcript:
        names += models_that_served(ai_uses.TRANSCRIBE, meeting.subject) or [gateway.speech_engine().model]
    if any(sentence.phrased_by == "model" for section in sections for sentence in section.sentences):
        names += models_that_served(ai_uses.PHRASE, meeting.subject)
    return list(dict.fromkeys(names))


def write_sentences(
    section: Section, sentences: Sequence[types.DraftSentence], ranks: Mapping[int, int] | None = None
) -> None:
    """Write the machine's sentences, in order; those that the section holds keep their rank (``ranks``, by key)."""
    rows = [_row(section, drafted) for drafted in sentences]
    ranks = ranks or {}
    for each in section.sentences.filter(pk__in=ranks):
        rows.insert(min(ranks[each.pk], len(rows)), each)
    for position, row in enumerate(rows):
        row.position = position
        row.save()


def _row(section: Section, drafted: types.DraftSentence) -> Sentence:
    text = typographic(drafted.text)
    return Sentence(
        section=section,
        kind=drafted.kind,
        text=text,
        machine_text=text,
        origin=drafted.phrased_by,
        sources=list(drafted.sources),
    )
