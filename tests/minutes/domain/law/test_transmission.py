"""The file for the prefecture, the receipt that comes back, and the sentence that certifies."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beffroi.minutes.domain.law.findings import Severity
from beffroi.minutes.domain.law.matters import MATTERS, SUBJECTS, check_matter, matter_label, second_level
from beffroi.minutes.domain.law.regimes import Regime
from beffroi.minutes.domain.law.transmission import (
    ACT_ID,
    ActNature,
    Receipt,
    TransmissionFacts,
    act_identifier,
    check_receipt,
    check_transmission,
    file_name,
    internal_number,
)

SIREN = "123456782"
FACTS = TransmissionFacts(
    number="2026-012",
    subject="Réfection de la toiture de l’école",
    decided_on=date(2026, 6, 4),
    matter_code="7.5",
    siren=SIREN,
    department="034",
    main_file="deliberation.pdf",
    annexes=("plan.PDF", "photo.jpg"),
)
RECEIPT = Receipt(
    act_id=f"034-{SIREN}-20260604-2026_012-DE",
    received_on=date(2026, 6, 8),
    decided_on=date(2026, 6, 4),
    number="2026_012",
    nature="DE",
    matter_code="7.5",
    subject="Réfection",
)


def keys(facts: TransmissionFacts) -> set[str]:
    return {each.key for each in check_transmission(facts)}


def test_the_nomenclature_has_nine_subjects_and_the_bounds_of_the_schema() -> None:
    last = {subject: len(labels) for subject, (_, labels) in SUBJECTS.items()}
    assert last == {"1": 7, "2": 3, "3": 6, "4": 5, "5": 8, "6": 5, "7": 10, "8": 9, "9": 4}
    assert len(MATTERS) == 57


@pytest.mark.parametrize("code", ["", "7", "7.11", "10.1", "0.1", "7,5", "sept", "7.5.", "1.0"])
def test_a_matter_needs_two_levels_that_exist(code: str) -> None:
    assert check_matter(code)
    assert second_level(code) is None


@pytest.mark.parametrize(("code", "level"), [("7.5", "7.5"), ("7.10", "7.10"), ("7.5.2.1", "7.5"), ("1.01", "1.1")])
def test_deeper_levels_of_a_prefecture_are_kept_under_their_second_one(code: str, level: str) -> None:
    assert check_matter(code) is None
    assert second_level(code) == level


def test_a_matter_is_named_with_its_subject() -> None:
    assert matter_label("7.5") == "Finances locales / Subventions"


def test_an_act_in_order_can_be_sent_under_its_identifier() -> None:
    assert keys(FACTS) == set()
    identifier = act_identifier(FACTS)
    assert identifier == "034-123456782-20260604-2026_012-DE"
    assert file_name(identifier, 1, ".PDF") == f"99_DE-{identifier}-1-1_1.pdf"
    assert file_name(identifier, 2, ".jpg", "99_AU") == f"99_AU-{identifier}-1-1_2.jpg"


@pytest.mark.parametrize(
    ("changed", "key"),
    [
        ({"adopted": False}, "refused"),
        ({"number": "délibération n° 2026-012"}, "number"),
        ({"number": "—"}, "number"),
        ({"decided_on": None}, "date"),
        ({"matter_code": "7"}, "matter"),
        ({"subject": "  "}, "subject"),
        ({"subject": "x" * 501}, "subject"),
        ({"siren": "123456789"}, "siren"),
        ({"department": "34"}, "department"),
        ({"main_file": ""}, "file"),
        ({"main_file": "deliberation.docx"}, "file"),
        ({"annexes": ("plan.dwg",)}, "annex"),
    ],
)
def test_what_the_prefecture_would_refuse_is_said_before(changed: dict[str, object], key: str) -> None:
    assert keys(replace(FACTS, **changed)) == {key}  # type: ignore[arg-type]


def test_a_budget_may_be_sent_in_xml_and_a_deliberation_may_not() -> None:
    assert keys(replace(FACTS, main_file="budget.xml")) == {"file"}
    assert keys(replace(FACTS, main_file="budget.xml", nature=ActNature.BUDGET)) == set()


def test_an_unverified_regime_blocks_no_transmission() -> None:
    found = check_transmission(replace(FACTS, regime=Regime.OTHER, siren=""))
    assert {each.severity for each in found} == {Severity.WARNING}


def test_corsica_and_overseas_have_a_department_too() -> None:
    for department in ("02A", "02B", "974", "075"):
        assert keys(replace(FACTS, department=department)) == set()


@settings(deadline=None)
@given(st.text(max_size=40))
def test_an_internal_number_is_always_one_that_the_protocol_takes(written: str) -> None:
    try:
        found = internal_number(written)
    except ValueError:
        return
    assert ACT_ID.fullmatch(f"034-{SIREN}-20260604-{found}-DE")


def test_a_receipt_of_the_same_act_is_taken() -> None:
    assert check_receipt(RECEIPT, FACTS) == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"number": "2026_013"}, "numéro 2026_013"),
        ({"act_id": "034-987654324-20260604-2026_012-DE"}, "autre collectivité"),
        ({"decided_on": date(2026, 6, 5)}, "date l’acte"),
        ({"received_on": date(2026, 6, 1)}, "avant la séance"),
        ({"nature": "AR"}, "nature AR"),
        ({"matter_code": "2.1"}, "matière 2.1"),
    ],
)
def test_a_receipt_of_another_act_is_not_taken(changed: dict[str, object], said: str) -> None:
    found = check_receipt(replace(RECEIPT, **changed), FACTS)  # type: ignore[arg-type]
    assert len(found) == 1
    assert said in found[0]
