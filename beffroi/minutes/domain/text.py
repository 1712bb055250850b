"""Words made comparable: case, accents and hyphens folded without moving any character; figures in digits."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from beffroi import facts

_FLAT = {"’": "'", "‘": "'", "ʼ": "'", "-": " ", "‑": " ", "–": " ", "\u00a0": " ", "\u202f": " "}

STOPWORDS = frozenset(
    [
        "a",
        "afin",
        "ai",
        "aient",
        "ainsi",
        "alors",
        "apres",
        "as",
        "au",
        "aucun",
        "aura",
        "aussi",
        "autre",
        "autres",
        "aux",
        "avait",
        "avant",
        "avec",
        "avez",
        "avoir",
        "avons",
        "bien",
        "c",
        "ca",
        "car",
        "ce",
        "ceci",
        "cela",
        "celle",
        "celles",
        "celui",
        "ces",
        "cet",
        "cette",
        "ceux",
        "chaque",
        "chez",
        "comme",
        "comment",
        "d",
        "dans",
        "de",
        "deja",
        "depuis",
        "des",
        "dire",
        "dit",
        "doit",
        "donc",
        "dont",
        "du",
        "elle",
        "elles",
        "en",
        "encore",
        "enfin",
        "entre",
        "es",
        "est",
        "et",
        "etaient",
        "etait",
        "ete",
        "etre",
        "eu",
        "eux",
        "fait",
        "faire",
        "fois",
        "font",
        "il",
        "ils",
        "j",
        "je",
        "jusqu",
        "l",
        "la",
        "le",
        "les",
        "leur",
        "leurs",
        "lui",
        "m",
        "ma",
        "mais",
        "me",
        "meme",
        "memes",
        "mes",
        "moi",
        "moins",
        "mon",
        "n",
        "ne",
        "ni",
        "nos",
        "notre",
        "nous",
        "on",
        "ont",
        "ou",
        "par",
        "parce",
        "pas",
        "peu",
        "peut",
        "plus",
        "pour",
        "pourquoi",
        "quand",
        "que",
        "quel",
        "quelle",
        "quelles",
        "quels",
        "qui",
        "quoi",
        "s",
        "sa",
        "sans",
        "se",
        "sera",
        "ses",
        "si",
        "son",
        "sont",
        "sous",
        "sur",
        "t",
        "ta",
        "te",
        "tes",
        "toi",
        "ton",
        "tous",
        "tout",
        "toute",
        "toutes",
        "tres",
        "tu",
        "un",
        "une",
        "va",
        "vais",
        "vers",
        "voila",
        "vos",
        "votre",
        "vous",
        "y",
        "monsieur",
        "madame",
        "messieurs",
        "mesdames",
        "merci",
        "oui",
        "non",
        "euh",
        "hein",
        "ben",
        "bon",
        "quoi",
        "vraiment",
        "juste",
        "chose",
        "choses",
    ]
)


@lru_cache(maxsize=65536)
def _flat(character: str) -> str:
    if character in _FLAT:
        return _FLAT[character]
    base = unicodedata.normalize("NFD", character)[0].lower()
    return base if len(base) == 1 else character


def fold(text: str) -> str:
    """Lower case, no accent, straight apostrophes, hyphens as spaces; same length as ``text``, so that what is
    found in the folded text can be cut out of the text itself."""
    return "".join(map(_flat, text))


def digits(text: str) -> str:
    """Folded text with its cardinal numbers in digits: "vingt et une voix" gives "21 voix"."""
    pieces: list[str] = []
    last = 0
    for number in facts.find_numbers(text):
        if number.ordinal or number.approximate:
            continue
        pieces += [text[last : number.start], _written(number.value)]
        last = number.end
    pieces.append(text[last:])
    return fold("".join(pieces)).replace("œ", "oe")


def _written(value: object) -> str:
    figure = f"{value}"
    return figure.rstrip("0").rstrip(".") if "." in figure else figure


_TENS = {"20": 21, "30": 31, "40": 41, "50": 51, "60": 61}
_SPLIT = [
    # Recognisers cut "madame" in two and write "vingt et une" half in figures.
    (re.compile(r"\b([Mm])a dame\b"), lambda hit: f"{hit[1]}adame"),
    (
        re.compile(r"\b([2-6]0) et (?:une?|1)\b(?! (?:demie?|quart|autre|seule?)\b)(?![.,]\d)"),
        lambda hit: str(_TENS.get(hit[1], hit[0])),
    ),
    (re.compile(r"\b60 et (?:onze|11)\b"), lambda hit: "71"),
    (re.compile(r"\b(de|le|la|les|un|une|des|du|et|que|à|est) \1\b"), lambda hit: hit[1]),
]


def mended(text: str) -> str:
    """What recognisers write in a way of their own, put as it is written: nothing of the sense changes."""
    for pattern, right in _SPLIT:
        text = pattern.sub(right, text)
    return text


_TAKEN_BACK = re.compile(
    r"^(?: (?:euros?|voix|€|abstentions?|votes?|pour|contre|personnes?|heures?))*[\s,.;…]*(?:euh[\s,]*)?"
    r"(?:pardon|non|excusez moi|je me trompe|je rectifie|je corrige|je voulais dire|je veux dire|plutot|ou plutot)"
    r"(?:[\s,]+(?:pardon|excusez moi|c'est|plutot|je voulais dire))*[\s,]+$"
)


def without_retractions(text: str) -> str:
    """ "3 100, pardon, 3 150" gives "3 150": a figure taken back in the same breath is left out."""
    numbers = [number for number in facts.find_numbers(text) if not number.ordinal]
    for first, second in reversed(list(zip(numbers, numbers[1:], strict=False))):
        if _TAKEN_BACK.match(fold(text[first.end : second.start])):
            text = text[: first.start] + text[second.start :]
    return text


_WORD = re.compile(r"[a-z0-9œæ]+")


def words(text: str) -> list[str]:
    """Every word of the text, folded."""
    return _WORD.findall(fold(text))


def stem(word: str) -> str:
    """What the forms of a French word share, roughly: enough to meet "désigner" and "désignation"."""
    if word.isdigit():
        return word
    if len(word) >= 6:
        return word[:5]
    return word.rstrip("es") if len(word) > 3 else word


def content_stems(text: str) -> list[str]:
    """Stems of the words that carry the meaning, in order."""
    return [stem(word) for word in words(text) if word not in STOPWORDS and len(word) > 1]
