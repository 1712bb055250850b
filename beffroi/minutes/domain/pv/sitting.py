"""The sitting itself: which body, when, where, who presides, who keeps the minutes, whether there is a quorum."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

from beffroi.facts import find_dates, find_numbers, find_times
from beffroi.minutes.domain.pv.officers import president, secretaries
from beffroi.minutes.domain.pv.paper import Paper
from beffroi.minutes.domain.pv.types import Figure, Person, PvSitting, Word

_BODIES = (
    ("conseil communautaire", r"conseil (?:communautaire|de (?:la )?communaute|d'agglomeration)"),
    ("conseil métropolitain", r"conseil metropolitain"),
    ("comité syndical", r"comite syndical|conseil syndical"),
    ("conseil d’administration", r"conseil d'administration"),
    ("conseil municipal", r"conseil municip\w+|conseillers municipaux"),
)
_PLACE_NAME = re.compile(
    r"(?:(?:[Cc]ommune|COMMUNE|[Vv]ille|VILLE|[Mm]airie|MAIRIE)\s+(?:de\s+la\s+|de\s+|DE\s+LA\s+|DE\s+|d'|D'|du\s+"
    r"|DU\s+|des\s+|DES\s+)"
    r"|(?=(?:[Cc]ommunauté|COMMUNAUT[EÉ])\s+(?:de|DE|d'|D')))"
    r"(?P<name>[A-ZÀ-Ý][\w'’-]*(?:[ \t](?:(?:de|du|des|la|le|les|sur|sous|en|et|d'|l')[ \t])*[A-ZÀ-Ý][\w'’-]*"
    r"|[ \t](?:de|d')[ \t]?[a-z]+){0,6})"
)
_YEAR_WORD = (
    r"(?:deux|mille|mil|vingt|trente|quarante|une?|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze"
    r"|treize|quatorze|quinze|seize)"
)
_YEARLY = re.compile(
    rf"\bl[' ]\s?an\s+(?P<year>{_YEAR_WORD}(?:[\s-]+(?:et[\s-]+)?{_YEAR_WORD})*"
    rf"|\d{{4}})\s*,?\s*(?:et\s+)?(?:le\s+)?(?P<rest>[^.]{{0,120}})"
)
_SITTING_CUE = re.compile(
    r"(?:seance|reunion|conseil|session|assemblee)\b[^.\n]{0,60}$|^\s*(?:le\s+|du\s+|date\s*:?\s*)?$"
)
_NOT_THE_SITTING = re.compile(
    r"(?:convo(?:cation|que)\w*|affich\w*|publi(?:e|ee|es|ees|cation)\b|approbation|adoption|precedente?|derniere?|decret|loi|arrete"
    r"|transmis\w*|recu\w*"
    r"|ordonnance|deliberation n\S*|prefecture)[^.\n]{0,60}$"
)
_ABSENT_THEN = re.compile(r"\babsente?s?\s+(?:a\s+)?(?:l')?$")
_OPENS = re.compile(r"(?:ouvert|ouvre|ouverture|debut(?:e)?|commence)")
_CLOSES = re.compile(
    r"(?:levee?\b|leve\b|levant|cloturee?|cloture|close\b|clos\b|clot\b|\bfin a(?= \d)|^\W*fin(?= \d)"
    r"|\bfin\s*:(?=\s*\d)"
    r"|fin de (?:la )?(?:seance"
    r"|reunion)|terminee?"
    r"|s'acheve|acheve)",
    re.M,
)
_PLACE = re.compile(
    r"(?:(?:à|dans|en|au|dans l'une des)\s+(?:la\s+|le\s+|l'|les\s+)?|^\W*|[–-]\s)(?P<place>(?:[Ss]alle|[Mm]airie"
    r"|[Hh]ôtel de [Vv]ille|[Ll]ieu (?:ordinaire|habituel)"
    r"|[Ee]space|[Ff]oyer|[Ss]iège|[Mm]aison)(?:\s[^,.;\n]{0,60})?)",
    re.M,
)
_SUMMONED = re.compile(r"convo(?:cation|que)\w*(?:[^.;\n]|\n(?!\s*\n)){0,90}")
_QUORUM = re.compile(
    r"quorum[^.\n]{0,160}(?:\n(?!\s*\n)[^.\n]{0,80})?"
    r"|(?:formant (?:ainsi )?la )?majorite\s+des\s+membres\s+en\s+exercice[^.\n]{0,60}"
    r"|au\s+nombre\s+prescrit\s+par\s+la\s+loi"
)
_NOT_REACHED = re.compile(
    r"quorum[^.]{0,40}(?:n'est pas|n'etant pas|n'a pas ete|non)\s*(?:atteint|reuni)|defaut de quorum|absence de quorum"
)
_REACHED = re.compile(r"atteint|reuni|constat|verifi|rempli|formant la majorite|nombre prescrit|valablement|suffisant")


def sitting(paper: Paper, people: Sequence[Person], quorum: Figure | None, head: int) -> PvSitting:
    """What the document says of the sitting, everything but who was there. ``head``: where its first list begins."""
    date, said = _date(paper)
    opening = _opening(paper, said, head)
    reached, words = _quorum(paper)
    return PvSitting(
        body=next((name for name, pattern in _BODIES if re.search(pattern, paper.folded[:6000])), ""),
        place_name=_place_name(paper),
        date=date,
        date_said=said,
        opening=opening,
        closing=_closing(paper),
        place=_place(paper),
        convocation=_convocation(paper, date),
        president=president(paper, people),
        secretaries=secretaries(paper, people),
        quorum=words,
        quorum_reached=reached,
        quorum_figure=quorum,
    )


def _place_name(paper: Paper) -> str:
    found = _PLACE_NAME.search(paper.flow[:700])
    return " ".join(found["name"].split()) if found else ""


def _date(paper: Paper) -> tuple[datetime.date | None, Word | None]:
    """The day of the sitting: "L'an deux mille...", else the date beside the words "séance", "réunion", "conseil"."""
    head = paper.flow[:5000]
    solemn = _YEARLY.search(paper.folded, 0, 5000)
    if solemn:
        years = find_numbers(re.sub(r"\bmil\b", "mille", solemn["year"]))
        year = int(years[0].value) if years and 1900 < years[0].value < 2200 else None
        dates = find_dates(paper.flow[solemn.start("rest") : solemn.end("rest")], year=year)
        whole = next((each for each in dates if each.date), None)
        if whole:
            at = solemn.start("rest") + whole.start
            return whole.date, Word(" ".join(whole.text.split()), paper.quoted(at, at + len(whole.text)))
    ranked: list[tuple[int, int]] = []
    dates = [each for each in find_dates(head) if each.date]
    for rank, each in enumerate(dates):
        before = paper.folded[max(paper.line_start(each.start) - 60, 0) : each.start]
        line = paper.folded[paper.line_start(each.start) : each.start]
        if _NOT_THE_SITTING.search(line):
            continue
        cue = 0 if _SITTING_CUE.search(line) or re.search(r"(?:seance|reunion|conseil)[^.]{0,60}$", before) else 1
        ranked.append((cue, rank))
    if not ranked:
        return None, None
    chosen = dates[min(ranked)[1]]
    return chosen.date, Word(" ".join(chosen.text.split()), paper.quoted(chosen.start, chosen.end))


def _hours(paper: Paper, start: int, end: int) -> Word | None:
    times = [each for each in find_times(paper.flow[start:end]) if each.hour >= 6 or each.hour == 0]
    if not times:
        return None
    first = times[0]
    return Word(f"{first.hour:02}:{first.minute:02}", paper.quoted(start + first.start, start + first.end))


def _opening(paper: Paper, date: Word | None, limit: int) -> Word | None:
    for match in _OPENS.finditer(paper.folded):
        line = paper.folded[max(0, match.start() - 90) : match.end() + 90]
        if not re.search(r"seance|session|reunion|conseil|heure", line):
            continue
        end = min(match.end() + 90, _sentence_end(paper, match.end()))
        found = _hours(paper, match.start(), end) or _hours(
            paper, max(paper.line_start(match.start()), match.start() - 40), match.start()
        )
        late = re.search(r"arriv|depart|quitt", paper.folded[match.end() : end]) or _ABSENT_THEN.search(
            paper.folded[max(0, match.start() - 30) : match.start()]
        )
        if found and not late and not _CLOSES.search(paper.folded[match.start() : end]):
            return found
    solemn = _YEARLY.search(paper.folded, 0, 5000)
    if solemn and (found := _hours(paper, solemn.start(), min(len(paper.flow), solemn.end() + 60))):
        return found
    for match in re.finditer(r"reuni|seance|reunion|conseil|session|heure|assemble", paper.folded[:limit]):
        line_end = min(paper.line_end(match.end()) + 100, len(paper.flow))
        end = min(line_end, _sentence_end(paper, match.end()))
        if _CLOSES.search(paper.folded[match.start() : end]):
            continue
        start = _sentence_start(paper, match.start())
        if found := _hours(paper, match.start(), end) or _hours(paper, start, match.start()):
            return found
    return _beside_date(paper, date)


def _beside_date(paper: Paper, date: Word | None) -> Word | None:
    """ "30 mai 2023 - 20 heures": an hour after the date, on its line."""
    if date is None or not date.quotes:
        return None
    start = paper.starts[paper.quotes.index(date.quotes[0])]
    end = paper.line_end(start)
    at = paper.flow.find(date.text, start, end)
    after = re.sub(r"^\W+", "", paper.flow[at + len(date.text) : end]) if at >= 0 else ""
    times = find_times(f"à {after}") if re.match(r"\d{1,2}\s?(?:h|:)", after) else []
    if times and times[0].start <= 3:
        return Word(f"{times[0].hour:02}:{times[0].minute:02}", date.quotes)
    return _hours(paper, start, end)


def _sentence_start(paper: Paper, at: int) -> int:
    before = paper.flow[max(0, at - 200) : at]
    stops = list(re.finditer(r"\.\s|\n\s*\n", before))
    return at - len(before) + stops[-1].end() if stops else max(0, at - 200)


def _sentence_end(paper: Paper, at: int) -> int:
    stop = re.search(r"\.\s|\n\s*\n", paper.flow[at : at + 300])
    return at + (stop.start() if stop else 300)


def _closing(paper: Paper) -> Word | None:
    for match in reversed(list(_CLOSES.finditer(paper.folded))):
        start, end = max(0, match.start() - 120), match.end() + 70
        alone = re.fullmatch(r"\W*(?:la\s+)?", paper.folded[paper.line_start(match.start()) : match.start()])
        if not alone and not re.search(r"seance|reunion|conseil|session", paper.folded[start:end]):
            continue
        end = min(end, _sentence_end(paper, match.end()))
        found = _hours(paper, match.start(), end) or _hours(paper, paper.line_start(match.start()), match.start())
        if found:
            return found
    return None


def _place(paper: Paper) -> Word | None:
    found = _PLACE.search(paper.flow, 0, 3500)
    return Word(" ".join(found["place"].split()), paper.quoted(found.start("place"), found.end())) if found else None


def _convocation(paper: Paper, date: datetime.date | None) -> Word | None:
    for match in _SUMMONED.finditer(paper.folded):
        for each in find_dates(paper.flow[match.start() : match.end()], year=date.year if date else None):
            if each.date and (date is None or each.date <= date):
                return Word(each.date.isoformat(), paper.quoted(match.start(), match.end()))
    return None


def _quorum(paper: Paper) -> tuple[bool | None, Word | None]:
    found = None
    for match in _QUORUM.finditer(paper.folded):
        if re.search(r"article|l\. ?2121|regles? de quorum|sans condition", match[0]) and "atteint" not in match[0]:
            continue
        word = Word(" ".join(paper.flow[match.start() : match.end()].split()), paper.quoted(match.start(), match.end()))
        if _NOT_REACHED.search(match[0]):
            return False, word
        if _REACHED.search(match[0]):
            return True, word
        found = found or word
    return None, found
