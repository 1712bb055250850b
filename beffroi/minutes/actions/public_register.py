"""The register of what a commune published: each act with its date and its author, whether its file is still there.

Source: CGCT R2131-1 (mention of the author's first name, name and capacity and of the date put online; two months at
least), read on juriblio.fr and french-business-law.com; L2131-1 for the other modes.
"""

from __future__ import annotations

from django.utils import timezone

from beffroi.facts.dates import format_date
from beffroi.minutes.domain.law.publication import PublicationFacts, online_until, statement
from beffroi.minutes.domain.law.publication import PublicationMode as LegalMode
from beffroi.minutes.domain.public import PublicationLine
from beffroi.minutes.domain.typography import typographic
from beffroi.minutes.models import IssuedDocument, Publication, PublicationMode, Sitting
from beffroi.ui.templatetags.ui import day

from .public_files import MINUTES_KINDS, PUBLIC_KINDS, Online, as_public, holds_masked, mask_for, online, strictest
from .public_mask import PublicMask

WITHDRAWN = "Ce fichier a été retiré."
TO_REPLACE = "Ce fichier contient un passage occulté depuis : une version sans ce passage doit le remplacer."
AT_THE_SEAT = "Cet acte n’est pas publié en ligne : il est consultable sur place."


def register(council: str) -> tuple[PublicationLine, ...]:
    """Every publication of the commune in scope, latest first. What was published by mistake and is no public kind of
    document has no line, nor has a procès-verbal that did not go through its steps."""
    there = {each.document.pk: each for each in online()}
    ended = {row.document_id: row for row in Publication.objects.filter(ends=True)}
    sittings: dict[int, _Acts] = {}
    lines = []
    rows = Publication.objects.filter(ends=False, document__kind__in=PUBLIC_KINDS)
    for row in rows.select_related("document__sitting__meeting", "document__sitting__mayor", "document__deliberation"):
        document = row.document
        if document.kind in MINUTES_KINDS and document.pk not in there and document.pk not in ended:
            continue
        if document.sitting_id not in sittings:
            sittings[document.sitting_id] = _Acts(document.sitting, council)
        lines.append(sittings[document.sitting_id].line(row, there.get(document.pk), ended.get(document.pk)))
    return tuple(sorted(lines, key=lambda line: line.published_at, reverse=True))


class _Acts:
    """The acts of one sitting, with its mask and its author, read once."""

    def __init__(self, sitting: Sitting, council: str) -> None:
        self.decided = mask_for(sitting.meeting)
        self.mask: PublicMask = strictest(self.decided)
        self.council = council
        self.author = sitting.mayor if sitting.mayor and sitting.mayor.role else None

    def line(self, row: Publication, there: Online | None, ended: Publication | None) -> PublicationLine:
        document = row.document
        kept = there is not None and not holds_masked(there, self.decided)
        on = timezone.localdate(row.at)
        return PublicationLine(
            label=document.get_kind_display(),
            subject=self.mask.text(self._subject(document)),
            reference=document.deliberation.number if document.deliberation else "",
            mode=row.get_mode_display(),
            published_at=row.at,
            statement=self._statement(row),
            until=online_until(on),
            sha256=document.sha256,
            document=as_public(there, self.mask) if there and kept else None,
            withdrawn_at=ended.at if ended else None,
            missing="" if kept else _missing(row, ended),
        )

    def _subject(self, document: IssuedDocument) -> str:
        if document.deliberation:
            return document.deliberation.object
        return f"Séance du {day(document.sitting.meeting.starts_at)}"

    def _statement(self, row: Publication) -> str:
        """The author of an act is the mayor or president who signs it, never the agent who put it online."""
        on = timezone.localdate(row.at)
        if self.author is None:
            said = f"Publié le {format_date(on, weekday=False)}. Auteur de l'acte : le {self.council}."
            return typographic(said)
        return statement(
            PublicationFacts(
                mode=LegalMode(row.mode),
                published_on=on,
                author_name=str(self.author),
                author_capacity=self.author.role,
            )
        )


def _missing(row: Publication, ended: Publication | None) -> str:
    if ended is not None:
        return WITHDRAWN
    return TO_REPLACE if row.mode == PublicationMode.ELECTRONIC else AT_THE_SEAT
