"""The five states of a procès-verbal, and the life of a deliberation."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beffroi.minutes.domain.law.regimes import Regime
from beffroi.minutes.domain.law.steps import (
    PV_MOVES,
    ActFacts,
    ActState,
    PvState,
    PvStepFacts,
    act_disorder,
    act_state,
    enforceable_on,
    pv_advice,
    pv_obstacles,
    who_signs,
)

SITTING, NEXT = date(2026, 6, 4), date(2026, 9, 10)
READY = PvStepFacts(
    SITTING,
    proofread_by="Chloé Dumas",
    adopted_on=NEXT,
    head_signed=True,
    secretaries=("Chloé Dumas",),
    signed_by=("Chloé Dumas",),
    published_on=NEXT + timedelta(days=3),
    paper_copy=True,
)
ACT = ActFacts("2026-012", voted_on=SITTING, adopted=True)


def test_a_proces_verbal_goes_through_its_five_states_in_order() -> None:
    for state, end in zip(PvState, list(PvState)[1:], strict=False):
        assert pv_obstacles(state, end, READY) == []


def test_no_state_is_skipped_and_what_the_council_adopted_is_never_taken_back() -> None:
    allowed = {(move.start, move.end) for move in PV_MOVES}
    for start, end in product(PvState, PvState):
        assert bool(pv_obstacles(start, end, READY)) == ((start, end) not in allowed)
    assert (PvState.ADOPTED, PvState.PROOFREAD) not in allowed


@pytest.mark.parametrize(
    ("start", "end", "changed", "said"),
    [
        (PvState.DRAFT, PvState.PROOFREAD, {"blocking_flags": 2}, "2 alertes bloquantes"),
        (PvState.DRAFT, PvState.PROOFREAD, {"missing_mentions": ("Quorum",)}, "Quorum"),
        (PvState.DRAFT, PvState.PROOFREAD, {"proofread_by": ""}, "relecteur"),
        (PvState.PROOFREAD, PvState.ADOPTED, {"adopted_on": None}, "date de la séance"),
        (PvState.PROOFREAD, PvState.ADOPTED, {"adopted_on": SITTING}, "séance suivante"),
        (PvState.PROOFREAD, PvState.ADOPTED, {"corrections_pending": 1}, "1 rectification demandée en séance"),
        (PvState.ADOPTED, PvState.SIGNED, {"head_signed": False}, "le maire"),
        (PvState.ADOPTED, PvState.SIGNED, {"signed_by": ()}, "Chloé Dumas, secrétaire"),
        (PvState.ADOPTED, PvState.SIGNED, {"secretaries": ()}, "Aucun secrétaire"),
        (PvState.SIGNED, PvState.PUBLISHED, {"published_on": None}, "mise en ligne"),
        (PvState.SIGNED, PvState.PUBLISHED, {"published_on": SITTING}, "avant d’avoir été arrêté"),
        (PvState.SIGNED, PvState.PUBLISHED, {"paper_copy": False}, "sur papier"),
    ],
)
def test_what_keeps_a_step_from_being_made_is_said(
    start: PvState, end: PvState, changed: dict[str, object], said: str
) -> None:
    obstacles = pv_obstacles(start, end, replace(READY, **changed))  # type: ignore[arg-type]
    assert len(obstacles) == 1
    assert said in obstacles[0]


def test_where_the_regime_was_not_verified_the_law_advises_and_only_the_house_blocks() -> None:
    bare = PvStepFacts(SITTING, Regime.ALSACE_MOSELLE, adopted_on=SITTING, blocking_flags=1, proofread_by="Chloé Dumas")
    assert pv_obstacles(PvState.DRAFT, PvState.PROOFREAD, bare) == ["1 alerte bloquante à lever."]
    for start, end in ((PvState.PROOFREAD, PvState.ADOPTED), (PvState.ADOPTED, PvState.SIGNED)):
        assert pv_obstacles(start, end, bare) == []
        assert pv_advice(start, end, bare)
    general = replace(bare, regime=Regime.GENERAL)
    assert pv_advice(PvState.ADOPTED, PvState.SIGNED, general) == []


def test_a_commune_without_a_site_publishes_on_paper() -> None:
    facts = replace(READY, has_website=False, published_on=None)
    assert pv_obstacles(PvState.SIGNED, PvState.PUBLISHED, facts) == []


def test_in_an_epci_the_president_signs() -> None:
    assert who_signs(Regime.EPCI).startswith("le président")
    unsigned = replace(READY, regime=Regime.EPCI, head_signed=False)
    assert "le président" in pv_obstacles(PvState.ADOPTED, PvState.SIGNED, unsigned)[0]


def test_a_deliberation_is_enforceable_at_the_later_of_publication_and_transmission() -> None:
    both = replace(ACT, published_on=date(2026, 6, 8), transmitted_on=date(2026, 6, 9), received_on=date(2026, 6, 10))
    assert enforceable_on(both) == date(2026, 6, 10)
    assert enforceable_on(replace(both, published_on=date(2026, 6, 20))) == date(2026, 6, 20)


def test_neither_publication_nor_transmission_alone_makes_it_enforceable() -> None:
    assert enforceable_on(replace(ACT, published_on=date(2026, 6, 8))) is None
    assert enforceable_on(replace(ACT, received_on=date(2026, 6, 8))) is None


def test_what_is_exempt_from_transmission_is_enforceable_once_published() -> None:
    exempt = replace(ACT, must_be_transmitted=False, published_on=date(2026, 6, 8))
    assert enforceable_on(exempt) == date(2026, 6, 8)


def test_a_signature_that_is_lacking_does_not_keep_it_from_being_enforceable() -> None:
    unsigned = replace(ACT, published_on=date(2026, 6, 8), received_on=date(2026, 6, 8))
    assert act_state(unsigned) is ActState.ENFORCEABLE


def test_what_the_council_refused_is_never_enforceable() -> None:
    refused = replace(ACT, adopted=False, published_on=date(2026, 6, 8), received_on=date(2026, 6, 8))
    assert enforceable_on(refused) is None
    assert act_state(refused) is ActState.REFUSED


@pytest.mark.parametrize(
    ("act", "state"),
    [
        (ActFacts("1"), ActState.PREPARED),
        (ACT, ActState.VOTED),
        (replace(ACT, validated_on=SITTING), ActState.VALIDATED),
        (replace(ACT, signed_on=SITTING), ActState.SIGNED),
        (replace(ACT, transmitted_on=SITTING), ActState.TRANSMITTED),
        (replace(ACT, published_on=SITTING), ActState.PUBLISHED),
    ],
)
def test_an_act_shows_how_far_it_has_gone(act: ActFacts, state: ActState) -> None:
    assert act_state(act) is state


def test_dates_that_cannot_follow_one_another_are_both_shown() -> None:
    wrong = replace(ACT, signed_on=SITTING - timedelta(days=1), published_on=SITTING - timedelta(days=2))
    said = act_disorder(wrong)
    assert len(said) == 2
    assert "03/06/2026" in said[0] and "04/06/2026" in said[0]


def test_every_order_but_the_right_one_is_a_disorder() -> None:
    days = [SITTING, SITTING + timedelta(days=1), SITTING + timedelta(days=2), SITTING + timedelta(days=3)]
    for order in permutations(days):
        act = replace(ACT, voted_on=order[0], signed_on=order[1], transmitted_on=order[2], received_on=order[3])
        assert bool(act_disorder(act)) == (list(order) != days)


@settings(deadline=None)
@given(st.dates(SITTING, date(2030, 1, 1)), st.dates(SITTING, date(2030, 1, 1)), st.booleans())
def test_no_act_is_enforceable_before_it_is_known(published: date, received: date, must: bool) -> None:
    act = replace(ACT, published_on=published, received_on=received, must_be_transmitted=must)
    day = enforceable_on(act)
    assert day is not None and day >= published
    assert not must or day >= received
