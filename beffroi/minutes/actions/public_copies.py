"""Where the copies of a sitting's sound for the public are kept, and how they go."""

from __future__ import annotations

from contextlib import suppress

from django.core.files.storage import default_storage

from beffroi.minutes.models import Meeting

PUBLIC_SOUND_JOB = "minutes.public_sound"


def folder_of(meeting: Meeting) -> str:
    return f"{meeting.commune.slug}/{meeting.pk}/public"


def remove_copies(meeting: Meeting, but: str = "") -> None:
    """The copies of a meeting, all but one."""
    folder = folder_of(meeting)
    try:
        _, names = default_storage.listdir(folder)
    except (FileNotFoundError, NotADirectoryError):
        return
    for name in names:
        if f"{folder}/{name}" != but:
            with suppress(FileNotFoundError):
                default_storage.delete(f"{folder}/{name}")
