"""Names looked for by spaCy, where it is installed; by rules alone elsewhere."""

from __future__ import annotations

import importlib.util
import socket
from pathlib import Path
from typing import NoReturn

import pytest

from beffroi.charter.domain.privacy import find
from beffroi.engines import registry
from beffroi.engines.adapters import spacy_entities
from beffroi.engines.adapters.fakes import ListedEntities
from beffroi.engines.checking import check
from beffroi.engines.protocols import EngineError, EntityRecognizer
from beffroi.engines.settings import EngineSettings

HERE = Path("/nonexistent")
needs_spacy = pytest.mark.skipif(bool(spacy_entities.problem()), reason="spaCy and its model are not installed")


@pytest.fixture
def without_spacy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)


def settings(entities: str) -> EngineSettings:
    return EngineSettings(entities=entities, models_dir=HERE, var=HERE)


@pytest.fixture
def configured(request: pytest.FixtureRequest) -> None:
    before = registry.current()
    request.addfinalizer(lambda: registry.configure(before))
    registry.configure(settings(request.param))


@pytest.mark.parametrize("configured", ["rules"], indirect=True)
@pytest.mark.usefixtures("configured")
def test_a_commune_may_want_rules_alone() -> None:
    assert registry.entities() is None
    assert registry.entities_problem() == ""


@pytest.mark.parametrize("configured", ["auto"], indirect=True)
@pytest.mark.usefixtures("configured", "without_spacy")
def test_without_spacy_rules_work_alone_and_it_is_said() -> None:
    assert registry.entities() is None
    assert "pip install" in registry.entities_problem()


@pytest.mark.parametrize("configured", ["spacy"], indirect=True)
@pytest.mark.usefixtures("configured", "without_spacy")
def test_spacy_asked_for_by_name_and_missing_is_an_error() -> None:
    with pytest.raises(EngineError, match="spaCy"):
        registry.entities()


@pytest.mark.parametrize("configured", ["nltk"], indirect=True)
@pytest.mark.usefixtures("configured")
def test_an_unknown_engine_is_refused() -> None:
    with pytest.raises(EngineError, match="BEFFROI_ENTITIES"):
        registry.entities()


def test_a_bad_value_is_explained_with_its_name() -> None:
    assert any("BEFFROI_ENTITIES" in problem for problem in check(settings("nltk")))
    assert not any("BEFFROI_ENTITIES" in problem for problem in check(settings("rules")))


def test_the_fake_is_an_entity_engine() -> None:
    engine = ListedEntities(["Zbigniew Wiśniewski"])
    assert isinstance(engine, EntityRecognizer)
    assert [(e.start, e.end, e.kind) for e in engine.entities("Vu Zbigniew Wiśniewski")] == [(3, 22, "PER")]


def heard(text: str, *names: str) -> list[str]:
    found = find(text, entities=ListedEntities(names).entities(text))
    return [text[span.start : span.end] for span in found]


def test_a_name_that_no_list_holds_is_found_when_the_engine_hears_it() -> None:
    text = "J’ai vu Zbigniew Wiśniewski hier."
    assert heard(text) == []
    assert heard(text, "Zbigniew Wiśniewski") == ["Zbigniew Wiśniewski"]


@pytest.mark.parametrize("wrong", ["Victor-Hugo", "Bonjour", "EHPAD", "Article 12", "mairie"])
def test_what_the_engine_mistakes_for_a_person_is_not_masked(wrong: str) -> None:
    assert heard(f"Bonjour, la mairie est rue Victor-Hugo, près de l’EHPAD, voir {wrong}.", wrong) == []


@needs_spacy
def test_spacy_finds_people_and_never_opens_a_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> NoReturn:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    engine = spacy_entities.SpacyEntities()
    text = "Hier, Zbigniew Wiśniewski a rencontré Claire Dubois à Dole."
    people = [text[e.start : e.end] for e in engine.entities(text) if e.kind == "PER"]
    assert "Claire Dubois" in people
    assert engine.info.place == "machine"
