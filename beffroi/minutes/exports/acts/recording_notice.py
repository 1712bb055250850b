"""The A4 notice for the door of the room."""

from __future__ import annotations

from beffroi.documents.model import Block, Document, Provenance
from beffroi.minutes.domain.acts.recording_notice import RecordingNotice
from beffroi.minutes.exports.acts import parts


def recording_notice_document(act: RecordingNotice, provenance: Provenance = parts.BY_HAND) -> Document:
    body = act.body
    how = "Un logiciel transcrit les débats ; une personne relit tout." if act.ai_assisted else ""
    public = "Le son de la séance est aussi diffusé au public." if act.broadcast else "Le son n’est pas diffusé."
    said = [
        ("Qui ?", f"{body.name}, pour le {body.council}."),
        ("Pourquoi ?", f"Pour établir le procès-verbal de la séance. {how}".strip()),
        ("Combien de temps ?", f"L’enregistrement est conservé {act.kept.strip().rstrip('.')}. {public}"),
        (
            "Vous êtes dans le public ?",
            "Vous pouvez vous opposer à être enregistré : dites\u2011le à l’accueil ou au secrétaire de séance, avant "
            "de prendre la parole ou après.",
        ),
        (
            "Vos droits",
            "Vous pouvez demander à écouter, à faire corriger ou effacer ce qui vous concerne. "
            f"Écrivez à : {act.contact.strip().rstrip('.')}.",
        ),
    ]
    blocks: list[Block] = [parts.para(parts.strong(f"{label}\n"), text, style="poster") for label, text in said]
    officer = f"Délégué à la protection des données : {act.officer}. " if act.officer else ""
    blocks.append(
        parts.para(
            f"{officer}Les élus s’expriment dans l’exercice de leur mandat : ils ne peuvent pas s’y opposer. En cas de "
            "difficulté, vous pouvez saisir la CNIL (www.cnil.fr).",
            style="note",
        )
    )
    return parts.french(
        Document(
            title="Cette séance est enregistrée",
            blocks=tuple(blocks),
            provenance=provenance,
            organisation=body.name,
            subject=f"Information du public : enregistrement des séances {body.of_council}",
            footer=parts.contact(body),
            fields=(("commune", body.name), ("conseil", body.council)),
        )
    )
