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

DATA = Path(__file__).parent / "data"
TUNED = sorted(DATA.glob("votes*.jsonl"))
HELD_OUT = DATA / "held_out_votes.jsonl"
CASES = [case for path in TUNED for case in read_cases(path)]


def votes(*turns: str) -> list[SaidBallot]:
    utterances = [Utterance(index, turn) for index, turn in enumerate(turns)]
    return find_ballots(cut(utterances), People((), utterances))


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_a_vote_is_read_as_it_was_said(case: dict[str, Any]) -> None:
    found, wanted = ballots_of(case["text"]), expected_in(case)
    assert len(found) == len(wanted) == matched(wanted, found)


def test_formulations_written_after_the_code_are_read_too() -> None:
    """F1 .9545 the first time that these 50 were read; no rule was made from them before that figure
    (two failed, and are read since). Batches of about 60 gave, each the first time and before any rule was made
    from it: .56 (the rules before), .83, .87, .80, .76, .82, .88, .79, .98, .93, .94 (files votes_2 to votes_12)."""
    assert measure(read_cases(HELD_OUT))["f1"] >= 0.93


def test_all_formulations_together_are_read() -> None:
    assert measure(CASES)["f1"] >= 0.97


def test_a_third_of_the_formulations_are_misheard() -> None:
    votes_said = [case for case in CASES if expected_in(case)]
    assert len(votes_said) >= 120
    assert 3 * sum(case["kind"] == "misheard" for case in votes_said) >= len(votes_said)


def test_the_names_of_those_who_abstain_are_kept() -> None:
    (vote,) = votes(
        "Qui s'abstient ? Deux abstentions : monsieur Garnier et madame Rousseau. La délibération est adoptée."
    )
    assert vote.ballot.abstain == 2
    assert vote.ballot.abstain_names == ("Garnier", "Rousseau")


def test_a_group_that_nobody_counted_leaves_its_side_unknown() -> None:
    (vote,) = votes(
        "Qui est contre ? Le groupe de monsieur Roux. Qui s'abstient ? Personne. La délibération est adoptée."
    )
    assert (vote.ballot.against, vote.ballot.abstain) == (None, 0)


def test_a_list_named_after_what_it_is_for_is_no_vote_for() -> None:
    (vote,) = votes("Le groupe Pour notre village vote contre, soit trois voix. C'est adopté.")
    assert (vote.ballot.votes_for, vote.ballot.against) == (None, 3)


def test_the_same_vote_takes_the_figures_of_the_one_before_and_says_that_they_are_derived() -> None:
    _, again = votes(
        "Qui est contre ? Trois. Qui s'abstient ? Une. Adopté.", "Délibération suivante, les tarifs. Même vote. Adopté."
    )
    assert (again.ballot.against, again.ballot.abstain) == (3, 1)
    assert again.ballot.derived == ("abstain", "against")


def test_the_same_vote_that_is_refused_takes_nothing() -> None:
    _, other = votes(
        "Qui est contre ? Trois. Qui s'abstient ? Une. Adopté.",
        "Délibération suivante. Même vote ? Non. Qui est contre ? Cinq. Qui s'abstient ? Personne. Adopté.",
    )
    assert (other.ballot.against, other.ballot.abstain) == (5, 0)


@pytest.mark.parametrize("then", ["Merci, monsieur le maire.", "Monsieur Petit, vous avez la parole."])
def test_whoever_is_spoken_to_after_the_question_does_not_vote_by_it(then: str) -> None:
    (vote,) = votes("Qui est contre ?", then, "Qui s'abstient ? Personne. La délibération est adoptée.")
    assert vote.ballot.against == 0 and vote.ballot.against_names == ()


def test_a_roll_call_gives_each_vote_to_its_voter() -> None:
    (vote,) = votes(
        "Scrutin public. Madame Dubois ? Contre. Monsieur Garnier ? Abstention.", "Madame Roy ? Contre. Adopté."
    )
    assert vote.ballot.against_names == ("Dubois", "Roy")
    assert vote.ballot.abstain_names == ("Garnier",)


def test_a_position_said_long_before_the_vote_is_no_part_of_it() -> None:
    debate = "Le groupe de l'opposition vote contre les hausses de tarifs depuis toujours."
    talk = ["Les travaux commenceront à la fin du mois prochain."] * 8
    (vote,) = votes(debate, *talk, "Qui est contre ? Qui s'abstient ? Adopté à l'unanimité.")
    assert (vote.ballot.against, vote.ballot.abstain) == (0, 0)


def test_what_the_council_decides_against_the_figures_has_no_result() -> None:
    (vote,) = votes("Par onze voix pour, treize voix contre, le conseil décide de ne pas donner suite.")
    assert vote.ballot.result is None and vote.ballot.against == 13


@pytest.mark.parametrize(
    "said",
    [
        "Le vote est reporté à la prochaine séance.",
        "Ce point est retiré de l'ordre du jour.",
        "Le conseil prend acte du rapport.",
        "Notre groupe votera contre.",
        "La commission a rendu un avis favorable par six voix contre deux.",
    ],
)
def test_what_is_put_off_noted_announced_or_done_elsewhere_is_no_vote(said: str) -> None:
    assert votes(said) == []


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
