"""An agent or a guest on the list of the sitting is known by name, and counts nowhere (L2121-15, -17 and -20)."""

from __future__ import annotations

from dataclasses import replace

from beffroi.minutes.domain.sitting.events import (
    Arrived,
    BallotHeld,
    ItemOpened,
    Left,
    ProxyGiven,
    RecusalReason,
    Recused,
    RollCall,
    SecretaryNamed,
    Sense,
    SittingMember,
)

from .council import COUNCIL, KEYS, MEMBERS, codes, found, only_ballot, sitting, vote

DGS = SittingMember("dgs", "Nora Kessler", "directrice générale des services", member=False)
WITH_AGENT = replace(COUNCIL, members=(*MEMBERS, DGS))


def test_an_agent_on_the_list_is_no_member_in_office() -> None:
    ledger = sitting(RollCall(KEYS[:8]), context=WITH_AGENT)
    assert [(check.in_office, check.needed, check.present) for check in ledger.quorums] == [(15, 8, 8)]


def test_an_agent_called_with_the_members_is_told_and_neither_present_nor_absent() -> None:
    ledger = sitting(RollCall((*KEYS[:7], "dgs")), context=WITH_AGENT)
    (check,) = ledger.quorums
    assert (check.present, check.reached) == (7, False), "seven members and an agent are no quorum of fifteen"
    assert "dgs" not in (*ledger.opening.present, *ledger.opening.absent)
    assert "attends_only" in codes(ledger, blocking=False) and "attends_only" not in codes(ledger)


def test_an_agent_who_comes_and_goes_changes_no_count() -> None:
    ledger = sitting(RollCall(KEYS[:12]), Arrived("dgs"), *vote(votes_for=12), Left("dgs"), context=WITH_AGENT)
    assert only_ballot(ledger).voters == 12
    assert not codes(ledger)


def test_an_agent_neither_votes_nor_holds_a_pouvoir() -> None:
    ledger = sitting(
        RollCall(KEYS[:12], KEYS[12:]),
        ProxyGiven(KEYS[12], "dgs"),
        (1, ItemOpened()),
        (1, BallotHeld(votes_for=11, against=1, senses=(("dgs", Sense.AGAINST),))),
        context=WITH_AGENT,
    )
    assert only_ballot(ledger).voters == 12
    assert "Nora Kessler (directrice générale des services)" in found(ledger, "not_a_member").message
    assert len(found(ledger, "not_a_member").entries) == 2, "the pouvoir and the vote are both shown"


def test_an_agent_has_nothing_to_be_recused_from() -> None:
    recused = (1, Recused("dgs", RecusalReason.PERSONAL, leaves_room=True))
    ledger = sitting(RollCall(KEYS[:12]), recused, *vote(votes_for=12), context=WITH_AGENT)
    assert only_ballot(ledger).voters == 12
    assert "not_a_member" in codes(ledger)


def test_an_agent_is_the_secretary_s_auxiliary_never_the_secretary() -> None:
    ledger = sitting(RollCall(KEYS[:12]), SecretaryNamed((KEYS[1], "dgs")), context=WITH_AGENT)
    assert ledger.secretaries == (KEYS[1],)
    assert "secretary_not_a_member" in codes(ledger)
