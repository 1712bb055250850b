"""The contradictions of a sitting as they are found, each with the figures that disagree and where they come from."""

from __future__ import annotations

from dataclasses import replace

from .articles import Rule, is_verified
from .events import BallotKind, Entry
from .ledger import Contradiction, Figure

UNVERIFIED = " Cette règle n’a pas été vérifiée pour le régime de votre assemblée\u00a0: rien n’est bloqué."


def said(label: str, value: object, entry: Entry, secret: bool = False) -> Figure:
    """A figure that an entry gave. For a secret ballot the words are left out: they may name a voter."""
    hidden = secret or getattr(entry.event, "ballot", None) is BallotKind.SECRET
    source = replace(entry.source, words="") if hidden else entry.source
    return Figure(label, str(value), entry.id, source=source)


def computed(label: str, value: object, how: str = "") -> Figure:
    return Figure(label, str(value), how=how)


class Findings:
    """Collects contradictions; those of a rule that was not verified for the regime block nothing and say so."""

    def __init__(self, regime: str) -> None:
        self._regime = regime
        self._found: dict[tuple[object, ...], Contradiction] = {}
        self._entries: dict[tuple[object, ...], dict[int, None]] = {}

    def add(
        self,
        code: str,
        message: str,
        rule: Rule,
        entry: Entry | None = None,
        *figures: Figure,
        item: int | None = None,
        blocking: bool = True,
        others: tuple[int, ...] = (),
    ) -> None:
        """What is wrong with a member is told once, with every entry that shows it."""
        number = item if item is not None else entry.item if entry else None
        verified = is_verified(rule, self._regime)
        text = message if verified or not blocking else message + UNVERIFIED
        entries = dict.fromkeys((*((entry.id,) if entry else ()), *others))
        key = (code, text) if rule is Rule.MEMBERS else (code, text, number, *entries)
        if key not in self._found:
            self._found[key] = Contradiction(code, text, figures, rule.value, number, (), blocking and verified)
        self._entries.setdefault(key, {}).update(entries)

    def all(self) -> tuple[Contradiction, ...]:
        return tuple(replace(one, entries=tuple(self._entries[key])) for key, one in self._found.items())
