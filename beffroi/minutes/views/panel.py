"""The panel: the one thing in focus. A point to check, a sentence to write, a voice to name, words to correct.

What it shows is said by the address (?point=, ?phrase=, ?ajouter=, ?voix=, ?paroles=), so that every state has a
link and works without script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import Http404

from beffroi.minutes.actions.approve import stale_sentences
from beffroi.minutes.actions.name_voice import extracts
from beffroi.minutes.domain.types import FlagKind
from beffroi.minutes.models import Flag, Minutes, Section, Sentence, Utterance, Voice

KIND_NAMES = {
    FlagKind.FIGURE: "Chiffre",
    FlagKind.VOTE: "Vote",
    FlagKind.DATE: "Date",
    FlagKind.NAME: "Nom",
    FlagKind.SPEAKER: "Qui parle",
    FlagKind.SOURCE: "Sans source sûre",
    FlagKind.CUT: "Passage non repris",
    FlagKind.LEGAL: "Mention légale",
    FlagKind.HEARD: "Mal entendu",
}
FOUND = {
    "chair": "Nom trouvé parce que cette voix préside la réunion.",
    "transcript": "Nom écrit dans la transcription.",
    "given_floor": "Nom trouvé quand la parole lui a été donnée.",
    "called": "Nom trouvé parce qu’on s’est adressé à cette personne.",
    "asked": "Nom trouvé parce qu’une question lui a été posée.",
    "self_introduction": "Cette personne s’est présentée.",
    "thanked": "Nom trouvé parce que cette personne a été remerciée.",
    "roll_call": "Nom trouvé pendant l’appel.",
    "designated": "Nom trouvé quand cette personne a été désignée.",
}
Panel = dict[str, Any]


def panel(minutes: Minutes, asked: Mapping[str, str], flags: Sequence[Flag], **more: Any) -> Panel:
    """The panel that the address asks for; without one, the first open point. Raises Http404."""
    if key := asked.get("phrase"):
        return _sentence(minutes, key, asked.get("point"), **more)
    if key := asked.get("ajouter"):
        return _addition(minutes, key, asked)
    if key := asked.get("voix"):
        return _voice(minutes, key, asked.get("point"))
    if key := asked.get("paroles"):
        return _utterance(minutes, key, **more)
    return _flag(minutes, flags, asked)


def _one(rows: Any, key: str) -> Any:
    found = rows.filter(pk=key).first() if key.isdigit() else None
    if found is None:
        raise Http404
    return found


def _flag_of(minutes: Minutes, key: str | None) -> Flag | None:
    return minutes.flags.filter(pk=key).first() if key and key.isdigit() else None


def _flag(minutes: Minutes, flags: Sequence[Flag], asked: Mapping[str, str]) -> Panel:
    if not flags:
        return _stale(minutes)
    index = _index(flags, asked)
    flag = flags[index]
    same = [each for each in flags if each.kind == flag.kind]
    voice = _unnamed(minutes, flag) if flag.kind == FlagKind.SPEAKER else None
    return {
        "mode": "flag",
        "flag": flag,
        "kind": KIND_NAMES[FlagKind(flag.kind)],
        "rank": index + 1,
        "count": len(flags),
        "next": flags[(index + 1) % len(flags)] if len(flags) > 1 else None,
        "previous": flags[index - 1] if len(flags) > 1 else None,
        "group": same if not flag.one_by_one and len(same) > 1 else [],
        "all_written": flag.sentence is not None and flag.written == flag.sentence.text,
        "voice": voice,
        "add_in": _where_to_add(minutes, flag),
        "sources": flag.sources or (flag.sentence.sources if flag.sentence else []),
        "names": _naming(minutes, voice) if voice else {},
    }


def _stale(minutes: Minutes) -> Panel:
    """No point is left: the sentences whose words were corrected are looked at again, one by one."""
    stale = stale_sentences(minutes)
    if not stale:
        return {"mode": "finished"}
    return {"mode": "stale", "sentence": stale[0], "sources": stale[0].sources, "count": len(stale)}


def _index(flags: Sequence[Flag], asked: Mapping[str, str]) -> int:
    """The point asked for, or the first one after a point that has just been answered (``apres``)."""
    keys = [str(flag.pk) for flag in flags]
    if asked.get("point") in keys:
        return keys.index(asked["point"])
    rank = asked.get("rang", "")
    return int(rank) % len(flags) if rank.isdigit() else 0


def _where_to_add(minutes: Minutes, flag: Flag) -> Section | None:
    if flag.sentence_id:
        return None
    section: Section | None = flag.section or minutes.sections.first()
    return section


def _unnamed(minutes: Minutes, flag: Flag) -> Voice | None:
    utterances = minutes.meeting.utterances.filter(index__in=flag.sources).select_related("voice")
    voices = [each.voice for each in utterances if each.voice]
    return next((voice for voice in voices if not voice.name), voices[0] if voices else None)


def _sentence(minutes: Minutes, key: str, point: str | None, **more: Any) -> Panel:
    sentence = _one(Sentence.objects.filter(section__minutes=minutes).select_related("section"), key)
    flag = _flag_of(minutes, point)
    return {"mode": "sentence", "sentence": sentence, "flag": flag, "sources": sentence.sources, "error": "", **more}


def _addition(minutes: Minutes, key: str, asked: Mapping[str, str]) -> Panel:
    section = _one(minutes.sections, key)
    after = asked.get("apres", "")
    return {
        "mode": "add",
        "section": section,
        "after": section.sentences.filter(pk=after).first() if after.isdigit() else None,
        "flag": _flag_of(minutes, asked.get("point")),
        "error": "",
    }


def _voice(minutes: Minutes, key: str, point: str | None) -> Panel:
    voice = _one(minutes.meeting.voices, key)
    names = _naming(minutes, voice)
    return {
        "mode": "voice",
        "voice": voice,
        "flag": _flag_of(minutes, point),
        "names": names,
        "found": FOUND.get(voice.how, "") if voice.name else "",
        "error": "",
    }


def _naming(minutes: Minutes, voice: Voice) -> Panel:
    return {"extracts": extracts(voice), "participants": list(minutes.meeting.participants.all())}


def _utterance(minutes: Minutes, key: str, **more: Any) -> Panel:
    utterance: Utterance = _one(minutes.meeting.utterances.select_related("voice"), key)
    return {"mode": "utterance", "utterance": utterance, "error": "", **more}
