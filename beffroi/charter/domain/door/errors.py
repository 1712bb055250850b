"""A refusal as tools that speak OpenAI's language read it: their JSON, our sentences in French."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from beffroi.charter.domain.rulings import Decision
from beffroi.charter.domain.wording import french

_UNSHOWABLE = re.compile(r"[^\w .:/@+-]")
TYPES = {401: "authentication_error", 403: "permission_error", 413: "invalid_request_error", 429: "rate_limit_error"}


@dataclass(slots=True)
class DoorError(Exception):
    """``message`` is French. ``param`` is the field of the request at fault. ``wait`` is in seconds; ``again`` tells
    clients whether to try by themselves."""

    status: int
    message: str
    code: str
    param: str | None = None
    wait: int = 0
    again: bool = False
    more: Mapping[str, Any] = field(default_factory=dict)
    journalled: bool = False
    """Whether the journal already has its line."""

    @property
    def body(self) -> dict[str, Any]:
        kind = TYPES.get(self.status) or ("server_error" if self.status >= 500 else "invalid_request_error")
        said = {"message": french(self.message), "type": kind, "param": self.param, "code": self.code}
        return {"error": said | dict(self.more)}

    @property
    def headers(self) -> dict[str, str]:
        told = {"x-should-retry": "true" if self.again else "false", "Cache-Control": "no-store"}
        if self.wait:
            told["Retry-After"] = str(self.wait)
        if self.status == 401:
            told["WWW-Authenticate"] = 'Bearer realm="beffroi"'
        if articles := self.more.get("articles"):
            told["X-Beffroi-Article"] = ",".join(map(str, articles))
        return told


def bad(message: str, param: str | None = None, code: str = "invalid_value") -> DoorError:
    return DoorError(400, message, code, param)


def unsupported(param: str, instead: str) -> DoorError:
    return bad(f"« {shown(param)} » n’est pas pris en charge par la porte. {instead}", shown(param), "unsupported")


def too_large(most: str) -> DoorError:
    return DoorError(413, f"La demande est trop volumineuse : {most} au plus. Coupez-la en parties.", "too_large")


def refused(message: str, decision: Decision | None) -> DoorError:
    """The charter said no: the articles that stopped it, why, and a lawful way."""
    stops = [each for each in decision.applied if each.ruling.why and each.ruling.verdict != "mask"] if decision else []
    more = {
        "articles": [each.number for each in stops if each.number],
        "charter_version": decision.version if decision else 0,
        "why": " ".join(each.ruling.why for each in stops),
        "way": " ".join(each.ruling.way for each in stops if each.ruling.way),
    }
    return DoorError(403, message, "refused_by_charter", more=more, journalled=True)


def shown(word: object) -> str:
    """What a stranger wrote, fit to be repeated in a sentence."""
    return _UNSHOWABLE.sub("?", str(word))[:60]
