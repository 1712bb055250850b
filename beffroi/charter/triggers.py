"""What was voted, signed, switched or answered stays as it was, in the database itself."""

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

_ANSWERED = "OLD.answered_at IS NOT NULL"
_SAID = "UPDATE OF commune_id, use, clause, text, asked_at, answer, allowed, answered_by_id, answered_at"
_KEPT = 'UPDATE OF commune_id, use, clause, "case", answer, allowed, version, by_id, at'

ANSWER_TRIGGERS: list[Trigger] = [
    Refusal("charter_answer_fixed", "charter_question", _SAID, "Une réponse donnée ne se modifie pas.", _ANSWERED),
    Refusal("charter_answer_kept", "charter_question", "DELETE", "Une réponse donnée ne s'efface pas.", _ANSWERED),
    Refusal("charter_precedent_fixed", "charter_precedent", _KEPT, "Un précédent ne se modifie pas : retirez-le."),
    Refusal("charter_precedent_kept", "charter_precedent", "DELETE", "Un précédent ne s'efface pas : retirez-le."),
]
"""An account that goes takes its name from the question; a precedent may be withdrawn, and hold again."""

TRIGGERS = [*FIRST_TRIGGERS, *ANSWER_TRIGGERS]
