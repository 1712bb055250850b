"""What the public does not hear: what is proposed, what was decided, who objects, the sound and its end. An agent may
see; only a reader decides."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from beffroi.minutes.actions import hold, keep, public_sound, redact, sound_access
from beffroi.minutes.actions.propose_redactions import propose
from beffroi.minutes.actions.public_mask import what_blocks
from beffroi.minutes.actions.secrecy_rights import Refused, is_published
from beffroi.minutes.forms.secrecy import HoldForm, MaskForm, ObjectionForm, PermitForm, PlaceForm, SoundForm
from beffroi.minutes.models import KeepHold, Meeting, Redaction, RedactionReason, RedactionState, SoundAccess, Voice
from beffroi.town.models import Membership
from beffroi.town.permissions import agent, reader
from beffroi.work.jobs import WorkError

from .common import may_read, meeting_or_404, recording_of, text_of
from .secrecy_lines import Line, lines

DONE = {True: "Passage masqué partout.", False: "Passage laissé."}


@agent
@require_safe
def secrecy(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The page. What should be decided is looked for again each time: words and texts change until publication."""
    meeting = meeting_or_404(pk)
    if meeting.is_council:
        propose(meeting)
    return _page(request, meeting)


def _page(
    request: HttpRequest,
    meeting: Meeting,
    status: int = 200,
    place_forms: dict[int, PlaceForm] | None = None,
    **forms: Form,
) -> HttpResponse:
    """``place_forms`` and ``forms``: those to show again with what was wrong."""
    rows = list(meeting.redactions.select_related("voice", "decided_by"))
    hears = sound_access.may_hear(request.user, meeting)
    shown = lines(meeting, rows, hears=hears)
    return render(
        request,
        "minutes/secrecy/secrecy.html",
        {
            "meeting": meeting,
            "reader": may_read(request),
            "text": text_of(meeting),
            "waiting": [
                (line, _place_form(meeting, line, place_forms or {}))
                for line in shown
                if line.row.state == RedactionState.CANDIDATE
            ],
            "decided": [line for line in shown if line.row.state != RedactionState.CANDIDATE],
            "blocks": what_blocks(meeting) if meeting.is_council else [],
            "published": is_published(meeting),
            **_people(meeting),
            **_sound(request, meeting, hears),
            **_forms(meeting, forms),
        },
        status=status,
    )


def _place_form(meeting: Meeting, line: Line, given: dict[int, PlaceForm]) -> PlaceForm | None:
    """For a huis clos that nothing places yet."""
    if not line.needs_a_place:
        return None
    return given.get(line.row.pk) or PlaceForm(meeting, name=f"place{line.row.pk}")


def _people(meeting: Meeting) -> dict[str, Any]:
    voices = list(meeting.voices.all())
    named = {access.user_id for access in meeting.sound_access.all()}
    colleagues = Membership.objects.filter(commune=meeting.commune).select_related("user")
    return {
        "elected": [voice for voice in voices if redact.elected_voice(meeting, voice)],
        "access": meeting.sound_access.select_related("user"),
        "colleagues": [each.user for each in colleagues if each.user_id not in named],
        "restricted": sound_access.is_restricted(meeting),
    }


def _sound(request: HttpRequest, meeting: Meeting, hears: bool) -> dict[str, Any]:
    recording = recording_of(meeting)
    sitting = getattr(meeting, "sitting", None)
    return {
        "recording": recording,
        "can_hear": hears and recording is not None and recording.can_be_heard,
        "hears": hears,
        "sitting": sitting,
        "why_not": public_sound.why_not(meeting) if sitting else "",
        "public_copy": public_sound.ask(meeting) if sitting else None,
        "keeping": keep.keeping(recording) if recording and not recording.removed_at else None,
        "holds": list(recording.holds.filter(lifted_at=None).select_related("by")) if recording else [],
        "permit": getattr(recording, "deletion_permit", None) if recording else None,
    }


def _forms(meeting: Meeting, given: dict[str, Form]) -> dict[str, Form]:
    sitting = getattr(meeting, "sitting", None)
    tone = "1" if sitting is not None and sitting.soft_tone else ""
    fresh: dict[str, Form] = {
        "mask_form": MaskForm(meeting, name="mask"),
        "objection_form": ObjectionForm(meeting, _public_voices(meeting), name="objection"),
        "hold_form": HoldForm(),
        "permit_form": PermitForm(),
        "sound_form": SoundForm(initial={"soft_tone": tone}),
    }
    return fresh | given


def _public_voices(meeting: Meeting) -> list[Voice]:
    return [voice for voice in meeting.voices.all() if not redact.elected_voice(meeting, voice)]


# --- decisions ----------------------------------------------------------------------------------------------


def _done(request: HttpRequest, meeting: Meeting, act: Callable[[], Any], said: str, anchor: str = "") -> HttpResponse:
    """Do it and come back, saying what was done or why it was not."""
    try:
        act()
    except (Refused, WorkError) as error:
        messages.error(request, str(error))
    else:
        messages.success(request, said)
    page = redirect("minutes:secrecy", pk=meeting.pk)
    page["Location"] += f"#{anchor}" if anchor else ""
    return page


@reader
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Redaction.objects.select_related("meeting"), pk=pk)
    hide = request.POST.get("decision") == "masquer"
    act = partial(redact.decide, row, hide=hide, user=request.user)
    return _done(request, row.meeting, act, DONE[hide], "a-decider")


@reader
@require_POST
def undo_decision(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Redaction.objects.select_related("meeting"), pk=pk)
    said = "Décision annulée." if row.found_by == "code" else "Ce passage n’est plus masqué."
    return _done(request, row.meeting, partial(redact.undo_decision, row, user=request.user), said, "decides")


@reader
@require_POST
def place(request: HttpRequest, pk: int) -> HttpResponse:
    rows = Redaction.objects.filter(reason=RedactionReason.CLOSED_DOORS).select_related("meeting")
    row = get_object_or_404(rows, pk=pk)
    form = PlaceForm(row.meeting, request.POST, name=f"place{pk}")
    if not form.is_valid():
        return _page(request, row.meeting, 422, place_forms={pk: form})
    act = partial(redact.place, row, user=request.user, **form.bounds)
    return _done(request, row.meeting, act, "Huis clos placé et masqué.", "decides")


@reader
@require_POST
def mask_more(request: HttpRequest, pk: UUID) -> HttpResponse:
    meeting = meeting_or_404(pk)
    form = MaskForm(meeting, request.POST, name="mask")
    if not form.is_valid():
        return _page(request, meeting, 422, mask_form=form)
    terms, reason = form.cleaned_data["terms"], form.cleaned_data["reason"]

    def act() -> None:
        if form.bounds:
            redact.mask_more(meeting, user=request.user, reason=reason, **form.bounds)
        if terms:
            redact.mask_more(meeting, user=request.user, reason=reason, terms=terms)

    return _done(request, meeting, act, DONE[True], "decides")


@reader
@require_POST
def objection(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A person of the public objects. Elected members are refused, and told why."""
    meeting = meeting_or_404(pk)
    form = ObjectionForm(meeting, list(meeting.voices.all()), request.POST, name="objection")
    if not form.is_valid():
        return _page(request, meeting, 422, objection_form=form)
    chosen = form.cleaned_data["voice"]
    voice = meeting.voices.get(pk=chosen) if chosen else None
    where = {} if voice else form.bounds
    act = partial(redact.object_to_recording, meeting, user=request.user, voice=voice, **where)
    return _done(request, meeting, act, "Cette personne n’est plus ni entendue, ni lue, ni citée.", "decides")


# --- the sound ----------------------------------------------------------------------------------------------


@reader
@require_POST
def open_sound(request: HttpRequest, pk: UUID) -> HttpResponse:
    meeting = meeting_or_404(pk)
    get_object_or_404(type(meeting).objects.filter(sitting__isnull=False), pk=pk)
    on, tone = request.POST.get("ouvrir") == "1", request.POST.get("soft_tone") == "1"
    act = partial(public_sound.switch, meeting, on=on, soft_tone=tone, user=request.user)
    said = "Le son sera ouvert au public dès que rien ne manque." if on else "Le son est fermé au public."
    return _done(request, meeting, act, said, "son-public")


@reader
@require_POST
def give_access(request: HttpRequest, pk: UUID) -> HttpResponse:
    meeting = meeting_or_404(pk)
    chosen = request.POST.get("personne", "")
    person = get_object_or_404(
        Membership.objects.select_related("user"),
        commune=meeting.commune,
        user_id=int(chosen) if chosen.isdigit() else 0,
    ).user
    act = partial(sound_access.give_access, meeting, to=person, user=request.user)
    return _done(request, meeting, act, f"{person} peut ouvrir l’enregistrement d’origine.", "original")


@reader
@require_POST
def withdraw_access(request: HttpRequest, pk: int) -> HttpResponse:
    access = get_object_or_404(SoundAccess.objects.select_related("meeting", "user"), pk=pk)
    said = f"{access.user} ne peut plus ouvrir l’enregistrement d’origine."
    return _done(
        request, access.meeting, partial(sound_access.withdraw_access, access, user=request.user), said, "original"
    )


@reader
@require_POST
def suspend(request: HttpRequest, pk: UUID) -> HttpResponse:
    meeting = meeting_or_404(pk)
    form = HoldForm(request.POST)
    recording = recording_of(meeting)
    if recording is None or not form.is_valid():
        return _page(request, meeting, 422, hold_form=form)
    act = partial(hold.suspend, recording, user=request.user, **form.cleaned_data)
    return _done(request, meeting, act, "L’effacement est suspendu.", "fin-du-son")


@reader
@require_POST
def lift(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(KeepHold.objects.select_related("recording__meeting"), pk=pk)
    said = "Cette suspension est levée."
    return _done(request, row.recording.meeting, partial(hold.lift, row, user=request.user), said, "fin-du-son")


@reader
@require_POST
def permit(request: HttpRequest, pk: UUID) -> HttpResponse:
    meeting = meeting_or_404(pk)
    form = PermitForm(request.POST)
    recording = recording_of(meeting)
    if recording is None or not form.is_valid():
        return _page(request, meeting, 422, permit_form=form)
    act = partial(hold.permit, recording, user=request.user, **form.cleaned_data)
    return _done(request, meeting, act, "Visa enregistré.", "fin-du-son")
