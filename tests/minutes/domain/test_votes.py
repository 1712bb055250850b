# ruff: noqa: E501  (what is said reads best whole)
"""Votes as they are really said, well or badly heard; what is no vote is never one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi import facts
from beffroi.minutes.domain.passages import cut
from beffroi.minutes.domain.people import People
from beffroi.minutes.domain.types import Ballot, BallotResult, Utterance
from beffroi.minutes.domain.votes import SaidBallot, find_ballots, with_derived_for
from bench.votes import ballots_of, expected_in, matched, measure, read_cases, same_figure

TUNED = sorted((Path(__file__).parent / "data").glob("votes*.jsonl"))
CASES = [case for path in TUNED for case in read_cases(path)]


def votes(*turns: str) -> list[SaidBallot]:
    utterances = [Utterance(index, turn) for index, turn in enumerate(turns)]
    return find_ballots(cut(utterances), People((), utterances))


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_a_vote_is_read_as_it_was_said(case: dict[str, Any]) -> None:
    found, wanted = ballots_of(case["text"]), expected_in(case)
    assert len(found) == len(wanted) == matched(wanted, found)


def test_a_third_of_the_formulations_are_misheard() -> None:
    votes_said = [case for case in CASES if expected_in(case)]
    assert 3 * sum(case["kind"] == "misheard" for case in votes_said) >= len(votes_said)


def test_the_names_of_those_who_abstain_are_kept() -> None:
    (vote,) = votes(
        "Qui s'abstient ? Deux abstentions : monsieur Garnier et madame Rousseau. La délibération est adoptée."
    )
    assert vote.ballot.abstain == 2
    assert vote.ballot.abstain_names == ("Garnier", "Rousseau")


def test_an_amendment_and_its_deliberation_are_two_votes() -> None:
    first, second = votes(
        "Je mets aux voix l'amendement. Qui est pour ? Six. Qui est contre ? Quinze. L'amendement est rejeté.",
        "Je mets maintenant aux voix la délibération. Qui est contre ? Six. Qui s'abstient ? Personne. La délibération est adoptée.",
    )
    assert (first.ballot.result, first.ballot.votes_for, first.ballot.against) == (BallotResult.REJECTED, 6, 15)
    assert (second.ballot.result, second.ballot.against, second.ballot.abstain) == (BallotResult.ADOPTED, 6, 0)


def test_the_answer_may_come_from_another_voice() -> None:
    (vote,) = votes("Qui est contre ?", "Trois.", "Qui s'abstient ?", "Personne.", "La délibération est adoptée.")
    assert (vote.ballot.against, vote.ballot.abstain) == (3, 0)
    assert vote.sources == (0, 1, 2, 3, 4)


def test_a_result_that_is_never_announced_stays_unknown() -> None:
    (vote,) = votes("Je mets aux voix. Qui est contre ? Deux. Qui s'abstient ? Un. Je vous remercie.")
    assert vote.ballot.result is None and vote.ballot.against == 2


def test_two_figures_said_without_taking_one_back_are_both_kept_to_be_asked() -> None:
    (vote,) = votes("Qui s'abstient ? Quatre abstentions. La délibération est adoptée, avec cinq abstentions.")
    assert vote.conflicts == (("abstain", 4, 5),)


def test_silence_after_the_question_counts_for_nobody_and_says_so() -> None:
    (vote,) = votes("Qui est contre ? Qui s'abstient ? Trois abstentions. La délibération est adoptée.")
    assert vote.ballot.against == 0 and "against" in vote.ballot.derived


def test_the_casting_vote_settles_a_tie() -> None:
    (vote,) = votes(
        "Douze voix pour, douze voix contre. Les voix sont à égalité. Ma voix étant prépondérante, la délibération est adoptée."
    )
    assert vote.ballot.result is BallotResult.ADOPTED and vote.casting


def test_a_proces_verbal_that_nobody_objects_to_is_no_ballot() -> None:
    (vote,) = votes("S'il n'y a pas d'autre observation, le procès-verbal est adopté.")
    assert vote.consent


@given(st.integers(2, 60), st.integers(0, 20), st.integers(0, 20))
def test_votes_for_are_all_the_others(voters: int, against: int, abstain: int) -> None:
    ballot = with_derived_for(Ballot(BallotResult.ADOPTED, against=against, abstain=abstain), voters)
    if against + abstain > voters:
        assert ballot.votes_for is None
    else:
        assert ballot.votes_for is not None and ballot.votes_for + against + abstain == voters
        assert "votes_for" in ballot.derived


@given(st.integers(2, 69), st.integers(2, 69), st.integers(2, 20))
def test_any_count_said_in_words_is_the_count_read(votes_for: int, against: int, abstain: int) -> None:
    spoken = [facts.to_words(number) for number in (votes_for, against, abstain)]
    (vote,) = votes(f"{spoken[0]} voix pour, {spoken[1]} voix contre et {spoken[2]} abstentions.")
    assert (vote.ballot.votes_for, vote.ballot.against, vote.ballot.abstain) == (votes_for, against, abstain)


def test_a_figure_that_was_said_never_counts_as_computed() -> None:
    said = Ballot(BallotResult.ADOPTED, votes_for=12, against=0, abstain=0)
    assert with_derived_for(said, 20) == said


def test_the_measure_counts_an_invented_vote_against_precision() -> None:
    invented = {"text": "La délibération est adoptée à l'unanimité.", "kind": "none", "result": None, "for": None, "against": None,
                "abstain": None, "blank": None}  # fmt: skip
    assert measure([invented])["precision"] == 0.0
    assert same_figure(None, Ballot(against=0, derived=("against",)), "against")
    assert not same_figure(None, Ballot(against=0), "against")
