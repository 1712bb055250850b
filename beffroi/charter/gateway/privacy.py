"""Masking as the door uses it: texts read once, masked for one call, the answer checked then restored."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from beffroi.charter.domain.events import DataClass, rank_of
from beffroi.charter.domain.privacy.tokens import tokens
from beffroi.charter.masking import Mask, Span, Unmasker, classify, find, still_personal
from beffroi.charter.public_people import known_public
from beffroi.engines.protocols import EngineError
from beffroi.facts.text import fold

from .named import heard

LEFT = "Des données personnelles resteraient dans la demande malgré le masquage : elle n’est pas envoyée."
INVENTED = (
    "La réponse contient des données personnelles qui n’étaient pas dans la demande : elle n’est pas remise. "
    "Réessayez, ou faites ce travail sans IA."
)
FORGED = "La réponse contient un repère de masquage que la demande n’avait pas : elle n’est pas remise. Réessayez."


@dataclass(frozen=True, slots=True)
class Found:
    """Texts and what they hold."""

    texts: tuple[str, ...]
    spans: tuple[tuple[Span, ...], ...] = field(repr=False)
    data: DataClass
    public: tuple[str, ...] = field(repr=False)
    entities: tuple[tuple[Any, ...], ...] = field(default=(), repr=False)


def read(texts: Sequence[str], *, thorough: bool) -> Found:
    """The personal data of ``texts`` and their class. ``thorough``: they would be masked, so the entity engine is
    asked too, where there is one."""
    public = known_public()
    entities = tuple(tuple(heard(text)) for text in texts) if thorough else tuple(() for _ in texts)
    spans = tuple(
        tuple(find(text, known_public=public, entities=heard)) for text, heard in zip(texts, entities, strict=True)
    )
    classes = [DataClass(classify(text, found)) for text, found in zip(texts, spans, strict=True)]
    data = max(classes, key=rank_of, default=DataClass.PUBLIC)
    return Found(tuple(texts), spans, data, public, entities)


class CallMask:
    """The mask of one call: it lives in memory and is dropped with it."""

    def __init__(self, found: Found) -> None:
        self._public = found.public
        made = Mask(found.public).mask(found.texts, entities=found.entities)
        if any(still_personal(text, known_public=found.public) for text in made.texts):
            raise ValueError(LEFT)
        self.masked: tuple[str, ...] = made.texts
        self.count = sum(len(spans) for spans in made.spans)
        self._made = made
        self._given = fold(" ".join(made.texts))
        self._placeholders = set(made.mapping) | {token.key for text in found.texts for token in tokens(text)}

    def __repr__(self) -> str:
        return f"<CallMask of {self.count}>"

    @property
    def spans(self) -> tuple[tuple[Span, ...], ...]:
        return self._made.spans

    @property
    def tokens(self) -> tuple[str, ...]:
        """« PERSONNE_1 »..., in order."""
        return tuple(self._made.mapping)

    def restored(self, answer: str, *, as_json: bool = False) -> str:
        """The answer with its personal data back. Raises EngineError for one that names somebody by itself."""
        if not as_json:
            self.check(answer)
            return self._made.unmask(answer)
        value = json.loads(answer)
        # Checked as it will be read: an escape (\\u0061) hides nothing.
        self.check(json.dumps(value, ensure_ascii=False))
        return json.dumps(self._inside(value), ensure_ascii=False)

    def unmasker(self) -> Unmasker:
        return self._made.unmasker()

    def check(self, answer: str) -> None:
        """A masked call was given nobody's data: what its answer holds of it was made up, or smuggled; a placeholder
        that stands for nobody would stay in the text.

        Raises EngineError."""
        for span in still_personal(answer, known_public=self._public):
            if fold(answer[span.start : span.end]) not in self._given:
                raise EngineError(INVENTED, retry=True)
        if any(token.key not in self._placeholders for token in tokens(answer)):
            raise EngineError(FORGED, retry=True)

    def _inside(self, value: Any) -> Any:
        """Restored in each string of a JSON answer, so that no quote in a name breaks it."""
        if isinstance(value, str):
            return self._made.unmask(value)
        if isinstance(value, list):
            return [self._inside(each) for each in value]
        return {key: self._inside(each) for key, each in value.items()} if isinstance(value, dict) else value
