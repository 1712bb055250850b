"""A deliberation, and its extract from the register."""

from __future__ import annotations

from beffroi.documents.model import Block, Document, Heading, Paragraph, Provenance, Run
from beffroi.minutes.domain.acts.deliberation import Deliberation
from beffroi.minutes.domain.acts.deliberation_wording import (
    appeal_notice,
    article_label,
    article_text,
    certificate,
    decides,
    enforceability_lines,
    is_enforceable,
    opening,
    recital,
    recusal_sentence,
    secretaries,
    visa,
)
from beffroi.minutes.domain.acts.doubts import ActError, deliberation_doubts
from beffroi.minutes.domain.acts.phrases import day, stopped
from beffroi.minutes.domain.acts.vote_wording import voters_of
from beffroi.minutes.exports.acts import parts
from beffroi.minutes.exports.acts.presence import presence_figures, presence_in_line
from beffroi.minutes.exports.acts.votes import vote_blocks

DRAFT_MARK = "PROJET de délibération"


def deliberation_document(
    act: Deliberation, provenance: Provenance = parts.BY_HAND, *, extract: bool = False
) -> Document:
    """The deliberation, signed by the chair and the secretaries (L2121-23); its ``extract`` is a copy that the chair
    alone certifies. Raises ActError when its vote and its figures disagree."""
    doubts = deliberation_doubts(act)
    if doubts:
        raise ActError(doubts)
    head, body = act.head, act.head.body
    what = f"Délibération n° {act.number}" if act.number else "Délibération"
    title = f"Extrait du registre des délibérations {body.of_council}" if extract else f"{what} {body.of_council}"
    return parts.of_sitting(
        head,
        Document(
            title=title,
            subtitle=f"{what} – {parts.sitting_title(head)}" if extract else "",
            blocks=(*text(act), *_end(act, extract=extract)),
            provenance=provenance,
            running=f"{what} – {day(head.starts_at, weekday=False)}",
            subject=act.subject,
            draft_mark=DRAFT_MARK if act.draft else "",
            fields=(("numero", act.number), ("objet", act.subject)),
        ),
    )


def text(act: Deliberation, *, with_presence: bool = True) -> list[Block]:
    """From the object to the vote; without the presence where a sheet of the register has it already."""
    blocks: list[Block] = [Heading(f"Objet : {act.subject}")]
    if act.matter:
        blocks.append(parts.labelled("Matière", stopped(act.matter), style="note"))
    if with_presence:
        blocks += _presence(act)
    if act.rapporteur:
        blocks.append(parts.labelled("Rapporteur", f"{act.rapporteur.with_role}."))
    blocks += parts.paragraphs(visa(each) for each in act.visas)
    blocks += [parts.para(f"Vu le rapport présenté : {each.strip().rstrip(' .;')} ;") for each in act.reports]
    blocks += parts.paragraphs(recital(each) for each in act.recitals)
    if act.debate:
        blocks += [parts.para("Débat", style="lead"), *parts.paragraphs(act.debate)]
    blocks += parts.paragraphs(recusal_sentence(each) for each in act.recusals)
    blocks += _dispositif(act)
    if act.ballot is not None:
        blocks += vote_blocks(act.ballot, act.head.body.council)
    return blocks


def members_figures(act: Deliberation) -> Block:
    """Members in office, present, represented; voters are those of the ballot, so that both figures agree."""
    return presence_figures(act.roll, act.quorum_needed, voters_of(act.ballot), "Nombre de membres")


def _presence(act: Deliberation) -> list[Block]:
    if act.draft and not act.roll.present:
        return [parts.para("Présence et vote : à compléter en séance.", style="note")]
    blocks: list[Block] = [parts.para(opening(act.head))]
    blocks.append(members_figures(act))
    blocks += presence_in_line(act.roll)
    if act.head.secretaries:
        blocks.append(parts.para(secretaries(act.head)))
    return blocks


def _dispositif(act: Deliberation) -> list[Block]:
    if not act.articles:
        return []
    blocks: list[Block] = [parts.para(decides(act), style="lead")]
    for position, article in enumerate(act.articles, start=1):
        label = article_label(position, len(act.articles))
        blocks.append(Paragraph((parts.strong(f"{label} – "), Run(article_text(article)))))
    return blocks


def _end(act: Deliberation, *, extract: bool) -> list[Block]:
    head, body = act.head, act.head.body
    blocks: list[Block] = []
    if act.annexes:
        blocks += [parts.para("Annexes", style="lead"), parts.bullets(act.annexes)]
    if act.draft:
        return blocks
    verb = "Pour extrait conforme," if extract else "Fait et délibéré"
    blocks.append(parts.done_at(body, head.starts_at.date(), verb) if not extract else parts.para(verb, style="place"))
    blocks += parts.signatures(head, act.signatory, secretaries=not extract)
    return [*blocks, *_enforceability(act), parts.para(appeal_notice(body), style="note")]


def _enforceability(act: Deliberation) -> list[Block]:
    known = act.enforceability
    if known is None or not enforceability_lines(known):
        return []
    lines = list(enforceability_lines(known))
    if is_enforceable(known):
        return [
            parts.para(
                parts.strong("Acte certifié exécutoire. "),
                " ".join([*lines, certificate(act.head.body, act.signatory or act.head.chair)]),
            )
        ]
    return [parts.para(" ".join(lines))]
