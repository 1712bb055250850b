"""What was voted, signed, switched or answered stays as it was, in the database itself; what stops or limits AI is
changed there only with the line of the journal that says it."""

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

# A line of the journal, of the same commune, that says this very thing. It serves once (``entry_id`` is unique).
_LINE = "SELECT 1 FROM audit_entry line WHERE line.commune_id = {}.commune_id AND "
_TURN = (
    f"NOT EXISTS ({_LINE.format('NEW')}line.id = NEW.entry_id "
    "AND line.action = CASE WHEN NEW.off THEN 'ai_switched_off' ELSE 'ai_switched_on' END)"
)
_LIMIT = (
    f"NOT EXISTS ({_LINE.format('NEW')}line.id = NEW.entry_id AND line.action = 'budget_changed' "
    "AND JSON(line.data, use) = NEW.use AND JSON(line.data, service) = NEW.service "
    "AND JSON(line.data, unit) = NEW.unit AND JSON(line.data, period) = NEW.period "
    "AND CAST(JSON(line.data, most) AS bigint) = NEW.most)"
)
_GONE = f"NOT EXISTS ({_LINE.format('OLD')}line.action = 'budget_removed' AND line.subject = 'budget:' || OLD.id)"
_NO_LINE = "Le journal ne le dit pas : passez par la page."

TOLD_TRIGGERS: list[Trigger] = [
    Refusal("charter_switch_told", "charter_switchturn", "INSERT", _NO_LINE, _TURN),
    Refusal("charter_budget_told", "charter_budget", "INSERT", _NO_LINE, _LIMIT),
    # An older line of its own would bring an older limit back.
    Refusal("charter_budget_retold", "charter_budget", "UPDATE", _NO_LINE, f"NEW.entry_id <= OLD.entry_id OR {_LIMIT}"),
    Refusal("charter_budget_untold", "charter_budget", "DELETE", _NO_LINE, _GONE),
]
"""No turn of the switch and no limit without a line that says it."""

TRIGGERS = [*FIRST_TRIGGERS, *ANSWER_TRIGGERS, *TOLD_TRIGGERS]
