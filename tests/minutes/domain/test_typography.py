import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.minutes.domain.text import fold
from beffroi.minutes.domain.typography import flat, typographic


@pytest.mark.parametrize(
    ("written", "set_"),
    [
        ("l'école", "l’école"),
        ("144 000 € de travaux", "144\u202f000\u00a0€ de travaux"),
        ("le 12 décembre 2025", "le 12 décembre 2025"),
        ("Est-ce prévu ?", "Est-ce prévu\u202f?"),
        ("Est-ce prévu?", "Est-ce prévu\u202f?"),
        ("« Oui »", "«\u00a0Oui\u00a0»"),
        ("M. Tissot et Mme Perrin", "M.\u00a0Tissot et Mme\u00a0Perrin"),
        ("15 voix pour", "15\u00a0voix pour"),
        ("hors taxe....", "hors taxe…"),
        ("en 2024 2025", "en 2024 2025"),
    ],
)
def test_what_must_hold_together_is_held(written: str, set_: str) -> None:
    assert typographic(written) == set_


@given(st.text(alphabet="abcM.' 0123456789€?«»:", max_size=40))
def test_setting_a_text_twice_changes_nothing_more(text: str) -> None:
    assert typographic(typographic(text)) == typographic(text)


@given(st.text(alphabet="abc 0123456789€'", max_size=40))
def test_no_figure_and_no_word_is_touched(text: str) -> None:
    assert fold(typographic(text)) == fold(text)


@given(st.text(max_size=40))
def test_looking_up_keeps_every_character_at_its_place(text: str) -> None:
    assert len(flat(text)) == len(text)
