# ruff: noqa: E501  (what is said reads best whole)
"""A small sitting that the domain's tests talk about, written for them: words in, facts and text out."""

from __future__ import annotations

from beffroi.minutes.domain.drafting import draft
from beffroi.minutes.domain.extraction import extract_facts
from beffroi.minutes.domain.types import (
    Draft,
    Fact,
    FactKind,
    Flag,
    Item,
    MeetingKind,
    Member,
    SpokenWord,
    Template,
    Utterance,
)
from beffroi.minutes.domain.verify import verify

MEMBERS = [
    Member("Caron", "Alice", "maire", "majorité", ("madame la maire",)),
    Member("Blanchet", "Robert", "adjoint aux travaux", "majorité"),
    Member("Petit", "Jeanne", "conseillère municipale", "opposition"),
    Member("Da Silva", "Paul", "conseiller municipal", "opposition"),
    Member("Meunier", "Inès", "conseillère municipale", "majorité"),
]
ITEMS = [
    Item(1, "Désignation du secrétaire de séance"),
    Item(2, "Réfection de la rue des Lilas", "M. Blanchet"),
    Item(3, "Tarifs de la cantine scolaire"),
    Item(4, "Questions diverses"),
]


def said(*turns: str) -> list[Utterance]:
    """Utterances out of "NAME: words" lines."""
    pairs = [turn.split(": ", 1) for turn in turns]
    return [Utterance(index, words, name, name) for index, (name, words) in enumerate(pairs)]


SITTING = said(
    "CARON: Bonsoir. Il est dix-neuf heures, la séance du conseil municipal est ouverte. Nous sommes treize présents sur quinze "
    "membres en exercice, le quorum est atteint.",
    "CARON: Madame Meunier a donné pouvoir à monsieur Blanchet. Je propose madame Petit comme secrétaire de séance.",
    "CARON: Point numéro deux, la réfection de la rue des Lilas. Je donne la parole à monsieur Blanchet.",
    "BLANCHET: Le chantier coûte quatre-vingt-deux mille euros et le département nous verse trente mille euros. Le reste à charge "
    "est donc de cinquante-deux mille euros.",
    "PETIT: Pouvez-vous nous dire pourquoi le devis a augmenté ? Notre groupe s'étonne de cette hausse.",
    "BLANCHET: Le prix du bitume a doublé en un an.",
    "PETIT: Dans ces conditions, notre groupe s'abstiendra.",
    "CARON: Je mets aux voix. Qui est contre ? Personne. Qui s'abstient ? Deux abstentions : madame Petit et monsieur Da Silva. "
    "La délibération est adoptée avec douze voix pour.",
    "CARON: Point suivant, les tarifs de la cantine scolaire. Le repas passe à trois euros quarante.",
    "CARON: Qui est contre ? Qui s'abstient ? Le conseil municipal approuve à l'unanimité les nouveaux tarifs.",
    "CARON: Questions diverses. Je demande à monsieur Blanchet de préparer un état des trottoirs avant le quinze mars.",
    "CARON: L'ordre du jour est épuisé, la séance est levée à vingt et une heures dix.",
)


def facts(utterances: list[Utterance] = SITTING, kind: MeetingKind = MeetingKind.COUNCIL) -> list[Fact]:
    return extract_facts(utterances, ITEMS, MEMBERS, kind)


def of_kind(kind: FactKind, utterances: list[Utterance] = SITTING) -> list[Fact]:
    return [fact for fact in facts(utterances) if fact.kind is kind]


def text(utterances: list[Utterance] = SITTING, template: Template = Template.COUNCIL) -> Draft:
    return draft(facts(utterances), utterances, ITEMS, MEMBERS, MeetingKind.COUNCIL, template)


def flags(written: Draft, utterances: list[Utterance] = SITTING) -> list[Flag]:
    return verify(written, utterances, MEMBERS, ITEMS, MeetingKind.COUNCIL)


def lines(written: Draft, item: int) -> list[str]:
    """The sentences of an item, plain spaces."""
    return [sentence.text.replace("\u00a0", " ").replace("\u202f", " ") for section in written.sections if section.item == item
            for sentence in section.sentences]  # fmt: skip


def heard(utterance: Utterance, probabilities: dict[str, float]) -> Utterance:
    """The same utterance with its words, some of them heard with little certainty."""
    words = tuple(SpokenWord(at, at + 0.3, word, probabilities.get(word.strip(".,"), 0.95))
                  for at, word in enumerate(utterance.text.split()))  # fmt: skip
    return Utterance(utterance.index, utterance.text, utterance.voice, utterance.speaker, 0, len(words), words)
