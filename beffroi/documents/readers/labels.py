"""Who speaks, as transcripts write it: "Claire Dubois : ...", "LOCUTEUR_01 :", "- M. Martin [00:01:02] : ..."."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

TIME = r"(?:\d{1,2}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3})?"


def _span(start: str, end: str) -> str:
    """Pattern of a time or of two, in brackets or not; the groups bear the names given."""
    return rf"[\[(<]?\s*(?P<{start}>{TIME})(?:\s*(?:-->|->|–|—|-|à)\s*(?P<{end}>{TIME}))?\s*[\])>]?"


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_LEAD = re.compile(rf"^(?:[-–—•*>]\s+)?(?:{_span('start', 'end')}\s*[-–—:]?\s*)?", re.UNICODE)
_LABEL = re.compile(
    r"^(?:\*\*|__|\[)?(?P<name>[^\W_][^:\t\n\[\]()*<>!?;\"«»]{0,60}?)(?:\*\*|__|\])?\s*"
    rf"(?:{_span('after', 'until')}\s*)?(?:\*\*|__)?(?:(?<=\s):|:(?=[*_\s]|$))(?:\*\*|__)?\s*(?P<words>.*)$",
)
_HEADER = re.compile(rf"^\[?(?P<name>[^\W\d_][^:\t\n\[\]]{{0,60}}?)\]?[\s,]+[\[(]?(?P<time>{TIME})[\])]?$")

_PARTICLES = _set("de du des d la le les l van von der di da et el ben bin dit")
_CIVILITIES = _set("m mm mr mme mmes mlle dr me monsieur madame mademoiselle messieurs mesdames maître docteur")
_ROLES = _set("""maire adjoint adjointe conseiller conseillère président présidente vice-président vice-présidente
    secrétaire rapporteur rapporteure rapporteuse directeur directrice dgs animateur animatrice modérateur modératrice
    intervenant intervenante locuteur locutrice speaker orateur oratrice participant participante public salle
    habitant habitante usager riverain riveraine élu élue agent agente journaliste voix inconnu inconnue homme
    femme commissaire préfet préfète notaire architecte urbaniste trésorier trésorière""")
_NEVER = _set("""
    pour contre abstention abstentions votants votant présents présent absents absent excusés excusé exprimés
    oui non objet date lieu heure durée nota nb nota-bene remarque résultat total exemple attention décision vote
    participants excusées pouvoirs procurations ordre question questions annexe annexes titre réunion séance
    transcription fichier quorum rappel conclusion introduction sujet point note article budget montant source
    http https""")


@dataclass(frozen=True, slots=True)
class Opening:
    """The start of a line: who speaks from there ("" where it is not said), when, and the words that follow."""

    speaker: str
    start: float | None
    end: float | None
    words: str


def seconds(text: str) -> float:
    """ "1:02", "00:01:02" or "00:01:02,500" in seconds."""
    total = 0.0
    for part in text.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return total


def speakers_of(lines: Iterable[str]) -> set[str]:
    """The labels at the start of lines that are people: those shaped like a name or a role, and those that come
    back. "Le coût est de : 5 €" opens a sentence, not a turn."""
    found = [opening[0] for line in lines if (opening := _split(line))]
    counts = Counter(found)
    return {name for name, count in counts.items() if _is_person(name) or (count > 1 and _may_be(name))}


def opening(line: str, speakers: set[str]) -> Opening:
    """What the start of ``line`` says, given the labels known to be ``speakers``."""
    parts = _split(line)
    if parts and parts[0] in speakers:
        return Opening(*parts)
    header = _HEADER.match(line.strip())
    if header and (_is_person(name := _tidy(header["name"])) or name in speakers):
        return Opening(name, seconds(header["time"]), None, "")
    lead = _LEAD.match(line.strip())
    if lead and lead["start"]:
        end = seconds(lead["end"]) if lead["end"] else None
        return Opening("", seconds(lead["start"]), end, line.strip()[lead.end() :])
    return Opening("", None, None, line.strip())


def _split(line: str) -> tuple[str, float | None, float | None, str] | None:
    line = line.strip()
    lead = _LEAD.match(line)
    rest = line[lead.end() :] if lead else line
    label = _LABEL.match(rest)
    if not label:
        return None
    start = (lead and lead["start"]) or label["after"]
    end = (lead and lead["end"]) or label["until"]
    times = (seconds(start) if start else None, seconds(end) if end else None)
    return _tidy(label["name"]), *times, label["words"].strip()


def _tidy(name: str) -> str:
    return " ".join(name.replace("*", "").split()).strip(" ,-–—")


def _words(name: str) -> list[str]:
    return [word for word in re.split(r"[\s'’]+", name) if word]


def _may_be(name: str) -> bool:
    words = _words(name)
    return bool(words) and len(words) <= 5 and words[0].lower().strip(".") not in _NEVER


def _is_person(name: str) -> bool:
    words = _words(name)
    if not words or len(words) > 8 or words[0].lower().strip(".") in _NEVER:
        return False
    plain = [word.lower().strip(".,") for word in words]
    if re.fullmatch(r"[A-Za-zÀ-ÿ]+[_ -]?\d{1,3}", name) and not name.islower():
        return True
    if "," in name:
        return _is_person(name.split(",")[0])
    if name.endswith(".") and plain[-1] not in _CIVILITIES and len(plain[-1]) > 1:
        return False
    head = plain[1:] if plain[0] in ("le", "la", "l", "un", "une") else plain
    if head and head[0] in _ROLES and len(head) <= 6:
        return True
    if head and head[0] in _CIVILITIES and len(head) <= 5:
        head = head[2:] if head[1:2] and head[1] in ("le", "la", "l") else head[1:]
        if head and head[0] in _ROLES:
            return True
    named = [word for word, low in zip(words, plain, strict=True) if low not in _PARTICLES | _CIVILITIES]
    return bool(named) and len(named) <= 4 and all(_capital(word) for word in named)


def _capital(word: str) -> bool:
    return word[0].isupper() and not any(char.isdigit() for char in word)
