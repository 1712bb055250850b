"""Postal addresses in their French shapes, written or said; those of public buildings are nobody's."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from beffroi.facts.numbers import NumberMention
from beffroi.facts.scan import Scan

from .found import Found
from .spans import Kind
from .streets import name_end as _end_of_name
from .streets import tail, town_end
from .walk import Word
from .words import wordset

STREETS = (
    r"grande?[ '-]?rue|rue|avenue|av\.|ave\.?|boulevard|bd\.?|bld\.?|bvd\.?|allees?|all\.|chemin"
    r"|che?m?\.|impasse|imp\.|place|pl\.|route|rte\.?|quai|cours"
    r"|square|sq\.|sentier|sente|ruelle|venelle|passage|traverse|montee|cote|faubourg|fbg\.?|fg\.?"
    r"|lotissement|lot\.|residence|res\.|hameau|lieu[ -]?dit"
    r"|villas?|clos|cite|rond[ -]point|esplanade|promenade|voie|mail|domaine|parvis|carrefour"
    r"|rocade|ferme|moulin|quartier|hlm|porte|r\."
)
_STREET = re.compile(rf"(?<![a-z0-9'-])({STREETS})(?![a-z0-9])")
_NAMED = wordset(
    """
    residence res. quartier cite lotissement hameau domaine place square esplanade clos rocade route chemin voie
    """
)
_NUMBERED = wordset(
    """
    cours moulin porte ferme cote mail villa villas voie promenade passage parvis domaine lot. r. ch. che. cote
    """
)
_NUMBER_GAP = re.compile(
    r"(?:[ ,]{0,3}(?:bis|ter|quater|[a-f](?![a-z']))(?![a-z]))?[ ,]{0,3}\n?(?:de la |de l'|du "
    r"|des |de |la |le |euh |sur la )?(?:grande |petite |vieille |ancienne )?$"
)
_LIVES = re.compile(
    r"(?<![a-z])(?:habit(?:e|es|ais|ait|aient|ent|er|ez|ons|era)|demeur(?:e|es|ant|ait|ent|ons|ez)"
    r"|domicilie(?:e|s|es)?|domiciles?|resid(?:e|es|ant|ante|ait|ent|er)"
    r"|loge(?:e|s|es|r|nt|ait)?|adresses?(?: postale)?|vi[st]|vivent|vivant|vivait|emmenage\w*"
    r"|demenag\w*|heberge\w*|chez (?:moi|lui|elle|nous|eux|mon|ma|sa|son|mes|m\.|mme|madame"
    r"|monsieur)"
    r"|mon (?:logement|appartement|domicile)|ma (?:maison|porte)|sis(?:e)?|rend(?:u|re) (?:chez"
    r"|au domicile)|expedie\w*|livre\w*)(?![a-z])"
)
_PUBLIC = re.compile(
    r"(?<![a-z])(?:mairie|hotel de ville|ecoles?|college|lycee|mediatheque|bibliotheque|salle"
    r"|gymnase|stade|piscine|ccas|prefecture|sous-prefecture|tribunal"
    r"|tresorerie|creche|ehpad|la poste|bureau de poste|gendarmerie|commissariat|eglise|cimetiere"
    r"|dech?etterie|dechet+erie|maison (?:france services|des? \w+)|siege|bureau de vote|bureaux"
    r"|permanences?|office (?:de|du) tourisme|societe|entreprise|sarl|sas|restaurant|boulangerie"
    r"|pharmacie|garage|magasin|association|centre|foyer|musee|theatre"
    r"|cinema|hopital|clinique|gare|caserne|maternite|perisco\w+|services? techniques?|agence|caf"
    r"|cpam|espace|accueil|guichet|reunion|seance|conseil|exposition)(?![a-z])"
)
_PERSONAL = re.compile(
    r"(?<![a-z])(?:m\.|mm\.|mmes?|monsieur|madame|mademoiselle|je|j'|mon|ma|mes|chez|famille|son"
    r"|sa|domicile|habit\w+|demeur\w+|resid(?:e|ant)\w*)(?![a-z])"
)
_EXTRA_BEFORE = re.compile(
    r"(?:(?:batiment|bat\.?|appartement|appt?\.?|apt\.?|escalier|esc\.?|residence"
    r"|res\.)[ ](?:n ?°)?[a-z0-9' -]{1,28}[,\n-][ ]?|c/o [a-z .-]{1,30},[ ]?|bp [0-9]{1,5},? )$"
)
_NUMBERED_PLACE = re.compile(
    r"(?<![0-9a-z])[0-9]{1,4}(?: ?(?:bis|ter|quater))?,? [a-z' -]{3,40},?[ \n]{1,2}[0-9]{5} (?=[a-z])"
)


_PLACE_BEFORE = re.compile(r"[,\n] ?((?:Les?|La|L'|Au|Aux) ?[A-ZÀ-Þ][^,\n.;]{2,36})[,\n] ?$")
_NAMED_BEFORE = re.compile(r"(?<![a-z])(?:m\.|mm\.|mmes?|mlle|monsieur|madame|famille)(?![a-z])[^.;]*$")


def addresses(page: Scan, words: Sequence[Word]) -> list[Found]:
    """Addresses with a number, and those without one that somebody is said to live at."""
    starts = [word.start for word in words]
    return _joined(page, sorted([*_streets(page, words, starts), *_others(page, words, starts)], key=lambda f: f.start))


def _joined(page: Scan, pieces: Sequence[Found]) -> list[Found]:
    """Pieces of one address together: "Résidence Les Tilleuls, 3 rue de la Fontaine"."""
    joined: list[Found] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if (
            last
            and last.kind is piece.kind
            and piece.start <= last.end + 4
            and not page.folded[last.end : piece.start].strip(" ,-\n")
        ):
            joined[-1] = replace(last, end=max(piece.end, last.end), certainty=max(last.certainty, piece.certainty))
        else:
            joined.append(piece)
    return joined


def _streets(page: Scan, words: Sequence[Word], starts: Sequence[int]) -> Iterator[Found]:
    end = 0
    for match in _STREET.finditer(page.folded):
        if match.start() < end:
            continue
        number = _number_before(page, match.start())
        said = _LIVES.search(page.before(match.start(), 50))
        if number is None and not (said and match[1] not in _NUMBERED and _directly(page, said, match.start())):
            continue
        name_end = _end_of_name(page, words, bisect_left(starts, match.end()), match.end())
        if name_end == match.end() and (number is None or match[1] in _NUMBERED or match[1] == "place"):
            continue
        if (
            number is None
            and match[1] in _NAMED
            and not re.search(r"[A-ZÀ-Þ]", page.shape.clean[match.end() : name_end])
        ):
            continue
        start = _with_extra(page, match.start() if number is None else number)
        end = tail(page, words, starts, name_end)
        yield _judged(page, start, end, 0.95 if number is not None else 0.8, live=bool(said))


_NO_HOUSE = re.compile(r"(?:[0-9] ?h|heures?|euros?|page|article|[0-9][./]) ?$")
_HOUSE = re.compile(r"(?:numero|n ?°|au|habite|demeure) ?$")


def _number_before(page: Scan, street: int) -> int | None:
    """Where the house number before a street begins: "12 bis,", "quatre de la", "n° 3"."""
    gap = _NUMBER_GAP.search(page.folded, max(0, street - 24), street)
    for at in range(street, (gap.start() if gap else street) - 1, -1):
        number = page.by_end.get(at)
        if number and _NUMBER_GAP.fullmatch(page.folded, at, street) and _is_house(page, number):
            prefix = re.search(r"(?:n ?° ?|numero )$", page.before(number.start, 8))
            return number.start - len(prefix[0]) if prefix else number.start
    return None


def _is_house(page: Scan, number: NumberMention) -> bool:
    before = page.before(number.start, 10)
    if number.ordinal or number.percent or not isinstance(number.value, int) or number.value > 9999:
        return False
    return not _NO_HOUSE.search(before) and (not number.article or bool(_HOUSE.search(before)))


def _directly(page: Scan, said: re.Match[str], street: int) -> bool:
    """Whether what says that somebody lives there is said of this street: no other sentence between."""
    between = page.before(street, 50)[said.end() :]
    return not re.search(r"[.!?;]\s|(?<![a-z])(?:mais|car|pres|proche|derriere|face|travaux|dans)(?![a-z])", between)


def _with_extra(page: Scan, start: int) -> int:
    extra = _EXTRA_BEFORE.search(page.folded, max(0, start - 48), start)
    return extra.start() if extra else start


def _others(page: Scan, words: Sequence[Word], starts: Sequence[int]) -> Iterator[Found]:
    """ "12, Le Bourg, 39100 Dole"; a postal code and a town where somebody lives."""
    for match in _NUMBERED_PLACE.finditer(page.folded):
        if not _STREET.search(match[0]) and re.search(r"[A-Z]", page.shape.clean[match.start() : match.end()]):
            yield _judged(
                page, match.start(), town_end(words, bisect_left(starts, match.end()), match.end()), 0.85, live=False
            )
    for match in re.finditer(r"(?<![0-9])[0-9]{5} (?=[A-ZÀ-Þ][a-zA-ZÀ-ÿ])", page.shape.clean):
        end = town_end(words, bisect_left(starts, match.end()), match.end())
        said = _LIVES.search(page.before(match.start(), 40))
        place = _PLACE_BEFORE.search(page.shape.clean, max(0, match.start() - 48), match.start())
        if said and _directly(page, said, match.start()):
            yield _judged(page, match.start(), end, 0.75, live=True)
        elif place and _NAMED_BEFORE.search(page.before(place.start(), 60)):
            yield Found(place.start(1), end, Kind.ADDRESS, 0.75, "adresse postale")


def _judged(page: Scan, start: int, end: int, certainty: float, *, live: bool) -> Found:
    """An address, or nobody's where a public building is what stands there."""
    before = re.split(r"[.!?\n](?:\s|$)", page.before(start, 90))[-1]
    building = list(_PUBLIC.finditer(before))
    if building and not live and not _PERSONAL.search(before, building[-1].end()):
        return Found(start, end, None)
    return Found(start, end, Kind.ADDRESS, certainty, "adresse postale")
