"""Votes: what is counted, what adopts, and what does not hold."""

from __future__ import annotations

import pytest

from beffroi.minutes.domain.sitting.events import (
    BallotAsked,
    BallotHeld,
    BallotKind,
    ChairTaken,
    FigureStated,
    ItemOpened,
    Left,
    Outcome,
    ProxyGiven,
    Recused,
    SecretWaived,
    Sense,
    StatedFigure,
)

from .council import KEYS, SECRETARY, called, codes, found, only_ballot, sitting, vote

ALL_FOR = tuple((key, Sense.FOR) for key in KEYS[:11])


def held(*before: object, present: int = 11, item: int = 1, **figures: object):
    return sitting(called(present), SECRETARY, *before, *vote(item, **figures))  # type: ignore[arg-type]


def test_a_vote_that_adds_up_says_nothing_more() -> None:
    ledger = held(votes_for=7, against=3, abstain=1, declared=Outcome.ADOPTED)
    outcome = only_ballot(ledger)
    assert (outcome.voters, outcome.cast, outcome.needed, outcome.result) == (11, 10, 6, Outcome.ADOPTED)
    assert codes(ledger) == set()
    assert ledger.item(1).fate == "adopted"  # type: ignore[union-attr]


def test_twenty_three_present_and_two_pouvoirs_cannot_give_twenty_six_votes() -> None:
    ledger = sitting(
        FigureStated(StatedFigure.PRESENT, 12),
        FigureStated(StatedFigure.PROXIES, 2),
        SECRETARY,
        *vote(votes_for=11, against=4),
    )
    contradiction = found(ledger, "more_votes_than_voters")
    assert [figure.value for figure in contradiction.figures] == ["15", "14"]
    assert contradiction.figures[1].how == "12 présents + 2 pouvoirs"


def test_a_vote_that_lacks_voices_is_told_once_every_side_is_known() -> None:
    assert "fewer_votes_than_voters" in codes(held(votes_for=7, against=2, abstain=1))
    assert "fewer_votes_than_voters" not in codes(held(votes_for=7, against=2))


def test_unanimity_without_figures_is_computed_and_said_to_be() -> None:
    outcome = only_ballot(held(unanimous=True))
    assert (outcome.votes_for, outcome.against, outcome.abstain) == (11, 0, 0)
    assert outcome.filled == ("votes_for", "against", "abstain")


def test_unanimity_of_the_votes_cast_leaves_room_for_abstentions() -> None:
    outcome = only_ballot(held(unanimous=True, abstain=2))
    assert (outcome.votes_for, outcome.against, outcome.result) == (9, 0, Outcome.ADOPTED)


def test_unanimity_with_somebody_against_is_told() -> None:
    assert "unanimity_with_against" in codes(held(unanimous=True, against=1, abstain=0))


def test_votes_for_follow_from_the_others() -> None:
    outcome = only_ballot(held(against=2, abstain=1, not_voting=1))
    assert (outcome.votes_for, outcome.filled) == (7, ("votes_for",))


def test_votes_for_are_not_computed_below_nobody() -> None:
    ledger = held(against=12, abstain=1)
    assert only_ballot(ledger).votes_for is None
    assert "more_votes_than_voters" in codes(ledger)


def test_nothing_is_made_up_where_two_sides_are_missing() -> None:
    outcome = only_ballot(held(votes_for=7))
    assert (outcome.against, outcome.abstain, outcome.result, outcome.filled) == (None, None, None, ())


def test_nobody_is_left_once_every_voter_is_counted() -> None:
    assert only_ballot(held(votes_for=11)).filled == ("against", "abstain")


def test_abstentions_blank_and_null_are_not_votes_cast() -> None:
    outcome = only_ballot(held(ballot=BallotKind.SECRET, votes_for=3, against=2, abstain=2, blank=3, null=1))
    assert (outcome.cast, outcome.needed, outcome.result) == (5, 3, Outcome.ADOPTED)


def test_a_vote_in_which_everybody_abstains_adopts_nothing() -> None:
    assert only_ballot(held(votes_for=0, against=0, abstain=11)).result is Outcome.REJECTED


@pytest.mark.parametrize(("sense", "result"), [(Sense.FOR, Outcome.ADOPTED), (Sense.AGAINST, Outcome.REJECTED)])
def test_the_chair_settles_a_tie(sense: Sense, result: Outcome) -> None:
    outcome = only_ballot(held(votes_for=5, against=5, abstain=1, chair_casting=sense))
    assert (outcome.result, outcome.casting_used) == (result, True)


def test_the_chair_named_among_the_voters_settles_a_tie_too() -> None:
    outcome = only_ballot(held(votes_for=5, against=5, abstain=1, senses=(("caron", Sense.AGAINST),)))
    assert (outcome.result, outcome.casting_used) == (Outcome.REJECTED, True)


def test_a_tie_declared_adopted_without_the_chair_is_told() -> None:
    ledger = held(votes_for=5, against=5, abstain=1, declared=Outcome.ADOPTED)
    assert only_ballot(ledger).result is Outcome.TIED
    assert "tie_without_casting" in codes(ledger)


def test_no_casting_vote_in_a_secret_ballot() -> None:
    ledger = held(ballot=BallotKind.SECRET, votes_for=5, against=5, abstain=1, chair_casting=Sense.FOR)
    assert only_ballot(ledger).result is Outcome.TIED
    assert "au scrutin secret" in only_ballot(ledger).explanation
    assert only_ballot(ledger).ballot.chair_casting is None
    assert "secret_casting" in codes(ledger)
    declared = held(ballot=BallotKind.SECRET, votes_for=5, against=5, abstain=1, declared=Outcome.REJECTED)
    assert "result_differs" not in codes(declared)


def test_a_casting_vote_without_a_tie_is_told() -> None:
    assert "casting_without_tie" in codes(held(votes_for=6, against=5, chair_casting=Sense.FOR))


def test_a_declared_result_is_compared_with_the_figures() -> None:
    contradiction = found(held(votes_for=4, against=7, declared=Outcome.ADOPTED), "result_differs")
    assert [figure.value for figure in contradiction.figures] == ["adopté", "rejeté"]


def test_an_absolute_majority_of_eleven_for_thirty_three_votes_is_told() -> None:
    stated = (1, FigureStated(StatedFigure.ABSOLUTE_MAJORITY, 4))
    for ledger in (
        held((1, ItemOpened()), stated, votes_for=8, against=3),
        sitting(called(11), SECRETARY, *vote(votes_for=8, against=3), stated),
    ):
        assert [figure.value for figure in found(ledger, "majority_differs").figures] == ["4", "6"]


def test_a_vote_of_somebody_who_had_left_is_told() -> None:
    ledger = held(Left("petit"), votes_for=9, against=1, senses=(("petit", Sense.AGAINST),))
    assert "Jeanne Petit vote, mais a quitté la séance" in found(ledger, "vote_of_absent").message


def test_the_giver_of_a_pouvoir_votes_through_the_holder() -> None:
    ledger = held(ProxyGiven("faure", "caron"), votes_for=11, against=1, senses=(("faure", Sense.AGAINST),))
    assert codes(ledger) == set()


def test_a_recused_member_takes_the_pouvoir_out_and_cannot_vote() -> None:
    ledger = held(
        ProxyGiven("faure", "petit"), (1, Recused("petit")), votes_for=10, against=0, abstain=0,
        senses=(("petit", Sense.FOR),),
    )  # fmt: skip
    assert only_ballot(ledger).voters == 10
    assert ledger.item(1).at_vote.out_of_vote == ("petit", "faure")  # type: ignore[union-attr]
    assert "vote_of_recused" in codes(ledger)


def test_nobody_votes_twice() -> None:
    senses = (("petit", Sense.FOR), ("petit", Sense.AGAINST))
    assert "voted_twice" in codes(held(votes_for=10, against=1, senses=senses))


def test_a_quarter_of_those_present_makes_the_ballot_public() -> None:
    ask = (1, BallotAsked(BallotKind.PUBLIC, KEYS[:3]))
    ledger = held(ask, votes_for=11, senses=ALL_FOR)
    assert only_ballot(ledger).kind is BallotKind.PUBLIC
    assert "public_ballot_required" in codes(ledger)
    too_few = held((1, BallotAsked(BallotKind.PUBLIC, KEYS[:2])), votes_for=11)
    assert only_ballot(too_few).kind is BallotKind.ORDINARY


def test_a_public_ballot_names_every_voter() -> None:
    ask = (1, BallotAsked(BallotKind.PUBLIC, count=3))
    whole = held(ask, ballot=BallotKind.PUBLIC, votes_for=11, senses=ALL_FOR)
    lacking = held(ask, ballot=BallotKind.PUBLIC, votes_for=11, senses=ALL_FOR[:10])
    assert codes(whole) == set()
    assert "public_names_missing" in codes(lacking)


def test_secret_prevails_over_public() -> None:
    asks = ((1, BallotAsked(BallotKind.PUBLIC, count=5)), (1, BallotAsked(BallotKind.SECRET, count=4)))
    ledger = held(*asks, ballot=BallotKind.PUBLIC, votes_for=11, senses=ALL_FOR)
    assert only_ballot(ledger).kind is BallotKind.SECRET
    assert only_ballot(ledger).ballot.senses == ()
    assert {"secret_ballot_required", "secret_names"} <= codes(ledger)


def test_a_third_is_a_third_of_those_present() -> None:
    too_few = held((1, BallotAsked(BallotKind.SECRET, count=3)), votes_for=11)
    enough = held((1, BallotAsked(BallotKind.SECRET, count=4)), votes_for=11)
    assert [only_ballot(each).kind for each in (too_few, enough)] == [BallotKind.ORDINARY, BallotKind.SECRET]


@pytest.mark.parametrize(("kind", "present"), [(BallotKind.PUBLIC, 12), (BallotKind.SECRET, 9)])
def test_exactly_a_quarter_or_a_third_is_enough(kind: BallotKind, present: int) -> None:
    ledger = held((1, BallotAsked(kind, count=3)), present=present, votes_for=present)
    assert only_ballot(ledger).kind is kind


def test_an_appointment_is_secret_unless_everybody_waives_it() -> None:
    assert "secret_ballot_required" in codes(held(item=4, unanimous=True))
    assert codes(held((4, SecretWaived()), item=4, unanimous=True)) == set()
    refused = held((4, SecretWaived(unanimous=False)), item=4, unanimous=True)
    assert {"waiver_not_unanimous", "secret_ballot_required"} <= codes(refused)


def test_a_vote_to_waive_must_be_unanimous() -> None:
    waiver = (4, BallotHeld(purpose="waiver", votes_for=11, against=0, abstain=0))
    assert codes(held((4, ItemOpened()), waiver, item=4, unanimous=True)) == set()
    divided = (4, BallotHeld(purpose="waiver", votes_for=10, against=1, abstain=0))
    assert "waiver_not_unanimous" in codes(held((4, ItemOpened()), divided, item=4, unanimous=True))


def test_what_a_text_imposes_cannot_be_waived() -> None:
    ledger = held((5, SecretWaived()), item=5, unanimous=True)
    assert {"waiver_not_allowed", "secret_ballot_required"} <= codes(ledger)


def test_a_secret_ballot_that_nobody_asked_for_is_only_to_be_checked() -> None:
    ledger = held(ballot=BallotKind.SECRET, votes_for=11, against=0, abstain=0)
    assert "ballot_not_asked" in codes(ledger, blocking=False)
    assert codes(ledger) == set()


@pytest.mark.parametrize(
    ("votes_for", "against", "result"), [(5, 5, Outcome.ADOPTED), (4, 6, Outcome.REJECTED), (0, 0, Outcome.ADOPTED)]
)
def test_the_accounts_are_adopted_unless_a_majority_is_against(votes_for: int, against: int, result: Outcome) -> None:
    chair = (3, ChairTaken("blanchet", elected=True))
    abstain = 10 - votes_for - against
    ledger = held(chair, Left("caron"), item=3, votes_for=votes_for, against=against, abstain=abstain, declared=result)
    assert (only_ballot(ledger).result, only_ballot(ledger).needed) == (result, (votes_for + against) // 2)
    assert codes(ledger) == set()


def test_the_mayor_withdraws_from_the_vote_on_the_accounts_and_does_not_preside() -> None:
    ledger = held(ProxyGiven("faure", "caron"), item=3, unanimous=True)
    assert only_ballot(ledger).voters == 10
    assert {"mayor_did_not_withdraw", "account_chair"} <= codes(ledger)


def test_closed_doors_need_a_majority_of_those_present_or_represented() -> None:
    ledger = sitting(called(11), SECRETARY, BallotHeld(purpose="closed_doors", votes_for=5, against=2, abstain=4))
    outcome = only_ballot(ledger)
    assert (outcome.needed, outcome.result) == (6, Outcome.REJECTED)
