"""A meeting's text as a document, the same for every format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.utils import timezone

from beffroi.charter.acts import pictogram_for
from beffroi.charter.domain.events import ActKind
from beffroi.charter.mentions import mention_for
from beffroi.documents.model import (
    Block,
    Document,
    Heading,
    ListBlock,
    Paragraph,
    Provenance,
    Run,
    SignatureBlock,
)
from beffroi.minutes.domain.types import SentenceKind, Template
from beffroi.minutes.models import Meeting, Minutes, Section, Sentence
from beffroi.ui.templatetags.ui import when

DRAFT_MARK = "BROUILLON – non relu"
MENTION = (
    "Ce document a été préparé avec l’aide d’une intelligence artificielle (transcription et rédaction), "
    "puis relu et approuvé par une personne."
)
DRAFT_MENTION = (
    "Projet préparé avec l’aide d’une intelligence artificielle (transcription et rédaction). "
    "Personne ne l’a encore relu : il peut contenir des erreurs."
)
NAMES = {
    Template.COUNCIL: "Procès-verbal",
    Template.TEAM: "Compte rendu",
    Template.PUBLIC: "Compte rendu de réunion publique",
    Template.DECISIONS: "Relevé de décisions",
}
PARAGRAPH_STYLES = {SentenceKind.VOTE: "vote", SentenceKind.QUOTE: "quote"}


def document(minutes: Minutes, *, final: bool) -> Document:
    """The text as it stands. ``final`` leaves the draft marks out: the caller has checked the gate."""
    meeting = minutes.meeting
    approval = minutes.approvals.filter(digest=minutes.approved_digest).last() if final else None
    made = Document(
        title=title(meeting, final=final),
        subtitle=_when_and_where(meeting),
        organisation=minutes.commune.name,
        subject=meeting.title,
        blocks=tuple(_blocks(minutes, final=final)),
        provenance=Provenance(
            ai_assisted=True,
            engines=tuple(minutes.engines),
            read_by=str(approval.by) if approval else "",
            read_at=approval.at if approval else None,
        ),
        draft_mark="" if final else DRAFT_MARK,
        footer=f"{minutes.commune.name} – {meeting.title}",
        mention=_mention(minutes, final=final),
        created=approval.at if approval else timezone.now(),
    )
    if minutes.engines and pictogram_for(ActKind.EXPORT):
        return replace(made, pictogram="ai_read" if final else "ai")
    return made


def title(meeting: Meeting, *, final: bool) -> str:
    """A council's text is a "projet de procès-verbal" until its council adopts it, whoever read it."""
    name = NAMES[Template(meeting.template)]
    if meeting.template == Template.COUNCIL and not (final and meeting.pv_adopted_on):
        name = "Projet de procès-verbal"
    elif not final:
        name = f"Projet de {name[0].lower()}{name[1:]}"
    return f"{name} – {meeting.title}"


def says_ai_helped(minutes: Minutes) -> bool:
    """Whether the final document carries a mention of an aid of AI."""
    return bool(_mention(minutes, final=True))


def _mention(minutes: Minutes, *, final: bool) -> str:
    if not final:
        return DRAFT_MENTION
    if minutes.engines and (voted := mention_for(ActKind.SEND)):
        return voted
    # Without a charter that asks for it, never forced onto a procès-verbal: it is the council's own act.
    if minutes.meeting.template == Template.COUNCIL or not minutes.commune.ai_mention_on_final:
        return ""
    return MENTION


def _when_and_where(meeting: Meeting) -> str:
    parts = [when(meeting.starts_at)] if meeting.starts_at else []
    if meeting.place:
        parts.append(meeting.place)
    return " – ".join(parts)


def _blocks(minutes: Minutes, *, final: bool) -> list[Block]:
    blocks: list[Block] = []
    meeting = minutes.meeting
    items = list(meeting.items.all())
    if items and meeting.template != Template.DECISIONS:
        blocks.append(Heading("Ordre du jour", 1))
        blocks.append(ListBlock(tuple((Run(item.title),) for item in items), ordered=True))
    for section in minutes.sections.all():
        blocks += _section(section, final=final)
    if meeting.template == Template.COUNCIL:
        blocks.append(SignatureBlock(("Le maire", "Le secrétaire de séance")))
    return blocks


def _section(section: Section, *, final: bool) -> list[Block]:
    sentences = [sentence for sentence in section.sentences.all() if sentence.text]
    if not sentences and not section.cut:
        return []
    heading = f"{section.item_number}. {section.title}" if section.item_number else section.title
    blocks: list[Block] = [Heading(heading, 1)]
    for group in _paragraphs(sentences):
        runs = tuple(run for sentence in group for run in _runs(sentence, first=sentence is group[0], final=final))
        blocks.append(Paragraph(runs, _style(group[0])))
    if section.cut and not final:
        blocks.append(
            Paragraph((Run("Une partie de ce débat n’a pas été reprise : à compléter à la relecture."),), "warning")
        )
    return blocks


def _style(sentence: Sentence) -> str:
    return PARAGRAPH_STYLES.get(SentenceKind(sentence.kind), "body")


def _paragraphs(sentences: Sequence[Sentence]) -> list[list[Sentence]]:
    """Sentences in paragraphs: what the same person goes on to say, and what is said of the sitting, hold together."""
    groups: list[list[Sentence]] = []
    for sentence in sentences:
        last = groups[-1][-1] if groups else None
        if last is not None and _style(last) == _style(sentence) and _goes_on(last, sentence):
            groups[-1].append(sentence)
        else:
            groups.append([sentence])
    return groups


def _goes_on(last: Sentence, sentence: Sentence) -> bool:
    if sentence.kind == SentenceKind.PRESENCE:
        return last.kind == SentenceKind.PRESENCE
    return sentence.kind != SentenceKind.VOTE and sentence.text.startswith(("Il ", "Elle "))


def _runs(sentence: Sentence, *, first: bool, final: bool) -> list[Run]:
    runs = [Run(sentence.text if first else f" {sentence.text}")]
    if not final and any(flag.is_open for flag in sentence.flags.all()):
        runs.append(Run("\u00a0[à vérifier]", bold=True))
    return runs
