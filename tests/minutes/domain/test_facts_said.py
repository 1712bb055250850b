# ruff: noqa: E501  (what is said reads best whole)
"""What the words establish: presence, pouvoirs, hours, presenters, decisions, actions, positions."""

from __future__ import annotations

import pytest

from beffroi.minutes.domain.actions_to_do import action_facts
from beffroi.minutes.domain.deadlines import find_deadline
from beffroi.minutes.domain.decisions import decision_facts
from beffroi.minutes.domain.ledger import voters_at
from beffroi.minutes.domain.passages import cut
from beffroi.minutes.domain.people import People
from beffroi.minutes.domain.positions import position_facts
from beffroi.minutes.domain.presence import presence_facts
from beffroi.minutes.domain.types import Fact, FactKind, MeetingKind

from .sitting import MEMBERS, SITTING, facts, of_kind, said


def present(*turns: str) -> list[Fact]:
    utterances = said(*turns)
    return list(presence_facts(cut(utterances), People(MEMBERS, utterances)))


def actions(*turns: str) -> list[dict[str, object]]:
    utterances = said(*turns)
    return [fact.values for fact in action_facts(cut(utterances), People(MEMBERS, utterances))]


def proxies(*turns: str) -> list[tuple[object, object]]:
    return [(fact.values["giver"], fact.values["holder"]) for fact in present(*turns) if fact.kind is FactKind.PROXY]


def test_every_fact_rests_on_utterances() -> None:
    assert all(fact.sources and set(fact.sources) <= set(range(len(SITTING))) for fact in facts())


def test_the_roll_call_gives_the_presence_and_the_quorum() -> None:
    (fact,) = of_kind(FactKind.PRESENCE)
    assert fact.values == {"present": 13, "in_office": 15, "quorum": True}


def test_the_hours_of_opening_and_closing_are_found() -> None:
    assert [fact.values["time"] for fact in of_kind(FactKind.OPENING) + of_kind(FactKind.CLOSING)] == [
        "19\u00a0h",
        "21\u00a0h\u00a010",
    ]


def test_the_secretary_is_the_one_who_is_named() -> None:
    assert [fact.values["name"] for fact in of_kind(FactKind.SECRETARY)] == ["Jeanne Petit"]


def test_several_pouvoirs_of_one_sentence_are_all_read() -> None:
    assert proxies("CARON: Madame Meunier a donné pouvoir à monsieur Blanchet, et monsieur Da Silva à madame Petit.") == [
        ("Inès Meunier", "Robert Blanchet"), ("Paul Da Silva", "Jeanne Petit")]  # fmt: skip


def test_a_pouvoir_given_to_the_speaker_is_theirs() -> None:
    assert proxies("BLANCHET: J'ai le pouvoir de madame Meunier.") == [("Inès Meunier", "Robert Blanchet")]
    assert proxies("BLANCHET: Madame Meunier m'a donné pouvoir.") == [("Inès Meunier", "Robert Blanchet")]


def test_purchasing_power_is_no_pouvoir() -> None:
    assert proxies("PETIT: Le pouvoir d'achat de madame Meunier et de monsieur Blanchet baisse.") == []


def test_who_leaves_takes_their_pouvoirs_out_of_the_vote() -> None:
    found = present(
        "CARON: Nous sommes treize présents sur quinze membres en exercice.",
        "CARON: Madame Meunier a donné pouvoir à monsieur Blanchet.",
        "BLANCHET: Je quitte la salle.",
        "CARON: Monsieur Blanchet peut revenir.",
    )
    assert [voters_at(found, position) for position in range(4)] == [14, 14, 12, 14]


def test_a_late_member_votes_from_their_arrival() -> None:
    found = present("CARON: Nous sommes treize présents sur quinze membres en exercice.",
                    "CARON: Monsieur Da Silva vient de nous rejoindre, il est dix-neuf heures douze.")  # fmt: skip
    assert [voters_at(found, position) for position in range(2)] == [13, 14]


def test_without_a_roll_call_nobody_can_be_counted() -> None:
    assert voters_at(present("CARON: Monsieur Da Silva vient de nous rejoindre."), 5) is None


def test_the_one_given_the_floor_presents() -> None:
    assert [(fact.item, fact.values["name"]) for fact in of_kind(FactKind.PRESENTER)] == [(2, "Robert Blanchet")]


@pytest.mark.parametrize(
    ("words", "who", "deadline"),
    [
        ("CARON: Je vous propose que la commission travaux examine ce dossier avant le quinze décembre.", "la commission travaux", "avant le quinze décembre"),
        ("CARON: Inès s'occupe de l'affichage.", "Mme Inès Meunier", ""),
        ("BLANCHET: Je vous enverrai le devis d'ici vendredi.", "M. Robert Blanchet", "d'ici vendredi"),
        ("PETIT: Je m'en occupe.", "Mme Jeanne Petit", ""),
        ("CARON: Robert, tu préviens les riverains.", "M. Robert Blanchet", ""),
        ("CARON: Je demande à monsieur Blanchet de préparer trois devis avant le trente novembre.", "M. Robert Blanchet", "avant le trente novembre"),
        ("CARON: Les services techniques vont chiffrer les travaux pour la prochaine séance.", "Les services techniques", "pour la prochaine séance"),
    ],
)  # fmt: skip
def test_an_action_says_who_and_by_when(words: str, who: str, deadline: str) -> None:
    (action,) = actions(words)
    assert (str(action["who"]).replace("\u00a0", " "), action["deadline"]) == (who, deadline)


@pytest.mark.parametrize(
    "words",
    [
        "PETIT: La commission travaux a examiné ce dossier avant l'été.",
        "PETIT: Je voterai contre avant la fin de la séance.",
        "PETIT: Pourquoi la commission n'a-t-elle rien envoyé avant lundi ?",
        "PETIT: Je rappelle que la fête aura lieu dimanche.",
        "CARON: Je vous donne la parole.",
        "BLANCHET: Les travaux ont commencé lundi.",
    ],
)  # fmt: skip
def test_what_nobody_has_to_do_is_no_action(words: str) -> None:
    assert actions(words) == []


def test_a_firm_limit_wins_over_a_day_said_before() -> None:
    text = "Je les reçois jeudi et je vous réponds avant le 9 octobre"
    found = find_deadline(text)
    assert found and text[found.start : found.end] == "avant le 9 octobre" and found.firm


def test_the_council_decides_in_its_own_words() -> None:
    (fact,) = decision_facts(
        cut(said("CARON: Le conseil municipal autorise la maire à signer l'acte.")), MeetingKind.COUNCIL
    )
    assert fact.values["by_body"] is True


def test_a_team_decides_together() -> None:
    passages = cut(
        said("CARON: On décide de garder l'ancien logiciel.", "PETIT: Si on décide de le garder, il faudra le payer.")
    )
    assert [fact.sources for fact in decision_facts(passages, MeetingKind.TEAM)] == [(0,)]


def test_an_announced_vote_is_a_position_and_no_ballot() -> None:
    (fact,) = position_facts(cut(said("PETIT: Notre groupe votera contre ce budget.")))
    assert (fact.values["stance"], fact.values["group"]) == ("against", True)
    assert of_kind(FactKind.VOTE, said("PETIT: Notre groupe votera contre ce budget.")) == []


def test_a_past_vote_that_is_told_is_neither_position_nor_ballot() -> None:
    words = said(
        "PETIT: Il est écrit que j'ai voté contre la délibération sur le stationnement, alors que je m'étais abstenue."
    )
    assert list(position_facts(cut(words))) == []
    assert of_kind(FactKind.VOTE, words) == []


def test_amounts_and_dates_carry_their_item() -> None:
    assert {(fact.item, fact.values["value"]) for fact in of_kind(FactKind.AMOUNT)} == {
        (2, "82000"), (2, "30000"), (2, "52000"), (3, "3.4")}  # fmt: skip


def test_a_figure_taken_back_is_not_an_amount() -> None:
    found = of_kind(
        FactKind.AMOUNT, said("BLANCHET: Le devis est de trois mille cent, pardon, trois mille cent cinquante euros.")
    )
    assert [fact.values["value"] for fact in found] == ["3150"]
