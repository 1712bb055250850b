"""Nothing is left of a name that is masked, however it is written, said or misspelt; nothing else is taken for it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.minutes.domain.secrecy.echoes import Echoes
from beffroi.minutes.domain.secrecy.masking import Masking, Term, mention
from beffroi.minutes.domain.secrecy.person import person, spared

HERE = mention("vie privée")
ELECTED = spared([("Hélène", "Vasseur"), ("Jean-Marc", "Petit"), ("Bernard", "Tissot")])


def masked(text: str, *terms: str) -> str:
    return Masking.of((Term(term, "vie privée") for term in terms), ELECTED).text(text)


@pytest.mark.parametrize(
    "written",
    [
        "Josiane Rossignol", "Mme Rossignol", "Madame Josiane ROSSIGNOL", "madame rossignol", "ROSSIGNOL Josiane",
        "Mme\u00a0J. Rossignol", "J.-M. Rossignol", "la famille Rossignol", "Rossi-\ngnol", "Ros\u00adsi\u00adgnol",
        "Rossignole", "Mme Rossignolle", "l’époux Rossignol", "Rossignol-Bertin", "Josette Rossignol",
    ],
)  # fmt: skip
def test_a_name_is_masked_however_it_is_written(written: str) -> None:
    shown = masked(f"On parle de {written}, hier.", "Josiane Rossignol")
    assert HERE in shown
    assert not any(piece in shown.lower() for piece in ("rossi", "gnol", "josiane", "bertin", "mme", "madame", "j."))


def test_a_name_with_particles_is_masked_whole() -> None:
    assert masked("M. de La Tourette et Jean de la Tourette.", "Jean de La Tourette") == f"{HERE} et {HERE}."
    assert masked("Mme Durval, Martin-\nDurval", "Mme Martin-Durval") == f"{HERE}, {HERE}"


def test_an_everyday_word_is_not_a_name() -> None:
    assert masked("Un petit budget pour M. Paul Petit.", "Paul Petit") == f"Un petit budget pour {HERE}."


def test_an_elected_homonym_keeps_their_name() -> None:
    text = "M. Jean-Marc Petit vote contre ; Paul Petit est malade."
    assert masked(text, "Paul Petit") == f"M. Jean-Marc Petit vote contre ; {HERE} est malade."
    assert masked("M. Tissot et Mme Vasseur votent.", "Claire Tisseau") == "M. Tissot et Mme Vasseur votent."


def test_somebody_else_of_the_same_first_name_keeps_it() -> None:
    assert (
        masked("Josiane part ; Josiane Lemaire reste.", "Josiane Rossignol") == f"{HERE} part ; Josiane Lemaire reste."
    )


@pytest.mark.parametrize(
    ("term", "said"),
    [
        ("06 12 34 56 78", "zéro six douze trente-quatre cinquante-six soixante-dix-huit"),
        ("06 12 34 56 78", "06.12.34.56.78"),
        ("12 rue des Lilas", "douze, rue des Lilas"),
        ("12 mars 1961", "12/03/1961"),
        ("12 mars 1961", "douze mars mille neuf cent soixante et un"),
        ("josiane@exemple.fr", "josiane arobase exemple point fr"),
        ("FR76 3000 6000 0112", "FR7630006000 0112"),
    ],
)
def test_a_number_is_masked_as_it_is_said(term: str, said: str) -> None:
    assert masked(f"C’est le {said}, voilà.", term) == f"C’est le {HERE}, voilà."


def test_masking_twice_changes_nothing_even_where_a_term_is_a_word_of_the_mention() -> None:
    once = masked("Mme Rossignol, vie privée.", "Rossignol", "vie privée")
    assert once == f"{HERE}, {HERE}." and masked(once, "Rossignol", "vie privée") == once


def test_a_sentence_to_mask_is_not_taken_for_a_name() -> None:
    assert person("M. Tissot est excusé.") is None
    assert masked("Ouverture. M. Tissot est excusé, hélas.", "M. Tissot est excusé") == f"Ouverture. {HERE}, hélas."


NAMES = st.sampled_from(["Rossignol", "Perrachon", "Thouvenot", "Belkacem", "Lambinet", "Gaillardon"])
FIRSTS = st.sampled_from(["Josiane", "Odile", "Sylviane", "Mourad", "Fabrice"])
DISGUISES = st.sampled_from(
    [str.upper, str.lower, str.title, lambda t: unicodedata.normalize("NFD", t), lambda t: t.replace(" ", "\u00a0"),
     lambda t: t.replace(" ", "\n"), lambda t: t + "s", lambda t: "M. " + t, lambda t: t.replace(" ", " \u200b")]
)  # fmt: skip


@given(FIRSTS, NAMES, DISGUISES, st.sampled_from(["", "Le conseil remercie ", "« ", "vote pour "]))
def test_no_disguise_leaves_a_part_of_a_name(first: str, last: str, disguise: object, before: str) -> None:
    assert callable(disguise)
    shown = masked(f"{before}{disguise(f'{first} {last}')} et M. Tissot.", f"{first} {last}")
    plain = unicodedata.normalize("NFKD", shown).lower()
    assert first.lower() not in plain and last.lower() not in plain
    assert "Tissot" in shown and shown.startswith(before)


@given(st.text(alphabet="abcdéÉ ’'-\u00a0\n.,", max_size=80))
def test_a_text_without_the_name_is_given_back_as_it_was(text: str) -> None:
    assert masked(text, "Rossignol", "06 12 34 56 78") == text


def test_a_quotation_is_found_and_a_turn_of_phrase_that_others_use_is_not() -> None:
    said = [("Mon grand verger longe la rivière aux saumons.", "opposition")]
    echoes = Echoes.of(said, ["Je vous remercie, monsieur le maire."])
    text = "Une dame : « mon grand verger longe la rivière »."
    assert [text[start:end] for start, end, _ in echoes.spans(text)] == ["mon grand verger longe la rivière"]
    common = Echoes.of([("Je vous remercie, monsieur le maire.", "x")], ["Je vous remercie, monsieur le maire."])
    assert common.spans("Je vous remercie, monsieur le maire.") == []
