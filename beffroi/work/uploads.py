"""Files that arrive in pieces and survive a cut: each piece says where it starts."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from . import disk
from .models import Upload

PIECE_BYTES = 4 * 2**20
KEEP_FREE = 500 * 2**20
KEPT_UNFINISHED = timedelta(days=7)
"""How long a file that stopped arriving may be taken up again."""


class UploadError(Exception):
    """French: why the file cannot be taken, and what to do. ``expected`` is the offset to go on from."""

    def __init__(self, message: str, *, expected: int | None = None, status: int = 400) -> None:
        super().__init__(message)
        self.expected = expected
        self.status = status


def begin(*, owner: Any, file_name: str, size: int, subject: str = "") -> Upload:
    """Accept a file to come, or find the same one begun before (same person, name, size, subject).

    Raises UploadError when it is empty, too large, or the disk cannot hold it."""
    if size <= 0:
        raise UploadError("Ce fichier est vide. Choisissez l’enregistrement de la séance.")
    if size > settings.MAX_RECORDING_BYTES:
        raise UploadError(
            "Ce fichier dépasse 4 Go. Exportez-le en MP3, ou coupez-le en plusieurs enregistrements.",
            status=413,
        )
    settings.UPLOADS_DIR.mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(settings.UPLOADS_DIR).free < size + KEEP_FREE:
        raise UploadError(
            "Le disque est presque plein : le fichier n’a pas été reçu. Libérez de la place, puis recommencez.",
            status=507,
        )
    file_name = Path(file_name.replace("\0", "")).name[-255:]  # PostgreSQL keeps no NUL in a text
    same = Upload.objects.filter(owner=owner, file_name=file_name, size=size, subject=subject, completed_at=None)
    if (found := same.first()) and path_of(found).exists():
        found.received = path_of(found).stat().st_size
        found.save()
        return found
    upload = Upload(owner=owner, file_name=file_name, size=size, subject=subject)
    upload.save()
    path_of(upload).touch(mode=0o600)
    return upload


def path_of(upload: Upload) -> Path:
    return Path(settings.UPLOADS_DIR) / f"{upload.pk}.part"


def append(upload: Upload, offset: int, piece: bytes) -> Upload:
    """Write ``piece`` at ``offset``. Raises UploadError with ``expected`` when it does not follow on."""
    with transaction.atomic():
        upload = Upload.objects.select_for_update().get(pk=upload.pk)
        if upload.completed_at:
            return upload
        if offset != upload.received:
            raise UploadError("Ce morceau ne suit pas le précédent.", expected=upload.received, status=409)
        if upload.received + len(piece) > upload.size:
            raise UploadError("Le fichier reçu est plus grand qu’annoncé : recommencez l’envoi.")
        _write(path_of(upload), offset, piece)
        upload.received += len(piece)
        if upload.received == upload.size:
            upload.completed_at = timezone.now()
        upload.save()
    return upload


def _write(path: Path, offset: int, piece: bytes) -> None:
    try:
        with path.open("r+b") as file:
            file.truncate(offset)
            file.seek(offset)
            file.write(piece)
    except OSError as error:
        if disk.is_full(error):
            raise UploadError(
                "Le disque est plein : ce qui est déjà reçu est gardé. Libérez de la place, puis reprenez l’envoi.",
                status=507,
            )
        raise


def discard(upload: Upload) -> None:
    path_of(upload).unlink(missing_ok=True)
    upload.delete()


def remove_stale() -> int:
    """Remove the files that stopped arriving long ago, and pieces that belong to none. Returns how many."""
    limit = timezone.now() - KEPT_UNFINISHED
    count = 0
    for upload in Upload.unscoped.filter(updated_at__lt=limit):
        discard(upload)
        count += 1
    known = {str(pk) for pk in Upload.unscoped.values_list("pk", flat=True)}
    for piece in Path(settings.UPLOADS_DIR).glob("*.*"):
        old = piece.stat().st_mtime < limit.timestamp()
        if old and piece.stem not in known:
            piece.unlink(missing_ok=True)
            count += 1
    return count
