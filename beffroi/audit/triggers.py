"""The journal is append-only in the database itself."""

from beffroi.town.triggers import Refusal, Trigger

TRIGGERS: list[Trigger] = [
    Refusal("audit_entry_kept", "audit_entry", "DELETE", "Le journal ne s'efface pas."),
    Refusal("audit_entry_fixed", "audit_entry", "UPDATE", "Le journal ne se modifie pas."),
]
