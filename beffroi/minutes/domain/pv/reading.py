"""From pages of lines to a reading: what the procès-verbal says, and what a person should look at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from beffroi.minutes.domain.pv.ballots import ballots
from beffroi.minutes.domain.pv.counts import presence as read_presence
from beffroi.minutes.domain.pv.counts import with_chair
from beffroi.minutes.domain.pv.figures import written
from beffroi.minutes.domain.pv.findings import findings
from beffroi.minutes.domain.pv.items import outline
from beffroi.minutes.domain.pv.labels import segments
from beffroi.minutes.domain.pv.mentions import mentions
from beffroi.minutes.domain.pv.paper import paper
from beffroi.minutes.domain.pv.sitting import sitting as read_sitting
from beffroi.minutes.domain.pv.types import MentionState, PvReading


def read_pv(
    pages: Sequence[Sequence[str]],
    name: str = "",
    *,
    paged: bool = True,
    unread: Mapping[int, str] | None = None,
    in_office: int | None = None,
    population: int | None = None,
) -> PvReading:
    """A procès-verbal read and checked. ``pages``: lines of each page, in reading order; ``paged`` False for a file
    without pages. ``unread``: why a page could not be read, by its number. ``in_office`` (members in office) and
    ``population`` (inhabitants) are what the person knows and the document may not say."""
    sheet = paper(pages, paged=paged)
    lists = [each for each in segments(sheet) if each.kind != "others"]
    header = max((min(each.end, each.start + 2500) for each in lists), default=0)
    here = read_presence(sheet, max(header + 1500, 3000) if header else 4000)
    people = (*here.present_people, *here.represented_people, *here.excused_people, *here.absent_people)
    quorum = next((figure for field, figure, _ in written(sheet, 8000) if field == "quorum"), None)
    about = read_sitting(sheet, people, quorum, min((each.label for each in lists), default=1500))
    here = with_chair(here, about.president)
    plan = outline(sheet, header)
    votes = tuple(ballots(sheet, plan, header, here.voters.value if here.voters else None))
    reading = PvReading(
        name=name,
        sitting=about,
        presence=here,
        agenda=plan.agenda,
        items=plan.items,
        ballots=votes,
        mentions=mentions(sheet, about, here, plan, votes),
        legible=sheet.legible(),
        pages=sheet.pages,
        unread=tuple(sorted((unread or {}).items())),
    )
    return _with_findings(reading, in_office, population)


def _with_findings(reading: PvReading, in_office: int | None, population: int | None) -> PvReading:
    found = findings(reading, in_office, population)
    broken = {finding.code.split(":")[0]: finding for finding in found}
    contradicted = {
        "quorum": ("quorum_not_reached", "quorum_counts_proxies"),
        "members": ("names_versus_figure", "present_and_absent", "duplicate_name"),
        "results": ("too_many_votes", "unanimity_with_against", "result_contradicts_count"),
        "hour": ("closing_before_opening",),
        "date": ("weekday",),
    }
    marked = tuple(
        replace(mention, state=MentionState.CONTRADICTORY, note=broken[code].message)
        if mention.state is MentionState.PRESENT
        and (code := next((code for code in contradicted.get(mention.key, ()) if code in broken), ""))
        else mention
        for mention in reading.mentions
    )
    return replace(reading, mentions=marked, findings=found)
