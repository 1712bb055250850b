"""Answers in OpenAI's shapes, each with what the charter says of it."""

from __future__ import annotations

import base64
import json
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

MENTION = "Texte proposé par une IA : une personne nommée le relit avant tout usage."


@dataclass(frozen=True, slots=True)
class Told:
    """What the journal wrote of a call: the charter's version (0: none voted), the articles that spoke, how many
    pieces of personal data were masked, where the model runs and which it is. ``wanted``: the model that was asked for,
    where the charter sent the call to another."""

    charter: int = 0
    articles: tuple[int, ...] = ()
    masked: int = 0
    place: str = ""
    model: str = ""
    wanted: str = ""

    @property
    def fingerprint(self) -> str:
        return f"beffroi-charte-{self.charter}"

    @property
    def headers(self) -> dict[str, str]:
        made = {"X-Beffroi-Charter": str(self.charter), "X-Beffroi-Masked": str(self.masked)}
        return made | ({"X-Beffroi-Article": ",".join(map(str, self.articles))} if self.articles else {})

    @property
    def body(self) -> dict[str, Any]:
        return {
            "charter_version": self.charter,
            "articles": list(self.articles),
            "masked": self.masked,
            "place": self.place,
            "mention": MENTION,
        } | ({"sent_elsewhere": {"from": self.wanted, "to": self.model}} if self.wanted else {})


@dataclass(frozen=True, slots=True)
class Usage:
    prompt: int = 0
    completion: int = 0

    @property
    def total(self) -> int:
        return self.prompt + self.completion

    @property
    def body(self) -> dict[str, int]:
        return {"prompt_tokens": self.prompt, "completion_tokens": self.completion, "total_tokens": self.total}


@dataclass(frozen=True, slots=True)
class Envelope:
    """What every piece of an answer says of itself."""

    id: str
    model: str
    created: int
    told: Told

    def completion(self, text: str, usage: Usage, *, truncated: bool) -> dict[str, Any]:
        choice = {
            "index": 0,
            "message": {"role": "assistant", "content": text, "refusal": None},
            "logprobs": None,
            "finish_reason": "length" if truncated else "stop",
        }
        return self._made("chat.completion", [choice]) | {"usage": usage.body, "beffroi": self.told.body}

    def chunk(self, delta: dict[str, str], finish: str | None = None) -> dict[str, Any]:
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}
        made = self._made("chat.completion.chunk", [choice])
        return made | ({"beffroi": self.told.body} if finish else {})

    def usage_chunk(self, usage: Usage) -> dict[str, Any]:
        return self._made("chat.completion.chunk", []) | {"usage": usage.body}

    def _made(self, kind: str, choices: list[dict[str, Any]]) -> dict[str, Any]:
        return {
            "id": self.id,
            "object": kind,
            "created": self.created,
            "model": self.model,
            "system_fingerprint": self.told.fingerprint,
            "choices": choices,
        }


def event(value: object) -> str:
    """A server-sent event: JSON has no bare line end, so the text cannot begin another event."""
    return f"data: {json.dumps(value, ensure_ascii=False)}\n\n"


DONE = "data: [DONE]\n\n"


def vectors(rows: Sequence[Sequence[float]], model: str, tokens: int, *, as_base64: bool, told: Told) -> dict[str, Any]:
    """``rows``: one vector a text."""
    data = [
        {"object": "embedding", "index": rank, "embedding": _packed(row) if as_base64 else [float(x) for x in row]}
        for rank, row in enumerate(rows)
    ]
    usage = {"prompt_tokens": tokens, "total_tokens": tokens}
    return {"object": "list", "data": data, "model": model, "usage": usage, "beffroi": told.body}


def models(named: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """(name, owner) of each."""
    data = [{"id": name, "object": "model", "created": 0, "owned_by": owner} for name, owner in named]
    return {"object": "list", "data": data}


def _packed(row: Sequence[float]) -> str:
    return base64.b64encode(struct.pack(f"<{len(row)}f", *row)).decode()
