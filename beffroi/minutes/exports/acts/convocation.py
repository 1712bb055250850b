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
from beffroi.minutes.domain.acts.body import Person
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
    return parts.of_sitting(
        head,
        Document(
            title=title,
            blocks=tuple(blocks),
            provenance=provenance,
            subject=f"{title}, {parts.sitting_title(head).lower()}",
            fields=(
                ("destinataire", act.addressee.named if act.addressee else ""),
                ("date_envoi", day(act.sent_on)),
            ),
        ),
    )


def _letter(act: Convocation) -> list[Block]:
    body, head = act.head.body, act.head
    to = act.addressee.with_role if act.addressee else f"tous les {body.members}"
    invitation = parts.para(
        f"J’ai l’honneur de vous convier à la séance {body.of_council} qui se tiendra le ",
        parts.strong(moment(head.starts_at)),
        f", {head.place.strip().rstrip('.')}.",
    )
    return [
        parts.para(f"À l’attention de {to}"),
        parts.para(f"{_greeting(act.addressee)},"),
        invitation,
        *_particulars(act),
        Heading("Ordre du jour"),
        *agenda_blocks(act.agenda),
        *_to_know(act),
        *_signed(act),
    ]


def _particulars(act: Convocation) -> list[Block]:
    """What is out of the ordinary: a second convocation, an urgency."""
    blocks: list[Block] = []
    if act.head.second_call:
        said = (
            "Le quorum n’ayant pas été atteint à la séance précédente, le conseil pourra délibérer sans condition de "
        )
        blocks.append(parts.para(f"{said}quorum{parts.cgct(act.head.body, 'L. 2121-17')}."))
    if act.urgency:
        why = f"{act.urgency.strip().rstrip('.')}. Il en sera rendu compte dès l’ouverture de la séance au conseil, "
        blocks.append(parts.labelled("Convocation d’urgence", f"{why}qui se prononcera sur l’urgence.", "vote"))
    return blocks


def _greeting(addressee: Person | None) -> str:
    if addressee is None or not addressee.civility:
        return "Madame, Monsieur"
    return "Madame" if addressee.feminine else "Monsieur"


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


def _to_know(act: Convocation) -> list[Block]:
    """How to give a pouvoir, that the sitting is recorded, what is sent with the convocation."""
    blocks: list[Block] = []
    if act.pouvoir_form:
        said = (
            "si vous ne pouvez pas être présent, vous pouvez donner pouvoir écrit à un collègue de votre choix. Chacun "
            f"ne peut être porteur que d’un seul pouvoir{parts.cgct(act.head.body, 'L. 2121-20')}."
        )
        blocks.append(parts.labelled("Pouvoir", said))
    if act.recorded:
        said = (
            "la séance sera enregistrée afin d’établir le procès-verbal. L’enregistrement est conservé jusqu’à "
            "l’adoption de ce procès-verbal."
        )
        blocks.append(parts.labelled("Enregistrement", said))
    blocks += _annexes(act)
    return [Heading("À savoir", 2), *blocks] if blocks else []


def _signed(act: Convocation) -> list[Block]:
    body = act.head.body
    words = Run("Je vous prie d’agréer l’expression de ma considération distinguée.")
    signature = SignatureBlock((title_of(act.signatory, body),), (act.signatory.named,), room=14)
    return [Paragraph((words,), keep_next=True), parts.done_at(body, act.sent_on), signature]


def _annexes(act: Convocation) -> list[Block]:
    listed = list(act.attachments)
    if act.note_due and any(line.note for line in act.agenda):
        listed.insert(0, "note explicative de synthèse")
    if act.pouvoir_form:
        listed.insert(0, "formulaire de pouvoir")
    return [parts.labelled("Pièces jointes", f"{' ; '.join(listed)}.", "note")] if listed else []


def _pouvoir(act: Convocation) -> list[Block]:
    body, head = act.head.body, act.head
    where = parts.cgct(body, "L. 2121-20")
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
            f"maladie dûment constatée, il ne peut valoir pour plus de trois séances consécutives{where}.",
            style="note",
        ),
        parts.para(f"À retourner avant l’ouverture de la séance{f' : {back}' if back else ''}.", style="note"),
    ]


def _note(act: Convocation) -> list[Block]:
    blocks: list[Block] = [
        Heading("Note explicative de synthèse"),
        parts.para(
            f"Cette note présente les affaires soumises à délibération{parts.cgct(act.head.body, 'L. 2121-12')}.",
            style="note",
        ),
    ]
    for line in act.agenda:
        if line.note:
            blocks.append(Heading(f"{line.number}. {line.title}", 2))
            blocks += parts.paragraphs(line.note)
    return blocks
