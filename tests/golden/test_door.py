"""The door before the real llama.cpp server: masked, streamed, cancelled."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from beffroi.audit.models import Entry
from beffroi.charter import gateway
from beffroi.engines import registry, text_process
from beffroi.engines.adapters.llama_cpp import LlamaCppText
from beffroi.engines.catalogue import QWEN_CODER
from beffroi.engines.model_store import ModelMissing, ModelStore
from beffroi.engines.protocols import EngineInfo
from beffroi.engines.settings import EngineSettings
from beffroi.minutes import ai_uses

pytestmark = [pytest.mark.golden, pytest.mark.xdist_group("text-engine"), pytest.mark.django_db]
ASK = "Recopiez exactement cette phrase, sans rien ajouter : Madame Claire Dubois attend un appel au 06 12 34 56 78."


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LlamaCppText]:
    """The engine of this machine, told as if a host outside held it."""
    try:
        model: Path = ModelStore(EngineSettings.from_environment().models_dir).path(QWEN_CODER) / f"{QWEN_CODER}.gguf"
    except ModelMissing as missing:
        pytest.skip(str(missing))
    folder = tmp_path_factory.mktemp("var")
    text = LlamaCppText(lambda: model, model=QWEN_CODER, folder=folder, context_tokens=1024, idle_seconds=120)
    text.info = EngineInfo("llama_cpp", QWEN_CODER, "host", "ia.exemple.fr")
    yield text
    text_process.stop(folder)


@pytest.fixture(autouse=True)
def _outside(in_valbrume: Any, settings: Any, engine: LlamaCppText) -> Iterator[None]:
    settings.AI_PLACES = ("machine", "commune", "host")
    with registry.use(text=engine):
        yield


def messages(text: str) -> list[gateway.Message]:
    return [gateway.Message("user", text)]


def test_a_real_model_copies_placeholders_and_the_person_reads_names() -> None:
    made = gateway.generate(ai_uses.PHRASE, messages(ASK), actor="alice", max_tokens=60)
    assert "Dubois" in made.text and "06 12 34 56 78" in made.text and "PERSONNE" not in made.text
    line = Entry.objects.get(action="ai_call")
    assert line.data["masked"] is True and line.data["prompt_tokens"] > 0


def test_a_real_stream_gives_the_same() -> None:
    stream = gateway.generate_stream(ai_uses.PHRASE, messages(ASK), actor="alice", max_tokens=60)
    whole = "".join(stream)
    assert "Dubois" in whole and "PERSONNE" not in whole
    assert stream.made.prompt_tokens > 0 and stream.made.completion_tokens > 0


def test_a_stream_left_half_way_frees_the_real_engine() -> None:
    asked = messages("Écrivez les nombres de un à trois cents, en lettres.")
    with gateway.generate_stream(ai_uses.PHRASE, asked, actor="alice", max_tokens=900) as stream:
        assert next(stream)
    started = time.monotonic()
    gateway.generate(ai_uses.PHRASE, messages("Bonjour"), actor="alice", max_tokens=2)
    assert time.monotonic() - started < 15, "900 tokens would have taken 35 seconds"
    assert Entry.objects.filter(action="ai_call_cancelled").count() == 1
