# ruff: noqa: E501  (patterns and messages read best whole)
"""The model phrases what people said in indirect speech; it is never the source of a fact.

Only quotations are put to it, each by itself on a line. Its sentence is taken when code finds in it the same
speaker, the same figures and names, the same negations and nearly the same words; else the quotation stays.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from typing import Any

from beffroi.minutes.domain.people import People
from beffroi.minutes.domain.reporting import FIRST_OR_SECOND_PERSON
from beffroi.minutes.domain.support import figures_missing, missing
from beffroi.minutes.domain.text import content_stems, fold
from beffroi.minutes.domain.types import DraftSection, DraftSentence, Fact, Member, SentenceKind, Utterance

Ask = Callable[[Sequence[dict[str, str]], int, dict[str, Any]], str]
"""``ask(messages, max_tokens, schema)`` gives the model's reply; the caller goes through the gateway."""

_QUOTE = re.compile(
    r"^(?P<name>.+?) (?:déclare|demande|répond|ajoute|poursuit)(?: encore)?\u00a0?\s?: «\u00a0(?P<said>.+)\u00a0»$"
)
_BARE_NEGATION = re.compile(r"\b(?:pas|jamais|aucune?|ni|sans|rien|personne|non)\b|\b(?:ne|n') ?\w+ plus\b")
_RESULT = re.compile(r"\b(?:adopt|rejet|unanim|abst|vot|approuv)\w*")
_SAYING = frozenset(
    [
        "indiq",
        "preci",
        "ajout",
        "repon",
        "decla",
        "expli",
        "deman",
        "rappe",
        "souli",
        "affir",
        "estim",
        "consi",
        "annon",
        "propo",
        "souha",
    ]
)
_INDIRECT_QUESTION = re.compile(r"\b(?:demande|interroge\w*|se demande) (?:si|s'|pourquoi|comment|quand|combien|ce qu)")
_INVERTED = re.compile(r"\b\w+(?: t)? (?:il|elle|ils|elles)\.?$|\w t (?:il|elle|on)\b")
_SUPPORT, _COVERAGE = 0.8, 0.8
_LINES = 8


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt and what heads its file."""

    use: str
    version: int
    schema: dict[str, Any]
    text: str


@lru_cache
def prompt(name: str = "phrase_debate") -> Prompt:
    """The prompt of that file of ``minutes/prompts`` (read once, as a constant of the code would be)."""
    head, _, text = files("beffroi.minutes.prompts").joinpath(f"{name}.txt").read_text("utf-8").partition("\n---\n")
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    return Prompt(fields["use"], int(fields["version"]), json.loads(fields["schema"]), text.strip())


@dataclass(frozen=True, slots=True)
class _Line:
    """A quotation of the section: where it stands, who said it, its words."""

    place: int
    name: str
    said: str


def phrase_section(section: DraftSection, utterances: Sequence[Utterance], facts: Sequence[Fact], members: Sequence[Member],
                   ask: Ask, *, context_tokens: int, count_tokens: Callable[[str], int]) -> DraftSection:  # fmt: skip
    """The section with the quotations that the model phrased well in indirect speech; sources never change.

    Asked in as many bounded calls as needed: a quotation too long for the context by itself stays as code wrote
    it and the section is marked ``cut``. What ``ask`` raises goes through."""
    lines = _lines(section)
    if not lines:
        return section
    by_index = {utterance.index: utterance for utterance in utterances}
    cast = People(
        members,
        [by_index[source] for sentence in section.sentences for source in sentence.sources if source in by_index],
    )
    sentences = list(section.sentences)
    batches, cut = _batches(lines, context_tokens, count_tokens)
    for batch in batches:
        for place, text in _asked(batch, ask, count_tokens).items():
            sentence = sentences[place]
            sources = [by_index[source] for source in sentence.sources if source in by_index]
            line = next(line for line in batch if line.place == place)
            spaced = " ".join(line.name.split())
            text = line.name + text[len(spaced) :] if text.startswith(spaced) else text
            if is_faithful(text, line.said, line.name, sources, cast):
                sentences[place] = DraftSentence(text, SentenceKind.STATEMENT, sentence.sources, "model")
    return replace(section, sentences=tuple(sentences), cut=section.cut or cut)


def _lines(section: DraftSection) -> list[_Line]:
    found: list[_Line] = []
    for place, sentence in enumerate(section.sentences):
        hit = _QUOTE.match(sentence.text)
        if hit and sentence.phrased_by == "code" and sentence.kind is SentenceKind.QUOTE:
            found.append(_Line(place, hit["name"], hit["said"]))
    return found


def _batches(
    lines: Sequence[_Line], context_tokens: int, count_tokens: Callable[[str], int]
) -> tuple[list[list[_Line]], bool]:
    """Lines in groups that fit, the reply counted as long as the question; whether one had to be left out."""
    room = (context_tokens - count_tokens(prompt().text) - 64) // 2
    batches: list[list[_Line]] = []
    used, cut = 0, False
    for line in lines:
        size = count_tokens(_written(1, line)) + 24
        if size > room:
            cut = True
            continue
        if not batches or used + size > room or len(batches[-1]) >= _LINES:
            batches.append([])
            used = 0
        batches[-1].append(line)
        used += size
    return batches, cut


def _written(number: int, line: _Line) -> str:
    return f"{number}. {line.name}\u00a0: «\u00a0{line.said}\u00a0»"


def _asked(batch: Sequence[_Line], ask: Ask, count_tokens: Callable[[str], int]) -> Mapping[int, str]:
    """Place in the section -> the model's sentence; nothing where the reply cannot be read."""
    text = "\n".join(_written(number, line) for number, line in enumerate(batch, start=1))
    messages = [{"role": "system", "content": prompt().text}, {"role": "user", "content": text}]
    reply = ask(messages, count_tokens(text) + 32 * len(batch), prompt().schema)
    return {batch[number - 1].place: sentence for number, sentence in _read(reply) if 0 < number <= len(batch)}


def _read(reply: str) -> Iterator[tuple[int, str]]:
    try:
        rows = json.loads(reply)
    except (ValueError, RecursionError):
        rows = _whole_objects(reply)
    for row in rows if isinstance(rows, list) else []:
        if isinstance(row, dict) and isinstance(row.get("line"), int) and isinstance(row.get("text"), str):
            yield row["line"], re.sub(r"\s+", " ", row["text"]).strip()


def _whole_objects(reply: str) -> list[Any]:
    """What can be read of a reply cut short by the token limit."""
    found: list[Any] = []
    for piece in re.findall(r"\{[^{}]*\}", reply):
        try:
            found.append(json.loads(piece))
        except ValueError:
            continue
    return found


def is_faithful(text: str, said: str, name: str, sources: Sequence[Utterance], cast: People) -> bool:
    """Whether a sentence of the model says what was said, as far as code can tell."""
    if not text.startswith(f"{name} ") or not text.endswith(".") or len(text) > 2 * len(said) + 60:
        return False
    body = text[len(name) + 1 :]
    if FIRST_OR_SECOND_PERSON.search(fold(body)) or "«" in body or re.search(r"[.!?] (?!Elle |Il )[A-ZÀ-Ý]", body):
        return False
    if figures_missing(text, [said]) or figures_missing(said, [text]) or missing(text, sources, cast):
        return False
    if _negations(body) != _negations(said) or bool(_RESULT.search(fold(body))) != bool(_RESULT.search(fold(said))):
        return False
    asks = said.rstrip().endswith("?")
    if asks != bool(_INDIRECT_QUESTION.search(fold(body))) or _INVERTED.search(fold(body)):
        return False
    return _shares_words(body, said)


def _negations(text: str) -> int:
    return len(_BARE_NEGATION.findall(fold(text)))


def _shares_words(body: str, said: str) -> bool:
    """Nearly all of its words are those said, and nearly all those said are in it (figures are checked apart)."""
    own = {word for word in content_stems(body) if word not in _SAYING and not word.isdigit()}
    theirs = {word for word in content_stems(said) if not word.isdigit()}
    if not own or not theirs:
        return False
    shared = len(own & theirs)
    return shared / len(own) >= _SUPPORT and shared / len(theirs) >= _COVERAGE
