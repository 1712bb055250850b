"""A request for a completion, in OpenAI's words: what is taken, what is ignored, what is refused plainly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from .errors import bad, shown, unsupported
from .reading import is_neutral, number, whole, words, yes_no

MOST_MESSAGES = 400
MOST_TOKENS = 32_768
USUAL_TOKENS = 1_024
Role = Literal["system", "user", "assistant"]
_ROLES: Mapping[str, Role] = {
    "system": "system",
    "developer": "system",
    "user": "user",
    "assistant": "assistant",
}
IGNORED = frozenset(
    {
        "user",
        "metadata",
        "safety_identifier",
        "prompt_cache_key",
        "prompt_cache_retention",
        "seed",
        "service_tier",
        "parallel_tool_calls",
    }
)
"""They change nothing to the answer, and are neither passed on nor kept: they may say who types."""
_TAKEN = frozenset(
    {
        "model",
        "messages",
        "max_tokens",
        "max_completion_tokens",
        "temperature",
        "stream",
        "stream_options",
        "response_format",
    }
)
_TOOLS = "Les outils et les appels de fonctions sont fermés : demandez un texte, ou un JSON par « response_format »."
_PLAIN = "Retirez ce réglage."
_NEUTRAL: Mapping[str, tuple[tuple[Any, ...], str]] = {
    "n": ((1,), "Une réponse à la fois."),
    "logprobs": ((False,), _PLAIN),
    "top_logprobs": ((0,), _PLAIN),
    "logit_bias": (({},), _PLAIN),
    "top_p": ((1, 1.0), "Réglez « temperature » à la place."),
    "presence_penalty": ((0, 0.0), _PLAIN),
    "frequency_penalty": ((0, 0.0), _PLAIN),
    "stop": (([],), "Limitez la réponse par « max_tokens »."),
    "store": ((False,), "Rien n’est gardé des demandes."),
    "tools": (([],), _TOOLS),
    "tool_choice": (("none", "auto"), _TOOLS),
    "functions": (([],), _TOOLS),
    "function_call": (("none", "auto"), _TOOLS),
    "modalities": ((["text"],), "La porte ne rend que du texte."),
    "audio": ((), "La porte ne rend que du texte."),
    "prediction": ((), _PLAIN),
    "web_search_options": ((), "La porte ne cherche pas sur l’internet."),
    "reasoning_effort": ((), _PLAIN),
    "verbosity": ((), _PLAIN),
}


@dataclass(frozen=True, slots=True)
class Said:
    """A message of the conversation."""

    role: Role
    content: str


@dataclass(frozen=True, slots=True)
class ChatRequest:
    model: str
    messages: tuple[Said, ...]
    max_tokens: int = USUAL_TOKENS
    temperature: float = 0.0
    stream: bool = False
    with_usage: bool = False
    schema: Mapping[str, Any] | None = None
    """The answer is JSON that fits it."""

    @property
    def tokens(self) -> int:
        """The most that the call may read and write; an estimate that no engine is asked for."""
        return sum(len(each.content) for each in self.messages) // 3 + self.max_tokens


def read_chat(asked: dict[str, Any]) -> ChatRequest:
    """Raises DoorError (400)."""
    _refuse_the_rest(asked)
    most = whole(asked, "max_completion_tokens", 1, MOST_TOKENS) or whole(asked, "max_tokens", 1, MOST_TOKENS)
    return ChatRequest(
        words(asked, "model"),
        _messages(asked.get("messages")),
        most or USUAL_TOKENS,
        number(asked, "temperature", 0, 2) or 0.0,
        yes_no(asked, "stream"),
        _with_usage(asked.get("stream_options")),
        _schema(asked.get("response_format")),
    )


def _refuse_the_rest(asked: dict[str, Any]) -> None:
    for name, value in asked.items():
        if name in _TAKEN or name in IGNORED:
            continue
        neutral, instead = _NEUTRAL.get(name, ((), _PLAIN))
        if not is_neutral(value, *neutral):
            raise unsupported(name, instead)


def _messages(given: Any) -> tuple[Said, ...]:
    if not isinstance(given, list) or not given or len(given) > MOST_MESSAGES:
        raise bad(f"« messages » attend une liste de 1 à {MOST_MESSAGES} messages.", "messages")
    said = tuple(_message(each, f"messages[{rank}]") for rank, each in enumerate(given))
    if not any(each.role == "user" and each.content.strip() for each in said):
        raise bad("Il n’y a pas de question : un message de rôle « user » est attendu.", "messages")
    return said


def _message(given: Any, at: str) -> Said:
    if not isinstance(given, dict):
        raise bad("Un message est un objet avec « role » et « content ».", at)
    role = given.get("role")
    if role in ("tool", "function") or given.get("tool_calls") or given.get("function_call"):
        raise unsupported(f"{at}.{shown(role)}", _TOOLS)
    if not isinstance(role, str) or role not in _ROLES:
        raise bad("Le rôle d’un message est « system », « developer », « user » ou « assistant ».", f"{at}.role")
    return Said(_ROLES[role], _content(given.get("content"), f"{at}.content"))


def _content(given: Any, at: str) -> str:
    if isinstance(given, str):
        return given
    if not isinstance(given, list) or not given:
        raise bad("Le contenu d’un message est un texte.", at)
    return "\n".join(_part(part, at) for part in given)


def _part(part: Any, at: str) -> str:
    kind = part.get("type") if isinstance(part, dict) else None
    if kind != "text":
        if kind in ("image_url", "input_audio", "file", "image"):
            raise unsupported(f"{at}.{kind}", "Une image, un son ou un fichier ne se masque pas : donnez du texte.")
        raise bad("Une partie de message est de type « text ».", at)
    if not isinstance(part.get("text"), str):
        raise bad("Le contenu d’un message est un texte.", at)
    return str(part["text"])


def _with_usage(given: Any) -> bool:
    if given is None:
        return False
    if not isinstance(given, dict) or set(given) - {"include_usage", "include_obfuscation"}:
        raise bad("« stream_options » ne connaît que « include_usage ».", "stream_options")
    return yes_no(given, "include_usage")


def _schema(given: Any) -> Mapping[str, Any] | None:
    if given is None:
        return None
    kind = given.get("type") if isinstance(given, dict) else None
    if kind == "text":
        return None
    if kind == "json_object":
        return {"type": "object"}
    named = given.get("json_schema") if kind == "json_schema" else None
    schema = named.get("schema") if isinstance(named, dict) else None
    if not isinstance(schema, dict) or not schema:
        raise bad("« response_format » attend « text », « json_object » ou « json_schema ».", "response_format")
    return schema
