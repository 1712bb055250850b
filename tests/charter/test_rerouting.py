"""A call that the engine asked for may not have is given to another of the commune's, or refused: never a wider place,
never one that the charter did not allow for these very data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as settings_of
from hypothesis import strategies as st

from beffroi.audit.models import Entry
from beffroi.charter import gateway
from beffroi.charter.actions.simulate import simulate
from beffroi.charter.clauses.base import Call, DataClass, Engine, Verdict
from beffroi.charter.clauses.zones import breadth
from beffroi.charter.domain.rulings import Decision
from beffroi.charter.policy import policy_for
from beffroi.charter.rerouting import route
from beffroi.charter.uses import AiUse, declare
from beffroi.engines import registry
from beffroi.engines.adapters.fakes import HashedWords, ScriptedText
from beffroi.engines.protocols import EngineError, EngineInfo
from beffroi.minutes import ai_uses
from tests.conftest import StrictClient
from tests.doubles.charters import HOST, a_charter, a_sheet, abroad, asked_of, only

SECRET = "Madame Claire Dubois habite 4 rue du Moulin à Valbrume, son numéro est le 06 12 34 56 78."
USE = ai_uses.PHRASE
HERE = EngineInfo("scripted", "petit", "machine")
OURS = EngineInfo("scripted", "moyen", "commune", "ia.valbrume.fr")
ONLY_OURS = only(places={"personal": "commune", "masked_as": "same"})
EMBED = declare(AiUse("tests.reroute_embed", "embed", "Chercher.", "Des textes.", "Personne.", "Par mots."))


@pytest.fixture
def everywhere(in_valbrume: Any, settings: Any) -> None:
    settings.AI_PLACES = ("machine", "commune", "host")


def at(info: EngineInfo, *answers: str) -> ScriptedText:
    return abroad(*answers, info=info)


def ask(text: str = SECRET, **options: Any) -> gateway.Generation:
    return gateway.generate(USE, [gateway.Message("user", text)], actor="alice", **options)


# The rule, whatever the charter and the engines

ENGINES = st.builds(
    Engine,
    st.sampled_from(["a", "b"]),
    qualification=st.sampled_from(["", "SecNumCloud"]),
    in_eu=st.sampled_from([None, True, False]),
    open_licence=st.sampled_from([None, True]),
    approved=st.booleans(),
    smallest=st.sampled_from([None, True, False]),
    size_billions=st.sampled_from([None, 1.5, 70.0]),
)
PLACES = st.sampled_from(["machine", "commune", "host"])
ZONES = st.sampled_from(["nowhere", "machine", "commune", "qualified", "eu", "anywhere"])
SETTINGS = st.fixed_dictionaries(
    {},
    optional={
        "personal_data": st.fixed_dictionaries(
            {"how": st.sampled_from(["mask", "refuse"]), "places": st.sampled_from([[], ["machine"], ["commune"]])}
        ),
        "places": st.fixed_dictionaries(
            {"personal": ZONES, "sensitive": ZONES, "internal": ZONES, "public": ZONES},
            optional={"masked_as": st.sampled_from(["same", "internal", "public"])},
        ),
        "approved_tools": st.fixed_dictionaries({"embedded": st.booleans()}),
        "sobriety": st.fixed_dictionaries({"smallest": st.booleans()}),
        "sovereignty": st.fixed_dictionaries({"eu_only": st.booleans(), "open_only": st.booleans()}),
    },
)


def a_call(place: str, engine: Engine, data: DataClass, maskable: bool, over: str) -> Call:
    host = "ia.exemple.fr" if place == "host" else ""
    return Call(
        "u", "generate", True, "generate", place, host, data=data, maskable=maskable, engine=engine, over_budget=over
    )


@settings_of(suppress_health_check=[HealthCheck.too_slow])
@given(
    SETTINGS,
    st.tuples(PLACES, ENGINES),
    st.lists(st.tuples(PLACES, ENGINES), max_size=4),
    st.sampled_from(list(DataClass)),
    st.booleans(),
    st.sampled_from(["", "", "La limite est atteinte."]),
    st.sets(PLACES),
)
def test_the_engine_that_answers_was_allowed_for_these_data_and_goes_no_further(
    settings: dict[str, Any],
    wanted: tuple[str, Engine],
    others: list[tuple[str, Engine]],
    data: DataClass,
    maskable: bool,
    over: str,
    installed: set[str],
) -> None:
    policy = policy_for(1, only(**settings), installed)
    asked = a_call(*wanted, data, maskable, over)
    calls = [a_call(*each, data, maskable, over) for each in others]
    taken = route(asked, lambda: calls, policy.decide)
    assert taken.decision.allowed == policy.decide(taken.call).allowed
    assert taken.call == (asked if taken.rank is None else calls[taken.rank])
    if taken.rank is not None:
        assert taken.decision.allowed and taken.decision == policy.decide(taken.call)
        assert breadth(taken.call) <= breadth(asked) and taken.call.data is data
        assert taken.call.engine.approved or taken.call.place == "machine"
        assert taken.away is not None and not taken.away.allowed and taken.articles
    elif policy.decide(asked).allowed:
        assert taken.decision.allowed, "another is never asked while the first may"


def test_a_refusal_that_is_not_about_the_place_is_never_taken_elsewhere() -> None:
    asked = a_call("host", Engine("a"), DataClass.PERSONAL, True, "La limite est atteinte.")
    policy = policy_for(1, ONLY_OURS, ["machine", "host"])

    def nobody() -> list[Call]:
        raise AssertionError("the others are not even looked at")

    assert not route(asked, nobody, policy.decide).decision.allowed


def test_the_smallest_that_suffices_then_the_nearest_then_the_smallest_is_tried_first() -> None:
    asked = a_call("host", Engine("a"), DataClass.PERSONAL, False, "")
    order: list[str] = []
    calls = [
        a_call(place, Engine(name, approved=True, smallest=smallest, size_billions=size), DataClass.PERSONAL, False, "")
        for place, name, smallest, size in (
            ("commune", "loin", None, 1.0),
            ("machine", "gros", None, 24.0),
            ("machine", "petit", None, 3.0),
            ("commune", "mesuré", True, None),
        )
    ]

    def decide(call: Call) -> Decision:
        order.append(call.engine.model)
        return policy_for(1, only(places={"personal": "nowhere"} if call != asked else {}), ["host"]).decide(call)

    route(asked, lambda: calls, decide)
    assert order == ["a", "mesuré", "petit", "gros", "loin"]


# Through the gateway


@pytest.mark.usefixtures("everywhere")
def test_what_may_not_leave_is_written_by_the_engine_of_the_town_hall_and_both_are_journalled() -> None:
    a_charter(ONLY_OURS)
    far, near = at(HOST), at(HERE, "Bien reçu.")
    with registry.use(text=far, text_others=[near]):
        made = ask()
    assert far.asked == [] and "Dubois" in asked_of(near)
    assert (made.text, made.model) == ("Bien reçu.", "petit")
    for line in Entry.objects.filter(action__in=["ai_call_begun", "ai_call"]):
        assert (line.data["model"], line.data["place"], line.data["host"]) == ("petit", "machine", "")
        assert (line.data["wanted_model"], line.data["wanted_place"]) == ("grand", "host")
        assert line.data["wanted_host"] == "ia.exemple.fr"
        assert line.data["rerouted_by"] == [4] and line.data["data"] == "personal"


@pytest.mark.usefixtures("everywhere")
def test_what_may_leave_is_not_rerouted() -> None:
    a_charter(ONLY_OURS)
    far, near = at(HOST, "Ouverte le lundi."), at(HERE)
    with registry.use(text=far, text_others=[near]):
        ask("La mairie ouvre à 9 heures.")
    assert near.asked == [] and "rerouted_by" not in Entry.objects.get(action="ai_call").data


@pytest.mark.usefixtures("everywhere")
def test_a_server_that_nobody_approved_does_not_stand_in_and_the_refusal_says_so() -> None:
    a_charter(ONLY_OURS)
    far, ours = at(HOST), at(OURS, "Bien.")
    with registry.use(text=far, text_others=[ours]):
        with pytest.raises(gateway.Refused) as refused:
            ask()
        assert far.asked == ours.asked == []
        said = str(refused.value).replace("\u00a0", " ")
        assert "article 4" in said and "« moyen » (un serveur de la commune, ia.valbrume.fr) n’est pas approuvé" in said
        a_sheet("moyen", "ia.valbrume.fr")
        assert ask().model == "moyen"


@pytest.mark.usefixtures("everywhere")
def test_with_no_other_engine_the_refusal_names_the_article_and_says_what_to_do() -> None:
    a_charter(ONLY_OURS)
    with registry.use(text=at(HOST)), pytest.raises(gateway.Refused) as refused:
        ask()
    assert "article 4" in str(refused.value) and "en déclarer un second" in str(refused.value)
    assert Entry.objects.get().data["refused_by"] == [4]


@pytest.mark.usefixtures("everywhere")
def test_an_engine_further_away_never_stands_in() -> None:
    a_charter(only(sobriety={"smallest": True}))
    a_sheet("grand", "ia.exemple.fr", smallest_for=[USE.code])
    a_sheet("petit", "")
    near, far = at(HERE), at(HOST)
    with registry.use(text=near, text_others=[far]), pytest.raises(gateway.Refused, match="plus loin"):
        ask("Bonjour.")
    assert near.asked == far.asked == []


@pytest.mark.usefixtures("everywhere")
def test_the_smallest_model_that_suffices_answers_in_place_of_a_large_one() -> None:
    a_charter(only(sobriety={"smallest": True}))
    a_sheet()
    a_sheet("petit", "", smallest_for=[USE.code])
    far, near = at(HOST), at(HERE, "Bien.")
    with registry.use(text=far, text_others=[near]):
        assert ask("Bonjour.").model == "petit"
    assert Entry.objects.get(action="ai_call").data["rerouted_by"] == [16]


@pytest.mark.usefixtures("everywhere")
def test_an_engine_that_stands_in_is_given_masked_text_where_the_charter_masks() -> None:
    a_charter(only(places={"personal": "qualified", "masked_as": "same"}, personal_data={"places": ["machine"]}))
    a_sheet("moyen", "ia.valbrume.fr")
    plain = EngineInfo("scripted", "grand", "host", "ia.exemple.com")
    far, ours = at(plain), at(OURS, "Bonjour [PERSONNE_1].")
    with registry.use(text=far, text_others=[ours]):
        answer = ask().text
    assert far.asked == [] and "Dubois" not in asked_of(ours) and "Dubois" in answer


@pytest.mark.usefixtures("everywhere")
def test_a_stream_says_which_engine_answers() -> None:
    a_charter(ONLY_OURS)
    with registry.use(text=at(HOST), text_others=[at(HERE, "Bien reçu.")]):
        stream = gateway.generate_stream(USE, [gateway.Message("user", SECRET)], actor="alice")
        assert "".join(stream) == "Bien reçu." and stream.info.model == "petit"


@pytest.mark.usefixtures("everywhere")
def test_a_sound_that_may_not_leave_is_heard_here_and_nothing_is_loaded_before() -> None:
    a_charter(only(personal_data={}))
    heard: list[str] = []

    class Ear:
        def __init__(self, info: EngineInfo) -> None:
            self.info = info

        def transcribe(self, *_: Any, **__: Any) -> list[Any]:
            heard.append(self.info.place)
            return []

    sound = np.zeros(gateway.SAMPLE_RATE, dtype=np.float32)
    with registry.use(speech=Ear(HOST), speech_others=[Ear(HERE)]):
        gateway.transcribe(ai_uses.TRANSCRIBE, sound, actor="alice")
    assert heard == ["machine"]


@pytest.mark.usefixtures("everywhere")
def test_vectors_too() -> None:
    a_charter(ONLY_OURS)
    far, near = HashedWords(), HashedWords()
    far.info = HOST
    with registry.use(embedder=far, embedder_others=[near]):
        gateway.embed(EMBED, [SECRET], actor="alice")
    assert far.asked == [] and near.asked


@pytest.mark.usefixtures("everywhere")
def test_an_engine_that_cannot_be_made_leaves_its_line_and_nothing_goes_to_the_first() -> None:
    a_charter(ONLY_OURS)
    far = at(HOST)

    other = ScriptedText([EngineError("Le modèle n’est pas installé.")])
    with registry.use(text=far, text_others=[other]), pytest.raises(EngineError, match="pas installé"):
        ask()
    assert far.asked == []
    assert list(Entry.objects.order_by("pk").values_list("action", flat=True)) == ["ai_call_begun", "ai_call_failed"]


@pytest.mark.usefixtures("everywhere")
def test_doubt_about_the_others_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    a_charter(ONLY_OURS)
    far = at(HOST)
    monkeypatch.setattr("beffroi.charter.gateway.registry.others", lambda kind: 1 / 0)
    with registry.use(text=far), pytest.raises(gateway.Refused, match="dans le doute"):
        ask()
    assert far.asked == []


# What people read


@pytest.fixture
def two_engines(everywhere: None) -> Iterator[None]:
    with registry.use(text=at(HOST), text_others=[at(HERE)]):
        yield


@pytest.mark.usefixtures("two_engines")
def test_the_page_says_before_sending_that_it_goes_elsewhere_and_why(as_alice: StrictClient) -> None:
    a_charter(ONLY_OURS)
    page = as_alice.post(reverse("charter:try"), {"use": USE.code, "text": SECRET}).content.decode()
    shown = " ".join(page.replace("\u00a0", " ").replace("&nbsp;", " ").split())
    assert "Envoyé ailleurs : au modèle « petit », sur cette machine, au lieu de « grand »" in shown
    assert "un hébergeur extérieur (ia.exemple.fr)" in shown and "(article 4)" in shown
    assert "partirait</strong> vers cette machine, au modèle petit" in shown


@pytest.mark.usefixtures("two_engines")
def test_the_simulator_says_which_calls_would_go_elsewhere_and_which_have_nowhere_to_go() -> None:
    with registry.use(text=at(HOST, "Bien."), text_others=[]):
        ask()
        away = simulate(ONLY_OURS, timezone.localdate())
        assert dict(away.becomes) == {Verdict.REFUSE: 1}
    away = simulate(ONLY_OURS, timezone.localdate())
    assert dict(away.becomes) == {Verdict.ELSEWHERE: 1} and away.examples[0].sent_to == "petit, cette machine"
    assert dict(away.by_article) == {4: 1}


@pytest.mark.usefixtures("two_engines")
def test_a_call_that_went_elsewhere_is_replayed_as_it_was_asked() -> None:
    a_charter(ONLY_OURS)
    ask()
    same, softer = simulate(ONLY_OURS, timezone.localdate()), simulate(only(), timezone.localdate())
    assert same.changed == 0 and dict(same.was) == {Verdict.ELSEWHERE: 1}
    assert dict(softer.becomes) == {Verdict.MASK: 1}


@pytest.mark.usefixtures("two_engines")
def test_the_second_engine_is_listed_to_be_approved(as_alice: StrictClient) -> None:
    page = as_alice.get(reverse("charter:engines")).content.decode()
    assert "Formuler (second moteur)" in page and "petit" in page
