"""Amounts and dates said, each with the item and the sentence it was said in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from beffroi.facts.amounts import find_amounts, format_amount
from beffroi.facts.dates import find_dates
from beffroi.minutes.domain.passages import Passage
from beffroi.minutes.domain.text import without_retractions
from beffroi.minutes.domain.types import Fact, FactKind


def amount_facts(passages: Sequence[Passage]) -> Iterator[Fact]:
    """Every amount: its value in the currency (a string, exact), how minutes write it, how it was said."""
    for passage in passages:
        for amount in find_amounts(without_retractions(passage.text)):
            values: dict[str, object] = {
                "value": str(amount.value), "written": format_amount(amount.value, amount.currency),
                "said": amount.text, "text": passage.text}  # fmt: skip
            yield Fact(FactKind.AMOUNT, passage.item, values, (passage.utterance,))


def date_facts(passages: Sequence[Passage]) -> Iterator[Fact]:
    """Every date that says at least its day and month."""
    for passage in passages:
        for date in find_dates(passage.text):
            if date.day is None or date.month is None:
                continue
            values: dict[str, object] = {"day": date.day, "month": date.month, "year": date.year,
                                         "said": date.text, "text": passage.text}  # fmt: skip
            yield Fact(FactKind.DATE, passage.item, values, (passage.utterance,))
