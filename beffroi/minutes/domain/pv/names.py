"""Lists of people as clerks write them: commas, dashes, one a line, titles, offices, pouvoirs between brackets."""

from __future__ import annotations

import re
from collections.abc import Sequence

from beffroi.facts import KnownName, fold, match_name
from beffroi.facts.people import PARTICLES, as_known, first_names_agree, tokens
from beffroi.minutes.domain.pv.types import Person

TITLE = (
    r"(?:MM?\.(?![A-Z]\.)|Mme\.?|Mmes\.?|Mlles?\.?|Mr\.?|Mrs\.?|Dr\.?|Me\b|[Mm]onsieur|[Mm]adame|[Mm]ademoiselle"
    r"|[Mm]essieurs"
    r"|[Mm]esdames|[Mm]esdemoiselles|[Dd]octeur|[Mm]aître|MONSIEUR|MADAME|MESSIEURS|MESDAMES|MME|MMES|MLLE"
    r"|MM?(?=\s[A-ZÀ-Ý]))"
)
_TITLES = re.compile(rf"^(?:(?:{TITLE}|et|&|les|le|la)\s*)+(?=\W|[A-ZÀ-Ý]|$)")
_ROLE_WORDS = (
    r"maires?|adjointe?s?|conseill(?:er|ere)s?|municipa(?:l|ux|les?)|communautaires?|syndica(?:l|ux)|presidente?s?|vice"
    r"|deleguee?s?|titulaires?|suppleante?s?|doyenn?e?s?|d'age|membres?|elue?s?|sortante?s?|secretaires?|seance"
    r"|premiere?"
    r"|deuxieme|troisieme|quatrieme|cinquieme|sixieme|septieme|huitieme|\d{1,2}\s?(?:ers?|eres?|e|eme|emes|nde?|°)?"
    r"|au|aux|a|la|le|les|de|des|du|et|en|commune|mairie|finances?|travaux|urbanisme|ecoles?|culture|sports?|excusee?s?"
    r"|absente?s?|presente?s?|non|represente?e?s?|ordre|tableau|bureau|general|interim|retard|mesdames|messieurs|madame"
    r"|monsieur|mme|mmes|mm|m"
)
_ALL_ROLE = re.compile(rf"^(?:(?:{_ROLE_WORDS})[\s.,'’()-]*)+$")
_ROLE_TAIL = re.compile(
    r"[\s,(:–-]+(?:le |la |l')?((?:\d{1,2}\s?(?:ers?|eres?|e|eme|nde?|°)?\s+)?(?:premiere? |deuxieme |troisieme "
    r"|quatrieme )?"
    r"(?:maires?|adjointe?s?|conseill(?:er|ere)s?|presidente?|vice[ -]presidente?|doyenn?e?s?|deleguee?s?|suppleante?s?"
    r"|titulaires?|secretaires?|maire[ -]adjointe?)\b.*)$"
)
_ROLE_HEAD = re.compile(r"^(?:le |la )?((?:maires?|presidente?|adjointe?s?|conseillers? municipaux)\s*[:,]?\s+)(?=\S)")
_INITIALS = re.compile(r"(?:[A-ZÀ-Ý]\.?-?){1,3}\.?")
_LOWER = re.compile(r"^[a-zà-ÿ]")
_MARK = re.compile(r"\(\s*([A-Za-z]{0,2}\**\d?)\s*\)|(\*{1,4})")


def is_role(text: str) -> bool:
    """Whether an entry is an office and no name ("Maire", "conseillers municipaux", "1er adjoint")."""
    return bool(_ALL_ROLE.match(fold(text).strip(" .,:;()-") + " "))


def initials_style(texts: Sequence[str]) -> bool:
    """Whether a list writes people as "J. Campana, MC Ruiz": "M." is then an initial, not a title."""
    short = [text for text in texts if re.match(r"(?:[A-Z]\.-?){1,3}\s?[A-ZÀ-Ý]|[A-Z]{1,2}\s[A-ZÀ-Ý]", text)]
    others = [text for text in short if not re.match(r"MM?\.?\s", text)]
    return len(others) >= 2 and 2 * len(short) >= len(texts)


def bare_name(text: str) -> tuple[str, str, str]:
    """(name, role, mark) of an entry, titles and offices taken off; the name is "" where there is none."""
    mark = ""
    found = _MARK.search(text)
    if found and (found[1] or found[2]):
        mark, text = found[1] or found[2], (text[: found.start()] + text[found.end() :]).strip()
    office = re.search(r"\(\s*([^()]{3,40})\)", text)
    told = office[1] if office and is_role(office[1]) else ""
    text = re.sub(r"\([^)]*\)?", " ", text)
    text = " ".join(re.sub(r"^[^A-Za-zÀ-ÿ]+|[^A-Za-zÀ-ÿ.)]+$", "", text).split())
    before, colon, after = text.partition(":")
    if colon and is_role(before) and after.strip():
        text = after.strip()
    role = told
    shape = fold(text)
    if _ALL_ROLE.match(shape.strip(" .") + " "):
        return "", text, mark
    title = None if "\u2060" in text else _TITLES.match(text)
    if title:
        text = text[title.end() :].strip(" .:")
    text = text.replace("\u2060", " ")
    head = _ROLE_HEAD.match(fold(text))
    if head and len(fold(text)) == len(text):
        role, text = text[: head.end()].strip(" :,"), text[head.end() :]
        title = _TITLES.match(text)
        text = text[title.end() :] if title else text
    tail = _ROLE_TAIL.search(fold(text)) if len(fold(text)) == len(text) else None
    if tail:
        role, text = text[tail.start(1) :].strip(" ()"), text[: tail.start()]
    return text.strip(" .:,-–") + ("." if re.search(r"(?:^|\s|-|\.)[A-Z]\.\s*$", text) else ""), role, mark


def looks_like_name(text: str) -> bool:
    """Whether a bare entry may be somebody: one to six words, each with its capital but particles, no figure."""
    words = text.replace("-", " ").split()
    if not 1 <= len(words) <= 7 or re.search(r"[0-9:@«»\"]", text):
        return False
    if all(len(word.strip(".")) == 1 for word in words):
        return False
    if (
        len(words) == 2
        and _LOWER.match(words[0])
        and re.fullmatch(r"[A-ZÀ-Ý'’]{3,}", words[1])
        and not is_role(words[0])
    ):
        words = words[1:]
    for word in words:
        bare = word.strip(".'()")
        if _LOWER.match(bare) and fold(bare) not in PARTICLES and not re.match(r"^(?:d|l)'[A-ZÀ-Ý]", bare):
            return False
    return bool(re.search(r"[A-ZÀ-Ý]", text)) and not _NOT_SOMEBODY.match(fold(text))


_NOT_SOMEBODY = re.compile(
    r"(?:(?:le|la|les|l'|un|une|il|elle|au|du) ?)?(?:pouvoirs?|procurations?|votants?|presents?|absents?|excuses?"
    r"|quorum|total|nombre|neant|aucune?s?|convocation|date|ordre"
    r"|seance|conseil|commune|mairie|membres?|personne|public|ville|suite|etat|vote|nom|prenoms?|titulaires?"
    r"|suppleants?|mandants?|mandataires?|delegants?|fonction|signature|qui|que|nous|vous|je|ils|elles|on|tous|toutes|chacune?|certaine?s|plusieurs)\b"
)


def is_sentence(text: str) -> bool:
    """Whether an entry is prose: the list is over."""
    words = re.sub(r"\([^)]*\)", "", text).split()
    lower = [word for word in words if _LOWER.match(word) and fold(word.strip(".,'")) not in PARTICLES]
    return len([word for word in lower if not is_role(word)]) >= 3


def person(text: str, quotes: tuple = ()) -> Person | None:  # type: ignore[type-arg]
    """Somebody out of an entry, or None."""
    name, role, mark = bare_name(text)
    if not name or not looks_like_name(name):
        return None
    return Person(known(name), name, quotes, role, mark)


def known(name: str) -> KnownName:
    """First and last name; initials written after a last name ("BARTHE M.", "CLUZEL J.P.") are its first name."""
    words = re.sub(r"(?<=[A-ZÀ-Ý]{2})\.(?=[A-Z]\b)", " ", name).split()
    if len(words) > 1 and _INITIALS.fullmatch(words[0]) and (len(words[0]) <= 2 or "." in words[0]):
        return KnownName(" ".join(words[1:]), words[0])
    if len(words) > 1 and _INITIALS.fullmatch(words[-1]) and len(words[-1].replace(".", "")) <= 2:
        return KnownName(" ".join(words[:-1]), words[-1])
    return as_known(" ".join(words))


def same(one: KnownName, other: KnownName) -> bool:
    """Whether two written names are one person's: the same last name and first names that agree."""
    if tokens(one.last) != tokens(other.last):
        return False
    both = [re.sub(r"[.\s-]", "", each.first) for each in (one, other)]
    if all(first and _INITIALS.fullmatch(first) and first.isupper() for first in both):
        return both[0] == both[1]
    return first_names_agree(one.first, other.first)


_ROLES = {"maire": "maire", "president": "president", "presidente": "president"}


def find(text: str, people: Sequence[Person]) -> Person | None:
    """The person of the lists whom a name means: whole name, last or first name alone, office, then likeness."""
    name, role, _ = bare_name(text)
    if not name:
        wanted = {_ROLES[word] for word in tokens(role or text) if word in _ROLES}
        holders = [each for each in people if wanted & {_ROLES.get(word, "") for word in tokens(each.role)}]
        vice = [each for each in holders if "vice" not in tokens(each.role) and "adjoint" not in fold(each.role)]
        return vice[0] if wanted and vice else None
    who = known(name)
    exact = [each for each in people if same(each.name, who)]
    if len(exact) == 1:
        return exact[0]
    whole = [each for each in exact if tokens(each.name.first) == tokens(who.first)]
    if len(whole) == 1:
        return whole[0]
    if exact:
        return None
    words = set(tokens(name))
    partly = [each for each in people if words <= set(tokens(each.name.full)) or set(tokens(each.name.full)) <= words]
    if len(partly) == 1:
        return partly[0]
    alike = [each.name for each in people]
    found = match_name(name, alike) if not partly else None
    if found is None or not first_names_agree(who.first, found.name.first):
        near = found is not None and bool(who.first) and _near(who.first, found.name.first)
        return people[found.index] if found is not None and near else None
    return people[found.index]


def _near(one: str, other: str) -> bool:
    left, right = "".join(tokens(one)), "".join(tokens(other))
    return bool(left and right) and (left[:3] == right[:3] or left == right)
