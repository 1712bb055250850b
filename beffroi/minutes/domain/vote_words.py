# ruff: noqa: E501  (patterns read best whole)
"""What a sentence says of a vote that is not being held: figures taken back, other votes told, intentions."""

from __future__ import annotations

import re

from beffroi.minutes.domain.vote_asks import questions


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


SEPARATOR = "\x1f"
"""Stands between the sentences of a block; it is a space to the patterns."""
_UNIT = r"((?:[ ,]*(?:voix|votes?|suffrages|pour|contre|abstentions?))*)"
_SORRY = (
    r"(?:pardon(?:nez moi)?|excusez moi|je me trompe|je me suis trompee?|je rectifie|je corrige"
    r"|rectification|erreur|je voulais dire|je veux dire|ou plutot|plutot|au temps pour moi"
    r"|autant pour moi|je reprends|je recompte|j'ai mal compte|attendez|attends|oups|mince|mea culpa|desolee?|ah si|faux)"
)
_BREATH = r"[\s,.;:…!—]*(?:euh[ ,.…]*)?"
_CORRECTION = re.compile(
    rf"\b(\d+|une?){_UNIT}(?:{_BREATH}{_SORRY}|\s*[,.;:…!—]+{_BREATH}non(?! ?:)|[\s,.;:…!]+euh[ ,.…]*non(?! ?:)|[\s,.;:…!]+euh(?=[ ,.…]+\d))"
    rf"(?:[\s,.;:…!]+(?:{_SORRY}|non|c'est|euh|mais|donc|il y en a|ce sont|on a|nous avons|ca fait))*"
    rf"[\s,.;:…!]+(\d+|une?|aucune?|zero)\b{_UNIT}"
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
        return f"{before}{unit_before} ; {after}{unit_after}{apart}"
    return f"{after}{unit_after if slot_after or not slot_before else unit_before}{apart}"


def _slot(unit: str) -> str:
    return next((slot for slot in ("pour", "contre", "abstention") if slot in unit), "")


_PAST_PERSON = re.compile(
    r"\b(?:j'ai|je l'ai|je les ai|l'avez|les avez|l'avons|l'ont|j'avais|nous avons|nous avions|vous avez|vous aviez|tu as|on a|on avait|ils ont|elles ont|ils avaient"
    r"|avait|avaient|etait|etaient|m'etais|nous etions|s'etait|s'etaient|fut)\b"
    r"(?: (?!s'abstien|abstention|voix)[a-z']+){0,4} (?:vote|votee?s?|abstenue?s?|approuvee?s?|adoptee?s?|rejetee?s?|oppose)\b"
)
_PAST = re.compile(
    r"\b(?:(?:a|ont) (?:deja |bien |finalement |alors )?(?:ete )?(?:vote|adopte|approuve|rejete|rendu|emis"
    r"|donne|refuse|valide|fait)e?s?|s'est (?:abstenue?|prononcee?|opposee?|declaree?)|se sont (?:abstenue?s|prononcee?s|opposee?s|declaree?s)|a obtenu"
    r"|adoptee?s? (?:le \d|en (?:19|20)\d\d|lors))\b"
)
_MEMORY = re.compile(_PAST_PERSON.pattern + r"(?: (?:pour|contre|ce|cette|la deliberation|le projet))*")
_LONG_PAST = re.compile(r"\b(?:avait|avaient|avions|aviez|il y a eu|y a eu|y avait)\b")
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
_DID = r"(?:(?:a|ont|avait|avaient) (?!la |l'|le |les |une )(?:\w+ ){0,2}?(?:ete )?[a-z]+(?:e|i|is|u|it|ert)e?s?|s'est \w+|se sont \w+|il y a eu|vient de|viennent de)\b"
_ELSEWHERE = re.compile(
    rf"{_OTHER_BODY.pattern}[^.;?!]{{0,60}}\b{_DID}|\b{_DID}[^.;?!]{{0,80}}\b(?:par|en|au|a la|devant|dans|chez|a l') ?(?:le |la |les |l'|notre |nos )?{_OTHER_BODY.pattern}"
)
"""Another body did it, or it was done there: "la convention avec le département" is no vote of the department's."""
_OTHERS = re.compile(
    r"\b(?:la|le|l'|les|leurs?|une?) ?(?!(?:conseil|assemblee|comite|bureau|majorite|minorite|opposition|groupe|maire|president|presidente|elus?|membres|conseillers|autres?|deliberation|motion|voeu"
    r"|amendement|rapport|budget|texte|unanimite|reste)\b)[a-z]{3,}(?: (?:du|de|des|de la|d')? ?[a-z]+){0,3}? (?:a|ont) (?:deja |bien )?(?:vote|adopte|approuve|rejete|valide)\b"
)
"""Somebody else voted ("la caisse des écoles a voté son budget")."""
_NEEDED = re.compile(
    r"\b(?:il (?:nous )?(?:faut|faudra|faudrait|fallait|suffit|manque|manquait)|necessit\w+|requi\w+)\b[^.?!]*\b(?:voix|majorite|unanimite|suffrages)\b"
)
_REPORT = re.compile(
    r"\b(?:il est (?:ecrit|indique|note|mentionne)|(?<!donne un )(?<!emet un )(?<!rend un )avis (?:favorable|defavorable)|on m'a dit"
    r"|(?:vous|tu|ils?|elles?) (?:disiez|dites|disait|dit) que)\b"
)
_OWN_OPINION = re.compile(
    r"^(?:donc )?(?:avis|vote) (?:favorable|defavorable)\b|\bdu conseil (?:municipal )?a l'unanimite"
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
_NOT_UNANIMOUS = re.compile(
    r"\b(?:pas|sans)(?: \w+){0,2} (?:a )?(?:l'|d')?unanimite\b|\bquasi unanimite\b|\bl'unanimite (?:n'|est (?:rare|un|une|le|la|toujours|souvent)|serait|devrait|permet|sur )"
)


def is_reported(sentence: str, voting: bool) -> bool:
    """Whether a sentence (folded, mended) tells of another vote, past, elsewhere or supposed, rather than holds
    one. ``voting``: a vote is under way, so that a bare past tense may well be its result."""
    if (
        _SUPPOSED.search(sentence)
        and not re.search(r"\bsi? ?'?il n'y (?:en )?a\b", sentence)
        and not questions(sentence)
    ):
        return True
    if _PAST_PERSON.search(sentence) and not voting:
        return True
    if _LONG_PAST.search(sentence) and not voting:
        return True
    if not voting and _OTHERS.search(sentence):
        return True
    if _ELSEWHERE.search(sentence) or _NEEDED.search(sentence):
        return True
    if _PAST.search(sentence) and _BEFORE.search(sentence) and "proces verbal" not in sentence:
        return True
    return bool(_REPORT.search(sentence) and not voting and not _OWN_OPINION.search(sentence))


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
    return bool(_INTENT.search(clause)) and not _RESOLVED.search(clause) and not questions(clause.strip())
