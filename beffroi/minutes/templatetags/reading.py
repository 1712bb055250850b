"""The text of the minutes on the proof-reading page: doubtful words marked where they stand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from beffroi.minutes.domain.typography import flat
from beffroi.minutes.models import Utterance

register = template.Library()


@register.simple_tag
def marked(text: str, flags: Iterable[Any]) -> SafeString:
    """``text`` with what each open point doubts between <mark>s (longest first, never one inside another). A doubt
    on the whole sentence is told by its margin alone."""
    looked_up = flat(text)
    doubts = {found for flag in flags if (found := _doubt(flag, looked_up))}
    spans: list[tuple[int, int]] = []
    for words in sorted(doubts, key=len, reverse=True):
        start = looked_up.find(words)
        if all(start >= end or start + len(words) <= begin for begin, end in spans):
            spans.append((start, start + len(words)))
    made, at = [], 0
    for begin, end in sorted(spans):
        made.append(escape(text[at:begin]))
        made.append(format_html('<mark class="doubt">{}</mark>', text[begin:end]))
        at = end
    made.append(escape(text[at:]))
    return mark_safe("".join(made))  # noqa: S308 - every piece is escaped above


def _doubt(flag: Any, text: str) -> str:
    """The words of ``text`` that the point is about: as written, else as heard; none for the whole sentence."""
    for words in (flag.written, flag.heard):
        wanted = flat(words).strip(" «»")
        if wanted and wanted in text and len(wanted) < len(text) * 0.8:
            return wanted
    return ""


@register.simple_tag
def spoken(utterance: Utterance) -> SafeString:
    """The words of an utterance, each knowing when it is said; plain text where times are unknown."""
    if not utterance.words:
        return escape(utterance.text)
    pieces = [
        format_html(
            '<span class="w" data-s="{}" data-e="{}">{}</span>', f"{start:.2f}", f"{end:.2f}", str(text).strip()
        )
        for start, end, text, *_ in utterance.words
    ]
    return mark_safe(" ".join(pieces))  # noqa: S308 - every piece is escaped above


@register.filter
def joined(values: Iterable[Any]) -> str:
    """Values for a data attribute: "3 4 7"."""
    return " ".join(str(value) for value in values)
