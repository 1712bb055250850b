"""The debate of an item as its adopted text has it, with the detail that was chosen for it, and where it is heard.

The same sentences as the procès-verbal (``actions/pv_document.py``): an item told by its decision alone has none here
either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from beffroi.minutes.domain.public import Paragraph, PublicSentence
from beffroi.minutes.domain.sitting.events import ItemKind
from beffroi.minutes.domain.types import SentenceKind
from beffroi.minutes.models import AgendaItem, ItemDetail, Meeting, Sentence, Utterance

from .public_mask import PublicMask

LEFT_OUT = "[passage occulté]"
Span = tuple[float, float]
NOT_TOLD = (ItemKind.PREVIOUS_MINUTES,)
"""Its vote and the corrections asked are all that the procès-verbal says."""


class Debate:
    """The sentences of one meeting. ``sound``: whether the public may hear it, so that places in it are given."""

    def __init__(self, meeting: Meeting, mask: PublicMask, *, sound: bool) -> None:
        self.meeting, self.mask, self.sound = meeting, mask, sound

    @cached_property
    def _sentences(self) -> dict[int, list[Sentence]]:
        """By item."""
        found: dict[int, list[Sentence]] = {}
        rows = Sentence.objects.filter(section__minutes__meeting=self.meeting).exclude(text="")
        for row in rows.select_related("section"):
            found.setdefault(row.section.item_number, []).append(row)
        return found

    @cached_property
    def _utterances(self) -> dict[int, Utterance]:
        return {each.index: each for each in self.meeting.utterances.select_related("voice")}

    @cached_property
    def _silences(self) -> list[Span]:
        return [(start, end) for start, end in self.mask.intervals()]

    def of(self, item: AgendaItem, *, voted: bool) -> tuple[Paragraph, ...]:
        """``voted``: the ledger words the vote, so the sentences that tell it are left out, as in the document."""
        rows = self._sentences.get(item.number, [])
        if item.detail == ItemDetail.DECISION or item.kind in NOT_TOLD:
            return ()
        if item.detail == ItemDetail.VERBATIM and (said := tuple(self._verbatim(rows))):
            return said
        told = voted and item.kind != ItemKind.QUESTION
        return _paragraphs(self._sentence(row) for row in rows if not (told and row.kind == SentenceKind.VOTE))

    def _sentence(self, row: Sentence) -> PublicSentence:
        """Nothing disappears unseen: a sentence left out leaves a mention in its place."""
        if self.mask.hides_sentence(row):
            return PublicSentence(row.pk, LEFT_OUT)
        start, end = self._heard(row.sources) or (None, None)
        style = "quote" if row.kind == SentenceKind.QUOTE else "body"
        return PublicSentence(row.pk, self.mask.text(row.text), style, start, end)

    def _verbatim(self, rows: Iterable[Sentence]) -> Iterator[Paragraph]:
        """One paragraph an utterance, from the first to the last that the item rests on; what is hidden leaves its
        mention."""
        sources = [index for row in rows for index in row.sources]
        for index in range(min(sources), max(sources) + 1) if sources else ():
            row = self._utterances.get(index)
            if row is None:
                continue
            words = self.mask.utterance(row)
            said = self.mask.mention(row) if words is None else f"{self._speaker(row)}{words}"
            start, end = self._heard([index]) or (None, None)
            yield (PublicSentence(-index - 1, said, "verbatim", start, end),)

    def _speaker(self, row: Utterance) -> str:
        label = self.mask.text(row.voice.label) if row.voice else ""
        return f"{label}\u00a0: " if label else ""

    def _heard(self, sources: list[int]) -> Span | None:
        """The first run of sources that can be heard; None without sound, or where it is silenced."""
        if not self.sound:
            return None
        spans: list[Any] = []
        for index in sorted(sources):
            row = self._utterances.get(index)
            if row is None or row.start is None or row.end is None or self._silenced(row.start, row.end):
                continue
            if spans and row.index != spans[-1].index + 1:
                break
            spans.append(row)
        return (spans[0].start, spans[-1].end) if spans else None

    def _silenced(self, start: float, end: float) -> bool:
        return any(first <= start and end <= last for first, last in self._silences)


def _paragraphs(sentences: Iterable[PublicSentence]) -> tuple[Paragraph, ...]:
    """What the same person goes on to say holds together."""
    groups: list[list[PublicSentence]] = []
    for sentence in sentences:
        if groups and sentence.style == groups[-1][-1].style and sentence.text.startswith(("Il ", "Elle ")):
            groups[-1].append(sentence)
        else:
            groups.append([sentence])
    return tuple(tuple(group) for group in groups)
