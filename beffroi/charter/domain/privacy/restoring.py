"""Tokens of an answer, replaced by what they stand for."""

from __future__ import annotations

import re
from collections.abc import Mapping

from .tokens import tokens

_TITLE = re.compile(r"(?<!\w)(?:M\.|Mr\.?|MM\.|Mmes?|Mlles?|Monsieur|Madame|Mademoiselle|Messieurs|Mesdames|Maître|Me"
                    r"|Docteur|Dr\.?|famille|époux)[ \u00a0\u202f]+$", re.IGNORECASE)  # fmt: skip


def is_titled(before: str) -> bool:
    """Whether what comes just before ends with a title ("Mme ", "Monsieur ")."""
    return bool(_TITLE.search(before[-32:]))


def restored(text: str, values: Mapping[str, str], titled: Mapping[str, str], *, before: str = "") -> str:
    """``text`` with its tokens replaced; ``before`` is what came just before it. A token of nobody stays as it is.

    ``titled`` is what stands for a token after a title: "Mme [PERSONNE_1]" was "Mme Dubois"."""
    pieces, at = [], 0
    for token in tokens(text):
        if token.key not in values:
            continue
        after_title = is_titled(before + text[: token.start])
        value = titled.get(token.key, values[token.key]) if after_title else values[token.key]
        pieces += [text[at : token.start], value]
        at = token.end
    return "".join([*pieces, text[at:]])
