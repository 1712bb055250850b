"""People and places named in a text, by spaCy and its French model, both installed as ordinary packages.

The tagger, parser and lemmatizer are left out: names need none of them. Nothing is downloaded, and nothing is
looked for on the network."""

from __future__ import annotations

import importlib.util

from ..protocols import EngineError, EngineInfo, Entity

MODEL = "fr_core_news_md"
MISSING = (
    "La recherche de noms par spaCy n’est pas installée sur cette machine : les règles travaillent seules. "
    "Pour l’ajouter : « pip install beffroi[entities] »."
)
LONGEST = 100_000
"""Characters read at once: spaCy's memory grows with them."""


def problem() -> str:
    """Why spaCy cannot be used on this machine, in French; empty when it can. Loads nothing."""
    return "" if all(importlib.util.find_spec(name) for name in ("spacy", MODEL)) else MISSING


class SpacyEntities:
    """Labels are the model's own: PER, LOC, ORG, MISC. Raises EngineError when the library or model is missing."""

    def __init__(self) -> None:
        if missing := problem():
            raise EngineError(missing)
        import spacy

        self._read = spacy.load(
            MODEL, exclude=["tagger", "morphologizer", "parser", "attribute_ruler", "lemmatizer", "senter"]
        )
        self.info = EngineInfo("spacy", f"{MODEL} {self._read.meta['version']}", "machine")

    def entities(self, text: str) -> list[Entity]:
        """Entities in order, with offsets in the text."""
        found = []
        for start in range(0, len(text), LONGEST):
            read = self._read(text[start : start + LONGEST])
            found += [Entity(start + e.start_char, start + e.end_char, e.label_) for e in read.ents]
        return found
