"""What a person is shown before a request leaves: where to, what is masked, and what the charter says of it."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field

from beffroi.charter.domain.decisions import refused_for
from beffroi.charter.domain.events import DATA_NAMES, PLACE_NAMES
from beffroi.charter.domain.rulings import Applied
from beffroi.charter.domain.wording import french
from beffroi.engines.protocols import EngineInfo, Message

from . import privacy
from .door import UNSURE, Asked, Pass, examine

logger = logging.getLogger(__name__)
WARNING = french(
    "Masquer réduit le risque ; ce n’est pas rendre anonyme : ce qu’un texte raconte d’une personne peut la désigner "
    "sans la nommer."
)


@dataclass(frozen=True, slots=True)
class Masking:
    """One stretch that is masked: what it was (for the eyes of the person who wrote it), its kind, and why (French)."""

    text: str = field(repr=False)
    kind: str
    why: str


@dataclass(frozen=True, slots=True)
class Preview:
    """``leaves``: the messages as they would reach the model. ``reason`` is French, when it would be refused."""

    allowed: bool
    reason: str
    engine: EngineInfo
    where: str
    """French: « un hébergeur extérieur (ia.exemple.fr) »."""
    data: str
    """French: the class of what was written; empty when it was not read (nothing leaves this commune's machines)."""
    leaves: tuple[Message, ...] = field(repr=False)
    masked: tuple[Masking, ...] = field(repr=False)
    articles: tuple[Applied, ...] = ()
    version: int = 0
    warning: str = ""


def preview(asked: Asked, messages: Sequence[Message]) -> Preview:
    try:
        passed = examine(asked, dry=True)
    except Exception:
        logger.exception("A preview of %s could not be made", asked.use.code)
        passed = Pass(asked, refused_for(UNSURE))
    decision, info = passed.decision, asked.info
    shown = passed.mask if decision.allowed else None
    texts = shown.masked if shown else (passed.texts if decision.allowed else ())
    where = PLACE_NAMES.get(info.place, info.place) + (f" ({info.host})" if info.host else "")
    return Preview(
        decision.allowed,
        decision.reason,
        info,
        where,
        DATA_NAMES.get(str(passed.about.get("data", "")), ""),
        tuple(Message(message.role, text) for message, text in zip(messages, texts, strict=False)),
        _maskings(shown, messages) if shown else (),
        decision.applied,
        decision.version,
        WARNING if shown else "",
    )


def _maskings(mask: privacy.CallMask, messages: Sequence[Message]) -> tuple[Masking, ...]:
    return tuple(
        Masking(message.content[span.start : span.end], str(span.kind), span.why)
        for message, spans in zip(messages, mask.spans, strict=True)
        for span in spans
    )
