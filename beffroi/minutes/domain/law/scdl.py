"""Open data of adopted deliberations, in the schema « Délibérations » of the SCDL, version 2.1.x (OpenDataFrance).

Read: the documentation of 2.1.2 (copy of schema.data.gouv.fr) and of 2.1.3
(schema.data.gouv.fr/scdl/deliberations/2.1.3/documentation.html): 17 fields, in this order, the first seven compulsory;
and Validata's description of the schema's own checks: BUDGET_ANNEE and BUDGET_NOM both or none, the VOTE_* all or none,
VOTE_REEL the sum of the three votes, PREF_DATE not before DELIB_DATE, a SIRET with its key, comma as separator. The
schema of 2.1.5 itself was not read. That VOTE_REEL may not exceed VOTE_EFFECTIF follows from their definitions.

Blank and null votes have no field: where there are some the sum would be false, so the VOTE_* stay empty.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from beffroi.minutes.domain.law.matters import MATTERS, SUBJECTS, second_level
from beffroi.minutes.domain.law.siret import is_siret
from beffroi.minutes.domain.text import fold
from beffroi.minutes.domain.typography import typographic

SCHEMA = "scdl/deliberations"
SCHEMA_VERSION = "2.1.3"
FIELDS = (
    "COLL_NOM",
    "COLL_SIRET",
    "DELIB_ID",
    "DELIB_DATE",
    "DELIB_MATIERE_CODE",
    "DELIB_MATIERE_NOM",
    "DELIB_OBJET",
    "BUDGET_ANNEE",
    "BUDGET_NOM",
    "PREF_ID",
    "PREF_DATE",
    "VOTE_EFFECTIF",
    "VOTE_REEL",
    "VOTE_POUR",
    "VOTE_CONTRE",
    "VOTE_ABSTENTION",
    "DELIB_URL",
)
REQUIRED = FIELDS[:7]
VOTES = FIELDS[11:16]


@dataclass(frozen=True, slots=True)
class Votes:
    """``in_office``: members who could vote (VOTE_EFFECTIF); the others were cast, proxies included."""

    in_office: int
    votes_for: int
    against: int
    abstentions: int

    @property
    def voting(self) -> int:
        return self.votes_for + self.against + self.abstentions


@dataclass(frozen=True, slots=True)
class OpenDeliberation:
    """One adopted deliberation. ``prefecture``: "PREF038", "SPREF0382"; ``votes`` None where the counts cannot be
    given; ``matter_code``: two levels at least, deeper ones are cut."""

    body: str
    siret: str
    number: str
    adopted_on: date
    matter_code: str
    subject: str
    budget_year: str = ""
    budget_name: str = ""
    prefecture: str = ""
    received_on: date | None = None
    votes: Votes | None = None
    url: str = ""


class RowsRefused(ValueError):
    """``faults``: (number of the deliberation, French sentences) for each row that breaks the schema."""

    def __init__(self, faults: list[tuple[str, list[str]]]) -> None:
        self.faults = faults
        super().__init__("; ".join(f"{number} : {' '.join(said)}" for number, said in faults))


def counted_votes(
    in_office: int, votes_for: int, against: int, abstentions: int, *, blanks: int = 0, nulls: int = 0
) -> Votes | None:
    """The votes as the schema can tell them; None where a blank or null vote would make the sum false."""
    if blanks or nulls:
        return None
    return Votes(in_office, votes_for, against, abstentions)


def matter_name(code: str) -> str:
    """ "finances locales/subventions": both levels, lower case, accents kept, no comma nor bracket, one slash. Raises
    ValueError for a code outside the nomenclature."""
    level = second_level(code)
    if level is None:
        raise ValueError(f"not a code of the nomenclature: {code!r}")
    return "/".join(_plain(text) for text in (SUBJECTS[level[0]][0], MATTERS[level]))


def cells(row: OpenDeliberation) -> dict[str, str]:
    """The row as the file holds it; what is not known is empty."""
    level = second_level(row.matter_code)
    votes = row.votes
    counts = (votes.in_office, votes.voting, votes.votes_for, votes.against, votes.abstentions) if votes else ()
    written = {
        "COLL_NOM": _cell(row.body),
        "COLL_SIRET": row.siret,
        "DELIB_ID": row.number,
        "DELIB_DATE": row.adopted_on.isoformat(),
        "DELIB_MATIERE_CODE": level or row.matter_code,
        "DELIB_MATIERE_NOM": matter_name(level) if level else "",
        "DELIB_OBJET": _cell(" ".join(row.subject.split())),
        "BUDGET_ANNEE": row.budget_year,
        "BUDGET_NOM": _cell(row.budget_name),
        "PREF_ID": row.prefecture,
        "PREF_DATE": row.received_on.isoformat() if row.received_on else "",
        **dict.fromkeys(VOTES, ""),
        **{name: str(count) for name, count in zip(VOTES, counts, strict=False)},
        "DELIB_URL": row.url,
    }
    return {name: written[name] for name in FIELDS}


def _cell(text: str) -> str:
    """A text that a spreadsheet would compute is written as text."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def to_csv(rows: Iterable[OpenDeliberation]) -> str:
    """The file: header and rows, comma, to be encoded in UTF-8. Raises RowsRefused, and writes nothing, when a row
    breaks the schema or two rows bear the same number."""
    listed = [cells(row) for row in rows]
    faults = [(row["DELIB_ID"], said) for row in listed if (said := check_row(row))]
    seen: set[str] = set()
    for row in listed:
        if row["DELIB_ID"] in seen:
            faults.append((row["DELIB_ID"], [typographic("Ce numéro est donné deux fois.")]))
        seen.add(row["DELIB_ID"])
    if faults:
        raise RowsRefused(faults)
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, FIELDS)
    writer.writeheader()
    writer.writerows(listed)
    return out.getvalue()


def check_row(row: Mapping[str, str]) -> list[str]:
    """What is wrong with a row, each in a French sentence; empty when it keeps the schema. ``row``: the cells as text,
    whoever wrote them."""
    value = {name: (row.get(name) or "").strip() for name in FIELDS}
    found = [*_missing(value), *_formats(value), *_matter(value), *_together(value), *_votes(value), *_dates(value)]
    found += [f"La colonne {name} n'est pas dans le schéma." for name in row if name not in FIELDS]
    return [typographic(text) for text in found]


def _missing(value: dict[str, str]) -> Iterator[str]:
    for name in REQUIRED:
        if not value[name]:
            yield f"{name} est obligatoire."


def _formats(value: dict[str, str]) -> Iterator[str]:
    for name, keeps, said in _FORMATS:
        if value[name] and not keeps(value[name]):
            yield f"{name} : {said} (« {value[name]} »)."


def _matter(value: dict[str, str]) -> Iterator[str]:
    code, name = value["DELIB_MATIERE_CODE"], value["DELIB_MATIERE_NOM"]
    if not code or not name:
        return
    if second_level(code) != code:
        yield f"DELIB_MATIERE_CODE : « {code} » n'est pas un code à deux niveaux de la nomenclature."
        return
    subject, slash, detail = name.partition("/")
    if slash and (subject != subject.strip() or detail != detail.strip()):
        yield "DELIB_MATIERE_NOM : aucune espace autour de la barre oblique."
    elif slash and fold(subject) in _FOLDED_SUBJECTS and _FOLDED_SUBJECTS[fold(subject)] != code[0]:
        yield f"DELIB_MATIERE_NOM (« {name} ») ne correspond pas au code {code}."


def _together(value: dict[str, str]) -> Iterator[str]:
    for group in (("BUDGET_ANNEE", "BUDGET_NOM"), VOTES):
        empty = [name for name in group if not value[name]]
        if empty and len(empty) < len(group):
            yield f"{', '.join(group)} se remplissent toutes ou aucune : il manque {', '.join(empty)}."


def _votes(value: dict[str, str]) -> Iterator[str]:
    if not all(_is_count(value[name]) for name in VOTES):
        return
    in_office, voting, *cast = (int(value[name]) for name in VOTES)
    if sum(cast) != voting:
        said = " + ".join(str(count) for count in cast)
        yield f"VOTE_REEL vaut {voting}, et pour, contre et abstentions font {said} = {sum(cast)}."
    if voting > in_office:
        yield f"VOTE_REEL ({voting}) dépasse VOTE_EFFECTIF ({in_office})."


def _dates(value: dict[str, str]) -> Iterator[str]:
    adopted, received = _day(value["DELIB_DATE"]), _day(value["PREF_DATE"])
    if adopted and received and received < adopted:
        yield f"PREF_DATE ({received.isoformat()}) précède DELIB_DATE ({adopted.isoformat()})."


def _day(text: str) -> date | None:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _is_count(text: str) -> bool:
    return bool(re.fullmatch(r"[0-9]{1,6}", text))


def _is_period(text: str) -> bool:
    match = re.fullmatch(r"([0-9]{4})(?:/([0-9]{4}))?", text)
    return bool(match and (match[2] is None or match[2] > match[1]))


def _is_prefecture(text: str) -> bool:
    return bool(re.fullmatch(r"(?:PREF|SGAR)0?[0-9][0-9AB][0-9]?|SPREF0?[0-9][0-9AB][0-9]{1,2}", text))


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and not re.search(r"\s", text)


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[(),]", " ", text.lower()).split())


_FOLDED_SUBJECTS = {fold(name): code for code, (name, _) in SUBJECTS.items()}
_FORMATS: tuple[tuple[str, Callable[[str], bool], str], ...] = (
    ("COLL_SIRET", is_siret, "un SIRET a quatorze chiffres et une clé juste"),
    ("DELIB_DATE", lambda text: _day(text) is not None, "une date s'écrit AAAA-MM-JJ"),
    ("BUDGET_ANNEE", _is_period, "une année (2025) ou deux (2025/2026)"),
    ("PREF_ID", _is_prefecture, "PREF, SPREF ou SGAR et le département sur trois caractères"),
    ("PREF_DATE", lambda text: _day(text) is not None, "une date s'écrit AAAA-MM-JJ"),
    *((name, _is_count, "un nombre entier") for name in VOTES),
    ("DELIB_URL", _is_address, "une adresse commence par http:// ou https://"),
)
