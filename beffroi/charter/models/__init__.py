"""The charter's state: voted versions, and what the commune wrote beside them."""

from .assurance import Assessment, EngineSheet, PairedTest, PrivacyStudy, Signature, SignatureRole, SupplierAnswer
from .budget import Budget, BudgetPeriod, BudgetUnit, Spent
from .door import DoorKey, DoorSlot, DoorUsage
from .people import Objection, PublicPerson, Service
from .questions import Precedent, Question
from .switch import SwitchTurn
from .version import CharterVersion, VersionState

__all__ = [
    "Assessment",
    "Budget",
    "BudgetPeriod",
    "BudgetUnit",
    "CharterVersion",
    "DoorKey",
    "DoorSlot",
    "DoorUsage",
    "EngineSheet",
    "Objection",
    "PairedTest",
    "Precedent",
    "PrivacyStudy",
    "PublicPerson",
    "Question",
    "Service",
    "Signature",
    "SignatureRole",
    "Spent",
    "SupplierAnswer",
    "SwitchTurn",
    "VersionState",
]
