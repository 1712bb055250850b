"""The charter's text, as it goes to the council's vote or as it was voted."""

from __future__ import annotations

from collections.abc import Sequence

from beffroi.charter.domain.wording import listed
from beffroi.charter.models import CharterVersion, VersionState
from beffroi.charter.policy import Article, policy_for
from beffroi.documents.model import Block, Document, Heading, PageBreak, Provenance, Table
from beffroi.town.models import Commune

from .bodies import Body, body_of
from .parts import on_day, para, with_french_spaces

DRAFT_MARK = "PROJET de charte"


def charter_document(version: CharterVersion, commune: Commune) -> Document:
    """``version`` with its articles, and, for a draft, the note that tells councillors what it changes."""
    body = body_of(commune)
    articles = policy_for(version.number or 0, version.settings, ()).articles()
    draft = version.state == VersionState.DRAFT
    blocks: list[Block] = [para(_preamble(body)), *_text(articles)]
    if draft:
        blocks += _note(articles)
    return with_french_spaces(
        Document(
            title=version.title,
            subtitle=_subtitle(version, body),
            blocks=tuple(blocks),
            provenance=Provenance(ai_assisted=False),
            organisation=commune.name,
            letterhead=("République française",),
            subject=version.title,
            draft_mark=DRAFT_MARK if draft else "",
            footer=commune.name,
            running=version.title,
        )
    )


def _subtitle(version: CharterVersion, body: Body) -> str:
    if version.state == VersionState.DRAFT or version.voted_on is None or version.starts_on is None:
        return f"Texte soumis au {body.council}"
    return (
        f"Version {version.number}, votée le {on_day(version.voted_on)}, "
        f"en vigueur à compter du {on_day(version.starts_on)}"
    )


def _preamble(body: Body) -> str:
    return (
        f"La présente charte dit à quelles conditions les services {body.of} emploient l’intelligence artificielle, "
        "ce qu’ils s’interdisent, et comment chacun peut le vérifier. Le logiciel par lequel passent les usages d’IA "
        "l’applique article par article et tient le journal de ce qui a été permis, masqué ou refusé."
    )


def _text(articles: Sequence[Article]) -> list[Block]:
    blocks: list[Block] = []
    for article in articles:
        if article.on:
            blocks += [Heading(f"Article {article.clause.number} – {article.clause.title}"), para(article.text)]
    if left_out := [str(each.clause.number) for each in articles if not each.on]:
        blocks.append(para(_reserved(left_out), style="note"))
    return blocks


def _reserved(numbers: Sequence[str]) -> str:
    """Numbers never move: a refusal quotes them, whatever the version."""
    if len(numbers) == 1:
        return f"L’article {numbers[0]} n’est pas retenu ; son numéro reste réservé."
    return f"Les articles {listed(numbers)} ne sont pas retenus ; leurs numéros restent réservés."


def _note(articles: Sequence[Article]) -> list[Block]:
    rows = tuple(
        (str(each.clause.number), each.clause.title, "\n".join(each.consequences)) for each in articles if each.on
    )
    return [
        PageBreak(),
        Heading("Note explicative : ce que la charte change en pratique"),
        para("Cette note accompagne le projet ; elle n’est pas soumise au vote.", style="note"),
        Table(("N°", "Article", "En pratique"), rows, "Conséquences de chaque article", shares=(0.08, 0.3, 0.62)),
    ]
