"""Each number, date, amount, name and vote of the text is looked for in its sources: by code, never a model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from beffroi.minutes.domain import types, verify
from beffroi.minutes.domain.typography import typographic
from beffroi.minutes.models import Flag, FlagAnswer, Meeting, Minutes, Section, Sentence
from beffroi.work.jobs import JobRun

from .draft_minutes import Words, words_of
from .sitting import has_events


def verify_minutes(meeting: Meeting, run: JobRun) -> None:
    """Raise the flags of a fresh draft."""
    minutes = Minutes.objects.get(meeting=meeting)
    run.progress("Vérification de chaque chiffre, nom et vote")
    reverify(minutes)


@dataclass(frozen=True, slots=True)
class _Text:
    """The text as values, and the rows that each section and sentence came from."""

    draft: types.Draft
    sections: list[Section]
    sentences: list[list[Sentence]]


@transaction.atomic
def reverify(minutes: Minutes) -> None:
    """Bring the flags up to date with the text as it stands: what a reader answered stays answered while the
    words it was about are the same; what no longer holds is closed; what is new is opened."""
    text = _as_values(minutes)
    words: Words = words_of(minutes.meeting)
    # A text written by hand has no words to be compared with: its reader answers for all of it.
    raised_now = (
        verify.verify(
            text.draft,
            words.utterances,
            words.members,
            words.items,
            words.kind,
            with_ledger=has_events(minutes.meeting),
        )
        if words.utterances
        else []
    )
    found = {_key(raised, text): raised for raised in raised_now}
    known: dict[tuple[object, ...], Flag] = {}
    for flag in minutes.flags.select_related("sentence", "section"):
        known[_row_key(flag)] = flag
    for key, flag in known.items():
        if key not in found and flag.is_open:
            flag.answer = FlagAnswer.OBSOLETE
            flag.save(update_fields=["answer"])
        elif key in found and flag.answer == FlagAnswer.OBSOLETE:
            flag.answer = ""
            flag.save(update_fields=["answer"])
    for key, raised in found.items():
        if key not in known:
            _open(minutes, raised, text)


def _as_values(minutes: Minutes) -> _Text:
    sections = list(minutes.sections.all())
    rows = [[sentence for sentence in section.sentences.all() if sentence.text] for section in sections]
    drafted = tuple(
        types.DraftSection(
            section.item_number,
            section.title,
            tuple(_sentence(sentence) for sentence in sentences),
            section.cut,
        )
        for section, sentences in zip(sections, rows, strict=True)
    )
    return _Text(types.Draft(drafted), sections, rows)


def _sentence(row: Sentence) -> types.DraftSentence:
    return types.DraftSentence(row.text, types.SentenceKind(row.kind), tuple(row.sources), row.origin)


def _place(raised: types.Flag, text: _Text) -> tuple[Section | None, Sentence | None]:
    if raised.section is None:
        return None, None
    section = text.sections[raised.section]
    if raised.sentence is None:
        return section, None
    return section, text.sentences[raised.section][raised.sentence]


def _key(raised: types.Flag, text: _Text) -> tuple[object, ...]:
    section, sentence = _place(raised, text)
    return (
        str(raised.kind),
        section.pk if section else None,
        sentence.pk if sentence else None,
        raised.written[:300],
        raised.heard[:500],
        typographic(raised.message) if not raised.written else "",
    )


def _row_key(flag: Flag) -> tuple[object, ...]:
    return (
        flag.kind,
        flag.section_id,
        flag.sentence_id,
        flag.written,
        flag.heard,
        flag.message if not flag.written else "",
    )


def _open(minutes: Minutes, raised: types.Flag, text: _Text) -> None:
    section, sentence = _place(raised, text)
    Flag(
        minutes=minutes,
        section=section,
        sentence=sentence,
        kind=raised.kind,
        message=typographic(raised.message),
        written=raised.written[:300],
        heard=raised.heard[:500],
        arithmetic=raised.arithmetic[:300],
        blocking=raised.blocking,
        sources=list(raised.sources),
    ).save()


def open_flags(minutes: Minutes) -> Sequence[Flag]:
    return list(minutes.flags.filter(answer="").select_related("sentence", "section"))
