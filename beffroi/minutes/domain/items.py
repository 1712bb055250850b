# ruff: noqa: E501  (what is said reads best whole)
"""Which sentence belongs to which item of the agenda.

A path through the agenda is chosen over the whole meeting at once: entering an item costs, and is paid for by
what is said there (its number, the words of its title, the chair moving on, its presenter given the floor).
Going forward is cheap, going back is dear but possible: an agenda is sometimes taken in another order.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

from beffroi.minutes.domain.passages import Passage
from beffroi.minutes.domain.text import content_stems, fold
from beffroi.minutes.domain.types import Item

_NUMBER = re.compile(
    r"\b(?:deliberation|point|rapport|question|dossier|sujet|affaire|projet de deliberation)"
    r" (?:suivante? )?(?:numero |n ?[°o]? ?)?(\d{1,3})\b(?! (?:euros?|%|pour cent|voix))"
)
_ORDINALS = (
    "premiere?",
    "deuxieme|seconde?",
    "troisieme",
    "quatrieme",
    "cinquieme",
    "sixieme",
    "septieme",
    "huitieme",
    "neuvieme",
    "dixieme",
    "onzieme",
    "douzieme",
)
_ORDINAL = [re.compile(rf"\b(?:{word}) (?:point|sujet|deliberation|question|dossier|rapport)\b") for word in _ORDINALS]
_MOVING = re.compile(
    r"\b(nous passons (?:donc |maintenant )?(?:a|au|aux)\b|on passe (?:donc |maintenant )?(?:a|au|aux)\b"
    r"|passons|je passe (?:a|au|aux)\b|(?:nous )?(?:en )?venons|on en vient|j'en viens|abordons|on aborde"
    r"|j'aborde|on attaque|j'appelle|l'ordre du jour appelle|on commence|nous commencons|commencons"
    r"|nous allons (?:maintenant )?(?:examiner|aborder|passer)|pour finir|pour terminer|dernier point"
    r"|premier point|propose (?:de commencer|d'examiner|d'aborder|de traiter|de passer)|(?:nous revenons|revenons|on revient|je reviens) (?:donc |maintenant )?(?:a|au|aux|sur)\b|on enchaine|j'enchaine|enchainons|nous enchainons|inscrite? a l'ordre du jour)\b"
    r"|^(?:bien |alors |bon )?,? ?(?:enfin|ensuite|deliberation|point|questions? diverses?|rapport|sujet)\b"
)
_NEXT = re.compile(
    r"\b(?:point|sujet|deliberation|dossier|rapport|question) suivante?\b"
    r"|\bprochain(?:e)? (?:point|sujet|deliberation|dossier)\b|\bon passe a la suite\b"
    r"|\bpassons a la suite\b"
)
_LAST = re.compile(r"\bdernier (?:point|sujet|dossier)\b|\bderniere (?:deliberation|question)\b")
_VOTING = re.compile(r"\bau(?:x)? (?:vote|voix)\b|\bnous passons au vote\b|\bpassons au vote\b")
_FLOOR = re.compile(
    r"\b(donne la parole|passe la parole|laisse la parole|la parole est|a vous|je laisse"
    r"|nous presente|va (?:nous )?presenter|presentee? par|rapporteur|rapporteure)\b"
)
_CLOSING = re.compile(
    r"\bseance (?:est )?(?:levee|close|terminee)\b|\b(?:leve|lever|clos|cloture) la (?:seance|reunion)\b"
    r"|\bordre du jour (?:est |etant )?epuise|\bfin de (?:la )?(?:seance|reunion)\b"
    r"|\breunion (?:est )?(?:levee|close|terminee)\b"
)
_FORWARD, _SKIP, _BACK = 1.2, 0.25, 3.0
_NEVER = -1e9


def follow(passages: Sequence[Passage], items: Sequence[Item]) -> list[int]:
    """The number of the item of each sentence; 0 for the opening and the closing of the meeting, or where
    there is no agenda."""
    if not items or not passages:
        return [0] * len(passages)
    weights = _TitleWords(items, passages)
    entries = [_entry_scores(passages, position, items, weights) for position in range(len(passages))]
    path = _best_path(entries, [weights.share(passage.text) for passage in passages], len(items))
    numbers = [items[state - 1].number if state else 0 for state in path]
    return _close(passages, numbers)


class _TitleWords:
    """How much of a title a sentence says, each word weighing what it tells apart."""

    def __init__(self, items: Sequence[Item], passages: Sequence[Passage]) -> None:
        self.titles = [set(content_stems(_bare(item.title))) for item in items]
        said = Counter(word for passage in passages for word in set(content_stems(passage.text)))
        self.shared = shared = Counter(word for title in self.titles for word in title)
        total = len(passages) + 1
        self.weight = {
            word: math.log(1 + total / (1 + said[word])) / shared[word] for title in self.titles for word in title
        }
        self.sums = [sum(self.weight[word] for word in title) or 1.0 for title in self.titles]

    def share(self, text: str) -> list[float]:
        """For each item, the part of its title (0 to 1) that the text says."""
        spoken = set(content_stems(text)) & self.weight.keys()
        if not spoken or self._is_overview(spoken):
            return []
        return [
            sum(self.weight[word] for word in title & spoken) / whole
            for title, whole in zip(self.titles, self.sums, strict=True)
        ]

    def _is_overview(self, spoken: set[str]) -> bool:
        """Whether several items are named at once, as when the agenda is read out."""
        named = 0
        for title, whole in zip(self.titles, self.sums, strict=True):
            own = sum(self.weight[word] for word in title & spoken if self.shared[word] == 1)
            named += own / whole > 0.3
        return named >= 3 or (named == 2 and len(self.titles) == 2)


def _bare(title: str) -> str:
    return re.sub(r"\([^)]*\)", " ", title)


def _entry_scores(
    passages: Sequence[Passage], position: int, items: Sequence[Item], weights: _TitleWords
) -> dict[int, float]:
    """What speaks for entering each item (1, 2...) at this sentence; key -1: for the next one, whichever."""
    passage = passages[position]
    plain = passage.plain
    moving = bool(_MOVING.search(plain)) and not _VOTING.search(plain)
    scores: dict[int, float] = {}
    announced = _announced(plain, items)
    if announced:
        scores[announced] = 3.0 if moving else 1.6
    if _NEXT.search(plain):
        scores[-1] = 2.2
    if _LAST.search(plain):
        scores[len(items)] = scores.get(len(items), 0.0) + 1.0
    for index, share in enumerate(weights.share(_with_rest(passages, position)), start=1):
        if share > 0.15:
            gain = 4.0 if moving or announced else 2.2
            scores[index] = scores.get(index, 0.0) + gain * share
    if _FLOOR.search(plain):
        for index, item in enumerate(items, start=1):
            if item.presenter and _last_name(item.presenter) in passage.folded:
                scores[index] = scores.get(index, 0.0) + 0.9
    return scores


def _with_rest(passages: Sequence[Passage], position: int) -> str:
    """The sentence with the one after it, when the same voice goes on and this one is only an announcement."""
    passage = passages[position]
    follower = passages[position + 1] if position + 1 < len(passages) else None
    if follower and follower.utterance == passage.utterance and len(passage.text) < 60:
        return f"{passage.text} {follower.text}"
    return passage.text


def _announced(plain: str, items: Sequence[Item]) -> int:
    hit = _NUMBER.search(plain)
    if hit:
        number = int(hit[1])
        return next((index for index, item in enumerate(items, start=1) if item.number == number), 0)
    for index, ordinal in enumerate(_ORDINAL, start=1):
        if ordinal.search(plain) and index <= len(items):
            return index
    return 0


def _last_name(presenter: str) -> str:
    return fold(presenter).strip().split(" ")[-1]


def _best_path(entries: Sequence[dict[int, float]], shares: Sequence[list[float]], count: int) -> list[int]:
    """The state (0: none yet, then 1 to ``count``) of each sentence on the best path."""
    value = [0.0] + [_NEVER] * count
    steps: list[dict[int, int]] = []
    for entry, share in zip(entries, shares, strict=True):
        moves: dict[int, int] = {}
        fresh = list(value)
        follow_on = entry.get(-1, 0.0)
        for state in range(1, count + 1):
            gain = entry.get(state, 0.0)
            if gain <= 0 and follow_on <= 0:
                continue
            best, origin = max(
                (
                    value[other] - _cost(other, state) + gain + (follow_on if state == other + 1 else 0.0),
                    other,
                )
                for other in range(count + 1)
                if other != state
            )
            if best > value[state]:
                fresh[state], moves[state] = best, origin
        for state, part in enumerate(share, start=1):
            fresh[state] += 0.3 * part
        value = fresh
        steps.append(moves)
    state = max(range(count + 1), key=lambda candidate: value[candidate])
    path: list[int] = []
    for moves in reversed(steps):
        path.append(state)
        state = moves.get(state, state)
    return path[::-1]


def _cost(origin: int, state: int) -> float:
    if state > origin:
        return _FORWARD + _SKIP * (state - origin - 1)
    return _BACK


def _close(passages: Sequence[Passage], numbers: list[int]) -> list[int]:
    """The last words of the meeting belong to the sitting itself."""
    for position in range(len(passages) - 1, max(-1, len(passages) - 40), -1):
        if _CLOSING.search(passages[position].folded):
            first = position
            while first and _CLOSING.search(passages[first - 1].folded):
                first -= 1
            return numbers[:first] + [0] * (len(numbers) - first)
    return numbers
