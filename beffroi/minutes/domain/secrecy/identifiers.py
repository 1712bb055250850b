"""Numbers and places that are somebody's own: telephone, e-mail, social security number, bank account, date of birth,
home, number plate. A checksum where there is one; the commune's own numbers are not secret and are left."""

from __future__ import annotations

import re
from collections.abc import Iterator

from beffroi.facts import find_dates, find_emails, find_phones
from beffroi.facts.scan import Scan, scan

Found = tuple[int, int, str]
"""(start, end, what it is, in French), offsets in the text."""

_NIR = re.compile(
    r"(?<![0-9])[12] ?[0-9]{2} ?(?:0[1-9]|1[0-2]|[2-9][0-9]) ?(?:[0-9]{2}|2[ab]) ?[0-9]{3} ?[0-9]{3}"
    r"(?: ?[0-9]{2})?(?![0-9])"
)
_IBAN = re.compile(r"(?<![a-z0-9])[a-z]{2}[0-9]{2}(?: ?[a-z0-9]{4}){3,7}(?: ?[a-z0-9]{1,3})?(?![a-z0-9])")
_PLATE = re.compile(r"(?<![a-z0-9])[a-hj-np-tv-z]{2}[- ]?[0-9]{3}[- ][a-hj-np-tv-z]{2}(?![a-z0-9])")
_BORN = re.compile(r"(?<![a-z])(?:nee?s?|naissance|date de naissance)\b[^.;]{0,20}$")
_WAY = (
    r"(?:rue|avenue|av\.|boulevard|bd|place|chemin|allee|route|impasse|quai|square|passage|lieu[- ]dit|residence|hameau"
    r"|lotissement|cite|cours|sentier|ruelle|montee|clos)"
)
_SAID = (
    r"(?:un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente|quarante"
    r"|cinquante|soixante|cent)(?:[- ][a-z]+){0,3}"
)
_NUMBERED = rf"(?:(?:[0-9]+|{_SAID})(?: ?(?:bis|ter|quater))?,? ?)"
_LIVES = re.compile(
    r"(?<![a-z])(?:demeur(?:e|ant|ait)|domicilie(?:e|s|es)?|habit(?:e|ant|ait|ent|aient)|resid(?:e|ant|ait|ent)|logee?"
    r"|vi(?:t|vant|vait))(?: actuellement| seule?s?| toujours)?[ ,:]*(?:au |a |chez |dans |sur |en )?(?:la |l'|le )?"
    rf"(?P<home>{_NUMBERED}?{_WAY} )"
)
_NUMBERED_WAY = re.compile(rf"(?<![0-9a-z])(?P<home>{_NUMBERED}{_WAY} )")
_OWN_PLACE = re.compile(
    r"(?:(?:son|leur|au) domicile|(?:son|leur) adresse|adresse personnelle"
    r"|chez (?:lui|elle|eux|m\.|mme|monsieur|madame)"
    r"|(?:maison|logement|appartement) d(?:e (?:m\.|mme|monsieur|madame)|'une? )|(?:sa|leur) maison"
    r"|(?:son|leur) (?:logement|appartement))[^.;]{0,30}$"
)
_IN_A_WAY = re.compile(r"(?:de |du |des |d'|l'|la |le |les |aux? )*(?P<word>[a-z][a-z-]*)")
_OFFICE = re.compile(r"(?:mairie|commune|ville|contact|accueil|secretariat|communaute|prefecture|sdis|dgfip|urbanisme)")
_OFFICE_BEFORE = re.compile(
    r"(?:mairie|secretariat|accueil|standard|service[s]?|urgences?|gendarmerie|pompiers|office)[^.;]{0,40}$"
)


def identifiers(text: str) -> list[Found]:
    page = scan(text)
    found: list[Found] = []
    for start, end, what in _all(page):
        if not any(start < after and before < end for before, after, _ in found):
            found.append((start, end, what))
    return sorted(found)


def _all(page: Scan) -> Iterator[Found]:
    for name, pattern, holds in (
        ("numéro de sécurité sociale", _NIR, _is_nir),
        ("compte bancaire", _IBAN, _is_iban),
        ("plaque d’immatriculation", _PLATE, None),
    ):
        for match in pattern.finditer(page.folded):
            if holds is None or holds(match[0].replace(" ", "")):
                yield (*page.shape.span(*match.span()), name)
    for email in find_emails(page):
        if not _OFFICE.search(email.value):
            yield email.start, email.end, "adresse de courriel"
    for phone in find_phones(page):
        if not _OFFICE_BEFORE.search(page.before(phone.start, 50)) and not _of_a_longer_one(
            page, phone.start, phone.end
        ):
            yield phone.start, phone.end, "numéro de téléphone"
    for date in find_dates(page):
        if _BORN.search(page.before(date.start, 40)):
            yield date.start, date.end, "date de naissance"
    yield from _homes(page)


def _of_a_longer_one(page: Scan, start: int, end: int) -> bool:
    """Ten digits between others are part of a reference: one on either side is not enough ("lot 3 06 12…")."""
    after = page.shape.clean[end : end + 3]
    return bool(re.search(r"[0-9] ?$", page.before(start, 3)) and re.match(r" ?[0-9]", after))


def _homes(page: Scan) -> Iterator[Found]:
    for match in _LIVES.finditer(page.folded):
        yield _home(page, match)
    for match in _NUMBERED_WAY.finditer(page.folded):
        if _OWN_PLACE.search(page.before(match.start(), 60)):
            yield _home(page, match)


def _home(page: Scan, match: re.Match[str]) -> Found:
    """To the end of the name of the way: its first word, then those that have a capital."""
    end = match.end()
    named = _IN_A_WAY.match(page.folded, end)
    while named is not None:
        end = named.end()
        named = _IN_A_WAY.match(page.folded, end + 1) if page.folded[end : end + 1] == " " else None
        if named is not None and not page.shape.clean[named.start("word")].isupper():
            break
    return (*page.shape.span(match.start("home"), end), "adresse d’une personne")


def _is_nir(digits: str) -> bool:
    """15 characters whose key holds; 13 without a key are taken on their shape."""
    if len(digits) != 15:
        return len(digits) == 13
    number = digits[:13].replace("2a", "19").replace("2b", "18")
    return number.isdigit() and 97 - int(number) % 97 == int(digits[13:])


def _is_iban(written: str) -> bool:
    moved = written[4:] + written[:4]
    return int("".join(str(int(character, 36)) for character in moved)) % 97 == 1
