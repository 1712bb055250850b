"""However a model cuts its answer, a masked stream gives what the whole answer would have given."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beffroi.charter import gateway
from beffroi.charter.ai_uses import WRITING
from beffroi.engines import registry
from beffroi.engines.adapters.fakes import ScriptedText
from beffroi.engines.protocols import EngineInfo, Generation
from beffroi.town.scope import scope

from .conftest import Town

ASKED = [gateway.Message("user", "Écrivez à Mme Claire Dubois, 06 12 34 56 78.")]
SAID = st.lists(
    st.sampled_from(
        [
            "[PERSONNE_1]",
            "[TELEPHONE_1]",
            "[ personne 1 ]",
            "Mme [PERSONNE_1]",
            "bonjour",
            "[",
            "]",
            "[note]",
            ". ",
            "\n",
        ]
    ),
    min_size=1,
    max_size=8,
).map(" ".join)


class Cut(ScriptedText):
    """Says ``said``, cut where it is told."""

    def __init__(self, said: str, cuts: list[int]) -> None:
        super().__init__([])
        self.info = EngineInfo("openai_text", "grand-modele", "host", "ia.exemple.fr")
        self.said, self.cuts = said, sorted({each % (len(said) + 1) for each in cuts} | {0, len(said)})

    def generate(self, messages: Any, **_: Any) -> Generation:
        return Generation(self.said)

    def stream(self, messages: Any, **_: Any) -> Iterator[Any]:
        for start, end in zip(self.cuts, self.cuts[1:], strict=False):
            yield self.said[start:end]
        yield Generation(self.said)


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=SAID, cuts=st.lists(st.integers(0, 200), max_size=30))
def test_masking_holds_wherever_the_stream_is_cut(town: Town, said: str, cuts: list[int]) -> None:
    from django.test import override_settings

    asked: dict[str, Any] = {"actor": town.bob, "subject": "cle:essai"}
    with (
        override_settings(AI_PLACES=("machine", "commune", "host")),
        scope(town.commune),
        registry.use(text=Cut(said, cuts)),
    ):
        whole = gateway.generate(WRITING, ASKED, **asked).text
        pieces = list(gateway.generate_stream(WRITING, ASKED, **asked))
    assert "".join(pieces) == whole
    assert "PERSONNE_1" not in whole and "TELEPHONE_1" not in whole
