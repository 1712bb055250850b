"""The text written by code: French minutes, each sentence resting on what was said."""

from __future__ import annotations

import pytest

from beffroi.minutes.domain.reporting import report, tidy
from beffroi.minutes.domain.types import SentenceKind, Template
from beffroi.minutes.domain.writing import count, in_figures, listed

from .sitting import SITTING, lines, said, text


def plain(words: str) -> str:
    return words.replace("\u00a0", " ").replace("\u202f", " ")


def test_every_sentence_rests_on_utterances() -> None:
    sentences = [sentence for section in text().sections for sentence in section.sentences]
    assert sentences and all(sentence.sources for sentence in sentences)
    assert all(sentence.phrased_by == "code" for sentence in sentences)


def test_the_opening_says_what_a_secretary_writes() -> None:
    opening = [plain(sentence.text) for sentence in text().sections[0].sentences]
    assert opening == [
        "La séance est ouverte à 19 h, sous la présidence de Mme Alice Caron, maire.",
        "13 membres présents sur 15 en exercice ; le quorum est atteint.",
        "Mme Inès Meunier a donné pouvoir à M. Robert Blanchet.",
        "Mme Jeanne Petit est désignée secrétaire de séance.",
    ]


def test_the_debate_is_told_in_the_order_it_was_said_with_its_vote() -> None:
    assert lines(text(), 2) == [
        "M. Robert Blanchet, adjoint aux travaux, présente ce point.",
        "M. Blanchet déclare : « Le chantier coûte 82 000 € et le département nous verse 30 000 €. »",
        "Il ajoute que le reste à charge est donc de 52 000 €.",
        "Mme Petit demande pourquoi le devis a augmenté.",
        "Elle indique que son groupe s'étonne de cette hausse.",
        "M. Blanchet indique que le prix du bitume a doublé en un an.",
        "Mme Petit indique que, dans ces conditions, son groupe s'abstiendra.",
        "La délibération est adoptée : 12 voix pour, 2 abstentions (Mme Petit et M. Da Silva).",
    ]


def test_a_computed_total_rests_on_the_roll_call_too() -> None:
    (section,) = (section for section in text().sections if section.item == 3)
    vote = next(sentence for sentence in section.sentences if sentence.kind is SentenceKind.VOTE)
    assert plain(vote.text) == "La délibération est adoptée à l'unanimité des 14 votants."
    assert {0, 1} <= set(vote.sources)


def test_an_action_names_who_and_when() -> None:
    assert "À faire : M. Robert Blanchet doit préparer un état des trottoirs avant le 15 mars." in lines(text(), 4)


def test_the_list_of_decisions_holds_neither_debate_nor_positions() -> None:
    kinds = {
        sentence.kind
        for section in text(template=Template.DECISIONS).sections
        if section.item
        for sentence in section.sentences
    }
    assert kinds <= {SentenceKind.VOTE, SentenceKind.DECISION, SentenceKind.ACTION, SentenceKind.PRESENCE}


def test_where_no_vote_was_said_none_is_written() -> None:
    talk = said(
        "CARON: Point numéro trois, les tarifs de la cantine scolaire.",
        "PETIT: Nous voterons contre cette hausse des tarifs.",
    )
    assert all(
        sentence.kind is not SentenceKind.VOTE for section in text(talk).sections for sentence in section.sentences
    )


def test_an_empty_talk_still_lists_the_agenda() -> None:
    assert [section.item for section in text([]).sections] == [1, 2, 3, 4]


def test_every_item_is_in_the_text_once() -> None:
    assert [section.item for section in text().sections] == [0, 1, 2, 3, 4, 0]


def test_a_quotation_is_in_the_words_of_its_source() -> None:
    for section in text().sections:
        for sentence in section.sentences:
            if sentence.kind is SentenceKind.QUOTE:
                quoted = sentence.text.split("«\u00a0")[1].rstrip("»\u00a0. ")
                source = " ".join(in_figures(SITTING[index].text) for index in sentence.sources)
                assert quoted in source


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Alors, je précise que le mur est ancien.", "précise que le mur est ancien."),
        ("Nous demandons l'installation de deux ralentisseurs.", "demande l'installation de deux ralentisseurs."),
        ("Le prix du mètre cube augmente de trois pour cent.", "indique que le prix du mètre cube augmente de 3 %."),
        (
            "Il faut prévoir deux réunions avec les parents.",
            "indique qu'il faut prévoir deux réunions avec les parents.",
        ),
        ("Pouvez-vous nous dire comment seront financés les travaux ?", "demande comment seront financés les travaux."),
        ("Notre groupe regrette cette décision.", "indique que son groupe regrette cette décision."),
    ],
)
def test_what_can_be_told_in_the_third_person_is(words: str, told: str) -> None:
    assert plain(report(words).text) == told


@pytest.mark.parametrize(
    "words",
    [
        "Je vous avais prévenus que notre commune paierait.",
        "La préfecture nous a notifié une subvention.",
        "Est-ce que vous avez prévenu les riverains de la rue Haute ?",
        "Voilà où nous en sommes aujourd'hui.",
    ],
)
def test_what_cannot_be_told_safely_is_quoted(words: str) -> None:
    assert report(words).kind is SentenceKind.QUOTE


def test_hesitations_and_greetings_are_dropped() -> None:
    assert tidy("Oui, merci monsieur le maire, euh, le devis est est arrivé hier.") == "Le devis est arrivé hier."


def test_a_figure_taken_back_is_not_quoted() -> None:
    assert (
        plain(tidy("J'ai engagé trois mille cent, pardon, trois mille cent cinquante euros.")) == "J'ai engagé 3 150 €."
    )


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("cent vingt-cinq mille euros", "125 000 €"),
        ("à vingt et une heures quarante", "à 21 h 40"),
        ("de 36 à 45 milliards d'euros", "de 36 à 45 milliards d'euros"),
        ("deux ralentisseurs et trente arbres", "deux ralentisseurs et 30 arbres"),
        ("trente pour cent en deux mille vingt-quatre", "30 % en 2024"),
        ("une vingtaine d'élèves, le premier mars", "une vingtaine d'élèves, le premier mars"),
    ],
)
def test_figures_are_written_as_minutes_write_them(words: str, written: str) -> None:
    assert plain(in_figures(words)) == written


def test_lists_and_counts_are_french() -> None:
    assert listed(["A", "B", "C"]) == "A, B et C"
    assert [plain(count(number, "abstention", "abstentions")) for number in (1, 4)] == ["1 abstention", "4 abstentions"]
