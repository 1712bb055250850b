"""The list of deliberations examined, to display and to put online."""

from __future__ import annotations

from beffroi.documents.model import Block, Document, Provenance, Table
from beffroi.minutes.domain.acts.listing import DeliberationList, Examined
from beffroi.minutes.domain.acts.phrases import day
from beffroi.minutes.exports.acts import parts

RESULTS = {
    Examined.ADOPTED: "Adoptée",
    Examined.REJECTED: "Rejetée",
    Examined.ACKNOWLEDGED: "Prise d’acte",
    Examined.NAMED: "Désignation",
    Examined.POSTPONED: "Ajournée",
    Examined.WITHDRAWN: "Retirée",
}
PROVISIONAL = "PROVISOIRE – votes en cours de vérification"


def deliberation_list(act: DeliberationList, provenance: Provenance = parts.BY_HAND) -> Document:
    head, body = act.head, act.head.body
    blocks: list[Block] = [
        parts.para(
            f"Délibérations examinées par le {body.council}{parts.cgct(body, 'L. 2121-25')} : {len(act.lines)}."
        ),
        _table(act),
    ]
    blocks += _published(act)
    if not act.provisional:
        blocks += parts.signatures(head, act.signatory, secretaries=False)
    return parts.of_sitting(
        head,
        Document(
            title="Liste des délibérations examinées",
            subtitle=parts.council_and_sitting(head),
            blocks=tuple(blocks),
            provenance=provenance,
            running=f"Liste des délibérations – {day(head.starts_at, weekday=False)}",
            draft_mark=PROVISIONAL if act.provisional else "",
        ),
    )


def _table(act: DeliberationList) -> Table:
    with_votes = any(line.vote for line in act.lines)
    header = ("N°", "Objet", "Résultat", *(("Vote",) if with_votes else ()))
    rows = tuple(
        (line.number, line.subject, RESULTS[line.result], *((line.vote,) if with_votes else ())) for line in act.lines
    )
    shares = (0.14, 0.49, 0.15, 0.22) if with_votes else (0.15, 0.67, 0.18)
    return Table(header, rows, "Délibérations, dans l’ordre de la séance", shares)


def _published(act: DeliberationList) -> list[Block]:
    said = []
    if act.displayed_on:
        where = act.displayed_at or f"à {act.head.body.seat}"
        said.append(f"Affichée {where} le {day(act.displayed_on, weekday=False)}.")
    if act.online_on:
        site = f" ({act.head.body.website})" if act.head.body.website else ""
        said.append(f"Mise en ligne le {day(act.online_on, weekday=False)}{site}.")
    return [parts.para(" ".join(said))] if said else []
