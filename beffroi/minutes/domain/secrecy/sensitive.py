"""Words that tell of somebody's private life, health or place in the service: what makes a passage a candidate.

CRPA L311-6 as quoted by the CADA (conseil 20165885 of 19 January 2017): communicable to the person concerned alone are
the documents whose communication would harm the protection of private life or medical secrecy (1°), that carry an
appreciation or judgement of value on a natural person named or easily identifiable (2°), or that show somebody's
behaviour where telling it could harm them (3°). The CNIL, on recorded sittings: deliberations about persons or with
sensitive data must be beeped. The lists of words are ours: a help for the eye, not the law.
"""

from __future__ import annotations

import re
from enum import StrEnum

from . import secret_words


class Secret(StrEnum):
    """The values are those of ``RedactionReason``."""

    HEALTH = "health"
    AGENT = "agent"
    PRIVATE_LIFE = "private_life"


def _either(patterns: str) -> str:
    return "|".join(pattern.strip() for pattern in patterns.split(";"))


def _any_of(patterns: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z])(?:{_either(patterns)})(?![a-z])")


_HEALTH = _any_of(secret_words.HEALTH)
_AGENT = _any_of(secret_words.AGENT)
_PRIVATE = _any_of(secret_words.PRIVATE_LIFE)
_LEXICON = ((Secret.HEALTH, _HEALTH), (Secret.AGENT, _AGENT), (Secret.PRIVATE_LIFE, _PRIVATE))
_GENERAL = _any_of(secret_words.GENERAL)
_HEARSAY = _any_of(secret_words.HEARSAY)
_SOMEBODY = re.compile(
    r"(?<![a-z])(?:l'|d'|un |une |cet |cette |notre |son |d'un |d'une |du |la |le |au |de la )"
    rf"(?:jeune |ancien(?:ne)? |petite? )?(?:{_either(secret_words.SOMEBODY)})(?![a-z])"
)


def secrets_of(folded: str) -> list[Secret]:
    """What a folded text tells of somebody, the gravest first; general policy and places left out."""
    bare = _GENERAL.sub(" ", folded)
    found = [secret for secret, pattern in _LEXICON if pattern.search(bare)]
    return found or ([Secret.PRIVATE_LIFE] if _HEARSAY.search(folded) else [])


def somebody(folded: str) -> bool:
    """Whether it speaks of one person ("l'agent technique", "la secrétaire"), not of a group."""
    return bool(_SOMEBODY.search(folded))


_OFFICE = _any_of(secret_words.OFFICE)


def in_office(folded: str) -> bool:
    """Whether a sentence names people for what they do in public (an architect, the president of an association, the
    buyer of a parcel): their name is not secret by itself."""
    return bool(_OFFICE.search(folded))
