"""A document that would say two things at once is not issued."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.minutes.domain.acts.ballots import (
    Election,
    Figures,
    NamedVote,
    OrdinaryBallot,
    Outcome,
    PublicBallot,
    Recusal,
    Round,
    SecretBallot,
    Sense,
    Tally,
)
from beffroi.minutes.domain.acts.doubts import ballot_doubts, deliberation_doubts, minutes_doubts, roll_doubts
from beffroi.minutes.domain.acts.roll import Proxy, Roll
from tests.minutes.acts_samples import ELECTION, MAJORITY, MEMBERS, PUBLIC, ROLL, ROOF, SECRET, UNANIMOUS, minutes_act

VOTERS = 25


@pytest.mark.parametrize("ballot", [UNANIMOUS, MAJORITY, PUBLIC, SECRET, ELECTION])
def test_a_sound_vote_raises_no_doubt(ballot):
    assert ballot_doubts(ballot, VOTERS) == ()


@pytest.mark.parametrize(
    ("ballot", "said"),
    [
        (OrdinaryBallot(Figures(26), Outcome.ADOPTED), "26 voix comptées pour 25 votants"),
        (OrdinaryBallot(Figures(24, not_voting=2), Outcome.ADOPTED), "26 voix comptées pour 25 votants"),
        (OrdinaryBallot(Figures(10, 15), Outcome.ADOPTED), "dite adoptée avec 10 pour et 15 contre"),
        (OrdinaryBallot(Figures(15, 10), Outcome.REJECTED), "dite rejetée avec 15 pour"),
        (OrdinaryBallot(Figures(12, 12), Outcome.ADOPTED), "dite adoptée avec 12 pour et 12 contre"),
        (SecretBallot(Figures(12, 12), Outcome.ADOPTED), "dite adoptée avec 12 pour et 12 contre"),
        (OrdinaryBallot(Figures(13, 11), Outcome.ADOPTED, casting_vote=True), "sans partage"),
        (OrdinaryBallot(Figures(9, 10), Outcome.ADOPTED, account=True), "dite adoptée"),
        (OrdinaryBallot(Figures(20, 1), Outcome.ADOPTED, against_names=MEMBERS[:2]), "contre : 2 noms pour 1 voix"),
        (
            OrdinaryBallot(Figures(20, 1, 1), Outcome.ADOPTED, against_names=MEMBERS[:1], abstain_names=MEMBERS[:1]),
            "vote deux fois",
        ),
        (PublicBallot((NamedVote(MEMBERS[0], Sense.FOR),) * 2, Outcome.ADOPTED), "vote deux fois"),
    ],
)
def test_each_contradiction_is_told(ballot, said):
    assert said in " ".join(ballot_doubts(ballot, VOTERS))


@pytest.mark.parametrize(
    "ballot",
    [
        OrdinaryBallot(Figures(12, 12), Outcome.ADOPTED, casting_vote=True),
        OrdinaryBallot(Figures(12, 12), Outcome.REJECTED, casting_vote=True),
        SecretBallot(Figures(12, 12), Outcome.REJECTED),
        OrdinaryBallot(Figures(9, 9), Outcome.ADOPTED, account=True),
        OrdinaryBallot(Figures(20, 2), Outcome.ADOPTED, against_names=MEMBERS[:1]),
    ],
)
def test_a_tie_and_a_holder_of_two_votes_are_sound_where_the_law_says_so(ballot):
    assert ballot_doubts(ballot, VOTERS) == ()


@pytest.mark.parametrize(
    ("rounds", "said"),
    [
        ((Round((Tally("A", 12), Tally("B", 13)), elected=("A",)),), "la majorité absolue est de 13"),
        ((Round((Tally("A", 25),), elected=("C",)),), "sans figurer parmi les candidats"),
        ((Round((Tally("A", 26),), elected=("A",)),), "26 bulletins pour 25 votants"),
        ((Round((Tally("A", 5),)),) * 3 + (Round((Tally("A", 5),), elected=("A",)),), "4 tours"),
        ((Round((Tally("A", 25),), elected=("A",)), Round((Tally("A", 25),))), "a pourtant élu"),
        ((Round(()), Round(()), Round((Tally("A", 5), Tally("B", 6)), elected=("A",))), "un autre en a davantage"),
        ((Round(()), Round(()), Round((Tally("A", 6), Tally("B", 6)), elected=("A",))), "sans que l’âge"),
        ((), "0 tours"),
    ],
)
def test_an_election_that_breaks_its_own_rules_is_told(rounds, said):
    assert said in " ".join(ballot_doubts(Election("délégué", rounds), VOTERS))


def test_two_pouvoirs_in_one_hand_are_told():
    roll = replace(ROLL, proxies=(Proxy(MEMBERS[23], MEMBERS[1]), Proxy(MEMBERS[24], MEMBERS[1])))
    assert "porteur de 2 pouvoirs" in " ".join(roll_doubts(roll))


def test_a_member_in_two_places_of_the_roll_is_told():
    assert "figure deux fois" in " ".join(roll_doubts(replace(ROLL, absent=(MEMBERS[0],))))


def test_more_people_than_members_in_office_is_told():
    assert "pour 19 en exercice" in " ".join(roll_doubts(Roll(19, MEMBERS[:20])))


def test_a_deliberation_without_its_vote_is_a_draft_or_is_not_issued():
    assert deliberation_doubts(replace(ROOF, ballot=None, draft=True)) == ()
    assert "n’est pas renseigné" in " ".join(deliberation_doubts(replace(ROOF, ballot=None)))


def test_a_member_with_an_interest_neither_votes_nor_is_counted():
    away = Recusal(MEMBERS[4], left_room=True)
    assert "25 votants pour 24 au plus" in " ".join(deliberation_doubts(replace(ROOF, recusals=(away,))))
    named = OrdinaryBallot(Figures(20, 0, 4), Outcome.ADOPTED, abstain_names=MEMBERS[4:8])
    assert "l’en empêche" in " ".join(deliberation_doubts(replace(ROOF, ballot=named, recusals=(away,))))
    sound = OrdinaryBallot(Figures(24), Outcome.ADOPTED)
    assert deliberation_doubts(replace(ROOF, ballot=sound, recusals=(away,))) == ()


def test_the_minutes_say_on_which_item_the_figures_disagree():
    act = minutes_act()
    wrong = replace(act.items[0], ballot=OrdinaryBallot(Figures(10, 15), Outcome.ADOPTED))
    assert minutes_doubts(replace(act, items=(wrong, *act.items[1:])))[0].startswith("Point 1 : dite adoptée")
    assert minutes_doubts(act) == ()


counts = st.integers(0, 40)


@given(counts, counts, counts, st.sampled_from(Outcome), st.booleans(), st.booleans())
def test_an_issued_vote_never_has_more_against_than_for(votes_for, against, abstain, outcome, casting, account):
    ballot = OrdinaryBallot(Figures(votes_for, against, abstain), outcome, casting_vote=casting, account=account)
    if not ballot_doubts(ballot, 200):
        assert (votes_for >= against) if outcome is Outcome.ADOPTED else (against >= votes_for)
