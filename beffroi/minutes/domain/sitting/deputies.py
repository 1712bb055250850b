"""Deputies of an EPCI: one seat has one vote.

L5211-6: "le conseiller communautaire suppléant [...] peut participer avec voix délibérative aux réunions de l'organe
délibérant en cas d'absence du conseiller titulaire" (quoted in question 12620, archive.nossenateurs.fr). So a deputy
counts only while the member replaced is away, and no pouvoir of that member does meanwhile (the member may give one to
another where the deputy cannot come: answer read at lagazettedescommunes.com, 412518).
"""

from __future__ import annotations

from .articles import Rule
from .events import Entry
from .state import Sitting


def counted(sitting: Sitting) -> set[str]:
    """Those in the room who have a vote of their own."""
    present, roster = sitting.room.present, sitting.roster
    return {key for key in present if roster.deputy_of(key) not in present}


def at_roll_call(sitting: Sitting, entry: Entry) -> None:
    """A deputy called as present together with the member replaced."""
    roster, present = sitting.roster, sitting.room.present
    for key in roster.sorted(present):
        member = roster.deputy_of(key)
        if member and member in present:
            text = (
                f"{roster.name(key)}, qui supplée {roster.name(member)}, est en séance en même temps\u00a0: "
                "une seule voix compte."
            )
            sitting.findings.add("deputy_with_member", text, Rule.DEPUTY, entry)


def proxies_left(sitting: Sitting) -> None:
    """A member both replaced by a deputy and represented by a pouvoir."""
    for key in sitting.roster.sorted(sitting.room.present):
        member = sitting.roster.deputy_of(key)
        if member in sitting.proxies.by_giver:
            text = (
                f"{sitting.roster.name(member)} a donné pouvoir, alors que {sitting.roster.name(key)} siège à sa place"
                "\u00a0: le pouvoir ne compte pas."
            )
            sitting.findings.add("deputy_and_proxy", text, Rule.DEPUTY, sitting.proxies.entry(member))
