"""The draft: facts first, by code, each with its sources; then the prose, phrased by the model where it helps."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from beffroi.audit.journal import record
from beffroi.charter import gateway
from beffroi.minutes import ai_uses
from beffroi.minutes.domain import drafting, extraction, phrasing, types
from beffroi.minutes.domain.typography import typographic
from beffroi.minutes.models import Meeting, Minutes, Section, Sentence
from beffroi.work.jobs import JobRun

logger = logging.getLogger(__name__)
FIRST_TOKENS = 400


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
    sections = []
    for rank, section in enumerate(draft.sections):
        run.progress("Rédaction", rank, len(draft.sections))
        sections.append(phrase_section(section, words, draft.facts, actor=run.user, subject=meeting.subject))
    _write(meeting, sections, draft.facts)


def plain_draft(words: Words) -> types.Draft:
    facts = extraction.extract_facts(words.utterances, words.items, words.members, words.kind)
    return drafting.draft(facts, words.utterances, words.items, words.members, words.kind, words.template)


def draft_section(meeting: Meeting, item_number: int, title: str, *, actor: Any) -> types.DraftSection:
    """One item drafted anew from the words as they stand now."""
    words = words_of(meeting)
    draft = plain_draft(words)
    section = next((each for each in draft.sections if each.item == item_number), types.DraftSection(item_number, ""))
    return phrase_section(section, words, draft.facts, actor=actor, subject=meeting.subject)


def phrase_section(
    section: types.DraftSection, words: Words, facts: Sequence[types.Fact], *, actor: Any, subject: str
) -> types.DraftSection:
    """The model phrases what code established; whatever it gets wrong stays as code wrote it."""
    if gateway.text_engine() is None:
        return section

    def ask(messages: Sequence[dict[str, str]], max_tokens: int, schema: dict[str, Any]) -> str:
        made = gateway.generate(
            ai_uses.PHRASE,
            [gateway.Message(each["role"], each["content"]) for each in messages],  # type: ignore[arg-type]
            actor=actor,
            subject=subject,
            max_tokens=max_tokens,
            json_schema=schema,
        )
        return made.text

    try:
        return phrasing.phrase_section(
            section,
            words.utterances,
            facts,
            words.members,
            ask,
            context_tokens=gateway.context_tokens(),
            count_tokens=gateway.count_tokens,
        )
    except (gateway.EngineError, gateway.Refused) as error:
        logger.warning("Section %s stays as code wrote it: %s", section.item, error)
        return section


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
    names = [] if meeting.recording.is_transcript else [gateway.speech_engine().model]
    phrased = any(sentence.phrased_by == "model" for section in sections for sentence in section.sentences)
    if phrased and (text := gateway.text_engine()):
        names.append(text.model)
    return names


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
