"""Meetings that are very long, very full, or have nothing but words; recordings that cannot serve."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.files import File
from django.core.files.storage import default_storage

from beffroi.engines import registry
from beffroi.engines.adapters.fakes import EchoText
from beffroi.minutes import exports
from beffroi.minutes.actions.create_meeting import create_meeting
from beffroi.minutes.actions.process import start_processing
from beffroi.minutes.actions.receive_recording import receive_recording
from beffroi.minutes.domain.types import FlagKind, Item, Member
from beffroi.minutes.models import Meeting, Recording, Window
from beffroi.work import uploads
from beffroi.work.jobs import WorkError
from beffroi.work.models import Job, JobState
from tests.doubles.sound import a_sitting, silence, write_wav


@pytest.fixture
def meeting(in_valbrume: Any, alice: Any) -> Meeting:
    return create_meeting(user=alice, kind="team", template="team", title="Réunion " * 60)


def received(meeting: Meeting, path: Path, name: str = "") -> Recording:
    return receive_recording(meeting, path, name or path.name, user=None)


def processed(meeting: Meeting) -> Job:
    job = start_processing(meeting, None)
    job.refresh_from_db()
    return job


class SmallText(EchoText):
    """Counts how much it was given at most; a real one refuses more than its context."""

    def __init__(self, context_tokens: int) -> None:
        super().__init__(context_tokens)
        self.most = 0

    def generate(self, messages: Any, *, max_tokens: int = 512, **options: Any) -> Any:
        self.most = max(self.most, sum(self.count_tokens(each.content) for each in messages) + max_tokens)
        return super().generate(messages, max_tokens=max_tokens, **options)


OPINIONS = [
    f"Pour {what}, nous avons écouté les riverains et ils refusent que tout soit décidé sans eux."
    for what in ("le budget", "les travaux", "le marché", "le personnel", "la piscine", "le gymnase")
]


def test_a_debate_too_long_for_the_model_is_cut_and_said_so_and_never_overflows(
    meeting: Meeting, tmp_path: Path
) -> None:
    endless = "je pense que ce budget est trop élevé et " * 60 + "voilà."
    words = [f"MOREL : Passons au budget.\nDUBOIS : {endless}"]
    words += [f"{who} : {said}" for who in ("PETIT", "LEROY") for said in OPINIONS]
    (tmp_path / "long.txt").write_text("\n".join(words))
    received(meeting, tmp_path / "long.txt")
    small = SmallText(600)
    with registry.use(text=small):
        assert processed(meeting).state == JobState.DONE
    assert 0 < small.most <= small.context_tokens
    assert meeting.minutes.sections.filter(cut=True).exists()
    assert meeting.minutes.flags.filter(kind=FlagKind.CUT).exists()


def test_sixty_turns_two_thousand_people_and_two_hundred_items_become_a_draft(
    in_valbrume: Any, alice: Any, tmp_path: Path
) -> None:
    members = [Member(f"Nom{chr(97 + k % 26)}{chr(97 + k // 26 % 26)}{k // 676}", f"Prénom{k}") for k in range(2000)]
    agenda = [Item(k, f"Point numéro {k}") for k in range(1, 201)]
    meeting = create_meeting(
        user=alice, kind="council", template="council", title="Conseil", agenda=agenda, members=members
    )
    said = "Je souhaite que la rue soit refaite pour 12 000 euros avant le 3 mars et que chacun le sache."
    lines = [f"Nom{k % 9} : Passons au point numéro {k % 200 + 1}. {said}" for k in range(60)]
    (tmp_path / "grand.txt").write_text("\n".join(lines))
    received(meeting, tmp_path / "grand.txt")
    assert processed(meeting).state == JobState.DONE
    assert meeting.utterances.count() == 60
    assert meeting.minutes.sections.count() > 20
    assert exports.render(meeting.minutes, "docx", final=False)


def test_a_meeting_without_agenda_nor_people_still_has_its_draft(meeting: Meeting, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Nous avons parlé du marché. Il aura lieu le 3 mars 2026.")
    received(meeting, tmp_path / "notes.txt")
    assert processed(meeting).state == JobState.DONE
    for fmt in ("docx", "odt", "pdf"):
        assert exports.render(meeting.minutes, fmt, final=False)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("vide.mp3", b""),
        ("texte.mp3", b"Conseil municipal, ordre du jour. " * 40),
        ("image.wav", b"\x89PNG\r\n\x1a\n" + bytes(400)),
        ("archive.mp3", b"PK\x03\x04" + bytes(200)),
        ("pgp.mp3", b"-----BEGIN PGP MESSAGE-----\n\nhQEMA\n"),
        ("zeros.mp4", b"\0\0\0\x20ftypisom" + bytes(200)),
        ("abime.docx", b"PK\x03\x04" + bytes(60)),
        ("sans.srt", b"rien\n\n1\n\nabc --> def\n"),
        ("vide.vtt", b"WEBVTT\n"),
        ("binaire.txt", bytes(range(256)) * 8),
    ],
)
def test_a_file_that_cannot_serve_is_refused_with_what_to_do_and_leaves_no_trace(
    name: str, content: bytes, meeting: Meeting, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(WorkError) as refused:
        received(meeting, tmp_path / name)
    assert len(str(refused.value)) > 40 and str(refused.value).endswith(".")
    assert not Recording.objects.exists() and stored(meeting) == []


def stored(meeting: Meeting) -> list[str]:
    folder = f"valbrume/{meeting.pk}"
    return default_storage.listdir(folder)[1] if default_storage.exists(folder) else []


@pytest.mark.parametrize("name", ["absent.mp3", "dossier.mp3", "absent.txt"])
def test_a_path_that_cannot_be_read_is_told(name: str, meeting: Meeting, tmp_path: Path) -> None:
    if name.startswith("dossier"):
        (tmp_path / name).mkdir()
    with pytest.raises(WorkError, match="n’a pas pu être ouvert"):
        received(meeting, tmp_path / name)


def test_a_disk_that_fills_while_the_recording_is_stored_keeps_no_half_of_it(
    meeting: Meeting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = a_sitting(tmp_path / "seance.wav")

    def full(file: Any, *_: object) -> Iterator[bytes]:
        yield file.read(1000)
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as filling:
        filling.setattr(File, "chunks", full)
        with pytest.raises(WorkError, match="Le disque est plein"):
            received(meeting, path)
    assert stored(meeting) == [] and not Recording.objects.exists()
    assert received(meeting, path).file.storage.exists(Recording.objects.get().file.name)


def test_a_recording_that_cannot_be_recorded_in_the_database_leaves_no_file(
    meeting: Meeting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("beffroi.minutes.actions.receive_recording.record", broken)
    with pytest.raises(RuntimeError):
        received(meeting, a_sitting(tmp_path / "seance.wav"))
    assert stored(meeting) == [] and not Recording.objects.exists()


def test_a_recording_replaced_takes_its_words_and_its_file_with_it(
    meeting: Meeting, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        received(meeting, write_wav(tmp_path / "muet.wav", silence(20)))
        assert processed(meeting).state == JobState.FAILED
        received(Meeting.objects.get(pk=meeting.pk), a_sitting(tmp_path / "bon.wav"))
    assert len(stored(meeting)) == 1 and Recording.objects.get().original_name == "bon.wav"
    assert not Window.objects.exists()
    assert processed(meeting).state == JobState.DONE


def test_a_recording_is_not_replaced_under_the_work_that_reads_it(meeting: Meeting, tmp_path: Path) -> None:
    path = a_sitting(tmp_path / "seance.wav")
    received(meeting, path)
    Job(name="minutes.process", subject=meeting.subject, state=JobState.RUNNING).save()
    with pytest.raises(WorkError, match="est en cours"):
        received(meeting, path)


@pytest.fixture
def arrived(settings: Any, alice: Any, in_valbrume: Any, tmp_path: Path) -> Iterator[Path]:
    """A recording that came in pieces, on the disk where recordings are stored."""
    settings.UPLOADS_DIR = Path(django_settings.MEDIA_ROOT) / "uploads"
    content = a_sitting(tmp_path / "seance.wav").read_bytes()
    upload = uploads.begin(owner=alice, file_name="seance.wav", size=len(content))
    uploads.append(upload, 0, content)
    yield uploads.path_of(upload)
    uploads.discard(upload)


def test_what_arrived_in_pieces_is_not_written_a_second_time(arrived: Path, meeting: Meeting) -> None:
    recording = received(meeting, arrived, "seance.wav")
    assert Path(recording.file.path).stat().st_ino == arrived.stat().st_ino
    assert [each.name for each in arrived.parent.iterdir() if each.name.startswith(arrived.stem)] == [arrived.name]
    arrived.unlink()
    assert Path(recording.file.path).stat().st_size == recording.size


def test_a_persons_own_file_is_copied_never_shared(meeting: Meeting, tmp_path: Path) -> None:
    path = a_sitting(tmp_path / "seance.wav")
    recording = received(meeting, path)
    assert path.exists() and Path(recording.file.path).stat().st_ino != path.stat().st_ino
