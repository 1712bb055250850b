"""One item is drafted again, after its words were corrected; what people wrote is kept."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from beffroi.audit.journal import record
from beffroi.minutes.models import Section

from .draft_minutes import draft_section, write_sentences
from .verify_minutes import reverify


def redraft_item(section: Section, *, user: Any) -> None:
    """Replace the machine's sentences of this item by a new draft; sentences edited by hand stay where they are.

    Raises Refused, EngineError from the gateway only when no fallback exists (there is one)."""
    minutes = section.minutes
    drafted = draft_section(minutes.meeting, section.item_number, section.title, actor=user)
    with transaction.atomic():
        section.sentences.filter(edited_by=None).delete()
        kept = {sentence.machine_text for sentence in section.sentences.all()}
        fresh = [sentence for sentence in drafted.sentences if sentence.text not in kept]
        write_sentences(section, fresh)
        section.cut = drafted.cut
        section.save(update_fields=["cut"])
        record("item_redrafted", actor=user, subject=minutes.meeting.subject, item=section.item_number)
        reverify(minutes)
