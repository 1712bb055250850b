# ruff: noqa: E501  (patterns read best whole)
"""Spoken sentences turned into what minutes say: indirect speech where it is safe, a quotation everywhere else.

Nothing is rephrased: words are cut from the front, the person of a few verbs changes, the rest stays as said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from beffroi.minutes.domain.text import fold, without_retractions
from beffroi.minutes.domain.types import SentenceKind
from beffroi.minutes.domain.writing import in_figures

_LEADING = re.compile(
    r"^(?:(?:oui|alors|donc|bon|ben|bah|euh|voila|ecoutez|effectivement|en effet|bien|tres bien|d'accord|eh bien|merci(?: beaucoup|"
    r" bien)?(?: (?:monsieur|madame)(?: (?:le|la))?(?: [a-z]+)?)?|en fait|du coup|hein|ok|enfin|ensuite|moi|et puis|et|mais|puis"
    r"|tout a fait|absolument|c'est vrai|bonsoir|bonjour|(?:monsieur|madame)(?: (?:le|la))? [a-z]+(?: [a-z]+)?(?=, (?:je|j'|vous|nous|pouvez|c'est|est ce|notre|mon|merci|a vous|il|on|le|la|les|quel))|"
    r"mes chers collegues|chers collegues)[ ]*[,.;:!] ?|(?:alors|donc|bon|ben|bah|euh|eh bien|du coup|voila|et puis|et|puis|mais) )+"
)
_TRAILING = re.compile(
    r",? (?:monsieur|madame)(?: (?:le|la))? [a-z' ]{2,25}[.!]?$|,? (?:s'il vous plait|s'il te plait|je vous remercie|merci)[.!]?$"
)
_FILLER = re.compile(
    r",? ?\b(?:euh|heu|hein|ben|bah)\b ?,?|, (?:voilà|quoi|en fait|du coup|disons|si vous voulez),", re.IGNORECASE
)
FIRST_OR_SECOND_PERSON = re.compile(
    r"\b(?:je|j'|me|m'|moi|mon|ma|mes|nous|notre|nos|vous|votre|vos|tu|te|t'|toi|ton|ta|tes|on)(?=[\s,.;:?!]|\b)(?<!')|\b[jmt]'"
)
_SAY_THAT = {
    "precis": "précise", "rappell": "rappelle", "rappel": "rappelle", "ajout": "ajoute", "soulign": "souligne", "constat": "constate",
    "confirm": "confirme", "estim": "estime", "pens": "pense", "crois": "croit", "indiqu": "indique", "signal": "signale",
    "consider": "considère", "not": "note", "regrett": "regrette", "esper": "espère", "souhait": "souhaite", "demand": "demande",
    "propos": "propose", "inform": "indique", "annonc": "annonce", "trouv": "trouve", "observ": "observe", "remarqu": "remarque",
    "affirm": "affirme", "maintien": "maintient",
}  # fmt: skip
_SAY_IT = {
    "demand": "demande", "souhait": "souhaite", "propos": "propose", "regrett": "regrette", "salu": "salue", "refus": "refuse",
    "soutien": "soutient", "souten": "soutient", "approuv": "approuve", "denonc": "dénonce", "contest": "conteste", "retir": "retire",
    "reclam": "réclame", "sollicit": "sollicite", "rappell": "rappelle", "constat": "constate", "partag": "partage",
    "craign": "craint", "crain": "craint", "prefer": "préfère", "attend": "attend",
}  # fmt: skip
_FIRST_THAT = re.compile(
    r"^(?:moi,? )?(?:je|nous|j'|on) ?(?:vous |te )?(?P<verb>[a-z]+?)(?:e|es|ons|s|t)? (?:donc |aussi |egalement |simplement |juste |quand meme )?(?P<that>que |qu')(?P<rest>.+)$"
)
_FIRST_IT = re.compile(
    r"^(?:je|nous|j'|on) ?(?:vous |te )?(?P<verb>[a-z]+?)(?:e|es|ons|s)? (?:donc |aussi |egalement )?(?P<rest>(?:le|la|les|l'|un|une|des|de|d'|du|ce|cette|ces|a|au|aux|plus)\b.+)$"
)
_GROUP = re.compile(
    r"^(?P<lead>(?:dans ces conditions|pour (?:toutes )?(?:ces|cette) raisons?|c'est pourquoi|en consequence|par consequent),? )?"
    r"(?:notre|mon) groupe (?P<rest>.+)$"
)
_ASKS = re.compile(
    r"^(?:est ce que vous (?:pouvez|pourriez)|(?:pouvez|pourriez|pourrez) vous|peux tu|peut on|peut on savoir|j'aimerais savoir|je voudrais savoir"
    r"|je me demande|savez vous|je souhaiterais savoir)(?: (?:nous|me))?(?: (?:dire|expliquer|indiquer|preciser|savoir|rappeler|confirmer))?"
    r" (?P<rest>(?:pourquoi|comment|quand|combien|ou|si|quel|quelle|quels|quelles|ce qu)\b.+)$"
)
_OPENING_WORD = re.compile(
    r"^(?:le|la|les|l'|un|une|des|il|elle|ils|elles|ce|c'est|cela|ca|cette|ces|cet|chaque|tous|toutes|aucune?|plusieurs|certains?|ces|il y a|leur|d'autres)\b ?"
)
_VERB = re.compile(
    r"\b(?:est|sont|a|ont|etait|etaient|avait|avaient|sera|seront|aura|auront|serait|seraient|peut|peuvent|doit|doivent|va|vont"
    r"|fait|font|faut|s'agit|permet\w*|represent\w+|reste|restent|comprend|comprennent|prevoit|prevoient|vient|viennent"
    r"|(?:rembourse|organise|accorde|depense|compte|dispose|constitue|entraine|impose|assure|finance|augmente|baisse|diminue|commence|continue|dure|existe|manque|marche|montre|necessite|occupe|oblige|offre|ouvre|ferme|paie|presente|progresse|rapporte|reclame|respecte|risque|signifie|touche|travaille|utilise|accueille|annonce|apporte|arrive|attire|cause|cherche|change|complete|confirme|correspond|couvre|cree|date|degage|demarre|deborde|desert|donne|echappe|evite|exige|figure|fonctionne|fournit|gere|glisse|grimpe|habite|inquiete|interdit|intervient|laisse|limite|livre|longe|loue|mene|merite|mesure|pese|plaide|possede|pose|precise|prouve|quitte|realise|recoit|reflete|relie|remplace|rend|repose|repond|represente|reste|restitue|resulte|reunit|revele|revient|roule|sert|stagne|suffit|suit|supporte|suppose|tient|tombe|tourne|traverse|vaut|vend|verse|vise|voit|atteint|depasse|prend|perd|produit|devient|doivent|marque)(?:nt)?|concerne\w*|coute\w*|propose\w*|demande\w*|souhaite\w*|porte\w*|passe\w*|s'eleve\w*|\w{2,}(?:era|ira|ront|rait|raient))\b"
)
_PROPER = re.compile(r"^[A-ZÀ-Ý]{2,}|^[A-ZÀ-Ý][\w'’-]+ [A-ZÀ-Ý]")


@dataclass(frozen=True, slots=True)
class Reported:
    """``text`` follows the speaker's name: "précise que..." or "déclare : « ... »"."""

    text: str
    kind: SentenceKind


def tidy(text: str) -> str:
    """A spoken sentence without the words that only begin it, without hesitations, figures in digits."""
    cleaned = _FILLER.sub(lambda hit: "," if hit[0].startswith(",") and hit[0].endswith(",") else " ", text)
    cleaned = re.sub(r"\b([\w'’]+),? \1\b(?= [a-zà-ÿ])", _unrepeat, cleaned)
    cleaned = re.sub(r"\s+", " ", cleaned).strip()
    head = _LEADING.match(fold(cleaned))
    if head and len(cleaned) - head.end() >= 12:
        cleaned = cleaned[head.end() :].lstrip(" ,")
    tail = _TRAILING.search(fold(cleaned))
    if tail and tail[0].startswith(",") and tail.start() >= 20:
        cleaned = cleaned[: tail.start()] + "."
    return in_figures(without_retractions(cleaned[:1].upper() + cleaned[1:]))


def _unrepeat(hit: re.Match[str]) -> str:
    """ "le le" said twice by hesitation; "nous nous" and "vous vous" are French."""
    return hit[0] if fold(hit[1]) in ("nous", "vous", "tres", "non", "oui") or hit[1].isdigit() else hit[1]


_SAYS = ("indique", "ajoute", "précise", "ajoute encore")
_QUOTES = ("déclare", "ajoute", "poursuit", "ajoute encore")


def report(text: str, *, answer: bool = False, adding: int = 0) -> Reported:
    """What a speaker says, for the minutes. ``answer``: to a question just put; ``adding``: how many
    sentences of the same voice come just before. Raises nothing: what cannot be turned is quoted."""
    said = tidy(text)
    body = said.rstrip(" .!")
    folded = fold(body)
    if said.endswith("?"):
        return _question(said)
    for turn in (_said_that, _said_it, _for_the_group):
        reported = turn(body, folded)
        if reported:
            return reported
    if _is_plain_statement(body, folded):
        verb = "répond" if answer else _SAYS[adding % len(_SAYS)]
        return Reported(f"{verb} {_that(_lower(body))}.", SentenceKind.STATEMENT)
    verb = "répond" if answer else _QUOTES[adding % len(_QUOTES)]
    return Reported(f"{verb} : {quoted(said)}", SentenceKind.QUOTE)


def quoted(said: str) -> str:
    """« ... » with the spaces that go with them."""
    inner = said.rstrip()
    return f"«\u00a0{inner if inner[-1:] in '.!?…' else inner + '.'}\u00a0»"


def _question(said: str) -> Reported:
    body = said.rstrip(" ?")
    hit = _ASKS.match(fold(body))
    if hit:
        rest = body[hit.start("rest") :]
        if not FIRST_OR_SECOND_PERSON.search(fold(rest)):
            return Reported(f"demande {rest}.", SentenceKind.STATEMENT)
    return Reported(f"demande : {quoted(said)}", SentenceKind.QUOTE)


def _said_that(body: str, folded: str) -> Reported | None:
    hit = _FIRST_THAT.match(folded)
    verb = _SAY_THAT.get(hit["verb"]) if hit else None
    if hit is None or verb is None or FIRST_OR_SECOND_PERSON.search(hit["rest"]):
        return None
    return Reported(f"{verb} {body[hit.start('that') :]}.", SentenceKind.STATEMENT)


def _said_it(body: str, folded: str) -> Reported | None:
    hit = _FIRST_IT.match(folded)
    verb = _SAY_IT.get(hit["verb"]) if hit else None
    if hit is None or verb is None or FIRST_OR_SECOND_PERSON.search(hit["rest"]):
        return None
    return Reported(f"{verb} {body[hit.start('rest') :]}.", SentenceKind.STATEMENT)


def _for_the_group(body: str, folded: str) -> Reported | None:
    hit = _GROUP.match(folded)
    if hit is None or FIRST_OR_SECOND_PERSON.search(hit["rest"]):
        return None
    rest = body[hit.start("rest") :]
    if hit["lead"] and not hit["lead"].startswith("c'est"):
        return Reported(
            f"indique que, {_lower(body[: hit.end('lead')]).rstrip(' ,')}, son groupe {rest}.", SentenceKind.POSITION
        )
    return Reported(f"indique que son groupe {rest}.", SentenceKind.POSITION)


def _is_plain_statement(body: str, folded: str) -> bool:
    return bool(
        _OPENING_WORD.match(folded)
        and 5 <= len(folded.split()) <= 45
        and not FIRST_OR_SECOND_PERSON.search(folded)
        and _VERB.search(folded)
        and not _PROPER.match(body)
        and "!" not in body
    )


def _lower(body: str) -> str:
    return body[:1].lower() + body[1:]


def _that(clause: str) -> str:
    return f"qu'{clause}" if fold(clause[:1]) in "aeiouyh" and not clause.startswith("h") else f"que {clause}"
