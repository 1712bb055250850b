"""What workers put away now and then, and how they and their mail fail."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError
from django.utils import timezone

from beffroi.town.scope import scope
from beffroi.work import disk, jobs, run, uploads, worker
from beffroi.work.models import Job, JobState, Upload
from tests.doubles.cast import a_commune, a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice(settings: Any, tmp_path: Path) -> Any:
    settings.UPLOADS_DIR = tmp_path
    commune = a_commune()
    with scope(commune):
        yield a_person("alice", commune)


def an_upload(owner: Any, name: str, days: int) -> Upload:
    upload = uploads.append(uploads.begin(owner=owner, file_name=name, size=6), 0, b"abc")
    Upload.objects.filter(pk=upload.pk).update(updated_at=timezone.now() - timedelta(days=days))
    return upload


def test_a_file_that_stopped_arriving_goes_after_a_week_and_no_sooner(alice: Any) -> None:
    old, recent = an_upload(alice, "vieux.mp3", 8), an_upload(alice, "recent.mp3", 6)
    worker.recover()
    assert list(Upload.objects.all()) == [recent]
    assert not uploads.path_of(old).exists() and uploads.path_of(recent).exists()


def test_pieces_that_belong_to_no_file_go_too(alice: Any, tmp_path: Path) -> None:
    kept = an_upload(alice, "recent.mp3", 0)
    for name, age in (("perdu.part", 8), ("00000000-0000-4000-8000-000000000000.stored", 8), ("neuf.part", 1)):
        (tmp_path / name).write_bytes(b"abc")
        then = timezone.now().timestamp() - age * 86400
        os.utime(tmp_path / name, (then, then))
    assert uploads.remove_stale() == 2
    assert {each.name for each in tmp_path.iterdir()} == {"neuf.part", uploads.path_of(kept).name}


def test_an_act_that_fails_does_not_keep_the_others_from_being_done(
    alice: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails() -> None:
        raise ZeroDivisionError

    done: list[str] = []
    monkeypatch.setattr(worker, "_housekeeping", [fails, lambda: done.append("after")])
    worker.recover()
    assert done == ["after"]


@jobs.register("tests.filling")
def fill(job: jobs.JobRun) -> None:
    error = OperationalError("database or disk is full")
    raise error from sqlite3.OperationalError(str(error))


@jobs.register("tests.usurped")
def usurp(job: jobs.JobRun) -> None:
    """This machine slept; another worker took its job meanwhile."""
    Job.objects.filter(pk=job.job.pk).update(worker="another")
    job.progress("Compte")


@jobs.register("tests.stopped")
def stop(job: jobs.JobRun) -> None:
    jobs.stop_running()
    job.progress("Compte")


def test_a_full_disk_is_told_as_such_by_the_job_it_stops(alice: Any) -> None:
    job = jobs.start("tests.filling", subject="meeting:1")
    job.refresh_from_db()
    assert (job.state, job.can_retry) == (JobState.FAILED, True)
    assert job.error.startswith("Le disque est plein") and "gardé" in job.error and job.error.endswith("recommencez.")


def test_a_worker_whose_job_was_taken_leaves_it_to_the_other(alice: Any) -> None:
    job = jobs.start("tests.usurped", subject="meeting:1")
    job.refresh_from_db()
    assert (job.state, job.worker, job.finished_at) == (JobState.RUNNING, "another", None)


def test_a_job_handed_back_by_a_worker_that_stops_does_not_count_as_a_try(
    alice: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = Job(name="tests.stopped", subject="meeting:1")
    waiting.save()
    monkeypatch.setattr(jobs, "_enqueue", lambda pk: None)
    try:
        jobs.run_now(str(waiting.pk))
    finally:
        run.stopping.clear()
    waiting.refresh_from_db()
    assert (waiting.state, waiting.attempt, waiting.worker) == (JobState.QUEUED, 0, "")


def test_a_job_done_here_is_not_left_for_a_worker_too(alice: Any) -> None:
    Job(name="tests.stopped", subject="meeting:1", state=JobState.RUNNING, worker="another").save()
    Job.objects.update(lease_until=timezone.now() + timedelta(minutes=1))
    with pytest.raises(jobs.WorkError, match="déjà ce travail"):
        jobs.run_here("tests.stopped", subject="meeting:1")


def test_a_job_whose_process_died_on_this_machine_is_done_here_at_once(alice: Any) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    holder = run.me().split(":")[0] + f":{gone.pid}:aaaa"
    Job(name="tests.count_here", subject="meeting:1", state=JobState.RUNNING, worker=holder).save()
    Job.objects.update(lease_until=timezone.now() + timedelta(minutes=1))
    assert jobs.run_here("tests.count_here", subject="meeting:1").state == JobState.DONE
    assert not run.is_dead(run.me()) and not run.is_dead(f"elsewhere:{gone.pid}:aaaa") and not run.is_dead("")


@jobs.register("tests.count_here")
def count(job: jobs.JobRun) -> None:
    job.progress("Compte")


def test_a_job_stopped_from_the_keyboard_waits_to_be_taken_up_again(
    alice: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(job: jobs.JobRun) -> None:
        raise KeyboardInterrupt

    monkeypatch.setitem(jobs._registered, "tests.stopped", interrupt)
    with pytest.raises(KeyboardInterrupt):
        jobs.run_here("tests.stopped", subject="meeting:1")
    assert Job.objects.get().state == JobState.CANCELLED


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(28, "No space left on device"), "Le disque est plein"),
        (PermissionError(13, "Permission denied"), "Le dossier des données n’est pas accessible en écriture"),
        (OperationalError("attempt to write a readonly database"), "Le dossier des données"),
        (OperationalError('could not extend file "base/1": No space left on device'), "Le disque est plein"),
        (OperationalError("disk I/O error"), ""),
        (OperationalError("no such table: x"), ""),
        (ValueError("disk is full"), ""),
    ],
)
def test_what_the_disk_refuses_is_told_apart_from_the_rest(error: Exception, said: str) -> None:
    trouble = disk.trouble(error)
    assert trouble.startswith(said) and bool(trouble) == bool(said)
