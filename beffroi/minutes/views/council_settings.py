"""What a commune says of its council, of one sitting, of its members; its dates, and the feed of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from beffroi.audit.journal import record
from beffroi.documents.writers.template import FIELDS
from beffroi.minutes.actions.adopted import require_not_adopted
from beffroi.minutes.actions.calendar import deadlines_of, unfinished
from beffroi.minutes.actions.create_meeting import set_roster
from beffroi.minutes.actions.register_tables import register_years
from beffroi.minutes.actions.sitting import council_of, mayor_of, refresh_flags
from beffroi.minutes.domain.law.calendar import Deadline, Nature, Status
from beffroi.minutes.domain.law.references import ARTICLES, citation
from beffroi.minutes.domain.law.regimes import Regime, notice
from beffroi.minutes.exports.ics import to_ics
from beffroi.minutes.forms.roster import RosterForm
from beffroi.minutes.forms.settings import CouncilForm, MeetingDateForm, SittingSettingsForm
from beffroi.minutes.models import CouncilSettings, Sitting
from beffroi.town.permissions import agent, public, reader
from beffroi.town.scope import scope

from .common import may_read, sitting_or_404
from .told import meeting_page, told

OPEN = {Status.OPEN, Status.LATE, Status.HELD, Status.WAITING}


@reader
@require_http_methods(["GET", "POST"])
def council_settings(request: HttpRequest) -> HttpResponse:
    found = council_of(request.commune)  # type: ignore[attr-defined]
    form = CouncilForm(request.POST or None, request.FILES or None, instance=found)
    if request.method == "POST" and form.is_valid():
        form.save()
        record("council_settings_changed", actor=request.user, changed=sorted(form.changed_data))
        messages.success(request, "Les réglages du conseil sont enregistrés.")
        return redirect("minutes:council_settings")
    context = {
        "form": form,
        "regime_notice": notice(Regime(found.regime)),
        "feed": request.build_absolute_uri(reverse("minutes:calendar_feed", args=[found.calendar_token])),
        "fields": FIELDS,
        "years": register_years(),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "minutes/council/settings.html", context, status=status)


@agent
@told(meeting_page)
@require_http_methods(["GET", "POST"])
def sitting_settings(request: HttpRequest, pk: UUID) -> HttpResponse:
    sitting = sitting_or_404(pk)
    if request.method == "POST":
        require_not_adopted(sitting.meeting)
    form = SittingSettingsForm(request.POST or None, request.FILES or None, instance=sitting)
    dates = MeetingDateForm(request.POST or None, instance=sitting.meeting)
    if request.method == "POST" and form.is_valid() and dates.is_valid():
        with transaction.atomic():
            form.save()
            dates.save()
            refresh_flags(sitting)
        record(
            "sitting_settings_changed", actor=request.user, subject=sitting.subject, changed=sorted(form.changed_data)
        )
        messages.success(request, "La séance est à jour.")
        return redirect(sitting.meeting)
    status = 422 if request.method == "POST" else 200
    context = {"meeting": sitting.meeting, "form": form, "dates": dates}
    return render(request, "minutes/council/sitting_settings.html", context, status=status)


@agent
@told(meeting_page)
@require_http_methods(["GET", "POST"])
def roster(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The members of the council for this sitting: a list given again keeps what was entered, name by name."""
    sitting = sitting_or_404(pk)
    people = list(sitting.meeting.participants.all())
    lines = "\n".join(
        " ; ".join((each.last_name, each.first_name, each.role, each.group)).rstrip(" ;") for each in people
    )
    form = RosterForm(request.POST or None, request.FILES or None, initial={"roster_text": lines})
    if request.method == "POST" and form.is_valid():
        mayor = str(sitting.mayor) if sitting.mayor else ""
        with transaction.atomic():
            set_roster(sitting.meeting, form.members)
            _find_mayor(sitting, mayor)
            refresh_flags(sitting)
        record("roster_changed", actor=request.user, subject=sitting.subject, members=len(form.members))
        messages.success(request, _counted(sitting))
        return redirect("minutes:opening", pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "minutes/council/roster.html", {"meeting": sitting.meeting, "form": form}, status=status)


def _counted(sitting: Sitting) -> str:
    """How many of the list sit, and who does not."""
    people = list(sitting.meeting.participants.all())
    aside = [f"{each} ({each.role})" if each.role else str(each) for each in people if not each.sits]
    if not aside:
        return f"La liste compte {len(people)} personnes."
    verb = "ne siège pas et n’est pas compté" if len(aside) == 1 else "ne siègent pas et ne sont pas comptés"
    return (
        f"La liste compte {len(people)} personnes, dont {len(people) - len(aside)} membres : {', '.join(aside)} {verb}."
    )


def _find_mayor(sitting: Sitting, name: str) -> None:
    """The same mayor as before, by name, else the one whom the new list says."""
    people = list(sitting.meeting.participants.all())
    same = [each for each in people if str(each) == name]
    sitting.mayor = same[0] if same else mayor_of(sitting.meeting)
    sitting.save(update_fields=["mayor"])


@agent
@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """Every date of every sitting that is still to come or to be done."""
    lines = []
    for sitting in unfinished():
        lines += [
            (each, sitting) for each in deadlines_of(sitting) if each.nature is Nature.DUTY and each.status in OPEN
        ]
    dated = sorted((line for line in lines if line[0].due), key=lambda line: line[0].due or date.max)
    found = council_of(request.commune)  # type: ignore[attr-defined]
    context = {
        "dated": dated,
        "waiting": [line for line in lines if not line[0].due],
        "today": timezone.localdate(),
        "reader": may_read(request),
        "feed": request.build_absolute_uri(reverse("minutes:calendar_feed", args=[found.calendar_token])),
    }
    return render(request, "minutes/council/calendar.html", context)


@agent
@require_safe
def sitting_calendar(request: HttpRequest, pk: UUID) -> HttpResponse:
    sitting = sitting_or_404(pk)
    dates = deadlines_of(sitting)
    context = {
        "meeting": sitting.meeting,
        "dates": [(each, citation(each.article)) for each in dates],
        "today": timezone.localdate(),
    }
    return render(request, "minutes/council/sitting_calendar.html", context)


@agent
@require_safe
def texts(request: HttpRequest) -> HttpResponse:
    """The articles that the rules apply, and where each was read."""
    return render(request, "minutes/council/texts.html", {"articles": list(ARTICLES.values())})


@public
@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """The dates as an iCalendar feed. Its address is a secret that a phone can read without an account."""
    council = CouncilSettings.unscoped.filter(calendar_token=token).select_related("commune").first()
    if council is None or len(token) < 20:
        raise Http404
    parts = []
    with scope(council.commune):
        for sitting in unfinished():
            parts += [_named(each, sitting) for each in deadlines_of(sitting) if each.due]
    host = settings.BASE_URL.partition("://")[2].partition("/")[0].partition(":")[0] or "beffroi"
    content = to_ics(parts, f"Séances – {council.commune.name}", timezone.now(), host)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response.headers["Cache-Control"] = "private, max-age=3600"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _named(deadline: Deadline, sitting: Sitting) -> Deadline:
    """A deadline that tells its sitting, so that two sittings never share a line of a calendar."""
    day = timezone.localdate(sitting.meeting.starts_at)
    return replace(deadline, key=f"{sitting.pk}:{deadline.key}", title=f"{deadline.title} (séance du {day:%d/%m/%Y})")
