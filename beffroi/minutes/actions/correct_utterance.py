"""What was heard is corrected: here, everywhere it was misheard, and kept for the next meetings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.utils import timezone

from beffroi.minutes.domain.spoken_words import Replacement, occurrences, realign, replace_all, replacements
from beffroi.minutes.models import KnownCorrection, Meeting, Minutes, Sentence, Utterance

from .rights import require_member
from .tracking import Conflict, Edit, edit
from .verify_minutes import reverify


@dataclass(frozen=True, slots=True)
class Offer:
    """The same mishearing elsewhere: where, and what it would become."""

    replacement: Replacement
    places: tuple[Utterance, ...]


def correct_utterance(utterance: Utterance, *, text: str, before: str, user: Any) -> list[Offer]:
    """Write what was really said in place of ``before`` (what the person saw). Returns the same mishearings found
    elsewhere in the meeting. The sentences that rest on it are marked to be looked at again.

    Raises Conflict when the words changed meanwhile, ValueError (French) when ``text`` is empty."""
    minutes = Minutes.objects.get(meeting=utterance.meeting)
    require_member(user, minutes)
    text = " ".join(text.split())
    if not text:
        raise ValueError("Écrivez les paroles entendues.")
    with edit(minutes, "utterance", "paroles corrigées", user) as editing:
        utterance = Utterance.objects.get(pk=utterance.pk)
        if " ".join(utterance.text.split()) != " ".join(before.split()):
            raise Conflict("Quelqu’un a corrigé ces paroles pendant que vous écriviez. Voici les deux.", utterance)
        found = replacements(utterance.text, text)
        _write(editing, utterance, text, user)
        _mark_stale(editing, minutes, {utterance.index})
        _remember(found)
        reverify(minutes)
    return [offer for each in found if (offer := elsewhere(utterance.meeting, each)).places]


def correct_everywhere(meeting: Meeting, replacement: Replacement, *, user: Any, only: Sequence[int] = ()) -> int:
    """Correct the same words in the whole meeting (or in the utterances ``only``). Returns how many it corrected."""
    minutes = Minutes.objects.get(meeting=meeting)
    require_member(user, minutes)
    with edit(minutes, "utterance", f"« {replacement.heard} » corrigé partout", user) as editing:
        places = [each for each in elsewhere(meeting, replacement).places if not only or each.pk in only]
        for utterance in places:
            _write(editing, utterance, replace_all(utterance.text, replacement), user)
        _mark_stale(editing, minutes, {utterance.index for utterance in places})
        reverify(minutes)
    return len(places)


def elsewhere(meeting: Meeting, replacement: Replacement) -> Offer:
    utterances = list(meeting.utterances.all())
    found = occurrences([utterance.text for utterance in utterances], replacement.heard)
    return Offer(replacement, tuple(utterances[index] for index in found))


def known_here(meeting: Meeting) -> list[Offer]:
    """What this commune corrected in earlier meetings, where the same words stand in this one."""
    offers = [
        elsewhere(meeting, Replacement(known.heard, known.meant)) for known in KnownCorrection.objects.all()[:200]
    ]
    return [offer for offer in offers if offer.places]


def _write(editing: Edit, utterance: Utterance, text: str, user: Any) -> None:
    editing.touch(utterance)
    utterance.words = realign(utterance.words, text) if utterance.words else []
    utterance.text = text
    utterance.corrected_by, utterance.corrected_at = user, timezone.now()
    editing.save(utterance)


def _mark_stale(editing: Edit, minutes: Minutes, indexes: set[int]) -> None:
    resting = Sentence.objects.filter(section__minutes=minutes, stale=False).exclude(text="")
    for sentence in resting:
        if indexes & set(sentence.sources):
            editing.touch(sentence)
            sentence.stale = True
            editing.save(sentence)


def _remember(found: Sequence[Replacement]) -> None:
    """Names and terms are worth keeping; a figure misheard once says nothing of the next meeting."""
    for each in found:
        if any(char.isdigit() for char in each.heard + each.meant) or len(each.heard) < 4:
            continue
        known, created = KnownCorrection.objects.get_or_create(heard=each.heard[:120], defaults={"meant": each.meant})
        if not created:
            KnownCorrection.objects.filter(pk=known.pk).update(meant=each.meant[:120], times=F("times") + 1)
