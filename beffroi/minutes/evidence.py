"""What the minutes bring to the proof of the charter: what was validated and checked, how relectures go by service."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count

from beffroi.charter.domain.rubber_stamp import Validation
from beffroi.charter.evidence import EvidenceItem, Period, provides, tells_validations
from beffroi.charter.public_people import names_public
from beffroi.charter.state import service_of


@provides("minutes")
def evidence(period: Period) -> list[EvidenceItem]:
    """Texts prepared with an AI: how many were validated by a named person, how many points were checked."""
    from .models import Approval, Flag, Minutes, SittingFlag

    days = (period.first, period.last)
    drafted = Minutes.objects.filter(drafted_at__date__range=days).exclude(engines=[])
    approvals = Approval.objects.filter(at__date__range=days).exclude(minutes__engines=[])
    cleared = Flag.objects.filter(cleared_at__date__range=days)
    kept = SittingFlag.objects.filter(cleared_at__date__range=days, answer="stands")
    waiting = drafted.exclude(pk__in=approvals.values("minutes_id")).count()
    made = [
        EvidenceItem(1, "Comptes rendus et procès-verbaux validés par une personne", approvals.count(), period),
        EvidenceItem(2, "Points signalés et levés par un relecteur", cleared.count(), period, _answers(cleared)),
        EvidenceItem(2, "Contradictions de séance maintenues avec leur raison", kept.count(), period),
    ]
    if waiting:
        made.append(EvidenceItem(2, "Textes préparés et pas encore relus", waiting, period, missing=True))
    return made


def _answers(cleared) -> tuple[str, ...]:  # type: ignore[no-untyped-def]
    counted = cleared.order_by().values_list("answer").annotate(count=Count("pk"))
    from .models import FlagAnswer

    return tuple(f"{FlagAnswer(answer).label} : {count}" for answer, count in counted if answer)


@tells_validations("minutes")
def validations(period: Period) -> Iterable[Validation]:
    """One a text validated in the period. The reading time is that of all its readers together."""
    from .models import Approval, Sentence

    days = (period.first, period.last)
    for approval in Approval.objects.filter(at__date__range=days).select_related("minutes", "by"):
        rows = Sentence.objects.filter(section__minutes=approval.minutes)
        words = sum(len(row.text.split()) for row in rows if row.text)
        edited = any(row.text != row.machine_text for row in rows)
        yield Validation(service_of(approval.by), words, approval.minutes.reading_seconds, edited)


@names_public("minutes")
def members() -> Iterable[str]:
    """Who sits at a council may be named to a model; whoever was at another meeting may not for that alone."""
    from .models import Participant

    people = Participant.objects.filter(meeting__kind="council").values_list("first_name", "last_name").distinct()
    return {f"{first} {last}".strip() for first, last in people}
