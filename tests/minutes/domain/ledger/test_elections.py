"""Elections by rounds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from beffroi.minutes.domain.sitting.events import (
    BallotHeld,
    ElectionRound,
    Entry,
    Event,
    FigureStated,
    Score,
    StatedFigure,
)
from beffroi.minutes.domain.sitting.ledger import Ledger

from .council import COUNCIL, MEMBERS, SECRETARY, called, codes, found, sitting


def ballot(number: int, *scores: int, **more: object) -> tuple[int, Event]:
    names = ("petit", "meunier", "roche")
    made = tuple(Score(name, votes) for name, votes in zip(names, scores, strict=False))
    return 5, ElectionRound("adjoint", number, made, **more)  # type: ignore[arg-type]


def election(*rounds: tuple[int, Event] | Entry, present: int = 11) -> Ledger:
    return sitting(called(present), SECRETARY, *rounds)


def test_the_first_round_elects_with_an_absolute_majority_of_the_votes_cast() -> None:
    ledger = election(ballot(1, 6, 3, blank=1, null=1, envelopes=11))
    (outcome,) = ledger.elections
    assert (outcome.cast, outcome.needed, outcome.elected, outcome.voters) == (9, 5, "petit", 11)
    assert ledger.item(5).fate == "elected"  # type: ignore[union-attr]
    assert codes(ledger) == set()


def test_two_rounds_may_elect_nobody_and_the_third_needs_no_majority() -> None:
    ledger = election(ballot(1, 5, 4, 2), ballot(2, 5, 4, 2), ballot(3, 5, 4, 2))
    assert [each.elected for each in ledger.elections] == [None, None, "petit"]
    assert [each.needed for each in ledger.elections] == [6, 6, None]


def test_a_tie_elects_the_eldest() -> None:
    ledger = election(ballot(1, 4, 4, 3), ballot(2, 4, 4, 3), ballot(3, 4, 4, 3))
    last = ledger.elections[-1]
    assert (last.elected, last.by_age) == ("petit", True)


def test_a_tie_with_an_unknown_age_elects_nobody_by_itself() -> None:
    young = replace(MEMBERS[4], born=None)
    council = replace(COUNCIL, members=(*MEMBERS[:4], young, *MEMBERS[5:]))
    rounds = ballot(1, 4, 4, 3), ballot(2, 4, 4, 3), ballot(3, 4, 4, 3)
    ledger = sitting(called(11), SECRETARY, *rounds, context=council)
    assert ledger.elections[-1].elected is None
    assert "tie_by_age_unknown" in codes(ledger)


def test_a_tie_of_lists_keeps_the_one_declared_and_asks_for_the_ages() -> None:
    lists = tuple(Score(name, 5) for name in ("Liste A", "Liste B"))
    rounds = [(5, ElectionRound("adjoints", number, lists, blank=1, by_list=True)) for number in (1, 2)]
    last = (5, ElectionRound("adjoints", 3, lists, blank=1, by_list=True, declared_elected="Liste B"))
    ledger = election(*rounds, last)
    assert ledger.elections[-1].elected == "Liste B"
    assert "tie_by_age_unknown" in codes(ledger, blocking=False)
    assert codes(ledger) == set()


def test_a_majority_declared_wrongly_is_told() -> None:
    contradiction = found(election(ballot(1, 6, 5, declared_majority=4)), "majority_differs")
    assert [figure.value for figure in contradiction.figures] == ["4", "6"]
    stated = (5, FigureStated(StatedFigure.ABSOLUTE_MAJORITY, 4))
    assert "majority_differs" in codes(election(ballot(1, 6, 5), stated))


def test_somebody_declared_elected_against_the_votes_is_told() -> None:
    ledger = election(ballot(1, 6, 5, declared_elected="meunier"))
    assert [figure.value for figure in found(ledger, "elected_differs").figures] == ["Inès Meunier", "Jeanne Petit"]
    assert "elected_differs" in codes(election(ballot(1, 5, 5, 1, declared_elected="petit")))


def test_envelopes_papers_and_voters_must_agree() -> None:
    assert "envelopes_differ" in codes(election(ballot(1, 6, 3, blank=1, envelopes=11)))
    assert "more_votes_than_voters" in codes(election(ballot(1, 8, 4)))
    assert "fewer_votes_than_voters" in codes(election(ballot(1, 6, 3)), blocking=False)
    assert codes(election(ballot(1, 6, 3, not_voting=2)), blocking=None) & {"fewer_votes_than_voters"} == set()


@pytest.mark.parametrize(
    ("rounds", "code"),
    [
        ((ballot(2, 6, 5),), "rounds_out_of_order"),
        ((ballot(1, 6, 5), ballot(2, 6, 5)), "round_after_election"),
        ((ballot(1, 5, 5, 1), ballot(3, 6, 5)), "rounds_out_of_order"),
        ((ballot(4, 6, 5),), "no_such_round"),
    ],
)
def test_rounds_follow_one_another(rounds: tuple[tuple[int, Event], ...], code: str) -> None:
    assert code in codes(election(*rounds))


def test_two_posts_of_one_item_are_two_elections() -> None:
    second = (5, ElectionRound("deuxième adjoint", 1, (Score("roche", 11),)))
    assert codes(election(ballot(1, 6, 5), second)) == set()


def test_an_election_without_a_quorum_is_told() -> None:
    assert "ballot_without_quorum" in codes(election(ballot(1, 5, 2), present=7))


def test_no_vote_cast_elects_nobody() -> None:
    assert election(ballot(1, 0, 0, blank=11)).elections[0].elected is None


def test_a_show_of_hands_instead_of_an_imposed_secret_election_is_told() -> None:
    assert "secret_ballot_required" in codes(election((5, BallotHeld(unanimous=True))))
