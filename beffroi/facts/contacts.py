"""Telephone numbers and e-mail addresses of a French text, written or spoken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from beffroi.facts.digits import digit_runs, window
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


_GAP = r"[ .\-/_\n·•|]{0,3}"
_WRITTEN = re.compile(
    rf"(?<![0-9,])(?:\(?(?:\+|00)\s?33\)?{_GAP}(?:\(0\){_GAP})?0?([1-9](?:{_GAP}[0-9]{{2}}){{4}})"
    rf"|\(?0\)?[ .]?([1-9]\)?(?:{_GAP}[0-9]{{2}}){{4}})|0[ .]?(8[0-9]{{2}}[ .]?[0-9]{{3}}[ .]?[0-9]{{3}}))(?![0-9])"
)
_OPENING = re.compile(r"[(+0]")
_PLUS = re.compile(r"(?:plus\s?trente[- ]trois|\+\s?33|0033)[ ,]{1,2}$")


def find_phones(text: str | Scan) -> list[PhoneMention]:
    """French telephone numbers in order: "03 84 12 34 56", "+33 6...", "zéro six douze trente-quatre..."."""
    page = scan(text)
    found = []
    for match in _written(page.folded):
        digits = re.sub(r"[^0-9]", "", match[1] or match[2] or match[3])
        found.append((match.start(), match.end(), digits))
    taken = {at for start, end, _ in found for at in range(start, end)}
    found += _spoken(page, taken)
    return [_phone(page, *piece) for piece in sorted(found)]


def _written(folded: str) -> Iterator[re.Match[str]]:
    """Matches of _WRITTEN, tried at the only characters that it begins with."""
    end = 0
    for opening in _OPENING.finditer(folded):
        match = _WRITTEN.match(folded, opening.start()) if opening.start() >= end else None
        if match:
            yield match
            end = match.end()


def _phone(page: Scan, start: int, end: int, digits: str) -> PhoneMention:
    first, last = page.shape.span(start, end)
    return PhoneMention(first, last, page.shape.original[first:last], f"+33{digits}")


def _spoken(page: Scan, taken: set[int]) -> list[tuple[int, int, str]]:
    """Ten digits said one number after the other, the first being zéro; nine after "plus trente-trois"."""
    found = []
    for run in digit_runs(page):
        at = 0
        while at < len(run):
            start = run[at].start
            plus = _PLUS.search(page.folded, max(0, start - 20), start)
            whole = None if start in taken else window(run, at, 9 if plus else 10)
            digits = whole.digits.removeprefix("0") if whole else ""
            if whole and len(digits) == 9 and digits[0] != "0" and whole.last > at + 1:
                found.append((plus.start() if plus else start, whole.end, digits))
                at = whole.last
            else:
                at += 1
    return found


_EMAIL = re.compile(
    r"(?<![a-z0-9._%+-])[a-z0-9._%+-]{1,64}?(?:@|%40|&#64;|&#x40;|&commat;)[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5}(?<![.-])"
)
_CODED_AT = re.compile(r"%40|&#64;|&#x40;|&commat;")
_AT = re.compile(
    r"\s?[(\[{<]\s?(?:at|arobase|arobas|a|@|chez)\s?[)\]}>]\s?|\s(?:arobases?|arobaze?|arrobase?s?"
    r"|arobas|a commercial"
    r"|at|chez)\s|\s?@\s?"
)
_SAID = r"point|dot|tiret du bas|tiret bas|tiret du (?:6|8|six|huit)|tiret|underscore"
_MARKS = {"point": ".", "dot": ".", "tiret": "-", "tiret bas": "_", "tiret du bas": "_", "underscore": "_"}
_SEPARATOR = rf"(?:\s?[(\[{{<]?(?:{_SAID})[)\]}}>]?\s?(?<=[\s)\]}}>])|\s?[(\[{{]\.[)\]}}]\s?|[.\-_+]|\s\.\s)"
_LEFT = re.compile(rf"(?:[a-z0-9]{{1,40}}{_SEPARATOR}){{0,5}}[a-z0-9]{{1,40}}$")
_RIGHT = re.compile(rf"[a-z0-9]{{1,40}}(?:{_SEPARATOR}[a-z0-9]{{1,40}}){{1,5}}")
_DOMAIN = re.compile(
    r"\.(?:fr|com|net|org|eu|info|bzh|corsica|alsace|paris|ch|be|lu|de|it|es|uk|io|re|pro|gouv|name|biz|me)$"
)


def find_emails(text: str | Scan) -> list[EmailMention]:
    """E-mail addresses in order, spoken or veiled ones too ("mairie arobase exemple point fr", "nom (at) x.fr")."""
    page = scan(text)
    found = [(m.start(), m.end(), _CODED_AT.sub("@", m[0])) for m in _EMAIL.finditer(page.folded)]
    taken = {at for start, end, _ in found for at in range(start, end)}
    for at in _AT.finditer(page.folded):
        left = _LEFT.search(page.folded, _word_start(page.folded, at.start()), at.start())
        right = _RIGHT.match(page.folded, at.end())
        if left and right and left.start() not in taken and at.end() not in taken:
            domain, length = _domain(right[0], sure="@" in at[0] or "arob" in at[0] or "arrob" in at[0])
            if domain:
                found.append((left.start(), right.start() + length, f"{_spell(left[0])}@{domain}"))
    return [_email(page, *piece) for piece in sorted(found)]


def _domain(said: str, *, sure: bool) -> tuple[str, int]:
    """The domain and how many characters say it: up to a known ending, or all of it after a real "@"."""
    ends = [*(match.start() for match in re.finditer(_SEPARATOR, said)), len(said)]
    for end in reversed(ends):
        domain = _spell(said[:end])
        if _DOMAIN.search(domain):
            return domain, end
    domain = _spell(said)
    return (domain, len(said)) if sure and "." in domain else ("", 0)


def _word_start(folded: str, at: int) -> int:
    """Where to begin looking leftwards: 120 characters back, never in the middle of a word."""
    start = max(0, at - 120)
    while 0 < start < at and folded[start - 1].isalnum():
        start += 1
    return start


def _spell(said: str) -> str:
    return re.sub(_SEPARATOR, lambda match: _mark(match[0]), said)


def _mark(said: str) -> str:
    bare = said.strip(" \n()[]{}<>")
    ends = {"6": "-", "six": "-", "8": "_", "huit": "_"}
    return ends.get(bare.rsplit(" ", 1)[-1], _MARKS.get(bare, bare[:1]))


def _email(page: Scan, start: int, end: int, address: str) -> EmailMention:
    first, last = page.shape.span(start, end)
    return EmailMention(first, last, page.shape.original[first:last], address)


def format_phone(value: str) -> str:
    """ "+33612345678" as "06 12 34 56 78" (no-break spaces); another country's number is left as it is."""
    digits = "0" + value.removeprefix("+33")
    if not value.startswith("+33") or len(digits) != 10:
        return value
    return NBSP.join(digits[at : at + 2] for at in range(0, 10, 2))
