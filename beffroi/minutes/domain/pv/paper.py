"""The text of a document in one piece, with a way back from any place in it to the page and line.

Scans are mended here, once: letters that a recogniser confuses in the set phrases of a procès-verbal, figures read as
letters, running headers and footers. What is quoted to the reader is always the line as it was read.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from beffroi.facts import plain, strip_accents
from beffroi.minutes.domain.pv.columns import unfolded
from beffroi.minutes.domain.pv.types import Quote, Quotes

_MENDED = (
    (re.compile(r"^\s*(?:>\s*)+"), ""),
    (re.compile(r"^\s*#{1,6}\s+"), ""),
    (re.compile(r"(?<![\w*(])\*\*(?=[^\s*])|(?<=[^\s*])\*\*(?![\w*)])|\\(?=[*_|])"), ""),
    (re.compile(r"(?<![A-Za-zÀ-ÿ])(?:[A-Z1|]|[I1|!]'|l\s|L\s|[lL]')\s?unanimit(?=[éeè])", re.I), "l'unanimit"),
    (re.compile(r"(?<![A-Za-zÀ-ÿ])l?unanimt?it?[éeè](?![a-zéè])", re.I), "unanimité"),
    (re.compile(r"(?<![A-Za-zÀ-ÿ])(?:V|P|I'|l |L |1')(?=ordre du jour)", re.I), "l'"),
    (re.compile(r"(?<![A-Za-zÀ-ÿ0-9])et(?=\d)"), "et "),
    (re.compile(r"(?<=\d)(?=(?:voix|votes?|abstentions?|contre|pour)\b)", re.I), " "),
    (re.compile(r"(?<=\d)[oO](?![A-Za-zÀ-ÿ°])|(?<=[hH]\d)[oO](?!\w)"), "0"),
    (re.compile(r"(?<=\d)[oO](?=[hH])"), "0"),
    (re.compile(r"(?<=\d[hH])[oO0][oO0](?!\w)"), "00"),
    (re.compile(r"((?:pour|contre|abstentions?|votants|présents)\s*[:=]\s*)[lI|](?=\s|$)", re.I), r"\g<1>1"),
    (re.compile(r"(?<=[:=]\s)[lI|](?=\d(?!\d))"), "1"),
    (re.compile(r"(?<=[:=]\s)[oO](?=\s|$)"), "0"),
    (re.compile(r"(?<![\w'])[lI|](?=\s+(?:voix|votes?|abstention|contre|pour)\b)"), "1"),
    (re.compile(r"(?<![\w'’])[l|](?=\d{1,2}(?!\w))|(?<=\d)l(?=\s?h\s?\d)", re.I), "1"),
    (re.compile(r"(?<![\w'])O(?=\s+(?:voix|votes?|abstention|contre|pour)\b)"), "0"),
    (re.compile(r"(?<![A-Za-zÀ-ÿ])(M|MM|Mr|Mme|Mmes|Mlle),(?=\s?[A-ZÀ-Ý])"), r"\1."),
    (re.compile(r"(?<![A-Za-zÀ-ÿ])([Mm])me\."), r"\1me"),
    (re.compile(r"(?<![\w'’])l(?=[bcdfgjkmnpqrstvxz][a-zà-ÿ]{2,})"), "I"),
)
_WORDISH = re.compile(r"[A-Za-zÀ-ÿ’']{2,}")
_VOWELS = re.compile(r"[aeiouyàâéèêëîïôöûü]", re.I)


_SPACED = re.compile(r"(?<!\S)(?:[A-ZÀ-Ý]{1,3} ){4,}[A-ZÀ-Ý]{1,3}(?!\S)")
_SPACED_WORDS = re.compile(
    r"(?<=[A-ZÀ-Ý])(?=(?:EXCUS[EÉ]|REPR[EÉ]SENT|AYANT|AVAIENT|DONN[EÉ]|POUVOIR|PROCURATION|DE(?=S[EÉ]ANCE)|S[EÉ]ANCE|DU(?=JOUR)"
    r"|JOUR|MUNICIPA|COMMUNAUTAIRE))"
)


def _unspaced(line: str) -> str:
    """ "P R E S E N T S" as one word; words that a single space parts from the next are told by what they are."""

    def joined(match: re.Match[str]) -> str:
        pieces = match[0].split()
        if 3 * sum(len(piece) == 1 for piece in pieces) < 2 * len(pieces):
            return match[0]
        return _SPACED_WORDS.sub(" ", "".join(pieces))

    return _SPACED.sub(joined, line)


def mended(line: str) -> str:
    """The line without markup, its set phrases and figures as they were before the scan."""
    line = _unspaced(line)
    if line.count("|") >= 2 and "\t" not in line:
        line = re.sub(r"^[\s>]*\||\|\s*$", "", line).replace("|", "\t")
    for pattern, repair in _MENDED:
        line = pattern.sub(repair, line)
    return line.rstrip()


@dataclass(frozen=True)
class Paper:
    """``flow`` is the mended text, one line a line; ``bare`` the same without accents, ``folded`` without capitals
    either, both of the same length; ``starts`` where each line begins."""

    quotes: tuple[Quote, ...]
    flow: str
    bare: str
    folded: str
    starts: tuple[int, ...]
    pages: int = 0
    headings: frozenset[int] = frozenset()
    """Offsets of the lines that the document's own marks (Markdown) make headings of."""

    def quoted(self, start: int, end: int, most: int = 3) -> Quotes:
        """The lines behind ``[start, end)``, blank ones left out, at most ``most`` of them."""
        first, last = self.line_of(start), self.line_of(max(start, end - 1))
        found = [quote for quote in self.quotes[first : last + 1] if quote.text]
        return tuple(found[:most])

    def line_of(self, offset: int) -> int:
        return max(0, bisect_right(self.starts, offset) - 1)

    def line_start(self, offset: int) -> int:
        return self.starts[self.line_of(offset)] if self.starts else 0

    def line_end(self, offset: int) -> int:
        after = self.line_of(offset) + 1
        return self.starts[after] - 1 if after < len(self.starts) else len(self.flow)

    def lines(self) -> list[tuple[int, str]]:
        """(offset, mended line) of each line that is not blank."""
        rows = zip(self.starts, self.flow.split("\n"), strict=bool(self.starts))
        return [(start, line) for start, line in rows if line.strip()]

    def legible(self) -> float:
        """The share of words that hold a vowel and are not mostly single letters: a poor scan falls under 0.8."""
        words = [word for word in re.findall(r"\S+", self.flow) if re.search(r"[A-Za-zÀ-ÿ]", word)]
        if not words:
            return 0.0
        good = sum(bool(_WORDISH.search(word) and _VOWELS.search(word)) or len(word) <= 2 for word in words)
        return good / len(words)


def paper(pages: Sequence[Sequence[str]], *, paged: bool = True) -> Paper:
    """A document out of its pages of lines. ``paged`` False: one page that is not one (a text file)."""
    repeated = _running(pages) if len(pages) > 1 else set()
    quotes: list[Quote] = []
    lines: list[str] = []
    marked: set[int] = set()
    for page, rows in enumerate(pages, start=1):
        for rank, row in unfolded(rows):
            if _HEADING.match(row):
                marked.add(len(lines))
            edge = page > 1 and _edge_key(row) in repeated
            quotes.append(Quote(page if paged else 0, rank + 1, " ".join(rows[rank].split())))
            lines.append("" if edge else mended(_tabbed(row)))
    flow = "\n".join(lines)
    starts, at = [], 0
    for line in lines:
        starts.append(at)
        at += len(line) + 1
    return Paper(
        tuple(quotes),
        flow,
        strip_accents(flow),
        plain(flow).folded,
        tuple(starts),
        len(pages) if paged else 0,
        frozenset(starts[at] for at in marked),
    )


_HEADING = re.compile(r"#{2,6}\s+\S")


def _tabbed(row: str) -> str:
    """The plain form of a line with its tabs kept: they separate the cells of a table."""
    return "\t".join(plain(cell).clean for cell in row.split("\t"))


def _running(pages: Sequence[Sequence[str]]) -> set[str]:
    """Lines that stand, word for word but for the page number, at the top or the bottom of most pages. A vote that
    comes back ("13 votes pour") is not one of them."""
    edges: Counter[str] = Counter()
    for rows in pages:
        full = [row for row in rows if row.strip()]
        edges.update({_edge_key(row) for row in full[:3] + full[-3:]})
    least = max(2, (len(pages) + 1) // 2)
    return {key for key, times in edges.items() if times >= least and key and not _VOTES.search(plain(key).folded)}


_VOTES = re.compile(r"\b(?:voix|votes?|pour|contre|abst\w*|unanim\w*|majorite)\b")
_PAGE = re.compile(r"\b(?:page|p\.)\s*\d+(?:\s*(?:/|sur|de)\s*\d+)?|^\W*\d{1,3}\s*(?:/\s*\d{1,3})?\W*$", re.I)


def _edge_key(row: str) -> str:
    return _PAGE.sub("#", " ".join(row.split()))
