"""The convocation: issued as a file, sent with proof of its date, or handed over and its date entered."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from beffroi.audit.journal import record
from beffroi.minutes.domain.law.convocation import ConvocationFacts, check_convocation, latest_sending
from beffroi.minutes.domain.law.findings import Finding
from beffroi.minutes.domain.law.regimes import Regime
from beffroi.minutes.domain.sitting.events import BallotHeld, Outcome
from beffroi.minutes.models import AgendaItem, DocumentKind, IssuedDocument, Sitting
from beffroi.work import outbox
from beffroi.work.jobs import WorkError
from beffroi.work.models import OutboxMessage

from .act_files import made
from .calendar import failed_quorum_on
from .create_meeting import create_meeting
from .deliberations import ITEM_FIELDS, TEXTS, prepare
from .issue import issue, latest
from .paper_documents import convocation_act
from .papers import NotKnown, Papers
from .rights import is_member
from .set_roster import PERSON_FIELDS
from .sitting import council_of, ledger_of, sitting_of

PDF = "application/pdf"


def check(sitting: Sitting) -> list[Finding]:
    """What is wrong or unknown about the convocation, gravest first. Empty where the sitting has no date."""
    meeting, council = sitting.meeting, council_of(sitting.commune)
    if meeting.starts_at is None:
        return []
    starts_at = timezone.localtime(meeting.starts_at)
    return check_convocation(
        ConvocationFacts(
            sitting_date=starts_at.date(),
            regime=Regime(sitting.regime),
            population=council.population,
            sent_on=sitting.convened_on,
            proof_of_sending=proof_of(sitting),
            urgent=sitting.urgent,
            urgency_ruled=_urgency_ruled(sitting),
            failed_quorum_on=failed_quorum_on(sitting),
            explanatory_note=sitting.explanatory_note,
            classified_installation=sitting.classified_installation,
            first_sitting=sitting.first_sitting,
            # Midnight stands for an hour that nobody gave, here as on every page.
            hour=(starts_at.hour, starts_at.minute) != (0, 0),
            place=bool(meeting.place),
            agenda=meeting.items.exists(),
        )
    )


def latest_day(sitting: Sitting) -> date | None:
    """The last day on which the convocation may be sent."""
    meeting = sitting.meeting
    if meeting.starts_at is None:
        return None
    return latest_sending(
        timezone.localdate(meeting.starts_at),
        council_of(sitting.commune).population,
        Regime(sitting.regime),
        urgent=sitting.urgent,
        first_sitting=sitting.first_sitting,
        after_failed_quorum=sitting.second_of_id is not None,
    )


def _urgency_ruled(sitting: Sitting) -> bool | None:
    """Whether the council accepted the urgency at the opening; None while it has not been asked."""
    for event in sitting.events.filter(withdrawn_at=None, kind=BallotHeld.kind).select_related("by"):
        held = event.as_entry().event
        if isinstance(held, BallotHeld) and held.purpose == "urgency" and held.declared:
            return held.declared is Outcome.ADOPTED
    return None


def proof_of(sitting: Sitting) -> str:
    """What proves the date of sending: messages that the mail server took, with their identifiers."""
    sent = OutboxMessage.objects.filter(subject_ref=_reference(sitting), sent_at__isnull=False)
    first = sent.order_by("sent_at").first()
    if first is None:
        return ""
    at = timezone.localtime(first.sent_at)
    return f"{sent.count()} messages acceptés par le serveur de courriel, le premier le {at:%d/%m/%Y à %H h %M}"


def _reference(sitting: Sitting) -> str:
    return f"convocation:{sitting.pk}"


def _require_member(user: Any, sitting: Sitting) -> None:
    if not is_member(user, sitting.commune):
        raise PermissionDenied("Votre compte ne permet pas de convoquer cette séance.")


@transaction.atomic
def issue_convocation(sitting: Sitting, *, user: Any, on: date | None = None) -> IssuedDocument:
    """The convocation as a sealed PDF. Raises NotKnown where its content lacks something, PermissionDenied."""
    papers = Papers(sitting)
    if not papers.items:
        raise NotKnown("La séance n’a pas d’ordre du jour : ajoutez ses points, puis recommencez.")
    if not sitting.meeting.place:
        raise NotKnown("La convocation doit dire où se tient la séance : indiquez le lieu, puis recommencez.")
    content, name = made(convocation_act(papers, sent_on=on or timezone.localdate()), "pdf")
    details = {"content": content_print(papers)}
    return issue(sitting, DocumentKind.CONVOCATION, content, name, user=user, details=details)


def content_print(papers: Papers) -> str:
    """What tells whether the convocation would call to the same sitting today."""
    act = convocation_act(papers, sent_on=date.min)
    told = (act.head.starts_at, act.head.place, act.agenda, act.urgency)
    return hashlib.sha256(repr(told).encode()).hexdigest()


def out_of_date(sitting: Sitting) -> bool:
    """Whether the agenda, the date or the place changed since the document was prepared."""
    document = latest(sitting, DocumentKind.CONVOCATION)
    if document is None or "content" not in document.details:
        return False
    return bool(document.details["content"] != content_print(Papers(sitting)))


@transaction.atomic
def convene(sitting: Sitting, recipients: Sequence[str], *, user: Any) -> int:
    """Send the convocation, one message a member, once. Returns how many messages leave.

    Raises WorkError (French) without a mail server or recipients, NotKnown (a document that is out of date too),
    PermissionDenied."""
    _require_member(user, sitting)
    if not settings.EMAIL_HOST:
        raise WorkError(
            "Aucun serveur de courriel n’est réglé : rien n’est parti. Téléchargez la convocation, envoyez-la "
            "vous-même, puis enregistrez sa date d’envoi."
        )
    if not recipients:
        raise WorkError("Indiquez au moins une adresse.")
    if out_of_date(sitting):
        raise NotKnown(
            "La séance a changé depuis que ce document a été préparé (ordre du jour, date ou lieu) : rien n’est parti. "
            "Refaites le document, relisez-le, puis envoyez-le."
        )
    document = latest(sitting, DocumentKind.CONVOCATION) or issue_convocation(sitting, user=user)
    meeting = sitting.meeting
    starts_at = timezone.localtime(meeting.starts_at)
    for address in recipients:
        outbox.post(
            key=f"convocation:{document.pk}:{address}",
            recipient=address,
            subject=f"Convocation : {meeting.title}, {starts_at:%d/%m/%Y à %H h %M}",
            body=_letter(sitting),
            subject_ref=_reference(sitting),
            attachments=[(document.name, document.file.name, PDF)],
        )
    record_sending(sitting, user=user, on=timezone.localdate(), recipients=len(recipients))
    return len(recipients)


def _letter(sitting: Sitting) -> str:
    starts_at = timezone.localtime(sitting.meeting.starts_at)
    return (
        f"Madame, Monsieur,\n\nVous êtes convoqué à la séance du {starts_at:%d/%m/%Y à %H h %M}, "
        f"{sitting.meeting.place}. L’ordre du jour est dans la convocation jointe, avec un formulaire de pouvoir.\n\n"
        f"{sitting.commune.name}\n"
    )


@transaction.atomic
def record_sending(sitting: Sitting, *, user: Any, on: date, recipients: int = 0) -> None:
    """The convocation left on that day: sent from here, or handed over by the clerk, who may correct it. What was sent
    from here is proved: only an earlier date comes before it. Raises PermissionDenied, WorkError."""
    _require_member(user, sitting)
    if on > timezone.localdate():
        raise WorkError("Cette date est à venir. Indiquez le jour où la convocation est partie.")
    sent = OutboxMessage.objects.filter(subject_ref=_reference(sitting)).exists()
    if sitting.convened_on is not None and (recipients or sent):
        on = min(on, sitting.convened_on)
    sitting.convened_on = on
    sitting.save(update_fields=["convened_on"])
    record("convocation_sent", actor=user, subject=sitting.subject, on=on.isoformat(), recipients=recipients)


@transaction.atomic
def second_convocation(sitting: Sitting, *, user: Any, starts_at: Any) -> Sitting:
    """A sitting on the same agenda, after a failed quorum, at three days at least (L2121-17): without condition of
    quorum. Asked twice for the same day, it is one. Raises PermissionDenied, NotKnown where the quorum was there."""
    _require_member(user, sitting)
    if not any(not each.reached for each in ledger_of(sitting).quorums):
        raise NotKnown(
            "Le déroulé ne dit pas que le quorum a manqué : une seconde convocation, sans condition de quorum, ne se "
            "fait qu’après. Faites d’abord l’appel de la séance."
        )
    known: Sitting | None = Sitting.objects.filter(second_of=sitting, meeting__starts_at=starts_at).first()
    if known is not None:
        return known
    meeting = sitting.meeting
    again = create_meeting(
        user=user,
        kind=meeting.kind,
        template=meeting.template,
        title=f"{meeting.title} (seconde convocation)",
        starts_at=starts_at,
        place=meeting.place,
        agenda=meeting.agenda(),
        members=meeting.members(),
    )
    for person, same in zip(meeting.participants.all(), again.participants.all(), strict=True):
        for name in PERSON_FIELDS:
            setattr(same, name, getattr(person, name))
        same.save()
    second = sitting_of(again)
    second.second_of, second.in_office = sitting, sitting.in_office
    second.save(update_fields=["second_of", "in_office"])
    for item, copy in zip(meeting.items.select_related("deliberation"), again.items.all(), strict=True):
        _same_item(item, copy, user)
    return second


def _same_item(item: AgendaItem, copy: AgendaItem, user: Any) -> None:
    """What was prepared for the first sitting is there for the second."""
    copy.reference = item.reference
    for name in ITEM_FIELDS:
        setattr(copy, name, getattr(item, name))
    copy.save()
    prepared = getattr(item, "deliberation", None)
    if prepared is not None and not prepared.is_validated:
        texts = {name: getattr(prepared, name) for name in (*TEXTS, "plain_summary") if name != "number"}
        prepare(copy, texts, user=user)
