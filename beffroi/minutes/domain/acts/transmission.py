"""The bundle for the prefecture's control of legality: what the descriptor beside the PDF says.

Sources: CGCT L2131-1 and R2131-1 (electronic transmission). The protocol's own XML envelope is made by the certified
transmission operator, not here: the descriptor is for the clerk who fills the operator's form.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class BundleFile:
    """A file of the bundle. ``name``: as it must be named for the operator (made by the rules of transmission)."""

    name: str
    content: bytes
    main: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True)
class TransmissionBundle:
    """``nature``: code and label of the nature of the act ("1", "Délibérations"); ``matter``: the matière code
    ("7.1") and its label. Exactly one file is ``main``."""

    siren: str
    number: str
    subject: str
    decided_on: date
    nature_code: str
    nature: str
    matter_code: str
    matter: str
    files: tuple[BundleFile, ...]
