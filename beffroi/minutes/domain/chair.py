"""Which voice presides: the one that opens the sitting, gives the floor and puts to the vote."""

from __future__ import annotations

import re
from collections.abc import Sequence

from beffroi.facts.text import fold
from beffroi.minutes.domain.types import Member, Utterance

_OPENS = re.compile(
    r"\b(?:la|cette) seance est (?:donc )?ouverte|\bje peux ouvrir (?:la|cette) seance"
    r"|\bouvrons (?:la|cette) seance|\bje declare (?:la seance |donc )?ouverte?"
    r"|\bje declare (?:la |cette )?seance|\bd'ouvrir (?:la|cette) seance"
    r"|\bj'ouvre (?:donc )?(?:la|cette) seance|\bje procede a l'appel|\bje vais proceder a l'appel"
    r"|\bje (?:vous )?(?:propose|souhaite) (?:de designer|de nommer|la bienvenue)"
    r"|\ble quorum (?:est (?:donc )?(?:atteint|reuni)|etant atteint|y est)"
)
_VOTES = re.compile(
    r"\bje (?:le |la |les )?mets (?:cette deliberation |donc |maintenant )?aux? (?:voix|vote)"
    r"|\bqui (?:est|vote) (?:contre|pour)|\bqui s'abstient|\bqui est d'avis"
)
_LEADS = re.compile(
    r"\bje (?:donne|passe|laisse|cede) (?:maintenant |donc )?la parole|\bla parole est a|\bvous avez la parole"
    r"|\bnous passons (?:au|a la|a l'|aux)|\bnous abordons|\bpoint (?:suivant|numero)|\bdeliberation numero"
)
_CLOSES = re.compile(r"\bje leve la seance|\bla seance est levee|\bje (?:clos|cloture) la seance|\bla seance est close")
_SIGNS = (_OPENS, _VOTES, _LEADS, _CLOSES)
_OPENED = 0
"""Who alone opened the sitting presides, though another puts an item to the vote in their place."""
_ABSENT = re.compile(
    r"\b(?:en l'absence|remplacer|a la place|absence) d(?:e|u) (?:monsieur |madame )?(?:le |la )?(?:maire|presidente?)"
    r"|\b(?:monsieur|madame) (?:le|la) (?:maire|presidente?),? (?:est |qui est |etant )?(?:absente?|excusee?"
    r"|souffrante?|empechee?|retenue?)|\b(?:monsieur|madame) (?:le|la) maire (?:quitte|sort|s'est retiree?|se retire)"
)
_ROLE = re.compile(r"^(?:monsieur |madame )?(?:le |la )?(?:maire|presidente?)\b(?! deleguee?)")


def chair_voice(utterances: Sequence[Utterance]) -> tuple[str, tuple[int, ...]] | None:
    """The voice that presides and the utterances that show it; None where it is not clear."""
    shown: dict[str, set[int]] = {}
    signs: dict[str, list[int]] = {}
    for utterance in utterances:
        folded = fold(utterance.text).replace("’", "'")
        for number, sign in enumerate(_SIGNS):
            hits = len(sign.findall(folded))
            if hits:
                shown.setdefault(utterance.voice, set()).add(utterance.index)
                signs.setdefault(utterance.voice, []).extend([number] * hits)
    ranked = sorted(signs, key=lambda voice: (len(set(signs[voice])), len(signs[voice])), reverse=True)
    if not ranked or not ranked[0] or len(signs[ranked[0]]) < 3 or len(set(signs[ranked[0]])) < 2:
        return None
    opened = [voice for voice in signs if _OPENED in signs[voice]]
    if len(ranked) > 1 and len(signs[ranked[1]]) * 2 > len(signs[ranked[0]]) and opened != ranked[:1]:
        return None
    return ranked[0], tuple(sorted(shown[ranked[0]]))


def presiding_member(members: Sequence[Member], utterances: Sequence[Utterance]) -> Member | None:
    """The mayor or president of the roster, unless the talk says that they are away."""
    chairs = [member for member in members if _ROLE.match(fold(member.role).strip())]
    if len(chairs) != 1:
        return None
    last = re.escape(fold(chairs[0].last_name))
    away = re.compile(
        rf"\b{last},? (?:est |qui est )?(?:absente?|excusee?|empechee?)|\b{last},? [^.]{{0,30}}a donne pouvoir"
    )
    for utterance in utterances:
        folded = fold(utterance.text)
        if _ABSENT.search(folded) or away.search(folded):
            return None
    return chairs[0]
