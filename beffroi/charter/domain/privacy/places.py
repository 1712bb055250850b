"""Streets, schools, saints, public buildings, companies and figures of history: names that are nobody's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from beffroi.facts.firstnames import wide_first_names
from beffroi.facts.scan import Scan

from .found import Found
from .walk import Word
from .words import BRANDS, FIGURES, wordset

_PLACES = wordset(
    """
    rue avenue boulevard allee allees chemin impasse place route quai cours square sentier ruelle venelle passage
    montee faubourg lotissement residence hameau villa clos cite esplanade promenade voie mail domaine parvis
    carrefour quartier pont viaduc tunnel rocade ecole ecoles groupe scolaire college lycee universite creche
    creches maternelle elementaire primaire amphi amphitheatre salle salles espace centre maison stade gymnase
    complexe piscine dojo mediatheque bibliotheque theatre cinema musee parc jardin gare station arret hopital
    clinique ehpad foyer chapelle eglise cathedrale basilique abbaye paroisse fontaine monument statue stele halle
    halles tour fort caserne cimetiere fondation institut association prix trophee challenge tournoi coupe fete
    foire loi plan dispositif amendement entreprise societe sarl sas sasu eurl scop ets etablissements garage
    boulangerie boucherie pharmacie restaurant hotel bar cafe salon agence librairie imprimerie transports
    maconnerie menuiserie plomberie couverture charpente terrassement orchestre compagnie cirque tempete ouragan
    cyclone logiciel barrage vaccin maladie pole auditorium conservatoire kiosque etang lac foret bois refuge gite
    camping lieu-dit lieudit rond-point brasserie promotion bus ligne zac za zone pepinieres paysages electricite
    peinture batiment villa chateau manoir fort aeroport port ferme moulin auditorium planetarium observatoire
    internat cantine cabinet groupement cooperative scierie carriere horticole fromagerie cave domaine champagne
    vins
    """
)
_TITLED_PLACES = wordset(
    """
    rue avenue boulevard allee allees chemin impasse place route quai cours square sentier passage montee pont
    ecole college lycee stade gymnase salle espace hopital clinique centre parc esplanade maison residence groupe
    ehpad mediatheque foyer carrefour caserne
    """
)
_OWNED = wordset("maison residence parc groupe foyer")
_PERSONAL_TITLES = wordset("m mm mme mmes monsieur madame dr me")
_QUOTES = ("«", "'", '"')
_LINKS = wordset(
    """
    de du des d' la le les l' et en scolaire municipal municipale communal communale primaire maternelle
    elementaire polyvalente publique public privee prive sportif culturel social rural departemental hospitalier
    intercommunal
    """
)  # fmt: skip
_TITLES = wordset(
    """
    general marechal docteur president abbe colonel commandant capitaine professeur cardinal lieutenant amiral
    saint sainte st ste dr gal mal pere maitre monseigneur mgr sergent adjudant resistant frere freres soeurs
    soeur
    """
)  # fmt: skip
_HEADS = frozenset(name.split()[0] for name in FIGURES | BRANDS)
_SAINT = re.compile(
    r"(?<![A-Za-zÀ-ÿ])(?:[Ss]ain(?:t|te|ts)|[Ss]te?|SAINTE?)[. -]{1,2}(?=[A-ZÀ-Þ])[A-Za-zÀ-ÿ]+(?:[-'][A-Za-zÀ-ÿ]+)*"
)
_ROMAN = re.compile(
    r"(?<![A-Za-zÀ-ÿ])[A-ZÀ-Þ][a-zà-ÿ]+(?:-[A-ZÀ-Þ][a-zà-ÿ]+)? (?:I{1,3}|IV|VI{0,3}|IX|X[IVX]*|Ier)(?![A-Za-z])"
)
_LEGAL = wordset("SARL SAS SASU EURL SCI SNC GAEC EARL SCOP SA")
_AFTER_COMPANY = re.compile(
    r"[ ](?:& (?:fils|fille|cie|associes)|et (?:fils|cie|associes)|freres|tp|btp|sarl|sas"
    r"|sa(?![a-z])|pere et fils|constructions?|paysages?|automobiles?)(?![a-z])"
)


def places(page: Scan, words: Sequence[Word]) -> Iterator[Found]:
    """Stretches whose capitals name no living person."""
    yield from (Found(match.start(), match.end(), None) for match in _SAINT.finditer(page.shape.clean))
    yield from (Found(match.start(), match.end(), None) for match in _ROMAN.finditer(page.shape.clean))
    yield from _known(words)
    for at, word in enumerate(words):
        if word.folded in _PLACES or word.clean in _LEGAL:
            end = _name(words, at) or _said_name(words, at)
            if end:
                yield Found(word.start, end, None)
    for match in _AFTER_COMPANY.finditer(page.folded):
        start = re.search(
            r"[A-ZÀ-Þ][\w'-]+(?: [A-ZÀ-Þ][\w'-]+)?$", page.shape.clean[max(0, match.start() - 40) : match.start()]
        )
        if start:
            yield Found(match.start() - len(start[0]), match.end(), None)


def _name(words: Sequence[Word], at: int) -> int:
    """Where the capitals after a place's noun end; 0 when there are none, or when the place is somebody's."""
    titled = words[at].folded in _TITLED_PLACES
    if _somebodys(words, at):
        return 0
    end = 0
    for word in words[at + 1 : at + 9]:
        quoted = word.gap.strip(" ") in _QUOTES and not end
        if not quoted and (not word.joined or "\n" in word.gap):
            break
        if word.folded in _LINKS and (not end or not word.capital):
            continue
        if titled and word.folded in _TITLES:
            end = word.end if word.capital else end
            continue
        if not word.capital or word.folded in _PERSONAL_TITLES:
            break
        end = word.end
    return end


def _said_name(words: Sequence[Word], at: int) -> int:
    """The same in speech without capitals: "la rue paul bert", "l'école jean moulin"."""
    head = words[at + 1 : at + 3]
    if words[at].folded not in _TITLED_PLACES - _OWNED or len(head) < 2 or not all(word.gap == " " for word in head):
        return 0
    first = head[0].folded in _TITLES or all(part in wide_first_names() for part in head[0].folded.split("-"))
    return head[1].end if first and not head[0].capital else 0


def _somebodys(words: Sequence[Word], at: int) -> bool:
    """ "la maison de Claire Dubois", "le garage de Paul": not a name of the place, but whose it is."""
    after = words[at + 1 : at + 3]
    if words[at].folded in _TITLED_PLACES - _OWNED or len(after) < 2 or after[0].folded not in ("de", "d'"):
        return False
    return after[1].capital and after[1].folded.split("-")[0] in wide_first_names()


def _known(words: Sequence[Word]) -> Iterator[Found]:
    for at, word in enumerate(words):
        if word.capital and word.folded.split("-")[0] in _HEADS and not _titled(words, at):
            end = _known_end(words, at)
            if end:
                yield Found(word.start, end, None)


def _known_end(words: Sequence[Word], at: int) -> int:
    for length in (4, 3, 2, 1):
        stretch = words[at : at + length]
        said = " ".join(piece.folded for piece in stretch).replace("-", " ").replace("d' ", "d'")
        if said in FIGURES or said in BRANDS:
            return stretch[-1].end
    return 0


def _titled(words: Sequence[Word], at: int) -> bool:
    return at > 0 and words[at - 1].folded in ("m", "mme", "mlle", "monsieur", "madame", "mademoiselle", "me", "dr")
