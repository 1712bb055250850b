"""Which voice prints belong to the same person: agglomeration of chunks, by a likeness that chance does not bend.

The cosine between two averaged prints grows with the time each lasts, so that no threshold suits both a remark
and a speech. Here the likeness of two groups is the mean product of their prints *across* the groups, divided
by the mean product of prints of different moments *within* each: 1 for one person whatever the durations, less
for two. Work is bounded by blocks: at most ``BLOCK`` chunks are ever compared with each other.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr

from beffroi.engines.adapters.campplus.fbank import Floats

BLOCK = 1200
"""More chunks than this are first grouped block by block, strictly (a matrix of 1200 x 1200, never more)."""
REMARK = 3.0
"""Seconds of prints under which a group is a remark rather than a person, when their number is known."""
STRICT = 0.93
LOW, HIGH = 0.74, 0.94
"""Likenesses between which the limit is looked for: real people are mostly under, one person over."""
USUAL, SPREAD = 0.835, 0.06
PRIOR_PAIRS = 12.0
"""Weight of the recording's own mean where a group has few pairs of its own."""
DOUBT = 0.2
"""Likeness is measured within this over the seconds of the shorter group."""


@dataclass(slots=True)
class Group:
    """Prints taken to be one person's: their sum, how many, seconds; the sum and number of products between
    prints of different moments; and which chunks."""

    total: npt.NDArray[np.float64]
    count: float
    seconds: float
    product: float
    pairs: float
    chunks: list[int] = field(default_factory=list)

    def absorb(self, other: Group) -> None:
        self.product += other.product + 2.0 * float(self.total @ other.total)
        self.pairs += other.pairs + 2.0 * self.count * other.count
        self.total = self.total + other.total
        self.count += other.count
        self.seconds += other.seconds
        self.chunks += other.chunks


def group_of(prints: Floats, starts: npt.NDArray[np.float64], window: float, chunk: int, hop: float) -> Group:
    """A chunk as a group of its own; products of windows that overlap (closer than ``window`` s) do not count,
    as they share the same sound."""
    products = prints.astype(np.float64) @ prints.T.astype(np.float64)
    apart = np.abs(starts[:, None] - starts[None, :]) >= window
    total = prints.sum(axis=0, dtype=np.float64)
    return Group(
        total=total,
        count=float(len(prints)),
        seconds=len(prints) * hop,
        product=float(products[apart].sum()),
        pairs=float(apart.sum()),
        chunks=[chunk],
    )


def agglomerate(groups: list[Group], speakers: int | None = None) -> list[Group]:
    """Groups merged until each is one person; into ``speakers`` groups where their number is known."""
    if len(groups) < 2:
        return groups
    coherence = _coherence(groups)
    while len(groups) > BLOCK:
        blocks = [groups[at : at + BLOCK // 2] for at in range(0, len(groups), BLOCK // 2)]
        merged = [group for block in blocks for group in _Dendrogram(block, coherence).cut(STRICT)]
        if len(merged) > 0.9 * len(groups):  # nothing left to merge for sure: the closest go together
            merged = [group for block in blocks for group in _Dendrogram(block, coherence).cut(LOW)]
        groups = merged
    dendrogram = _Dendrogram(groups, coherence)
    if speakers is not None:
        return dendrogram.down_to(speakers)
    return dendrogram.cut(natural_limit(dendrogram.heights))


def natural_limit(heights: list[float]) -> float:
    """The likeness under which two groups are two people: the middle of the widest gap between successive
    merges, gaps counting more around the usual value (a normal law)."""
    falling = np.minimum.accumulate(np.array([HIGH, *heights, LOW]))
    edges = np.clip(falling, LOW, HIGH)
    share = ndtr((edges - USUAL) / SPREAD)
    mass = share[:-1] - share[1:]
    widest = int(np.argmax(mass))
    return float((edges[widest] + edges[widest + 1]) / 2)


def _coherence(groups: list[Group]) -> float:
    """Mean product of prints of one person at different moments, over the recording."""
    pairs = sum(group.pairs for group in groups)
    if pairs < 1:
        return 0.6
    return max(sum(group.product for group in groups) / pairs, 0.2)


def _count(sizes: dict[int, float]) -> int:
    return sum(1 for seconds in sizes.values() if seconds >= REMARK)


class _Dendrogram:
    """All the merges of some groups, from the likeliest to the least, and what each was worth."""

    def __init__(self, groups: list[Group], coherence: float) -> None:
        self._leaves = groups
        self._coherence = coherence
        self.heights: list[float] = []
        self._merges: list[tuple[int, int]] = []
        self._grow()

    def cut(self, limit: float) -> list[Group]:
        """The groups before the first merge that is worth less than ``limit``."""
        below = [at for at, height in enumerate(self.heights) if height < limit]
        return self._after(below[0] if below else len(self._merges))

    def down_to(self, wanted: int) -> list[Group]:
        """``wanted`` groups: the last moment when so many are more than a remark, the remarks left out; else
        as many as there are."""
        sizes = {at: group.seconds for at, group in enumerate(self._leaves)}
        enough = 0 if _count(sizes) >= wanted else None
        for done, (kept, gone) in enumerate(self._merges, start=1):
            sizes[kept] += sizes.pop(gone)
            if _count(sizes) >= wanted:
                enough = done
        if enough is None:
            return self._after(max(len(self._leaves) - max(wanted, 1), 0))
        return sorted(self._after(enough), key=lambda group: -group.seconds)[:wanted]

    def _after(self, merges: int) -> list[Group]:
        groups: dict[int, Group] = {
            at: Group(g.total, g.count, g.seconds, g.product, g.pairs, list(g.chunks))
            for at, g in enumerate(self._leaves)
        }
        for kept, gone in self._merges[:merges]:
            groups[kept].absorb(groups.pop(gone))
        return list(groups.values())

    def _grow(self) -> None:
        size = len(self._leaves)
        groups = self._after(0)
        self._sums = np.stack([g.total for g in groups])
        self._counts = np.array([g.count for g in groups])
        self._seconds = np.array([g.seconds for g in groups])
        self._products = np.array([g.product for g in groups])
        self._pairs = np.array([g.pairs for g in groups])
        self._alive = np.ones(size, dtype=bool)
        likeness = np.stack([self._row(at) for at in range(size)]).astype(np.float32)
        for _ in range(size - 1):
            kept, gone = divmod(int(np.argmax(likeness)), size)
            self.heights.append(float(likeness[kept, gone]))
            self._merges.append((kept, gone))
            self._join(kept, gone)
            likeness[gone, :] = likeness[:, gone] = -np.inf
            likeness[kept, :] = likeness[:, kept] = self._row(kept)

    def _join(self, kept: int, gone: int) -> None:
        cross = float(self._sums[kept] @ self._sums[gone])
        self._products[kept] += self._products[gone] + 2.0 * cross
        self._pairs[kept] += self._pairs[gone] + 2.0 * self._counts[kept] * self._counts[gone]
        self._sums[kept] += self._sums[gone]
        self._counts[kept] += self._counts[gone]
        self._seconds[kept] += self._seconds[gone]
        self._alive[gone] = False

    def _row(self, at: int) -> npt.NDArray[np.float64]:
        """Likeness of each group to that one, with the benefit of the doubt where one of them is short."""
        within = (self._products + PRIOR_PAIRS * self._coherence) / (self._pairs + PRIOR_PAIRS)
        within = np.maximum(within, 0.1)
        across = (self._sums @ self._sums[at]) / (self._counts * self._counts[at])
        shorter = np.maximum(np.minimum(self._seconds, self._seconds[at]), 1.0)
        row = across / np.sqrt(within * within[at]) + DOUBT / shorter
        row[~self._alive] = -np.inf
        row[at] = -np.inf
        return np.asarray(row)
