"""What is weighed before a use begins (clauses 13, 14, 15), and who signs it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import partial
from typing import Any

from django.db import IntegrityError, transaction

from beffroi.audit.journal import record
from beffroi.charter.models import Assessment, PrivacyStudy, Signature, SignatureRole

WRITTEN = ("use", "need", "alternative", "benefits", "risks", "privacy", "privacy_reason")
STUDY_GONE = "L’étude jointe n’est plus sur le disque. Restaurez-la depuis la sauvegarde, ou joignez-la de nouveau."


class NotSignable(Exception):
    """The message says why, in French; nothing was signed."""

    retry = False


def digest_of(assessment: Assessment) -> str:
    """SHA-256 of what is signed, the study's content included. Raises OSError where its file is gone."""
    said = {name: getattr(assessment, name) for name in WRITTEN}
    made = hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode())
    if assessment.privacy_file:
        with assessment.privacy_file.open("rb") as file:
            for chunk in file.chunks():
                made.update(chunk)
    return made.hexdigest()


def is_signed(assessment: Assessment) -> bool:
    return bool(assessment.signatures.exists())


def latest_of(use: str) -> Assessment | None:
    found: Assessment | None = Assessment.objects.filter(use=use).order_by("-created_at", "-pk").first()
    return found


@transaction.atomic
def write(use: str, values: Mapping[str, Any], *, user: Any) -> Assessment:
    """Write the dossier of ``use``: the latest while nobody signed it, else another one, which starts unsigned, with
    the study that the latest had. ``privacy_file`` of ``values``: a study to keep (None: the one that is there)."""
    latest = latest_of(use)
    made = latest if latest and not is_signed(latest) else _begun(use, latest, user)
    before = made.privacy_file.name
    for name in WRITTEN[1:]:
        setattr(made, name, values.get(name, getattr(made, name)))
    if study := values.get("privacy_file"):
        made.privacy_file, made.privacy_name = study, study.name[-200:]
        made.privacy_sha256 = hashlib.sha256(study.read()).hexdigest()
        study.seek(0)
    if made.privacy != PrivacyStudy.ATTACHED:
        made.privacy_file = made.privacy_name = made.privacy_sha256 = ""
    made.save()
    if before and before != made.privacy_file.name:
        transaction.on_commit(partial(_forget, before))
    record(
        "assessment_written", actor=user, subject=f"assessment:{made.pk}", use=use, privacy=made.privacy,
        study=made.privacy_sha256,
    )  # fmt: skip
    return made


def _begun(use: str, latest: Assessment | None, user: Any) -> Assessment:
    made = Assessment(use=use, created_by=user)
    if latest:
        made.privacy_file = latest.privacy_file.name
        made.privacy_name, made.privacy_sha256 = latest.privacy_name, latest.privacy_sha256
    return made


def _forget(name: str) -> None:
    """Remove from the disk a study that no dossier holds any more."""
    if not Assessment.objects.filter(privacy_file=name).exists():
        Assessment._meta.get_field("privacy_file").storage.delete(name)


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
    try:
        digest = digest_of(stored)
    except OSError as error:
        raise NotSignable(STUDY_GONE) from error
    if digest != seen:
        raise NotSignable("Le dossier a changé depuis que vous l’avez ouvert : relisez-le avant de signer.")
    made = Signature(assessment=stored, role=role, by=user, name=name, digest=digest)
    made.save()
    record("assessment_signed", actor=user, subject=f"assessment:{stored.pk}", use=stored.use, role=role)
    return made
