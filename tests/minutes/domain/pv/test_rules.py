"""Each rule of the check, tried on a few lines."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beffroi.facts import to_words
from beffroi.minutes.domain.pv.reading import read_pv
from beffroi.minutes.domain.pv.types import MentionState, PvReading
from beffroi.minutes.domain.types import BallotResult

HEAD = """Conseil municipal du 4 mars 2024 à 20h
En exercice : 11
Présents : Alix BRUN, Basile COMTE, Chloé DURIF, Diego ESTEVE, Élise FAUCHER, Farid GILLARD, Gaëlle HUGON
Pouvoirs : Hugo IMBERT à Alix BRUN, Inès JOLY à Basile COMTE
Absents : Jean KELLER, Karl LAGARDE
Secrétaire de séance : Chloé DURIF
Le quorum est atteint.
"""


def read(text: str, **known: int) -> PvReading:
    return read_pv([text.split("\n")], "pv.txt", paged=False, **known)


def codes(reading: PvReading) -> set[str]:
    return {finding.code for finding in reading.findings if finding.severity != "missing"}


def votes(text: str) -> list[tuple[BallotResult | None, int | None, int | None, int | None]]:
    found = read(HEAD + text).ballots
    return [(each.result, each.votes_for, each.against, each.abstain) for each in found]


# -- votes


@given(st.integers(1, 60), st.integers(0, 60), st.integers(0, 60))
@settings(max_examples=60, deadline=None)
def test_figures_written_after_their_side_are_read_as_they_stand(pour: int, contre: int, abstention: int) -> None:
    (ballot,) = read(f"1. Budget\nPour : {pour}  Contre : {contre}  Abstention : {abstention}\n").ballots
    assert (ballot.votes_for, ballot.against, ballot.abstain) == (pour, contre, abstention)


@given(st.integers(2, 60), st.integers(2, 60), st.integers(2, 60))
@settings(max_examples=60, deadline=None)
def test_counts_written_out_in_words_are_read_as_they_stand(pour: int, contre: int, abstention: int) -> None:
    said = f"par {to_words(pour)} voix pour, {to_words(contre)} voix contre et {to_words(abstention)} abstentions"
    (ballot,) = read(f"1. Budget\nLe conseil, {said}, adopte le budget.\n").ballots
    assert (ballot.votes_for, ballot.against, ballot.abstain) == (pour, contre, abstention)


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30))
@settings(max_examples=80, deadline=None)
def test_more_votes_than_voters_is_always_said_and_never_otherwise(pour: int, contre: int, abstention: int) -> None:
    reading = read(f"{HEAD}1. Budget\nPour : {pour} Contre : {contre} Abstention : {abstention}\n")
    assert ("too_many_votes" in codes(reading)) == (pour + contre + abstention > 9)


@pytest.mark.parametrize(
    "said",
    ["Pour : 6 + 1 pouvoir  Contre : 2", "Pour : 7  Contre : 1 + 1 procuration", "Pour : 7 (6 + 1 pouvoir) Contre : 2"],
)
def test_pouvoirs_counted_apart_are_votes_of_the_side_that_they_follow(said: str) -> None:
    assert votes(f"1. Budget\n{said}  Abstention : 0\n")[0][1:] == (7, 2, 0)


def test_a_vote_against_breaks_unanimity() -> None:
    assert "unanimity_with_against" in codes(read(HEAD + "1. Don\nAdopté à l'unanimité (8 pour, 1 contre).\n"))


def test_abstentions_do_not_break_the_unanimity_of_votes_cast() -> None:
    text = "1. Don\nAdopté à l'unanimité des suffrages exprimés, 2 abstentions.\n"
    assert not codes(read(HEAD + text)) & {"unanimity_with_against", "unanimity_with_abstentions"}


def test_twelve_votes_against_three_are_twelve_for() -> None:
    assert votes("1. Don\nLa proposition est adoptée par 6 voix contre 3.\n") == [(BallotResult.ADOPTED, 6, 3, None)]


def test_the_side_that_is_larger_wins_whatever_the_words() -> None:
    reading = read(HEAD + "1. Don\nPar 3 voix pour et 6 contre, la proposition est adoptée.\n")
    assert reading.ballots[0].result is BallotResult.REJECTED
    assert "result_contradicts_count" in codes(reading)


def test_a_survey_of_the_inhabitants_is_no_vote() -> None:
    assert votes("1. Éclairage\nLe sondage a donné pour : 112, contre : 48.\n") == []


def test_the_vote_of_another_body_is_no_vote() -> None:
    assert votes("1. Motion\nLes communes rejettent ce projet déjà voté à l'unanimité.\n") == []


def test_acts_taken_note_of_are_no_vote() -> None:
    assert votes("1. Rapport annuel\nLe conseil prend acte du rapport.\n") == []


def test_a_secret_ballot_names_nobody() -> None:
    text = "1. Prime\nVote à bulletin secret : 7 pour, 2 contre (Alix BRUN, Diego ESTEVE).\n"
    assert "secret_with_names" in codes(read(HEAD + text))


def test_a_waived_secret_ballot_is_not_secret() -> None:
    reading = read(HEAD + "1. Délégué\nLe scrutin secret n'étant pas demandé, adopté par 9 voix pour.\n")
    assert [ballot.secret for ballot in reading.ballots] == [False]


def test_an_absolute_majority_that_does_not_add_up_is_said() -> None:
    text = (
        "1. Maire\nBulletins trouvés : 9\nBulletins blancs : 0\nSuffrages exprimés : 9\nMajorité absolue : "
        "11\nAlix BRUN : 9 voix\nAlix BRUN est élue.\n"
    )
    assert codes(read(HEAD + text)) >= {"absolute_majority"}


def test_a_mayor_who_withdraws_is_not_counted() -> None:
    text = (
        "Sous la présidence de Alix BRUN, maire.\n1. Compte administratif 2023\nLe maire ne prend pas part au "
        "vote. Adopté par {} voix pour.\n"
    )
    assert "mayor_counted" in codes(read(HEAD + text.format(9)))
    assert "mayor_counted" not in codes(read(HEAD + text.format(8)))


def test_who_has_left_no_longer_votes() -> None:
    text = (
        "1. Bail\nAdopté par 9 voix pour.\nDiego ESTEVE quitte la séance à 21h.\n2. Don\n7 pour, 1 contre (Diego "
        "ESTEVE)\n"
    )
    assert "vote_by_departed" in codes(read(HEAD + text))


# -- pouvoirs, quorum, lists


def test_two_pouvoirs_in_one_hand_show_both() -> None:
    text = HEAD.replace("à Basile COMTE", "à Alix BRUN")
    (finding,) = [each for each in read(text).findings if each.code == "two_proxies"]
    assert "Hugo IMBERT et Inès JOLY" in finding.message
    assert finding.article == "CGCT L2121-20"


def test_a_holder_must_be_there() -> None:
    assert "holder_absent" in codes(read(HEAD.replace("à Basile COMTE", "à Jean KELLER")))


def test_homonyms_are_two_people() -> None:
    text = HEAD.replace("Jean KELLER", "Anne BRUN")
    assert not codes(read(text)) & {"present_and_absent", "duplicate_name"}


def test_pouvoirs_do_not_make_a_quorum() -> None:
    reading = read(HEAD.replace("En exercice : 11", "En exercice : 15"))
    assert "quorum_not_reached" in codes(reading)
    assert next(each for each in reading.mentions if each.key == "quorum").state is MentionState.CONTRADICTORY


def test_a_quorum_that_counts_the_represented_is_said() -> None:
    text = HEAD.replace("Le quorum est atteint.", "Quorum atteint avec 9 élus présents et représentés.")
    assert "quorum_counts_proxies" in codes(read(text))


def test_what_the_person_knows_completes_the_document() -> None:
    text = HEAD.replace("En exercice : 11\n", "")
    assert "quorum_not_reached" not in codes(read(text))
    assert "quorum_not_reached" in codes(read(text, in_office=15))


def test_a_figure_that_the_names_contradict_shows_both() -> None:
    reading = read(HEAD.replace("En exercice : 11", "En exercice : 11 – Présents : 8"))
    (finding,) = [each for each in reading.findings if each.code == "names_versus_figure"]
    assert finding.message == "8 présents annoncés, 7 nommés."


def test_an_hour_after_midnight_is_not_before_the_opening() -> None:
    assert "closing_before_opening" not in codes(read(HEAD + "La séance est levée à 0h20.\n"))
    assert "closing_before_opening" in codes(read(HEAD + "La séance est levée à 19h20.\n"))


def test_a_short_notice_is_asked_about() -> None:
    text = HEAD + "Convocation du 29 février 2024.\n"
    assert "short_notice" not in codes(read(text, population=900))
    assert "short_notice" in codes(read(text, population=5000))


# -- what is not there


def test_an_empty_document_says_nothing_and_invents_nothing() -> None:
    reading = read_pv([[], []], "vide.pdf", unread={1: "cette page est une image.", 2: "cette page est une image."})
    assert reading.ballots == () and reading.presence.present is None and reading.sitting.date is None
    assert "unread_page" in codes(reading)


def test_the_clerk_of_the_town_hall_is_not_the_secretary_of_the_sitting() -> None:
    text = HEAD.replace("Secrétaire de séance : Chloé DURIF", "Le secrétaire de mairie Eddy NOIR était présent.")
    assert read(text).sitting.secretaries == ()


def test_a_mention_marked_as_nil_is_not_missing() -> None:
    reading = read(HEAD + "Demandes de scrutin particulier : néant.\n")
    assert next(each for each in reading.mentions if each.key == "ballot_requests").state is MentionState.NONE


def test_the_last_sitting_gives_what_its_adoption_needs() -> None:
    text = (
        HEAD + "Délibération n° 2024-01 : Don\nAdopté à l'unanimité.\nDélibération n° 2024-02 : Bail\n8 pour, 1 "
        "contre\n"
    )
    reading = read(text)
    assert reading.sitting.date is not None and reading.sitting.date.isoformat() == "2024-03-04"
    assert reading.deliberations == 2


@given(st.text(alphabet="ABab éèàç.,:;()-/0123456789\n\tMvotepourcontre", max_size=400))
@settings(max_examples=120, deadline=None)
def test_no_text_makes_it_fall(text: str) -> None:
    read_pv([text.split("\n"), text.split("\n")], "pv.pdf")


def test_a_hundred_pages_are_read_in_seconds() -> None:
    import time

    page = [*(HEAD.split("\n")), *("Mme Alix BRUN, M. Basile COMTE, Mme Chloé DURIF et M. Diego ESTEVE " * 12,) * 30]
    started = time.process_time()
    read_pv([page] * 100, "long.pdf")
    assert time.process_time() - started < 30


def test_somebody_who_came_after_the_roll_call_may_vote() -> None:
    text = HEAD + "Nelly arrivée à 20h45. Départ à 21h25.\n1. Don\n10 votes pour\n"
    assert "too_many_votes" not in codes(read(text))


def test_a_figure_of_the_represented_is_no_quorum_even_beside_the_right_minimum() -> None:
    said = "Quorum atteint avec 9 élus représentés (minimum 7 élus)."
    assert "quorum_counts_proxies" in codes(read(HEAD.replace("Le quorum est atteint.", said)))


def test_a_convocation_is_not_taken_for_a_proces_verbal() -> None:
    text = "Convocation du conseil municipal du 4 mars 2024 à 20h\nOrdre du jour :\n1. Budget\n2. Voirie\n"
    assert codes(read(text)) == {"not_a_pv"}


# -- decisions without a count


@pytest.mark.parametrize(
    "said",
    [
        "Adopté.",
        "Accord du conseil.",
        "Le règlement est approuvé.",
        "Avis favorable",
        "Le conseil municipal, après en avoir délibéré, approuve la convention.",
        "Le conseil donne son accord pour l’achat.",
    ],
)
def test_a_decision_without_a_count_is_a_vote_without_figures(said: str) -> None:
    assert votes(f"1. Bail\n{said}\n") == [(BallotResult.ADOPTED, None, None, None)]


def test_a_refusal_without_a_count_is_a_rejection() -> None:
    assert votes("1. Bail\nLe conseil refuse la demande.\n") == [(BallotResult.REJECTED, None, None, None)]


@pytest.mark.parametrize(
    "said",
    [
        "Le conseil prend acte du rapport.",
        "La DRAC a approuvé le projet.",
        "Le maire rappelle que le conseil a approuvé le projet.",
        "Le conseil municipal a approuvé le 12 mars 2023 le même projet.",
        "La commission donne un avis favorable.",
        "Considérant que le conseil municipal approuve la démarche depuis 2019, le dossier suit son cours.",
    ],
)
def test_prose_that_speaks_of_an_approval_is_no_vote(said: str) -> None:
    assert votes(f"1. Bail\n{said}\n") == []


def test_the_words_of_a_counted_vote_are_not_a_second_one() -> None:
    text = "1. Bail\nLe conseil approuve le bail.\n\nVote : 8 pour, 1 contre\n"
    assert votes(text) == [(BallotResult.ADOPTED, 8, 1, None)]


def test_the_list_of_deliberations_at_the_end_is_not_voted_again() -> None:
    text = (
        "1. Bail\n8 pour, 1 contre\n2. Don\n9 pour\n\nListe des délibérations\nBail : 8 pour, 1 contre\nDon : 9 pour\n"
    )
    assert len(votes(text)) == 2


def test_a_mayor_out_for_one_vote_is_back_for_the_next() -> None:
    text = (
        "Sous la présidence de Alix BRUN, maire.\n1. Compte administratif\nAlix BRUN quitte la salle. 8 voix pour. "
        "Alix BRUN ne prend pas part au vote.\n2. Don\n9 voix pour\n"
    )
    assert "too_many_votes" not in codes(read(HEAD + text))
