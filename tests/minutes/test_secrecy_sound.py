"""The sound that the public hears: off at first, never the original, remade when a decision changes, gone with it."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from beffroi.documents import audio
from beffroi.documents.masked_sound import without, write_masked
from beffroi.minutes.actions import keep, public_sound, redact
from beffroi.minutes.models import Meeting, Sitting
from beffroi.work import jobs
from beffroi.work.models import Job
from tests.doubles.ready import a_tone
from tests.doubles.sound import write_wav


@pytest.fixture
def adopted(ready: Meeting, bob: Any, settings: Any) -> Meeting:
    """Its procès-verbal is adopted; the worker is busy, so that nothing is made before ``made``."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    Sitting.objects.get_or_create(meeting=ready, defaults={"regime": "general", "commune": ready.commune})
    keep.adopt_pv(ready, adopted_on=timezone.localdate(), user=bob)
    return Meeting.objects.get(pk=ready.pk)


def made(meeting: Meeting, commit: Any) -> Any:
    """Run what was asked of the worker, then what the public may hear."""
    for job in Job.objects.filter(state="queued", name=public_sound.JOB):
        with commit(execute=True):
            jobs.run_now(str(job.pk))
    return public_sound.ready(Meeting.objects.get(pk=meeting.pk))


def loudness(name: str, start: float, end: float) -> float:
    path = Path(default_storage.path(name))
    sound = np.concatenate(list(audio.stream(path, start=start, end=end)))
    return float(np.abs(sound).max())


def open_to_all(meeting: Meeting, user: Any, commit: Any, *, soft_tone: bool = False) -> Any:
    with commit(execute=True):
        public_sound.switch(meeting, on=True, soft_tone=soft_tone, user=user)
    return made(meeting, commit)


def test_the_public_hears_nothing_unless_a_reader_opens_the_sound(
    adopted: Meeting, alice: Any, bob: Any, django_capture_on_commit_callbacks: Any
) -> None:
    assert public_sound.ready(adopted) is None
    assert not Job.objects.filter(name=public_sound.JOB).exists()
    with pytest.raises(PermissionDenied):
        public_sound.switch(adopted, on=True, soft_tone=False, user=alice)
    copy = open_to_all(adopted, bob, django_capture_on_commit_callbacks)
    assert copy is not None and copy.name != adopted.recording.file.name
    assert copy.name.endswith(".mp3") and copy.content_type == "audio/mpeg"


def test_what_is_masked_is_not_heard_and_the_rest_is_in_its_place(
    adopted: Meeting, bob: Any, django_capture_on_commit_callbacks: Any
) -> None:
    redact.mask_more(adopted, user=bob, reason="private_life", first=3)
    copy = open_to_all(adopted, bob, django_capture_on_commit_callbacks)
    assert loudness(copy.name, 5.9, 8.1) < 0.001
    assert loudness(copy.name, 1.0, 5.0) > 0.1 and loudness(copy.name, 8.6, 11.0) > 0.1
    probed = audio.probe(default_storage.path(copy.name))
    assert probed.duration_s == pytest.approx(12.0, abs=0.2)


def test_a_soft_tone_may_stand_for_the_silence(
    adopted: Meeting, bob: Any, django_capture_on_commit_callbacks: Any
) -> None:
    redact.mask_more(adopted, user=bob, reason="private_life", first=3)
    silent = open_to_all(adopted, bob, django_capture_on_commit_callbacks)
    toned = open_to_all(adopted, bob, django_capture_on_commit_callbacks, soft_tone=True)
    assert toned.name != silent.name and not default_storage.exists(silent.name)
    assert 0.01 < loudness(toned.name, 6.2, 7.8) < 0.06


def test_a_decision_stops_the_former_copy_at_once_and_makes_another(
    adopted: Meeting, bob: Any, django_capture_on_commit_callbacks: Any
) -> None:
    before = open_to_all(adopted, bob, django_capture_on_commit_callbacks)
    with django_capture_on_commit_callbacks(execute=True):
        redact.mask_more(adopted, user=bob, reason="private_life", first=2)
    assert public_sound.ready(adopted) is None, "not served while the other is made"
    assert not default_storage.exists(before.name)
    after = made(adopted, django_capture_on_commit_callbacks)
    assert after is not None and after.name != before.name


def test_a_corrected_word_stops_the_former_copy_too(
    adopted: Meeting, bob: Any, django_capture_on_commit_callbacks: Any
) -> None:
    redact.mask_more(adopted, user=bob, reason="private_life", terms=["Rossignol"])
    before = open_to_all(adopted, bob, django_capture_on_commit_callbacks)
    adopted.utterances.filter(index=5).update(
        text="Merci madame Rossignol.", corrected_at=timezone.now(),
        words=[[10.0, 10.5, "Merci", 0.9], [10.5, 11.0, "madame", 0.9], [11.0, 11.5, "Rossignol.", 0.9]],
    )  # fmt: skip
    assert public_sound.ready(adopted) is None
    public_sound.ask(adopted)
    after = made(adopted, django_capture_on_commit_callbacks)
    assert after.name != before.name and loudness(after.name, 10.6, 11.4) < 0.001


def test_a_decision_taken_while_the_copy_is_made_is_in_it(
    adopted: Meeting, bob: Any, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    monkeypatch.setattr(public_sound, "LOOK_EVERY", 0.0)
    written: list[Any] = []

    def slow(source: Path, target: Path, silences: Any, *, tone: bool, heard: Any) -> float:
        if not written:
            redact.mask_more(adopted, user=bob, reason="private_life", first=2)
        written.append(silences)
        return write_masked(source, target, silences, tone=tone, heard=heard)

    monkeypatch.setattr(public_sound.masked_sound, "write_masked", slow)
    copy = open_to_all(adopted, bob, django_capture_on_commit_callbacks)
    assert [len(each) for each in written] == [0, 1], Job.objects.values()
    assert copy, list(Job.objects.values())
    assert loudness(copy.name, 4.0, 6.0) < 0.001


@pytest.mark.parametrize("what", ["not adopted", "undecided", "without a time", "gone"])
def test_the_public_hears_nothing_while_something_is_missing(
    what: str, adopted: Meeting, bob: Any, django_capture_on_commit_callbacks: Any
) -> None:
    open_to_all(adopted, bob, django_capture_on_commit_callbacks)
    if what == "not adopted":
        adopted.recording.pv_adopted_on = None
        adopted.recording.save()
    elif what == "undecided":
        adopted.redactions.create(reason="health", terms=["Rossignol"], commune=adopted.commune)
    elif what == "without a time":
        adopted.utterances.filter(index=3).update(start=None, end=None, words=[])
        redact.mask_more(adopted, user=bob, reason="private_life", first=3)
    else:
        adopted.recording.removed_at = timezone.now()
        adopted.recording.save()
    meeting = Meeting.objects.get(pk=adopted.pk)
    assert public_sound.ready(meeting) is None
    assert public_sound.why_not(meeting)


def test_closing_the_sound_removes_the_copy(
    adopted: Meeting, bob: Any, django_capture_on_commit_callbacks: Any
) -> None:
    copy = open_to_all(adopted, bob, django_capture_on_commit_callbacks)
    with django_capture_on_commit_callbacks(execute=True):
        public_sound.switch(adopted, on=False, soft_tone=False, user=bob)
    assert not default_storage.exists(copy.name)


def test_a_silence_is_the_same_wherever_the_blocks_are_cut() -> None:
    sound = np.full(16_000 * 3, 0.5, dtype=np.float32)
    silences = [(0.5, 0.9), (1.9, 2.2)]
    for tone in (False, True):
        whole = without(sound, 0, silences, tone=tone)
        cut = np.concatenate(
            [without(sound[at : at + 7_001], at, silences, tone=tone) for at in range(0, sound.size, 7_001)]
        )
        assert np.allclose(whole, cut)
    assert np.count_nonzero(without(sound, 0, silences, tone=False) == 0) == round(0.7 * 16_000)


def test_a_recording_that_cannot_be_read_gives_no_copy(
    adopted: Meeting, bob: Any, django_capture_on_commit_callbacks: Any
) -> None:
    default_storage.delete(adopted.recording.file.name)
    default_storage.save(adopted.recording.file.name, ContentFile(b"ceci n'est pas un son"))
    assert open_to_all(adopted, bob, django_capture_on_commit_callbacks) is None
    assert Job.objects.get(name=public_sound.JOB).state == "failed"


def test_memory_does_not_grow_with_the_recording(tmp_path: Path) -> None:
    """Twenty minutes in blocks: what is held at once is a block."""
    import tracemalloc

    source = write_wav(tmp_path / "long.wav", np.zeros(16_000 * 60 * 20, dtype=np.float32))
    tracemalloc.start()
    write_masked(source, tmp_path / "copie.mp3", [(10.0, 900.0)], tone=True, heard=lambda _: None)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 20 * 2**20
    assert (tmp_path / "copie.mp3").stat().st_size < 10 * 2**20


def test_the_tone_of_the_tests_is_a_sound() -> None:
    with av.open(io.BytesIO(a_tone(1.0))) as container:
        assert container.streams.audio[0].codec_context.channels == 1
