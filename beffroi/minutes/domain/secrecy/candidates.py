"""What should perhaps be masked before the public reads or hears it, with why: shown to a person, who decides.

Recall first: a passage too many costs a click, a passage missed costs somebody's privacy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from beffroi.facts import KnownName, find_names, fold, split_sentences
from beffroi.facts.commonwords import NOT_NAMES
from beffroi.facts.firstnames import FIRST_NAMES
from beffroi.facts.people import Roster, roster, tokens
from beffroi.minutes.domain.types import Member, Utterance

from .identifiers import identifiers
from .sensitive import Secret, in_office, secrets_of, somebody
from .stretches import Interval

_PRONOUN = re.compile(
    r"(?:et |mais |or |car |donc |alors |depuis,? )?"
    r"(?:il|elle|ils|elles|son|sa|ses|cette (?:personne|dame|famille)|ce monsieur|l'interessee?)(?![a-z])"
)
_KIN = re.compile(
    r"(?<![A-Za-zÀ-ÿ])(?:[Ff]amille|[ÉéEe]poux|[Ff]ils|[Ff]ille|[Pp]ère|[Mm]ère|[Ff]rères?|[Ss]œur|[Vv]oisine?|[Pp]apa|[Mm]aman|[Cc]onsorts|[Vv]euve|[Ll]’agent|[Ll]'agent|[Pp]etite?|[Jj]eune)\s"
    r"(?:de\s)?((?:[A-ZÀ-Þ][A-Za-zÀ-ÿ’'-]+\s?){1,3})"
)
_THE_FAMILY = re.compile(r"(?<![A-Za-zÀ-ÿ])[Ll]es\s([A-ZÀ-Þ][a-zà-ÿ]{2,}(?<![sx]))(?![A-Za-zÀ-ÿ-])(?!\s[A-ZÀ-Þ])")
""""les Mougenot": a name takes no plural ending, a word does."""
_PAIR = re.compile(
    r"(?:(?<=\sà\s)|(?<=\sde\s))[A-ZÀ-Þ][a-zà-ÿ]+(?:-[A-ZÀ-Þ][a-zà-ÿ]+)?\s[A-ZÀ-Þ][A-Za-zà-ÿ]+(?![A-Za-zÀ-ÿ-])"
)
_FEASTS = {"noel", "toussaint"}
_LONE = re.compile(r"(?<![A-Za-zÀ-ÿ’'-])[A-ZÀ-Þ][a-zà-ÿ]+(?:-[A-ZÀ-Þ][a-zà-ÿ]+)?(?![A-Za-zÀ-ÿ-])")


@dataclass(frozen=True, slots=True)
class Passage:
    """A text that the public may read. ``where`` in French ("procès-verbal, point 3"); ``said`` the utterance that it
    is, or None for a written text."""

    text: str
    where: str
    said: Utterance | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """``terms`` masked wherever they stand; else the utterance from ``start`` to ``end`` (seconds, None: all of it).
    ``why`` in French."""

    reason: str
    why: str
    terms: tuple[str, ...] = ()
    utterance: int | None = None
    start: float | None = None
    end: float | None = None
    named: bool = False
    """The term is somebody's name."""
    weight: int = 1
    """How much is told: named only, private life, or health and service."""

    @property
    def key(self) -> tuple[object, ...]:
        """What makes it the same candidate the next time."""
        if self.terms:
            return tuple(fold(term) for term in self.terms)
        return self.reason, self.utterance, self.start


def find_candidates(passages: Iterable[Passage], members: Sequence[Member]) -> list[Candidate]:
    """In the order met, each once: a person once, for the gravest of what is told. ``members``: the elected, whose
    names and votes are public."""
    book = roster([KnownName(each.last_name, each.first_name, each.aliases) for each in members])
    found: dict[tuple[object, ...], Candidate] = {}
    for passage in passages:
        for candidate in _in_passage(passage, book):
            known = found.get(candidate.key)
            if known is None or candidate.weight > known.weight:
                found[candidate.key] = candidate
    return _people_once(list(found.values()))


def _people_once(found: list[Candidate]) -> list[Candidate]:
    """ "Mme Rossignol" goes where "Josiane Rossignol" is: masking the one masks the other."""
    names = [tokens(each.terms[0]) for each in found if each.named]
    kept = []
    for each in found:
        words = tokens(each.terms[0]) if each.named else ()
        fuller = [other for other in names if len(other) > len(words) and words and other[-len(words) :] == words]
        if not (each.named and fuller):
            kept.append(each)
            continue
        better = next(other for other in found if other.named and tokens(other.terms[0]) == fuller[0])
        if each.weight > better.weight:
            # What is told is graver where the name is shorter: the fuller name takes its reason.
            place = kept.index(better) if better in kept else found.index(better)
            graver = replace(better, reason=each.reason, why=each.why, weight=each.weight)
            (kept if better in kept else found)[place] = graver
    return kept


def _in_passage(passage: Passage, book: Roster) -> Iterator[Candidate]:
    before: list[str] = []
    for start, end in split_sentences(passage.text) or [(0, len(passage.text))]:
        sentence = passage.text[start:end]
        for first, last, what in identifiers(sentence):
            yield Candidate(Secret.PRIVATE_LIFE, f"{what}, {passage.where}", (sentence[first:last],))
        names = strangers(sentence, book)
        folded = fold(sentence)
        who = names or (before if _PRONOUN.match(folded) else [])
        yield from _told(passage, (start, end), folded, who)
        before = who


def _told(passage: Passage, span: tuple[int, int], folded: str, who: list[str]) -> Iterator[Candidate]:
    """What the sentence tells of somebody: of the people named in it, and of one whom everybody would recognise. A
    resident or an agent who is only named is shown too; a person there by their office is not."""
    told = secrets_of(folded)
    why = f"{_quoted(passage.text[span[0] : span[1]])}, {passage.where}"
    for name in who:
        if told:
            yield Candidate(told[0], why, (name,), named=True, weight=2 + (told[0] != Secret.PRIVATE_LIFE))
        elif not in_office(folded):
            yield Candidate(Secret.PRIVATE_LIFE, why, (name,), named=True)
    # Beside somebody named, another is meant where two things are told.
    unnamed = told[1:] if who else told
    if unnamed and (somebody(folded) or (not who and unnamed[0] == Secret.HEALTH and _of_one(folded))):
        yield _whole(passage, span, unnamed[0], why)


_ONE = re.compile(r"(?<![a-z])(?:je|j'|mon|ma|il|elle|lui|m\.|mme|monsieur|madame|son|sa)(?![a-z])")


def _of_one(folded: str) -> bool:
    """An elected member's health is theirs too: "M. Tissot est excusé, il est hospitalisé"."""
    return bool(_ONE.search(folded))


def _quoted(sentence: str) -> str:
    short = sentence if len(sentence) <= 120 else sentence[:117].rsplit(" ", 1)[0] + "…"
    return f"«\u00a0{short}\u00a0»"


def _whole(passage: Passage, span: tuple[int, int], secret: Secret, why: str) -> Candidate:
    if passage.said is None:
        return Candidate(secret, why, (passage.text[span[0] : span[1]],))
    times = times_of(passage.said, *span)
    start, end = times if times else (None, None)
    return Candidate(secret, why, (), passage.said.index, start, end)


def times_of(utterance: Utterance, start: int, end: int) -> Interval | None:
    """The seconds of ``text[start:end]``; None where the words do not follow the text: then all of it is meant."""
    at, inside = 0, []
    for word in utterance.words:
        place = utterance.text.find(word.text.strip(), at)
        if place < 0:
            return None
        at = place + len(word.text.strip())
        if place < end and at > start:
            inside.append(word)
    return (inside[0].start, inside[-1].end) if inside else None


def strangers(sentence: str, book: Roster) -> list[str]:
    """Names of people who are not of the roster, as written, without their title."""
    named = [each for each in find_names(sentence, book) if each.known is None and not _elected(each.last, book)]
    found = [each.full for each in named if not _of_a_place(sentence, each.start)]
    for match in _PAIR.finditer(sentence):
        if _is_pair(sentence, match, book):
            found.append(match[0])
    for match in (*_KIN.finditer(sentence), *_THE_FAMILY.finditer(sentence)):
        name = match[1].strip()
        if not _elected(name, book):
            found.append(name)
    taken = {word for name in (*found, *(each.full for each in named)) for word in tokens(name)} | _FEASTS
    elected = {word for person in book.people for word in (*tokens(person.first), *tokens(person.last))}
    for match in _LONE.finditer(sentence):
        words = tokens(match[0])
        known = all(word in FIRST_NAMES for word in words) and not set(words) & (taken | elected)
        if known and _is_lone(sentence, match):
            found.append(match[0])
    return _fullest(list(dict.fromkeys(name for name in found if name)))


def _fullest(names: list[str]) -> list[str]:
    """Without those that another holds."""
    words = [set(tokens(name)) for name in names]
    return [name for at, name in enumerate(names) if not any(words[at] < other for other in words)]


def _is_pair(sentence: str, match: re.Match[str], book: Roster) -> bool:
    """ "à Maëlle Sauvageot": two words with capitals inside a sentence, of which none is a place nor an office."""
    words = tokens(match[0])
    roles = NOT_NAMES | {each for person in book.people for each in (*tokens(person.first), *tokens(person.last))}
    return not set(words) & roles and not _of_a_place(sentence, match.start())


def _elected(name: str, book: Roster) -> bool:
    words = tokens(name)
    return any(words == tokens(person.last) or words == tokens(person.full) for person in book.people)


def _is_lone(sentence: str, match: re.Match[str]) -> bool:
    """A first name by itself: not that of a street, of a school or of a saint."""
    after = sentence[match.end() : match.end() + 2]
    return not _of_a_place(sentence, match.start()) and not (after[:1] in (" ", "-") and after[1:2].isupper())


_PLACE = re.compile(
    r"(?:rue|place|avenue|ecole|salle|saint|sainte|st|ste|college|lycee|stade|boulevard|allee|groupe|scolaire|gymnase|square"
    r"|impasse|residence|mediatheque|espace|hopital|fondation|loi|centre|creche|prix|quai|pont|rond-point|complexe)"
    r"(?: (?:du|de la|de l'|de|des))?[ -]$"
)


def _of_a_place(sentence: str, at: int) -> bool:
    return _PLACE.search(fold(sentence[max(at - 24, 0) : at])) is not None
