"""Redrafting an item as long work: asked by a page, done by a worker, seen by every reader of the text."""

from __future__ import annotations

from typing import Any

from beffroi.minutes.models import Change, Section
from beffroi.work import jobs
from beffroi.work.models import Job, JobState

from .adopted import require_not_adopted
from .redraft_item import redraft_item

JOB = "minutes.redraft"


def start_redraft(section: Section, user: Any) -> Job:
    """Queue it, or return the same one when it is already under way. Raises Adopted."""
    require_not_adopted(section.minutes.meeting)
    return jobs.start(JOB, subject=f"section:{section.pk}", user=user, section=section.pk)


def is_being_redrafted(section: Section) -> bool:
    live = Job.objects.filter(name=JOB, subject=f"section:{section.pk}")
    return live.filter(state__in=[JobState.QUEUED, JobState.RUNNING]).exists()


def run(job: jobs.JobRun) -> dict[str, Any]:
    section = Section.objects.select_related("minutes__meeting").get(pk=job.arguments["section"])
    job.progress(f"Reprise de « {section.title} »"[:120])
    redraft_item(section, user=job.user)
    # Kept among the changes so that every open page sees that the text moved; it is not taken back by undo.
    Change(minutes=section.minutes, by=job.user, what="redraft", label=f"« {section.title} » repris"[:200]).save()
    return {}
