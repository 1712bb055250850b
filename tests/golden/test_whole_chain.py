"""The sample sitting through the whole chain, with the embedded engines for real (no text model: code writes)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from beffroi.cli.pipeline import run_here
from beffroi.engines import registry
from beffroi.engines.settings import EngineSettings
from beffroi.minutes import exports
from beffroi.minutes.actions.create_meeting import create_meeting
from beffroi.minutes.actions.read_papers import read_agenda_file, read_roster_file
from beffroi.minutes.actions.receive_recording import receive_recording
from beffroi.minutes.models import Meeting
from beffroi.town.scope import scope
from tests.doubles.cast import a_commune

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
TRUTH = json.loads((SAMPLES / "verite.json").read_text())
FIGURES = ("for", "against", "abstain")

pytestmark = [pytest.mark.golden, pytest.mark.django_db]


@pytest.fixture(scope="module")
def chain(django_db_setup, django_db_blocker, tmp_path_factory):
    """The sitting, treated once for all the tests of this file."""
    settings = EngineSettings.from_environment()
    embedded = EngineSettings(text="none", models_dir=settings.models_dir, var=tmp_path_factory.mktemp("var"))
    if not (embedded.models_dir / embedded.embedded_speech_model / "model.bin").exists():
        pytest.skip("le modèle de parole n’est pas installé : beffroi models install")
    before = registry.current()
    registry.configure(embedded)
    with django_db_blocker.unblock(), scope(a_commune("Golden")):
        meeting = create_meeting(
            user=None,
            kind="council",
            template="council",
            title="Séance d’exemple",
            agenda=read_agenda_file((SAMPLES / "ordre-du-jour.txt").read_bytes(), "ordre-du-jour.txt"),
            members=read_roster_file((SAMPLES / "elus.csv").read_bytes(), "elus.csv"),
        )
        receive_recording(meeting, SAMPLES / "conseil.opus", "conseil.opus", user=None)
        run_here(meeting)
        yield Meeting.objects.get(pk=meeting.pk)
    registry.configure(before)


@pytest.fixture
def meeting(chain: Meeting):
    with scope(chain.commune):
        yield chain


def test_every_vote_of_the_sample_is_in_the_draft_with_its_figures(meeting: Meeting) -> None:
    found = [(fact["item"], fact["ballot"]) for fact in meeting.minutes.facts if fact["kind"] == "vote"]
    for expected in TRUTH["ballots"]:
        ballots = [ballot for item, ballot in found if item == expected["item"]]
        assert any(
            ballot["result"] == expected["result"]
            and [ballot["votes_for"], ballot["against"] or 0, ballot["abstain"] or 0]
            == [expected[name] for name in FIGURES]
            for ballot in ballots
        ), (expected, ballots)
    assert len(found) == len(TRUTH["ballots"])


def test_nobody_is_given_somebody_elses_name(meeting: Meeting) -> None:
    reference = json.loads((SAMPLES / "conseil.json").read_text())
    named = meeting.voices.exclude(name="")
    assert named.count() >= 4
    for voice in named:
        spoken: dict[str, float] = {}
        for utterance in voice.utterances.all():
            for turn in reference:
                common = min(utterance.end, turn["end"]) - max(utterance.start, turn["start"])
                spoken[turn["speaker"]] = spoken.get(turn["speaker"], 0) + max(common, 0)
        speaker = max(spoken, key=lambda label: spoken[label])
        assert TRUTH["speakers"][speaker] == voice.participant.last_name


def test_every_sentence_rests_on_words_that_were_heard(meeting: Meeting) -> None:
    said = set(meeting.utterances.values_list("index", flat=True))
    for section in meeting.minutes.sections.all():
        for sentence in section.sentences.all():
            assert sentence.sources and set(sentence.sources) <= said, sentence.text


@pytest.mark.parametrize(("fmt", "magic"), [("pdf", b"%PDF"), ("docx", b"PK"), ("odt", b"PK")])
def test_the_draft_can_be_downloaded_and_the_final_one_cannot(meeting: Meeting, fmt: str, magic: bytes) -> None:
    assert exports.render(meeting.minutes, fmt, final=False).startswith(magic)
    with pytest.raises(exports.GateClosed):
        exports.render(meeting.minutes, fmt, final=True)
