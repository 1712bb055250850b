"""How a vote is written, from its figures alone."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.minutes.domain.acts.ballots import (
    Election,
    Figures,
    NamedVote,
    NoVote,
    OrdinaryBallot,
    Outcome,
    PublicBallot,
    Round,
    SecretBallot,
    Sense,
    Tally,
    WithoutBallot,
)
from beffroi.minutes.domain.acts.body import Person
from beffroi.minutes.domain.acts.doubts import ballot_doubts
from beffroi.minutes.domain.acts.vote_wording import round_rows, vote_in_brief, vote_wording

ROUX, PETIT, MOREAU = (
    Person("Roux", "Jean", "M."),
    Person("Petit", "Anne", "Mme"),
    Person("Moreau", "Lucie", "Mme"),
)
counts = st.integers(0, 70)
figures = st.builds(Figures, counts, counts, counts, counts, counts, st.integers(0, 5))
outcomes = st.sampled_from(Outcome)


def ordinary(*numbers: int, outcome: Outcome = Outcome.ADOPTED, **more: object) -> OrdinaryBallot:
    return OrdinaryBallot(Figures(*numbers), outcome, **more)


@pytest.mark.parametrize(
    ("ballot", "said"),
    [
        (ordinary(25), "Adoptée à l’unanimité."),
        (ordinary(21, 0, 4), "Adoptée à l’unanimité des suffrages exprimés."),
        (SecretBallot(Figures(21, 0, 0, 3), Outcome.ADOPTED), "Adoptée à l’unanimité des suffrages exprimés."),
        (ordinary(21, 3), "Adoptée à la majorité des suffrages exprimés."),
        (ordinary(9, 16, outcome=Outcome.REJECTED), "Rejetée à la majorité des suffrages exprimés."),
        (ordinary(0, 25, outcome=Outcome.REJECTED), "Rejetée à l’unanimité."),
        (
            ordinary(12, 12, casting_vote=True),
            "Adoptée, la voix du président de séance étant prépondérante en cas de partage.",
        ),
        (ordinary(12, 12, outcome=Outcome.REJECTED), "Rejetée, faute de majorité : partage égal des voix."),
        (ordinary(0, 0, 25, outcome=Outcome.REJECTED), "Rejetée."),
        (
            ordinary(8, 8, account=True),
            "Adoptée : aucune majorité ne s’est dégagée contre (article L. 1612-12 du CGCT).",
        ),
        (WithoutBallot(NoVote.ACKNOWLEDGED), "Le conseil municipal prend acte, sans vote."),
        (WithoutBallot(NoVote.NAMED, "Mme Claire Dubois"), "Désignation, sans vote – Mme Claire Dubois."),
        (WithoutBallot(NoVote.WITHDRAWN, "pièces manquantes"), "Point retiré de l’ordre du jour – pièces manquantes."),
    ],
)
def test_the_result_follows_from_the_figures(ballot, said):
    assert vote_wording(ballot).result == said


def test_what_is_masculine_is_adopted_in_the_masculine():
    assert vote_wording(ordinary(25), feminine=False).result == "Adopté à l’unanimité."


def test_abstentions_are_voters_and_no_votes_cast():
    assert dict(vote_wording(ordinary(21, 0, 4)).figures) == {
        "Votants": 25,
        "Suffrages exprimés": 21,
        "Pour": 21,
        "Contre": 0,
        "Abstentions": 4,
    }


def test_a_public_ballot_names_each_voter_and_the_hand_that_voted():
    ballot = PublicBallot((NamedVote(ROUX, Sense.FOR), NamedVote(PETIT, Sense.AGAINST, MOREAU)), Outcome.REJECTED)
    assert vote_wording(ballot).names == (
        ("Pour", "M.\u00a0Jean Roux"),
        ("Contre", "Mme\u00a0Anne Petit (par Mme\u00a0Lucie Moreau)"),
    )


@given(figures, outcomes)
def test_a_secret_ballot_has_no_place_for_a_name(numbers, outcome):
    said = vote_wording(SecretBallot(numbers, outcome))
    assert said.names == ()
    assert not re.search(r"\b(M\.|Mme)", f"{said.result}{said.mode}")
    assert {field for field in SecretBallot.__dataclass_fields__ if "name" in field} == set()


@given(figures, outcomes, st.booleans())
def test_the_figures_written_add_up(numbers, outcome, casting):
    written = dict(vote_wording(OrdinaryBallot(numbers, outcome, casting_vote=casting)).figures)
    papers = ("Abstentions", "Bulletins blancs", "Bulletins nuls")
    assert written["Votants"] == written["Suffrages exprimés"] + sum(written.get(name, 0) for name in papers)
    assert written["Suffrages exprimés"] == written["Pour"] + written["Contre"]


@given(figures, outcomes, st.booleans(), st.booleans())
def test_unanimity_is_never_written_where_a_voice_disagreed(numbers, outcome, casting, account):
    ballot = OrdinaryBallot(numbers, outcome, casting_vote=casting, account=account)
    if "unanimité" in vote_wording(ballot).result and not ballot_doubts(ballot, 1000):
        assert min(numbers.votes_for, numbers.against) == 0
    if vote_wording(ballot).result.endswith("à l’unanimité.") and not ballot_doubts(ballot, 1000):
        assert numbers.abstain == numbers.blank == numbers.null == 0


def test_a_number_below_nought_is_refused():
    with pytest.raises(ValueError, match="below nought"):
        Figures(-1)


@pytest.mark.parametrize(
    ("ballot", "said"),
    [
        (ordinary(25), "unanimité (25\u00a0voix)"),
        (ordinary(21, 0, 4), "21\u00a0pour, 4\u00a0abstentions"),
        (ordinary(0, 25, outcome=Outcome.REJECTED), "0\u00a0pour, 25\u00a0contre"),
        (
            SecretBallot(Figures(14, 8, 0, 2, 1), Outcome.ADOPTED),
            "14\u00a0pour, 8\u00a0contre, 3\u00a0bulletins blancs ou nuls",
        ),
        (WithoutBallot(NoVote.POSTPONED), ""),
    ],
)
def test_a_list_gives_the_vote_in_a_few_words(ballot, said):
    assert vote_in_brief(ballot) == said


def test_an_election_says_who_is_elected_in_which_round_and_how():
    second = Round((Tally("Mme Inès Benali", 14), Tally("M. Paul Lefort", 9)), elected=("Mme Inès Benali",))
    election = Election(
        "troisième adjointe", (Round((Tally("Mme Inès Benali", 11), Tally("M. Paul Lefort", 12))), second)
    )
    assert vote_wording(election).result == (
        "Troisième adjointe : Mme Inès Benali, élue au deuxième tour, à la majorité absolue."
    )


def test_a_tie_in_the_third_round_goes_to_the_eldest_and_says_so():
    tie = (Tally("M. Jean Roux", 12), Tally("M. Paul Lefort", 12))
    election = Election("délégué", (Round(tie), Round(tie), Round(tie, elected=("M. Jean Roux",), by_age=True)))
    assert vote_wording(election).result.endswith("élu au troisième tour, à égalité de voix, au bénéfice de l’âge.")


def test_an_election_that_elects_nobody_says_so():
    assert "Aucun élu" in vote_wording(Election("délégué", (Round((Tally("M. Jean Roux", 5),), blank=20),))).result


def test_the_absolute_majority_is_of_votes_cast_and_not_asked_for_in_the_third_round():
    tie = (Tally("A", 12), Tally("B", 9))
    first, second, third = round_rows(Election("délégué", (Round(tie, blank=4), Round(tie), Round(tie))))
    assert dict(first[1])["Majorité absolue"] == 11
    assert dict(first[1])["Votants"] == 25
    assert "Majorité absolue" not in dict(third[1])
    assert [title for title, _ in (first, second, third)] == ["Premier tour", "Deuxième tour", "Troisième tour"]
