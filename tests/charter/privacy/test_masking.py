"""Masking and giving back, whole and in pieces."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.charter.masking import Mask, still_personal

LETTER = (
    "Mme Claire Dubois, 12 rue des Lilas, 25200 Montbéliard, tél. 06 12 34 56 78, claire.dubois@exemple.fr. "
    "Elle est née le 12 mars 1962 ; sa voiture est AB-123-CD."
)


def test_the_same_person_is_the_same_token_in_every_text() -> None:
    masked = Mask().mask(["Mme Claire Dubois écrit.", "Réponse à Mme Dubois.", "DUBOIS Claire, dossier 4"])
    assert masked.texts == ("Mme [PERSONNE_1] écrit.", "Réponse à Mme [PERSONNE_1].", "[PERSONNE_1], dossier 4")


def test_two_people_of_one_last_name_are_two() -> None:
    masked = Mask().mask(["Claire Dubois et Paul Dubois. M. Paul Dubois parle."])
    assert masked.texts == ("[PERSONNE_1] et [PERSONNE_2]. M. [PERSONNE_2] parle.",)


def test_a_mask_used_twice_goes_on_with_its_tokens() -> None:
    mask = Mask()
    mask.mask(["Mme Claire Dubois, 06 12 34 56 78"])
    assert mask.mask(["Mme Dubois et M. Paul Girard"]).texts == ("Mme [PERSONNE_1] et M. [PERSONNE_2]",)


def test_nothing_personal_is_left_and_all_of_it_comes_back() -> None:
    masked = Mask().mask([LETTER])
    assert not still_personal(masked.texts[0])
    assert masked.unmask(masked.texts[0]) == LETTER


@pytest.mark.parametrize(
    "said",
    [
        "[PERSONNE_1]", "[personne_1]", "[Personne 1]", "[PERSONNE-1]", "[ PERSONNE_1 ]", "[PERSONNES_1]", "PERSONNE_1",
        "personne_1", "{PERSONNE_1}", "<PERSONNE_1>", "[PERSONNE\u00a01]", "\\[PERSONNE\\_1\\]", "[PERSONNE n° 1]",
        "⟦PERSONNE_1⟧",
        "[la personne 1]", "[PERSONNE1]", "PERSONNE 1", "[[PERSONNE_1]]",
    ],
)  # fmt: skip
def test_a_token_comes_back_however_the_model_wrote_it(said: str) -> None:
    masked = Mask().mask(["Claire Dubois demande un rendez-vous."])
    assert masked.unmask(f"Bonjour {said}, merci.") == "Bonjour Claire Dubois, merci."


def test_an_accent_added_by_the_model_does_no_harm() -> None:
    masked = Mask().mask(["tél. 06 12 34 56 78"])
    assert masked.unmask("Appelez le [Téléphone_1].") == "Appelez le 06 12 34 56 78."


def test_after_a_title_the_last_name_comes_back_alone() -> None:
    masked = Mask().mask(["Claire Dubois écrit. Mme Dubois attend."])
    assert masked.unmask("Chère Madame [PERSONNE_1]") == "Chère Madame Dubois"
    assert masked.unmask("[PERSONNE_1] a écrit") == "Claire Dubois a écrit"


@pytest.mark.parametrize(
    "said", ["[PERSONNE_9]", "une personne 1 fois sur deux", "les personnes", "[1]", "PERSONNEL_1"]
)
def test_what_is_no_token_of_ours_is_left_alone(said: str) -> None:
    assert Mask().mask(["Claire Dubois"]).unmask(said) == said


def test_a_token_written_by_the_person_is_never_given_to_anybody() -> None:
    masked = Mask().mask(["Écris [PERSONNE_1] et [telephone 1]. Claire Dubois, 06 12 34 56 78."])
    assert masked.texts == ("Écris [PERSONNE_1] et [telephone 1]. [PERSONNE_2], [TELEPHONE_2].",)
    assert masked.unmask("[PERSONNE_1] [TELEPHONE_1] [PERSONNE_2]") == "[PERSONNE_1] [TELEPHONE_1] Claire Dubois"


def test_what_comes_back_is_not_read_again_for_tokens() -> None:
    mask = Mask()
    masked = mask.mask(["courriel : a[PERSONNE_1]b@exemple.fr, Claire Dubois"])
    assert masked.unmask(masked.texts[0]).count("Claire Dubois") == 1


@given(st.lists(st.integers(1, 9), min_size=1, max_size=40))
def test_an_answer_in_pieces_is_the_answer_whole(sizes: list[int]) -> None:
    masked = Mask().mask([LETTER])
    answer = "Chère Madame [PERSONNE_1], au [adresse 1] : **[TÉLÉPHONE_1]**, [x], une personne, COURRIEL_1 [NAISSANCE_1"
    unmasker, said, at = masked.unmasker(), "", 0
    for size in sizes * len(answer):
        if at >= len(answer):
            break
        said += unmasker.feed(answer[at : at + size])
        at += size
    assert said + unmasker.flush() == masked.unmask(answer)


def test_in_pieces_ordinary_words_do_not_wait() -> None:
    unmasker = Mask().mask(["Claire Dubois"]).unmasker()
    assert unmasker.feed("Bonjour, votre demande ") == "Bonjour, votre demande "
    assert unmasker.feed("[PERS") == ""
    assert unmasker.feed("ONNE_1] est là") == "Claire Dubois est là"


def test_an_open_bracket_never_holds_an_answer_for_ever() -> None:
    unmasker = Mask().mask(["Claire Dubois"]).unmasker()
    assert "note" in unmasker.feed("[note de bas de page qui n’en finit pas, et qui continue encore et encore")


def test_a_mask_shows_and_writes_nothing_of_what_it_holds() -> None:
    masked = Mask().mask([LETTER])
    shown = f"{masked!r} {masked.mask!r} {masked.unmasker()!r} {masked.mask._persons!r}"
    for secret in ("Dubois", "Claire", "06 12", "Lilas", "1962", "AB-123"):
        assert secret not in shown
    with pytest.raises(TypeError):
        pickle.dumps(masked)


def test_people_who_may_be_named_are_not_masked() -> None:
    mask = Mask(known_public=["Jean Lambert", "Mme Sophie Renard"])
    masked = mask.mask(["Le maire Jean Lambert, Mme Renard et M. Paul Girard, 06 12 34 56 78"])
    assert masked.texts == ("Le maire Jean Lambert, Mme Renard et M. [PERSONNE_1], [TELEPHONE_1]",)
    assert not still_personal(masked.texts[0], known_public=["Jean Lambert", "Mme Sophie Renard"])


def test_a_homonym_of_an_elected_member_is_masked() -> None:
    masked = Mask(known_public=["Jean Lambert"]).mask(["Luc Lambert se plaint. M. Lambert a téléphoné."])
    assert "Lambert" not in masked.texts[0]


@given(st.text(max_size=200))
def test_any_text_is_masked_without_an_error_until_nothing_is_found(text: str) -> None:
    masked = Mask().mask([text])
    assert not still_personal(masked.texts[0])
    assert masked.unmask("") == ""


@given(st.text(alphabet="PERSONNE_1[] claire dubois 0612345678@.fr\n", max_size=120))
def test_streaming_agrees_on_awkward_texts(answer: str) -> None:
    masked = Mask().mask(["Claire Dubois, 06 12 34 56 78"])
    unmasker = masked.unmasker()
    assert "".join([*(unmasker.feed(char) for char in answer), unmasker.flush()]) == masked.unmask(answer)
