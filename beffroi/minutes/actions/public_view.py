"""What the public sees of a commune's council, built from published things alone and passed through the mask.

Pages, feed, open data and search ask here and nowhere else: they hold no row of the database, so that a text nobody
adopted, an unpublished sitting or a masked word cannot reach them.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import cached_property
from typing import Any

from beffroi.minutes.domain.law.scdl import OpenDeliberation
from beffroi.minutes.domain.public import (
    PublicCommune,
    PublicDocument,
    PublicItem,
    PublicSitting,
    Result,
    Stage,
)
from beffroi.minutes.domain.public_votes import public_vote
from beffroi.minutes.domain.sitting.events import ItemKind
from beffroi.minutes.models import (
    AgendaItem,
    CouncilSettings,
    Deliberation,
    DocumentKind,
    Publication,
    PvStep,
    PvStepDone,
    Redaction,
    Sitting,
)
from beffroi.town.models import Commune, Kind

from . import public_sound
from .incidents import incidents_of
from .paper_list import listed
from .papers import Papers
from .public_debate import Debate
from .public_files import MINUTES_KINDS, Online, as_public, mask_for, online, served, strictest
from .public_mask import PublicMask
from .public_open_data import open_data, receipts_of
from .public_presence import presence_of

COUNCILS: dict[str, str] = {
    Kind.COMMUNE: "conseil municipal",
    Kind.EPCI: "conseil communautaire",
    Kind.SYNDICATE: "comité syndical",
}
MASCULINE = (ItemKind.PREVIOUS_MINUTES, ItemKind.WISH)
"""What is adopted there is a procès-verbal or a vœu."""


def commune_view(commune: Commune) -> PublicCommune:
    """Who publishes, in the commune in scope."""
    settings = CouncilSettings.objects.filter(commune=commune).first()
    name = settings.council_name if settings else ""
    return PublicCommune(
        commune.name, commune.slug, name or COUNCILS[commune.kind], settings.contact if settings else ""
    )


def sitting_view(slug: str) -> PublicSitting | None:
    """A sitting by its public address, in the commune in scope; None: nothing of it is public."""
    sitting = Sitting.objects.filter(public_slug=slug).select_related("meeting", "commune", "mayor").first()
    if not slug or sitting is None:
        return None
    documents = online(sitting)
    stage = stage_of(documents)
    return Published(sitting, documents, stage, sound=True).view() if stage else None


def sound_of(slug: str) -> public_sound.PublicSound | None:
    """What the public hears of a sitting, by its public address; None: nothing."""
    sitting = Sitting.objects.filter(public_slug=slug).select_related("meeting").first()
    if not slug or sitting is None or stage_of(online(sitting)) != Stage.MINUTES:
        return None
    return public_sound.ask(sitting.meeting)


def stage_of(documents: list[Online]) -> Stage | None:
    """From the files that are online: the procès-verbal, or the list alone, or nothing."""
    kinds = {each.document.kind for each in documents}
    if kinds & set(MINUTES_KINDS):
        return Stage.MINUTES
    return Stage.LIST if DocumentKind.LIST in kinds else None


class Published:
    """One sitting, of which something is public. ``sound``: with the places where it is heard, if it may be."""

    def __init__(self, sitting: Sitting, documents: list[Online], stage: Stage, *, sound: bool = False) -> None:
        self.sitting, self.stage, self.online = sitting, stage, documents
        self.meeting = sitting.meeting
        self.papers = Papers(sitting)
        decided = mask_for(self.meeting)
        self.files = served(documents, decided)
        self.mask: PublicMask = strictest(decided)
        self.sound = sound and stage == Stage.MINUTES and public_sound.ready(self.meeting) is not None
        self.debate = Debate(self.meeting, self.mask, sound=self.sound)

    def view(self) -> PublicSitting:
        adopted = self.stage == Stage.MINUTES
        steps = {step: each.on for step, each in self._steps.items()}
        text = getattr(self.meeting, "minutes", None)
        return PublicSitting(
            slug=self.sitting.public_slug,
            title=self.mask.text(self.meeting.title),
            council=self._council,
            stage=self.stage,
            starts_at=self.meeting.starts_at,
            updated=self._updated(),
            place=self.mask.text(self.meeting.place) if adopted else "",
            items=tuple(self._items()),
            presence=presence_of(self.papers, self.mask) if adopted else None,
            documents=tuple(self._documents(None)),
            adopted_on=steps.get(PvStep.ADOPTED) if adopted else None,
            published_on=steps.get(PvStep.PUBLISHED) if adopted else None,
            sound=self.sound,
            ai_assisted=adopted and bool(text and text.engines),
        )

    @cached_property
    def _steps(self) -> dict[str, PvStepDone]:
        return {each.step: each for each in self.sitting.pv_steps.all()}

    @cached_property
    def _council(self) -> str:
        """The assembly's name: that of the day its procès-verbal was adopted, whatever the settings became."""
        adopted = self._steps.get(PvStep.ADOPTED)
        return (adopted.details.get("council") if adopted else "") or self.papers.body.council

    def _updated(self) -> datetime:
        """When what is shown last changed: a publication or its end, a summary that was read, something masked."""
        moments = list(Publication.objects.filter(document__sitting=self.sitting).values_list("at", flat=True))
        moments += [row.decided_at or row.created_at for row in Redaction.objects.filter(meeting=self.meeting)]
        acts = [act for item in self.papers.items if (act := _deliberation(item))]
        return max([*moments, *(act.plain_read_at for act in acts if act.plain_read_at)])

    def _items(self) -> list[PublicItem]:
        if self.stage == Stage.LIST:
            return [self._listed(line) for line in self._list()]
        return [self._item(item) for item in self.papers.items]

    def _list(self) -> list[dict[str, Any]]:
        """The lines of the list that is online, as it was issued; of the sitting as it stands for one issued before
        its lines were kept."""
        lists = [each.document for each in self.online if each.document.kind == DocumentKind.LIST]
        last = max(lists, key=lambda document: document.at)
        return last.details.get("lines") or listed(self.papers)

    def _listed(self, line: dict[str, Any]) -> PublicItem:
        """L2121-25 asks for the list alone: number, object, what became of it."""
        item = next((each for each in self.papers.items if each.pk == line["item"]), None)
        deliberation = _deliberation(item) if item else None
        acts = tuple(self._documents(deliberation)) if deliberation else ()
        return PublicItem(
            number=line["number"],
            title=self.mask.text(line["title"]),
            result=Result(line["fate"]),
            reference=line["reference"],
            documents=acts,
            open_data=self._open_data(item) if item and acts else None,
        )

    def _item(self, item: AgendaItem) -> PublicItem:
        deliberation = _deliberation(item)
        ballot = self.papers.ballot(item)
        rapporteur = self.papers.rapporteur(item)
        council = self._council
        feminine = item.kind not in MASCULINE
        return PublicItem(
            number=item.number,
            title=self._title(item),
            result=Result(self.papers.state(item).fate),
            reference=(deliberation.number if deliberation else "") or item.reference,
            kind=item.get_kind_display() if item.kind != ItemKind.DELIBERATION else "",
            rapporteur=self.mask.text(rapporteur.named) if rapporteur else "",
            vote=public_vote(ballot, council, self.mask.text, feminine=feminine) if ballot else None,
            summary=self._summary(deliberation),
            incidents=tuple(self.mask.text(each) for each in incidents_of(self.papers, item)),
            debate=self.debate.of(item, voted=ballot is not None),
            articles=tuple(self.mask.text(each) for each in _lines(deliberation.articles)) if deliberation else (),
            documents=tuple(self._documents(deliberation)) if deliberation else (),
            open_data=self._open_data(item),
        )

    @cached_property
    def _receipts(self) -> dict[int, date]:
        return receipts_of(self.sitting)

    def _open_data(self, item: AgendaItem) -> OpenDeliberation | None:
        deliberation = _deliberation(item)
        if deliberation is None:
            return None
        return open_data(self.papers, item, deliberation, self.mask, self._receipts.get(deliberation.pk))

    def _title(self, item: AgendaItem) -> str:
        deliberation = _deliberation(item)
        return self.mask.text(deliberation.object if deliberation else item.title)

    def _summary(self, deliberation: Deliberation | None) -> str:
        """Only once a named person read it."""
        if deliberation is None or deliberation.plain_read_by_id is None:
            return ""
        return self.mask.text(deliberation.plain_summary)

    def _documents(self, deliberation: Deliberation | None) -> list[PublicDocument]:
        """The last file of each kind: the register has those that it replaces."""
        wanted = deliberation.pk if deliberation else None
        last = {each.document.kind: each for each in self.files if each.document.deliberation_id == wanted}
        return [as_public(each, self.mask) for each in last.values()]


def _deliberation(item: AgendaItem) -> Deliberation | None:
    return getattr(item, "deliberation", None)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
