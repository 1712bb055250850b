"""The quorum, at each moment when the law counts it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from beffroi.minutes.domain.sitting.events import (
    Acknowledged,
    Arrived,
    BallotHeld,
    FigureStated,
    ItemAdded,
    ItemOpened,
    Left,
    ProxyGiven,
    QuorumStated,
    RecusalReason,
    Recused,
    Resumed,
    StatedFigure,
    Suspended,
)
from beffroi.minutes.domain.sitting.ledger import Ledger
from beffroi.minutes.domain.sitting.quorum import majority

from .council import COUNCIL, KEYS, SECRETARY, called, codes, found, sitting, vote


def counts(ledger: Ledger) -> list[tuple[str, int, int | None, bool]]:
    return [(each.moment, each.present, each.needed, each.reached) for each in ledger.quorums]


@pytest.mark.parametrize(("members", "least"), [(11, 6), (8, 5), (15, 8), (27, 14), (1, 1)])
def test_a_majority_is_more_than_half(members: int, least: int) -> None:
    assert majority(members) == least


def test_pouvoirs_are_not_counted() -> None:
    ledger = sitting(called(7), ProxyGiven("perrin", "caron"), SECRETARY, *vote(unanimous=True))
    assert counts(ledger)[0] == ("opening", 7, 8, False)
    assert "ballot_without_quorum" in codes(ledger)


def test_a_departure_does_not_undo_an_item_already_opened() -> None:
    ledger = sitting(called(8), SECRETARY, (1, ItemOpened()), Left("petit"), (1, BallotHeld(unanimous=True)), *vote(2))
    assert counts(ledger)[1:] == [("item", 8, 8, True), ("item", 7, 8, False)]
    assert {each.item for each in ledger.contradictions if each.code == "ballot_without_quorum"} == {2}


def test_an_arrival_restores_it_for_the_items_that_follow() -> None:
    ledger = sitting(called(7), SECRETARY, Arrived("perrin"), *vote(unanimous=True))
    assert counts(ledger) == [("opening", 7, 8, False), ("item", 8, 8, True)]
    assert codes(ledger) == set()


def test_it_is_counted_again_after_a_suspension() -> None:
    ledger = sitting(
        called(8), SECRETARY, (1, ItemOpened()), Suspended(), Left("petit"), Resumed(), (1, BallotHeld(unanimous=True))
    )
    assert counts(ledger)[-1] == ("resumption", 7, 8, False)
    assert "ballot_without_quorum" in codes(ledger)


def test_a_second_convocation_asks_for_none_but_an_item_added_since_does() -> None:
    ledger = sitting(
        called(3), SECRETARY, *vote(unanimous=True), (9, ItemAdded("Ajout")), *vote(9, unanimous=True),
        context=replace(COUNCIL, second_convocation=True),
    )  # fmt: skip
    assert counts(ledger) == [("opening", 3, None, True), ("item", 3, None, True), ("item", 3, 8, False)]
    assert {each.item for each in ledger.blocking} == {9}


def test_a_failed_quorum_with_nothing_decided_is_no_contradiction() -> None:
    assert codes(sitting(called(6), SECRETARY, QuorumStated(False))) == set()


def test_what_was_said_of_it_is_compared_with_the_count() -> None:
    ledger = sitting(called(7), QuorumStated(True), SECRETARY)
    assert "il en faut 8 présents, 7 le sont" in found(ledger, "quorum_differs").message


def test_a_stated_quorum_figure_is_compared_too() -> None:
    ledger = sitting(called(9), FigureStated(StatedFigure.QUORUM, 7), SECRETARY)
    assert [figure.value for figure in found(ledger, "quorum_differs").figures] == ["7", "8"]


@pytest.mark.parametrize("leaves", [True, False])
def test_a_personal_interest_is_not_counted_present_whether_or_not_the_member_leaves(leaves: bool) -> None:
    ledger = sitting(called(8), SECRETARY, (1, Recused("petit", leaves_room=leaves)), *vote(unanimous=True))
    check = ledger.quorums[1]
    assert (check.present, check.in_office, check.needed, check.counted_out) == (7, 15, 8, ("petit",))
    assert "ballot_without_quorum" in codes(ledger)


def test_a_recusal_said_a_moment_after_the_item_is_opened_counts_the_same() -> None:
    ledger = sitting(called(8), SECRETARY, (1, ItemOpened()), (1, Recused("petit")), (1, BallotHeld(unanimous=True)))
    assert ledger.quorums[1].present == 7


def test_a_representative_in_the_body_leaves_both_counts() -> None:
    body = RecusalReason.APPOINTED_BODY
    recused = [(1, Recused(key, body)) for key in ("petit", "meunier")]
    ledger = sitting(called(9), SECRETARY, *recused, *vote(unanimous=True))
    check = ledger.quorums[1]
    assert (check.present, check.in_office, check.needed, check.reached) == (7, 13, 7, True)
    assert codes(ledger) == set()


def test_whoever_prefers_not_to_vote_and_stays_is_counted() -> None:
    own = RecusalReason.OWN_CHOICE
    stays = sitting(called(8), SECRETARY, (1, Recused("petit", own, leaves_room=False)), *vote(unanimous=True))
    goes = sitting(called(8), SECRETARY, (1, Recused("petit", own)), *vote(unanimous=True))
    late = sitting(called(8), SECRETARY, (1, ItemOpened()), (1, Recused("petit", own)), (1, BallotHeld(unanimous=True)))
    assert [each.quorums[1].present for each in (stays, goes, late)] == [8, 7, 8]


def test_whoever_left_by_choice_is_missing_when_the_sitting_resumes() -> None:
    own = (1, Recused("petit", RecusalReason.OWN_CHOICE))
    ledger = sitting(called(8), SECRETARY, (1, ItemOpened()), own, Suspended(), Resumed())
    assert [(each.moment, each.present) for each in ledger.quorums[1:]] == [("item", 8), ("resumption", 7)]


def test_the_mayor_is_not_counted_for_the_accounts() -> None:
    ledger = sitting(called(8), SECRETARY, (3, ItemOpened()))
    assert ledger.quorums[1].counted_out == ("caron",)
    assert ledger.quorums[1].reached is False


def test_taking_note_asks_for_a_quorum_too() -> None:
    assert "ballot_without_quorum" in codes(sitting(called(7), SECRETARY, (6, Acknowledged())))


def test_in_alsace_moselle_half_of_the_members_interested_lift_the_condition() -> None:
    recused = [(1, Recused(key)) for key in KEYS[:8]]
    local = sitting(called(12), SECRETARY, *recused, *vote(), context=replace(COUNCIL, regime="alsace_moselle"))
    general = sitting(called(12), SECRETARY, *recused, *vote())
    assert (local.quorums[1].needed, general.quorums[1].needed) == (None, 8)


def test_without_a_roll_call_nothing_is_checked_and_it_is_said() -> None:
    ledger = sitting(SECRETARY, *vote(votes_for=12, against=0, abstain=0))
    assert ledger.quorums == ()
    assert {"presence_unknown", "voters_unknown"} <= codes(ledger, blocking=False)
