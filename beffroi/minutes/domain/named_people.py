"""People named in the talk, whether a roster says who they are or only the talk does."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from beffroi.facts import names as facts_names
from beffroi.facts.people import KnownName, roster
from beffroi.facts.phonetic import likeness, phonetic_key
from beffroi.facts.text import fold
from beffroi.minutes.domain.given_names import is_given_name
from beffroi.minutes.domain.naming_roles import named_by_office, offices
from beffroi.minutes.domain.people import People
from beffroi.minutes.domain.types import Member, Utterance

TITLE = (
    r"(?:[Mm]onsieur|[Mm]adame|[Mm]ademoiselle|M\.|Mme|Mlle|[Dd]octeur|Dr|[Mm]aître|[Cc]apitaine|[Ll]ieutenant"
    r"(?:-colonel)?|[Cc]olonel|[Cc]ommandante?|[Mm]ajor|[Aa]djudante?(?:-chef)?|[Ss]ergente?(?:-chef)?|[Cc]aporal"
    r"(?:-chef)?|[Gg]énérale?|[Bb]rigadier(?:-chef)?|[Gg]endarme|[Aa]bbé|[Pp]rofesseure?)"
)
_WORD = r"(?:[A-ZÀ-ÖØ-Þ]['’])?[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+(?:[-'’][A-ZÀ-ÖØ-Þ]?[a-zà-öø-ÿ]+)*"
_TITLED = re.compile(rf"\b({TITLE}) ({_WORD}(?: {_WORD})?)")
_SELF = re.compile(rf"\b(?:[Jj]e m['’]appelle|[Jj]e me nomme|[Mm]on nom est|[Mm]oi,? c['’]est) ({_WORD}(?: {_WORD})?)")
_HAILED = re.compile(
    rf"(?<=[a-zà-ÿ,] )(?:[Tt]oi|[Mm]erci|[Bb]onjour|[Bb]onsoir|[Ss]alut|[Bb]ravo|d['’]accord"
    rf"|[Cc]her|[Cc]hère|[Oo]ui|[Nn]on),? ({_WORD})(?=[,.!?…]| (?:tu|t['’]))"
    rf"|^(?:[Mm]erci|[Bb]onjour|[Ss]alut|[Bb]onsoir|[Oo]ui|[Nn]on|[Ee]t toi),? ({_WORD})(?=[,.!?…]| (?:tu|t['’]))"
)
"""A word with a capital inside a sentence, by which somebody is hailed: a name, known or not."""
_CALLED = re.compile(rf"(?:^|(?<=[.!?…—,] ))({_WORD})(?:, (?:tu|t['’]|te|toi|vous|est-ce que (?:tu|vous))\b| ?\?)")
_ADDRESSED = re.compile(rf"(?:^|(?<=[.!?…] ))({_WORD}), (?:tu|t['’]|ton|ta|tes|toi|vous|votre|vos)\b")
_AT_THE_END = re.compile(rf"(?<![A-ZÀ-Þa-zà-ÿ'’-])[a-zà-ÿ'’-]+, ({_WORD})[.!…]")
_NEVER_CALLED = """
    sinon perso demain hier lundi mardi mercredi jeudi vendredi samedi dimanche ensuite parfois souvent la ici cheri
    cherie maman papa mamie mamy papi papy tonton tata coach prof professeur professeure messieurs messieursdames
    adjudant major quand puisque parce tant bref deja encore surtout pourtant cependant toutefois ainsi sauf malgre
    selon grace avant pendant depuis chaque tout toute tous toutes personne rien quel quelle quoi comment pourquoi
    combien lequel laquelle qui que car or ni ces cette ce cet mon ton son notre votre leur un une des les le la au
    aux du de en dans sur sous par pour avec sans chez vers entre contre soit certes mouais hein bah ben eh oh ah he
    hop stop attention silence courage bravo felicitations tant mieux pire dommage evidemment fabuleux genial top cool
    nickel navre navree mince zut aujourd'hui ce-soir tantot bientot jadis naguere enfants collegues amis camarades
    copain copains mec gars vieux ma-foi dame dames
"""
_OPENS_ONLY = frozenset(_NEVER_CALLED.split())
_INSIDE = re.compile(rf"(?<=[a-zà-ÿ,] )(?<!\bà )(?<!\ben )(?<!\bde )(?<!\bvers )(?<!\ble )(?<!\bla )({_WORD})\b")
"""A capital inside a sentence, where no place is likely."""
_NOT_NAMES = """
    bonjour bonsoir merci oui non bon bien alors donc voila ecoute ecoutez attends attendez franchement honnetement
    pardon desole desolee tiens tenez dis dites regarde regardez allez moi toi lui elle nous vous tu je il on et mais
    ou puis enfin apres maintenant justement effectivement exactement absolument parfait parfaitement super ok d'accord
    salut cher chere chers mesdames messieurs madame monsieur si comme quand voyons lieutenant capitaine sergent colonel
    commandant docteur maitre chef patron maire president presidente directeur directrice
"""
NOT_NAMES = frozenset(_NOT_NAMES.split())
_OPENERS = "|".join(word.capitalize() for word in sorted(NOT_NAMES))
_WORDS = re.compile(rf"\b(?!(?:{_OPENERS})\b){_WORD}(?: {_WORD})?")
_ROLES = frozenset(("maire", "president", "presidente", "prefet", "prefete", "ministre", "depute", "deputee"))


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody the talk names; ``member`` when the roster has them."""

    name: str
    member: Member | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A person named at ``text[start:end]``, title included; ``role``: by a role ("monsieur le maire")."""

    start: int
    end: int
    person: Person
    role: bool = False
    likeness: float = 1.0
    """How sure it is that this person was meant, where the recogniser may have misheard."""


_MISHEARD = (
    (re.compile(r"\b([Mm])a dame\b"), r"\1adame"),
    (re.compile(r"\b([Mm]adame) (?:la|le) (?:[Mm][èe]re|[Mm]er|[Mm]aire)\b"), r"\1 la maire"),
    (re.compile(r"\b([Mm]onsieur|M\.) le (?:[Mm][èe]re|[Mm]er|[Mm]aire)\b"), r"\1 le maire"),
)
_BY_ROLE = re.compile(
    r"\b(?:(?:[Mm]onsieur|M\.) le|(?:[Mm]adame|Mme) l[ae]) (maire|président|présidente)\b(?! délégué)"
)
NEAR, APART = 0.58, 0.15
"""How like a member a misheard name must be at least, and how much more than like any other."""


def as_said(text: str) -> str:
    """What was said where the recogniser often misses it ("ma dame", "madame la mère")."""
    for heard, said in _MISHEARD:
        text = heard.sub(said, text)
    return text


class RosterNames:
    """Finds the members of a roster, misheard or not. Others who are named are found too, without a member:
    what is said of them is not to be given to somebody else."""

    def __init__(self, members: Sequence[Member]) -> None:
        known = [KnownName(m.last_name, m.first_name, m.aliases) for m in members]
        self._members = dict(zip(known, members, strict=True))
        self._book = roster(known)
        people = People(members)
        self._civility = {member: people.civility(member) for member in members}
        firsts = Counter(fold(m.first_name) for m in members if m.first_name)
        self._firsts = {fold(m.first_name): m for m in members if m.first_name and firsts[fold(m.first_name)] == 1}
        self._chair = people.chair
        self._offices = offices(members)

    def find(self, text: str) -> list[Named]:
        found = []
        for mention in facts_names.find_names(text, self._book):
            member = self._members.get(mention.known) if mention.known else None
            near = 1.0
            if member is None:
                member, near = self._misheard(mention)
            person = Person(member.full_name, member) if member else Person(f"?{fold(mention.last)}")
            role = bool(_BY_ROLE.fullmatch(mention.text))
            if role and re.match(r" (?:délégué|adjoint)", text[mention.end :]):
                continue
            found.append(Named(mention.start, mention.end, person, role, near))
        return _with_first_names(text, self._with_roles(text, found), self._firsts)

    def _misheard(self, mention: facts_names.NameMention) -> tuple[Member | None, float]:
        """The member that a titled name must mean, though it is far from it: no other is as near."""
        if mention.title not in ("M.", "Mme") or not mention.last:
            return None, 1.0
        suited = [m for m, civility in self._civility.items() if civility in ("", mention.title)]
        ranked = sorted(((likeness(mention.last, m.last_name), at) for at, m in enumerate(suited)), reverse=True)
        if not ranked or ranked[0][0] < NEAR or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < APART):
            return None, 1.0
        return suited[ranked[0][1]], min(1.0, (ranked[0][0] - 0.4) / 0.4)

    def _with_roles(self, text: str, found: list[Named]) -> list[Named]:
        """ "madame la maire" is the one mayor of the roster, also where no alias says so; "l'adjointe aux finances",
        the one who is."""
        roles = [
            Named(match.start(), match.end(), Person(self._chair.full_name, self._chair), role=True)
            for match in _BY_ROLE.finditer(text)
            if self._chair and fold(match[1]) in fold(self._chair.role)
        ]
        roles += [
            Named(start, end, Person(member.full_name, member), role=True)
            for start, end, member in named_by_office(text, self._offices)
        ]
        return roles + [one for one in found if not any(r.start < one.end and one.start < r.end for r in roles)]


def _with_first_names(text: str, found: list[Named], firsts: dict[str, Member]) -> list[Named]:
    """ "Nadia, tu peux...": a first name alone, where only one member bears it."""
    taken = [(each.start, each.end) for each in found]
    for match in re.finditer(_WORD, text):
        member = firsts.get(fold(match[0]))
        if member and not any(start < match.end() and match.start() < end for start, end in taken):
            found.append(Named(match.start(), match.end(), Person(member.full_name, member)))
    return sorted(found, key=lambda each: each.start)


class TalkNames:
    """Finds people without a roster: titled names, first names, and names used to call somebody."""

    def __init__(self, utterances: Iterable[Utterance]) -> None:
        texts = [utterance.text for utterance in utterances]
        self._full: dict[str, str] = {}
        self._single: dict[str, str] = {}
        self._sounds: dict[str, str] = {}
        self._learn(texts)

    def find(self, text: str) -> list[Named]:
        found: list[Named] = []
        for match in _TITLED.finditer(text):
            words = match[2].split()
            if fold(words[0]) not in NOT_NAMES and fold(words[-1]) not in _ROLES:
                found.append(Named(match.start(), match.end(), self._person(words)))
        for match in _WORDS.finditer(text):
            if any(each.start < match.end() and match.start() < each.end for each in found):
                continue
            found += self._known(match)
        return sorted(found, key=lambda each: each.start)

    def _known(self, match: re.Match[str]) -> list[Named]:
        words, at = match[0].split(), match.start()
        if len(words) == 2 and is_given_name(words[0]) and fold(words[1]) not in NOT_NAMES:
            return [Named(at, match.end(), self._person(words))]
        named = []
        for word in words:
            if fold(word) in self._single:
                named.append(Named(at, at + len(word), self._person([word])))
            at += len(word) + 1
        return named

    def _person(self, words: Sequence[str]) -> Person:
        """The fullest name known for these words; names that sound the same are one person's."""
        name = " ".join(words)
        full = self._full.get(fold(words[-1] if len(words) > 1 else name), name)
        return Person(self._sounds.setdefault(" ".join(map(phonetic_key, full.split())), full))

    def _learn(self, texts: list[str]) -> None:
        called = Counter(match[1] for text in texts for match in _CALLED.finditer(text))
        common = Counter(word for text in texts for word in re.findall(r"\b[a-zà-öø-ÿ]+\b", text))
        words = {word for text in texts for word in re.findall(_WORD, text)}
        titled = {match[2].split()[-1] for text in texts for match in _TITLED.finditer(text)}
        said = {match[1].split()[0] for text in texts for match in _SELF.finditer(text)}
        hailed = {match[1] or match[2] for text in texts for match in _HAILED.finditer(text)}
        hailed |= {
            match[1]
            for text in texts
            for pattern in (_ADDRESSED, _AT_THE_END)
            for match in pattern.finditer(text)
            if fold(match[1]) not in _OPENS_ONLY
            and not fold(match[1]).endswith("ment")
            and not common[match[1].lower()]
        }
        inside = {match[1] for text in texts for match in _INSIDE.finditer(text)}
        for word in words:
            known = is_given_name(word) and not common[word.lower()]
            calling = called[word] + (word in inside) > 1 and not common[word.lower()] and fold(word) not in _OPENS_ONLY
            if fold(word) not in NOT_NAMES and (known or calling or word in titled or word in said or word in hailed):
                self._single[fold(word)] = word
        self._learn_full(texts)

    def _learn_full(self, texts: list[str]) -> None:
        """ "Dubois" and "Claire" are "Claire Dubois" where only one full name holds them."""
        full: dict[str, set[str]] = {}
        for text in texts:
            for match in _WORDS.finditer(text):
                words = match[0].split()
                if len(words) == 2 and is_given_name(words[0]) and fold(words[1]) not in NOT_NAMES:
                    for word in words:
                        full.setdefault(fold(word), set()).add(match[0])
            for match in _TITLED.finditer(text):
                if len(match[2].split()) == 2:
                    full.setdefault(fold(match[2].split()[1]), set()).add(match[2])
        self._full = {word: next(iter(names)) for word, names in full.items() if len(names) == 1}
