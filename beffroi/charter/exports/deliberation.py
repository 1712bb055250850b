"""The draft of the deliberation by which the council adopts the charter."""

from __future__ import annotations

from beffroi.charter.clauses import BY_CODE
from beffroi.charter.models import CharterVersion
from beffroi.charter.policy import article_of, policy_for
from beffroi.documents.model import Block, Document, Heading, Provenance, SignatureBlock
from beffroi.town.models import Commune

from .bodies import Body, body_of
from .parts import para, strong, with_french_spaces

DRAFT_MARK = "PROJET de délibération"
BLANK = "........"


def deliberation_document(version: CharterVersion, commune: Commune) -> Document:
    """What is known only at the sitting (number, presence, vote, dates) is left to be filled in."""
    body = body_of(commune)
    subject = _subject(version)
    return with_french_spaces(
        Document(
            title=f"Délibération du {body.council}",
            subtitle=f"Séance du {BLANK} – délibération n° {BLANK}",
            blocks=(
                Heading(f"Objet : {subject}"),
                para("Présence, quorum, secrétaire de séance : à compléter en séance.", style="note"),
                *_grounds(version, body),
                *_decides(version, body),
                para("Vote : à compléter en séance (pour, contre, abstentions).", style="vote"),
                SignatureBlock((f"Le {body.chair}", "Le secrétaire de séance")),
            ),
            provenance=Provenance(ai_assisted=False),
            organisation=commune.name,
            letterhead=("République française",),
            subject=subject,
            draft_mark=DRAFT_MARK,
            footer=commune.name,
        )
    )


def _subject(version: CharterVersion) -> str:
    revised = CharterVersion.objects.filter(state="voted").exists()
    title = f"{version.title[:1].lower()}{version.title[1:]}"
    return f"{'révision' if revised else 'adoption'} de la {title}"


def _grounds(version: CharterVersion, body: Body) -> list[Block]:
    """Texts quoted by their name and subject alone; only L2121-29 was read."""
    return [
        para(f"Vu {body.powers} ;"),
        para("Vu le règlement (UE) 2016/679 relatif à la protection des données ;"),
        para(
            "Vu le règlement (UE) 2024/1689 établissant des règles harmonisées concernant l’intelligence artificielle ;"
        ),
        para("Vu la loi n° 78-17 du 6 janvier 1978 relative à l’informatique, aux fichiers et aux libertés ;"),
        para(f"Vu le projet de charte annexé ({_length(version)}) ;"),
        para(
            "Considérant que l’intelligence artificielle peut aider les services, à la condition que des personnes en "
            "gardent la décision, que les données des habitants soient protégées et que chacun puisse savoir à quoi "
            "elle sert ;"
        ),
        para(
            "Considérant que la charte est appliquée par le logiciel lui-même, qui tient le journal des appels permis, "
            "masqués et refusés, et qu’une preuve article par article peut en être tirée ;"
        ),
    ]


def _length(version: CharterVersion) -> str:
    count = sum(each.on for each in policy_for(0, version.settings, ()).articles())
    return f"{count} article{'s' if count > 1 else ''}"


def _decides(version: CharterVersion, body: Body) -> list[Block]:
    decisions = [
        f"La charte annexée à la présente délibération est adoptée. Elle entre en vigueur le {BLANK}.",
        *_replaced(),
        *_referent(version, body),
        *_revision(version),
        f"Le {body.chair} est chargé de l’exécution de la présente délibération, qui est publiée avec la charte.",
    ]
    lead = para(f"Après en avoir délibéré, le {body.council} décide :", style="lead")
    return [lead, *(para(strong(f"Article {rank} – "), text) for rank, text in enumerate(decisions, start=1))]


def _replaced() -> list[str]:
    last = CharterVersion.objects.filter(state="voted").order_by("-number").first()
    if last is None:
        return []
    return [
        f"Elle remplace, à cette date, la version {last.number}, qui reste consultable pour le temps où elle a valu."
    ]


def _referent(version: CharterVersion, body: Body) -> list[str]:
    article = article_of(BY_CODE["in_doubt_ask"], version.settings)
    if not article.on:
        return []
    if who := article.values["referent"]:
        return [f"Le référent prévu à l’article 8 de la charte est : {who}."]
    return [f"Le référent prévu à l’article 8 de la charte est désigné par le {body.chair}."]


def _revision(version: CharterVersion) -> list[str]:
    article = article_of(BY_CODE["revisable"], version.settings)
    return [f"La charte est réexaminée par le conseil dans les {article.values['months']} mois."] if article.on else []
