"""Tokens of an answer, replaced by what they stand for."""

from __future__ import annotations

import re
from collections.abc import Mapping

from .persons import Persons
from .tokens import Token, tokens

_TITLE = re.compile(r"(?<!\w)(?:M\.|Mr\.?|MM\.|Mmes?|Mlles?|Monsieur|Madame|Mademoiselle|Messieurs|Mesdames|Maître|Me"
                    r"|Docteur|Dr\.?|famille|époux)[ \u00a0\u202f]+$", re.IGNORECASE)  # fmt: skip


def restored(text: str, values: Mapping[str, str], persons: Persons, *, before: str = "") -> str:
    """``text`` with its tokens replaced; ``before`` is what came just before it. A token of nobody stays as it is.

    After a title, the last name alone: "Mme [PERSONNE_1]" was "Mme Dubois" or "Mme Claire Dubois"."""
    pieces, at = [], 0
    for token in tokens(text):
        value = values.get(token.key)
        if value is None:
            continue
        pieces += [text[at : token.start], _said(token, value, persons, before + text[: token.start])]
        at = token.end
    return "".join([*pieces, text[at:]])


def _said(token: Token, value: str, persons: Persons, before: str) -> str:
    if token.label == "PERSONNE" and _TITLE.search(before[-32:]):
        return persons.last_of(value)
    return value
