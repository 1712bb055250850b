"""A text made plain for the search of personal data: look-alike letters of other alphabets read as ours, and words
spelled out with spaces ("D u b o i s") closed up. Offsets lead back to the original."""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, product

from beffroi.facts.firstnames import wide_first_names
from beffroi.facts.lastnames import last_names
from beffroi.facts.scan import Scan, read
from beffroi.facts.text import Plain, fold, plain, replaced

_ALIKE: dict[str, str] = dict(
    zip(
        "АВЕЅІЈКМНОРСТУХЗаеѕіјорсухԁԛԝһӏɡıɩΑΒΕΖΗΙΚΜΝΟΡΤΥΧαορνικтмнвкÐðøØłŁℓ＠﹫．。٫‚，：⸱",
        "ABESIJKMHOPCTYX3aesijopcyxdqwhlgiiABEZHIKMNOPTYXaopvikTMHBKDdoOlLl@@...,,:.",
        strict=True,
    )
)
_ALIKE |= {
    char: match[1].lower()
    for char in map(chr, (*range(0x250, 0x2B0), *range(0x1D00, 0x1D80), *range(0xA720, 0xA800)))
    if (match := re.fullmatch(r"LATIN LETTER SMALL CAPITAL ([A-Z])", unicodedata.name(char, "")))
}
_FOREIGN = frozenset(_ALIKE)


def _digit(char: str) -> str:
    """Circled and raised figures read as figures, everything else as it is."""
    figure = unicodedata.digit(char, None)
    return str(figure) if figure is not None else char


_SPELLED = re.compile(r"(?<![^\W_])(?:[^\W\d_](?P<gap>[ ]|-| - |\n)(?:[^\W\d_](?P=gap)){2,40}[^\W\d_])(?![^\W_]|')")


_IN_FIGURES = re.compile(r"[OolI]{0,3}[0-9][0-9OolI]{0,13}(?![^\W_])")
_LETTER_BESIDE = re.compile(r"[0-9](?:[OolI]|(?<=[OolI].))")
"""What one of the patterns above needs, found sooner: it begins with a figure."""
_AS_FIGURES = str.maketrans("OolI", "0011")
_GROUP = r"[0-9SsBZzGgqbQD]{1,4}"
_GROUPS = re.compile(rf"(?<![^\W_]){_GROUP}(?:[ .\-/]{_GROUP}){{3,9}}(?![^\W_])")
_MISREAD = re.compile(r"[0-9](?:[SsBZzGgqbQD]|(?<=[SsBZzGgqbQD].))")
_AS_MISREAD = str.maketrans("SsBZzGgqbQD", "55822699600")
_INLINE_TAG = re.compile(r"</?(?:b|i|u|em|strong|span|mark|small|sup|sub|font|a)[ ]{0,2}>", re.IGNORECASE)


def page(text: str) -> Scan:
    """A text read once, ready for every rule."""
    return read(_closed(_decoded(alike(text))))


def _as_figures(match: re.Match[str]) -> str:
    """A figure whose zeros and ones are letters ("O6 l2"); what ends a word ("mo2") is left as it is."""
    start = match.start()
    whole = not start or not match.string[start - 1].isalnum()
    return match[0].translate(_AS_FIGURES) if whole else match[0]


_IN_LETTERS = re.compile(r"(?<![^\W_])[A-Z](?=[^\W_]*[0-9][^\W_]*[a-zà-ÿ])[a-zà-ÿ0-9]{2,20}(?![^\W_])")
_FIGURE_WITHIN = re.compile(r"[0-9](?<=[A-Za-zà-ÿ].)[0-9]{0,18}[a-zà-ÿ]")
_AS_LETTERS = {"0": "o", "1": "il", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b"}


def _as_name(match: re.Match[str]) -> str:
    """A name whose letters are figures ("Dub01s"), where the letters that they look like make a known one."""
    readings = product(*(_AS_LETTERS.get(char, char) for char in match[0]))
    names = ("".join(letters) for letters in islice(readings, 16))
    return next((name for name in names if fold(name) in last_names() or fold(name) in wide_first_names()), match[0])


def _as_misread(match: re.Match[str]) -> str:
    """A long number of which a letter or two are figures misread ("98 76 S4 32"). Corsica's "2B" is no figure."""
    groups = re.split(r"[ .\-/]", match[0])
    letters = [sum(char.isalpha() for char in group) for group in groups]
    alone = all(count < max(2, len(group)) and group != "2B" for count, group in zip(letters, groups, strict=True))
    read = alone and sum(letters) <= 2 and sum(map(len, groups)) - sum(letters) >= 8
    return match[0].translate(_AS_MISREAD) if read else match[0]


def alike(text: str) -> Plain:
    """The plain form of a text whose look-alike letters and raised figures are replaced one for one."""
    seen = _IN_FIGURES.sub(_as_figures, text) if _LETTER_BESIDE.search(text) else text
    if _MISREAD.search(seen):
        seen = _GROUPS.sub(_as_misread, seen)
    if _FIGURE_WITHIN.search(seen):
        seen = _IN_LETTERS.sub(_as_name, seen)
    if text.isascii():
        return replace(plain(seen), original=text)
    characters = set(seen)
    if foreign := characters & _FOREIGN:
        seen = replaced(seen, {char: _ALIKE[char] for char in foreign})
    if any(unicodedata.category(char) == "No" for char in characters):
        seen = "".join(map(_digit, seen))
    return replace(plain(seen), original=text)


_ENTITY = re.compile(r"&(?:#[0-9]{2,7}|#[xX][0-9A-Fa-f]{2,6}|[A-Za-z]{2,8}[0-9]{0,2});")


def _decoded(shape: Plain) -> Plain:
    """The same with each HTML entity read as its character, at the place of its "&"."""
    found = [(match, plain(html.unescape(match[0]))) for match in _ENTITY.finditer(shape.clean)]
    found = [(match, char) for match, char in found if len(char.clean) == 1]
    if not found:
        return shape
    clean, folded = list(shape.clean), list(shape.folded)
    for match, char in found:
        clean[match.start()], folded[match.start()] = char.clean, char.folded
    gaps = [at for match, _ in found for at in range(match.start() + 1, match.end())]
    return _without(replace(shape, clean="".join(clean), folded="".join(folded)), gaps)


def span_of(page: Scan, start: int, end: int) -> tuple[int, int]:
    """The stretch of the original text behind a plain one, to the end of an entity that it ends with."""
    first, last = page.shape.span(start, end)
    entity = _ENTITY.match(page.shape.original, last - 1)
    return first, entity.end() if entity else last


def _closed(shape: Plain) -> Plain:
    """The same without the gaps between the letters of a word that is spelled out."""
    text = shape.clean
    gaps = {at for start, end in spelled(text) for at in range(start, end) if not text[at].isalpha()}
    gaps -= {at for at in gaps if 0 < at < len(text) - 1 and text[at - 1].islower() and text[at + 1].isupper()}
    if "<" in text:
        gaps |= {at for tag in _INLINE_TAG.finditer(text) for at in range(*tag.span())}
    if not gaps:
        return shape
    return _without(shape, sorted(gaps))


def _without(shape: Plain, gaps: list[int]) -> Plain:
    """A plain text without some of its characters."""
    kept = [(start + 1, end) for start, end in zip([-1, *gaps], [*gaps, len(shape.clean)], strict=True)]
    places = shape.origin or range(len(shape.clean))
    origin = tuple(place for start, end in kept for place in places[start:end])
    clean = "".join(shape.clean[start:end] for start, end in kept)
    return Plain(shape.original, clean, "".join(shape.folded[start:end] for start, end in kept), origin)


_DOTTED = re.compile(r"(?<![^\W_])[^\W\d_](?:\.[a-zà-ÿ]){3,40}(?![^\W_])")
_AFTER_AT = re.compile(r"[@.][ ]([^\W\d_](?:[ ][^\W\d_]){1,2})(?![^\W_])")
_BEFORE_AT = re.compile(r"(?<![^\W_])[^\W\d_](?:[ ][^\W\d_]){1,2}(?= [@.] )")


def spelled(clean: str) -> Iterator[tuple[int, int]]:
    """Words of four letters or more that are spelled with a space or a dash between letters."""
    for match in (*_SPELLED.finditer(clean), *_DOTTED.finditer(clean)):
        yield match.span()
    if "@" in clean:
        for match in _AFTER_AT.finditer(clean):
            yield match.span(1)
        if " @ " in clean or " . " in clean:
            for match in _BEFORE_AT.finditer(clean):
                yield match.span()


def plain_at(page: Scan, at: int) -> int:
    """Where an offset of the original text is in the plain one."""
    origin = page.shape.origin
    return at if origin is None else bisect_left(origin, at)
