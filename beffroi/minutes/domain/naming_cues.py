"""What a sentence that names somebody says about who speaks: now, just before, or next."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from beffroi.facts.text import fold
from beffroi.minutes.domain.named_people import TITLE, Named


class Cue(StrEnum):
    SELF = "self_introduction"
    STATED = "stated"  # a name then a role ("Karim Benali, responsable des espaces verts"): oneself, at first
    FLOOR = "given_floor"
    PRESENTED = "presented"
    ASKED = "asked"
    THANKED = "thanked"
    CALLED = "called"
    AGREED = "agreed"
    ROLL_CALL = "roll_call"
    DESIGNATED = "designated"
    SPOKEN_OF = "spoken_of"


@dataclass(frozen=True, slots=True)
class Said:
    """A cue on a person, ``before`` words after the start of the turn and ``after`` words before its end."""

    cue: Cue
    named: Named
    utterance: int
    before: int
    after: int
    cut_off: bool = False
    then_asks: bool = False
    """Whether the turn goes on with a question to "vous" or "tu"."""


_SELF_BEFORE = re.compile(
    rf"(?:\bje (?:suis|me nomme)|\bje m'appelle|\bmon nom est|\bmoi,? c'est|\bici|\bc'est(?: moi,?)?)(?: donc| bien)?"
    rf"(?: {TITLE.lower()})?\s*$"
)
_PRESENTING = re.compile(r"\bme presenter?\b[^.?!]{0,40}$")
_SELF_AFTER = re.compile(
    r"^,? (?:pour ma part|quant a moi|de mon cote|a l'appareil|en ce qui me concerne|je me presente|au micro)\b"
)
_GREETING = re.compile(
    r"^(?:\W|(?:alors|donc|oui|bon|bien|bonjour|bonsoir|merci|a|et|tous|toutes|madame|monsieur|mesdames|messieurs"
    r"|le maire|on y va|je commence|tout le monde|d'accord)\b)*$"
)
_ROLE_NOUN = (
    r"(?:responsable|direct(?:eur|rice)|adjointe?|conseill(?:er|ere)|chef(?:fe)?|president?e?|presidente|secretaire|maire"
    r"|agente?|habitante?|riveraine?|membre|elue?|chargee?|en charge|medecin|animat(?:eur|rice)|coordinat(?:eur|rice)"
    r"|technicien(?:ne)?|ingenieure?|architecte|delegue[e]?|representante?|commercante?|parent|professeure?|enseignante?"
    r"|institut(?:eur|rice)|benevole|tresori(?:er|ere)|gestionnaire|assistante?|juriste|comptable|redact(?:eur|rice)"
    r"|du service|de la|du|des|pour|au nom)\b"
)
_STATES = re.compile(
    rf"^, (?:{_ROLE_NOUN}|je suis (?:la? |l'|une? |en |votre )?{_ROLE_NOUN}"
    r"|(?:je|j')\s?(?:dirige|habite|travaille|represente|pilote|m'occupe|gere|preside|tiens|remplace|coordonne|anime"
    r"|assure|fais partie|viens d|exerce|enseigne|suis (?:arrivee?|le|la|l'|un|une))\b)"
)
_ABOUT_OTHERS = re.compile(
    r"\b(?:va|vont|souhaite|voudrait|vous avez|pouvez|pourriez|avez-vous|est absente?|excusee?)\b|\?"
)
_PAROLE = r"(?:la |le )?(?:parole|micro|main)"
_ADVERB = r"(?:maintenant|donc|aussi|tout de suite|immediatement|a nouveau|sans attendre)"
_FLOOR_BEFORE = re.compile(
    rf"(?:\b(?:donner?|passer?|laisser?|ceder?|redonner?|repasser?|rends?|rendre|accorder?) (?:{_ADVERB} )*{_PAROLE} "
    rf"(?:{_ADVERB} )*(?:a|au)"
    rf"|\b{_PAROLE} (?:est |revient |va )?(?:a|au)|\bau tour de|\binvite|\bappelle|\bje (?:me tourne vers|laisse)"
    rf"|\becoutons|\bprie|\b(?:allez|vas)-y,?|\bje (?:vous|t')(?: en)? ?prie,?)\s*$"
)
_APPOSITION = r"(?:,? [^.,;?!]{2,60},)?"
_FLOOR_AFTER = re.compile(
    rf"^{_APPOSITION},? (?:vous avez (?:{_PAROLE}|demande|une |un |la |le )|tu as {_PAROLE}|c'est a (?:vous|toi)"
    rf"|a (?:vous|toi)\b|je vous (?:en prie|ecoute|donne|passe|laisse)|je t'ecoute|nous vous ecoutons|on (?:vous|t')"
    rf" ?ecoute|vous (?:souhaitez|souhaitiez|vouliez|voulez|desirez|pouvez)|tu (?:voulais|veux|peux)"
    rf"|(?:souhaite|voudrait|desire|veut|va|demande a|souhaitait)(?: nous| maintenant)*"
    rf" (?:intervenir|presenter|prendre|parler|exposer|dire|reagir|repondre|expliquer|completer|poser|ajouter"
    rf"|rapporter|lire|detailler)|demande {_PAROLE}|allez-y|vas-y"
    rf"|s'il (?:vous|te) plait\s*[.?!…]*$|peut-etre\s*[.?!…]*$)"
)
_THANK = re.compile(
    r"(?:\bmerci|\bremercie(?:r|ons)?)(?: beaucoup| bien| encore| infiniment| a (?:toi|vous))*"
    r"(?: pour [^.,?!]{2,50})?,?(?: a)?\s*$"
)
_PRESENTED = re.compile(
    rf"(?:\bje (?:vous|te) presente(?: donc)?|\b(?:nous|je|j'|on) ?(?:recevons|accueillons|accueille|recois|recoit)(?: \w+)?"
    rf"|\ba (?:vos|mes|nos) cotes,?|\bavec nous,?(?: ce \w+,?)?|\bvoici|\bnotre invitee?(?: est|,)?|\bbienvenue a)"
    rf"(?: aussi| egalement| aujourd'hui| ce soir| ce matin)?(?: le| la)?(?: {TITLE.lower()})?\s*$"
)
_ANOTHER_TIME = re.compile(
    r"\b(?:tout a l'heure|hier|la semaine|le mois|l'an|dernier|derniere|ce matin|mail|message|courrier)\b"
)
_AGREE_BEFORE = re.compile(
    r"(?:rejoins?(?: \w+)?|d'accord avec(?: \w+)?"
    r"|comme (?:le |l'a |vient de le )?(?:dit|disait|dire|rappelait|rappelle)"
    r"|ce que (?:vient de dire|dit|disait|a dit|propose)|l'avis de|propos de|dans le sens de|soutiens)\s*$"
)
_AGREE_AFTER = re.compile(
    r"^,? (?:a (?:tout a fait |parfaitement |bien |quand meme |entierement )?raison|vient de (?:le )?(?:dire|rappeler)|l'a dit)"
)
_DESIGNATED = re.compile(r"\b(?:designer?|nommer?|elire|proposer?|choisir|secretaire)\b[^.?!]{0,40}$")
_SECRETARY = re.compile(r"\bsecretaire\b")
SECOND_PERSON = re.compile(r"\b(?:tu|t'|te|toi|ton|ta|tes|vous|votre|vos)\b|-(?:tu|vous|toi)\b|\b(?:dites|pouvez)-")
_THIRD = re.compile(r"^,? (?:elle|il|lui|elles|ils|qui|dont|que|ca|c'est)\b")
_BEFORE_CALL = re.compile(
    r"(?:^|[,—–:…] ?|^(?:et|mais|non|oui|ah|oh|eh|he|bon|bien|alors|donc|et toi|et vous|dis|bonjour|bonsoir|salut"
    r"|ecoute|ecoutez|pardon|desolee?|cher|chere|mon cher|ma chere)[ ,]+|(?:sur|sure|toi|vous|bonjour|bonsoir|salut) )$"
)
_AFTER_CALL = re.compile(r"^ ?(?:$|[,.?!…—–:])")


def cue_of(sentence: str, named: Named) -> Cue:
    """What the sentence (where ``named`` has its offsets) says of that person."""
    folded = fold(sentence).replace("’", "'")
    before, after = folded[: named.start], folded[named.end :]
    if _introduces(before, after):
        return Cue.SELF
    if _GREETING.match(before.rpartition(":")[2]) and _STATES.search(after) and not _ABOUT_OTHERS.search(after):
        return Cue.STATED
    if _FLOOR_BEFORE.search(before) or _FLOOR_AFTER.search(after):
        return Cue.FLOOR
    if _PRESENTED.search(before):
        return Cue.PRESENTED
    if _SECRETARY.search(folded) and _DESIGNATED.search(before):
        return Cue.DESIGNATED
    if _THANK.search(before):
        return Cue.SPOKEN_OF if _ANOTHER_TIME.search(after) else Cue.THANKED
    if _AGREE_BEFORE.search(before) or _AGREE_AFTER.search(after):
        return Cue.AGREED
    if not before.strip(" -—«") and re.fullmatch(r"[\s.?!…]*", after):
        return Cue.ROLL_CALL
    return _calling(before, after)


def _introduces(before: str, after: str) -> bool:
    if _SELF_BEFORE.search(before) and not _THIRD.search(after):
        return not re.search(r"\b(?:pas|plus)\b[^.]{0,8}$", before)
    return bool(_PRESENTING.search(before) or (not before.strip() and _SELF_AFTER.search(after)))


def _calling(before: str, after: str) -> Cue:
    """Somebody called by name ("Madame Dubois, pouvez-vous..."), or only spoken of."""
    pointed = re.search(r"\b(?:toi|vous),? $", before)
    third = _THIRD.search(after) and not pointed and not SECOND_PERSON.search(after)
    if third or not (_BEFORE_CALL.search(before) and _AFTER_CALL.search(after)):
        return Cue.SPOKEN_OF
    asks = pointed or "?" in after or SECOND_PERSON.search(after) or re.search(r"\b(?:tu|vous)\b[^.]*$", before)
    return Cue.ASKED if asks else Cue.CALLED
