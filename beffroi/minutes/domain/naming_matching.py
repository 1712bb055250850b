"""Which person is which voice, all readings weighed together: a voice is one person at most, a person one voice.

A reading is a (voice, person) pair with its odds. The weight of a whole matching is the product of the odds of its
pairs, a voice or a person left alone counting for one; the belief in a pair is the share of the matchings that hold
it. It is computed by passing messages along the pairs (exact where they form a tree), as for monomer-dimer systems:
Bayati and Nair, "A rigorous proof of the cavity method for counting matchings", 2006.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping
from typing import TypeVar

P = TypeVar("P", bound=Hashable)

ROUNDS, STILL = 60, 1e-6
"""Rounds at most, and the change under which the messages are still."""


def beliefs(odds: Mapping[tuple[str, P], float]) -> dict[tuple[str, P], float]:
    """The belief in each pair, from 0 to 1: two readings that exclude each other share what there is, unless other
    pairs explain one of them better."""
    pairs = [pair for pair, value in odds.items() if value > 0]
    of_voice: dict[str, list[tuple[str, P]]] = defaultdict(list)
    of_person: dict[P, list[tuple[str, P]]] = defaultdict(list)
    for pair in pairs:
        of_voice[pair[0]].append(pair)
        of_person[pair[1]].append(pair)
    free_voice = dict.fromkeys(pairs, 1.0)  # how free the voice of a pair is for it, by what its other pairs want
    free_person = dict.fromkeys(pairs, 1.0)
    for _ in range(ROUNDS):
        moved = 0.0
        for mine, theirs, groups in ((free_voice, free_person, of_voice), (free_person, free_voice, of_person)):
            for group in groups.values():
                wanted = sum(odds[pair] * theirs[pair] for pair in group)
                for pair in group:
                    free = 1.0 / (1.0 + max(0.0, wanted - odds[pair] * theirs[pair]))
                    moved = max(moved, abs(free - mine[pair]))
                    mine[pair] = 0.5 * mine[pair] + 0.5 * free
        if moved < STILL:
            break
    held = {pair: odds[pair] * free_voice[pair] * free_person[pair] for pair in pairs}
    return {pair: value / (1.0 + value) for pair, value in held.items()}
