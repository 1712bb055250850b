"""The words of an agenda: what announces it, what ends it, what is a title."""

from __future__ import annotations

import re

from beffroi.documents.readers.agenda_presenter import split_presenter
from beffroi.facts.text import strip_accents

_ACCENTS = {"à": "aàâ", "â": "aâ", "é": "eé", "è": "eèé", "ê": "eê", "ô": "oô", "î": "iî", "û": "uû", "ç": "cç"}


def loose(pattern: str) -> re.Pattern[str]:
    """``pattern`` whatever the case, and where capitals or a scan lost the accents."""
    return re.compile("".join(f"[{_ACCENTS[c]}]" if c in _ACCENTS else c for c in pattern), re.IGNORECASE)


_ANNOUNCES = loose(
    r"\bordre\s+du\s+jour\b|^au programme\b.{0,20}:$|\b(?:points|questions|sujets|affaires|délibérations)\s+suivant.*:$"
)
_NOT_ANNOUNCES = loose(r"étant|epuisé|épuisé|inscrits? (à|a) l.ordre|relatifs? (à|a) l.ordre|modification")
_AFTER = re.compile(r"\bordre\s+du\s+jour\b[^:]*:\s*(?P<rest>\S.*)$", re.IGNORECASE)
_FAREWELL = loose(
    r"^(?:veuillez|je vous prie|nous vous prions|je vous pri|je vous remercie|comptant sur|dans l.attente|recevez"
    r"|en cas d.(?:empêchement|absence)|si vous ne pouvez|je vous souhaite|bien cordialement|cordialement"
    r"|vous souhaitant|avec mes|restant|fait (?:à|a) |pour (?:le|la) maire|l.ordre du jour étant|plus rien n)"
)
_CONTACT = re.compile(r"@\w[\w-]*\.\w|\bwww\s?\\?[._]|https?:|(?:\d{2}[ .]){4}\d{2}", re.IGNORECASE)
_FURNITURE = loose(
    r"^(?:(?:(?:m\.|mme|monsieur|madame)\s+)?(?:le|la)\s+(?:maire|président|présidente|secrétaire)\s*[,.:]?$"
    r"|(?:p\.?\s?s\.?|n\.?b\.?|pj|nota)\s*[.:]"
    r"|(?:mairie|hôtel de ville)(?:\s+d[eu'’]|\s*$)|(?:tél|tel|téléphone|télécopie|fax|courriel|e-?mail|mail)\b"
    r"|(?:adresse|site|convocation|destinataires|copie|affiché|date)(?:\s+\w+){0,3}\s*(?::|$)|page\s*\d"
    r"|\d{5}\s+[A-ZÀ-Ý]|\d+\s*(?:/|sur)\s*\d+$|\d{1,3}$|affichée? le|(?:département|arrondissement|canton)\s+d"
    r"|\d+,?\s+(?:bis,?\s+|ter,?\s+)?(?:rue|place|avenue|cours|boulevard|impasse|chemin|route|allée|quai)\b"
    r"|[\w’' -]{2,40},\s*le\s+(?:\w+\s+)?\d{1,2}(?:er)?\s+\w+\s+\d{4}\.?$|république française|liberté)"
)
_OFFICE = loose(
    r"^(?:\w{1,3}[.,]\s+)?(?:pour\s+)?(?:(?:m\.|mme|monsieur|madame)\s+)?l[ea]\s+(?:maire|présidente?)"
    r"(?:\W*|\s*,\s*[\w'’ .-]{3,40})$"
)
_LETTER = loose(
    r"^(?:mesdames|madame|monsieur|messieurs|cher|chère|chers|j.ai l.honneur|nous avons l.honneur|vous êtes|"
    r"je vous (?:invite|convoque|informe)|une réunion|la réunion|la séance|le conseil|conseil|réunion|séance|objet\b|"
    r"commune de|ville de|le \d|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|à \d|salle|lieu|heure|date|"
    r"présents?|participants?|animateur|invités?)\b"
)
_ACT = loose(
    r"^(?:approbation|adoption|autorisation|attribution|acquisition|cession|vente|achat|décision|modification|vote|"
    r"création|suppression|désignation|nomination|élection|installation|signature|convention|demande|débat|"
    r"affectation|admission|avis|avenant|budget|compte|compte[- ]rendu|procès-verbal|subvention|tarif|tarifs|"
    r"fixation|mise|motion|rapport|régularisation|renouvellement|adhésion|délégation|délibération|dénomination|"
    r"déclassement|échange|emprunt|garantie|indemnités?|information|lancement|marché|mandat|participation|plan|"
    r"prise|présentation|projet|protocole|recrutement|reprise|retrait|révision|transfert|travaux|validation|"
    r"virement|prescription|devis|choix|location|cession|réfection|rénovation|aménagement|ouverture|dérogation|vœux?|"
    r"reconduction|conventions|clôture|amortissement|augmentation|mise en|charte|règlement|programme|financement|"
    r"constitution)\b"
)
_ALONE = loose(
    r"^(?:questions?|affaires?|informations?|communications?|points?)\s+(?:(?:et|ou|/)\s+\w+\s+)?"
    r"(?:diverses?|divers|orales?|écrites?|du maire|de la maire|des élus|au conseil|sur les)\b|^divers\b"
    r"|^(?:informations?|communications?)\W*$"
)
_OTHER = loose(
    r"^(?:v(?:œ|oe)ux et )?(?:(?:questions?|affaires?|informations?|points?)\b.*\b(?:divers(?:es)?|orales?|écrites?)"
    r"|divers)\b"
)
_VOTE = loose(r"^\d+\s+(?:votes?|voix|abstentions?|pour|contre)\b|^(?:adoptée?s?|vote\s*:|pour\s*:|contre\s*:)")
_END = loose(r"^(?:bon pour pouvoir|pouvoir|procuration|coupon|talon)\b\W*(?:de vote)?\W*$|^je soussign")
_ADDED = loose(r"^(?:points?|questions?|affaires?)\s+(?:r?ajout|supplément|complément|inscri)")
_OPEN_END = re.compile(
    r"(?:[,«(/’'–—-]|\b(?:le|la|les|l|un|une|de|du|des|d|à|a|au|aux|et|ou|en|pour|par|avec|sur|dans|sous|entre|ses|son|sa"
    r"|ces|cette|ce|portant|relative?s?|concernant|que|qui|est|n°|société|section|rue))$",
    re.IGNORECASE,
)


def announces(text: str) -> bool:
    """Whether a line says that the agenda follows."""
    return bool(_ANNOUNCES.search(text)) and not _NOT_ANNOUNCES.search(text)


def after_announcement(text: str) -> str:
    """The first item where it stands on the line of the announcement ("ordre du jour : budget")."""
    found = _AFTER.search(text)
    rest = found["rest"].strip() if found else ""
    return "" if not is_title(rest) or _LETTER.match(rest) else rest


def is_farewell(text: str) -> bool:
    """Whether the letter goes on after the list ("Veuillez agréer...")."""
    return bool(_FAREWELL.match(text.strip()))


def ends(text: str) -> bool:
    """Whether the agenda is over for good: a form to give a proxy begins."""
    return bool(_END.match(text.strip()))


def is_office(text: str) -> bool:
    """Whether a line is the office of whoever signs ("Le maire,")."""
    return bool(_OFFICE.match(text.strip()))


def closes(text: str, *, marked: bool = False) -> bool:
    """Whether a line is no part of the list: a farewell, an address, a page number. A line that is ``marked`` as
    the items are (a bullet) is one only where it shows a phone or a mail address."""
    text = text.strip()
    return (
        is_farewell(text)
        or is_office(text)
        or bool(_VOTE.match(text))
        or bool(_CONTACT.search(text))
        or (not marked and bool(_FURNITURE.match(text)))
    )


def is_letter_head(text: str) -> bool:
    """Whether a line without a number is a title or the text of the letter rather than an item."""
    text = text.strip()
    return bool(_LETTER.match(text)) or announces(text) or (text.endswith((",", ":")) and not is_act(text))


def is_act(text: str) -> bool:
    """Whether a title begins as a deliberation does ("Approbation...")."""
    return bool(_ACT.match(text.strip(' «"')))


def is_title(text: str) -> bool:
    """Whether words are there: a scan leaves stray signs, which are nobody's item."""
    letters = sum(char.isalpha() for char in text)
    solid = sum(not char.isspace() for char in text)
    return bool(re.search(r"[^\W\d_]{4,}|\b[A-Z]{3}\b", text)) and letters * 2 > solid


def is_closed(text: str) -> bool:
    """Whether an item is announced behind closed doors."""
    return bool(re.search(r"huis[- ]clos", text, re.IGNORECASE))


def is_other_business(text: str) -> bool:
    """Whether an item is "questions diverses" or its like, which announces nothing to deliberate on."""
    return bool(_OTHER.match(text.strip()))


def is_heading(text: str) -> bool:
    """Whether a line without a number may be the title of a section: short, in capitals or ended by a colon."""
    text = split_presenter(text)[0] + (":" if text.rstrip().endswith(":") else "")
    if not is_title(text) or len(text) > 90 or is_letter_head(text.rstrip(" :")) or text.endswith((".", ",")):
        return False
    if re.search(r"\b\d{4}\b|\d\s?h", text) or _ADDED.match(text):
        return False
    return text.endswith(":") or _in_capitals(text)


def is_shouted(text: str) -> bool:
    """Whether a line is such a title in capitals."""
    return is_heading(text) and _in_capitals(text) and not stands_alone(text)


def _in_capitals(text: str) -> bool:
    letters = [char for char in re.sub(r"\(.*?\)", "", text) if char.isalpha()]
    return bool(letters) and sum(char.isupper() for char in letters) >= 0.8 * len(letters)


def stands_alone(text: str) -> bool:
    """Whether a line is a usual last item, which many leave without a number ("Questions diverses")."""
    return bool(_ALONE.match(text.strip()))


def goes_on(title: str, text: str) -> bool:
    """Whether ``text`` is the rest of a title cut at the end of a line."""
    first = text.lstrip('« "(')[:1]
    if _OPEN_END.search(title.rstrip()) or title.count("«") > title.count("»") or title.count("(") > title.count(")"):
        return True
    if title.rstrip().endswith((".", ":", ";")):
        return False
    return first.islower() or (first.isdigit() and len(title) > 40)


def same_beginning(one: str, other: str) -> bool:
    """Whether two titles begin with the same words, whatever their signs and accents."""
    first, second = (re.sub(r"\W+", "", folded(text)) for text in (one, other))
    shared = min(len(first), len(second), 20)
    return shared >= 6 and first[:shared] == second[:shared]


def without_stray(text: str) -> str:
    """``text`` without the signs that a scan leaves for a bullet ("4# Adoption")."""
    return re.sub(r"^(?:(?=\S?[^\w\s«\"'’(])\S{1,2}\s+)+(?=[«\"A-ZÀ-Ý])", "", text.replace("\\_", " ")).strip()


def without_dust(text: str) -> str:
    """``text`` without the lone letter or sign that a scan makes of a bullet ("S La rénovation", "* Tarifs")."""
    return re.sub(rf"^[^\WAÀÂOÔY\d]\s+(?=(?:L['’]|(?:La|Le|Les|Un|Une|Des|Du)\b|{_ACT.pattern[1:]}))", "", text)


def join(parts: list[str]) -> str:
    """The lines of one title; a word cut by a hyphen is not mended (it may be a compound)."""
    return " ".join(" ".join(parts).split())


def folded(text: str) -> str:
    """``text`` in small letters, without accents nor the signs around it."""
    return strip_accents(text.strip().lower()).strip(" .:°")
