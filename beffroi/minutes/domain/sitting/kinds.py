"""Which of the three ballots a vote must be.

L2121-21 (answer to question 25053, senat.fr, 6 January 2022): "Le vote a lieu au scrutin public à la demande du quart
des membres présents. Le registre des délibérations comporte le nom des votants et l'indication du sens de leur vote. Il
est voté au scrutin secret : 1° Soit lorsqu'un tiers des membres présents le réclame ; 2° Soit lorsqu'il y a lieu de
procéder à une nomination ou à une présentation. [...] Le conseil municipal peut décider, à l'unanimité, de ne pas
procéder au scrutin secret aux nominations ou aux présentations, sauf disposition législative ou réglementaire prévoyant
expressément ce mode de scrutin." Secret prevails where both are asked for (answer of 25 June 2009, qSEQ090408312,
senat.fr). Those present are counted, pouvoirs are not; with two competing requests each is weighed on its own.
"""

from __future__ import annotations

from .articles import Rule
from .events import BallotAsked, BallotHeld, BallotKind, Entry, SecretWaived
from .findings import computed, said
from .presence import here, known, presence
from .recusal import out_of_quorum
from .state import Asks, Record, Sitting

_SHARE = {BallotKind.PUBLIC: 4, BallotKind.SECRET: 3}
WORDS = {BallotKind.ORDINARY: "ordinaire", BallotKind.PUBLIC: "public", BallotKind.SECRET: "secret"}
OWN_KIND = ("text", "revote", "amendment", "other")
"""Purposes of the votes that a request, or an appointment, bears on; the others are always by show of hands."""


def asked(sitting: Sitting, entry: Entry, event: BallotAsked) -> None:
    for key in event.askers:
        if known(sitting, entry, key) and sitting.room.called and not here(sitting, key):
            name = sitting.roster.name(key)
            text = f"{name} demande un scrutin {WORDS[event.ballot]}, mais n’est pas parmi les présents."
            sitting.findings.add("asker_absent", text, Rule.KIND, entry)
    if entry.item is not None:
        asks = sitting.record(entry.item).asks.setdefault(event.ballot, Asks())
        asks.named.update(event.askers)
        asks.count = max(asks.count, event.count or 0)


def waived(sitting: Sitting, entry: Entry, event: SecretWaived) -> None:
    if entry.item is None:
        return
    record = sitting.record(entry.item)
    if record.item.secret_imposed:
        text = "Un texte impose ici le scrutin secret\u00a0: le conseil ne peut pas y renoncer."
        sitting.findings.add("waiver_not_allowed", text, Rule.KIND, entry)
    elif not event.unanimous:
        text = "Le conseil ne renonce au scrutin secret qu’à l’unanimité."
        sitting.findings.add("waiver_not_unanimous", text, Rule.KIND, entry)
    else:
        record.waived = True


def required(sitting: Sitting, record: Record | None) -> tuple[BallotKind, str]:
    """The ballot that this item calls for now, and why, in French."""
    if record is None:
        return BallotKind.ORDINARY, ""
    if record.item.secret_imposed:
        return BallotKind.SECRET, "un texte impose le scrutin secret"
    if _asked_enough(sitting, record, BallotKind.SECRET):
        return BallotKind.SECRET, "un tiers des membres présents l’a demandé"
    if record.item.appointment and not record.waived:
        return BallotKind.SECRET, "il s’agit d’une nomination, et le conseil n’y a pas renoncé à l’unanimité"
    if _asked_enough(sitting, record, BallotKind.PUBLIC):
        return BallotKind.PUBLIC, "un quart des membres présents l’a demandé"
    return BallotKind.ORDINARY, ""


def _asked_enough(sitting: Sitting, record: Record, kind: BallotKind) -> bool:
    asks = record.asks.get(kind)
    if asks is None or not sitting.room.known:
        return False
    there = presence(sitting).present_count - len(out_of_quorum(sitting, record))
    number = max(sum(_counts(sitting, key) for key in asks.named), asks.count)
    return number > 0 and number * _SHARE[kind] >= there


def _counts(sitting: Sitting, key: str) -> bool:
    return sitting.roster.knows(key) and here(sitting, key)


def held(sitting: Sitting, record: Record | None, entry: Entry, event: BallotHeld) -> BallotKind:
    """The ballot as it should be written; tells where it is not the one that was held."""
    if event.purpose not in OWN_KIND:
        return event.ballot
    kind, why = required(sitting, record)
    if event.ballot is kind:
        return kind
    if kind is BallotKind.SECRET or (kind is BallotKind.PUBLIC and event.ballot is BallotKind.ORDINARY):
        text = f"Le vote a eu lieu au scrutin {WORDS[event.ballot]}, il devait être {WORDS[kind]}\u00a0: {why}."
        figures = (said("scrutin", WORDS[event.ballot], entry, secret=True), computed("scrutin dû", WORDS[kind], why))
        sitting.findings.add(f"{kind.value}_ballot_required", text, Rule.KIND, entry, *figures)
        return kind
    _not_asked(sitting, record, entry, event.ballot)
    return event.ballot


def _not_asked(sitting: Sitting, record: Record | None, entry: Entry, kind: BallotKind) -> None:
    """Held secret or public without a sufficient request: to be checked, for the minutes must tell who asked."""
    share = "un tiers" if kind is BallotKind.SECRET else "un quart"
    if kind is BallotKind.ORDINARY or (record and record.item.appointment and kind is BallotKind.SECRET):
        return
    text = f"Scrutin {WORDS[kind]}\u00a0: rien ne dit que {share} des membres présents l’a demandé."
    sitting.findings.add("ballot_not_asked", text, Rule.KIND, entry, blocking=False)
