import json

import numpy as np
import pytest

from beffroi.audit.models import Entry
from beffroi.charter import gateway
from beffroi.charter.uses import AiUse
from beffroi.engines import registry
from beffroi.engines.adapters.fakes import ScriptedOcr
from beffroi.minutes import ai_uses
from beffroi.town.scope import scope
from tests.doubles.cast import a_commune, a_person

pytestmark = pytest.mark.django_db


def test_a_use_that_nobody_declared_never_reaches_a_model() -> None:
    gossip = AiUse("minutes.gossip", "generate", "Bavarder.", "Tout.", "Personne.", "Rien.")
    with scope(a_commune()), pytest.raises(gateway.Refused):
        gateway.generate(gossip, [gateway.Message("user", "Alors ?")], actor="alice")
    assert Entry.objects.get().action == "ai_call_refused"


def test_a_call_leaves_a_line_that_says_who_which_model_and_how_long_but_not_what() -> None:
    commune = a_commune()
    alice = a_person("alice", commune)
    with scope(commune):
        gateway.generate(ai_uses.PHRASE, [gateway.Message("user", "le secret de madame Dubois")], actor=alice)
    line = Entry.objects.get(action="ai_call")
    assert line.actor == "alice"
    assert line.data["use"] == "minutes.phrase"
    assert line.data["model"]
    assert line.data["place"] == "machine"
    assert line.data["seconds"] >= 0
    assert "secret" not in json.dumps(line.data) + line.subject


def test_a_place_that_the_charter_forbids_is_refused(settings) -> None:
    settings.AI_PLACES = ()
    sound = np.zeros(gateway.SAMPLE_RATE, dtype=np.float32)
    with scope(a_commune()), pytest.raises(gateway.Refused, match="charte"):
        gateway.transcribe(ai_uses.TRANSCRIBE, sound, actor="alice")


def test_time_spent_in_engines_is_counted() -> None:
    with scope(a_commune()), gateway.time_in_engines() as spent:
        gateway.generate(ai_uses.PHRASE, [gateway.Message("user", "Bonjour")], actor="alice")
    assert len(spent) == 1


PNG = b"\x89PNG\r\n\x1a\n"


def test_a_page_read_by_ocr_leaves_a_line_with_sizes_and_never_the_words() -> None:
    with scope(a_commune()), registry.use(ocr=ScriptedOcr(["le secret de madame Dubois"])):
        assert gateway.ocr(ai_uses.READ_PAPERS, PNG, actor="alice") == "le secret de madame Dubois"
    line = Entry.objects.get(action="ai_call")
    assert (line.data["use"], line.data["image_bytes"], line.data["words"]) == ("minutes.read_papers", len(PNG), 5)
    assert "secret" not in json.dumps(line.data)


def test_ocr_is_refused_to_a_use_that_was_declared_for_something_else() -> None:
    with scope(a_commune()), pytest.raises(gateway.Refused):
        gateway.ocr(ai_uses.TRANSCRIBE, PNG, actor="alice")


def test_without_an_ocr_engine_it_says_what_to_give_instead() -> None:
    with scope(a_commune()), registry.use(ocr=None), pytest.raises(gateway.EngineError, match="document d’origine"):
        gateway.ocr(ai_uses.READ_PAPERS, PNG, actor="alice")
