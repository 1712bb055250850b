"""Telephone numbers and e-mail addresses of people; a service's own address and special numbers are nobody's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from beffroi.facts.contacts import find_emails, find_phones
from beffroi.facts.digits import Group, window
from beffroi.facts.scan import Scan

from .found import Found
from .page import plain_at
from .spans import Kind, Span

_CUE = re.compile(
    r"(?<![a-z])(?:tel|telephones?|telephoner|portables?|mobiles?|fixe|appel\w*|joindre|joignable"
    r"|rappel\w*|contact\w*|coordonnees|sms|numero"
    r"|whatsapp|06|fax|gsm)(?![a-z])"
)
_NOT_PHONE = re.compile(
    r"(?<![a-z])(?:factures?|devis|marche|reference|ref|dossier|compteur|commande|bon|bordereau"
    r"|serie|lot|parcelle|imputation|compte|budget"
    r"|siren|siret|contrat|police|titre|mandat|delibere?ation|arrete|code|article|version|isbn"
    r"|ean)(?![a-z])[^a-z]{0,4}(?:numero|n ?°|no)?[ .:]{0,3}$"
)
_COUNTED = re.compile(r"\s{0,2}(?:€|euros?(?![a-z])|centimes|kwh|m2|m3|km(?![a-z])|habitants|%|tonnes|litres)")
_FOREIGN = re.compile(r"(?<![0-9+])(?:\+|00)(?!\s?33)[1-9][0-9]{0,2}(?:[ .\-()]{0,2}[0-9]){7,12}(?![0-9])")
_GENERIC = re.compile(
    r"(?:la\.?)?(?:mairie|contact|accueil|secretariat|infos?|information|urbanisme|etat-?civil"
    r"|ccas|dpo|rgpd|communication|elections"
    r"|service[a-z-]*|direction|mediatheque|bibliotheque|ecole|cantine|periscolaire|dgs"
    r"|comptabilite|facturation|noreply|no-reply|ne-pas-repondre"
    r"|webmaster|support|standard|police-?municipale|referent-?ia|commune|ville|prefecture"
    r"|tresorerie)(?:[.-][a-z0-9.-]+)?"
)


def phones(page: Scan) -> Iterator[Span]:
    """Telephone numbers, with offsets in the original text."""
    for phone in find_phones(page):
        start, end = plain_at(page, phone.start), plain_at(page, phone.end - 1) + 1
        if not phone.value.startswith("+338") and not _is_other(page, start, end):
            first, last = _with_brackets(page.shape.original, phone.start, phone.end)
            yield Span(first, last, Kind.PHONE, 0.97, "numéro de téléphone")


def _with_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    """The same with its outer brackets, where its digits stand in several: "[06][98]..."."""
    around = text[start - 1 : start] + text[end : end + 1]
    several = around in ("[]", "()", "{}", "<>") and around[0] in text[start:end]
    return (start - 1, end + 1) if several else (start, end)


def _is_other(page: Scan, start: int, end: int) -> bool:
    return bool(_COUNTED.match(page.folded, end) or _NOT_PHONE.search(page.before(start, 40)))


def other_phones(page: Scan, runs: Sequence[Sequence[Group]]) -> Iterator[Found]:
    """Numbers abroad, and nine digits whose zero is missing where a telephone is spoken of."""
    for match in _FOREIGN.finditer(page.folded):
        yield Found(match.start(), match.end(), Kind.PHONE, 0.95, "numéro de téléphone à l’étranger")
    for run in runs:
        whole = window(run, 0, 9)
        digits = whole.digits if whole else ""
        alone = whole and whole.last == len(run) and len(run) > 3 and digits[0] in "1234567"
        if whole and alone and _CUE.search(page.before(whole.start, 40)):
            yield Found(whole.start, whole.end, Kind.PHONE, 0.8, "numéro de téléphone sans son zéro")


def emails(page: Scan) -> Iterator[Span]:
    """E-mail addresses of people, with offsets in the original text."""
    for email in find_emails(page):
        if not _GENERIC.fullmatch(email.value.split("@")[0]):
            yield Span(email.start, email.end, Kind.EMAIL, 0.98, "adresse électronique")
