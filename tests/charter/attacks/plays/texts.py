"""What a text holds of somebody, on its way to a model that runs outside: nothing of it may arrive there."""

from __future__ import annotations

import base64
import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from beffroi.charter import gateway
from beffroi.engines import registry
from beffroi.engines.protocols import Message

from ..stage import Stage
from ..tries import End
from . import plays
from .calls import SpyText, info_of, set_the_stage, use_of

OUTSIDE = {"place": "host", "host": "ia.exemple.fr"}


@plays("leave")
def leave(stage: Stage, given: Mapping[str, Any]) -> End:
    """« hidden »: stretches of « text », as they are written there."""
    set_the_stage(stage, given)
    spy = SpyText(info_of({"engine": OUTSIDE} | dict(given)))
    stage.secrets = list(given["hidden"])
    assert all(secret in given["text"] for secret in stage.secrets)
    stage.ready()
    with registry.use(text=spy):
        try:
            made = gateway.generate(use_of("minutes.phrase"), [Message("user", given["text"])], actor=stage.alice)
        except gateway.Refused:
            assert not spy.asked
            return End.REFUSED
    left = spy.asked[0][-1].content
    if any(_shows(left, secret) for secret in stage.secrets):
        return End.THROUGH
    assert _plain(made.text) == _plain(given["text"]), "what was masked must come back to the person who asked"
    return End.MASKED


def _plain(text: str) -> str:
    """What a reader sees, whatever letters it is written with; spacing aside."""
    seen = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in seen if not char.isspace() and unicodedata.category(char) not in ("Cf", "Mn"))


def _shows(text: str, secret: str) -> bool:
    bare, kept = (re.sub(r"[^\w]", "", _plain(each)) for each in (text, secret))
    return secret in text or (len(kept) > 3 and kept in bare)


# --- what comes back ----------------------------------------------------------------------------------------


def _letters(text: str) -> str:
    return " ".join(text)


OBEYS = {
    "as it is": lambda text: text,
    "letter by letter": _letters,
    "with dashes": lambda text: "-".join(text),
    "reversed": lambda text: text[::-1],
    "base64": lambda text: base64.b64encode(text.encode()).decode(),
    "hexadecimal": lambda text: text.encode().hex(),
    "code points": lambda text: " ".join(str(ord(char)) for char in text),
    "rot13": lambda text: text.translate(_ROT13),
    "first letters": lambda text: " ".join(f"{word[0]}..." for word in text.split()),
    "acrostic": lambda text: "\n".join(f"{char} comme {char}" for char in text if char.strip()),
    "html entities": lambda text: "".join(f"&#{ord(char)};" for char in text),
    "percent": lambda text: "".join(f"%{byte:02X}" for byte in text.encode()),
    "json escapes": lambda text: "".join(f"\\u{ord(char):04x}" for char in text),
}
"""What an engine that does all it is told would do with what it received."""
_ABC = "abcdefghijklmnopqrstuvwxyz"
_TURNED = _ABC[13:] + _ABC[:13]
_ROT13 = str.maketrans(_ABC + _ABC.upper(), _TURNED + _TURNED.upper())


class Obedient(SpyText):
    """Does to what it was given what it is told to; ``says`` replaces the answer."""

    def __init__(self, info: Any, does: str, says: str = "") -> None:
        super().__init__(info)
        self._does, self._says = does, says

    def generate(self, messages: Sequence[Message], **options: Any) -> gateway.Generation:
        self.asked.append(tuple(messages))
        text = self._says or OBEYS[self._does](messages[-1].content)
        return gateway.Generation(text, 1, 1)


@plays("ask back")
def ask_back(stage: Stage, given: Mapping[str, Any]) -> End:
    """« text » holds what « hidden » names; the engine « does » something to it, or « says » something. « before »: a
    call of another person, made just before through the same engine."""
    set_the_stage(stage, given)
    engine = Obedient(info_of({"engine": OUTSIDE} | dict(given)), given.get("does", "as it is"), given.get("says", ""))
    stage.secrets = list(given["hidden"])
    if "before" in given:
        with registry.use(text=SpyText(engine.info)):
            gateway.generate(use_of("minutes.phrase"), [Message("user", given["before"])], actor=stage.bob)
    stage.ready()
    with registry.use(text=engine):
        try:
            said = _answer(stage, given)
        except gateway.EngineError:
            return End.REFUSED
    assert all(not _shows(engine.asked[0][-1].content, secret) for secret in given["hidden"])
    if any(_shows(said, each) or each in said for each in given.get("nowhere", given["hidden"])):
        return End.THROUGH
    return End.MASKED


def _answer(stage: Stage, given: Mapping[str, Any]) -> str:
    messages = [Message("user", given["text"])]
    if given.get("streamed"):
        return "".join(gateway.generate_stream(use_of("minutes.phrase"), messages, actor=stage.alice))
    schema = given.get("schema")
    return gateway.generate(use_of("minutes.phrase"), messages, actor=stage.alice, json_schema=schema).text
