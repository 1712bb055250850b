"""Members who take no part in an item, and what that does to the quorum and to the vote.

- L2131-11, as amended by article 32 of law 2025-1249 of 22 December 2025 (read at legal.tricoteuses.fr,
  JORFARTI000053142383): a deliberation is unlawful where "a pris part un membre du conseil intéressé à l'affaire ...
  soit en son nom personnel, soit comme mandataire"; "Un membre du conseil ne peut être considéré comme ayant pris part
  à la délibération du seul fait de sa présence à la réunion de l'organe délibérant"; "Lorsqu'il est fait application
  du II de l'article L. 1111-6, les représentants ... ne sont pas considérés, pour le calcul du quorum, comme des
  membres en exercice du conseil municipal."
- A member with a personal interest stays among the members in office but is not counted among those present, even
  seated in the audience: CE, 19 January 1983, Chauré (answers to questions 24626, JO Sénat 1 March 2007, and of 12
  April 2007, read at senat.fr). These are older than law 2025-1249, which does not speak of their quorum: whoever
  stays in the room is still counted out here.
- A representative of the council in another body (L1111-6, II) leaves both counts: those in office and those present.
- A holder who is recused cannot vote for the giver either ("soit comme mandataire"; answer to question 20278, 11th
  legislature, questions.assemblee-nationale.fr).
- The mayor at the vote on the accounts: see ``accounts``.
- Whoever prefers not to take part is counted for as long as they are in the room (the law says nothing of it): one who
  leaves once the item is opened does not undo it, and is missing at a resumption.
"""

from __future__ import annotations

from collections.abc import Sequence

from .accounts import withdrawn_mayor
from .articles import Rule
from .events import Entry, RecusalReason, Recused
from .presence import here, may_sit
from .state import Record, Sitting

_OUT_OF_QUORUM = (RecusalReason.PERSONAL, RecusalReason.APPOINTED_BODY, RecusalReason.ACCOUNT)


def plan(sitting: Sitting, entries: Sequence[Entry]) -> None:
    """The recusals of each item, wherever they are said in it."""
    for entry in entries:
        if isinstance(entry.event, Recused) and entry.item is not None:
            sitting.planned.setdefault(entry.item, {}).setdefault(entry.event.member, entry.event)


def recused(sitting: Sitting, entry: Entry, event: Recused) -> None:
    if not may_sit(sitting, entry, event.member):
        return
    name = sitting.roster.name(event.member)
    if entry.item is None:
        text = f"{name} se retire, mais on ne sait pas pour quel point."
        sitting.findings.add("recusal_without_item", text, Rule.RECUSAL, entry)
        return
    record = sitting.record(entry.item)
    if record.ballots:
        text = f"{name} se retire du point {record.number} après le vote."
        sitting.findings.add("recusal_after_vote", text, Rule.RECUSAL, entry, others=tuple(record.ballots))
        return
    record.recused.setdefault(event.member, event)


def out_of_vote(sitting: Sitting, record: Record | None) -> set[str]:
    """Who does not vote on an item: the recused, and the mayor on the accounts."""
    if record is None:
        return set()
    return {*record.recused, *withdrawn_mayor(sitting, record)}


def out_of_quorum(sitting: Sitting, record: Record | None) -> tuple[str, ...]:
    """Who is in the room and is not counted among those present for an item."""
    if record is None:
        return ()
    planned = sitting.planned.get(record.number, {})
    out = {key for key, event in planned.items() if event.reason in _OUT_OF_QUORUM}
    out |= {key for key, event in record.recused.items() if event.leaves_room}
    out |= withdrawn_mayor(sitting, record)
    return sitting.roster.sorted(key for key in out if here(sitting, key))


def out_of_office(sitting: Sitting, record: Record | None) -> tuple[str, ...]:
    """Who is not counted among the members in office for an item (L1111-6, II)."""
    planned = sitting.planned.get(record.number, {}) if record else {}
    appointed = (key for key, event in planned.items() if event.reason is RecusalReason.APPOINTED_BODY)
    return sitting.roster.sorted(key for key in appointed if sitting.roster.knows(key) and sitting.roster.sits(key))


def interested(sitting: Sitting, record: Record | None) -> int:
    """How many members have a personal interest in an item (L2541-4, 2°)."""
    planned = sitting.planned.get(record.number, {}) if record else {}
    return sum(event.reason is RecusalReason.PERSONAL for event in planned.values())
