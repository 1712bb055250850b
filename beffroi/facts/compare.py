"""What a text keeps, loses, adds or changes of the facts of its source; what it says without support.

``compare`` is for a rewriting (each figure of one text against the other); ``unsupported`` for a text that
rests on sources (every fact must be found in them)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from beffroi.facts.alignment import align
from beffroi.facts.mentions import Mention, extract
from beffroi.facts.names import Known
from beffroi.facts.people import Roster, roster, tokens
from beffroi.facts.support import Sources, agrees

__all__ = ["Change", "Comparison", "compare", "extract", "unsupported"]


@dataclass(frozen=True, slots=True)
class Change:
    """A fact of the source and what stands in its place in the text."""

    before: Mention
    after: Mention


@dataclass(frozen=True, slots=True)
class Comparison:
    """``kept`` and ``added`` are mentions of the text, ``lost`` of the source; ``changed`` are pairs."""

    kept: tuple[Mention, ...] = ()
    lost: tuple[Mention, ...] = ()
    added: tuple[Mention, ...] = ()
    changed: tuple[Change, ...] = ()

    @property
    def faithful(self) -> bool:
        """Whether nothing was lost, added or changed."""
        return not (self.lost or self.added or self.changed)


def compare(source: str, text: str, known_names: Sequence[Known] | Roster = ()) -> Comparison:
    """The facts of a rewriting against those of its source.

    A fact said twice and then once (or the reverse) is kept; a less precise date, name or amount (no year, no
    first name, no "HT") too. A figure that took the place of another is a change, even where the new figure
    stands elsewhere in the source, and so are two figures that changed places."""
    book = known_names if isinstance(known_names, Roster) else roster(known_names)
    before, after = extract(source, book), extract(text, book)
    pairs, left, right = align(source, text, before, after)
    changed = [Change(pair.before, pair.after) for pair in pairs if not agrees(pair.before, pair.after)]
    kept = [pair.after for pair in pairs if agrees(pair.before, pair.after)]
    lost = [mention for mention in left if not _again(mention, after, text)]
    added = [mention for mention in right if not _again(mention, before, source)]
    repeated = [mention for mention in right if mention not in added]
    order = {mention: at for at, mention in enumerate(after)}
    return Comparison(
        tuple(sorted([*kept, *repeated], key=lambda mention: order[mention])),
        tuple(lost),
        tuple(added),
        tuple(sorted(changed, key=lambda change: change.before.start)),
    )


def _again(mention: Mention, others: Sequence[Mention], text: str) -> bool:
    """Whether the fact is said elsewhere in the other text, so that nothing is lost or new."""
    if any(agrees(mention, other) for other in others):
        return True
    if mention.kind != "name" or mention.detail.title or mention.detail.known:
        return False
    said = " " + " ".join(tokens(f"{mention.detail.first} {mention.detail.last}")) + " "
    return said in " " + " ".join(tokens(text)) + " "


def unsupported(
    sources: str | Sequence[str], text: str, known_names: Sequence[Known] | Roster = (), *, by_sound: bool = True
) -> list[Mention]:
    """The mentions of ``text`` that no source says, in order.

    "77 000 €" is supported by "soixante-dix-sept mille euros", 15 December by 15 December 2025 and conversely,
    "Mme Dubois" by "Claire Dubois". ``by_sound``: a name is also supported by one that sounds the same, since
    sources are often what a recogniser heard."""
    book = known_names if isinstance(known_names, Roster) else roster(known_names)
    said = Sources(sources, book, by_sound=by_sound)
    return [mention for mention in extract(text, book) if not said.support(mention)]
