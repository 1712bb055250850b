"""What the procès-verbal of a sitting says, in whichever of its states: its ledger and its text, made into an act."""

from __future__ import annotations

from django.utils import timezone

from beffroi.minutes.domain.acts import minutes as act
from beffroi.minutes.domain.acts.ballots import BallotRequest
from beffroi.minutes.domain.acts.body import Person
from beffroi.minutes.domain.law.steps import PvState
from beffroi.minutes.domain.sitting.events import BallotAsked, BallotKind, CorrectionAsked, ItemKind
from beffroi.minutes.domain.types import SentenceKind
from beffroi.minutes.models import AgendaItem, ItemDetail, Minutes, Sentence, Sitting

from .incidents import incidents_of
from .papers import Papers, paragraphs
from .pv_state import step


def minutes_act(papers: Papers, state: PvState) -> act.MinutesAct:
    """The procès-verbal as a document, in that state. Raises NotKnown where its head lacks something."""
    sitting = papers.sitting
    minutes = Minutes.objects.filter(meeting=sitting.meeting).first()
    approval = minutes.approvals.filter(digest=minutes.approved_digest).last() if minutes else None
    adopted, signed, published = (step(sitting, name) for name in ("adopted", "signed", "published"))
    debated = [item for item in papers.items if item.kind not in {ItemKind.PREVIOUS_MINUTES, ItemKind.QUESTION}]
    return act.MinutesAct(
        head=papers.head,
        roll=papers.roll(None, papers.moves(everywhere=True)),
        quorum=papers.quorum() or act.Quorum(0, papers.ledger.opening.present_count, not_required=True),
        agenda=papers.agenda(),
        items=tuple(_item(papers, item) for item in debated),
        state=act.MinutesState(
            {"draft": "draft", "proofread": "read", "adopted": "adopted", "signed": "signed"}.get(state, "published")
        ),
        previous=_previous(papers),
        questions=tuple(_questions(papers)),
        closed_at=timezone.localtime(papers.ledger.closed_at) if papers.ledger.closed_at else None,
        corrections=tuple(adopted.details.get("corrections", ())) if adopted else (),
        reader=Person(str(approval.by)) if approval and state is PvState.PROOFREAD else None,
        adopted_on=adopted.on if adopted else None,
        signed_on=signed.on if signed else None,
        published_on=published.on if published else None,
        signatory=papers.mayor,
        ai_assisted=bool(minutes and minutes.engines),
    )


def _item(papers: Papers, item: AgendaItem) -> act.MinutesItem:
    deliberation = getattr(item, "deliberation", None)
    ballot = papers.ballot(item)
    return act.MinutesItem(
        number=item.reference or str(item.number),
        title=item.title,
        ballot=ballot,
        detail=act.Detail(item.detail),
        rapporteur=papers.rapporteur(item),
        reports=tuple(paragraphs(deliberation.report)) if deliberation else (),
        deliberation=deliberation.number if deliberation else "",
        speeches=tuple(speeches_of(papers, item, voted=ballot is not None)),
        incidents=tuple(incidents_of(papers, item)),
        moves=papers.moves(item.number),
        requests=tuple(_requests(papers, item)),
        recusals=papers.recusals(item),
        decision=tuple(paragraphs(deliberation.articles)) if deliberation else (),
        quorum=papers.quorum(item.number),
        closed_doors=papers.state(item).closed_doors,
    )


def speeches_of(papers: Papers, item: AgendaItem, *, voted: bool) -> list[act.Speech]:
    """The tenor of an item's debate, with the detail that was chosen for it. The sentences of the votes are left to
    the ledger, which words them from their figures."""
    if item.detail == ItemDetail.DECISION:
        return []
    if item.detail == ItemDetail.VERBATIM and (said := _verbatim(papers, item)):
        return said
    rows = Sentence.objects.filter(section__minutes__meeting=item.meeting, section__item_number=item.number)
    kept = [row for row in rows if row.text and not (voted and row.kind == SentenceKind.VOTE)]
    return [act.Speech(row.text) for row in kept]


def _verbatim(papers: Papers, item: AgendaItem) -> list[act.Speech]:
    """The words as heard and corrected, for an item taken down word for word."""
    wanted = _sources_of(item)
    if not wanted:
        return []
    said = papers.meeting.utterances.filter(index__in=wanted).select_related("voice")
    return [act.Speech(each.text, papers.heard(each.voice.label if each.voice else ""), verbatim=True) for each in said]


def _sources_of(item: AgendaItem) -> list[int]:
    """Utterances between the first and the last that the item's sentences rest on."""
    rows = Sentence.objects.filter(section__minutes__meeting=item.meeting, section__item_number=item.number)
    indexes = [index for row in rows for index in row.sources]
    return list(range(min(indexes), max(indexes) + 1)) if indexes else []


def _requests(papers: Papers, item: AgendaItem) -> list[BallotRequest]:
    return [
        BallotRequest(
            secret=entry.event.ballot is BallotKind.SECRET,
            count=entry.event.count or len(entry.event.askers),
            by=papers.persons(entry.event.askers) if entry.event.ballot is BallotKind.PUBLIC else (),
            granted=any(each.kind is entry.event.ballot for each in papers.ledger.ballots_of(item.number)),
        )
        for entry in papers.entries
        if isinstance(entry.event, BallotAsked) and entry.item == item.number
    ]


def _previous(papers: Papers) -> act.PreviousMinutes | None:
    item = next((each for each in papers.items if each.kind == ItemKind.PREVIOUS_MINUTES), None)
    before = previous_sitting(papers.sitting)
    held_on = papers.sitting.previous_held_on
    if held_on is None and before is not None and before.meeting.starts_at is not None:
        held_on = timezone.localdate(before.meeting.starts_at)
    if item is None or held_on is None:
        return None
    corrections = tuple(entry.event.text for entry in papers.entries if isinstance(entry.event, CorrectionAsked))
    return act.PreviousMinutes(held_on, papers.ballot(item), corrections)


def previous_sitting(sitting: Sitting) -> Sitting | None:
    """The council's last sitting before this one."""
    if sitting.meeting.starts_at is None:
        return None
    found: Sitting | None = (
        Sitting.objects.filter(meeting__starts_at__lt=sitting.meeting.starts_at)
        .select_related("meeting", "commune")
        .order_by("-meeting__starts_at")
        .first()
    )
    return found


def _questions(papers: Papers) -> list[act.Question]:
    made = []
    for item in papers.items:
        if item.kind == ItemKind.QUESTION:
            words = " ".join(each.text for each in speeches_of(papers, item, voted=False))
            made.append(act.Question(papers.rapporteur(item), item.title, answer=words))
    return made
