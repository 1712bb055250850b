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
from beffroi.minutes.domain.acts import minutes as act
from beffroi.minutes.domain.acts.ballots import BallotRequest
from beffroi.minutes.domain.acts.body import Person
from beffroi.minutes.domain.law.regimes import Regime
from beffroi.minutes.domain.law.steps import PvState, PvStepFacts, pv_advice, pv_obstacles
from beffroi.minutes.domain.passages import cut
from beffroi.minutes.domain.people import People
from beffroi.minutes.domain.sitting.events import BallotAsked, BallotKind, CorrectionAsked, ItemKind
from beffroi.minutes.domain.types import SentenceKind, Utterance
from beffroi.minutes.domain.votes import find_ballots
from beffroi.minutes.models import (
    AgendaItem,
    Deliberation,
    DocumentKind,
    IssuedDocument,
    ItemDetail,
    Minutes,
    MinutesState,
    PvStep,
    PvStepDone,
    Sentence,
    Sitting,
)

from . import by_charter
from .act_files import made
from .incidents import incidents_of
from .issue import content_of, issue, publish, require_settled
from .keep import adopt_pv
from .mentions import missing_mentions
from .papers import NotKnown, Papers, figures_of
from .propose_redactions import before_publication
from .rights import is_reader
from .sitting import open_contradictions

DECIDED = ("adopted", "rejected", "elected", "tied", "acknowledged")
READER_ONLY = "Seul un relecteur de la commune peut faire avancer le procès-verbal."


class NotYet(Exception):
    """The procès-verbal cannot go to that state; ``obstacles`` says what is missing, each in a French sentence."""

    retry = False

    def __init__(self, obstacles: Sequence[str]) -> None:
        super().__init__(" ".join(obstacles))
        self.obstacles = list(obstacles)


def state_of(sitting: Sitting) -> PvState:
    """Where the procès-verbal stands."""
    last = sitting.pv_steps.last()
    if last is not None:
        return PvState(last.step)
    minutes = Minutes.objects.filter(meeting=sitting.meeting).first()
    return PvState.PROOFREAD if minutes and minutes.is_approved else PvState.DRAFT


def step(sitting: Sitting, name: str) -> PvStepDone | None:
    found: PvStepDone | None = sitting.pv_steps.filter(step=name).first()
    return found


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


# --- the document -------------------------------------------------------------------------------------------


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
        reports=tuple(_lines(deliberation.report)) if deliberation else (),
        deliberation=deliberation.number if deliberation else "",
        speeches=tuple(speeches_of(papers, item, voted=ballot is not None)),
        incidents=tuple(incidents_of(papers, item)),
        moves=papers.moves(item.number),
        requests=tuple(_requests(papers, item)),
        recusals=papers.recusals(item),
        decision=tuple(_lines(deliberation.articles)) if deliberation else (),
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
    return [act.Speech(row.text, verbatim=row.kind == SentenceKind.QUOTE) for row in kept]


def _verbatim(papers: Papers, item: AgendaItem) -> list[act.Speech]:
    """The words as heard and corrected, for an item taken down word for word."""
    wanted = _sources_of(item)
    if not wanted:
        return []
    book = People(papers.meeting.members(), ())
    made = []
    for each in papers.meeting.utterances.filter(index__in=wanted).select_related("voice"):
        made.append(act.Speech(each.text, _speaker(book, each.voice.label if each.voice else ""), verbatim=True))
    return made


def _speaker(book: People, label: str) -> Person | None:
    member = book.of_speaker(label) if label else None
    if member:
        return Person(member.last_name, member.first_name, book.civility(member))
    return Person(label) if label else None


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


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


# --- the text against the ledger ----------------------------------------------------------------------------


def disagreements(papers: Papers) -> list[str]:
    """Votes that the text words otherwise than the ledger has them, each with both figures: the reader may have
    corrected one and not the other."""
    found = []
    people = People(papers.meeting.members(), ())
    rows = Sentence.objects.filter(section__minutes__meeting=papers.meeting, kind=SentenceKind.VOTE).exclude(text="")
    for row in rows.select_related("section"):
        outcomes = papers.ledger.ballots_of(row.section.item_number)
        written = find_ballots(cut([Utterance(0, row.text)]), people)
        if not outcomes or not written:
            continue
        said = written[0].ballot
        pairs = [(said.votes_for, "votes_for"), (said.against, "against"), (said.abstain, "abstain")]
        if all(_differs(pairs, outcome) for outcome in outcomes):
            figures = figures_of(outcomes[-1])
            shown = (
                f"{figures.votes_for} pour, {figures.against} contre, {figures.abstain} abstentions" if figures else "?"
            )
            found.append(f"Point {row.section.item_number} : le texte dit « {row.text} », la séance compte {shown}.")
    return found


def _differs(pairs: Sequence[tuple[int | None, str]], outcome: Any) -> bool:
    return any(
        said is not None and getattr(outcome, name) is not None and said != getattr(outcome, name)
        for said, name in pairs
    )


# --- the moves ----------------------------------------------------------------------------------------------


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
        details={"corrections": list(corrections)},
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


def give_address(sitting: Sitting) -> str:
    """The permanent address of the sitting's public page, given once: its date, then a rank where the day is taken."""
    if not sitting.public_slug:
        base = f"{papers_date(sitting):%Y-%m-%d}"
        slug, rank = base, 2
        while Sitting.objects.filter(public_slug=slug).exists():
            slug, rank = f"{base}-{rank}", rank + 1
        sitting.public_slug = slug
        sitting.save(update_fields=["public_slug"])
    return sitting.public_slug


def papers_date(sitting: Sitting) -> date:
    """Raises NotKnown where the sitting has no date."""
    if sitting.meeting.starts_at is None:
        raise NotKnown("La séance n’a pas de date : indiquez-la, puis recommencez.")
    return timezone.localdate(sitting.meeting.starts_at)


def ready_to_adopt(sitting: Sitting) -> bool:
    return Minutes.objects.filter(meeting=sitting.meeting, state=MinutesState.APPROVED).exists()
