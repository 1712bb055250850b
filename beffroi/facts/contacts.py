"""Telephone numbers and e-mail addresses of a French text, written or spoken."""

from __future__ import annotations

import re
from dataclasses import dataclass

from beffroi.facts.scan import Scan, scan
from beffroi.facts.writing import NBSP


@dataclass(frozen=True, slots=True)
class PhoneMention:
    """A number at ``text[start:end]``; ``value`` in international form ("+33612345678")."""

    start: int
    end: int
    text: str
    value: str


@dataclass(frozen=True, slots=True)
class EmailMention:
    """An address at ``text[start:end]``; ``value`` in lower case."""

    start: int
    end: int
    text: str
    value: str


_WRITTEN = re.compile(
    r"(?<![0-9,])(?:(?:\+|00)\s?33\s?(?:\(0\)\s?)?([1-9](?:[ .\-/]{0,2}[0-9]{2}){4})"
    r"|0[ .]?([1-9](?:[ .\-/]{0,2}[0-9]{2}){4})|0[ .]?(8[0-9]{2}[ .]?[0-9]{3}[ .]?[0-9]{3}))(?![0-9])"
)
_BETWEEN = re.compile(r"[ ,\n.-]{1,3}")
_PLUS = re.compile(r"plus\s(?:trente[- ]trois)\s$|\+\s?33\s?$")


def find_phones(text: str | Scan) -> list[PhoneMention]:
    """French telephone numbers in order: "03 84 12 34 56", "+33 6...", "zéro six douze trente-quatre..."."""
    page = scan(text)
    found = []
    for match in _WRITTEN.finditer(page.folded):
        digits = re.sub(r"[^0-9]", "", match[1] or match[2] or match[3])
        found.append((match.start(), match.end(), digits))
    taken = {at for start, end, _ in found for at in range(start, end)}
    found += _spoken(page, taken)
    return [_phone(page, *piece) for piece in sorted(found)]


def _phone(page: Scan, start: int, end: int, digits: str) -> PhoneMention:
    first, last = page.shape.span(start, end)
    return PhoneMention(first, last, page.shape.original[first:last], f"+33{digits}")


def _spoken(page: Scan, taken: set[int]) -> list[tuple[int, int, str]]:
    """Ten digits said one number after the other, the first being zéro (or after "plus trente-trois")."""
    found = []
    numbers = page.numbers
    at = 0
    while at < len(numbers):
        number = numbers[at]
        digits = _digits(page, at)
        end = at
        if number.start in taken or not digits.startswith("0"):
            at += 1
            continue
        while len(digits) < 10 and end + 1 < len(numbers) and _follows(page, end):
            end += 1
            digits += _digits(page, end)
        if len(digits) == 10 and digits[1] != "0" and end > at:
            found.append((number.start, numbers[end].end, digits[1:]))
            at = end
        at += 1
    return found


def _digits(page: Scan, at: int) -> str:
    """The digits that a spoken number adds, "" when it can be no part of a telephone number."""
    number = page.numbers[at]
    figures = page.folded[number.start : number.end]
    if figures.isdigit():
        return figures
    fits = isinstance(number.value, int) and 0 <= number.value < 1000 and not (number.ordinal or number.percent)
    return str(number.value) if fits else "-" * 11


def _follows(page: Scan, at: int) -> bool:
    gap = page.folded[page.numbers[at].end : page.numbers[at + 1].start]
    return bool(_BETWEEN.fullmatch(gap))


_EMAIL = re.compile(r"(?<![a-z0-9._%+-])[a-z0-9._%+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5}(?<![.-])")
_AT = re.compile(r"\s(?:arobases?|arrobas|a commercial)\s")
_SEPARATORS = {"point": ".", "tiret": "-", "tiret bas": "_", "underscore": "_", "tiret du 6": "-", "tiret du 8": "_"}
_SEPARATOR = r"(?:\s?(point|tiret bas|underscore|tiret(?: du (?:6|8))?)\s|([.\-_]))"
_LEFT = re.compile(rf"(?:[a-z0-9]{{1,40}}{_SEPARATOR}){{0,5}}[a-z0-9]{{1,40}}$")
_RIGHT = re.compile(rf"[a-z0-9]{{1,40}}(?:{_SEPARATOR}[a-z0-9]{{1,40}}){{1,5}}")


def find_emails(text: str | Scan) -> list[EmailMention]:
    """E-mail addresses in order, spoken ones included ("mairie arobase exemple point fr")."""
    page = scan(text)
    found = [(m.start(), m.end(), m[0]) for m in _EMAIL.finditer(page.folded)]
    for at in _AT.finditer(page.folded):
        left = _LEFT.search(page.folded, _word_start(page.folded, at.start()), at.start())
        right = _RIGHT.match(page.folded, at.end())
        if left and right and re.search(r"\.|point", right[0]):
            address = f"{_spell(left[0])}@{_spell(right[0])}"
            found.append((left.start(), right.end(), address))
    return [_email(page, *piece) for piece in sorted(found)]


def _word_start(folded: str, at: int) -> int:
    """Where to begin looking leftwards: 120 characters back, never in the middle of a word."""
    start = max(0, at - 120)
    while 0 < start < at and folded[start - 1].isalnum():
        start += 1
    return start


def _spell(said: str) -> str:
    pattern = r"\s?(point|tiret bas|underscore|tiret(?: du (?:6|8))?)\s"
    return re.sub(pattern, lambda m: _SEPARATORS[m[1]], said)


def _email(page: Scan, start: int, end: int, address: str) -> EmailMention:
    first, last = page.shape.span(start, end)
    return EmailMention(first, last, page.shape.original[first:last], address)


def format_phone(value: str) -> str:
    """ "+33612345678" as "06 12 34 56 78" (no-break spaces); another country's number is left as it is."""
    digits = "0" + value.removeprefix("+33")
    if not value.startswith("+33") or len(digits) != 10:
        return value
    return NBSP.join(digits[at : at + 2] for at in range(0, 10, 2))
