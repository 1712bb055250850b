"""The dates of a sitting: what is due, what was done, and the reminders that leave once."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from beffroi.minutes.domain.law.calendar import Deadline, Nature, SittingFacts, Status, deadlines
from beffroi.minutes.domain.law.publication import PublicationMode
from beffroi.minutes.domain.law.references import citation
from beffroi.minutes.domain.law.regimes import Regime
from beffroi.minutes.domain.law.steps import ActFacts
from beffroi.minutes.models import (
    CouncilSettings,
    Deliberation,
    DocumentKind,
    Meeting,
    Publication,
    PvStep,
    PvStepDone,
    Recording,
    Reminder,
    Sitting,
)
from beffroi.town.scope import scope
from beffroi.work import outbox

from .papers import Papers
from .send import addresses
from .send_issued import first_sent
from .sitting import council_of

REMIND_DAYS_BEFORE = (7, 2, 0)


def deadlines_of(sitting: Sitting, today: date | None = None) -> list[Deadline]:
    """Empty where the sitting has no date."""
    facts = facts_of(sitting)
    return deadlines(facts, today or timezone.localdate()) if facts else []


def unfinished() -> list[Sitting]:
    """The sittings whose dates are still worth telling: an old one whose procès-verbal is published awaits nothing."""
    long_ago = timezone.now() - timedelta(days=400)
    done = Sitting.objects.filter(pv_steps__step=PvStep.PUBLISHED, meeting__starts_at__lt=long_ago)
    return list(Sitting.objects.exclude(pk__in=done).select_related("meeting__recording", "commune"))


def facts_of(sitting: Sitting) -> SittingFacts | None:
    """What is known of the sitting's dates, from the rows."""
    meeting, council = sitting.meeting, council_of(sitting.commune)
    if meeting.starts_at is None:
        return None
    steps = {each.step: each for each in PvStepDone.objects.filter(sitting=sitting)}
    shown = Publication.objects.filter(document__sitting=sitting, document__kind=DocumentKind.LIST, ends=False)
    recording = Recording.objects.filter(meeting=meeting).first()
    return SittingFacts(
        sitting_date=timezone.localdate(meeting.starts_at),
        regime=Regime(sitting.regime),
        population=council.population,
        urgent=sitting.urgent,
        first_sitting=sitting.first_sitting,
        has_website=council.has_website,
        after_failed_quorum=sitting.second_of_id is not None,
        publication_mode=PublicationMode(council.publication_mode),
        convocation_sent_on=sitting.convened_on,
        list_displayed_on=_day(shown.filter(mode="posting")),
        list_online_on=_day(shown.filter(mode="electronic")),
        acts=tuple(_act(each) for each in _deliberations(meeting)),
        next_sitting_date=_next(meeting),
        pv_adopted_on=_on(steps.get("adopted")),
        pv_signed_on=_on(steps.get("signed")),
        pv_published_on=_on(steps.get("published")),
        pv_paper_on=_paper(steps.get("published")),
        list_to_communes_on=_local(first_sent(sitting, DocumentKind.LIST)),
        pv_to_communes_on=_local(first_sent(sitting, DocumentKind.PV_SIGNED)),
        sound_kept=recording is not None and not recording.is_transcript and recording.removed_at is None,
        sound_hold=_hold(recording),
        sound_deletion_authorised_on=_permit(recording, council),
        sound_deleted_on=timezone.localdate(recording.removed_at) if recording and recording.removed_at else None,
    )


def _on(step: PvStepDone | None) -> date | None:
    return step.on if step else None


def _paper(step: PvStepDone | None) -> date | None:
    return step.on if step and step.details.get("paper") else None


def _day(lines) -> date | None:  # type: ignore[no-untyped-def]
    first = lines.order_by("at").first()
    return timezone.localdate(first.at) if first else None


def _local(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None


def _next(meeting: Meeting) -> date | None:
    following = Meeting.objects.filter(kind=meeting.kind, starts_at__gt=meeting.starts_at).order_by("starts_at").first()
    return timezone.localdate(following.starts_at) if following else None


def _hold(recording: Recording | None) -> str:
    hold = recording.holds.filter(lifted_at=None).first() if recording else None
    return hold.get_reason_display() if hold else ""


def _permit(recording: Recording | None, council: CouncilSettings) -> date | None:
    permit = getattr(recording, "deletion_permit", None) if recording else None
    if permit is not None:
        granted: date = permit.granted_on
        return granted
    return date.min if council.archive_exemption else None


def _deliberations(meeting: Meeting) -> list[Deliberation]:
    found = Deliberation.objects.filter(item__meeting=meeting).select_related("item__meeting")
    return list(found.prefetch_related("transmissions", "documents__publications"))


def _act(deliberation: Deliberation) -> ActFacts:
    """From rows already read: no query a deliberation."""
    meeting = deliberation.item.meeting
    sent = list(deliberation.transmissions.all())
    documents = list(deliberation.documents.all())
    lines = [line for each in documents for line in each.publications.all() if not line.ends]
    ballot = (deliberation.validated_content or {}).get("ballot") or {}
    outcome = ballot.get("outcome") or ("adopted" if ballot.get("rounds") else None)
    return ActFacts(
        number=deliberation.number or f"(point {deliberation.item.number})",
        title=deliberation.object,
        voted_on=timezone.localdate(meeting.starts_at) if deliberation.is_validated else None,
        adopted=outcome == "adopted" if deliberation.is_validated else None,
        validated_on=_local(deliberation.validated_at),
        signed_on=_local(next((each.at for each in documents if each.kind == DocumentKind.DELIBERATION_SIGNED), None)),
        transmitted_on=_local(next((each.sent_at for each in sent if each.sent_at), None)),
        received_on=next((each.received_on for each in sent if each.received_on), None),
        published_on=_local(min((line.at for line in lines), default=None)),
    )


def state_of_acts(sitting: Sitting) -> dict[int, ActFacts]:
    """By deliberation's primary key."""
    return {each.pk: _act(each) for each in _deliberations(sitting.meeting)}


def remind() -> int:
    """Tell by e-mail the deadlines that come, once each. Returns how many messages were asked for."""
    if not settings.EMAIL_HOST:
        return 0
    told = 0
    for council in CouncilSettings.unscoped.exclude(reminders_to="").select_related("commune"):
        with scope(council.commune):
            recipients, _ = addresses(council.reminders_to)
            recent = timezone.now() - timedelta(days=400)
            for sitting in Sitting.objects.filter(meeting__starts_at__gt=recent).select_related("meeting", "commune"):
                told += _remind(sitting, recipients)
    return told


def _remind(sitting: Sitting, recipients: list[str]) -> int:
    today = timezone.localdate()
    told = 0
    for deadline in deadlines_of(sitting, today):
        before = _step_before(deadline, today)
        if before is not None:
            told += _tell(sitting, deadline, before, recipients, today)
    return told


@transaction.atomic
def _tell(sitting: Sitting, deadline: Deadline, before: int, recipients: list[str], today: date) -> int:
    """A reminder and its messages exist together or not at all."""
    if not _claim(sitting, deadline, before):
        return 0
    for address in recipients:
        outbox.post(
            key=f"deadline:{sitting.pk}:{deadline.key}:{deadline.due}:{before}:{address}",
            recipient=address,
            subject=f"{_when(deadline, today)} : {deadline.title} ({sitting.meeting.title})",
            body=_body(sitting, deadline),
            subject_ref=sitting.subject,
        )
    return len(recipients)


def _step_before(deadline: Deadline, today: date) -> int | None:
    """Which reminder this is: the closest announced number of days that has come, or None."""
    if deadline.nature is not Nature.DUTY or deadline.due is None or deadline.status is not Status.OPEN:
        return None
    left = (deadline.due - today).days
    passed = [days for days in REMIND_DAYS_BEFORE if 0 <= left <= days]
    return min(passed) if passed else None


def _claim(sitting: Sitting, deadline: Deadline, before: int) -> bool:
    """True for the one worker that tells it."""
    if deadline.due is None:
        return False
    try:
        with transaction.atomic():
            Reminder(sitting=sitting, key=deadline.key[:40], due=deadline.due, days_before=before).save()
    except IntegrityError:
        return False
    return True


def _when(deadline: Deadline, today: date) -> str:
    left = (deadline.due - today).days if deadline.due else 0
    return "Aujourd’hui" if left == 0 else "Demain" if left == 1 else f"Dans {left} jours"


def _body(sitting: Sitting, deadline: Deadline) -> str:
    due = deadline.due.strftime("%d/%m/%Y") if deadline.due else ""
    return (
        f"Bonjour,\n\n{deadline.title} : au plus tard le {due} ({citation(deadline.article)}).\n"
        f"Qui : {deadline.by}.\nSi la date passe : {deadline.if_missed}\n\n"
        f"{sitting.meeting.title} : {settings.BASE_URL}{sitting.meeting.get_absolute_url()}\n"
    )


def failed_quorum_on(sitting: Sitting) -> date | None:
    """The date of the sitting whose quorum failed, where this one follows it."""
    first = sitting.second_of
    starts_at: datetime | None = first.meeting.starts_at if first else None
    return timezone.localdate(starts_at) if starts_at else None


def quorum_failed(papers: Papers) -> bool:
    """Whether the council could not deliberate at the opening."""
    opening = next((each for each in papers.ledger.quorums if each.moment == "opening"), None)
    return opening is not None and not opening.reached
