"""The procès-verbal of a council through its five states (L2121-15): projet, relu, arrêté, signé, publié."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from beffroi.audit.journal import record
from beffroi.charter.domain.events import ActKind
from beffroi.minutes.domain.law.regimes import Regime
from beffroi.minutes.domain.law.steps import PvState, PvStepFacts, pv_advice, pv_obstacles
from beffroi.minutes.models import (
    Deliberation,
    DocumentKind,
    IssuedDocument,
    Minutes,
    MinutesState,
    PvStep,
    PvStepDone,
    Sitting,
)

from . import by_charter
from .act_files import made
from .issue import content_of, issue, publish, require_settled
from .keep import adopt_pv
from .mentions import missing_mentions
from .papers import NotKnown, Papers
from .propose_redactions import before_publication
from .public_address import give_address
from .pv_document import minutes_act
from .pv_state import state_of, step
from .rights import is_reader
from .sitting import open_contradictions

DECIDED = ("adopted", "rejected", "elected", "tied", "acknowledged", "named")
READER_ONLY = "Seul un relecteur de la commune peut faire avancer le procès-verbal."


class NotYet(Exception):
    """The procès-verbal cannot go to that state; ``obstacles`` says what is missing, each in a French sentence."""

    retry = False

    def __init__(self, obstacles: Sequence[str]) -> None:
        super().__init__(" ".join(obstacles))
        self.obstacles = list(obstacles)


def _facts(sitting: Sitting, papers: Papers, **known: Any) -> PvStepFacts:
    minutes = Minutes.objects.filter(meeting=sitting.meeting).first()
    approval = minutes.approvals.last() if minutes else None
    return PvStepFacts(
        sitting_date=papers.starts_at.date(),
        regime=Regime(sitting.regime),
        blocking_flags=len(open_contradictions(sitting)),
        missing_mentions=missing_mentions(papers),
        proofread_by=str(approval.by) if approval else "",
        secretaries=tuple(each.named for each in papers.persons(papers.ledger.secretaries)),
        has_website=papers.council.has_website,
        **known,
    )


def obstacles(sitting: Sitting, end: PvState, **known: Any) -> list[str]:
    """What stands in the way of that state now, with what the person just gave (fields of PvStepFacts)."""
    facts = _facts(sitting, Papers(sitting), **known)
    found = pv_obstacles(state_of(sitting), end, facts)
    if end is PvState.ADOPTED:
        found = [*pv_obstacles(PvState.DRAFT, PvState.PROOFREAD, facts), *found, *_not_validated(sitting)]
    if end is PvState.PUBLISHED:
        found += [f"Ce que le public n’entend pas : {each}." for each in before_publication(sitting.meeting)]
    return found


def _not_validated(sitting: Sitting) -> list[str]:
    """The procès-verbal holds the deliberations (L2121-15): adopted, it would no longer follow what they become."""
    written = Deliberation.objects.filter(item__meeting=sitting.meeting, validated_at=None).exclude(articles="")
    fates = {each.number: each.fate for each in Papers(sitting).ledger.items}
    voted = [each for each in written.select_related("item") if fates.get(each.item.number) in DECIDED]
    return [f"La délibération du point {each.item.number} est votée, mais pas encore validée." for each in voted]


def advice(sitting: Sitting, papers: Papers) -> list[str]:
    """What general law would ask before adoption, where it was not verified for the regime: shown, never blocking."""
    return pv_advice(PvState.DRAFT, PvState.PROOFREAD, _facts(sitting, papers))


def _require_reader(user: Any, sitting: Sitting) -> None:
    if not is_reader(user, sitting.commune):
        raise PermissionDenied(READER_ONLY)


def document(sitting: Sitting, fmt: str) -> tuple[bytes, str]:
    """(file, its name): the procès-verbal as it stands, marked with its state; once adopted, the very file that was
    sealed. Raises NotKnown."""
    if sealed := sealed_document(sitting):
        return _sealed(sealed, fmt)
    return _as_it_stands(sitting, fmt)


def _sealed(sealed: IssuedDocument, fmt: str) -> tuple[bytes, str]:
    if fmt != "pdf":
        raise NotKnown("Ce procès-verbal est arrêté : seul son fichier scellé fait foi. Téléchargez le PDF.")
    try:
        return content_of(sealed), sealed.name
    except OSError:
        raise NotKnown("Le fichier scellé n’est plus sur le disque : restaurez-le depuis la sauvegarde.")


def _as_it_stands(sitting: Sitting, fmt: str) -> tuple[bytes, str]:
    papers = Papers(sitting)
    minutes = Minutes.objects.filter(meeting=sitting.meeting).first()
    engines = tuple(minutes.engines) if minutes else ()
    return made(minutes_act(papers, state_of(sitting)), fmt, engines=engines)


@transaction.atomic
def adopt(
    sitting: Sitting, *, user: Any, on: date, adopted_in: Sitting | None = None, corrections: Sequence[str] = ()
) -> PvStepDone:
    """The council adopted it at the start of a following sitting. Raises PermissionDenied, NotYet, LedgerOpen."""
    _require_reader(user, sitting)
    require_settled(sitting)
    if on > timezone.localdate():
        raise NotYet(["Cette date est à venir : indiquez le jour de la séance qui l’a arrêté."])
    if found := obstacles(sitting, PvState.ADOPTED, adopted_on=on):
        raise NotYet(found)
    line = PvStepDone(
        sitting=sitting,
        step=PvStep.ADOPTED,
        on=on,
        by=user,
        adopted_in=adopted_in,
        details={"corrections": list(corrections), "council": Papers(sitting).body.council},
    )
    line.save()
    if hasattr(sitting.meeting, "recording"):
        adopt_pv(sitting.meeting, adopted_on=on, user=user)
    content, name = _as_it_stands(sitting, "pdf")
    issued = issue(sitting, DocumentKind.PV_ADOPTED, content, name, user=user)
    record("pv_step", actor=user, subject=sitting.subject, step="adopted", on=on.isoformat(), sha256=issued.sha256)
    return line


def adopted_document(sitting: Sitting) -> IssuedDocument | None:
    """The file sent to signature."""
    found: IssuedDocument | None = sitting.documents.filter(kind=DocumentKind.PV_ADOPTED).last()
    return found


def sealed_document(sitting: Sitting) -> IssuedDocument | None:
    """The file that makes faith: the signed one, else the one that was adopted; None before the adoption."""
    signed: IssuedDocument | None = sitting.documents.filter(kind=DocumentKind.PV_SIGNED).last()
    return signed or adopted_document(sitting)


@transaction.atomic
def sign(
    sitting: Sitting, *, user: Any, on: date, signed_by: Sequence[str], head_signed: bool, content: bytes, name: str
) -> PvStepDone:
    """The signed file (a scan of the paper, or the electronically signed one) comes back and is sealed.

    Raises PermissionDenied, NotYet."""
    _require_reader(user, sitting)
    if found := obstacles(sitting, PvState.SIGNED, head_signed=head_signed, signed_by=tuple(signed_by)):
        raise NotYet(found)
    adopted = step(sitting, "adopted")
    if on > timezone.localdate():
        raise NotYet(["Cette date est à venir : indiquez le jour où il a été signé."])
    if adopted and on < adopted.on:
        raise NotYet(["La signature ne peut pas précéder le jour où le conseil a arrêté le procès-verbal."])
    issued = issue(sitting, DocumentKind.PV_SIGNED, content, name, user=user, details={"signed_by": list(signed_by)})
    line = PvStepDone(
        sitting=sitting, step=PvStep.SIGNED, on=on, by=user, document=issued, details={"signed_by": list(signed_by)}
    )
    line.save()
    record("pv_step", actor=user, subject=sitting.subject, step="signed", on=on.isoformat(), sha256=issued.sha256)
    return line


def publish_pv(
    sitting: Sitting,
    *,
    user: Any,
    paper: bool,
    public_copy: Callable[..., IssuedDocument] | None = None,
) -> PvStepDone:
    """The adopted procès-verbal goes online for good, and a paper copy is at the public's disposal. ``public_copy``:
    what gives the file to publish from the adopted one (``occulted.to_publish``).

    Raises PermissionDenied, NotYet, Refused by the charter."""
    _require_reader(user, sitting)
    minutes = Minutes.objects.filter(meeting=sitting.meeting).first()
    if minutes is not None:
        by_charter.require(ActKind.PUBLISH, minutes, user=user)
    return _publish_pv(sitting, user, paper, public_copy)


@transaction.atomic
def _publish_pv(
    sitting: Sitting, user: Any, paper: bool, public_copy: Callable[..., IssuedDocument] | None
) -> PvStepDone:
    today = timezone.localdate()
    adopted = step(sitting, "adopted")
    known = {"published_on": today, "paper_copy": paper, "adopted_on": adopted.on if adopted else None}
    if found := obstacles(sitting, PvState.PUBLISHED, **known):
        raise NotYet(found)
    file = adopted_document(sitting)
    if file is None:
        raise NotKnown("Le fichier du procès-verbal arrêté est introuvable.")
    if public_copy is not None:
        file = public_copy(file, user=user)
    publish(file, user=user, mode="electronic")
    give_address(sitting)
    line = PvStepDone(
        sitting=sitting, step=PvStep.PUBLISHED, on=today, by=user, document=file, details={"paper": paper}
    )  # fmt: skip
    line.save()
    record("pv_step", actor=user, subject=sitting.subject, step="published", on=today.isoformat(), sha256=file.sha256)
    return line


def ready_to_adopt(sitting: Sitting) -> bool:
    return Minutes.objects.filter(meeting=sitting.meeting, state=MinutesState.APPROVED).exists()
