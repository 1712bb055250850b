"""Pouvoirs (CGCT L2121-20): written, one in a hand, always revocable, for three sittings in a row at most.

L2121-20 (legifrance LEGIARTI000006389878): "Un conseiller municipal empêché d'assister à une séance peut donner à un
collègue de son choix pouvoir écrit de voter en son nom. Un même conseiller municipal ne peut être porteur que d'un
seul pouvoir. Le pouvoir est toujours révocable. Sauf cas de maladie dûment constatée, il ne peut être valable pour
plus de trois séances consécutives." The law does not say which of two pouvoirs in one hand is good: here the first
given counts, and the contradiction blocks until a person has chosen. That a giver who arrives votes in person, and
that a pouvoir is of no use without its holder, follows from "empêché d'assister" and "voter en son nom". A pouvoir
given while leaving is neither provided for nor forbidden: the council's own rules may say (answer to question 1540,
JO Sénat 11 October 2012, read at atd13.fr).
"""

from __future__ import annotations

from .articles import Rule
from .events import Entry, ProxyGiven
from .findings import Findings, said
from .roster import Roster

MOST_SITTINGS = 3


class Proxies:
    """The pouvoirs that stand, by giver; whether they can be used now depends on who is in the room."""

    def __init__(self, roster: Roster, findings: Findings) -> None:
        self._roster, self._findings = roster, findings
        self.by_giver: dict[str, str] = {}
        self._by_holder: dict[str, str] = {}
        self._entries: dict[str, Entry] = {}
        self.used: set[str] = set()
        self.refused = 0
        """Pouvoirs that were named and cannot count."""

    def give(self, entry: Entry, event: ProxyGiven) -> None:
        """Keeps a pouvoir unless the law refuses it."""
        if self.by_giver.get(event.giver) == event.holder:
            return
        if not self._allowed(entry, event):
            self.refused += 1
            return
        if event.giver in self.by_giver:
            self._given_twice(entry, event)
        if event.holder in self._by_holder:
            self._in_one_hand(entry, event)
            return
        self.drop(event.giver)
        self.by_giver[event.giver] = event.holder
        self._by_holder[event.holder] = event.giver
        self._entries[event.giver] = entry

    def drop(self, giver: str) -> str:
        """Ends a pouvoir (revoked, or its giver is there); who held it."""
        holder = self.by_giver.pop(giver, "")
        self._by_holder.pop(holder, None)
        return holder

    def entry(self, giver: str) -> Entry | None:
        return self._entries.get(giver)

    def _allowed(self, entry: Entry, event: ProxyGiven) -> bool:
        giver, holder = self._roster.name(event.giver), self._roster.name(event.holder)
        if event.giver == event.holder:
            text = f"{giver} ne peut pas se donner pouvoir à soi-même."
            self._findings.add("proxy_to_self", text, Rule.PROXY, entry)
            return False
        if not event.written:
            text = f"Le pouvoir de {giver} à {holder} n’est pas écrit\u00a0: il ne compte pas."
            self._findings.add("proxy_not_written", text, Rule.PROXY, entry)
            return False
        if event.rank > MOST_SITTINGS and not event.illness:
            text = (
                f"Le pouvoir de {giver} à {holder} sert pour une {event.rank}ᵉ séance de suite\u00a0: "
                "trois au plus, sauf maladie. Il ne compte pas."
            )
            self._findings.add("proxy_too_long", text, Rule.PROXY, entry, said("séances de suite", event.rank, entry))
            return False
        return True

    def _in_one_hand(self, entry: Entry, event: ProxyGiven) -> None:
        self.refused += 1
        first = self._by_holder[event.holder]
        holder, one, other = (self._roster.name(key) for key in (event.holder, first, event.giver))
        text = (
            f"{holder} porterait deux pouvoirs, de {one} et de {other}\u00a0: un seul est permis. "
            "Seul le premier est compté."
        )
        before = self._entries[first]
        figures = (said("premier pouvoir", one, before), said("second pouvoir", other, entry))
        self._findings.add("two_proxies", text, Rule.PROXY, entry, *figures, others=(before.id,))

    def _given_twice(self, entry: Entry, event: ProxyGiven) -> None:
        giver, one, other = (self._roster.name(key) for key in (event.giver, self.by_giver[event.giver], event.holder))
        text = (
            f"{giver} a donné pouvoir à {one}, puis à {other}\u00a0: le second est compté, "
            "si le premier a bien été révoqué."
        )
        before = self._entries[event.giver]
        figures = (said("premier pouvoir", one, before), said("second pouvoir", other, entry))
        self._findings.add("proxy_given_twice", text, Rule.PROXY, entry, *figures, others=(before.id,))
