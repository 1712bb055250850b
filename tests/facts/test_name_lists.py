"""The lists of first and last names."""

from __future__ import annotations

from beffroi.facts.firstnames import FIRST_NAMES, wide_first_names
from beffroi.facts.lastnames import last_names


def test_the_wide_list_holds_the_common_one_and_far_more() -> None:
    assert wide_first_names() > FIRST_NAMES
    assert {"ibrahima", "maelys", "gwenaelle"} <= wide_first_names()


def test_last_names_are_folded_and_keep_their_spaces() -> None:
    assert {"dubois", "le gall", "lefevre"} <= last_names()
    assert all(name == name.lower() and name.isascii() for name in last_names())
