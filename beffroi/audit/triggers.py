"""The journal is append-only in the database itself: a line may only be emptied, its hashes staying as they are."""

from beffroi.town.triggers import Refusal, Trigger

_EMPTIED = (
    "NEW.purged AND NEW.actor = '' AND NEW.subject = '' AND NEW.action = '' AND NEW.at = '' "
    "AND NEW.chain = OLD.chain AND NEW.sequence = OLD.sequence "
    "AND NEW.previous = OLD.previous AND NEW.digest = OLD.digest"
)
ENTRY_TRIGGERS: list[Trigger] = [
    Refusal("audit_entry_kept", "audit_entry", "DELETE", "Le journal ne s'efface pas."),
    Refusal("audit_entry_fixed", "audit_entry", "UPDATE", "Le journal ne se modifie pas.", f"NOT ({_EMPTIED})"),
]
FIRST_ENTRY_TRIGGERS: list[Trigger] = [
    ENTRY_TRIGGERS[0],
    Refusal("audit_entry_fixed", "audit_entry", "UPDATE", "Le journal ne se modifie pas."),
]
"""As the first installations have them."""
SEAL_TRIGGERS: list[Trigger] = [
    Refusal("audit_checkpoint_kept", "audit_checkpoint", "DELETE", "Un point de contrôle ne s'efface pas."),
    Refusal("audit_checkpoint_fixed", "audit_checkpoint", "UPDATE", "Un point de contrôle ne se modifie pas."),
    Refusal("audit_key_kept", "audit_publickey", "DELETE", "Une clé ne s'efface pas."),
    Refusal("audit_key_fixed", "audit_publickey", "UPDATE", "Une clé ne se modifie pas."),
]
TRIGGERS: list[Trigger] = [*ENTRY_TRIGGERS, *SEAL_TRIGGERS]
