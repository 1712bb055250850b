"""What would be given to the model for an item, exactly, without giving it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from beffroi.charter import gateway
from beffroi.minutes.domain import phrasing
from beffroi.minutes.models import Section

from .draft_minutes import as_messages, plain_draft, words_of


def would_ask(section: Section) -> list[list[gateway.Message]]:
    """The requests that redrafting this item would make; none where there is nothing to phrase, or no model."""
    if gateway.text_engine() is None:
        return []
    words = words_of(section.minutes.meeting)
    draft = plain_draft(words)
    drafted = next((each for each in draft.sections if each.item == section.item_number), None)
    if drafted is None:
        return []
    asked: list[list[gateway.Message]] = []

    def collect(messages: Sequence[dict[str, str]], max_tokens: int, schema: dict[str, Any]) -> str:
        asked.append(as_messages(messages))
        return "[]"

    phrasing.phrase_section(
        drafted,
        words.utterances,
        draft.facts,
        words.members,
        collect,
        context_tokens=gateway.context_tokens(),
        # An estimate: a page that only shows does not start a model to count.
        count_tokens=lambda text: len(text) // 3 + 1,
    )
    return asked
