"""A council's sitting that went all the way to its published procès-verbal, made through the models: votes of every
kind, a text, its files, its sound."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from beffroi.minutes.actions import public_sound
from beffroi.minutes.actions.create_meeting import create_meeting
from beffroi.minutes.actions.papers import Papers
from beffroi.minutes.actions.sitting import context_of, enter, sitting_of
from beffroi.minutes.domain.sitting import events as e
from beffroi.minutes.domain.types import Item, Member
from beffroi.minutes.models import (
    Approval,
    CouncilSettings,
    Deliberation,
    DocumentKind,
    IssuedDocument,
    KeepRule,
    Meeting,
    Minutes,
    Publication,
    PvStepDone,
    Recording,
    Redaction,
    Section,
    Sentence,
    Sitting,
    Utterance,
    Voice,
)
from beffroi.work import jobs

from .ready import a_tone

MOMENT = datetime(2025, 12, 11, 18, 30, tzinfo=UTC)
MEMBERS = (
    Member("Vasseur", "Hélène", "maire"),
    Member("Tissot", "Bernard", "premier adjoint"),
    Member("Garnier", "Paul", "conseiller municipal"),
    Member("Lemoine", "Claire", "conseillère municipale"),
    Member("Roux", "Jean", "conseiller municipal"),
)
AGENDA = (
    Item(1, "Rénovation de l’école", "M. Tissot"),
    Item(2, "Subventions aux associations", "Mme Lemoine"),
    Item(3, "Désignation d’un délégué au syndicat des eaux"),
    Item(4, "Vente du presbytère"),
    Item(5, "Travaux de voirie"),
)
DEBATES = {
    1: (
        ("statement", "M. Tissot présente un projet de 240 000 €.", [0]),
        ("statement", "Il précise que les travaux commencent le 10 juillet.", [1]),
        ("vote", "Adopté par 4 voix pour et 1 contre.", [2]),
    ),
    2: (("statement", "Mme Lemoine propose 300 € au club de pétanque.", [3]),),
    3: (("statement", "Le conseil procède à la désignation.", [4]),),
    4: (("statement", "Le prix de vente est jugé trop bas.", [5]),),
    5: (("statement", "Le point est retiré par Mme le maire.", [6]),),
}
SAID = (
    "Le projet est de deux cent quarante mille euros.",
    "Les travaux commencent le dix juillet.",
    "Qui est contre ? Une voix. Adopté.",
    "Je propose trois cents euros au club de pétanque.",
    "Nous passons à la désignation.",
    "Ce prix de vente est trop bas.",
    "Je retire ce point.",
)
SECONDS_EACH = 2.0
Q = e.Sense


def a_sitting(clerk: Any, *, moment: datetime = MOMENT, agenda: Sequence[Item] = AGENDA) -> Sitting:
    """Held and written down, with its sound; nothing of it is public."""
    meeting = create_meeting(
        user=clerk,
        kind="council",
        template="council",
        title="Conseil municipal",
        starts_at=moment,
        place="Salle du conseil",
        agenda=list(agenda),
        members=list(MEMBERS),
    )
    sitting = sitting_of(meeting)
    sitting.in_office = len(MEMBERS)
    sitting.mayor = meeting.participants.get(last_name="Vasseur")
    sitting.save()
    _sound(meeting)
    _text(meeting)
    _events(sitting)
    assert not sitting.flags.filter(answer="", blocking=True).exists(), list(sitting.flags.all())
    return Sitting.objects.select_related("meeting", "mayor", "commune").get(pk=sitting.pk)


def _events(sitting: Sitting) -> None:
    helene, bernard, paul, claire, jean = (member.key for member in context_of(sitting).members)

    def add(event: Any, item: int | None = None) -> None:
        enter(sitting, event, user=None, item=item)

    add(e.Opened())
    add(e.RollCall(present=(helene, bernard, paul, claire, jean)))
    add(e.SecretaryNamed((claire,)))
    add(e.ItemOpened(), 1)
    add(e.BallotHeld(votes_for=4, against=1, abstain=0, senses=((jean, Q.AGAINST),)), 1)
    add(e.ItemOpened(), 2)
    add(e.BallotAsked(e.BallotKind.PUBLIC, askers=(bernard, paul)), 2)
    everyone = ((helene, Q.FOR), (bernard, Q.FOR), (paul, Q.FOR), (claire, Q.FOR), (jean, Q.ABSTAIN))
    add(e.BallotHeld(e.BallotKind.PUBLIC, votes_for=4, against=0, abstain=1, senses=everyone), 2)
    add(e.ItemOpened(), 3)
    add(e.BallotAsked(e.BallotKind.SECRET, askers=(bernard, paul)), 3)
    add(e.BallotHeld(e.BallotKind.SECRET, votes_for=3, against=1, abstain=0, blank=1), 3)
    add(e.ItemOpened(), 4)
    add(e.BallotHeld(votes_for=1, against=3, abstain=1), 4)
    add(e.ItemWithdrawn(), 5)
    add(e.Closed())


def _sound(meeting: Meeting) -> None:
    length = len(SAID) * SECONDS_EACH
    recording = Recording(
        meeting=meeting,
        original_name="conseil.wav",
        size=1,
        sha256="0" * 64,
        duration=length,
        keep_rule=KeepRule.UNTIL_PV_ADOPTED,
        commune=meeting.commune,
    )
    recording.file.save("conseil.wav", ContentFile(a_tone(length)), save=False)
    recording.size = recording.file.size
    recording.save()
    voice = Voice(meeting=meeting, key="0", number=1, name="Hélène Vasseur")
    voice.save()
    for index, text in enumerate(SAID):
        start, words = index * SECONDS_EACH, text.split()
        step = SECONDS_EACH / len(words)
        Utterance(
            meeting=meeting,
            index=index,
            voice=voice,
            start=start,
            end=start + SECONDS_EACH,
            heard=text,
            text=text,
            words=[[start + k * step, start + (k + 1) * step, word, 0.9] for k, word in enumerate(words)],
        ).save()


def _text(meeting: Meeting) -> None:
    minutes = Minutes(meeting=meeting, drafted_at=MOMENT, engines=["modèle d’essai"])
    minutes.save()
    for item in meeting.items.all():
        section = Section(minutes=minutes, position=item.number, item_number=item.number, title=item.title)
        section.save()
        for rank, (kind, text, sources) in enumerate(DEBATES.get(item.number, ())):
            Sentence(
                section=section,
                position=rank,
                kind=kind,
                text=text,
                machine_text=f"{text} MACHINE",
                origin="code",
                sources=sources,
            ).save()


def a_deliberation(sitting: Sitting, number: int, reference: str, **fields: Any) -> Deliberation:
    """Of the item of that number."""
    item = sitting.meeting.items.get(number=number)
    values = {"object": item.title, "articles": f"Le conseil statue sur le point {number}.", "matter_code": "7.5"}
    found, _ = Deliberation.objects.update_or_create(
        item=item, defaults={"commune": sitting.commune, "number": reference, **values, **fields}
    )
    return found


def a_file(
    sitting: Sitting,
    kind: str,
    content: bytes = b"%PDF-1.7 essai",
    *,
    deliberation: Deliberation | None = None,
    name: str = "acte.pdf",
) -> IssuedDocument:
    document = IssuedDocument(
        sitting=sitting,
        deliberation=deliberation,
        kind=kind,
        name=name,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        at=MOMENT + timedelta(days=1),
        commune=sitting.commune,
    )
    document.file.save(name, ContentFile(content), save=False)
    document.save()
    return document


def put_online(document: IssuedDocument, at: datetime = MOMENT + timedelta(days=2), mode: str = "electronic") -> None:
    Publication(document=document, mode=mode, at=at).save()


def take_down(document: IssuedDocument, at: datetime = MOMENT + timedelta(days=90)) -> None:
    Publication(document=document, mode="electronic", at=at, ends=True, reason="annulée").save()


def give_slug(sitting: Sitting) -> str:
    sitting.public_slug = f"{sitting.meeting.starts_at:%Y-%m-%d}"
    sitting.save(update_fields=["public_slug"])
    return sitting.public_slug


def publish_list(sitting: Sitting, content: bytes = b"%PDF-1.7 liste") -> IssuedDocument:
    document = a_file(sitting, DocumentKind.LIST, content, name="liste.pdf")
    put_online(document)
    give_slug(sitting)
    return document


def adopt_text(sitting: Sitting, reader: Any) -> None:
    """Read by a person, then adopted by the council and signed: not yet published."""
    minutes = sitting.meeting.minutes
    Approval(minutes=minutes, by=reader, at=MOMENT, digest="d" * 64, content={}).save()
    Minutes.objects.filter(pk=minutes.pk).update(state="approved", approved_digest="d" * 64)
    for step, day in (("adopted", date(2026, 2, 12)), ("signed", date(2026, 2, 13))):
        details = {"council": Papers(sitting).body.council} if step == "adopted" else {}
        PvStepDone(sitting=sitting, step=step, on=day, by=reader, details=details).save()


def publish_minutes(sitting: Sitting, reader: Any, content: bytes = b"%PDF-1.7 pv") -> IssuedDocument:
    adopt_text(sitting, reader)
    document = a_file(sitting, DocumentKind.PV_SIGNED, content, name="proces-verbal.pdf")
    put_online(document, at=datetime(2026, 2, 14, 9, 0, tzinfo=UTC))
    PvStepDone(sitting=sitting, step="published", on=date(2026, 2, 14), by=reader, document=document).save()
    give_slug(sitting)
    return document


def mask_term(sitting: Sitting, reader: Any, term: str, state: str = "accepted") -> Redaction:
    decided = {"decided_by": reader, "decided_at": timezone.now()} if state != "candidate" else {}
    row = Redaction(meeting=sitting.meeting, reason="private_life", state=state, terms=[term], **decided)
    row.save()
    return row


def mask_utterances(sitting: Sitting, reader: Any, first: int, last: int, reason: str = "objection") -> Redaction:
    row = Redaction(
        meeting=sitting.meeting,
        reason=reason,
        state="accepted",
        first_utterance=first,
        last_utterance=last,
        decided_by=reader,
        decided_at=timezone.now(),
    )
    row.save()
    return row


def open_sound(sitting: Sitting) -> None:
    """To the public: its copy without what is masked is made now."""
    Sitting.objects.filter(pk=sitting.pk).update(public_audio=True)
    meeting = Meeting.objects.get(pk=sitting.meeting_id)
    jobs.run_here(public_sound.JOB, subject=meeting.subject, meeting=str(meeting.pk))
    assert public_sound.ready(meeting), public_sound.why_not(meeting)


def a_published_sitting(
    clerk: Any,
    reader: Any,
    *,
    moment: datetime = MOMENT,
    prefix: str = "2025",
    before: Callable[[Sitting], Any] = lambda sitting: None,
) -> Sitting:
    """Everything is public: list, four deliberations, procès-verbal. ``before``: what is entered of the sitting while
    it still may be."""
    CouncilSettings.objects.update_or_create(
        commune=clerk.memberships.first().commune,
        defaults={"siret": "21900010600019", "contact": "dpo@mairie.example"},
    )
    sitting = a_sitting(clerk, moment=moment)
    before(sitting)
    for number in (1, 2, 3, 4):
        made = a_deliberation(sitting, number, f"{prefix}-04{number}")
        put_online(a_file(sitting, DocumentKind.DELIBERATION, deliberation=made, name=f"deliberation-{number}.pdf"))
    publish_list(sitting)
    publish_minutes(sitting, reader)
    return sitting
