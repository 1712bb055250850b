# ruff: noqa: E501  (what is said reads best whole)
"""Flags: every figure, name and vote that was not heard is flagged; what is right raises nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from beffroi.minutes.domain.doubtful import broken_figures
from beffroi.minutes.domain.types import (
    ONE_BY_ONE,
    Draft,
    DraftSection,
    DraftSentence,
    FlagKind,
    SentenceKind,
    Utterance,
)

from .sitting import SITTING, flags, heard, said, text


def rewritten(old: str, new: str) -> Draft:
    """The draft of the sitting where a reader or a model changed some words."""
    draft = text()
    sections = tuple(
        replace(section, sentences=tuple(replace(sentence, text=sentence.text.replace("\u00a0", " ").replace("\u202f", " ").replace(old, new))
                                         for sentence in section.sentences))
        for section in draft.sections)  # fmt: skip
    return replace(draft, sections=sections)


def kinds(draft: Draft, utterances: list[Utterance] = SITTING) -> list[FlagKind]:
    return [flag.kind for flag in flags(draft, utterances)]


def changed(turn: int, old: str, new: str) -> list[Utterance]:
    """The sitting where something else was said."""
    assert old in SITTING[turn].text
    return [replace(each, text=each.text.replace(old, new)) if each.index == turn else each for each in SITTING]


def test_a_right_text_raises_no_flag() -> None:
    assert flags(text()) == []


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("52 000 €", "62 000 €", FlagKind.FIGURE),
        ("15 mars", "25 mars", FlagKind.DATE),
        ("21 h 10", "22 h 10", FlagKind.DATE),
        ("Mme Petit demande", "Mme Lambert demande", FlagKind.NAME),
        ("12 voix pour", "13 voix pour", FlagKind.VOTE),
        ("2 abstentions", "3 abstentions", FlagKind.VOTE),
        ("délibération est adoptée :", "délibération est rejetée :", FlagKind.VOTE),
    ],
)
def test_what_was_not_heard_is_flagged_where_it_stands(old: str, new: str, kind: FlagKind) -> None:
    draft = rewritten(old, new)
    found = [flag for flag in flags(draft) if flag.kind is kind]
    assert found
    for flag in found:
        assert flag.section is not None and flag.sentence is not None and flag.sources
        assert new.split()[0] in draft.sections[flag.section].sentences[flag.sentence].text


def test_a_changed_amount_shows_what_was_heard_instead() -> None:
    (flag,) = flags(rewritten("52 000 €", "62 000 €"))
    assert flag.heard == "cinquante-deux mille euros"


def test_an_invented_vote_is_flagged() -> None:
    draft = text()
    invented = DraftSentence("La délibération est adoptée à l'unanimité.", SentenceKind.VOTE, (10,))
    last = replace(draft.sections[4], sentences=(*draft.sections[4].sentences, invented))
    assert kinds(replace(draft, sections=(*draft.sections[:4], last, draft.sections[5]))) == [FlagKind.VOTE]


def test_a_sentence_without_source_is_flagged() -> None:
    draft = Draft(
        (DraftSection(1, "Secrétaire", (DraftSentence("Le conseil se réjouit.", SentenceKind.STATEMENT, ()),)),)
    )
    assert FlagKind.SOURCE in kinds(draft)


def test_votes_that_do_not_add_up_show_the_sum() -> None:
    talk = changed(7, "douze voix pour", "onze voix pour")
    (flag,) = flags(text(talk), talk)
    assert flag.kind is FlagKind.VOTE
    assert (
        flag.arithmetic.replace("\u00a0", " ") == "13 présents + 1 pouvoir = 14 votants ; 11 + 2 = 13 : il en manque 1"
    )


def test_a_right_sum_is_told_as_right() -> None:
    (flag,) = flags(rewritten("12 voix pour", "13 voix pour"))
    assert flag.arithmetic.replace("\u00a0", " ") == "13 présents + 1 pouvoir = 14 votants ; 12 + 2 = 14 : juste"


def test_votes_for_that_are_computed_are_asked() -> None:
    talk = changed(7, "adoptée avec douze voix pour", "adoptée")
    (flag,) = flags(text(talk), talk)
    assert flag.kind is FlagKind.VOTE and "calculées" in flag.message


def test_a_vote_without_a_result_is_asked() -> None:
    talk = changed(7, "La délibération est adoptée avec douze voix pour.", "Je vous remercie.")
    assert FlagKind.VOTE in kinds(text(talk), talk)


def test_more_names_than_abstentions_are_asked() -> None:
    talk = changed(
        7,
        "Deux abstentions : madame Petit et monsieur Da Silva.",
        "Trois abstentions : madame Petit et monsieur Da Silva.",
    )
    talk = [replace(each, text=each.text.replace("douze voix", "onze voix")) for each in talk]
    assert any("3 abstentions annoncées, 2 noms" in flag.message for flag in flags(text(talk), talk))


def test_a_quorum_that_is_not_there_is_flagged() -> None:
    talk = changed(0, "treize présents", "sept présents")
    assert any("quorum" in flag.message for flag in flags(text(talk), talk))


def test_a_second_pouvoir_in_one_hand_is_flagged() -> None:
    talk = changed(1, "Madame Meunier a donné pouvoir à monsieur Blanchet.",
                   "Madame Meunier a donné pouvoir à monsieur Blanchet, et monsieur Da Silva à monsieur Blanchet.")  # fmt: skip
    assert any("2 pouvoirs" in flag.message for flag in flags(text(talk), talk))


def test_who_gave_a_pouvoir_and_speaks_is_flagged() -> None:
    talk = [*SITTING[:-1], replace(SITTING[-1], index=11, voice="MEUNIER", speaker="MEUNIER", text="Je suis d'accord avec ce projet de rue."),
            replace(SITTING[-1], index=12)]  # fmt: skip
    assert any("prend la parole" in flag.message for flag in flags(text(talk), talk))


def test_an_item_that_nobody_heard_is_flagged() -> None:
    talk = said(*(f"{each.speaker}: {each.text}" for each in SITTING if each.index not in (8, 9)))
    found = [flag for flag in flags(text(talk), talk) if flag.kind is FlagKind.SOURCE]
    assert len(found) == 1 and "Tarifs de la cantine" in found[0].message


def test_a_figure_heard_with_little_certainty_is_asked_once() -> None:
    talk = [heard(each, {"trente": 0.2}) if each.index == 3 else each for each in SITTING]
    (flag,) = flags(text(talk), talk)
    assert flag.kind is FlagKind.FIGURE and "30" in flag.written


def test_a_sum_that_one_misheard_figure_spoils_is_asked() -> None:
    talk = changed(3, "cinquante-deux mille", "cinquante mille")
    found = [flag for flag in flags(text(talk), talk) if flag.kind is FlagKind.FIGURE]
    assert len(found) == 1 and "82\u202f000 − 30\u202f000 = 52\u202f000" in found[0].arithmetic


def test_an_unrelated_amount_raises_no_sum() -> None:
    talk = changed(
        3, "Le reste à charge est donc de cinquante-deux mille euros.", "Le reste à charge est de six mille euros."
    )
    assert flags(text(talk), talk) == []


def test_a_voice_without_a_name_is_asked_once() -> None:
    talk = [
        replace(each, voice="2", speaker="Intervenant 3") if each.speaker == "BLANCHET" else each for each in SITTING
    ]
    found = [flag for flag in flags(text(talk), talk) if flag.kind is FlagKind.SPEAKER]
    assert len(found) == 1 and "Intervenant 3" in found[0].message and found[0].sources


def test_a_part_left_out_is_said() -> None:
    draft = text()
    cut = tuple(replace(section, cut=section.item == 2) for section in draft.sections)
    (flag,) = flags(replace(draft, sections=cut))
    assert flag.kind is FlagKind.CUT and flag.section == 2


def test_flags_on_figures_votes_dates_and_names_are_cleared_one_by_one() -> None:
    assert {FlagKind.FIGURE, FlagKind.VOTE, FlagKind.DATE, FlagKind.NAME} <= ONE_BY_ONE
    assert all(flag.blocking for flag in flags(rewritten("52 000 €", "62 000 €")))


@pytest.mark.parametrize("written", ["avant le 39embre", "les 12pavillons", "le 3décembre"])
def test_a_figure_run_into_a_word_hides_a_date_or_a_number_and_is_flagged(written: str) -> None:
    assert broken_figures(f"À présenter {written} au conseil.") == [written.split()[-1]]


@pytest.mark.parametrize(
    "whole",
    ["à 20h30", "le 1er mars", "la 2e adjointe", "sur 5km", "le 12 bis", "la parcelle 112", "au 3ème rang", "12m2"],
)
def test_units_ordinals_and_hours_are_not_flagged(whole: str) -> None:
    assert broken_figures(f"Cela se passe {whole}.") == []
