# ruff: noqa: E501  (patterns read best whole)
"""What was decided: the deliberating body's own words, and what a meeting without votes agrees on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from beffroi.minutes.domain.passages import Passage
from beffroi.minutes.domain.types import Fact, FactKind, MeetingKind
from beffroi.minutes.domain.vote_words import is_reported

_VERBS = (
    r"(?:approuve|autorise|decide|adopte|designe|fixe|accepte|valide|retient|rejette|refuse|emet un avis|prend acte"
    r"|vote|donne|confirme|charge|mandate|instaure|cree|renouvelle|attribue|arrete|constate|sollicite|reporte|ajourne)"
)
_BODY = re.compile(
    r"\b(?:le conseil(?: municipal| communautaire| syndical| d'administration)?|le comite(?: syndical)?|l'assemblee"
    r"|le bureau|la commission|le conseil,)(?:,? apres en avoir (?:delibere|debattu),?|,? a l'unanimite,?|,? a la majorite,?"
    r"|,? par [^,]{3,40},)* " + _VERBS + r"(?:nt)?\b"
)
_TOGETHER = re.compile(
    r"\b(?:on (?:decide|valide|retient|part sur|garde|reporte|choisit|acte|maintient|annule)|nous (?:decidons|validons|retenons"
    r"|reportons|choisissons|actons|maintenons|annulons|optons)|il est (?:donc )?(?:decide|convenu|acte)|c'est (?:donc )?(?:decide"
    r"|valide|acte|retenu|reporte|annule)|est (?:donc )?(?:validee?|retenue?|reportee?|ajournee?|retiree?|actee?|annulee?)"
    r"|decision(?: prise)? ?:|on est (?:tous )?d'accord (?:pour|sur)|nous sommes (?:tous )?d'accord (?:pour|sur)"
    r"|je (?:retire|reporte|ajourne) (?:cette|la|ce|le)|je prends? la decision)\b"
)
_HEDGED = re.compile(
    r"\b(?:si|faut il|est ce que|peut etre|pourquoi|devrait|pourrait|n'est pas|ne (?:decide|valide|retient)|avant (?:de|que)"
    r"|quand|tant que|commission (?:des finances|d'appel)[^.]* a )\b|\?"
)
_DEFERRED = re.compile(r"\b(?:report|ajourn|retir)\w*\b")


def decision_facts(passages: Sequence[Passage], kind: MeetingKind) -> Iterator[Fact]:
    """Sentences that decide, in order, with their verb's reach: "decided", or "deferred" where put off."""
    for passage in passages:
        folded = passage.folded
        body = _BODY.search(folded)
        together = _TOGETHER.search(folded)
        if not body and not together:
            continue
        if _HEDGED.search(folded[body.start() :] if body else folded) or is_reported(passage.plain, voting=True):
            continue
        if not body and kind is MeetingKind.COUNCIL and not _DEFERRED.search(folded):
            continue
        reach = "deferred" if _DEFERRED.search(folded) and not body else "decided"
        yield Fact(
            FactKind.DECISION,
            passage.item,
            {
                "text": passage.text,
                "said": passage.text[body.start() :] if body else passage.text,
                "reach": reach,
                "by_body": bool(body),
                "speaker": passage.speaker,
            },
            (passage.utterance,),
        )
