# ruff: noqa: E501  (what is said reads best whole)
"""The agenda followed through the talk."""

from __future__ import annotations

from beffroi.minutes.domain.items import follow
from beffroi.minutes.domain.passages import cut
from beffroi.minutes.domain.types import Item

from .sitting import ITEMS, SITTING, said

AGENDA = [
    Item(1, "Budget primitif"),
    Item(2, "Vente du presbytère"),
    Item(3, "Subvention au club de judo"),
    Item(4, "Questions diverses"),
]


def items(*turns: str) -> list[int]:
    """The item of the first sentence of each turn."""
    passages = cut(said(*turns))
    numbers = follow(passages, AGENDA)
    return [number for passage, number in zip(passages, numbers, strict=True)
            if passage.position == 0 or passages[passage.position - 1].utterance != passage.utterance]  # fmt: skip


def test_the_number_said_by_the_chair_opens_the_item() -> None:
    assert items("MAIRE: Bonsoir à tous.", "MAIRE: Nous passons au point numéro un.", "A: Voici les chiffres.",
                 "MAIRE: Délibération numéro deux.", "A: La maison est vide depuis dix ans.") == [0, 1, 1, 2, 2]  # fmt: skip


def test_the_words_of_the_title_open_the_item_without_its_number() -> None:
    assert items("MAIRE: On commence par le budget primitif.", "A: Les recettes montent.", "MAIRE: Passons à la vente du presbytère.",
                 "A: Trois offres sont arrivées.") == [1, 1, 2, 2]  # fmt: skip


def test_the_next_item_is_the_one_after_this_one() -> None:
    assert items(
        "MAIRE: Point numéro un, le budget.",
        "A: Les recettes montent.",
        "MAIRE: Point suivant.",
        "A: La maison est vide.",
    ) == [1, 1, 2, 2]


def test_an_item_brought_forward_is_found() -> None:
    assert items("MAIRE: Je vous propose d'examiner d'abord la subvention au club de judo.", "A: Le club compte deux cents licenciés.",
                 "MAIRE: Nous revenons au point numéro un, le budget primitif.", "A: Les recettes montent.") == [3, 3, 1, 1]  # fmt: skip


def test_a_word_of_another_title_does_not_leave_the_item() -> None:
    assert items(
        "MAIRE: Point numéro un, le budget primitif.", "A: Le club aura la même somme.", "B: Et la vente ?"
    ) == [1, 1, 1]


def test_reading_the_agenda_out_opens_nothing() -> None:
    assert items("MAIRE: Ce soir le budget primitif, la vente du presbytère, la subvention au club de judo.",
                 "MAIRE: Point numéro un, le budget primitif.") == [0, 1]  # fmt: skip


def test_passing_to_the_vote_is_not_passing_to_an_item() -> None:
    assert items("MAIRE: Point numéro un, le budget primitif.", "MAIRE: Nous passons au vote.", "MAIRE: Adopté.") == [
        1,
        1,
        1,
    ]


def test_the_closing_words_belong_to_the_sitting() -> None:
    passages = cut(SITTING)
    assert follow(passages, ITEMS)[-1] == 0


def test_one_utterance_may_close_an_item_and_open_the_next() -> None:
    passages = cut(
        said("MAIRE: Point numéro un, le budget primitif. Il est adopté. Point numéro deux, la vente du presbytère.")
    )
    assert follow(passages, AGENDA) == [1, 1, 2]


def test_without_an_agenda_everything_is_one_talk() -> None:
    passages = cut(SITTING)
    assert follow(passages, []) == [0] * len(passages)
