"""Who is told absent at the roll call: a proposal for whoever enters it."""

from __future__ import annotations

import pytest

from beffroi.minutes.domain.absences import ABSENT, EXCUSED, absences_told
from beffroi.minutes.domain.people import People
from beffroi.minutes.domain.types import Member

TISSOT, PERRIN, ROCHE = Member("Tissot", "Jacques"), Member("Perrin", "Odile"), Member("Roche", "Gilles")
PEOPLE = People((TISSOT, PERRIN, ROCHE))


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Absents excusés : M. Tissot, qui donne pouvoir à Mme Perrin.", {TISSOT: EXCUSED}),
        ("Madame Perrin, absente.", {PERRIN: ABSENT}),
        ("Je vous demande d'excuser monsieur Tissot et madame Perrin.", {TISSOT: EXCUSED, PERRIN: EXCUSED}),
        ("Sont absents : M. Roche, Mme Perrin.", {ROCHE: ABSENT, PERRIN: ABSENT}),
        ("Gilles Roche est excusé, il est de garde.", {ROCHE: EXCUSED}),
        ("Monsieur Roche est absent et excusé.", {ROCHE: EXCUSED}),
    ],
)
def test_who_is_told_absent_is_proposed_so(said: str, told: dict[Member, str]) -> None:
    assert absences_told([said], PEOPLE) == told


@pytest.mark.parametrize(
    "said",
    [
        "Monsieur Tissot était absent la dernière fois.",
        "Madame Perrin ?",
        "Monsieur Roche a donné pouvoir à madame Perrin.",
        "Si monsieur Tissot est absent, nous attendrons.",
    ],
)
def test_who_is_spoken_of_otherwise_is_not(said: str) -> None:
    assert absences_told([said], PEOPLE) == {}


def test_what_is_told_once_a_vote_was_held_is_no_roll_call() -> None:
    assert absences_told(["Qui est contre ? Personne.", "Monsieur Tissot est absent."], PEOPLE) == {}
