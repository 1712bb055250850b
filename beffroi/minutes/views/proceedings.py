"""The course of a sitting read back: its opening, each item with what happened in it, what contradicts itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from beffroi.minutes.actions.paper_votes import short_vote
from beffroi.minutes.actions.papers import Papers
from beffroi.minutes.domain.event_words import KINDS, describe
from beffroi.minutes.domain.item_kind import is_financial_account
from beffroi.minutes.domain.sitting import events as e
from beffroi.minutes.forms.events import EVENT_FORMS
from beffroi.minutes.models import AgendaItem, SittingEvent, SittingFlag
from beffroi.town.permissions import agent

from .common import may_read, sitting_or_404
from .roster_names import names_of

FATES = {
    "pending": ("later", "à venir"),
    "discussed": ("check", "sans résultat"),
    "adopted": ("done", "adopté"),
    "rejected": ("block", "rejeté"),
    "tied": ("check", "partage des voix"),
    "acknowledged": ("done", "prise d’acte"),
    "named": ("done", "désignation"),
    "withdrawn": ("later", "retiré"),
    "postponed": ("later", "reporté"),
    "elected": ("done", "élu"),
}
"""Tone and word of what became of an item."""
ACKNOWLEDGED = (e.ItemKind.DELEGATED, e.ItemKind.INFORMATION, e.ItemKind.ACKNOWLEDGEMENT)


@dataclass(frozen=True, slots=True)
class Line:
    """An event as the page shows it."""

    row: SittingEvent
    kind: str
    words: str
    at: str
    seconds: float | None
    """Second of the recording where it was heard."""


@dataclass(slots=True)
class Block:
    """An item with what happened in it; ``item`` None: the opening, or the end."""

    title: str
    item: AgendaItem | None = None
    lines: list[Line] = field(default_factory=list)
    tone: str = ""
    fate: str = ""
    vote: str = ""
    flags: list[SittingFlag] = field(default_factory=list)
    acknowledged: bool = False
    """Whether such an item usually ends without a vote."""
    maybe_account: bool = False
    """Its title is that of the vote on the accounts, which nobody declared."""


@agent
@require_safe
def proceedings(request: HttpRequest, pk: UUID) -> HttpResponse:
    sitting = sitting_or_404(pk)
    papers = Papers(sitting)
    lines = lines_of(papers)
    flags = list(sitting.flags.exclude(answer="gone").select_related("cleared_by"))
    context = {
        "meeting": sitting.meeting,
        "sitting": sitting,
        "papers": papers,
        "opening": [line for line in lines if line.row.item_number is None and _before_items(line, lines)],
        "closing": [line for line in lines if line.row.item_number is None and not _before_items(line, lines)],
        "blocks": blocks_of(papers, lines, flags),
        "open_flags": [flag for flag in flags if flag.is_open and flag.blocking],
        "notices": [flag for flag in flags if flag.is_open and not flag.blocking],
        "kept_flags": [flag for flag in flags if not flag.is_open],
        "withdrawn": _withdrawn(papers),
        "quorum": next((each for each in papers.ledger.quorums if each.moment == "opening"), None),
        "kinds": EVENT_FORMS,
        "reader": may_read(request),
        "heard": sitting.meeting.utterances.exists(),
    }
    return render(request, "minutes/council/proceedings.html", context)


def _before_items(line: Line, lines: list[Line]) -> bool:
    first = next((each.row.position for each in lines if each.row.item_number is not None), None)
    return first is None and line.row.kind != e.Closed.kind or first is not None and line.row.position < first


def lines_of(papers: Papers) -> list[Line]:
    starts = {each.index: each.start for each in papers.meeting.utterances.only("index", "start")}
    rows = {row.pk: row for row in papers.sitting.events.filter(withdrawn_at=None).select_related("by")}
    names = names_of(papers)
    return [_line(rows[entry.id], entry, names, starts) for entry in papers.entries if entry.id in rows]


def _line(row: SittingEvent, entry: e.Entry, names: dict[str, str], starts: dict[int, float | None]) -> Line:
    at = timezone.localtime(entry.at) if entry.at else None
    heard = next((starts[index] for index in entry.source.utterances if starts.get(index) is not None), None)
    return Line(
        row,
        KINDS.get(row.kind, row.kind),
        describe(entry.event, names),
        f"{at:%-H h %M}" if at else "",
        heard,
    )


def blocks_of(papers: Papers, lines: list[Line], flags: list[SittingFlag]) -> list[Block]:
    made = []
    for item in papers.items:
        tone, fate = FATES[papers.state(item).fate]
        own = [flag for flag in flags if flag.item_number == item.number and flag.is_open and flag.blocking]
        made.append(
            Block(
                item.title,
                item,
                [line for line in lines if line.row.item_number == item.number],
                # A result that the sitting contradicts is not shown as settled.
                "block" if own else tone,
                fate,
                short_vote(papers.ballot(item)),
                own,
                item.kind in ACKNOWLEDGED,
                not item.financial_account and is_financial_account(item.title),
            )
        )
    return made


def _withdrawn(papers: Papers) -> list[Line]:
    names = names_of(papers)
    rows = (
        papers.sitting.events.exclude(withdrawn_at=None).select_related("by", "withdrawn_by").order_by("-withdrawn_at")
    )
    return [_line(row, row.as_entry(), names, {}) for row in rows[:20]]
