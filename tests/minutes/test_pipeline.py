"""From a recording to a verified draft, with the shipped fake engines."""

from __future__ import annotations

import errno

import pytest
from django.core.files.storage import FileSystemStorage, default_storage

from beffroi.audit.models import Entry
from beffroi.engines import registry
from beffroi.engines.adapters.fakes import FixedDiarizer, ScriptedRecognizer
from beffroi.engines.protocols import EngineError
from beffroi.minutes.actions.create_meeting import create_meeting
from beffroi.minutes.actions.process import start_processing
from beffroi.minutes.actions.receive_recording import receive_recording
from beffroi.minutes.domain.types import Item, Member
from beffroi.minutes.models import KeepRule, Meeting, Recording, Utterance, Window
from beffroi.town.scope import scope
from beffroi.work import jobs
from beffroi.work.jobs import WorkError
from beffroi.work.models import Job, JobState, OutboxMessage
from tests.doubles.cast import a_commune, a_person
from tests.doubles.sound import a_sitting, silence, write_wav

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def valbrume():
    commune = a_commune()
    with scope(commune):
        yield commune


@pytest.fixture
def alice(valbrume):
    return a_person("alice", valbrume, email="alice@valbrume.fr")


@pytest.fixture
def meeting(alice) -> Meeting:
    return create_meeting(
        user=alice,
        kind="council",
        template="council",
        title="Conseil du 8 octobre",
        agenda=[Item(1, "Budget")],
        members=[Member("Morel", "Paul", "maire")],
    )


def process(meeting: Meeting, user=None) -> Job:
    job = start_processing(meeting, user)
    job.refresh_from_db()
    return job


class DyingRecognizer(ScriptedRecognizer):
    """Hears a number of windows, then its machine stops; counts what it was asked."""

    def __init__(self, lives: int) -> None:
        super().__init__()
        self.lives = lives
        self.asked = 0

    def transcribe(self, samples, **options):
        if self.asked == self.lives:
            raise KeyboardInterrupt
        self.asked += 1
        return super().transcribe(samples, **options)


def test_a_recording_becomes_a_draft_whose_sentences_all_have_their_sources(meeting, alice, tmp_path) -> None:
    receive_recording(meeting, a_sitting(tmp_path / "seance.wav"), "seance.wav", user=alice)
    assert process(meeting, alice).state == JobState.DONE
    assert [each.text for each in meeting.utterances.all()][:2] == [
        "La séance est ouverte.",
        "Je présente le budget de 12 000 euros.",
    ]
    said = set(meeting.utterances.values_list("index", flat=True))
    sentences = [sentence for section in meeting.minutes.sections.all() for sentence in section.sentences.all()]
    assert sentences
    assert all(sentence.sources and set(sentence.sources) <= said for sentence in sentences)


def test_every_call_to_a_model_is_in_the_journal_without_what_was_said(meeting, alice, tmp_path) -> None:
    receive_recording(meeting, a_sitting(tmp_path / "seance.wav"), "seance.wav", user=alice)
    process(meeting, alice)
    calls = Entry.objects.filter(action="ai_call", chain="valbrume")
    assert {call.data["use"] for call in calls} >= {"minutes.transcribe", "minutes.diarize", "minutes.detect_speech"}
    assert {call.actor for call in calls} == {"alice"}
    assert "budget" not in str([call.data for call in calls]).lower()


def test_a_killed_worker_loses_no_window_and_redoes_none(meeting, alice, tmp_path) -> None:
    lines = (0, 1, 2, 3, 0, 1)
    receive_recording(meeting, a_sitting(tmp_path / "seance.wav", lines, 20.0, 4.0), "seance.wav", user=alice)
    dying = DyingRecognizer(3)
    job = Job(name="minutes.process", subject=meeting.subject, arguments={"meeting": str(meeting.pk)})
    job.save()
    with registry.use(speech=dying), pytest.raises(KeyboardInterrupt):
        jobs.run_now(str(job.pk))
    assert Window.objects.exclude(done_at=None).count() == 3
    Job.objects.filter(pk=job.pk).update(state=JobState.QUEUED)
    survivor = DyingRecognizer(100)
    with registry.use(speech=survivor):
        jobs.run_now(str(job.pk))
    job.refresh_from_db()
    assert job.state == JobState.DONE
    assert survivor.asked == len(lines) - 3
    assert meeting.utterances.count() >= len(lines)


def test_words_are_kept_when_voices_cannot_be_told_apart(meeting, alice, tmp_path) -> None:
    class Deaf(FixedDiarizer):
        def diarize(self, blocks, *, speakers=None):
            raise EngineError("Le modèle manque.")

    receive_recording(meeting, a_sitting(tmp_path / "seance.wav"), "seance.wav", user=alice)
    with registry.use(diarizer=Deaf()):
        assert process(meeting).state == JobState.DONE
    assert meeting.utterances.exists()


def test_a_silent_recording_says_so_and_keeps_the_meeting(meeting, alice, tmp_path) -> None:
    receive_recording(meeting, write_wav(tmp_path / "seance.wav", silence(20)), "seance.wav", user=alice)
    job = process(meeting)
    assert job.state == JobState.FAILED
    assert not job.can_retry
    assert Meeting.objects.filter(pk=meeting.pk).exists()
    assert not Utterance.objects.exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("vide.mp3", b""),
        ("texte.mp3", b"Conseil municipal du 8 octobre, ordre du jour" * 20),
        ("image.wav", b"\x89PNG\r\n\x1a\n" + bytes(200)),
        ("vide.txt", b"   \n \n"),
        ("chiffre.docx", b"PK\x03\x04" + bytes(60)),
    ],
)
def test_a_file_that_cannot_serve_is_refused_in_french_and_nothing_is_kept(meeting, alice, tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(WorkError) as refused:
        receive_recording(meeting, path, name, user=alice)
    assert str(refused.value)[0].isupper()
    assert not Recording.objects.exists()
    assert (
        not default_storage.exists(f"valbrume/{meeting.pk}") or not default_storage.listdir(f"valbrume/{meeting.pk}")[1]
    )


def test_a_full_disk_leaves_the_meeting_and_no_half_written_file(meeting, alice, tmp_path, monkeypatch) -> None:
    path = a_sitting(tmp_path / "seance.wav")

    def full(*args, **kwargs):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(FileSystemStorage, "_save", full)
    with pytest.raises(WorkError, match="disque"):
        receive_recording(meeting, path, "seance.wav", user=alice)
    assert Meeting.objects.get(pk=meeting.pk)
    assert not Recording.objects.exists()


def test_a_transcript_in_place_of_sound_gives_a_draft_too(meeting, alice, tmp_path) -> None:
    path = tmp_path / "seance.txt"
    path.write_text("MOREL : La séance est ouverte.\nDUBOIS : Je propose 12 000 euros pour le préau.\n")
    recording = receive_recording(meeting, path, "seance.txt", user=alice)
    assert recording.is_transcript
    assert process(meeting).state == JobState.DONE
    assert [voice.key for voice in meeting.voices.all()] == ["MOREL", "DUBOIS"]


def test_the_sound_of_a_council_is_kept_until_its_proces_verbal_is_adopted(meeting, alice, tmp_path) -> None:
    recording = receive_recording(meeting, a_sitting(tmp_path / "seance.wav"), "seance.wav", user=alice)
    assert recording.keep_rule == KeepRule.UNTIL_PV_ADOPTED
    assert recording.keep_until is None


def test_the_person_who_waits_is_told_when_the_draft_is_ready(meeting, alice, tmp_path, mailoutbox) -> None:
    receive_recording(meeting, a_sitting(tmp_path / "seance.wav"), "seance.wav", user=alice)
    process(meeting, alice)
    assert OutboxMessage.objects.get().recipient == "alice@valbrume.fr"
    assert [mail.subject for mail in mailoutbox] == ["Prêt à relire : Conseil du 8 octobre"]


def test_a_meeting_that_has_its_text_keeps_it(meeting, alice, tmp_path) -> None:
    path = a_sitting(tmp_path / "seance.wav")
    receive_recording(meeting, path, "seance.wav", user=alice)
    process(meeting)
    drafted = meeting.minutes.pk
    process(meeting)
    assert Meeting.objects.get(pk=meeting.pk).minutes.pk == drafted
    with pytest.raises(WorkError, match="déjà un texte"):
        receive_recording(Meeting.objects.get(pk=meeting.pk), path, "autre.wav", user=alice)
