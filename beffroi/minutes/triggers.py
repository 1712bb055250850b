"""The gate, in the database itself: no approval while a flag is open, nothing sent that is not approved, and a
text that changes is no longer approved. It holds for pages, tasks, the command line and SQL by hand alike."""

from beffroi.town.triggers import Consequence, Refusal, Trigger

_OPEN_FLAGS = "EXISTS (SELECT 1 FROM minutes_flag WHERE minutes_id = NEW.minutes_id AND answer = '')"
_AMENDED = "UPDATE minutes_minutes SET state = 'amended' WHERE state = 'approved' AND id = "
_OF_SECTION = "(SELECT minutes_id FROM minutes_section WHERE id = {row}.section_id)"

GATE_TRIGGERS: list[Trigger] = [
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

_OPEN_CONTRADICTION = (
    "EXISTS (SELECT 1 FROM minutes_sittingflag WHERE sitting_id = {sitting} AND blocking AND answer = '')"
)
_OF_MINUTES = (
    "(SELECT s.id FROM minutes_sitting s JOIN minutes_minutes m ON m.meeting_id = s.meeting_id "
    "WHERE m.id = NEW.minutes_id)"
)
_ADOPTED = (
    "EXISTS (SELECT 1 FROM minutes_pvstepdone d JOIN minutes_sitting s ON s.id = d.sitting_id "
    "JOIN minutes_minutes m ON m.meeting_id = s.meeting_id JOIN minutes_section c ON c.minutes_id = m.id "
    "WHERE d.step = 'adopted' AND c.id = {row}.section_id)"
)
_SITTING_ADOPTED = "EXISTS (SELECT 1 FROM minutes_pvstepdone WHERE step = 'adopted' AND sitting_id = {row}.sitting_id)"
_OF_DELIBERATION = (
    "(SELECT s.id FROM minutes_sitting s JOIN minutes_agendaitem i ON i.meeting_id = s.meeting_id "
    "WHERE i.id = NEW.item_id)"
)
_OF_ADOPTED = (
    "EXISTS (SELECT 1 FROM minutes_pvstepdone d JOIN minutes_sitting s ON s.id = d.sitting_id "
    "WHERE d.step = 'adopted' AND s.meeting_id = {row}.{key})"
)
_ACT = ("object", "number", "visas", "considerants", "articles", "debate")
"""What a validated deliberation says; its report is a mention of the procès-verbal, its matière the prefecture's."""
_REWRITTEN = " OR ".join(f"NEW.{column} <> OLD.{column}" for column in _ACT)
_LEFT = (
    "(EXISTS (SELECT 1 FROM minutes_transmission WHERE deliberation_id = OLD.id) OR EXISTS (SELECT 1 FROM "
    "minutes_publication p JOIN minutes_issueddocument d ON d.id = p.document_id WHERE d.deliberation_id = OLD.id))"
)
_STEP = "EXISTS (SELECT 1 FROM minutes_pvstepdone WHERE sitting_id = NEW.sitting_id AND step = '{step}')"
_FIXED_SITTING = "La séance d'un procès-verbal arrêté ne se modifie plus."
_FIXED = "Le texte d'un procès-verbal arrêté ne se modifie plus."


def _append_only(model: str, what: str) -> list[Trigger]:
    table = f"minutes_{model}"
    return [
        Refusal(f"{table}_fixed", table, "UPDATE", f"{what} ne se modifie pas."),
        Refusal(f"{table}_kept", table, "DELETE", f"{what} ne s'efface pas."),
    ]


def _changed(columns: tuple[str, ...]) -> str:
    """A column that may be NULL changes too when it becomes or leaves it."""
    each = (f"NEW.{name} <> OLD.{name} OR (NEW.{name} IS NULL) <> (OLD.{name} IS NULL)" for name in columns)
    return " OR ".join(each)


def _settled(name: str, table: str, columns: tuple[str, ...], key: str) -> Refusal:
    """What an adopted procès-verbal, its deliberations and its public page say of the sitting."""
    where = _OF_ADOPTED.format(row="OLD", key=key)
    return Refusal(name, table, f"UPDATE OF {', '.join(columns)}", _FIXED_SITTING, f"({_changed(columns)}) AND {where}")


_PERSON = (
    "last_name", "first_name", "role", '"group"', "deputy_of", "member", "in_office_from", "in_office_until",
    "position",
)  # fmt: skip
_ITEM = (
    "number", "title", "presenter", "reference", "kind", "appointment", "secret_imposed", "financial_account", "detail",
)  # fmt: skip
SETTLED_TRIGGERS: list[Trigger] = [
    _settled("minutes_settled_person", "minutes_participant", _PERSON, "meeting_id"),
    _settled("minutes_settled_item", "minutes_agendaitem", _ITEM, "meeting_id"),
    _settled("minutes_settled_meeting", "minutes_meeting", ("title", "starts_at", "place", "kind"), "id"),
    _settled("minutes_settled_sitting", "minutes_sitting", ("regime", "in_office", "mayor_id"), "meeting_id"),
    *(
        Refusal(
            f"minutes_settled_{name}_{verb.lower()}", f"minutes_{table}", verb, _FIXED_SITTING,
            _OF_ADOPTED.format(row="OLD" if verb == "DELETE" else "NEW", key="meeting_id"),
        )
        for name, table in (("person", "participant"), ("item", "agendaitem"))
        for verb in ("INSERT", "DELETE")
    ),
]  # fmt: skip
"""The people, the agenda and the frame of an adopted sitting, which its public page is made of."""
COUNCIL_TRIGGERS: list[Trigger] = [
    *_append_only("issueddocument", "Un document émis"),
    *_append_only("publication", "Une publication"),
    *_append_only("transmission", "Une transmission"),
    *_append_only("pvstepdone", "Une étape du procès-verbal"),
    Refusal(
        "minutes_issue_gate",
        "minutes_issueddocument",
        "INSERT",
        "Une contradiction de la séance reste à lever : ce document ne peut pas être émis.",
        "NEW.kind IN ('deliberation', 'list', 'register', 'transmission', 'pv_adopted') AND "
        + _OPEN_CONTRADICTION.format(sitting="NEW.sitting_id"),
    ),
    Refusal(
        "minutes_approval_ledger_gate",
        "minutes_approval",
        "INSERT",
        "Une contradiction de la séance reste à lever : ce texte ne peut pas être approuvé.",
        _OPEN_CONTRADICTION.format(sitting=_OF_MINUTES),
    ),
    Refusal(
        "minutes_adoption_gate",
        "minutes_pvstepdone",
        "INSERT",
        "Le conseil ne peut arrêter qu'un procès-verbal relu et approuvé.",
        "NEW.step = 'adopted' AND NOT EXISTS (SELECT 1 FROM minutes_minutes m JOIN minutes_sitting s "
        "ON s.meeting_id = m.meeting_id WHERE s.id = NEW.sitting_id AND m.state = 'approved')",
    ),
    Refusal(
        "minutes_signature_gate",
        "minutes_pvstepdone",
        "INSERT",
        "Un procès-verbal est arrêté avant d'être signé.",
        f"NEW.step = 'signed' AND NOT {_STEP.format(step='adopted')}",
    ),
    Refusal(
        "minutes_publication_gate",
        "minutes_pvstepdone",
        "INSERT",
        "Un procès-verbal est signé avant d'être publié.",
        f"NEW.step = 'published' AND NOT {_STEP.format(step='signed')}",
    ),
    Refusal(
        "minutes_adopted_text", "minutes_sentence", "UPDATE OF text", _FIXED,
        "NEW.text <> OLD.text AND " + _ADOPTED.format(row="NEW"),
    ),
    Refusal("minutes_adopted_added", "minutes_sentence", "INSERT", _FIXED, _ADOPTED.format(row="NEW")),
    Refusal("minutes_adopted_removed", "minutes_sentence", "DELETE", _FIXED, _ADOPTED.format(row="OLD")),
    Refusal(
        "minutes_event_fixed",
        "minutes_sittingevent",
        "UPDATE OF kind, payload",
        "Ce qui a été dit ou saisi se retire, mais ne se réécrit pas.",
    ),
    Refusal("minutes_event_kept", "minutes_sittingevent", "DELETE", "Ce qui a été dit ou saisi ne s'efface pas."),
    Refusal(
        "minutes_event_adopted", "minutes_sittingevent", "INSERT", _FIXED_SITTING, _SITTING_ADOPTED.format(row="NEW")
    ),
    Refusal(
        "minutes_event_settled",
        "minutes_sittingevent",
        "UPDATE OF withdrawn_at, position, item_number, at",
        _FIXED_SITTING,
        _SITTING_ADOPTED.format(row="NEW"),
    ),
    Refusal(
        "minutes_validation_gate",
        "minutes_deliberation",
        "UPDATE OF validated_at",
        "Une contradiction de la séance reste à lever : cette délibération ne peut pas être validée.",
        "NEW.validated_at IS NOT NULL AND OLD.validated_at IS NULL AND "
        + _OPEN_CONTRADICTION.format(sitting=_OF_DELIBERATION),
    ),
    Refusal(
        "minutes_validation_birth",
        "minutes_deliberation",
        "INSERT",
        "Une contradiction de la séance reste à lever : cette délibération ne peut pas être validée.",
        "NEW.validated_at IS NOT NULL AND " + _OPEN_CONTRADICTION.format(sitting=_OF_DELIBERATION),
    ),
    Refusal(
        "minutes_validated_fixed",
        "minutes_deliberation",
        f"UPDATE OF {', '.join(_ACT)}",
        "Une délibération validée ne se réécrit pas.",
        f"OLD.validated_at IS NOT NULL AND NEW.validated_at IS NOT NULL AND ({_REWRITTEN})",
    ),
    Refusal(
        "minutes_validated_left",
        "minutes_deliberation",
        "UPDATE OF validated_at",
        "Une délibération transmise ou publiée ne se rouvre pas.",
        f"OLD.validated_at IS NOT NULL AND NEW.validated_at IS NULL AND {_LEFT}",
    ),
    Refusal(
        "minutes_validated_kept",
        "minutes_deliberation",
        "DELETE",
        "Une délibération validée ne s'efface pas.",
        "OLD.validated_at IS NOT NULL",
    ),
]  # fmt: skip
TRIGGERS: list[Trigger] = [*GATE_TRIGGERS, *COUNCIL_TRIGGERS, *SETTLED_TRIGGERS]
