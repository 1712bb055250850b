"""The one fact-checker: figures, amounts, dates, hours, phones, names and references of a French text, and
what a text says that its sources do not. Plain Python, no dependency."""

from beffroi.facts.numbers import NumberMention, find_numbers, format_number, parse_number, to_words
from beffroi.facts.text import Plain, fold, plain, sentences, split_sentences, strip_accents

__all__ = [
    "NumberMention",
    "Plain",
    "find_numbers",
    "fold",
    "format_number",
    "parse_number",
    "plain",
    "sentences",
    "split_sentences",
    "strip_accents",
    "to_words",
]
