"""What the council's documents are made of: paragraphs, names, the head of a sitting, signatures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from beffroi.documents.model import (
    Block,
    Columns,
    Document,
    ListBlock,
    Paragraph,
    Provenance,
    Run,
    SignatureBlock,
    Table,
)
from beffroi.documents.writers.plain import cleaned
from beffroi.minutes.domain.acts.body import Body, BodyKind, Person
from beffroi.minutes.domain.acts.phrases import capital, day, hour, moment, secretaries_title, title_of
from beffroi.minutes.domain.acts.roll import SittingHead
from beffroi.minutes.domain.typography import typographic

BY_HAND = Provenance(ai_assisted=False)
_ARTICLE = re.compile(r"\b([LRD]\.) ?(?=\*?\d)")
_ADDRESS = re.compile(r"\S+@\S+|(?:https?://|www\.)\S+")


def para(*words: str | Run, style: str = "body") -> Paragraph:
    return Paragraph(tuple(Run(word) if isinstance(word, str) else word for word in words), style)


def strong(text: str) -> Run:
    return Run(text, bold=True)


def labelled(label: str, text: str, style: str = "body", *, keep: bool = False) -> Paragraph:
    """ "Rapporteur : M. Hugo Petit.", the label in bold. ``keep``: stays on the page of what follows."""
    return replace(para(strong(f"{label}\u00a0: "), text, style=style), keep_next=keep)


def paragraphs(texts: Iterable[str], style: str = "body") -> list[Block]:
    return [para(text.strip(), style=style) for text in texts if text.strip()]


def numbered(texts: Iterable[str]) -> ListBlock:
    return ListBlock(tuple((Run(text),) for text in texts), ordered=True)


def bullets(texts: Iterable[str]) -> ListBlock:
    return ListBlock(tuple((Run(text),) for text in texts))


def names(label: str, lines: Sequence[str]) -> list[Block]:
    """A list of names under its label and their number; "néant" where nobody is."""
    if not lines:
        return [labelled(label, "néant.")]
    head = para(strong(f"{label} ({len(lines)}) :"), style="lead")
    columns = _columns_for(lines)
    step = columns * NAMES_HIGH
    return [head, *(Columns(tuple(lines[at : at + step]), columns) for at in range(0, len(lines), step))]


def _columns_for(lines: Sequence[str]) -> int:
    """One for a few names, three for many short ones, two otherwise."""
    if len(lines) <= 3:
        return 1
    short = sum(len(line) <= 30 for line in lines)
    return 3 if len(lines) > 30 and short >= 0.8 * len(lines) else 2


def figures(caption: str, pairs: Sequence[tuple[str, int | str]]) -> Table:
    return Table(tuple(label for label, _ in pairs), (tuple(str(value) for _, value in pairs),), caption)


def signatures(head: SittingHead, signatory: Person | None, *, secretaries: bool = True) -> list[Block]:
    """Where the chair signs, and the secretaries; their names are printed under their titles."""
    chair = signatory or head.chair
    people, who = [title_of(chair, head.body)], [chair.named]
    if secretaries:
        title = secretaries_title(head.secretaries[:1])
        for secretary in head.secretaries or (None,):
            people.append(secretaries_title((secretary,)) if secretary else title)
            who.append(secretary.named if secretary else "")
    return [SignatureBlock(tuple(people), tuple(who))]


NAMES_HIGH = 15
"""Names in a column: a longer list goes on in columns below, so that it can pass from one page to the next."""
CONTACT_LENGTH = 85
"""Characters that stand on one line beside the number of the page."""


def done_at(body: Body, on: date, verb: str = "Fait") -> Paragraph:
    """ "Fait à Valbourg, le 11 décembre 2025", above the signatures."""
    where = f" à {body.city}," if body.city else ""
    return para(f"{verb}{where} le {day(on, weekday=False)}", style="place")


def letterhead(body: Body) -> tuple[str, ...]:
    place = " – ".join(
        part
        for part in (
            f"Département : {body.department}" if body.department else "",
            f"Arrondissement : {body.arrondissement}" if body.arrondissement else "",
        )
        if part
    )
    return tuple(line for line in ("République française", place) if line)


def contact(body: Body) -> str:
    """The line at the foot of each page."""
    said = body.address or body.name
    for part in (body.phone, body.email):
        if part and len(said) + len(part) <= CONTACT_LENGTH:
            said = f"{said} – {part}"
    return said


def cgct(body: Body, article: str) -> str:
    """ " (article L. 2121-20 du code général des collectivités territoriales)"; empty for a CCAS, which has rules of
    its own in another code, not verified here."""
    if body.kind is BodyKind.CCAS:
        return ""
    return f" (article {article} du code général des collectivités territoriales)"


def sitting_title(head: SittingHead) -> str:
    kind = "extraordinaire " if head.extraordinary else ""
    return f"Séance {kind}du {moment(head.starts_at)}"


def council_and_sitting(head: SittingHead) -> str:
    """ "Conseil municipal – séance du jeudi 11 décembre 2025 à 19 h 30"."""
    title = sitting_title(head)
    return f"{capital(head.body.council)} – {title[0].lower()}{title[1:]}"


def sitting_fields(head: SittingHead) -> tuple[tuple[str, str], ...]:
    """Values for the fields of a commune's own template."""
    body = head.body
    return (
        ("commune", body.name),
        ("conseil", body.council),
        ("departement", body.department),
        ("date_seance", day(head.starts_at)),
        ("heure_seance", hour(head.starts_at)),
        ("lieu", head.place),
        ("president", head.chair.named),
        ("secretaire", ", ".join(person.named for person in head.secretaries)),
        ("date_convocation", day(head.convened_on) if head.convened_on else ""),
    )


def of_sitting(head: SittingHead, document: Document) -> Document:
    """``document`` as a paper of that sitting: under the name of who issues it, with its date where it says no other
    subtitle or subject, and the fields of the sitting before its own."""
    title = sitting_title(head)
    return french(
        replace(
            document,
            subtitle=document.subtitle or title,
            subject=document.subject or title,
            organisation=head.body.name,
            letterhead=letterhead(head.body),
            footer=document.footer or contact(head.body),
            fields=(*sitting_fields(head), *document.fields),
        )
    )


def french(document: Document) -> Document:
    """The same document with French apostrophes and spaces; addresses are left alone."""
    return replace(cleaned(document, _french), keywords=document.keywords)


def _french(text: str) -> str:
    kept = _ADDRESS.findall(text)
    pieces = _ADDRESS.split(text)
    return "".join(
        _spaced(piece) + (kept[position] if position < len(kept) else "") for position, piece in enumerate(pieces)
    )


def _spaced(text: str) -> str:
    lead = text[: len(text) - len(text.lstrip(" "))]
    return lead + _ARTICLE.sub("\\1\u00a0", typographic(text[len(lead) :]))
