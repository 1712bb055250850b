"""The ledger in words, as a secretary would sign them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings

from beffroi.minutes.domain.sitting.events import (
    Arrived,
    BallotAsked,
    BallotHeld,
    BallotKind,
    ChairTaken,
    ElectionRound,
    Entry,
    FigureStated,
    Left,
    ProxyGiven,
    RecusalReason,
    Recused,
    Score,
    Sense,
    StatedFigure,
)
from beffroi.minutes.domain.sitting.ledger import compute
from beffroi.minutes.domain.sitting.sentences import Sentences

from .council import COUNCIL, KEYS, SECRETARY, called, entries, only_ballot, sitting, vote
from .strategies import CALLED

WORDS = Sentences(COUNCIL)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def voted(**figures: object) -> str:
    return plain(WORDS.vote(only_ballot(sitting(called(11), SECRETARY, *vote(**figures)))))


def test_presence_is_written_group_by_group() -> None:
    ledger = sitting(called(9, 3), ProxyGiven("garnier", "caron"), SECRETARY)
    present, represented, excused, absent = [plain(each) for each in WORDS.presence(ledger.opening)]
    assert present.startswith("Étaient présents : Alice Caron, Robert Blanchet, ")
    assert represented == "Membre représenté : Sophie Garnier (pouvoir à Alice Caron)."
    assert excused == "Étaient excusés : Yves Morel, Karim Benali."
    assert absent == "Étaient absents : Lucie Faure, Denis Chevalier, Emma Royer."


def test_civilities_are_written_where_they_are_known() -> None:
    words = Sentences(COUNCIL, {"caron": "Mme"})
    assert "Mme Alice Caron, Robert" in plain(words.presence(sitting(called(9), SECRETARY).opening)[0])


def test_numbers_alone_are_written_where_nobody_was_called() -> None:
    stated = FigureStated(StatedFigure.PRESENT, 12), FigureStated(StatedFigure.PROXIES, 2)
    assert [plain(each) for each in WORDS.presence(sitting(*stated, SECRETARY).opening)] == [
        "12 membres présents, 2 pouvoirs."
    ]


def test_the_quorum_is_written_with_its_figures() -> None:
    check = sitting(called(9), SECRETARY).quorums[0]
    assert plain(WORDS.quorum(check)) == "15 membres en exercice, 9 membres présents : le quorum de 8 est atteint."
    again = sitting(called(3), SECRETARY, context=replace(COUNCIL, second_convocation=True)).quorums[0]
    assert plain(WORDS.quorum(again)) == "3 membres présents. Aucune condition de quorum ne s’applique."
    recused = sitting(called(9), SECRETARY, (1, Recused("petit")), *vote(unanimous=True)).quorums[1]
    assert plain(WORDS.quorum(recused)).endswith("le quorum de 8 est atteint. Sans compter Jeanne Petit.")


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ({"votes_for": 6, "against": 3, "abstain": 2}, "Adopté par 6 voix pour et 3 contre, 2 abstentions."),
        ({"votes_for": 3, "against": 6, "abstain": 2}, "Rejeté par 6 voix contre et 3 pour, 2 abstentions."),
        ({"votes_for": 11, "against": 0, "abstain": 0}, "Adopté à l’unanimité (11 voix pour)."),
        (
            {"votes_for": 9, "against": 0, "abstain": 1, "not_voting": 1},
            "Adopté à l’unanimité des suffrages exprimés (9 voix pour), 1 abstention et 1 membre ne prenant pas part "
            "au vote.",
        ),
        ({"unanimous": True}, "Adopté à l’unanimité (11 voix pour). (Nombre calculé, non énoncé : voix pour.)"),
        (
            {"votes_for": 5, "against": 5, "abstain": 1, "chair_casting": Sense.FOR},
            "Adopté par 5 voix pour et 5 contre, 1 abstention, la voix de la présidence étant prépondérante.",
        ),
        (
            {"votes_for": 5, "against": 5, "abstain": 1},
            "5 voix pour et 5 contre, 1 abstention : partage des voix, la proposition n’est pas adoptée.",
        ),
        (
            {"ballot": BallotKind.SECRET, "votes_for": 6, "against": 2, "abstain": 0, "blank": 2, "null": 1},
            "Au scrutin secret, adopté par 6 voix pour et 2 contre, 2 bulletins blancs et 1 bulletin nul.",
        ),
        ({"votes_for": 6, "declared": "adopted"}, "Adopté (6 voix pour), toutes les voix n’ayant pas été énoncées."),
        ({}, "Résultat du vote non établi."),
    ],
)
def test_votes_are_written_as_they_are_counted(figures: dict[str, object], words: str) -> None:
    assert voted(**figures) == words


def test_accounts_that_no_majority_refuses_are_written_with_the_reason() -> None:
    before = called(11), SECRETARY, (3, ChairTaken("blanchet", elected=True)), Left("caron")
    ledger = sitting(*before, *vote(3, votes_for=5, against=5, abstain=0))
    text = "Adopté par 5 voix pour et 5 contre, aucune majorité ne s’étant dégagée contre."
    assert plain(WORDS.vote(only_ballot(ledger))) == text


def test_an_ordinary_ballot_names_those_who_were_named() -> None:
    text = voted(votes_for=9, against=2, senses=(("petit", Sense.AGAINST), ("vidal", Sense.AGAINST)))
    assert text == "Adopté par 9 voix pour et 2 contre. Ont voté contre : Jeanne Petit et Marc Vidal."


def test_a_public_ballot_names_every_voter_and_a_secret_one_nobody() -> None:
    senses = tuple((key, Sense.AGAINST if key == "petit" else Sense.FOR) for key in KEYS[:11])
    asked = (1, BallotAsked(BallotKind.PUBLIC, count=3))
    public = sitting(
        called(11), SECRETARY, asked, *vote(ballot=BallotKind.PUBLIC, votes_for=10, against=1, senses=senses)
    )
    text = plain(WORDS.vote(only_ballot(public)))
    assert text.startswith("Au scrutin public, adopté par 10 voix pour et 1 contre. Ont voté pour : Alice Caron, ")
    assert text.endswith("A voté contre : Jeanne Petit.")
    assert "Petit" not in voted(ballot=BallotKind.SECRET, votes_for=10, against=1, senses=senses)


def test_a_secret_ballot_is_written_without_names_whoever_made_it() -> None:
    named = only_ballot(
        sitting(called(11), SECRETARY, *vote(votes_for=10, against=1, senses=(("petit", Sense.AGAINST),)))
    )
    assert "Petit" in WORDS.vote(named)
    assert "Petit" not in WORDS.vote(replace(named, kind=BallotKind.SECRET))


@settings(max_examples=100, deadline=None)
@given(CALLED)
def test_no_sentence_about_a_secret_ballot_names_anybody(made: list[Entry]) -> None:
    for outcome in compute(COUNCIL, made).ballots:
        if BallotKind.SECRET in (outcome.kind, outcome.ballot.ballot):
            text = json.dumps(WORDS.vote(outcome), ensure_ascii=False)
            assert not any(member.name in text for member in COUNCIL.members)


def test_an_election_is_written_round_by_round() -> None:
    scores = (Score("petit", 6), Score("meunier", 3))
    ledger = sitting(called(11), SECRETARY, (5, ElectionRound("deuxième adjoint", 1, scores, blank=1, null=1)))
    assert [plain(each) for each in WORDS.election(ledger.elections[0])] == [
        "1er tour de scrutin secret (deuxième adjoint) : 9 suffrages exprimés, 1 bulletin blanc, 1 bulletin nul, "
        "majorité absolue 5.",
        "Ont obtenu : Jeanne Petit 6 voix et Inès Meunier 3 voix.",
        "L’élection est acquise à Jeanne Petit, à la majorité absolue.",
    ]


def test_a_tie_by_age_and_a_round_without_result_are_written_too() -> None:
    tied = (Score("petit", 5), Score("meunier", 5))
    rounds = [(5, ElectionRound("maire", number, tied, blank=1)) for number in (1, 2, 3)]
    ledger = sitting(called(11), SECRETARY, *rounds)
    assert plain(WORDS.election(ledger.elections[0])[-1]) == "L’élection n’est pas acquise à ce tour."
    assert (
        plain(WORDS.election(ledger.elections[2])[-1]) == "L’élection est acquise à Jeanne Petit, au bénéfice de l’âge."
    )


def test_a_recusal_says_why_and_whether_the_member_leaves() -> None:
    assert plain(WORDS.recusal(Recused("petit"))) == (
        "Jeanne Petit ne prend part ni au débat ni au vote, en raison d’un intérêt personnel à l’affaire "
        "(art. L2131-11 du CGCT), et quitte la salle."
    )
    stays = Recused("petit", RecusalReason.APPOINTED_BODY, leaves_room=False)
    assert plain(WORDS.recusal(stays)).endswith("(art. L1111-6 du CGCT), et reste dans la salle.")
    account = Recused("caron", RecusalReason.ACCOUNT)
    assert plain(WORDS.recusal(account)) == "Alice Caron se retire au moment du vote (art. L2121-14 du CGCT)."


def test_comings_and_goings_have_their_hours() -> None:
    late = datetime(2025, 12, 11, 21, 5, tzinfo=UTC)
    made = entries(
        Entry(0, Arrived("petit"), late), Arrived("vidal"), ProxyGiven("roche", "caron"), Entry(0, Left("roche"), late),
        BallotHeld(),
    )  # fmt: skip
    assert [plain(each) for each in WORDS.movements(made)] == [
        "Jeanne Petit arrive à 21 h 05.",
        "Marc Vidal arrive (heure non indiquée).",
        "Nadia Roche quitte la séance à 21 h 05 et donne pouvoir à Alice Caron.",
    ]


def test_spaces_that_must_hold_are_no_break_spaces() -> None:
    assert "6\u00a0voix pour et 3 contre" in WORDS.vote(
        only_ballot(sitting(called(11), SECRETARY, *vote(votes_for=6, against=3, abstain=2)))
    )
    assert "\u00a0: le quorum" in WORDS.quorum(sitting(called(9), SECRETARY).quorums[0])
