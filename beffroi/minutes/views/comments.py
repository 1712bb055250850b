"""The page behind a signed link: the project to read, and a remark to leave beside each sentence. No account."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from beffroi.minutes.actions.comments import CommentRefused, LinkClosed, comment, invitation_of
from beffroi.minutes.models import CommentInvitation, Minutes
from beffroi.town.permissions import public
from beffroi.town.scope import scope

from .common import number_in


@public
@require_http_methods(["GET", "HEAD", "POST"])
def comment_page(request: HttpRequest, token: str) -> HttpResponse:
    try:
        invitation = invitation_of(token)
    except LinkClosed as closed:
        return _private(render(request, "minutes/council/link_closed.html", {"why": str(closed)}, status=404))
    error = ""
    if request.method == "POST":
        try:
            made = comment(invitation, request.POST.get("texte", ""), number_in(request.POST.get("phrase")))
        except CommentRefused as refused:
            error = str(refused)
        else:
            return redirect(f"{reverse('minutes:comment', args=[token])}#remarque-{made.pk}")
    with scope(invitation.commune):
        context = _context(invitation, error)
        response = render(request, "minutes/council/comment.html", context, status=422 if error else 200)
    return _private(response)


def _context(invitation: CommentInvitation, error: str) -> dict[str, Any]:
    if invitation.seen_at is None:
        invitation.seen_at = timezone.now()
        invitation.save(update_fields=["seen_at"])
    meeting = invitation.sitting.meeting
    minutes = Minutes.objects.filter(meeting=meeting).first()
    own = list(invitation.comments.select_related("sentence"))
    by_sentence: dict[int, list[Any]] = {}
    for each in own:
        by_sentence.setdefault(each.sentence_id or 0, []).append(each)
    sections = [] if minutes is None else list(minutes.sections.prefetch_related("sentences"))
    return {
        "invitation": invitation,
        "meeting": meeting,
        "town": invitation.commune,
        "sections": [
            (section, [(row, by_sentence.get(row.pk, [])) for row in section.sentences.all() if row.text])
            for section in sections
        ],
        "general": by_sentence.get(0, []),
        "error": error,
    }


def _private(response: HttpResponse) -> HttpResponse:
    """The link is a key: it is given to no other site and kept in no cache."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
