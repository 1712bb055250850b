"""Proposes what the public should perhaps not hear nor read: by code, for a reader to decide."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction

from beffroi.audit.journal import record
from beffroi.facts import fold
from beffroi.minutes.domain.secrecy.candidates import Candidate, Passage, find_candidates
from beffroi.minutes.models import (
    Deliberation,
    Meeting,
    Redaction,
    RedactionReason,
    RedactionState,
    Sentence,
)

from .public_mask import closed_stretches_of, unseen_closed_stretches, what_blocks
from .secrecy_rights import is_published


@transaction.atomic
def propose(meeting: Meeting) -> int:
    """Look again for what should perhaps be masked; what was decided stays decided, what is no longer there goes.
    Nothing new is proposed in a published text. Returns how many await a decision."""
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    found = 0
    if not is_published(meeting):
        found += _propose_passages(meeting)
    found += _propose_closed_doors(meeting)
    if found:
        record("redactions_proposed", subject=meeting.subject, count=found)
    return int(meeting.redactions.filter(state=RedactionState.CANDIDATE).count())


def before_publication(meeting: Meeting) -> list[str]:
    """What a person must decide before anything of this meeting is published, looked for now, in French."""
    propose(meeting)
    return what_blocks(meeting)


def _propose_passages(meeting: Meeting) -> int:
    members = meeting.members()
    wanted = {each.key: each for each in find_candidates(passages_of(meeting), members)}
    known = {_key(row): row for row in meeting.redactions.exclude(reason=RedactionReason.CLOSED_DOORS)}
    for key, row in known.items():
        if row.state == RedactionState.CANDIDATE and row.found_by == "code" and key not in wanted:
            row.delete()
    fresh = [candidate for key, candidate in wanted.items() if key not in known]
    for candidate in fresh:
        _row(meeting, candidate).save()
    return len(fresh)


def _key(row: Redaction) -> tuple[object, ...]:
    if row.terms:
        return tuple(fold(term) for term in row.terms)
    return row.reason, row.first_utterance, row.start


def _row(meeting: Meeting, candidate: Candidate) -> Redaction:
    return Redaction(
        meeting=meeting,
        reason=candidate.reason,
        terms=list(candidate.terms),
        first_utterance=candidate.utterance,
        last_utterance=candidate.utterance,
        start=candidate.start,
        end=candidate.end,
        label=candidate.why[:300],
        found_by="code",
    )


def _propose_closed_doors(meeting: Meeting) -> int:
    """Each stretch behind closed doors, as soon as it is known; one that an event moved is asked about again."""
    current = {(each.first, each.last) for each in closed_stretches_of(meeting)}
    rows = meeting.redactions.filter(reason=RedactionReason.CLOSED_DOORS, state=RedactionState.CANDIDATE)
    for row in rows.filter(found_by="code"):
        if (row.first_utterance, row.last_utterance) not in current:
            row.delete()
    fresh = unseen_closed_stretches(meeting)
    for stretch in fresh:
        placed = stretch.first is not None
        Redaction(
            meeting=meeting,
            reason=RedactionReason.CLOSED_DOORS,
            first_utterance=stretch.first,
            last_utterance=stretch.last,
            label="" if placed else "Huis clos saisi à la main : indiquez les paroles qu’il couvre.",
            found_by="code",
        ).save()
    return len(fresh)


def passages_of(meeting: Meeting) -> Iterator[Passage]:
    """All that the public may read or hear of it."""
    for utterance in meeting.utterances.select_related("voice"):
        value = utterance.as_value()
        yield Passage(value.text, f"paroles de {value.speaker}" if value.speaker else "paroles", value)
    sentences = Sentence.objects.filter(section__minutes__meeting=meeting).exclude(text="").select_related("section")
    for sentence in sentences:
        yield Passage(sentence.text, f"texte, « {sentence.section.title} »")
    for act in Deliberation.objects.filter(item__meeting=meeting).select_related("item"):
        where = f"délibération, point {act.item.number}"
        for text in (act.object, act.visas, act.considerants, act.articles, act.debate, act.plain_summary):
            if text:
                yield Passage(text, where)
