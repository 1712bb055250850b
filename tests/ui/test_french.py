"""Dates, durations, amounts and sizes as French writes them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.template import Context, Template

from beffroi.ui.templatetags import ui

SPACES = str.maketrans({"\u00a0": " ", "\u202f": " "})


def test_a_date_is_written_in_full_at_the_hour_of_the_town_hall() -> None:
    assert ui.when(datetime(2025, 12, 11, 18, 30, tzinfo=UTC)).translate(SPACES) == "jeudi 11 décembre 2025 à 19 h 30"


def test_the_first_of_a_month_and_whole_hours() -> None:
    assert ui.when(datetime(2025, 5, 1, 18, 0, tzinfo=UTC)).translate(SPACES) == "jeudi 1er mai 2025 à 20 h"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(45, "45 s"), (60, "1 min"), (725, "12 min"), (3600, "1 h"), (5040, "1 h 24 min"), (3599, "1 h")],
)
def test_durations(seconds: float, said: str) -> None:
    assert ui.duration(seconds).translate(SPACES) == said


@pytest.mark.parametrize(
    ("amount", "said"), [(278400, "278 400 €"), (12.5, "12,50 €"), (0, "0 €"), (1234567, "1 234 567 €")]
)
def test_amounts(amount: float, said: str) -> None:
    assert ui.euros(amount).translate(SPACES) == said


@pytest.mark.parametrize(
    ("size", "said"), [(900, "900 octets"), (838_000, "838 ko"), (47_185_920, "47 Mo"), (1_200_000_000, "1,2 Go")]
)
def test_sizes(size: int, said: str) -> None:
    assert ui.file_size(size).translate(SPACES) == said


@pytest.mark.parametrize(("seconds", "said"), [(7, "0:07"), (187.9, "3:07"), (3765, "1:02:45"), (None, "")])
def test_places_in_a_recording(seconds: float | None, said: str) -> None:
    assert ui.timecode(seconds) == said


def test_french_is_singular_for_none_and_one() -> None:
    page = Template("{% load ui %}{{ n }} point{{ n|several }}")
    assert [page.render(Context({"n": n})) for n in (0, 1, 2)] == ["0 point", "1 point", "2 points"]


def test_an_icon_is_hidden_from_screen_readers() -> None:
    assert 'aria-hidden="true"' in ui.icon("check")
    with pytest.raises(KeyError):
        ui.icon("inconnue")


def test_an_hour_that_nobody_gave_is_not_written() -> None:
    assert ui.when(datetime(2026, 11, 19, 23, 0, tzinfo=UTC)).translate(SPACES) == "vendredi 20 novembre 2026"
