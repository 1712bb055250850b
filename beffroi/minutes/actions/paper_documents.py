"""The documents of a sitting, each made of its papers: the values that ``exports/acts`` lays out."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from beffroi.minutes.domain.acts.attendance import AttendanceSheet
from beffroi.minutes.domain.acts.body import Person
from beffroi.minutes.domain.acts.convocation import Convocation
from beffroi.minutes.domain.acts.deliberation import Deliberation as DeliberationAct
from beffroi.minutes.domain.acts.deliberation import Enforceability
from beffroi.minutes.domain.acts.recording_notice import RecordingNotice
from beffroi.minutes.domain.acts.register import RegisterSitting
from beffroi.minutes.models import AgendaItem, Deliberation, Publication, Transmission

from .papers import NotKnown, Papers, paragraphs, prepared_of


def convocation_act(
    papers: Papers, *, sent_on: date, addressee: Person | None = None, recorded: bool = True
) -> Convocation:
    return Convocation(
        papers.head,
        papers.agenda(),
        sent_on,
        papers.mayor,
        addressee=addressee,
        urgency=papers.sitting.urgency_reason if papers.sitting.urgent else "",
        note_due=bool(papers.sitting.explanatory_note),
        recorded=recorded,
    )


def attendance_act(papers: Papers) -> AttendanceSheet:
    opening = papers.ledger.opening
    return AttendanceSheet(
        papers.head,
        tuple(papers.members.values()),
        in_office=papers.sitting.in_office or papers.roster.seats or 0,
        proxies=papers.proxies(opening),
        substitutes=papers.substitutes(opening),
        excused=papers.persons(opening.excused),
    )


def notice_act(papers: Papers) -> RecordingNotice:
    return RecordingNotice(
        papers.body,
        papers.council.contact or f"{papers.body.name}, {papers.body.seat}",
        broadcast=papers.sitting.public_audio,
    )


def deliberation_act(papers: Papers, item: AgendaItem, *, draft: bool) -> DeliberationAct:
    """Raises NotKnown for an item without a deliberation."""
    prepared = prepared_of(item)
    if prepared is None:
        raise NotKnown(f"Le point {item.number} n’a pas de délibération.")
    state = papers.state(item)
    quorum = papers.quorum(item.number) or papers.quorum()
    return DeliberationAct(
        papers.head,
        papers.roll(state.at_vote or state.presence),
        prepared.number,
        prepared.object,
        papers.ballot(item),
        tuple(paragraphs(prepared.articles)),
        order=item.number,
        matter=f"{prepared.matter_code} {prepared.matter_name}".strip(),
        rapporteur=papers.rapporteur(item),
        reports=tuple(paragraphs(prepared.report)),
        visas=tuple(paragraphs(prepared.visas)),
        recitals=tuple(paragraphs(prepared.considerants)),
        debate=tuple(paragraphs(prepared.debate)),
        recusals=papers.recusals(item),
        enforceability=enforceability_of(prepared),
        signatory=papers.mayor,
        quorum_needed=quorum.needed if quorum and not quorum.not_required else None,
        draft=draft,
    )


def register_act(papers: Papers) -> RegisterSitting:
    acts = tuple(
        deliberation_act(papers, item, draft=False)
        for item in papers.items
        if prepared_of(item) and papers.ballot(item)
    )
    return RegisterSitting(papers.head, papers.roll(None), acts, signatory=papers.mayor)


def enforceability_of(deliberation: Deliberation) -> Enforceability | None:
    """Dates of reception by the prefecture and of publication, once known."""
    receipt = Transmission.objects.filter(deliberation=deliberation, received_on__isnull=False).last()
    published = Publication.objects.filter(document__deliberation=deliberation, ends=False).first()
    if receipt is None and published is None:
        return None
    return Enforceability(
        received_on=receipt.received_on if receipt else None,
        published_on=timezone.localdate(published.at) if published else None,
        receipt=receipt.identifier if receipt else "",
    )
