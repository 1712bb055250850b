"""Who presides and who keeps the minutes, as a procès-verbal writes it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from beffroi.minutes.domain.pv.names import TITLE, bare_name, find, known, looks_like_name
from beffroi.minutes.domain.pv.paper import Paper
from beffroi.minutes.domain.pv.types import Person, Word

_SPACE = r"(?:[ \t]+|[ \t]*\n[ \t]*(?!\n))"
_CAPITAL = rf"(?!{TITLE}\s)(?!(?:Il|Elle|Le|La|Les|Est|Sont|Secretaire)\b)[A-Z][\w'.-]*"
_NAME = rf"(?:{TITLE}{_SPACE})?{_CAPITAL}(?:{_SPACE}(?:(?:de|du|des|la|le){_SPACE})*{_CAPITAL}){{0,4}}"
_REST = r"(?:[^\n.;(]|(?<=[ .-][A-Z])\.)+"
_TO_END = rf"(?P<name>(?:{TITLE}\s+)?{_REST}(?:\n{_REST})?)"
_OF_SITTING = (
    r"(?:\s+(?:elue?|nommee?|designee?)(?:\(e\))?(?=\s*:))?(?:\s+de\s+(?:la\s+)?seance|\s+DE\s+(?:LA\s+)?SEANCE)?"
    r"(?:\s+(?:elue?|nommee?|designee?)(?:\(e\))?(?=\s*:))?"
)
_SECRETARY_WORD = r"[Ss]ecretaire(?!\s+(?:de\s+mairie|gen))"
_CHOSEN = r"(?:designee?s?|nommee?s?|elue?s?|proposee?s?|choisie?s?|nomme|elu|designe)"

_PRESIDED = re.compile(
    rf"(?:[Ss]ous\s+la\s+(?:[Pp]residence|PRESIDENCE)(?:\s+effective)?\s+(?:de\s+|du\s+|d'\s?|DE\s+)"
    rf"|\b[Pp]residee?\s+par\s+|\b(?:[Pp]residence|PRESIDENCE)(?:\s+de\s+(?:la\s+)?seance)?\s*:?\s*(?:de\s+|d')?"
    rf"|\b(?:[Pp]residente?|PRESIDENTE?)(?:\s+de\s+(?:la\s+)?seance)?\s*:\s*"
    rf"|\b[Pp]residente?\s+de\s+(?:la\s+)?seance\s*,\s*){_TO_END}"
)
_OPENED_BY = (
    re.compile(rf"\b[Oo]uv(?:erte?|erture)\b[^.\n]{{0,45}}?\s+par\s+(?P<name>{_NAME})"),
    re.compile(
        rf"(?P<name>{TITLE}{_SPACE}[^\n.;]{{2,60}}?)\s*,?\s*(?:[Mm]aire|[Pp]residente?)\b[^.\n]{{0,80}}?"
        r"(?:ouvre|declare|accueille|preside|souhaite)"
    ),
    re.compile(
        rf"(?:[Ll][ea]\s+)?(?:[Mm]aire|[Pp]residente?)\s*,\s*(?P<name>{_NAME})\s*,?\s*(?:ouvre|declare|accueille"
        rf"|preside|souhaite|propose|procede|soumet|donne|fait|informe|remercie)\b"
    ),
)
_OFFICE_NAMED = re.compile(
    rf"\b[Oo]uv(?:erte?|erture)\b[^.\n]{{0,45}}?\s+par\s+(?:{TITLE}\s+)?[Ll][ea]\s+(?:[Mm]aire|[Pp]residente?)\s*,"
    rf"\s*(?P<name>{_NAME})"
)
_BY_OFFICE = re.compile(
    r"(?:(?:le|la|monsieur le|madame la|madame le|m\. le|mme le|mme la)\s+(?:maire|president\w*)\b[^.]{0,220}?"
    r"(?:ouvre|ouvrant|declare\s+(?:la\s+seance\s+)?ouvert|preside)"
    r"|ouvert\w*[^.\n]{0,45}?\s+par\s+(?:le|la|m\.?\s+le|mme\s+l[ae])\s+(?:maire|president\w*))"
)
_SECRETARIES = (
    re.compile(
        rf"(?:{_SECRETARY_WORD}s?|SECRETAIRES?){_OF_SITTING}[ \t]*"
        rf"(?:[:=]|(?:a\s+ete|est)\s+{_CHOSEN}\s*:?|est\b)\s*(?P<name>(?:{TITLE}\s+)?[A-Z]{_REST})"
    ),
    re.compile(
        rf"(?P<name>{_NAME}(?:\s+et\s+{_NAME})?)(?:(?!{TITLE}\s)[^.;\n]){{0,40}}?\s*,?\s*(?:est|sont|a ete"
        rf"|ont ete|ayant ete"
        rf"|se propose|s'est propose\w*|accepte)"
        rf"\s*(?:alors\s+)?{_CHOSEN}?[^.;]{{0,60}}?\s*(?:{_SECRETARY_WORD}|secretariat\s+de)"
    ),
    re.compile(
        rf"(?:[Dd]esign\w+|[Nn]omm\w+|[Ee]l(?:it|u\w*|ire)|[Cc]hoisi\w*"
        rf"|[Pp]ropos\w+)\s+(?:a\s+l'unanimite\s+)?(?P<name>{_NAME})\s*,?\s*"
        r"(?:comme|en\s+qualite\s+de|en\s+tant\s+que|aux\s+fonctions\s+de|pour(?:\s+remplir\s+les\s+fonctions\s+de"
        r"|\s+assurer)?)?\s*"
        rf"(?:etre\s+|la\s+fonction\s+de\s+|les\s+fonctions\s+de\s+|le\s+|la\s+)?(?:{_SECRETARY_WORD}|secretariat)"
    ),
    re.compile(
        r"[Ss]ecretariat\s+(?:de\s+(?:la\s+)?seance\s*(?::|(?:est\s+|a\s+ete\s+)?(?:assure\s+par|confie\s+a))"
        r"|(?:est\s+|a\s+ete\s+)?assure\s+par)\s*"
        rf"(?P<name>(?:{TITLE}\s+)?[A-Z]{_REST})"
    ),
    re.compile(
        rf"(?P<name>{_NAME})\s*,?\s*(?:assure|assurant|remplit|remplira|assurera)\s+"
        r"(?:le\s+secretariat|les\s+fonctions\s+de\s+secretaire|la\s+fonction\s+de\s+secretaire)"
    ),
    re.compile(
        rf"^\W*(?:[Ll][ea]\s+)?(?:{_SECRETARY_WORD}"
        rf"|SECRETAIRE){_OF_SITTING}\W*\n\s*(?P<name>(?:{TITLE}\s+)?[A-Z]{_REST})",
        re.M,
    ),
    re.compile(
        rf"(?:[Aa]|[Ee]st)\s+(?:ete\s+)?{_CHOSEN}\s+(?:comme\s+|en\s+(?:qualite|tant)\s+(?:de|que)\s+)?"
        rf"{_SECRETARY_WORD}{_OF_SITTING}\s*:?\s*(?P<name>{_NAME})"
    ),
    re.compile(rf"^\W*[Ss]ecretariat\s*:\s*(?P<name>{_NAME})", re.M),
    re.compile(rf"(?P<name>{_NAME})\s*,?\s*(?:est|a\s+ete)\s+chargee?\s+du\s+secretariat"),
    re.compile(rf"\b{_SECRETARY_WORD}\b[^.\n]{{0,90}}:\s*(?P<name>{_NAME})\s*,?\s*(?:est|a\s+ete)\s+{_CHOSEN}"),
    re.compile(
        rf"que\s+(?P<name>{_NAME})\s+(?:soit|assure|remplisse)\s+(?:le\s+|la\s+|les\s+fonctions\s+de\s+)?secreta(?:ire|riat)"
    ),
    re.compile(rf"(?P<name>{_NAME})\s*[,(]\s*secretaire{_OF_SITTING}\s*[).,;\n]"),
)
_NAME_ENDS = re.compile(
    r"\s*(?:\s(?:[EÉeé]tai(?:en)?t|[EÉ]TAI(?:EN)?T|SECR[EÉ]TAIRE)\b|,\s*(?:[Mm]aire|[Pp]r[ée]sident|[Aa]djoint"
    r"|[Dd]oyen|[Ll]e |[Cc]onseill)"
    r"|\s+(?:maire|président|est|a été|a eté|conformément|à\s+l'unanimité|qui|et\s+(?:le|la)\s)|,|\s[–-]\s|\s{3,}|\t|$)"
)


def president(paper: Paper, people: Sequence[Person]) -> Word | None:
    """Who presides: named as such, else the mayor (or president) who opens the sitting and is named elsewhere."""
    for pattern in (_PRESIDED, _OFFICE_NAMED, *_OPENED_BY):
        for match in pattern.finditer(paper.bare):
            if name := named(_written(paper, match), people):
                return Word(name, paper.quoted(match.start(), match.end("name")))
    office = _BY_OFFICE.search(paper.folded)
    if office is None:
        return None
    word = "Maire" if "maire" in office[0] else "Président"
    holder = find(word, people)
    name = holder.name.full if holder else _signature(paper, word)
    return Word(name, paper.quoted(office.start(), office.end())) if name else None


def secretaries(paper: Paper, people: Sequence[Person]) -> tuple[Word, ...]:
    """The secretary or secretaries of the sitting (not the clerk of the town hall)."""
    for pattern in _SECRETARIES:
        for match in pattern.finditer(paper.bare):
            pieces = re.split(r"\s+et\s+(?=M|[A-ZÀ-Ý])", _written(paper, match))
            names = [name for piece in map(_last_line, pieces) if (name := named(piece, people))]
            if names:
                quotes = paper.quoted(match.start(), match.end())
                return tuple(Word(name, quotes) for name in names)
    return ()


def _last_line(text: str) -> str:
    """The name without the one that ends the line above it: two words or more on its own line are the whole name."""
    above, newline, name = text.rpartition("\n")
    return name if newline and len(bare_name(name)[0].split()) >= 2 else text


def _written(paper: Paper, match: re.Match[str]) -> str:
    return paper.flow[match.start("name") : match.end("name")]


def _signature(paper: Paper, office: str) -> str:
    """Who signs under "Le Maire": the name nearest below it."""
    marks = list(re.finditer(rf"(?im)^\W*(?:le|la)\s+{office}\b.*$", paper.flow))
    if not marks:
        return ""
    for line in paper.flow[marks[-1].end() :].split("\n")[1:12]:
        for piece in re.split(r"\s{3,}|\t|(?<=[a-zà-ÿA-Z])\s+(?=M\.|Mme|MM\.)", line.strip()):
            name = named(piece, ())
            if name and len(name.split()) >= 2:
                return name
    return ""


def named(text: str, people: Sequence[Person]) -> str:
    """The name at the head of a stretch: a person of the lists where it is one (whichever way gives more of the
    name), else as written."""
    flat = " ".join(text.replace("\n", " ").split()) if not re.search(r"[ ]{3}|\t", text) else text.strip()
    head = _NAME_ENDS.split(flat, maxsplit=1)[0].strip()
    name, _, _ = bare_name(head)
    if not name and (after := re.search(r"(?i:maire|pr[ée]sidente?)\s*[,:]?\s+(?P<name>[A-ZÀ-Ý].*)$", flat)):
        name = bare_name(_NAME_ENDS.split(after["name"], maxsplit=1)[0])[0]
    who = find(head, people) if head else None
    if name and looks_like_name(name):
        return known(name).full if who is None or len(name) > len(who.name.full) else who.name.full
    return who.name.full if who else ""
