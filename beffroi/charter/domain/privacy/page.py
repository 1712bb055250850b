"""A text made plain for the search of personal data: look-alike letters of other alphabets read as ours, and words
spelled out with spaces ("D u b o i s") closed up. Offsets lead back to the original."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from beffroi.facts.scan import Scan, read
from beffroi.facts.text import Plain, plain

_ALIKE = str.maketrans(
    "АВЕЅІЈКМНОРСТУХЗаеѕіјорсухԁԛԝһӏɡıɩΑΒΕΖΗΙΚΜΝΟΡΤΥΧαορνικтмнвкÐðøØłŁℓ＠﹫．。٫‚，：⸱",
    "ABESIJKMHOPCTYX3aesijopcyxdqwhlgiiABEZHIKMNOPTYXaopvikTMHBKDdoOlLl@@...,,:.",
)


_FOREIGN = frozenset(map(chr, _ALIKE))


def _digit(char: str) -> str:
    """Circled and raised figures read as figures, everything else as it is."""
    figure = unicodedata.digit(char, None)
    return str(figure) if figure is not None else char


_SPELLED = re.compile(r"(?<![^\W_])(?:[^\W\d_](?P<gap>[ ]|-| - |\n)(?:[^\W\d_](?P=gap)){2,40}[^\W\d_])(?![^\W_]|')")


_IN_FIGURES = re.compile(r"[OolI]{0,3}[0-9][0-9OolI]{0,13}(?![^\W_])")
_AS_FIGURES = str.maketrans("OolI", "0011")
_INLINE_TAG = re.compile(r"</?(?:b|i|u|em|strong|span|mark|small|sup|sub|font|a)[ ]{0,2}>", re.IGNORECASE)


def page(text: str) -> Scan:
    """A text read once, ready for every rule."""
    return read(_closed(alike(text)))


def _as_figures(match: re.Match[str]) -> str:
    """A figure whose zeros and ones are letters ("O6 l2"); what ends a word ("mo2") is left as it is."""
    start = match.start()
    whole = not start or not match.string[start - 1].isalnum()
    return match[0].translate(_AS_FIGURES) if whole else match[0]


def alike(text: str) -> Plain:
    """The plain form of a text whose look-alike letters and raised figures are replaced one for one."""
    seen = _IN_FIGURES.sub(_as_figures, text)
    if text.isascii():
        return replace(plain(seen), original=text)
    characters = set(seen)
    if not characters.isdisjoint(_FOREIGN):
        seen = seen.translate(_ALIKE)
    if any(unicodedata.category(char) == "No" for char in characters):
        seen = "".join(map(_digit, seen))
    return replace(plain(seen), original=text)


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
_AROUND_AT = re.compile(
    r"(?<=[@.] )[^\W\d_](?:[ ][^\W\d_]){1,2}(?![^\W_])|(?<![^\W_])[^\W\d_](?:[ ][^\W\d_]){1,2}(?= [@.] )"
)


def spelled(clean: str) -> Iterator[tuple[int, int]]:
    """Words of four letters or more that are spelled with a space or a dash between letters."""
    for match in (*_SPELLED.finditer(clean), *_DOTTED.finditer(clean)):
        yield match.span()
    if "@" in clean:
        for match in _AROUND_AT.finditer(clean):
            yield match.span()


def plain_at(page: Scan, at: int) -> int:
    """Where an offset of the original text is in the plain one."""
    origin = page.shape.origin
    return at if origin is None else bisect_left(origin, at)
