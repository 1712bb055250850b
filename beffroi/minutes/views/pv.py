"""The procès-verbal: its mandatory mentions, the remarks it received, its text by hand, and its five states."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from beffroi.audit.journal import record
from beffroi.minutes.actions import pv as acts
from beffroi.minutes.actions.by_hand import start_by_hand, write_item, written
from beffroi.minutes.actions.comments import answer, invite, revoke, token_of
from beffroi.minutes.actions.mentions import (
    CannotBeNil,
    answer_mention,
    lacking,
    mentions_of,
    nobody_spoke,
    settle_report,
)
from beffroi.minutes.actions.occulted import to_publish
from beffroi.minutes.actions.papers import Papers
from beffroi.minutes.actions.pv_disagreements import disagreements
from beffroi.minutes.actions.pv_state import state_of
from beffroi.minutes.domain.law.mentions import Mention, MentionState
from beffroi.minutes.domain.law.steps import PvState, pv_moves
from beffroi.minutes.forms.pv import AdoptForm, InviteForm, SignForm
from beffroi.minutes.models import (
    AgendaItem,
    Comment,
    CommentInvitation,
    DocumentKind,
    MentionAnswer,
    Minutes,
    Section,
    Sitting,
)
from beffroi.town.permissions import agent, reader
from beffroi.ui.answers import file_answer

from .common import may_read, recording_of, sitting_or_404, typed
from .council_acts import uploaded
from .told import pv_page, told

WRITTEN = {"president", "present", "secretaries", "requests"}
"""Mentions that a person may write where the sitting does not give them."""
ENTERED = {"represented", "quorum", "results", "voters", "deliberations", "hour"}
"""Those that come from the course of the sitting alone."""


@dataclass(frozen=True, slots=True)
class Way:
    """How a mention is completed: item by item, in another page, by its own words; ``nil``: it may be marked "néant"
    here; ``undo``: it was, and this can be taken back."""

    items: tuple[AgendaItem, ...] = ()
    url: str = ""
    label: str = ""
    text: bool = False
    known: str = ""
    nil: bool = False
    undo: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A mention with the way to complete it."""

    mention: Mention
    way: Way

    def __getattr__(self, name: str) -> Any:
        return getattr(self.mention, name)


def way_of(papers: Papers, mention: Mention, answers: dict[str, MentionAnswer]) -> Way:
    """Nothing to do for what the sitting already gives."""
    given = answers.get(mention.key)
    undo = given is not None and given.nothing
    nil = mention.may_be_nil and mention.state is MentionState.MISSING and not mention.detail
    if mention.key in WRITTEN and not undo and (mention.state is MentionState.MISSING or given):
        return Way(text=True, known=given.text if given else "", nil=mention.may_be_nil)
    if mention.state in {MentionState.PRESENT, MentionState.NIL}:
        return Way(undo=undo)
    return replace(_other_way(papers, mention), nil=nil, undo=undo)


def _other_way(papers: Papers, mention: Mention) -> Way:
    page = papers.meeting.pk
    if mention.key in {"reports", "tenor"}:
        return Way(items=tuple(lacking(papers, mention.key)))
    if mention.key in ENTERED:
        return Way(url=reverse("minutes:proceedings", args=[page]), label="Compléter dans le déroulé")
    if mention.key == "agenda":
        return Way(url=reverse("minutes:agenda", args=[page]), label="Compléter l’ordre du jour")
    return Way(url=reverse("minutes:sitting_settings", args=[page]), label="Compléter la séance")


@agent
@told(pv_page)
@require_POST
def settle_item(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """The report of an item, that it has none, or that nobody spoke on it."""
    sitting = sitting_or_404(pk)
    item = get_object_or_404(AgendaItem.objects.select_related("meeting", "commune"), meeting_id=pk, number=number)
    what = request.POST.get("quoi", "")
    if what == "sans-discussion":
        nobody_spoke(item, user=request.user)
        return _page(sitting, "#mention-tenor")
    report = "néant" if what == "sans-rapport" else typed(request, "rapport", 300)
    if report.strip():
        settle_report(item, report, user=request.user)
    else:
        messages.warning(request, "Indiquez le rapport, ou dites qu’il n’y en a pas.")
    return _page(sitting, "#mention-reports")


@agent
@require_safe
def minutes_page(request: HttpRequest, pk: UUID) -> HttpResponse:
    sitting = sitting_or_404(pk)
    papers = Papers(sitting)
    return render(request, "minutes/council/pv.html", _context(request, sitting, papers))


def _context(request: HttpRequest, sitting: Sitting, papers: Papers, **forms: Any) -> dict[str, Any]:
    state = state_of(sitting)
    secretaries = [each.named for each in papers.persons(papers.ledger.secretaries)]
    answers = {each.key: each for each in sitting.mentions.all()}
    text = Minutes.objects.filter(meeting=sitting.meeting).first()
    shown = [Shown(each, way_of(papers, each, answers)) for each in mentions_of(papers)]
    return {
        "meeting": sitting.meeting,
        "sitting": sitting,
        "text": text,
        "state": state,
        "states": list(PvState),
        "moves": pv_moves(state),
        "mentions": shown,
        "left": [each.mention for each in shown if each.mention.blocks],
        "recorded": recording_of(sitting.meeting) is not None,
        "advice": acts.advice(sitting, papers) if sitting.meeting.starts_at else [],
        "disagreements": disagreements(papers),
        "steps": dict.fromkeys(("adopted", "signed", "published"))
        | {each.step: each for each in sitting.pv_steps.select_related("by", "document")},
        "adopted_file": acts.adopted_document(sitting),
        "signed_file": sitting.documents.filter(kind=DocumentKind.PV_SIGNED).last(),
        "comments": _comments(sitting),
        "invitations": [(each, _link(request, each)) for each in sitting.invitations.filter(revoked_at=None)],
        "adopt_form": AdoptForm(initial={"on": _next_day(sitting)}),
        "sign_form": SignForm(secretaries=secretaries),
        "invite_form": InviteForm(),
        "reader": may_read(request),
        "parts": []
        if text is None
        else [(section, "\n".join(row.text for row in written(section))) for section in _sections(text)],
        "ready": acts.ready_to_adopt(sitting),
    } | forms


def _sections(text: Minutes) -> list[Section]:
    return list(text.sections.prefetch_related("sentences"))


def _comments(sitting: Sitting) -> list[Comment]:
    found = Comment.objects.filter(invitation__sitting=sitting)
    return list(found.select_related("invitation", "sentence", "answered_by"))


def _link(request: HttpRequest, invitation: CommentInvitation) -> str:
    return request.build_absolute_uri(reverse("minutes:comment", args=[token_of(invitation)]))


def _next_day(sitting: Sitting) -> Any:
    following = Sitting.objects.filter(meeting__starts_at__gt=sitting.meeting.starts_at).order_by("meeting__starts_at")
    first = following.select_related("meeting").first() if sitting.meeting.starts_at else None
    return timezone.localdate(first.meeting.starts_at) if first else None


def _page(sitting: Sitting, anchor: str = "") -> HttpResponse:
    return redirect(reverse("minutes:pv", args=[sitting.meeting_id]) + anchor)


@agent
@told(pv_page)
@require_safe
def pv_document(request: HttpRequest, pk: UUID, fmt: str) -> HttpResponse:
    """The procès-verbal as it stands, marked with its state."""
    if fmt not in ("pdf", "docx", "odt"):
        raise Http404
    sitting = sitting_or_404(pk)
    content, name = acts.document(sitting, fmt)
    record("document_taken", actor=request.user, subject=sitting.subject, format=fmt, what="pv")
    return file_answer(content, name)


@agent
@told(pv_page)
@require_POST
def mention(request: HttpRequest, pk: UUID, key: str) -> HttpResponse:
    sitting = sitting_or_404(pk)
    try:
        answer_mention(sitting, key, user=request.user, text=typed(request, "texte"), nothing="neant" in request.POST)
    except CannotBeNil as error:
        messages.error(request, str(error))
    except KeyError:
        raise Http404
    return _page(sitting, f"#mention-{key}")


@agent
@told(pv_page)
@require_POST
def begin_by_hand(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A sitting without a recording: its text is written by hand."""
    sitting = sitting_or_404(pk)
    start_by_hand(sitting.meeting, user=request.user)
    return _page(sitting, "#texte")


@agent
@told(pv_page)
@require_POST
def write(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    sitting = sitting_or_404(pk)
    minutes = get_object_or_404(Minutes, meeting=sitting.meeting)
    write_item(minutes, number, typed(request, "texte", 200_000), user=request.user)
    messages.success(request, "Le texte de ce point est enregistré.")
    return _page(sitting, f"#texte-{number}")


# --- the states ---------------------------------------------------------------------------------------------


@reader
@told(pv_page)
@require_POST
def adopt(request: HttpRequest, pk: UUID) -> HttpResponse:
    sitting = sitting_or_404(pk)
    form = AdoptForm(request.POST)
    if not form.is_valid():
        context = _context(request, sitting, Papers(sitting), adopt_form=form)
        return render(request, "minutes/council/pv.html", context, status=422)
    corrections = [line.strip() for line in form.cleaned_data["corrections"].splitlines() if line.strip()]
    on = form.cleaned_data["on"]
    acts.adopt(sitting, user=request.user, on=on, adopted_in=_adopting(sitting, on), corrections=corrections)
    messages.success(request, "Le procès-verbal est arrêté. Imprimez-le pour signature : son fichier est scellé.")
    return _page(sitting, "#etats")


def _adopting(sitting: Sitting, on: Any) -> Sitting | None:
    found: Sitting | None = Sitting.objects.filter(meeting__starts_at__date=on).exclude(pk=sitting.pk).first()
    return found


@reader
@told(pv_page)
@require_POST
def sign(request: HttpRequest, pk: UUID) -> HttpResponse:
    sitting = sitting_or_404(pk)
    papers = Papers(sitting)
    secretaries = [each.named for each in papers.persons(papers.ledger.secretaries)]
    form = SignForm(request.POST, request.FILES, secretaries=secretaries)
    if not form.is_valid():
        return render(
            request, "minutes/council/pv.html", _context(request, sitting, papers, sign_form=form), status=422
        )  # fmt: skip
    content, name = uploaded(request, "signed_file")
    cleaned = form.cleaned_data
    acts.sign(
        sitting,
        user=request.user,
        on=cleaned["on"],
        signed_by=cleaned["signed_by"],
        head_signed=cleaned["head_signed"],
        content=content,
        name=name,
    )
    messages.success(request, "Le procès-verbal signé est gardé et scellé.")
    return _page(sitting, "#etats")


@reader
@told(pv_page)
@require_POST
def publish(request: HttpRequest, pk: UUID) -> HttpResponse:
    sitting = sitting_or_404(pk)
    acts.publish_pv(sitting, user=request.user, paper="papier" in request.POST, public_copy=to_publish)
    messages.success(request, "Le procès-verbal est publié, à une adresse qui ne changera pas.")
    return _page(sitting, "#etats")


# --- remarks ------------------------------------------------------------------------------------------------


@agent
@require_POST
def invite_person(request: HttpRequest, pk: UUID) -> HttpResponse:
    sitting = sitting_or_404(pk)
    form = InviteForm(request.POST)
    if not form.is_valid():
        context = _context(request, sitting, Papers(sitting), invite_form=form)
        return render(request, "minutes/council/pv.html", context, status=422)
    invite(sitting, user=request.user, **form.cleaned_data)
    messages.success(request, f"Le lien de {form.cleaned_data['name']} est prêt.")
    return _page(sitting, "#remarques")


@agent
@require_POST
def revoke_invitation(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(CommentInvitation.objects.select_related("sitting", "commune"), pk=pk)
    revoke(found, user=request.user)
    return _page(found.sitting, "#remarques")


@agent
@require_POST
def answer_comment(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Comment.objects.select_related("invitation__sitting", "commune"), pk=pk)
    answer(found, user=request.user, taken="retenu" in request.POST, text=typed(request, "reponse"))
    return _page(found.invitation.sitting, f"#remarque-{found.pk}")
