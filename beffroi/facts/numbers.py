"""French numbers in a text, in figures and in words, with their offsets; and numbers written out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from beffroi.facts.spelled import Token, Value, read, runs
from beffroi.facts.text import Plain, plain
from beffroi.facts.writing import format_number, to_words

__all__ = ["NumberMention", "Value", "find_numbers", "format_number", "parse_number", "raw_numbers", "to_words"]


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A number at ``text[start:end]`` (a percent sign is left out of it and told by ``percent``).

    ``article``: a bare "un" or "une" that may be no number at all; ``approximate``: "une vingtaine"."""

    start: int
    end: int
    text: str
    value: Value
    ordinal: bool = False
    percent: bool = False
    approximate: bool = False
    article: bool = False


PERCENT = re.compile(r"\s{0,3}(?:%|pour ?-?cents?(?![a-z])|p\. ?100)")
_COUNTED = re.compile(
    r"\s{1,3}(?:seule? |unique )?(?:voix|votes?|abstentions?|suffrages?|bulletins?|pouvoirs?|procurations?"
    r"|absent|absente|present|presente|contre|euros?|%|pour cent|hectares?|kilometres?|metres?|tonnes?)(?![a-z])"
)
_NUMBERED = re.compile(r"(?:numeros?|n ?°|points?|pages?|chapitres?|articles?|titre|annexe|lots?|phase|tranche)\s$")
_SIGN = re.compile(r"(?:^|(?<=[ (:=\n]))-$")


def raw_numbers(shape: Plain) -> list[NumberMention]:
    """Every number of a plain text, articles included, with offsets in the plain text."""
    found: list[NumberMention] = []
    skip_until = 0
    for run in runs(shape.folded):
        for reading in read(run):
            start, end = run[reading.first].start, run[reading.last - 1].end
            if start < skip_until or _is_seconds(shape.folded, run[reading.first]):
                continue
            percent = PERCENT.match(shape.folded, end) if not reading.ordinal else None
            if percent:
                skip_until = percent.end()
            single = reading.last == reading.first + 1 and run[reading.first].word in ("un", "une")
            found.append(
                NumberMention(
                    start,
                    end,
                    shape.clean[start:end],
                    reading.value,
                    reading.ordinal,
                    bool(percent),
                    reading.approximate,
                    single and not _is_counted(shape.folded, start, end),
                )
            )
    return found


def _is_seconds(folded: str, token: Token) -> bool:
    """ "une seconde", "par seconde": time, not rank."""
    return token.word == "seconde" and bool(re.search(r"(?:une|par|chaque|la|[0-9]) $", folded[: token.start][-8:]))


def _is_counted(folded: str, start: int, end: int) -> bool:
    return bool(_COUNTED.match(folded, end) or _NUMBERED.search(folded, max(0, start - 12), start))


def find_numbers(text: str, *, articles: bool = False) -> list[NumberMention]:
    """Numbers of a text in order. A bare "un" or "une" is given only before a counted noun ("une voix"), after
    a numbered one ("point un"), or with ``articles``."""
    shape = plain(text)
    return [located(shape, m) for m in raw_numbers(shape) if articles or not m.article]


def located(shape: Plain, mention: NumberMention) -> NumberMention:
    """The same mention with its offsets in the original text."""
    start, end = shape.span(mention.start, mention.end)
    return NumberMention(start, end, shape.original[start:end], mention.value, mention.ordinal, mention.percent,
                         mention.approximate, mention.article)  # fmt: skip


def parse_number(text: str) -> Value | None:
    """The value of a text that is one number and nothing else ("moins douze", "1 234,5", "12 %"), or None."""
    shape = plain(text.strip())
    body = re.match(r"(?:moins |-\s?|\+\s?)?", shape.folded)
    offset = body.end() if body else 0
    mentions = raw_numbers(plain(shape.clean[offset:]))
    if len(mentions) != 1 or mentions[0].start:
        return None
    mention = mentions[0]
    if not re.fullmatch(rf"(?:{PERCENT.pattern}|\s?€)?", shape.folded[offset + mention.end :]):
        return None
    negative = shape.folded[:1] == "-" or shape.folded.startswith("moins ")
    return -mention.value if negative else mention.value


def is_negative(folded: str, start: int) -> bool:
    """Whether a minus sign is glued before the number and is not a hyphen nor a bullet."""
    return start > 0 and bool(_SIGN.search(folded, max(0, start - 2), start))
