# ruff: noqa: E501  (patterns read best whole)
"""The words of a vote: how they are said, how recognisers mishear them, and when they report another vote."""

from __future__ import annotations

import re

N = r"(?:\d+|une?|aucune?|zero|pas de|pas d'|sans|nulle?)"
_REAL_WORDS = frozenset(["obtention", "attention", "attentions", "obtentions", "intention", "intentions", "extension"])
_TARGETS = {
    "unanimite": 2,
    "abstention": 2,
    "abstentions": 2,
    "suffrages": 1,
    "majorite": 1,
    "exprimes": 1,
    "opposition": 1,
    "oppositions": 1,
}
_HEARD_NUMBERS = {
    "vin": "20", "vint": "20", "vain": "20", "vingts": "20", "dis": "10", "dit": "10", "disse": "10",
    "cis": "6", "sis": "6", "si": "6", "sise": "6", "troie": "3", "troies": "3", "trois": "3", "quatres": "4",
    "katre": "4", "d'eux": "2", "deuxe": "2", "neuve": "9", "neufs": "9", "huite": "8", "cinque": "5",
    "cinqs": "5", "saint": "5", "seize": "16", "sais": "16", "quatorzes": "14", "treizes": "13",
}  # fmt: skip


def distance(one: str, other: str, limit: int) -> int:
    """Edits between two words; ``limit`` + 1 as soon as there are more."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        previous, row[0] = row[0], i
        for j, b in enumerate(other, start=1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (a != b))
        if min(row) > limit:
            return limit + 1
    return row[-1]


_TOKEN = re.compile(r"[a-z0-9]+")


def _repair_words(plain: str) -> str:
    """ "l'une animite" gives "l'unanimite"; a real word stays what it is unless a number stands before it."""
    tokens = list(_TOKEN.finditer(plain))
    pieces: list[str] = []
    last = index = 0
    while index < len(tokens):
        for width in (2, 1):
            group = tokens[index : index + width]
            target = _target(plain, group, tokens[index - 1][0] if index else "") if len(group) == width else ""
            if target:
                pieces += [plain[last : group[0].start()], target]
                last = group[-1].end()
                index += width
                break
        else:
            index += 1
    return "".join([*pieces, plain[last:]])


def _target(plain: str, group: list[re.Match[str]], before: str) -> str:
    joined = "".join(token[0] for token in group)
    gap = plain[group[0].end() : group[-1].start()] if len(group) > 1 else " "
    if len(joined) < 7 or joined.isdigit() or len(gap) != 1 or gap not in " '":
        return ""
    if joined in _TARGETS or (len(group) > 1 and any(len(token[0]) > 8 for token in group)):
        return ""
    if joined in _REAL_WORDS and not (before.isdigit() and joined.rstrip("s") in ("attention", "obtention")):
        return ""
    for target, limit in _TARGETS.items():
        if joined.rstrip("esr")[-3:] == target.rstrip("es")[-3:]:
            allowed = 3 if joined in _REAL_WORDS else limit
            if distance(joined, target, allowed) <= allowed:
                return target
    return ""


_HOMOPHONES = [
    (re.compile(rf"\b({N}) (?:voies?|voi|voit|vois|voient|voire)\b(?! (?:vertes?|ferrees?|publiques?|cyclables?"
                r"|de circulation|communales?|nouvelles?))"), r"\1 voix"),
    (re.compile(r"\bqui (?:ca |sa |se |ce |c'|s'|s)?a[bp]s?t(?:i|e)\w*"), "qui s'abstient"),
    (re.compile(r"\bs'a[bp]st(?:i|e)en?[stx]?\b"), "s'abstient"),
    (re.compile(r"\bqui (?:est|et|es|ai|vote|votes) (?:comptes?|contres|encontre|qu'on tre|content|contrent)\b"),
     "qui est contre"),
    (re.compile(r"\b(?:voix|vote|votes) (?:comptes?|contres|contrent)\b"), "voix contre"),
    (re.compile(r"\b(?:voix|vote|votes) (?:pours|pourre|poor)\b"), "voix pour"),
    (re.compile(r"\baux? voi(?:es?|s|t)\b"), "aux voix"),
    (re.compile(r"\bvoi(?:es?|s|t) (?=(?:sont|etant) a egalite)"), "voix "),
    (re.compile(r"(?<=\bvoix pour )([^.]{0,40}?)\ba adopter\b"), r"\1est adopte"),
    (re.compile(r"(?<=deliberation )et (?=(?:donc )?(?:adopt|approuv|rejet))"), "est "),
    (re.compile(r"(?<=\best )(adopt|approuv|rejet)er\b"), r"\1e"),
    (re.compile(r"\b(?:a dopte|a dopter|adopter|adoptait|adoptez|a d'opter)(?=e?s? (?:a l'unanimite|a la maj|avec|par)|[.,])"),
     "adopte"),
    (re.compile(r"\bde (?=abstentions\b)"), "2 "),
    (re.compile(r"\bcet(?:te)? (?=abstentions\b)"), "7 "),
    (re.compile(r"\b(?:oui|hui|huis) (?=voix\b)"), "8 "),
    (re.compile(r"\b(?:a|la|as|en|allons|dans) l(?:a |'|es |e )?(?=unanimite\b)"), "a l'"),
]  # fmt: skip
_HEARD = re.compile(rf"\b({'|'.join(_HEARD_NUMBERS)})(?: et (une?|1))? (?=(?:voix|abstentions)\b)")


def mend(plain: str) -> str:
    """The folded text with what recognisers mishear of a vote put right ("21 voies pour": "21 voix pour")."""
    text = _repair_words(plain)
    for pattern, right in _HOMOPHONES:
        text = pattern.sub(right, text)
    return _HEARD.sub(lambda hit: f"{int(_HEARD_NUMBERS[hit[1]]) + (1 if hit[2] else 0)} ", text)


SEPARATOR = "\x1f"
"""Stands between the sentences of a block; it is a space to the patterns."""
_UNIT = r"((?:[ ,]*(?:voix|votes?|suffrages|pour|contre|abstentions?))*)"
_SORRY = (
    r"(?:pardon(?:nez moi)?|excusez moi|je me trompe|je me suis trompee?|je rectifie|je corrige"
    r"|rectification|erreur|je voulais dire|je veux dire|ou plutot|plutot|au temps pour moi"
    r"|autant pour moi|je reprends|je recompte|j'ai mal compte)"
)
_BREATH = r"[\s,.;:…!—]*(?:euh[ ,.…]*)?"
_CORRECTION = re.compile(
    rf"\b(\d+|une?){_UNIT}(?:{_BREATH}{_SORRY}|\s*[,.;:…!—]+{_BREATH}non|\s+euh[ ,.…]*non)"
    rf"(?:[\s,.;:…!]+(?:{_SORRY}|non|c'est|euh|mais|donc|il y en a|ce sont|on a|nous avons|ca fait))*"
    rf"[\s,.;:…!]+(\d+|une?)\b{_UNIT}"
)


def corrected(plain: str) -> str:
    """ "14, pardon, 15 voix pour" gives "15 voix pour": what is taken back is left out."""
    previous = None
    while previous != plain:
        previous, plain = plain, _CORRECTION.sub(_kept, plain, count=1)
    return plain


def _kept(hit: re.Match[str]) -> str:
    before, unit_before, after, unit_after = hit[1], hit[2], hit[3], hit[4]
    slot_before, slot_after = _slot(unit_before), _slot(unit_after)
    apart = SEPARATOR * hit[0].count(SEPARATOR)
    if slot_before and slot_after and slot_before != slot_after and before != after:
        return f"{before}{unit_before} ; {apart}{after}{unit_after}"
    return f"{apart}{after}{unit_after if slot_after or not slot_before else unit_before}"


def _slot(unit: str) -> str:
    return next((slot for slot in ("pour", "contre", "abstention") if slot in unit), "")


_PAST_PERSON = re.compile(
    r"\b(?:j'ai|j'avais|nous avons|nous avions|vous avez|vous aviez|tu as|on a|on avait|ils ont|elles ont|ils avaient"
    r"|avait|avaient|etait|etaient|m'etais|nous etions|s'etait|s'etaient|fut)\b"
    r"(?: (?!s'abstien|abstention|voix)[a-z']+){0,4} (?:vote|votee?s?|abstenue?s?|approuvee?s?|adoptee?s?|rejetee?s?|oppose)\b"
)
_PAST = re.compile(
    r"\b(?:(?:a|ont) (?:deja |bien |finalement |alors )?(?:ete )?(?:vote|adopte|approuve|rejete|rendu|emis"
    r"|donne|refuse|valide|fait)e?s?|s'est abstenue?|se sont abstenue?s|a obtenu"
    r"|adoptee?s? (?:le \d|en (?:19|20)\d\d|lors))\b"
)
_MEMORY = re.compile(_PAST_PERSON.pattern + r"(?: (?:pour|contre|ce|cette|la deliberation|le projet))*")
_LONG_PAST = re.compile(r"\b(?:avait|avaient|il y a eu|y a eu|y avait)\b")
_BEFORE = re.compile(
    r"\b(?:(?:l'|cette |l )(?:an|annee) (?:dernier|derniere|passee?)|(?:derniere|precedente) (?:seance|reunion|fois"
    r"|deliberation)|dernier (?:conseil|mandat|vote)|il y a \d+ (?:ans?|mois|semaines?|jours)|en (?:19|20)\d\d"
    r"|lors (?:de|du|d')|a l'epoque|auparavant|mandat|(?:mois|semaine|printemps|automne|ete|hiver) derniere?"
    r"|(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)(?: dernier)?"
    r"|dans le passe|page \d+|compte rendu|hier|autrefois|a l'issue d)\b"
)
_OTHER_BODY = re.compile(
    r"\b(?:commissions?|comite|bureau|conseil (?:communautaire|departemental|regional|syndical|d'administration"
    r"|d'ecole|citoyen|de quartier|de developpement|des jeunes|general|constitutionnel)|assemblee generale|communaute"
    r"|agglomeration|agglo|metropole|syndicat|departement|region|association|senat|assemblee nationale|parlement"
    r"|deputes|communes voisines|copropriete|club|ccas|cst|ctm|jury|collectif)\b"
)
_REPORT = re.compile(
    r"\b(?:il est (?:ecrit|indique|note|mentionne)|avis (?:favorable|defavorable)|on m'a dit"
    r"|(?:vous|tu|ils?|elles?) (?:disiez|dites|disait|dit) que)\b"
)
_INTENT = re.compile(
    r"\b(?:voter(?:ai|ons|ez|ont|as|a|ais|ait|ions|aient)|abstiendr\w+|(?:m'|s'|nous |vous )abstenir"
    r"|voter|approuver|adopter|rejeter"
    r"|ser(?:a|ont|ait|aient) (?:\w+ )?(?:adopt|approuv|rejet|vot|soumis|propos)\w*"
    r"|soi(?:t|ent) (?:\w+ )?(?:adopt|approuv|rejet|vot)\w*)\b"
)
_RESOLVED = re.compile(r"\b(?:decide|decident|unanimite|majorite)\b[^,;:]* d'(?:approuver|adopter|rejeter)\b")
_SUPPOSED = re.compile(
    r"\bsi (?:elle|il|la|le|les|nous|vous|on|cette|ce|jamais|tout|l'|\w+ abst|\w+ voix)\b[^.?!]*"
    r"\b(?:adopt|approuv|vot|rejet|abst|contre|pour|unanimite)"
    r"|^(?:mais |alors |et )?(?:pourquoi|comment|est ce que|pensez vous|croyez vous)\b[^.]*\?"
)
_NOT_UNANIMOUS = re.compile(r"\b(?:pas|sans)(?: \w+){0,2} (?:a )?(?:l'|d')?unanimite\b|\bquasi unanimite\b")


_QUESTION = re.compile(
    r"(?<!\d )\b(qui (?:est ce qui )?(?:est|vote|votent|sont) (?:donc )?(?:contre|pour)|qui s'abstient)\b,?"
    r"(?=\s*(?:[?.!:;]|$)|\s*(?:personne|aucune?|zero|\d|une?\b|monsieur|madame|m\.|mme|qui|je|il y a|on en|pas|le conseil|la deliberation|adopt))"
)


def punctuated(text: str) -> str:
    """Every question of a vote made a sentence: recognisers run them into their answers ("qui est contre 12 voix")."""
    return _QUESTION.sub(lambda hit: f". {hit[1]} ? ", text)


def is_reported(sentence: str, voting: bool) -> bool:
    """Whether a sentence (folded, mended) tells of another vote, past, elsewhere or supposed, rather than holds
    one. ``voting``: a vote is under way, so that a bare past tense may well be its result."""
    if _SUPPOSED.search(sentence) and not re.search(r"\bsi? ?'?il n'y (?:en )?a\b", sentence):
        return True
    if _PAST_PERSON.search(sentence) and not voting:
        return True
    if _LONG_PAST.search(sentence) and not voting:
        return True
    if _PAST.search(sentence) and _OTHER_BODY.search(sentence):
        return True
    if _PAST.search(sentence) and _BEFORE.search(sentence) and "proces verbal" not in sentence:
        return True
    return bool(_REPORT.search(sentence) and not voting)


def without_memories(sentence: str) -> str:
    """What someone tells of their own past vote is blanked ("j'ai voté pour et ma voix..."), and whole clauses told
    in the pluperfect."""
    sentence = _MEMORY.sub(lambda hit: " " * len(hit[0]), sentence)
    clauses = re.split(r"(?<=[,;:])", sentence)
    return "".join(" " * len(clause) if _LONG_PAST.search(clause) else clause for clause in clauses)


def without_intentions(sentence: str) -> str:
    """The clauses of a sentence that say what someone means to vote are blanked: they are positions."""
    clauses = re.split(r"(?<=[,;:])", sentence)
    kept = [" " * len(clause) if _is_intention(clause) else clause for clause in clauses]
    return _NOT_UNANIMOUS.sub(lambda hit: " " * len(hit[0]), "".join(kept))


def _is_intention(clause: str) -> bool:
    return bool(_INTENT.search(clause)) and not _RESOLVED.search(clause)
