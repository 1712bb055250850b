"""What is weighed before a use begins (clauses 13, 14, 15), and who signs it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction

from beffroi.audit.journal import record
from beffroi.charter.models import Assessment, Signature, SignatureRole

WRITTEN = ("use", "need", "alternative", "benefits", "risks", "privacy", "privacy_reason")


class AlreadySigned(Exception):
    """A signed assessment is not changed: another is begun."""

    retry = False


class NotSignable(Exception):
    """The message says why, in French; nothing was signed."""

    retry = False


def digest_of(assessment: Assessment) -> str:
    """SHA-256 of what is signed, the file's content included."""
    said = {name: getattr(assessment, name) for name in WRITTEN}
    made = hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode())
    if assessment.privacy_file:
        with assessment.privacy_file.open("rb") as file:
            for chunk in iter(lambda: file.read(65536), b""):
                made.update(chunk)
    return made.hexdigest()


def is_signed(assessment: Assessment) -> bool:
    return bool(assessment.signatures.exists())


def latest_of(use: str) -> Assessment | None:
    found: Assessment | None = Assessment.objects.filter(use=use).order_by("-created_at", "-pk").first()
    return found


@transaction.atomic
def write(use: str, values: Mapping[str, Any], *, user: Any, new: bool = False) -> Assessment:
    """Write the dossier of ``use``: the latest while nobody signed it, else another one, which starts unsigned."""
    latest = None if new else latest_of(use)
    made = latest if latest and not is_signed(latest) else Assessment(use=use, created_by=user)
    for name, value in values.items():
        if name in (*WRITTEN, "privacy_file") and name != "use":
            setattr(made, name, value)
    made.save()
    record("assessment_written", actor=user, subject=f"assessment:{made.pk}", use=use, privacy=made.privacy)
    return made


def sign(assessment: Assessment, *, user: Any, role: str, name: str, seen: str) -> Signature:
    """Sign what was ``seen`` (``digest_of`` when the page was shown). Raises NotSignable."""
    if role not in SignatureRole.values:
        raise NotSignable("Cette qualité n’existe pas.")
    if not name.strip():
        raise NotSignable("Indiquez le nom de la personne qui signe.")
    try:
        with transaction.atomic():
            return _sign(assessment, user=user, role=role, name=name.strip(), seen=seen)
    except IntegrityError as error:
        raise NotSignable("Cette évaluation porte déjà une signature en cette qualité.") from error


def _sign(assessment: Assessment, *, user: Any, role: str, name: str, seen: str) -> Signature:
    stored: Assessment = Assessment.objects.select_for_update().get(pk=assessment.pk)
    newest = latest_of(stored.use)
    if newest is None or newest.pk != stored.pk:
        raise NotSignable("Une évaluation plus récente a été commencée pour cet usage : signez celle-là.")
    digest = digest_of(stored)
    if digest != seen:
        raise NotSignable("Le dossier a changé depuis que vous l’avez ouvert : relisez-le avant de signer.")
    made = Signature(assessment=stored, role=role, by=user, name=name, digest=digest)
    made.save()
    record("assessment_signed", actor=user, subject=f"assessment:{stored.pk}", use=stored.use, role=role)
    return made
