"""The installation's signing key (Ed25519, RFC 8032): made at the first need, kept in a file its owner alone reads,
followed by another when a person asks for it. The database holds public halves only."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from .chain import Signed
from .models import PublicKey

CURRENT = "journal.key"


class KeyMissing(Exception):
    """The private key of this installation cannot be read; the message says so in French, and what to do."""

    retry = False


@dataclass(frozen=True, slots=True)
class Endorsed:
    """A public key and the signature of it by the key before."""

    key: str
    pem: str
    endorsed_by: str = ""
    endorsement: str = ""


def folder() -> Path:
    return Path(settings.VAR) / "keys"


def name_of(pem: str) -> str:
    """Sixteen hexadecimal digits of the hash of the public key: how checkpoints name it."""
    from hashlib import sha256

    return sha256(pem.encode()).hexdigest()[:16]


def current() -> tuple[str, Ed25519PrivateKey]:
    """(name, private key), made at the first call. Raises KeyMissing when it was there and is not any more."""
    path = folder() / CURRENT
    last = PublicKey.objects.last()
    if not path.exists():
        if last is not None:
            raise KeyMissing(
                f"La clé du journal ({path.name}) a disparu du dossier des clés : les points de contrôle ne sont plus "
                "signés. Remettez-la depuis la sauvegarde, ou faites-en une nouvelle avec « beffroi audit rotate »."
            )
        return _make(None)
    loaded = serialization.load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(loaded, Ed25519PrivateKey):
        raise KeyMissing("Le fichier de la clé du journal n’est pas une clé Ed25519.")
    return name_of(_pem(loaded)), loaded


@transaction.atomic
def rotate() -> str:
    """A new key, endorsed by the one before it where that one can still be read. Returns its name."""
    try:
        before = current()
    except KeyMissing:
        before = None
    name, _ = _make(before)
    return name


def _make(before: tuple[str, Ed25519PrivateKey] | None) -> tuple[str, Ed25519PrivateKey]:
    private = Ed25519PrivateKey.generate()
    pem = _pem(private)
    endorsement = before[1].sign(pem.encode()).hex() if before else ""
    PublicKey(
        key=name_of(pem),
        pem=pem,
        created_at=timezone.now(),
        endorsed_by=before[0] if before else "",
        endorsement=endorsement,
    ).save()
    _write(private)
    return name_of(pem), private


def _write(private: Ed25519PrivateKey) -> None:
    """Readable by its owner alone, and whole or not there at all."""
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = folder() / f"{CURRENT}.new"
    fresh.unlink(missing_ok=True)
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(
            private.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        )
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(folder() / CURRENT)


def _pem(private: Ed25519PrivateKey) -> str:
    return (
        private.public_key()
        .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
        .decode()
    )


def known_keys() -> list[Endorsed]:
    return [Endorsed(each.key, each.pem, each.endorsed_by, each.endorsement) for each in PublicKey.objects.all()]


def trusted_from(root: str, keys: Iterable[Endorsed]) -> dict[str, Ed25519PublicKey]:
    """The keys that follow from ``root`` (a public key in PEM), each endorsed by one already trusted.

    Raises ValueError for what is not an Ed25519 public key."""
    trusted = {name_of(_normal(root)): public(root)}
    for each in keys:
        by = trusted.get(each.endorsed_by)
        if each.key == name_of(each.pem) and by and _made(by, each.pem.encode(), each.endorsement):
            trusted[each.key] = public(each.pem)
    return trusted


def public(pem: str) -> Ed25519PublicKey:
    """Raises ValueError for what is not an Ed25519 public key."""
    loaded = serialization.load_pem_public_key(pem.encode())
    if not isinstance(loaded, Ed25519PublicKey):
        raise ValueError("not an Ed25519 public key")
    return loaded


def _normal(pem: str) -> str:
    """The PEM as it is written here, whatever the line ends of a copy."""
    return (
        public(pem).public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo).decode()
    )


def _made(key: Ed25519PublicKey, message: bytes, signature: str) -> bool:
    try:
        key.verify(bytes.fromhex(signature), message)
    except (InvalidSignature, ValueError):
        return False
    return True


def checker(trusted: Mapping[str, Ed25519PublicKey]) -> Signed:
    """What tells whether a trusted key made a signature."""

    def signed(key: str, message: bytes, signature: bytes) -> bool:
        return key in trusted and _made(trusted[key], message, signature.hex())

    return signed


def own_checker() -> Signed:
    """The same with every key of this installation."""
    return checker({each.key: public(each.pem) for each in known_keys()})
