"""What the public may read and hear of a meeting. Every public artefact (page, sound, transcript, open data) asks here,
so that one redaction holds in all of them.

What nobody has decided yet is hidden from the sound and from the words heard, which no law orders to publish: a name
shown cannot be unshown. The acts are masked by what a person decided and by nothing else; ``what_blocks`` says what
awaits a decision before they are published.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from beffroi.minutes.domain.secrecy.echoes import Echoes
from beffroi.minutes.domain.secrecy.masking import Masking, Term, mention, replaced
from beffroi.minutes.domain.secrecy.person import Spared, spared
from beffroi.minutes.domain.secrecy.stretches import (
    ClosedStretch,
    DoorEvent,
    Hidden,
    Interval,
    Veil,
    closed_stretches,
    hidden_in,
    widened,
    word_times,
)
from beffroi.minutes.domain.types import SpokenWord, Utterance
from beffroi.minutes.models import Meeting, Redaction, RedactionReason, RedactionState, SittingEvent

CLOSED = RedactionReason.CLOSED_DOORS
KEPT_KINDS = frozenset(("vote", "decision", "presence"))
"""What the record must say whoever else was speaking (L2121-15)."""


@dataclass(frozen=True)
class PublicMask:
    """``mask_of(meeting)`` once, then as many texts as needed."""

    veils: tuple[Veil, ...]
    utterances: tuple[Utterance, ...] = ()
    members: Spared = field(default_factory=Spared)

    @cached_property
    def _decided(self) -> PublicMask:
        """What a person decided, which alone changes a text."""
        if all(veil.decided for veil in self.veils):
            return self
        return PublicMask(tuple(veil for veil in self.veils if veil.decided), self.utterances, self.members)

    @cached_property
    def _masking(self) -> Masking:
        return Masking.of((Term(term, veil.reason) for veil in self.veils for term in veil.terms), self.members)

    @cached_property
    def _hidden(self) -> dict[int, Hidden]:
        """By index of utterance; terms apart."""
        found = ((each.index, hidden_in(each, self.veils)) for each in self.utterances)
        return {index: hidden for index, hidden in found if hidden is not None}

    @cached_property
    def _echoes(self) -> Echoes:
        """The words of a person who objects, so that no text quotes them."""
        hidden = {index: each.reason for index, each in self._hidden.items() if not each.closes_room}
        heard = [each.text for each in self.utterances if each.index not in self._hidden]
        said = [(_hidden_words(each, self._hidden[each.index]), hidden[each.index])
                for each in self.utterances if each.index in hidden]  # fmt: skip
        phrases = [(term, veil.reason) for veil in self.veils for term in veil.terms]
        return Echoes.of(said + phrases, heard)

    def text(self, text: str) -> str:
        """A public text with each name, phrase or quotation to mask replaced by a mention."""
        masked = self._decided._masking.text(text)
        return replaced(masked, self._decided._echoes.spans(masked))

    def utterance(self, utterance: Any) -> str | None:
        """What the public reads of an utterance (a row or a value); None: nothing, ``mention`` says why."""
        value = _value(utterance)
        hidden = self._hidden_of(value)
        if hidden is None:
            return self._masking.text(value.text)
        return None if hidden.whole else self._masking.text(_with_mentions(value.words, hidden))

    def mention(self, utterance: Any) -> str:
        """What stands in the place of an utterance that is hidden as a whole; "" where it is not."""
        hidden = self._hidden_of(_value(utterance))
        return mention(hidden.reason) if hidden is not None and hidden.whole else ""

    def hides_sentence(self, sentence: Any) -> bool:
        """Whether a sentence of the minutes rests on words that are hidden (huis clos apart: it closes the room, not
        the record). Votes, decisions and presence are told all the same, without the terms to mask."""
        sources = list(sentence.sources)
        known = self._decided._hidden
        hidden = [index for index in sources if (found := known.get(index)) and not found.closes_room]
        if not hidden:
            return False
        return sentence.kind not in KEPT_KINDS or len(hidden) == len(sources)

    def intervals(self) -> list[Interval]:
        """Seconds of the recording that the public does not hear, margins included, in order, none overlapping."""
        found: list[Interval] = [
            (veil.start, veil.end) for veil in self.veils if veil.start is not None and veil.end is not None
        ]
        for each in self.utterances:
            hidden = self._hidden.get(each.index)
            if each.start is None or each.end is None:
                continue
            if hidden is not None and hidden.whole:
                found.append((each.start, each.end))
                continue
            found += list(word_times(each.words, hidden.words)) if hidden is not None else []
            found += self._named_in(each)
        return widened(found)

    @property
    def hides_everything(self) -> bool:
        """Something must be hidden and nothing says where: no sound, no transcript before it is placed."""
        return any(veil.everywhere for veil in self.veils) or self._without_times

    @property
    def _without_times(self) -> bool:
        """Something to hide in words whose time is not known, in a recording whose other words have one."""
        untimed = [each for each in self.utterances if each.start is None or each.end is None]
        return any(each.index in self._hidden or self._masking.spans(each.text) for each in untimed)

    def _hidden_of(self, value: Utterance) -> Hidden | None:
        if value.index in self._hidden:
            return self._hidden[value.index]
        return hidden_in(value, self.veils)

    def _named_in(self, utterance: Utterance) -> list[Interval]:
        """Where the terms to mask are said; the whole utterance where its words have no times."""
        if not utterance.words:
            whole = (utterance.start or 0.0, utterance.end or 0.0)
            return [whole] if self._masking.spans(utterance.text) else []
        spoken, places = _spoken(utterance.words)
        ranks = {
            rank
            for start, end, _ in self._masking.spans(spoken)
            for rank, (first, last) in enumerate(places)
            if first < end and last > start
        }
        return list(word_times(utterance.words, sorted(ranks)))


def mask_of(meeting: Meeting) -> PublicMask:
    """In the commune in scope. One query a table; keep the answer for the whole page."""
    utterances = tuple(each.as_value() for each in meeting.utterances.select_related("voice"))
    rows = list(meeting.redactions.exclude(state=RedactionState.REFUSED).select_related("voice"))
    veils = [_veil(row) for row in rows]
    veils += [_closed(stretch) for stretch in unseen_closed_stretches(meeting)]
    members = spared((each.first_name, each.last_name) for each in meeting.participants.all())
    return PublicMask(tuple(veils), utterances, members)


def what_blocks(meeting: Meeting) -> list[str]:
    """What a person must decide before anything of this meeting is published, in French; empty: nothing."""
    waiting = meeting.redactions.filter(state=RedactionState.CANDIDATE)
    doors = waiting.filter(reason=CLOSED).count() + len(unseen_closed_stretches(meeting))
    others = waiting.exclude(reason=CLOSED).count()
    found = []
    if doors:
        found.append("le huis clos de cette séance attend une décision" if doors == 1 else
                     f"{doors} passages à huis clos attendent une décision")  # fmt: skip
    if others:
        plural = "s" if others > 1 else ""
        found.append(f"{others} passage{plural} à masquer peut-être, à décider")
    return found


def closed_stretches_of(meeting: Meeting) -> list[ClosedStretch]:
    """Where the doors were closed, by what was said or entered."""
    rows = SittingEvent.objects.filter(
        sitting__meeting=meeting, kind__in=["doors_closed", "doors_opened"], withdrawn_at=None
    )
    events = [DoorEvent(row.kind == "doors_closed", tuple(row.utterances)) for row in rows]
    if not events:
        return []
    last = meeting.utterances.last()
    return closed_stretches(events, last.index if last else 0)


def unseen_closed_stretches(meeting: Meeting) -> list[ClosedStretch]:
    """Those that are not yet shown to anybody as something to decide: hidden all the same."""
    stretches = closed_stretches_of(meeting)
    rows = meeting.redactions.filter(reason=CLOSED, found_by="code")
    known = {(row.first_utterance, row.last_utterance) for row in rows}
    places = {(each.first, each.last) for each in stretches if each.first is not None}
    # A stretch that was entered by hand is placed by a person, who gives it its bounds.
    placed_by_hand = len(known - places)
    without_place = [each for each in stretches if each.first is None]
    return [each for each in stretches if each.first is not None and (each.first, each.last) not in known] + (
        without_place[placed_by_hand:]
    )


def _veil(row: Redaction) -> Veil:
    return Veil(
        reason=row.get_reason_display(),
        terms=tuple(row.terms),
        voice=row.voice.key if row.voice else "",
        first=row.first_utterance,
        last=row.last_utterance,
        start=row.start,
        end=row.end,
        closes_room=row.reason == CLOSED,
        decided=row.state == RedactionState.ACCEPTED,
    )


def _closed(stretch: ClosedStretch) -> Veil:
    return Veil(CLOSED.label, first=stretch.first, last=stretch.last, closes_room=True, decided=False)


def _value(utterance: Any) -> Utterance:
    if isinstance(utterance, Utterance):
        return utterance
    value: Utterance = utterance.as_value()
    return value


def _spoken(words: tuple[SpokenWord, ...]) -> tuple[str, list[tuple[int, int]]]:
    """The words as one text, and where each is in it."""
    text, places = "", []
    for word in words:
        text += " " if text else ""
        places.append((len(text), len(text) + len(word.text.strip())))
        text += word.text.strip()
    return text, places


def _with_mentions(words: tuple[SpokenWord, ...], hidden: Hidden) -> str:
    made: list[str] = []
    for rank, word in enumerate(words):
        if rank not in hidden.words:
            made.append(word.text.strip())
        elif rank - 1 not in hidden.words:
            made.append(mention(hidden.reason))
    return " ".join(made)


def _hidden_words(utterance: Utterance, hidden: Hidden) -> str:
    if hidden.whole:
        return utterance.text
    return " ".join(word.text.strip() for rank, word in enumerate(utterance.words) if rank in hidden.words)
