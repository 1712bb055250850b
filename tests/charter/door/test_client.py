"""The official client, against the door as it is served."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import openai
import pytest

from beffroi.audit.models import Entry
from beffroi.charter.models import DoorKey, DoorSlot, DoorUsage
from beffroi.engines import registry
from beffroi.engines.adapters.fakes import EchoText, ScriptedText, silence, spoken
from beffroi.engines.protocols import EngineError, EngineInfo
from beffroi.town.scope import scope
from tests.doubles.charters import a_charter, only
from tests.doubles.sound import a_sitting, write_wav

from .conftest import Town, until

Client = Callable[[str], openai.OpenAI]
ASKED: list[Any] = [{"role": "user", "content": "Reformulez : la salle est ouverte le lundi."}]
OUTSIDE = EngineInfo("openai_text", "grand-modele", "host", "ia.exemple.fr")
PERSONAL: list[Any] = [{"role": "user", "content": "Écrivez à Mme Claire Dubois, 06 12 34 56 78."}]


def elsewhere(engine: EchoText) -> EchoText:
    engine.info = OUTSIDE
    return engine


@pytest.fixture
def outside(settings: Any) -> Iterator[ScriptedText]:
    """A text engine at a host that the installation allows: what it is given is masked."""
    settings.AI_PLACES = ("machine", "commune", "host")
    engine = elsewhere(ScriptedText([]))
    with registry.use(text=engine):
        yield engine  # type: ignore[misc]


def test_the_client_lists_the_models_that_its_key_may_ask_for(live_town: Town, client_of: Client) -> None:
    writing = client_of(live_town.key("door.writing")).models.list()
    assert [each.id for each in writing] == ["beffroi-texte", "echo"]
    everything = client_of(live_town.key("door.script", "door.search", "door.transcribe")).models.list()
    assert [each.id for each in everything if each.id.startswith("beffroi")] == [
        "beffroi-texte",
        "beffroi-vecteurs",
        "beffroi-parole",
    ]


def test_the_client_has_its_completion_with_what_the_charter_says_of_it(live_town: Town, client_of: Client) -> None:
    made = client_of(live_town.key()).chat.completions.create(model="beffroi-texte", messages=ASKED)
    assert made.choices[0].message.content == "Reformulez : la salle est ouverte le lundi."
    assert made.choices[0].finish_reason == "stop"
    assert made.usage and made.usage.total_tokens > 0
    assert made.system_fingerprint == "beffroi-charte-0"
    assert made.model_extra and "relit" in made.model_extra["beffroi"]["mention"]


def test_the_client_has_its_completion_piece_by_piece(live_town: Town, client_of: Client) -> None:
    stream = client_of(live_town.key()).chat.completions.create(
        model="echo", messages=ASKED, stream=True, stream_options={"include_usage": True}
    )
    chunks = list(stream)
    pieces = [each.choices[0].delta.content or "" for each in chunks if each.choices]
    assert "".join(pieces) == "Reformulez : la salle est ouverte le lundi."
    assert len(pieces) > 4
    assert [each.choices[0].finish_reason for each in chunks if each.choices][-1] == "stop"
    assert chunks[-1].usage and chunks[-1].usage.completion_tokens > 0


def test_what_is_masked_never_leaves_and_comes_back_in_the_answer(
    live_town: Town, client_of: Client, outside: ScriptedText
) -> None:
    answer = client_of(live_town.key()).chat.completions.with_raw_response.create(
        model="beffroi-texte", messages=PERSONAL
    )
    assert "Dubois" not in outside.asked[0][0].content
    assert "06 12" not in outside.asked[0][0].content
    assert answer.headers["X-Beffroi-Masked"] == "2"
    said = answer.parse().choices[0].message.content or ""
    assert "Dubois" in said and "06 12 34 56 78" in said


@pytest.mark.parametrize("piece", [1, 2, 3, 7])
def test_a_mask_cut_in_two_by_the_stream_is_put_back_whole(
    live_town: Town, client_of: Client, outside: ScriptedText, piece: int
) -> None:
    outside.piece = piece
    stream = client_of(live_town.key()).chat.completions.create(model="beffroi-texte", messages=PERSONAL, stream=True)
    said = "".join(each.choices[0].delta.content or "" for each in stream if each.choices)
    assert "Claire Dubois" in said or "Mme Dubois" in said
    assert "06 12 34 56 78" in said
    assert "[" not in said and "PERSONNE" not in said


def test_the_journal_has_its_lines_and_none_of_the_words(
    live_town: Town, client_of: Client, outside: ScriptedText
) -> None:
    row, key = live_town.row_and_key()
    client_of(key).chat.completions.create(
        model="beffroi-texte", messages=PERSONAL, user="claire.martin@valbrume.fr", metadata={"poste": "accueil-3"}
    )
    lines = list(Entry.objects.filter(subject__startswith=f"cle:{row.public}:"))
    assert [line.action for line in lines] == ["ai_call_begun", "ai_call"]
    assert {line.actor for line in lines} == {f"clé {row.public}"}
    assert lines[1].data["use"] == "door.writing"
    assert lines[1].data["service"] == "Secrétariat"
    everything = json.dumps([[e.actor, e.subject, e.data] for e in Entry.objects.all()], ensure_ascii=False)
    for planted in ("Dubois", "06 12", "claire.martin", "accueil-3", key):
        assert planted not in everything


def test_only_the_last_day_that_a_key_served_is_kept(live_town: Town, client_of: Client) -> None:
    row, key = live_town.row_and_key()
    client_of(key).models.list()
    row = DoorKey.unscoped.get(pk=row.pk)
    assert row.last_used_on is not None
    assert key not in json.dumps(list(DoorKey.unscoped.values("public", "digest", "label", "uses")))


def test_an_answer_in_the_shape_that_was_asked(live_town: Town, client_of: Client) -> None:
    schema = {"type": "object", "properties": {"titre": {"type": "string"}}, "required": ["titre"]}
    form: Any = {"type": "json_schema", "json_schema": {"name": "x", "schema": schema}}
    client = client_of(live_town.key())
    made = client.chat.completions.create(model="beffroi-texte", messages=ASKED, response_format=form)
    assert "titre" in json.loads(made.choices[0].message.content or "")
    streamed = client.chat.completions.create(model="beffroi-texte", messages=ASKED, response_format=form, stream=True)
    said = "".join(each.choices[0].delta.content or "" for each in streamed if each.choices)
    assert "titre" in json.loads(said)


def test_vectors_are_the_same_in_floats_and_in_base64(live_town: Town, client_of: Client) -> None:
    client = client_of(live_town.key("door.search"))
    packed = client.embeddings.create(model="beffroi-vecteurs", input=["la cantine", "le cimetière"])
    plain = client.embeddings.create(model="hashed", input="la cantine", encoding_format="float")
    assert len(packed.data) == 2
    assert np.allclose(packed.data[0].embedding, plain.data[0].embedding, atol=1e-6)


def test_a_recording_longer_than_a_window_is_heard_whole_and_in_its_times(
    live_town: Town, client_of: Client, tmp_path: Path
) -> None:
    parts = [silence(1)]
    for line in range(4):
        parts += [spoken(line, 9), silence(4)]
    sound = write_wav(tmp_path / "long.wav", np.concatenate(parts))
    client = client_of(live_town.key("door.transcribe"))
    made = client.audio.transcriptions.create(
        model="beffroi-parole", file=sound, response_format="verbose_json", timestamp_granularities=["word", "segment"]
    )
    assert [round(each.start) for each in made.segments or []] == [1, 14, 27, 40]
    assert made.words and made.words[0].word == "La"
    assert round(made.duration) == 53
    lines = Entry.objects.filter(action="ai_call")
    assert lines.count() == 2 and all(line.data["sound_seconds"] <= 30 for line in lines)


@pytest.mark.parametrize("extension", ["wav", "mp3", "ogg"])
def test_usual_sound_files_are_heard_and_given_as_text(
    live_town: Town, client_of: Client, tmp_path: Path, extension: str
) -> None:
    wav = a_sitting(tmp_path / "seance.wav", lines=(0,))
    sound = wav if extension == "wav" else encoded(wav, tmp_path / f"seance.{extension}")
    made = client_of(live_town.key("door.transcribe")).audio.transcriptions.create(
        model="beffroi-parole", file=sound, response_format="text"
    )
    assert str(made).strip() == "La séance est ouverte."


def encoded(wav: Path, to: Path) -> Path:
    import av

    codec = {"mp3": "libmp3lame", "ogg": "libopus"}[to.suffix[1:]]
    with av.open(str(wav)) as source, av.open(str(to), "w") as target:
        stream = target.add_stream(codec, rate=48000)
        for frame in source.decode(audio=0):
            for packet in stream.encode(frame):
                target.mux(packet)
        for packet in stream.encode(None):
            target.mux(packet)
    return to


def test_what_is_no_sound_is_said_plainly(live_town: Town, client_of: Client, tmp_path: Path) -> None:
    path = tmp_path / "faux.mp3"
    path.write_bytes(b"ceci est une lettre" * 100)
    with pytest.raises(openai.BadRequestError) as caught:
        client_of(live_town.key("door.transcribe")).audio.transcriptions.create(model="beffroi-parole", file=path)
    assert caught.value.code == "invalid_sound"


def test_a_revoked_key_is_refused_at_once(live_town: Town, client_of: Client) -> None:
    from beffroi.charter.door import keys
    from beffroi.town.scope import scope

    row, key = live_town.row_and_key()
    client = client_of(key)
    client.models.list()
    with scope(live_town.commune):
        keys.revoke(row, actor=live_town.bob)
    with pytest.raises(openai.AuthenticationError, match="révoquée"):
        client.models.list()


def test_an_engine_that_is_down_is_a_502_that_says_so(live_town: Town, client_of: Client) -> None:
    client = client_of(live_town.key())
    down = ScriptedText([EngineError("Le moteur de texte ne répond pas.", retry=True)])
    with registry.use(text=down), pytest.raises(openai.InternalServerError) as caught:
        client.chat.completions.create(model="beffroi-texte", messages=ASKED, stream=True)
    assert caught.value.status_code == 502
    assert "ne répond pas" in str(caught.value)


class Breaking(EchoText):
    """Says half of its answer, then breaks."""

    def stream(self, messages: Any, *, max_tokens: int = 512, temperature: float = 0.0) -> Iterator[Any]:
        yield "La salle "
        raise EngineError("Le moteur de texte a coupé la réponse avant la fin.")


def test_an_engine_that_breaks_half_way_ends_the_stream_with_an_error(live_town: Town, client_of: Client) -> None:
    said = []
    with registry.use(text=Breaking()), pytest.raises(openai.APIError, match="avant la fin"):
        for chunk in client_of(live_town.key()).chat.completions.create(
            model="beffroi-texte", messages=ASKED, stream=True
        ):
            said.append(chunk.choices[0].delta.content or "")
    assert "".join(said) == "La salle "
    assert Entry.objects.filter(action="ai_call_failed").count() == 1


class Endless(EchoText):
    """Talks until it is told to stop."""

    def __init__(self) -> None:
        super().__init__()
        self.said = 0
        self.closed = False

    def stream(self, messages: Any, *, max_tokens: int = 512, temperature: float = 0.0) -> Iterator[Any]:
        import time

        try:
            while True:
                self.said += 1
                time.sleep(0.02)
                yield "encore "
        finally:
            self.closed = True


def test_a_client_that_hangs_up_stops_the_engine_and_gives_its_place_back(live_town: Town, client_of: Client) -> None:
    engine = Endless()
    with registry.use(text=engine):
        stream = client_of(live_town.key()).chat.completions.create(model="beffroi-texte", messages=ASKED, stream=True)
        next(iter(stream))
        assert DoorSlot.unscoped.count() == 1
        stream.close()
        assert until(lambda: engine.closed)
        assert until(lambda: not DoorSlot.unscoped.exists())
        assert until(lambda: Entry.objects.filter(action__in=["ai_call_cancelled", "ai_call_failed"]).exists())


def test_a_client_that_hangs_up_before_the_whole_answer_stops_the_engine_too(live_town: Town, live_door: str) -> None:
    import httpx

    engine = Endless()
    with registry.use(text=engine):
        with pytest.raises(httpx.ReadTimeout):
            httpx.post(
                f"{live_door}/v1/chat/completions",
                json={"model": "beffroi-texte", "messages": ASKED},
                headers={"Authorization": f"Bearer {live_town.key()}"},
                timeout=1,
            )
        assert until(lambda: engine.closed)
        assert until(lambda: not DoorSlot.unscoped.exists())


def test_a_key_revoked_while_it_streams_is_cut(live_town: Town, client_of: Client, monkeypatch: Any) -> None:
    from beffroi.charter.door import keys, streaming
    from beffroi.town.scope import scope

    monkeypatch.setattr(streaming, "CHECK_SECONDS", 0.1)
    engine = Endless()
    row, key = live_town.row_and_key()
    with registry.use(text=engine):
        stream = client_of(key).chat.completions.create(model="beffroi-texte", messages=ASKED, stream=True)
        next(iter(stream))
        with scope(live_town.commune):
            keys.revoke(row, actor=live_town.bob)
        with pytest.raises(openai.APIError, match="révoquée"):
            for _ in stream:
                pass
    assert until(lambda: engine.closed)


def test_too_many_at_once_wait_their_turn(live_town: Town, client_of: Client) -> None:
    client = client_of(live_town.key(at_once=1))
    with registry.use(text=Endless()):
        stream = client.chat.completions.create(model="beffroi-texte", messages=ASKED, stream=True)
        next(iter(stream))
        with pytest.raises(openai.RateLimitError) as caught:
            client.models.list()
        stream.close()
    assert caught.value.code == "too_many_at_once"
    assert caught.value.response.headers["Retry-After"] == "5"
    assert until(lambda: not DoorSlot.unscoped.exists())
    client.models.list()


def test_a_minute_has_its_limit_and_one_line_tells_it(live_town: Town, client_of: Client) -> None:
    row, key = live_town.row_and_key(calls_a_minute=2)
    client = client_of(key)
    refused = []
    for _ in range(8):
        try:
            client.models.list()
        except openai.RateLimitError as error:
            refused.append(int(error.response.headers["Retry-After"]))
    assert len(refused) >= 4 and all(0 < wait <= 60 for wait in refused)
    lines = Entry.objects.filter(action="door_refused", subject=f"cle:{row.public}").count()
    assert 1 <= lines <= 2


def test_the_day_has_its_tokens_and_what_was_not_spent_is_given_back(live_town: Town, client_of: Client) -> None:
    client = client_of(live_town.key(tokens_a_day=1000))
    client.chat.completions.create(model="beffroi-texte", messages=ASKED, max_tokens=900)
    assert DoorUsage.unscoped.get().tokens < 50
    with pytest.raises(openai.RateLimitError) as caught:
        client.chat.completions.create(model="beffroi-texte", messages=ASKED, max_tokens=990)
    assert caught.value.code == "day_quota"
    assert int(caught.value.response.headers["Retry-After"]) > 0
    assert caught.value.response.headers["x-should-retry"] == "false"


def test_what_may_not_leave_is_answered_here_and_the_tool_is_told_which_model_did(
    live_town: Town, client_of: Client, outside: ScriptedText
) -> None:
    with scope(live_town.commune):
        a_charter(only(places={"personal": "commune", "masked_as": "same"}))
    client = client_of(live_town.key())
    with registry.use(text_others=[ScriptedText(["Bien reçu.", "Bien reçu."])]):
        made = client.chat.completions.create(model="beffroi-texte", messages=PERSONAL)
        stream = client.chat.completions.create(model="beffroi-texte", messages=PERSONAL, stream=True)
        named = {chunk.model for chunk in stream}
    assert outside.asked == [] and made.model == "scripted" and named == {"scripted"}
    assert made.model_extra and made.model_extra["beffroi"]["place"] == "machine"
    assert made.model_extra["beffroi"]["articles"] == [4]
    assert made.model_extra["beffroi"]["sent_elsewhere"] == {"from": "grand-modele", "to": "scripted"}
