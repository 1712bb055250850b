"""Dates of birth, told by what is said before them; the birth of an association or of a project is nobody's."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from beffroi.facts.dates import DateMention, find_dates
from beffroi.facts.numbers import NumberMention
from beffroi.facts.scan import Scan

from .found import Found
from .page import plain_at
from .spans import Kind

_BORN = re.compile(
    r"(?<![a-z])(?:nee?s?(?:\(e\))?(?=,? (?:le|les|en|a|au|aux|vers|du|dans|un|ce)\b"
    r"|[ :]{1,3}[0-9])|(?:date|jour|lieu et date|annee)s? de (?:ma |sa |leur )?naissance"
    r"|naissances?|ddn|d\.d\.n\.|native?s? du|(?:vu|voit) le jour|mise? au monde|(?:son|mon|leur"
    r"|votre) anniversaire|accouche\w*)(?![a-z])"
)
_BORN_ACCENTED = re.compile(r"(?<!\w)(?:[Nn]ée?s?|NÉE?S?)(?!\w)")
_BREAK = re.compile(
    r"[.!?;](?:\s|$)|(?<![a-z])(?:depuis|apres|plus tard|habite|demeurant|domicilie\w*|decede\w*"
    r"|marie\w*|entre|inscrit\w*|avant|installe\w*|embauche\w*)(?![a-z])"
)
_THING = re.compile(
    r"(?<![a-z])(?:association|commune|projet|entreprise|societe|communaute|idee|syndicat"
    r"|collectif|structure|loi|dispositif|club|ecole"
    r"|festival|fete|intercommunalite|agglomeration|federation|comite|initiative|partenariat"
    r"|conflit|litige|cooperative|amicale|journal"
    r"|tradition|polemique|collaboration|jumelage|site|service|marque|region|metropole|reserve"
    r"|programme)(?![a-z])[^.!?]{0,40}$"
)
_PERSON = re.compile(
    r"(?<![a-z])(?:mme|m\.|monsieur|madame|enfant|fils|fille|je|il|elle|president\w*|fondateur"
    r"|fondatrice|membre|eleve)(?![a-z])"
)
_AFTER = re.compile(r",? ?\(?(?:(?:sa |ma )?date de naissance|ddn)(?![a-z])")
_LIST = re.compile(r"[ ,]{0,3}(?:et|puis|ou)?[ ]?(?:le |les |du )?")


def births(page: Scan) -> Iterator[Found]:
    """Dates of birth, whole ("12/03/1962") or a year ("née en 1962")."""
    triggers = _triggers(page)
    if not triggers:
        return
    last_birth = -1
    previous_end = 0
    for date in find_dates(page):
        start, end = plain_at(page, date.start), plain_at(page, date.end - 1) + 1
        born = _born_before(page, triggers, start, previous_end)
        listed = last_birth >= 0 and _LIST.fullmatch(page.folded, last_birth, start)
        after = _AFTER.match(page.folded, end)
        if (born or listed or after) and _is_day_or_year(date):
            end = _with_year(page, date, end)
            yield Found(start, end, Kind.BIRTH, 0.97, "date de naissance")
            last_birth = end
        previous_end = end if date.day is not None or date.year is not None else previous_end
    yield from _figures(page, triggers)


def _triggers(page: Scan) -> list[int]:
    """Where a word that announces a birth ends."""
    ends = {match.end() for match in _BORN.finditer(page.folded) if _of_a_person(page, match.start())}
    ends |= {match.end() for match in _BORN_ACCENTED.finditer(page.shape.clean) if _of_a_person(page, match.start())}
    return sorted(ends)


def _of_a_person(page: Scan, at: int) -> bool:
    before = page.before(at, 60)
    if re.search(r"si (?:vous etes|vous avez|l'enfant est|il est|elle est) $", before):
        return False
    thing = _THING.search(before)
    return not thing or bool(_PERSON.search(before, thing.start()))


def _born_before(page: Scan, triggers: list[int], start: int, previous_end: int) -> bool:
    near = [end for end in triggers if end <= start]
    if not near or start - near[-1] > 60 or previous_end > near[-1]:
        return False
    return not _BREAK.search(page.folded, near[-1], start)


def _is_day_or_year(date: DateMention) -> bool:
    return date.day is not None or date.year is not None


def _with_year(page: Scan, date: DateMention, end: int) -> int:
    """ "le quatre août soixante-dix-huit": two figures of a year, which are no year elsewhere."""
    number = page.number_after(end, room=2) if date.year is None and date.month is not None else None
    fits = number and isinstance(number.value, int) and number.value < 100 and not number.percent
    return number.end if number and fits else end


def _figures(page: Scan, triggers: list[int]) -> Iterator[Found]:
    """ "né en 1962", "née le 12 03 62", "né le douze zéro trois mille neuf cent soixante-deux"."""
    starts = [number.start for number in page.numbers]
    for trigger in triggers:
        stretch = _stretch(page, bisect_left(starts, trigger), trigger)
        digits = "".join(re.sub(r"[^0-9]", "", page.folded[n.start : n.end]) or str(n.value) for n in stretch)
        if (
            stretch
            and not _BREAK.search(page.folded, trigger, stretch[0].start)
            and (_plausible(digits) or _short_year(page, stretch))
        ):
            yield Found(stretch[0].start, stretch[-1].end, Kind.BIRTH, 0.9, "date de naissance")


def _short_year(page: Scan, stretch: Sequence[NumberMention]) -> bool:
    """ "née en soixante-quatorze"."""
    return len(stretch) == 1 and 20 <= stretch[0].value <= 99 and page.before(stretch[0].start, 4) == " en "


def _stretch(page: Scan, first: int, trigger: int) -> list[NumberMention]:
    """The numbers in a row that come soon after a trigger, from number ``first``."""
    stretch: list[NumberMention] = []
    end, room = trigger, 40
    for number in page.numbers[first : first + 8]:
        between = page.folded[end : number.start]
        if number.percent or not isinstance(number.value, int) or len(between) > room:
            break
        if stretch and re.search(r"[a-z]", between):
            break
        stretch.append(number)
        end, room = number.end, 4
    return stretch


def _plausible(digits: str) -> bool:
    if len(digits) == 4:
        return 1900 <= int(digits) <= 2100
    for day, month, year in ((digits[:2], digits[2:4], digits[4:]), (digits[:1], digits[1:2], digits[2:]),
                             (digits[:2], digits[2:3], digits[3:]), (digits[:1], digits[1:3], digits[3:])):  # fmt: skip
        fits = year and 1 <= int(day) <= 31 and 1 <= int(month) <= 12
        if fits and (len(year) == 2 or (len(year) == 4 and 1900 <= int(year) <= 2100)):
            return True
    return False
