"""People's names: after a title, a kinship or "je m'appelle"; a first and a last name; said again by one of the two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from beffroi.facts.firstnames import FIRST_NAMES
from beffroi.facts.lastnames import last_names
from beffroi.facts.names import find_names
from beffroi.facts.scan import Scan

from .found import Found
from .naming import CLOSE_KIN, OFFICES, PARTICLES, STOPS, TITLES, is_first, plain_words
from .page import plain_at
from .spans import Kind
from .speech import lower_case
from .walk import Word
from .words import EVERYDAY, NOT_ALONE, wordset

_STRONG = re.compile(
    r"(?<![a-z])(?:(?:m'|s'|t')appell?(?:e|ait|es)|(?:nom|prenom)s?(?: de (?:famille|naissance"
    r"|jeune fille|marital))?(?: et prenoms?)?(?: (?:est|c'est|:))? ?:?"
    r"|prenomme(?:e|s)?|(?:de)?nomme(?:e|s)?|sieur|dame|famille|epoux|consorts|veuve|veuf|signe"
    r"|alias|indivision|succession|heritiers|cordialement|patronyme)[ ,:='\x22<>«»]{1,5}\n?$"
)
_NEE = re.compile(r"(?<!\w)(?:née?|ex-épouse|épouse|ép\.|vve)[ ]$")
# What the patterns above may end with: seen first, it spares most words the search.
_ANNOUNCERS = wordset(
    """
    appelle appele appelee appeles appelait appelles nom noms prenom prenoms famille naissance fille marital est c'est
    prenomme prenommee prenommes nomme nommee nommes denomme denommee denommes sieur dame epoux consorts veuve veuf
    signe alias indivision succession heritiers cordialement patronyme ne nee epouse ex-epouse ep vve
    """
)
_KIN = re.compile(
    r"(?<![a-z])(?:fils|fille|mari|femme|epouse|epoux|freres?|soeurs?|mere|pere|papa|maman"
    r"|cousine?|voisine?s?|amie?|collegue|compagn[a-z]+|conjointe?|copine?|bebe"
    r"|(?:petite?|jeune|vieille?|pauvre)|enfants?|eleve|grand-mere|grand-pere|neveu|niece|tante"
    r"|oncle|beau-[a-z]+|belle-[a-z]+|jumea\w+|agente?|animatrice|animateur|atsem|chez"
    r"|locataires?|proprietaires?|bonjour|bonsoir|merci|chere?|salut|pour|avec|par|de|a|et|que"
    r"|c'est|suis|ici|moi|vu|contacter|voir|appeler|rappeler|appelez|demander)[ ,]{1,3}$"
)

_INITIAL = re.compile(
    r"(?<![A-Za-zÀ-ÿ.])((?:[A-ZÀ-Þ]\.[ -]?){1,2}) ?((?:(?:de|du|le|la"
    r"|d')[ ]?)?[A-ZÀ-Þ][A-Za-zÀ-ÿ]+(?:-[A-ZÀ-Þ][A-Za-zÀ-ÿ]+)*)"
)
_TITLE_TEXT = re.compile(
    r"(?:monsieur|madame|mademoiselle|messieurs|mesdames|mm?\.?|mr\.?|mmes?\.?|mlles?\.?|me|maitre"
    r"|docteur|dr\.?|pr\.?)[ ]{1,2}"
)


def people(page: Scan, words: Sequence[Word], taken: bytearray) -> Iterator[Found]:
    """Names in no order, some of them twice; ``taken`` marks the plain characters that other rules own."""
    free = [word for word in words if not taken[word.start]]
    for finder in (_titled, _initials):
        yield from finder(page)
    yield from _glued(free)
    plain = plain_words()
    for at, word in enumerate(free):
        if word.folded in plain and not word.capital and not (at and free[at - 1].folded in TITLES):
            continue
        found = _capital(page, free, at) if word.capital else lower_case(page, free, at)
        if found:
            yield found


def _titled(page: Scan) -> Iterator[Found]:
    """What facts finds after a title; the title itself stays in the text."""
    for name in find_names(page):
        start, end = plain_at(page, name.start), plain_at(page, name.end - 1) + 1
        title = _TITLE_TEXT.match(page.folded, start)
        if name.title and not (title and OFFICES & set(page.folded[title.end() : end].split())):
            yield Found(title.end() if title else start, end, Kind.NAME, 0.97, "nom après un titre de civilité")


def _glued(words: Sequence[Word]) -> Iterator[Found]:
    """ "M.Dupont", "Mme.Dubois": no space after the title."""
    for at in range(1, len(words)):
        if (
            words[at].gap == "."
            and words[at - 1].folded in ("m", "mr", "mme", "mlle", "dr", "me")
            and words[at].capital
        ):
            end = _run(words, at)
            if end > at and len(words[at].clean) > 1:
                yield Found(words[at].start, words[end - 1].end, Kind.NAME, 0.9, "nom après un titre de civilité")


def _initials(page: Scan) -> Iterator[Found]:
    for match in _INITIAL.finditer(page.shape.clean):
        last = page.folded[match.start(2) : match.end(2)]
        if (
            last in last_names()
            and last not in EVERYDAY
            and not re.search(r"(?:art|article|articles)\.? $", page.before(match.start(), 10))
        ):
            yield Found(match.start(), match.end(), Kind.NAME, 0.85, "initiale et nom")


def _run(words: Sequence[Word], at: int, most: int = 4) -> int:
    """Where capitals in a row (particles within) stop, from ``at``; ``at`` when there are none."""
    end = at
    index = at
    while index < len(words) and index - at < most:
        word = words[index]
        if index > at and (not word.joined or ("\n" in word.gap and end - at > 1)):
            break
        if (
            word.folded in PARTICLES
            and index > at
            and index + 1 < len(words)
            and words[index + 1].capital
            and words[index + 1].joined
        ):
            index += 1
            continue
        if not _name_like(word):
            break
        index += 1
        end = index
    return end


def _name_like(word: Word) -> bool:
    if not word.capital or word.clean.isdigit() or word.folded in TITLES | OFFICES:
        return False
    return word.folded not in EVERYDAY or is_first(word) or (word.folded in last_names() and word.folded not in STOPS)


def _joins(words: Sequence[Word], at: int) -> bool:
    return at < len(words) and words[at].joined


def _capital(page: Scan, words: Sequence[Word], at: int) -> Found | None:
    found = _full(words, at) or _reversed(words, at) or _announced(page, words, at)
    return found or _alone(page, words, at)


def _full(words: Sequence[Word], at: int) -> Found | None:
    """ "Claire Dubois", "Jean-Marc de La Tour", "Claire DUBOIS"."""
    word = words[at]
    if not word.capital or not is_first(word) or word.folded in ("france", "paris"):
        return None
    end = _run(words, at, 6)
    if end < at + 2:
        return None
    rest = words[at + 1 : end]
    sure = any(piece.folded in last_names() or piece.upper for piece in rest)
    if (
        word.folded in NOT_ALONE or (word.upper and not sure) or (word.opens and not is_first(word, wide=False))
    ) and not sure:
        return None
    if word.folded in EVERYDAY and word.folded not in FIRST_NAMES and not sure:
        return None
    return Found(word.start, words[end - 1].end, Kind.NAME, 0.95 if sure else 0.8, "prénom connu suivi d’un nom")


def _reversed(words: Sequence[Word], at: int) -> Found | None:
    """ "DUBOIS Claire", "Dubois Claire"."""
    word = words[at]
    following = words[at + 1] if _joins(words, at + 1) else None
    if word.folded in PARTICLES and word.capital and following and at + 2 < len(words):
        inner = _reversed(words, at + 1)
        return (
            Found(word.start, inner.end, inner.kind, inner.certainty, inner.why) if inner and following.upper else None
        )
    if not following or not following.capital or not is_first(following) or not word.capital:
        return None
    upper = (
        word.upper
        and len(word.clean) > 2
        and (word.folded in last_names() or not following.upper)
        and word.folded not in STOPS
    )
    title = (
        word.folded in last_names()
        and word.folded not in EVERYDAY
        and not is_first(word)
        and following.folded not in NOT_ALONE
    )
    if not (upper or title):
        return None
    return Found(word.start, following.end, Kind.NAME, 0.9 if upper else 0.75, "nom suivi d’un prénom connu")


def _announced(page: Scan, words: Sequence[Word], at: int) -> Found | None:
    """ "la famille Morel", "née Girard", "je m'appelle Kowalczyk"."""
    word = words[at]
    if at == 0 or words[at - 1].folded not in _ANNOUNCERS or word.folded in STOPS or word.folded in TITLES | OFFICES:
        return None
    before = page.before(word.start, 40)
    if not (_STRONG.search(before) or _NEE.search(page.shape.clean[max(0, word.start - 14) : word.start].lower())):
        return None
    end = max(_run(words, at), at + (word.folded not in EVERYDAY))
    return Found(word.start, words[end - 1].end, Kind.NAME, 0.9, "nom annoncé par ce qui précède") if end > at else None


def _alone(page: Scan, words: Sequence[Word], at: int) -> Found | None:
    """A first name by itself: mid-sentence, or after a kinship where it might be a word as well."""
    word = words[at]
    if not word.capital or not is_first(word):
        return None
    kin = bool(CLOSE_KIN.search(page.before(word.start, 30)))
    narrow = is_first(word, wide=False)
    if word.folded in NOT_ALONE and not kin:
        return None
    if word.upper and not narrow and len(word.clean) < 5:
        return None
    if not kin and (word.folded in EVERYDAY or (word.opens and not narrow)):
        return None
    if (
        not kin
        and _joins(words, at + 1)
        and words[at + 1].capital
        and words[at + 1].folded not in EVERYDAY
        and not narrow
    ):
        return None
    if not kin and not narrow and not _KIN.search(page.before(word.start, 24)):
        return None
    return Found(word.start, word.end, Kind.NAME, 0.9 if kin else 0.7, "prénom connu")
