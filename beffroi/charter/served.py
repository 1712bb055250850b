"""Which models really answered, as the journal tells: the charter may have sent a call to another than the first."""

from __future__ import annotations

from beffroi.audit.models import Entry
from beffroi.town.scope import commune_in_scope

from .uses import AiUse


def models_that_served(use: AiUse, subject: str) -> list[str]:
    """Names of the models that answered for ``use`` on ``subject``, in order of their first answer, without
    repetition; none where the journal holds none (a text that no model made, lines emptied since)."""
    lines = Entry.objects.filter(
        commune=commune_in_scope("Le journal est demandé"), action="ai_call", subject=subject, data__use=use.code
    )
    names = lines.order_by("sequence").values_list("data__model", flat=True)
    return [str(name) for name in dict.fromkeys(names) if name]
