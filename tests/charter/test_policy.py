"""All clauses together, above a floor that no vote lowers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.charter.clauses import BY_CODE, CLAUSES
from beffroi.charter.clauses.base import Act, ActKind, Call, DataClass, Dossier, Engine, Parameter, Verdict
from beffroi.charter.contradictions import contradictions
from beffroi.charter.policy import article_of, policy_for, problems
from beffroi.charter.starting import MODELS, shown_first

EVERYWHERE = ("machine", "commune", "host")
LOCAL = Call("minutes.phrase", "generate", True, "generate", "machine", "", data=DataClass.PUBLIC, maskable=True)


def value_of(parameter: Parameter) -> st.SearchStrategy[Any]:
    keys = [key for key, _ in parameter.choices]
    sound = {
        "yes_no": st.booleans(),
        "number": st.integers(parameter.least, parameter.most),
        "choice": st.sampled_from(keys) if keys else st.none(),
        "choices": st.lists(st.sampled_from(keys), unique=True) if keys else st.just([]),
        "words": st.text(max_size=40),
        "lines": st.lists(st.sampled_from(["minutes.phrase", "SecNumCloud", "HDS"]), max_size=3),
    }[parameter.kind]
    return sound | st.none() | st.text(max_size=5)


SETTINGS = st.fixed_dictionaries(
    {},
    optional={
        clause.code: st.fixed_dictionaries(
            {"on": st.booleans() | st.none()},
            optional={"values": st.fixed_dictionaries({p.key: value_of(p) for p in clause.parameters})},
        )
        for clause in CLAUSES
    },
)
ENGINES = st.builds(
    Engine,
    model=st.just("m"),
    qualification=st.sampled_from(["", "SecNumCloud", "HDS"]),
    in_eu=st.sampled_from([None, True, False]),
    open_licence=st.sampled_from([None, True, False]),
    approved=st.booleans(),
    supplier_answered=st.booleans(),
)
CALLS = st.builds(
    Call,
    use=st.just("minutes.phrase"),
    verb=st.sampled_from(["generate", "transcribe"]),
    declared=st.booleans(),
    declared_verb=st.sampled_from(["generate", "transcribe", ""]),
    place=st.sampled_from(["machine", "commune", "host", "ailleurs"]),
    host=st.sampled_from(["", "ia.exemple.fr"]),
    data=st.sampled_from(list(DataClass)),
    maskable=st.booleans(),
    engine=ENGINES,
    facing_residents=st.booleans(),
    actor_trained=st.booleans(),
    actor_refuses_ai=st.booleans(),
    over_budget=st.sampled_from(["", "La limite est atteinte."]),
)


@given(SETTINGS | st.none(), CALLS, st.lists(st.sampled_from(EVERYWHERE), unique=True))
def test_no_charter_allows_what_the_floor_refuses(settings: Any, call: Call, places: list[str]) -> None:
    decision = policy_for(1, settings, places).decide(call)
    if not call.declared or call.verb != call.declared_verb or call.place not in places or call.over_budget:
        assert not decision.allowed and decision.reason


@given(SETTINGS | st.none(), CALLS)
def test_personal_data_never_leaves_the_communes_machines_unmasked(settings: Any, call: Call) -> None:
    decision = policy_for(1, settings, EVERYWHERE).decide(call)
    personal = call.data in (DataClass.PERSONAL, DataClass.SENSITIVE)
    if decision.allowed and call.place == "host" and call.maskable and personal:
        assert decision.mask


@given(SETTINGS, CALLS)
def test_a_clause_turned_on_never_allows_more(settings: dict[str, Any], call: Call) -> None:
    with_all = policy_for(1, settings, EVERYWHERE).decide(call)
    for code in settings:
        fewer = settings | {code: {"on": False}}
        without = policy_for(1, fewer, EVERYWHERE).decide(call)
        assert without.allowed or not with_all.allowed
        assert with_all.mask or not without.mask


@given(SETTINGS)
def test_what_is_set_oddly_keeps_its_default_and_never_breaks(settings: dict[str, Any]) -> None:
    for article in policy_for(1, settings, EVERYWHERE).articles():
        assert article.text.endswith((".", "!")) and article.clause.problems(article.values) == []
        assert article.consequences


@pytest.mark.parametrize("settings", [[], "oui", 3, {"personal_data": "oui"}, {"personal_data": {"values": 4}}])
def test_settings_that_cannot_be_read_cannot_be_voted_and_open_nothing(settings: Any) -> None:
    abroad = replace(LOCAL, place="host", host="x", data=DataClass.PERSONAL)
    decision = policy_for(1, settings, EVERYWHERE).decide(abroad)
    assert problems(settings)
    assert decision.mask or not decision.allowed


def test_a_refusal_says_why_a_lawful_way_and_the_article_as_it_was_voted() -> None:
    settings = {"listed_uses": {"on": True, "values": {"uses": ["minutes.transcribe"]}}}
    decision = policy_for(3, settings, EVERYWHERE).decide(LOCAL)
    assert (decision.allowed, decision.version, decision.verdict) == (False, 3, Verdict.REFUSE)
    assert "n’est pas dans la liste votée" in decision.reason
    assert "ce travail se fait sans IA" in decision.reason
    assert "article 5" in decision.reason and "à l’usage suivant" in decision.reason
    assert article_of(BY_CODE["listed_uses"], settings).text in decision.reason


def test_a_clause_turned_off_says_nothing() -> None:
    send = Act(ActKind.SEND)
    assert not policy_for(1, {}, EVERYWHERE).decide(send).allowed
    off = {code: {"on": False} for code in BY_CODE}
    assert policy_for(1, off, EVERYWHERE).decide(send).allowed


def test_without_a_charter_only_the_floor_holds() -> None:
    assert policy_for(0, None, EVERYWHERE).decide(Act(ActKind.SEND)).allowed
    assert policy_for(0, None, ("machine",)).decide(LOCAL).allowed
    assert not policy_for(0, None, ("machine",)).decide(replace(LOCAL, place="host")).allowed


def test_a_clause_that_fails_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(event: Any, values: Any) -> None:
        raise RuntimeError("a clause is out of order")

    changed = tuple(replace(each, judge=broken) if each.number == 8 else each for each in CLAUSES)
    monkeypatch.setattr("beffroi.charter.policy.CLAUSES", changed)
    decision = policy_for(1, {}, EVERYWHERE).decide(LOCAL)
    assert not decision.allowed and "dans le doute, c’est non" in decision.reason and 8 in decision.clauses


@pytest.mark.parametrize("model", MODELS.values(), ids=lambda model: model.code)
def test_the_starting_models_can_be_voted_as_they_are(model: Any) -> None:
    assert problems(model.settings) == []
    assert set(model.settings) == set(BY_CODE)
    assert model.name and model.summary.endswith(".")
    declared = policy_for(1, model.settings, EVERYWHERE).decide(replace(LOCAL, actor_trained=True, dossier=_full()))
    assert declared.allowed or model.code == "prudent"


def _full() -> Dossier:
    return Dossier(True, True, frozenset({"referent", "dpo", "service", "elected", "mayor"}), "attached", 3, True)


def test_the_village_reads_six_clauses_first_and_keeps_the_others() -> None:
    assert len(shown_first("village")) == 6
    assert len(MODELS["village"].settings) == 24
    assert len(shown_first("open")) == len(shown_first("")) == 24


def test_the_models_differ_where_towns_do() -> None:
    abroad = replace(
        LOCAL, place="host", host="ia.exemple.fr", engine=Engine("m", in_eu=True, approved=True, supplier_answered=True)
    )
    personal = replace(abroad, data=DataClass.PERSONAL, actor_trained=True)
    verdicts = {
        code: policy_for(1, model.settings, EVERYWHERE).decide(personal).verdict for code, model in MODELS.items()
    }
    assert verdicts["balanced"] is verdicts["open"] is Verdict.MASK
    assert verdicts["prudent"] is Verdict.REFUSE


def test_the_village_charter_does_not_contradict_itself() -> None:
    assert contradictions(MODELS["village"].settings) == []
