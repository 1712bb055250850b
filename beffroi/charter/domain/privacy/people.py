"""People's names: after a title, a kinship or "je m'appelle"; a first and a last name; said again by one of the two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from beffroi.facts.firstnames import FIRST_NAMES, wide_first_names
from beffroi.facts.lastnames import last_names
from beffroi.facts.names import find_names
from beffroi.facts.scan import Scan

from .found import Found
from .page import plain_at
from .spans import Kind
from .walk import Word
from .words import EVERYDAY, NOT_ALONE

_TITLES = frozenset(
    [
        "m",
        "mm",
        "mr",
        "mme",
        "mmes",
        "mlle",
        "mlles",
        "monsieur",
        "madame",
        "mademoiselle",
        "messieurs",
        "mesdames",
        "mesdemoiselles",
        "me",
        "maitre",
        "docteur",
        "dr",
        "pr",
        "professeur",
    ]
)
_OFFICES = frozenset(
    [
        "maire",
        "president",
        "presidente",
        "prefet",
        "prefete",
        "depute",
        "deputee",
        "senateur",
        "senatrice",
        "ministre",
        "sous-prefet",
        "adjoint",
        "adjointe",
        "conseiller",
        "conseillere",
    ]
)
_PARTICLES = frozenset(
    [
        "de",
        "du",
        "des",
        "d'",
        "la",
        "le",
        "von",
        "van",
        "den",
        "der",
        "el",
        "ben",
        "bin",
        "da",
        "di",
        "dos",
        "al",
        "ait",
        "ould",
        "st",
        "saint",
    ]
)
_STRONG = re.compile(
    r"(?<![a-z])(?:(?:m'|s'|t')appell?(?:e|ait|es)|(?:nom|prenom)s?(?: de (?:famille|naissance|jeune fille|marital))?(?: et prenoms?)?(?: (?:est|c'est|:))? ?:?"
    r"|prenomme(?:e|s)?|(?:de)?nomme(?:e|s)?|sieur|dame|famille|epoux|consorts|veuve|veuf|signe|alias|indivision|succession|heritiers|cordialement|patronyme|ménage)[ ,:]{1,3}\n?$"
)
_NEE = re.compile(r"(?<!\w)(?:née?|ex-épouse|épouse|ép\.|vve)[ ]$")
_KIN = re.compile(
    r"(?<![a-z])(?:fils|fille|mari|femme|epouse|epoux|freres?|soeurs?|mere|pere|papa|maman|cousine?|voisine?s?|amie?|collegue|compagn[a-z]+|conjointe?|copine?|bebe"
    r"|(?:petite?|jeune|vieille?|pauvre)|enfants?|eleve|grand-mere|grand-pere|neveu|niece|tante|oncle|beau-[a-z]+|belle-[a-z]+|jumea\w+|agente?|animatrice|animateur|atsem|chez"
    r"|locataires?|proprietaires?|bonjour|bonsoir|merci|chere?|salut|pour|avec|par|de|a|et|que|c'est|suis|ici|moi|vu|contacter|voir|appeler|rappeler|appelez|demander)[ ,]{1,3}$"
)
_CLOSE_KIN = re.compile(
    r"(?<![a-z])(?:(?:mon|ma|son|sa|notre|votre|leur|ton|ta|la|le|l'|un|une|cette|ce) ?(?:(?:petite?|grande?|ex|jeune|aine|ainee) )?(?:fils|fille|mari|femme|epouse|epoux|frere|soeur|mere|pere"
    r"|cousine?|voisine?|amie?|collegue|compagne|compagnon|conjointe?|copine?|bebe|enfant|eleve|neveu|niece|tante|oncle|petite?|beau-[a-z]+|belle-[a-z]+|papa|maman|locataire)|je m'appelle"
    r"|s'appelle|m'appelle|prenom (?:est|c'est)|moi c'est|mon nom c'est|mon nom est|au nom de|nom de famille|prenom|c'est|je suis|ici)[ ,:]{1,2}$"
)
_INITIAL = re.compile(
    r"(?<![A-Za-zÀ-ÿ.])((?:[A-ZÀ-Þ]\.[ -]?){1,2}) ?((?:(?:de|du|le|la|d')[ ]?)?[A-ZÀ-Þ][A-Za-zÀ-ÿ]+(?:-[A-ZÀ-Þ][A-Za-zÀ-ÿ]+)*)"
)
_TITLE_TEXT = re.compile(
    r"(?:monsieur|madame|mademoiselle|messieurs|mesdames|mm?\.?|mr\.?|mmes?\.?|mlles?\.?|me|maitre|docteur|dr\.?|pr\.?)[ ]{1,2}"
)


def people(page: Scan, words: Sequence[Word], taken: bytearray) -> Iterator[Found]:
    """Names in no order, some of them twice; ``taken`` marks the plain characters that other rules own."""
    free = [word for word in words if not taken[word.start]]
    for finder in (_titled, _initials):
        yield from finder(page)
    for at in range(len(free)):
        found = _full(free, at) or _reversed(free, at) or _announced(page, free, at) or _lower_case(page, free, at)
        found = found or _alone(page, free, at)
        if found:
            yield found


def is_first(word: Word, *, wide: bool = True) -> bool:
    """Whether every part of a word is a first name ("Jean-Marc")."""
    known = wide_first_names() if wide else FIRST_NAMES
    return all(part in known for part in word.folded.split("-") if len(part) > 2) and len(word.folded) > 2


def _titled(page: Scan) -> Iterator[Found]:
    """What facts finds after a title; the title itself stays in the text."""
    for name in find_names(page):
        start, end = plain_at(page, name.start), plain_at(page, name.end - 1) + 1
        title = _TITLE_TEXT.match(page.folded, start)
        if name.title and not (title and page.folded[title.end() : end].split(" ")[0] in _OFFICES):
            yield Found(title.end() if title else start, end, Kind.NAME, 0.97, "nom après un titre de civilité")


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
            word.folded in _PARTICLES
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
    if not word.capital or word.clean.isdigit() or word.folded in _TITLES | _OFFICES:
        return False
    return word.folded not in EVERYDAY or is_first(word) or (word.folded in last_names() and word.folded not in _STOPS)


_STOPS = frozenset(
    [
        "je",
        "tu",
        "il",
        "elle",
        "nous",
        "vous",
        "ils",
        "elles",
        "le",
        "la",
        "les",
        "un",
        "une",
        "des",
        "ce",
        "cet",
        "cette",
        "ces",
        "mon",
        "ma",
        "mes",
        "son",
        "sa",
        "ses",
        "notre",
        "votre",
        "et",
        "ou",
        "mais",
        "donc",
        "or",
        "ni",
        "car",
        "que",
        "qui",
        "dans",
        "sur",
        "sous",
        "pour",
        "par",
        "avec",
        "sans",
        "bonjour",
        "bonsoir",
        "merci",
        "oui",
        "non",
        "mairie",
        "commune",
        "conseil",
        "service",
        "ville",
        "madame",
        "monsieur",
        "est",
        "sont",
        "rue",
        "avenue",
        "tel",
        "telephone",
        "objet",
        "page",
        "date",
        "maire",
        "nord",
        "sud",
        "ouest",
        "public",
        "mars",
        "mai",
        "juin",
        "lundi",
        "mardi",
        "mercredi",
        "jeudi",
        "vendredi",
        "samedi",
        "dimanche",
        "france",
        "paris",
        "chez",
        "tout",
        "tous",
        "bien",
        "tres",
        "maison",
        "ecole",
        "place",
        "route",
        "chemin",
        "cordialement",
        "suite",
        "vu",
        "travail",
    ]
)


def _joins(words: Sequence[Word], at: int) -> bool:
    return at < len(words) and words[at].joined


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
    if word.folded in _PARTICLES and word.capital and following and at + 2 < len(words):
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
        and word.folded not in _STOPS
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
    if not word.capital or word.folded in _STOPS or word.folded in _TITLES | _OFFICES:
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
    kin = bool(_CLOSE_KIN.search(page.before(word.start, 30)))
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


def _lower_case(page: Scan, words: Sequence[Word], at: int) -> Found | None:
    """Speech without capitals: "madame dubois", "je m'appelle claire dubois", "mon fils enzo"."""
    word = words[at]
    if word.capital or word.clean.isdigit() or len(word.folded) < 3 or word.clean.endswith("'"):
        return None
    before = page.before(word.start, 30)
    titled = (
        at > 0
        and word.joined
        and words[at - 1].folded in _TITLES - {"me", "maitre", "m"} | ({"m"} if word.gap == ". " else set())
    )
    said = re.search(
        r"(?<![a-z])(?:m'appelle|s'appelle|mon nom (?:c'est|est)|prenom (?:c'est|est)|au nom de|nom de famille(?: c'est)?|moi c'est|famille|nee|prenom|prenomm\w+|patronyme)[ ,]{1,2}$",
        before,
    )
    first = is_first(word) and word.folded not in NOT_ALONE | EVERYDAY
    known = first or (word.folded in last_names() and word.folded not in EVERYDAY)
    if said and not known and not re.search(r"(?:appelle|nom (?:c'est|est)|moi c'est) $", before):
        return None
    if titled or said:
        if word.folded in EVERYDAY | _OFFICES and not (
            said and is_first(word) and _joins(words, at + 1) and _last_like(words[at + 1])
        ):
            if not (titled and word.folded in last_names() and word.folded in _SURNAME_WORDS):
                return None
        end = _lower_run(words, at)
        return Found(word.start, words[end - 1].end, Kind.NAME, 0.9, "nom après un titre ou une présentation")
    if (
        _CLOSE_KIN.search(before)
        and first
        and not (
            re.search(r"(?<![a-z])(?:c'est|je suis|ici|la|le|un|une|ce|cette)[ ,:]{1,2}$", before)
            and not (first and _joins(words, at + 1) and _last_like(words[at + 1]))
        )
    ):
        return Found(
            word.start, words[_lower_run(words, at) - 1].end, Kind.NAME, 0.8, "prénom après un lien de parenté"
        )
    if (
        first
        and is_first(word, wide=False)
        and _joins(words, at + 1)
        and _last_like(words[at + 1])
        and words[at + 1].gap == " "
    ):
        return Found(word.start, words[_lower_run(words, at) - 1].end, Kind.NAME, 0.75, "prénom et nom connus")
    return None


_SURNAME_WORDS = frozenset(["petit", "blanc", "roux", "moulin", "fontaine", "marchand", "boulanger", "chevalier", "berger", "legrand", "roy", "leroy", "mercier", "boucher", "meunier", "fournier", "lambert", "perrin", "moreau", "roche", "riviere", "maitre", "charpentier", "jardin", "dumont", "bonnet", "marie", "paris", "picard", "breton", "simon", "martin", "vincent", "noel", "roi", "leger", "long", "brun", "noir", "bon", "olive", "loyal", "prince", "joly"])  # fmt: skip


def _last_like(word: Word) -> bool:
    return (
        not word.clean.isdigit()
        and not word.clean.endswith("'")
        and word.folded not in EVERYDAY
        and len(word.folded) > 2
        and word.folded in last_names()
    )


def _lower_run(words: Sequence[Word], at: int) -> int:
    """The words that follow a name in lower case and go on with it."""
    end = at + 1
    while end < len(words) and end - at < 4 and words[end].joined and "\n" not in words[end].gap:
        word = words[end]
        link = (
            word.folded in ("de", "du", "le", "la", "ben", "el", "da", "dos")
            and end + 1 < len(words)
            and _last_like(words[end + 1])
        )
        unknown = (
            is_first(words[at])
            and end == at + 1
            and not word.clean.isdigit()
            and word.folded not in EVERYDAY
            and len(word.folded) > 3
            and not word.clean.endswith("'")
        )
        if not (link or _last_like(word) or unknown):
            break
        end += 1
    return end


def again(page: Scan, words: Sequence[Word], taken: bytearray, names: Sequence[str]) -> Iterator[Found]:
    """Where somebody already named is named again, by the first or the last name alone."""
    parts = {
        part
        for name in names
        for part in re.findall(r"[a-z]+(?:[-'][a-z]+)*", name)
        if len(part) > 2 and part not in _PARTICLES
    }
    for word in words:
        if taken[word.start] or word.folded not in parts:
            continue
        if (word.capital and (not word.opens or word.folded not in EVERYDAY or is_first(word))) or (
            word.folded not in EVERYDAY and word.folded not in NOT_ALONE
        ):
            yield Found(word.start, word.end, Kind.NAME, 0.85, "personne déjà nommée dans le texte")


def spelled_names(page: Scan, words: Sequence[Word]) -> Iterator[Found]:
    """Names spelled letter by letter, which the page has closed up."""
    for word in words:
        start, end = page.shape.span(word.start, word.end)
        if len(word.folded) > 3 and end - start >= 2 * len(word.clean) - 1 and _is_spelled_name(page, word):
            yield Found(word.start, word.end, Kind.NAME, 0.85, "nom épelé")


def _is_spelled_name(page: Scan, word: Word) -> bool:
    cue = re.search(r"(?:epell?e|epelle|s'ecrit|lettres|appelle|nom)[^.]{0,20}$", page.before(word.start, 40))
    return bool(cue) or (word.folded in last_names() or is_first(word)) and word.folded not in EVERYDAY
