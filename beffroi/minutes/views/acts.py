"""The acts of proof-reading. Each finds its row in the commune in scope, calls its act, and shows what follows."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from beffroi.minutes.actions import answer_flag as answers
from beffroi.minutes.actions import correct_utterance as corrections
from beffroi.minutes.actions import edit_sentence as edits
from beffroi.minutes.actions.name_voice import name_voice
from beffroi.minutes.actions.tracking import Conflict
from beffroi.minutes.actions.undo import undo
from beffroi.minutes.domain.spoken_words import Replacement
from beffroi.minutes.models import Flag, Minutes, Section, Sentence, Utterance, Voice
from beffroi.town.permissions import agent, reader

from .common import minutes_or_404
from .panel import panel
from .proofreading import exchange, once_adopted
from .reading import open_flags


def _flag_asked(request: HttpRequest, minutes: Minutes) -> Flag | None:
    key = request.POST.get("point", "")
    return minutes.flags.filter(pk=key).first() if key.isdigit() else None


def _version(request: HttpRequest) -> int:
    given = request.POST.get("version", "")
    return int(given) if given.isdigit() else 0


def _rank(minutes: Minutes, flag: Flag | None) -> dict[str, str]:
    """Where the panel goes once ``flag`` is answered: the point that takes its place in the list."""
    keys = [each.pk for each in open_flags(minutes)]
    return {"rang": str(keys.index(flag.pk))} if flag and flag.pk in keys else {}


def _stay(rank: dict[str, str], minutes: Minutes) -> dict[str, str]:
    """As ``rank``, wrapped when the last point was answered."""
    left = minutes.flags.filter(answer="").count()
    return {"rang": str(int(rank["rang"]) % left)} if rank and left else {}


@reader
@once_adopted
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """ "C’est juste" or "Impossible à dire"."""
    flag = get_object_or_404(Flag.objects.select_related("minutes__meeting__recording"), pk=pk)
    minutes = flag.minutes
    rank = _rank(minutes, flag)
    try:
        answers.answer_flag(
            flag, answer=request.POST.get("answer", ""), user=request.user, version=_version(request) or None
        )
    except Conflict as conflict:
        asked = {"point": str(pk)}
        return exchange(request, minutes, said=str(conflict), status=409, asked=asked)
    except ValueError:
        return exchange(request, minutes, said="Cette réponse n’existe pas.", status=422, asked={"point": str(pk)})
    return exchange(request, minutes, asked=_stay(rank, minutes))


@reader
@once_adopted
@require_POST
def answer_group(request: HttpRequest, pk: UUID) -> HttpResponse:
    minutes = minutes_or_404(pk)
    seen = [int(key) for key in request.POST.getlist("points") if key.isdigit()]
    try:
        answers.answer_group(minutes, kind=request.POST.get("kind", ""), user=request.user, seen=seen)
    except ValueError as error:
        return exchange(request, minutes, said=str(error), status=422, asked={})
    return exchange(request, minutes, asked={})


@agent
@once_adopted
@require_POST
def edit_sentence(request: HttpRequest, pk: int) -> HttpResponse:
    """Write, remove (``retirer``) or confirm (``confirmer``) a sentence; a conflict shows both versions."""
    sentence = get_object_or_404(Sentence.objects.select_related("section__minutes__meeting__recording"), pk=pk)
    minutes = sentence.section.minutes
    flag = _flag_asked(request, minutes)
    rank = _rank(minutes, flag)
    text = "" if "retirer" in request.POST else request.POST.get("text", "")
    try:
        if "confirmer" in request.POST:
            edits.confirm_sentence(sentence, version=_version(request), user=request.user)
        else:
            edits.edit_sentence(sentence, text=text, version=_version(request), user=request.user, flag=flag)
    except Conflict as conflict:
        point = str(flag.pk) if flag else ""
        asked = {"phrase": str(pk), "point": point}
        shown = panel(minutes, asked, [], mine=text, error=str(conflict), conflict=True)
        return exchange(request, minutes, status=409, shown=shown)
    return exchange(request, minutes, asked=_stay(rank, minutes))


@agent
@once_adopted
@require_POST
def add_sentence(request: HttpRequest, pk: int) -> HttpResponse:
    section = get_object_or_404(Section.objects.select_related("minutes__meeting__recording"), pk=pk)
    minutes = section.minutes
    key = request.POST.get("apres", "")
    after = section.sentences.filter(pk=key).first() if key.isdigit() else None
    flag = _flag_asked(request, minutes)
    rank = _rank(minutes, flag)
    try:
        edits.add_sentence(section, text=request.POST.get("text", ""), after=after, user=request.user, flag=flag)
    except ValueError as error:
        shown = panel(minutes, {"ajouter": str(pk), "apres": key, "point": request.POST.get("point", "")}, [])
        return exchange(request, minutes, status=422, shown=shown | {"error": str(error)})
    return exchange(request, minutes, asked=_stay(rank, minutes))


@agent
@once_adopted
@require_POST
def voice(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Voice.objects.select_related("meeting"), pk=pk)
    minutes = minutes_or_404(found.meeting_id)
    key = request.POST.get("participant", "")
    participant = found.meeting.participants.filter(pk=key).first() if key.isdigit() else None
    flag = _flag_asked(request, minutes)
    rank = _rank(minutes, flag)
    try:
        name_voice(found, user=request.user, participant=participant, name=request.POST.get("name", ""), flag=flag)
    except ValueError as error:
        shown = panel(minutes, {"voix": str(pk), "point": request.POST.get("point", "")}, [])
        return exchange(request, minutes, status=422, shown=shown | {"error": str(error)})
    return exchange(request, minutes, asked=_stay(rank, minutes), voices_changed=True)


@agent
@once_adopted
@require_POST
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Words corrected in place; the same mishearing elsewhere is then offered."""
    utterance = get_object_or_404(Utterance.objects.select_related("meeting"), pk=pk)
    minutes = minutes_or_404(utterance.meeting_id)
    text = request.POST.get("text", "")
    try:
        found = corrections.correct_utterance(
            utterance, text=text, before=request.POST.get("before", ""), user=request.user
        )
    except Conflict as conflict:
        shown = panel(minutes, {"paroles": str(pk)}, [], mine=text, error=str(conflict), conflict=True)
        return exchange(request, minutes, status=409, shown=shown)
    except ValueError as error:
        shown = panel(minutes, {"paroles": str(pk)}, [], mine=text, error=str(error))
        return exchange(request, minutes, status=422, shown=shown)
    utterance.refresh_from_db()
    asked = {"point": request.POST.get("point", "")}
    offered = {"mode": "offers", "offers": found} if found else None
    return exchange(request, minutes, touched=[utterance], shown=offered, asked=asked)


@agent
@once_adopted
@require_POST
def correct_everywhere(request: HttpRequest, pk: UUID) -> HttpResponse:
    minutes = minutes_or_404(pk)
    replacement = Replacement(request.POST.get("heard", "").strip(), request.POST.get("meant", "").strip())
    if not (replacement.heard and replacement.meant):
        return exchange(request, minutes, said="Rien à corriger.", status=422, asked={})
    places = corrections.elsewhere(minutes.meeting, replacement).places
    corrections.correct_everywhere(minutes.meeting, replacement, user=request.user)
    touched = list(minutes.meeting.utterances.filter(pk__in=[each.pk for each in places]).select_related("voice"))
    return exchange(request, minutes, touched=touched, asked={})


@agent
@once_adopted
@require_POST
def undo_last(request: HttpRequest, pk: UUID) -> HttpResponse:
    minutes = minutes_or_404(pk)
    try:
        change = undo(minutes, user=request.user)
    except Conflict as conflict:
        return exchange(request, minutes, said=str(conflict), status=409, asked={})
    if change is None:
        return exchange(request, minutes, said="Rien à annuler.", asked={})
    keys = [int(name.partition(":")[2]) for name in change.after if name.startswith("utterance:")]
    flag = next((name.partition(":")[2] for name in change.after if name.startswith("flag:")), "")
    touched = list(minutes.meeting.utterances.filter(pk__in=keys).select_related("voice"))
    return exchange(
        request,
        minutes,
        touched=touched,
        said=f"Annulé : {change.label}.",
        asked={"point": flag},
        voices_changed=change.what == "voice",
    )
