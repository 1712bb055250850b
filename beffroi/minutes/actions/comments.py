"""The secretary, the mayor and the leaders of groups comment the project by a signed link, without an account."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from beffroi.audit.journal import record
from beffroi.minutes.models import Comment, CommentInvitation, Sentence, Sitting
from beffroi.town.scope import scope
from beffroi.work import outbox

from .adopted import is_adopted
from .rights import is_member

SALT = "beffroi.minutes.comment"
DAYS = 21
LONGEST = 4000
MOST = 200
"""Comments that one invitation may leave."""


class LinkClosed(Exception):
    """The link was revoked, has expired, or was never given. The message says whom to ask."""

    retry = False


ADOPTED = "Le conseil a arrêté ce procès-verbal : il ne se commente plus. Vos remarques sont gardées."
CLOSED = "Ce lien ne donne plus accès au projet. Demandez-en un nouveau à la mairie."


def invite(sitting: Sitting, *, user: Any, name: str, role: str = "", email: str = "") -> CommentInvitation:
    """A personal link, good for three weeks; sent by e-mail where there is an address and a mail server."""
    if not is_member(user, sitting.commune):
        raise PermissionDenied("Votre compte ne permet pas d’inviter à commenter.")
    with transaction.atomic():
        found = CommentInvitation(
            sitting=sitting,
            name=name.strip()[:120],
            role=role.strip()[:120],
            email=email.strip(),
            expires_at=timezone.now() + timedelta(days=DAYS),
            created_by=user,
        )
        found.save()
        record("comment_invited", actor=user, subject=sitting.subject, invitation=found.pk)
        if found.email and settings.EMAIL_HOST:
            _send(found)
    return found


def _send(invitation: CommentInvitation) -> None:
    title = invitation.sitting.meeting.title
    outbox.post(
        key=f"comment:{invitation.pk}",
        recipient=invitation.email,
        subject=f"Projet de procès-verbal à lire : {title}",
        body=(
            f"Bonjour {invitation.name},\n\nLe projet de procès-verbal « {title} » attend vos remarques. "
            f"Ce lien est personnel ; il vaut jusqu’au {invitation.expires_at:%d/%m/%Y} :\n\n"
            f"{settings.BASE_URL}/remarques/{token_of(invitation)}/\n\n{invitation.commune.name}\n"
        ),
        subject_ref=invitation.sitting.subject,
    )


def token_of(invitation: CommentInvitation) -> str:
    """The signed part of the link: nothing in it can be guessed or changed."""
    return signing.dumps([invitation.commune_id, invitation.pk], salt=SALT)


def invitation_of(token: str) -> CommentInvitation:
    """The invitation behind a link, with its commune. Raises LinkClosed."""
    try:
        commune, pk = signing.loads(token, salt=SALT, max_age=timedelta(days=DAYS + 1))
    except (signing.BadSignature, ValueError, TypeError):
        raise LinkClosed(CLOSED)
    found = CommentInvitation.unscoped.filter(commune_id=commune, pk=pk).select_related("commune").first()
    if found is None or found.revoked_at or found.expires_at < timezone.now():
        raise LinkClosed(CLOSED)
    invitation: CommentInvitation = found
    with scope(invitation.commune):
        if is_adopted(invitation.sitting.meeting):
            raise LinkClosed(ADOPTED)
    return invitation


class CommentRefused(Exception):
    """The comment is empty, too long, or one too many; the message says so in French."""

    retry = False


def comment(invitation: CommentInvitation, text: str, sentence_id: int | None = None) -> Comment:
    """Keep a comment, on a sentence of that very sitting or on the whole text. Raises CommentRefused."""
    text = text.replace("\0", "").strip()
    if not text:
        raise CommentRefused("Écrivez votre remarque, puis envoyez-la.")
    if len(text) > LONGEST:
        raise CommentRefused(f"Cette remarque dépasse {LONGEST} signes : raccourcissez-la ou coupez-la en deux.")
    with scope(invitation.commune), transaction.atomic():
        if invitation.comments.count() >= MOST:
            raise CommentRefused("Vous avez déjà laissé beaucoup de remarques : appelez la mairie.")
        sentence = Sentence.objects.filter(
            pk=sentence_id, section__minutes__meeting_id=invitation.sitting.meeting_id
        ).first()  # fmt: skip
        made = Comment(invitation=invitation, sentence=sentence, quoted=sentence.text if sentence else "", text=text)
        made.save()
        record("comment_left", actor="invité", subject=invitation.sitting.subject, invitation=invitation.pk)
    return made


@transaction.atomic
def answer(comment: Comment, *, user: Any, taken: bool, text: str = "") -> None:
    """Say what becomes of a comment: taken into account, or left, and why."""
    if not is_member(user, comment.commune):
        raise PermissionDenied("Votre compte ne permet pas de répondre.")
    comment.answer = "taken" if taken else "left"
    comment.answer_text, comment.answered_by, comment.answered_at = text.strip()[:500], user, timezone.now()
    comment.save()
    record("comment_answered", actor=user, subject=comment.invitation.sitting.subject, taken=taken)


@transaction.atomic
def revoke(invitation: CommentInvitation, *, user: Any) -> None:
    """The link opens nothing any more; the comments that it left stay."""
    if not is_member(user, invitation.commune):
        raise PermissionDenied("Votre compte ne permet pas de retirer cette invitation.")
    invitation.revoked_at = timezone.now()
    invitation.save(update_fields=["revoked_at"])
    record("comment_revoked", actor=user, subject=invitation.sitting.subject, invitation=invitation.pk)
