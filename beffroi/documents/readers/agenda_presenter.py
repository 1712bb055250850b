"""Who presents an item, wherever the line says so; the title without it."""

from __future__ import annotations

import re

CIVIL = r"(?:M\.|MM\.|Mr\.?|Mme\.?|Mmes\.?|Mlle\.?|Monsieur|Madame|Messieurs|Mesdames|(?:Le|La|le|la) [Mm]aire|Dr\.?)"
_ROLE = (
    r"(?:rapporteu(?:res?|rs?|ses?)|rapp\.|présentée?s? par|présentation(?: par|(?= ?:))|exposée? par|intervenante?)"
)
_PRESENTER_LINE = re.compile(rf"^[(\[]?\s*{_ROLE}\s*:?\s*(?P<who>[^()\[\]]+?)\s*[)\]]?\.?$", re.IGNORECASE)
_IN_BRACKETS = re.compile(rf"\s*[(\[]\s*(?:{_ROLE}\s*:?\s*(?P<who>[^()\[\]]+?))\s*[)\]]\s*", re.IGNORECASE)
_NAME_BRACKETS = re.compile(rf"\s*[(\[]\s*(?P<who>{CIVIL}\s+[^()\[\]]{{2,60}}?)\s*[)\]]\s*[.:]?$")
_AT_END = re.compile(rf"\s*(?:[-–—,;:.|]\s*|\s)(?i:{_ROLE})(?:\s+(?={CIVIL})|\s*:\s*)(?P<who>[A-ZÀ-Ýa-z][^()\[\]:]+)$")
_NAME_END = re.compile(
    rf"\s*(?:\s[-–—]\s|\|)\s*(?P<who>{CIVIL}\s+(?:l[ea] [Mm]aire|[A-ZÀ-Ý][^()\[\]:,]{{1,50}}?))"
    r"(?:,\s*rapporteu\w+)?$"
)


def presenter_line(text: str) -> str:
    """Who presents, where a line says only that ("Rapporteur : Mme Dubois"); else nothing."""
    found = _PRESENTER_LINE.match(text.strip())
    who = _who(found["who"]) if found else ""
    return who if who[:1].isupper() or who.lower().startswith(("le ", "la ", "m. ", "mme ")) else ""


def split_presenter(text: str) -> tuple[str, str]:
    """The title without who presents it, and who does."""
    for pattern in (_IN_BRACKETS, _NAME_BRACKETS, _AT_END, _NAME_END):
        found = pattern.search(text)
        if found and found.start() > 0:
            rest = f"{text[: found.start()]} {text[found.end() :]}"
            return tidy(rest), _who(found["who"])
    return tidy(text), ""


def tidy(text: str) -> str:
    """A title on one line, without the signs that hang at its end."""
    title = " ".join(text.split()).strip(" ;:,–—-|*")
    if title[:1] in '“"' and not re.search('[”"]', title[1:]):
        title = title[1:].lstrip()
    for opens, closes_ in ("[]", "()"):
        if title.endswith(closes_) and opens not in title:
            title = title[:-1].rstrip()
    return re.sub(r"(?:(?<=[^\W\d_]{2})|(?<=[\d»)]))\s*\.$", "", title) if not title.endswith("..") else title


def _who(text: str) -> str:
    return " ".join(text.split()).strip(" .,;:")
