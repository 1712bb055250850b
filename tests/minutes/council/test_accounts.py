"""The vote on the accounts is proposed from the title of the item, so that the mayor's withdrawal is asked for."""

from __future__ import annotations

from typing import Any

import pytest

from beffroi.minutes.actions.deliberations import validate
from beffroi.minutes.actions.proceedings import enter_in_item
from beffroi.minutes.actions.set_agenda import set_agenda
from beffroi.minutes.actions.sitting import ledger_of, open_contradictions
from beffroi.minutes.domain.sitting import events as e
from beffroi.minutes.domain.types import Item
from beffroi.minutes.models import AgendaItem, Sitting
from tests.doubles.sitting import a_deliberation, a_sitting, keys, open_it, vote

from .conftest import page

TITLES = ("Approbation du compte administratif 2025", "Affectation du résultat du compte administratif 2025")


@pytest.fixture
def sitting(in_valbrume: Any, alice: Any) -> Sitting:
    found = a_sitting(alice)
    set_agenda(found.meeting, [Item(rank, title) for rank, title in enumerate(TITLES, start=1)])
    open_it(found, alice)
    return found


def account(number: int = 1) -> bool:
    return bool(AgendaItem.objects.get(number=number).financial_account)


def answer(client: Any, sitting: Sitting, what: str) -> Any:
    return client.post(page(sitting, "quick", 1), {"quoi": what}, follow=True)


def test_a_title_that_says_the_account_asks_for_the_mayor_s_withdrawal(sitting: Sitting, alice: Any) -> None:
    assert account(1) and not account(2)
    vote(sitting, alice, 1, votes_for=14, against=0, declared=e.Outcome.ADOPTED)
    said = {flag.code for flag in open_contradictions(sitting)}
    assert {"mayor_did_not_withdraw", "account_chair", "more_votes_than_voters"} <= said


def test_withdrawn_and_replaced_the_mayor_is_counted_nowhere(sitting: Sitting, alice: Any) -> None:
    who = keys(sitting)
    retired = e.Recused(who[0], e.RecusalReason.ACCOUNT, leaves_room=True)
    enter_in_item(sitting, [e.ChairTaken(who[1], elected=True), retired], item=1, at=None, user=alice)
    vote(sitting, alice, 1, votes_for=13, against=0, declared=e.Outcome.ADOPTED)
    assert not open_contradictions(sitting)
    assert ledger_of(sitting).ballots[0].voters == 13


def test_a_person_says_that_it_is_no_account_and_may_take_it_back(sitting: Sitting, as_alice: Any) -> None:
    assert "le maire se retire au moment du vote" in as_alice.get(page(sitting, "proceedings")).content.decode()
    shown = answer(as_alice, sitting, "pas-un-compte").content.decode()
    assert not account() and "compté comme un vote ordinaire" in shown
    answer(as_alice, sitting, "compte")
    assert account()


def test_an_agenda_given_again_keeps_what_a_person_said(sitting: Sitting, as_alice: Any) -> None:
    answer(as_alice, sitting, "pas-un-compte")
    set_agenda(sitting.meeting, [Item(rank, title) for rank, title in enumerate(TITLES, start=1)])
    assert not account()


def test_a_title_corrected_into_that_of_an_account_proposes_it(sitting: Sitting) -> None:
    set_agenda(sitting.meeting, [Item(1, TITLES[0]), Item(2, "Approbation du compte administratif annexe 2025")])
    assert account(2)


def test_an_act_that_is_validated_keeps_the_law_under_which_it_was_voted(
    sitting: Sitting, as_alice: Any, alice: Any, bob: Any
) -> None:
    answer(as_alice, sitting, "pas-un-compte")
    vote(sitting, alice, 1, votes_for=14, against=0, declared=e.Outcome.ADOPTED)
    validate(a_deliberation(sitting, alice), user=bob)
    assert "est validée" in answer(as_alice, sitting, "compte").content.decode()
    assert not account()


def test_somebody_of_another_commune_declares_nothing(sitting: Sitting, as_charlie: Any) -> None:
    assert answer(as_charlie, sitting, "pas-un-compte").status_code == 404
    assert account()
