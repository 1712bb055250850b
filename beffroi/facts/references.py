"""Legal and administrative references: articles, laws, numbered acts, land parcels, codes, web addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from beffroi.facts.scan import Scan, scan


@dataclass(frozen=True, slots=True)
class ReferenceMention:
    """A reference at ``text[start:end]``: ``nature`` is article, loi, délibération..., parcelle, code or url;
    ``number`` its canonical form ("L2121-15", "2025-1249", "AB112"); ``code`` the code of law, where said."""

    start: int
    end: int
    text: str
    nature: str
    number: str
    code: str = ""


_ARTICLE = re.compile(
    r"(?<![a-z0-9])(?:articles?|art\.?)?\s{0,2}(?<![a-z])(?P<letter>[lrda])[.*]{0,2}\s?\*?"
    r"(?P<number>[0-9]{1,4}(?:-[0-9]{1,4}){1,5}|[0-9]{3,4})"
    r"(?:(?<=[0-9]{3})\s(?P<rest>[0-9]{1,3})(?!\s?(?:jours|mois|ans|€|euros|%|[0-9])))?(?![0-9a-z])"
)
_SPOKEN_ARTICLE = re.compile(r"(?<![a-z])articles?\s([lrda])\.?\s(?=[a-z0-9])")
_LAW = re.compile(r"\s(?:du|de la|de l'|et suivants du)\s?(cgct|c\.g\.c\.t|code(?:\s[a-z']+){1,6})(?![a-z])")
_CODE_STOPS = re.compile(
    r"\s(?:et|qui|prevoit|dispose|precise|relati|pour|sur|le|les|est|sont|a|ont|dans|par|que"
    r"|en vigueur|impose)(?![a-z])"
)
_ACT = re.compile(
    r"(?<![a-z])(?:(?P<nature>loi|decret|ordonnance|circulaire|arrete|deliberation|decision|marche|dossier|convention"
    r"|permis|rapport|avis)s?(?:\s(?:organique|municipale?|prefectorale?|interministerielle?|ministerielle?"
    r"|du conseil municipal|de construire|d'amenager|de finances|cadre)){0,2}\s{0,2}"
    r"(?:(?:n\s?°|numeros?|no\.?)\s{0,2})?|(?:n\s?°|numeros?)\s{0,2})"
)
_COMPOUND = re.compile(r"[0-9]{1,4}(?:\s?[-/]\s?[0-9]{1,6}){1,3}(?![0-9/-])|[0-9]{1,4}(?:-[0-9]{1,6}){1,3}")
_PARCEL = re.compile(
    r"(?<![a-z])(?:parcelles?(?:\scadastrees?)?(?:\s(?:de la )?section)?|cadastrees?(?:\ssection)?|sections?)"
    r"\s{1,2}(?:n\s?°\s?)?(?P<letters>[a-z]\.?\s?[a-z]?)\.?(?:[\s,]{0,3})(?P<numero>(?:n\s?°|numeros?|no\.?)\s{0,2})?(?=[a-z0-9])"
)
_NEXT_PARCEL = re.compile(
    r"\s?(?:,|et)\s(?:section\s)?(?:([a-z]{1,2})[\s,]{0,2})?((?:n\s?°|numeros?)\s{0,2})?(?=[a-z0-9])"
)
_NOT_LETTERS = frozenset(("de", "du", "la", "le", "et", "en", "au", "a", "l", "d", "y", "ou", "un", "se", "sa", "ce"))
_CODE_WORD = re.compile(
    r"(?<![A-Za-z0-9À-ÿ])(?:[A-Za-z]{1,30}-?[0-9]|[0-9]+[A-Z]{1,3}[0-9])[A-Za-z0-9]*(?:[-/][A-Za-z0-9]+)*"
)
_SURFACE = re.compile(r"[kcdm]?m[23]|(?<=[0-9] )[kK]?[mM][23]|(?<=[0-9])[kK]?[mM][23]")
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"«»)]{3,300}")
_SEPARATOR = re.compile(r"\s{0,2}(?:tiret|-|/|slash|barre)\s{0,2}|\s{1,2}")
_NATURES = {"decret": "décret", "arrete": "arrêté", "deliberation": "délibération", "decision": "décision",
            "marche": "marché"}  # fmt: skip


def find_references(text: str | Scan) -> list[ReferenceMention]:
    """References in order; where two overlap the first of this file's kinds wins."""
    page = scan(text)
    found: list[ReferenceMention] = []
    taken = bytearray(len(page.folded) + 1)
    for finder in (_urls, _articles, _spoken_articles, _acts, _serials, _parcels, _codes):
        for start, end, nature, number, code in finder(page):
            if any(taken[start:end]):
                continue
            taken[start:end] = b"\x01" * (end - start)
            first, last = page.shape.span(start, end)
            found.append(ReferenceMention(first, last, page.shape.original[first:last], nature, number, code))
    return sorted(found, key=lambda mention: mention.start)


Piece = tuple[int, int, str, str, str]


def _urls(page: Scan) -> Iterator[Piece]:
    for match in _URL.finditer(page.shape.clean):
        address = match[0].rstrip(".,;:!?'")
        yield match.start(), match.start() + len(address), "url", re.sub(r"^https?://", "", address.lower()), ""


def _articles(page: Scan) -> Iterator[Piece]:
    for match in _ARTICLE.finditer(page.folded):
        letter = page.shape.clean[match.start("letter")]
        named = match[0].startswith("art")
        if letter.isupper() or named:
            rest = match["rest"] if named and "-" not in match["number"] else None
            end = match.end() if rest else match.end("number")
            number = f"{letter.upper()}{match['number']}" + (f"-{rest}" if rest else "")
            yield _article(page, match.start(), end, number)


def _article(page: Scan, start: int, end: int, number: str) -> Piece:
    law = _LAW.match(page.folded, end)
    if law is None:
        return start, end, "article", number, ""
    stop = _CODE_STOPS.search(page.folded, law.start(1) + 4, law.end(1) + 1)
    joined = re.match(r"code general des impots|code general", law[1])
    last = stop.start() if stop and not joined else law.end(1)
    return start, last, "article", number, page.folded[law.start(1) : last].replace(".", "")


def _spoken_articles(page: Scan) -> Iterator[Piece]:
    """ "article L deux mille cent vingt et un tiret quinze", "article L 21 21 15"."""
    for match in _SPOKEN_ARTICLE.finditer(page.folded):
        groups, end = _spoken_groups(page, match.end())
        if len(groups) == 1 and 4 < len(groups[0]) < 8:
            groups = [groups[0][:4], groups[0][4:]]
        if groups and (len(groups) > 1 or len(groups[0]) > 2):
            yield _article(page, match.start(), end, match[1].upper() + "-".join(groups))


def _spoken_groups(page: Scan, at: int) -> tuple[list[str], int]:
    """Groups of digits said one after the other, cut where "tiret" or "-" is said."""
    groups: list[str] = []
    end = at
    number = page.by_start.get(at)
    joint = ""
    while number is not None and isinstance(number.value, int) and not number.ordinal and not number.percent:
        if groups and not joint.strip():
            groups[-1] += str(number.value)
        else:
            groups.append(str(number.value))
        end = number.end
        separator = _SEPARATOR.match(page.folded, end)
        if separator is None or len(groups) > 4 or len(groups[-1]) > 6:
            break
        joint = separator[0]
        number = page.by_start.get(separator.end())
    return groups, end


def _acts(page: Scan) -> Iterator[Piece]:
    for match in _ACT.finditer(page.folded):
        nature = match["nature"] or ""
        shown = _NATURES.get(nature, nature)
        compound = _COMPOUND.match(page.folded, match.end())
        if compound:
            yield match.start(), compound.end(), shown, re.sub(r"\s", "", compound[0]), ""
        elif nature and "tiret" in page.folded[match.end() : match.end() + 60]:
            groups, end = _spoken_groups(page, match.end())
            if len(groups) > 1:
                yield match.start(), end, shown, "-".join(groups), ""


_SERIAL = re.compile(r"(?<![0-9/.-])[0-9]{2,4}-[0-9]{1,3}/[0-9]{1,4}(?![0-9/-])")


def _serials(page: Scan) -> Iterator[Piece]:
    """Numbers of acts on their own: "23-04/023"."""
    for match in _SERIAL.finditer(page.folded):
        yield match.start(), match.end(), "", match[0], ""


def _parcels(page: Scan) -> Iterator[Piece]:
    for match in _PARCEL.finditer(page.folded):
        written = page.shape.clean[match.start("letters") : match.end("letters")]
        letters = re.sub(r"[^A-Za-z]", "", written).upper()
        named = written.isupper() or bool(match["numero"] and letters.lower() not in _NOT_LETTERS)
        number = page.number_after(match.end(), room=2)
        start, digits = match.start(), _parcel_number(page, match.end())
        while named and digits:
            yield start, digits[1], "parcelle", letters + digits[0], ""
            other = _NEXT_PARCEL.match(page.folded, digits[1])
            if other is None or (other[1] and not page.shape.clean[other.start(1) : other.end(1)].isupper()):
                break
            letters = (other[1] or letters).upper()
            start, digits = other.start(1) if other[1] else other.end(), _parcel_number(page, other.end())
            number = page.number_after(other.end(), room=2)
            if number is None and not digits:
                break


def _parcel_number(page: Scan, at: int) -> tuple[str, int] | None:
    figures = re.compile(r"[0-9]{1,4}(?![0-9])").match(page.folded, at)
    if figures:
        return figures[0].lstrip("0") or "0", figures.end()
    number = page.by_start.get(at)
    if number is None or not isinstance(number.value, int) or number.article or number.value > 9999:
        return None
    return str(number.value), number.end


def _codes(page: Scan) -> Iterator[Piece]:
    """Any other code of letters and figures: "M57", "RD12", "COVID-19"; surfaces ("m2") are left out."""
    for match in _CODE_WORD.finditer(page.shape.clean):
        if not _SURFACE.fullmatch(page.shape.clean, match.start(), match.end()):
            yield match.start(), match.end(), "code", match[0].upper().replace("-", ""), ""
