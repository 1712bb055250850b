"""What a recording is worth before it is listened to, in one streaming pass, with a sentence for each problem."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from .audio import AudioError, AudioProbe, Peaks, mixed, probe
from .decoding import MAX_SECONDS, Decoding
from .endings import is_cut_short
from .levels import Levels

Severity = Literal["refuse", "warn"]

_SILENT_DB = -55.0
_FAINT_DB = -42.0
_MOSTLY_SILENT = 0.85
_CLIPPED = 0.005
_SHORTEST = 1.0
_FASTEST = 5.0
"""Decoding slower than this many seconds of sound a second, for long, is a file made to be slow."""
_PATIENCE = 600.0
_GUESSED = {"aac", "amr"}
"""Formats whose duration is only guessed from their size."""


@dataclass(frozen=True, slots=True)
class Problem:
    """``severity`` "refuse": the file cannot serve. ``message``: one French sentence or two, with what to do."""

    code: str
    severity: Severity
    message: str


@dataclass(frozen=True, slots=True)
class Preflight:
    """Seconds, shares from 0 to 1, decibels (0: full scale). ``duration`` is what could be decoded,
    ``declared`` what the file says (None: it does not). ``waveform``: peaks from 0 to 100, evenly spaced."""

    duration: float = 0.0
    declared: float | None = None
    format: str = ""
    codec: str = ""
    channels: int = 0
    silence_ratio: float = 1.0
    clipping_ratio: float = 0.0
    inverted_stereo: bool = False
    dead_channel: bool = False
    level_db: float = -100.0
    waveform: tuple[int, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def refused(self) -> bool:
        return any(problem.severity == "refuse" for problem in self.problems)


def examine(path: str | Path, *, points: int = 1000) -> Preflight:
    """Never raises for a bad file: what is wrong stands in ``problems``."""
    path = Path(path)
    try:
        found = probe(path)
        if found.duration_s and found.duration_s > MAX_SECONDS + 1:
            return Preflight(declared=found.duration_s, format=found.format, problems=(_too_long(),))
        decoding, levels, peaks = Decoding(path), Levels(), Peaks()
        slow = _listen(decoding, levels, peaks)
    except AudioError as error:
        return Preflight(problems=(Problem(error.code, "refuse", error.message),))
    return Preflight(
        duration=round(levels.duration, 3),
        declared=found.duration_s,
        format=found.format,
        codec=found.codec,
        channels=found.channels,
        silence_ratio=round(levels.silence_ratio, 4),
        clipping_ratio=round(levels.clipping_ratio, 5),
        inverted_stereo=levels.inverted,
        dead_channel=levels.dead_channel,
        level_db=round(levels.level_db, 1),
        waveform=tuple(peaks.values(points)),
        problems=tuple(_problems(found, decoding, levels, slow, path)),
    )


def _listen(decoding: Decoding, levels: Levels, peaks: Peaks) -> bool:
    """True when the file was given up for being too slow to decode."""
    begun = time.monotonic()
    for piece in decoding:
        levels.push(piece)
        peaks.push(mixed(piece))
        spent = time.monotonic() - begun
        if spent > _PATIENCE and levels.duration < spent * _FASTEST:
            return True
    return False


def _problems(found: AudioProbe, decoding: Decoding, levels: Levels, slow: bool, path: Path) -> list[Problem]:
    refusals = list(_refusals(levels))
    if refusals:
        return refusals[:1]
    return [*_damage(found, decoding, levels, slow, path), *_quality(levels)]


def _refusals(levels: Levels) -> list[Problem]:
    made = []
    if levels.duration > MAX_SECONDS:
        made.append(_too_long())
    if levels.samples == 0:
        made.append(
            Problem(
                "unreadable",
                "refuse",
                "Aucun son n’a pu être lu : le fichier est abîmé, chiffré ou vide. "
                "Copiez-le de nouveau depuis l’appareil d’origine.",
            )
        )
    elif levels.peak_db < _SILENT_DB:
        made.append(
            Problem(
                "silent",
                "refuse",
                "L’enregistrement est muet : le micro était sans doute coupé. "
                "Cherchez un autre enregistrement, ou déposez une transcription.",
            )
        )
    elif levels.duration < _SHORTEST:
        made.append(
            Problem("too_short", "refuse", "L’enregistrement dure moins d’une seconde : choisissez le bon fichier.")
        )
    return made


def _damage(found: AudioProbe, decoding: Decoding, levels: Levels, slow: bool, path: Path) -> list[Problem]:
    length = spoken(levels.duration)
    missing = 0.0 if found.format in _GUESSED else (found.duration_s or 0.0) - levels.duration
    cut = missing > max(2.0, 0.01 * levels.duration) or decoding.cut_short or slow or is_cut_short(path)
    if cut:
        return [
            Problem(
                "truncated",
                "warn",
                f"L’enregistrement est incomplet : il s’arrête à {length}"
                + (f" au lieu de {spoken(found.duration_s or 0)}" if missing > 2.0 else "")
                + ". Ce qui précède est gardé ; si vous avez l’original, envoyez-le de nouveau.",
            )
        ]
    if decoding.damaged > 2:
        return [
            Problem(
                "damaged",
                "warn",
                "Certains passages du fichier sont abîmés et sont remplacés par du silence. "
                "Si vous avez l’original, envoyez-le de nouveau.",
            )
        ]
    return []


def _quality(levels: Levels) -> list[Problem]:
    made = []
    if levels.inverted:
        made.append(
            Problem(
                "inverted_stereo",
                "warn",
                "Les deux voies de l’enregistrement s’annulent (un micro est branché à l’envers) : "
                "une seule est utilisée. Vérifiez le câblage avant la prochaine réunion.",
            )
        )
    if levels.dead_channel:
        made.append(
            Problem(
                "dead_channel",
                "warn",
                "Une des deux voies de l’enregistrement est muette : l’autre est utilisée. "
                "Vérifiez que personne ne parlait dans le micro coupé.",
            )
        )
    if levels.clipping_ratio > _CLIPPED:
        made.append(
            Problem(
                "clipped",
                "warn",
                "Le son sature : des mots seront mal reconnus, relisez avec soin. "
                "Baissez le niveau du micro la prochaine fois.",
            )
        )
    if levels.level_db < _FAINT_DB:
        made.append(
            Problem(
                "faint",
                "warn",
                "Le son est très faible : des mots seront mal reconnus, relisez avec soin. "
                "Rapprochez le micro la prochaine fois.",
            )
        )
    elif levels.silence_ratio > _MOSTLY_SILENT:
        made.append(
            Problem(
                "mostly_silent",
                "warn",
                f"L’enregistrement est silencieux à {round(levels.silence_ratio * 100)} % : "
                "écoutez-le pour vérifier que la réunion y est.",
            )
        )
    return made


def _too_long() -> Problem:
    return Problem(
        "too_long", "refuse", "L’enregistrement dépasse 6 heures : coupez-le, et déposez chaque partie à part."
    )


def spoken(seconds: float) -> str:
    """A duration as a person says it: "1 h 05 min", "3 min 20 s", "45 s"."""
    whole = round(seconds)
    hours, minutes, rest = whole // 3600, whole % 3600 // 60, whole % 60
    if hours:
        return f"{hours} h {minutes:02d} min"
    return f"{minutes} min {rest:02d} s" if minutes else f"{rest} s"
