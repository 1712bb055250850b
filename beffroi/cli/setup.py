"""Start Django for a command, and bring the database up to date."""

from __future__ import annotations

import sys

from . import stopping
from .errors import Explained


def start(*, migrate: bool = False) -> None:
    """Raises Explained when a setting is wrong."""
    import django

    django.setup()
    from django.core.checks import ERROR, run_checks

    # Its own alone: Django's import every page, which costs a command two seconds and tells its user nothing.
    wrong = [str(check.msg) for check in run_checks(tags=["beffroi"]) if check.level >= ERROR]
    if wrong:
        raise Explained("Réglages à corriger :\n" + "\n".join(f"  - {each}" for each in wrong))
    if migrate:
        from django.db import connection

        from beffroi.town import fresh

        fresh.up_to_date(connection)


class Bar:
    """A progress bar on a terminal; one line a step elsewhere."""

    def __init__(self) -> None:
        self.live = sys.stderr.isatty()
        self.step = ""

    def show(self, step: str, done: float, total: float, left: float | None = None) -> None:
        stopping.check()
        share = min(done / total, 1) if total else 0
        if not self.live:
            if step != self.step:
                print(f"  {step}…", file=sys.stderr, flush=True)
            self.step = step
            return
        if step != self.step and self.step:
            print(file=sys.stderr)
        self.step = step
        filled = round(share * 24)
        rest = f"  encore {minutes_left(left)}" if left else ""
        amount = f" {share:4.0%}" if total else ""
        line = f"  {step:<44.44} [{'█' * filled}{'·' * (24 - filled)}]{amount}{rest}"
        print(f"\r{line:<100}", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        if self.live and self.step:
            print(file=sys.stderr)
        self.step = ""


def minutes_left(seconds: float) -> str:
    if seconds < 60:
        return f"{round(seconds)} s"
    return f"{round(seconds / 60)} min"
