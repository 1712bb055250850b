"""A key: « bfr-IDENTIFIER-SECRET ». The identifier may be shown and journalled; of the whole only a hash is kept.

The secret holds 256 bits drawn at random: a plain SHA-256 cannot be guessed back, so no slow hash is needed."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Iterable

_KEY = re.compile(r"bfr-(?P<public>[a-z2-7]{10})-(?P<secret>[A-Za-z0-9_-]{43})")
_LETTERS = "abcdefghijklmnopqrstuvwxyz234567"
_NO_DIGEST = "0" * 64


def new_key() -> tuple[str, str]:
    """(identifier, whole key)."""
    public = "".join(secrets.choice(_LETTERS) for _ in range(10))
    return public, f"bfr-{public}-{secrets.token_urlsafe(32)}"


def digest_of(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def identifier_of(key: str) -> str:
    """The identifier in what was given as a key; empty when it is none."""
    found = _KEY.fullmatch(key)
    return found["public"] if found else ""


def in_header(authorization: str) -> str:
    """The key of an Authorization header; empty when there is none, or several."""
    kind, _, key = authorization.strip().partition(" ")
    return key.strip() if kind.lower() == "bearer" and identifier_of(key.strip()) else ""


def is_same(key: str, digest: str | None) -> bool:
    """In a time that tells nothing; a key that nobody made is compared too."""
    same = hmac.compare_digest(digest_of(key), digest or _NO_DIGEST)
    return same and digest is not None


def somewhere_in(words: Iterable[str]) -> bool:
    """Whether a key is written where it never should be (an address is kept in histories and logs)."""
    return any(_KEY.search(word) for word in words)
