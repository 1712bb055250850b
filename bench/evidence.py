# ruff: noqa: E501  (tables read best whole)
"""Whether a draft rests on what people found worth keeping: ``python -m bench.evidence --transcripts DIR --evidence DIR``.

Transcripts are ``Name : words`` files. Evidence is one JSON file a transcript (in subfolders, one an annotator):
``[{"abstractive": {"text"}, "extractive": [{"speaker", "text"}]}]``, the sentences that support each sentence of
a human summary. Precision: of the utterances that drafted sentences rest on, those that the annotator links.
Recall: of the utterances linked, those that a drafted sentence rests on. The same is printed sentence by sentence
(the sentence of its sources that a drafted one shares most words with), for the first 235 words ("lead"), and
without any text model. ``--endpoint`` names an OpenAI-compatible server that phrases; none: no model at all.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from beffroi.minutes.domain.drafting import draft
from beffroi.minutes.domain.extraction import extract_facts
from beffroi.minutes.domain.passages import Passage, cut
from beffroi.minutes.domain.people import People
from beffroi.minutes.domain.phrasing import phrase_section
from beffroi.minutes.domain.support import missing
from beffroi.minutes.domain.text import content_stems, words
from beffroi.minutes.domain.types import Draft, DraftSentence, MeetingKind, Template, Utterance

LEAD_WORDS = 235
MOST_NAME_WORDS = 5


@dataclass
class Tally:
    """Sums over files of precision and recall, averaged at the end."""

    pairs: list[tuple[float, float]] = field(default_factory=list)

    def add(self, chosen: set[int], gold: set[int]) -> None:
        hit = len(chosen & gold)
        if gold:
            self.pairs.append((hit / len(chosen) if chosen else 0.0, hit / len(gold)))

    def means(self) -> dict[str, float]:
        count = len(self.pairs) or 1
        precision = sum(one for one, _ in self.pairs) / count
        recall = sum(two for _, two in self.pairs) / count
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}


@dataclass
class Measure:
    """One way to choose evidence, by utterance and by sentence."""

    utterances: Tally = field(default_factory=Tally)
    sentences: Tally = field(default_factory=Tally)

    def add(self, chosen: Iterable[Passage], sources: set[int], gold: set[int], passages: Sequence[Passage]) -> None:
        self.utterances.add(sources, {passages[position].utterance for position in gold})
        self.sentences.add({passage.position for passage in chosen}, gold)

    def result(self) -> dict[str, Any]:
        return {**self.utterances.means(), "by_sentence": self.sentences.means()}


def transcript(path: Path) -> list[Utterance]:
    """The utterances of a "Name : words" file; a line without a name goes on with the one before."""
    turns: list[tuple[str, str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        name, mark, said = line.partition(" : ")
        if mark and said.strip() and len(name.split()) <= MOST_NAME_WORDS:
            turns.append((name.strip(), said.strip()))
        elif line.strip() and turns:
            turns[-1] = (turns[-1][0], f"{turns[-1][1]} {line.strip()}")
    return [Utterance(index, said, name, name) for index, (name, said) in enumerate(turns)]


def gold_of(path: Path, passages: Sequence[Passage]) -> set[int]:
    """Positions of the sentences that an annotator links to a summary sentence."""
    groups = json.loads(path.read_text(encoding="utf-8"))
    linked = [each for group in groups for each in group["extractive"]]
    return {position for each in linked for position in _places(each["text"], each["speaker"], passages)}


def _places(text: str, speaker: str, passages: Sequence[Passage]) -> set[int]:
    """Sentences that the quoted text covers: they share most of the words of the shorter of the two."""
    quoted = set(words(text))
    found: set[int] = set()
    for passage in passages:
        own = set(words(passage.text))
        if passage.speaker == speaker and own and len(own) > 2 and len(own & quoted) / len(own) >= 0.85:
            found.add(passage.position)
    if found:
        return found
    near = [(len(quoted & set(words(passage.text))) / (len(quoted | set(words(passage.text))) or 1), passage.position)
            for passage in passages]  # fmt: skip
    best = max(near, default=(0.0, -1))
    return {best[1]} if best[0] > 0.4 else set()


def aligned(sentence: DraftSentence, by_utterance: dict[int, list[Passage]]) -> list[Passage]:
    """The sentences of the sources that a drafted sentence says."""
    stems = set(content_stems(sentence.text))
    own = [passage for source in sentence.sources for passage in by_utterance.get(source, [])]
    shares = [
        (len(stems & set(content_stems(passage.text))) / (len(set(content_stems(passage.text))) or 1), passage)
        for passage in own
    ]
    best = max((share for share, _ in shares), default=0.0)
    return [passage for share, passage in shares if best > 0 and share >= max(0.8, best * 0.999)] or [
        passage for share, passage in shares if share == best > 0
    ][:1]


def lead(passages: Sequence[Passage]) -> list[Passage]:
    """The sentences of the first 235 words."""
    kept: list[Passage] = []
    count = 0
    for passage in passages:
        if count >= LEAD_WORDS:
            break
        kept.append(passage)
        count += len(passage.text.split())
    return kept


def unsupported(text: Draft, utterances: Sequence[Utterance]) -> int:
    """Figures and names of the drafted sentences that their own sources do not have."""
    cast = People((), utterances)
    found = 0
    for section in text.sections:
        for sentence in section.sentences:
            sources = [utterances[index] for index in sentence.sources]
            found += len(missing(sentence.text, sources, cast))
    return found


def phrased(text: Draft, utterances: Sequence[Utterance], endpoint: str) -> Draft:
    """The draft as the model at ``endpoint`` phrases it."""

    def ask(messages: Sequence[dict[str, str]], max_tokens: int, schema: dict[str, Any]) -> str:
        body = {"messages": list(messages), "max_tokens": max_tokens, "temperature": 0,
                "response_format": {"type": "json_schema", "json_schema": {"name": "phrases", "schema": schema}}}  # fmt: skip
        reply = httpx.post(f"{endpoint}/chat/completions", json=body, timeout=600)
        reply.raise_for_status()
        return str(reply.json()["choices"][0]["message"]["content"])

    sections = [phrase_section(section, utterances, text.facts, (), ask, context_tokens=4096, count_tokens=lambda said: len(said) // 3)
                for section in text.sections]  # fmt: skip
    return Draft(tuple(sections), text.facts)


def measure(transcripts: Path, evidence: Path, endpoint: str = "", only: int = 0) -> dict[str, Any]:
    """The figures of every transcript that has evidence."""
    main, plain, first = Measure(), Measure(), Measure()
    lost = files = total = by_model = 0
    started = time.perf_counter()
    for path in sorted(transcripts.glob("*.txt"))[: only or None]:
        references = sorted(evidence.glob(f"**/{re.sub(r'([][*?])', r'[1]', path.stem)}.json"))
        if not references:
            continue
        utterances = transcript(path)
        passages = cut(utterances)
        by_code = draft(
            extract_facts(utterances, (), (), MeetingKind.PUBLIC),
            utterances,
            (),
            (),
            MeetingKind.PUBLIC,
            Template.PUBLIC,
        )
        by_both = phrased(by_code, utterances, endpoint) if endpoint else by_code
        files += 1
        lost += unsupported(by_both, utterances)
        said = [sentence for section in by_both.sections for sentence in section.sentences]
        total += len(said)
        by_model += sum(sentence.phrased_by == "model" for sentence in said)
        for reference in references:
            gold = gold_of(reference, passages)
            _add(main, by_both, passages, gold)
            _add(plain, by_code, passages, gold)
            first.add(lead(passages), {passage.utterance for passage in lead(passages)}, gold, passages)
    return {**main.result(), "lead": first.result(), "without_model": plain.result(), "model": endpoint or None, "transcripts": files,
            "sentences": total, "phrased_by_model": by_model, "unsupported": lost, "seconds": round(time.perf_counter() - started, 1)}  # fmt: skip


def _add(into: Measure, text: Draft, passages: Sequence[Passage], gold: set[int]) -> None:
    by_utterance: dict[int, list[Passage]] = {}
    for passage in passages:
        by_utterance.setdefault(passage.utterance, []).append(passage)
    said = [sentence for section in text.sections for sentence in section.sentences]
    chosen = [passage for sentence in said for passage in aligned(sentence, by_utterance)]
    into.add(chosen, {source for sentence in said for source in sentence.sources}, gold, passages)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--transcripts", type=Path, required=True)
    parser.add_argument("--evidence", type=Path, required=True)
    parser.add_argument("--endpoint", default="", help="http://127.0.0.1:8080/v1: a server that phrases")
    parser.add_argument("--only", type=int, default=0, help="the first N transcripts")
    options = parser.parse_args(arguments)
    outcome = measure(options.transcripts, options.evidence, options.endpoint, options.only)
    print(f"{'':<16}{'precision':>10}{'recall':>10}{'f1':>10}   (by sentence)")
    for name, row in (
        ("draft", outcome),
        ("without model", outcome["without_model"]),
        ("lead 235 words", outcome["lead"]),
    ):
        fine = row["by_sentence"]
        print(f"{name:<16}{row['precision']:>10.3f}{row['recall']:>10.3f}{row['f1']:>10.3f}"
              f"   {fine['precision']:.3f} {fine['recall']:.3f} {fine['f1']:.3f}")  # fmt: skip
    print(json.dumps(outcome, ensure_ascii=False))


if __name__ == "__main__":
    main()
