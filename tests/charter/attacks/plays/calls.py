"""A call to a model that the charter must stop before anything reaches the model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from typing import Any

import numpy as np
from django.db import transaction

from beffroi.charter import gateway
from beffroi.charter.actions.switch import switch_off, switch_on
from beffroi.charter.models import Assessment, EngineSheet, Objection, Service
from beffroi.charter.uses import AiUse, use_named
from beffroi.engines import registry
from beffroi.engines.adapters.fakes import HashedWords, ScriptedOcr, ScriptedRecognizer, ScriptedText
from beffroi.engines.protocols import EngineInfo, Message
from tests.doubles.charters import a_budget

from ..stage import Stage
from ..tries import End
from . import plays

PNG = b"\x89PNG\r\n\x1a\n"
SECOND = np.zeros(gateway.SAMPLE_RATE, dtype=np.float32)


class SpyText(ScriptedText):
    """Echoes, and keeps what it was asked."""

    def __init__(self, info: EngineInfo, answers: Sequence[Any] = ()) -> None:
        super().__init__(list(answers), context_tokens=2_000_000)
        self.info = info


def info_of(given: Mapping[str, Any]) -> EngineInfo:
    engine = {"adapter": "openai", "model": "petit", "place": "machine"} | dict(given.get("engine", {}))
    return EngineInfo(**engine)  # type: ignore[arg-type]


def use_of(asked: Any) -> AiUse:
    """A declared use by its code, or one made up: {"code", "verb", ...}, with « like » to start from a declared one."""
    if isinstance(asked, str):
        found = use_named(asked)
        assert found is not None, asked
        return found
    words = {"purpose": "Essai.", "data": "Tout.", "human_check": "Personne.", "without_ai": "Rien."}
    if like := asked.get("like"):
        declared = use_of(like)
        words = {name: getattr(declared, name) for name in AiUse.__dataclass_fields__}
    return AiUse(**(words | {key: value for key, value in asked.items() if key != "like"}))


def set_the_stage(stage: Stage, given: Mapping[str, Any]) -> None:
    """The charter and what the commune wrote beside it."""
    stage.settings.AI_PLACES = tuple(given.get("places", ("machine", "commune", "host")))
    stage.charter(given.get("charter"))
    for sheet in given.get("sheets", ()):
        EngineSheet(**sheet).save()
    for budget in given.get("budgets", ()):
        a_budget(**budget)
    if "service" in given:
        service = Service(name=given["service"])
        service.save()
        service.people.add(stage.alice)
    if given.get("objects") is not None:
        Objection(user=stage.alice, use=given["objects"]).save()
    if "dossier" in given:
        Assessment(use="minutes.phrase", **given["dossier"]).save()
    for turn in given.get("switch", ()):
        (switch_off if turn == "off" else switch_on)(user=stage.carole, reason="Le temps d’un audit.")


@plays("call")
def call(stage: Stage, given: Mapping[str, Any]) -> End:
    """One call, or ``times`` of them of which the last is looked at."""
    set_the_stage(stage, given)
    info = info_of(given)
    text, heard = SpyText(info), HashedWords()
    heard.info = info
    speech, ocr = ScriptedRecognizer(), ScriptedOcr()
    speech.info = ocr.info = info
    use = use_of(given.get("use", "minutes.phrase"))
    with ExitStack() as stack:
        stack.enter_context(registry.use(text=text, embedder=heard, speech=speech, ocr=ocr))
        for _ in range(given.get("times", 1) - 1):
            _made(stage, use, given)
        stage.ready()
        asked = len(text.asked) + len(heard.asked) + len(ocr.given)
        if given.get("within"):
            stack.enter_context(transaction.atomic())
        try:
            _made(stage, use, given)
        except gateway.Refused as refused:
            reached = len(text.asked) + len(heard.asked) + len(ocr.given) != asked
            assert not reached, "the model was given something"
            assert len(str(refused)) > 40 and str(refused).rstrip()[-1] in ".)", str(refused)
            return End.REFUSED
    return End.THROUGH


def _made(stage: Stage, use: AiUse, given: Mapping[str, Any]) -> Any:
    actor = getattr(stage, given.get("by", "alice"))
    words = given.get("text", "La séance est ouverte.") * given.get("copies", 1)
    messages = [Message("user", words)]
    options: dict[str, Any] = {"actor": actor, "service": given.get("as_service")}
    verb = given.get("verb", "generate")
    if verb == "stream":
        return list(gateway.generate_stream(use, messages, **options))
    made = {
        "generate": lambda: gateway.generate(use, messages, max_tokens=given.get("max_tokens", 50), **options),
        "embed": lambda: gateway.embed(use, [words], **options),
        "transcribe": lambda: gateway.transcribe(use, SECOND, **options),
        "ocr": lambda: gateway.ocr(use, PNG, **options),
        "detect_speech": lambda: gateway.detect_speech(use, [SECOND], **options),
        "diarize": lambda: gateway.diarize(use, [SECOND], **options),
    }
    return made[verb]()
