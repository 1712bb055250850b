"""What the public will not hear nor read, proposed by the program or by a person, decided by a reader.

A decision holds at once in every public artefact, because all of them ask ``public_mask``. It is journalled without its
content, and can be undone until the procès-verbal is published; after, one may only mask more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from beffroi.audit.journal import record
from beffroi.facts import fold
from beffroi.minutes.domain.secrecy.candidates import Candidate, Passage, find_candidates
from beffroi.minutes.models import (
    Deliberation,
    Meeting,
    PvStep,
    PvStepDone,
    Redaction,
    RedactionReason,
    RedactionState,
    Sentence,
    SoundAccess,
    Utterance,
    Voice,
)
from beffroi.town.models import membership_of

from . import public_sound
from .public_mask import closed_stretches_of, unseen_closed_stretches
from .rights import is_reader

READER_ONLY = "Seul un relecteur de la commune décide de ce que le public n’entend pas."
ELECTED = (
    "{name} est membre de l’assemblée : un élu ne peut pas s’opposer à l’enregistrement d’une séance publique "
    "(CGCT, article L2121-18)."
)
ALREADY_PUBLISHED = (
    "Le procès-verbal est publié : ce qui est masqué le reste. Vous pouvez encore masquer d’autres passages."
)

EDGE = 0.5
"""Seconds."""


class Refused(Exception):
    """The act is not possible; the message is French."""

    retry = False


# --- proposed -----------------------------------------------------------------------------------------------


@transaction.atomic
def propose(meeting: Meeting) -> int:
    """Look again for what should perhaps be masked; what was decided stays decided, what is no longer there goes.
    Nothing new is proposed in a published text. Returns how many await a decision."""
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    found = 0
    if not is_published(meeting):
        found += _propose_passages(meeting)
    found += _propose_closed_doors(meeting)
    if found:
        record("redactions_proposed", subject=meeting.subject, count=found)
    return int(meeting.redactions.filter(state=RedactionState.CANDIDATE).count())


def _propose_passages(meeting: Meeting) -> int:
    members = meeting.members()
    wanted = {each.key: each for each in find_candidates(passages_of(meeting), members)}
    known = {_key(row): row for row in meeting.redactions.exclude(reason=RedactionReason.CLOSED_DOORS)}
    for key, row in known.items():
        if row.state == RedactionState.CANDIDATE and row.found_by == "code" and key not in wanted:
            row.delete()
    fresh = [candidate for key, candidate in wanted.items() if key not in known]
    for candidate in fresh:
        _row(meeting, candidate).save()
    return len(fresh)


def _key(row: Redaction) -> tuple[object, ...]:
    if row.terms:
        return tuple(fold(term) for term in row.terms)
    return row.reason, row.first_utterance, row.start


def _row(meeting: Meeting, candidate: Candidate) -> Redaction:
    return Redaction(
        meeting=meeting,
        reason=candidate.reason,
        terms=list(candidate.terms),
        first_utterance=candidate.utterance,
        last_utterance=candidate.utterance,
        start=candidate.start,
        end=candidate.end,
        label=candidate.why[:300],
        found_by="code",
    )


def _propose_closed_doors(meeting: Meeting) -> int:
    """Each stretch behind closed doors, as soon as it is known; one that an event moved is asked about again."""
    current = {(each.first, each.last) for each in closed_stretches_of(meeting)}
    rows = meeting.redactions.filter(reason=RedactionReason.CLOSED_DOORS, state=RedactionState.CANDIDATE)
    for row in rows.filter(found_by="code"):
        if (row.first_utterance, row.last_utterance) not in current:
            row.delete()
    fresh = unseen_closed_stretches(meeting)
    for stretch in fresh:
        placed = stretch.first is not None
        Redaction(
            meeting=meeting,
            reason=RedactionReason.CLOSED_DOORS,
            first_utterance=stretch.first,
            last_utterance=stretch.last,
            label="" if placed else "Huis clos saisi à la main : indiquez les paroles qu’il couvre.",
            found_by="code",
        ).save()
    return len(fresh)


def passages_of(meeting: Meeting) -> Iterator[Passage]:
    """All that the public may read or hear of it."""
    for utterance in meeting.utterances.select_related("voice"):
        value = utterance.as_value()
        yield Passage(value.text, f"paroles de {value.speaker}" if value.speaker else "paroles", value)
    sentences = Sentence.objects.filter(section__minutes__meeting=meeting).exclude(text="").select_related("section")
    for sentence in sentences:
        yield Passage(sentence.text, f"texte, « {sentence.section.title} »")
    for act in Deliberation.objects.filter(item__meeting=meeting).select_related("item"):
        where = f"délibération, point {act.item.number}"
        for text in (act.object, act.visas, act.considerants, act.articles, act.debate, act.plain_summary):
            if text:
                yield Passage(text, where)


# --- decided ------------------------------------------------------------------------------------------------


@transaction.atomic
def decide(redaction: Redaction, *, hide: bool, user: Any) -> Redaction:
    """Mask, or leave. Raises PermissionDenied, Refused."""
    _require_reader(user, redaction.meeting)
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
    _require_reader(user, redaction.meeting)
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
    _require_reader(user, redaction.meeting)
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
    _require_reader(user, meeting)
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
    _require_reader(user, meeting)
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
    """Whether more than the edge of an utterance is between these seconds: two people speak close to each other."""
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


# --- who may open the original ------------------------------------------------------------------------------


def give_access(meeting: Meeting, *, to: Any, user: Any) -> None:
    """``to`` may open the original recording. Raises PermissionDenied, Refused (somebody of another commune)."""
    _require_reader(user, meeting)
    if membership_of(to, meeting.commune) is None:
        raise Refused("Cette personne ne travaille pas pour la commune.")
    _, new = SoundAccess.objects.get_or_create(meeting=meeting, user=to, defaults={"by": user})
    if new:
        record("sound_access_given", actor=user, subject=meeting.subject, to=to.username)


def withdraw_access(access: SoundAccess, *, user: Any) -> None:
    _require_reader(user, access.meeting)
    record("sound_access_withdrawn", actor=user, subject=access.meeting.subject, to=access.user.username)
    access.delete()


def is_restricted(meeting: Meeting) -> bool:
    """Whether the original opens to named people only: something is masked, or the doors were closed."""
    masked = meeting.redactions.filter(state=RedactionState.ACCEPTED).exists()
    doors = meeting.redactions.filter(reason=RedactionReason.CLOSED_DOORS, state=RedactionState.CANDIDATE).exists()
    return masked or doors or bool(unseen_closed_stretches(meeting))


def may_hear(user: Any, meeting: Meeting) -> bool:
    """Whether this person of the commune may open the original."""
    return not is_restricted(meeting) or meeting.sound_access.filter(user=user).exists()


# --- shared -------------------------------------------------------------------------------------------------


def is_published(meeting: Meeting) -> bool:
    return PvStepDone.objects.filter(sitting__meeting=meeting, step=PvStep.PUBLISHED).exists()


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


def _require_reader(user: Any, meeting: Meeting) -> None:
    if not is_reader(user, meeting.commune):
        raise PermissionDenied(READER_ONLY)
