"""Each clause, as a pure function: on, set one way, set another, and what the person reads."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from beffroi.charter.clauses import BY_CODE, CLAUSES
from beffroi.charter.clauses.assessment import ROLES, signatures_asked
from beffroi.charter.clauses.base import Act, ActKind, Call, Clause, DataClass, Dossier, Engine, Ruling, Verdict

LOCAL = Call(
    "minutes.phrase", "generate", True, "generate", "machine", "", data=DataClass.PERSONAL, maskable=True,
    engine=Engine("petit", approved=True, open_licence=True),
)  # fmt: skip
ABROAD = replace(LOCAL, place="host", host="ia.exemple.com")
COMMUNE = replace(LOCAL, place="commune", host="ia.mairie.example")
SOUND = replace(ABROAD, verb="transcribe", declared_verb="transcribe", maskable=False)
RESIDENT = replace(LOCAL, facing_residents=True)
QUALIFIED = Engine("grand", qualification="SecNumCloud", in_eu=True)
EUROPEAN = Engine("grand", in_eu=True)
FULL = Dossier(True, True, frozenset(ROLES), "attached", 10, True)
FAILED, OLD = replace(FULL, paired_tests_passed=False), replace(FULL, paired_tests_days=40)
ELSE = Verdict.ELSEWHERE
SEND, PUBLISH, EXPORT = Act(ActKind.SEND), Act(ActKind.PUBLISH), Act(ActKind.EXPORT)
DECIDES = Act(ActKind.INDIVIDUAL_DECISION)
DEPLOYS = Act(ActKind.DEPLOY_USE)
ANSWERS = Act(ActKind.ANSWER_RESIDENT, handover=True, mention=True)

# code, values, event, what the clause answers (None: nothing to say)
CASES: list[tuple[str, dict[str, Any], Any, Verdict | None]] = [
    ("human_primacy", {}, SEND, Verdict.REQUIRE),
    ("human_primacy", {}, PUBLISH, Verdict.REQUIRE),
    ("human_primacy", {}, EXPORT, Verdict.REQUIRE),
    ("human_primacy", {}, replace(SEND, validated_by="Hélène Vasseur"), None),
    ("human_primacy", {}, replace(SEND, with_ai=False), None),
    ("human_primacy", {}, Act(ActKind.APPROVE, actor="bob", author="bob"), None),
    ("human_primacy", {"other_person": True}, Act(ActKind.APPROVE, actor="bob", author="bob"), Verdict.REFUSE),
    ("human_primacy", {"other_person": True}, Act(ActKind.APPROVE, actor="bob", author=""), Verdict.REFUSE),
    ("human_primacy", {"other_person": True}, Act(ActKind.APPROVE, actor="bob", author="alice"), None),
    ("human_primacy", {}, Act(ActKind.APPROVE), Verdict.REQUIRE),
    ("human_primacy", {}, LOCAL, None),
    ("proofreading", {}, SEND, Verdict.REQUIRE),
    ("proofreading", {}, EXPORT, None),
    ("proofreading", {"acts": ["export"]}, EXPORT, Verdict.REQUIRE),
    ("proofreading", {"acts": []}, SEND, None),
    ("proofreading", {}, replace(SEND, proofread=True), None),
    ("proofreading", {}, replace(SEND, with_ai=False), None),
    ("personal_data", {}, LOCAL, None),
    ("personal_data", {}, COMMUNE, None),
    ("personal_data", {}, ABROAD, Verdict.MASK),
    ("personal_data", {"how": "refuse"}, ABROAD, Verdict.ELSEWHERE),
    ("personal_data", {}, SOUND, Verdict.ELSEWHERE),
    ("personal_data", {}, replace(ABROAD, data=DataClass.PUBLIC), None),
    ("personal_data", {}, replace(ABROAD, data=DataClass.INTERNAL), None),
    ("personal_data", {"classes": ["internal"]}, replace(ABROAD, data=DataClass.INTERNAL), Verdict.ELSEWHERE),
    ("personal_data", {"places": ["machine"]}, COMMUNE, Verdict.MASK),
    ("personal_data", {"places": []}, LOCAL, Verdict.MASK),
    ("personal_data", {"places": ["qualified"]}, replace(SOUND, engine=QUALIFIED), None),
    ("personal_data", {"places": ["qualified"]}, replace(SOUND, engine=EUROPEAN), Verdict.REFUSE),
    ("places", {}, LOCAL, None),
    ("places", {}, replace(COMMUNE, data=DataClass.SENSITIVE), None),
    ("places", {"sensitive": "machine"}, replace(COMMUNE, data=DataClass.SENSITIVE, maskable=False), Verdict.ELSEWHERE),
    ("places", {"sensitive": "nowhere"}, replace(LOCAL, data=DataClass.SENSITIVE, maskable=False), Verdict.REFUSE),
    ("places", {}, replace(ABROAD, engine=EUROPEAN), Verdict.MASK),
    ("places", {}, ABROAD, Verdict.ELSEWHERE),
    ("places", {"masked_as": "public"}, ABROAD, Verdict.MASK),
    ("places", {"masked_as": "same"}, replace(ABROAD, engine=EUROPEAN), Verdict.ELSEWHERE),
    ("places", {}, SOUND, Verdict.ELSEWHERE),
    ("places", {"personal": "qualified"}, replace(SOUND, engine=QUALIFIED), None),
    ("places", {"personal": "qualified", "qualifications": ["HDS"]}, replace(SOUND, engine=QUALIFIED), ELSE),
    ("places", {"personal": "eu"}, replace(SOUND, engine=EUROPEAN), None),
    ("places", {}, replace(ABROAD, data=DataClass.INTERNAL), Verdict.ELSEWHERE),
    ("places", {}, replace(ABROAD, data=DataClass.PUBLIC), None),
    ("places", {"public": "commune"}, replace(ABROAD, data=DataClass.PUBLIC), Verdict.ELSEWHERE),
    ("listed_uses", {}, LOCAL, None),
    ("listed_uses", {}, replace(LOCAL, declared=False), Verdict.REFUSE),
    ("listed_uses", {"uses": ["minutes.transcribe"]}, LOCAL, Verdict.REFUSE),
    ("listed_uses", {"uses": ["minutes.phrase"]}, LOCAL, None),
    ("listed_uses", {"uses": ["minutes.phrase"]}, replace(LOCAL, declared=False), Verdict.REFUSE),
    ("approved_tools", {}, replace(LOCAL, engine=Engine("petit")), None),
    ("approved_tools", {"embedded": False}, replace(LOCAL, engine=Engine("petit")), Verdict.REFUSE),
    ("approved_tools", {}, replace(COMMUNE, engine=Engine("grand")), Verdict.REFUSE),
    ("approved_tools", {}, COMMUNE, None),
    ("approved_tools", {}, Act(ActKind.OUTSIDE_TOOL, engine=Engine("bavard")), Verdict.REFUSE),
    ("approved_tools", {}, Act(ActKind.OUTSIDE_TOOL, engine=Engine("bavard", approved=True)), None),
    (
        "approved_tools",
        {"outside_tools": "forbidden"},
        Act(ActKind.OUTSIDE_TOOL, engine=Engine("bavard", approved=True)),
        Verdict.REFUSE,
    ),
    ("no_individual_decision", {}, DECIDES, Verdict.REQUIRE),
    ("no_individual_decision", {}, replace(DECIDES, crpa_mention=True), None),
    ("no_individual_decision", {}, replace(DECIDES, crpa_mention=True, by_ai_alone=True), Verdict.REFUSE),
    ("no_individual_decision", {"strict": True}, replace(DECIDES, crpa_mention=True), Verdict.REFUSE),
    ("no_individual_decision", {"strict": True}, replace(DECIDES, with_ai=False), None),
    ("in_doubt_ask", {}, LOCAL, None),
    ("residents_told", {}, Act(ActKind.CHANGE_MENTION, removes=True), Verdict.REFUSE),
    ("residents_told", {"where": []}, Act(ActKind.CHANGE_MENTION, removes=True), Verdict.REFUSE),
    ("residents_told", {}, Act(ActKind.CHANGE_MENTION, removes=False), None),
    ("residents_told", {}, SEND, Verdict.REQUIRE),
    ("residents_told", {}, replace(SEND, mention=True), None),
    ("residents_told", {"where": ["publish"]}, SEND, None),
    ("residents_told", {}, replace(SEND, with_ai=False), None),
    ("residents_told", {}, replace(ANSWERS, mention=False), Verdict.REQUIRE),
    ("pictograms", {}, EXPORT, None),
    ("pictograms", {"acts": ["export"]}, EXPORT, Verdict.REQUIRE),
    ("pictograms", {"acts": ["export"]}, replace(EXPORT, pictogram=True), Verdict.REQUIRE),
    ("pictograms", {"acts": ["export"]}, replace(EXPORT, pictogram=True, pictogram_text=True), None),
    ("facing_residents", {}, ANSWERS, None),
    ("facing_residents", {}, replace(ANSWERS, handover=False), Verdict.REQUIRE),
    ("facing_residents", {"mode": "forbidden"}, ANSWERS, Verdict.REFUSE),
    ("facing_residents", {"mode": "forbidden"}, RESIDENT, Verdict.REFUSE),
    ("facing_residents", {}, RESIDENT, None),
    ("facing_residents", {"mode": "forbidden"}, LOCAL, None),
    ("freedom", {}, replace(LOCAL, actor_refuses_ai=True), Verdict.REFUSE),
    ("freedom", {}, LOCAL, None),
    ("freedom", {}, Act(ActKind.RANK_AGENTS, with_ai=False), Verdict.REFUSE),
    ("need", {}, DEPLOYS, Verdict.REQUIRE),
    ("need", {}, replace(DEPLOYS, dossier=Dossier(need=True)), Verdict.REQUIRE),
    ("need", {"alternative": False}, replace(DEPLOYS, dossier=Dossier(need=True)), None),
    ("need", {}, replace(DEPLOYS, dossier=FULL), None),
    ("assessment", {}, DEPLOYS, Verdict.REQUIRE),
    ("assessment", {}, replace(DEPLOYS, dossier=FULL), None),
    ("assessment", {}, LOCAL, None),
    ("assessment", {"block_calls": True}, LOCAL, Verdict.REQUIRE),
    ("assessment", {"block_calls": True}, replace(LOCAL, dossier=FULL), None),
    ("assessment", {"one_agent": True}, replace(DEPLOYS, dossier=Dossier(signed=frozenset({"mayor", "dpo"}))), None),
    ("assessment", {"one_agent": True}, replace(DEPLOYS, dossier=Dossier(signed=frozenset({"dpo"}))), Verdict.REQUIRE),
    ("privacy_study", {}, DEPLOYS, Verdict.REQUIRE),
    ("privacy_study", {}, replace(DEPLOYS, dossier=Dossier(privacy="unnecessary")), None),
    ("privacy_study", {"block_calls": True}, LOCAL, Verdict.REQUIRE),
    ("privacy_study", {}, LOCAL, None),
    ("sobriety", {}, replace(LOCAL, over_budget="La limite est atteinte."), Verdict.REFUSE),
    ("sobriety", {"smallest": True}, replace(LOCAL, engine=Engine("gros", smallest=False)), Verdict.ELSEWHERE),
    ("sobriety", {}, replace(LOCAL, engine=Engine("gros", smallest=False)), None),
    ("sobriety", {"smallest": True}, LOCAL, None),
    ("sovereignty", {}, ABROAD, None),
    ("sovereignty", {"eu_only": True}, ABROAD, Verdict.REFUSE),
    ("sovereignty", {"eu_only": True}, replace(ABROAD, engine=EUROPEAN), None),
    ("sovereignty", {"eu_only": True}, COMMUNE, None),
    ("sovereignty", {"open_only": True}, LOCAL, None),
    ("sovereignty", {"open_only": True}, replace(LOCAL, engine=Engine("petit")), Verdict.REFUSE),
    ("reversibility", {}, DEPLOYS, None),
    ("reversibility", {"block": True}, DEPLOYS, Verdict.REQUIRE),
    ("reversibility", {"block": True}, replace(DEPLOYS, export_tested_days=30), None),
    ("reversibility", {"block": True, "months": 1}, replace(DEPLOYS, export_tested_days=60), Verdict.REQUIRE),
    ("supplier_answers", {}, ABROAD, None),
    ("supplier_answers", {"block": True}, ABROAD, Verdict.REQUIRE),
    ("supplier_answers", {"block": True}, COMMUNE, None),
    ("supplier_answers", {"block": True}, replace(ABROAD, engine=Engine(supplier_answered=True)), None),
    ("training", {}, LOCAL, None),
    ("training", {"block": True}, LOCAL, Verdict.REQUIRE),
    ("training", {"block": True}, replace(LOCAL, actor_trained=True), None),
    ("training", {"block": True, "uses": ["drafting.letter"]}, LOCAL, None),
    ("training", {"block": True}, RESIDENT, None),
    ("checklist", {}, PUBLISH, Verdict.REQUIRE),
    ("checklist", {}, replace(PUBLISH, checklist=frozenset({"sources", "facts", "rights"})), None),
    ("checklist", {"points": []}, PUBLISH, None),
    ("checklist", {}, SEND, None),
    ("equal_treatment", {}, DEPLOYS, None),
    ("equal_treatment", {"block": True}, DEPLOYS, Verdict.REQUIRE),
    ("equal_treatment", {"block": True}, replace(DEPLOYS, dossier=FULL), None),
    ("equal_treatment", {"block": True}, replace(DEPLOYS, dossier=FAILED), Verdict.REQUIRE),
    ("equal_treatment", {"block": True, "months": 1}, replace(DEPLOYS, dossier=OLD), Verdict.REQUIRE),
    ("yearly_report", {}, LOCAL, None),
    ("revisable", {}, LOCAL, None),
]  # fmt: skip


@pytest.mark.parametrize(("code", "values", "event", "expected"), CASES)
def test_a_clause_answers_by_its_settings(
    code: str, values: dict[str, Any], event: Any, expected: Verdict | None
) -> None:
    ruling = BY_CODE[code].enforce(event, values)
    assert (ruling.verdict if ruling else None) is expected


@pytest.mark.parametrize(
    ("code", "values", "event", "expected"), [case for case in CASES if case[3] not in (None, Verdict.MASK)]
)
def test_whoever_is_stopped_reads_why_and_a_lawful_way(
    code: str, values: dict[str, Any], event: Any, expected: Verdict
) -> None:
    ruling = BY_CODE[code].enforce(event, values)
    assert isinstance(ruling, Ruling)
    assert ruling.why.endswith(".") and ruling.way.endswith("."), (ruling.why, ruling.way)
    if ruling.verdict is Verdict.REQUIRE:
        assert ruling.requires
    if ruling.verdict is Verdict.ELSEWHERE:
        assert ruling.places


def test_every_clause_that_stops_something_is_tried_both_ways() -> None:
    tried = {code: {bool(each[3]) for each in CASES if each[0] == code} for code in BY_CODE}
    silent = {"in_doubt_ask", "yearly_report", "revisable"}
    assert {code for code, ways in tried.items() if ways != {True, False}} == silent


def test_the_twenty_four_clauses_are_there_once_each() -> None:
    assert [clause.number for clause in CLAUSES] == list(range(1, 25))
    assert len(BY_CODE) == 24


@pytest.mark.parametrize("clause", CLAUSES, ids=lambda clause: clause.code)
def test_the_text_holds_its_parameters(clause: Clause) -> None:
    """A parameter that changes nothing in the article, in its enforcement nor in its consequences is no parameter."""
    said = {clause.text({}) + str(clause.consequences({}))}
    for parameter in clause.parameters:
        for value in _others(parameter):
            assert clause.problems({parameter.key: value}) == []
            changed = clause.text({parameter.key: value}) + str(clause.consequences({parameter.key: value}))
            assert changed not in said, (parameter.key, value)


def _others(parameter: Any) -> list[Any]:
    if parameter.kind == "yes_no":
        return [not parameter.default]
    if parameter.kind == "number":
        return [parameter.least if parameter.default != parameter.least else parameter.most]
    if parameter.kind == "choice":
        return [next(key for key, _ in parameter.choices if key != parameter.default)]
    if parameter.kind == "choices":
        return [[] if parameter.default else [parameter.choices[0][0]]]
    return ["la directrice"] if parameter.kind == "words" else [["HDS", "ISO"]]


@pytest.mark.parametrize("clause", CLAUSES, ids=lambda clause: clause.code)
def test_texts_are_french_and_typographic(clause: Clause) -> None:
    written = [clause.title, clause.text({}), *clause.consequences({}), *(each.label for each in clause.parameters)]
    for text in written:
        assert "'" not in text and '"' not in text and "  " not in text, text
        assert not any(f" {mark}" in text for mark in ":;?!»"), text
    assert clause.text({}).endswith(".")
    assert clause.proofs, "every clause has a proof"


@pytest.mark.parametrize("clause", CLAUSES, ids=lambda clause: clause.code)
@pytest.mark.parametrize("nonsense", [None, 12.5, "???", {"a": 1}, [1], [["x"]], -1, True])
def test_a_value_that_makes_no_sense_is_said(clause: Clause, nonsense: Any) -> None:
    for parameter in clause.parameters:
        sound = (parameter.kind == "yes_no" and nonsense is True) or (parameter.kind == "words" and nonsense == "???")
        assert bool(parameter.problem(nonsense)) is not sound
    assert clause.problems({"inconnu": nonsense})


def test_a_commune_with_one_agent_asks_the_mayor_and_the_shared_dpo() -> None:
    values = BY_CODE["assessment"].filled({"one_agent": True})
    assert signatures_asked(values) == ["dpo", "mayor"]
