"""What an enemy with the whole database cannot hide: each way of tampering with the journal is named."""

from __future__ import annotations

import json
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import DatabaseError, connection, transaction

from beffroi.audit import chain, checkpoints, exchange, keys, retention
from beffroi.audit.journal import record, verify
from beffroi.audit.models import Checkpoint, Entry, PublicKey
from beffroi.town.scope import scope
from tests.doubles.cast import a_commune
from tests.doubles.http_server import http_server, sends


@pytest.fixture(autouse=True)
def keys_of_this_test(settings: Any, tmp_path: Path) -> None:
    settings.VAR = tmp_path


def written(count: int, name: str = "Valbrume") -> str:
    commune = a_commune(name)
    with scope(commune):
        for rank in range(count):
            record("read", actor="alice", subject=f"meeting:{rank}")
    return str(commune.slug)


def an_export(count: int = 6) -> tuple[list[dict[str, Any]], list[dict[str, Any]], list[dict[str, Any]], str]:
    """Lines, checkpoints and keys of a signed chain, and the public key in PEM."""
    name = written(count)
    checkpoints.sign_now(name)
    with zipfile.ZipFile(BytesIO(exchange.export())) as archive:
        lines = [json.loads(line) for line in archive.read(exchange.LINES).splitlines()]
        points = [json.loads(line) for line in archive.read(exchange.POINTS).splitlines()]
        known = json.loads(archive.read(exchange.KEYS))
    return lines, points, known, PublicKey.objects.get().pem


def packed(lines: list[Any], points: list[Any], known: list[Any]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(exchange.LINES, "\n".join(json.dumps(each) for each in lines))
        archive.writestr(exchange.POINTS, "\n".join(json.dumps(each) for each in points))
        archive.writestr(exchange.KEYS, json.dumps(known))
    return out.getvalue()


def rechained(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The lines with every hash made again, as an enemy who knows the program would."""
    previous, made = chain.GENESIS, []
    for rank, line in enumerate(lines, start=1):
        fresh = {**line, "sequence": rank, "previous": previous}
        content = {key: fresh[key] for key in ("sequence", "at", "actor", "action", "subject", "data", "previous")}
        fresh["digest"] = previous = chain.digest(chain=line["chain"], **content)
        made.append(fresh)
    return made


def edited(lines: list[Any]) -> list[Any]:
    return [*lines[:2], {**lines[2], "actor": "mallory"}, *lines[3:]]


Tamper = Callable[[list[Any]], list[Any]]
TAMPERINGS: dict[str, tuple[Tamper, str]] = {
    "edited": (edited, "modifiée après coup"),
    "deleted": (lambda lines: [*lines[:2], *lines[3:]], "absente"),
    "reordered": (lambda lines: [lines[1], lines[0], *lines[2:]], "déplacée"),
    "truncated": (lambda lines: lines[:-2], "journal tronqué"),
    "replayed": (lambda lines: [*lines, lines[3]], "rejouée"),
    "re-chained": (lambda lines: rechained(edited(lines)), "journal réécrit"),
    "emptied": (
        lambda lines: [*lines[:2], {**lines[2], "actor": "", "data": {}, "purged": True}, *lines[3:]],
        "vidée sans décision",
    ),
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", TAMPERINGS)
def test_an_exported_journal_that_was_tampered_with_is_named_with_the_public_key_alone(name: str) -> None:
    lines, points, known, pem = an_export()
    assert exchange.verify_export(packed(lines, points, known), pem)["valbrume"] == []
    tamper, words = TAMPERINGS[name]
    found = exchange.verify_export(packed(tamper(lines), points, known), pem)["valbrume"]
    assert any(words in each for each in found), found


@pytest.mark.django_db
def test_a_whole_journal_made_again_with_another_key_is_not_trusted(settings: Any, tmp_path: Path) -> None:
    lines, points, known, pem = an_export()
    other = keys.Ed25519PrivateKey.generate()
    forged = rechained(edited(lines))
    point = replace(chain.Checkpoint(**points[0]), digest=forged[points[0]["sequence"] - 1]["digest"])
    signed = asdict(replace(point, signature=other.sign(point.message()).hex()))
    assert any(
        "signature fausse" in each for each in exchange.verify_export(packed(forged, [signed], known), pem)["valbrume"]
    )


@pytest.mark.django_db
def test_the_live_journal_cut_short_by_sql_is_seen(django_db_blocker: Any) -> None:
    from beffroi.audit.triggers import TRIGGERS
    from beffroi.town.triggers import run

    name = written(5)
    checkpoints.sign_now(name)
    run(TRIGGERS, connection, "drop")
    Entry.objects.filter(chain=name, sequence__gt=3).delete()
    run(TRIGGERS, connection, "create")
    assert any("journal tronqué" in each for each in verify()[name])


@pytest.mark.django_db
def test_a_checkpoint_is_signed_once_a_day_and_only_when_there_is_something_new() -> None:
    written(2)
    today = datetime(2026, 3, 1, 9, tzinfo=UTC)
    assert checkpoints.sign_due(today) == 1
    record("read", commune=a_commune("Valbrume"))
    assert checkpoints.sign_due(today + timedelta(hours=3)) == 0
    assert checkpoints.sign_due(today + timedelta(days=1)) == 1
    assert checkpoints.sign_due(today + timedelta(days=2)) == 0
    assert verify()["valbrume"] == []


@pytest.mark.django_db
@pytest.mark.parametrize("table", ["audit_checkpoint", "audit_publickey"])
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "UPDATE {} SET key = 'autre'"])
def test_checkpoints_and_keys_are_append_only_in_the_database(table: str, statement: str) -> None:
    checkpoints.sign_now(written(1))
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table))


@pytest.mark.django_db
def test_a_new_key_is_endorsed_by_the_old_one_so_that_whoever_trusts_the_first_trusts_it() -> None:
    name = written(2)
    checkpoints.sign_now(name)
    first = PublicKey.objects.get().pem
    keys.rotate()
    record("read", commune=a_commune("Valbrume"))
    checkpoints.sign_now(name)
    assert Checkpoint.objects.values("key").distinct().count() == 2
    assert exchange.verify_export(exchange.export(), first)[name] == []


@pytest.mark.django_db
def test_the_private_key_is_readable_by_its_owner_alone_and_never_in_the_database() -> None:
    checkpoints.sign_now(written(1))
    file = Path(django_settings.VAR) / "keys" / keys.CURRENT
    assert file.stat().st_mode & 0o077 == 0
    assert "PRIVATE" not in str(list(PublicKey.objects.values()))


@pytest.mark.django_db
def test_a_key_that_was_lost_stops_signing_and_says_so_rather_than_making_another(caplog: Any) -> None:
    name = written(1)
    checkpoints.sign_now(name)
    (Path(django_settings.VAR) / "keys" / keys.CURRENT).unlink()
    record("read", commune=a_commune("Valbrume"))
    assert checkpoints.sign_now(name) is False
    assert "a disparu" in caplog.text
    assert PublicKey.objects.count() == 1


# --- retention ----------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_what_is_too_old_is_emptied_and_the_chain_still_verifies() -> None:
    commune = a_commune("Valbrume")
    with scope(commune):
        record("sign_in", actor="alice")
        record("minutes_approved", actor="bob", subject="meeting:1")
    checkpoints.sign_now("valbrume")
    assert retention.purge(datetime.now(UTC) + timedelta(days=366)) == 1
    emptied, kept = Entry.objects.filter(chain="valbrume").order_by("sequence")[:2]
    assert (emptied.purged, emptied.actor, emptied.action) == (True, "", "")
    assert (kept.purged, kept.actor) == (False, "bob"), "acts are kept"
    assert verify()["valbrume"] == []
    assert retention.purge(datetime.now(UTC) + timedelta(days=366)) == 0


@pytest.mark.django_db
def test_a_line_emptied_by_sql_without_a_decision_is_seen() -> None:
    written(3)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE audit_entry SET purged = TRUE, actor = '', action = '', subject = '', at = '', data = '{}' "
            "WHERE sequence = 2"
        )
    assert verify()["valbrume"] == ["Ligne 2 : vidée sans décision de purge."]


def test_ranges_hold_every_number_once() -> None:
    assert retention.ranges([1, 2, 3, 7, 9, 10]) == [(1, 3), (7, 7), (9, 10)]


# --- RFC 3161 -----------------------------------------------------------------------------------------------


def a_time_stamp(tmp_path: Path, query: bytes) -> bytes:
    """A real answer, made by OpenSSL's own authority."""
    config = tmp_path / "tsa.cnf"
    config.write_text(
        "[tsa]\ndefault_tsa=t\n[t]\ndir=.\nserial=serial\ncrypto_device=builtin\nsigner_cert=tsa.pem\nsigner_key=tsa.key\n"
        "signer_digest=sha256\ndefault_policy=1.2.3.4.1\ndigests=sha256,sha512\naccuracy=secs:1\nordering=no\n"
        "tsa_name=no\ness_cert_id_chain=no\n[v3]\nextendedKeyUsage=critical,timeStamping\n[req]\n"
        "distinguished_name=dn\n[dn]\n"
    )
    (tmp_path / "query.tsq").write_bytes(query)

    def openssl(*words: str) -> None:
        subprocess.run(["openssl", *words], cwd=tmp_path, check=True, capture_output=True)

    files = ("-keyout", "tsa.key", "-out", "tsa.pem", "-config", "tsa.cnf", "-extensions", "v3")
    openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=TSA", "-days", "2", *files)
    openssl("ts", "-reply", "-config", "tsa.cnf", "-queryfile", "query.tsq", "-out", "answer.tsr")
    return (tmp_path / "answer.tsr").read_bytes()


@pytest.mark.django_db
def test_a_checkpoint_carries_the_time_stamp_of_the_authority(settings: Any, tmp_path: Path) -> None:
    from rfc3161_client import TimestampRequestBuilder, decode_timestamp_response

    answer = a_time_stamp(tmp_path, TimestampRequestBuilder().data(b"anything").build().as_bytes())
    with http_server(sends(answer, kind="application/timestamp-reply")) as authority:
        settings.TIMESTAMP_URL = authority.url
        checkpoints.sign_now(written(1))
    kept = bytes(Checkpoint.objects.get().timestamp)
    assert decode_timestamp_response(kept).status == 0
    assert authority.requests[0].headers["Content-Type"] == "application/timestamp-query"


@pytest.mark.django_db
def test_an_authority_that_does_not_answer_delays_no_checkpoint(settings: Any) -> None:
    with http_server(sends(b"down", status=503)) as authority:
        settings.TIMESTAMP_URL = authority.url
        assert checkpoints.sign_now(written(1)) is True
    assert Checkpoint.objects.get().timestamp is None
