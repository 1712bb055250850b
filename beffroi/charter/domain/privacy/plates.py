"""Number plates: since 2009 "AB-123-CD", before "1234 AB 25", written or spelled out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from beffroi.facts.digits import Group
from beffroi.facts.scan import Scan

from .found import Found
from .spans import Kind

_CUE = re.compile(
    r"(?<![a-z])(?:immatricul\w*|plaques?|vehicules?|voitures?|auto|automobile|camion\w*|motos?"
    r"|scooters?|remorques?|caravanes?"
    r"|fourgon\w*|utilitaire|berline|clio|twingo|megane|scenic|kangoo|duster|sandero|peugeot"
    r"|renault|citroen|dacia|volkswagen|golf"
    r"|polo|toyota|ford|fiat|opel|audi|bmw|mercedes|tesla|nissan|kia|hyundai|seat|skoda|mini|zoe"
    r"|c3|c4|208|308|3008|stationn\w*"
    r"|gare[er]?e?s?|fourriere)(?![a-z])"
)
_NEW = re.compile(r"(?<![A-Za-z0-9-])([A-Z]{2})[ .-]?([0-9]{3})[ .-]?([A-Z]{2})(?![A-Za-z0-9-])")
_OLD = re.compile(
    r"(?<![A-Za-z0-9-])([0-9]{2,4})[ .-]?([A-Z]{2,3})[ .-]?(2[AB]|97[1-6]|0[1-9]|[1-8][0-9]|9[0-5])(?![A-Za-z0-9-])"
)
_LOWER = re.compile(
    r"(?<![a-z0-9])([a-z])[ .-]?([a-z])[ .\-,]{0,2}([0-9]{3})[ .\-,]{0,2}([a-z])[ .-]?([a-z])(?![a-z0-9'])"
)
_OLD_LOWER = re.compile(
    r"(?<![a-z0-9-])[0-9]{2,4}[ .-]?[a-z]{2,3}[ .-]?(?:2[ab]|97[1-6]|0[1-9]|[1-8][0-9]|9[0-5])(?![a-z0-9-])"
)
_PARCEL = re.compile(
    r"(?:parcelles?|section|cadastr\w*|lots?|article|reference|ref\.?|modele|norme|type)[ ,:n°]{0,6}(?:section )?$"
)
_PAIR = (
    r"(?:(?<![a-z])[a-z][ .,-]{1,3}[a-z](?![a-z'])|(?<![a-z])[a-z]{2}(?![a-z'])|\b(?:alpha|bravo"
    r"|charlie|delta|echo|fox-?trot|golf|hotel|india|juliett?e?|kilo|lima|mike|november|oscar|papa"
    r"|quebec|romeo|sierra|tango|uniform|victor|whisky|whiskey|x-?ray|yankee"
    r"|zulu)[ ,-]{1,3}(?:alpha|bravo|charlie|delta|echo|fox-?trot|golf|hotel|india|juliett?e?|kilo"
    r"|lima|mike|november|oscar|papa|quebec|romeo|sierra|tango|uniform|victor|whisky|whiskey"
    r"|x-?ray|yankee|zulu)(?![a-z]))"
)
_JOINT = r"[ ,.-]{1,3}(?:tiret[ ,]{1,2})?"
_BEFORE = re.compile(rf"({_PAIR}){_JOINT}$")
_AFTER = re.compile(rf"{_JOINT}({_PAIR})")


_WORDS = re.compile(
    r"(?<![a-z])(?:de|kg|cm|km|la|le|en|et|du|au|un|ml|cv|ce|se|ne|je|tu|il|on|ou|si|sa|ma|ta|mm|cl|kw|ch)(?![a-z])"
)


def plates(page: Scan, runs: Sequence[Sequence[Group]]) -> Iterator[Found]:
    """Plates in order of their shapes."""
    clean, folded = page.shape.clean, page.folded
    for match in _NEW.finditer(clean):
        if not _PARCEL.search(page.before(match.start(), 30)):
            yield Found(match.start(), match.end(), Kind.PLATE, 0.95, "forme d’une plaque d’immatriculation")
    for match in page.from_figures(_OLD, clean):
        cue = _CUE.search(page.before(match.start(), 60))
        glued = " " not in match[0] and len(match[1]) > 2
        if cue or (
            glued
            and not _PARCEL.search(page.before(match.start(), 30))
            and len(match[2]) > 1
            and int(match[1]) > 99
            and not _year(match[1])
        ):
            yield Found(
                match.start(), match.end(), Kind.PLATE, 0.9 if cue else 0.7, "ancienne plaque d’immatriculation"
            )
    for matches in (_LOWER.finditer(folded), page.from_figures(_OLD_LOWER)):
        for match in matches:
            if _CUE.search(page.before(match.start(), 60)) and not _WORDS.search(match[0]):
                yield Found(match.start(), match.end(), Kind.PLATE, 0.9, "plaque d’immatriculation")
    yield from _spoken(page, runs)


def _year(figures: str) -> bool:
    return len(figures) == 4 and 1900 <= int(figures) <= 2099


def _spoken(page: Scan, runs: Sequence[Sequence[Group]]) -> Iterator[Found]:
    """ "A B cent vingt-trois C D", "alpha bravo un deux trois charlie delta"."""
    for run in runs:
        digits = "".join(group.digits for group in run)
        if len(digits) != 3:
            continue
        before = _BEFORE.search(page.folded, max(0, run[0].start - 40), run[0].start)
        after = _AFTER.match(page.folded, run[-1].end)
        if (
            not (before and after)
            or _PARCEL.search(page.before(before.start(), 30))
            or _WORDS.search(f"{before[1]} {after[1]}")
        ):
            continue
        if _CUE.search(page.before(before.start(), 80)) or _capitals(page, before, after):
            yield Found(before.start(1), after.end(1), Kind.PLATE, 0.9, "plaque d’immatriculation dictée")


def _capitals(page: Scan, before: re.Match[str], after: re.Match[str]) -> bool:
    pairs = page.shape.clean[before.start(1) : before.end(1)] + page.shape.clean[after.start(1) : after.end(1)]
    return sum(map(str.isupper, pairs)) == 4
