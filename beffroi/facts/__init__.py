"""The one fact-checker: figures, amounts, dates, hours, phones, names and references of a French text, and
what a text says that its sources do not. Plain Python, no dependency."""

from beffroi.facts.amounts import AmountMention, find_amounts, format_amount
from beffroi.facts.compare import Change, Comparison, compare, unsupported
from beffroi.facts.contacts import EmailMention, PhoneMention, find_emails, find_phones, format_phone
from beffroi.facts.dates import (
    DateMention,
    DurationMention,
    TimeMention,
    find_dates,
    find_durations,
    find_times,
    format_date,
    format_time,
)
from beffroi.facts.mentions import Kind, Mention, extract
from beffroi.facts.names import KnownName, Match, NameMention, find_names, match_name
from beffroi.facts.numbers import NumberMention, find_numbers, format_number, parse_number, to_words
from beffroi.facts.phonetic import edit_distance, phonetic_key
from beffroi.facts.references import ReferenceMention, find_references
from beffroi.facts.text import Plain, fold, plain, sentences, split_sentences, strip_accents

__all__ = [
    "AmountMention",
    "Change",
    "Comparison",
    "DateMention",
    "DurationMention",
    "EmailMention",
    "Kind",
    "KnownName",
    "Match",
    "Mention",
    "NameMention",
    "NumberMention",
    "PhoneMention",
    "Plain",
    "ReferenceMention",
    "TimeMention",
    "compare",
    "edit_distance",
    "extract",
    "find_amounts",
    "find_dates",
    "find_durations",
    "find_emails",
    "find_names",
    "find_numbers",
    "find_phones",
    "find_references",
    "find_times",
    "fold",
    "format_amount",
    "format_date",
    "format_number",
    "format_phone",
    "format_time",
    "match_name",
    "parse_number",
    "phonetic_key",
    "plain",
    "sentences",
    "split_sentences",
    "strip_accents",
    "to_words",
    "unsupported",
]
