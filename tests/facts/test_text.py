"""Sentences, and the way back from a plain text to the given one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from beffroi.facts import extract, plain, sentences, split_sentences, strip_accents


def test_abbreviations_and_decimals_do_not_end_a_sentence() -> None:
    text = "M. Garnier parle. Mme Dubois, n° 3, art. 2 et L. 2121-15. Il a 3.5 euros ! Fin ?"
    assert sentences(text) == [
        "M. Garnier parle.",
        "Mme Dubois, n° 3, art. 2 et L. 2121-15.",
        "Il a 3.5 euros !",
        "Fin ?",
    ]


def test_a_blank_line_and_a_list_end_a_sentence() -> None:
    assert sentences("Titre\n\nTexte qui\nva à la ligne\n- un\n- deux") == [
        "Titre",
        "Texte qui\nva à la ligne",
        "- un",
        "- deux",
    ]


def test_a_quotation_keeps_its_marks() -> None:
    assert sentences("« Je vote contre. » Il sort.") == ["« Je vote contre. »", "Il sort."]


@given(st.text(max_size=400))
def test_sentences_cover_every_word_in_order(text: str) -> None:
    last = 0
    for start, end in split_sentences(text):
        assert last <= start < end <= len(text)
        last = end
    shape = plain(text)
    kept = "".join(plain(piece).clean for piece in sentences(text))
    assert "".join(kept.split()) == "".join(shape.clean.split())


@given(st.text(max_size=400))
def test_the_plain_text_leads_back_to_the_given_one(text: str) -> None:
    shape = plain(text)
    assert len(shape.clean) == len(shape.folded)
    for at in range(len(shape.clean)):
        start, end = shape.span(at, at + 1)
        assert 0 <= start < end <= len(text)


HOSTILE = ["un ", "M. ", "0 ", "12 ", "zéro ", "a", "Jean ", "Jean de ", ".", "\n ", "et ", "@", "a@a.", "12/"]
HOSTILE += ["point ", "a arobase ", "virgule ", "quatre vingt ", "L. ", "n° 1-", "lundi ", "1 et ", "12 h ", "Ax-"]
HOSTILE += ["article l un ", "parcelle AB 1, ", "1 et 2 mars ", "« ", "MM. A, ", "d'", "- ", "€", "x1", "il dit non. "]


def test_accents_are_stripped_and_case_kept() -> None:
    assert strip_accents("Éléonore à Ménerbes") == "Eleonore a Menerbes"


def test_long_hostile_texts_are_read_in_linear_time() -> None:
    for piece in HOSTILE:
        extract(piece * 4000, ["Jean Petit"])
        split_sentences(piece * 4000)
