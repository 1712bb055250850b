"""What a stretch of personal data is, and how sensitive a text may be."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Kind(StrEnum):
    """The personal data that is looked for. Numbers of companies (SIREN, SIRET) are not among them."""

    NAME = "NOM"
    ADDRESS = "ADR"
    PHONE = "TEL"
    EMAIL = "MAIL"
    NIR = "NIR"
    IBAN = "IBAN"
    PLATE = "PLAQUE"
    BIRTH = "NAIS"
    CAF = "CAF"
    DOCUMENT = "DOC"
    CARD = "CB"


class DataClass(StrEnum):
    """How far a text may travel, from the least to the most protected."""

    PUBLIC = "public"
    INTERNAL = "internal"
    PERSONAL = "personal"
    SENSITIVE = "sensitive"


@dataclass(frozen=True, slots=True)
class Span:
    """Personal data at ``text[start:end]``. ``certainty`` is between 0 and 1; ``why`` is French, for the person who
    sees what will be masked."""

    start: int
    end: int
    kind: Kind
    certainty: float
    why: str


class Heard(Protocol):
    """What an entity engine says of ``text[start:end]``; ``kind`` is its own label ("PER", "LOC", "ORG", "MISC")."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def kind(self) -> str: ...
