"""Budgets, also when two calls want the last unit at once."""

from __future__ import annotations

import threading
from datetime import date
from typing import Any

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from beffroi.charter.budgets import first_day, left_of, release, reserve, settle
from beffroi.charter.models import Spent
from beffroi.town.scope import scope
from tests.doubles.cast import a_commune
from tests.doubles.charters import a_budget

TAKEN = {"calls": 1, "tokens": 100}


@pytest.mark.django_db(transaction=True)
def test_two_calls_at_once_never_share_the_last_unit() -> None:
    commune = a_commune()
    with scope(commune):
        a_budget(unit="calls", period="day", most=5)
        reserve("u", "", {"calls": 0})
    got: list[bool] = []
    start = threading.Barrier(8)

    def take() -> None:
        try:
            with scope(commune):
                start.wait()
                got.append(not reserve("u", "", {"calls": 1}).over)
        finally:
            connection.close()

    threads = [threading.Thread(target=take) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with scope(commune):
        assert sum(got) == 5 and Spent.objects.get().amount == 5


@pytest.mark.django_db
@pytest.mark.usefixtures("in_valbrume")
class TestOneBudget:
    def test_all_or_none_of_the_budgets_that_hold_are_taken(self) -> None:
        a_budget(unit="calls", period="day", most=10)
        a_budget(use="u", unit="tokens", period="month", most=50)
        assert "50 jetons par mois" in reserve("u", "", TAKEN).over
        assert list(Spent.objects.values_list("amount", flat=True)) == [0, 0]
        assert not reserve("autre", "", TAKEN).over

    def test_what_was_spent_replaces_what_was_reserved(self) -> None:
        budget = a_budget(unit="tokens", period="day", most=1000)
        settle(reserve("u", "", TAKEN), {"tokens": 130})
        assert left_of(budget) == 870
        release(reserve("u", "", TAKEN))
        assert left_of(budget) == 870

    def test_seconds_known_afterwards_still_stop_the_next_call(self) -> None:
        a_budget(unit="seconds", period="day", most=10)
        settle(reserve("u", "", TAKEN), {"seconds": 14})
        assert "10 secondes de calcul par jour" in reserve("u", "", TAKEN).over

    def test_a_limit_of_nothing_lets_nothing_pass(self) -> None:
        a_budget(unit="calls", period="day", most=0)
        assert reserve("u", "", TAKEN).over

    def test_another_commune_spends_its_own(self, autreville: Any) -> None:
        a_budget(unit="calls", period="day", most=1)
        reserve("u", "", TAKEN)
        with scope(autreville):
            assert not reserve("u", "", TAKEN).over

    def test_without_a_commune_there_is_no_budget(self) -> None:
        with scope(None):
            assert reserve("u", "", TAKEN).taken == ()


@given(st.dates())
def test_a_period_holds_its_day(on: date) -> None:
    day, month, year = (first_day(period, on) for period in ("day", "month", "year"))
    assert day == on and year <= month <= on and (month.day, year.month, year.day) == (1, 1, 1)
