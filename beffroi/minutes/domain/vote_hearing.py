# ruff: noqa: E501  (patterns read best whole)
"""What recognisers mishear of a vote, put right: "qui est contré", "21 voies pour", "à l'une animité"."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from beffroi.minutes.domain.vote_words import distance

_WORDS_OF_REAL_WORDS = """
    obtention attention attentions obtentions intention intentions extension extensions humanite inhumanite
    position positions composition proposition propositions disposition exposition majorite minorite ascension
    ascensions absence absences attraction abstraction absentions mention mentions
"""
_REAL_WORDS = frozenset(_WORDS_OF_REAL_WORDS.split())
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
_WORDS_OF_AFTER_NUMBER = """
    attention attentions obtention obtentions ascension ascensions absences abstraction abstractions absentions
"""
_AFTER_NUMBER = frozenset(_WORDS_OF_AFTER_NUMBER.split())
"""A number before them leaves little else to be meant ("deux attentions")."""
_HEARD_NUMBERS = {
    "vin": 20, "vint": 20, "vain": 20, "vingts": 20, "dis": 10, "dit": 10, "disse": 10, "cis": 6, "sis": 6, "si": 6,
    "sise": 6, "scie": 6, "troie": 3, "troies": 3, "trois": 3, "trop": 3, "quatres": 4, "katre": 4, "cate": 4, "quatr": 4,
    "d'eux": 2, "deuxe": 2, "neuve": 9, "neufs": 9, "huite": 8, "huitre": 8, "cinque": 5, "cinqs": 5, "saint": 5,
    "sein": 5, "sais": 16, "saise": 16, "treizes": 13, "quatorzes": 14, "tres": 13, "cet": 7, "cette": 7, "set": 7,
    "oui": 8, "hui": 8, "huis": 8, "de": 2, "onz": 11, "honze": 11, "doux": 2, "douz": 12, "kinze": 15, "sinq": 5, "sinc": 5, "sainq": 5, "cinc": 5, "uit": 8, "wit": 8, "neuv": 9, "onse": 11,
    "douse": 12, "trese": 13, "treise": 13, "catorze": 14, "quatorse": 14, "quinse": 15, "sese": 16, "vinct": 20, "vingte": 20,
}  # fmt: skip
_WORDS_OF_ALWAYS_NUMBERS = """
    vin vint vain dis disse cis sis sise troie troies quatres katre cate quatr neufs huite cinque cinqs saise
    quatorzes treizes onz douz kinze sinq sinc sainq cinc uit wit neuv onse douse trese treise catorze quatorse
    quinse sese vinct vingte
"""
_ALWAYS_NUMBERS = frozenset(_WORDS_OF_ALWAYS_NUMBERS.split())  # fmt: skip
_N = rf"(?:\d+|une?|aucune?|zero|pas de|sans|{'|'.join(sorted(_ALWAYS_NUMBERS))})"
_TOKEN = re.compile(r"[a-z0-9]+")


def _repair_words(plain: str) -> str:
    """ "l'une animite" gives "l'unanimite"; a real word stays what it is unless a number stands before it."""
    tokens = list(_TOKEN.finditer(plain))
    pieces: list[str] = []
    last = index = 0
    while index < len(tokens):
        for width in (3, 2, 1):
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
    gaps = {plain[one.end() : other.start()] for one, other in zip(group, group[1:], strict=False)}
    if len(joined) < 7 or joined.isdigit() or gaps - {" ", "'"} or group[0][0].isdigit():
        return ""
    if len(group) > 1 and joined in _TARGETS and not any(token[0] in _TARGETS for token in group):
        return joined
    if joined in _TARGETS or (len(group) > 1 and any(len(token[0]) > 8 or token[0] in _TARGETS for token in group)):
        return ""
    if re.fullmatch(r"l?(?:a|e|u|eu|un|une|in|i|ou|hu)?n?n?animm?it(?:e|ee|er|es)", joined):
        return "l'unanimite" if joined.startswith("l") else "unanimite"
    if len(group) == 3:
        return ""
    if joined in _REAL_WORDS:
        return "abstention" if joined in _AFTER_NUMBER and re.fullmatch(r"\d+|zero|pas d", before) else ""
    return _nearest(joined)


@lru_cache(maxsize=16384)
def _nearest(word: str) -> str:
    """The word of a vote that this one must be, or nothing."""
    odd = bool(re.match(r"a[bp]s|abt|obst", word))
    ending = _ending(word)
    for target, limit in _TARGETS.items():
        near = limit + (odd and target.startswith("abst"))
        if ending == _ENDINGS[target] and distance(word, target, near) <= near:
            return target
    return ""


def _ending(word: str) -> str:
    """The last letters, those that recognisers swap made one."""
    bare = re.sub(r"e?s$|e$|r$", "", word)
    return re.sub(r"[stc]i?on$|[st]en[cs]$|cion$", "sion", bare)[-3:]


_ENDINGS = {target: _ending(target) for target in _TARGETS}
_DONE = r"(?:adopt|approuv|accept|valid|vot|rejet|repouss)"
_GLUED = re.compile(r"(?<=\d)(?=(?:pour|contre|voix|voies?|abst|votes?|bulletins?|blancs?)\w*\b)")
_HOMOPHONES: list[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]] = [
    (re.compile(rf"\b({_N}) (?:abst|apst|abs|obst|abt)\w*?(?:ence|ance|ion|ens|ant|ons|en)s?\b(?! de\b)"), r"\1 abstentions"),
    (re.compile(r"\b([2-6]0) (?:d'eux|de)\b(?= ?(?:$|[.,;?!]|voi|pour|contre|abst|vote))"), lambda hit: str(int(hit[1]) + 2)),
    (re.compile(rf"\b({_N}) (?:voies?|voi|voit|vois|voient|voire|foix|boix|voi x)\b(?! (?:vertes?|ferrees?|publiques?|cyclables?|de circulation"
                r"|communales?|nouvelles?|rapides?|d'acces))"), r"\1 voix"),
    (re.compile(r"\b(\d+|une) fois (?=(?:pour|contre)\b(?:$|[ ]?[,.;]| (?:et|\d|une?)\b))"), r"\1 voix "),
    (re.compile(r"\bqui (?!s'abstiennent\b)(?:est ce qui |ce qui )?(?:ca |sa |se |ce |c'est |c'|s'|s|c |est )?(?:a[bp]s?t(?:i|e)\w*|absenti?ent?\w*|apstien\w*)"), "qui s'abstient"),
    (re.compile(r"\bqui s'absente(?:nt)?\b"), "qui s'abstient"),
    (re.compile(r"\b(?:s'|s|se |ce |ca )a[bp]st(?:i|e)en?[stdx]?\b"), "s'abstient"),
    (re.compile(r"\b(?:s'|s|se |ce )a[bp]stien+ent\b"), "s'abstiennent"),
    (re.compile(r"\b(?:ki|quis|quit|kit|qu'y) (?=est|et|vote|s'|sabst|pour|contre)"), "qui "),
    (re.compile(r"\b(?:quiet|kiest|quiest) (?=pour|contr|compt)"), "qui est "),
    (re.compile(r"\b(?:cet|cette|ces|set|sait|ses|sept|c'et|c est|s'est) (?=(?:donc |ainsi |bien )?(?:adopt|approuv|rejet|vot|valid)ee?s?\b)"), "c'est "),
    (re.compile(r"\b(les|des|alors|et|de) contre?(?:s|nt)\b"), r"\1 contre"),
    (re.compile(r"\bpours\b"), "pour"),
    (re.compile(r"\b(oui|non)s\b"), r"\1"),
    (re.compile(r"\bqui (?:est|et|es|ai|ait|vote|votes|votent) (?:donc )?(?:en )?(?:comptes?|contree?s?|encontre|qu'on tre|content|contrent|conte|contra|entre|compter|comptre)\b(?! (?:la|le|les|de|des)\b(?! delib))"),
     "qui est contre"),
    (re.compile(r"\bqui (?:et|es|ai|ait) (?=pour\b|contre\b)"), "qui est "),
    (re.compile(r"\bqui (?:est|et|es|vote) (?:pourre|pours|peur)\b"), "qui est pour"),
    (re.compile(r"\b(voix|votes?|\d+|une?|zero|aucune?|pas de) (?:comptes?|contree?s?|contrent|contra|conte|comptre)\b(?! (?:rendu|administratif|epargne|de|du|d'))"), r"\1 contre"),
    (re.compile(r"\b(voix|votes?|\d+|une) (?:pours|pourre|poor|poure|pourt|pourd|pourx|pourquoi|port|ports)\b(?! (?:de|du|la)\b)"), r"\1 pour"),
    (re.compile(r"\bvotres?\b(?= (?:contre|pour)\b)"), "votes"),
    (re.compile(rf"^({_DONE})er\b(?= (?:par|avec) )"), r"\1e"),
    (re.compile(r"\bsuffrages? exprim(?:er|ez|e)\b"), "suffrages exprimes"),
    (re.compile(r"\b(?:il )?(?:y'a|ya)\b"), "il y a"),
    (re.compile(r"\baux? voi(?:es?|s|t)\b"), "aux voix"),
    (re.compile(r"\b(?:passe|passons|mets?|mettons|procede|procedons|soumets) (?:donc )?(?:au|aux|o) v(?:otre|eau|otes)\b"), "passe au vote"),
    (re.compile(r"\bvoi(?:es?|s|t) (?=(?:sont|etant) a egalite)"), "voix "),
    (re.compile(r"\b(?:a dopt|a d'opt|ad opt|adobt|addopt)(e|ee|er|es|ees|ait)?\b"), r"adopt\1"),
    (re.compile(r"\b(est|et|c'est) adapt(e|ee|er|es|ees)\b(?= ?(?:$|[.,;!]| a l'| a la| par \d| avec \d))"), r"\1 adopt\2"),
    (re.compile(r"\b(?:re jet|regett?|rejett(?=er|ee))(e|ee|er|es|ees)\b(?! (?:la|le|les|l'|cette|ce)\b)"), r"rejet\1"),
    (re.compile(r"\brepouc?s?s(e|ee|er|es)\b"), r"repouss\1"),
    (re.compile(r"(?<=\bvoix pour )([^.]{0,40}?)\ba adopter\b"), r"\1est adopte"),
    (re.compile(rf"\b(?:et|ait|ai|es) (?=(?:donc |ainsi |bien )?{_DONE}(?:e|ee|er|es|ees|ait|ais)\b(?: ?$| ?[.,;!]| a l'| a la| par| avec))"), "est "),
    (re.compile(rf"\b(est |c'est |sont )(donc |ainsi |bien )?({_DONE})(?:er|ait|ais|ez|et|aient|ere)\b"), r"\1\2\3e"),
    (re.compile(rf"(^|[.:;!?] ?|\b(?:\d|(?:\d|voix) pour|contre|abstentions?|voix|personne|zero|aucune?|non|merci|deliberation|motion|rapport|amendement|unanimite|bon|donc|bien|une?) )({_DONE})(?:er|ait|ez)\b(?=e?s? (?:a l'|a la maj|avec \d|par \d|avec une|par une)| ?[.,;!]| ?$)"), r"\1\2e"),
    (re.compile(rf"(?<=\b)({_DONE}\w* (?:donc |bien )?)(?:a |la |as |en |allons |dans )?(?:l'|la |l |lu|le )?(?:un )?(?:h?u+m+anite|urbanite|inimite|ananite|unite|humilite|immunite|animite|nanimite|unamite|unanite|animosite)\b"), r"\1a l'unanimite"),
    (re.compile(r"^(?:donc |bon |alors |et )*(?:a )?l'(?:humanite|urbanite|inimite|animosite|unite)\b(?= ?(?:$|[.,!]| merci| adopt| donc| pour ce| aussi))"), "a l'unanimite"),
    (re.compile(r"\b(?:a|la|as|en|allons|dans|al) ?l(?:a |'|es |e )?(?=unanimite\b)"), "a l'"),
    (re.compile(r"\ba l'a (?=majorite)"), "a la "),
    (re.compile(r"\b(?:ala|a l'|al) ?(?=majorite\b)"), "a la "),
]  # fmt: skip
_UNITS_AFTER = r"(?:voix|abstentions?|contre|pour)\b(?! (?:la|le|les|l'|un|une|ce|cette|des) (?!delib|motion|rapport))"
_HEARD = re.compile(rf"(?<![a-z0-9'])({'|'.join(_HEARD_NUMBERS)})(?: et (une?|1))? (?={_UNITS_AFTER})")
_TEENS = re.compile(
    rf"\b(?:(di[stzx]|dise)(?= [789])|(?=v)(vin|vint|vain|ving)) (?P<unit>[1-9])(?= {_UNITS_AFTER}| qui\b| ?$| ?[.,;?!]| adopt| c'est)"
)
_BARE_NUMBER = re.compile(rf"({'|'.join(_ALWAYS_NUMBERS)})(?: voix)?\s*[.,!]?$")
_AFTER_SIDE = re.compile(
    rf"(\b(?:contre|abstentions?|pour)[ ,:?]+(?:y en a |j'en vois )?)({'|'.join(_ALWAYS_NUMBERS)}|si|cette?|set|oui|de|d'eux)(?=$| ?[,.;?!]| qui| abst| contre| pour| adopt| voix)"
)


def mend(plain: str) -> str:
    """The folded text with what recognisers mishear of a vote put right ("21 voies pour": "21 voix pour")."""
    text = _repair_words(_GLUED.sub(" ", plain))
    for pattern, right in _HOMOPHONES:
        text = pattern.sub(right, text)
    text = _TEENS.sub(lambda hit: str((10 if hit[1] else 20) + int(hit["unit"])), text)
    text = _HEARD.sub(_heard, text)
    alone = _BARE_NUMBER.match(text)
    if alone:
        return f"{_HEARD_NUMBERS[alone[1]]}{text[alone.end(1) :]}"
    return _AFTER_SIDE.sub(lambda hit: f"{hit[1]}{_HEARD_NUMBERS[hit[2]]}", text)


def _heard(hit: re.Match[str]) -> str:
    """A number misheard before its unit; common words only where nothing else is meant ("de abstentions")."""
    unit = hit.string[hit.end() :]
    listed = re.search(r"(?:voix|\d) (?:pour|contre),? (?:et )?$", hit.string[: hit.start()])
    if hit[1] not in _ALWAYS_NUMBERS and not listed and not re.match(r"voix|abstentions\b", unit):
        return hit[0]
    if (
        hit[1] == "de"
        and re.search(r"(?:pas|plus|point|nombre|peu|beaucoup|moins|majorite|tant|\d) $", hit.string[: hit.start()])
        and not (re.search(r"(?:majorite|unanimite),? moins $", hit.string[: hit.start()]))
    ):
        return hit[0]
    return f"{_HEARD_NUMBERS[hit[1]] + (1 if hit[2] else 0)} "
