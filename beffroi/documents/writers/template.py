"""What a commune's own template may hold: fields between double braces, filled with the document's own words."""

from __future__ import annotations

import re

from beffroi.documents.errors import DocumentError
from beffroi.documents.model import Document, Provenance
from beffroi.documents.writers.dates import french_date

CONTENT = "contenu"
FIELD = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")


def values(document: Document) -> dict[str, str]:
    """Value of each field but ``{{ contenu }}``, which is the place of the text itself."""
    return {
        "titre": document.title,
        "sous_titre": document.subtitle,
        "organisation": document.organisation,
        "objet": document.subject,
        "date": french_date(document.created) if document.created else "",
        "mention": document.mention,
        "pied": document.footer,
    }


def check_fields(texts: list[str]) -> set[str]:
    """Names of the fields in ``texts``. Raises DocumentError for a field that nobody fills."""
    known = {*values(Document("", (), Provenance(ai_assisted=False))), CONTENT}
    found = {name.lower() for text in texts for name in FIELD.findall(text)}
    for name in sorted(found - known):
        raise DocumentError(
            f"Le modèle contient le champ « {{{{ {name} }}}} », qui n'est pas connu. Champs possibles : "
            + ", ".join(f"{{{{ {field} }}}}" for field in sorted(known))
            + "."
        )
    return found


def fill(text: str, filled: dict[str, str]) -> str:
    """``text`` with its fields replaced; ``{{ contenu }}`` is left for the writer."""
    return FIELD.sub(lambda found: filled.get(found[1].lower(), found[0]), text)
