"""Proofs counted, another charter tried on past calls, the control file, and the rubber-stamp alarm."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from beffroi.audit.exchange import verify_export
from beffroi.audit.journal import record
from beffroi.audit.models import Entry
from beffroi.charter import evidence, gateway
from beffroi.charter.actions import assess
from beffroi.charter.actions.control_file import control_file
from beffroi.charter.actions.proof_table import ProofRow, proof_table
from beffroi.charter.actions.simulate import simulate
from beffroi.charter.acts import judge, require
from beffroi.charter.clauses.base import Act, ActKind, Proof
from beffroi.charter.domain.proofs import counted, holds
from beffroi.charter.domain.rubber_stamp import Validation, alarms
from beffroi.charter.domain.wording import french
from beffroi.charter.evidence import EvidenceItem, Period
from beffroi.charter.starting import MODELS
from beffroi.charter.views.proof import summary
from beffroi.engines import registry
from beffroi.minutes import ai_uses
from beffroi.town.scope import UnscopedQuery, scope
from tests.doubles.charters import a_charter, a_sheet, abroad, only

TODAY = timezone.localdate()
NOW = Period(TODAY - timedelta(days=7), TODAY)
SECRET = "Madame Claire Dubois, 06 12 34 56 78."


@pytest.fixture
def everywhere(in_valbrume: Any, settings: Any, tmp_path: Path) -> Any:
    settings.VAR = tmp_path
    settings.AI_PLACES = ("machine", "commune", "host")
    return in_valbrume


@pytest.fixture
def rooms(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What rooms provide, forgotten after the test."""
    for name in ("_providers", "_trained", "_validations"):
        monkeypatch.setattr(evidence, name, {})
    yield


def ask(text: str = "Bonjour") -> None:
    gateway.generate(ai_uses.PHRASE, [gateway.Message("user", text)], actor="alice")


def row(number: int) -> ProofRow:
    return proof_table(NOW)[number - 1]


# Counting


LINES = [
    ("ai_call", "a", {"seconds": 2, "masked": True, "refused_by": []}),
    ("ai_call", "a", {"seconds": 3.4, "masked": False}),
    ("ai_call_refused", "b", {"refused_by": [3, 5]}),
]


@pytest.mark.parametrize(
    ("proof", "amount"),
    [
        (Proof("", ("ai_call",)), 2),
        (Proof("", ("ai_call",), count="subjects"), 1),
        (Proof("", ("ai_call",), count="seconds"), 5),
        (Proof("", ("ai_call",), {"masked": True}), 1),
        (Proof("", ("ai_call_refused",), {"refused_by": 5}), 1),
        (Proof("", ("ai_call_refused",), {"refused_by": (1, 3)}), 1),
        (Proof("", ("ai_call_refused",), {"refused_by": 4}), 0),
        (Proof("", ("ai_call", "ai_call_refused"), {"refused_by": ...}), 1),
    ],
)
def test_a_proof_is_a_query_on_the_journal(proof: Proof, amount: int) -> None:
    assert counted([proof], LINES)[0].amount == amount


def test_a_yes_is_not_a_one() -> None:
    assert not holds({"masked": True}, {"masked": 1}) and not holds({"refused_by": [True]}, {"refused_by": 1})


# The table


@pytest.mark.usefixtures("everywhere", "rooms")
def test_the_table_counts_what_the_journal_says_of_each_clause() -> None:
    a_charter(MODELS["village"].settings)
    a_sheet()
    with registry.use(text=abroad("Bien.", "Bien.")):
        ask(SECRET)
    with registry.use(text=abroad("Bien.")):
        ask("Bonjour")
    table = proof_table(NOW)
    assert [each.number for each in table] == list(range(1, 25)) and all(each.on for each in table)
    assert row(3).counts[0].amount == 1 and row(16).counts[0].amount == 2
    assert row(24).counts[1].amount == 2, "each call says its version"


@pytest.mark.usefixtures("everywhere", "rooms")
def test_refusals_are_shown_as_exceptions_of_their_clause() -> None:
    a_charter(only(personal_data={"how": "refuse"}))
    with registry.use(text=abroad()), pytest.raises(gateway.Refused):
        ask(SECRET)
    assert [each.amount for each in row(3).exceptions] == [1]
    assert row(4).exceptions == () and not row(4).on


@pytest.mark.usefixtures("everywhere", "rooms")
def test_what_is_missing_is_said_until_it_is_there(alice: Any) -> None:
    a_charter(MODELS["village"].settings)
    ask()
    assert "le délégué à la protection des données et le maire" in row(14).missing[0]
    assert row(13).missing and row(15).missing and row(20).missing and row(22).missing
    values = {"need": "a", "alternative": "b", "privacy": "unnecessary", "privacy_reason": "c"}
    written = assess.write("minutes.phrase", values, user=alice)
    for role in ("dpo", "mayor"):
        assess.sign(written, user=alice, role=role, name="X", seen=assess.digest_of(written))
    assert row(13).missing == row(14).missing == row(15).missing == ()
    assert row(14).is_proved


@pytest.mark.usefixtures("everywhere", "rooms")
def test_a_call_whose_end_is_not_written_is_a_gap() -> None:
    a_charter(MODELS["village"].settings)
    record("ai_call_begun", actor="alice", use="minutes.phrase", place="machine")
    assert "dont le journal ne dit pas la fin" in row(24).missing[0]


@pytest.mark.usefixtures("everywhere", "rooms")
def test_what_rooms_bring_is_shown_and_a_room_that_fails_is_a_gap() -> None:
    a_charter(MODELS["village"].settings)

    @evidence.provides("training")
    def attestations(period: Period) -> list[EvidenceItem]:
        return [EvidenceItem(20, "Attestations", 4, period)]

    @evidence.provides("broken")
    def broken(period: Period) -> list[EvidenceItem]:
        raise RuntimeError

    assert row(20).items[0].count == 4 and row(20).missing == () and row(20).is_proved
    assert [item.clause for item in evidence.missing(NOW)] == [0]


@pytest.mark.usefixtures("everywhere", "rooms")
def test_nobody_is_trained_until_a_room_says_so(alice: Any) -> None:
    a_charter(only(training={"block": True}))

    def asked() -> str:
        return gateway.generate(ai_uses.PHRASE, [gateway.Message("user", "Bonjour")], actor=alice).text

    with pytest.raises(gateway.Refused, match="formation"):
        asked()
    evidence.tells_training("broken")(lambda user, use: 1 / 0)  # type: ignore[arg-type, return-value]
    evidence.tells_training("other")(lambda user, use: None)
    with pytest.raises(gateway.Refused):
        asked()
    evidence.tells_training("training")(lambda user, use: user == alice and use == "minutes.phrase")
    assert asked() == "Bonjour"


def test_the_table_of_nobody_is_refused(db: None) -> None:
    with scope(None), pytest.raises(UnscopedQuery):
        proof_table(NOW)


@pytest.mark.usefixtures("rooms")
def test_the_table_of_a_commune_counts_no_other(everywhere: Any, autreville: Any) -> None:
    a_charter(MODELS["village"].settings)
    with scope(autreville):
        ask()
    assert row(16).counts[0].amount == 0


# Simulation


@pytest.mark.usefixtures("everywhere")
def test_another_charter_is_tried_on_the_calls_of_the_last_weeks() -> None:
    a_charter(only(revisable={}))
    a_sheet()
    with registry.use(text=abroad("Bien.", "Bien.", "Bien.")):
        ask(SECRET)
        ask("La mairie est ouverte.")
    ask("La mairie est ouverte.")
    before = Entry.objects.count()
    strict = simulate(only(personal_data={"how": "refuse"}), NOW.first)
    assert (strict.total, strict.unknown, strict.assumed) == (3, 0, 0)
    assert dict(strict.was) == {"mask": 1, "allow": 2} and dict(strict.becomes) == {"elsewhere": 1, "allow": 2}
    assert dict(strict.stricter) == {"minutes.phrase": 1} and dict(strict.by_article) == {3: 1}
    (example,) = strict.examples
    assert (example.was, example.becomes, example.articles[-1], example.place) == ("mask", "elsewhere", 3, "host")
    assert example.sent_to == "echo, cette machine"
    assert "article 3" in example.reason
    assert simulate(only(revisable={}), NOW.first).changed == 0
    assert Entry.objects.count() == before, "trying writes nothing"


@pytest.mark.usefixtures("everywhere")
def test_what_a_softer_charter_would_have_let_pass_is_counted() -> None:
    a_charter(only(listed_uses={"uses": ["minutes.transcribe"]}))
    with pytest.raises(gateway.Refused):
        ask()
    assert dict(simulate(only(), NOW.first).softer) == {"minutes.phrase": 1}


@pytest.mark.usefixtures("everywhere")
def test_lines_that_do_not_say_enough_are_counted_apart_and_never_guessed() -> None:
    record("ai_call", actor="alice")
    record("ai_call", actor="alice", use="minutes.phrase", verb="generate", place="machine", host="", model="m")
    record("ai_call", actor="alice", use="ancien.usage", place="machine")
    tried = simulate(only(), NOW.first)
    assert (tried.total, tried.unknown, tried.assumed) == (2, 1, 2)
    assert dict(tried.stricter) == {"ancien.usage": 1}, "a use that is no longer declared is refused"


# Acts


@pytest.mark.usefixtures("everywhere")
def test_an_act_is_refused_with_its_article_and_leaves_a_line(alice: Any) -> None:
    act = Act(ActKind.SEND, use="minutes.phrase", validated_by="Bob", proofread=True)
    assert require(act, actor=alice).allowed and not Entry.objects.exists(), "no charter, nothing to say"
    a_charter(only(residents_told={}))
    with pytest.raises(gateway.Refused, match="article 9"):
        require(act, actor=alice, subject="meeting:1")
    line = Entry.objects.get()
    assert (line.action, line.data["refused_by"], line.data["act"]) == ("act_refused", [9], "send")
    require(replace(act, mention=True), actor=alice)
    assert Entry.objects.get(action="act_allowed").data["charter"] == 1


@pytest.mark.usefixtures("everywhere")
def test_the_dossier_of_a_use_is_read_for_its_act(alice: Any) -> None:
    a_charter(only(need={}))
    deploy = Act(ActKind.DEPLOY_USE, use="minutes.phrase")
    assert not judge(deploy).allowed
    assess.write("minutes.phrase", {"need": "a", "alternative": "b"}, user=alice)
    assert judge(deploy).allowed


@pytest.mark.usefixtures("everywhere")
def test_an_act_that_cannot_be_judged_is_refused(alice: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("beffroi.charter.state.policy_in_force", lambda: 1 / 0)
    with pytest.raises(gateway.Refused, match="dans le doute"):
        require(Act(ActKind.PUBLISH), actor=alice)


# The control file


@pytest.mark.usefixtures("everywhere", "rooms")
def test_the_control_file_has_its_contents_and_says_what_is_missing(alice: Any) -> None:
    a_charter(MODELS["village"].settings)
    ask()
    assess.write("minutes.phrase", {"need": "=HYPERLINK(1)"}, user=alice)

    @evidence.provides("training")
    def attestations(period: Period) -> list[EvidenceItem]:
        return [EvidenceItem(20, "Attestations", 1, period, files=(("../../etc/liste.csv", b"a;b"),))]

    content = control_file(NOW, actor=alice)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        contents = archive.read("00-sommaire.html").decode()
        charter = archive.read("2-charte/version-1.txt").decode()
        proofs = archive.read("3-preuves/tableau.csv").decode("utf-8-sig")
        journal = archive.read("3-preuves/journal.zip")
        key = archive.read("3-preuves/cle-publique.pem").decode()
    assert {name[0] for name in names} >= set("01234567")
    assert all(name in contents for name in names[1:])
    assert not [name for name in names if ".." in name or name.startswith("/")]
    assert "Article 1. La décision reste humaine" in charter and "manque" in proofs
    assert "Ce qui manque" in contents and "Évaluer avant de déployer" in contents
    assert verify_export(journal, key) == {"valbrume": []}
    assert Entry.objects.filter(action="control_file_made").exists()


@pytest.mark.usefixtures("everywhere", "rooms")
def test_a_part_that_cannot_be_read_is_said_and_the_rest_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("beffroi.charter.actions.control_file.journal.verify", lambda name: 1 / 0)
    with zipfile.ZipFile(io.BytesIO(control_file(NOW))) as archive:
        contents = archive.read("00-sommaire.html").decode()
        assert "la lecture a échoué" in contents and "3-preuves/tableau.csv" in archive.namelist()


# Rubber stamps


def some(count: int, seconds: float, *, edited: bool = True, service: str = "Secrétariat") -> list[Validation]:
    return [Validation(service, 800, seconds, edited) for _ in range(count)]


def test_a_service_that_validates_faster_than_anybody_reads_is_told() -> None:
    (alarm,) = alarms(some(3, 20) + some(3, 400), {"Secrétariat": 6})
    assert (alarm.validations, alarm.quick, alarm.untouched) == (6, 0.5, 0)
    assert "50\u00a0% des validations sont trop rapides" in alarm.reasons[0]


def test_a_service_that_never_changes_a_word_is_told() -> None:
    (alarm,) = alarms(some(6, 900, edited=False), {"Secrétariat": 5})
    assert alarm.reasons == ["100\u00a0% des textes sont validés sans qu’un mot soit changé."]


@pytest.mark.parametrize("people", [0, 1, 4])
def test_a_service_of_fewer_than_five_is_never_measured(people: int) -> None:
    assert alarms(some(50, 1, edited=False), {"Secrétariat": people}) == []


def test_without_a_service_or_with_few_texts_nothing_is_said() -> None:
    assert alarms(some(50, 1, service=""), {"": 50}) == []
    assert alarms(some(4, 1), {"Secrétariat": 9}) == []


def test_careful_readers_raise_no_alarm() -> None:
    assert alarms(some(30, 300) + some(3, 300, edited=False), {"Secrétariat": 9}) == []


def test_a_validation_names_nobody() -> None:
    assert set(Validation.__dataclass_fields__) == {"service", "words", "seconds", "edited"}


def test_what_counts_nothing_proves_nothing() -> None:
    period = Period(date(2026, 1, 1), date(2026, 1, 31))
    nothing = EvidenceItem(2, "Points levés", 0, period)
    row = ProofRow(2, "proofreading", "Relire", True, "", (), (nothing,), ())
    assert not row.is_proved
    assert summary([row]) == french("Aucun article n’est encore prouvé ; 1 n’a pas eu à servir ; rien ne manque.")
    assert replace(row, items=(replace(nothing, count=1),)).is_proved
