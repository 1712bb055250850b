"""People named in a French text: after a title, from the roster, or by a first and a last name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from beffroi.facts.commonwords import COMMON_WORDS, NOT_NAMES
from beffroi.facts.firstnames import FIRST_NAMES
from beffroi.facts.people import PARTICLES, Known, KnownName, Match, Roster, match_name, roster, split_name
from beffroi.facts.scan import Scan, scan
from beffroi.facts.text import fold

__all__ = ["Known", "KnownName", "Match", "NameMention", "find_names", "match_name"]


@dataclass(frozen=True, slots=True)
class NameMention:
    """A person named at ``text[start:end]`` (title included). ``title`` is "M.", "Mme" or "" (others as
    written); ``known`` is who it is in the roster, also where the name was misheard."""

    start: int
    end: int
    text: str
    last: str
    first: str = ""
    title: str = ""
    known: KnownName | None = None

    @property
    def full(self) -> str:
        """First and last name as the roster has them, else as written."""
        return self.known.full if self.known else f"{self.first} {self.last}".strip()


_WORD = r"[A-ZÀ-ÖØ-Þ](?:[A-Za-zÀ-ÖØ-öø-ÿ]|[-'](?=[A-Za-zÀ-ÿ]))*"
_INITIALS = r"[A-ZÀ-Þ]\.(?:-?[A-Z]\.)?"
_LINK = r"(?:(?:de la|de l'|de|du|des|d'|le|la|von|van|den|der|el|ben|da|di|dos)[ ]?(?=[A-ZÀ-Þ]))"
_NAME = rf"(?:{_INITIALS}[ ]?)?(?:{_LINK})?{_WORD}(?:[ ]{{1,2}}(?:{_LINK})?{_WORD}){{0,4}}"
_TITLE = (
    r"(?:[Mm]onsieur|MONSIEUR|[Mm]adame|MADAME|[Mm]ademoiselle|[Mm]essieurs|MM?\.|Mr\.?|M|Mmes?\.?|MME\.?|Mlles?\.?"
    r"|[Mm]esdames|Me|[Mm]aître|[Dd]octeur|Dr\.?|Pr\.?)"
)
_TITLED = re.compile(rf"(?<![A-Za-zÀ-ÿ])({_TITLE})[ ]{{1,2}}({_NAME})")
_MORE = re.compile(rf"(?:, | et )({_NAME})")
_SEQUENCE = re.compile(rf"(?<![A-Za-zÀ-ÿ0-9'-])(?:{_INITIALS}[ ]?{_WORD}|{_WORD}(?:[ ](?:{_LINK})?{_WORD}){{1,3}})")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;…\n«\"([•*>-])\s*(?:« ?)?$")


def find_names(text: str | Scan, known: Sequence[Known] | Roster = ()) -> list[NameMention]:
    """People named, in order. "monsieur le maire" is a role, not a name (unless an alias of someone known)."""
    page = scan(text)
    book = known if isinstance(known, Roster) else roster(known)
    found = [mention for finder in (_titled, _sequences) for mention in finder(page, book)]
    taken = bytearray(len(page.folded) + 1)
    kept: list[NameMention] = []
    for mention in [*_aliased(page, book), *found, *_rostered(page, book)]:
        if not any(taken[mention.start : mention.end]):
            taken[mention.start : mention.end] = b"\x01" * (mention.end - mention.start)
            kept.append(mention)
    return sorted((_original(page, mention) for mention in kept), key=lambda mention: mention.start)


def _original(page: Scan, mention: NameMention) -> NameMention:
    start, end = page.shape.span(mention.start, mention.end)
    return NameMention(start, end, page.shape.original[start:end], mention.last, mention.first, mention.title,
                       mention.known)  # fmt: skip


def _title(word: str) -> str:
    head = fold(word).rstrip(".")
    if head in ("monsieur", "m", "mr", "mm", "messieurs"):
        return "M."
    return "Mme" if head.startswith(("mme", "mad", "mlle", "mes")) else word


def _named(page: Scan, start: int, end: int, words: Sequence[str], title: str, book: Roster) -> NameMention:
    first, last = split_name(words)
    who = book.find(first, last) if book.people else None
    return NameMention(start, end, "", last, first, title, who)


def _words(written: str) -> list[str]:
    """The words of a name, up to the first that cannot be one; "d'Ornano" is "d'" then "Ornano"."""
    spaced = re.sub(r"\b(d'|l')(?=[A-ZÀ-Þ])", r"\1 ", re.sub(r"(?<=\.)(?=[A-Z][a-z])", " ", written))
    words: list[str] = []
    for word in spaced.split():
        bare = fold(word).rstrip(".'")
        if bare in NOT_NAMES and bare not in PARTICLES and not (words and word.isupper() and words[-1].isupper()):
            break
        words.append(word)
    while words and (len(words[-1]) == 1 or fold(words[-1]).rstrip("'") in PARTICLES):
        words.pop()
    return words


def _length(written: str, words: Sequence[str]) -> int:
    """How many characters of ``written`` its first words cover."""
    at = 0
    for word in words:
        at = written.index(word, at) + len(word)
    return at


def _titled(page: Scan, book: Roster) -> list[NameMention]:
    found = []
    clean = page.shape.clean
    for match in _TITLED.finditer(clean):
        words = _words(match[2])
        if not words:
            continue
        title = _title(match[1])
        end = match.start(2) + _length(match[2], words)
        found.append(_named(page, match.start(), end, words, title, book))
        plural = fold(match[1]).rstrip(".") in ("mm", "messieurs", "mmes", "mesdames", "mlles")
        more = _MORE.match(clean, end) if plural else None
        while more and _words(more[1]):
            words = _words(more[1])
            end = more.start(1) + _length(more[1], words)
            found.append(_named(page, more.start(1), end, words, title, book))
            more = _MORE.match(clean, end)
    return found + _titled_in_lower_case(page, book)


_LOWER = re.compile(r"(?<![a-z])(monsieur|madame|m\.|mme) ([a-z][a-z'-]{2,30})(?: ([a-z][a-z'-]{2,30}))?")


def _titled_in_lower_case(page: Scan, book: Roster) -> list[NameMention]:
    """ "madame lefèvre" where the recogniser wrote no capital: only people of the roster."""
    found = []
    for match in _LOWER.finditer(page.folded) if book.people else ():
        if match[2] in NOT_NAMES or page.shape.clean[match.start(2)].isupper():
            continue
        both = book.find(match[2], match[3]) if match[3] and match[3] not in NOT_NAMES else None
        who = both or book.find("", match[2])
        if who:
            end = match.end(3) if both else match.end(2)
            found.append(NameMention(match.start(), end, "", who.last, who.first, _title(match[1]), who))
    return found


def _sequences(page: Scan, book: Roster) -> list[NameMention]:
    """ "Jean-Marc Petit": capitalised words in a row, of which at least two stand."""
    found = []
    for match in _SEQUENCE.finditer(page.shape.clean):
        start, written = match.start(), match[0]
        lead = written.split()[0]
        if _SENTENCE_START.search(page.shape.clean, max(0, start - 6), start) and not _is_first_name(lead):
            start += len(lead) + 1
            written = written[len(lead) + 1 :]
        while written and fold(written.split()[0]).rstrip("'") in NOT_NAMES:
            start, written = _without_first(start, written)
        words = _words(written)
        names = [word for word in words if fold(word).rstrip("'") not in PARTICLES]
        if len(names) > 1 and not _shouted(names) and (_is_first_name(names[0]) or _may_name(words, names)):
            found.append(_named(page, start, start + _length(written, words), words, "", book))
    return found


def _without_first(start: int, written: str) -> tuple[int, str]:
    shorter = written.split(maxsplit=1)[1] if " " in written.strip() else ""
    return start + len(written) - len(shorter), shorter


def _is_first_name(word: str) -> bool:
    return all(part in FIRST_NAMES for part in fold(word).split("-")) or word.endswith(".")


def _shouted(words: Sequence[str]) -> bool:
    """A heading in capitals is not a name, unless a first name stands in it."""
    return all(word.isupper() and len(word) > 1 for word in words) and not any(map(_is_first_name, words))


_NOUN = re.compile(
    r"(?:tions?|ments?|aires?|iques?|ales?|aux|ites?|elles?|ages?|ances?|ences?|ives?|ures?|ees?|eres?|ieux|euses?)$"
)
_ROMAN = re.compile(r"[IVXL]+")


def _may_name(words: Sequence[str], names: Sequence[str]) -> bool:
    """Without a known first name: "Gaétan MORI", "MC Ruiz" or two words that do not end like common nouns."""
    if any(_ROMAN.fullmatch(name) for name in names):
        return False
    if not names[0].isupper() and names[-1].isupper() and len(names) == 2:
        return True
    return len(words) == len(names) == 2 and not any(_NOUN.search(fold(name)) for name in names)


_TOKEN = re.compile(r"[a-z0-9]+")
_TITLE_BEFORE = re.compile(r"(?<![a-z])(m\.|mm\.|mmes?\.?|mlle|monsieur|madame|mademoiselle|messieurs|mesdames|m) $")


def _rostered(page: Scan, book: Roster) -> list[NameMention]:
    return _known(page, book, ("full", "last"))


def _aliased(page: Scan, book: Roster) -> list[NameMention]:
    return _known(page, book, ("alias",))


def _known(page: Scan, book: Roster, ways: tuple[str, ...]) -> list[NameMention]:
    """People of the roster, by the words that name them."""
    if not any(how in ways for phrases in book.phrases.values() for _, _, how in phrases):
        return []
    words = [(m.start(), m.end(), m[0]) for m in _TOKEN.finditer(page.folded)]
    found: list[NameMention] = []
    for at, (start, _, word) in enumerate(words):
        for phrase, who, how in book.phrases.get(word, ()):
            stretch = words[at : at + len(phrase)]
            if how in ways and tuple(piece[2] for piece in stretch) == phrase and _close(stretch):
                mention = _known_mention(page, start, stretch[-1][1], who, how, phrase, book)
                if mention:
                    found.append(mention)
                    break
    return found


def _close(stretch: Sequence[tuple[int, int, str]]) -> bool:
    return all(after[0] - before[1] <= 2 for before, after in zip(stretch, stretch[1:], strict=False))


def _known_mention(
    page: Scan, start: int, end: int, who: KnownName | None, how: str, phrase: tuple[str, ...], book: Roster
) -> NameMention | None:
    """A last name alone must have its capital, and not be a common word that opens a sentence."""
    said = _TITLE_BEFORE.search(page.folded, max(0, start - 14), start)
    if how == "last" and not said:
        opens = bool(_SENTENCE_START.search(page.shape.clean, max(0, start - 6), start))
        if not page.shape.clean[start].isupper() or (opens and phrase[0] in COMMON_WORDS):
            return None
    title = _title(said[1]) if said else ""
    person = who or book.by_last[phrase][0]
    first = person.first if who else ""
    return NameMention(said.start() if said else start, end, "", person.last, first, title, who)
