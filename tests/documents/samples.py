"""Documents that the tests of the writers share."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime

from beffroi.documents.model import (
    Document,
    Heading,
    ListBlock,
    Paragraph,
    Provenance,
    Run,
    SignatureBlock,
    Table,
)

READ_AT = datetime(2025, 12, 12, 9, 30, tzinfo=UTC)
DRAFT_MARK = "BROUILLON - non relu"
HOSTILE = '#import "x" $a$ *b* <c> </w:t> & ]]> {{ contenu }} \\ @d 😀 中\x00\x07\ud800 “œ” → fin'
WRITTEN = '#import "x" $a$ *b* <c> </w:t> & ]]> {{ contenu }} \\ @d 😀 中 “œ” → fin'
"""What is left of HOSTILE: everything but what no document may hold."""


def minutes(*, draft: bool = True, pages: int = 1) -> Document:
    """The minutes of a short sitting, with a block of each kind."""
    debate = Paragraph((Run("Mme Moreau expose le projet. " * 60),))
    blocks = (
        Heading("Ouverture de la séance"),
        Paragraph((Run("La séance est ouverte à "), Run("19 h 30", bold=True), Run(" en mairie.", italic=True))),
        Table(("Qualité", "Nombre"), (("Présents", "23"), ("Pouvoirs", "2")), "Présence des membres"),
        Heading("Budget principal"),
        Paragraph((Run("« Je m'abstiens. »"),), "quote"),
        ListBlock(((Run("toiture : 186 000 €"),), (Run("voirie : 62 400 €"),))),
        ListBlock(((Run("transmettre le tableau"),), (Run("rencontrer les riverains"),)), ordered=True),
        Paragraph((Run("21 pour, 4 abstentions. Adopté."),), "vote"),
        Paragraph((Run("Le montant entendu est 67 000."),), "warning"),
        *(debate for _ in range(3 * (pages - 1))),
        SignatureBlock(("Le maire", "La secrétaire de séance")),
        Paragraph((Run("D'après l'enregistrement."),), "note"),
    )
    return Document(
        title="Projet de procès-verbal" if draft else "Procès-verbal",
        blocks=blocks,
        provenance=Provenance(
            ai_assisted=True,
            engines=("faster-whisper base", "CAM++"),
            read_by="" if draft else "Alice Bernard",
            read_at=None if draft else READ_AT,
        ),
        subtitle="Séance du jeudi 11 décembre 2025",
        organisation="Commune de Valbourg",
        subject="Conseil municipal",
        draft_mark=DRAFT_MARK if draft else "",
        footer="Mairie de Valbourg",
        mention="Ce texte a été préparé avec l'aide d'une intelligence artificielle.",
        created=datetime(2025, 12, 12, 8, 0, tzinfo=UTC),
        keywords=("conseil municipal",),
    )


def hostile() -> Document:
    """The same trap in every place where people or models write."""
    return Document(
        title=HOSTILE,
        blocks=(
            Heading(HOSTILE, 3),
            Paragraph((Run(HOSTILE), Run(HOSTILE, bold=True, italic=True))),
            ListBlock(((Run(HOSTILE),),), ordered=True),
            Table((HOSTILE, "b"), ((HOSTILE,),), HOSTILE),
            SignatureBlock((HOSTILE,)),
        ),
        provenance=Provenance(True, (HOSTILE,), HOSTILE),
        subtitle=HOSTILE,
        organisation=HOSTILE,
        draft_mark=HOSTILE,
        footer=HOSTILE,
        mention=HOSTILE,
        keywords=(HOSTILE,),
    )


def written(writer: Callable[..., None], document: Document, **options: object) -> bytes:
    out = io.BytesIO()
    writer(document, out, **options)
    return out.getvalue()
