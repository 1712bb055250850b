"""The ledger in French, as documents write it: who was there, the quorum, votes, elections, comings and goings.

Nothing is said that the ledger does not hold. Words agree with "membre", "conseil" or the thing voted, so that they fit
women and men alike. A secret ballot is written without any name. Hours are written as they are given: in local time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from beffroi.facts.times import format_time
from beffroi.minutes.domain.typography import NBSP, typographic
from beffroi.minutes.domain.writing import count, listed

from .events import (
    Arrived,
    BallotKind,
    Closed,
    Entry,
    Left,
    Opened,
    ProxyGiven,
    RecusalReason,
    Recused,
    Resumed,
    Sense,
    SittingContext,
    Suspended,
)
from .ledger import BallotOutcome, ElectionOutcome, Presence, QuorumCheck
from .roster import Roster
from .vote_wording import computed_note, verdict

_REASONS = {
    RecusalReason.PERSONAL: "en raison d’un intérêt personnel à l’affaire (art. L2131-11 du CGCT)",
    RecusalReason.APPOINTED_BODY: "au titre de son mandat de représentation du conseil (art. L1111-6 du CGCT)",
    RecusalReason.OWN_CHOICE: "par choix personnel",
}
_SENSES = {
    Sense.FOR: "Ont voté pour",
    Sense.AGAINST: "Ont voté contre",
    Sense.ABSTAIN: "Abstentions",
    Sense.NOT_VOTING: "N’ont pas pris part au vote",
}
_ONE = {
    Sense.FOR: "A voté pour",
    Sense.AGAINST: "A voté contre",
    Sense.ABSTAIN: "Abstention",
    Sense.NOT_VOTING: "N’a pas pris part au vote",
}


class Sentences:
    """Writes for one sitting. ``titles``: a civility by key ("Mme", "M."), where it is known."""

    def __init__(self, context: SittingContext, titles: Mapping[str, str] | None = None) -> None:
        self._roster = Roster(context)
        self._titles = titles or {}

    def name(self, key: str) -> str:
        title = self._titles.get(key, "")
        return f"{title}{NBSP}{self._roster.name(key)}" if title else self._roster.name(key)

    def names(self, keys: Iterable[str]) -> str:
        return listed([self.name(key) for key in keys])

    # Presence and quorum

    def presence(self, room: Presence) -> list[str]:
        """ "Étaient présents : ...", one sentence a group; groups where nobody is are left out. Where the roll was not
        called, the numbers alone."""
        groups = [
            ("présents", "présent", [self.name(key) for key in room.present]),
            ("représentés", "représenté", [self._represented(*pair) for pair in room.represented]),
            ("excusés", "excusé", [self.name(key) for key in room.excused]),
            ("absents", "absent", [self.name(key) for key in room.absent]),
        ]
        sentences = [_group(many, one, names) for many, one, names in groups if names]
        if len(room.present) < room.present_count:
            sentences.insert(0, self._numbers(room))
        return [typographic(sentence) for sentence in sentences]

    def _represented(self, giver: str, holder: str) -> str:
        return f"{self.name(giver)} (pouvoir à {self.name(holder)})"

    @staticmethod
    def _numbers(room: Presence) -> str:
        present = count(room.present_count, "membre présent", "membres présents")
        return f"{present}, {count(room.proxy_count, 'pouvoir', 'pouvoirs')}." if room.proxy_count else f"{present}."

    def quorum(self, check: QuorumCheck) -> str:
        """ "27 membres en exercice, 23 présents : le quorum de 14 est atteint." """
        present = count(check.present, "membre présent", "membres présents")
        if check.needed is None:
            text = f"{present}. Aucune condition de quorum ne s’applique."
        else:
            verdict = "est atteint" if check.reached else "n’est pas atteint"
            office = count(check.in_office or 0, "membre en exercice", "membres en exercice")
            text = f"{office}, {present} : le quorum de {check.needed} {verdict}."
        if check.counted_out:
            text += f" Sans compter {self.names(check.counted_out)}."
        return typographic(text)

    # Votes

    def vote(self, outcome: BallotOutcome) -> str:
        """ "Adopté par 21 voix pour et 4 contre, 2 abstentions." What is computed is said to be."""
        parts = (verdict(outcome), *self._names(outcome), computed_note(outcome))
        return typographic(" ".join(part for part in parts if part))

    def _names(self, outcome: BallotOutcome) -> list[str]:
        """Who voted how: every voter in a public ballot, those who did not vote for in an ordinary one."""
        if outcome.kind is BallotKind.SECRET or outcome.ballot.ballot is BallotKind.SECRET:
            return []
        wanted = [sense for sense in Sense if outcome.kind is BallotKind.PUBLIC or sense is not Sense.FOR]
        written = []
        for sense in wanted:
            names = [self.name(key) for key, voted in outcome.ballot.senses if voted is sense]
            if names:
                label = _SENSES[sense] if len(names) > 1 else _ONE[sense]
                written.append(f"{label} : {listed(names)}.")
        return written

    def election(self, outcome: ElectionOutcome) -> list[str]:
        """The count of a round, then who is elected or not."""
        made = outcome.round
        scores = listed([f"{self.name(score.candidate)} {count(score.votes, 'voix', 'voix')}" for score in made.scores])
        counts = [count(outcome.cast, "suffrage exprimé", "suffrages exprimés")]
        counts += [count(made.blank, "bulletin blanc", "bulletins blancs")] if made.blank > 0 else []
        counts += [count(made.null, "bulletin nul", "bulletins nuls")] if made.null > 0 else []
        if outcome.needed is not None:
            counts.append(f"majorité absolue {outcome.needed}")
        what = f"{_ordinal(made.round)} tour de scrutin secret"
        sentences = [f"{what} ({made.post}) : {', '.join(counts)}." if made.post else f"{what} : {', '.join(counts)}."]
        sentences += [f"Ont obtenu : {scores}."] if scores else []
        return [typographic(sentence) for sentence in (*sentences, self._elected(outcome))]

    def _elected(self, outcome: ElectionOutcome) -> str:
        if outcome.elected is None:
            return "L’élection n’est pas acquise à ce tour."
        how = "à la majorité absolue" if outcome.needed is not None else "à la majorité relative"
        how = "au bénéfice de l’âge" if outcome.by_age else how
        return f"L’élection est acquise à {self.name(outcome.elected)}, {how}."

    # Comings and goings

    def recusal(self, event: Recused) -> str:
        """Who withdraws from an item, for which reason, and whether they leave the room."""
        if event.reason is RecusalReason.ACCOUNT:
            return typographic(f"{self.name(event.member)} se retire au moment du vote (art. L2121-14 du CGCT).")
        where = "quitte la salle" if event.leaves_room else "reste dans la salle"
        return typographic(
            f"{self.name(event.member)} ne prend part ni au débat ni au vote, {_REASONS[event.reason]}, et {where}."
        )

    def movement(self, entry: Entry) -> str:
        """An arrival, a departure, a pouvoir given, a suspension...; nothing for any other event."""
        event, at = entry.event, hour(entry.at)
        if isinstance(event, Arrived):
            text = f"{self.name(event.member)} arrive {at}."
        elif isinstance(event, Left):
            text = f"{self.name(event.member)} quitte la séance {at}."
        elif isinstance(event, ProxyGiven):
            text = f"{self.name(event.giver)} donne pouvoir à {self.name(event.holder)}."
        elif isinstance(event, Opened | Closed | Suspended | Resumed):
            text = f"La séance est {_FLOW[event.kind]} {at}."
        else:
            return ""
        return typographic(text)

    def movements(self, entries: Sequence[Entry]) -> list[str]:
        """Those of some entries, in their order; a departure and the pouvoir given with it are one sentence."""
        sentences: list[str] = []
        given: dict[str, str] = {}
        for entry in entries:
            event = entry.event
            if isinstance(event, ProxyGiven):
                given[event.giver] = event.holder
                continue
            sentence = self.movement(entry)
            if isinstance(event, Left) and event.member in given:
                sentence = f"{sentence[:-1]} et donne pouvoir à {self.name(given.pop(event.member))}."
            sentences += [sentence] if sentence else []
        return sentences


_FLOW = {"opened": "ouverte", "closed": "levée", "suspended": "suspendue", "resumed": "reprise"}


def _group(many: str, one: str, names: list[str]) -> str:
    label = f"Étaient {many}" if len(names) > 1 else f"Membre {one}"
    return f"{label} : {', '.join(names)}."


def hour(at: datetime | None) -> str:
    """ "à 21 h 05", or that it is not known."""
    return f"à {format_time(at.hour, at.minute)}" if at else "(heure non indiquée)"


def _ordinal(number: int) -> str:
    return "1er" if number == 1 else f"{number}e"
