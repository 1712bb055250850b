"""The ledger of a long sitting is quick, and twice the sitting costs twice the time."""

from __future__ import annotations

import json

import pytest

from beffroi.minutes.domain.sitting.ledger import compute
from bench import ledger as bench


def test_a_thousand_items_and_two_hundred_members_take_less_than_two_seconds() -> None:
    took, events, blocking = bench.seconds(1000, 200)
    assert events > 4000
    assert took < bench.LIMIT
    assert blocking == 0


def test_the_cost_is_linear_in_the_events() -> None:
    points = [(took, events) for took, events, _ in (bench.seconds(items, 50) for items in (300, 1200))]
    assert bench.slope(points) < 1.5


def test_the_sitting_that_is_measured_is_one_that_holds() -> None:
    made = compute(bench.context_of(21, 20), bench.entries_of(21, 20))
    assert {state.fate for state in made.items} == {"adopted"}
    assert all(vote.result for vote in made.ballots)


def test_the_measurement_ends_with_one_json_object(capsys: pytest.CaptureFixture[str]) -> None:
    bench.main(["--items", "10", "--members", "10"])
    figures = json.loads(capsys.readouterr().out.strip().splitlines()[-1])
    assert {"seconds", "seconds_2n", "seconds_4n", "slope", "within_limit"} <= figures.keys()


def test_a_slope_of_two_is_quadratic() -> None:
    assert bench.slope([(1.0, 100), (16.0, 400)]) == pytest.approx(2)
