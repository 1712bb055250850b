"""Reads the entries of a sitting one after the other, each once, and closes the books."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from . import agenda, deputies, elections, flow, kinds, presence, quorum, recusal, stated, voting
from .articles import Rule
from .events import Entry, ItemKind, Opened, RollCall, SittingContext
from .ledger import ItemState, Ledger
from .state import Record, Sitting, start

_Handler = Callable[[Sitting, Entry, Any], None]
_READERS: dict[str, _Handler] = {
    "opened": flow.opened,
    "suspended": flow.suspended,
    "resumed": flow.resumed,
    "closed": flow.closed,
    "roll_call": presence.roll_call,
    "arrived": presence.arrived,
    "left": presence.left,
    "proxy_given": presence.proxy_given,
    "proxy_revoked": presence.proxy_revoked,
    "chair_taken": flow.chair_taken,
    "secretary_named": flow.secretary_named,
    "item_opened": agenda.item_opened,
    "item_added": agenda.item_added,
    "item_withdrawn": agenda.item_withdrawn,
    "item_postponed": agenda.item_postponed,
    "acknowledged": agenda.acknowledged,
    "recused": recusal.recused,
    "doors_closed": agenda.doors_closed,
    "doors_opened": agenda.doors_opened,
    "ballot_asked": kinds.asked,
    "secret_waived": kinds.waived,
    "ballot_held": voting.ballot_held,
    "election_round": elections.election_round,
    "figure_stated": stated.stated,
    "quorum_stated": lambda sitting, entry, event: _quorum_said(sitting, entry, event),
    "correction_asked": flow.correction_asked,
}
_PRELIMINARY = frozenset(
    {"opened", "roll_call", "proxy_given", "proxy_revoked", "figure_stated", "quorum_stated", "chair_taken"}
    | {"secretary_named", "recused", "ballot_asked", "item_added", "correction_asked"}
)
"""What may come while the council is being called; anything else ends the call."""


def read(context: SittingContext, entries: Sequence[Entry]) -> Ledger:
    """The ledger of these entries, in their order."""
    sitting = start(context)
    recusal.plan(sitting, entries)
    sitting.opens_at = next((rank for rank, entry in enumerate(entries) if isinstance(entry.event, Opened)), None)
    for rank, entry in enumerate(entries):
        sitting.rank = rank
        _read(sitting, entry)
    _open_sitting(sitting)
    _finish(sitting)
    return _ledger(sitting)


def _read(sitting: Sitting, entry: Entry) -> None:
    reader = _READERS.get(entry.event.kind)
    if reader is None:
        return
    flow.place(sitting, entry)
    second_call = isinstance(entry.event, RollCall) and sitting.settled
    if entry.event.kind not in _PRELIMINARY and not second_call:
        _open_sitting(sitting)
    reader(sitting, entry, entry.event)
    if second_call and not sitting.opening.present_count:
        _late_call(sitting)


def _late_call(sitting: Sitting) -> None:
    """The roll was called after the first item: it is still the opening that it tells."""
    sitting.opening = presence.presence(sitting)
    quorum.check(sitting, "opening", None, sitting.opened)


def _open_sitting(sitting: Sitting) -> None:
    """The call is over: the figures stated are compared, and the quorum of the opening is counted."""
    if sitting.settled:
        return
    stated.settle(sitting)
    sitting.opening = presence.presence(sitting)
    flow.chair_at_opening(sitting)
    quorum.check(sitting, "opening", None, sitting.opened)
    for entry, event in sitting.quorum_said:
        quorum.stated(sitting, entry, event)


def _quorum_said(sitting: Sitting, entry: Entry, event: Any) -> None:
    if sitting.settled:
        quorum.stated(sitting, entry, event)
    else:
        sitting.quorum_said.append((entry, event))


def _finish(sitting: Sitting) -> None:
    agenda.amendments_left(sitting)
    presence.presence(sitting)  # a pouvoir given after the last vote can be used all the same
    _proxies_left(sitting)
    deputies.proxies_left(sitting)
    _missing(sitting)


def _proxies_left(sitting: Sitting) -> None:
    """Pouvoirs that could never be used."""
    for giver, entry in sitting.proxied_while_present.items():
        text = f"{sitting.roster.name(giver)} a donné pouvoir sans quitter la séance\u00a0: ce pouvoir n’a pas servi."
        sitting.findings.add("proxy_of_present", text, Rule.PROXY, entry)
    for giver, holder in sitting.proxies.by_giver.items():
        unused = giver not in sitting.proxies.used and giver not in sitting.room.present
        if unused and sitting.room.called:
            text = (
                f"{sitting.roster.name(holder)} porte le pouvoir de {sitting.roster.name(giver)}, mais n’était pas en "
                "séance\u00a0: ce pouvoir ne compte pas."
            )
            sitting.findings.add("proxy_holder_absent", text, Rule.PROXY, sitting.proxies.entry(giver))


def _missing(sitting: Sitting) -> None:
    """What was neither heard nor entered: to be completed, for a recording may start late or stop early."""
    findings = sitting.findings
    if sitting.opened is None:
        findings.add(
            "opening_missing", "L’ouverture de la séance n’a été ni entendue ni saisie.", Rule.RECORD, blocking=False
        )
    if sitting.closed is None:
        findings.add(
            "closing_missing", "La levée de la séance n’a été ni entendue ni saisie.", Rule.RECORD, blocking=False
        )
    if not sitting.secretaries:
        text = "Le ou la secrétaire de séance n’a été ni entendu ni saisi."
        findings.add("secretary_missing", text, Rule.SECRETARY, blocking=False)
    for record in sitting.items.values():
        if record.known and record.item.kind is ItemKind.DELIBERATION and record.fate in ("pending", "discussed"):
            text = f"Le point {record.number} n’a pas de résultat."
            findings.add("item_without_result", text, Rule.RECORD, item=record.number, blocking=False)


def _ledger(sitting: Sitting) -> Ledger:
    return Ledger(
        opening=sitting.opening,
        quorums=tuple(sitting.quorums),
        ballots=tuple(sitting.ballots),
        elections=tuple(sitting.elections),
        items=tuple(_state(sitting, sitting.items[number]) for number in sorted(sitting.items)),
        contradictions=sitting.findings.all(),
        secretaries=sitting.secretaries,
        chair=sitting.opening_chair or sitting.chair,
        opened_at=sitting.opened.at if sitting.opened else None,
        closed_at=sitting.closed.at if sitting.closed else None,
    )


def _state(sitting: Sitting, record: Record) -> ItemState:
    return ItemState(
        number=record.number,
        fate=record.fate,
        presence=record.presence,
        at_vote=record.at_vote,
        chair=record.chair or record.presided,
        recused=sitting.roster.sorted(record.recused),
        closed_doors=record.doors_closed,
        ballots=tuple(record.ballots),
    )
