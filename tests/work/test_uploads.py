import errno
from pathlib import Path

import pytest

from beffroi.town.scope import scope
from beffroi.work import uploads
from beffroi.work.models import Upload
from tests.doubles.cast import a_commune, a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice(settings, tmp_path):
    settings.UPLOADS_DIR = tmp_path
    commune = a_commune()
    with scope(commune):
        yield a_person("alice", commune)


def test_a_file_in_pieces_arrives_whole(alice) -> None:
    upload = uploads.begin(owner=alice, file_name="seance.mp3", size=6)
    upload = uploads.append(upload, 0, b"abc")
    upload = uploads.append(upload, 3, b"def")
    assert upload.completed_at
    assert uploads.path_of(upload).read_bytes() == b"abcdef"


def test_an_upload_that_was_cut_goes_on_from_where_it_stopped(alice) -> None:
    upload = uploads.append(uploads.begin(owner=alice, file_name="seance.mp3", size=6), 0, b"abc")
    again = uploads.begin(owner=alice, file_name="seance.mp3", size=6)
    assert (again.pk, again.received) == (upload.pk, 3)


def test_a_piece_out_of_place_is_refused_and_says_where_to_go_on(alice) -> None:
    upload = uploads.append(uploads.begin(owner=alice, file_name="seance.mp3", size=6), 0, b"abc")
    with pytest.raises(uploads.UploadError) as refused:
        uploads.append(upload, 5, b"f")
    assert refused.value.expected == 3


def test_more_than_was_announced_is_refused(alice) -> None:
    upload = uploads.begin(owner=alice, file_name="seance.mp3", size=2)
    with pytest.raises(uploads.UploadError):
        uploads.append(upload, 0, b"abc")


@pytest.mark.parametrize("size", [0, 10 * 2**30])
def test_an_empty_or_a_ten_gigabyte_file_is_refused_before_it_is_sent(alice, size: int) -> None:
    with pytest.raises(uploads.UploadError):
        uploads.begin(owner=alice, file_name="seance.mp3", size=size)
    assert not Upload.objects.exists()


def test_a_full_disk_is_said_before_the_file_is_sent(alice, monkeypatch) -> None:
    usage = type("Usage", (), {"free": 1000})
    monkeypatch.setattr(uploads.shutil, "disk_usage", lambda path: usage)
    with pytest.raises(uploads.UploadError, match="disque"):
        uploads.begin(owner=alice, file_name="seance.mp3", size=6)


def test_a_disk_that_fills_up_half_way_keeps_what_was_received(alice, monkeypatch) -> None:
    upload = uploads.append(uploads.begin(owner=alice, file_name="seance.mp3", size=6), 0, b"abc")

    def full(self, *args, **kwargs):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", full)
        with pytest.raises(uploads.UploadError, match="gardé"):
            uploads.append(upload, 3, b"def")
    assert uploads.append(upload, 3, b"def").completed_at


def test_the_name_of_a_file_never_chooses_where_it_is_written(alice) -> None:
    upload = uploads.begin(owner=alice, file_name="../../etc/passwd.mp3", size=3)
    assert (
        uploads.path_of(upload).parent == uploads.path_of(uploads.begin(owner=alice, file_name="a.mp3", size=3)).parent
    )
    assert upload.file_name == "passwd.mp3"
