"""Postal addresses in their French shapes, written or said; those of public buildings are nobody's."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from beffroi.facts.firstnames import wide_first_names
from beffroi.facts.scan import Scan

from .found import Found
from .spans import Kind
from .walk import Word
from .words import EVERYDAY

STREETS = (
    r"grande?[ '-]?rue|rue|avenue|av\.|ave\.?|boulevard|bd\.?|bld\.?|bvd\.?|allees?|all\.|chemin|che?m?\.|impasse|imp\.|place|pl\.|route|rte\.?|quai|cours"
    r"|square|sq\.|sentier|sente|ruelle|venelle|passage|traverse|montee|cote|faubourg|fbg\.?|fg\.?|lotissement|lot\.|residence|res\.|hameau|lieu[ -]?dit"
    r"|villas?|clos|cite|rond[ -]point|esplanade|promenade|voie|mail|domaine|parvis|carrefour|rocade|ferme|moulin|quartier|hlm|porte|r\."
)
_STREET = re.compile(rf"(?<![a-z0-9'-])({STREETS})(?![a-z0-9])")
_NAMED = frozenset(
    "residence res. quartier cite lotissement hameau domaine place square esplanade clos rocade route chemin voie".split()
)
_NUMBERED = frozenset(
    [
        "cours",
        "moulin",
        "porte",
        "ferme",
        "cote",
        "mail",
        "villa",
        "villas",
        "voie",
        "promenade",
        "passage",
        "parvis",
        "domaine",
        "lot.",
        "r.",
        "ch.",
        "che.",
        "cote",
    ]
)
_NUMBER_GAP = re.compile(
    r"(?:[ ,]{0,3}(?:bis|ter|quater|[a-f](?![a-z']))(?![a-z]))?[ ,]{0,3}\n?(?:de la |de l'|du |des |de |la |le |euh |sur la )?(?:grande |petite |vieille |ancienne )?$"
)
_LIVES = re.compile(
    r"(?<![a-z])(?:habit(?:e|es|ais|ait|aient|ent|er|ez|ons|era)|demeur(?:e|es|ant|ait|ent|ons|ez)|domicilie(?:e|s|es)?|domiciles?|resid(?:e|es|ant|ante|ait|ent|er)"
    r"|loge(?:e|s|es|r|nt|ait)?|adresses?(?: postale)?|vi[st]|vivent|vivant|vivait|emmenage\w*|demenag\w*|heberge\w*|chez (?:moi|lui|elle|nous|eux|mon|ma|sa|son|mes|m\.|mme|madame|monsieur)"
    r"|mon (?:logement|appartement|domicile)|ma (?:maison|porte)|sis(?:e)?|rend(?:u|re) (?:chez|au domicile)|expedie\w*|livre\w*)(?![a-z])"
)
_PUBLIC = re.compile(
    r"(?<![a-z])(?:mairie|hotel de ville|ecoles?|college|lycee|mediatheque|bibliotheque|salle|gymnase|stade|piscine|ccas|prefecture|sous-prefecture|tribunal"
    r"|tresorerie|creche|ehpad|la poste|bureau de poste|gendarmerie|commissariat|eglise|cimetiere|dech?etterie|dechet+erie|maison (?:france services|des? \w+)|siege|bureau de vote|bureaux"
    r"|permanences?|office (?:de|du) tourisme|societe|entreprise|sarl|sas|restaurant|boulangerie|pharmacie|garage|magasin|association|centre|foyer|musee|theatre"
    r"|cinema|hopital|clinique|gare|caserne|maternite|perisco\w+|services? techniques?|agence|caf|cpam|espace|accueil|guichet|reunion|seance|conseil|exposition)(?![a-z])"
)
_PERSONAL = re.compile(
    r"(?<![a-z])(?:m\.|mm\.|mmes?|monsieur|madame|mademoiselle|je|j'|mon|ma|mes|chez|famille|son|sa|domicile|habit\w+|demeur\w+|resid(?:e|ant)\w*)(?![a-z])"
)
_LINKS = frozenset(
    ["de", "la", "du", "des", "d'", "l'", "le", "les", "aux", "au", "a", "en", "sur", "sous", "les", "lez", "et"]
)
_HEADS = frozenset(
    [
        "general",
        "marechal",
        "docteur",
        "president",
        "abbe",
        "colonel",
        "commandant",
        "capitaine",
        "professeur",
        "saint",
        "sainte",
        "st",
        "ste",
        "gal",
        "mal",
        "dr",
        "pr",
        "lieutenant",
        "amiral",
        "cardinal",
        "eveque",
        "pere",
        "frere",
        "soeur",
        "jean",
        "marie",
        "notre",
        "dame",
        "pont",
        "vieux",
        "vieille",
        "haut",
        "haute",
        "bas",
        "basse",
        "petit",
        "petite",
        "grand",
        "grande",
        "croix",
        "champ",
        "pre",
        "bois",
        "val",
        "mont",
        "clos",
        "four",
        "puits",
    ]
)
_AFTER = frozenset(
    [
        "neuf",
        "neuve",
        "vieux",
        "vieille",
        "haut",
        "haute",
        "hauts",
        "bas",
        "basse",
        "vert",
        "verte",
        "verts",
        "blanc",
        "blanche",
        "blancs",
        "noir",
        "noire",
        "rouge",
        "rouges",
        "fleuri",
        "fleurie",
        "fleuris",
        "dieu",
        "royal",
        "sec",
        "long",
        "rond",
        "carre",
        "perdu",
    ]
)
_MONTHS = frozenset(
    [
        "janvier",
        "fevrier",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "aout",
        "septembre",
        "octobre",
        "novembre",
        "decembre",
    ]
)
_POSTAL = re.compile(
    r"[ ,\n-]{0,4}(?:(?:bp|cs|cedex)[ ]?[0-9]{1,5}[ ,\n]{0,3})?(?:f-|f - )?(?<![0-9])[0-9]{2}[ ]?[0-9]{3}(?![0-9])[ ,]{0,2}(?=[a-z])"
)
_EXTRA = re.compile(
    r"[ ,\n-]{1,4}(?:au |a la |a l')?(?:(?:batiment|bat\.?|appartement|appart|appt?\.?|apt\.?|escalier|esc\.?|porte|logement|lgt|cage|entree|etage|bal|boite(?: aux lettres)?|interphone|code)"
    r"[ .]{0,2}(?:n ?°|numero )?[ ]?(?:[a-z0-9]{1,4}(?![a-z0-9'])|(?:un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|gauche|droite)(?![a-z]))"
    r"|(?:[0-9]{1,2}(?:er|e|eme|nd)|premier|deuxieme|second|troisieme|quatrieme|cinquieme|rez[- ]de[- ]chaussee)(?: etage)?(?: gauche| droite)?(?![a-z]))"
)
_EXTRA_BEFORE = re.compile(
    r"(?:(?:batiment|bat\.?|appartement|appt?\.?|apt\.?|escalier|esc\.?|residence|res\.)[ ](?:n ?°)?[a-z0-9' -]{1,28}[,\n-][ ]?|c/o [a-z .-]{1,30},[ ]?|bp [0-9]{1,5},? )$"
)
_TOWN = re.compile(r"[ ,\n]{0,3}(?:,|[aà]|\(|-|\n)[ ]?(?=[A-ZÀ-Þ])")
_NUMBERED_PLACE = re.compile(
    r"(?<![0-9a-z])[0-9]{1,4}(?: ?(?:bis|ter|quater))?,? [a-z' -]{3,40},?[ \n]{1,2}[0-9]{5} (?=[a-z])"
)


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
        name_end = _name_end(page, words, bisect_left(starts, match.end()), match.end())
        if name_end == match.end() and (number is None or match[1] in _NUMBERED or match[1] == "place"):
            continue
        if (
            number is None
            and match[1] in _NAMED
            and not re.search(r"[A-ZÀ-Þ]", page.shape.clean[match.end() : name_end])
        ):
            continue
        start = _with_extra(page, match.start() if number is None else number)
        end = _tail(page, words, starts, name_end)
        yield _judged(page, start, end, 0.95 if number is not None else 0.8, live=bool(said))


def _number_before(page: Scan, street: int) -> int | None:
    """Where the house number before a street begins: "12 bis,", "quatre de la", "n° 3"."""
    gap = _NUMBER_GAP.search(page.folded, max(0, street - 24), street)
    for at in range(street, (gap.start() if gap else street) - 1, -1):
        number = page.by_end.get(at)
        if number is None or not _NUMBER_GAP.fullmatch(page.folded, at, street):
            continue
        written = page.folded[number.start : number.end]
        if re.search(r"(?:[0-9] ?h|heures?|euros?|page|article|[0-9][.,/]) ?$", page.before(number.start, 10)):
            continue
        named = re.search(r"(?:numero|n ?°|au|habite|demeure) ?$", page.before(number.start, 10))
        if (
            isinstance(number.value, int)
            and not number.ordinal
            and not number.percent
            and number.value < 10000
            and (not number.article or named)
        ):
            prefix = re.search(r"(?:n ?° ?|numero )$", page.before(number.start, 8))
            return (
                number.start - (len(prefix[0]) if prefix else 0)
                if " " not in written or written[0].isalpha()
                else number.start
            )
    return None


def _directly(page: Scan, said: re.Match[str], street: int) -> bool:
    """Whether what says that somebody lives there is said of this street: no other sentence between."""
    between = page.before(street, 50)[said.end() :]
    return not re.search(r"[.!?;]\s|(?<![a-z])(?:mais|car|pres|proche|derriere|face|travaux|dans)(?![a-z])", between)


def _name_end(page: Scan, words: Sequence[Word], at: int, end: int) -> int:
    """Where the street's name ends: links, capitals, and in lower case as little as makes a name."""
    taken = 0
    linked = False
    last = ""
    for word in words[at : at + 9]:
        if not (word.joined or (word.gap.strip() in (".", "'") and taken < 2)) or ("\n" in word.gap and taken):
            break
        if word.folded in _LINKS:
            if (
                taken
                and word.folded in ("a", "et", "en", "le", "les", "au", "la")
                and word.clean != "d'"
                and last not in ("de", "sur", "a", "en", "au", "sous")
            ):
                if not (word.folded in ("la", "le", "les") and last in ("de", "a", "sur")):
                    break
            linked, last = True, word.folded
            continue
        if not _in_name(word, words, taken, linked, last):
            break
        end, taken, linked, last = word.end, taken + 1, False, word.folded
    return end


def _in_name(word: Word, words: Sequence[Word], taken: int, linked: bool, last: str) -> bool:
    if word.clean.isdigit():
        return (
            (linked and len(word.clean) < 3)
            or (last in _MONTHS and len(word.clean) == 4)
            or (taken == 0 and len(word.clean) < 4)
        )
    if word.capital:
        return word.folded not in (
            "je",
            "il",
            "elle",
            "mon",
            "ma",
            "nous",
            "vous",
            "tel",
            "mail",
            "nee",
            "ne",
            "m",
            "mme",
            "monsieur",
            "madame",
        )
    if linked:
        return word.folded not in (
            "ce",
            "cette",
            "mon",
            "ma",
            "mes",
            "son",
            "sa",
            "notre",
            "votre",
            "cote",
            "coin",
            "quartier",
            "village",
            "commune",
        )
    if taken == 0:
        return (
            word.folded not in EVERYDAY
            or word.folded in ("pasteur", "neuve", "haute", "basse", "principale", "verte", "saint", "notre") | _HEADS
        )
    if last.isdigit() and word.folded in _MONTHS:
        return True
    return word.folded in _AFTER or ((last in _HEADS or last in wide_first_names()) and word.folded not in EVERYDAY)


def _tail(page: Scan, words: Sequence[Word], starts: Sequence[int], end: int) -> int:
    """Further lines of the address: building, postal code and town."""
    for _ in range(4):
        extra = _EXTRA.match(page.folded, end)
        if not extra:
            break
        end = extra.end()
    named = re.compile(r"[ ,\n]{1,3}(?:residence|lotissement|hameau|lieu[ -]?dit)(?![a-z])").match(page.folded, end)
    if named:
        end = _name_end(page, words, bisect_left(starts, named.end()), named.end())
    postal = _POSTAL.match(page.folded, end)
    town = _TOWN.match(page.shape.clean, end) if not postal else None
    if postal or town:
        after = (postal or town).end()  # type: ignore[union-attr]
        return _town_end(words, bisect_left(starts, after), end if town else after)
    spoken = page.number_after(end + 1, room=3)
    if spoken and isinstance(spoken.value, int) and 1000 <= spoken.value <= 98999 and spoken.value % 10 == 0:
        return _town_end(words, bisect_left(starts, spoken.end), spoken.end)
    return end


def _town_end(words: Sequence[Word], at: int, end: int) -> int:
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


def _with_extra(page: Scan, start: int) -> int:
    extra = _EXTRA_BEFORE.search(page.folded, max(0, start - 48), start)
    return extra.start() if extra else start


def _others(page: Scan, words: Sequence[Word], starts: Sequence[int]) -> Iterator[Found]:
    """ "12, Le Bourg, 39100 Dole"; a postal code and a town where somebody lives."""
    for match in _NUMBERED_PLACE.finditer(page.folded):
        if not _STREET.search(match[0]) and re.search(r"[A-Z]", page.shape.clean[match.start() : match.end()]):
            yield _judged(
                page, match.start(), _town_end(words, bisect_left(starts, match.end()), match.end()), 0.85, live=False
            )
    for match in re.finditer(r"(?<![0-9])[0-9]{5} (?=[A-ZÀ-Þ][a-zA-ZÀ-ÿ])", page.shape.clean):
        said = _LIVES.search(page.before(match.start(), 40))
        if said and _directly(page, said, match.start()):
            yield _judged(
                page, match.start(), _town_end(words, bisect_left(starts, match.end()), match.end()), 0.75, live=True
            )


def _judged(page: Scan, start: int, end: int, certainty: float, *, live: bool) -> Found:
    """An address, or nobody's where a public building is what stands there."""
    before = re.split(r"[.!?\n](?:\s|$)", page.before(start, 90))[-1]
    building = list(_PUBLIC.finditer(before))
    if building and not live and not _PERSONAL.search(before, building[-1].end()):
        return Found(start, end, None)
    return Found(start, end, Kind.ADDRESS, certainty, "adresse postale")
