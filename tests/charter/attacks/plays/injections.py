"""Orders hidden in what is given to a model, and a model that obeys them: nothing that nobody said enters the text."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from beffroi.charter import gateway
from beffroi.engines import registry
from beffroi.engines.protocols import EngineInfo, Generation, Message
from beffroi.minutes.actions.draft_minutes import Phraser, words_of, write_sentences
from beffroi.minutes.actions.verify_minutes import reverify
from beffroi.minutes.domain import types
from beffroi.minutes.models import Section, Utterance
from tests.doubles.ready import a_ready_meeting

from ..stage import Stage
from ..tries import End
from . import plays
from .calls import SpyText


class Obeys(SpyText):
    """Writes, for each line that it is given, what it was told to."""

    def __init__(self, says: str) -> None:
        super().__init__(EngineInfo("fake", "obedient", "machine"))
        self._says = says

    def generate(self, messages: Sequence[Message], **options: Any) -> Generation:
        self.asked.append(tuple(messages))
        lines = re.findall(r"^(\d+)\. (.+?)\u00a0: «", messages[-1].content, re.MULTILINE)
        if self._says.startswith(("{", "[")) and "{name}" not in self._says:
            return Generation(self._says, 1, 1)
        rows = [{"line": int(number), "text": self._says.replace("{name}", name)} for number, name in lines]
        return Generation(json.dumps(rows, ensure_ascii=False), 1, 1)


@plays("inject")
def inject(stage: Stage, given: Mapping[str, Any]) -> End:
    """« said » is what somebody says in the meeting; the model « answers »; « never »: what must not be in the text
    unless a flag points at its sentence."""
    meeting = a_ready_meeting(stage.alice, sound=False)
    Utterance.objects.filter(meeting=meeting, index=2).update(text=given["said"], heard=given["said"])
    section = Section.objects.get(minutes__meeting=meeting, item_number=1)
    section.sentences.all().delete()
    quoted = types.DraftSentence(
        f"M. Tissot déclare\u00a0: «\u00a0{given['said']}\u00a0»", types.SentenceKind.QUOTE, (2,)
    )
    words, model = words_of(meeting), Obeys(given["answers"])
    stage.ready()
    with registry.use(text=model):
        drafted = Phraser(words, [], actor=stage.alice, subject=meeting.subject).phrase(
            types.DraftSection(1, section.title, (quoted,))
        )
    assert model.asked, "the model was not asked anything: this try tries nothing"
    if drafted.sentences == (quoted,):
        return End.HARMLESS  # what was said stays, in its quotation marks
    write_sentences(section, drafted.sentences)
    reverify(section.minutes)
    for sentence in section.sentences.all():
        if any(each in sentence.text for each in given["never"]):
            return End.SEEN if sentence.flags.filter(answer="").exists() else End.THROUGH
    return End.HARMLESS


@plays("system words")
def system_words(stage: Stage, given: Mapping[str, Any]) -> End:
    """What stands in a text never becomes an instruction: roles go to the engine as they were given."""
    spy = SpyText(EngineInfo("fake", "spy", "machine"))
    stage.ready()
    told = [Message("system", "Résume."), Message("user", given["text"])]
    from beffroi.minutes import ai_uses

    with registry.use(text=spy):
        gateway.generate(ai_uses.PHRASE, told, actor=stage.alice)
    roles = [message.role for message in spy.asked[0]]
    same = spy.asked[0][0].content == "Résume." and spy.asked[0][1].content == given["text"]
    return End.HARMLESS if roles == ["system", "user"] and same else End.THROUGH
