"""One normalisation of French for word error rates: case, punctuation, apostrophes, hyphens, and numbers to
words, so that "125 000 €" and "cent vingt-cinq mille euros" are the same words."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from beffroi.facts.numbers import to_words

_ABBREVIATIONS = (
    (r"\bmmes\b", "mesdames"),
    (r"\bmme\b\.?", "madame"),
    (r"\bmlle\b\.?", "mademoiselle"),
    (r"\bmm\.", "messieurs"),
    (r"\bm\.(?=\s)", "monsieur"),
    (r"\bmr\b\.?", "monsieur"),
    (r"\bdr\b\.?(?=\s)", "docteur"),
    (r"\bn\s?[°º]\s?", "numéro "),
    (r"€", " euros "),
    (r"%", " pour cent "),
    (r"\bm²|\bm2\b", " mètres carrés "),
    (r"\bkm\s?/\s?h\b", " kilomètres à l'heure "),
    (r"\bkm\b", " kilomètres "),
    (r"&", " et "),
)
_ORDINALS = {"1er": "premier", "1ère": "première", "1re": "première", "2nd": "second", "2nde": "seconde"}
_SPOKEN_ORDINALS = re.compile(r"\b(\d+)\s?(?:e|è|ème|eme|ième)\b")
_HOUR = re.compile(r"\b(\d{1,2})\s?h(?:\s?(\d{2}))?\b|\b(\d{1,2}):(\d{2})\b")
_NUMBER = re.compile(r"\d{1,3}(?:[ .]\d{3})+(?!\d)(?:,\d+)?|\d+(?:[.,]\d+)?")
_PLURALS = {"cents": "cent", "vingts": "vingt"}
_TENS = {"vingt", "trente", "quarante", "cinquante", "soixante"}


def words(text: str) -> list[str]:
    """The words of a text, as they count. Accents are kept: "a" and "à" are two words to a reader."""
    text = unicodedata.normalize("NFC", text).lower()
    text = text.replace("’", "'").replace("œ", "oe").replace("\u00a0", " ").replace("\u202f", " ")
    for pattern, plain in _ABBREVIATIONS:
        text = re.sub(pattern, plain, text)
    text = _HOUR.sub(_hour, text)
    for figure, word in _ORDINALS.items():
        text = re.sub(rf"\b{figure}\b", word, text)
    text = _SPOKEN_ORDINALS.sub(lambda found: f" {_ordinal(int(found[1]))} ", text)
    text = _NUMBER.sub(_number, text)
    return _canonical(re.findall(r"[^\W_]+", text))


def _hour(found: re.Match[str]) -> str:
    hour, minutes = found[1] or found[3], found[2] or found[4]
    return f" {hour} heures {int(minutes) if minutes and int(minutes) else ''} "


def _number(found: re.Match[str]) -> str:
    """Figures with their spaces; a long code (a phone number, a reference) is read figure by figure."""
    figures = re.sub(r"(?<=\d)[ .](?=\d{3}(?:\D|$))", "", found[0]).replace(",", ".")
    if len(figures) > 12 or (figures.startswith("0") and figures[1:2].isdigit()):
        return f" {' '.join(to_words(int(figure)) for figure in figures if figure.isdigit())} "
    return f" {to_words(Decimal(figures) if '.' in figures else int(figures))} "


def _ordinal(number: int) -> str:
    word = to_words(number)
    if word.endswith("cinq"):
        return f"{word}uième"
    if word.endswith("neuf"):
        return f"{word[:-1]}vième"
    if word.endswith(("cents", "vingts", "millions", "milliards")):
        word = word[:-1]
    return f"{word.removesuffix('e')}ième"


def _canonical(found: list[str]) -> list[str]:
    """Numbers in one spelling: no plural, no feminine ("vingt et une voix")."""
    made: list[str] = []
    for word in found:
        word = _PLURALS.get(word, word)
        if word == "une" and len(made) > 1 and made[-1] == "et" and made[-2] in _TENS:
            word = "un"
        made.append(word)
    return made
