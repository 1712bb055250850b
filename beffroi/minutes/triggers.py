"""The gate, in the database itself: no approval while a flag is open, nothing sent that is not approved, and a
text that changes is no longer approved. It holds for pages, tasks, the command line and SQL by hand alike."""

from beffroi.town.triggers import Consequence, Refusal, Trigger

_OPEN_FLAGS = "EXISTS (SELECT 1 FROM minutes_flag WHERE minutes_id = NEW.minutes_id AND answer = '')"
_AMENDED = "UPDATE minutes_minutes SET state = 'amended' WHERE state = 'approved' AND id = "
_OF_SECTION = "(SELECT minutes_id FROM minutes_section WHERE id = {row}.section_id)"

TRIGGERS: list[Trigger] = [
    Refusal(
        "minutes_approval_gate",
        "minutes_approval",
        "INSERT",
        "Des points restent à vérifier : ce texte ne peut pas être approuvé.",
        _OPEN_FLAGS,
    ),
    Refusal("minutes_approval_fixed", "minutes_approval", "UPDATE", "Une approbation ne se modifie pas."),
    Refusal("minutes_approval_kept", "minutes_approval", "DELETE", "Une approbation ne s'efface pas."),
    Refusal(
        "minutes_state_gate",
        "minutes_minutes",
        "UPDATE",
        "Ce texte n'a pas été approuvé par une personne nommée.",
        "NEW.state = 'approved' AND (NOT EXISTS (SELECT 1 FROM minutes_approval WHERE minutes_id = NEW.id "
        "AND digest = NEW.approved_digest) "
        "OR EXISTS (SELECT 1 FROM minutes_flag WHERE minutes_id = NEW.id AND answer = ''))",
    ),
    Refusal(
        "minutes_birth_gate",
        "minutes_minutes",
        "INSERT",
        "Un texte commence à relire.",
        "NEW.state <> 'to_read'",
    ),
    Refusal(
        "minutes_delivery_gate",
        "minutes_delivery",
        "INSERT",
        "Ce texte n'est pas approuvé : il ne peut pas être envoyé.",
        "NOT EXISTS (SELECT 1 FROM minutes_minutes m JOIN minutes_approval a ON a.minutes_id = m.id "
        "WHERE m.id = NEW.minutes_id AND m.state = 'approved' AND a.id = NEW.approval_id "
        "AND a.digest = m.approved_digest)",
    ),
    Consequence(
        "minutes_sentence_changed",
        "minutes_sentence",
        "UPDATE OF text",
        _AMENDED + _OF_SECTION.format(row="NEW") + " AND NEW.text <> OLD.text",
    ),
    Consequence("minutes_sentence_added", "minutes_sentence", "INSERT", _AMENDED + _OF_SECTION.format(row="NEW")),
    Consequence("minutes_sentence_removed", "minutes_sentence", "DELETE", _AMENDED + _OF_SECTION.format(row="OLD")),
    Consequence(
        "minutes_section_changed",
        "minutes_section",
        "UPDATE OF title",
        _AMENDED + "NEW.minutes_id AND NEW.title <> OLD.title",
    ),
    Consequence("minutes_section_removed", "minutes_section", "DELETE", _AMENDED + "OLD.minutes_id"),
    Consequence("minutes_flag_raised", "minutes_flag", "INSERT", _AMENDED + "NEW.minutes_id"),
]
