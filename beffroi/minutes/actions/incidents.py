"""What else happened during an item, in sentences of the procès-verbal: suspensions, amendments, huis clos..."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone

from beffroi.facts.times import format_time
from beffroi.minutes.domain.sitting import events
from beffroi.minutes.domain.sitting.events import Entry
from beffroi.minutes.models import AgendaItem

from .papers import Papers

PURPOSES = {
    "addition": "l’inscription de ce point à l’ordre du jour",
    "closed_doors": "le huis clos",
    "urgency": "l’urgence",
    "waiver": "le renoncement au scrutin secret",
    "other": "une question de procédure",
}


def incidents_of(papers: Papers, item: AgendaItem) -> Iterator[str]:
    """In the order of the sitting."""
    for entry in papers.entries:
        if entry.item == item.number and (sentence := _sentence(papers, entry)):
            yield sentence


def _sentence(papers: Papers, entry: Entry) -> str:
    at = _at(entry)
    match entry.event:
        case events.Suspended():
            return f"La séance est suspendue{at}."
        case events.Resumed():
            return f"La séance reprend{at}."
        case events.DoorsClosed():
            return f"Le conseil se réunit à huis clos{at}."
        case events.DoorsOpened():
            return f"La séance redevient publique{at}."
        case events.ItemAdded(accepted=accepted):
            return "Ce point est ajouté à l’ordre du jour." if accepted else "Son ajout à l’ordre du jour est refusé."
        case events.ItemWithdrawn(reason=reason):
            return f"Ce point est retiré de l’ordre du jour{_because(reason)}."
        case events.ItemPostponed(reason=reason):
            return f"Ce point est reporté à une autre séance{_because(reason)}."
        case events.SecretWaived(unanimous=True):
            return "Le conseil décide à l’unanimité de ne pas procéder au scrutin secret."
        case events.ChairTaken(member=member):
            return f"{papers.person(member).named} préside la séance pour ce point."
        case events.BallotHeld() as ballot if ballot.purpose not in {"text", "revote"}:
            return _other_ballot(papers, entry, ballot)
        case _:
            return ""


def _other_ballot(papers: Papers, entry: Entry, ballot: events.BallotHeld) -> str:
    outcome = next((each for each in papers.ledger.ballots if each.entry == entry.id), None)
    if outcome is None:
        return ""
    label = ballot.label.strip()
    about = f"l’amendement « {label} »" if ballot.purpose == "amendment" and label else PURPOSES.get(ballot.purpose, "")
    about = about or "un amendement"
    worded = papers.sentences.vote(outcome)
    return f"Vote sur {about} : {worded[:1].lower()}{worded[1:]}"


def _at(entry: Entry) -> str:
    if entry.at is None:
        return ""
    at = timezone.localtime(entry.at)
    return f" à {format_time(at.hour, at.minute)}"


def _because(reason: str) -> str:
    return f" ({reason.strip().rstrip('.')})" if reason.strip() else ""
