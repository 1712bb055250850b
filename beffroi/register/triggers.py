"""What the database itself holds of the register: what was changed stays told."""

from beffroi.town.triggers import Refusal, Trigger

HISTORY_TRIGGERS: list[Trigger] = [
    Refusal("register_change_fixed", "register_change", "UPDATE", "L'historique du registre ne se modifie pas."),
    Refusal("register_change_kept", "register_change", "DELETE", "L'historique du registre ne s'efface pas."),
]
TRIGGERS = HISTORY_TRIGGERS
