"""What was said of a vote that no rule of ours turns into a fact: a recusal, the rounds of an election. The reader is
asked to look, with the words and their second; what she enters in the sitting is the fact.

A recusal that is only said changes the quorum and the voters (L2131-11, L1111-6: see ``sitting/recusal.py``), and a
deliberation taken with a member who had an interest in it is unlawful: it is never left unseen, nor ever guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from beffroi.minutes.domain.passages import Passage
from beffroi.minutes.domain.people import People
from beffroi.minutes.domain.types import Draft, Flag, FlagKind

_ACT = (
    r"(?:(?:ce|le|au|du) (?:vote|point|sujet|debat|scrutin)|aux? (?:votes?|debats?)"
    r"|(?:a |de )?(?:la|cette) deliberation)"
)
_RECUSAL = re.compile(
    r"\b(?:ne )?(?:prend(?:s|rai|ra|rons|ront)?|prennent|prenons) (?:donc |naturellement )?(?:pas|point) part "
    rf"(?:ni )?(?:a |au |aux )?{_ACT}"
    rf"|\bne (?:participe\w*|vote\w*) (?:donc )?pas (?:a |au |aux |sur |pour )?{_ACT}"
    r"|\b(?:je me|se|nous nous) (?:deporte|recuse|deportera|deporterai|deportent|deportons)\b"
    r"|\b(?:quitt\w+|sor(?:s|t|tir\w*)|(?:se|me) retire de) (?:donc )?(?:de )?la salle\b"
    r".{0,40}\b(?:pendant|pour|durant|le temps d[eu]|avant|et ne (?:particip|vot|pren))"
    r"|\b(?:suis|est|sommes|sont) (?:personnellement |directement )?interesse\w* (?:a|par|dans) (?:cette|l') ?affaire"
    r"|\b(?:suis|est|me trouve|se trouve|etant|serais) en (?:situation de )?conflit d'interets?"
)
_NOT_SAID_OF_SOMEBODY = re.compile(
    r"\bqui (?:est-ce qui )?ne (?:prend|particip|vote)|\bpersonne ne\b|\b(?:ceux|celles|les elus|tout elu|un elu) qui\b"
    r"|\bsi (?:vous|un|une|quelqu'un|je|on)\b|\bil faudra(?:it)?\b|\bdevr(?:a|ait|iez)\b|\bla derniere fois\b"
    r"|\bavai(?:t|s)\b"
)
_ROUND = re.compile(
    r"\b(?:premier|1er|deuxieme|second|2e|troisieme|3e|1|2|3) tour (?:de|du|d') ?(?:scrutin|vote|l'election)"
    r"|\b(?:bulletins? (?:blancs?|nuls?|trouves? dans l'urne|dans l'urne)|depouillement|assesseurs?)\b"
    r"|\bmajorite absolue (?:est |:|etant )"
)


_ENTER_RECUSAL = (
    "S’il a eu lieu, saisissez-le dans le déroulé avec sa raison\u00a0: il change le quorum et le nombre de votants."
)
_ENTER_ROUNDS = "Saisissez ses tours dans le déroulé\u00a0: votants, blancs, nuls, voix de chaque candidat."


def heard_apart(draft: Draft, passages: Sequence[Passage], people: People) -> Iterator[Flag]:
    """One flag for each recusal heard by item and speaker, one for the election of an item."""
    sections = {section.item: number for number, section in enumerate(draft.sections)}
    told: set[tuple[str, int, str]] = set()
    for passage in passages:
        for kind, message in _of(passage, people):
            key = (kind, passage.item, passage.speaker if kind == "recusal" else "")
            if key in told:
                continue
            told.add(key)
            where = sections.get(passage.item)
            yield Flag(FlagKind.LEGAL, message, where, heard=passage.text, sources=(passage.utterance,))


def _of(passage: Passage, people: People) -> Iterator[tuple[str, str]]:
    """What a sentence asks the reader to look at: ("recusal" or "election", message)."""
    plain = passage.plain
    if _RECUSAL.search(plain) and not _NOT_SAID_OF_SOMEBODY.search(plain) and "?" not in passage.text:
        by = people.name_of(passage.speaker)
        recusal = f"À vérifier\u00a0: un déport semble avoir été dit par {by}. {_ENTER_RECUSAL}"
        yield "recusal", recusal
    if _ROUND.search(plain):
        yield "election", f"À vérifier\u00a0: une élection par tours semble avoir eu lieu. {_ENTER_ROUNDS}"
