"""What holds whatever happens, however senseless the sequence of events."""

from __future__ import annotations

import json
from dataclasses import asdict, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from beffroi.minutes.domain.sitting import events as e
from beffroi.minutes.domain.sitting.codec import from_payload, kinds, to_payload
from beffroi.minutes.domain.sitting.events import Entry
from beffroi.minutes.domain.sitting.ledger import Ledger, Presence, compute

from .council import COUNCIL, KEYS
from .strategies import ANY, BALLOTS, CALLED, EVENTS, entries_of

REGIMES = st.sampled_from(["general", "epci", "alsace_moselle", "other", "inconnu"])


def presences(ledger: Ledger) -> list[Presence]:
    items = [each for state in ledger.items for each in (state.presence, state.at_vote) if each]
    return [ledger.opening, *items]


@settings(max_examples=100, deadline=None)
@given(ANY, REGIMES, st.booleans(), st.sampled_from([None, -3, 0, 7, 15]))
def test_no_sequence_of_events_makes_the_reading_fail(
    made: list[Entry], regime: str, second: bool, in_office: int | None
) -> None:
    context = replace(COUNCIL, regime=regime, second_convocation=second, in_office=in_office)
    ledger = compute(context, made)
    assert all(each.message and each.article for each in ledger.contradictions)


@settings(max_examples=100, deadline=None)
@given(CALLED)
def test_no_sequence_of_events_makes_votes_exceed_voters_without_blocking(made: list[Entry]) -> None:
    ledger = compute(COUNCIL, made)
    told = {entry for each in ledger.blocking if each.code == "more_votes_than_voters" for entry in each.entries}
    for vote in ledger.ballots:
        figures = (vote.votes_for, vote.against, vote.abstain, vote.blank, vote.null, vote.not_voting)
        assert all(figure is None or figure >= 0 for figure in figures)
        total = sum(figure or 0 for figure in figures)
        assert vote.voters is not None
        assert total <= vote.voters or vote.entry in told


@settings(max_examples=100, deadline=None)
@given(CALLED)
def test_no_election_has_more_papers_than_voters_without_blocking(made: list[Entry]) -> None:
    ledger = compute(COUNCIL, made)
    told = {entry for each in ledger.blocking if each.code == "more_votes_than_voters" for entry in each.entries}
    for each in ledger.elections:
        papers = each.cast + max(each.round.blank, 0) + max(each.round.null, 0)
        assert each.voters is not None
        assert papers <= each.voters or each.entry in told


@settings(max_examples=100, deadline=None)
@given(ANY)
def test_no_sequence_of_events_lets_one_hand_hold_two_pouvoirs(made: list[Entry]) -> None:
    for each in presences(compute(COUNCIL, made)):
        holders = [holder for _, holder in each.represented]
        givers = [giver for giver, _ in each.represented]
        assert len(set(holders)) == len(holders)
        assert len(set(givers)) == len(givers)
        assert not set(givers) & set(each.present)


@settings(max_examples=100, deadline=None)
@given(entries_of(BALLOTS.map(lambda ballot: replace(ballot, ballot=e.BallotKind.SECRET)), most=4))
def test_no_name_of_a_voter_stays_on_a_secret_ballot(made: list[Entry]) -> None:
    ledger = compute(replace(COUNCIL, mayor=""), [Entry(99, e.RollCall(KEYS)), *made])
    shown = json.dumps(
        [asdict(vote) for vote in ledger.ballots] + [asdict(c) for c in ledger.contradictions], default=str
    )
    assert all(vote.ballot.senses == () and vote.ballot.chair_casting is None for vote in ledger.ballots)
    assert not any(member.name in shown for member in COUNCIL.members)
    assert "madame Perrin" not in shown


@settings(max_examples=100, deadline=None)
@given(ANY)
def test_a_ballot_that_must_be_secret_names_nobody_either(made: list[Entry]) -> None:
    for vote in compute(COUNCIL, made).ballots:
        assert vote.kind is not e.BallotKind.SECRET or vote.ballot.senses == ()


@settings(max_examples=100, deadline=None)
@given(CALLED, st.sampled_from(KEYS), st.integers(0, 26))
def test_one_more_arrival_never_lowers_the_quorum(made: list[Entry], key: str, rank: int) -> None:
    # Without recusals or later roll calls, which depend on who is there.
    kept = [each for each in made if not isinstance(each.event, e.Recused | e.Left) and each.id != 1000]
    kept = [each for each in kept if not isinstance(each.event, e.RollCall)]
    start = [Entry(1000, e.RollCall(KEYS[:6])), Entry(1001, e.ItemWithdrawn())]
    before = compute(COUNCIL, [*start, *kept])
    more = [*kept[: rank % (len(kept) + 1)], Entry(2000, e.Arrived(key)), *kept[rank % (len(kept) + 1) :]]
    after = compute(COUNCIL, [*start, *more])
    assert [each.needed for each in before.quorums] == [each.needed for each in after.quorums]
    assert all(one.present <= other.present for one, other in zip(before.quorums, after.quorums, strict=True))


@settings(max_examples=100, deadline=None)
@given(CALLED)
def test_a_regime_that_was_not_verified_blocks_nothing(made: list[Entry]) -> None:
    ledger = compute(replace(COUNCIL, regime="other"), made)
    assert ledger.blocking == ()
    verified = {each.code for each in compute(COUNCIL, made).blocking}
    said = [each for each in ledger.contradictions if each.code in verified]
    assert all("n’a pas été vérifiée" in each.message for each in said)


@settings(max_examples=100, deadline=None)
@given(CALLED)
def test_the_same_events_give_the_same_ledger(made: list[Entry]) -> None:
    assert compute(COUNCIL, made) == compute(COUNCIL, list(made))


@settings(max_examples=100, deadline=None)
@given(EVENTS)
def test_every_event_comes_back_from_json_as_it_was(event: e.Event) -> None:
    assert from_payload(event.kind, json.loads(json.dumps(to_payload(event)))) == event


def test_every_kind_of_event_can_be_stored() -> None:
    assert len(kinds()) == len(set(kinds())) == 26
