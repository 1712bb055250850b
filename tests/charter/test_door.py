"""The door, step by step: what is decided, masked, written, and what happens when a step fails."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from django.db import DatabaseError, transaction

from beffroi.audit.models import Entry
from beffroi.charter import gateway, uses
from beffroi.charter.actions.switch import switch_off, switch_on
from beffroi.charter.models import Objection, PublicPerson, Service, Spent
from beffroi.charter.uses import AiUse, declare, verifies
from beffroi.engines import registry
from beffroi.engines.adapters.fakes import EchoText, HashedWords, ListedEntities, ScriptedText
from beffroi.engines.protocols import EngineError, EngineInfo
from beffroi.minutes import ai_uses
from beffroi.town.scope import scope
from tests.doubles.charters import HOST, a_budget, a_charter, a_sheet, abroad, asked_of, only

SECRET = "Madame Claire Dubois habite 4 rue du Moulin à Valbrume, son numéro est le 06 12 34 56 78."
REMINDER = AiUse("tests.reminder", "generate", "Relancer.", "Une lettre.", "Un agent.", "La lettre s’écrit à la main.")
EMBED = AiUse("tests.embed", "embed", "Chercher.", "Des passages.", "Personne.", "Recherche par mots.")


@pytest.fixture(autouse=True)
def _scoped(in_valbrume: Any, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.AI_PLACES = ("machine", "commune", "host")
    monkeypatch.setattr(uses, "_declared", uses._declared | {each.code: each for each in (REMINDER, EMBED)})
    monkeypatch.setattr(uses, "_checks", dict(uses._checks))


def ask(text: str, use: AiUse = REMINDER, actor: Any = "alice", **options: Any) -> str:
    return gateway.generate(use, [gateway.Message("user", text)], actor=actor, **options).text


def actions() -> list[str]:
    return list(Entry.objects.order_by("sequence").values_list("action", flat=True))


def journal() -> str:
    return json.dumps(list(Entry.objects.values_list("data", "subject", "actor")), ensure_ascii=False)


# Masking


def test_what_names_a_person_does_not_leave_and_comes_back_in_the_answer() -> None:
    engine = abroad("Bonjour, j’appelle [PERSONNE_1] au [TELEPHONE_1].")
    with registry.use(text=engine):
        answer = ask(SECRET)
    sent = asked_of(engine)
    assert "Dubois" not in sent and "06 12" not in sent and "Moulin" not in sent and "[PERSONNE_1]" in sent
    assert "Claire Dubois" in answer and "06 12 34 56 78" in answer
    line = Entry.objects.get(action="ai_call")
    assert line.data["masked"] is True and line.data["masked_spans"] >= 3 and line.data["data"] == "personal"


def test_nothing_of_it_is_in_the_journal() -> None:
    with registry.use(text=abroad("Bien reçu, [PERSONNE_1].")):
        ask(SECRET)
    written = journal()
    assert not [word for word in ("Dubois", "Claire", "Moulin", "06 12", "PERSONNE") if word in written]


def test_on_the_communes_own_machine_nothing_is_masked() -> None:
    engine = ScriptedText(["Bien reçu."])
    with registry.use(text=engine):
        ask(SECRET)
    assert "Dubois" in asked_of(engine)
    assert Entry.objects.get(action="ai_call").data["masked"] is False


def test_the_same_person_is_the_same_in_every_message_of_a_call() -> None:
    engine = abroad("D’accord.")
    messages = [
        gateway.Message("system", "Écrivez à Mme Claire Dubois."),
        gateway.Message("user", "Claire Dubois a répondu."),
    ]
    with registry.use(text=engine):
        gateway.generate(REMINDER, messages, actor="alice")
    assert [message.content.count("PERSONNE_1") for message in engine.asked[0]] == [1, 1]


def test_elected_members_of_the_list_may_be_named() -> None:
    PublicPerson(name="Hélène Vasseur", function="maire").save()
    engine = abroad("D’accord.")
    with registry.use(text=engine):
        ask("Hélène Vasseur, maire, répond à Claire Dubois.")
    assert "Hélène Vasseur" in asked_of(engine) and "Dubois" not in asked_of(engine)


def test_an_answer_that_names_somebody_by_itself_is_not_given() -> None:
    with (
        registry.use(text=abroad("Appelez plutôt Monsieur Bernard Tissot au 06 99 88 77 66.")),
        pytest.raises(EngineError, match="pas remise"),
    ):
        ask(SECRET)
    assert actions() == ["ai_call_begun", "ai_call_failed"]
    assert "Tissot" not in journal()


def test_a_placeholder_that_stands_for_nobody_is_not_given() -> None:
    with registry.use(text=abroad("Bonjour [PERSONNE_7].")), pytest.raises(EngineError, match="repère"):
        ask(SECRET)


def test_a_name_with_a_quote_does_not_break_a_json_answer() -> None:
    schema = {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]}
    with registry.use(text=abroad('{"a": "vu avec [PERSONNE_1] et [COURRIEL_1]"}')):
        answer = ask('Claire Dubois : claire"dubois@exemple.fr', json_schema=schema)
    assert "Claire Dubois" in json.loads(answer)["a"]


def test_personal_data_escaped_in_a_json_answer_is_seen() -> None:
    schema = {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]}
    hidden = '{"a": "' + "".join(f"\\u{ord(char):04x}" for char in "06 99 88 77 66") + '"}'
    with registry.use(text=abroad(hidden)), pytest.raises(EngineError, match="pas remise"):
        ask(SECRET, json_schema=schema)


def test_sound_cannot_be_masked_and_does_not_go_where_the_charter_masks() -> None:
    a_charter(only(personal_data={}))

    class Ear:
        info = EngineInfo("scripted", "oreille", "host", "ia.exemple.fr")

        def transcribe(self, *_: Any, **__: Any) -> list[Any]:
            raise AssertionError("this sound was not to leave")

    sound = np.zeros(gateway.SAMPLE_RATE, dtype=np.float32)
    with registry.use(speech=Ear()), pytest.raises(gateway.Refused, match="ne peut pas être masqué") as refused:
        gateway.transcribe(ai_uses.TRANSCRIBE, sound, actor="alice")
    assert "article 3" in str(refused.value)
    assert Entry.objects.get().data["refused_by"] == [3]


def test_the_entity_engine_is_listened_to_where_a_text_leaves_and_only_there() -> None:
    listed = ListedEntities(["Ysoline Quernec"])
    engine = abroad("Bien.")
    with registry.use(text=engine, entities=listed):
        ask("Le dossier de Ysoline Quernec est complet.")
    assert "Quernec" not in asked_of(engine) and listed.asked
    silent = ListedEntities(["Ysoline Quernec"])
    with registry.use(entities=silent):
        ask("Le dossier de Ysoline Quernec est complet.")
    assert silent.asked == []


def test_an_entity_engine_that_runs_elsewhere_is_never_given_what_masking_hides() -> None:
    listed, engine = ListedEntities(), abroad("Bien.")
    listed.info = HOST
    with registry.use(text=engine, entities=listed), pytest.raises(gateway.Refused, match="dans le doute"):
        ask(SECRET)
    assert listed.asked == [] and engine.asked == []


def test_a_mask_that_fails_gives_back_what_was_reserved(monkeypatch: pytest.MonkeyPatch) -> None:
    a_budget(unit="calls", period="day", most=1)
    monkeypatch.setattr("beffroi.charter.gateway.privacy.still_personal", lambda *_, **__: ["something"])
    with registry.use(text=abroad("Bien.")), pytest.raises(gateway.Refused):
        ask(SECRET)
    assert Spent.objects.get().amount == 0


def test_a_preview_that_cannot_be_made_shows_nothing_leaving(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("beffroi.charter.gateway.privacy.classify", lambda *_: 1 / 0)
    with registry.use(text=abroad()):
        shown = gateway.preview(REMINDER, [gateway.Message("user", SECRET)], actor="alice")
    assert not shown.allowed and shown.leaves == () and "dans le doute" in shown.reason


@pytest.mark.parametrize("step", ["find", "classify", "still_personal", "known_public", "Mask"])
def test_whatever_fails_while_reading_or_masking_refuses(step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> Any:
        raise RuntimeError(SECRET)

    monkeypatch.setattr(f"beffroi.charter.gateway.privacy.{step}", broken)
    engine = abroad("Bien reçu.")
    with registry.use(text=engine), pytest.raises(gateway.Refused, match="dans le doute"):
        ask(SECRET)
    assert engine.asked == [] and actions() == ["ai_call_refused"]
    assert "Dubois" not in journal()


def test_what_masking_leaves_behind_is_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("beffroi.charter.gateway.privacy.still_personal", lambda *_, **__: ["something"])
    engine = abroad("Bien reçu.")
    with registry.use(text=engine), pytest.raises(gateway.Refused):
        ask(SECRET)
    assert engine.asked == []


# Journal


def test_the_intent_is_written_before_the_call() -> None:
    seen: list[list[str]] = []

    class Watching(EchoText):
        def generate(self, *args: Any, **options: Any) -> Any:
            seen.append(actions())
            return super().generate(*args, **options)

    with registry.use(text=Watching()):
        ask("Bonjour")
    assert seen == [["ai_call_begun"]]
    assert actions() == ["ai_call_begun", "ai_call"]


def test_a_journal_that_cannot_be_written_refuses_before_the_call(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise DatabaseError("disk full")

    monkeypatch.setattr("beffroi.charter.gateway.door.record", full)
    engine = ScriptedText(["Bonjour"])
    with registry.use(text=engine), pytest.raises(gateway.Refused, match="journal"):
        ask("Bonjour")
    assert engine.asked == []


def test_an_outcome_that_cannot_be_written_withholds_the_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    from beffroi.audit import journal as kept

    def only_intents(action: str, **data: Any) -> Any:
        if action == "ai_call":
            raise DatabaseError("disk full")
        return kept.record(action, **data)

    monkeypatch.setattr("beffroi.charter.gateway.door.record", only_intents)
    with pytest.raises(gateway.Refused, match="journal"):
        ask("Bonjour")
    assert actions() == ["ai_call_begun"]


def test_a_call_within_a_transaction_is_refused_for_its_trace_could_be_undone() -> None:
    engine = ScriptedText(["Bonjour"])
    with registry.use(text=engine), transaction.atomic(), pytest.raises(gateway.Refused, match="trace"):
        ask("Bonjour")
    assert engine.asked == []


def test_an_engine_that_fails_leaves_its_line_and_its_error_goes_on() -> None:
    with registry.use(text=ScriptedText([EngineError("En panne.")])), pytest.raises(EngineError, match="En panne"):
        ask("Bonjour")
    line = Entry.objects.get(action="ai_call_failed")
    assert line.data["error"] == "EngineError" and line.data["seconds"] >= 0


def test_each_line_keeps_the_version_in_force() -> None:
    ask("Bonjour")
    a_charter(only(revisable={}))
    ask("Bonjour")
    assert [line.data["charter"] for line in Entry.objects.filter(action="ai_call")] == [0, 1]


# The switch, budgets, choices


def test_the_switch_stops_every_call_and_says_who_may_do_without(alice: Any) -> None:
    switch_off(user=alice, reason="incident chez l’hébergeur")
    with pytest.raises(gateway.Refused, match="incident chez l’hébergeur") as refused:
        ask("Bonjour")
    assert "La lettre s’écrit à la main" in str(refused.value)
    switch_on(user=alice, reason="incident clos")
    assert ask("Bonjour") == "Bonjour"
    assert actions() == ["ai_switched_off", "ai_call_refused", "ai_switched_on", "ai_call_begun", "ai_call"]


def test_the_switch_of_a_commune_stops_no_other(alice: Any, autreville: Any) -> None:
    switch_off(user=alice, reason="essai")
    with scope(autreville):
        assert ask("Bonjour") == "Bonjour"


def test_a_charter_of_a_commune_binds_no_other(autreville: Any) -> None:
    a_charter(only(listed_uses={"uses": ["minutes.transcribe"]}))
    with pytest.raises(gateway.Refused):
        ask("Bonjour")
    with scope(autreville):
        assert ask("Bonjour") == "Bonjour"


def test_a_budget_of_calls_stops_at_its_last() -> None:
    a_budget(use="tests.reminder", unit="calls", period="day", most=2)
    assert [ask("Bonjour"), ask("Bonjour")] == ["Bonjour", "Bonjour"]
    with pytest.raises(gateway.Refused, match="La limite de 2 appels par jour"):
        ask("Bonjour")
    assert Spent.objects.get().amount == 2


def test_tokens_reserved_and_not_used_are_given_back() -> None:
    a_budget(use="", unit="tokens", period="month", most=1000)
    ask("un deux trois", max_tokens=100)
    assert Spent.objects.get().amount == 6, "three words read, three written"
    with pytest.raises(gateway.Refused, match="jetons"):
        ask("un deux trois", max_tokens=2000)
    assert Spent.objects.get().amount == 6


def test_a_refused_call_spends_nothing() -> None:
    a_budget(use="", unit="calls", period="year", most=5)
    a_charter(only(listed_uses={"uses": ["minutes.transcribe"]}))
    with pytest.raises(gateway.Refused):
        ask("Bonjour")
    assert Spent.objects.get().amount == 0


def test_a_budget_of_a_service_binds_its_people_alone(alice: Any, bob: Any) -> None:
    service = Service(name="État civil")
    service.save()
    service.people.add(alice)
    a_budget(service="État civil", unit="calls", period="day", most=1)
    ask("Bonjour", actor=alice)
    with pytest.raises(gateway.Refused, match="pour le service «\u00a0État civil\u00a0»"):
        ask("Bonjour", actor=alice)
    assert ask("Bonjour", actor=bob) == "Bonjour"
    with pytest.raises(gateway.Refused):
        ask("Bonjour", actor="clé d’un outil", service="État civil")


def test_whoever_chose_not_to_use_ai_is_obeyed_where_the_charter_says_so(alice: Any) -> None:
    Objection(user=alice, use="").save()
    assert ask("Bonjour", actor=alice) == "Bonjour"
    a_charter(only(freedom={}))
    with pytest.raises(gateway.Refused, match="choisi de ne pas"):
        ask("Bonjour", actor=alice)


def test_a_model_that_nobody_approved_is_refused_until_it_is() -> None:
    a_charter(only(approved_tools={}))
    with registry.use(text=abroad("Bonjour", "Bonjour")):
        with pytest.raises(gateway.Refused, match="n’est pas approuvé"):
            ask("Bonjour")
        a_sheet()
        assert ask("Bonjour") == "Bonjour"


# Checks of a use, size, preview, vectors


def test_a_room_checks_the_answers_of_its_own_use() -> None:
    strict = declare(AiUse("tests.strict", "generate", "Compter.", "Rien.", "Un agent.", "À la main."))

    @verifies(strict)
    def no_figure(texts: Any, answer: str) -> str:
        return "La réponse contient un chiffre." if any(char.isdigit() for char in answer) else ""

    assert ask("bonjour", use=strict) == "bonjour"
    with pytest.raises(EngineError, match="chiffre"):
        ask("12 euros", use=strict)
    assert "ai_call_failed" in actions()


def test_a_request_without_measure_is_refused() -> None:
    with pytest.raises(gateway.Refused, match="démesurée"):
        ask("a" * 1_000_001)


def test_the_preview_shows_what_would_leave_and_sends_nothing() -> None:
    engine = abroad()
    with registry.use(text=engine):
        shown = gateway.preview(REMINDER, [gateway.Message("user", SECRET)], actor="alice")
    assert shown.allowed and shown.where == "un hébergeur extérieur (ia.exemple.fr)"
    assert "Dubois" not in shown.leaves[0].content
    assert "Claire Dubois" in [each.text for each in shown.masked] or "Madame Claire Dubois" in [
        each.text for each in shown.masked
    ]
    assert "pas rendre anonyme" in shown.warning
    assert engine.asked == [] and actions() == []
    assert "Dubois" not in repr(shown)


def test_the_preview_of_what_would_be_refused_says_why_and_shows_nothing_leaving() -> None:
    a_charter(only(personal_data={"how": "refuse"}))
    with registry.use(text=abroad()):
        shown = gateway.preview(REMINDER, [gateway.Message("user", SECRET)], actor="alice")
    assert not shown.allowed and shown.leaves == () and "article 3" in shown.reason
    assert [each.number for each in shown.articles][0] == 3


def test_vectors_are_made_from_masked_texts_where_they_leave() -> None:
    engine = HashedWords()
    engine.info = HOST
    with registry.use(embedder=engine):
        made = gateway.embed(EMBED, [SECRET, "La mairie est ouverte le lundi."], actor="alice")
    assert made.shape == (2, 64) and np.allclose(np.linalg.norm(made, axis=1), 1)
    assert "Dubois" not in engine.asked[0][0] and engine.asked[0][1] == "La mairie est ouverte le lundi."


def test_without_an_embedder_it_says_what_is_done_instead() -> None:
    with registry.use(embedder=None), pytest.raises(EngineError, match="par les mots"):
        gateway.embed(EMBED, ["a"], actor="alice")


# Streams


def pieces(text: str, **options: Any) -> gateway.TextStream:
    return gateway.generate_stream(REMINDER, [gateway.Message("user", text)], actor="alice", **options)


def test_a_stream_gives_the_answer_back_with_its_names_however_it_is_cut() -> None:
    answer = "Bonjour [PERSONNE_1]. Je vous appelle au [TELEPHONE_1] demain.\nÀ bientôt."
    for size in (1, 2, 3, 7, 200):
        engine = abroad(answer)
        engine.piece = size
        with registry.use(text=engine):
            given = list(pieces(SECRET))
        whole = "".join(given)
        assert whole.startswith("Bonjour ") and "Claire Dubois" in whole and "06 12 34 56 78" in whole
        assert "PERSONNE" not in whole and "TELEPHONE" not in whole
    assert Entry.objects.filter(action="ai_call").count() == 5
    assert Entry.objects.filter(action="ai_call").last().data["streamed"] is True


def test_a_stream_stops_before_the_sentence_that_names_somebody_by_itself() -> None:
    engine = abroad("Bien reçu. Appelez Monsieur Bernard Tissot au 06 99 88 77 66. Merci.")
    given: list[str] = []
    with registry.use(text=engine), pytest.raises(EngineError, match="pas remise"):
        for piece in pieces(SECRET):
            given.append(piece)
    assert "".join(given).strip() == "Bien reçu."
    assert actions() == ["ai_call_begun", "ai_call_failed"]


def test_a_number_split_between_two_lines_of_a_stream_is_seen() -> None:
    engine = abroad("Son numéro : 06 99 88\n77 66.")
    given: list[str] = []
    with registry.use(text=engine), pytest.raises(EngineError, match="pas remise"):
        for piece in pieces(SECRET):
            given.append(piece)
    assert "77 66" not in "".join(given)


def test_a_stream_left_half_way_is_journalled_and_the_engine_is_told() -> None:
    closed: list[bool] = []

    class Endless(EchoText):
        def stream(self, *_: Any, **__: Any) -> Iterator[Any]:
            try:
                while True:
                    yield "encore "
            finally:
                closed.append(True)

    with registry.use(text=Endless()):
        stream = pieces("Bonjour")
        assert next(stream) == "encore "
        stream.close()
        stream.close()
    assert closed == [True] and actions() == ["ai_call_begun", "ai_call_cancelled"]


def test_a_stream_never_read_is_journalled_as_cancelled_once_closed() -> None:
    with pieces("Bonjour"):
        pass
    assert actions() == ["ai_call_begun", "ai_call_cancelled"]


def test_whoever_asked_can_cancel_while_it_comes() -> None:
    wanted = iter([False, False, True])
    engine = ScriptedText(["un deux trois quatre cinq six sept"])
    given: list[str] = []
    with registry.use(text=engine), pytest.raises(EngineError, match="annulée"):
        for piece in pieces("Bonjour", cancelled=lambda: next(wanted)):
            given.append(piece)
    assert len(given) == 2


def test_a_stream_that_the_charter_refuses_is_refused_before_its_first_piece() -> None:
    a_charter(only(listed_uses={"uses": ["minutes.transcribe"]}))
    with pytest.raises(gateway.Refused):
        pieces("Bonjour")
