"""A person writes in the text: changes a sentence, adds one, removes one, or confirms one whose words changed."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from beffroi.minutes.domain.types import SentenceKind
from beffroi.minutes.models import Flag, FlagAnswer, Section, Sentence
from beffroi.minutes.models.text import Origin

from .rights import is_reader, require_member
from .tracking import Conflict, Edit, edit
from .verify_minutes import reverify

CHANGED_MEANWHILE = "Quelqu’un a modifié cette phrase pendant que vous écriviez. Rien n’est perdu : voici les deux."


def edit_sentence(sentence: Sentence, *, text: str, version: int, user: Any, flag: Flag | None = None) -> None:
    """Write ``text`` in place of the sentence read at ``version`` (an empty text removes it, kept for undo).

    ``flag``: the point that this answers; it is cleared when the person is a reader. Raises Conflict when the
    sentence changed since, PermissionDenied."""
    minutes = sentence.section.minutes
    require_member(user, minutes)
    text = " ".join(text.split())
    with edit(minutes, "sentence", "phrase modifiée" if text else "phrase retirée", user) as editing:
        sentence = Sentence.objects.select_related("section__minutes").get(pk=sentence.pk)
        if sentence.version != version:
            raise Conflict(CHANGED_MEANWHILE, sentence)
        _write(editing, sentence, text, user)
        if flag is not None:
            clear_as_corrected(editing, flag, user)
        reverify(minutes)


def _write(editing: Edit, sentence: Sentence, text: str, user: Any) -> None:
    editing.touch(sentence)
    if text != sentence.text:
        sentence.edited_by, sentence.edited_at = user, timezone.now()
    sentence.text, sentence.stale = text, False
    editing.save(sentence)


def clear_as_corrected(editing: Edit, flag: Flag, user: Any) -> None:
    """The point is answered by the correction, when a reader made it; otherwise verification decides."""
    if not (flag.is_open and is_reader(user, flag.minutes.commune)):
        return
    editing.touch(flag)
    flag.answer, flag.cleared_by, flag.cleared_at = FlagAnswer.CORRECTED, user, timezone.now()
    editing.save(flag)


def add_sentence(
    section: Section, *, text: str, after: Sentence | None = None, user: Any, flag: Flag | None = None
) -> Sentence:
    """A sentence written by a person, after ``after`` (at the end without it), which may answer a point ``flag``.

    Raises ValueError (French) when empty, PermissionDenied."""
    minutes = section.minutes
    require_member(user, minutes)
    text = " ".join(text.split())
    if not text:
        raise ValueError("Écrivez la phrase à ajouter.")
    with edit(minutes, "added", "phrase ajoutée", user) as editing:
        sentence = Sentence(
            section=section,
            position=_place(section, after),
            kind=SentenceKind.STATEMENT,
            text=text,
            origin=Origin.PERSON,
            sources=list(after.sources) if after else [],
            edited_by=user,
            edited_at=timezone.now(),
        )
        sentence.save()
        editing.added(sentence)
        if flag is not None:
            clear_as_corrected(editing, flag, user)
        reverify(minutes)
    return sentence


def _place(section: Section, after: Sentence | None) -> float:
    places = sorted(section.sentences.values_list("position", flat=True))
    if after is None or after.section_id != section.pk:
        return (places[-1] if places else 0) + 1
    following = [place for place in places if place > after.position]
    return (after.position + following[0]) / 2 if following else after.position + 1


def confirm_sentence(sentence: Sentence, *, version: int, user: Any) -> None:
    """The words it rests on were corrected, and the sentence still says them. Raises Conflict."""
    minutes = sentence.section.minutes
    require_member(user, minutes)
    with edit(minutes, "sentence", "phrase revue", user) as editing:
        sentence = Sentence.objects.get(pk=sentence.pk)
        if sentence.version != version:
            raise Conflict(CHANGED_MEANWHILE, sentence)
        editing.touch(sentence)
        sentence.stale = False
        editing.save(sentence)
