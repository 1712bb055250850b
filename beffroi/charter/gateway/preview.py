"""What a person is shown before a request leaves: where to, what is masked, and what the charter says of it."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from beffroi.charter.domain.decisions import STOPS, refused_for
from beffroi.charter.domain.events import DATA_NAMES, PLACE_NAMES
from beffroi.charter.domain.rulings import Applied
from beffroi.charter.domain.wording import french, listed
from beffroi.charter.uses import AiUse
from beffroi.engines import registry
from beffroi.engines.protocols import EngineInfo, Message
from beffroi.engines.registry import Declared

from . import privacy
from .door import UNSURE
from .judging import Asked, Pass, examine
from .known import engines_of

logger = logging.getLogger(__name__)
WARNING = french(
    "Masquer réduit le risque ; ce n’est pas rendre anonyme : ce qu’un texte raconte d’une personne peut la désigner "
    "sans la nommer."
)


_KINDS: dict[str, registry.Doubled] = {"transcribe": "speech", "generate": "text", "embed": "embedder"}


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
    masks: bool = False
    """Whether what is personal in it is masked, known or not yet."""
    elsewhere: str = ""
    """French: which engine was asked for and why another takes its place; empty when it is the one asked for."""


def preview(asked: Asked, messages: Sequence[Message]) -> Preview:
    try:
        passed = examine(asked, dry=True)
    except Exception:
        logger.exception("A preview of %s could not be made", asked.use.code)
        passed = Pass(asked, refused_for(UNSURE))
    decision, info = passed.decision, passed.engine.info
    shown = passed.mask if decision.allowed else None
    texts = shown.masked if shown else (passed.texts if decision.allowed else ())
    return Preview(
        decision.allowed,
        decision.reason,
        info,
        _where(info),
        DATA_NAMES.get(str(passed.about.get("data", "")), ""),
        tuple(Message(message.role, text) for message, text in zip(messages, texts, strict=False)),
        _maskings(shown, messages) if shown else (),
        (*_away(passed), *decision.applied),
        decision.version,
        WARNING if shown else "",
        shown is not None,
        _elsewhere(passed),
    )


def foresee(use: AiUse, *, actor: Any, service: str | None = None) -> Preview | None:
    """Where ``use`` would send what it is given, before any of it is known: judged by the nature of data that the use
    declares. None where no engine would be asked. Raises EngineError."""
    kind = _KINDS.get(use.verb)
    first = next(iter(engines_of(use.verb)), None)
    if kind is None or first is None:
        return None
    wanted = Declared(first, lambda: None)  # only looked at
    texts = None if use.verb == "transcribe" else ()
    return preview(Asked(use, use.verb, wanted, actor, "", service, texts, others=partial(registry.others, kind)), ())


def _where(info: EngineInfo) -> str:
    return PLACE_NAMES.get(info.place, info.place) + (f" ({info.host})" if info.host else "")


def _away(passed: Pass) -> tuple[Applied, ...]:
    """The articles that sent the call to another engine."""
    applied = passed.away.applied if passed.away else ()
    return tuple(each for each in applied if each.ruling.verdict in STOPS)


def _elsewhere(passed: Pass) -> str:
    if not (away := _away(passed)):
        return ""
    used, wanted = passed.engine.info, passed.asked.info
    articles = f"article{'s' * (len(away) > 1)} {listed([str(each.number) for each in away])}"
    return french(
        f"Envoyé ailleurs : au modèle « {used.model} », sur {_where(used)}, au lieu de « {wanted.model} », sur "
        f"{_where(wanted)}. {' '.join(dict.fromkeys(each.ruling.why for each in away))} ({articles})"
    )


def _maskings(mask: privacy.CallMask, messages: Sequence[Message]) -> tuple[Masking, ...]:
    return tuple(
        Masking(message.content[span.start : span.end], str(span.kind), span.why)
        for message, spans in zip(messages, mask.spans, strict=True)
        for span in spans
    )
