"""The list of the deliberations examined, as the sitting stands (CGCT L2121-25)."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from beffroi.minutes.domain.acts.listing import DeliberationList, Examined, ListLine
from beffroi.minutes.domain.sitting.events import ItemKind
from beffroi.minutes.models import AgendaItem, Publication

from .paper_votes import short_vote
from .papers import Papers, prepared_of

EXAMINED = {
    "adopted": Examined.ADOPTED,
    "elected": Examined.ADOPTED,
    "rejected": Examined.REJECTED,
    "tied": Examined.REJECTED,
    "acknowledged": Examined.ACKNOWLEDGED,
    "named": Examined.NAMED,
    "postponed": Examined.POSTPONED,
    "withdrawn": Examined.WITHDRAWN,
}
"""The list tells what became of each deliberation; a tie that nothing settles is not adopted."""


def list_act(papers: Papers, *, provisional: bool) -> DeliberationList:
    lines = [line for item in papers.items if (line := line_of(papers, item))]
    published = Publication.objects.filter(document__sitting=papers.sitting, document__kind="list", ends=False).first()
    on = timezone.localdate(published.at) if published else None
    return DeliberationList(
        papers.head,
        tuple(lines),
        signatory=papers.mayor,
        displayed_on=on,
        displayed_at=papers.body.seat,
        online_on=on if published and published.mode == "electronic" else None,
        provisional=provisional,
    )


def without_result(papers: Papers) -> str:
    """ "le point 3": the first on which the council was to decide and of which nothing is known; empty: none."""
    deciding = set(ItemKind) - {ItemKind.QUESTION, ItemKind.INFORMATION, ItemKind.DELEGATED}
    waiting = [
        item.number
        for item in papers.items
        if papers.state(item).fate not in EXAMINED and (prepared_of(item) or item.kind in deciding)
    ]
    return f"le point {waiting[0]}" if waiting else ""


def line_of(papers: Papers, item: AgendaItem) -> ListLine | None:
    """An item that was put to the council; questions and information are no deliberations."""
    fate = papers.state(item).fate
    prepared = prepared_of(item)
    if fate not in EXAMINED or (prepared is None and item.kind in {ItemKind.QUESTION, ItemKind.INFORMATION}):
        return None
    return ListLine(
        (prepared.number if prepared else "") or item.reference or str(item.number),
        prepared.object if prepared else item.title,
        EXAMINED[fate],
        vote=short_vote(papers.ballot(item)),
    )


def listed(papers: Papers) -> list[dict[str, Any]]:
    """The lines of the list as the public reads them, kept with its file: what is published does not follow the
    sitting any more."""
    return [
        {
            "item": item.pk,
            "number": item.number,
            "title": prepared.object if (prepared := prepared_of(item)) else item.title,
            "fate": papers.state(item).fate,
            "reference": prepared.number if prepared else "",
        }
        for item in papers.items
        if line_of(papers, item)
    ]
