"""What nobody would write on purpose, and what becomes of it: nothing is lost, nothing is guessed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from beffroi.minutes.domain.sitting.events import (
    Acknowledged,
    Arrived,
    BallotAsked,
    BallotHeld,
    BallotKind,
    ChairTaken,
    Closed,
    CorrectionAsked,
    DoorsClosed,
    DoorsOpened,
    Entry,
    ItemAdded,
    ItemKind,
    ItemOpened,
    ItemPostponed,
    ItemWithdrawn,
    Left,
    Opened,
    ProxyGiven,
    Recused,
    Resumed,
    RollCall,
    SecretaryNamed,
    SittingContext,
    SittingItem,
    SittingMember,
    Suspended,
)
from beffroi.minutes.domain.sitting.ledger import compute

from .council import COUNCIL, ITEMS, KEYS, MEMBERS, SECRETARY, at, called, codes, entries, found, sitting, vote


def test_a_member_who_is_not_on_the_roster_is_told_and_not_counted() -> None:
    ledger = sitting(
        called(9), ProxyGiven("Zoé Lenoir", "caron"), SECRETARY, Arrived("Zoé Lenoir"), *vote(unanimous=True)
    )
    contradiction = found(ledger, "unknown_member")
    assert "« Zoé Lenoir » n’est pas dans la liste" in contradiction.message.replace("\u00a0", " ")
    assert len(contradiction.entries) == 2
    assert ledger.ballots[0].voters == 9


def test_homonyms_are_both_shown_and_neither_is_chosen() -> None:
    twin = SittingMember("petit-2", "Julien Petit", role="adjoint")
    council = replace(COUNCIL, members=(*MEMBERS, twin))
    ledger = sitting(called(9), SECRETARY, Left("Petit"), *vote(unanimous=True), context=council)
    assert "Jeanne Petit, Julien Petit (adjoint)" in found(ledger, "homonym").message
    assert ledger.ballots[0].voters == 9


def test_a_roster_that_changed_in_mid_term_counts_the_seats_of_the_day() -> None:
    gone = replace(MEMBERS[14], in_office_until=date(2025, 10, 31))
    new = SittingMember("lenoir", "Zoé Lenoir", in_office_from=date(2025, 11, 15))
    later = SittingMember("vallet", "Luc Vallet", in_office_from=date(2026, 1, 1))
    council = replace(COUNCIL, members=(*MEMBERS[:14], gone, new, later))
    ledger = sitting(called(9), SECRETARY, Arrived("lenoir"), Arrived("royer"), *vote(unanimous=True), context=council)
    assert ledger.quorums[0].in_office == 15
    assert "lenoir" in ledger.item(1).presence.present  # type: ignore[union-attr]
    assert "Emma Royer" in found(ledger, "not_in_office").message


def test_two_ballots_on_one_item_are_told() -> None:
    ledger = sitting(called(9), SECRETARY, *vote(unanimous=True), (1, BallotHeld(votes_for=8, against=1)))
    assert len(found(ledger, "two_ballots").entries) == 2
    assert len(ledger.ballots_of(1)) == 2


@pytest.mark.parametrize(
    "between",
    [
        (BallotHeld(purpose="amendment", unanimous=True), BallotHeld(unanimous=True)),
        (BallotHeld(purpose="revote", unanimous=True),),
    ],
)
def test_a_second_vote_after_an_amendment_or_announced_as_such_is_not(between: tuple[BallotHeld, ...]) -> None:
    assert codes(sitting(called(9), SECRETARY, *vote(unanimous=True), *((1, each) for each in between))) == set()


def test_two_texts_of_one_item_are_two_votes() -> None:
    votes = [(1, BallotHeld(unanimous=True, label=label)) for label in ("tarif A", "tarif B")]
    assert codes(sitting(called(9), SECRETARY, (1, ItemOpened()), *votes)) == set()


def test_an_amendment_voted_before_the_text_is_as_it_should_be_and_after_it_is_told() -> None:
    amendment, text = (1, BallotHeld(purpose="amendment", unanimous=True)), (1, BallotHeld(unanimous=True))
    assert codes(sitting(called(9), SECRETARY, (1, ItemOpened()), amendment, text)) == set()
    ledger = sitting(called(9), SECRETARY, (1, ItemOpened()), text, amendment)
    assert "amendment_after_text" in codes(ledger)


def test_a_sitting_without_quorum_may_not_decide() -> None:
    ledger = sitting(called(7), SECRETARY, *vote(unanimous=True))
    assert "7 le sont" in found(ledger, "ballot_without_quorum").message


def test_a_recording_that_starts_late_gives_what_was_heard_and_says_what_is_missing() -> None:
    heard = entries(*vote(votes_for=9, against=2, abstain=0), Closed())
    ledger = compute(COUNCIL, heard)
    assert {"opening_missing", "secretary_missing", "presence_unknown", "voters_unknown"} <= codes(
        ledger, blocking=False
    )
    assert codes(ledger) == set()
    assert ledger.ballots[0].result == "adopted"


def test_a_recording_that_stops_early_says_what_has_no_result() -> None:
    ledger = compute(COUNCIL, entries(Opened(), called(9), SECRETARY, *vote(unanimous=True), (2, ItemOpened())))
    without = [each.item for each in ledger.contradictions if each.code == "item_without_result"]
    assert without == [2, 3, 4, 5]
    assert "closing_missing" in codes(ledger, blocking=False)


def test_clocks_that_disagree_show_both_hours_and_the_order_stands() -> None:
    ledger = sitting(
        called(9), SECRETARY, Entry(0, ItemOpened(), at(21), 1), Entry(0, Left("petit"), at(20, 15)),
        (1, BallotHeld(unanimous=True)),
    )  # fmt: skip
    shown = [figure.value.replace("\u00a0", " ") for figure in found(ledger, "clock_back").figures]
    assert shown == ["21 h", "20 h 15"]
    assert ledger.ballots[0].voters == 8


def test_past_midnight_is_no_step_back() -> None:
    ledger = sitting(
        called(9), SECRETARY, Entry(0, ItemOpened(), at(23, 50), 1), Entry(0, Left("petit"), at(0, 10, day=12))
    )
    assert codes(ledger) == set()


def test_a_clock_without_its_time_zone_is_compared_all_the_same() -> None:
    ledger = sitting(
        called(9), SECRETARY, Entry(0, ItemOpened(), at(21), 1), Entry(0, Suspended(), at(20).replace(tzinfo=None))
    )
    assert "clock_back" in codes(ledger)


@pytest.mark.parametrize(
    ("events", "code"),
    [
        ((Suspended(), *vote(unanimous=True)), "act_during_suspension"),
        ((Closed(), *vote(unanimous=True)), "act_after_closing"),
        ((Suspended(), Suspended()), "suspended_twice"),
        ((Resumed(),), "resumed_without_suspension"),
        ((Opened(),), "opened_twice"),
        ((*vote(9, unanimous=True),), "unknown_item"),
        ((ItemOpened(),), "unknown_item"),
        (((1, ItemWithdrawn()), *vote(unanimous=True)), "ballot_on_set_aside"),
        ((*vote(unanimous=True), (1, ItemPostponed())), "set_aside_after_vote"),
        (((9, ItemAdded("Ajout", accepted=False)), *vote(9, unanimous=True)), "ballot_on_refused_item"),
        (((1, ItemOpened()), (1, BallotHeld(unanimous=True)), (1, Recused("petit"))), "recusal_after_vote"),
        ((Recused("petit"),), "recusal_without_item"),
        ((SecretaryNamed(("faure",)),), "secretary_absent"),
        ((ChairTaken("faure"),), "chair_absent"),
        (((1, BallotAsked(BallotKind.SECRET, ("faure",))),), "asker_absent"),
        ((DoorsClosed(("petit", "vidal")),), "closed_doors_askers"),
        ((BallotHeld(purpose="closed_doors", votes_for=2, against=7), DoorsClosed(("caron",))), "closed_doors_refused"),
        ((*vote(votes_for=-1),), "negative_figure"),
    ],
)
def test_what_is_out_of_place_is_told(events: tuple[object, ...], code: str) -> None:
    assert code in codes(sitting(called(9), SECRETARY, *events))  # type: ignore[arg-type]


def test_who_presides_follows_comings_and_goings() -> None:
    ledger = sitting(
        called(9), SECRETARY, (1, ItemOpened()), Left("caron"), ChairTaken("blanchet"), (2, ItemOpened()),
        Arrived("caron"), (3, ChairTaken("petit", elected=True)), (3, ItemOpened()), (4, ItemOpened()),
    )  # fmt: skip
    assert ledger.chair == "caron"
    assert [state.chair for state in ledger.items[:4]] == ["caron", "blanchet", "petit", "blanchet"]


def test_a_mayor_who_is_away_does_not_preside() -> None:
    ledger = sitting(RollCall(KEYS[1:10]), SECRETARY, *vote(unanimous=True))
    assert ledger.chair == ""
    assert "chair_unknown" in codes(ledger, blocking=False)


def test_a_mayor_who_left_does_not_preside_and_does_again_once_back() -> None:
    ledger = sitting(called(9), SECRETARY, Left("caron"), (1, ItemOpened()), Arrived("caron"), (2, ItemOpened()))
    assert [state.chair for state in ledger.items[:2]] == ["", "caron"]


def test_a_vote_before_the_opening_is_told() -> None:
    ledger = compute(COUNCIL, entries(called(9), *vote(unanimous=True), Opened(), SECRETARY, Closed()))
    assert "act_before_opening" in codes(ledger)


@pytest.mark.parametrize(
    ("events", "code"),
    [
        (((9, ItemAdded("Ajout")),), "item_added"),
        ((*vote(6, unanimous=True),), "ballot_on_item_without_vote"),
        ((DoorsClosed(),), "closed_doors_without_vote"),
        ((DoorsOpened(),), "doors_not_closed"),
        (((1, CorrectionAsked("petit", "Une faute")),), "correction_elsewhere"),
    ],
)
def test_what_only_needs_a_look_blocks_nothing(events: tuple[object, ...], code: str) -> None:
    ledger = sitting(called(9), SECRETARY, *events)  # type: ignore[arg-type]
    assert code in codes(ledger, blocking=False)
    assert codes(ledger) == set()


def test_items_without_a_ballot_have_their_fate() -> None:
    ledger = sitting(
        called(9), SECRETARY, (6, Acknowledged()), (1, ItemWithdrawn("à revoir")), (2, ItemPostponed()),
        (3, DoorsClosed(("caron",))), (3, ItemOpened()), DoorsOpened(), (4, ItemOpened()),
    )  # fmt: skip
    assert [state.fate for state in ledger.items] == [
        "withdrawn",
        "postponed",
        "discussed",
        "discussed",
        "pending",
        "acknowledged",
    ]
    assert [state.closed_doors for state in ledger.items] == [False, False, True, False, False, False]


def test_naming_the_secretary_is_a_designation_and_no_acknowledgement() -> None:
    ledger = sitting(called(9), (1, ItemOpened()), (1, SECRETARY))
    assert [state.fate for state in ledger.items][:2] == ["named", "pending"]
    voted = sitting(called(9), (1, ItemOpened()), (1, BallotHeld(unanimous=True)), (1, SECRETARY))
    assert voted.items[0].fate == "adopted"


def test_the_roll_called_after_the_first_item_still_tells_the_opening() -> None:
    ledger = sitting((1, ItemOpened()), called(9), SECRETARY, (1, BallotHeld(unanimous=True)))
    assert ledger.opening.present_count == 9
    assert ledger.ballots[0].voters == 9


def test_a_correction_is_asked_when_the_previous_minutes_are_adopted() -> None:
    item = SittingItem(7, "Adoption du procès-verbal", kind=ItemKind.PREVIOUS_MINUTES)
    ledger = sitting(
        called(9), SECRETARY, (7, CorrectionAsked("petit", "Une faute")), context=replace(COUNCIL, items=(*ITEMS, item))
    )
    assert "correction_elsewhere" not in codes(ledger, blocking=False)


def test_without_a_roster_names_are_taken_as_they_are() -> None:
    ledger = sitting(called(9), SECRETARY, *vote(unanimous=True), context=SittingContext(items=ITEMS, in_office=15))
    assert (ledger.opening.present_count, ledger.ballots[0].voters, codes(ledger)) == (9, 9, set())


def test_an_empty_sitting_is_only_incomplete() -> None:
    ledger = compute(SittingContext(), [])
    assert ledger.blocking == ()
    assert ledger.ballots == ledger.items == ()


def test_sittings_of_a_verified_regime_block_on_the_same_figures() -> None:
    for regime in ("general", "epci", "alsace_moselle"):
        ledger = sitting(called(9), SECRETARY, *vote(votes_for=20), context=replace(COUNCIL, regime=regime))
        assert "more_votes_than_voters" in codes(ledger)


def test_the_keys_of_the_roster_are_what_the_ledger_speaks_of() -> None:
    assert set(sitting(called(9), SECRETARY).opening.present) <= set(KEYS)
