"""Readings of who speaks, weighed together."""

from __future__ import annotations

import pytest

from beffroi.minutes.domain.naming_matching import beliefs


def test_a_reading_alone_is_believed_as_its_odds_are() -> None:
    assert beliefs({("a", "Claire"): 4.0})["a", "Claire"] == pytest.approx(0.8)


def test_two_names_for_one_voice_share_the_belief() -> None:
    found = beliefs({("a", "Claire"): 9.0, ("a", "Luc"): 9.0})
    assert found["a", "Claire"] == pytest.approx(found["a", "Luc"])
    assert found["a", "Claire"] < 0.5


def test_two_voices_for_one_name_share_the_belief() -> None:
    found = beliefs({("a", "Claire"): 9.0, ("b", "Claire"): 9.0})
    assert max(found.values()) < 0.5


def test_a_rival_that_another_voice_explains_better_stands_aside() -> None:
    """ "Merci Sophie", said after Jean-Marc: Sophie has her own voice."""
    alone = beliefs({("3", "Jean-Marc"): 5.0, ("3", "Sophie"): 5.0})
    explained = beliefs({("3", "Jean-Marc"): 5.0, ("3", "Sophie"): 5.0, ("2", "Sophie"): 20.0})
    assert explained["3", "Jean-Marc"] > 0.75 > alone["3", "Jean-Marc"]


def test_the_messages_give_the_exact_share_on_a_tree() -> None:
    """Matchings of a chain a-X, b-X, b-Y with odds 2, 3, 4: nothing 1, one pair 2 + 3 + 4, a-X with b-Y 8: 18."""
    found = beliefs({("a", "X"): 2.0, ("b", "X"): 3.0, ("b", "Y"): 4.0})
    assert found["a", "X"] == pytest.approx((2 + 8) / 18, abs=1e-3)
    assert found["b", "X"] == pytest.approx(3 / 18, abs=1e-3)
    assert found["b", "Y"] == pytest.approx((4 + 8) / 18, abs=1e-3)


def test_what_has_no_odds_is_no_reading() -> None:
    assert beliefs({("a", "Claire"): 0.0}) == {}
