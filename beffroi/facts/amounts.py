"""Amounts of money in a French text, in figures, in words and mixed; and amounts written out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from beffroi.facts.numbers import NumberMention, is_negative
from beffroi.facts.scan import Scan, scan
from beffroi.facts.writing import NBSP, format_number, trimmed


@dataclass(frozen=True, slots=True)
class AmountMention:
    """An amount at ``text[start:end]``: ``currency`` is an ISO 4217 code, ``tax`` "HT", "TTC" or ""."""

    start: int
    end: int
    text: str
    value: Decimal
    currency: str = "EUR"
    tax: str = ""
    approximate: bool = False


_CURRENCY = re.compile(
    r"(?P<scale>\s{0,3}(?:k|m|mds?|mrds?)(?=\s?(?:€|euros?|eur)(?![a-z])))?\s{0,3}(?:d'|de )?"
    r"(?P<name>€|euros?(?![a-z])|eur(?![a-z])|(?:centimes?|cts)(?:\s(?:d'|de l')euros?)?(?![a-z])"
    r"|francs?(?![a-z])|dollars?(?![a-z])|\$|£|chf(?![a-z]))"
)
_CODES = {"€": "EUR", "eu": "EUR", "ce": "EUR", "ct": "EUR", "fr": "FRF", "do": "USD", "$": "USD", "£": "GBP",
          "ch": "CHF"}  # fmt: skip
_SCALES = {"": 1, "k": 10**3, "m": 10**6, "md": 10**9, "mds": 10**9, "mrd": 10**9, "mrds": 10**9}
_CENTIMES = re.compile(r"\s{1,3}(?:et\s)?")
_CENTIME_WORD = re.compile(r"\s{0,3}centimes?(?![a-z])")
_AFTER_CENTS = re.compile(
    r"\s*(?:$|[^\sa-z0-9%€]|(?:par|le|la|les|l|de|des|du|d|pour|au|aux|en|et|ou|a|ht|ttc|chacune?|sur|soit|mais|qui"
    r"|que|est|sont|contre|net|brut)(?![a-z]))"
)
_TAX = re.compile(
    r"\s{0,3}\(?(?:(?P<ht>h\.? ?t\.?(?![a-z])|hors (?:taxes?|tva)(?![a-z]))"
    r"|(?P<ttc>t\.? ?t\.? ?c\.?(?![a-z])|toutes taxes comprises))\)?"
)
_RANGE = re.compile(r"\s{0,2}(?:a|et|ou|-)\s{0,2}$")
_SCALE_WORD = re.compile(r"(?:millions?|milliards?|mille)$")
_WORTH = {"mille": 10**3, "million": 10**6, "milliard": 10**9}


def find_amounts(text: str | Scan) -> list[AmountMention]:
    """Amounts of a text in order. In "de 2 à 3 millions d'euros" both ends are amounts."""
    page = scan(text)
    found: list[AmountMention] = []
    done = 0
    for number in page.numbers:
        hit = _CURRENCY.match(page.folded, number.end)
        if hit is None or number.start < done or number.percent or number.ordinal:
            continue
        first = _shared_currency(page, number, hit, done)
        if first:
            found.append(first)
        amount, done = _amount(page, number, hit)
        found.append(amount)
    return found


def _amount(page: Scan, number: NumberMention, hit: re.Match[str]) -> tuple[AmountMention, int]:
    name = hit["name"]
    value = Decimal(number.value) * _SCALES[(hit["scale"] or "").strip()]
    end = hit.end()
    if name.startswith(("centime", "cts")):
        value /= 100
    else:
        cents, end = _cents(page, end)
        value += cents
    tax = _TAX.match(page.folded, end)
    start = number.start - 1 if is_negative(page.folded, number.start) else number.start
    if start < number.start:
        value = -value
    kind = "" if tax is None else "HT" if tax["ht"] else "TTC"
    stop = end if tax is None else tax.end() - (tax[0].endswith(")") and "(" not in tax[0])
    return _mention(page, start, stop, value, _CODES[name[:2]], kind, number.approximate), stop


def _mention(
    page: Scan, start: int, end: int, value: Decimal, currency: str, tax: str = "", approximate: bool = False
) -> AmountMention:
    first, last = page.shape.span(start, end)
    exact = trimmed(value)
    return AmountMention(first, last, page.shape.original[first:last], exact, currency, tax, approximate)


def _cents(page: Scan, end: int) -> tuple[Decimal, int]:
    """ "trois euros et vingt centimes", "12 euros 50"."""
    joint = _CENTIMES.match(page.folded, end)
    number = page.by_start.get(joint.end()) if joint else None
    if number is None or not isinstance(number.value, int) or not 0 < number.value < 100 or number.ordinal:
        return Decimal(0), end
    word = _CENTIME_WORD.match(page.folded, number.end)
    if word:
        return Decimal(number.value) / 100, word.end()
    figures = page.folded[number.start : number.end]
    plain_cents = not (figures.isdigit() and len(figures) != 2) and not number.percent and not number.article
    if joint and "et" not in joint[0] and plain_cents and _AFTER_CENTS.match(page.folded, number.end):
        return Decimal(number.value) / 100, number.end
    return Decimal(0), end


def _shared_currency(page: Scan, number: NumberMention, hit: re.Match[str], done: int) -> AmountMention | None:
    """The first end of a range whose currency is said once: "90 000 à 125 000 euros"."""
    joint = _RANGE.search(page.folded, max(done, number.start - 6), number.start)
    other = page.by_end.get(joint.start()) if joint else None
    if other is None or other.start < done or other.percent or other.ordinal or other.article:
        return None
    if hit["name"].startswith("c"):
        return None
    value = Decimal(other.value) * _SCALES[(hit["scale"] or "").strip()]
    scale = _SCALE_WORD.search(page.folded, number.start, number.end)
    worth = _WORTH[scale[0].rstrip("s")] if scale else 1
    if other.value < worth < number.value and not _SCALE_WORD.search(page.folded, other.start, other.end):
        value *= worth
    return _mention(page, other.start, other.end, value, _CODES[hit["name"][:2]])


_SYMBOLS = {"EUR": "€", "USD": "$", "GBP": "£", "FRF": "F"}


def format_amount(value: Decimal | int, currency: str = "EUR", tax: str = "") -> str:
    """ "278 400 €", "12,50 €", "1 200 € HT": cents only where there are some; no-break spaces throughout."""
    exact = trimmed(Decimal(value))
    whole = exact == exact.to_integral_value()
    figures = format_number(exact) if whole else format_number(exact, decimals=_decimals(exact))
    return NBSP.join(filter(None, (figures, _SYMBOLS.get(currency, currency), tax)))


def _decimals(value: Decimal) -> int:
    """Two decimals, or more where the amount has more (a price per litre)."""
    exponent = value.as_tuple().exponent
    return max(2, -exponent) if isinstance(exponent, int) else 2
