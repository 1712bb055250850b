"""Opens a file that should hold sound, and says in French what it is when it does not.

Only formats of the list are tried, whatever the name says: a playlist that points at other files or at the
network is never followed."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import av
from av.container import InputContainer

from .errors import DocumentError

MAX_BYTES = 4 * 1024**3
FORMATS = "wav,w64,mp3,mov,mp4,m4a,ogg,flac,matroska,webm,aac,aiff,caf,amr"
_ACCEPTED = "wav, mp3, m4a, ogg, opus, flac, mp4 ou webm"
_SIGNATURES = (
    (b"%PDF", "un document PDF"),
    (b"\xd0\xcf\x11\xe0", "un document bureautique"),
    (b"\x89PNG", "une image"),
    (b"\xff\xd8\xff", "une image"),
    (b"7z\xbc\xaf", "une archive"),
    (b"Rar!", "une archive"),
    (b"\x1f\x8b", "une archive"),
)
_LOCKED = (b"Salted__", b"age-encryption.org", b"-----BEGIN PGP MESSAGE", b"\x85\x02", b"\x85\x01", b"LUKS")


class AudioError(DocumentError):
    """The sound cannot be read. ``code`` says why ("empty", "mislabelled", "encrypted", "unreadable",
    "too_large", "video_only", "missing", "busy"); the message is French."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@contextmanager
def opened(path: Path) -> Iterator[InputContainer]:
    """The container, with one audio stream at least. Raises AudioError."""
    _check_size(path)
    try:
        container = av.open(
            str(path),
            options={"format_whitelist": FORMATS, "protocol_whitelist": "file"},
            metadata_errors="replace",
        )
    except (av.error.FFmpegError, ValueError, OSError) as error:
        raise _explained(path) from error
    with container:
        if not container.streams.audio:
            raise _without_sound(container)
        if not container.streams.audio[0].codec_context:
            raise _locked()
        yield container


def _check_size(path: Path) -> None:
    try:
        found = path.stat()
    except OSError as error:
        raise AudioError("missing", "Le fichier est introuvable : envoyez-le de nouveau.") from error
    if not stat.S_ISREG(found.st_mode):
        raise AudioError("unreadable", "Ce n’est pas un fichier : choisissez un enregistrement.")
    if found.st_size == 0:
        raise AudioError("empty", "Le fichier est vide : envoyez-le de nouveau depuis l’appareil d’origine.")
    if found.st_size > MAX_BYTES:
        raise AudioError(
            "too_large",
            "Le fichier dépasse 4 Go : convertissez-le en mp3 ou en opus, ou envoyez-le en plusieurs parties.",
        )


def _without_sound(container: InputContainer) -> AudioError:
    if container.streams.video:
        return AudioError(
            "video_only", "Cette vidéo ne contient pas de son : envoyez l’enregistrement sonore de la réunion."
        )
    return AudioError("unreadable", f"Ce fichier ne contient pas de son. Envoyez un fichier {_ACCEPTED}.")


def _locked() -> AudioError:
    return AudioError(
        "encrypted",
        "Ce fichier est chiffré ou protégé : enlevez sa protection (ou son mot de passe), puis envoyez-le de nouveau.",
    )


def _explained(path: Path) -> AudioError:
    """What a file that no reader opened seems to be."""
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith(_LOCKED):
        return _locked()
    if head.startswith(b"PK\x03\x04"):
        return _locked() if len(head) > 6 and head[6] & 1 else _wrong("un document ou une archive")
    for signature, what in _SIGNATURES:
        if head.startswith(signature):
            return _wrong(what)
    if not head.strip(b"\0"):
        return AudioError(
            "unreadable", "Le fichier ne contient rien de lisible : la copie a échoué, envoyez-le de nouveau."
        )
    if _is_text(head):
        return AudioError(
            "mislabelled",
            f"Ce fichier contient du texte, pas du son. Envoyez l’enregistrement ({_ACCEPTED}), "
            "ou renommez-le en .txt si c’est une transcription.",
        )
    if head[4:8] in (b"ftyp", b"mdat", b"moov") or head[:4] in (b"RIFF", b"OggS", b"fLaC", b"\x1aE\xdf\xa3"):
        return AudioError(
            "unreadable",
            "L’enregistrement est incomplet et ne peut pas être ouvert : copiez-le de nouveau depuis l’appareil "
            "d’origine, ou réparez-le avec le logiciel de l’appareil.",
        )
    return AudioError(
        "unreadable",
        f"Ce fichier n’est pas un enregistrement lisible (il est abîmé ou chiffré). Envoyez un fichier {_ACCEPTED}.",
    )


def _wrong(what: str) -> AudioError:
    return AudioError("mislabelled", f"Ce fichier est {what}, pas un enregistrement. Envoyez un fichier {_ACCEPTED}.")


def _is_text(head: bytes) -> bool:
    if b"\0" in head:
        return False
    try:
        text = head.decode("utf-8", errors="ignore" if len(head) == 4096 else "strict")
    except UnicodeDecodeError:
        text = head.decode("latin-1")
    odd = sum(1 for c in text if not (c.isprintable() or c in "\r\n\t\ufeff"))
    return odd <= len(text) * 0.01
