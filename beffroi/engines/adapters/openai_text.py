"""Text by any OpenAI-compatible server: Mistral, Albert API, vLLM, Ollama, llama.cpp's own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Unpack

from ..json_schema import problems
from ..protocols import EngineError, Generation, Message
from .openai_engine import OpenAIEngine, Server
from .openai_errors import EngineDown, Nonsense, RequestRefused

_FENCE = re.compile(r"^```(?:json)?\s*(.*?)\s*```$", re.DOTALL)
_THOUGHTS = re.compile(r"^\s*<think>.*?</think>\s*", re.DOTALL)


class OpenAIText(OpenAIEngine):
    """``context_tokens`` is what callers may fill, prompt and answer together."""

    def __init__(
        self,
        url: str,
        *,
        model: str,
        context_tokens: int = 8192,
        adapter: str = "openai_text",
        **server: Unpack[Server],
    ) -> None:
        super().__init__(url, adapter, model, path="chat/completions", who="Le moteur de texte", **server)
        self.context_tokens = context_tokens
        # From the most to the least that servers know; what one refused is not asked of it again.
        self._formats = [_by_schema, _by_object, _by_words]

    def count_tokens(self, text: str) -> int:
        """An upper estimate: French makes 3 to 4 characters a token, figures and symbols down to one."""
        dense = sum(not (char.isalpha() or char.isspace()) for char in text)
        return (len(text) - dense + 1) // 2 + dense + 1

    def generate(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int = 512,
        temperature: float = 0.0,
        json_schema: Mapping[str, Any] | None = None,
    ) -> Generation:
        """See TextGenerator. Raises EngineError, of a kind of ``openai_errors`` when the server is at fault."""
        asked: dict[str, Any] = {
            "model": self.info.model,
            "messages": [{"role": message.role, "content": message.content} for message in messages],
            "max_tokens": max_tokens,
            "temperature": temperature,
            "stream": False,
        }
        if json_schema is None:
            return self._read(self._endpoint.post("chat/completions", json=asked))
        return _checked(self._read(self._post_with(asked, json_schema)), json_schema)

    def stream(
        self, messages: Sequence[Message], *, max_tokens: int = 512, temperature: float = 0.0
    ) -> Iterator[str | Generation]:
        """See TextStreamer. An answer that ends without saying so was cut: EngineError. Thoughts are left out."""
        asked: dict[str, Any] = {
            "model": self.info.model,
            "messages": [{"role": message.role, "content": message.content} for message in messages],
            "max_tokens": max_tokens,
            "temperature": temperature,
            "stream": True,
            "stream_options": {"include_usage": True},
        }
        said, finish = "", ""
        usage: dict[str, Any] = {}
        thoughts = Thoughts()
        for event in self._endpoint.events("chat/completions", json=asked):
            piece, ended = _delta(event)
            finish = ended or finish
            usage = event["usage"] if isinstance(event.get("usage"), dict) else usage
            if shown := thoughts.without(piece):
                said += shown
                yield shown
        if not finish:
            raise EngineDown("Le moteur de texte a coupé la réponse avant la fin. Réessayez.", retry=True)
        if rest := thoughts.rest():
            said += rest
            yield rest
        tokens = (_whole(usage, "prompt_tokens"), _whole(usage, "completion_tokens"))
        yield Generation(said, *tokens, truncated=finish == "length")

    def _post_with(self, asked: dict[str, Any], schema: Mapping[str, Any]) -> dict[str, Any]:
        """Ask for JSON by the best means that this server accepts."""
        while True:
            shape = self._formats[0]
            try:
                return self._endpoint.post("chat/completions", json=shape(asked, schema))
            except RequestRefused:
                if len(self._formats) == 1:
                    raise
                self._formats[:] = [known for known in self._formats if known is not shape]

    def _read(self, answer: dict[str, Any]) -> Generation:
        try:
            choice = answer["choices"][0]
            text = _text_of(choice["message"]["content"])
        except (KeyError, IndexError, TypeError) as error:
            raise Nonsense(
                "Le moteur de texte a répondu sans texte. Réessayez ; si cela dure, vérifiez l’adresse et le modèle.",
                retry=True,
            ) from error
        usage = answer.get("usage") if isinstance(answer.get("usage"), dict) else {}
        truncated = choice.get("finish_reason") == "length"
        return Generation(text, _whole(usage, "prompt_tokens"), _whole(usage, "completion_tokens"), truncated)


class Thoughts:
    """Leaves out what a model thinks aloud before its answer, whatever way it is cut into pieces."""

    def __init__(self) -> None:
        self._held: str | None = ""

    def without(self, piece: str) -> str:
        if self._held is None:
            return piece
        self._held += piece
        begun = self._held.lstrip()
        if begun.startswith("<think>"):
            if "</think>" not in begun:
                return ""
            begun = begun.split("</think>", 1)[1].lstrip()
            if not begun:
                return ""
        elif "<think>".startswith(begun):
            return ""
        self._held = None
        return begun

    def rest(self) -> str:
        """What was held back and turned out not to be a thought."""
        held, self._held = self._held or "", None
        return "" if held.lstrip().startswith("<think>") else held


def _delta(event: dict[str, Any]) -> tuple[str, str]:
    """The piece of text of an event, and why the answer ended (empty while it goes on). Raises Nonsense."""
    try:
        if event.get("error"):
            raise Nonsense("Le moteur de texte signale une panne au milieu de sa réponse. Réessayez.", retry=True)
        choices = event.get("choices") or []
        if not choices:
            return "", ""
        content = (choices[0].get("delta") or {}).get("content") or ""
        finish = choices[0].get("finish_reason") or ""
        return (content if isinstance(content, str) else ""), (finish if isinstance(finish, str) else "?")
    except (AttributeError, KeyError, IndexError, TypeError) as error:
        raise Nonsense("Le moteur de texte a répondu sans texte. Réessayez.", retry=True) from error


def _by_schema(asked: dict[str, Any], schema: Mapping[str, Any]) -> dict[str, Any]:
    named = {"name": "reponse", "schema": dict(schema), "strict": True}
    return asked | {"response_format": {"type": "json_schema", "json_schema": named}}


def _by_object(asked: dict[str, Any], schema: Mapping[str, Any]) -> dict[str, Any]:
    return _by_words(asked, schema) | {"response_format": {"type": "json_object"}}


def _by_words(asked: dict[str, Any], schema: Mapping[str, Any]) -> dict[str, Any]:
    wish = "Répondez uniquement par un objet JSON conforme à ce schéma, sans autre texte :\n" + json.dumps(
        schema, ensure_ascii=False
    )
    first, *others = asked["messages"]
    if first["role"] == "system":
        return asked | {"messages": [first | {"content": f"{first['content']}\n\n{wish}"}, *others]}
    return asked | {"messages": [{"role": "system", "content": wish}, first, *others]}


def _checked(made: Generation, schema: Mapping[str, Any]) -> Generation:
    """The JSON alone, when it is valid. Raises EngineError."""
    if made.truncated:
        raise EngineError("La réponse du moteur de texte a été coupée avant la fin : elle n’est pas utilisée.")
    text = made.text.strip()
    fenced = _FENCE.match(text)
    text = fenced[1] if fenced else text
    try:
        wrong = problems(json.loads(text), schema)
    except (ValueError, RecursionError) as error:
        raise Nonsense("Le moteur de texte n’a pas répondu dans la forme demandée.", retry=True) from error
    if wrong:
        raise Nonsense(
            f"Le moteur de texte n’a pas répondu dans la forme demandée ({', '.join(wrong[:3])}).", retry=True
        )
    return Generation(text, made.prompt_tokens, made.completion_tokens)


def _text_of(content: Any) -> str:
    """A string, or a list of pieces as some servers send. Raises TypeError, KeyError."""
    if isinstance(content, list):
        content = "".join(piece["text"] for piece in content if piece.get("type") == "text")
    if not isinstance(content, str):
        raise TypeError(content)
    return _THOUGHTS.sub("", content)


def _whole(usage: Any, name: str) -> int:
    value = usage.get(name)
    return value if isinstance(value, int) else 0
