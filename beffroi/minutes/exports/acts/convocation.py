"""The convocation, its form of pouvoir and its explanatory note, in one file."""

from __future__ import annotations

from beffroi.documents.model import (
    Block,
    Document,
    FillIn,
    Heading,
    PageBreak,
    Paragraph,
    Provenance,
    Run,
    SignatureBlock,
)
from beffroi.minutes.domain.acts.body import Body, BodyKind, Person
from beffroi.minutes.domain.acts.convocation import AgendaLine, Convocation
from beffroi.minutes.domain.acts.phrases import day, moment, title_of
from beffroi.minutes.exports.acts import parts


def convocation_document(act: Convocation, provenance: Provenance = parts.BY_HAND) -> Document:
    head, body = act.head, act.head.body
    blocks = _letter(act)
    if act.pouvoir_form:
        blocks += [PageBreak(), *_pouvoir(act)]
    if act.note_due and any(line.note for line in act.agenda):
        blocks += [PageBreak(), *_note(act)]
    title = f"Convocation {body.of_council}"
    return parts.french(
        Document(
            title=title,
            subtitle=parts.sitting_title(head),
            blocks=tuple(blocks),
            provenance=provenance,
            organisation=body.name,
            letterhead=parts.letterhead(body),
            subject=f"{title}, {parts.sitting_title(head).lower()}",
            footer=parts.contact(body),
            fields=(
                *parts.sitting_fields(head),
                ("destinataire", act.addressee.named if act.addressee else ""),
                ("date_envoi", day(act.sent_on)),
            ),
        )
    )


def _letter(act: Convocation) -> list[Block]:
    body, head = act.head.body, act.head
    greeting = _greeting(act.addressee)
    blocks: list[Block] = []
    if act.addressee:
        blocks.append(parts.para(f"À l’attention de {act.addressee.with_role}"))
    else:
        blocks.append(parts.para(f"À l’attention des {body.members}"))
    blocks += [
        parts.para(f"{greeting},"),
        parts.para(
            f"J’ai l’honneur de vous convier à la séance {body.of_council} qui se tiendra le ",
            parts.strong(moment(head.starts_at)),
            f", {_at(head.place)}.",
        ),
    ]
    if head.second_call:
        blocks.append(
            parts.para(
                "Le quorum n’ayant pas été atteint à la séance précédente, le conseil pourra délibérer sans condition "
                "de quorum (article L. 2121-17 du code général des collectivités territoriales)."
            )
        )
    if act.urgency:
        blocks.append(
            parts.para(
                parts.strong("Convocation d’urgence : "),
                f"{act.urgency.strip().rstrip('.')}. Il en sera rendu compte dès l’ouverture de la séance au conseil, "
                "qui se prononcera sur l’urgence.",
                style="vote",
            )
        )
    blocks += [Heading("Ordre du jour"), *agenda_blocks(act.agenda)]
    blocks += _closing(act)
    return blocks


def _greeting(addressee: Person | None) -> str:
    if addressee is None or not addressee.civility:
        return "Madame, Monsieur"
    return "Madame" if addressee.feminine else "Monsieur"


def _at(place: str) -> str:
    """ "salle du conseil, 1 place de la Mairie" as given: the clerk wrote how it reads."""
    return place.strip().rstrip(".")


def agenda_blocks(agenda: tuple[AgendaLine, ...]) -> list[Block]:
    """Items under their themes, each with its number as announced and who presents it."""
    blocks: list[Block] = []
    theme = ""
    for line in agenda:
        if line.heading and line.heading != theme:
            blocks.append(Heading(line.heading, 2))
        theme = line.heading or theme
        runs = [parts.strong(f"{line.number}. "), Run(line.title)]
        if line.for_information:
            runs.append(Run(" (pour information)"))
        if line.rapporteur:
            runs.append(Run(f"\u00a0– {line.rapporteur.named}", italic=True))
        blocks.append(Paragraph(tuple(runs)))
    return blocks


def _closing(act: Convocation) -> list[Block]:
    body = act.head.body
    blocks: list[Block] = [Heading("À savoir", 2)]
    if act.pouvoir_form:
        blocks.append(
            parts.labelled(
                "Pouvoir",
                "si vous ne pouvez pas être présent, vous pouvez donner pouvoir écrit à un collègue de votre choix. "
                f"Chacun ne peut être porteur que d’un seul pouvoir{_article(body)}.",
            )
        )
    if act.recorded:
        blocks.append(
            parts.labelled(
                "Enregistrement",
                "la séance sera enregistrée afin d’établir le procès-verbal. L’enregistrement est conservé jusqu’à "
                "l’adoption de ce procès-verbal.",
            )
        )
    blocks += _annexes(act)
    if len(blocks) == 1:
        blocks = []
    words = Run("Je vous prie d’agréer l’expression de ma considération distinguée.")
    blocks.append(Paragraph((words,), keep_next=True))
    blocks.append(parts.done_at(body, act.sent_on))
    blocks.append(SignatureBlock((title_of(act.signatory, body),), (act.signatory.named,), room=14))
    return blocks


def _article(body: Body) -> str:
    if body.kind is BodyKind.CCAS:
        return ""
    return " (article L. 2121-20 du code général des collectivités territoriales)"


def _annexes(act: Convocation) -> list[Block]:
    listed = list(act.attachments)
    if act.note_due and any(line.note for line in act.agenda):
        listed.insert(0, "note explicative de synthèse")
    if act.pouvoir_form:
        listed.insert(0, "formulaire de pouvoir")
    return [parts.labelled("Pièces jointes", f"{' ; '.join(listed)}.", "note")] if listed else []


def _pouvoir(act: Convocation) -> list[Block]:
    body, head = act.head.body, act.head
    back = act.return_to or body.email or body.address
    known = act.addressee.named if act.addressee else ""
    who: list[Block] = (
        [parts.para(f"Je soussigné(e) {known}, membre {body.of_council},")]
        if known
        else [FillIn("Je soussigné(e)"), parts.para(f"membre {body.of_council},")]
    )
    return [
        Heading("Pouvoir"),
        *who,
        parts.para(f"empêché(e) d’assister à la séance du {moment(head.starts_at)}, donne pouvoir à"),
        FillIn("Nom et prénom"),
        parts.para(f"membre {body.of_council}, pour voter en mon nom au cours de cette séance."),
        FillIn("Fait à"),
        FillIn("Le"),
        FillIn("Signature"),
        parts.para(
            "Un même membre ne peut être porteur que d’un seul pouvoir. Le pouvoir est toujours révocable. Sauf "
            "maladie dûment constatée, il ne peut valoir pour plus de trois séances consécutives"
            + _article(body)
            + ".",
            style="note",
        ),
        parts.para(f"À retourner avant l’ouverture de la séance{f' : {back}' if back else ''}.", style="note"),
    ]


def _note(act: Convocation) -> list[Block]:
    blocks: list[Block] = [
        Heading("Note explicative de synthèse"),
        parts.para(
            "Cette note présente les affaires soumises à délibération (article L. 2121-12 du code général des "
            "collectivités territoriales).",
            style="note",
        ),
    ]
    for line in act.agenda:
        if line.note:
            blocks.append(Heading(f"{line.number}. {line.title}", 2))
            blocks += parts.paragraphs(line.note)
    return blocks
