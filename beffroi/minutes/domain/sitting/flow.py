"""The course of the sitting: opening, suspensions, closing, the clock, who presides and who is secretary.

L2121-14 (question 11090, senat.fr): "Le conseil municipal est présidé par le maire et, à défaut, par celui qui le
remplace." L2121-15 asks for one secretary or more at the beginning, chosen among the members (sources in
``beffroi/minutes/domain/law``). Entries stand in the order of the sitting: where two clocks disagree, the order counts
and the hours are shown.
"""

from __future__ import annotations

from datetime import datetime

from beffroi.facts.times import format_time

from . import quorum
from .articles import Rule
from .events import ChairTaken, Closed, CorrectionAsked, Entry, ItemKind, Opened, Resumed, SecretaryNamed, Suspended
from .findings import computed, said
from .presence import here, known
from .state import Sitting
from .stated import settle

_ACTS = frozenset({"item_opened", "acknowledged", "ballot_held", "election_round", "secret_waived"})


def opened(sitting: Sitting, entry: Entry, event: Opened) -> None:
    if sitting.opened is not None:
        _out_of_order(sitting, entry, "opened_twice", "La séance est ouverte deux fois.", sitting.opened)
        return
    sitting.opened = entry
    if sitting.context.starts_at and entry.at and _before(entry.at, sitting.context.starts_at):
        text = "La séance est ouverte avant l’heure de la convocation."
        figures = (
            said("ouverture", _hour(entry.at), entry),
            computed("convocation", _hour(sitting.context.starts_at)),
        )
        sitting.findings.add("opened_early", text, Rule.RECORD, entry, *figures, blocking=False)


def suspended(sitting: Sitting, entry: Entry, event: Suspended) -> None:
    if sitting.suspended is not None:
        _out_of_order(sitting, entry, "suspended_twice", "La séance est suspendue deux fois.", sitting.suspended)
        return
    sitting.suspended = entry


def resumed(sitting: Sitting, entry: Entry, event: Resumed) -> None:
    """The quorum is counted again."""
    if sitting.suspended is None:
        text = "La séance reprend, mais elle n’était pas suspendue."
        sitting.findings.add("resumed_without_suspension", text, Rule.RECORD, entry)
    sitting.suspended = None
    settle(sitting)
    record = sitting.items.get(sitting.open_item) if sitting.open_item is not None else None
    going_on = record if record and record.fate == "discussed" else None
    check = quorum.check(sitting, "resumption", going_on, entry)
    if going_on and check:
        going_on.quorum = check


def closed(sitting: Sitting, entry: Entry, event: Closed) -> None:
    if sitting.closed is not None:
        _out_of_order(sitting, entry, "closed_twice", "La séance est levée deux fois.", sitting.closed)
        return
    sitting.closed = entry


def _out_of_order(sitting: Sitting, entry: Entry, code: str, text: str, before: Entry) -> None:
    figures = (said("première fois", _hour(before.at), before), said("seconde fois", _hour(entry.at), entry))
    sitting.findings.add(code, text, Rule.RECORD, entry, *figures, others=(before.id,))


def place(sitting: Sitting, entry: Entry) -> None:
    """Whether an entry may stand where it stands, and at its hour."""
    _clock(sitting, entry)
    if entry.event.kind not in _ACTS:
        return
    if sitting.suspended is not None:
        _misplaced(sitting, entry, "act_during_suspension", "pendant une suspension de séance", sitting.suspended)
    if sitting.closed is not None:
        _misplaced(sitting, entry, "act_after_closing", "après la levée de la séance", sitting.closed)
    if sitting.opened is None and sitting.opens_at is not None and sitting.opens_at > sitting.rank:
        _misplaced(sitting, entry, "act_before_opening", "avant l’ouverture de la séance", None)


def _misplaced(sitting: Sitting, entry: Entry, code: str, when: str, other: Entry | None) -> None:
    what = "Un vote" if entry.event.kind in ("ballot_held", "election_round") else "Un point"
    text = f"{what} a lieu {when}."
    others = (other.id,) if other else ()
    sitting.findings.add(code, text, Rule.RECORD, entry, others=others)


def _clock(sitting: Sitting, entry: Entry) -> None:
    if entry.at is None:
        return
    before = sitting.clock
    if before is not None and before.at is not None and _before(entry.at, before.at):
        text = f"L’heure recule\u00a0: {_hour(entry.at)} après {_hour(before.at)}."
        figures = (said("heure", _hour(before.at), before), said("heure suivante", _hour(entry.at), entry))
        sitting.findings.add("clock_back", text, Rule.RECORD, entry, *figures, others=(before.id,))
        return
    sitting.clock = entry


def _before(one: datetime, other: datetime) -> bool:
    """Also where only one of them tells its time zone: it is taken for both."""
    if (one.tzinfo is None) != (other.tzinfo is None):
        one, other = one.replace(tzinfo=None), other.replace(tzinfo=None)
    return one < other


def _hour(at: datetime | None) -> str:
    return format_time(at.hour, at.minute) if at else "heure non indiquée"


def chair_taken(sitting: Sitting, entry: Entry, event: ChairTaken) -> None:
    if not known(sitting, entry, event.member):
        return
    if sitting.room.called and not here(sitting, event.member):
        text = f"{sitting.roster.name(event.member)} préside, mais n’est pas parmi les présents."
        sitting.findings.add("chair_absent", text, Rule.CHAIR, entry, said("présidence", event.member, entry))
    if entry.item is None:
        sitting.chair = event.member
        return
    record = sitting.record(entry.item)
    record.chair, record.chair_elected = event.member, event.elected


def chair_at_opening(sitting: Sitting) -> None:
    """The mayor presides, if they are there (without a roll call, as far as is known)."""
    if sitting.chair and sitting.room.called and not here(sitting, sitting.chair):
        text = "Le maire n’est pas parmi les présents\u00a0: indiquez qui préside."
        sitting.findings.add("chair_unknown", text, Rule.CHAIR, item=None, blocking=False)
        sitting.chair = ""
    sitting.opening_chair = sitting.chair


def secretary_named(sitting: Sitting, entry: Entry, event: SecretaryNamed) -> None:
    named = [key for key in dict.fromkeys(event.members) if known(sitting, entry, key)]
    for key in named:
        if sitting.roster.attends(key):
            text = (
                f"{sitting.roster.described(key)} est secrétaire de séance sans être membre de l’assemblée\u00a0: elle "
                "nomme l’un de ses membres, dont un agent peut être l’auxiliaire."
            )
            sitting.findings.add("secretary_not_a_member", text, Rule.SECRETARY, entry)
        elif sitting.room.called and not here(sitting, key):
            text = f"{sitting.roster.name(key)} est secrétaire de séance, mais n’est pas parmi les présents."
            sitting.findings.add("secretary_absent", text, Rule.SECRETARY, entry)
    members = tuple(key for key in named if not sitting.roster.attends(key))
    sitting.secretaries = members or sitting.secretaries
    record = sitting.items.get(entry.item) if entry.item is not None else None
    if record and record.fate in ("pending", "discussed"):
        record.fate = "named"


def correction_asked(sitting: Sitting, entry: Entry, event: CorrectionAsked) -> None:
    """A correction is asked while the previous procès-verbal is put to adoption."""
    if event.member:
        known(sitting, entry, event.member)
    record = sitting.items.get(entry.item) if entry.item is not None else None
    if record is None or record.item.kind is not ItemKind.PREVIOUS_MINUTES:
        text = "Une correction du procès-verbal précédent est demandée hors du point qui le soumet à adoption."
        sitting.findings.add("correction_elsewhere", text, Rule.RECORD, entry, blocking=False)
