"""Which engine is used, by the settings."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from beffroi.engines import registry
from beffroi.engines.adapters.fakes import EchoText, FixedDiarizer, LoudnessDetector, ScriptedRecognizer, ScriptedText
from beffroi.engines.adapters.openai_text import OpenAIText
from beffroi.engines.catalogue import QWEN_CODER, WHISPER_BASE
from beffroi.engines.checking import check
from beffroi.engines.model_store import ModelMissing
from beffroi.engines.protocols import EngineError
from beffroi.engines.settings import EngineSettings


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    yield
    registry.configure(None)


def settings(tmp_path: Path, **values: str) -> EngineSettings:
    return EngineSettings.from_mapping(values, models_dir=tmp_path / "models", var=tmp_path)


def test_the_default_is_embedded_and_needs_two_models() -> None:
    default = EngineSettings.from_environment({})
    assert (default.speech, default.diarization, default.text) == ("embedded", "embedded", "embedded")
    assert default.needed_models() == [WHISPER_BASE, QWEN_CODER]
    assert check(default) == []


def test_without_text_only_the_speech_model_is_needed(tmp_path: Path) -> None:
    assert settings(tmp_path, text="none").needed_models() == [WHISPER_BASE]


def test_the_environment_decides() -> None:
    environ = {
        "BEFFROI_TEXT": "openai:https://ia.macommune.fr/v1",
        "BEFFROI_TEXT_MODEL": "mistral-small",
        "BEFFROI_TEXT_KEY": "k",
        "BEFFROI_TEXT_PLACE": "commune",
        "BEFFROI_VAR": "/srv/beffroi",
        "BEFFROI_PORT": "8000",
    }
    read = EngineSettings.from_environment(environ)
    assert read.models_dir == Path("/srv/beffroi/models")
    assert check(read) == []
    registry.configure(read)
    text = registry.text()
    assert isinstance(text, OpenAIText)
    assert (text.info.model, text.info.place, text.info.host) == ("mistral-small", "commune", "ia.macommune.fr")


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"speech": "whisper"}, "BEFFROI_SPEECH"),
        ({"speech": "openai:ia.macommune.fr"}, "BEFFROI_SPEECH"),
        ({"speech": "openai:ftp://ia.macommune.fr"}, "BEFFROI_SPEECH"),
        ({"speech": "openai:http://[bad"}, "BEFFROI_SPEECH"),
        ({"speech": "openai:https://moi:secret@ia.fr/v1"}, "BEFFROI_SPEECH_KEY"),
        ({"speech_model": "whisper-enorme"}, "BEFFROI_SPEECH_MODEL"),
        ({"speech_device": "gpu"}, "BEFFROI_SPEECH_DEVICE"),
        ({"speech_place": "lune"}, "BEFFROI_SPEECH_PLACE"),
        ({"diarization": "oui"}, "BEFFROI_DIARIZATION"),
        ({"text": "gpt"}, "BEFFROI_TEXT"),
        ({"text": "openai:https://ia.fr/v1"}, "BEFFROI_TEXT_MODEL"),
        ({"text_model": "inconnu"}, "BEFFROI_TEXT_MODEL"),
        ({"text_place": "lune"}, "BEFFROI_TEXT_PLACE"),
        ({"text_context": "beaucoup"}, "BEFFROI_TEXT_CONTEXT"),
        ({"text_context": "100"}, "BEFFROI_TEXT_CONTEXT"),
        ({"text_key": "secret\u2026"}, "BEFFROI_TEXT_KEY"),
    ],
)
def test_a_bad_value_is_explained_with_its_name(tmp_path: Path, values: dict[str, str], named: str) -> None:
    (message,) = check(settings(tmp_path, **values))
    assert named in message
    assert "secret" not in message


def test_the_fakes_are_chosen_by_name_only(tmp_path: Path) -> None:
    registry.configure(settings(tmp_path, speech="fake", diarization="fake", text="fake"))
    assert isinstance(registry.speech(), ScriptedRecognizer)
    assert isinstance(registry.speech_detector(), LoudnessDetector)
    assert isinstance(registry.diarizer(), FixedDiarizer)
    assert isinstance(registry.text(), EchoText)


def test_a_commune_may_do_without_text_and_without_voices(tmp_path: Path) -> None:
    registry.configure(settings(tmp_path, text="none", diarization="none"))
    assert registry.text() is None
    assert registry.diarizer() is None
    assert registry.text_problem() == ""


def test_a_missing_text_model_is_said_and_stops_nobody(tmp_path: Path) -> None:
    registry.configure(settings(tmp_path))
    assert registry.text() is None
    assert "beffroi models install" in registry.text_problem()


def test_a_text_model_installed_later_is_used_at_once(tmp_path: Path) -> None:
    registry.configure(settings(tmp_path))
    assert registry.text() is None
    (tmp_path / "models" / QWEN_CODER).mkdir(parents=True)
    (tmp_path / "models" / QWEN_CODER / f"{QWEN_CODER}.gguf").touch()
    text = registry.text()
    assert text is not None
    assert text.info.model == QWEN_CODER


def test_a_missing_speech_model_says_how_to_install_it(tmp_path: Path) -> None:
    registry.configure(settings(tmp_path))
    with pytest.raises(ModelMissing, match="beffroi models install whisper-base"):
        registry.speech()


def test_an_unknown_kind_is_refused_even_unchecked(tmp_path: Path) -> None:
    registry.configure(settings(tmp_path, text="gpt", diarization="oui"))
    with pytest.raises(EngineError, match="BEFFROI_TEXT"):
        registry.text()
    with pytest.raises(EngineError, match="BEFFROI_DIARIZATION"):
        registry.diarizer()


def test_one_engine_serves_all_the_threads(tmp_path: Path) -> None:
    registry.configure(settings(tmp_path, speech="fake"))
    seen: list[object] = []
    threads = [threading.Thread(target=lambda: seen.append(registry.speech())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 8
    assert len({id(engine) for engine in seen}) == 1


def test_an_engine_put_in_place_leaves_after_its_block(tmp_path: Path) -> None:
    registry.configure(settings(tmp_path, text="fake"))
    ours = ScriptedText(["oui"])
    with registry.use(text=ours):
        assert registry.text() is ours
        with registry.use(text=None):
            assert registry.text() is None
        assert registry.text() is ours
    assert isinstance(registry.text(), EchoText)
    assert not isinstance(registry.text(), ScriptedText)


@pytest.mark.parametrize(
    "values", [{}, {"speech": "fake"}, {"speech": "openai:https://ia.fr/v1", "speech_model": "whisper-large-v3"}]
)
def test_which_speech_engine_answers_is_known_without_loading_it(tmp_path: Path, values: dict[str, str]) -> None:
    registry.configure(settings(tmp_path, **values))
    told = registry.speech_info()
    assert told.model == values.get("speech_model", "scripted" if values else WHISPER_BASE)
    if values:
        assert registry.speech().info == told


def test_the_context_of_a_remote_text_model_is_set(tmp_path: Path) -> None:
    values = {"text": "openai:https://ia.fr/v1", "text_model": "m", "text_context": "32000"}
    registry.configure(settings(tmp_path, **values))
    text = registry.text()
    assert text is not None
    assert text.context_tokens == 32_000
