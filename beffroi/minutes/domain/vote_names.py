"""Who voted how, by name: after the count of a side, before "s'abstient", or in answer to the question."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from beffroi.minutes.domain.passages import Passage
from beffroi.minutes.domain.people import People
from beffroi.minutes.domain.text import fold
from beffroi.minutes.domain.vote_hearing import mend

Named = tuple[int, str, tuple[str, ...]]
"""Where in the sentence, the side, the names."""
_LIST_WORDS = frozenset(
    """monsieur madame messieurs mesdames m mme et par procuration puis ainsi que aussi le la de d du avec pouvoir son sa
    plus oui il y a c'est donc voila alors""".split()
)
_CALLED = re.compile(r"\b(?:madame|monsieur|mme|m\.?) (?:(?:le|la|de|du|des|d') ?)?[a-z]+")
_NAMED = {
    "against": re.compile(r"\b(?:vote|votent|voter|votant|est|sont|ont vote|a vote|etant|etait|etaient) contre\b|\bs'y? ?oppos(?:e|ent|ant)\b"),
    "abstain": re.compile(r"\b(?:s'|se )(?:abstient|abstiennent|abstenant)\b|\bs(?:'est|e sont) abstenue?s?\b"),
    "not_voting": re.compile(
        r"\bne (?:prend|prennent|prenant|participe|participent|participant|vote|votent) pas(?: part)?\b|\bse deporte(?:nt)?\b|\bs'etant deporte"
    ),
}  # fmt: skip
_OF_SOMEBODY = r"(?: celles?)? (?:de |d')(?:monsieur|madame|m\.|mme|messieurs|mesdames)\b"
_NOUNS = {
    "against": re.compile(rf"\b(?:l'opposition|(?:le|les) votes? contre|la voix contre){_OF_SOMEBODY}"),
    "abstain": re.compile(rf"\b(?:l'|les )abstentions?{_OF_SOMEBODY}"),
}
_ASKING = re.compile(r"(?:^|[.?!] ?)qui (?:s'abst|est contre|vote contre)")

_GROUP = re.compile(r"\b(?:groupe|collegues|amis|camarades|equipe|elus (?:du|de|d')|liste)\b")
"""Names that stand for a group count nobody: "le groupe de monsieur Roux vote contre".  """


def own_names(sentence: str, passage: Passage, people: People) -> tuple[str, ...]:
    """Names of the passage that are said in this part of it."""
    kept: list[str] = []
    for mention in people.mentions(passage.text):
        if fold(mention.text).split()[-1] in sentence:
            member = people.member(mention)
            kept.append(member.full_name if member else mention.full)
    return tuple(dict.fromkeys(kept))


def answering_names(sentence: str, passage: Passage, people: People) -> tuple[tuple[str, ...], bool]:
    """The names that answer a question, and whether the sentence holds nothing else."""
    names = own_names(sentence, passage, people)
    if not names or len(sentence.split()) > 4 * len(names) + 4:
        return (), False
    said = {word for mention in people.mentions(passage.text) for word in fold(mention.text).split()}
    return names, set(re.findall(r"[a-z]+", _CALLED.sub(" ", sentence))) <= said | _LIST_WORDS


def named_votes(
    sentence: str, passage: Passage, people: People, counted: Sequence[tuple[int, str, int]]
) -> Iterator[Named]:
    """Names with the side they are said on. ``counted``: (where, side, figure) of the sentence."""
    names = own_names(sentence, passage, people)
    if not names or _ASKING.search(sentence) or _GROUP.search(sentence):
        return
    sides = [each for each in counted if each[1] in ("against", "abstain", "not_voting")]
    nouns = list(_by_noun(sentence, passage, people, {each[1] for each in sides}))
    yield from nouns
    if len(sides) == 1 and not nouns:
        at, slot, count = sides[0]
        after = own_names(sentence[at:], passage, people)
        share = after[:count] if " dont " not in sentence else ()
        if share and not _other_side(sentence, slot):
            yield at + 1, slot, share
            return
    if len(sides) > 1:
        yield from _by_side(passage, people)
    elif any(pattern.search(sentence) for pattern in _NAMED.values()):
        yield from _by_clause(sentence, passage, people, {each[1] for each in sides})


def _by_noun(sentence: str, passage: Passage, people: People, counted: set[str]) -> Iterator[Named]:
    """ "L'abstention de madame Prigent": whoever is named abstains."""
    for slot, pattern in _NOUNS.items():
        hit = pattern.search(sentence)
        names = own_names(sentence[hit.start() :], passage, people) if hit else ()
        if hit and names and slot not in counted:
            yield hit.start(), slot, names


def _other_side(sentence: str, slot: str) -> bool:
    return any(other != slot and pattern.search(sentence) for other, pattern in _NAMED.items())


def _by_clause(sentence: str, passage: Passage, people: People, counted: set[str]) -> Iterator[Named]:
    """ "Monsieur A vote contre, madame B et monsieur C s'abstiennent": names, then what they do."""
    waiting: list[str] = []
    for index, clause in enumerate(_clauses(passage)):
        names = own_names(sentence, passage, people) if clause == passage.text else _said_in(clause, sentence, people)
        said = [slot for slot, pattern in _NAMED.items() if pattern.search(mend(fold(clause)))]
        waiting = [*waiting, *names] if names else waiting
        if len(said) == 1 and waiting:
            if said[0] not in counted:
                yield 20_000 + index, said[0], tuple(dict.fromkeys(waiting))
            waiting = []


def _said_in(clause: str, sentence: str, people: People) -> tuple[str, ...]:
    return people.names(clause) if any(word in sentence for word in fold(clause).split() if len(word) > 3) else ()


def _clauses(passage: Passage) -> list[str]:
    return re.split(r"[,;:]| et (?=(?:monsieur|madame|m\.|mme) [^,;:]* (?:s'|vote|ne |se ))", passage.text)


def _by_side(passage: Passage, people: People) -> Iterator[Named]:
    pieces = re.split(r"(contre|abst\w+|opposition\w*|part)", mend(passage.folded))
    cuts = re.split(r"([Cc]ontre|[Aa]bst\w+|[Oo]pposition\w*|part)", passage.text)
    if len(pieces) != len(cuts):
        return
    for index in range(1, len(cuts) - 1, 2):
        names = people.names(cuts[index + 1])
        word = cuts[index].lower()
        slot = "abstain" if word.startswith("abst") else "not_voting" if word == "part" else "against"
        if names:
            yield 10_000 + index, slot, names
