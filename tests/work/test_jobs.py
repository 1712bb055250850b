from datetime import timedelta

import pytest
from django.utils import timezone

from beffroi.town.scope import current_commune, scope
from beffroi.work import jobs
from beffroi.work.models import Job, JobState
from tests.doubles.cast import a_commune

pytestmark = pytest.mark.django_db

ran: list[str] = []


@jobs.register("tests.count")
def count_to_three(run: jobs.JobRun) -> dict[str, object]:
    for rank in range(3):
        run.progress("Compte", rank, 3)
        ran.append(run.job.subject)
    return {"commune": current_commune().slug}


@jobs.register("tests.stumble")
def stumble(run: jobs.JobRun) -> None:
    raise jobs.WorkError("Le fichier est illisible : déposez-le de nouveau.", retry=False)


@jobs.register("tests.crash")
def crash(run: jobs.JobRun) -> None:
    raise ZeroDivisionError


@pytest.fixture(autouse=True)
def valbrume():
    ran.clear()
    with scope(a_commune()):
        yield


def finished(name: str, subject: str = "meeting:1") -> Job:
    job = jobs.start(name, subject=subject)
    job.refresh_from_db()
    return job


def test_a_job_runs_for_the_commune_that_asked() -> None:
    job = finished("tests.count")
    assert job.state == JobState.DONE
    assert job.result == {"commune": "valbrume"}
    assert job.step == "Compte"


def test_an_unknown_job_is_refused_before_it_is_queued() -> None:
    with pytest.raises(KeyError):
        jobs.start("tests.unknown", subject="meeting:1")
    assert not Job.objects.exists()


def test_a_job_that_explains_its_failure_shows_that_explanation() -> None:
    job = finished("tests.stumble")
    assert (job.state, job.can_retry) == (JobState.FAILED, False)
    assert job.error == "Le fichier est illisible : déposez-le de nouveau."


def test_a_job_that_crashes_says_what_is_kept_and_never_shows_the_machine() -> None:
    job = finished("tests.crash")
    assert job.state == JobState.FAILED
    assert "gardé" in job.error
    assert "ZeroDivisionError" not in job.error


def test_the_same_work_asked_twice_is_one_job() -> None:
    waiting = Job(name="tests.count", subject="meeting:1")
    waiting.save()
    assert jobs.start("tests.count", subject="meeting:1").pk == waiting.pk


def test_a_cancelled_job_stops_at_its_next_step() -> None:
    waiting = Job(name="tests.count", subject="meeting:1", cancel_asked=True)
    waiting.save()
    jobs.run_now(str(waiting.pk))
    waiting.refresh_from_db()
    assert waiting.state == JobState.CANCELLED
    assert ran == []


def test_the_job_of_a_dead_worker_is_taken_back() -> None:
    lost = Job(name="tests.count", subject="meeting:1", state=JobState.RUNNING, attempt=1)
    lost.lease_until = timezone.now() - timedelta(seconds=1)
    lost.save()
    assert jobs.recover() == 1
    lost.refresh_from_db()
    assert (lost.state, lost.attempt) == (JobState.DONE, 2)


def test_the_job_of_a_living_worker_is_left_alone() -> None:
    held = Job(name="tests.count", subject="meeting:1", state=JobState.RUNNING)
    held.lease_until = timezone.now() + timedelta(seconds=30)
    held.save()
    assert jobs.recover() == 0
    assert ran == []


def test_a_job_whose_worker_keeps_dying_ends_by_saying_so() -> None:
    cursed = Job(name="tests.count", subject="meeting:1", state=JobState.RUNNING, attempt=jobs.MAX_ATTEMPTS)
    cursed.lease_until = timezone.now() - timedelta(seconds=1)
    cursed.save()
    jobs.recover()
    cursed.refresh_from_db()
    assert cursed.state == JobState.FAILED
    assert "plusieurs fois" in cursed.error


def test_a_job_queued_twice_runs_once() -> None:
    job = finished("tests.count")
    jobs.run_now(str(job.pk))
    assert len(ran) == 3


def test_a_failed_job_can_be_tried_again() -> None:
    job = finished("tests.crash")
    again = jobs.retry(job)
    assert again.pk != job.pk
    assert (again.name, again.subject) == (job.name, job.subject)
