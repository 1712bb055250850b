"""Files that are built to harm, and figures that cannot be."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from beffroi.audit.exchange import NotAJournal, verify_export
from beffroi.documents.errors import DocumentError
from beffroi.documents.readers.guards import check
from beffroi.register.domain.standards import STANDARDS
from tests.doubles.sitting import a_sitting, open_it

from ..stage import Stage
from ..tries import End
from . import plays
from .pages import a_key, knock

BOMB = b"0" * 60_000_000
XXE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
LAUGHS = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'


def _zip(entries: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return out.getvalue()


def _odt(content: bytes, **more: bytes) -> bytes:
    return _zip({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": content, **more})


FILES: dict[str, Callable[[], tuple[bytes, str]]] = {
    "docx bomb": lambda: (_zip({"word/document.xml": b"<a/>", "word/media/x.bin": BOMB}), "a.docx"),
    "odt bomb": lambda: (_odt(b"<a/>", **{"Pictures/x": BOMB}), "a.odt"),
    "many entries": lambda: (_zip({"word/document.xml": b"<a/>"} | {f"x/{n}": b"" for n in range(5100)}), "a.docx"),
    "outside entity": lambda: (_zip({"word/document.xml": XXE}), "a.docx"),
    "laughs": lambda: (_odt(LAUGHS), "a.odt"),
    "entity in rels": lambda: (_zip({"word/document.xml": b"<a/>", "word/_rels/document.xml.rels": XXE}), "a.docx"),
    "program": lambda: (b"MZ\x90\x00" + b"\x00" * 500, "ordre-du-jour.docx"),
    "pdf named docx": lambda: (b"%PDF-1.7 essai", "a.docx"),
    "zip named docx": lambda: (_zip({"a.txt": b"bonjour"}), "a.docx"),
    "docx named odt": lambda: (_zip({"word/document.xml": b"<a/>"}), "a.odt"),
    "macro suffix": lambda: (_zip({"word/document.xml": b"<a/>"}), "a.docm"),
    "two suffixes": lambda: (b"MZ\x90\x00" + b"\x00" * 500, "a.pdf.exe"),
    "empty": lambda: (b"   \n", "a.txt"),
    "nul bytes": lambda: (b"Ordre\x00du jour", "a.txt"),
    "cut zip": lambda: (_zip({"word/document.xml": b"<a>" + b"x" * 999 + b"</a>"})[:-60], "a.docx"),
    "broken xml": lambda: (_zip({"word/document.xml": b"<a><b></a>"}), "a.docx"),
    "huge": lambda: (b"a" * (50 * 1024 * 1024 + 1), "a.txt"),
}


@plays("file")
def file(stage: Stage, given: Mapping[str, Any]) -> End:
    """Given to the reader itself, then on the page that reads a procès-verbal."""
    data, name = FILES[given["what"]]()
    stage.ready()
    try:
        check(data, name, frozenset({"docx", "odt", "pdf", "txt"}))
    except DocumentError as error:
        assert len(str(error)) > 20
    else:
        return End.THROUGH
    file = SimpleUploadedFile(name, data)
    answer = stage.browser("alice").post(reverse("minutes:check_pv"), {"file": file})
    return End.REFUSED if answer.status_code == 422 else End.THROUGH


JSON = next(code for code, standard in STANDARDS.items() if standard.form == "json")
JSONS: dict[str, Callable[[], bytes]] = {
    "deep lists": lambda: b"[" * 100_000 + b"]" * 100_000,
    "deep objects": lambda: b'{"a":' * 60 + b"1" + b"}" * 60,
    "nan": lambda: b'[{"name": NaN}]',
    "infinity": lambda: b'[{"name": 1e999, "x": Infinity}]',
    "twice": lambda: b'[{"name": "a", "name": "b"}]',
    "huge number": lambda: b'[{"name": ' + b"9" * 5000 + b"}]",
    "nul": lambda: b'[{"name": "a\\u0000b"}]\x00',
    "latin": lambda: '[{"name": "é"}]'.encode("latin-1"),
    "not a list": lambda: b'"=cmd()"',
    "too many": lambda: json.dumps([{"name": str(rank)} for rank in range(5001)]).encode(),
    "half a character": lambda: b'{"name": "\\ud800"}',
}


@plays("json")
def read_a_json(stage: Stage, given: Mapping[str, Any]) -> End:
    """« at » the register's import, or at the door."""
    content = JSONS[given["what"]]()
    if given["at"] == "door":
        _, key = a_key(stage)
        stage.ready()
        return knock(Client(raise_request_exception=False), content, {"HTTP_AUTHORIZATION": f"Bearer {key}"})
    stage.ready()
    form = {"standard": JSON, "file": SimpleUploadedFile("fiches.json", content)}
    answer = stage.browser("bob").post(reverse("register:import_file"), form)
    return End.REFUSED if answer.status_code == 422 else End.THROUGH


@plays("journal file")
def journal_file(stage: Stage, given: Mapping[str, Any]) -> End:
    """What is given as an exported journal to be verified."""
    content = {
        "text": lambda: b"bonjour",
        "empty zip": lambda: _zip({}),
        "climbs": lambda: _zip({"../../journal.jsonl": b"{}", "cles.json": b"[]", "points-de-controle.jsonl": b""}),
        "wrong lines": lambda: _zip({"journal.jsonl": b"[1]", "cles.json": b"[]", "points-de-controle.jsonl": b""}),
    }[given["what"]]()
    stage.ready()
    try:
        verify_export(content, "-----BEGIN PUBLIC KEY-----")
    except NotAJournal:
        return End.REFUSED
    return End.THROUGH


@plays("vote")
def vote(stage: Stage, given: Mapping[str, Any]) -> End:
    """A count typed, or forged, in the form of a ballot."""
    sitting = a_sitting(stage.alice)
    open_it(sitting, stage.alice)
    stage.ready()
    form = {"ballot": "ordinary", "purpose": "text", "point": "1", **given["form"]}
    url = reverse("minutes:add_event", args=[sitting.meeting_id, "vote"])
    answer = stage.browser("alice").post(url, form)
    return End.REFUSED if answer.status_code in (404, 422) else End.THROUGH
