"""Numbers that only the words before them tell: CAF, passport, identity card, permit, licence, tax, pupil."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from beffroi.facts.digits import Group
from beffroi.facts.scan import Scan

from .found import Found
from .spans import Kind

_ID = r"(?:carte (?:nationale )?d'identite|cni|piece d'identite|identite)(?![a-z])"
_PERMIT = r"(?:titre de sejour|carte de sejour|recepisse|agdref|numero (?:d')?etranger)"
_CAF = r"(?:caf|allocataire|allocations familiales)(?![a-z])"
_TAX = r"(?:numero fiscal|n ?° fiscal|reference fiscale|spi(?![a-z])|avis d'impot)"
_LICENCE = r"(?:[0-9]{2}[a-z]{2}[0-9]{5}|[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[0-9]{6}|[0-9]{12})"
_NEW_CARD = r"(?=[a-z0-9]{0,8}[0-9])(?=[a-z0-9]{0,8}[a-z])[a-z0-9]{9}"
_PUPIL = r"(?:ine|identifiant national (?:eleve|etudiant))(?![a-z])"
_SHAPES = (
    (Kind.CAF, _CAF, r"[0-9]{3} ?[0-9]{4}[ -]?[a-z]?", "numéro d’allocataire"),
    (Kind.DOCUMENT, r"passeport", r"[0-9]{2} ?[a-z]{2} ?[0-9]{5}", "numéro de passeport"),
    (Kind.DOCUMENT, _ID, r"[0-9]{4} ?[0-9a-z]{3} ?[0-9]{5}", "numéro de carte d’identité"),
    (Kind.DOCUMENT, _ID, _NEW_CARD, "numéro de carte d’identité"),
    (Kind.DOCUMENT, _PERMIT, r"(?=[a-z0-9]*[0-9]{3})[a-z0-9]{9,10}", "numéro de titre de séjour"),
    (Kind.DOCUMENT, r"(?:permis(?: de conduire)?|neph)", _LICENCE, "numéro de permis de conduire"),
    (Kind.DOCUMENT, _TAX, r"[0-3](?: ?[0-9]){12}", "numéro fiscal"),
    (Kind.DOCUMENT, _PUPIL, r"[0-9]{9,10}[0-9a-z][a-z]?", "identifiant d’élève"),
)
_LEAD = r"[^0-9\n.;]{0,32}?(?<![a-z0-9])"
_PATTERNS = [(kind, re.compile(rf"{named}{_LEAD}({shape})(?![a-z0-9])"), why) for kind, named, shape, why in _SHAPES]
_NAMED = re.compile(rf"(?<![a-z])(?:{'|'.join(dict.fromkeys(named for _, named, _, _ in _SHAPES))})")
_PASSPORT = re.compile(r"(?<![A-Z0-9])[0-9]{2}[A-Z]{2}[0-9]{5}(?![A-Z0-9])")
_SPOKEN_CAF = re.compile(r"(?<![a-z])(?:caf|allocataire|allocations familiales)(?![a-z])")


def documents(page: Scan, runs: Sequence[Sequence[Group]]) -> Iterator[Found]:
    """Numbers that only what is said before them tells."""
    for named in _NAMED.finditer(page.folded):
        for kind, pattern, why in _PATTERNS:
            match = pattern.match(page.folded, named.start())
            if match:
                yield Found(match.start(1), match.end(1), kind, 0.95, why)
    for match in page.from_figures(_PASSPORT, page.shape.clean):
        yield Found(match.start(), match.end(), Kind.DOCUMENT, 0.85, "forme d’un numéro de passeport")
    for run in runs:
        digits = "".join(group.digits for group in run)
        if len(digits) in (6, 7, 8) and _SPOKEN_CAF.search(page.before(run[0].start, 40)):
            letter = re.compile(r"[ -]?[a-z](?![a-z0-9'])").match(page.folded, run[-1].end)
            yield Found(run[0].start, letter.end() if letter else run[-1].end, Kind.CAF, 0.9, "numéro d’allocataire")
