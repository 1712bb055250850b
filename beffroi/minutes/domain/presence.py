# ruff: noqa: E501  (patterns read best whole)
"""Who is there: figures said at the roll call, pouvoirs, secretary, hours, people who come and go."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from beffroi.facts.names import NameMention
from beffroi.facts.times import TimeMention, find_times, format_time
from beffroi.minutes.domain.passages import Passage
from beffroi.minutes.domain.people import People
from beffroi.minutes.domain.types import Fact, FactKind

_PRESENT = re.compile(
    r"\b(\d{1,3}) (?:\w+ ){0,3}?presente?s?\b(?! (?:la|le|les|un|une|l')\b)|\bpresente?s? ?: ?(\d{1,3})\b"
    r"|\bnous sommes (?:donc |ce soir |aujourd'hui )?(\d{1,3})\b(?! (?:ans|jours|a avoir))"
    r"|\bpresents? (?:au nombre de )?(\d{1,3})\b"
)
_OFFICE = re.compile(
    r"\bsur (?:les |nos )?(\d{1,3}) ?(?:conseillere?s|membres|elus|delegues|en exercice|que compte)"
    r"|\b(\d{1,3}) (?:conseillere?s|membres|elus|delegues)(?: municipaux| communautaires)? en exercice"
    r"|\ben exercice ?:? ?(\d{1,3})\b|\bsur (\d{1,3})\b(?= ?[,.]|$)"
)
_PROXIES = re.compile(r"\b(\d{1,2}|une?) (?:pouvoirs?|procurations?)\b|\b(?:pouvoirs?|procurations?) ?: ?(\d{1,2})\b")
_EXCUSED = re.compile(r"\b(\d{1,2}|une?) (?:\w+ )?(?:excusee?s?|absente?s?)\b")
_NO_QUORUM = re.compile(
    r"\bquorum (?:n'est|ne serait) (?:donc )?(?:pas|plus)\b|\bpas (?:le|de) quorum\b|\bfaute de quorum\b"
)
_QUORUM = re.compile(
    r"\bquorum\b[^.?]*\b(?:atteint|reuni|rempli|respecte|acquis|la)\b|\b(?:avons|a) (?:bien )?le quorum\b"
)
_PROXY = re.compile(r"\b(?:pouvoirs?|procurations?|mandataire|representee?s? par)\b")
_UNKNOWN = re.compile(
    r"\b(?:madame|monsieur|mme|m\.) ([a-z' ]{2,25}?) (?:absente? |empechee? |excusee? )?(?:a|avait|ayant|donne)\b"
)
_TO = re.compile(r"\b(?:a|par|mandataire|au profit de)\s*$")
_OTHER_POWER = re.compile(
    r"\bpouvoirs? (?:d'achat|de police|publics?|adjudicateur)\b|\bpouvoir (?:que|n')|\bne sera pas utilise"
)
_HELD = re.compile(
    r"\b(?:j'ai|je detiens|je dispose d\w+|je porte|j'ai recu|avec)(?: \w+){0,2} (?:le |la )?(?:pouvoir|procuration) (?:de|d')"
)
_SECRETARY = re.compile(
    r"\bsecretaires? de (?:la )?seance\b|\bsecretariat de (?:la )?seance\b|\b(?:assure|assurera|assurer) le secretariat\b"
)
_NOMINATED = re.compile(
    r"\b(?:designer?|designee?|designons|nommer?|nomme|propose|proposer|est|sera|assure|assurera|accepte|comme"
    r"|secretaire de seance ?:)\b"
)
_OPENS = re.compile(r"\b(?:ouvr\w+|ouverte?|ouverture|debut\w*|commenc\w+)\b")
_SITTING = re.compile(r"\b(?:seance|conseil|reunion|assemblee)\b")
_STARTS = re.compile(
    r"\b(?:on commence|nous commencons|on demarre|commencons|on ouvre|on termine|on s'arrete|nous terminons)\b"
)
_CLOSES = re.compile(r"\b(?:levee|leve|lever|close|clos|cloture\w*|termin\w+|fin de)\b")
_ARRIVES = re.compile(
    r"\b(?:vient (?:d'arriver|de nous rejoindre|de rejoindre)|(?:nous|la seance) rejoint|rejoint (?:la seance|le conseil|la salle|nous)"
    r"|arrive (?:a \d|en seance|a l'instant)|entre en seance|prend place|(?:peut|va|vient de) (?:revenir|reprendre sa place)|reprend sa place"
    r"|est de retour|revient en seance|je reprends (?:ma place|la presidence))\b"
)
_LEAVES = re.compile(
    r"\b(?:quitt(?:e|ent) (?:la (?:seance|salle|reunion)|le conseil|l'assemblee)|(?:se|me) retire\b(?! de)|sors? de la salle|nous quitte\b)"
)
_SELF = re.compile(r"\b(?:je (?:quitte|me retire|sors|reprends|suis de retour)|je dois (?:quitter|partir))\b")
_UNSURE_MOVE = re.compile(r"\b(?:si|quand|lorsque|avait|etait|projet|dossier|candidature|veut que|doit)\b")
_VOTERS = re.compile(r"\b(\d{1,3}) votants\b")


def presence_facts(passages: Sequence[Passage], people: People) -> Iterator[Fact]:
    """Opening, figures and quorum, pouvoirs, secretary, arrivals and departures, closing: each as it was said."""
    for passage in passages:
        plain = passage.plain
        yield from _figures(passage, plain)
        yield from _proxies(passage, people)
        yield from _comings(passage, plain, people)
    yield from _secretary(passages, people)
    yield from _hours(passages)


def _first(hit: re.Match[str] | None) -> int | None:
    found = next((group for group in hit.groups() if group), "") if hit else ""
    return (1 if found.startswith("un") else int(found)) if found else None


def _figures(passage: Passage, plain: str) -> Iterator[Fact]:
    present = _first(_PRESENT.search(plain))
    if _talks_of_another_time(plain):
        return
    values: dict[str, object] = {}
    in_office = _first(_OFFICE.search(plain))
    roll = present is not None and bool(re.search(r"\bpresent|\bconseillere?s|\belus|\bquorum|\bpouvoir", plain))
    if roll:
        values["present"] = present
    if in_office is not None and (roll or "exercice" in plain):
        values["in_office"] = in_office
    voting = _VOTERS.search(plain)
    if voting and not re.search(r"\bunanimite\b", plain):
        values["voters"] = int(voting[1])
        values["at"] = passage.position
    proxies = _first(_PROXIES.search(plain))
    if proxies is not None and re.search(
        r"present|nous avons|il y a|on a|avec|enregistre|exercice|remis|recu|transmis", plain
    ):
        values["proxies"] = proxies
    excused = _first(_EXCUSED.search(plain))
    if excused is not None and (roll or "exercice" in plain or re.search(r"nous avons|il y a", plain)):
        values["excused"] = excused
    if _NO_QUORUM.search(plain):
        values["quorum"] = False
    elif _QUORUM.search(plain):
        values["quorum"] = True
    if values:
        yield Fact(FactKind.PRESENCE, 0, values, (passage.utterance,))


def _talks_of_another_time(plain: str) -> bool:
    return bool(re.search(r"\b(?:reunion publique|etaient|etions|l'an dernier|derniere fois|habitants)\b", plain))


def _proxies(passage: Passage, people: People) -> Iterator[Fact]:
    """ "Madame A a donné pouvoir à monsieur B, et madame C à madame D"; "J'ai le pouvoir de madame A"."""
    if not _PROXY.search(passage.folded) or _OTHER_POWER.search(passage.folded):
        return
    mentions = people.mentions(passage.text)
    held = _HELD.search(passage.folded)
    givers: list[str] = []
    for index, mention in enumerate(mentions):
        name = _full(mention, people)
        before = passage.folded[mentions[index - 1].end if index else 0 : mention.start]
        after = passage.folded[mention.end : mentions[index + 1].start if index + 1 < len(mentions) else None]
        if held and held.end() <= mention.start + 1:
            yield _proxy(name, _speaker_name(passage, people), passage)
        elif _TO.search(before) and not givers and re.search(r"\b(?:pouvoir|procuration)", before):
            unknown = _UNKNOWN.search(before)
            if unknown:
                yield _proxy(unknown[1].title(), name, passage)
        elif givers and _TO.search(before):
            yield from (_proxy(giver, name, passage) for giver in givers if giver != name)
            givers = []
        else:
            givers = [*givers, name] if givers and re.fullmatch(r"\s*(?:,|et|, et|ainsi que)\s*", before) else [name]
        if givers and (
            re.match(r" a moi\b", after) or re.search(r"\bm'(?:a|ont) (?:\w+ )?(?:donne|laisse|confie|remis)", after)
        ):
            yield from (_proxy(giver, _speaker_name(passage, people), passage) for giver in givers)
            givers = []


def _full(mention: NameMention, people: People) -> str:
    member = people.member(mention)
    return member.full_name if member else mention.full


def _speaker_name(passage: Passage, people: People) -> str:
    member = people.of_speaker(passage.speaker)
    return member.full_name if member else passage.speaker


def _proxy(giver: str, holder: str, passage: Passage) -> Fact:
    return Fact(FactKind.PROXY, 0, {"giver": giver, "holder": holder}, (passage.utterance,))


def _comings(passage: Passage, plain: str, people: People) -> Iterator[Fact]:
    event = "arrival" if _ARRIVES.search(plain) else "departure" if _LEAVES.search(plain) else ""
    if not event or _UNSURE_MOVE.search(plain):
        return
    speaker = people.of_speaker(passage.speaker)
    # A name that two members bear, or that the roster has not, is given as it was said: the ledger asks who it is.
    names = list(people.names(passage.text))
    if _SELF.search(plain):
        names = [speaker.full_name] if speaker else []
    if len(names) != 1:
        return
    values: dict[str, object] = {"event": event, "name": names[0], "at": passage.position}
    hours = find_times(passage.text)
    if hours:
        values["time"] = _clock(hours[0])
    yield Fact(FactKind.PRESENCE, passage.item, values, (passage.utterance,))


def _secretary(passages: Sequence[Passage], people: People) -> Iterator[Fact]:
    for index, passage in enumerate(passages):
        if not _SECRETARY.search(passage.folded):
            continue
        names = list(people.names(passage.text))
        used = [passage]
        if not names and index + 1 < len(passages):
            used.append(passages[index + 1])
            names = list(people.names(passages[index + 1].text))
        if names and (_NOMINATED.search(passage.folded) or len(used) > 1):
            yield Fact(
                FactKind.SECRETARY,
                0,
                {"name": names[-1] if len(used) == 1 else names[0]},
                tuple(dict.fromkeys(item.utterance for item in used)),
            )
            return
        if re.search(r"\bje (?:suis|serai|veux bien (?:etre|assurer)|me propose)\b", passage.folded):
            yield Fact(FactKind.SECRETARY, 0, {"name": _speaker_name(passage, people)}, (passage.utterance,))
            return


def _hours(passages: Sequence[Passage]) -> Iterator[Fact]:
    opening = _hour(passages[: max(12, len(passages) // 10)], _OPENS, FactKind.OPENING)
    closing = _hour(passages[::-1][: max(12, len(passages) // 10)], _CLOSES, FactKind.CLOSING)
    yield from (fact for fact in (opening, closing) if fact)


def _hour(passages: Sequence[Passage], verbs: re.Pattern[str], kind: FactKind) -> Fact | None:
    """The hour said with the verb, in the same sentence or the one beside it."""
    for index, passage in enumerate(passages):
        alone = verbs.search(passage.folded) and find_times(passage.text) and _STARTS.search(passage.folded)
        if not alone and not (verbs.search(passage.folded) and _SITTING.search(passage.folded)):
            continue
        for near in (passage, *passages[max(0, index - 1) : index], *passages[index + 1 : index + 2]):
            hours = find_times(near.text)
            if hours:
                used = sorted({passage.utterance, near.utterance})
                return Fact(kind, 0, {"time": _clock(hours[0])}, tuple(used))
    return None


def _clock(time: TimeMention) -> str:
    return format_time(time.hour, time.minute)
