"""Who is who: the members of the roster as they are named aloud, and how the minutes name them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from beffroi.facts.names import NameMention, find_names
from beffroi.facts.people import KnownName, roster
from beffroi.minutes.domain.text import fold
from beffroi.minutes.domain.types import Member, Utterance

_FEMININE = re.compile(
    r"(adjointe|conseillere|presidente|deleguee|directrice|secretaire generale|elue|"
    r"responsable administrative|cheffe|mairesse|institutrice|animatrice|coordinatrice)\b"
)
_MASCULINE = re.compile(r"(adjoint|conseiller|president|delegue|directeur|elu|chef|animateur|coordinateur)\b")
_CHAIR = re.compile(r"^(monsieur |madame )?(le |la )?(maire|presidente?)\b(?! delegue)")
_TWO_WORDS = re.compile(r"\b(madame|monsieur|mme|m\.) ((?:le|la|de|du|da|des|l') ?([a-z]{3,20}))\b")
_UNNAMED = re.compile(r"^(intervenant|locuteur|speaker|spk|voix|p)[\s_]*\d*$|^\d*$")


def _aliases(member: Member) -> tuple[str, ...]:
    chair = _CHAIR.match(fold(member.role).strip())
    if chair is None:
        return member.aliases
    said = ("maire",) if "maire" in chair[0] else ("president", "présidente")
    titles = [
        f"{title} {article} {word}" for title in ("monsieur", "madame") for article in ("le", "la") for word in said
    ]
    return tuple(dict.fromkeys([*member.aliases, *titles]))


def _keys(member: Member) -> tuple[str, ...]:
    last, first = fold(member.last_name).strip(), fold(member.first_name).strip()
    return (
        f"{first} {last}".strip(),
        f"{last} {first}".strip(),
        last,
        *(fold(alias).strip() for alias in member.aliases),
    )


class People:
    """The roster, searchable by what is said ("madame Dubois", "le maire") and by what labels a voice."""

    def __init__(self, members: Sequence[Member], utterances: Iterable[Utterance] = ()) -> None:
        self.members = tuple(members)
        known = [KnownName(each.last_name, each.first_name, _aliases(each)) for each in self.members]
        self.book = roster(known)
        self._members = {(name.last, name.first): each for name, each in zip(known, self.members, strict=True)}
        firsts = Counter(fold(each.first_name) for each in self.members)
        # In the roster's order; a name that two people bear calls neither.
        self._by_first = {
            first: each for each in self.members if (first := fold(each.first_name)) and firsts[first] == 1
        }
        self._heard: dict[str, list[NameMention]] = {}
        self._speakers: dict[str, Member | None] = {}
        self._civility: dict[Member, str] = {}
        self._learn_civility(utterances)

    def _learn_civility(self, utterances: Iterable[Utterance]) -> None:
        counts: dict[Member, dict[str, int]] = {}
        for utterance in utterances:
            for mention in self.mentions(utterance.text):
                member = self.member(mention)
                if member is not None and mention.title in ("M.", "Mme"):
                    titles = counts.setdefault(member, {})
                    titles[mention.title] = titles.get(mention.title, 0) + 1
        for member in self.members:
            self._civility[member] = self._from_role(member) or self._majority(counts.get(member, {}))

    @staticmethod
    def _from_role(member: Member) -> str:
        role = fold(f"{member.role} {' '.join(member.aliases)}")
        if re.search(r"\b(madame|mme)\b", role) or _FEMININE.search(role):
            return "Mme"
        return "M." if re.search(r"\bmonsieur\b", role) or _MASCULINE.search(role) else ""

    @staticmethod
    def _majority(counts: dict[str, int]) -> str:
        return max(counts, key=lambda title: counts[title]) if counts else ""

    def mentions(self, text: str) -> list[NameMention]:
        """Everybody named in the text, of the roster or not, in order."""
        if text not in self._heard:
            self._heard[text] = [*find_names(text, self.book), *self._cut_in_two(text)]
            self._heard[text].sort(key=lambda mention: mention.start)
        return self._heard[text]

    def _cut_in_two(self, text: str) -> list[NameMention]:
        """ "madame le febvre": a name of the roster that the recogniser took for an article and a word."""
        found: list[NameMention] = []
        for hit in _TWO_WORDS.finditer(fold(text)) if self.members else ():
            who = (
                self.book.find("", hit[2].replace(" ", ""))
                if hit[3] not in ("maire", "president", "presidente")
                else None
            )
            if who and not text[hit.start(2) : hit.end(2)][:1].isupper():
                title = "M." if hit[1].startswith("m") and hit[1][1:2] in ("o", ".") else "Mme"
                found.append(
                    NameMention(hit.start(), hit.end(), text[hit.start() : hit.end()], who.last, who.first, title, who)
                )
        return found

    def member(self, mention: NameMention) -> Member | None:
        """The member that a name means, a misheard one too."""
        known = mention.known
        return self._members.get((known.last, known.first)) if known else None

    def mentioned(self, text: str) -> list[Member]:
        """Members named in the text, in order, once each."""
        found = (self.member(mention) for mention in self.mentions(text))
        return list(dict.fromkeys(member for member in found if member is not None))

    def called(self, text: str) -> list[Member]:
        """Members named or called by a first name that is theirs alone."""
        spaced = f" {re.sub(r'[^a-z]+', ' ', fold(text))} "
        by_first = [member for first, member in self._by_first.items() if f" {first} " in spaced]
        return list(dict.fromkeys([*self.mentioned(text), *by_first]))

    def names(self, text: str) -> tuple[str, ...]:
        """Full names of everybody named, those of strangers as they were said."""
        found = ((self.member(mention), mention) for mention in self.mentions(text))
        return tuple(dict.fromkeys(member.full_name if member else mention.full for member, mention in found))

    def by_key(self, key: str) -> Member | None:
        """The one member of that exact name ("Claire Dubois", "dubois"); None where nobody is, or several."""
        wanted = fold(key).strip()
        found = [member for member in self.members if wanted in _keys(member)]
        return found[0] if len(found) == 1 else None

    def of_speaker(self, speaker: str) -> Member | None:
        """The member behind the label of a voice ("Claire Dubois", "DUBOIS", "MAIRE", "Mme Dubois")."""
        if speaker not in self._speakers:
            self._speakers[speaker] = self._of_label(speaker)
        return self._speakers[speaker]

    def _of_label(self, speaker: str) -> Member | None:
        label = re.sub(r"^(monsieur|madame|mme|mr?)\.? ", "", fold(speaker).strip())
        member = self.by_key(label) or self._squeezed(label)
        if member is None and _CHAIR.match(label):
            return self.chair
        return member or self._only(self.mentioned(speaker))

    def _squeezed(self, label: str) -> Member | None:
        """A label without its spaces ("DACOSTA")."""
        squeezed = re.sub(r"[^a-z]", "", label)
        found = [
            member for member in self.members if squeezed and re.sub(r"[^a-z]", "", fold(member.last_name)) == squeezed
        ]
        return self._only(found)

    @staticmethod
    def _only(members: list[Member]) -> Member | None:
        return members[0] if len(members) == 1 else None

    @property
    def chair(self) -> Member | None:
        """The mayor or the president, by the roster."""
        chairs = [member for member in self.members if _CHAIR.match(fold(member.role).strip())]
        return chairs[0] if len(chairs) == 1 else None

    def civility(self, member: Member) -> str:
        """ "Mme", "M." or nothing where it cannot be known."""
        return self._civility.get(member, "")

    def shown(self, member: Member) -> str:
        """ "Mme Claire Dubois"."""
        return f"{self.civility(member)} {member.full_name}".strip().replace(". ", ".\u00a0", 1)

    def short(self, member: Member) -> str:
        """ "Mme Dubois"; the full name where another member bears the same last name."""
        namesakes = [other for other in self.members if fold(other.last_name) == fold(member.last_name)]
        title = self.civility(member)
        return f"{title}\u00a0{member.last_name}" if title and len(namesakes) == 1 else self.shown(member)

    def name_of(self, speaker: str) -> str:
        """How the minutes name the owner of a voice: by the roster, else by the label itself."""
        member = self.of_speaker(speaker)
        return self.shown(member) if member else label_of(speaker)

    def feminine(self, speaker: str) -> bool | None:
        """Whether the speaker is a woman, None where unknown."""
        member = self.of_speaker(speaker)
        title = self.civility(member) if member else ""
        return {"Mme": True, "M.": False}.get(title)


def label_of(speaker: str) -> str:
    """A voice that the roster does not have, by its own label ("LECLERC": Leclerc), or "Un intervenant"."""
    label = speaker.strip()
    return (label.title() if label.isupper() and label.isalpha() else label) or "Un intervenant"


def is_unnamed(speaker: str) -> bool:
    """Whether a label names nobody ("Intervenant 3", "LOCUTEUR_02", "")."""
    return bool(_UNNAMED.match(fold(speaker).strip()))
