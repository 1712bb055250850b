"""The seal of a file, and what can be said later of a file that someone brings.

The seal is the SHA-256 of the bytes: only it proves that a file is the sealed one. The rest helps a person to
understand why a file is *not*: bytes added after the sealed ones (an electronic signature), the same text saved again
or converted, or a text that mostly agrees. No database here: whoever keeps seals gives those that are known.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from beffroi.documents.errors import DocumentError
from beffroi.documents.readers import guards
from beffroi.documents.readers.text import read_lines
from beffroi.documents.writers.dates import french_day

_READ = {"pdf": "pdf", "docx": "docx", "odt": "odt", "text": "txt"}
_SKETCH, _RUN, _ALIKE = 96, 4, 0.4
"""Hashes kept of a text, words in each run that is hashed, share of runs in common from which two texts are said to be
versions of one."""


@dataclass(frozen=True, slots=True)
class Seal:
    """``sha256`` in hexadecimal and ``size`` in bytes, of the whole file; ``kind``: pdf, docx, odt, text, image...
    ``text``: SHA-256 of its letters and figures alone (empty for a scan, or a file that cannot be read); ``sketch``:
    the smallest hashes of its runs of words, by which two texts are compared without being kept."""

    sha256: str
    size: int
    kind: str
    text: str = ""
    sketch: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownSeal:
    """A seal that was recorded. ``name``: as people know the document ("procès-verbal du 11 décembre 2025").
    ``current``: not replaced since. ``scan``: the scan of a paper signed by hand. ``on_paper``: the original is on
    paper, and prevails."""

    seal: Seal
    name: str
    sealed_on: date | None = None
    current: bool = True
    scan: bool = False
    on_paper: bool = False


class Finding(StrEnum):
    SEALED = "sealed"
    REPLACED = "replaced"
    ADDED_TO = "added_to"
    SAME_TEXT = "same_text"
    OTHER_VERSION = "other_version"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Verdict:
    """``sentence``: French, for whoever brought the file. ``known``: the seal it is compared with. ``likeness``: share
    of the runs of words in common, from 0 to 1, where texts were compared."""

    finding: Finding
    sentence: str
    known: KnownSeal | None = None
    likeness: float = 0.0

    @property
    def authentic(self) -> bool:
        return self.finding is Finding.SEALED


def seal_of(content: bytes) -> Seal:
    """The seal of any file. Never fails: a file that cannot be read is sealed by its bytes alone."""
    kind = guards.nature(content)
    words = _words(content, kind)
    text = hashlib.sha256("".join(words).encode()).hexdigest() if words else ""
    return Seal(hashlib.sha256(content).hexdigest(), len(content), kind, text, _sketch(words))


def verify_file(content: bytes, known: Iterable[KnownSeal]) -> Verdict:
    """What ``content`` is, among the seals that are known."""
    if not content:
        return Verdict(Finding.UNKNOWN, "Le fichier est vide : il n’y a rien à vérifier. Choisissez-en un autre.")
    seals = tuple(known)
    return _by_bytes(content, seals) or _by_text(seal_of(content), seals)


def _by_bytes(content: bytes, seals: Sequence[KnownSeal]) -> Verdict | None:
    digest = hashlib.sha256(content).hexdigest()
    same = [each for each in seals if each.seal.sha256 == digest]
    for each in sorted(same, key=lambda each: not each.current):
        return _sealed(each) if each.current else _replaced(each)
    for each in sorted(seals, key=lambda each: -each.seal.size):
        size = each.seal.size
        if 0 < size < len(content) and hashlib.sha256(content[:size]).hexdigest() == each.seal.sha256:
            return _added_to(each)
    return None


def _by_text(seal: Seal, seals: Sequence[KnownSeal]) -> Verdict:
    likely = sorted(
        ((likeness(seal, each.seal), each) for each in seals), key=lambda pair: (-pair[0], not pair[1].current)
    )
    for share, each in likely:
        if seal.text and seal.text == each.seal.text:
            return _same_text(each)
        if share >= _ALIKE:
            return _other_version(each, share)
    return _unknown(seal)


def likeness(one: Seal, other: Seal) -> float:
    """Share of the runs of words that two texts have in common, estimated from their sketches; 0 without a text."""
    if not one.sketch or not other.sketch:
        return 0.0
    both = set(one.sketch) & set(other.sketch)
    smallest = sorted({*one.sketch, *other.sketch})[:_SKETCH]
    return sum(each in both for each in smallest) / len(smallest)


def _words(content: bytes, kind: str) -> list[str]:
    if kind not in _READ:
        return []
    try:
        lines = read_lines(content, f"fichier.{_READ[kind]}")
    except DocumentError:
        return []
    return re.findall(r"[^\W_]+", " ".join(line.text for line in lines).casefold())


def _sketch(words: Sequence[str]) -> tuple[int, ...]:
    runs = {" ".join(words[at : at + _RUN]) for at in range(max(len(words) - _RUN + 1, 1 if words else 0))}
    hashes = (int.from_bytes(hashlib.blake2b(run.encode(), digest_size=6).digest(), "big") for run in runs)
    return tuple(sorted(hashes)[:_SKETCH])


def _title(known: KnownSeal) -> str:
    when = f", scellé le {french_day(known.sealed_on)}" if known.sealed_on else ""
    return f"«\u00a0{known.name}\u00a0»{when}"


def _paper(known: KnownSeal) -> str:
    return " L’original est sur papier : c’est lui qui fait foi." if known.on_paper else ""


def _sealed(known: KnownSeal) -> Verdict:
    what = "le scan signé et scellé" if known.scan else "le fichier scellé"
    sentence = f"C’est bien {what}\u00a0: {_title(known)}. Il n’a pas changé d’un octet.{_paper(known)}"
    return Verdict(Finding.SEALED, sentence, known, 1.0)


def _replaced(known: KnownSeal) -> Verdict:
    sentence = (
        f"C’est une version scellée, mais remplacée depuis\u00a0: {_title(known)}. Demandez la version en vigueur."
    )
    return Verdict(Finding.REPLACED, sentence, known, 1.0)


def _added_to(known: KnownSeal) -> Verdict:
    sentence = (
        f"Ce fichier contient le fichier scellé {_title(known)}, puis un ajout (une signature électronique, une "
        f"annotation…). L’ajout n’est pas scellé\u00a0: vérifiez-le, ou demandez le fichier scellé.{_paper(known)}"
    )
    return Verdict(Finding.ADDED_TO, sentence, known, 1.0)


def _same_text(known: KnownSeal) -> Verdict:
    sentence = (
        f"Ce n’est pas le fichier scellé, mais son texte est le même que celui de {_title(known)}. Il a pu être "
        f"enregistré de nouveau ou converti\u00a0; une image ou une signature peut avoir changé. Demandez le fichier "
        f"scellé.{_paper(known)}"
    )
    return Verdict(Finding.SAME_TEXT, sentence, known, 1.0)


def _other_version(known: KnownSeal, share: float) -> Verdict:
    sentence = (
        f"Ce n’est pas le fichier scellé. Son texte ressemble à celui de {_title(known)} (environ "
        f"{min(round(share * 100), 99)}\u00a0% en commun)\u00a0: c’est sans doute une autre version, ou une copie "
        f"modifiée. Ne vous y fiez pas\u00a0: demandez le fichier scellé.{_paper(known)}"
    )
    return Verdict(Finding.OTHER_VERSION, sentence, known, share)


def _unknown(seal: Seal) -> Verdict:
    scan = "" if seal.text else " Il ne contient pas de texte lisible\u00a0: seuls ses octets ont pu être comparés."
    sentence = (
        f"Ce fichier ne correspond à aucun document scellé ici.{scan} Vérifiez que c’est le bon fichier, ou demandez "
        "le document à qui l’a scellé."
    )
    return Verdict(Finding.UNKNOWN, sentence)
