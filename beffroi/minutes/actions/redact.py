"""What the public will not hear nor read, decided by a reader.

A decision holds at once in every public artefact, because all of them ask ``public_mask``. It is journalled without its
content, and can be undone until the procès-verbal is published; after, one may only mask more.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from beffroi.audit.journal import record
from beffroi.facts import fold
from beffroi.minutes.models import Meeting, Redaction, RedactionReason, RedactionState, Utterance, Voice

from . import public_sound
from .secrecy_rights import Refused, is_published, require_reader
from .sound_access import give_access

ELECTED = (
    "{name} est membre de l’assemblée : un élu ne peut pas s’opposer à l’enregistrement d’une séance publique "
    "(CGCT, article L2121-18)."
)
ALREADY_PUBLISHED = (
    "Le procès-verbal est publié : ce qui est masqué le reste. Vous pouvez encore masquer d’autres passages."
)
EDGE = 0.5
"""Seconds of an utterance that a stretch may take without meaning it: two people speak close to each other."""


@transaction.atomic
def decide(redaction: Redaction, *, hide: bool, user: Any) -> Redaction:
    """Mask, or leave. Raises PermissionDenied, Refused."""
    require_reader(user, redaction.meeting)
    redaction = _held(redaction)
    if not hide and redaction.state == RedactionState.ACCEPTED and is_published(redaction.meeting):
        raise Refused(ALREADY_PUBLISHED)
    if hide and _nowhere(redaction):
        raise Refused("Ce passage n’est pas placé : indiquez d’abord les paroles qu’il couvre.")
    redaction.state = RedactionState.ACCEPTED if hide else RedactionState.REFUSED
    return _decided(redaction, user)


@transaction.atomic
def undo_decision(redaction: Redaction, *, user: Any) -> Redaction:
    """Back to what was proposed; what a person added goes. Raises PermissionDenied, Refused once published."""
    require_reader(user, redaction.meeting)
    redaction = _held(redaction)
    if redaction.state == RedactionState.ACCEPTED and is_published(redaction.meeting):
        raise Refused(ALREADY_PUBLISHED)
    record("redaction_undone", actor=user, subject=redaction.meeting.subject, redaction=redaction.pk)
    if redaction.found_by == "person":
        redaction.delete()
    else:
        redaction.state, redaction.decided_by, redaction.decided_at = RedactionState.CANDIDATE, None, None
        redaction.save()
    public_sound.refresh(redaction.meeting, user)
    return redaction


@transaction.atomic
def place(
    redaction: Redaction, *, user: Any, first: int, last: int, start: float | None = None, end: float | None = None
) -> Redaction:
    """Say where a huis clos entered by hand stands (utterances, and seconds where known), and mask it.

    Raises PermissionDenied, Refused."""
    require_reader(user, redaction.meeting)
    _check_bounds(redaction.meeting, first, last)
    redaction = _held(redaction)
    redaction.first_utterance, redaction.last_utterance, redaction.label = first, last, ""
    redaction.start, redaction.end = start, end
    redaction.state = RedactionState.ACCEPTED
    return _decided(redaction, user)


@transaction.atomic
def mask_more(
    meeting: Meeting,
    *,
    user: Any,
    reason: str,
    terms: Sequence[str] = (),
    first: int | None = None,
    last: int | None = None,
    start: float | None = None,
    end: float | None = None,
) -> Redaction:
    """What a reader masks without having been asked: expressions, or utterances (cut at ``start`` and ``end``).

    Raises PermissionDenied, Refused."""
    require_reader(user, meeting)
    terms = [" ".join(term.split()) for term in terms if term.strip()]
    if not terms and first is None:
        raise Refused("Écrivez les mots à masquer, ou indiquez les paroles.")
    if first is not None:
        _check_bounds(meeting, first, last if last is not None else first)
    redaction = Redaction(
        meeting=meeting,
        reason=reason,
        terms=terms,
        first_utterance=first,
        last_utterance=last if last is not None else first,
        start=start,
        end=end,
        state=RedactionState.ACCEPTED,
    )
    return _decided(redaction, user)


# --- somebody objects ---------------------------------------------------------------------------------------


@transaction.atomic
def object_to_recording(
    meeting: Meeting,
    *,
    user: Any,
    voice: Voice | None = None,
    first: int | None = None,
    last: int | None = None,
    start: float | None = None,
    end: float | None = None,
) -> Redaction:
    """A person of the public does not want to be heard: all that their voice says, or a stretch, in one redaction.

    The CNIL ("Séances du conseil municipal : faut-il déclarer leur enregistrement vidéo ?"): elected members cannot
    object, be it to sound or image, because L2121-18 makes sittings public; others, the public first, can (GDPR,
    article 21; its wording was not read for this). Raises PermissionDenied, Refused (an elected member's voice)."""
    require_reader(user, meeting)
    if voice is not None:
        _refuse_elected(meeting, voice)
        named = [voice.name] if voice.name else []
        redaction = Redaction(meeting=meeting, voice=voice, terms=named, label=voice.label)
    elif first is not None:
        last = last if last is not None else first
        _check_bounds(meeting, first, last)
        for said in Utterance.objects.filter(meeting=meeting, index__range=(first, last)).select_related("voice"):
            if said.voice is not None and _touches(said, start, end):
                _refuse_elected(meeting, said.voice)
        redaction = Redaction(meeting=meeting, first_utterance=first, last_utterance=last, start=start, end=end)
    else:
        raise Refused("Indiquez la voix ou les paroles de cette personne.")
    redaction.reason, redaction.state = RedactionReason.OBJECTION, RedactionState.ACCEPTED
    return _decided(redaction, user)


def _touches(said: Utterance, start: float | None, end: float | None) -> bool:
    """Whether more than the edge of an utterance is between these seconds."""
    if start is None or end is None or said.start is None or said.end is None:
        return True
    return min(said.end, end) - max(said.start, start) > EDGE


def elected_voice(meeting: Meeting, voice: Voice) -> bool:
    """Whether that voice is a member's: named as one of the roster, by its entry or by the same name."""
    if voice.participant_id is not None:
        return True
    names = {fold(each.as_member().full_name) for each in meeting.participants.all()}
    return bool(voice.name) and fold(voice.name) in names


def _refuse_elected(meeting: Meeting, voice: Voice) -> None:
    if elected_voice(meeting, voice):
        raise Refused(ELECTED.format(name=voice.label))


def _decided(redaction: Redaction, user: Any) -> Redaction:
    redaction.decided_by, redaction.decided_at = user, timezone.now()
    redaction.save()
    meeting = redaction.meeting
    record(
        "redaction_decided",
        actor=user,
        subject=meeting.subject,
        redaction=redaction.pk,
        reason=redaction.reason,
        state=redaction.state,
    )
    if redaction.state == RedactionState.ACCEPTED:
        # Whoever decides has heard it and must be able to hear it again; others are named.
        give_access(meeting, to=user, user=user)
    public_sound.refresh(meeting, user)
    return redaction


def _held(redaction: Redaction) -> Redaction:
    row: Redaction = Redaction.objects.select_for_update().get(pk=redaction.pk)
    return row


def _nowhere(redaction: Redaction) -> bool:
    return not redaction.terms and redaction.voice_id is None and (
        redaction.first_utterance is None and redaction.start is None
    )  # fmt: skip


def _check_bounds(meeting: Meeting, first: int, last: int) -> None:
    found = Utterance.objects.filter(meeting=meeting, index__in={first, last}).count()
    if first > last or found != len({first, last}):
        raise Refused("Ces paroles n’existent pas : choisissez la première et la dernière dans la liste.")
