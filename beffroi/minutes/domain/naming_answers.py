# ruff: noqa: E501  (patterns read best whole)
"""How a turn of talk answers the one before it: for oneself, for another, to thanks, to a call of names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from beffroi.facts.text import fold
from beffroi.minutes.domain.naming_cues import Said
from beffroi.minutes.domain.types import Utterance

NEAR_END = 45
"""Words that may still follow a cue before the person called speaks."""
AT_START = 14
"""Words that may come before thanks or a name that answers the voice before."""
A_REMARK, A_NAME_GIVEN, A_SHORT_TURN = 3, 10, 25
"""Words at most in a remark, in a turn that only gives a name, in a short turn."""
ASKS_WHO = re.compile(
    r"\b(?:qui (?:parle|etes|es|est a|est au|est la|est en ligne|ai je)|(?:de la|a la) part de qui|(?:votre|ton) (?:nom|prenom)|c'est qui|qui c'est"
    r"|(?:vous|tu) (?:etes|es|vous appelez|t'appelles)(?: (?:qui|comment))?)\b[^.!]*\?\s*$"
)
"""A question on who one is."""
ABOUT_THEM = re.compile(
    r"^\W*(?:(?:non|oui|ah|mais|bah|ben),? )*(?:elle|il) (?!y |n'y |faut|faud|fallait|fait|reste|s'agit|suffit|manque|me |m'|nous |est (?:possible|prevu|vrai|temps|question))"
)
"""Opens an answer about the one called: "Il est sorti"."""
ASKS_OF_ANOTHER = re.compile(r"\bqui (?:a|va|fait|est ce qui|s'occupe|prend|peut|veut|doit|avait)\b[^.!]*\?\s*$")
ANSWERS_THANKS = re.compile(
    r"^\W*(?:(?:oh|non|ah|mais),? )*(?:de rien|c'est (?:trois fois )?rien|ce n'est rien|(?:il n')?y a pas de quoi|c'etait (?:un plaisir|normal|avec plaisir)|tout le plaisir|avec plaisir|je (?:t'en|vous en) prie|pas de quoi|c'est normal|c'est naturel)\b"
)
"""What answers thanks."""
_ADDRESSES = re.compile(r"[,?]|\b(?:bonjour|bonsoir|salut)\b|\b(?:vous|tu|toi|merci|pardon)\b")
BREAKS_IN = re.compile(
    r"^\W*(?:je,? |moi,? |alors,? |la dessus,? )*(?:je (?:peux|vais|reponds)(?: te| vous| lui)? (?:completer|ajouter|preciser|repondre|a sa place|pour (?:lui|elle))|si je peux|a sa place|juste|attendez|attends|avant|un mot|pardon|excusez|permettez)\b"
)
_NAME_ASKED = re.compile(
    r"\b(?:dites|donnez|rappelez|indiquez|dis|donne|rappelle)(?: nous| moi)? (?:votre|ton|vos) (?:nom|prenom)s?\b|\b(?:(?:votre|ton) (?:nom|prenom)|de la part de qui|c'est qui|(?:vous (?:etes|vous appelez)|tu (?:es|t'appelles)|(?:vous )?appelez vous|t'appelles tu)(?: (?:qui|comment))?|a qui ai je|qui (?:parle|etes vous|es tu|est a l'appareil))\b[^.!?]*\?\s*$"
)
REBUKES = re.compile(
    r"\blaisse[zr]? (?:le|la|les|moi|nous|[a-z]+ [a-z]+) (?:finir|parler|terminer|repondre)\b|\b(?:s'il te plait|du calme|doucement|calme toi|calmez vous)\b"
)
ITS_MINE = re.compile(
    r"^\W*(?:qui,? |comment ca,? )?moi\s?\?|^\W*(?:oui,? )?c'est (?:bien )?moi(?:[ -]meme)?\b(?! qui)"
)
_ROUND = re.compile(
    r"\bqui est (?:la|en ligne|present|autour)\b[^.?!]*\?|\b(?:presentez vous|tour de table|vos noms|chacun se presente)\b"
)
_OWN_ANSWER = re.compile(
    r"\b(?:oui|non|si|presente?|notre|nos|je|j'|j'ai|moi|me|m'|mon|ma|mes|pardon|desolee?|merci|volontiers|d'accord|ok|bien sur|nous|on)\b|\bj'"
)
OF_ANOTHER = re.compile(
    r"\b(?:elle|il) (?!y |n'y |faut|faud|fallait|faisait|fait|reste|pleut|s'agit|suffit|manque|me |m'|nous |vous |est (?:possible|prevu|vrai|temps|question)|serait (?:bon|bien|possible))|\b(?:lui|eux)\b"
)
WELCOMES = re.compile(r"^\W*(?:merci|oui|bien|bonjour|bonsoir|effectivement|absolument|tout a fait|volontiers|je vous)")
THANKS_THE_CHAIR = re.compile(
    r"^\W*(?:oui,? |bien,? )?(?:merci|bonsoir|bonjour)?,? ?(?:beaucoup )?"
    r"(?:(?:monsieur|madame) (?:le|la) (?:maire|presidente?)|presidente?|professeure?|maitre|capitaine)\b"
)
"""What answers whoever presides, having been given the floor."""
ACCEPTS = re.compile(
    r"^\W*(?:super|parfait|genial|cool|nickel|top|merci|oui|ok|si (?:tu|vous) voule?z|si tu veux|pas de (?:souci|probleme)|ca marche|c'est (?:note|parti|fait)|entendu|bien|promis|a vos ordres|je (?:m'en|le|la|les|vais|note|regarde|descends|monte|prends|passe)|j'accepte|volontiers|d'accord|tres bien|c'est entendu|avec plaisir)"
)
PRESENT = re.compile(r"\b(?:presente?|oui|la|ici)\b")
RESPONDS = re.compile(
    r"^\W*(?:(?:ah|oh|oui|non|mais|bah|ben),? )*(?:ah bon|bon \?|vraiment \?|tu (?:as|es|peux|crois|sais)|vous (?:avez|etes|croyez)|ne (?:\w+ )?t'|pardon|excuse|c'est (?:vrai|exact)|exact|je (?:te|vous) )\b"
)
"""What answers somebody who called one by name without a question."""
INTERRUPTED = re.compile(
    r"\b(?:coupe la parole|m'as coupe|m'avez coupe|m'a coupe|laisse[zr]?-moi (?:finir|terminer|repondre))"
)
_ELSEWHERE = re.compile(
    r"\b(?:(?:elle|il) (?:n'est|est) (?:pas|absente?|en retard|excusee?|partie?)|pas (?:encore )?arrivee?|a sa place"
    r"|absente?|excusee?)\b"
)


@dataclass(frozen=True, slots=True)
class SpeakingTurn:
    voice: str
    utterances: tuple[Utterance, ...]

    @property
    def text(self) -> str:
        return " ".join(utterance.text for utterance in self.utterances)

    @property
    def words(self) -> int:
        return len(self.text.split())


def the_other(turns: Sequence[SpeakingTurn], voice: str) -> str:
    """The only other voice of a conversation between two, or nothing."""
    others = {turn.voice for turn in turns} - {voice}
    return others.pop() if len(others) == 1 else ""


def between(turn: SpeakingTurn, said: Said) -> bool:
    """Called in a short remark between two turns of one voice: of that voice, in all likelihood."""
    return said.before + said.after <= A_SHORT_TURN and bool(_ADDRESSES.search(fold(turn.text)))


def answers_for_oneself(turn: SpeakingTurn) -> bool:
    """Whether a turn begins as an answer about oneself, and speaks of nobody else."""
    start = " ".join(start_of(turn).split()[:8])
    return bool(_OWN_ANSWER.search(start)) and not speaks_of_another(turn) and not BREAKS_IN.match(start_of(turn))


def speaks_of_another(turn: SpeakingTurn) -> bool:
    """Whether a turn begins with somebody else ("Elle arrive"); not once it speaks of oneself."""
    start = " ".join(start_of(turn).split()[:4])
    other, own = OF_ANOTHER.search(start), re.search(r"\b(?:je|j'|moi|mon|ma|mes|on)\b|\bj'", start)
    return bool(other and not (own and own.start() < other.start()))


def names_asked(turns: Sequence[SpeakingTurn], at: int) -> bool:
    """Whether everybody was just asked who they are, only short answers standing between."""
    for turn in reversed(turns[max(0, at - 4) : at]):
        said = start_of(turn).replace("-", " ")
        if _ROUND.search(said) or _NAME_ASKED.search(said):
            return True
        if turn.words > A_NAME_GIVEN:
            return False
    return False


def asks_of_another(before: SpeakingTurn | None) -> bool:
    """Whether a question about somebody stands before ("Qui a fermé ?"), so that "c'est Julie" names another."""
    return before is not None and bool(ASKS_OF_ANOTHER.search(start_of(before)))


def answering(turns: Sequence[SpeakingTurn], at: int) -> SpeakingTurn | None:
    """Who speaks next, unless they begin by saying that the one called is not there."""
    following = [turn for turn in turns[at + 1 : at + 3] if turn.voice != turns[at].voice]
    if not following or _ELSEWHERE.search(" ".join(start_of(following[0]).split()[:12])):
        return None
    return following[0]


def floor_weight(after: SpeakingTurn) -> float:
    if after.words <= A_REMARK or BREAKS_IN.match(start_of(after)):
        return 0.4
    return 0.7 + (0.1 if WELCOMES.match(start_of(after)) else 0.0) + (0.08 if after.words >= 15 else 0.0)


def start_of(turn: SpeakingTurn) -> str:
    return fold(turn.text).replace("’", "'")
