"""A deliberation: prepared beforehand, voted, then validated by a named reader and issued on its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from beffroi.audit.journal import record
from beffroi.minutes.domain.law.matters import MATTERS
from beffroi.minutes.domain.law.numbering import Issued, next_rank, number
from beffroi.minutes.models import AgendaItem, Deliberation, DocumentKind, IssuedDocument, Meeting, Sitting

from .act_files import made
from .adopted import require_not_adopted
from .issue import issue, require_settled
from .paper_documents import deliberation_act
from .papers import NEVER_DISCUSSED, NotKnown, Papers
from .rights import is_member, is_reader
from .sitting import council_of, refresh_flags, sitting_of

TEXTS = ("object", "report", "visas", "considerants", "articles", "debate", "matter_code", "matter_name", "number")


class AlreadyValidated(Exception):
    """A validated deliberation is what the council decided: it is not rewritten. The message says what to do."""

    retry = False


class NumberTaken(Exception):
    """Another deliberation of the commune bears that number."""

    retry = False


ITEM_FIELDS = ("kind", "appointment", "secret_imposed", "financial_account", "detail", "presenter", "no_discussion")


@transaction.atomic
def prepare(
    item: AgendaItem, texts: Mapping[str, str], *, user: Any, nature: Mapping[str, Any] | None = None
) -> Deliberation:
    """Write or rewrite a deliberation that is not validated, with what its item is (``nature``, fields of the item):
    the law of its vote may change with it. Raises PermissionDenied, AlreadyValidated, NumberTaken, Adopted."""
    if not is_member(user, item.commune):
        raise PermissionDenied("Votre compte ne permet pas de modifier cette délibération.")
    found = Deliberation.objects.filter(item=item).first() or Deliberation(item=item, object=item.title)
    if found.is_validated:
        raise AlreadyValidated(
            "Cette délibération est validée : son texte est celui que le conseil a voté. "
            "Rouvrez-la si elle n’a été ni transmise ni publiée."
        )
    require_not_adopted(item.meeting)
    for name in TEXTS:
        if name in texts:
            setattr(found, name, texts[name].strip())
    _require_free(found)
    _summarize(found, texts.get("plain_summary", found.plain_summary))
    found.save()
    if nature:
        for name in ITEM_FIELDS:
            setattr(item, name, nature.get(name, getattr(item, name)))
        item.save(update_fields=list(ITEM_FIELDS))
    if item.meeting.is_council:
        refresh_flags(sitting_of(item.meeting))
    record("deliberation_written", actor=user, subject=item.meeting.subject, item=item.number)
    return found


def _require_free(deliberation: Deliberation) -> None:
    others = Deliberation.objects.exclude(pk=deliberation.pk).filter(number=deliberation.number)
    if deliberation.number and (other := others.select_related("item__meeting").first()):
        raise NumberTaken(
            f"Le numéro {deliberation.number} est déjà celui de « {other.object} » ({other.item.meeting.title}). "
            "Choisissez-en un autre, ou laissez vide : il est donné à la validation."
        )


def _summarize(deliberation: Deliberation, summary: str) -> None:
    """Another summary is one that nobody has read."""
    if summary.strip() != deliberation.plain_summary:
        deliberation.plain_read_by = deliberation.plain_read_at = None
    deliberation.plain_summary = summary.strip()


def next_number(sitting: Sitting) -> str:
    """The number of the commune's next deliberation, by the pattern that it chose. Raises ValueError for a pattern
    that cannot be used."""
    pattern = council_of(sitting.commune).numbering
    day = timezone.localdate(sitting.meeting.starts_at)
    numbered = Deliberation.objects.exclude(number="").filter(item__meeting__starts_at__isnull=False)
    issued = [
        Issued(each.number, timezone.localdate(each.item.meeting.starts_at), _rank(each.item.meeting))
        for each in numbered.select_related("item__meeting")
    ]
    rank = _rank(sitting.meeting)
    return number(pattern, day, next_rank(pattern, day, issued, rank), rank)


def _rank(meeting: Meeting) -> int:
    """The rank of a sitting in its year, from 1."""
    day = timezone.localdate(meeting.starts_at)
    before = Meeting.objects.filter(kind=meeting.kind, starts_at__year=day.year, starts_at__lt=meeting.starts_at)
    return before.count() + 1


@transaction.atomic
def validate(deliberation: Deliberation, *, user: Any) -> IssuedDocument:
    """A named reader says that the act is what the council voted: it is numbered, sealed and issued as PDF.

    Raises PermissionDenied, LedgerOpen while a contradiction of the sitting is open, NotKnown where the item has not
    been voted or something of the act is missing."""
    if not is_reader(user, deliberation.commune):
        raise PermissionDenied("Seul un relecteur de la commune peut valider une délibération.")
    sitting = sitting_of(deliberation.item.meeting)
    require_settled(sitting)
    if deliberation.is_validated:
        raise AlreadyValidated("Cette délibération est déjà validée.")
    papers = Papers(sitting)
    item = next(each for each in papers.items if each.pk == deliberation.item_id)
    _require_result(papers, item)
    if not deliberation.articles.strip():
        raise NotKnown("Le dispositif est vide : écrivez ce que le conseil décide.")
    if not deliberation.number:
        deliberation.number = next_number(sitting)
    deliberation.validated_by, deliberation.validated_at = user, timezone.now()
    deliberation.save()
    papers = Papers(sitting)
    item = next(each for each in papers.items if each.pk == deliberation.item_id)
    act = deliberation_act(papers, item, draft=False)
    deliberation.validated_content = _plain(asdict(act))
    deliberation.save(update_fields=["validated_content"])
    record("deliberation_validated", actor=user, subject=sitting.subject, number=deliberation.number)
    content, name = made(act, "pdf")
    return issue(sitting, DocumentKind.DELIBERATION, content, name, user=user, deliberation=deliberation)


def _require_result(papers: Papers, item: AgendaItem) -> None:
    """Raises NotKnown for an item that has no complete result, or on which the council decided nothing."""
    fate = papers.state(item).fate
    if fate in NEVER_DISCUSSED:
        raise NotKnown(f"Le point {item.number} a été retiré ou reporté : le conseil n’en a pas délibéré.")
    unsettled = any(each.item == item.number for each in papers.ledger.elections) and fate != "elected"
    if papers.ballot(item) is None or unsettled:
        raise NotKnown(
            f"Le point {item.number} n’a pas encore de résultat complet : saisissez son vote dans le déroulé."
        )


def _plain(value: Any) -> Any:
    """As JSON can hold it."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)


@transaction.atomic
def reopen_deliberation(deliberation: Deliberation, *, user: Any) -> None:
    """Undo a validation, while the act has neither left for the prefecture nor been published (the database holds
    that rule). Its summary will be read again. Raises PermissionDenied, AlreadyValidated, Adopted."""
    if not is_reader(user, deliberation.commune):
        raise PermissionDenied("Seul un relecteur de la commune peut rouvrir une délibération.")
    require_not_adopted(deliberation.item.meeting)
    left = deliberation.transmissions.exists() or deliberation.documents.filter(publications__isnull=False).exists()
    if left:
        raise AlreadyValidated(
            "Cette délibération a été transmise ou publiée : elle ne se rouvre plus. Une erreur matérielle se corrige "
            "par une nouvelle délibération."
        )
    deliberation.validated_by = deliberation.validated_at = None
    deliberation.plain_read_by = deliberation.plain_read_at = None
    deliberation.validated_content = {}
    deliberation.save()
    record("deliberation_reopened", actor=user, subject=deliberation.item.meeting.subject, number=deliberation.number)


@transaction.atomic
def read_plain_summary(deliberation: Deliberation, *, user: Any, summary: str | None = None) -> None:
    """A named reader says that the plain-language summary is faithful, as it stands or as corrected (``summary``): the
    public may see it. It is no part of the act, and may be corrected after it. Raises PermissionDenied, NotKnown."""
    if not is_reader(user, deliberation.commune):
        raise PermissionDenied("Seul un relecteur de la commune peut valider un résumé.")
    if summary is not None:
        deliberation.plain_summary = summary.strip()
    if not deliberation.plain_summary.strip():
        raise NotKnown("Le résumé est vide.")
    deliberation.plain_read_by, deliberation.plain_read_at = user, timezone.now()
    deliberation.save(update_fields=["plain_summary", "plain_read_by", "plain_read_at"])
    record("plain_summary_read", actor=user, subject=deliberation.item.meeting.subject, item=deliberation.item.number)


@transaction.atomic
def set_matter(deliberation: Deliberation, code: str, *, user: Any) -> None:
    """The matière that the prefecture asks for, given after the validation while the act has not left: it is no part
    of what was voted. Raises PermissionDenied, AlreadyValidated."""
    if not is_reader(user, deliberation.commune):
        raise PermissionDenied("Seul un relecteur de la commune peut compléter une délibération validée.")
    if deliberation.transmissions.exists():
        raise AlreadyValidated("Cette délibération est partie en préfecture : sa matière ne change plus.")
    deliberation.matter_code, deliberation.matter_name = code, MATTERS.get(code, "")
    deliberation.save(update_fields=["matter_code", "matter_name"])
    record("matter_given", actor=user, subject=deliberation.item.meeting.subject, number=deliberation.number)
