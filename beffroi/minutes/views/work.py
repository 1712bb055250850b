"""Long work seen live: what is being done, how much is left; cancel, try again."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST, require_safe

from beffroi.minutes.actions.process import start_processing
from beffroi.minutes.models import Meeting
from beffroi.town.models import Commune
from beffroi.town.permissions import agent
from beffroi.town.scope import scope
from beffroi.work import jobs
from beffroi.work.models import Job

from .common import meeting_or_404

EVERY = 1.0
LONGEST = 600
"""Seconds before the page has to ask again: a stream must not outlive a sign-out for long."""


def _job(pk: UUID) -> Job:
    job: Job = get_object_or_404(Job.objects, pk=pk)
    return job


def meeting_of(job: Job) -> Meeting:
    """The meeting that a job works on; 404 for other jobs."""
    kind, _, pk = job.subject.partition(":")
    found: Meeting = get_object_or_404(Meeting.objects, pk=pk if kind == "meeting" else None)
    return found


@agent
@require_safe
def job(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The state of the work now, as a part of the page (asked again and again where streams do not pass)."""
    return render(request, "minutes/_progress.html", {"job": _job(pk)})


@agent
@require_safe
def job_stream(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    found = _job(pk)
    response = StreamingHttpResponse(_events(found.pk, found.commune), content_type="text/event-stream")
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Accel-Buffering"] = "no"
    return response


async def _events(pk: Any, commune: Commune) -> AsyncIterator[str]:
    """The progress each time it changes, then "end". The scope is set again: a stream is read after the request's
    own is closed."""
    last = ""
    for _ in range(int(LONGEST / EVERY)):
        html, live = await sync_to_async(_drawn)(pk, commune)
        if html != last:
            yield _event("progress", html)
            last = html
        if not live:
            yield _event("end", "")
            return
        await asyncio.sleep(EVERY)


def _drawn(pk: Any, commune: Commune) -> tuple[str, bool]:
    with scope(commune):
        found = Job.objects.filter(pk=pk).first()
        if found is None:
            return "", False
        return render_to_string("minutes/_progress.html", {"job": found}), found.is_live


def _event(name: str, data: str) -> str:
    lines = "".join(f"data: {line}\n" for line in data.splitlines()) or "data:\n"
    return f"event: {name}\n{lines}\n"


@agent
@require_POST
def cancel_job(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = _job(pk)
    meeting = meeting_of(found)
    jobs.cancel(found)
    return redirect(meeting)


@agent
@require_POST
def start_job(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Start the work of a meeting, or again after a failure: it goes on from what is kept."""
    meeting = meeting_or_404(pk)
    start_processing(meeting, request.user)
    return redirect(meeting)
