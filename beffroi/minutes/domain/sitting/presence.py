"""Who is there: the roll call, then everyone who comes, leaves or comes back, and the pouvoirs that can be used.

A pouvoir counts while its holder is in the room and its giver is not (see ``proxies``); a deputy, while the member
replaced is not (see ``deputies``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from . import deputies
from .articles import Rule
from .events import Arrived, Entry, Left, ProxyGiven, ProxyRevoked, RollCall
from .findings import computed, said
from .ledger import Presence
from .state import Sitting


def roll_call(sitting: Sitting, entry: Entry, event: RollCall) -> None:
    """The names called; a second roll call replaces the first."""
    _attending(sitting, entry, (*event.present, *event.excused, *event.absent))
    present = set(_members(sitting, entry, event.present))
    excused = set(_members(sitting, entry, event.excused))
    absent = set(_members(sitting, entry, event.absent))
    for key in sitting.roster.sorted(present & (excused | absent)):
        name, other = sitting.roster.name(key), "excusé" if key in excused else "absent"
        text = f"{name} est à la fois parmi les présents et les {other}s."
        figures = (said("à l’appel", "présent", entry), said("à l’appel", other, entry))
        sitting.findings.add("present_and_excused", text, Rule.MEMBERS, entry, *figures)
    room = sitting.room
    room.called, room.present = True, present
    room.excused, room.absent, room.away = excused - present, absent - present - excused, set()
    givers = {giver: sitting.proxies.entry(giver) or entry for giver in sitting.proxies.by_giver if giver in present}
    sitting.proxied_while_present = givers
    deputies.at_roll_call(sitting, entry)
    sitting.moved()


def arrived(sitting: Sitting, entry: Entry, event: Arrived) -> None:
    """Whoever arrives votes in person: their pouvoir ends."""
    room, key = sitting.room, event.member
    if _attending(sitting, entry, (key,)) or not may_sit(sitting, entry, key):
        return
    if key in room.present:
        text = f"{sitting.roster.name(key)} arrive, mais était déjà parmi les présents."
        figures = (computed("présence", "déjà présent"), said("annoncé", "arrivée", entry))
        sitting.findings.add("already_present", text, Rule.MEMBERS, entry, *figures)
        return
    room.present.add(key)
    if not sitting.chair and key == sitting.context.mayor:
        sitting.chair = key
    for group in (room.away, room.excused, room.absent):
        group.discard(key)
    sitting.proxies.drop(key)
    sitting.proxied_while_present.pop(key, None)
    sitting.moved()


def left(sitting: Sitting, entry: Entry, event: Left) -> None:
    room, key = sitting.room, event.member
    if _attending(sitting, entry, (key,)) or not may_sit(sitting, entry, key):
        return
    if key in room.present:
        room.present.discard(key)
    elif not room.called and room.unnamed and here(sitting, key):
        room.unnamed -= 1
    elif room.known:
        text = f"{sitting.roster.name(key)} quitte la séance, mais n’était pas parmi les présents."
        figures = (computed("présence", "non présent"), said("annoncé", "départ", entry))
        sitting.findings.add("left_not_present", text, Rule.MEMBERS, entry, *figures)
    if key == sitting.chair:
        sitting.chair = ""
    room.away.add(key)
    sitting.proxied_while_present.pop(key, None)
    sitting.moved()


def proxy_given(sitting: Sitting, entry: Entry, event: ProxyGiven) -> None:
    """Kept even while its giver is there: it is of use once they leave."""
    # Evaluated one after the other: a stranger in either place is told.
    known = [may_sit(sitting, entry, key) for key in (event.giver, event.holder)]
    if not all(known):
        sitting.proxies.refused += 1
        return
    # Without a roll call, whoever gives a pouvoir once the call is over was in the room until then.
    there = here(sitting, event.giver) and (sitting.room.called or sitting.settled)
    sitting.proxies.give(entry, event)
    if there:
        sitting.proxied_while_present[event.giver] = entry
    sitting.moved()


def proxy_revoked(sitting: Sitting, entry: Entry, event: ProxyRevoked) -> None:
    if not sitting.proxies.drop(event.giver):
        text = f"Le pouvoir de {sitting.roster.name(event.giver)} est révoqué, mais aucun n’était en cours."
        sitting.findings.add("revoked_without_proxy", text, Rule.PROXY, entry, blocking=False)
    sitting.proxied_while_present.pop(event.giver, None)
    sitting.moved()


def here(sitting: Sitting, key: str) -> bool:
    """Whether a member is in the room, as far as is known: without a roll call, unless something says otherwise."""
    room = sitting.room
    if room.called or key in room.present:
        return key in room.present
    represented = key in sitting.proxies.by_giver and key not in sitting.proxied_while_present
    elsewhere = key in room.away or key in room.excused or key in room.absent or represented
    return bool(room.unnamed) and not elsewhere


def presence(sitting: Sitting, out: Collection[str] = ()) -> Presence:
    """The room at this moment; ``out``: members who take no part in the vote."""
    if sitting.snapshot is None:
        sitting.snapshot = _look(sitting)
    room = sitting.snapshot
    return _without(sitting, room, out) if out else room


def _look(sitting: Sitting) -> Presence:
    room, roster = sitting.room, sitting.roster
    counted = deputies.counted(sitting)
    replaced = {member: key for key in counted if (member := roster.deputy_of(key))}
    gone = sitting.proxies.by_giver.keys() - counted - replaced.keys() - sitting.proxied_while_present.keys()
    usable = {
        giver: holder
        for giver, holder in sitting.proxies.by_giver.items()
        if giver in gone and _votes(sitting, counted, holder)
    }
    sitting.proxies.used.update(usable)
    excused = room.excused - usable.keys() - replaced.keys()
    absent: Iterable[str] = room.absent | room.away
    if room.called:
        absent = (key for key in roster.members if roster.sits(key) and not roster.deputy_of(key))
    elsewhere = counted | usable.keys() | excused | replaced.keys()
    return Presence(
        present=roster.sorted(counted),
        represented=tuple((giver, usable[giver]) for giver in roster.sorted(usable)),
        excused=roster.sorted(excused),
        absent=roster.sorted(key for key in absent if key not in elsewhere),
        present_count=len(counted) + (0 if room.called else room.unnamed or 0),
        proxy_count=len(usable) + room.unnamed_proxies,
        deputies=tuple((member, replaced[member]) for member in roster.sorted(replaced)),
    )


def _votes(sitting: Sitting, counted: Collection[str], holder: str) -> bool:
    return holder in counted if sitting.room.called else here(sitting, holder)


def _without(sitting: Sitting, room: Presence, out: Collection[str]) -> Presence:
    """The same room, with those out of the vote and the givers whose holder is out."""
    there = [key for key in out if here(sitting, key) and (not sitting.room.called or key in room.present)]
    givers = [giver for giver, holder in room.represented if giver in out or holder in out]
    return replace(room, out_of_vote=sitting.roster.sorted({*there, *givers}))


def _members(sitting: Sitting, entry: Entry, keys: Iterable[str]) -> list[str]:
    called = [key for key in dict.fromkeys(keys) if not sitting.roster.attends(key)]
    return [key for key in called if may_sit(sitting, entry, key)]


def _attending(sitting: Sitting, entry: Entry, keys: Iterable[str]) -> bool:
    """Whether some of these attend without being members. That they were called, or came in, is no fault: it is told,
    so that nobody looks for them in the count."""
    attending = [key for key in dict.fromkeys(keys) if sitting.roster.attends(key)]
    for key in attending:
        text = f"{sitting.roster.described(key)} assiste à la séance sans être membre de l’assemblée\u00a0: non compté."
        sitting.findings.add("attends_only", text, Rule.MEMBERS, entry, blocking=False)
    return bool(attending)


def may_sit(sitting: Sitting, entry: Entry, key: str) -> bool:
    """Whether this is a member in office: a stranger or a former member is told, and not counted."""
    return known(sitting, entry, key) and _still_sits(sitting, entry, key)


def known(sitting: Sitting, entry: Entry, key: str) -> bool:
    """Whether the roster has this key. A name that it does not have, or has twice, is nobody's: never a guess."""
    if sitting.roster.knows(key) and key:
        return True
    bearers = sitting.roster.named(key)
    if len(bearers) > 1:
        listed = ", ".join(f"{member.name} ({member.role})" if member.role else member.name for member in bearers)
        text = f"«\u00a0{key}\u00a0»\u00a0: plusieurs élus portent ce nom ({listed}). Choisissez lequel."
        sitting.findings.add("homonym", text, Rule.MEMBERS, entry, said("nom entendu ou saisi", key, entry))
    else:
        text = f"«\u00a0{key}\u00a0» n’est pas dans la liste des élus\u00a0: rien n’est compté sous ce nom."
        sitting.findings.add("unknown_member", text, Rule.MEMBERS, entry, said("nom entendu ou saisi", key, entry))
    return False


def _still_sits(sitting: Sitting, entry: Entry, key: str) -> bool:
    if sitting.roster.sits(key):
        return True
    if sitting.roster.attends(key):
        text = (
            f"{sitting.roster.described(key)} n’est pas membre de l’assemblée\u00a0: sa présence, sa voix et son "
            "pouvoir ne comptent pas. Si c’est une erreur, corrigez la liste des membres."
        )
        sitting.findings.add("not_a_member", text, Rule.MEMBERS, entry, computed("liste", "n’en est pas membre"))
        return False
    member, day = sitting.roster.members[key], sitting.roster.day
    bounds = f"du {_day(member.in_office_from)} au {_day(member.in_office_until)}"
    text = f"{member.name} n’est pas en exercice à la date de la séance\u00a0: sa présence ne compte pas."
    figures = (computed("date de la séance", _day(day)), computed("mandat", bounds))
    sitting.findings.add("not_in_office", text, Rule.MEMBERS, entry, *figures)
    return False


def _day(day: object) -> str:
    return day.strftime("%d/%m/%Y") if hasattr(day, "strftime") else "…"
