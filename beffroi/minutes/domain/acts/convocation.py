"""The convocation and its annexes: note, form of pouvoir, notice of recording.

Sources: CGCT L2121-10 (sent by the mayor, electronically unless a member asks for paper, agenda stated), L2121-11 and
L2121-12 (three clear days, five with an explanatory note from 3,500 inhabitants), L2121-20 (one written pouvoir a
holder), R2121-7 (displayed at the door of the mairie). Model read: "Modèles d'actes, conseil municipal", mairiexpert.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from beffroi.minutes.domain.acts.body import Person
from beffroi.minutes.domain.acts.roll import SittingHead


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """An item as announced. ``number`` as shown ("3", "3 a"); ``heading``: the theme it stands under, repeated on
    each line of the theme; ``note``: paragraphs of the explanatory note for this item."""

    number: str
    title: str
    rapporteur: Person | None = None
    heading: str = ""
    for_information: bool = False
    note: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Convocation:
    """``addressee`` None: the copy to display, for all. ``urgency``: the reason for a shortened delay, stated to the
    council at the opening; empty otherwise. ``recorded``: the sitting is recorded, and members are told.
    ``note_due``: an explanatory note must go with it (from 3,500 inhabitants, and in EPCIs): its lines come from
    ``AgendaLine.note``. ``attachments``: names of the files sent with it."""

    head: SittingHead
    agenda: tuple[AgendaLine, ...]
    sent_on: date
    signatory: Person
    addressee: Person | None = None
    urgency: str = ""
    note_due: bool = False
    recorded: bool = False
    attachments: tuple[str, ...] = ()
    pouvoir_form: bool = True
    return_to: str = ""
    """Where the pouvoir goes back: an e-mail or a postal address; the body's own when empty."""
