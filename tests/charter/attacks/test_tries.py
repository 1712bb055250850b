"""Every try of ``data``: it ends as it must, leaves its line, and nothing is lost."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pytest

from beffroi.audit.journal import verify

from . import plays
from .stage import Stage, changed, lost, rows
from .tries import End, Try, every_try

for module in iter_modules(plays.__path__):
    import_module(f"{plays.__name__}.{module.name}")

EVERY = every_try()
FEWEST = 200


def marked(attempt: Try) -> Any:
    marks = []
    if attempt.known_failure:
        marks.append(pytest.mark.xfail(reason=attempt.known_failure, strict=True, raises=AssertionError))
    return pytest.param(attempt, id=attempt.name, marks=marks)


@pytest.fixture
def stage(db: None, settings: Any, monkeypatch: Any, tmp_path: Path) -> Iterator[Stage]:
    settings.VAR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.UPLOADS_DIR = tmp_path / "files" / "uploads"
    with ExitStack() as stack:
        made = Stage(settings, monkeypatch, tmp_path, stack)
        assert made.valbrume
        yield made


@pytest.mark.parametrize("attempt", [marked(each) for each in EVERY])
def test_the_try_ends_as_it_must(attempt: Try, stage: Stage, record_property: Any) -> None:
    ended = plays.PLAYS[attempt.play](stage, attempt.given)
    record_property("end", ended.value)
    assert ended is attempt.end, f"{attempt.title} : {ended}"
    after = rows()
    assert not lost(stage.before, after)
    if ended is End.REFUSED:
        assert not changed(stage.before, after)
    written = stage.lines()
    record_property("lines", [line.action for line in written])
    if attempt.journal:
        assert attempt.journal in {line.action for line in written}
    said = json.dumps([[line.actor, line.subject, line.data] for line in written], ensure_ascii=False)
    assert not [secret for secret in stage.secrets if secret in said]
    if not stage.tampers:
        assert not any(verify().values())


def test_there_are_at_least_two_hundred_tries_and_no_two_are_the_same() -> None:
    assert len(EVERY) >= FEWEST
    played = Counter(json.dumps([each.play, dict(each.given)], sort_keys=True) for each in EVERY)
    assert [words for words, count in played.items() if count > 1] == []
    titles = Counter(each.title for each in EVERY)
    assert [title for title, count in titles.items() if count > 1] == []


def test_a_try_that_leaves_no_line_says_why() -> None:
    assert [each.name for each in EVERY if (each.journal is None) != bool(each.unwritten)] == []
