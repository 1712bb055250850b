"""The page of a sitting: one timeline from convocation to publication, the ledger and the dates beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from beffroi.minutes.actions.calendar import deadlines_of, quorum_failed, state_of_acts
from beffroi.minutes.actions.convene import check, latest_day
from beffroi.minutes.actions.mentions import mentions_of
from beffroi.minutes.actions.papers import Papers
from beffroi.minutes.actions.pv_state import state_of
from beffroi.minutes.actions.sitting import sitting_of
from beffroi.minutes.domain.law.calendar import Deadline, Nature, Status
from beffroi.minutes.domain.law.regimes import Regime, notice
from beffroi.minutes.domain.law.steps import PvState, act_state
from beffroi.minutes.models import DocumentKind, IssuedDocument, Meeting, Publication, PublicationMode, Sitting

ORDER = [PvState.DRAFT, PvState.PROOFREAD, PvState.ADOPTED, PvState.SIGNED, PvState.PUBLISHED]


@dataclass(frozen=True, slots=True)
class CouncilStep:
    """``state``: "done", "now", "block" or "later"; ``due``: the deadline that goes with it, if any."""

    name: str
    title: str
    state: str
    due: Deadline | None = None

    @property
    def template(self) -> str:
        return f"minutes/council/steps/{self.name}.html"


def page(request: HttpRequest, meeting: Meeting, common: dict[str, Any]) -> dict[str, Any]:
    """What the template of a council's meeting is given, besides what any meeting's has (``common``)."""
    sitting = sitting_of(meeting)
    papers = Papers(sitting)
    dates = {each.key: each for each in deadlines_of(sitting)}
    documents = list(IssuedDocument.objects.filter(sitting=sitting).select_related("by", "deliberation"))
    contradictions = sitting.flags.filter(answer="", blocking=True).count()
    state = state_of(sitting)
    acts = act_lines(papers)
    published = Publication.objects.filter(document__sitting=sitting, document__kind=DocumentKind.LIST, ends=False)
    lines = list(published.exclude(document__publications__ends=True).order_by("at", "pk"))
    return {
        **common,
        "sitting": sitting,
        "papers": papers,
        "contradictions": contradictions,
        "steps": council_steps(
            sitting, papers, common, dates, contradictions, acts=acts, state=state, listed=bool(lines)
        ),
        "dates": [each for each in dates.values() if shown(each)][:6],
        "findings": check(sitting),
        "latest_day": latest_day(sitting),
        "documents": {kind: [each for each in documents if each.kind == kind] for kind in DocumentKind.values},
        "acts": acts,
        "list_document": last(documents, DocumentKind.LIST),
        "list_published": lines,
        "list_modes": _modes_left(papers, lines),
        "pv_state": state,
        "pv_steps": [(each, ORDER.index(each) <= ORDER.index(state)) for each in ORDER],
        "mentions_left": [each for each in mentions_of(papers) if each.blocks],
        "opening_quorum": next((each for each in papers.ledger.quorums if each.moment == "opening"), None),
        "quorum_failed": quorum_failed(papers),
        "regime_notice": notice(Regime(sitting.regime)),
        "redactions_left": meeting.redactions.filter(state="candidate").count(),
    }


def shown(deadline: Deadline) -> bool:
    """What is worth a line beside the sitting: duties that are not done, with a date."""
    return deadline.nature is Nature.DUTY and deadline.due is not None and deadline.status in {Status.OPEN, Status.LATE}


def last(documents: list[IssuedDocument], kind: str) -> IssuedDocument | None:
    found = [each for each in documents if each.kind == kind]
    return found[-1] if found else None


def act_lines(papers: Papers) -> list[dict[str, Any]]:
    """One a deliberation, with where it stands."""
    states = state_of_acts(papers.sitting)
    lines = []
    for item in papers.items:
        deliberation = getattr(item, "deliberation", None)
        lines.append(
            {
                "item": item,
                "deliberation": deliberation,
                "state": act_state(states[deliberation.pk]) if deliberation else None,
                "fate": papers.state(item).fate,
                "ready": papers.ballot(item) is not None,
            }
        )
    return lines


def council_steps(
    sitting: Sitting,
    papers: Papers,
    common: dict[str, Any],
    dates: dict[str, Deadline],
    contradictions: int,
    *,
    acts: list[dict[str, Any]],
    state: PvState,
    listed: bool,
) -> list[CouncilStep]:
    meeting = sitting.meeting
    held = papers.ledger.closed_at is not None or any(each.fate != "pending" for each in papers.ledger.items)
    past = meeting.starts_at is not None and meeting.starts_at <= timezone.now()
    text = common["text"]
    acts = [each for each in acts if each["deliberation"]]
    rank = ORDER.index(state)
    validated = bool(acts) and all(each["deliberation"].is_validated for each in acts if each["ready"]) and held
    return [
        CouncilStep("preparation", "Ordre du jour et délibérations préparées", "done" if papers.items else "now"),
        CouncilStep(
            "convocation", "Convocation", "done" if sitting.convened_on else "block" if past else "now",
            dates.get("convocation"),
        ),
        CouncilStep(
            "sitting", "La séance",
            "block" if contradictions else "done" if papers.ledger.closed_at else "now" if past or held else "later",
        ),
        CouncilStep("recording", "Enregistrement", _recording(common)),
        CouncilStep(
            "acts", "Délibérations et liste",
            "done" if listed and validated else "block" if contradictions and held else "now" if held else "later",
            dates.get("list_online") or dates.get("list_display"),
        ),
        CouncilStep("reading", "Procès-verbal relu", "done" if rank >= 1 else "now" if text else "later"),
        CouncilStep(
            "adoption", "Procès-verbal arrêté, signé, publié",
            "done" if rank == 4 else "now" if rank >= 1 else "later",
            dates.get("pv_publication") if rank >= 2 else dates.get("pv_adoption"),
        ),
        CouncilStep("public", "Ce que le public voit", "done" if listed else "later"),
    ]  # fmt: skip


def _modes_left(papers: Papers, lines: list[Publication]) -> list[PublicationMode]:
    """Where the list is still to be shown: at the town hall, and online where the commune has a site (L2121-25)."""
    done = {line.mode for line in lines}
    wanted = [PublicationMode.POSTING, *([PublicationMode.ELECTRONIC] if papers.council.has_website else [])]
    return [mode for mode in wanted if mode not in done]


def _recording(common: dict[str, Any]) -> str:
    job, text, recording = common["job"], common["text"], common["recording"]
    if text is not None and not (job and job.is_live):
        return "done"
    if recording is None:
        return "later"
    return "block" if job and not job.is_live else "now"
