"""SQL by hand: on what was voted, signed, approved, issued, and on the journal itself."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from beffroi.audit import chain, checkpoints, exchange, keys, retention
from beffroi.audit.journal import record, verify
from beffroi.audit.models import Entry, PublicKey
from beffroi.audit.triggers import TRIGGERS
from beffroi.charter.actions.answer_question import answer_question
from beffroi.charter.actions.ask_referent import ask_referent
from beffroi.charter.actions.assess import digest_of, sign, write
from beffroi.charter.actions.limits import set_limit
from beffroi.charter.actions.proof_table import proof_table
from beffroi.charter.actions.switch import switch_off
from beffroi.charter.agreement import disagreements
from beffroi.charter.evidence import Period
from beffroi.charter.gateway import Message, Refused, generate
from beffroi.charter.triggers import TRIGGERS as CHARTER_TRIGGERS
from beffroi.minutes.actions.sitting import sitting_of
from beffroi.minutes.ai_uses import PHRASE
from beffroi.town.triggers import run
from tests.doubles.charters import a_budget
from tests.doubles.published import a_file
from tests.doubles.ready import a_ready_meeting

from ..stage import Stage
from ..tries import End
from . import plays
from .acts import approve, cleared


def _approved(stage: Stage) -> None:
    minutes = a_ready_meeting(stage.alice, sound=False).minutes
    cleared(minutes, stage.bob)
    approve(minutes, user=stage.bob)


def _to_approve(stage: Stage) -> None:
    a_ready_meeting(stage.alice, sound=False)


def _issued(stage: Stage) -> None:
    a_file(sitting_of(a_ready_meeting(stage.alice, sound=False)), "convocation")


def _signed(stage: Stage) -> None:
    dossier = write("minutes.phrase", {"need": "Relire."}, user=stage.carole)
    sign(dossier, user=stage.carole, role="dpo", name="Jeanne Roux", seen=digest_of(dossier))


def _answered(stage: Stage) -> None:
    asked = ask_referent(user=stage.alice, text="Puis-je résumer ce courrier ?")
    answer_question(asked, user=stage.carole, answer="Non.", allowed=False, case="Un courrier")


def _lowered(stage: Stage) -> None:
    limit = a_budget(unit="calls", period="day", most=900)
    limit.most = 3
    set_limit(limit, user=stage.carole)


NEEDS: dict[str, Callable[[Stage], Any]] = {
    "journal": lambda stage: [record("read", actor="alice", subject=f"meeting:{rank}") for rank in range(4)],
    "checkpoint": lambda stage: (record("read", actor="alice"), checkpoints.sign_now("valbrume")),
    "voted": lambda stage: stage.charter("prudent"),
    "off": lambda stage: switch_off(user=stage.carole, reason="Audit."),
    "signed": _signed,
    "approved": _approved,
    "to approve": _to_approve,
    "issued": _issued,
    "answered": _answered,
    "budget": lambda stage: a_budget(unit="calls", period="day", most=0),
    "other budget": lambda stage: a_budget(unit="tokens", period="year", most=1_000_000),
    "lowered budget": _lowered,
}


@plays("sql")
def sql(stage: Stage, given: Mapping[str, Any]) -> End:
    """« needs »: what must be there. « does »: the statement."""
    for need in given["needs"]:
        NEEDS[need](stage)
    stage.ready()
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(given["does"])
            if cursor.rowcount == 0:
                raise AssertionError("the statement touches nothing: this try tries nothing")
    except DatabaseError:
        return End.REFUSED
    return End.THROUGH


@plays("around")
def around(stage: Stage, given: Mapping[str, Any]) -> End:
    """The same by who owns the database: the triggers dropped, then put back. It is seen, and AI that the journal says
    stopped stays so."""
    stage.tampers = True
    for need in given["needs"]:
        NEEDS[need](stage)
    stage.ready()
    stage.before = {}
    run(CHARTER_TRIGGERS, connection, "drop")
    try:
        with connection.cursor() as cursor:
            cursor.execute(given["does"])
            assert cursor.rowcount
    finally:
        run(CHARTER_TRIGGERS, connection, "create")
    if "FALSE" in given["does"]:
        with pytest.raises(Refused):
            generate(PHRASE, [Message("user", "Bonjour")], actor=stage.alice)
    named = disagreements()
    stage.charter("open")
    today = timezone.localdate()
    shown = [said for row in proof_table(Period(today, today)) for said in row.missing]
    return End.SEEN if named and set(named) <= set(shown) else End.THROUGH


# --- an enemy who owns the database ------------------------------------------------------------------------

Lines = list[dict[str, Any]]


def _chained(name: str, lines: Lines) -> Lines:
    """Every hash made again, from the first line."""
    previous, made = chain.GENESIS, []
    for line in lines:
        fields = {key: line[key] for key in ("sequence", "at", "actor", "action", "subject", "data")}
        digest = chain.digest(chain=name, previous=previous, **fields)
        made.append(line | {"previous": previous, "digest": digest})
        previous = digest
    return made


def _numbered(lines: Lines) -> Lines:
    return [line | {"sequence": rank} for rank, line in enumerate(lines, start=1)]


def _edit(rank_edited: int, /, **values: Any) -> Callable[[Lines], Lines]:
    return lambda lines: [line | values if rank == rank_edited else line for rank, line in enumerate(lines)]


def _without(at: int) -> Callable[[Lines], Lines]:
    return lambda lines: lines[:at] + lines[at + 1 :]


TAMPERS: dict[str, Callable[[Lines], Lines]] = {
    "actor": _edit(2, actor="bob"),
    "action": _edit(2, action="ai_call"),
    "figure": _edit(2, data={"tokens": 1}),
    "date": _edit(2, at="2020-01-01T00:00:00.000000+00:00"),
    "digest": _edit(2, digest="0" * 64),
    "deleted": _without(2),
    "first deleted": _without(0),
    "deleted and renumbered": lambda lines: _numbered(_without(2)(lines)),
    "swapped": lambda lines: [*lines[:2], lines[3], lines[2], *lines[4:]],
    "replayed": lambda lines: [*lines, lines[2]],
    "replayed at the end, renumbered": lambda lines: _numbered([*lines, lines[2]]),
    "truncated": lambda lines: lines[:-2],
    "emptied": _edit(2, purged=True, actor="", action="", subject="", at="", data={}),
    "rechained": lambda lines: _chained("valbrume", _edit(2, actor="bob")(lines)),
    "rechained and shorter": lambda lines: _chained("valbrume", _numbered(_without(2)(lines))),
    "everything gone": lambda lines: [],
    "of another commune": lambda lines: _chained("autreville", lines),
}


@plays("tamper")
def tamper(stage: Stage, given: Mapping[str, Any]) -> End:
    """Six lines, signed unless « unsigned »; the triggers dropped, the lines rewritten, the triggers put back."""
    stage.tampers = True
    stage.ready()
    for rank in range(6):
        record("read", actor="alice", subject=f"meeting:{rank}", tokens=rank)
    if not given.get("unsigned"):
        checkpoints.sign_now("valbrume")
    if given.get("more"):
        record("read", actor="alice", subject="meeting:9", tokens=9)
    lines = list(Entry.objects.filter(chain="valbrume").order_by("sequence").values())
    change = TAMPERS[given["how"]]
    stage.before = {}
    if given.get("exported"):
        return _seen(_verified_export(change))
    run(TRIGGERS, connection, "drop")
    try:
        _rewritten(change(lines))
        return _seen(verify("valbrume")["valbrume"])
    finally:
        _rewritten(lines)
        run(TRIGGERS, connection, "create")


def _rewritten(lines: Lines) -> None:
    """The table as the enemy leaves it; a rank twice is beyond what the table takes, so it gets a key of its own."""
    Entry.objects.filter(chain="valbrume").delete()
    if len({line["sequence"] for line in lines}) != len(lines):
        raise AssertionError("the table itself refuses this: try it on an export")
    Entry.objects.bulk_create([Entry(**{**line, "id": None}) for line in lines])


def _verified_export(change: Callable[[Lines], Lines]) -> list[str]:
    with zipfile.ZipFile(BytesIO(exchange.export(["valbrume"]))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    lines = [json.loads(line) for line in files[exchange.LINES].splitlines()]
    files[exchange.LINES] = "\n".join(json.dumps({**line, "chain": "valbrume"}) for line in change(lines)).encode()
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return exchange.verify_export(out.getvalue(), PublicKey.objects.get().pem)["valbrume"]


def _seen(problems: list[str]) -> End:
    return End.SEEN if problems else End.THROUGH


@plays("forged key")
def forged_key(stage: Stage, given: Mapping[str, Any]) -> End:
    """Everything made again, with a key of the enemy's own, endorsed by nobody (or by itself)."""
    stage.tampers = True
    stage.ready()
    for rank in range(4):
        record("read", actor="alice", subject=f"meeting:{rank}")
    checkpoints.sign_now("valbrume")
    root = PublicKey.objects.get().pem
    (keys.folder() / keys.CURRENT).unlink()
    if given["endorsed"] == "nobody":
        keys.rotate()
    else:
        name = keys.rotate()
        run(TRIGGERS, connection, "drop")
        PublicKey.objects.filter(key=name).update(endorsed_by=keys.name_of(root), endorsement="ab" * 64)
        run(TRIGGERS, connection, "create")
    record("read", actor="alice")
    checkpoints.sign_now("valbrume")
    return _seen(exchange.verify_export(exchange.export(["valbrume"]), root)["valbrume"])


@plays("clock")
def clock(stage: Stage, given: Mapping[str, Any]) -> End:
    """The machine's clock is moved by « days », and lines are written."""
    stage.tampers = True
    stage.ready()
    record("read", actor="alice")
    real = datetime.now

    class Moved(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:  # type: ignore[override]
            return real(tz or UTC) + timedelta(days=given["days"])

    stage.monkeypatch.setattr("beffroi.audit.journal.datetime", Moved)
    record("ai_call", actor="alice")
    if given.get("back"):
        stage.monkeypatch.undo()
        record("ai_call", actor="alice")
    return _seen(verify("valbrume")["valbrume"])


@plays("early purge")
def early_purge(stage: Stage, given: Mapping[str, Any]) -> End:
    """The clock is put forward so that lines look old: what is emptied is said by a line, and the chain holds."""
    record("ai_call", actor="alice", tokens=3)
    stage.ready()
    stage.before = {}
    emptied = retention.purge(datetime.now(UTC) + timedelta(days=given["days"]))
    decided = Entry.objects.filter(chain="valbrume", action=chain.PURGED)
    assert emptied and not verify("valbrume")["valbrume"]
    return End.SEEN if decided.exists() and decided.first().data["lines"] == emptied else End.THROUGH
