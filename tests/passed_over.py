"""What the suite does besides running: it tells which tests touch the database, and never skips one in silence."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest

DATA = Path(os.environ.get("BEFFROI_DATA") or Path(__file__).resolve().parents[2] / "shared" / "data")
TOUCHING = {"db", "transactional_db", "live_server", "django_db_setup", "house"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[Any]) -> None:
    """The mark ``database`` on every test whose fixtures, or those that they call, touch it: the others give the same
    whatever the database, and need not run again on another."""
    for item in items:
        asked = TOUCHING & set(getattr(item, "fixturenames", ()))
        on_sqlite = hasattr(item, "callspec") and item.callspec.params.get("house") == "sqlite"
        if (asked or item.get_closest_marker("django_db")) and not on_sqlite:
            item.add_marker("database")


def of_data(report: Any) -> bool:
    """Whether a test was skipped for want of the shared data."""
    return bool(re.search(r"BEFFROI_DATA\b", str(report.longrepr)))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    wrongly = [each for each in skipped if of_data(each)] if DATA.is_dir() else []
    terminalreporter.section("essais non passés")
    terminalreporter.line(f"{len(skipped)} essais non passés, dont chaque raison est donnée plus haut (SKIPPED).")
    if not DATA.is_dir():
        terminalreporter.line(f"Les données partagées ne sont pas là ({DATA}) : ce qui s’y mesure n’a pas été essayé.")
    elif wrongly:
        names = ", ".join(sorted({each.nodeid for each in wrongly}))
        terminalreporter.line(f"ÉCHEC : les données partagées sont là et des essais n’y ont rien trouvé : {names}")
    else:
        terminalreporter.line("Les données partagées sont là : aucun essai qui s’y mesure n’a été passé sous silence.")


def pytest_sessionfinish(session: Any) -> None:
    """A test that found nothing in data that are there is a failure."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter and DATA.is_dir() and any(of_data(each) for each in reporter.stats.get("skipped", [])):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
