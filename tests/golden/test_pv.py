"""Real procès-verbaux of real communes, against what a person read in them: counts and roles, no names. Most are
scans or their OCR. The folder is ``BEFFROI_DATA`` (by default the shared data beside the repository)."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pytest

from beffroi.documents.readers.text import ACCEPTED
from beffroi.minutes.actions.check_pv import check_pv
from bench.pv import KINDS, Score, page_reader, score

TRUTH = Path(__file__).parent / "pv" / "truth.json"
DATA = Path(os.environ.get("BEFFROI_DATA") or Path(__file__).resolve().parents[3] / "shared" / "data")

pytestmark = pytest.mark.golden


def documents() -> list[tuple[Path, dict[str, object]]]:
    truths = json.loads(TRUTH.read_text(encoding="utf-8"))
    folder = DATA / "communes"
    paths = [path for path in sorted(folder.rglob("*")) if path.suffix.lower().lstrip(".") in ACCEPTED]
    known = [(path, truths.get(hashlib.sha256(path.read_bytes()).hexdigest())) for path in paths]
    return [(path, truth) for path, truth in known if truth]


def test_real_documents_are_read_as_a_person_reads_them() -> None:
    found = documents()
    if not found:
        pytest.skip(f"no real procès-verbal in {DATA}: set BEFFROI_DATA to the folder that holds communes/")
    ocr = page_reader()
    if ocr is None:
        found = [(path, truth) for path, truth in found if path.suffix != ".pdf"]
    total = {kind: Score() for kind in KINDS}
    for path, truth in found:
        for kind, each in score(check_pv(path.read_bytes(), path.name, ocr=ocr), truth).items():
            total[kind].merge(each)
    for kind in ("presence", "proxies", "ballots", "mentions"):
        figures = total[kind].figures()
        assert min(figures.values()) >= 0.95, (kind, figures, total[kind].wrong)
