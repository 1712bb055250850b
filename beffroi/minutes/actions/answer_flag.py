"""A named reader answers a point to check: one by one for figures, votes, dates and names, in groups for the rest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from beffroi.minutes.models import Flag, FlagAnswer, Minutes

from .rights import require_reader
from .tracking import Conflict, edit

ANSWERS = (FlagAnswer.RIGHT, FlagAnswer.CANNOT_TELL)
"""What may be answered as such; "corrected" comes with the correction."""
LABELS = {FlagAnswer.RIGHT: "point jugé juste", FlagAnswer.CANNOT_TELL: "point impossible à dire"}


def answer_flag(flag: Flag, *, answer: str, user: Any, version: int | None = None) -> None:
    """Clear a point. ``version``: that of the sentence which the reader saw.

    Raises PermissionDenied, ValueError for an unknown answer, Conflict when the point was answered or its
    sentence changed meanwhile."""
    minutes = flag.minutes
    require_reader(user, minutes)
    answer = FlagAnswer(answer)
    if answer not in ANSWERS:
        raise ValueError(answer)
    with edit(minutes, "flag", LABELS[answer], user) as editing:
        flag = Flag.objects.select_related("sentence").get(pk=flag.pk)
        if not flag.is_open:
            raise Conflict("Ce point vient de recevoir une réponse d’un autre relecteur.", flag)
        if flag.sentence and version is not None and flag.sentence.version != version:
            raise Conflict("La phrase de ce point vient d’être modifiée : relisez-la avant de répondre.", flag)
        editing.touch(flag)
        _clear(flag, answer, user)
        editing.save(flag)


def answer_group(minutes: Minutes, *, kind: str, user: Any, seen: Sequence[int]) -> int:
    """Clear as right the open points of one kind that the reader saw (``seen``: their keys). Returns how many.

    Raises PermissionDenied, and ValueError for a kind that is cleared one by one."""
    require_reader(user, minutes)
    flags = list(minutes.flags.filter(kind=kind, answer="", pk__in=seen))
    if any(flag.one_by_one for flag in flags):
        raise ValueError("Les chiffres, votes, dates et noms se vérifient un par un.")
    with edit(minutes, "flag", f"{len(flags)} points jugés justes", user) as editing:
        for flag in flags:
            editing.touch(flag)
            _clear(flag, FlagAnswer.RIGHT, user)
            editing.save(flag)
    return len(flags)


def _clear(flag: Flag, answer: FlagAnswer, user: Any) -> None:
    flag.answer, flag.cleared_by, flag.cleared_at = answer, user, timezone.now()
