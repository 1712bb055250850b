"""Who is who: the members of the roster as they are named aloud, and how the minutes name them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from beffroi.minutes.domain.text import fold
from beffroi.minutes.domain.types import Member, Utterance

_FEMININE = re.compile(
    r"(adjointe|conseillere|presidente|deleguee|directrice|secretaire generale|elue|"
    r"responsable administrative|cheffe|mairesse|institutrice|animatrice|coordinatrice)\b"
)
_MASCULINE = re.compile(r"(adjoint|conseiller|president|delegue|directeur|elu|chef|animateur|coordinateur)\b")
_CIVILITY = {
    "madame": "Mme",
    "mme": "Mme",
    "mesdames": "Mme",
    "mademoiselle": "Mme",
    "monsieur": "M.",
    "m": "M.",
    "mr": "M.",
    "messieurs": "M.",
}
_CHAIR = re.compile(r"^(monsieur |madame )?(le |la )?(maire|presidente?)\b(?! delegue)")
_UNNAMED = re.compile(r"^(intervenant|locuteur|speaker|spk|voix|p)[\s_]*\d*$|^\d*$")


class People:
    """The roster, searchable by what is said ("madame Dubois", "le maire") and by what labels a voice."""

    def __init__(self, members: Sequence[Member], utterances: Iterable[Utterance] = ()) -> None:
        self.members = tuple(members)
        self._names = {member: self._keys(member) for member in self.members}
        keys = sorted({key for keys in self._names.values() for key in keys}, key=len, reverse=True)
        joined = "|".join(map(re.escape, keys))
        self._pattern = re.compile(rf"\b(?:{joined})\b") if keys else None
        self._civility: dict[Member, str] = {}
        self._learn_civility(utterances)

    @staticmethod
    def _keys(member: Member) -> tuple[str, ...]:
        last = fold(member.last_name).strip()
        names = [
            f"{fold(member.first_name)} {last}".strip(),
            f"{last} {fold(member.first_name)}".strip(),
            last,
        ]
        return tuple(dict.fromkeys([*names, *(fold(alias).strip() for alias in member.aliases)]))

    def _learn_civility(self, utterances: Iterable[Utterance]) -> None:
        counts: dict[Member, dict[str, int]] = {}
        said = re.compile(r"\b(madame|mme|mademoiselle|monsieur|mr?)\.? (?=[a-z])")
        for utterance in utterances:
            folded = fold(utterance.text)
            for hit in said.finditer(folded):
                member = self._at(folded, hit.end())
                if member is not None:
                    title = _CIVILITY[hit[1]]
                    counts.setdefault(member, {}).setdefault(title, 0)
                    counts[member][title] += 1
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

    def _at(self, folded: str, start: int) -> Member | None:
        hit = self._pattern.match(folded, start) if self._pattern else None
        return self.by_key(hit[0]) if hit else None

    def by_key(self, key: str) -> Member | None:
        """The one member called so; None where nobody is, or more than one."""
        wanted = fold(key).strip()
        found = [member for member in self.members if wanted in self._names[member]]
        if len(found) == 1:
            return found[0]
        return None

    def mentioned(self, text: str) -> list[Member]:
        """Members named in the text, in order, once each."""
        if self._pattern is None:
            return []
        found = (self.by_key(hit[0]) for hit in self._pattern.finditer(fold(text)))
        return list(dict.fromkeys(member for member in found if member is not None))

    def of_speaker(self, speaker: str) -> Member | None:
        """The member behind the label of a voice ("Claire Dubois", "DUBOIS", "MAIRE", "Mme Dubois")."""
        label = re.sub(r"^(monsieur|madame|mme|mr?)\.? ", "", fold(speaker).strip())
        member = self.by_key(label)
        if member is None and _CHAIR.match(label):
            return self.chair
        return member or self._only(self.mentioned(speaker))

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
        return self.shown(member) if member else speaker.strip()

    def feminine(self, speaker: str) -> bool | None:
        """Whether the speaker is a woman, None where unknown."""
        member = self.of_speaker(speaker)
        title = self.civility(member) if member else ""
        return {"Mme": True, "M.": False}.get(title)


def is_unnamed(speaker: str) -> bool:
    """Whether a label names nobody ("Intervenant 3", "LOCUTEUR_02", "")."""
    return bool(_UNNAMED.match(fold(speaker).strip()))
