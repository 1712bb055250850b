"""What a person should look at in a procès-verbal, each with both figures and the lines they stand on.

Articles and where their wording was read: CGCT L2121-17 (« la majorité de ses membres en exercice est présente »,
lercoul-09.fr; pouvoirs are not counted: courrierdesmaires.fr, quoting TA Toulouse 1987), L2121-20 (« Un même
conseiller municipal ne peut être porteur que d'un seul pouvoir », jussecourt-minecourt.info), L2121-14 (« il doit se
retirer au moment du vote », senat.fr, question 11090 of 2024), L2121-21 (secret and public ballots, doctrine.fr),
L2121-15 (see ``mentions``).
"""

from __future__ import annotations

from collections.abc import Iterator

from beffroi.minutes.domain.pv.presence_checks import presence_findings
from beffroi.minutes.domain.pv.types import Finding, MentionState, PvReading, Severity
from beffroi.minutes.domain.pv.vote_checks import vote_findings

LEGIBLE = 0.85
NBSP = "\u00a0"


def findings(reading: PvReading, in_office: int | None = None, population: int | None = None) -> tuple[Finding, ...]:
    """Every finding, in the order of the document's parts."""
    return (
        *_reading(reading),
        *presence_findings(reading, in_office, population),
        *vote_findings(reading, in_office),
        *_mentions(reading),
    )


def _reading(reading: PvReading) -> Iterator[Finding]:
    """What could not be read is said, not guessed."""
    for page, reason in reading.unread:
        yield Finding(
            "unread_page", Severity.CHECK, "reading", f"Page {page} non lue, donc non vérifiée{NBSP}: {reason}"
        )
    if reading.presence.present is None and not (reading.presence.proxies or reading.ballots or reading.unread):
        message = f"Ni présents ni votes n’ont été trouvés{NBSP}: est-ce bien un procès-verbal{NBSP}?"
        yield Finding("not_a_pv", Severity.CHECK, "reading", message)
    if reading.legible < LEGIBLE:
        yield Finding(
            "illegible",
            Severity.CHECK,
            "reading",
            f"Le texte est mal lisible ({round(100 * reading.legible)}{NBSP}% des mots reconnus)"
            f"{NBSP}: relisez l’original avant de conclure.",
        )


def _mentions(reading: PvReading) -> Iterator[Finding]:
    for mention in reading.mentions:
        if mention.state is not MentionState.MISSING:
            continue
        note = f" ({mention.note})" if mention.note else ""
        tail = "à compléter, ou à marquer « néant »".replace("« ", f"«{NBSP}").replace(" »", f"{NBSP}»")
        yield Finding(
            f"missing_{mention.key}",
            Severity.MISSING,
            "mentions",
            f"{mention.label}{NBSP}: non trouvé{note}, {tail}.",
            "CGCT L2121-15",
            mention.quotes,
        )
