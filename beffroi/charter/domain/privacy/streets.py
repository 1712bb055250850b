"""How far the name of a street goes, and what follows it in an address: building, postal code, town."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from beffroi.facts.firstnames import FIRST_NAMES, wide_first_names
from beffroi.facts.scan import Scan

from .naming import STOPS
from .walk import Word
from .words import EVERYDAY, wordset

_LINKS = wordset("de la du des d' l' le les aux au a en sur sous les lez et")
_HEADS = wordset(
    """
    general marechal docteur president abbe colonel commandant capitaine professeur saint sainte st ste gal mal dr
    pr lieutenant amiral cardinal eveque pere frere soeur jean marie notre dame pont vieux vieille haut haute bas
    basse petit petite grand grande croix champ pre bois val mont clos four puits
    """
)
_AFTER = wordset(
    """
    neuf neuve vieux vieille haut haute hauts bas basse vert verte verts blanc blanche blancs noir noire rouge
    rouges fleuri fleurie fleuris dieu royal sec long rond carre perdu
    """
)
_MONTHS = wordset("janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre")
_POSTAL = re.compile(
    r"[ ,\n-]{0,4}(?:(?:bp|cs|cedex)[ ]?[0-9]{1,5}[ ,\n]{0,3})?(?:f-"
    r"|f - )?(?<![0-9])[0-9]{2}[ ]?[0-9]{3}(?![0-9])[ ,]{0,2}(?=[a-z])"
)
_EXTRA = re.compile(
    r"[ ,\n-]{1,4}(?:au |a la |a l')?(?:(?:batiment|bat\.?|appartement|appart|appt?\.?|apt\.?"
    r"|escalier|esc\.?|porte|logement|lgt|cage|entree|etage|bal|boite(?: aux lettres)?|interphone"
    r"|code)"
    r"[ .]{0,2}(?:n ?°|numero )?[ ]?(?:[a-z0-9]{1,4}(?![a-z0-9'])|(?:un|deux|trois|quatre|cinq|six"
    r"|sept|huit|neuf|dix|onze|douze|gauche|droite)(?![a-z]))"
    r"|(?:[0-9]{1,2}(?:er|e|eme|nd)|premier|deuxieme|second|troisieme|quatrieme|cinquieme"
    r"|rez[- ]de[- ]chaussee)(?: etage)?(?: gauche| droite)?(?![a-z]))"
)
_SAID_TOWN = re.compile(r" à (?=[a-zà-ÿ]{4})")
_TOWN = re.compile(r"[ ,\n]{0,3}(?:,|[aà]|\(|-|\n)[ ]?(?=[A-ZÀ-Þ])")


_WEAK = wordset("a et en le les au la")
_CARRIERS = wordset("de sur a en au sous")


def name_end(page: Scan, words: Sequence[Word], at: int, end: int) -> int:
    """Where the street's name ends: links, capitals, and in lower case as little as makes a name."""
    taken = 0
    linked = False
    last = ""
    for word in words[at : at + 9]:
        if not (word.joined or (word.gap.strip() in (".", "'") and taken < 2)) or ("\n" in word.gap and taken):
            break
        if word.folded in _LINKS:
            if taken and word.folded in _WEAK and last not in _CARRIERS:
                break
            linked, last = True, word.folded
            continue
        if not _in_name(word, taken, linked, last):
            break
        end, taken, linked, last = word.end, taken + 1, False, word.folded
    return end


_NEVER = wordset("je il elle mon ma nous vous tel mail nee ne m mme monsieur")
_NOT_LINKED = wordset("ce cette mon ma mes son sa notre votre cote coin quartier village commune")
_ADJECTIVES = wordset("vieux vieille petit petite grand grande pont croix notre saint sainte")
_BY_ITSELF = _HEADS | wordset("pasteur neuve haute basse principale verte saint notre")


def _in_name(word: Word, taken: int, linked: bool, last: str) -> bool:
    """Whether a word goes on with the name of a street of which ``taken`` words are known, the last being ``last``."""
    if word.clean.isdigit():
        return len(word.clean) < 3 if linked else (last in _MONTHS and len(word.clean) == 4) or taken == 0
    if word.capital:
        return word.folded not in _NEVER
    if linked:
        return word.folded not in _NOT_LINKED
    if taken == 0:
        return word.folded not in EVERYDAY or word.folded in _BY_ITSELF
    if last.isdigit() and word.folded in _MONTHS:
        return True
    if (last in _ADJECTIVES or last in FIRST_NAMES) and len(word.folded) > 3 and word.folded not in STOPS:
        return True
    return word.folded in _AFTER or ((last in _HEADS or last in wide_first_names()) and word.folded not in EVERYDAY)


def tail(page: Scan, words: Sequence[Word], starts: Sequence[int], end: int) -> int:
    """Further lines of the address: building, postal code and town."""
    for _ in range(4):
        extra = _EXTRA.match(page.folded, end)
        if not extra:
            break
        end = extra.end()
    named = re.compile(r"[ ,\n]{1,3}(?:residence|lotissement|hameau|lieu[ -]?dit)(?![a-z])").match(page.folded, end)
    if named:
        end = name_end(page, words, bisect_left(starts, named.end()), named.end())
    postal = _POSTAL.match(page.folded, end)
    town = (_TOWN.match(page.shape.clean, end) or _SAID_TOWN.match(page.shape.clean, end)) if not postal else None
    if postal or town:
        after = (postal or town).end()  # type: ignore[union-attr]
        return town_end(words, bisect_left(starts, after), end if town else after)
    spoken = page.number_after(end + 1, room=3)
    if spoken and isinstance(spoken.value, int) and 1000 <= spoken.value <= 98999 and spoken.value % 10 == 0:
        return town_end(words, bisect_left(starts, spoken.end), spoken.end)
    return end


def town_end(words: Sequence[Word], at: int, end: int) -> int:
    if (
        at < len(words)
        and (words[at].capital or len(words[at].folded) > 2)
        and words[at].folded not in EVERYDAY - _HEADS - {"le", "la", "les"}
    ):
        end = words[at].end
        for word in words[at + 1 : at + 5]:
            if word.gap not in (" ", "-", "") or not (
                word.capital or word.folded in ("sur", "sous", "les", "lez", "le", "la", "en", "de", "cedex")
            ):
                break
            if word.capital or word.folded == "cedex":
                end = word.end
                if word.folded == "cedex":
                    return next((after.end for after in words if after.start == end + 1 and after.clean.isdigit()), end)
    return end
