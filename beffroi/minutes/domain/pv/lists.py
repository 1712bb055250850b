"""Lists of people cut into entries: commas, dashes, one a line, brackets; and the names that stand before a verb."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from beffroi.minutes.domain.pv.names import TITLE, bare_name, is_role, looks_like_name


@dataclass(frozen=True, slots=True)
class Entry:
    """A piece of a list, at ``start`` in the text it was cut from."""

    text: str
    start: int


def split_list(text: str, offset: int = 0) -> list[Entry]:
    """The entries of a list; what stands between brackets stays with its entry."""
    per_line = _one_a_line(text)
    flat = re.sub(r"(?<=\w)-[ \t]*\n\s*(?=[A-ZÀ-Ý])", lambda m: "-" + "\x00" * (len(m[0]) - 1), text)
    entries: list[Entry] = []
    depth, begin = 0, 0
    for cut in _cuts(flat, per_line):
        depth = flat.count("(", begin, cut[0]) - flat.count(")", begin, cut[0])
        if depth > 0:
            continue
        _keep(flat, begin, cut[0], offset, entries)
        begin = cut[1]
    _keep(flat, begin, len(flat), offset, entries)
    return entries


def _keep(flat: str, begin: int, end: int, offset: int, entries: list[Entry]) -> None:
    piece = flat[begin:end]
    text = " ".join(piece.replace("\x00", "").split())
    if text.strip(" .:-–*"):
        entries.append(Entry(text, offset + begin + len(piece) - len(piece.lstrip())))


_CUT = re.compile(
    r"\s*[,;•·/&+]\s*|\s[-–—]+\s|\s?[—–]\s|\t+|\s{3,}(?=[A-ZÀ-Ý])|\s+et\s+(?=[A-ZÀ-Ý]|par (?:procuration|pouvoir)"
    r"|pouvoir de|procuration de)"
    rf"|(?<=[^\s:])(?<!\bà)(?<!\ba)(?<!\bpar)(?<!\bde)(?<!\bau)(?<!\bet)(?<!\bA)(?<!\bÀ)(?<!→)(?<!\bpour)\s+(?={TITLE}\s*[A-ZÀ-Ý])"
    r"|(?<=[A-Za-zÀ-ÿ]{3})\.(?=\s|$)|(?<=\))\s*\.?\s+(?=[A-ZÀ-Ý])|\s+(?=formant\b|lesquel|constituant|composant"
    r"|soit\b|r[ée]unis\b)|(?<=[a-zà-ÿ]{3})(?<!\bpar)(?<!\bpour)(?<!\bavec)\s+(?=(?:[A-Z]\.){1,2}\s*[A-ZÀ-Ý])"
    rf"|\s*\n\s*(?=[A-ZÀ-Ý][^:\n,;.]{{2,60}}\s?:\s+(?:{TITLE}\s|[A-ZÀ-Ý]))"
    r"|(?<=[A-Z][A-ZÀ-Ý]\.)\s+(?=[A-ZÀ-Ý]{2})|\n\s*[-–—*o>]\s+|(?<=\.)[-–—]\s+"
    r"|(?<=[A-ZÀ-Ý]{2})-[ ]+(?=[A-ZÀ-Ý][a-zà-ÿ])|\s+(?=(?:[Mm]embres|[Cc]onseill\w+"
    r"|[Aa]djoint\w*|[Dd]élégué\w*|[Ss]uppléant\w*|[Tt]itulaires)\b[^:\n]{0,40}:)"
)


_NEWLINE = re.compile(r"\s*\n\s*(?!\s*\()")


def _cuts(flat: str, per_line: bool) -> list[tuple[int, int]]:
    found = [match.span() for match in _CUT.finditer(flat)]
    if per_line:
        found += [match.span() for match in _NEWLINE.finditer(flat)]
    else:
        found += [match.span() for match in _NEWLINE.finditer(flat) if _after_office(flat, match.start())]
    found.sort()
    kept: list[tuple[int, int]] = []
    for span in found:
        if kept and span[0] < kept[-1][1]:
            kept[-1] = (kept[-1][0], max(kept[-1][1], span[1]))
        else:
            kept.append(span)
    return kept


def _after_office(flat: str, at: int) -> bool:
    """Whether a line ends with an office after a comma ("Anne PETIT, 1ère adjointe"): the next one begins an entry."""
    line = flat[flat.rfind("\n", 0, at) + 1 : at]
    last = line.rsplit(",", 1)[-1].strip()
    return "," in line and is_role(last) and not re.fullmatch(TITLE, last)


_GIVEN = re.compile(r"\b(?:pouvoir|procuration|mandat|par|représentée?|suppléée?)\b(?:\s+(?:à|par|de)\b)?", re.I)


_ONE_GIVES = re.compile(r"[\s•*>–-]*[A-ZÀ-Ý][^,;\n]*(?:,[^,;\n]*)?[;.]?\s*$")


def _one_a_line(text: str) -> bool:
    """Whether each line is an entry of its own: several lines, short, few of them with separators inside."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) < 2:
        return False
    commas = sum(bool(re.search(r"[A-Za-zÀ-ÿ)][,;]\s*\S|\s[-–—/]\s", re.sub(r"\([^)]*\)", "", line))) for line in lines)
    ends = sum(line.rstrip().endswith((",", ";")) for line in lines[:-1])
    if ends == len(lines) - 1 and commas == 0:
        return True
    if all(_ONE_GIVES.match(line) and len(_GIVEN.findall(line)) == 1 for line in lines):
        return True
    return commas <= len(lines) // 3 and sum(len(line.split()) <= 12 for line in lines) >= 0.7 * len(lines)


def names_in(text: str) -> Iterator[str]:
    """The names of a stretch that should hold nothing else ("M. ROUX, Mme HADDAD")."""
    for entry in split_list(text):
        name, _, _ = bare_name(re.sub(r"^(?:et )?(?:par (?:procuration|pouvoir)|dont|pouvoir de)\s+", "", entry.text))
        name = re.sub(r"^(?:par procuration|par pouvoir|procuration de|pouvoir de)\s+", "", name)
        if name and looks_like_name(name):
            yield name


_BEFORE_WORD = re.compile(r"(?P<word>[^\s,]+)(?P<gap>[\s,(]*)$")


_JOINING = re.compile(r"(?:et|&|de|du|des|la|le|les|d'|l')$", re.I)


def names_before(flow: str, at: int) -> int:
    """Where the list of names that ends at ``at`` begins ("M. Paul ROUX et Mme Anne PETIT | quittent"); ``at`` where
    there is none. Read backwards, word by word: linear whatever the text."""
    begin = end = at
    while at - begin < 220:
        match = _BEFORE_WORD.search(flow, max(0, end - 60), end)
        if match is None or match["gap"].count("\n") > 1:
            break
        word = match["word"].lstrip("(")
        capital = re.match(r"[A-ZÀ-Ý]", word) or re.match(r"(?:d|l)['’][A-ZÀ-Ý]", word)
        ends = word.endswith((".", ":", ";", "!", "?", ")")) and not re.match(
            rf"(?:{TITLE}|[A-Z]\.|[A-Z]\.-?[A-Z]\.)$", word
        )
        if (ends and begin != at) or ends or not (capital or _JOINING.match(word)):
            break
        end = match.start("word") + len(match["word"]) - len(word)
        begin = end if capital else begin
        if "(" in match["word"]:
            break
    return begin
