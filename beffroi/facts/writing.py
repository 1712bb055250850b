"""Numbers written out in French: in words, and in figures with the spaces of the Imprimerie nationale."""

from __future__ import annotations

from decimal import Decimal

NBSP, NNBSP = "\u00a0", "\u202f"
_TEENS = ("dix", "onze", "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf")
_UNITS = ("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", *_TEENS)
_TENS = {2: "vingt", 3: "trente", 4: "quarante", 5: "cinquante", 6: "soixante"}
_SCALES = ((10**12, "billion"), (10**9, "milliard"), (10**6, "million"))


def to_words(number: int | Decimal, *, reform_1990: bool = False) -> str:
    """A number in words: "cent vingt-cinq mille", "moins trois", "deux virgule zéro cinq".

    With ``reform_1990`` every word is joined by a hyphen. Raises ValueError from 10**15 on."""
    if not -(10**15) < number < 10**15:
        raise ValueError(f"number too large to be written in words: {number}")
    if number < 0:
        return f"moins {to_words(-number, reform_1990=reform_1990)}"
    if isinstance(number, Decimal) and number != number.to_integral_value():
        return _decimal_words(number, reform_1990)
    words = _integer_words(int(number))
    return words.replace(" ", "-") if reform_1990 else words


def _decimal_words(number: Decimal, reform_1990: bool) -> str:
    whole, decimals = f"{number.normalize():f}".split(".")
    rest = decimals.lstrip("0")
    zeros = ["zéro"] * (len(decimals) - len(rest))
    parts = [to_words(int(whole), reform_1990=reform_1990), "virgule", *zeros]
    return " ".join([*parts, to_words(int(rest), reform_1990=reform_1990)])


def _integer_words(number: int) -> str:
    if number < 1000:
        return _below_thousand(number, final=True)
    parts: list[str] = []
    for scale, name in _SCALES:
        count, number = divmod(number, scale)
        if count:
            parts.append(f"{_below_thousand(count, final=True)} {name}{'s' if count > 1 else ''}")
    thousands, number = divmod(number, 1000)
    if thousands:
        parts.append("mille" if thousands == 1 else f"{_below_thousand(thousands, final=False)} mille")
    if number:
        parts.append(_below_thousand(number, final=True))
    return " ".join(parts)


def _below_thousand(number: int, *, final: bool) -> str:
    """Below 1,000; ``final``: "cents" and "quatre-vingts" take their s (not before mille)."""
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return _below_hundred(rest, final=final)
    head = "cent" if hundreds == 1 else f"{_UNITS[hundreds]} cent"
    if rest:
        return f"{head} {_below_hundred(rest, final=final)}"
    return f"{head}s" if final and hundreds > 1 else head


def _below_hundred(number: int, *, final: bool) -> str:
    if number < 20:
        return _UNITS[number]
    if number == 80:
        return "quatre-vingts" if final else "quatre-vingt"
    if number > 80:
        return f"quatre-vingt-{_UNITS[number - 80]}"
    tens = 6 if number >= 60 else number // 10
    rest = number - tens * 10
    if rest in (1, 11):
        return f"{_TENS[tens]} et {_UNITS[rest]}"
    return f"{_TENS[tens]}-{_UNITS[rest]}" if rest else _TENS[tens]


def format_number(number: int | Decimal, *, decimals: int | None = None) -> str:
    """A number in figures, in groups of three: "278 400", "1 234,5" (narrow no-break spaces).

    ``decimals`` fixes how many figures follow the comma; by default, as many as the number has."""
    exact = Decimal(number)
    text = f"{exact:,.{decimals}f}" if decimals is not None else f"{trimmed(exact):,f}"
    return text.replace(",", NNBSP).replace(".", ",")


def trimmed(number: Decimal) -> Decimal:
    """The same number without the zeros that end it, nor an exponent."""
    whole = number.to_integral_value()
    return whole if number == whole else number.normalize()
