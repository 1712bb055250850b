"""Who is there, who is represented by whom, and what in it disagrees."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from beffroi.minutes.domain.sitting.events import (
    Arrived,
    FigureStated,
    ItemOpened,
    Left,
    ProxyGiven,
    ProxyRevoked,
    Recused,
    RollCall,
    StatedFigure,
)
from beffroi.minutes.domain.sitting.ledger import Ledger, Presence

from .council import COUNCIL, KEYS, MEMBERS, SECRETARY, called, codes, found, sitting, vote


def at_item(ledger: Ledger, number: int = 1) -> Presence:
    state = ledger.item(number)
    assert state is not None
    assert state.presence is not None
    return state.presence


def represented(ledger: Ledger, number: int = 1) -> tuple[tuple[str, str], ...]:
    return at_item(ledger, number).represented


def test_everybody_is_present_represented_excused_or_absent() -> None:
    ledger = sitting(called(9, 3), ProxyGiven("garnier", "caron"), SECRETARY, *vote(unanimous=True))
    there = ledger.opening
    assert there.present == KEYS[:9]
    assert there.represented == (("garnier", "caron"),)
    assert there.excused == ("morel", "benali")
    assert there.absent == ("faure", "chevalier", "royer")
    assert (there.present_count, there.proxy_count, there.voters) == (9, 1, 10)


def test_one_hand_holds_one_pouvoir_and_the_first_counts() -> None:
    ledger = sitting(called(9), ProxyGiven("morel", "caron"), ProxyGiven("faure", "caron"), SECRETARY)
    assert ledger.opening.represented == (("morel", "caron"),)
    assert "Yves Morel et de Lucie Faure" in found(ledger, "two_proxies").message
    assert [figure.value for figure in found(ledger, "two_proxies").figures] == ["Yves Morel", "Lucie Faure"]


def test_a_giver_who_arrives_votes_in_person() -> None:
    ledger = sitting(called(9), ProxyGiven("morel", "caron"), SECRETARY, Arrived("morel"), *vote(unanimous=True))
    assert represented(ledger) == ()
    assert "morel" in at_item(ledger).present
    assert at_item(ledger).voters == 10


def test_a_pouvoir_that_ended_does_not_come_back_when_its_giver_leaves_again() -> None:
    start = called(9), ProxyGiven("morel", "caron"), SECRETARY, Arrived("morel")
    assert represented(sitting(*start, Left("morel"), (1, ItemOpened()))) == ()


def test_a_holder_who_leaves_takes_the_pouvoir_out_and_brings_it_back() -> None:
    ledger = sitting(
        called(9),
        ProxyGiven("morel", "petit"),
        SECRETARY,
        Left("petit"),
        (1, ItemOpened()),
        Arrived("petit"),
        (2, ItemOpened()),
    )
    assert represented(ledger, 1) == ()
    assert represented(ledger, 2) == (("morel", "petit"),)


def test_a_pouvoir_given_while_leaving_counts_from_then_on() -> None:
    ledger = sitting(
        called(10),
        SECRETARY,
        (1, ItemOpened()),
        ProxyGiven("petit", "caron"),
        (2, ItemOpened()),
        Left("petit"),
        (3, ItemOpened()),
    )
    assert represented(ledger, 2) == ()
    assert represented(ledger, 3) == (("petit", "caron"),)
    assert codes(ledger) == set()


def test_a_pouvoir_given_after_the_last_vote_is_no_contradiction() -> None:
    assert codes(sitting(called(9), SECRETARY, ProxyGiven("petit", "caron"), Left("petit"))) == set()


def test_a_member_who_gave_a_pouvoir_and_stays_is_told() -> None:
    assert "proxy_of_present" in codes(
        sitting(called(9), ProxyGiven("petit", "caron"), SECRETARY, *vote(unanimous=True))
    )


def test_a_pouvoir_whose_holder_never_comes_is_void() -> None:
    ledger = sitting(called(9), ProxyGiven("morel", "faure"), SECRETARY, *vote(unanimous=True))
    assert represented(ledger) == ()
    assert "proxy_holder_absent" in codes(ledger)


def test_a_pouvoir_waits_for_a_holder_who_is_late() -> None:
    ledger = sitting(
        called(9), ProxyGiven("morel", "faure"), SECRETARY, (1, ItemOpened()), Arrived("faure"), (2, ItemOpened())
    )
    assert (represented(ledger, 1), represented(ledger, 2)) == ((), (("morel", "faure"),))
    assert codes(ledger) == set()


def test_a_pouvoir_can_be_revoked() -> None:
    ledger = sitting(called(9), ProxyGiven("morel", "caron"), ProxyRevoked("morel"), SECRETARY, (1, ItemOpened()))
    assert represented(ledger) == ()


def test_a_pouvoir_that_is_not_written_does_not_count() -> None:
    ledger = sitting(called(9), ProxyGiven("morel", "caron", written=False), SECRETARY)
    assert ledger.opening.represented == ()
    assert "proxy_not_written" in codes(ledger)


def test_a_pouvoir_serves_three_sittings_and_more_only_in_illness() -> None:
    third = sitting(called(9), ProxyGiven("morel", "caron", rank=3), SECRETARY)
    fourth = sitting(called(9), ProxyGiven("morel", "caron", rank=4), SECRETARY)
    ill = sitting(called(9), ProxyGiven("morel", "caron", rank=4, illness=True), SECRETARY)
    assert [len(each.opening.represented) for each in (third, fourth, ill)] == [1, 0, 1]
    assert "proxy_too_long" in codes(fourth)


def test_a_pouvoir_given_to_two_members_is_told() -> None:
    ledger = sitting(called(9), ProxyGiven("morel", "caron"), ProxyGiven("morel", "petit"), SECRETARY)
    assert ledger.opening.represented == (("morel", "petit"),)
    assert "proxy_given_twice" in codes(ledger)


def test_the_same_pouvoir_said_twice_is_one() -> None:
    ledger = sitting(called(9), ProxyGiven("morel", "caron"), ProxyGiven("morel", "caron"), SECRETARY)
    assert (len(ledger.opening.represented), codes(ledger)) == (1, set())


def test_figures_stated_stand_where_nobody_was_named() -> None:
    present, proxies = FigureStated(StatedFigure.PRESENT, 12), FigureStated(StatedFigure.PROXIES, 2)
    ledger = sitting(present, proxies, SECRETARY, Left("petit"), *vote(unanimous=True))
    assert (ledger.opening.present_count, ledger.opening.proxy_count) == (12, 2)
    assert at_item(ledger).voters == 13


def test_without_a_roll_call_a_pouvoir_given_while_leaving_keeps_the_number_of_voters() -> None:
    start = FigureStated(StatedFigure.PRESENT, 12), SECRETARY, (1, ItemOpened()), ProxyGiven("petit", "caron")
    ledger = sitting(*start, (2, ItemOpened()), Left("petit"), (3, ItemOpened()))
    rooms = [at_item(ledger, number) for number in (1, 2, 3)]
    assert [(room.present_count, room.proxy_count) for room in rooms] == [(12, 0), (12, 0), (11, 1)]
    assert codes(ledger) == set()


def test_without_a_roll_call_whoever_gave_a_pouvoir_beforehand_cannot_leave() -> None:
    ledger = sitting(FigureStated(StatedFigure.PRESENT, 12), ProxyGiven("petit", "caron"), SECRETARY, Left("petit"))
    assert "left_not_present" in codes(ledger)


def test_figures_that_differ_from_the_roll_call_are_shown_side_by_side() -> None:
    ledger = sitting(FigureStated(StatedFigure.PRESENT, 10), called(9), SECRETARY)
    contradiction = found(ledger, "present_differs")
    assert contradiction.blocking
    assert [figure.value for figure in contradiction.figures] == ["10", "9"]
    assert contradiction.figures[0].entry is not None
    assert ledger.opening.present_count == 9


def test_those_who_gave_a_pouvoir_may_be_counted_among_the_excused() -> None:
    for stated in (2, 3):
        ledger = sitting(
            FigureStated(StatedFigure.EXCUSED, stated), called(9, 3), ProxyGiven("morel", "caron"), SECRETARY
        )
        assert "excused_differs" not in codes(ledger)


def test_voters_may_be_stated_with_or_without_those_who_withdrew() -> None:
    start = called(9), SECRETARY, (1, Recused("petit")), (1, ItemOpened())
    differs = [
        "voters_differs" in codes(sitting(*start, (1, FigureStated(StatedFigure.VOTERS, voters))))
        for voters in (7, 8, 9, 10)
    ]
    assert differs == [True, False, False, True]


def test_present_and_excused_at_once_is_told() -> None:
    ledger = sitting(RollCall(KEYS[:9], ("petit", "faure")), SECRETARY)
    assert "Jeanne Petit" in found(ledger, "present_and_excused").message
    assert ledger.opening.excused == ("faure",)


def test_whoever_was_there_cannot_arrive_and_whoever_was_not_cannot_leave() -> None:
    ledger = sitting(called(9), SECRETARY, Arrived("petit"), Left("faure"))
    assert {"already_present", "left_not_present"} <= codes(ledger)


def test_more_people_than_seats_is_told() -> None:
    ledger = sitting(called(15), SECRETARY, context=replace(COUNCIL, in_office=14))
    assert [figure.value for figure in found(ledger, "more_than_seats").figures] == ["15", "14"]


def test_a_deputy_sits_for_the_member_who_is_away_and_not_beside() -> None:
    deputy = replace(MEMBERS[14], deputy_of="petit")
    council = replace(COUNCIL, members=(*MEMBERS[:14], deputy), regime="epci")
    away = sitting(RollCall((*KEYS[:2], *KEYS[3:9], "royer")), SECRETARY, context=council)
    assert "royer" in away.opening.present
    assert "petit" not in away.opening.absent
    both = sitting(RollCall((*KEYS[:9], "royer")), SECRETARY, context=council)
    assert "royer" not in both.opening.present
    assert "deputy_with_member" in codes(both)


def test_a_deputy_and_a_pouvoir_give_one_vote() -> None:
    deputy = replace(MEMBERS[14], deputy_of="petit")
    council = replace(COUNCIL, members=(*MEMBERS[:14], deputy), regime="epci")
    roll = RollCall((*KEYS[:2], *KEYS[3:9], "royer"))
    ledger = sitting(roll, ProxyGiven("petit", "caron"), SECRETARY, context=council)
    assert ledger.opening.represented == ()
    assert "deputy_and_proxy" in codes(ledger)


def test_a_term_that_had_ended_is_not_counted() -> None:
    former = replace(MEMBERS[2], in_office_until=date(2025, 12, 10))
    council = replace(COUNCIL, members=(*MEMBERS[:2], former, *MEMBERS[3:]))
    ledger = sitting(called(9), SECRETARY, context=council)
    assert ledger.opening.present_count == 8
    assert [figure.value for figure in found(ledger, "not_in_office").figures] == ["11/12/2025", "du … au 10/12/2025"]
