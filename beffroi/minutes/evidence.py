"""What the minutes know that proves the charter, and who of the council may be named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from beffroi.charter.domain.rubber_stamp import Validation
from beffroi.charter.evidence import EvidenceItem, Period, provides, tells_validations
from beffroi.charter.public_people import names_public
from beffroi.charter.state import service_of

from .models import Approval, Change, Participant


@names_public("minutes")
def members() -> Iterable[str]:
    """Who sits at a council; whoever was at another meeting is not public for that."""
    people = Participant.objects.filter(meeting__kind="council").values_list("first_name", "last_name").distinct()
    return {f"{first} {last}".strip() for first, last in people}


@tells_validations("minutes")
def validations(period: Period) -> Iterator[Validation]:
    """One an approved text: the service of whoever approved it, never their name."""
    for approval in _approvals(period):
        minutes = approval.minutes
        words = sum(len(sentence.split()) for section in approval.content for sentence in section["sentences"])
        edited = Change.objects.filter(minutes=minutes, undone=False, at__lte=approval.at).exclude(what="flag").exists()
        yield Validation(service_of(approval.by), words, minutes.reading_seconds, edited)


@provides("minutes")
def evidence(period: Period) -> list[EvidenceItem]:
    approvals = _approvals(period)
    texts = len({approval.minutes_id for approval in approvals})
    return [EvidenceItem(1, "Comptes rendus approuvés par une personne nommée", texts, period)] if texts else []


def _approvals(period: Period) -> list[Any]:
    start = timezone.make_aware(datetime.combine(period.first, time()))
    end = timezone.make_aware(datetime.combine(period.last, time())) + timedelta(days=1)
    found = Approval.objects.filter(at__gte=start, at__lt=end)
    return list(found.select_related("minutes", "by").order_by("at"))
