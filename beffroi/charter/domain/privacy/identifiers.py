"""Numbers that identify: NIR, IBAN, bank cards, CAF, identity documents; companies' numbers are nobody's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from beffroi.facts.digits import Group, Window, window
from beffroi.facts.scan import Scan

from .checksums import is_company, is_iban, is_luhn, is_nir, is_nir_body
from .documents import documents
from .found import Found
from .spans import Kind

_SECU = re.compile(
    r"(?:secu|securite sociale|nir(?![a-z])|carte vitale|assure(?:e)? social|immatriculation social|insee(?![a-z]))"
)
_COMPANY = re.compile(r"(?:siren|siret|rcs|tva|naf|ape)(?![a-z])")
_KEY = r"(?:[ .,\-/(]{0,3}(?:cle[ :]{1,3})?[0-9]{2}\)?)?(?![0-9])"
_SHAPE = r"(?<![a-z0-9])[123478][ .-]?[0-9]{2}[ .-]?[0-9]{2}[ .-]?%s[ .-]?[0-9]{3}[ .-]?[0-9]{3}"
_NIR = re.compile(_SHAPE % "[0-9]{2}" + _KEY)
_LOOSE = re.compile(r"(?<![a-z0-9])[123478](?:[ .-]?[0-9]){4}(?:[ .-]?[0-9ab]){2}(?:[ .-]?[0-9]){8}(?![0-9a-z])")
_CORSE = re.compile(_SHAPE % "2[ ]?[ab]" + _KEY)


def identifiers(page: Scan, runs: Sequence[Sequence[Group]]) -> Iterator[Found]:
    """Every identifying number, the surest kinds first."""
    yield from _ibans(page, runs)
    yield from _written_nirs(page)
    yield from _companies(page)
    yield from _numbers(page, runs)
    yield from documents(page, runs)


def _written_nirs(page: Scan) -> Iterator[Found]:
    for match in page.from_figures(_LOOSE):
        number = re.sub(r"[^0-9ab]", "", match[0])
        if is_nir(number) and _SECU.search(page.before(match.start(), 60)):
            yield Found(match.start(), match.end(), Kind.NIR, 0.95, "numéro de sécurité sociale, clé juste")
    for pattern in (_NIR, _CORSE):
        for match in page.from_figures(pattern):
            number = re.sub(r"cle|[^0-9ab]", "", match[0])
            said = _SECU.search(page.before(match.start(), 60))
            if is_nir(number):
                yield Found(match.start(), match.end(), Kind.NIR, 1.0, "numéro de sécurité sociale, clé juste")
            elif said or (is_nir_body(number[:13]) and re.search(r"[0-9][ .-][0-9]{2}[ .-]", match[0])):
                yield Found(match.start(), match.end(), Kind.NIR, 0.9, "forme d’un numéro de sécurité sociale")


def _companies(page: Scan) -> Iterator[Found]:
    for match in re.finditer(
        r"(?<![0-9a-z])(?:fr ?[0-9]{2} ?)?[0-9]{3}[ .]?[0-9]{3}[ .]?[0-9]{3}(?:[ .]?[0-9]{5})?(?![0-9])", page.folded
    ):
        digits = re.sub(r"[^0-9]", "", match[0])
        said = _COMPANY.search(page.before(match.start(), 30))
        if said or (is_company(digits) and not (digits.startswith("0") and len(digits) == 9)):
            yield Found(match.start(), match.end(), None)


_CLE = re.compile(r"[ ,]{1,2}(?:cle|la cle)[ :,]{1,3}")
_SHORT = re.compile(r"(?:cle|cle de controle)[ ,:]{1,3}$")


def _numbers(page: Scan, runs: Sequence[Sequence[Group]]) -> Iterator[Found]:
    """Long numbers said or written in groups: NIR, cards, companies."""
    for run in runs:
        if sum(len(group.digits) for group in run) < 9:
            continue
        at = 0
        while at < len(run):
            found, at = _best(page, run, at)
            if found:
                yield found


def _best(page: Scan, run: Sequence[Group], at: int) -> tuple[Found | None, int]:
    before = page.before(run[at].start, 70)
    for length in (16, 15, 14, 13, 9):
        whole = window(run, at, length)
        found = _judged(page, whole, before) if whole else None
        if whole and found:
            return found, whole.last
    return None, at + 1


def _judged(page: Scan, whole: Window, before: str) -> Found | None:
    digits, said = whole.digits, bool(_SECU.search(before))
    if len(digits) == 16 and is_luhn(digits) and digits[0] in "3456":
        return Found(whole.start, whole.end, Kind.CARD, 0.98, "numéro de carte bancaire, clé juste")
    if len(digits) == 15 and (
        (is_nir(digits) and "," not in page.folded[whole.start : whole.end]) or (said and is_nir_body(digits[:13]))
    ):
        return Found(whole.start, whole.end, Kind.NIR, 0.98, "numéro de sécurité sociale")
    if len(digits) == 14 and (is_company(digits) or _COMPANY.search(before)):
        return Found(whole.start, whole.end, None)
    if len(digits) == 13 and said and is_nir_body(digits):
        return Found(whole.start, _with_key(page, whole), Kind.NIR, 0.95, "numéro de sécurité sociale")
    if len(digits) == 9 and _COMPANY.search(before):
        return Found(whole.start, whole.end, None)
    return None


def _with_key(page: Scan, whole: Window) -> int:
    key = _CLE.match(page.folded, whole.end)
    number = page.number_after(key.end(), room=2) if key else None
    return number.end if number else whole.end


_IBAN = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2}[0-9]{2}(?:[ .\-\n]{0,2}[A-Za-z0-9]){11,30}(?![A-Za-z0-9])")
_IBAN_FR = re.compile(r"(?<![a-z0-9])(?:fr|mc)[ .-]?[0-9]{2}(?:[ .\-\n]{0,2}[a-z0-9]){23}(?![a-z0-9])")
_RIB = re.compile(
    r"(?<![a-z])(?:rib|releve d'identite bancaire|compte(?: bancaire"
    r"| n ?°)?)[^0-9\n]{0,30}((?:[0-9a-z][ .\-|]{0,3}){22}[0-9])(?![0-9])"
)
_SPOKEN_IBAN = re.compile(r"(?<![a-z])(?:iban|rib)(?![a-z])")
_LETTERS_FR = re.compile(r"(?:f ?r|france|effe? erre)[ ,]{1,2}$")


def _ibans(page: Scan, runs: Sequence[Sequence[Group]]) -> Iterator[Found]:
    for match in _IBAN_FR.finditer(page.folded):
        right = is_iban(re.sub(r"[^a-z0-9]", "", match[0]))
        why = "IBAN, clé juste" if right else "forme d’un IBAN français"
        yield Found(match.start(), match.end(), Kind.IBAN, 1.0 if right else 0.9, why)
    for match in _IBAN.finditer(page.shape.clean):
        end = _longest_iban(match[0].lower())
        if end:
            yield Found(match.start(), match.start() + end, Kind.IBAN, 1.0, "IBAN, clé juste")
        elif _SPOKEN_IBAN.search(page.before(match.start(), 20)) and sum(map(str.isdigit, match[0])) > 11:
            yield Found(match.start(), match.end(), Kind.IBAN, 0.85, "après « IBAN »")
    for match in _RIB.finditer(page.folded):
        if sum(map(str.isdigit, match[1])) >= 18:
            yield Found(match.start(1), match.end(1), Kind.IBAN, 0.9, "relevé d’identité bancaire")
    yield from _spoken_ibans(page, runs)


def _longest_iban(written: str) -> int:
    """How many characters of ``written`` are an IBAN whose key is right (0: none); words may follow it."""
    ends = [at for at in range(len(written), 14, -1) if at == len(written) or not written[at].isalnum()]
    return next((end for end in ends if is_iban(re.sub(r"[^a-z0-9]", "", written[:end]))), 0)


def _spoken_ibans(page: Scan, runs: Sequence[Sequence[Group]]) -> Iterator[Found]:
    for run in runs:
        digits = "".join(group.digits for group in run)
        head = page.before(run[0].start, 60)
        if len(digits) >= 20 and (_SPOKEN_IBAN.search(head) or _LETTERS_FR.search(head)):
            letters = _LETTERS_FR.search(head)
            start = run[0].start - (len(letters[0]) if letters else 0)
            yield Found(start, run[-1].end, Kind.IBAN, 0.9, "IBAN dicté")
