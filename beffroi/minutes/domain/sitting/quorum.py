"""Quorum: the majority of the members in office, there in person, at the opening, at each item and at each resumption.

- L2121-17 (quoted in the answer to question 24626, senat.fr): "le conseil municipal ne délibère valablement que
  lorsque la majorité de ses membres en exercice est présente". Second paragraph (question 12942, senat.fr): without it
  "le conseil municipal est à nouveau convoqué à trois jours au moins d'intervalle. Il délibère alors valablement sans
  condition de quorum." Majority means more than half, not half plus one: 11 members, 6 present (TA Toulouse, 28 June
  1987, Dubrez, read at atd31.fr and maisondescommunes85.fr).
- Pouvoirs are not counted (same judgment; courrierdesmaires.fr).
- It is counted when each item is put into discussion, and a later departure does not undo the item (CE, 18 October
  1989, Heiltz-l'Évêque, and CAA Nancy, 1 April 2010, Mercy-le-Bas, as quoted in question 10296; answer to question
  10690, JOAN 14 March 1994, quoted at maisondescommunes85.fr). Also after each
  suspension (blog.landot-avocats.net, 19 June 2023; no judgment was read on that).
- At a second convocation the condition falls only for the items of the first (maisondescommunes85.fr,
  lercoul-09.fr): one added since is counted.
- Alsace-Moselle: the first paragraph applies (answer to question 26922, JO 17 May 1999), L2541-4 then sets it aside at
  a second convocation and where half of the members or more are interested in person (2°, read in part).
"""

from __future__ import annotations

from dataclasses import dataclass

from . import articles
from .articles import Rule
from .events import Entry, QuorumStated
from .findings import computed, said
from .ledger import QuorumCheck
from .presence import presence
from .recusal import interested, out_of_office, out_of_quorum
from .state import Record, Sitting


def majority(number: int) -> int:
    """More than half."""
    return number // 2 + 1


@dataclass(frozen=True, slots=True)
class _Count:
    in_office: int
    present: int
    needed: int | None
    out: tuple[str, ...]
    appointed: tuple[str, ...]

    @property
    def reached(self) -> bool:
        return self.needed is None or self.present >= self.needed


def check(sitting: Sitting, moment: str, record: Record | None, entry: Entry | None) -> QuorumCheck | None:
    """Counts and keeps the quorum of this moment; None where presence or the number in office is not known."""
    in_office = sitting.in_office
    if in_office is None or not sitting.room.known:
        _cannot_count(sitting, in_office)
        return None
    count = _count(sitting, in_office, record)
    done = QuorumCheck(
        moment,
        count.present,
        count.needed,
        count.in_office,
        count.reached,
        record.number if record else None,
        entry.at if entry else None,
        count.out,
        _explained(sitting, count),
    )
    sitting.quorums.append(done)
    return done


def _count(sitting: Sitting, in_office: int, record: Record | None) -> _Count:
    room = presence(sitting)
    appointed = out_of_office(sitting, record)
    out = out_of_quorum(sitting, record)
    office = max(in_office - len(appointed), 0)
    present = max(room.present_count - len(out), 0)
    return _Count(office, present, _needed(sitting, in_office, office, record), out, appointed)


def _needed(sitting: Sitting, in_office: int, counted: int, record: Record | None) -> int | None:
    local = sitting.context.regime == articles.ALSACE_MOSELLE and 2 * interested(sitting, record) >= in_office
    again = sitting.context.second_convocation and not (record and record.added)
    return None if again or local else majority(counted)


def _explained(sitting: Sitting, count: _Count) -> str:
    if count.needed is None:
        why = "seconde convocation" if sitting.context.second_convocation else "art. L2541-4, 2°"
        return f"Aucune condition de quorum ({why})\u00a0; {count.present} présents."
    parts = [
        f"{count.in_office} membres en exercice\u00a0: il en faut {count.needed} présents, {count.present} le sont."
    ]
    names = ", ".join(sitting.roster.name(key) for key in count.out)
    if names:
        parts.append(f"Non comptés parmi les présents\u00a0: {names}.")
    if count.appointed:
        names = ", ".join(sitting.roster.name(key) for key in count.appointed)
        parts.append(f"Non comptés parmi les membres en exercice (art. L1111-6 et L2131-11)\u00a0: {names}.")
    return " ".join(parts)


def _cannot_count(sitting: Sitting, in_office: int | None) -> None:
    if in_office is None:
        text = "Le nombre de membres en exercice n’est pas connu\u00a0: le quorum ne peut pas être vérifié."
        sitting.findings.add("in_office_unknown", text, Rule.QUORUM, blocking=False)
    if not sitting.room.known:
        text = (
            "L’appel n’a été ni entendu ni saisi\u00a0: le quorum et le nombre de votants ne peuvent pas être vérifiés."
        )
        sitting.findings.add("presence_unknown", text, Rule.QUORUM, blocking=False)


def stated(sitting: Sitting, entry: Entry, event: QuorumStated) -> None:
    """Compares what was said of the quorum with the count of this moment."""
    in_office = sitting.in_office
    if in_office is None or not sitting.room.known:
        return
    record = sitting.items.get(entry.item) if entry.item is not None else None
    count = _count(sitting, in_office, record)
    if count.reached != event.reached:
        words = "atteint" if event.reached else "non atteint"
        figures = (
            said("quorum annoncé", words, entry),
            computed("présents comptés", count.present, f"quorum\u00a0: {count.needed}"),
        )
        text = f"Le quorum est annoncé {words}. {_explained(sitting, count)}"
        sitting.findings.add("quorum_differs", text, Rule.QUORUM, entry, *figures)


def needed_now(sitting: Sitting, record: Record | None = None) -> int | None:
    """How many must be present now; None where nothing is required or the number in office is unknown."""
    in_office = sitting.in_office
    return None if in_office is None else _count(sitting, in_office, record).needed
