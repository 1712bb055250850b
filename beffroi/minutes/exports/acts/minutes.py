"""The procès-verbal: the mentions of L2121-15 in their order, in whichever of its five states it is."""

from __future__ import annotations

from beffroi.documents.model import Block, Document, Heading, Paragraph, Provenance, Run
from beffroi.minutes.domain.acts.ballots import WithoutBallot
from beffroi.minutes.domain.acts.deliberation_wording import article_text, opening, recusal_sentence, secretaries
from beffroi.minutes.domain.acts.doubts import ActError, minutes_doubts
from beffroi.minutes.domain.acts.minutes import Detail, MinutesAct, MinutesItem, MinutesState, Question, Speech
from beffroi.minutes.domain.acts.minutes_wording import (
    decision_label,
    item_opening,
    item_title,
    mark_of,
    name_of,
    quorum_sentence,
    state_sentences,
)
from beffroi.minutes.domain.acts.phrases import day, hour, listed, stopped
from beffroi.minutes.exports.acts import parts
from beffroi.minutes.exports.acts.convocation import agenda_blocks
from beffroi.minutes.exports.acts.presence import move_sentence, presence_figures, presence_names
from beffroi.minutes.exports.acts.votes import request_sentence, vote_blocks


def minutes_document(act: MinutesAct, provenance: Provenance = parts.BY_HAND) -> Document:
    """Raises ActError when a vote and its figures disagree, except for a draft, which shows both as they stand."""
    doubts = minutes_doubts(act)
    if doubts and act.state is not MinutesState.DRAFT:
        raise ActError(doubts)
    head, body = act.head, act.head.body
    name = name_of(act)
    title = f"{name} {body.of_council}" if not name.endswith("relu") else f"Projet de procès-verbal {body.of_council}"
    said = " ".join(state_sentences(act))
    blocks: list[Block] = [parts.para(said, style="note")] if said else []
    blocks += [parts.para(doubt, style="warning") for doubt in doubts]
    blocks += [*_opening(act), *_agenda(act), *_previous(act)]
    for item in act.items:
        blocks += _item(act, item)
    blocks += [*_delegation(act), *_questions(act), *_closing(act)]
    return parts.of_sitting(
        head,
        Document(
            title=title,
            blocks=tuple(blocks),
            provenance=provenance,
            running=f"{name} – séance du {day(head.starts_at, weekday=False)}",
            draft_mark=mark_of(act),
        ),
    )


def _opening(act: MinutesAct) -> list[Block]:
    blocks: list[Block] = [Heading("Ouverture de la séance"), parts.para(opening(act.head))]
    blocks.append(presence_figures(act.roll, act.quorum.needed, act.roll.voters, "Présence à l’ouverture"))
    blocks += presence_names(act.roll)
    blocks += parts.paragraphs(move_sentence(each) for each in act.roll.moves)
    said = secretaries(act.head) or "Secrétaire de séance : néant."
    blocks.append(parts.labelled("Secrétariat", said))
    if act.head.auxiliaries:
        blocks.append(parts.labelled("Auxiliaires", f"{listed([each.named for each in act.head.auxiliaries])}."))
    blocks.append(parts.labelled("Quorum", quorum_sentence(act.quorum)))
    return blocks


def _agenda(act: MinutesAct) -> list[Block]:
    return [Heading("Ordre du jour"), *(agenda_blocks(act.agenda) or [parts.para("Néant.")])]


def _previous(act: MinutesAct) -> list[Block]:
    if act.previous is None:
        return []
    blocks: list[Block] = [
        Heading(f"Procès-verbal de la séance du {day(act.previous.held_on, weekday=False)}"),
    ]
    if act.previous.corrections:
        blocks += [parts.para("Corrections demandées", style="lead"), parts.bullets(act.previous.corrections)]
    else:
        blocks.append(parts.para("Aucune correction n’est demandée."))
    if act.previous.ballot:
        blocks += vote_blocks(act.previous.ballot, act.head.body.council, feminine=False)
    return blocks


def _item(act: MinutesAct, item: MinutesItem) -> list[Block]:
    blocks: list[Block] = [Heading(item_title(item))]
    if item_opening(item):
        blocks.append(parts.para(item_opening(item), style="note"))
    if item.deliberation:
        blocks.append(parts.labelled("Délibération", f"n° {item.deliberation}.", keep=True))
    if item.closed_doors:
        blocks.append(parts.para("Point examiné à huis clos."))
    if item.rapporteur:
        blocks.append(parts.labelled("Rapporteur", f"{item.rapporteur.with_role}.", keep=True))
    if item.reports:
        blocks.append(parts.labelled("Au vu de", f"{' ; '.join(each.rstrip(' .;') for each in item.reports)}."))
    blocks += parts.paragraphs(move_sentence(each) for each in item.moves)
    blocks += parts.paragraphs(recusal_sentence(each) for each in item.recusals)
    blocks += _debate(item)
    blocks += parts.paragraphs(item.incidents)
    if item.ballot is not None:
        blocks += [*_requests(item), *vote_blocks(item.ballot, act.head.body.council)]
    return [*blocks, *_decision(item)]


def _requests(item: MinutesItem) -> list[Block]:
    """Stated for every item that is voted on, "néant" included (L2121-15)."""
    if isinstance(item.ballot, WithoutBallot) and not item.requests:
        return []
    said = " ".join(request_sentence(each) for each in item.requests) or "néant."
    return [parts.labelled("Demande de scrutin particulier", said, keep=True)]


def _debate(item: MinutesItem) -> list[Block]:
    if item.detail is Detail.DECISION or not item.speeches:
        return []
    return [parts.para("Discussion", style="lead"), *(_speech(each) for each in item.speeches)]


def _speech(speech: Speech) -> Block:
    who = f"{speech.speaker.named} : " if speech.speaker else ""
    if speech.verbatim:
        return Paragraph((parts.strong(who), Run(f"« {speech.text.strip(' «»')} »")), "quote")
    return Paragraph(((parts.strong(who),) if who else ()) + (Run(speech.text),))


def _decision(item: MinutesItem) -> list[Block]:
    if not item.decision:
        return []
    lines = [article_text(each) for each in item.decision]
    if len(lines) == 1:
        return [parts.labelled(decision_label(item), lines[0])]
    return [parts.para(decision_label(item), style="lead"), parts.numbered(lines)]


def _delegation(act: MinutesAct) -> list[Block]:
    if not act.decisions_by_delegation:
        return []
    return [
        Heading(f"Décisions prises par délégation {act.head.body.of_council}"),
        parts.bullets(act.decisions_by_delegation),
    ]


def _questions(act: MinutesAct) -> list[Block]:
    blocks: list[Block] = [Heading("Questions")]
    if not act.questions:
        return [*blocks, parts.para("Néant.")]
    for question in act.questions:
        blocks += _question(question)
    return blocks


def _question(question: Question) -> list[Block]:
    who = f"{question.asked_by.named} : " if question.asked_by else "Question : "
    blocks: list[Block] = [
        Paragraph((parts.strong(who), Run(stopped(question.question))), keep_next=bool(question.answer))
    ]
    if question.answer:
        by = f"Réponse de {question.answered_by.named} : " if question.answered_by else "Réponse : "
        blocks.append(Paragraph((parts.strong(by), Run(stopped(question.answer)))))
    return blocks


def _closing(act: MinutesAct) -> list[Block]:
    at = hour(act.closed_at) if act.closed_at else "(heure à compléter)"
    later = act.closed_at is not None and act.closed_at.date() > act.head.starts_at.date()
    on = f", le {day(act.closed_at)}" if later and act.closed_at else ""
    blocks: list[Block] = [Heading("Clôture"), parts.para(f"La séance est levée à {at}{on}.")]
    if act.corrections:
        blocks += [
            Heading("Corrections demandées lorsque ce procès-verbal a été arrêté"),
            parts.bullets(act.corrections),
        ]
    return [*blocks, *parts.signatures(act.head, act.signatory)]
