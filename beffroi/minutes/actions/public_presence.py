"""Who was there at the opening of a published sitting, as its procès-verbal says it (CGCT L2121-15)."""

from __future__ import annotations

from beffroi.minutes.domain.acts.deliberation_wording import substitute_line
from beffroi.minutes.domain.acts.phrases import count, named
from beffroi.minutes.domain.public import PublicPresence

from .papers import NotKnown, Papers
from .public_mask import PublicMask


def presence_of(papers: Papers, mask: PublicMask) -> PublicPresence:
    ledger, opening = papers.ledger, papers.ledger.opening
    proxies = [f"{each.giver.named} (pouvoir à {each.holder.named})" for each in papers.proxies(opening)]
    groups = (
        ("Présents", named(papers.persons(opening.present))),
        ("Représentés", ", ".join(proxies)),
        ("Suppléances", " ; ".join(substitute_line(each) for each in papers.substitutes(opening))),
        ("Excusés", named(papers.persons(opening.excused))),
        ("Absents", named(papers.persons(opening.absent))),
    )
    return PublicPresence(
        chair=mask.text(papers.person(ledger.chair).with_role) if ledger.chair else "",
        secretaries=mask.text(named(papers.persons(ledger.secretaries))),
        groups=tuple((label, mask.text(names)) for label, names in groups if names),
        quorum=_quorum(papers),
    )


def _quorum(papers: Papers) -> str:
    quorum = papers.quorum()
    if quorum is None:
        return ""
    try:
        office = f" sur {papers.in_office} en exercice"
    except NotKnown:
        office = ""
    said = f"{count(quorum.present, 'membre présent', 'membres présents')}{office}"
    if quorum.not_required:
        return f"{said}, aucune condition de quorum"
    return f"{said}, quorum de {quorum.needed} {'atteint' if quorum.reached else 'non atteint'}"
