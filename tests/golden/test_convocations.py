"""Convocations, and agendas at the head of minutes, of real communes: read, and compared with what was read by hand.

Numbers only, nobody's name. Each item is its path of numbers in the agenda ("·" where none is printed) and how many
words its title has: a title cut short, or with the next one stuck to it, or with a scan's dust, is wrong. The files are
in the folder that ``BEFFROI_DATA`` names; they are known by their SHA-256.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from beffroi.documents.readers.agenda_convocation import ConvocationItem, read_convocation
from beffroi.engines.adapters.tesseract import Tesseract, problem

FOLDER = Path(os.environ.get("BEFFROI_DATA", "../shared/data")) / "communes"


@dataclass(frozen=True)
class Truth:
    """``when``: day and hour of the sitting; ``items``: "path:words", one after the other."""

    when: str
    items: str


_WORD = re.compile(r"[^\W_]+")
TRUTHS = {
    "ea4ab70d2b36477d4e5392144f36ef14c708c2cd2dc5be2e8f4bf32a1ce9c228": Truth(
        "2023-02-13 17:30",
        "1/A:5 1/B/a:9 1/B/b:5 2/A:5 2/B:9 3/A:5 4/A:4 4/B:8 5/A:12 5/B:25 6/A:18 7/A/·:11 7/A/·:7 7/B/·:10 7/B/·:6 ",
    ),
    "6f72334541097b7e5791dada9de1a278d97af21debad92454d2d30a745f88db1": Truth(
        "2023-02-13 17:30",
        "1/A:5 1/B/a:9 1/B/b:5 2/A:5 2/B:9 3/A:5 4/A:4 4/B:8 5/A:12 5/B:25 6/A:18 7/A/·:11 7/A/·:7 7/B/·:10 7/B/·:6 ",
    ),
    "7eb43bd77f45367af3ba29703029f4378e769da4c6f3561c94679b4ee7b77c6a": Truth(
        "2023-03-20 17:30", "1/·:5 1/·:6 2/·:5 2/·:6 2/·:5 2/·:16 3/·:5 3/·:6 4/·:5 4/·:6 5/·:5 5/·:6 6/·/·:11 "
    ),
    "18171fce848f21e0678c8545a90b27fa37f79daea3206b9e1262cfdf62e11c23": Truth(
        "2023-04-11 17:30",
        "1/·:6 1/·:4 1/·:13 1/·:5 1/·:20 2/·:4 2/·:5 2/·:3 3/·:4 3/·:5 4/·:4 4/·:5 5/·:5 5/·:4 5/·:5 "
        "6/·:19 7/·/·:13 7/·/·/·:4 7/·/·/·:6 7/·/·/·:9 7/·/·/·:3 8/·/·:11 ",
    ),
    "f36679a9a193734bd559d184427085b1b958cf3f03fbb2b8edd962814ad288fe": Truth(
        "2023-07-24 17:30",
        "1/1-1:33 1/1-2:28 1/1-3:33 2/2-1:19 2/2-2:31 3/3-1:6 3/3-2:16 3/3-3:5 3/3-4/a:17 3/3-4/b:8 "
        "3/3-5:25 3/3-6:13 4/4-1:4 4/4-2:20 5/5-1:15 5/5-2:28 6/6-1:18 6/6-2:18 6/6-3:23 6/6-4:10 "
        "7/7-1:17 8/8-1:13 8/8-2:30 8/8-3:54 ",
    ),
    "19eaf2697996d5f354d6430674ec03a6c052b78df6cb8996f326687af433aebd": Truth(
        "2023-10-30 17:30",
        "1/1-1:24 2/2-1:6 2/2-2:5 2/2-3/·:16 2/2-3/·:15 2/2-3/·:15 2/2-3/·:14 2/2-4:21 2/2-5:15 2/2-6:6 "
        "2/2-7:4 2/2-8:22 3/3-1:4 3/3-2:14 3/3-3:14 3/3-4:16 4/4-1:15 5/5-1:11 5/5-2:27 5/5-3:24 5/5-4:20 "
        "5/5-5:14 5/5-6:19 6/6-1:17 6/6-2:12 6/6-3:10 7/7-1:6 7/7-2:8 ",
    ),
    "f8315cdb32891b2ded53bceaf8d285701fe45a22b2925eacfdd24b6bb677a933": Truth("2023-11-20 17:30", "·:12 "),
    "46e8758799b760ee6fa5665a9fc34d34b8093852370ca81fd8e7e8107b90da68": Truth(
        "2022-10-28", "1:8 2:10 3:5 4:4 5:10 6:8"
    ),
    "8a7e9678e918a3249b86600088d0066b8b9dba0b532e62e7e544b55c473caf96": Truth(
        "2021-01-29 18:30", "I:7 II:8 III:3 IV:4 V:2 ·:1"
    ),
    "f149b9ab6c0fc593604960f0b445468f38982e75c0b1e76173ddcaf6e8639a9e": Truth("2021-06-04", "1:2 2:5 3:2 4:1 5:5 6:2"),
}


def known() -> dict[str, Path]:
    paths = [*FOLDER.glob("*/*convocation*"), *FOLDER.glob("*/pdf/CR_*.pdf")]
    return {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in paths}


FILES = known()


def found(path: Path) -> tuple[str, Counter[str]]:
    ocr = Tesseract().read if path.suffix == ".pdf" else None
    read = read_convocation(path.read_bytes(), path.name, ocr=ocr)
    day, hour = read.day, read.hour
    when = f"{day.value if day else ''} {hour.value.strftime('%H:%M') if hour else ''}".strip()
    return when, Counter(token for item in read.items for token in _tokens(item, ()))


def _tokens(item: ConvocationItem, above: tuple[str, ...]) -> Iterator[str]:
    path = (*above, item.label or "·")
    if not item.children:
        yield f"{'/'.join(path)}:{len(_WORD.findall(item.title))}"
    for child in item.children:
        yield from _tokens(child, path)


@pytest.mark.parametrize("sha256", TRUTHS)
def test_the_items_and_the_hour_of_a_real_convocation_are_those_read_by_hand(sha256: str) -> None:
    if sha256 not in FILES:
        pytest.skip(f"no such convocation in {FOLDER} (BEFFROI_DATA)")
    if FILES[sha256].suffix == ".pdf" and problem():
        pytest.skip(problem())
    when, items = found(FILES[sha256])
    truth = Counter(TRUTHS[sha256].items.split())
    assert when == TRUTHS[sha256].when
    right = (truth & items).total()
    precision, recall = right / items.total(), right / truth.total()
    assert min(precision, recall) >= 0.95, (truth - items, items - truth)
