"""Production engines that are out, slow or talk nonsense, behind a real HTTP server: the meeting is kept, what was
heard is not heard again, and a text is made without the text model."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from beffroi.audit.models import Entry
from beffroi.charter import gateway
from beffroi.engines import registry
from beffroi.engines.adapters.fakes import EchoText, FixedDiarizer
from beffroi.engines.adapters.openai_http import Endpoint
from beffroi.engines.adapters.openai_speech import OpenAISpeech
from beffroi.engines.adapters.openai_text import OpenAIText
from beffroi.engines.model_store import ModelRefused
from beffroi.minutes import ai_uses
from beffroi.minutes.actions.create_meeting import create_meeting
from beffroi.minutes.actions.process import start_processing
from beffroi.minutes.actions.receive_recording import receive_recording
from beffroi.minutes.domain.types import Item
from beffroi.minutes.models import Meeting, Window
from beffroi.work import jobs
from beffroi.work.models import Job, JobState
from tests.doubles.http_server import Behaviour, answers, drips, free_port, hangs_up, http_server, sends, waits
from tests.doubles.sound import a_sitting

HEARD = {"text": "La séance est ouverte.", "language": "fr"}
DEBATE = (
    "MOREL : Passons au premier point, le budget.\n"
    "DUBOIS : Pour le budget, nous avons écouté les habitants et ils refusent que tout soit décidé sans eux.\n"
    "MOREL : Passons au deuxième point, les travaux.\n"
    "DUBOIS : Pour les travaux, nous avons vu les commerçants et ils refusent que la rue soit fermée sans eux.\n"
    "MOREL : Passons au troisième point, l’éclairage.\n"
    "PETIT : Pour l’éclairage, nous avons reçu des lettres et elles disent que la place est trop sombre le soir.\n"
)
FAULTS: dict[str, tuple[list[Behaviour], str]] = {
    "500": ([answers({}, 500)], "en panne (500)"),
    "503": ([answers({}, 503)], "en panne (503)"),
    "401": ([answers({}, 401)], "la clé"),
    "429": ([answers({}, 429)], "trop de demandes"),
    "html": ([sends(b"<html>Bienvenue</html>")], "une page web"),
    "cut json": ([sends(b'{"text": "La s', 200, "application/json")], "autre chose qu’une réponse"),
    "hung up in the middle": ([sends(b'{"te', 200, "application/json", 5000)], "a coupé l’échange"),
    "hung up": ([hangs_up], "a coupé l’échange"),
    "another json": ([answers({"ok": True})], "texte"),
    "slow": ([waits(1.5, answers(HEARD))], "n’a pas répondu"),
    "never ending": ([drips()], "n’a pas répondu"),
}


def endpoint(url: str, who: str) -> Endpoint:
    return Endpoint(f"{url}/v1", who=who, timeout=0.6, pauses=(0.01,))


def speech(url: str) -> OpenAISpeech:
    return OpenAISpeech(url, place="commune", endpoint=endpoint(url, "Le moteur de transcription"))


def text(url: str) -> OpenAIText:
    return OpenAIText(url, model="m", place="commune", endpoint=endpoint(url, "Le moteur de texte"))


@pytest.fixture
def meeting(in_valbrume: Any, alice: Any) -> Meeting:
    agenda = [Item(1, "Budget"), Item(2, "Travaux"), Item(3, "Éclairage")]
    return create_meeting(user=alice, kind="team", template="team", title="Réunion", agenda=agenda)


@pytest.fixture
def sound(meeting: Meeting, alice: Any, tmp_path: Path) -> Meeting:
    path = a_sitting(tmp_path / "seance.wav", (0, 1, 2, 3), 20.0, 4.0)
    receive_recording(meeting, path, "seance.wav", user=alice)
    return meeting


@pytest.fixture
def debate(meeting: Meeting, alice: Any, tmp_path: Path) -> Meeting:
    path = tmp_path / "debat.txt"
    path.write_text(DEBATE)
    receive_recording(meeting, path, "debat.txt", user=alice)
    return meeting


def processed(meeting: Meeting) -> Job:
    job = start_processing(meeting, None)
    job.refresh_from_db()
    return job


@pytest.mark.parametrize("fault", FAULTS)
def test_a_speech_engine_at_fault_says_so_and_the_work_can_be_tried_again(fault: str, sound: Meeting) -> None:
    behaviours, said = FAULTS[fault]
    with http_server(*behaviours) as server, registry.use(speech=speech(server.url)):
        job = processed(sound)
    assert (job.state, job.can_retry) == (JobState.FAILED, True)
    assert said in job.error and "L’enregistrement est gardé" in job.error
    assert Window.objects.exists() and not Window.objects.exclude(done_at=None).exists()
    assert jobs.retry(job).refresh_from_db() is None
    assert Job.objects.latest("created_at").state == JobState.DONE


def test_a_speech_engine_that_is_not_there_says_so(sound: Meeting) -> None:
    with registry.use(speech=speech(f"http://127.0.0.1:{free_port()}")):
        job = processed(sound)
    assert "ne répond pas" in job.error and job.can_retry


def test_an_engine_that_falls_half_way_loses_nothing_of_what_it_heard(sound: Meeting) -> None:
    with (
        http_server(answers(HEARD), answers(HEARD), answers({}, 500)) as server,
        registry.use(speech=speech(server.url)),
    ):
        job = processed(sound)
    assert job.state == JobState.FAILED and "déjà transcrites sont gardées" in job.error
    assert Window.objects.exclude(done_at=None).count() == 2
    with http_server(answers(HEARD)) as server, registry.use(speech=speech(server.url)):
        jobs.retry(job)
        assert len(server.requests) == Window.objects.count() - 2
    assert sound.utterances.count() >= 4


def test_a_host_that_the_commune_did_not_allow_hears_nothing(sound: Meeting, settings: Any) -> None:
    settings.AI_PLACES = ("machine", "commune")
    with http_server(answers(HEARD)) as server:
        abroad = OpenAISpeech(server.url, place="host", endpoint=endpoint(server.url, "Le moteur de transcription"))
        with registry.use(speech=abroad):
            job = processed(sound)
        assert server.requests == []
    assert "La charte de la commune ne permet pas" in job.error and "BEFFROI_AI_PLACES" in job.error
    assert job.can_retry, "the setting is changed elsewhere: the work is then tried again"
    assert Entry.objects.filter(action="ai_call_refused").exists()


@pytest.mark.parametrize("fault", [name for name in FAULTS if name not in ("another json", "429")])
def test_a_text_engine_at_fault_leaves_the_text_that_code_wrote(fault: str, debate: Meeting) -> None:
    behaviours, said = FAULTS[fault]
    with http_server(*behaviours) as server, registry.use(text=text(server.url)):
        job = processed(debate)
        asked = len(server.requests)
    assert job.state == JobState.DONE
    assert [note for note in job.result["notes"] if said in note]
    assert asked <= 2, "an engine that is out is not asked for every section"
    sentences = [each for section in debate.minutes.sections.all() for each in section.sentences.all()]
    assert len(sentences) >= 3 and {each.origin for each in sentences} == {"code"}
    assert debate.minutes.engines == [], "no model took part in this text"


def test_a_slow_text_engine_is_waited_for_once_in_the_whole_text(debate: Meeting) -> None:
    with http_server(waits(3, answers({}))) as server, registry.use(text=text(server.url)):
        started = time.monotonic()
        processed(debate)
        assert len(server.requests) == 1
    assert time.monotonic() - started < 3


def test_a_model_that_is_not_its_publishers_is_left_out_of_the_text(debate: Meeting) -> None:
    class Altered(EchoText):
        def generate(self, messages: Any, **options: Any) -> Any:
            raise ModelRefused("Les fichiers du modèle ne sont pas ceux de l’éditeur : il n’est pas utilisé.")

    with registry.use(text=Altered()):
        job = processed(debate)
    assert job.state == JobState.DONE and "ne sont pas ceux de l’éditeur" in str(job.result["notes"])


@pytest.mark.parametrize("error", [ZeroDivisionError(), MemoryError(), gateway.EngineError("Le modèle manque.")])
def test_whatever_befalls_the_diarizer_the_words_are_kept(error: Exception, sound: Meeting) -> None:
    class Fallen(FixedDiarizer):
        def diarize(self, blocks: Any, **options: Any) -> Any:
            raise error

    with registry.use(diarizer=Fallen()):
        job = processed(sound)
    assert job.state == JobState.DONE and sound.utterances.exists()
    assert "paroles sont gardées" in str(job.result["notes"])


def test_the_journal_keeps_each_failure_without_a_word_of_what_was_said(sound: Meeting) -> None:
    with http_server(answers({"text": "secret"}, 500)) as server, registry.use(speech=speech(server.url)):
        processed(sound)
    failed = Entry.objects.get(action="ai_call_failed")
    assert failed.data["use"] == ai_uses.TRANSCRIBE.code and "secret" not in str(failed.data)
