"""Votes on who speaks, drawn from the cues of each turn and from who speaks before and after it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Protocol

from beffroi.facts.text import fold
from beffroi.minutes.domain.named_people import Named, Person, as_said
from beffroi.minutes.domain.naming_cues import Cue, Said, cue_of
from beffroi.minutes.domain.types import Utterance


class NameFinder(Protocol):
    def find(self, text: str) -> list[Named]: ...


@dataclass(frozen=True, slots=True)
class Vote:
    how: str
    weight: float
    source: int


@dataclass(slots=True)
class Ballots:
    """For each (voice, person): the votes, and how often that voice named that person as somebody else."""

    votes: dict[tuple[str, Person], list[Vote]] = field(default_factory=lambda: defaultdict(list))
    against: dict[tuple[str, Person], int] = field(default_factory=lambda: defaultdict(int))


@dataclass(frozen=True, slots=True)
class SpeakingTurn:
    voice: str
    utterances: tuple[Utterance, ...]

    @property
    def text(self) -> str:
        return " ".join(utterance.text for utterance in self.utterances)

    @property
    def words(self) -> int:
        return len(self.text.split())


_VOCATIVES = (Cue.ASKED, Cue.CALLED, Cue.THANKED)
"""Cues that speak to the person named."""
NEAR_END = 45
"""Words that may still follow a cue before the person called speaks."""
AT_START = 14
"""Words that may come before thanks or a name that answers the voice before."""
_ASKS_WHO = re.compile(
    r"\b(?:qui (?:parle|etes|es|est a|est au|est la|est en ligne|ai je)|(?:de la|a la) part de qui|(?:votre|ton) (?:nom|prenom)|c'est qui|qui c'est"
    r"|(?:vous|tu) (?:etes|es|vous appelez|t'appelles)(?: (?:qui|comment))?)\b[^.!]*\?\s*$"
)
"""A question on who one is."""
_WHO = re.compile(r"\bqui (?:a|va|fait|est ce qui|s'occupe|prend|peut|veut|doit|avait)\b[^.!]*\?\s*$")
_WELCOME = re.compile(r"^\W*(?:de rien|avec plaisir|je (?:t'en|vous en) prie|pas de quoi|c'est normal|c'est naturel)\b")
"""What answers thanks."""
_ADDRESSES = re.compile(r"[,?]|\b(?:bonjour|bonsoir|salut)\b|\b(?:vous|tu|toi|merci|pardon)\b")
_BREAKS_IN = re.compile(r"^\W*(?:je,? )*(?:je peux (?:completer|ajouter|preciser)|juste|attendez|attends|avant|un mot|pardon|excusez|permettez)\b")
A_REMARK = 3
A_NAME_GIVEN = 10
_NAME_ASKED = re.compile(r"\b(?:(?:votre|ton) (?:nom|prenom)|de la part de qui|c'est qui|qui (?:parle|etes vous|es tu|est a l'appareil))\b[^.!?]*\?\s*$")
_REBUKED = re.compile(r"\blaisse[zr]? (?:le|la|les|moi|nous|[a-z]+ [a-z]+) (?:finir|parler|terminer|repondre)\b|\b(?:s'il te plait|du calme|doucement|calme toi|calmez vous)\b")
_ITS_MINE = re.compile(r"^\W*(?:oui,? )?c'est (?:bien )?moi(?:[ -]meme)?\b(?! qui)")
_ROUND = re.compile(r"\bqui est (?:la|en ligne|present|autour)\b[^.?!]*\?|\b(?:presentez vous|tour de table|vos noms|chacun se presente)\b")
A_SHORT_TURN = 25
_OWN_ANSWER = re.compile(r"\b(?:oui|non|si|presente?|notre|nos|je|j'|j'ai|moi|me|m'|mon|ma|mes|pardon|desolee?|merci|volontiers|d'accord|ok|bien sur|nous|on)\b|\bj'")
_OF_ANOTHER = re.compile(r"\b(?:elle|il) (?!y |faut|faisait|fait|reste|pleut)|\b(?:lui|eux)\b")
_WELCOMES = re.compile(
    r"^\W*(?:merci|oui|bien|bonjour|bonsoir|effectivement|absolument|tout a fait|volontiers|je vous)"
)
_ACCEPTS = re.compile(r"^\W*(?:merci|oui|j'accepte|volontiers|d'accord|tres bien|c'est entendu|avec plaisir)")
_PRESENT = re.compile(r"\b(?:presente?|oui|la|ici)\b")
_INTERRUPTED = re.compile(
    r"\b(?:coupe la parole|m'as coupe|m'avez coupe|m'a coupe|laisse[zr]?-moi (?:finir|terminer|repondre))"
)
_ELSEWHERE = re.compile(
    r"\b(?:(?:elle|il) (?:n'est|est) (?:pas|absente?|en retard|excusee?|partie?)|pas (?:encore )?arrivee?|a sa place"
    r"|absente?|excusee?)\b"
)
_SENTENCE = re.compile(r"[^.!?…]*[.!?…]+[\"»)]*\s*|[^.!?…]+$")
_ABBREVIATED = re.compile(r"(?:\b(?:M|Mme|Mlle|Dr|Pr|St|Ste))\.\s*$")
_CUT_OFF = re.compile(r"(?:—|–|-|…|\.\.\.)\s*$")


def collect(utterances: Sequence[Utterance], finder: NameFinder) -> Ballots:
    turns = [
        SpeakingTurn(voice, tuple(group)) for voice, group in groupby(utterances, key=lambda utterance: utterance.voice)
    ]
    ballots = Ballots()
    for at, turn in enumerate(turns):
        for said in _cues(turn, finder):
            _count(ballots, turns, at, said)
    return ballots


def _cues(turn: SpeakingTurn, finder: NameFinder) -> Iterator[Said]:
    parts = [(each.index, sentence) for each in turn.utterances for sentence in sentences(as_said(each.text))]
    lengths = [len(sentence.split()) for _, sentence in parts]
    cut_off = bool(_CUT_OFF.search(turn.text))
    found = [finder.find(sentence) for _, sentence in parts]
    people = {named.person for each in found for named in each}
    for at, (index, sentence) in enumerate(parts):
        after = sum(lengths[at + 1 :])
        asks = at + 1 < len(parts) and parts[at + 1][1].endswith("?")
        for named in found[at]:
            before = sum(lengths[:at]) + len(sentence[: named.start].split())
            cue = cue_of(sentence, named)
            yield Said(cue, named, index, before, after, cut_off and not after, asks, len(people) == 1)


def sentences(text: str) -> list[str]:
    """Sentences, not cut after "M." """
    found: list[str] = []
    for match in _SENTENCE.finditer(text):
        if found and _ABBREVIATED.search(found[-1]):
            found[-1] += match[0]
        else:
            found.append(match[0])
    return [sentence.strip() for sentence in found if sentence.strip()]


def _count(ballots: Ballots, turns: Sequence[SpeakingTurn], at: int, said: Said) -> None:
    turn, person = turns[at], said.named.person
    if not turn.voice and len({each.voice for each in turns}) == 1:
        return
    for voice, weight, how in _votes(turns, at, said):
        if voice != turn.voice or how == Cue.SELF:
            ballots.votes[voice, person].append(Vote(how, weight * said.named.likeness, said.utterance))
    if said.cue not in (Cue.SELF, Cue.STATED) and not (said.named.role and said.cue is Cue.SPOKEN_OF):
        ballots.against[turn.voice, person] += 1


def _votes(turns: Sequence[SpeakingTurn], at: int, said: Said) -> Iterator[tuple[str, float, str]]:
    """Voice, weight and reason for each vote that the cue makes."""
    turn = turns[at]
    before = turns[at - 1] if at else None
    after = _answering(turns, at)
    starts, ends = said.before <= AT_START, said.after <= NEAR_END
    others = said.cue not in (Cue.SELF, Cue.STATED)
    if after and others and said.after <= AT_START and _ITS_MINE.match(_start(after)) and not _WHO.search(_start(turn)):
        yield after.voice, 0.8, Cue.ASKED
    elif said.alone and turn.words <= A_NAME_GIVEN and not said.after and "?" not in turn.text and _names_asked(turns, at):
        yield turn.voice, 0.9, Cue.SELF
    elif said.cue is Cue.SELF:
        yield turn.voice, 0.95, Cue.SELF
    elif said.cue is Cue.STATED:
        first = all(earlier.voice != turn.voice for earlier in turns[:at])
        told = before is not None and before.text.rstrip().endswith("?") and _ASKS_WHO.search(_start(before))
        if said.before <= 2 * AT_START and (told or (first and not _asks_of_another(before))):
            yield turn.voice, 0.9, Cue.SELF
    elif said.cue is Cue.THANKED and after and ends and _WELCOME.match(_start(after)):
        yield after.voice, 0.7, Cue.THANKED
    elif said.cue in _VOCATIVES and (other := _the_other(turns, turn.voice)):
        yield other, 0.65, said.cue
    elif said.cue is Cue.THANKED and before and starts:
        yield before.voice, 0.65 if said.before <= 3 else 0.5, Cue.THANKED
    elif said.cue is Cue.AGREED and before:
        yield before.voice, 0.35, Cue.AGREED
    elif said.cue is Cue.FLOOR and after and ends:
        yield after.voice, _floor_weight(after), Cue.FLOOR
    elif said.cue is Cue.PRESENTED and after and ends:
        yield after.voice, 0.65 if _WELCOMES.match(_start(after)) else 0.4, Cue.PRESENTED
    elif said.cue is Cue.DESIGNATED and after and ends:
        yield after.voice, 0.7 if _ACCEPTS.match(_start(after)) else 0.3, Cue.DESIGNATED
    elif said.cue is Cue.ROLL_CALL and after and said.after <= 3:
        if after.words <= 6 and _PRESENT.search(fold(after.text)):
            yield after.voice, 0.75, Cue.ROLL_CALL
        else:
            yield after.voice, 0.4 if _BREAKS_IN.match(_start(after)) else 0.6, Cue.FLOOR
    elif said.cue in (Cue.ASKED, Cue.CALLED):
        yield from _called_votes(turns, at, said, before, after, starts, ends)


def _called_votes(
    turns: Sequence[SpeakingTurn],
    at: int,
    said: Said,
    before: SpeakingTurn | None,
    after: SpeakingTurn | None,
    starts: bool,
    ends: bool,
) -> Iterator[tuple[str, float, str]]:
    """A name called: whoever spoke just before, or whoever answers; the one who protests if cut off."""
    turn, asked, goes_on = turns[at], said.cue is Cue.ASKED, said.then_asks
    if said.cut_off:
        protests = next((t for t in turns[at + 1 : at + 4] if _INTERRUPTED.search(fold(t.text))), None)
        if protests:
            yield protests.voice, 0.6, said.cue
        return
    if before and turn.words <= A_NAME_GIVEN and _REBUKED.search(fold(turn.text).replace("-", " ")):
        yield before.voice, 0.65, said.cue
        return
    if before and after and before.voice == after.voice and _between(turn, said):
        yield before.voice, 0.65, said.cue
        return
    if before and starts:
        answers = before.text.rstrip().endswith("?") and at > 0 and said.before <= A_REMARK
        yield before.voice, 0.25 if asked else (0.6 if answers else 0.35), said.cue
    if after and ends and (asked or goes_on or said.after <= NEAR_END // 2):
        weight = 0.62 if turn.text.rstrip().endswith("?") and _answers(after) else 0.5
        yield after.voice, weight if asked or goes_on else 0.25, said.cue


def _the_other(turns: Sequence[SpeakingTurn], voice: str) -> str:
    """The only other voice of a conversation between two, or nothing."""
    others = {turn.voice for turn in turns} - {voice}
    return others.pop() if len(others) == 1 else ""


def _between(turn: SpeakingTurn, said: Said) -> bool:
    """Called in a short remark between two turns of one voice: of that voice, in all likelihood."""
    return said.before + said.after <= A_SHORT_TURN and bool(_ADDRESSES.search(fold(turn.text)))


def _answers(turn: SpeakingTurn) -> bool:
    """Whether a turn begins as an answer about oneself, and speaks of nobody else."""
    words = _start(turn).split()[:8]
    start = " ".join(words)
    return bool(_OWN_ANSWER.search(start)) and not _OF_ANOTHER.search(start)


def _names_asked(turns: Sequence[SpeakingTurn], at: int) -> bool:
    """Whether everybody was just asked who they are, only short answers standing between."""
    for turn in reversed(turns[max(0, at - 4) : at]):
        said = _start(turn).replace("-", " ")
        if _ROUND.search(said) or _NAME_ASKED.search(said):
            return True
        if turn.words > A_NAME_GIVEN:
            return False
    return False


def _asks_of_another(before: SpeakingTurn | None) -> bool:
    """Whether a question about somebody stands before ("Qui a fermé ?"), so that "c'est Julie" names another."""
    return before is not None and bool(_WHO.search(_start(before)))


def _answering(turns: Sequence[SpeakingTurn], at: int) -> SpeakingTurn | None:
    """Who speaks next, unless they begin by saying that the one called is not there."""
    following = [turn for turn in turns[at + 1 : at + 3] if turn.voice != turns[at].voice]
    if not following or _ELSEWHERE.search(" ".join(_start(following[0]).split()[:12])):
        return None
    return following[0]


def _floor_weight(after: SpeakingTurn) -> float:
    if after.words <= A_REMARK:
        return 0.4
    return 0.7 + (0.1 if _WELCOMES.match(_start(after)) else 0.0) + (0.08 if after.words >= 15 else 0.0)


def _start(turn: SpeakingTurn) -> str:
    return fold(turn.text).replace("’", "'")
