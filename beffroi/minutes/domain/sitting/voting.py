"""A vote that was held: who could vote at that moment, what the figures give, and what it makes of its item."""

from __future__ import annotations

from . import accounts, kinds, senses, vote_checks
from .agenda import open_item, previous_vote_checks
from .articles import Rule
from .ballots import FIGURES, Rules, as_said, decide, fill, needed
from .events import BallotHeld, BallotKind, Entry, Outcome
from .ledger import BallotOutcome
from .presence import presence
from .recusal import out_of_vote
from .state import Record, Sitting
from .stated import compare_majority
from .vote import Vote

_FATES = {Outcome.ADOPTED: "adopted", Outcome.REJECTED: "rejected", Outcome.TIED: "tied"}


def ballot_held(sitting: Sitting, entry: Entry, event: BallotHeld) -> None:
    record = open_item(sitting, entry) if entry.item is not None else None
    kind = kinds.held(sitting, record, entry, event)
    if BallotKind.SECRET in (kind, event.ballot):
        event = senses.without_names(sitting, entry, event)
    out = out_of_vote(sitting, record)
    room = presence(sitting, out)
    voters = room.voters if sitting.room.known else sitting.voters_said
    count = fill(as_said(event), event.unanimous, voters)
    chair = (record.chair if record else "") or sitting.chair
    rules = Rules(
        kind,
        account=accounts.is_account_vote(record, event),
        of_voters=event.purpose == "closed_doors",
        casting=None if chair in out else senses.chair_sense(event, chair),
    )
    vote = Vote(entry, event, record, kind, room, voters, count, decide(count, rules, voters), chair)
    vote_checks.check(sitting, vote)
    outcome = _outcome(vote, needed(count, rules, voters))
    sitting.ballots.append(outcome)
    if record is not None:
        _keep(sitting, record, vote, outcome)


def _outcome(vote: Vote, least: int | None) -> BallotOutcome:
    figures = {name: getattr(vote.count, name) for name in FIGURES}
    return BallotOutcome(
        entry=vote.entry.id,
        item=vote.entry.item,
        ballot=vote.event,
        kind=vote.kind,
        voters=vote.voters,
        **figures,
        cast=vote.count.cast,
        needed=least,
        result=vote.decision.result,
        casting_used=vote.decision.casting_used,
        filled=vote.count.filled,
        explanation=vote.decision.explanation,
    )


def _keep(sitting: Sitting, record: Record, vote: Vote, outcome: BallotOutcome) -> None:
    """What the vote changes in its item."""
    previous_vote_checks(sitting, record, vote.entry, vote.event)
    record.ballots.append(vote.entry.id)
    record.at_vote, record.presided = vote.room, sitting.chair
    for stated, value in record.majorities:
        compare_majority(sitting, stated, value, outcome.needed, outcome.cast)
    record.majorities.clear()
    _decided(sitting, record, vote, outcome)


def _decided(sitting: Sitting, record: Record, vote: Vote, outcome: BallotOutcome) -> None:
    purpose = vote.event.purpose
    if purpose in ("text", "revote"):
        result = outcome.result or vote.event.declared
        record.fate = _FATES[result] if result else "discussed"
        record.texts[vote.event.label] = vote.entry
        record.amended = None
    elif purpose == "amendment":
        record.amended = vote.entry
    elif purpose == "addition" and outcome.result is not Outcome.ADOPTED:
        record.refused = True
    elif purpose == "waiver":
        _waiver(sitting, record, vote.entry, outcome)


def _waiver(sitting: Sitting, record: Record, entry: Entry, outcome: BallotOutcome) -> None:
    """Only a unanimous vote waives the secret ballot, and only where no text imposes it."""
    if outcome.against == 0 and outcome.result is Outcome.ADOPTED and not record.item.secret_imposed:
        record.waived = True
    elif outcome.result is Outcome.ADOPTED:
        text = "Le conseil ne renonce au scrutin secret qu’à l’unanimité, et si aucun texte ne l’impose."
        sitting.findings.add("waiver_not_unanimous", text, Rule.KIND, entry)
