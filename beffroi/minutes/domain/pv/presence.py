"""Who was there: the lists of the header, sorted into present, represented, excused and absent, with the pouvoirs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from beffroi.facts import plain
from beffroi.minutes.domain.pv import proxy_words, tables
from beffroi.minutes.domain.pv.entries import group_off, paired, shape_of, without_places
from beffroi.minutes.domain.pv.labels import Segment, segments
from beffroi.minutes.domain.pv.lists import Entry, split_list
from beffroi.minutes.domain.pv.names import TITLE, find, initials_style, is_role, is_sentence, person, same
from beffroi.minutes.domain.pv.paper import Paper
from beffroi.minutes.domain.pv.types import Person, Quotes, WrittenProxy
from beffroi.minutes.domain.pv.wrapping import rejoined, width

_GIVES = re.compile(
    r"^(?P<giver>.+?)[\s,(:\[–-]*(?:\b(?:qui|et)\s+)?(?:\b(?:a|ont|ayant|avait|avaient)\s+)?(?:donn(?:e|ant|ent|ee"
    r"|es)?s?\s+|laisse\s+"
    r"|confie\s+|remis\s+|transmis\s+)?(?:son |sa |leur |un |une |le |tout )?(?:\bpouvoirs?|\bprocurations?"
    r"|\bproc(?:ur)?\.?"
    r"|\bmandats?|\bpvr|\bpv\b|\bpouv\.?|(?<=\()p\.?(?= a\s)"
    r"|\brepresentee?s?|\bdelegation)\s*(?:ecrite?|de vote(?:r en son nom)?|donnee?|(?:est|etant) donnee?|de voter)?\s*"
    r"(?:(?P<link>a|au|aux|par|pour|en faveur de|au profit de|:|->|=>|→)\s+|(?<=donne )|(?<=donnee )"
    r"|(?<=[cvr][.:] )|(?=(?:mme?|mr"
    r"|mlle|monsieur|madame)\b|m\.))(?P<holder>[^\s].*)$"
)
_PLAIN_GIVES = re.compile(
    r"^(?P<giver>.+?)(?:\s+|(?=→))(?:\(\s*)?(?:a|au|par|pour|en faveur d[eu]|au profit d[eu]|->|=>|→+)(?:\s+"
    r"|(?<=→))(?P<holder>.+?)\)?$"
)
_HOLDS = re.compile(
    r"^(?P<holder>.+?)[\s,(]*(?:a recu|ayant recu|detient|detenant|porteu(?:r|se)|titulaire|avec|ayant"
    r"|\+)?\s*(?:le |du |d'un |un |de la )?"
    r"(?:pouvoir|procuration)\s+de\s+(?P<giver>[^\s].*)$"
)
_TO = re.compile(
    r"^(?:(?:qui )?(?:a|ayant|ont|avait|avaient)?\s*(?:donn\w+|laisse)?\s*(?:pouvoir|procuration|mandat)"
    r"|representee?s?)\s*(?:donne\w*\s*)?"
    r"(?:a|au|par)\s+(?P<holder>.+)$"
)
_BY = re.compile(r"^par\s+(?P<holder>.+)$")
_NO_PROXY = re.compile(r"\b(?:pas|aucun|sans|ni)\b.{0,12}(?:pouvoir|procuration)")
_GAVE_SOMEHOW = re.compile(
    r"\b(?:a|ayant) donne (?:pouvoir|procuration)\b|\(\s*(?:pouvoir|procuration)\s*\)|\brepresentee?\b"
)
_REPLACED = re.compile(r"\b(?:remplac(?:e|ee|ant|ante)|supplee?|suppleante?(?= de))s?\s+(?P<by>par\s+)?(?:de\s+)?")
_SUPPLEANT = re.compile(r"^(?:(?:son|sa|leur|le|la)\s+)?suppl[ée]ante?\s*[,:]?\s+", re.I)
_STATE = re.compile(r"[\s:,(–-]+(?:est |etait )?(?P<state>absente?|excusee?|presente?)(?P<rest>[^)]*)\)?\s*$")
_MOVES = re.compile(r"\b(?:arrive|depart\b|quitt(?:e|ent|ant|er)\b|partie? |sorti|rejoin|a partir d|jusqu'a|retard)")

_PLACE = re.compile(
    rf"^(?!{TITLE}\s)(?![^:]*(?:pouvoir|procuration|repr[ée]sent|suppl[ée]))[^:,(]{{2,45}}\s?:\s+(?={TITLE}\s)"
)
"""The commune before its members ("Pour Verdalle : M. Olivier SALVAN")."""


@dataclass
class Roll:
    """The lists being filled."""

    present: list[Person] = field(default_factory=list)
    represented: list[Person] = field(default_factory=list)
    excused: list[Person] = field(default_factory=list)
    absent: list[Person] = field(default_factory=list)
    proxies: list[tuple[Person, str, Quotes]] = field(default_factory=list)
    """(giver, holder as written or "", where)."""
    replaced: list[str] = field(default_factory=list)
    """Full members whose deputy sits in their place, as written."""

    def everyone(self) -> list[Person]:
        return [*self.present, *self.represented, *self.excused, *self.absent]


def roll(paper: Paper) -> Roll:
    """Everyone named in the header."""
    found = Roll()
    lists = segments(paper)
    full = width(paper.flow.split("\n"))
    for segment in lists:
        if segment.kind in ("present", "excused", "absent", "represented"):
            _read(paper, segment, found, full)
    if not found.present:
        _from_table(paper, found)
    _from_words(paper, lists, found)
    _by_marks(found)
    _settle(found)
    return found


def proxies(found: Roll) -> tuple[WrittenProxy, ...]:
    """The pouvoirs, each holder looked for among the people of the lists."""
    made: list[WrittenProxy] = []
    for giver, holder, quotes in found.proxies:
        others = [each for each in found.everyone() if each is not giver]
        who = find(holder, others) or (person(holder, quotes) if holder else None)
        if not any(same(giver.name, each.giver.name) and _same_holder(who, each.holder) for each in made):
            made.append(WrittenProxy(giver, who, quotes))
    return tuple(made)


def _same_holder(one: Person | None, other: Person | None) -> bool:
    return one is None or other is None or same(one.name, other.name)


def _read(paper: Paper, segment: Segment, found: Roll, full: int) -> None:
    text = rejoined(paper, segment.start, segment.end, full)
    if segment.kind == "represented":
        text = paired(text, found.present)
    pending: list[Person] = []
    entries = without_places(split_list(text, segment.start))
    if initials_style([entry.text for entry in entries]):
        entries = [Entry(re.sub(r"^M\.\s", "M.\u2060", entry.text), entry.start) for entry in entries]
    for entry in entries:
        entry = Entry(_PLACE.sub("", group_off(entry.text)), entry.start)
        entry = Entry(re.sub(r"^(?:et\s+)?de\s+(?=M|[A-ZÀ-Ý])", "", entry.text), entry.start)
        shape = shape_of(entry.text)
        if is_role(entry.text):
            _give_role(found, segment.kind, entry)
            continue
        if _MOVES.search(shape) and not re.match(r"^[^(]{3,40}\(", shape):
            if is_sentence(entry.text):
                break
            if segment.kind != "present":
                continue
            entry = Entry(
                re.split(r"\s(?=arriv|part|depart|quitt|a partir|en retard|jusqu)", entry.text)[0], entry.start
            )
            shape = shape_of(entry.text)
        if not _take(paper, segment.kind, entry, shape, found, pending) and is_sentence(entry.text):
            break


def _take(paper: Paper, kind: str, entry: Entry, shape: str, found: Roll, pending: list[Person]) -> bool:
    """Sorts one entry; False when it is nobody."""
    quotes = paper.quoted(entry.start, entry.start + max(1, len(entry.text)))
    cut = entry.text
    to = _TO.match(shape) or (_BY.match(shape) if kind == "represented" else None)
    if to and pending:
        _give(found, pending.pop(), cut[to.start("holder") :], quotes)
        return True
    if _NO_PROXY.search(shape):
        return _place(
            found, "excused" if kind == "represented" else kind, person(cut[: _bracket(cut)], quotes), pending
        )
    if replaced := _REPLACED.search(shape):
        return _deputy(found, kind, cut, replaced, quotes, pending)
    gives = _GIVES.match(shape) or (_PLAIN_GIVES.match(shape) if kind == "represented" else None)
    holds = _HOLDS.match(shape)
    if holds and not (gives and gives["link"] if gives and "link" in gives.re.groupindex else False):
        holder, giver = (
            person(cut[: holds.end("holder")], quotes),
            person(cut[holds.start("giver") :].rstrip(" )"), quotes),
        )
        _place(found, "present" if kind == "present" else "", holder, pending)
        if giver and holder:
            _give(found, giver, holder.text, quotes)
        return holder is not None
    if gives:
        giver = person(_head(cut, gives), quotes)
        if giver:
            if re.search(r"\bont\b|\bdonnent\b", shape) and pending:
                _give(found, pending.pop(), cut[gives.start("holder") :], quotes)
            _give(found, giver, cut[gives.start("holder") :], quotes)
            return True
    state = _STATE.search(shape)
    if state and person(cut[: state.start()], quotes):
        told = "present" if state["state"].startswith("pres") or "arriv" in state["rest"] else "excused"
        if re.search(r"\b(?:non|sans)\W*$", shape[: state.start("state")]):
            told = "absent"
        if told == "excused" and state["state"].startswith("abs") and not re.match(r"\s*(?:et )?excuse", state["rest"]):
            told = "absent"
        return _place(found, told, person(cut[: state.start()], quotes), pending)
    somebody = person(cut, quotes)
    if somebody and (kind == "represented" or _GAVE_SOMEHOW.search(shape)):
        pending.append(somebody)
        beside = re.search(r"\(([^()]+)\)\W*$", cut)
        _give(found, somebody, beside[1] if beside and find(beside[1], found.present) else "", quotes)
        return True
    return _place(found, kind, somebody, pending)


def _deputy(found: Roll, kind: str, cut: str, verb: re.Match[str], quotes: Quotes, pending: list[Person]) -> bool:
    """ "OLIVAR J. (remplace PUECH H.)", "PUECH H. remplacé par OLIVAR J.": the deputy sits, the other does not."""
    before, after = (
        person(re.split(r"[(,]|\s(?:est|qui|suppl\w*)\s", cut[: verb.start()])[0], quotes),
        cut[verb.end() :].strip(" )"),
    )
    if verb["by"]:
        found.replaced.append(before.text if before else "")
        if kind == "present" and before is not None:
            _place(found, kind, person(_SUPPLEANT.sub("", after), quotes), pending)
        return before is not None
    found.replaced.append(after)
    return _place(found, kind, before, pending)


def _head(cut: str, gives: re.Match[str]) -> str:
    """The giver as written, without the bracket or the verb that follows."""
    return re.sub(r"\s*(?:\(|\bqui\b|\bayant\b|\ba\b|\bont\b)?\s*$", "", cut[: gives.end("giver")])


def _bracket(text: str) -> int:
    at = text.find("(")
    return at if at > 0 else len(text)


def _place(found: Roll, kind: str, who: Person | None, pending: list[Person]) -> bool:
    if who is None:
        return False
    pending[:] = [who]
    if kind:
        getattr(found, kind).append(who)
    return True


def _give(found: Roll, giver: Person, holder: str, quotes: Quotes) -> None:
    known = next((at for at, each in enumerate(found.proxies) if each[0] is giver), None)
    if known is not None:
        found.proxies[known] = (giver, holder, quotes)
        return
    holder = re.split(r"\s*[()]|\s+(?:pour|jusqu|a partir|à partir|absente?|excus)", holder)[0]
    found.represented.append(giver)
    found.proxies.append((giver, holder.strip(" ."), quotes))


def _give_role(found: Roll, kind: str, entry: Entry) -> None:
    """ "Mme Hélène CHARVET, Maire": the office belongs to the name before it; "M. le Maire" alone is somebody."""
    shape = plain(entry.text).folded
    if kind == "absent" and shape.startswith("excus") and found.absent:
        found.excused.append(found.absent.pop())
        return
    people = getattr(found, kind) if kind != "represented" else found.represented
    if people and not people[-1].role and re.match(r"\W*(?:le |la )?(?:maire|president)", plain(entry.text).folded):
        people[-1] = replace(people[-1], role=entry.text)


def _from_table(paper: Paper, found: Roll) -> None:
    for row in tables.rows(paper):
        if row.state == "represented":
            _give(found, row.who, row.holder, row.who.quotes)
        else:
            getattr(found, row.state).append(row.who)


def _from_words(paper: Paper, lists: Sequence[Segment], found: Roll) -> None:
    """The pouvoirs told in sentences beside the lists; who gives one is not present."""
    header = [each for each in lists if each.kind != "others"]
    if not header:
        return
    limit = max(min(each.end, each.start + 2500) for each in header) + 400
    for text, holder, start, end in proxy_words.told(paper, limit):
        quotes = paper.quoted(start, end)
        giver = person(text, quotes)
        named = [each for each in found.proxies if giver and same(each[0].name, giver.name)]
        if giver is None or find(text, found.present) or any(each[1] for each in named):
            continue
        for each in named:
            found.proxies.remove(each)
        _give(found, giver, holder, quotes)


def _by_marks(found: Roll) -> None:
    """Calls to notes: the same mark on a present member and an absent one stands for a pouvoir."""
    held = {each.mark: each for each in found.present if each.mark}
    for people in (found.excused, found.absent):
        for each in [each for each in people if each.mark in held]:
            people.remove(each)
            _give(found, each, held[each.mark].text, each.quotes)


def _settle(found: Roll) -> None:
    """Who gave a pouvoir is represented, not absent; the absent listed twice count once. A giver listed among the
    present stays in both: it is a contradiction, unless the pouvoir is written in that very entry."""
    given = [each.name for each in found.represented] + [bare.name for text in found.replaced if (bare := person(text))]
    for people in (found.excused, found.absent):
        people[:] = [each for each in people if not any(same(each.name, name) for name in given)]
    found.represented[:] = _once(found.represented)
    excused = [each.name for each in found.excused]
    found.absent[:] = [each for each in found.absent if not any(same(each.name, name) for name in excused)]


def _once(people: Sequence[Person]) -> list[Person]:
    kept: list[Person] = []
    for each in people:
        if not any(same(each.name, other.name) for other in kept):
            kept.append(each)
    return kept
