"""A vote that was held: who could vote at that moment, what the figures give, and what does not hold."""

from __future__ import annotations

from . import accounts, kinds, senses
from .agenda import open_item, previous_vote_checks
from .articles import Rule
from .ballots import FIGURES, LABELS, Count, Decision, Rules, as_said, decide, fill, needed
from .events import BallotHeld, BallotKind, Entry, Outcome
from .findings import computed, said
from .ledger import BallotOutcome, Presence
from .presence import here, presence
from .recusal import out_of_vote
from .state import Record, Sitting
from .stated import compare_majority

RESULTS = {Outcome.ADOPTED: "adopté", Outcome.REJECTED: "rejeté", Outcome.TIED: "partage des voix"}
_FATES = {Outcome.ADOPTED: "adopted", Outcome.REJECTED: "rejected", Outcome.TIED: "tied"}


def ballot_held(sitting: Sitting, entry: Entry, event: BallotHeld) -> None:
    record = open_item(sitting, entry) if entry.item is not None else None
    kind = kinds.held(sitting, record, entry, event)
    if BallotKind.SECRET in (kind, event.ballot):
        event = senses.without_names(sitting, entry, event)
    room = presence(sitting, out_of_vote(sitting, record))
    voters = room.voters if sitting.room.known else sitting.voters_said
    count = fill(as_said(event), event.unanimous, voters)
    rules = _rules(sitting, record, kind, event)
    decision = decide(count, rules, voters)
    _check(sitting, record, entry, event, room, count, kind, voters)
    _check_result(sitting, entry, event, kind, count, decision)
    outcome = _outcome(entry, event, kind, voters, count, rules, decision)
    sitting.ballots.append(outcome)
    if record is not None:
        _keep(sitting, record, entry, event, room, outcome)


def _rules(sitting: Sitting, record: Record | None, kind: BallotKind, event: BallotHeld) -> Rules:
    chair = _chair(sitting, record)
    casting = senses.chair_sense(event, chair) if chair or event.chair_casting is not None else None
    if chair and chair in out_of_vote(sitting, record):
        casting = None
    account = accounts.is_account_vote(record, event)
    return Rules(kind, account, event.purpose == "closed_doors", casting)


def _chair(sitting: Sitting, record: Record | None) -> str:
    return (record.chair if record else "") or sitting.chair


def _outcome(
    entry: Entry, event: BallotHeld, kind: BallotKind, voters: int | None, count: Count, rules: Rules, end: Decision
) -> BallotOutcome:
    figures = {name: getattr(count, name) for name in FIGURES}
    return BallotOutcome(
        entry=entry.id,
        item=entry.item,
        ballot=event,
        kind=kind,
        voters=voters,
        **figures,
        cast=count.cast,
        needed=needed(count, rules, voters),
        result=end.result,
        casting_used=end.casting_used,
        filled=count.filled,
        explanation=end.explanation,
    )


def _keep(
    sitting: Sitting, record: Record, entry: Entry, event: BallotHeld, room: Presence, outcome: BallotOutcome
) -> None:
    """What the vote changes in its item."""
    previous_vote_checks(sitting, record, entry, event)
    record.ballots.append(entry.id)
    record.at_vote, record.presided = room, sitting.chair
    for stated, value in record.majorities:
        compare_majority(sitting, stated, value, outcome.needed, outcome.cast)
    record.majorities.clear()
    if event.purpose == "waiver":
        _waiver(sitting, record, entry, outcome)
    if event.purpose in ("text", "revote"):
        result = outcome.result or event.declared
        record.fate = _FATES[result] if result else "discussed"
        record.texts[event.label] = entry
        record.amended = None
    elif event.purpose == "amendment":
        record.amended = entry
    elif event.purpose == "addition" and outcome.result is not Outcome.ADOPTED:
        record.refused = True


def _waiver(sitting: Sitting, record: Record, entry: Entry, outcome: BallotOutcome) -> None:
    """Only a unanimous vote waives the secret ballot, and only where no text imposes it."""
    if outcome.against == 0 and outcome.result is Outcome.ADOPTED and not record.item.secret_imposed:
        record.waived = True
    elif outcome.result is Outcome.ADOPTED:
        text = "Le conseil ne renonce au scrutin secret qu’à l’unanimité, et si aucun texte ne l’impose."
        sitting.findings.add("waiver_not_unanimous", text, Rule.KIND, entry)


def _check(
    sitting: Sitting,
    record: Record | None,
    entry: Entry,
    event: BallotHeld,
    room: Presence,
    count: Count,
    kind: BallotKind,
    voters: int | None,
) -> None:
    secret = BallotKind.SECRET in (kind, event.ballot)
    _negative(sitting, entry, event)
    _said_twice(sitting, entry, event)
    _total(sitting, entry, count, room, voters, secret)
    if not secret:
        senses.check(sitting, entry, event, room)
        senses.compare(sitting, entry, event, kind, count, voters)
        _casting(sitting, record, entry, event, count)
    if record and accounts.is_account_vote(record, event):
        accounts.check(sitting, record, entry)


def _said_twice(sitting: Sitting, entry: Entry, event: BallotHeld) -> None:
    for name, first, second in event.said_twice:
        label = LABELS.get(name, name)
        text = f"Deux nombres ont été dits ({label})\u00a0: {first}, puis {second}. Le second est compté."
        figures = (said(f"{label}, d’abord", first, entry), said(f"{label}, ensuite", second, entry))
        sitting.findings.add("figure_said_twice", text, Rule.COUNT, entry, *figures)


def _negative(sitting: Sitting, entry: Entry, event: BallotHeld) -> None:
    for name in FIGURES:
        value = getattr(event, name)
        if value is not None and value < 0:
            text = f"Un nombre de voix négatif est indiqué\u00a0: {value}."
            sitting.findings.add("negative_figure", text, Rule.COUNT, entry, said("voix", value, entry, True))


def _total(sitting: Sitting, entry: Entry, count: Count, room: Presence, voters: int | None, secret: bool) -> None:
    """The votes against the voters."""
    if voters is None:
        text = "Le nombre de votants n’est pas connu\u00a0: le total des voix ne peut pas être vérifié."
        sitting.findings.add("voters_unknown", text, Rule.COUNT, entry, blocking=False)
        return
    total = count.total
    if total > voters:
        code, words = "more_votes_than_voters", f"{total} votes pour {voters} votants ({sum_of(room)})."
    elif total < voters and count.complete:
        code, words = "fewer_votes_than_voters", f"{total} votes seulement pour {voters} votants ({sum_of(room)})."
    else:
        return
    figures = (said("votes", total, entry, secret), computed("votants", voters, sum_of(room)))
    sitting.findings.add(code, words, Rule.COUNT, entry, *figures)


def sum_of(room: Presence) -> str:
    """ "23 présents + 2 pouvoirs − 1 retiré"."""
    words = f"{room.present_count} présents + {room.proxy_count} pouvoirs"
    return f"{words} − {len(room.out_of_vote)} hors du vote" if room.out_of_vote else words


def _casting(sitting: Sitting, record: Record | None, entry: Entry, event: BallotHeld, count: Count) -> None:
    if event.chair_casting is None:
        return
    chair = _chair(sitting, record)
    if count.cast is not None and count.votes_for != count.against:
        sum_ = f"{count.votes_for} pour, {count.against} contre"
        text = f"La voix prépondérante du président est invoquée sans partage\u00a0: {sum_}."
        sitting.findings.add("casting_without_tie", text, Rule.PROXY, entry, said("voix", sum_, entry))
    elif chair and sitting.room.called and not here(sitting, chair):
        text = f"{sitting.roster.name(chair)} départage, mais n’est pas en séance."
        sitting.findings.add("casting_by_absent", text, Rule.PROXY, entry)


def _check_result(
    sitting: Sitting, entry: Entry, event: BallotHeld, kind: BallotKind, count: Count, end: Decision
) -> None:
    if event.unanimous and count.against:
        text = f"L’unanimité est annoncée, avec {count.against} voix contre."
        sitting.findings.add(
            "unanimity_with_against", text, Rule.COUNT, entry, said("contre", count.against, entry, True)
        )
    declared, result = event.declared, end.result
    if declared is None or result is None or _agree(declared, result, count):
        return
    text = f"Résultat annoncé\u00a0: {RESULTS[declared]}. Résultat calculé\u00a0: {RESULTS[result]}. {end.explanation}"
    code = "tie_without_casting" if result is Outcome.TIED and kind is not BallotKind.SECRET else "result_differs"
    figures = (
        said("résultat annoncé", RESULTS[declared], entry, kind is BallotKind.SECRET),
        computed("résultat calculé", RESULTS[result], end.explanation),
    )
    sitting.findings.add(code, text, Rule.COUNT, entry, *figures)


def _agree(declared: Outcome, result: Outcome, count: Count) -> bool:
    """A tie may be declared as one before the chair settles it, or as the rejection that it is without the chair."""
    if declared is result:
        return True
    tied = count.cast is not None and count.votes_for == count.against
    return tied and (declared is Outcome.TIED or (declared is Outcome.REJECTED and result is Outcome.TIED))
