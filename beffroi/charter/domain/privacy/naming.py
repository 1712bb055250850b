"""What every rule on names asks of a word."""

from __future__ import annotations

import re
from functools import lru_cache

from beffroi.facts.firstnames import FIRST_NAMES, wide_first_names
from beffroi.facts.lastnames import last_names

from .walk import Word
from .words import EVERYDAY, wordset

TITLES = wordset(
    """
    m mm mr mme mmes mlle mlles monsieur madame mademoiselle messieurs mesdames mesdemoiselles me maitre docteur
    dr pr professeur
    """
)
OFFICES = wordset(
    """
    maire president presidente prefet prefete depute deputee senateur senatrice ministre sous-prefet adjoint
    adjointe conseiller conseillere sous-prefete directeur directrice rapporteur rapporteure secretaire
    """
)
PARTICLES = wordset("de du des d' la le von van den der el ben bin da di dos al ait ould st saint")
STOPS = wordset(
    """
    je tu il elle nous vous ils elles le la les un une des ce cet cette ces mon ma mes son sa ses notre votre et
    ou mais donc or ni car que qui dans sur sous pour par avec sans bonjour bonsoir merci oui non mairie commune
    conseil service ville madame monsieur est sont rue avenue tel telephone objet page date maire nord sud ouest
    public mars mai juin lundi mardi mercredi jeudi vendredi samedi dimanche france paris chez tout tous bien tres
    maison ecole place route chemin cordialement suite vu travail
    """
)
CLOSE_KIN = re.compile(
    r"(?<![a-z])(?:(?:mon|ma|son|sa|notre|votre|leur|ton|ta|la|le|l'|un|une|cette"
    r"|ce) ?(?:(?:petite?|grande?|ex|jeune|aine|ainee) )?(?:fils|fille|mari|femme|epouse|epoux"
    r"|frere|soeur|mere|pere"
    r"|cousine?|voisine?|amie?|collegue|compagne|compagnon|conjointe?|copine?|bebe|enfant|eleve"
    r"|neveu|niece|tante|oncle|petite?|beau-[a-z]+|belle-[a-z]+|papa|maman|locataire)|je m'appelle"
    r"|s'appelle|m'appelle|prenom (?:est|c'est)|moi c'est|mon nom c'est|mon nom est|au nom de"
    r"|nom de famille|prenom|c'est|je suis|ici)[ ,:]{1,2}$"
)


def is_first(word: Word, *, wide: bool = True) -> bool:
    """Whether every part of a word is a first name ("Jean-Marc")."""
    return _first(word.folded, wide)


@lru_cache(maxsize=8192)
def _first(folded: str, wide: bool) -> bool:
    known = wide_first_names() if wide else FIRST_NAMES
    return len(folded) > 2 and all(part in known for part in folded.split("-") if len(part) > 2)


@lru_cache(maxsize=1)
def plain_words() -> frozenset[str]:
    """Everyday words that are no first name: in lower case and without a title before, they name nobody."""
    return EVERYDAY - wide_first_names()


def is_last(word: Word) -> bool:
    """Whether it is a last name of the INSEE's list and no everyday word."""
    return word.folded in last_names() and word.folded not in EVERYDAY
