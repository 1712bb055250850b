"""The grammar of French numbers, in words, in digits and mixed: "cent vingt-cinq mille", "1,2 million".

A run of neighbouring number words is read greedily from the left: "vingt cinquante" is 20 then 50.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

Value = int | Decimal


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a figure of a run: ``kind`` is one of unit, teen, ten, cent, scale, zero, about, figure, et,
    virgule, demi. ``gap`` is what stands between it and the word before."""

    start: int
    end: int
    kind: str
    value: Value
    ordinal: bool = False
    gap: str = ""
    word: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A number read from tokens ``[first, last)`` of a run."""

    first: int
    last: int
    value: Value
    ordinal: bool = False
    approximate: bool = False


def _lexicon() -> dict[str, tuple[str, int, bool]]:
    units = ["un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf"]
    teens = ["dix", "onze", "douze", "treize", "quatorze", "quinze", "seize"]
    tens = {"vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70,
            "huitante": 80, "octante": 80, "nonante": 90}  # fmt: skip
    cardinal = {word: ("unit", value) for value, word in enumerate(units, start=1)}
    cardinal |= {word: ("teen", value) for value, word in enumerate(teens, start=10)}
    cardinal |= {word: ("ten", value) for word, value in tens.items()}
    cardinal |= {"cent": ("cent", 100), "mille": ("scale", 1000)}
    lexicon = {word: (kind, value, False) for word, (kind, value) in cardinal.items()}
    for word, (kind, value) in cardinal.items():
        stem = {"cinq": "cinqu", "neuf": "neuv"}.get(word, word.removesuffix("e"))
        for form in (f"{stem}ieme", f"{stem}iemes", f"{stem}eme"):
            lexicon[form] = (kind, value, True)
    for word in ("premier", "premiere", "premiers", "premieres"):
        lexicon[word] = ("first", 1, True)
    lexicon |= {"second": ("first", 2, True), "seconde": ("first", 2, True)}
    lexicon |= {"une": ("unit", 1, False), "zero": ("zero", 0, False), "quatres": ("unit", 4, False)}
    lexicon |= {"vingts": ("ten", 20, False), "cents": ("cent", 100, False), "milles": ("scale", 1000, False)}
    # As acts write years: "l'an deux mil vingt-trois".
    lexicon["mil"] = ("scale", 1000, False)
    for plural in ("", "s"):
        lexicon["million" + plural] = ("scale", 10**6, False)
        lexicon["milliard" + plural] = ("scale", 10**9, False)
    about = {"huit": 8, "diz": 10, "douz": 12, "quinz": 15, "vingt": 20, "trent": 30, "quarant": 40,
             "cinquant": 50, "soixant": 60, "cent": 100}  # fmt: skip
    for stem, value in about.items():
        lexicon[f"{stem}aine"] = ("about", value, False)
        lexicon[f"{stem}aines"] = ("about", value, False)
    lexicon |= {"millier": ("about", 1000, False), "milliers": ("about", 1000, False)}
    lexicon |= {"et": ("et", 0, False), "virgule": ("virgule", 0, False)}
    lexicon |= {"demi": ("demi", 0, False), "demie": ("demi", 0, False)}
    lexicon["douzaine"] = lexicon["douzaines"] = ("about", 12, False)
    return lexicon


LEXICON = _lexicon()
# a line that wraps inside a figure ("400", then "000 €") is joined where what follows begins with a zero
FIGURE = re.compile(
    r"[1-9][0-9]{0,2}(?:(?P<sep>[ .'])[0-9]{3}(?:(?P=sep)[0-9]{3}|\n0[0-9]{2})*|\n0[0-9]{2}(?:[ ][0-9]{3})*)"
    r"(?![0-9])(?:,[0-9]+)?|[0-9]+(?:[.,][0-9]+)?"
)
_RANK = r"(?:ers?|eres?|i?emes?|es?|nde?s?)(?![a-z0-9])|(?<=(?<![0-9 .,])1) er(?![a-z])"
_TOKEN = re.compile(rf"[a-z]+|(?:{FIGURE.pattern})(?:{_RANK})?")
_JOINTS = frozenset({" ", "  ", "   ", "-", "\n", " \n", "\n ", "- ", " -"})


def figure_value(figure: str) -> Value:
    """Value of a number in figures ("1 234,5", "1.000.000", "2.5"); int when it is whole and has no decimals."""
    if re.fullmatch(r"[1-9][0-9]{0,2}(?:[.][0-9]{3})+", figure):
        return int(figure.replace(".", ""))
    if "," in figure:
        return Decimal(re.sub(r"[ \n'.]", "", figure).replace(",", "."))
    bare = re.sub(r"[ \n']", "", figure)
    return Decimal(bare) if "." in bare else int(bare)


def runs(folded: str) -> list[list[Token]]:
    """Neighbouring number words and figures of a folded text, as runs of tokens (one pass, linear)."""
    found: list[list[Token]] = []
    current: list[Token] = []
    glued = ""
    for match in _TOKEN.finditer(folded):
        word = match[0]
        token = _token(folded, match) if word in LEXICON or word[0].isdigit() else None
        if token is None:
            glued = word
            continue
        if glued and token.kind == "figure" and folded[token.start - 1].isalpha():
            token = None if _is_code(folded, token.start) or _is_surface(glued, token) else token
        glued = ""
        if token is None:
            continue
        if current:
            gap = folded[current[-1].end : token.start]
            token = Token(token.start, token.end, token.kind, token.value, token.ordinal, gap, token.word)
            if gap in _JOINTS or (not gap and current[-1].kind == "figure"):
                current.append(token)
                continue
        current = [token]
        found.append(current)
    return found


def _token(folded: str, match: re.Match[str]) -> Token | None:
    word = match[0]
    if word[0].isdigit():
        figure = word.rstrip(" abcdefghijklmnopqrstuvwxyz")
        return Token(match.start(), match.end(), "figure", figure_value(figure), figure != word, word=figure)
    entry = LEXICON.get(word)
    if entry is None or (match.start() and folded[match.start() - 1].isdigit() and entry[0] != "scale"):
        return None
    return Token(match.start(), match.end(), entry[0], entry[1], entry[2], word=word)


def _is_code(folded: str, figure: int) -> bool:
    """Whether the figure ends a code such as "M57" (letters first), as the 30 of "20h30" does not."""
    at = figure
    while at and folded[at - 1].isalpha():
        at -= 1
    return not (at and folded[at - 1].isdigit())


def _is_surface(letters: str, figure: Token) -> bool:
    """Whether the figure is the exponent of "m2" or "km3"."""
    return letters in ("m", "km", "cm", "dm", "mm") and figure.word in ("2", "3")


def read(run: Sequence[Token]) -> list[Reading]:
    """Every number of a run, in order."""
    found: list[Reading] = []
    at = 0
    while at < len(run):
        reading = _number(run, at)
        if reading:
            found.append(reading)
        at = reading.last if reading else at + 1
    return found


def _number(run: Sequence[Token], first: int) -> Reading | None:
    if run[first].kind in ("et", "virgule", "demi"):
        return None
    if run[first].kind == "first":
        return Reading(first, first + 1, run[first].value, True)
    total, at = _whole(run, first)
    if total is None:
        return _about(run, first, 1, at)
    if run[at - 1].ordinal:
        return Reading(first, at, total, True)
    if _kind(run, at) == "about":
        return _about(run, first, total, at)
    if _kind(run, at) == "virgule":
        return _with_decimals(run, first, total, at)
    if _kind(run, at) == "et" and _kind(run, at + 1) == "demi":
        scale = run[at - 1].value if run[at - 1].kind == "scale" else 1
        return Reading(first, at + 2, _tidy(total + scale * Decimal("0.5")))
    return Reading(first, at, total)


def _with_decimals(run: Sequence[Token], first: int, whole: Value, at: int) -> Reading:
    """ "deux virgule zéro cinq": the zeros said first count; "virgule" with nothing after it is punctuation."""
    figures, after = "", at + 1
    while _kind(run, after) == "zero":
        figures, after = figures + "0", after + 1
    rest, after = _whole(run, after) if after < len(run) else (None, after)
    if isinstance(rest, int):
        figures += str(rest)
    if not figures or isinstance(whole, Decimal):
        return Reading(first, at, whole)
    return Reading(first, after, Decimal(f"{whole}.{figures}"))


def _kind(run: Sequence[Token], at: int) -> str:
    return run[at].kind if at < len(run) else ""


def _about(run: Sequence[Token], first: int, count: Value, at: int) -> Reading | None:
    """ "une vingtaine", "deux douzaines"; a plural without a count ("des centaines") is no number."""
    if _kind(run, at) != "about" or (at == first and run[at].word.endswith("s")):
        return None
    return Reading(first, at + 1, count * run[at].value, approximate=True)


def _whole(run: Sequence[Token], first: int) -> tuple[Value | None, int]:
    """The longest whole number (or figure with decimals) from ``first``, and where it stops."""
    total: Value | None = None
    at, ceiling = first, 10**15
    while True:
        group, after = _hundreds(run, at, ceiling)
        ended = after > at and run[after - 1].ordinal
        if not ended and _kind(run, after) == "scale" and run[after].value < ceiling:
            scale = int(run[after].value)
            if group is None and scale != 1000:
                return total, at
            total = _tidy((total or 0) + (1 if group is None else group) * scale)
            at, ceiling = after + 1, scale
            if run[after].ordinal:
                return total, at
            continue
        if group is not None and (total is None or 0 < group < ceiling):
            return (total or 0) + group, after
        return _and_one(run, at, total)


def _and_one(run: Sequence[Token], at: int, total: Value | None) -> tuple[Value | None, int]:
    """ "mille et un", "deux mille et une"."""
    if total is not None and _kind(run, at) == "et" and _kind(run, at + 1) == "unit" and run[at + 1].value == 1:
        return total + 1, at + 2
    return total, at


def _tidy(value: Value) -> Value:
    return int(value) if value == value // 1 else value


def _hundreds(run: Sequence[Token], at: int, ceiling: int) -> tuple[Value | None, int]:
    """A group below a scale word: figures as they are, words below 2,000 ("dix-neuf cent")."""
    if _kind(run, at) == "figure":
        fits = ceiling > 10**9 or (run[at].value < ceiling and isinstance(run[at].value, int))
        return (run[at].value, at + 1) if fits else (None, at)
    value, after = _tens(run, at)
    if _kind(run, after) == "cent" and not (value is not None and run[after - 1].ordinal):
        hundreds = 1 if value is None else value
        if hundreds in (0, 10) or hundreds > 19 or (value == 1):
            return (value, after) if value is not None else (None, at)
        if run[after].ordinal:
            return hundreds * 100, after + 1
        return _after_hundred(run, after + 1, hundreds * 100)
    return value, after


def _after_hundred(run: Sequence[Token], at: int, hundreds: int) -> tuple[int, int]:
    if _kind(run, at) == "figure" and run[at].gap == " " and isinstance(run[at].value, int) and run[at].value < 100:
        return hundreds + int(run[at].value), at + 1
    skip = at + 1 if _kind(run, at) == "et" and _kind(run, at + 1) == "unit" and run[at + 1].value == 1 else at
    rest, after = _tens(run, skip)
    return (hundreds + rest, after) if rest else (hundreds, at)


def _tens(run: Sequence[Token], at: int) -> tuple[int | None, int]:
    """A number below 100 in words."""
    kind = _kind(run, at)
    if kind not in ("zero", "unit", "teen", "ten"):
        return None, at
    value = int(run[at].value)
    if run[at].ordinal:
        return value, at + 1
    if kind == "unit" and value == 4 and _kind(run, at + 1) == "ten" and run[at + 1].value == 20:
        return (80, at + 2) if run[at + 1].ordinal else _units_after(run, at + 2, 80, to=19)
    if kind == "teen" and value == 10:
        return _units_after(run, at + 1, 10, to=9, least=7)
    if kind == "ten":
        return _units_after(run, at + 1, value, to=19 if value == 60 else 9)
    return value, at + 1


def _units_after(run: Sequence[Token], at: int, tens: int, *, to: int, least: int = 1) -> tuple[int, int]:
    """What is added to a ten: a unit, or 10 to 19 after soixante and quatre-vingt; "et" before un, une, onze."""
    skip = at + 1 if least == 1 and _kind(run, at) == "et" and _kind(run, at + 1) in ("unit", "teen") else at
    kind = _kind(run, skip)
    if kind == "unit" and least <= run[skip].value and not _starts_eighty(run, skip):
        value = int(run[skip].value)
        return (tens + value, skip + 1) if skip == at or value == 1 else (tens, at)
    if kind == "teen" and to == 19 and (skip == at or run[skip].value in (10, 11)):
        if run[skip].value == 10 and not run[skip].ordinal:
            return _units_after(run, skip + 1, tens + 10, to=9, least=7)
        return tens + int(run[skip].value), skip + 1
    return tens, at


def _starts_eighty(run: Sequence[Token], at: int) -> bool:
    """Whether "quatre" here begins "quatre-vingt" rather than ending the ten before it."""
    if run[at].value != 4 or _kind(run, at + 1) != "ten" or run[at + 1].value != 20:
        return False
    return not ("-" in run[at].gap and "-" not in run[at + 1].gap)
