"""Voice prints live as long as the task: nothing of them is stored, and none is compared with another meeting's.

The prints exist in ``engines/adapters/campplus`` alone (``Prints``, ``Group``); what leaves the engine is ``Turn``: a
start, an end, a rank of appearance, a certainty."""

from __future__ import annotations

import dataclasses
import gc
import weakref
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.apps import apps
from django.conf import settings

from beffroi.documents import audio
from beffroi.engines import registry
from beffroi.engines.adapters.campplus import diarizer as campplus
from beffroi.engines.protocols import Samples, Turn
from beffroi.minutes.actions.create_meeting import create_meeting
from beffroi.minutes.actions.process import start_processing
from beffroi.minutes.actions.receive_recording import receive_recording
from beffroi.minutes.models import Meeting, Voice
from tests.doubles.sound import write_wav

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "conseil.opus"


def sound(start: float, end: float) -> list[Samples]:
    return list(audio.stream(SAMPLE, 10.0, start, end))


@pytest.fixture(scope="module")
def listening() -> Any:
    return campplus.CampplusDiarizer(threads=1)


def test_the_prints_are_forgotten_when_the_task_ends(listening: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[weakref.ref[Any]] = []
    of = listening._voices.of

    def watched(windows: list[Any]) -> Any:
        prints = of(windows)
        made.append(weakref.ref(prints))
        return prints

    monkeypatch.setattr(listening._voices, "of", watched)
    turns = listening.diarize(iter(sound(0.0, 8.0)))
    gc.collect()
    assert turns and made and not [each for each in made if each() is not None]
    assert not [each for each in _reached(listening) if isinstance(each, np.ndarray) and each.shape[-1:] == (192,)]


def _reached(thing: Any) -> list[Any]:
    """All that an engine still holds, the code apart."""
    seen: dict[int, Any] = {}
    todo = [thing]
    while todo:
        each = todo.pop()
        if id(each) in seen or isinstance(each, type | type(gc)) or callable(each):
            continue
        seen[id(each)] = each
        todo += gc.get_referents(each)
        todo += list(vars(each).values()) if hasattr(each, "__dict__") else []
    return list(seen.values())


def test_a_voice_heard_in_one_meeting_changes_nothing_in_the_next(listening: Any) -> None:
    """The same engine, warm from another meeting, hears what one that never heard anybody hears."""
    listening.diarize(iter(sound(0.0, 8.0)))
    again = listening.diarize(iter(sound(20.0, 28.0)))
    assert again == campplus.CampplusDiarizer(threads=1).diarize(iter(sound(20.0, 28.0)))
    assert {turn.voice for turn in again} == set(range(len({turn.voice for turn in again}))), "numbered from zero again"


def test_nothing_but_times_and_ranks_leaves_the_engine() -> None:
    assert {field.name: field.type for field in dataclasses.fields(Turn)} == {
        "start": "float", "end": "float", "voice": "int", "certainty": "float",
    }  # fmt: skip


def processed(alice: Any, folder: Path, title: str, listening: Any, start: float) -> Meeting:
    """From the recording to the draft, with the real prints of real voices."""
    meeting = create_meeting(user=alice, kind="council", template="council", title=title, agenda=[], members=[])
    path = write_wav(folder / f"{title}.wav", np.concatenate(sound(start, start + 8.0)))
    receive_recording(meeting, path, path.name, user=alice)
    with registry.use(diarizer=listening):
        start_processing(meeting, alice)
    return meeting


def files() -> set[Path]:
    return {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}


def test_two_meetings_share_no_voice_and_nothing_of_a_print_is_written(
    in_valbrume: Any, alice: Any, tmp_path: Path, listening: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No table holds the bytes of a print nor a list of numbers as long as one; no file is left beside the recordings;
    voices are numbered within a meeting and none gets its name from another."""
    before, prints = files(), []
    of = listening._voices.of

    def watched(windows: list[Any]) -> Any:
        made = of(windows)
        prints.extend(row.astype("<f4").tobytes() for row in made)
        return made

    monkeypatch.setattr(listening._voices, "of", watched)
    first = processed(alice, tmp_path, "Octobre", listening, 0.0)
    second = processed(alice, tmp_path, "Novembre", listening, 0.0)
    assert first.voices.exists() and second.voices.exists()
    assert list(first.voices.values_list("key", "number")) == list(second.voices.values_list("key", "number"))
    assert not Voice.objects.filter(meeting=second).exclude(name="").exists()
    ours = [model for model in apps.get_models() if model.__module__.startswith("beffroi.")]
    assert len(prints) > 10
    for model in ours:
        for row in model._base_manager.values():
            values = list(row.values())
            assert _longest_vector(values) < 64, model
            written = b"".join(bytes(value) for value in values if isinstance(value, bytes | memoryview))
            assert not any(each in written for each in prints), model
    assert sorted(path.suffix for path in files() - before) == [".wav", ".wav"]


def test_a_print_that_was_written_would_be_seen() -> None:
    assert _longest_vector([{"voice": np.linspace(0, 1, 192).tolist()}]) == 192


def _longest_vector(value: Any) -> int:
    """Length of the longest list of fractions in a value, a waveform's whole numbers apart."""
    if isinstance(value, dict):
        return max((_longest_vector(each) for each in value.values()), default=0)
    if not isinstance(value, list):
        return 0
    here = len(value) if value and all(isinstance(each, float) for each in value) else 0
    return max([here, *map(_longest_vector, value)])
