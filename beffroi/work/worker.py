"""The background worker: django-tasks' own loop, and beside it a thread that takes back dead workers' work."""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections.abc import Callable
from types import FrameType

from django.db import close_old_connections
from django_tasks_db.management.commands.db_worker import Worker

from . import jobs, outbox, uploads

logger = logging.getLogger(__name__)
RECOVER_EVERY = 20.0
SAME_STOP = 3.0
"""Seconds within which a second signal asks the same as the first; later, it means at once."""


class _Worker(Worker):
    """Told to stop, it does not wait for the end of a long job: the job stops at its next step, back in the queue."""

    _asked_at: float | None = None

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        # Ctrl-C in a terminal comes twice, from the keyboard and from the command that holds this one.
        if self._asked_at is not None and time.monotonic() - self._asked_at < SAME_STOP:
            return
        self._asked_at = time.monotonic()
        # Its English words are for nobody who would read them.
        logging.getLogger("django_tasks_db").setLevel(logging.ERROR)
        jobs.stop_running()
        super().shutdown(signum, frame)


def run(*, batch: bool = False, interval: float = 1.0) -> None:
    """Work until told to stop (or, with ``batch``, until nothing is left)."""
    recover()
    stop = threading.Event()
    threading.Thread(target=_recover_regularly, args=(stop,), daemon=True).start()
    worker = _Worker(
        queue_names=["*"],
        interval=interval,
        batch=batch,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=secrets.token_hex(8),
        excluded_queue_names=[],
    )
    if threading.current_thread() is threading.main_thread():
        worker.configure_signals()
    try:
        worker.run()
    finally:
        stop.set()


def recover() -> None:
    """What every worker does now and then. One act that fails does not keep the others from being done."""
    for act in (jobs.recover, outbox.recover, uploads.remove_stale, *_housekeeping):
        try:
            act()
        except Exception:
            logger.exception("%s failed; it will be tried again", act.__name__)


_housekeeping: list[Callable[[], None]] = []


def every_round(function: Callable[[], None]) -> Callable[[], None]:
    """Register a short act that workers repeat (retention); it must be safe to run twice at once."""
    _housekeeping.append(function)
    return function


def _recover_regularly(stop: threading.Event) -> None:
    while not stop.wait(RECOVER_EVERY):
        close_old_connections()
        recover()
