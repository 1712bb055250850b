"""When one mention says the same as another, or does not contradict it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from beffroi.facts.amounts import AmountMention
from beffroi.facts.dates import DateMention
from beffroi.facts.mentions import Mention, extract
from beffroi.facts.names import NameMention
from beffroi.facts.numbers import NumberMention
from beffroi.facts.people import Roster, first_names_agree, tokens
from beffroi.facts.phonetic import phonetic_key
from beffroi.facts.references import ReferenceMention
from beffroi.facts.scan import scan
from beffroi.facts.times import DurationMention, TimeMention

_LARGE = 1000
"""From here a figure is telling enough to be recognised without its currency."""
_NOBODY = re.compile(r"(?<![a-z])(?:aucune?|personne|neant|nul|nulle|pas d|sans)(?![a-z])")


def agrees(one: Mention, other: Mention, *, by_sound: bool = False) -> bool:
    """Whether two mentions of one kind can be the same fact, one being possibly less precise."""
    if one.kind != other.kind:
        return False
    left, right = one.detail, other.detail
    if isinstance(left, DateMention) and isinstance(right, DateMention):
        return _dates_agree(left, right)
    if isinstance(left, NameMention) and isinstance(right, NameMention):
        return _names_agree(left, right, by_sound)
    if one.kind == "reference" and isinstance(left, ReferenceMention) and isinstance(right, ReferenceMention):
        return left.number == right.number and (left.nature == right.nature or not (left.nature and right.nature))
    if isinstance(left, AmountMention) and isinstance(right, AmountMention):
        return one.value == other.value and (left.tax == right.tax or not (left.tax and right.tax))
    return one.value == other.value


def _dates_agree(one: DateMention, other: DateMention) -> bool:
    """The same where both say it: a year or a weekday may be missing on one side, not a day or a month."""
    parts = ("day", "month", "year", "weekday")
    pairs = {part: (getattr(one, part), getattr(other, part)) for part in parts}
    if any(None not in pair and pair[0] != pair[1] for pair in pairs.values()):
        return False
    if pairs["month"] == (None, None):
        return one.day == other.day and one.weekday == other.weekday
    if None in pairs["month"]:
        return one.day == other.day and one.weekday == other.weekday
    return one.day == other.day


def _names_agree(one: NameMention, other: NameMention, by_sound: bool) -> bool:
    if {one.title, other.title} == {"M.", "Mme"}:
        return False
    if one.known and other.known:
        return one.known == other.known
    left, right = (one.known or one), (other.known or other)
    same_last = tokens(left.last) == tokens(right.last)
    if not same_last and not (by_sound and phonetic_key(left.last) == phonetic_key(right.last)):
        return False
    return first_names_agree(left.first, right.first)


class Sources:
    """What some texts say, ready to be asked whether they support a mention."""

    def __init__(self, texts: str | Sequence[str], known: Roster, *, by_sound: bool) -> None:
        self.by_sound = by_sound
        self.pages = [scan(text) for text in ([texts] if isinstance(texts, str) else texts)]
        self.by_kind: dict[str, list[Mention]] = defaultdict(list)
        for page in self.pages:
            for mention in extract(page, known):
                self.by_kind[mention.kind].append(mention)
        self.values = {kind: {mention.value for mention in found} for kind, found in self.by_kind.items()}
        self.bare = {abs(number) for number in self._bare_numbers()}
        self.words = [" " + " ".join(tokens(page.folded)) + " " for page in self.pages]

    def _bare_numbers(self) -> Iterable[Decimal]:
        """Every figure the sources hold, whatever it measures."""
        for page in self.pages:
            yield from (Decimal(number.value) for number in page.numbers if not number.article)
        for amount in self.by_kind["amount"]:
            yield amount.detail.value
        for date in self.by_kind["date"]:
            yield from (Decimal(part) for part in (date.detail.year,) if part is not None)

    def support(self, mention: Mention) -> bool:
        """Whether a source says this, as precisely or not, without contradicting it."""
        if any(agrees(mention, source, by_sound=self.by_sound) for source in self._candidates(mention)):
            return True
        detail = mention.detail
        if isinstance(detail, NumberMention):
            return self._number(detail)
        if isinstance(detail, AmountMention):
            return abs(detail.value) >= _LARGE and abs(detail.value) in self._plain_numbers()
        if isinstance(detail, TimeMention):
            return not detail.minute and f"{detail.hour * 60} minute" in self.values.get("duration", ())
        if isinstance(detail, DurationMention):
            return self._duration(detail)
        return isinstance(detail, NameMention) and self._words_say(detail)

    def _candidates(self, mention: Mention) -> list[Mention]:
        if mention.kind in ("date", "name", "reference", "amount"):
            return self.by_kind[mention.kind]
        return [mention] if mention.value in self.values.get(mention.kind, ()) else []

    def _plain_numbers(self) -> set[Decimal]:
        numbers = self.by_kind["number"]
        return {abs(Decimal(number.detail.value)) for number in numbers if not number.detail.percent}

    def _number(self, number: NumberMention) -> bool:
        """A rank is supported by its number ("point trois", "troisième point"), a year by a date, a large
        figure by an amount, nothing by "personne"."""
        value = abs(Decimal(number.value))
        if number.percent:
            return False
        if value == 0 and any(_NOBODY.search(page.folded) for page in self.pages):
            return True
        if number.ordinal or value >= _LARGE:
            return value in self.bare
        return value in self._plain_numbers() and (value > 1 or f"{value}" in self.values.get("number", ()))

    def _duration(self, duration: DurationMention) -> bool:
        if duration.unit == "minute" and duration.value <= 24 * 60:
            hour, minute = divmod(int(duration.value), 60)
            if f"{hour:02}:{minute:02}" in self.values.get("time", ()):
                return True
        same = (m.detail for m in self.by_kind["duration"])
        return not duration.qualifier and any((d.value, d.unit) == (duration.value, duration.unit) for d in same)

    def _words_say(self, name: NameMention) -> bool:
        """Whether the words of a name stand in a source in this order, capitals or not; a contradiction of
        title was seen before ("Mme Garnier" is not supported by "M. Garnier")."""
        if name.title or name.known:
            return False
        said = " " + " ".join(tokens(f"{name.first} {name.last}")) + " "
        return any(said in words for words in self.words)
