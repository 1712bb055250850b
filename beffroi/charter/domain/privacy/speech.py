"""Names in speech that was written down without capitals: "madame dubois", "je m'appelle claire dubois"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from beffroi.facts.lastnames import last_names
from beffroi.facts.scan import Scan

from .found import Found
from .naming import CLOSE_KIN, OFFICES, TITLES, is_first, is_last
from .spans import Kind
from .walk import Word
from .words import EVERYDAY, NOT_ALONE, wordset

_SAID_TITLES = TITLES - {"me", "maitre", "m"}
_PRESENTED = re.compile(
    r"(?<![a-z])(?:[ms]'appelle|mon nom (?:c'est|est)|(?:mon |son |le )?prenom(?: c'est| est)?|au nom de"
    r"|nom de famille(?: c'est)?|moi c'est|famille|nee|prenommee?|patronyme)[ ,]{1,2}$"
)
_ANNOUNCERS = wordset("appelle est c'est prenom de famille nee prenomme prenommee patronyme")
_SURELY = re.compile(r"(?:appelle|nom (?:c'est|est)|moi c'est) $")
_LOOSE = re.compile(r"(?<![a-z])(?:c'est|je suis|ici|la|le|un|une|ce|cette)[ ,:]{1,2}$")
_SOMEBODYS = re.compile(
    r"(?<![a-z])(?:maman|papa|mere|pere|parents?|fils|fille|soeur|frere|mari|femme|dossier|voiture|maison|voisine?"
    r"|chien|tuteur|tutrice|demande|anniversaire) d(?:e |')$"
)
_PLANTS = wordset("olivier marguerite violette jasmin laurier capucine iris rosalie basile blaise ange max")
_LINKS = frozenset(("de", "du", "le", "la", "ben", "el", "da", "dos"))
_SURNAME_WORDS = wordset(
    """
    petit blanc roux moulin fontaine marchand boulanger chevalier berger legrand roy leroy mercier boucher meunier
    fournier lambert perrin moreau roche riviere maitre charpentier jardin dumont bonnet marie paris picard breton
    simon martin vincent noel roi leger long brun noir bon olive loyal prince joly
    """
)


def lower_case(page: Scan, words: Sequence[Word], at: int) -> Found | None:
    """The name that begins with a word in lower case, or None."""
    word = words[at]
    if len(word.folded) < 2 or not word.clean[-1].isalpha() or not word.clean[0].isalpha():
        return None
    titled = at > 0 and word.joined and words[at - 1].folded in _SAID_TITLES or _after_m(words, at)
    if word.folded in EVERYDAY and not titled and not is_first(word):
        return None
    if titled and word.folded in ("de", "du", "des"):
        return _particle(words, at)
    if titled:
        everyday = word.folded in EVERYDAY or word.folded in OFFICES
        named = not everyday or word.folded in _SURNAME_WORDS or (is_first(word) and _last_follows(words, at))
        return _found(words, at, 0.9, "nom après un titre") if named else None
    found = None
    if at and words[at - 1].folded in _ANNOUNCERS or _is_sure_first(word):
        before = page.before(word.start, 36)
        found = _presented(words, at, before) or _kin(words, at, before)
    return found or _both(words, at) or _unspoken_capital(page, words, at)


def _particle(words: Sequence[Word], at: int) -> Found | None:
    """ "madame de la fontaine"."""
    for word in words[at + 1 : at + 3]:
        if word.folded in last_names() and word.folded not in OFFICES and len(word.folded) > 3:
            return Found(words[at].start, word.end, Kind.NAME, 0.8, "nom après un titre")
    return None


def _after_m(words: Sequence[Word], at: int) -> bool:
    return at > 0 and words[at - 1].folded == "m" and words[at].gap == ". "


def _found(words: Sequence[Word], at: int, certainty: float, why: str) -> Found:
    return Found(words[at].start, words[_end(words, at) - 1].end, Kind.NAME, certainty, why)


def _presented(words: Sequence[Word], at: int, before: str) -> Found | None:
    word = words[at]
    if not _PRESENTED.search(before):
        return None
    everyday = word.folded in EVERYDAY
    known = (is_first(word) and word.folded not in NOT_ALONE) or word.folded in last_names()
    followed = is_first(word) and _last_follows(words, at)
    if (everyday and followed) or (not everyday and (known or _SURELY.search(before))):
        return _found(words, at, 0.9, "nom après une présentation")
    return None


def _kin(words: Sequence[Word], at: int, before: str) -> Found | None:
    """ "mon fils enzo"; after "c'est" or an article, only with a last name behind."""
    if not _is_sure_first(words[at]):
        return None
    if _SOMEBODYS.search(before):
        return _found(words, at, 0.75, "prénom de la personne dont on parle")
    if not CLOSE_KIN.search(before):
        return None
    if _LOOSE.search(before) and not _last_follows(words, at):
        return None
    return _found(words, at, 0.8, "prénom après un lien de parenté")


def _both(words: Sequence[Word], at: int) -> Found | None:
    joined = at + 1 < len(words) and words[at + 1].gap == "_"
    backwards = _last_like(words[at]) and at + 1 < len(words) and words[at + 1].gap == " " and _plainly(words[at + 1])
    if backwards and not is_first(words[at]):
        return Found(words[at].start, words[at + 1].end, Kind.NAME, 0.75, "nom et prénom connus")
    sure = (_is_sure_first(words[at]) or joined) and is_first(words[at], wide=False) and _last_follows(words, at)
    return _found(words, at, 0.75, "prénom et nom connus") if sure else None


def _unspoken_capital(page: Scan, words: Sequence[Word], at: int) -> Found | None:
    """A first name by itself, in a text that has no capital at all."""
    if words[at].folded not in _PLANTS and page.shape.clean.islower() and _plainly(words[at]):
        return _found(words, at, 0.6, "prénom connu")
    return None


def _plainly(word: Word) -> bool:
    return not word.capital and _is_sure_first(word) and is_first(word, wide=False)


def _is_sure_first(word: Word) -> bool:
    return is_first(word) and word.folded not in NOT_ALONE and word.folded not in EVERYDAY


def _last_follows(words: Sequence[Word], at: int) -> bool:
    return at + 1 < len(words) and words[at + 1].gap in (" ", "_", "") and _last_like(words[at + 1])


def _last_like(word: Word) -> bool:
    return len(word.folded) > 2 and is_last(word)


def _end(words: Sequence[Word], at: int) -> int:
    """Where the name that begins at ``at`` stops."""
    end = at + 1
    while end < min(len(words), at + 4) and words[end].joined and "\n" not in words[end].gap:
        link = words[end].folded in _LINKS and end + 1 < len(words) and _last_like(words[end + 1])
        if not (link or _last_like(words[end]) or (end == at + 1 and is_first(words[at]) and _unknown(words[end]))):
            break
        end += 1
    return end


def _unknown(word: Word) -> bool:
    """A word that no list holds: after a first name, probably a last name."""
    return len(word.folded) > 3 and word.clean.isalpha() and word.folded not in EVERYDAY
