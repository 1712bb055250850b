"""The embedded text model, really loaded by llama.cpp, with a few tokens each."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from beffroi.engines import text_process
from beffroi.engines.adapters.llama_cpp import LlamaCppText
from beffroi.engines.adapters.openai_errors import EngineDown, TextTooLong
from beffroi.engines.catalogue import QWEN_CODER
from beffroi.engines.model_store import ModelMissing, ModelStore
from beffroi.engines.protocols import Cancelled, EngineError, Message
from beffroi.engines.settings import EngineSettings

pytestmark = [pytest.mark.golden, pytest.mark.xdist_group("text-engine")]

CONTEXT = 1024
SCHEMA = {
    "type": "object",
    "properties": {"ville": {"type": "string"}, "capitale": {"type": "boolean"}},
    "required": ["ville", "capitale"],
    "additionalProperties": False,
}


STORY = {"type": "object", "properties": {"histoire": {"type": "string", "minLength": 3000}}, "required": ["histoire"]}


@pytest.fixture(scope="module")
def model() -> Path:
    try:
        return ModelStore(EngineSettings.from_environment().models_dir).path(QWEN_CODER) / f"{QWEN_CODER}.gguf"
    except ModelMissing as missing:
        pytest.skip(str(missing))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    place = tmp_path_factory.mktemp("var")
    yield place
    text_process.stop(place)


@pytest.fixture(scope="module")
def text(model: Path, folder: Path) -> LlamaCppText:
    return LlamaCppText(lambda: model, model=QWEN_CODER, folder=folder, context_tokens=CONTEXT, idle_seconds=120)


def test_it_answers_in_json_that_fits_the_schema(text: LlamaCppText) -> None:
    made = text.generate([Message("user", "Paris est-elle la capitale ?")], max_tokens=40, json_schema=SCHEMA)
    assert set(json.loads(made.text)) == {"ville", "capitale"}
    assert made.prompt_tokens > 0
    assert 0 < made.completion_tokens <= 40


def test_it_stops_at_the_limit_and_says_so(text: LlamaCppText) -> None:
    made = text.generate([Message("user", "Comptez jusqu’à cent, en lettres.")], max_tokens=4)
    assert made.truncated
    assert made.completion_tokens == 4


def test_it_counts_tokens_exactly(text: LlamaCppText) -> None:
    assert text.count_tokens("Le conseil municipal") == 4


def test_what_does_not_fit_its_context_is_refused_in_french(text: LlamaCppText) -> None:
    with pytest.raises(TextTooLong, match="trop long"):
        text.generate([Message("user", "le conseil municipal " * CONTEXT)], max_tokens=4)


def test_only_who_holds_the_key_may_ask(text: LlamaCppText, folder: Path) -> None:
    text.count_tokens("a")
    found = text_process.find(folder)
    assert found is not None
    assert stat.S_IMODE(text_process.state_path(folder).stat().st_mode) == 0o600
    for path in ("/v1/chat/completions", "/tokenize", "/completion"):
        assert httpx.post(f"{found.url}{path}", json={}, trust_env=False).status_code == 401


def test_two_processes_share_one_server(text: LlamaCppText, model: Path, folder: Path) -> None:
    text.count_tokens("a")
    before = text_process.find(folder)
    second = [sys.executable, "-m", "beffroi.engines.text_server", "--model", str(model), "--folder", str(folder)]
    assert subprocess.run(second, timeout=60).returncode == text_process.ALREADY_SERVED
    neighbour = LlamaCppText(lambda: model, model=QWEN_CODER, folder=folder, context_tokens=CONTEXT)
    neighbour.count_tokens("a")
    assert text_process.find(folder) == before


def test_a_caller_who_leaves_does_not_keep_the_model_busy(text: LlamaCppText, model: Path, folder: Path) -> None:
    text.count_tokens("a")
    before = written(folder)
    hurried = LlamaCppText(lambda: model, model=QWEN_CODER, folder=folder, context_tokens=CONTEXT, timeout=0.5)
    with pytest.raises(EngineError, match="réessayez"):
        hurried.generate([Message("user", "Racontez une longue histoire.")], max_tokens=900)
    text.generate([Message("user", "Dites oui.")], max_tokens=2)
    assert written(folder) - before < 450, "the story was written to its end for nobody"


@pytest.mark.parametrize("schema", [None, STORY], ids=["in one piece", "in a form"])
def test_a_call_that_is_cancelled_stops_the_model_at_once(
    text: LlamaCppText, folder: Path, schema: dict[str, Any] | None
) -> None:
    text.count_tokens("a")
    before, asked = written(folder), time.monotonic()
    with pytest.raises(Cancelled):
        text.until(lambda: time.monotonic() - asked > 0.5).generate(
            [Message("user", "Écrivez tous les nombres de un à trois cents, en lettres.")],
            max_tokens=900,
            json_schema=schema,
        )
    text.generate([Message("user", "Dites oui.")], max_tokens=2)
    assert written(folder) - before < 450, "the story was written to its end for nobody"


def written(folder: Path) -> int:
    """Tokens that the server has written since it started."""
    found = text_process.find(folder)
    assert found is not None
    headers = {"Authorization": f"Bearer {found.key}"}
    metrics = httpx.get(f"{found.url}/metrics", headers=headers, trust_env=False).text
    (line,) = [line for line in metrics.splitlines() if line.startswith("llamacpp:n_decode_total ")]
    return int(line.split()[1])


def test_a_killed_server_is_started_again(text: LlamaCppText, folder: Path) -> None:
    text.count_tokens("a")
    killed = text_process.find(folder)
    assert killed is not None
    os.kill(killed.pid, signal.SIGKILL)
    assert text.generate([Message("user", "Dites oui.")], max_tokens=2).completion_tokens > 0
    assert text_process.find(folder) != killed


def test_it_leaves_when_told_and_comes_back_when_asked(text: LlamaCppText, folder: Path) -> None:
    text.count_tokens("a")
    found = text_process.find(folder)
    assert found is not None
    text.stop()
    assert text_process.find(folder) is None
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{found.url}/health", trust_env=False)


def test_an_idle_server_leaves_by_itself(model: Path, tmp_path: Path) -> None:
    found = text_process.ensure(model, tmp_path, context_tokens=CONTEXT, idle_seconds=1)
    deadline = time.monotonic() + 20
    while text_process.find(tmp_path) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert text_process.find(tmp_path) is None
    assert found.url


def test_a_damaged_model_is_said_and_leaves_nobody_waiting(tmp_path: Path) -> None:
    damaged = tmp_path / "abime.gguf"
    damaged.write_bytes(b"GGUF" + b"\0" * 1000)
    text = LlamaCppText(lambda: damaged, model="abime", folder=tmp_path)
    with pytest.raises(EngineError, match="ne se charge pas") as caught:
        text.generate([Message("user", "a")])
    assert not isinstance(caught.value, EngineDown)
