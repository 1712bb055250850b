"""The paper register of deliberations (CGCT R2121-9, text in force read on juriblio.fr and french-business-law.com).

Sheets are numbered, bear the name of the commune and the date of the sitting; the sheet that closes a sitting recalls
the order numbers of its deliberations, lists the members present and has a place for the signatures of the mayor and
of the secretaries (no longer of every member, since 2022). The bound register ends with a table by date and a table
by subject. Paper must be permanent, ink stable, nothing glued.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from beffroi.minutes.domain.acts.body import Body, Person
from beffroi.minutes.domain.acts.deliberation import Deliberation
from beffroi.minutes.domain.acts.roll import Roll, SittingHead


@dataclass(frozen=True, slots=True)
class RegisterSitting:
    """The sheets of one sitting, in the order of ``deliberations``. ``first_sheet``: number of the first sheet; the
    next sitting goes on from there. ``roll``: at the opening of the sitting."""

    head: SittingHead
    roll: Roll
    deliberations: tuple[Deliberation, ...]
    first_sheet: int = 1
    signatory: Person | None = None


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """A deliberation in the tables. ``matter``: its subject heading in the table by subject ("Finances locales")."""

    number: str
    on: date
    subject: str
    matter: str = ""
    sheet: int | None = None


@dataclass(frozen=True, slots=True)
class RegisterTables:
    """The two tables of a volume. ``period``: as shown ("Année 2025")."""

    body: Body
    period: str
    lines: tuple[RegisterLine, ...]
