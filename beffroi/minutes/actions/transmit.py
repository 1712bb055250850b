"""A deliberation goes to the prefecture, and its receipt comes back; what is signed comes back too, sealed."""

from __future__ import annotations

from datetime import date
from pathlib import PurePath
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from beffroi.audit.journal import record
from beffroi.minutes.domain.acts.transmission import BundleFile, TransmissionBundle
from beffroi.minutes.domain.law.findings import Finding
from beffroi.minutes.domain.law.matters import matter_label
from beffroi.minutes.domain.law.regimes import Regime
from beffroi.minutes.domain.law.transmission import (
    ActNature,
    Receipt,
    TransmissionFacts,
    act_identifier,
    check_receipt,
    check_transmission,
    file_name,
)
from beffroi.minutes.exports.acts import transmission_zip
from beffroi.minutes.exports.receipt import parse_receipt
from beffroi.minutes.models import Deliberation, DocumentKind, IssuedDocument, Transmission

from .annexes import annexes_of
from .calendar import state_of_acts
from .issue import act_to_take, content_of, issue, require_settled
from .papers import NotKnown
from .rights import is_reader
from .sitting import council_of, sitting_of

READER_ONLY = "Seul un relecteur de la commune peut transmettre une délibération."


class CannotBeSent(Exception):
    """The act lacks something that the prefecture's protocol asks for; ``findings`` says what, in French."""

    retry = False

    def __init__(self, messages: list[str]) -> None:
        super().__init__(" ".join(messages))
        self.messages = messages


def facts_of(deliberation: Deliberation) -> TransmissionFacts:
    meeting = deliberation.item.meeting
    sitting, council = sitting_of(meeting), council_of(deliberation.commune)
    act = state_of_acts(sitting)[deliberation.pk]
    return TransmissionFacts(
        number=deliberation.number,
        subject=deliberation.object,
        decided_on=timezone.localdate(meeting.starts_at) if meeting.starts_at else None,
        matter_code=deliberation.matter_code,
        siren=council.siret[:9],
        department=council.department_code,
        nature=ActNature(deliberation.nature),
        main_file=f"{deliberation.number}.pdf",
        annexes=tuple(each.name for each in annexes_of(deliberation)),
        adopted=act.adopted is True,
        regime=Regime(sitting.regime),
    )


def obstacles(deliberation: Deliberation) -> list[Finding]:
    return check_transmission(facts_of(deliberation))


def bundle(deliberation: Deliberation) -> tuple[bytes, str]:
    """(zip, its name): the act as issued (the signed one where it came back), its annexes and their descriptor, for the
    form of the certified operator. Raises CannotBeSent, NotKnown, LedgerOpen."""
    sitting = sitting_of(deliberation.item.meeting)
    require_settled(sitting)
    document = act_to_take(deliberation)
    if document is None:
        raise NotKnown("Validez d’abord cette délibération : c’est le fichier validé qui part.")
    if wrong := obstacles(deliberation):
        raise CannotBeSent([each.text for each in wrong])
    facts = facts_of(deliberation)
    assert facts.decided_on is not None
    identifier = act_identifier(facts)
    annexes = annexes_of(deliberation)
    try:
        content, *others = [content_of(each) for each in (document, *annexes)]
    except OSError:
        raise NotKnown("Un fichier de cet acte n’est plus sur le disque : restaurez-le depuis la sauvegarde.")
    files = [BundleFile(file_name(identifier, 1, ".pdf"), content, main=True, label=facts.subject)]
    for rank, (annex, its) in enumerate(zip(annexes, others, strict=True), start=2):
        files.append(BundleFile(file_name(identifier, rank, PurePath(annex.name).suffix), its, label=annex.name))
    made = TransmissionBundle(
        siren=facts.siren,
        number=facts.number,
        subject=facts.subject,
        decided_on=facts.decided_on,
        nature_code=str(facts.nature.code),
        nature=facts.nature.label,
        matter_code=facts.matter_code,
        matter=deliberation.matter_name or matter_label(facts.matter_code),
        files=tuple(files),
    )
    return transmission_zip(made), f"{identifier}.zip"


@transaction.atomic
def record_transmission(deliberation: Deliberation, *, user: Any) -> Transmission:
    """The act left for the prefecture, today; said twice, the first date stands. Raises PermissionDenied,
    CannotBeSent, NotKnown, LedgerOpen."""
    _require_reader(user, deliberation)
    known: Transmission | None = deliberation.transmissions.filter(sent_at__isnull=False).first()
    if known is not None:
        return known
    bundle(deliberation)
    line = Transmission(deliberation=deliberation, sent_at=timezone.now(), by=user)
    line.save()
    record(
        "deliberation_transmitted", actor=user, subject=deliberation.item.meeting.subject, number=deliberation.number
    )
    return line


def _require_reader(user: Any, deliberation: Deliberation) -> None:
    if not is_reader(user, deliberation.commune):
        raise PermissionDenied(READER_ONLY)


@transaction.atomic
def import_receipt(deliberation: Deliberation, content: bytes, name: str, *, user: Any) -> Transmission:
    """The prefecture's receipt, kept as it came. Raises ReceiptRefused for what is not one, CannotBeSent where it is
    another act's, NotKnown before the validation, PermissionDenied. Imported twice, it is kept once."""
    _require_reader(user, deliberation)
    _require_validated(deliberation)
    receipt: Receipt = parse_receipt(content)
    if wrong := check_receipt(receipt, facts_of(deliberation)):
        raise CannotBeSent(wrong)
    if receipt.received_on > timezone.localdate():
        raise CannotBeSent([f"L’accusé est daté du {receipt.received_on:%d/%m/%Y}, qui est à venir : vérifiez-le."])
    sitting = sitting_of(deliberation.item.meeting)
    if known := _known(deliberation, receipt.received_on, receipt.act_id):
        return known
    document = issue(
        sitting, DocumentKind.RECEIPT, content, name, user=user, deliberation=deliberation,
        details={"identifier": receipt.act_id, "received_on": receipt.received_on.isoformat()},
    )  # fmt: skip
    return _received(deliberation, receipt.received_on, receipt.act_id, document, user)


@transaction.atomic
def enter_receipt(deliberation: Deliberation, *, received_on: date, identifier: str, user: Any) -> Transmission:
    """A receipt on paper, or whose file cannot be read: its date and its number as a person reads them.

    Raises NotKnown for a date to come or before the sitting, or before the validation, PermissionDenied."""
    _require_reader(user, deliberation)
    _require_validated(deliberation)
    starts_at = deliberation.item.meeting.starts_at
    if received_on > timezone.localdate() or (starts_at and received_on < timezone.localdate(starts_at)):
        raise NotKnown("La date de réception est entre la séance et aujourd’hui : vérifiez-la sur l’accusé.")
    return _received(deliberation, received_on, identifier.strip()[:120], None, user)


def _require_validated(deliberation: Deliberation) -> None:
    if not deliberation.is_validated:
        raise NotKnown("Validez d’abord cette délibération : la préfecture ne reçoit que ce qui est validé.")


def _known(deliberation: Deliberation, on: date, identifier: str) -> Transmission | None:
    found = Transmission.objects.filter(deliberation=deliberation, received_on=on, identifier=identifier)
    line: Transmission | None = found.first()
    return line


def _received(
    deliberation: Deliberation, on: date, identifier: str, document: IssuedDocument | None, user: Any
) -> Transmission:
    if known := _known(deliberation, on, identifier):
        return known
    line = Transmission(
        deliberation=deliberation, received_on=on, identifier=identifier, document=document, by=user
    )  # fmt: skip
    line.save()
    record("receipt_recorded", actor=user, subject=deliberation.item.meeting.subject, number=deliberation.number,
           received_on=on.isoformat())  # fmt: skip
    return line


@transaction.atomic
def keep_signed(deliberation: Deliberation, content: bytes, name: str, *, user: Any) -> IssuedDocument:
    """The signed deliberation (a scan, or an electronically signed PDF), sealed. Raises PermissionDenied, NotKnown."""
    _require_reader(user, deliberation)
    if not deliberation.is_validated:
        raise NotKnown("Validez d’abord cette délibération : on signe ce qui est validé.")
    sitting = sitting_of(deliberation.item.meeting)
    return issue(sitting, DocumentKind.DELIBERATION_SIGNED, content, name, user=user, deliberation=deliberation)
