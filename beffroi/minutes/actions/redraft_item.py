"""One item is drafted again, after its words were corrected; what people wrote is kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from beffroi.audit.journal import record
from beffroi.minutes.domain.text import fold
from beffroi.minutes.domain.types import DraftSentence
from beffroi.minutes.models import Section

from .adopted import require_not_adopted
from .draft_minutes import draft_section, write_sentences
from .verify_minutes import reverify


def redraft_item(section: Section, *, user: Any) -> None:
    """Replace the machine's sentences of this item by a new draft; sentences edited by hand stay where they are.

    Raises Adopted; Refused, EngineError from the gateway only when no fallback exists (there is one)."""
    minutes = section.minutes
    require_not_adopted(minutes.meeting)
    drafted = draft_section(minutes.meeting, section.item_number, section.title, actor=user)
    with transaction.atomic():
        replace_machine_sentences(section, drafted.sentences)
        section.cut = drafted.cut
        section.save(update_fields=["cut"])
        record("item_redrafted", actor=user, subject=minutes.meeting.subject, item=section.item_number)
        reverify(minutes)


def replace_machine_sentences(section: Section, drafted: Sequence[DraftSentence]) -> None:
    """The machine's sentences give way to ``drafted``; one that a person already rewrote does not come back."""
    ranks = {sentence.pk: rank for rank, sentence in enumerate(section.sentences.all())}
    rewritten = {fold(sentence.machine_text) for sentence in section.sentences.exclude(edited_by=None)}
    section.sentences.filter(edited_by=None).delete()
    write_sentences(section, [each for each in drafted if fold(each.text) not in rewritten], ranks)
