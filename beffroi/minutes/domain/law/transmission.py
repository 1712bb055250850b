"""The file of an act for the prefecture's control of legality (@ctes), and what comes back.

Formats: the protocol's schema actesv1_1.xsd, namespace "http://www.interieur.gouv.fr/ACTES#v1.1-20040216", read in the
public repository SICTIAM/stela (acte-service/src/main/resources/schemas): number of 1 to 15 letters, digits or
underscores, object of 500 characters at most, two levels of matière, identifier
"034-200000008-20241209-2024_012-DE". Names of files ("99_DE-...-1-1_1.pdf"): as public operators' tests write them; the
types of annexes depend on each prefecture's classification, wording not verified, so the type is an argument. What is
exempt from transmission: L2131-2. Sources in ``references``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import PurePath

from beffroi.facts.dates import format_date
from beffroi.minutes.domain.law.findings import Finding, Severity, finding
from beffroi.minutes.domain.law.matters import check_matter, second_level
from beffroi.minutes.domain.law.regimes import Regime, Rule
from beffroi.minutes.domain.law.siret import is_siren
from beffroi.minutes.domain.typography import typographic

MAX_OBJECT = 500
_NUMBER = re.compile(r"[A-Za-z0-9_]{1,15}")
_DEPARTMENT = re.compile(r"[09][0-9][AB0-9]")
ACT_ID = re.compile(r"([09][0-9][AB0-9])-([0-9]{9})-([0-9]{8})-([A-Za-z0-9_]{1,15})-([A-Z]{2})")
"""Department, SIREN, date, number, nature."""
ANNEX_SUFFIXES = frozenset({".pdf", ".jpg", ".jpeg", ".png"})


class ActNature(StrEnum):
    """Nature of an act, by its two letters in the protocol. Two letters DE, AR and AI were read in the identifiers of
    public acts; CC, BF and AU come from use and were not read in a text."""

    DELIBERATION = "DE"
    REGULATION = "AR"
    INDIVIDUAL = "AI"
    CONTRACT = "CC"
    BUDGET = "BF"
    OTHER = "AU"

    @property
    def code(self) -> int:
        """1 to 6, CodeNatureActe."""
        return list(ActNature).index(self) + 1

    @property
    def label(self) -> str:
        return _NATURES[self]


_NATURES = {
    ActNature.DELIBERATION: "Délibérations",
    ActNature.REGULATION: "Actes réglementaires",
    ActNature.INDIVIDUAL: "Actes individuels",
    ActNature.CONTRACT: "Contrats, conventions et avenants",
    ActNature.BUDGET: "Documents budgétaires et financiers",
    ActNature.OTHER: "Autres",
}


@dataclass(frozen=True, slots=True)
class TransmissionFacts:
    """One act as it is to be sent. ``department``: three characters ("034", "02A"). ``main_file`` and ``annexes``:
    names of files, with their suffix."""

    number: str
    subject: str
    decided_on: date | None
    matter_code: str
    siren: str
    department: str
    nature: ActNature = ActNature.DELIBERATION
    main_file: str = ""
    annexes: tuple[str, ...] = ()
    adopted: bool = True
    regime: Regime = Regime.GENERAL


@dataclass(frozen=True, slots=True)
class Receipt:
    """The prefecture's acknowledgement (ARActe). ``matter_code``: "6.3"; ``files``: names that it lists."""

    act_id: str
    received_on: date
    decided_on: date | None
    number: str
    nature: str
    matter_code: str
    subject: str
    files: tuple[str, ...] = ()


def internal_number(number: str) -> str:
    """The number as the protocol takes it: "2025-012" gives "2025_012", accents dropped, capitals. Raises ValueError
    when nothing of it is left or more than 15 characters are."""
    plain = unicodedata.normalize("NFKD", number).encode("ascii", "ignore").decode()
    written = re.sub(r"[^A-Za-z0-9]+", "_", plain).strip("_").upper()
    if not _NUMBER.fullmatch(written):
        raise ValueError(f"« {number} » ne tient pas dans les quinze caractères que le protocole accepte.")
    return written


def act_identifier(facts: TransmissionFacts) -> str:
    """ "034-200000008-20241209-2024_012-DE". Raises ValueError when a part is missing or malformed."""
    if facts.decided_on is None:
        raise ValueError("La date de l’acte n’est pas connue.")
    number = internal_number(facts.number)
    written = f"{facts.department}-{facts.siren}-{facts.decided_on:%Y%m%d}-{number}-{facts.nature}"
    if not ACT_ID.fullmatch(written):
        raise ValueError("Le département ou le SIREN de la collectivité n’est pas renseigné comme attendu.")
    return written


def file_name(identifier: str, rank: int, suffix: str, kind: str = "99_DE") -> str:
    """Name of the act (rank 1) or of an annex (2 and after) in the envelope. ``suffix`` with its dot."""
    return f"{kind}-{identifier}-1-1_{rank}{suffix.lower()}"


def check_transmission(facts: TransmissionFacts) -> list[Finding]:
    """What keeps this act from being sent."""
    return [
        finding(key, Rule.TRANSMISSION, facts.regime, Severity.BLOCKING, text, "L2131-2")
        for key, text in _faults(facts)
    ]


def _faults(facts: TransmissionFacts) -> Iterator[tuple[str, str]]:
    if not facts.adopted:
        yield "refused", "Une délibération rejetée n'est pas un acte : elle ne se transmet pas."
    try:
        internal_number(facts.number)
    except ValueError:
        yield "number", "Le numéro doit tenir en quinze lettres, chiffres ou traits : raccourcissez-le."
    if facts.decided_on is None:
        yield "date", "Indiquez la date de la séance."
    wrong = check_matter(facts.matter_code)
    if wrong:
        yield "matter", wrong
    if not facts.subject.strip():
        yield "subject", "Indiquez l'objet de l'acte."
    elif len(facts.subject) > MAX_OBJECT:
        yield "subject", f"L'objet compte {len(facts.subject)} caractères : {MAX_OBJECT} au plus."
    if not is_siren(facts.siren):
        yield "siren", "Le SIREN de la collectivité n'est pas valide : vérifiez-le dans les réglages."
    if not _DEPARTMENT.fullmatch(facts.department):
        yield (
            "department",
            "Le département n'est pas connu : écrivez le code INSEE dans les réglages du conseil.",
        )
    yield from _file_faults(facts)


def _file_faults(facts: TransmissionFacts) -> Iterator[tuple[str, str]]:
    expected = ".xml" if facts.nature is ActNature.BUDGET else ".pdf"
    if not facts.main_file:
        yield "file", "Le fichier de l'acte manque."
    elif PurePath(facts.main_file).suffix.lower() not in (".pdf", expected):
        yield "file", f"L'acte se transmet en PDF : « {facts.main_file} » n'en est pas un."
    for name in facts.annexes:
        if PurePath(name).suffix.lower() not in ANNEX_SUFFIXES:
            yield "annex", f"L'annexe « {name} » doit être un PDF ou une image (JPEG, PNG)."


def check_receipt(receipt: Receipt, facts: TransmissionFacts) -> list[str]:
    """What the receipt says that is not what was sent, both sides shown in French; empty when it is that act's."""
    return [typographic(text) for text in _mismatches(receipt, facts)]


def _mismatches(receipt: Receipt, facts: TransmissionFacts) -> Iterator[str]:
    try:
        number = internal_number(facts.number)
    except ValueError:
        number = facts.number
    if receipt.number.upper().replace("-", "_") != number:
        yield f"L'accusé porte le numéro {receipt.number}, la délibération le numéro {facts.number}."
    parts = ACT_ID.fullmatch(receipt.act_id)
    if parts and is_siren(facts.siren) and parts[2] != facts.siren:
        yield f"L'accusé est celui d'une autre collectivité (SIREN {parts[2]}, attendu {facts.siren})."
    if receipt.decided_on and facts.decided_on and receipt.decided_on != facts.decided_on:
        sent, known = format_date(receipt.decided_on), format_date(facts.decided_on)
        yield f"L'accusé date l'acte du {sent}, la séance est du {known}."
    if facts.decided_on and receipt.received_on < facts.decided_on:
        yield f"L'accusé est daté du {format_date(receipt.received_on)}, avant la séance."
    if receipt.nature and receipt.nature != facts.nature:
        yield f"L'accusé est celui d'un acte de nature {receipt.nature}, attendu {facts.nature}."
    if receipt.matter_code and second_level(receipt.matter_code) != second_level(facts.matter_code):
        yield f"L'accusé porte la matière {receipt.matter_code}, la délibération la matière {facts.matter_code}."
