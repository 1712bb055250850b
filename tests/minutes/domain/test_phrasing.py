# ruff: noqa: E501  (what is said reads best whole)
"""The model phrases quotations, and what it gets wrong stays as code wrote it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pytest

from beffroi.minutes.domain.phrasing import phrase_section, prompt
from beffroi.minutes.domain.types import DraftSection, DraftSentence, SentenceKind, Utterance

from .sitting import MEMBERS

WORDS = "La préfecture nous a notifié une subvention de quarante-huit mille euros pour l'école."
UTTERANCES = [Utterance(0, WORDS, "BLANCHET", "BLANCHET")]
QUOTE = "M.\u00a0Blanchet déclare : «\u00a0La préfecture nous a notifié une subvention de 48\u202f000\u00a0€ pour l'école.\u00a0»"
SECTION = DraftSection(2, "École", (DraftSentence(QUOTE, SentenceKind.QUOTE, (0,)),))
GOOD = "M.\u00a0Blanchet indique que la préfecture a notifié une subvention de 48 000 € pour l'école."


def phrased(reply: str, *, context: int = 4096, section: DraftSection = SECTION) -> tuple[DraftSection, list[str]]:
    asked: list[str] = []

    def ask(messages: Sequence[dict[str, str]], max_tokens: int, schema: dict[str, Any]) -> str:
        asked.append(messages[-1]["content"])
        assert max_tokens > 0 and schema == prompt().schema
        return reply

    done = phrase_section(
        section, UTTERANCES, (), MEMBERS, ask, context_tokens=context, count_tokens=lambda text: len(text) // 3
    )
    return done, asked


def answer(text: str) -> str:
    return json.dumps([{"line": 1, "text": text}])


def test_a_faithful_sentence_of_the_model_takes_the_place_of_the_quotation() -> None:
    section, _ = phrased(answer(GOOD))
    (sentence,) = section.sentences
    assert (sentence.text, sentence.phrased_by, sentence.sources) == (GOOD, "model", (0,))


@pytest.mark.parametrize(
    "reply",
    [
        answer(GOOD.replace("48 000", "49 000")),
        answer(GOOD.replace("a notifié", "n'a pas notifié")),
        answer(GOOD.replace("Blanchet", "Petit")),
        answer("M.\u00a0Blanchet indique que la préfecture a notifié une subvention pour l'école."),
        answer(GOOD.replace("pour l'école.", "pour l'école, adoptée à l'unanimité.")),
        answer("M.\u00a0Blanchet remercie chaleureusement l'ensemble des habitants du quartier pour 48 000 €."),
        answer(GOOD.replace("la préfecture a", "la préfecture nous a")),
        answer(GOOD.replace("indique que la", "demande si la")),
        answer(GOOD[:-1] + " et la mairie de Lyon aussi, comme monsieur Durand."),
        "ceci n'est pas du JSON",
        json.dumps({"line": 1, "text": GOOD}),
        json.dumps([{"line": 7, "text": GOOD}]),
        "",
    ],
    ids=["figure", "negation", "speaker", "figure lost", "vote", "other words", "person", "question", "name added", "no json", "no list", "no such line", "empty"],
)  # fmt: skip
def test_an_unfaithful_reply_leaves_the_words_as_quoted(reply: str) -> None:
    section, _ = phrased(reply)
    assert section == SECTION


def test_a_reply_cut_short_gives_its_whole_sentences() -> None:
    section, _ = phrased(answer(GOOD)[:-1] + ', {"line": 2, "te')
    assert section.sentences[0].text == GOOD


def test_nothing_is_asked_where_nothing_is_quoted() -> None:
    vote = DraftSection(2, "École", (DraftSentence("La délibération est adoptée.", SentenceKind.VOTE, (0,)),))
    section, asked = phrased(answer(GOOD), section=vote)
    assert (section, asked) == (vote, [])


def test_many_quotations_are_asked_in_several_bounded_calls() -> None:
    many = DraftSection(2, "École", SECTION.sentences * 30)
    _, asked = phrased("[]", context=1600, section=many)
    assert len(asked) > 3 and all(len(each) < 1600 * 3 for each in asked)


def test_a_quotation_too_long_for_the_model_is_kept_and_said_to_be_left_out() -> None:
    long = DraftSection(2, "École", (DraftSentence(QUOTE.replace("école", "école " * 3000), SentenceKind.QUOTE, (0,)),))
    section, asked = phrased("[]", context=2048, section=long)
    assert section.cut and section.sentences == long.sentences and asked == []


def test_the_prompt_says_its_use_version_and_schema() -> None:
    assert (prompt().use, prompt().version) == ("minutes.phrase", 1)
    assert prompt().schema["type"] == "array" and "use:" not in prompt().text
