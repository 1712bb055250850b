"""Vectors from an OpenAI-compatible server, on a real HTTP server that behaves well or badly."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from beffroi.engines import registry
from beffroi.engines.adapters.fakes import HashedWords
from beffroi.engines.adapters.openai_embed import BATCH, OpenAIEmbedder
from beffroi.engines.adapters.openai_http import Endpoint
from beffroi.engines.checking import check
from beffroi.engines.protocols import Embedder, EngineError
from beffroi.engines.settings import EngineSettings
from tests.doubles.http_server import answers, http_server


def engine(url: str) -> OpenAIEmbedder:
    endpoint = Endpoint(f"{url}/v1", who="Le moteur de vecteurs", timeout=5.0, pauses=(), through_proxy=False)
    return OpenAIEmbedder(url, model="bge-m3", place="commune", endpoint=endpoint)


def rows(*vectors: Any) -> dict[str, Any]:
    return {"data": [{"index": index, "embedding": vector} for index, vector in enumerate(vectors)]}


def test_vectors_come_in_the_order_of_the_texts_and_of_length_one() -> None:
    shuffled = {"data": [{"index": 1, "embedding": [0, 2]}, {"index": 0, "embedding": [3, 4]}]}
    with http_server(answers(shuffled)) as server:
        made = engine(server.url).embed(["a", "b"])
    assert np.allclose(made, [[0.6, 0.8], [0, 1]])
    assert server.requests[0].path == "/v1/embeddings"
    assert server.requests[0].json == {"model": "bge-m3", "input": ["a", "b"]}


def test_many_texts_go_in_several_requests() -> None:
    with http_server(answers(rows(*[[1.0, 0.0]] * BATCH)), answers(rows([0.0, 1.0]))) as server:
        made = engine(server.url).embed(["a"] * (BATCH + 1))
    assert made.shape == (BATCH + 1, 2) and len(server.requests) == 2


@pytest.mark.parametrize(
    "answer",
    [{}, {"data": []}, {"data": 3}, rows([1.0, 2.0]), rows([1.0], [1.0, 2.0]), rows(["a"], ["b"]), rows([0.0], [0.0])],
)
def test_what_is_no_vector_is_refused(answer: Any) -> None:
    with http_server(answers(answer)) as server, pytest.raises(EngineError, match="autre chose que des vecteurs"):
        engine(server.url).embed(["a", "b"])


def test_no_text_asks_nothing() -> None:
    with http_server(answers({})) as server:
        assert len(engine(server.url).embed([])) == 0
    assert server.requests == []


def test_the_fake_gives_the_same_direction_to_the_same_words() -> None:
    made = HashedWords().embed(["la mairie", "mairie la", "piscine"])
    assert isinstance(HashedWords(), Embedder)
    assert np.allclose(made[0], made[1]) and made[0] @ made[2] < 0.5


def test_the_settings_choose_it() -> None:
    settings = EngineSettings(embeddings="openai:http://127.0.0.1:9", embeddings_model="m", embeddings_place="machine")
    assert check(settings) == []
    registry.configure(settings)
    try:
        found = registry.embedder()
    finally:
        registry.configure(None)
    assert found is not None and (found.info.model, found.info.place, found.info.host) == ("m", "machine", "")


def test_a_setting_that_makes_no_sense_is_said() -> None:
    assert any("BEFFROI_EMBEDDINGS" in said for said in check(EngineSettings(embeddings="bert")))
