# ruff: noqa: E501  (patterns read best whole)
"""Who voted, by name: the people named in a sentence, one after the other."""

from __future__ import annotations

import re

from beffroi.minutes.domain.passages import Passage
from beffroi.minutes.domain.people import People
from beffroi.minutes.domain.text import fold
from beffroi.minutes.domain.vote_counts import Voters

_WORDS_OF_LIST_WORDS = """
    monsieur madame messieurs mesdames m mme et par procuration puis ainsi que aussi le la de d du avec pouvoir
    son sa plus oui il y a c'est donc voila alors
"""
_LIST_WORDS = frozenset(_WORDS_OF_LIST_WORDS.split())
_CALLED = re.compile(r"\b(?:madame|monsieur|mme|m\.?) (?:(?:le|la|de|du|des|d') ?)?[a-z]+")
_TITLED = re.compile(
    r"\b(?:monsieur|madame|mme|m\.)(?: (?:le|la) (?:maire|presidente?|adjointe?)| (?:(?:de la|de|du|des|le|la|d'|l') ?)?"
    r"(?!(?:vote|s'abst|contre|pour|qui|est|et|ne)\b)[a-z]{2,}(?:-[a-z]+)?)\b"
)
_CHAIR = re.compile(r",? ?\b(?:monsieur|madame|mme|m\.) (?:le|la) (?:maire|presidente?)\b")
"""Whoever answers speaks to the chair: the chair is not named as a voter."""
_ADDRESSED = re.compile(
    r"^\W*(?:merci|bonsoir|bonjour|bien,? merci)\b|\b(?:vous avez|la parole|votre|vos|avez vous|pouvez vous)\b"
)
"""Somebody spoken to rather than counted ("monsieur Petit, vous avez la parole")."""
_BETWEEN = re.compile(
    r"[ ,]*(?:\b(?:et|ainsi que|puis|aussi|par procuration)\b[ ,]*)*(?:messieurs|mesdames|monsieur|madame|mme|m\.)? ?"
)
_GROUP = re.compile(
    r"\b(?:groupe|collegues|amis|camarades|equipe|elus|liste|autour|proposition|amendement|voeu|motion|candidature)(?: \w+)? (?:de|d'|du) ?(?:(?:messieurs|mesdames) )?$"
)
"""Names that stand for a group count nobody ("le groupe de monsieur Roux vote contre")."""

_GROUPS = re.compile(
    r"\b(?:(?:les |des |quelques |plusieurs )?(?:elus|conseillers|membres|collegues) (?:du |de la |de l'|de |d'))?(?:(?:le |la |du |les |un |de la |au )?(?:groupe|liste)s?(?: pour\b| contre\b)?|(?:le |la |du |les |de la )?(?:minorite|majorite municipale|camarades)|(?:de )?l'opposition(?! de (?:monsieur|madame|m\.|mme)))\b(?:(?! (?:vote|votent|s'|est\b|sont\b|se\b|ne\b|contre\b|pour\b|soit\b|donc\b|\d|adopt|approuv|qui\b|a vote|ont vote))[a-z' ])*"
)


def own_names(sentence: str, passage: Passage, people: People) -> tuple[str, ...]:
    """Names of the passage that are said in this part of it."""
    return tuple(dict.fromkeys(name for _, _, name in _said(sentence, passage, people)))


def _said(sentence: str, passage: Passage, people: People) -> list[tuple[int, int, str]]:
    """(start, end, name) of everybody named in a sentence: as the roster or the talk has them, else as said."""
    found: list[tuple[int, int, str]] = []
    for mention in people.mentions(passage.text):
        said = fold(mention.text)
        at = next((at for at in (sentence.find(said), sentence.find(said.split()[-1])) if at >= 0), -1)
        if at >= 0 and not any(start <= at < end for start, end, _ in found):
            member = people.member(mention)
            width = len(said) if sentence.startswith(said, at) else len(said.split()[-1])
            found.append((at, at + width, member.full_name if member else mention.full))
    for hit in _TITLED.finditer(sentence):
        if not any(start < hit.end() and hit.start() < end for start, end, _ in found):
            found.append((*hit.span(), hit[0].split()[-1].title()))
    return sorted(found)


def voters(sentence: str, passage: Passage, people: People) -> list[Voters]:
    """The lists of people named in a sentence, with how many they are."""
    lists: list[Voters] = []
    for start, end, _ in _said(sentence, passage, people):
        begin = start
        title = re.search(r"\b(?:messieurs|mesdames|monsieur|madame|mme|m\.) $", sentence[:start])
        if title:
            begin = title.start()
        if lists and _BETWEEN.fullmatch(sentence[lists[-1].end : begin]):
            last = lists.pop()
            count = None if last.count is None else last.count + 1
            lists.append(Voters(last.start, end, count))
        else:
            lists.append(Voters(begin, end, None if _GROUP.search(sentence[:begin]) else 1))
    groups = [Voters(*hit.span(), None) for hit in _GROUPS.finditer(sentence)]
    return [*groups, *(one for one in lists if not any(group.start <= one.start < group.end for group in groups))]


def answering_names(sentence: str, passage: Passage, people: People) -> tuple[tuple[str, ...], bool]:
    """The names that answer a question, and whether the sentence holds nothing else."""
    if _ADDRESSED.search(sentence):
        return (), False
    sentence = _CHAIR.sub("", sentence)
    names = own_names(sentence, passage, people)
    if (
        not names
        or len(sentence.split()) > 4 * len(names) + 4
        or any(each.count is None for each in voters(sentence, passage, people))
    ):
        return (), False
    said = {word for mention in people.mentions(passage.text) for word in fold(mention.text).split()}
    return names, set(re.findall(r"[a-z]+", _CALLED.sub(" ", sentence))) <= said | _LIST_WORDS
