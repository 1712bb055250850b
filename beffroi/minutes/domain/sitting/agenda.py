"""The items of the agenda: put into discussion, added, withdrawn, postponed, taken note of; closed doors.

- The convocation tells the items (L2121-10): one added at the sitting is accepted by the council, and a person checks
  that it could be (no text that allows it in general was read: wording not verified).
- Closed doors (L2121-18, doctrine.fr LEGIARTI000006389876): "sur la demande de trois membres ou du maire, le conseil
  municipal peut décider, sans débat, à la majorité absolue des membres présents ou représentés, qu'il se réunit à huis
  clos."
"""

from __future__ import annotations

from . import quorum
from .articles import Rule
from .events import (
    Acknowledged,
    BallotHeld,
    DoorsClosed,
    DoorsOpened,
    Entry,
    ItemAdded,
    ItemOpened,
    ItemPostponed,
    ItemWithdrawn,
    Outcome,
    SittingItem,
)
from .findings import computed, said
from .ledger import BallotOutcome
from .presence import may_sit, presence
from .recusal import out_of_vote
from .state import Record, Sitting
from .stated import settle

_SET_ASIDE = {"withdrawn": "retiré", "postponed": "reporté"}
_TEXTS = ("text", "revote", "amendment")


def item_opened(sitting: Sitting, entry: Entry, event: ItemOpened) -> None:
    """The moment at which the quorum of the item is counted."""
    if entry.item is None:
        text = "Un point est mis en discussion sans qu’on sache lequel."
        sitting.findings.add("unknown_item", text, Rule.RECORD, entry)
        return
    record = open_item(sitting, entry, count=False)
    if record.quorum is None or sitting.open_item != record.number:
        _count(sitting, record, entry)
    sitting.open_item = record.number


def open_item(sitting: Sitting, entry: Entry, count: bool = True) -> Record:
    """The item that an entry is about; a vote on one that nobody opened opens it."""
    settle(sitting)
    record = sitting.record(entry.item or 0)
    if not record.known:
        text = f"Le point {record.number} n’est pas à l’ordre du jour."
        sitting.findings.add("unknown_item", text, Rule.AGENDA, entry, said("point", record.number, entry))
    if not record.opened and count:
        _count(sitting, record, entry)
        sitting.open_item = record.number
    return record


def _count(sitting: Sitting, record: Record, entry: Entry) -> None:
    record.quorum = quorum.check(sitting, "item", record, entry)
    record.opened = True
    record.presence = presence(sitting, out_of_vote(sitting, record))
    record.presided = sitting.chair
    record.doors_closed = record.doors_closed or sitting.doors_closed
    if record.fate == "pending":
        record.fate = "discussed"


def needs_quorum(sitting: Sitting, record: Record, entry: Entry) -> None:
    """Nothing is decided on an item that was put into discussion without a quorum."""
    check = record.quorum
    if check is None or check.reached:
        return
    text = f"Le point {record.number} est mis au vote sans quorum. {check.explanation}"
    figures = (computed("présents", check.present), computed("quorum", check.needed))
    sitting.findings.add("ballot_without_quorum", text, Rule.QUORUM, entry, *figures)


def item_added(sitting: Sitting, entry: Entry, event: ItemAdded) -> None:
    if entry.item is None:
        text = f"Un point est ajouté sans numéro\u00a0: «\u00a0{event.title}\u00a0»."
        sitting.findings.add("item_without_number", text, Rule.AGENDA, entry)
        return
    record = sitting.items.get(entry.item)
    if record is None or not record.known:
        record = sitting.items[entry.item] = Record(entry.item, SittingItem(entry.item, event.title))
    record.refused, record.added = not event.accepted, True
    text = (
        f"Le point «\u00a0{event.title}\u00a0» a été ajouté en séance\u00a0: vérifiez qu’il pouvait l’être, "
        "la convocation devant indiquer les questions à l’ordre du jour."
    )
    sitting.findings.add("item_added", text, Rule.AGENDA, entry, blocking=False)


def item_withdrawn(sitting: Sitting, entry: Entry, event: ItemWithdrawn) -> None:
    _set_aside(sitting, entry, "withdrawn")


def item_postponed(sitting: Sitting, entry: Entry, event: ItemPostponed) -> None:
    _set_aside(sitting, entry, "postponed")


def _set_aside(sitting: Sitting, entry: Entry, fate: str) -> None:
    if entry.item is None:
        text = f"Un point est {_SET_ASIDE[fate]} sans qu’on sache lequel."
        sitting.findings.add("unknown_item", text, Rule.RECORD, entry)
        return
    record = sitting.record(entry.item)
    if record.fate in ("adopted", "rejected", "elected"):
        text = f"Le point {record.number} est {_SET_ASIDE[fate]} après avoir été voté."
        sitting.findings.add("set_aside_after_vote", text, Rule.RECORD, entry, others=tuple(record.ballots))
        return
    record.fate = fate


def acknowledged(sitting: Sitting, entry: Entry, event: Acknowledged) -> None:
    if entry.item is None:
        return
    record = open_item(sitting, entry)
    needs_quorum(sitting, record, entry)
    if record.fate == "discussed":
        record.fate = "acknowledged"


def previous_vote_checks(sitting: Sitting, record: Record, entry: Entry, event: BallotHeld) -> None:
    """Whether this vote may follow what happened to the item before."""
    needs_quorum(sitting, record, entry)
    findings = sitting.findings
    if record.fate in _SET_ASIDE and event.purpose in _TEXTS:
        text = f"Le point {record.number} est voté après avoir été {_SET_ASIDE[record.fate]}."
        findings.add("ballot_on_set_aside", text, Rule.RECORD, entry)
    if record.refused and event.purpose in _TEXTS:
        text = f"Le point {record.number} est voté, mais le conseil n’a pas accepté de l’ajouter."
        findings.add("ballot_on_refused_item", text, Rule.AGENDA, entry)
    if not record.votable and event.purpose in _TEXTS:
        text = f"Le point {record.number} est voté, mais il est inscrit comme un point sans vote."
        findings.add("ballot_on_item_without_vote", text, Rule.RECORD, entry, blocking=False)
    before = record.texts.get(event.label)
    if event.purpose == "text" and before is not None and record.amended is None:
        text = f"Deux votes sur le point {record.number}, sans amendement ni nouveau vote annoncé entre les deux."
        figures = (said("premier vote", before.id, before), said("second vote", entry.id, entry))
        findings.add("two_ballots", text, Rule.RECORD, entry, *figures, others=(before.id,))
    if event.purpose == "revote" and not record.texts:
        text = f"Un nouveau vote est annoncé sur le point {record.number}, mais aucun n’a eu lieu avant."
        findings.add("revote_without_vote", text, Rule.RECORD, entry, blocking=False)


def amendments_left(sitting: Sitting) -> None:
    """At the end: an amendment voted after the text, and the text not voted again."""
    for record in sitting.items.values():
        if record.amended is not None and record.texts:
            last = next(reversed(record.texts.values()))
            text = f"Au point {record.number}, un amendement est voté après le texte, qui n’est pas voté de nouveau."
            figures = (said("vote du texte", last.id, last), said("amendement", record.amended.id, record.amended))
            sitting.findings.add("amendment_after_text", text, Rule.RECORD, record.amended, *figures, others=(last.id,))


def doors_closed(sitting: Sitting, entry: Entry, event: DoorsClosed) -> None:
    askers = [key for key in dict.fromkeys(event.askers) if may_sit(sitting, entry, key)]
    if event.askers and len(askers) < 3 and sitting.context.mayor not in askers:
        text = f"Huis clos demandé par {len(askers)} membre(s)\u00a0: il faut trois membres, ou le maire."
        sitting.findings.add(
            "closed_doors_askers", text, Rule.CLOSED_DOORS, entry, said("demandeurs", len(askers), entry)
        )
    vote = _last_on_doors(sitting, entry)
    if vote is None:
        text = "Huis clos\u00a0: aucun vote n’a été entendu ni saisi, or le conseil en décide à la majorité."
        sitting.findings.add("closed_doors_without_vote", text, Rule.CLOSED_DOORS, entry, blocking=False)
    elif vote.result is not None and vote.result is not Outcome.ADOPTED:
        text = f"Huis clos, alors que le conseil l’a refusé. {vote.explanation}"
        sitting.findings.add("closed_doors_refused", text, Rule.CLOSED_DOORS, entry, others=(vote.entry,))
    sitting.doors_closed = True
    if entry.item is not None:
        sitting.record(entry.item).doors_closed = True


def _last_on_doors(sitting: Sitting, entry: Entry) -> BallotOutcome | None:
    """The vote just before on closing the doors (only the last votes are looked at: the cost stays linear)."""
    recent = reversed(sitting.ballots[-3:])
    return next((vote for vote in recent if vote.ballot.purpose == "closed_doors"), None)


def doors_opened(sitting: Sitting, entry: Entry, event: DoorsOpened) -> None:
    if not sitting.doors_closed:
        text = "La séance redevient publique, mais elle l’était déjà."
        sitting.findings.add("doors_not_closed", text, Rule.RECORD, entry, blocking=False)
    sitting.doors_closed = False
