"""What the register brings to the proof of the charter."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from beffroi.charter.evidence import EvidenceItem, Period
from beffroi.register.actions.suppliers import answer
from beffroi.register.actions.write import save
from beffroi.register.evidence import evidence

from .rows import CHATBOT, a_published_use, a_use

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


def found() -> dict[str, EvidenceItem]:
    return {item.label: item for item in evidence(YEAR)}


def test_every_use_is_counted_and_the_register_itself_goes_into_the_control_file(in_valbrume: Any, bob: Any) -> None:
    a_use(bob)
    item = found()["Usages inscrits au registre"]
    register = json.loads(dict(item.files)["registre.json"])
    assert item.count == len(register["uses"]) and item.clause == 5 and not item.missing
    assert "en service\u00a0: 1" in item.details


def test_what_nobody_may_read_or_nobody_answered_is_a_gap_until_it_is_done(in_valbrume: Any, bob: Any) -> None:
    row = a_use(bob)
    unread, unanswered = "Usages en service que le public ne peut pas lire", "Fournisseurs qui n’ont pas répondu à tout"
    assert found()[unread].details == found()[unanswered].details == (CHATBOT["name"],)
    assert found()[unread].missing and found()[unanswered].clause == 19
    save(row.slug, {"status": "stopped", "stopped_on": "2026-02"}, user=bob, seen=1)
    assert unread not in found() and unanswered not in found()


def test_a_published_use_whose_supplier_answered_leaves_no_gap(in_valbrume: Any, bob: Any) -> None:
    from beffroi.charter.clauses.supplier_answers import QUESTIONS

    answer("Parlebot SAS", [(key, "Oui.") for key in QUESTIONS], user=bob)
    a_published_use(bob)
    assert [item.label for item in evidence(YEAR) if item.missing] == ["Usages du registre dont l’état n’est pas dit"]


def test_another_commune_brings_nothing_of_it(in_valbrume: Any, autreville: Any, bob: Any) -> None:
    from beffroi.town.scope import scope

    a_use(bob)
    with scope(autreville):
        assert CHATBOT["name"] not in str(evidence(YEAR))
