"""What stops or limits AI is what the journal says: the database takes nothing else, and what is written around it is
named and never believed."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from beffroi.audit.journal import record
from beffroi.audit.models import Entry
from beffroi.charter import gateway
from beffroi.charter.actions.limits import remove_limit, set_limit
from beffroi.charter.actions.proof_table import proof_table
from beffroi.charter.actions.switch import switch_off, switch_on
from beffroi.charter.agreement import disagreements
from beffroi.charter.evidence import Period
from beffroi.charter.models import Budget, SwitchTurn
from beffroi.charter.state import switched_off
from beffroi.charter.triggers import TRIGGERS
from beffroi.cli import audit as command
from beffroi.minutes.ai_uses import PHRASE
from beffroi.town.models import User
from beffroi.town.triggers import run
from tests.charter.conftest import a_voted, text
from tests.conftest import StrictClient
from tests.doubles.charters import a_budget


@pytest.fixture(autouse=True)
def _scoped(in_valbrume: Any) -> None: ...


@pytest.fixture
def without_triggers() -> Iterator[None]:
    run(TRIGGERS, connection, "drop")
    yield
    run(TRIGGERS, connection, "create")


def ask() -> gateway.Generation:
    return gateway.generate(PHRASE, [gateway.Message("user", "Bonjour")], actor="alice")


def refused_by_the_database(statement: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except IntegrityError:
        return True
    return False


def test_a_limit_is_set_changed_and_removed_through_its_page_with_its_lines(as_carole: StrictClient) -> None:
    sent = {"unit": "calls", "period": "day", "most": "5", "use": "", "service": ""}
    as_carole.post(reverse("charter:new_budget"), sent)
    budget = Budget.objects.get()
    as_carole.post(reverse("charter:budget", args=[budget.pk]), sent | {"most": "7"})
    assert Budget.objects.get().most == 7 and disagreements() == []
    as_carole.post(reverse("charter:remove_budget", args=[budget.pk]))
    assert not Budget.objects.exists() and disagreements() == []
    lines = Entry.objects.filter(action__startswith="budget_").order_by("sequence")
    assert [(line.action, line.data.get("most")) for line in lines] == [
        ("budget_changed", 5),
        ("budget_changed", 7),
        ("budget_removed", None),
    ]


def test_a_limit_whose_line_cannot_be_written_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    limit = a_budget(unit="calls", period="day", most=5)
    limit.most = 900
    monkeypatch.setattr("beffroi.charter.actions.limits.record", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        set_limit(limit, user=None)
    assert Budget.objects.get().most == 5


def test_a_line_of_another_commune_opens_nothing(autreville: Any, alice: User) -> None:
    switch_off(user=alice, reason="incident")
    line = record("ai_switched_on", actor="x", commune=autreville)
    commune = SwitchTurn.objects.get().commune_id
    assert refused_by_the_database(
        "INSERT INTO charter_switchturn (off, at, reason, commune_id, entry_id) "
        f"VALUES (FALSE, CURRENT_TIMESTAMP, 'x', {commune}, {line.pk})"
    )
    assert switched_off() is not None


def test_a_line_serves_once(alice: User) -> None:
    switch_off(user=alice, reason="incident")
    switch_on(user=alice, reason="fini")
    switch_off(user=alice, reason="encore")
    on = SwitchTurn.objects.get(off=False)
    assert refused_by_the_database(
        "INSERT INTO charter_switchturn (off, at, reason, commune_id, entry_id) "
        f"VALUES (FALSE, CURRENT_TIMESTAMP, 'x', {on.commune_id}, {on.entry_id})"
    )


def test_reserving_and_spending_need_no_line() -> None:
    a_budget(unit="calls", period="day", most=5)
    before = Entry.objects.filter(action__startswith="budget").count()
    ask()
    assert Entry.objects.filter(action__startswith="budget").count() == before


def forced_on() -> None:
    last = SwitchTurn.objects.order_by("-pk")[0]
    SwitchTurn(off=False, by=last.by, reason="forcé").save()


@pytest.mark.usefixtures("without_triggers")
def test_ai_started_again_around_the_program_stays_stopped_until_somebody_really_turns_it(
    alice: User, carole: User, as_carole: StrictClient
) -> None:
    switch_off(user=alice, reason="incident")
    forced_on()
    with pytest.raises(gateway.Refused, match="sans que le journal le dise"):
        ask()
    page = text(as_carole.get(reverse("charter:switch")))
    assert "sans que le journal le dise" in page
    sent = {"state": "on", "reason": "vérifié"}
    assert "remise en marche" in text(as_carole.post(reverse("charter:switch"), sent, follow=True))
    assert ask().text == "Bonjour" and switched_off() is None


@pytest.mark.usefixtures("without_triggers")
def test_what_the_journal_does_not_tell_is_named_by_the_check_and_by_the_proofs(
    alice: User, carole: User, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    a_voted(carole)
    raised, kept = a_budget(unit="calls", period="day", most=5), a_budget(unit="tokens", period="year", most=9)
    switch_off(user=alice, reason="incident")
    forced_on()
    Budget.objects.filter(pk=raised.pk).update(most=5_000)
    Budget.objects.filter(pk=kept.pk).delete()
    named = [each.replace("\u00a0", " ") for each in disagreements()]
    assert len(named) == 3
    assert "l’IA a été remise en marche" in named[0]
    assert "Limite « tous les usages : 5000 appels par jour »" in named[1]
    assert "la base ne l’a plus" in named[2]
    today = timezone.localdate()
    (row,) = [each for each in proof_table(Period(today, today)) if each.number == 24]
    assert set(disagreements()) <= set(row.missing)
    monkeypatch.setattr(command.setup, "start", lambda **_: None)
    assert command.verify(Namespace(file=None, key=None)) == 1
    printed = capsys.readouterr().out
    assert "valbrume : altéré" in printed and "remise en marche" in printed


def test_nothing_is_named_while_all_is_told(
    alice: User, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    limit = a_budget(unit="calls", period="day", most=5)
    limit.most = 6
    set_limit(limit, user=alice)
    a_budget(use=PHRASE.code, unit="calls", period="day", most=2)
    remove_limit(limit, user=alice)
    switch_off(user=alice, reason="a")
    switch_on(user=alice, reason="b")
    assert disagreements() == []
    monkeypatch.setattr(command.setup, "start", lambda **_: None)
    assert command.verify(Namespace(file=None, key=None)) == 0
    assert "valbrume : intact" in capsys.readouterr().out


@pytest.mark.usefixtures("without_triggers")
def test_what_was_made_before_the_rule_is_given_its_lines(alice: User) -> None:
    for turn, reason in ((switch_off, "a"), (switch_on, "b"), (switch_off, "c")):
        turn(user=alice, reason=reason)
    limit = a_budget(unit="calls", period="day", most=5)
    Budget.objects.update(entry=None)
    SwitchTurn.objects.update(entry=None)
    # As the first versions named the line of a limit: by its key, known once it was kept.
    line = record("budget_changed", actor=alice, subject=f"budget:{limit.pk}", use="", service="", unit="calls",
                  period="day", most=5)  # fmt: skip
    import_module("beffroi.charter.migrations.0007_told").lines_found(apps, None)
    assert Budget.objects.get().entry_id == line.pk and disagreements() == []
    assert [turn.entry.action for turn in SwitchTurn.objects.order_by("pk")] == [
        "ai_switched_off",
        "ai_switched_on",
        "ai_switched_off",
    ]
