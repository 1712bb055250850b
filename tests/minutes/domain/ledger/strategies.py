"""Any sequence of events, sensible or not, over the invented council."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from beffroi.minutes.domain.sitting import events as e
from beffroi.minutes.domain.sitting.events import Entry, Event, Origin, Source

from .council import KEYS

PEOPLE = st.sampled_from([*KEYS, "", "inconnu", "Petit"])
FIGURE = st.none() | st.integers(-2, 40)
SOME = st.lists(PEOPLE, max_size=16).map(tuple)
SENSES = st.lists(st.tuples(PEOPLE, st.sampled_from(e.Sense)), max_size=16).map(tuple)
WORDS = st.sampled_from(["", "madame Perrin vote contre"])
SCORES = st.lists(st.builds(e.Score, PEOPLE, st.integers(-1, 20)), max_size=4).map(tuple)
PURPOSES = st.sampled_from(
    ["text", "revote", "amendment", "addition", "closed_doors", "urgency", "waiver", "other", "n’importe quoi"]
)

BALLOTS = st.builds(
    e.BallotHeld,
    ballot=st.sampled_from(e.BallotKind),
    purpose=PURPOSES,
    label=st.sampled_from(["", "A"]),
    votes_for=FIGURE,
    against=FIGURE,
    abstain=FIGURE,
    blank=FIGURE,
    null=FIGURE,
    not_voting=FIGURE,
    unanimous=st.booleans(),
    declared=st.none() | st.sampled_from(e.Outcome),
    senses=SENSES,
    chair_casting=st.none() | st.sampled_from(e.Sense),
    said_twice=st.lists(
        st.tuples(st.sampled_from(["against", "?"]), st.integers(0, 9), st.integers(0, 9)), max_size=2
    ).map(tuple),
)
ROUNDS = st.builds(
    e.ElectionRound,
    post=st.sampled_from(["maire", "adjoint"]),
    round=st.integers(0, 4),
    scores=SCORES,
    blank=st.integers(-1, 4),
    null=st.integers(-1, 4),
    envelopes=FIGURE,
    not_voting=st.integers(-1, 4),
    declared_majority=FIGURE,
    declared_elected=PEOPLE,
    by_list=st.booleans(),
)
ROLL = st.builds(e.RollCall, SOME, SOME, SOME)
PROXIES = st.builds(e.ProxyGiven, PEOPLE, PEOPLE, st.booleans(), st.integers(-1, 5), st.booleans())
EVENTS: st.SearchStrategy[Event] = st.one_of(
    st.just(e.Opened()),
    st.just(e.Suspended()),
    st.just(e.Resumed()),
    st.just(e.Closed()),
    ROLL,
    st.builds(e.Arrived, PEOPLE),
    st.builds(e.Left, PEOPLE),
    PROXIES,
    st.builds(e.ProxyRevoked, PEOPLE),
    st.builds(e.ChairTaken, PEOPLE, st.booleans()),
    st.builds(e.SecretaryNamed, SOME),
    st.just(e.ItemOpened()),
    st.builds(e.ItemAdded, st.text(max_size=5), st.booleans()),
    st.builds(e.ItemWithdrawn, st.text(max_size=5)),
    st.builds(e.ItemPostponed, st.text(max_size=5)),
    st.just(e.Acknowledged()),
    st.builds(e.Recused, PEOPLE, st.sampled_from(e.RecusalReason), st.booleans()),
    st.builds(e.DoorsClosed, SOME),
    st.just(e.DoorsOpened()),
    st.builds(e.BallotAsked, st.sampled_from(e.BallotKind), SOME, FIGURE),
    st.builds(e.SecretWaived, st.booleans()),
    BALLOTS,
    ROUNDS,
    st.builds(e.FigureStated, st.sampled_from(e.StatedFigure), st.integers(-2, 40)),
    st.builds(e.QuorumStated, st.booleans()),
    st.builds(e.CorrectionAsked, PEOPLE, st.text(max_size=5)),
)
HOURS = st.none() | st.builds(
    lambda minutes, aware: datetime(2025, 12, 11, 18, tzinfo=UTC if aware else None) + timedelta(minutes=minutes),
    st.integers(-60, 600),
    st.booleans(),
)


def entries_of(events: st.SearchStrategy[Event], most: int = 25) -> st.SearchStrategy[list[Entry]]:
    one = st.builds(
        Entry,
        st.integers(0, 5),
        events,
        HOURS,
        st.none() | st.integers(0, 8),
        st.builds(Source, st.sampled_from(Origin), st.just(()), WORDS),
    )
    return st.lists(one, max_size=most).map(
        lambda made: [Entry(rank, each.event, each.at, each.item, each.source) for rank, each in enumerate(made)]
    )


ANY = entries_of(EVENTS)
CALLED = st.builds(
    lambda roll, rest: [Entry(1000, roll), *rest],
    st.builds(e.RollCall, st.lists(st.sampled_from(KEYS), min_size=1, max_size=15, unique=True).map(tuple)),
    ANY,
)
"""A sitting whose roll was called, so that the number of voters is known."""
