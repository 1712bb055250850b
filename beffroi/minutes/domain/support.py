"""What a sentence of the minutes says that the words it rests on do not: asked of the fact-checker, told as flags."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from beffroi.facts.compare import extract, unsupported
from beffroi.facts.mentions import Mention
from beffroi.facts.numbers import NumberMention
from beffroi.facts.text import fold
from beffroi.minutes.domain.people import People
from beffroi.minutes.domain.text import mended
from beffroi.minutes.domain.types import FlagKind, Utterance

_KINDS = {"date": FlagKind.DATE, "time": FlagKind.DATE, "name": FlagKind.NAME}


@dataclass(frozen=True, slots=True)
class Missing:
    """A value written and not heard; ``heard``: what the sources say in its place, where there is one."""

    kind: FlagKind
    written: str
    heard: str = ""


def missing(text: str, sources: Sequence[Utterance], people: People) -> list[Missing]:
    """Figures, dates, hours and names of ``text`` that no source says. Who speaks is part of a source."""
    said = [f"{people.name_of(each.speaker or each.voice)}. {mended(each.text)}" for each in sources]
    called = {member.full_name for each in sources for member in people.called(mended(each.text))}
    lost = [
        mention
        for mention in unsupported(said, text, people.book)
        if not _is_idle(mention) and not (mention.kind == "name" and mention.detail.full in called)
    ]
    return [
        Missing(_KINDS.get(mention.kind, FlagKind.FIGURE), mention.text, _instead(mention, said)) for mention in lost
    ]


def figures_missing(text: str, sources: Sequence[str]) -> list[Missing]:
    """The same, figures, dates and hours only, from bare texts."""
    lost = [mention for mention in unsupported(list(sources), text) if mention.kind != "name" and not _is_idle(mention)]
    return [
        Missing(_KINDS.get(mention.kind, FlagKind.FIGURE), mention.text, _instead(mention, sources)) for mention in lost
    ]


def _is_idle(mention: Mention) -> bool:
    """What is no fact here: "un vote", a rank in a title ("deuxième adjoint"), a first name by itself."""
    if isinstance(mention.detail, NumberMention):
        return mention.detail.ordinal or fold(mention.text) in ("un", "une")
    return False


def _instead(mention: Mention, sources: Sequence[str]) -> str:
    """What was most likely said in its place: the only date or hour, the nearest figure."""
    same = [other for text in sources for other in extract(text) if other.kind == mention.kind]
    if mention.kind in ("date", "time"):
        return same[0].text if len(same) == 1 else ""
    written = _value(mention)
    near = [
        (abs(value - written), other.text)
        for other in same
        if written is not None and (value := _value(other)) is not None
    ]
    gap, text = min(near, default=(Decimal(0), ""))
    return text if written is not None and gap <= max(abs(written), Decimal(1)) * Decimal("0.6") else ""


def _value(mention: Mention) -> Decimal | None:
    value = getattr(mention.detail, "value", None)
    return Decimal(value) if isinstance(value, int | Decimal) else None
