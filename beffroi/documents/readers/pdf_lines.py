"""The words of a line once read: ligatures, accents, bullets of symbol fonts; running heads; text that is not text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from beffroi.documents.cleaning import clean

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
# what Word's Symbol and Wingdings draw, at the code points that they have in a PDF
_SYMBOLS = {
    "\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf076": "❖", "\uf0e0": "→", "\uf0e8": "→",
    "\uf02d": "-", "\uf0a8": "☐", "\uf0fe": "☒", "\uf020": " ", "\uf06e": "■", "\uf0be": "—",
}  # fmt: skip
_SPACING_ACCENTS = str.maketrans({"´": "\u0301", "¨": "\u0308", "¸": "\u0327"})
_REPLACED = str.maketrans({**_LIGATURES, **_SYMBOLS, "\u00ad": "-", "\u2010": "-", "\u2011": "-"})
_MARGIN = 0.08
_VOWEL = re.compile(r"[aeiouyàâäéèêëîïôöùûüœæ]", re.IGNORECASE)


def plain(text: str) -> str:
    """``text`` composed, without ligature nor sign of a symbol font; blanks are one space, cells keep their tab."""
    text = clean(re.sub(r"(?<=[A-Za-z])[´¨¸]", lambda found: found[0].translate(_SPACING_ACCENTS), text))
    cells = text.translate(_REPLACED).replace("\n", " ").split("\t")
    return "\t".join(" ".join(cell.split()) for cell in cells).strip()


def mended(before: str, after: str) -> str | None:
    """Two lines as one where a word is cut by a hyphen between them ("délibé-", "ration..."), else None.

    A compound keeps its hyphen ("Saint-", "Jean"): only a small letter after small letters is taken as a cut."""
    if not re.search(r"[a-zà-ÿœ]{2}-$", before) or not re.match(r"[a-zà-ÿœ]{2}", after):
        return None
    last = re.split(r"\s", before)[-1]
    joint = "-" if "-" in last[:-1] or last[:-1].lower() in _COMPOUNDS else ""
    return f"{before[:-1]}{joint}{after}"


_COMPOUNDS = ("après", "avant", "compte", "contre", "demi", "ex", "non", "procès", "rendez", "semi", "sous", "vice")


def is_garbage(text: str) -> bool:
    """Whether a text layer says nothing: characters without a meaning (a font without its table), or words that no
    language would write. Short pages are judged on their characters alone."""
    solid = [char for char in text if not char.isspace()]
    if not solid:
        return False
    lost = sum(char == "\ufffd" or "\ue000" <= char <= "\uf8ff" for char in solid)
    if lost * 10 > len(solid):
        return True
    words = re.findall(r"[^\W_]{3,}", text)
    if len(words) < 20:
        return sum(char.isalnum() for char in solid) * 3 < len(solid)
    said = sum(_pronounceable(word) for word in words)
    return said * 10 < len(words) * 7


def _pronounceable(word: str) -> bool:
    if word.isdigit():
        return True
    mixed = any(char.isdigit() for char in word) or re.search(r"[a-zà-ÿ][A-ZÀ-Ý]", word)
    return bool(_VOWEL.search(word)) and not mixed or word.isupper() and len(word) <= 6


def without_running(pages: Sequence[Sequence[tuple[str, float | None]]]) -> list[list[int]]:
    """For each page of (text, place from 0 to 1 or None), the indexes of the lines that are no running head.

    A running head comes back, the page's number aside, in the margin of at least half of the pages (and of two at
    least), at the same height where heights are known. "12 voix pour" at the foot of two pages of text is none:
    margins only. Other figures count: "Délibération n° 4" heads one page and no other."""
    edges = [{index: _key(line, number) for index, line in _edges(page)} for number, page in enumerate(pages, start=1)]
    seen = Counter(key for page in edges for key in set(page.values()))
    least = max(2, (len(pages) + 1) // 2)
    return [
        [i for i, line in enumerate(page) if i not in edge or not (seen[edge[i]] >= least or _is_number(line[0]))]
        for page, edge in zip(pages, edges, strict=True)
    ]


def _edges(page: Sequence[tuple[str, float | None]]) -> list[tuple[int, tuple[str, float | None]]]:
    """Lines in the margins: by their place, or the first and the last of a page that OCR read."""
    placed = list(enumerate(page))
    if any(top is None for _, top in page):
        return [placed[0], placed[-1]] if len(placed) > 2 else []
    return [(index, line) for index, line in placed if not _MARGIN < (line[1] or 0.0) < 1 - _MARGIN]


def _key(line: tuple[str, float | None], number: int) -> tuple[str, int]:
    text, top = line
    return re.sub(rf"\b{number}\b", "#", text), -1 if top is None else round(top * 100)


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"(?:page\s*)?[-–—]?\s*\d{1,3}\s*(?:(?:/|sur)\s*\d{1,3})?\s*[-–—]?", text, re.IGNORECASE))
