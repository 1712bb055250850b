"""What the register brings to the proof of the charter: listed uses (clause 5), suppliers' answers (clause 19), and the
register itself for the control file. It is told as it stands, whatever the period asked."""

from __future__ import annotations

from collections.abc import Sequence

from beffroi.charter.evidence import EvidenceItem, Period, provides
from beffroi.register.domain.fields import STATUS_NAMES, Status
from beffroi.register.domain.sheet import Sheet


@provides("register")
def evidence(period: Period) -> list[EvidenceItem]:
    """Uses in the register by state, what is not told or not published, suppliers who did not answer all."""
    from .actions.sheets import entries

    sheets = [each.sheet for each in entries()]
    listed = EvidenceItem(5, "Usages inscrits au registre", len(sheets), period, _by_status(sheets), files=_files())
    gaps = (
        (5, "Usages du registre dont l’état n’est pas dit", [each for each in sheets if not each.status]),
        (5, "Usages en service que le public ne peut pas lire", [each for each in sheets if _is_unread(each)]),
        (19, "Fournisseurs qui n’ont pas répondu à tout", [each for each in sheets if _is_unanswered(each)]),
    )
    missing = [
        EvidenceItem(clause, label, len(found), period, tuple(each.name for each in found), missing=True)
        for clause, label, found in gaps
        if found
    ]
    return [listed, *missing]


def _by_status(sheets: Sequence[Sheet]) -> tuple[str, ...]:
    counts = ((name, sum(each.status == code for each in sheets)) for code, name in STATUS_NAMES.items())
    return tuple(f"{name}\u00a0: {count}" for name, count in counts if count)


def _is_unread(sheet: Sheet) -> bool:
    return sheet.status == Status.DEPLOYED and not sheet.published


def _is_unanswered(sheet: Sheet) -> bool:
    return sheet.status != Status.STOPPED and any(not answer.text for answer in sheet.answers)


def _files() -> tuple[tuple[str, bytes], ...]:
    """The whole register, for the control file."""
    from beffroi.town.scope import current_commune

    from .actions.exporting import whole
    from .domain.standards import etalab, ours

    commune = current_commune()
    if commune is None:
        return ()
    files = (whole(commune, standard) for standard in (ours.STANDARD, etalab.STANDARD))
    return tuple((file.filename, file.content.encode()) for file in files)
