"""How a French surname sounds: what a speech recogniser confuses gets the same key."""

from __future__ import annotations

import re
from functools import lru_cache

from beffroi.facts.text import fold

_RULES = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"[^a-zE]", ""),
        (r"ph", "f"),
        (r"sch|sh|ch", "S"),
        (r"h", ""),
        (r"b(?=v)|p(?=tiste)", ""),
        (r"eaulx|eaux|eau|aulx|ault|auld|aux|aud$|aut$|au", "o"),
        (r"oeu|eu", "e"),
        (r"ou|oo", "U"),
        (r"oi|oy", "wa"),
        (r"ien(?![aeiouyEnm])", "i1"),
        (r"(?:ain|ein|aim|ym|yn|in|im|un|um)(?![aeiouyEUnm])", "1"),
        (r"(?:an|am|en|em)(?![aeiouyEUnm])", "2"),
        (r"(?:on|om)(?![aeiouyEUnm])", "3"),
        (r"(?:ez|er|et|ets|ait|ais|ay|ey|ee)$", "E"),
        (r"ai|ei|ay|ey", "E"),
        (r"gn", "N"),
        (r"(?<=[aeEU])ill", "y"),
        (r"gu(?=[eiyE])", "g"),
        (r"g(?=[eiyE])", "j"),
        (r"c(?=[eiyE])", "s"),
        (r"qu|q|ck|c", "k"),
        (r"(?<=[a-zA-Z0-9])x$|(?<=[a-zA-Z0-9])[tdspz]+$", ""),
        (r"x", "ks"),
        (r"w(?!a)", "v"),
        (r"y", "i"),
        (r"z", "s"),
        (r"e$", ""),
        (r"(.)\1+", r"\1"),
    )
)


@lru_cache(maxsize=8192)
def phonetic_key(word: str) -> str:
    """The sound of a word or name, as a short key; equal keys sound alike ("Lefèvre", "Lefebvre")."""
    accented = re.sub("[éÉ]", "E", word)
    key = "".join("E" if char == "E" else fold(char) for char in accented)
    if word.isupper():
        key = fold(word)
    for pattern, sound in _RULES:
        key = pattern.sub(sound, key)
    return key


def edit_distance(left: str, right: str) -> int:
    """Levenshtein's distance (insertions, deletions, substitutions)."""
    if left == right:
        return 0
    row = list(range(len(right) + 1))
    for at, char in enumerate(left, start=1):
        before, row[0] = row[0], at
        for other, against in enumerate(right, start=1):
            here = row[other]
            row[other] = min(row[other] + 1, row[other - 1] + 1, before + (char != against))
            before = here
    return row[-1]


def _closeness(left: str, right: str) -> float:
    longest = max(len(left), len(right))
    return 1 - edit_distance(left, right) / longest if longest else 0.0


@lru_cache(maxsize=16384)
def likeness(heard: str, name: str) -> float:
    """How much two surnames sound and look alike: 1 for the same letters, 0.96 for the same sound."""
    left, right = _letters(heard), _letters(name)
    if not left or not right:
        return 0.0
    if left == right:
        return 1.0
    sounds = 0.96 * _closeness(phonetic_key(heard), phonetic_key(name))
    return max(sounds, 0.9 * _closeness(left, right))


def _letters(word: str) -> str:
    return re.sub(r"[^a-z]", "", fold(word))
