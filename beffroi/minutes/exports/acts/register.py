"""The sheets of the paper register, and its two tables."""

from __future__ import annotations

from itertools import groupby

from beffroi.documents.model import Block, Document, Heading, PageBreak, Provenance, Table
from beffroi.minutes.domain.acts.deliberation import Deliberation
from beffroi.minutes.domain.acts.deliberation_wording import opening, proxy_line, secretaries
from beffroi.minutes.domain.acts.doubts import ActError, deliberation_doubts
from beffroi.minutes.domain.acts.phrases import capital, day
from beffroi.minutes.domain.acts.register import RegisterLine, RegisterSitting, RegisterTables
from beffroi.minutes.exports.acts import parts
from beffroi.minutes.exports.acts.deliberation import members_figures, text


def register_sheets(act: RegisterSitting, provenance: Provenance = parts.BY_HAND) -> Document:
    """One sitting: its deliberations in their order, then the sheet that closes it. Raises ActError when the vote and
    the figures of a deliberation disagree, or when one is still a draft: the register has no draft."""
    doubts = [doubt for each in act.deliberations for doubt in deliberation_doubts(each)]
    doubts += [f"La délibération {each.number} est encore un projet." for each in act.deliberations if each.draft]
    if doubts:
        raise ActError(tuple(doubts))
    head, body = act.head, act.head.body
    blocks: list[Block] = [parts.para(opening(head)), parts.para(secretaries(head))]
    for position, each in enumerate(act.deliberations, start=1):
        blocks.append(Heading(f"Délibération n° {each.number} (ordre dans la séance : {each.order or position})"))
        blocks += [Heading(block.text, 2) if isinstance(block, Heading) else block for block in _sheet_text(each)]
    blocks += [PageBreak(), *_closing_sheet(act)]
    title = f"Registre des délibérations {body.of_council}"
    return parts.of_sitting(
        head,
        Document(
            title=title,
            blocks=tuple(blocks),
            provenance=provenance,
            running=f"Séance du {day(head.starts_at, weekday=False)}",
            footer=f"{body.name} – séance du {day(head.starts_at, weekday=False)} – paraphe :",
            first_sheet=act.first_sheet,
        ),
    )


def _sheet_text(each: Deliberation) -> list[Block]:
    return [members_figures(each), *text(each, with_presence=False)]


def _closing_sheet(act: RegisterSitting) -> list[Block]:
    head, roll = act.head, act.roll
    orders = [
        f"{each.order or position} (n° {each.number})" for position, each in enumerate(act.deliberations, start=1)
    ]
    blocks: list[Block] = [
        Heading("Feuillet de clôture de la séance"),
        parts.para(
            "Numéros d’ordre des délibérations prises, membres présents, signatures"
            f"{parts.cgct(head.body, 'R. 2121-9')}.",
            style="note",
        ),
        parts.labelled("Délibérations prises au cours de la séance", f"{', '.join(orders) or 'néant'}."),
        *parts.names("Membres présents", [person.with_role for person in roll.present]),
    ]
    if roll.proxies:
        blocks.append(parts.labelled("Représentés", f"{' ; '.join(proxy_line(each) for each in roll.proxies)}."))
    return [*blocks, *parts.signatures(head, act.signatory)]


def register_tables(act: RegisterTables, provenance: Provenance = parts.BY_HAND) -> Document:
    """The table by date and the table by subject that end a volume."""
    body = act.body
    by_date = sorted(act.lines, key=lambda line: (line.on, line.sheet or 0, line.number))
    by_matter = sorted(act.lines, key=lambda line: (line.matter.casefold(), line.on, line.number))
    blocks: list[Block] = [Heading("Table par date"), _table(by_date, "Délibérations par date")]
    blocks += [PageBreak(), Heading("Table par objet")]
    for matter, lines in groupby(by_matter, key=lambda line: line.matter):
        blocks.append(Heading(matter or "Autres objets", 2))
        blocks.append(_table(list(lines), f"Délibérations : {matter or 'autres objets'}"))
    return parts.french(
        Document(
            title="Tables du registre des délibérations",
            subtitle=f"{capital(body.council)} – {act.period[:1].lower()}{act.period[1:]}",
            blocks=tuple(blocks),
            provenance=provenance,
            organisation=body.name,
            letterhead=parts.letterhead(body),
            running=f"Tables du registre – {act.period}",
            subject=act.period,
            footer=parts.contact(body),
            fields=(("commune", body.name), ("conseil", body.council)),
        )
    )


def _table(lines: list[RegisterLine], caption: str) -> Table:
    rows = tuple(
        (day(line.on, weekday=False), line.number, line.subject, str(line.sheet) if line.sheet else "")
        for line in lines
    )
    return Table(("Date", "N°", "Objet", "Feuillet"), rows, caption, shares=(0.23, 0.15, 0.49, 0.13))
