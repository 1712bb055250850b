"""Workers that are really killed, in the middle of a real job, on each database."""

from __future__ import annotations

import signal
from pathlib import Path
from typing import Any

from tests.doubles.sound import a_sitting

from .conftest import Letterbox
from .house import House

LINES = (0, 1, 2, 3, 0, 1)


def a_long_sitting(folder: Path) -> Path:
    """Six windows to recognise."""
    return a_sitting(folder / "seance.wav", LINES, 20.0, 4.0)


def test_a_killed_worker_is_replaced_and_nothing_is_heard_nor_sent_twice(
    house: House, letterbox: tuple[Letterbox, int], tmp_path: Path
) -> None:
    house.do("deposit", a_long_sitting(tmp_path))
    first = house.worker(lease=1.5, slow=0.4)
    house.waited(first, "window", times=3)
    first.send_signal(signal.SIGKILL)
    others = [house.worker(lease=1.5, slow=0.05) for _ in range(2)]
    seen = house.until("done")
    assert seen["attempt"] == 2
    assert (seen["done"], seen["drafts"]) == (seen["windows"], 1)
    assert seen["heard"] == seen["windows"], "a window was recognised twice"
    assert seen["utterances"] >= len(LINES)
    assert seen["mail"] == ["sent"]
    assert letterbox[0].received == ["alice@valbrume.fr"]
    assert set(map(str, seen["journal"].values())) == {"[]"}
    assert all(other.poll() is None for other in others)


def test_a_worker_told_to_stop_hands_its_job_back_at_once_to_one_other(house: House, tmp_path: Path) -> None:
    house.do("deposit", a_long_sitting(tmp_path))
    first = house.worker(lease=600, slow=0.4)
    house.waited(first, "window", times=2)
    first.send_signal(signal.SIGTERM)
    assert first.wait(10) == 0
    seen = house.do("show")
    assert seen["state"] == "queued"
    assert 0 < seen["done"] < seen["windows"]
    for _ in range(2):
        house.worker(lease=600)
    seen = house.until("done")
    assert (seen["attempt"], seen["heard"]) == (1, seen["windows"])


def test_processes_that_write_to_the_journal_at_once_leave_one_chain(house: House, tmp_path: Path) -> None:
    house.do("deposit", a_sitting(tmp_path / "seance.wav"))
    writers = [house.begun("journal", name, 200) for name in ("alice", "bob", "camille")]
    assert [writer.wait(60) for writer in writers] == [0, 0, 0], [writer.communicate() for writer in writers]
    seen: dict[str, Any] = house.do("show")
    assert seen["journal"] == {"installation": [], "valbrume": []}
    assert seen["tried"] == 600
