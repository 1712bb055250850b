"""What an adopted deliberation gives to the open data, from its act and the ledger."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from beffroi.minutes.domain.acts.ballots import Figures, OrdinaryBallot, PublicBallot, SecretBallot
from beffroi.minutes.domain.law.scdl import OpenDeliberation, Votes, counted_votes
from beffroi.minutes.models import AgendaItem, Deliberation, Sitting, Transmission

from .papers import NotKnown, Papers
from .public_mask import PublicMask


def receipts_of(sitting: Sitting) -> dict[int, date]:
    """Date of reception by the prefecture of each deliberation that has one."""
    rows = Transmission.objects.filter(deliberation__item__meeting=sitting.meeting_id, received_on__isnull=False)
    return dict(rows.order_by("pk").values_list("deliberation_id", "received_on"))


def open_data(
    papers: Papers, item: AgendaItem, deliberation: Deliberation, mask: PublicMask, received_on: date | None
) -> OpenDeliberation | None:
    """The row of a deliberation that was voted and adopted; None for any other, or where the sitting has no date."""
    if papers.state(item).fate not in ("adopted", "elected") or papers.meeting.starts_at is None:
        return None
    return OpenDeliberation(
        body=papers.sitting.commune.name,
        siret=papers.council.siret,
        number=deliberation.number,
        adopted_on=timezone.localdate(papers.meeting.starts_at),
        matter_code=deliberation.matter_code,
        subject=mask.text(deliberation.object),
        received_on=received_on,
        votes=_votes(papers, item),
    )


def _votes(papers: Papers, item: AgendaItem) -> Votes | None:
    ballot = papers.ballot(item)
    if not isinstance(ballot, OrdinaryBallot | PublicBallot | SecretBallot):
        return None
    figures: Figures = ballot.figures
    try:
        in_office = papers.in_office
    except NotKnown:
        return None
    return counted_votes(
        in_office, figures.votes_for, figures.against, figures.abstain, blanks=figures.blank, nulls=figures.null
    )
