"""Every published sitting of a commune, and the search in them, made again only when something public changed.

What is kept is in the memory of the process. It is never served on trust: a mark of all that can change what the public
sees is read from the database each time, so that a passage masked a second ago is masked in the very next answer.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Count, Max

from beffroi.minutes.domain.public import PublicSitting
from beffroi.minutes.domain.public_search import SearchIndex
from beffroi.minutes.models import (
    CouncilSettings,
    Deliberation,
    Publication,
    PvStepDone,
    Redaction,
    Sitting,
    SittingEvent,
    Transmission,
    Utterance,
)
from beffroi.town.scope import commune_in_scope

from .public_files import Online, online
from .public_view import Published, stage_of

Mark = tuple[Any, ...]
MOST_SITTINGS, MOST_COMMUNES = 2000, 16
_sittings: OrderedDict[int, tuple[Mark, PublicSitting]] = OrderedDict()
_communes: OrderedDict[int, _Commune] = OrderedDict()


@dataclass
class _Commune:
    """What was made for a state of its publications; the index only once somebody searches."""

    marks: dict[int, Mark]
    sittings: tuple[PublicSitting, ...]

    @cached_property
    def index(self) -> SearchIndex:
        return SearchIndex(self.sittings)


def catalogue() -> tuple[PublicSitting, ...]:
    """The published sittings of the commune in scope, latest first."""
    return _current().sittings


def last_change() -> datetime | None:
    """When something last came to the public of the commune in scope, changed or left; None: never."""
    moments = [sitting.updated for sitting in catalogue()]
    published = Publication.objects.aggregate(last=Max("at"))["last"]
    return max([*moments, published]) if published else None


def search_index() -> SearchIndex:
    return _current().index


def _current() -> _Commune:
    commune = commune_in_scope("Les séances publiées sont demandées")
    marks = _marks()
    kept = _communes.get(commune.pk)
    if kept is None or kept.marks != marks:
        kept = _Commune(marks, tuple(_made(marks)))
        _keep(_communes, commune.pk, kept, MOST_COMMUNES)
    return kept


def _made(marks: dict[int, Mark]) -> Iterator[PublicSitting]:
    """Only those that changed are made again."""
    documents: dict[int, list[Online]] = {}
    for each in online():
        documents.setdefault(each.document.sitting_id, []).append(each)
    rows = Sitting.objects.filter(pk__in=documents).exclude(public_slug="").select_related("meeting", "commune")
    for row in rows.order_by("-meeting__starts_at", "-pk"):
        stage = stage_of(documents[row.pk])
        if stage is None:
            continue
        kept = _sittings.get(row.pk)
        if kept is None or kept[0] != marks[row.pk]:
            kept = (marks[row.pk], Published(row, documents[row.pk], stage).view())
            _keep(_sittings, row.pk, kept, MOST_SITTINGS)
        yield kept[1]


def _keep(kept: OrderedDict[int, Any], key: int, value: Any, most: int) -> None:
    kept[key] = value
    kept.move_to_end(key)
    while len(kept) > most:
        kept.popitem(last=False)


def _marks() -> dict[int, Mark]:
    """For each sitting, all that can change what the public reads of it."""
    council = tuple(CouncilSettings.objects.values_list("council_name", "siret"))
    masked = Redaction.objects.order_by().values("meeting")
    by_sitting = _grouped(
        Publication.objects.order_by().values_list("document__sitting").annotate(Max("pk"), Count("pk")),
        PvStepDone.objects.order_by().values_list("sitting").annotate(Max("pk")),
        SittingEvent.objects.order_by().values_list("sitting")
        .annotate(Max("pk"), Max("withdrawn_at"), Count("withdrawn_at")),
    )  # fmt: skip
    by_meeting = _grouped(
        Redaction.objects.order_by("pk").values_list("meeting", *_fields(Redaction)),
        Utterance.objects.filter(meeting__in=masked).order_by().values_list("meeting")
        .annotate(Max("corrected_at"), Count("pk")),
        Deliberation.objects.order_by("pk")
        .values_list("item__meeting", "pk", "number", "object", "plain_summary", "plain_read_at", "matter_code"),
        Transmission.objects.order_by().values_list("deliberation__item__meeting").annotate(Max("pk")),
    )  # fmt: skip
    # The meeting's own key with them: in a database put back from a copy, the numbers may be those of other sittings.
    return {
        pk: (meeting, slug, mayor, council, by_sitting.get(pk, ()), by_meeting.get(meeting, ()))
        for pk, meeting, slug, mayor in Sitting.objects.values_list("pk", "meeting_id", "public_slug", "mayor_id")
    }


def _fields(model: Any) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


def _grouped(*queries: Iterable[tuple[Any, ...]]) -> dict[Any, tuple[Any, ...]]:
    found: dict[Any, list[Any]] = {}
    for rank, query in enumerate(queries):
        for key, *values in query:
            found.setdefault(key, []).append((rank, repr(values)))
    return {key: tuple(values) for key, values in found.items()}
