"""A recusal or an election that was said is shown to the reader with its words, and never taken for a fact."""

from __future__ import annotations

import pytest

from beffroi.minutes.domain.sitting.events import Recused, SittingContext
from beffroi.minutes.domain.sitting.from_talk import entries_from_facts
from beffroi.minutes.domain.types import Flag, Utterance

from .sitting import SITTING, facts, flags, said, text


def asked(*turns: str) -> list[Flag]:
    """What the reader is asked once these words were said about the road, before its vote."""
    words = [f"{each.speaker}: {each.text}" for each in SITTING]
    talk: list[Utterance] = said(*words[:6], *turns, *words[6:])
    return [flag for flag in flags(text(talk), talk) if "À vérifier" in flag.message]


@pytest.mark.parametrize(
    "words",
    [
        "Je ne prends pas part au vote.",
        "Pour ma part, je ne prendrai pas part à la délibération.",
        "Je ne participe pas au vote, mon frère est l'entrepreneur.",
        "Je me déporte sur ce point.",
        "Je suis en conflit d'intérêts, je me retire.",
        "Je quitte la salle pendant le vote.",
        "Monsieur Da Silva quitte la salle et ne participe pas au vote.",
        "Je suis personnellement intéressée à cette affaire.",
        "Madame Petit ne prend pas part au vote.",
    ],
)
def test_a_recusal_that_was_said_is_shown_with_its_words_and_where_they_are_heard(words: str) -> None:
    (flag,) = asked(f"PETIT: {words}")
    assert "déport" in flag.message and flag.sources == (6,) and flag.section is not None
    assert flag.heard and flag.heard in words, "the very words, so that the reader hears them"


@pytest.mark.parametrize(
    "words",
    [
        "Qui ne prend pas part au vote ?",
        "Personne ne prend pas part au vote.",
        "Ceux qui ne prennent pas part au vote le disent.",
        "Si vous êtes en conflit d'intérêts, dites-le.",
        "Je ne participe pas à cette commission.",
        "Les habitants quittent la salle des fêtes à minuit.",
        "Je quitte la salle.",
        "Il avait été en conflit d'intérêts.",
        "Je récuse cette accusation.",
        "Notre groupe prend part au vote.",
    ],
)
def test_what_is_said_of_nobody_asks_nothing(words: str) -> None:
    assert asked(f"PETIT: {words}") == []


def test_said_twice_by_one_person_on_one_item_it_is_asked_once() -> None:
    assert len(asked("PETIT: Je ne prends pas part au vote.", "PETIT: Je ne participe pas au vote.")) == 1


def test_it_is_never_a_fact_of_the_sitting() -> None:
    talk = said(*(f"{each.speaker}: {each.text}" for each in SITTING[:6]), "PETIT: Je ne prends pas part au vote.")
    entries = entries_from_facts(facts(talk), SittingContext())
    assert not [entry for entry in entries if isinstance(entry.event, Recused)]


@pytest.mark.parametrize(
    "words",
    [
        "Nous procédons au premier tour de scrutin.",
        "Le dépouillement donne huit voix à monsieur Blanchet.",
        "Un bulletin blanc et deux bulletins nuls.",
    ],
)
def test_the_rounds_of_an_election_are_shown_too(words: str) -> None:
    (flag,) = asked(f"CARON: {words}")
    assert "élection par tours" in flag.message and flag.sources == (6,)
