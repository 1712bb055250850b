"""What changed between the machine's draft (or the approved text) and the text as it stands; and the approval."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from beffroi.charter.refusals import Refused
from beffroi.charter.telling import tell_refusal
from beffroi.minutes.actions.approve import Content, NotReady, approve, content_of, digest_of, what_blocks
from beffroi.minutes.domain.text_diff import Difference, sentences_changed
from beffroi.minutes.models import FlagAnswer, Minutes
from beffroi.town.permissions import agent, reader

from .common import may_read, minutes_or_404


@agent
@require_safe
def changes(request: HttpRequest, pk: UUID) -> HttpResponse:
    minutes = minutes_or_404(pk)
    last = minutes.approvals.last()
    content = content_of(minutes)
    sections = _since(last.content, content) if last else _since_draft(minutes)
    answered = minutes.flags.exclude(answer__in=["", FlagAnswer.OBSOLETE]).select_related("cleared_by")
    total = sum(len(section["sentences"]) for section in content)
    changed = sum(len(found) for _, found in sections)
    return render(
        request,
        "minutes/changes.html",
        {
            "minutes": minutes,
            "meeting": minutes.meeting,
            "approval": last,
            "sections": sections,
            "changed": changed,
            "total": total,
            "answered": answered,
            "unsure": [flag for flag in answered if flag.answer == FlagAnswer.CANNOT_TELL],
            "blocks": what_blocks(minutes),
            "digest": digest_of(content),
            "reader": may_read(request),
        },
    )


def _since_draft(minutes: Minutes) -> list[tuple[str, list[Difference]]]:
    """By section, the sentences that a person changed, against what the machine proposed for each."""
    found = []
    for section in minutes.sections.prefetch_related("sentences"):
        differences = [
            Difference(_kind(row.machine_text, row.text), row.machine_text, row.text)
            for row in section.sentences.all()
            if row.text != row.machine_text
        ]
        if differences:
            found.append((section.title, differences))
    return found


def _kind(before: str, after: str) -> str:
    return "added" if not before else "removed" if not after else "changed"


def _since(approved: Content, now: Content) -> list[tuple[str, list[Difference]]]:
    """By section, what differs from the approved text."""
    before: dict[Any, Any] = {(section["item"], section["title"]): section["sentences"] for section in approved}
    after: dict[Any, Any] = {(section["item"], section["title"]): section["sentences"] for section in now}
    keys = list(after) + [key for key in before if key not in after]
    pairs = [(key[1], sentences_changed(before.get(key, []), after.get(key, []))) for key in keys]
    return [(title, differences) for title, differences in pairs if differences]


@reader
@require_POST
def approve_text(request: HttpRequest, pk: UUID) -> HttpResponse:
    minutes = minutes_or_404(pk)
    try:
        approve(minutes, user=request.user, digest=request.POST.get("digest", ""))
    except Refused as refused:
        tell_refusal(request, refused)
        return redirect("minutes:changes", pk=pk)
    except NotReady as error:
        messages.error(request, str(error))
        return redirect("minutes:changes", pk=pk)
    messages.success(request, "Texte approuvé. Vous pouvez maintenant l’envoyer ou télécharger les documents.")
    return redirect(minutes.meeting)
