"""The machine's work on a meeting, from the recording to a verified draft: steps that can each be taken up again."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings

from beffroi.charter import gateway
from beffroi.minutes.models import Meeting, Minutes
from beffroi.work import jobs, outbox
from beffroi.work.jobs import JobRun, WorkError
from beffroi.work.models import Job

from .draft_minutes import draft_minutes
from .examine_recording import examine_recording
from .identify_speakers import identify_speakers
from .propose_redactions import propose
from .take_from_talk import take_from_talk
from .transcribe_recording import transcribe_recording
from .verify_minutes import verify_minutes

JOB = "minutes.process"
Step = Callable[[Meeting, JobRun], object]


def _propose(meeting: Meeting, run: JobRun) -> None:
    """What a person may have to keep from the public is looked for before anybody opens the page."""
    propose(meeting)


STEPS: tuple[tuple[str, Step], ...] = (
    ("examine", examine_recording),
    ("transcribe", transcribe_recording),
    ("speakers", identify_speakers),
    ("draft", draft_minutes),
    ("sitting", take_from_talk),
    ("verify", verify_minutes),
    ("secrecy", _propose),
)


def start_processing(meeting: Meeting, user: Any) -> Job:
    """Queue the work (or return it when it is already under way)."""
    return jobs.start(JOB, subject=meeting.subject, user=user, meeting=str(meeting.pk))


def process_here(meeting: Meeting, user: Any, told: jobs.Told | None = None) -> Job:
    """Do the work in this process. Raises WorkError when another has it."""
    return jobs.run_here(JOB, subject=meeting.subject, user=user, told=told, meeting=str(meeting.pk))


def process(run: JobRun) -> dict[str, Any]:
    """Run each step; one already done is skipped at once. Raises WorkError, Cancelled."""
    meeting = Meeting.objects.get(pk=run.arguments["meeting"])
    if not hasattr(meeting, "recording"):
        raise WorkError("Cette réunion n’a pas encore d’enregistrement : déposez-le d’abord.", retry=False)
    for name, step in STEPS:
        _timed(meeting, name, step, run)
    tell_ready(meeting, run.user)
    return {"meeting": str(meeting.pk), "notes": run.notes}


def _timed(meeting: Meeting, name: str, step: Step, run: JobRun) -> None:
    clock = time.perf_counter()
    with gateway.time_in_engines() as spent:
        step(meeting, run)
    seconds = dict(meeting.step_seconds)
    # A step taken up again adds to what it had spent; one found done adds nothing that counts.
    seconds[name] = round(seconds.get(name, 0) + time.perf_counter() - clock, 2)
    seconds["engines"] = round(seconds.get("engines", 0) + sum(spent), 2)
    meeting.step_seconds = seconds
    meeting.save(update_fields=["step_seconds"])


def tell_ready(meeting: Meeting, user: Any) -> None:
    """An e-mail to the person who waits, where the commune has a mail server and the person an address."""
    if not (settings.EMAIL_HOST and user and user.email):
        return
    minutes = Minutes.objects.get(meeting=meeting)
    to_check = minutes.flags.filter(answer="").count()
    outbox.post(
        key=f"ready:{meeting.pk}:{minutes.drafted_at.isoformat()}",
        recipient=user.email,
        subject=f"Prêt à relire : {meeting.title}",
        body=(
            f"Bonjour,\n\nLe projet de {meeting.document_name} « {meeting.title} » est prêt à relire"
            f" ({to_check} point{'s' if to_check > 1 else ''} à vérifier).\n\n"
            f"{settings.BASE_URL}{meeting.get_absolute_url()}\n\n"
            "Rien n’est envoyé à personne avant votre approbation.\n"
        ),
        subject_ref=meeting.subject,
    )
