"""What a commune's own template may hold: fields between double braces, filled with the document's own words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from beffroi.documents.errors import DocumentError
from beffroi.documents.model import Document
from beffroi.documents.writers.dates import french_date
from beffroi.documents.writers.mentioned import mention_text

CONTENT = "contenu"
FIELD = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
FIELDS = {
    "contenu": "le texte lui-même, seul sur sa ligne",
    "titre": "le titre du document",
    "sous_titre": "la séance, sous le titre",
    "organisation": "la commune, l’intercommunalité ou le centre",
    "objet": "l’objet de la délibération ou du document",
    "date": "la date du document",
    "mention": "la mention de l’aide d’une intelligence artificielle et le pictogramme, s’il y en a",
    "pied": "l’adresse, pour le pied de page",
    "commune": "le nom de la commune",
    "conseil": "le nom du conseil (« conseil municipal »)",
    "departement": "le département",
    "date_seance": "la date de la séance",
    "heure_seance": "l’heure de la séance",
    "lieu": "le lieu de la séance",
    "president": "qui préside la séance",
    "secretaire": "le ou les secrétaires de séance",
    "date_convocation": "la date de la convocation",
    "numero": "le numéro de la délibération",
    "destinataire": "à qui la convocation est adressée",
    "date_envoi": "la date d’envoi de la convocation",
}
"""Every field that a template may hold, and what it becomes; one that a document has no value for becomes nothing, so
that one template serves several documents."""


def values(document: Document) -> dict[str, str]:
    """Value of each field but ``{{ contenu }}``, which is the place of the text itself."""
    own = {
        "titre": document.title,
        "sous_titre": document.subtitle,
        "organisation": document.organisation,
        "commune": document.organisation,
        "objet": document.subject,
        "date": french_date(document.created) if document.created else "",
        "mention": mention_text(document),
        "pied": document.footer,
    }
    empty = {name: "" for name in FIELDS if name != CONTENT}
    return {name: " ".join(value.split("\n")) for name, value in (empty | own | dict(document.fields)).items()}


def check_fields(texts: Sequence[str], document: Document) -> set[str]:
    """Names of the fields in ``texts``. Raises DocumentError for a field that nobody fills, or for braces left open
    around a word."""
    known = {*values(document), CONTENT}
    found = {name.lower() for text in texts for name in FIELD.findall(text)}
    for name in sorted(found - known):
        raise DocumentError(
            f"Le modèle contient le champ « {{{{ {name} }}}} », qui n'est pas connu. Corrigez-le dans le modèle, puis "
            "envoyez-le de nouveau. Champs possibles : "
            + ", ".join(f"{{{{ {field} }}}}" for field in sorted(known))
            + "."
        )
    for text in texts:
        left = FIELD.sub("", text)
        if "{{" in left or "}}" in left:
            raise DocumentError(
                f"Dans le modèle, un champ n'est pas fermé : « {left.strip()[:60]} ». Écrivez-le entre deux accolades "
                "de chaque côté, comme {{ titre }}, puis envoyez le modèle de nouveau."
            )
    return found


def holds_content(text: str) -> bool:
    """Whether the text goes in this paragraph. Raises DocumentError when the paragraph says something else too, which
    would be lost."""
    if CONTENT not in (name.lower() for name in FIELD.findall(text)):
        return False
    if FIELD.sub("", text).strip() or len(FIELD.findall(text)) > 1:
        raise DocumentError(MISPLACED)
    return True


MISPLACED = (
    "Dans le modèle, {{ contenu }} se met une fois, seul sur sa ligne, dans le corps de la page : "
    "ni avec d'autres mots, ni dans un tableau, ni dans un en-tête. Déplacez-le, puis envoyez le modèle de nouveau."
)


def fill(pieces: Sequence[str], filled: dict[str, str]) -> list[str]:
    """The ``pieces`` of one paragraph with its fields replaced, as many pieces as before: a field that a word
    processor cut into several of them is written where it begins. ``{{ contenu }}`` is left for the writer."""
    made = list(pieces)
    for found in reversed(list(FIELD.finditer("".join(pieces)))):
        value = filled.get(found[1].lower())
        if value is not None:
            made = _replace(made, found.start(), found.end(), value)
    return made


def _replace(pieces: list[str], start: int, end: int, value: str) -> list[str]:
    """Characters from ``start`` to ``end`` of the whole, replaced in the piece where they begin."""
    made, at = [], 0
    for piece in pieces:
        low, high = max(start - at, 0), min(end - at, len(piece))
        begins = 0 <= start - at < len(piece)
        made.append(piece[:low] + (value if begins else "") + piece[high:] if low < high else piece)
        at += len(piece)
    return made
