"""The attendance sheet: one row a member, its head repeated on each page."""

from __future__ import annotations

from beffroi.documents.model import Document, Provenance, Table
from beffroi.minutes.domain.acts.attendance import AttendanceSheet
from beffroi.minutes.domain.acts.body import Person
from beffroi.minutes.domain.acts.phrases import capital, count, day
from beffroi.minutes.exports.acts import parts

ROW_HEIGHT = 11
"""Millimetres: room for a signature; two dozen members on a page."""


def attendance_sheet(act: AttendanceSheet, provenance: Provenance = parts.BY_HAND) -> Document:
    head, body = act.head, act.head.body
    rows = tuple(_row(act, position, member) for position, member in enumerate(act.members, start=1))
    said = [count(act.in_office, "membre en exercice", "membres en exercice")]
    if head.convened_on:
        said.append(f"convocation du {day(head.convened_on)}")
    blocks = (
        parts.para(capital(" ; ".join(said)) + "."),
        Table(
            ("N°", "Membre", "Présent : signature", "Représenté par, ou excusé"),
            rows,
            f"Présence des membres {body.of_council}",
            shares=(0.06, 0.38, 0.3, 0.26),
            row_height=ROW_HEIGHT,
        ),
        parts.para(
            "Chaque membre signe en entrant. Un pouvoir est écrit et remis au président de séance ; chacun ne peut en "
            "porter qu’un. Les arrivées et les départs en cours de séance sont notés avec leur heure.",
            style="note",
        ),
        *parts.signatures(head, None),
    )
    return parts.of_sitting(
        head,
        Document(
            title="Feuille d’émargement",
            subtitle=parts.council_and_sitting(head),
            blocks=blocks,
            provenance=provenance,
            running=f"Feuille d’émargement – {day(head.starts_at, weekday=False)}",
        ),
    )


def _row(act: AttendanceSheet, position: int, member: Person) -> tuple[str, ...]:
    who = member.named + (f"\n{capital(member.role)}" if member.role else "")
    return (str(position), who, "", _known(act, member))


def _known(act: AttendanceSheet, member: Person) -> str:
    for proxy in act.proxies:
        if proxy.giver == member:
            return f"Pouvoir à {proxy.holder.named}"
    for substitute in act.substitutes:
        if substitute.member == member:
            return f"Suppléance : {substitute.deputy.named}"
    return "Excusé" + ("e" if member.feminine else "") if member in act.excused else ""
