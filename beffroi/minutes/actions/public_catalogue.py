"""Every published sitting of a commune, and the search in them, made again only when something public changed.

What is kept is in the memory of the process. It is never served on trust: a mark of all that can change what the public
sees is read from the database each time, so that a passage masked a second ago is masked in the very next answer.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
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
from beffroi.town.scope import current_commune

from .public_files import Online, online
from .public_view import Published, stage_of

Mark = tuple[Any, ...]
MOST_SITTINGS, MOST_COMMUNES = 2000, 16
_sittings: OrderedDict[int, tuple[Mark, PublicSitting]] = OrderedDict()
_indexes: OrderedDict[int, tuple[tuple[PublicSitting, ...], SearchIndex]] = OrderedDict()


def catalogue() -> tuple[PublicSitting, ...]:
    """The published sittings of the commune in scope, latest first."""
    documents: dict[int, list[Online]] = {}
    for each in online():
        documents.setdefault(each.document.sitting_id, []).append(each)
    marks = _marks()
    rows = Sitting.objects.filter(pk__in=documents).exclude(public_slug="").select_related("meeting", "commune")
    found = [_one(row, documents[row.pk], marks[row.pk]) for row in rows.order_by("-meeting__starts_at", "-pk")]
    return tuple(each for each in found if each is not None)


def search_index() -> SearchIndex:
    commune = current_commune()
    sittings = catalogue()
    if commune is None:
        return SearchIndex(())
    kept = _indexes.get(commune.pk)
    # The very same sittings: each is made again when it changes.
    if kept is None or len(kept[0]) != len(sittings) or any(a is not b for a, b in zip(kept[0], sittings, strict=True)):
        kept = (sittings, SearchIndex(sittings))
        _keep(_indexes, commune.pk, kept, MOST_COMMUNES)
    return kept[1]


def _one(row: Sitting, documents: list[Online], mark: Mark) -> PublicSitting | None:
    stage = stage_of(documents)
    if stage is None:
        return None
    kept = _sittings.get(row.pk)
    if kept is None or kept[0] != mark:
        kept = (mark, Published(row, documents, stage).view())
        _keep(_sittings, row.pk, kept, MOST_SITTINGS)
    return kept[1]


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
    return {
        pk: (slug, mayor, council, by_sitting.get(pk, ()), by_meeting.get(meeting, ()))
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
