"""What was voted, signed or switched stays as it was, in the database itself."""

from beffroi.town.triggers import Refusal, Trigger

_VOTED = "OLD.state = 'voted'"

FIRST_TRIGGERS: list[Trigger] = [
    Refusal("charter_version_fixed", "charter_charterversion", "UPDATE", "Une charte votée ne se modifie pas.", _VOTED),
    Refusal("charter_version_kept", "charter_charterversion", "DELETE", "Une charte votée ne s'efface pas.", _VOTED),
    Refusal("charter_switch_fixed", "charter_switchturn", "UPDATE", "L'histoire de l'interrupteur ne se modifie pas."),
    Refusal("charter_switch_kept", "charter_switchturn", "DELETE", "L'histoire de l'interrupteur ne s'efface pas."),
    Refusal("charter_signature_fixed", "charter_signature", "UPDATE", "Une signature ne se modifie pas."),
    Refusal("charter_signature_kept", "charter_signature", "DELETE", "Une signature ne s'efface pas."),
    Refusal(
        "charter_assessment_fixed",
        "charter_assessment",
        "UPDATE",
        "Une évaluation signée ne se modifie pas : commencez-en une autre.",
        "EXISTS (SELECT 1 FROM charter_signature WHERE assessment_id = OLD.id)",
    ),
]

TRIGGERS = [*FIRST_TRIGGERS]
