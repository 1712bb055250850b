"""What a remote engine's failure means: what to tell the person, and whether trying again may help."""

from __future__ import annotations

import json
from typing import Any

from ..protocols import EngineError

TRY_LATER = "Rien n’est perdu : réessayez dans quelques minutes."
_TOO_LONG = (
    "exceed_context_size_error",
    "context_length_exceeded",
    "maximum context length",
    "context size",
    "too long",
)


class EngineDown(EngineError):
    """Nobody answers at this address."""

    lasting = True


class EngineSlow(EngineError):
    """The answer did not come in time."""

    lasting = True


class KeyRefused(EngineError):
    """The engine does not accept the key."""

    lasting = True


class Overloaded(EngineError):
    """Too many requests (429): ``after`` is how many seconds the engine asks to wait, 0 when it does not say."""

    lasting = True

    def __init__(self, message: str, after: float = 0.0) -> None:
        super().__init__(message, retry=True)
        self.after = after


class TextTooLong(EngineError):
    """The messages do not fit the model's context."""


class RequestRefused(EngineError):
    """The engine does not accept the request as it is made (400, 422)."""


class Nonsense(EngineError):
    """The engine answered something that is not an answer."""


def for_status(who: str, status: int, headers: dict[str, str], body: bytes) -> EngineError:
    """The error that an HTTP status other than 200 stands for. ``who`` begins a sentence: « Le moteur de texte »."""
    if status in (401, 403):
        return KeyRefused(f"{who} refuse la clé d’accès ({status}). Vérifiez la clé dans les réglages.")
    if status == 429:
        return Overloaded(f"{who} reçoit trop de demandes. {TRY_LATER}", _seconds(headers.get("retry-after", "")))
    if status == 404:
        return EngineError(
            f"{who} ne connaît pas cette adresse ou ce modèle (404). "
            "Vérifiez l’adresse (elle finit souvent par « /v1 ») et le nom du modèle."
        )
    if status == 413 or (status in (400, 422, 500) and any(word in _said(body) for word in _TOO_LONG)):
        return TextTooLong("Le texte est trop long pour le modèle. Il doit être coupé en parties plus courtes.")
    if status in (400, 422):
        return RequestRefused(f"{who} n’accepte pas la demande ({status}). Vérifiez le nom du modèle et ses réglages.")
    if 300 <= status < 400:
        return EngineError(f"{who} a changé d’adresse ({status}). Mettez l’adresse à jour dans les réglages.")
    if status >= 500:
        return EngineError(f"{who} est en panne ({status}). {TRY_LATER}", retry=True)
    return Nonsense(f"{who} répond par un code inattendu ({status}). Vérifiez l’adresse dans les réglages.")


def not_json(who: str, body: bytes) -> Nonsense:
    page = b"<html" in body[:2000].lower() or b"<!doctype" in body[:200].lower()
    what = "une page web" if page else "autre chose qu’une réponse"
    return Nonsense(
        f"{who} envoie {what}. Vérifiez l’adresse dans les réglages : elle désigne peut-être un autre service."
    )


def _said(body: bytes) -> str:
    """The engine's own words, in lower case: only searched, never shown nor logged (they may quote the text)."""
    try:
        said: Any = json.loads(body)
    except ValueError:
        said = body.decode("utf-8", "replace")
    return json.dumps(said).lower()


def _seconds(value: str) -> float:
    try:
        return max(0.0, float(value))
    except ValueError:
        return 0.0
