# ruff: noqa: E501  (patterns read best whole)
"""Which sentences of a debate to keep: figures, reasons, requests, positions, and a word of each who spoke."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Sequence

from beffroi import facts
from beffroi.minutes.domain.passages import Passage
from beffroi.minutes.domain.text import content_stems, fold

_REASON = re.compile(
    r"\b(?:parce qu|car\b|en raison|afin d|pour que|permet\w*|c'est pourquoi|donc\b|puisque|grace a|faute de|a cause"
    r"|la raison|objectif|consequence|explique\w*)\b"
)
_ASK = re.compile(
    r"\b(?:demand\w+|souhait\w+|propos\w+|reclam\w+|exig\w+|il faut|il faudrait|nous voulons|je veux|nous devons|je voudrais"
    r"|il est necessaire|nous attendons)\b"
)
_STAND = re.compile(
    r"\b(?:contre|favorables?|opposee?s?|regrett\w+|inacceptable|d'accord|soutien\w*|soutenons|refus\w+|inquiet\w*|etonn\w+"
    r"|defend\w*|supprim\w+|augment\w+|baiss\w+|reduir\w*|creer|garant\w+)\b"
)
_PROCEDURE = re.compile(
    r"\b(?:je (?:vous )?(?:remercie|donne la parole|passe la parole|mets aux voix)|la parole est|qui est contre|qui s'abstient|nous passons"
    r"|je vous laisse|vous avez la parole|c'est a vous|s'il vous plait|laissez moi|vous m'entendez|a vous|allez y|bonsoir|bonjour|merci (?:monsieur|madame|beaucoup|bien)"
    r"|micro\b|on m'entend|je vous en prie|attendez|rappelons la regle|temps de parole|un instant|secondes?\b)"
)
_ANNOUNCED = re.compile(
    r"^(?:nous passons|on passe|passons|deliberation (?:numero|n°|\d)|point (?:numero|n°|\d|suivant)|enfin, une|ensuite,"
    r"|(?:s'|si )il n'y a|y a t il des (?:observations|questions|remarques)|je vous propose de (?:designer|passer)|il est procede)"
    r"|\b(?:souhait\w+|voul\w+|desir\w+|demand\w+) (?:\w+ )?(?:intervenir|la parole|reagir|nous parler|dire un mot|prendre la parole)\b|\bvotants\b|\bpresents et\b|\bvient de (?:nous )?(?:rejoindre|arriver)\b|\bje (?:quitte|sors de) la (?:salle|seance)\b|^(?:le|la) rapporteure? est\b|\bnous nous retrouver|\b(?:donne|passe|laisse|cede) la parole\b|\bsecretaire de seance\b|\ba ete transmis"
)
_REAL_QUESTION = re.compile(r"\b(?:pourquoi|comment|combien|quand|quel(?:le)?s?)\b")
_LEANING = re.compile(
    r"^(?:et |mais |ou |donc )?(?:ca|cela|c'est (?:ca|cela|vrai|faux|note|bien|tout)|je comprends?|exactement|voila|d'accord|non|oui)\b"
)
_ENOUGH, _MUCH = 8, 45


class Salience:
    """Scores of sentences against the meeting they belong to."""

    def __init__(self, passages: Sequence[Passage], titles: Collection[str] = ()) -> None:
        self._said = Counter(word for passage in passages for word in set(content_stems(passage.text)))
        self._total = len(passages) + 1
        self._titles = {word for title in titles for word in content_stems(title)}
        totals = Counter(word for passage in passages for word in content_stems(passage.text))
        self._topic = {word: math.log(1 + number) for word, number in totals.items() if number > 1}

    def score(self, passage: Passage) -> float:
        """The higher, the more a reader would miss it; below 0: nothing is lost."""
        folded = passage.folded
        length = len(folded.split())
        if length < 4 or (length < 25 and _PROCEDURE.search(folded)) or _ANNOUNCED.search(folded):
            return -1.0
        stems = content_stems(passage.text)
        score = self._weight(stems) + self._figures(passage) + 0.6
        score += (
            1.0 * bool(_REASON.search(folded)) + 1.5 * bool(_ASK.search(folded)) + 1.0 * bool(_STAND.search(folded))
        )
        score += 0.5 * bool(self._titles & set(stems))
        if length < _ENOUGH:
            score -= 1.0
        if "?" in passage.text:
            score += 0.5 if _REAL_QUESTION.search(folded) else -1.0 if length < 12 else 0.0
        if _LEANING.match(folded):
            score -= 1.0
        return score

    def _weight(self, stems: Sequence[str]) -> float:
        """What the sentence says of the subject of the meeting, a long one not winning by its length alone."""
        if not stems:
            return 0.0
        shared = sum(self._topic.get(stem, 0.0) for stem in set(stems))
        return 2.0 * shared / (len(set(stems)) + 6) * min(1.0, len(stems) / 6)

    @staticmethod
    def _figures(passage: Passage) -> float:
        numbers = [number for number in facts.find_numbers(passage.text) if not number.article]
        if not numbers:
            return 0.0
        money = bool(re.search(r"\beuros?\b|€|%|pour cent|millions?|milliards?", passage.folded))
        return 2.0 if money else 0.8


def keep(passages: Sequence[Passage], salience: Salience, limit: int) -> list[Passage]:
    """At most ``limit`` sentences, in the order they were said: the best first, then none that repeats one kept,
    and the best of each voice that spoke at some length."""
    scored = sorted(
        ((salience.score(passage), -passage.position, passage) for passage in passages),
        key=lambda entry: entry[:2],
        reverse=True,
    )
    chosen: list[Passage] = []
    for passage in _one_each(scored):
        if len(chosen) < limit:
            chosen.append(passage)
    for score, _, passage in scored:
        if len(chosen) >= limit or score <= 0.2:
            break
        if passage not in chosen and not any(_repeats(passage, other) for other in chosen):
            chosen.append(passage)
    return sorted(chosen, key=lambda passage: passage.position)


def _one_each(scored: Sequence[tuple[float, int, Passage]]) -> list[Passage]:
    spoken = Counter[str]()
    for _, _, passage in scored:
        spoken[passage.speaker] += len(passage.text.split())
    best: dict[str, Passage] = {}
    for score, _, passage in scored:
        if score > 0.8 and spoken[passage.speaker] >= 25:
            best.setdefault(passage.speaker, passage)
    return list(best.values())


def _repeats(one: Passage, other: Passage) -> bool:
    first, second = set(content_stems(one.text)), set(content_stems(other.text))
    if not first or not second:
        return fold(one.text) == fold(other.text)
    return len(first & second) / min(len(first), len(second)) > 0.7
