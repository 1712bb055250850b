"""The mentions of a procès-verbal: present, "néant", missing or contradictory."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beffroi.minutes.domain.law.mentions import (
    MENTIONS,
    BallotKind,
    Mention,
    MentionState,
    Outcome,
    PvBallot,
    PvFacts,
    PvItem,
    Quorum,
    Represented,
    check_mentions,
    missing,
)
from beffroi.minutes.domain.law.regimes import Regime

PRESENT = ("Aline Bastide", "Bruno Carel", "Chloé Dumas", "David Estève")
COMPLETE = PvFacts(
    date=date(2026, 12, 10),
    hour=time(19, 30),
    president="Aline Bastide",
    present=PRESENT,
    represented=(Represented("Élise Faure", "Bruno Carel"),),
    secretaries=("Chloé Dumas",),
    quorum=Quorum(in_office=7, required=4, present=4, reached=True),
    agenda=("Toiture de l’école", "Questions diverses"),
    items=(
        PvItem("1", "Toiture de l’école", Outcome.ADOPTED, ("Rapport n° 1",), tenor="M. Carel demande le coût."),
        PvItem("2", "Questions diverses", no_discussion=True),
    ),
    ballots=(PvBallot("1", result="Adopté : 4 pour, 1 contre"),),
    nil=frozenset({"requests"}),
    sources={"date": "L’an deux mille vingt-six, le dix décembre"},
)


def by_key(facts: PvFacts) -> dict[str, Mention]:
    return {each.key: each for each in check_mentions(facts)}


def test_a_complete_proces_verbal_has_nothing_in_its_way() -> None:
    assert missing(check_mentions(COMPLETE)) == ()
    assert by_key(COMPLETE)["date"].source.startswith("L’an deux mille")


def test_an_empty_one_misses_every_mention() -> None:
    assert {each.state for each in check_mentions(PvFacts())} == {MentionState.MISSING}
    assert len(missing(check_mentions(PvFacts()))) == len(MENTIONS) == 14


@pytest.mark.parametrize("key", ["date", "hour", "president", "present", "secretaries", "quorum", "agenda"])
def test_what_every_sitting_has_can_never_be_marked_neant(key: str) -> None:
    mention = by_key(PvFacts(nil=frozenset({key})))[key]
    assert mention.state is MentionState.CONTRADICTORY
    assert "ne peut pas être portée" in mention.detail


@pytest.mark.parametrize("key", ["represented", "deliberations", "reports", "requests", "results", "voters", "tenor"])
def test_what_a_sitting_may_lack_can_be_marked_neant(key: str) -> None:
    assert by_key(PvFacts(nil=frozenset({key})))[key].state is MentionState.NIL


def test_neant_cannot_hide_what_the_sitting_had() -> None:
    for key in ("represented", "deliberations", "reports", "results", "tenor"):
        wrong = replace(COMPLETE, nil=COMPLETE.nil | {key})
        assert by_key(wrong)[key].state is MentionState.CONTRADICTORY


def test_neant_cannot_answer_for_a_vote_without_result() -> None:
    unknown = replace(COMPLETE, ballots=(), nil=frozenset({"results"}))
    assert by_key(unknown)["results"].state is MentionState.CONTRADICTORY


def test_an_adopted_item_without_result_is_named() -> None:
    lacking = by_key(replace(COMPLETE, ballots=()))["results"]
    assert lacking.state is MentionState.MISSING
    assert "point 1" in lacking.detail


def test_an_adopted_item_needs_its_report_or_the_word_that_there_is_none() -> None:
    bare = replace(COMPLETE, items=(replace(COMPLETE.items[0], reports=()), COMPLETE.items[1]))
    assert by_key(bare)["reports"].state is MentionState.MISSING
    said = replace(COMPLETE, items=(replace(COMPLETE.items[0], no_report=True), COMPLETE.items[1]))
    assert by_key(said)["reports"].state is MentionState.PRESENT


def test_each_item_needs_the_tenor_of_its_discussion_or_the_word_that_nobody_spoke() -> None:
    silent = replace(COMPLETE, items=(COMPLETE.items[0], replace(COMPLETE.items[1], no_discussion=False)))
    assert by_key(silent)["tenor"].state is MentionState.MISSING
    assert "point 2" in by_key(silent)["tenor"].detail


def test_names_of_voters_are_asked_for_a_public_ballot_only() -> None:
    assert by_key(COMPLETE)["voters"].state is MentionState.NIL
    public = replace(COMPLETE, ballots=(PvBallot("1", BallotKind.PUBLIC, "Adopté : 2 pour"),))
    assert by_key(public)["voters"].state is MentionState.MISSING
    voters = (("Aline Bastide", "pour"), ("Bruno Carel", ""))
    half = replace(COMPLETE, ballots=(PvBallot("1", BallotKind.PUBLIC, "Adopté : 2 pour", voters),))
    assert by_key(half)["voters"].state is MentionState.MISSING
    told = (("Aline Bastide", "pour"), ("Bruno Carel", "pour"))
    full = replace(COMPLETE, ballots=(PvBallot("1", BallotKind.PUBLIC, "Adopté : 2 pour", told),))
    assert by_key(full)["voters"].state is MentionState.PRESENT


def test_a_secret_ballot_bears_no_name() -> None:
    named = (("Aline Bastide", "pour"),)
    secret = replace(COMPLETE, ballots=(PvBallot("1", BallotKind.SECRET, "Élue : 4 voix", named),))
    assert by_key(secret)["voters"].state is MentionState.CONTRADICTORY


def test_a_member_is_not_both_present_and_represented() -> None:
    both = replace(COMPLETE, represented=(Represented("David Estève", "Bruno Carel"),))
    assert "à la fois" in by_key(both)["represented"].detail


def test_the_holder_of_a_pouvoir_is_there() -> None:
    away = replace(COMPLETE, represented=(Represented("Élise Faure", "Gaël Hamon"),))
    assert by_key(away)["represented"].state is MentionState.CONTRADICTORY


def test_a_pouvoir_without_holder_is_asked_for() -> None:
    unknown = replace(COMPLETE, represented=(Represented("Élise Faure", ""),))
    assert by_key(unknown)["represented"].state is MentionState.MISSING


def test_the_secretary_is_a_member_present_but_need_not_be_in_alsace() -> None:
    agent = replace(COMPLETE, secretaries=("Irène Jolivet",))
    assert by_key(agent)["secretaries"].state is MentionState.CONTRADICTORY
    local = replace(agent, regime=Regime.ALSACE_MOSELLE)
    assert by_key(local)["secretaries"].state is MentionState.PRESENT


def test_a_president_left_out_of_the_list_is_counted_with_it() -> None:
    apart = replace(COMPLETE, present=PRESENT[1:])
    assert by_key(apart)["president"].state is MentionState.PRESENT
    assert by_key(apart)["quorum"].state is MentionState.PRESENT
    forgotten = replace(apart, quorum=Quorum(7, 4, 3, False))
    assert by_key(forgotten)["president"].state is MentionState.CONTRADICTORY


def test_those_who_came_later_do_not_count_at_the_opening() -> None:
    later = replace(COMPLETE, arrived_later=("David Estève",))
    assert by_key(later)["quorum"].state is MentionState.CONTRADICTORY
    counted = replace(later, quorum=Quorum(5, 3, 3, True))
    assert by_key(counted)["quorum"].state is MentionState.PRESENT


@pytest.mark.parametrize(
    ("quorum", "said"),
    [
        (Quorum(7, 4, 6, True), "en nomme 4"),
        (Quorum(27, 13, 4, False), "le quorum est de 14, le texte dit 13"),
        (Quorum(7, 4, 4, False), "non atteint"),
        (Quorum(9, 5, 4, True), "le texte le dit atteint"),
    ],
)
def test_a_quorum_that_does_not_add_up_shows_both_figures(quorum: Quorum, said: str) -> None:
    mention = by_key(replace(COMPLETE, quorum=quorum))["quorum"]
    assert mention.state is MentionState.CONTRADICTORY
    assert said in mention.detail


def test_what_the_ledger_found_is_a_contradiction_of_its_mention() -> None:
    told = replace(COMPLETE, contradictions={"results": ("26 votes pour 25 votants.",)})
    mention = by_key(told)["results"]
    assert (mention.state, mention.detail) == (MentionState.CONTRADICTORY, "26 votes pour 25 votants.")


def test_in_alsace_nothing_blocks_since_the_local_rule_was_not_read() -> None:
    local = PvFacts(regime=Regime.ALSACE_MOSELLE)
    assert missing(check_mentions(local)) == ()
    assert {each.state for each in check_mentions(local)} == {MentionState.MISSING}


@settings(deadline=None)
@given(st.frozensets(st.sampled_from([each.key for each in MENTIONS])))
def test_whatever_is_marked_neant_each_mention_has_one_state_and_keeps_its_order(nil: frozenset[str]) -> None:
    found = check_mentions(replace(COMPLETE, nil=nil))
    assert [each.key for each in found] == [each.key for each in MENTIONS]
    for each in found:
        if each.state is MentionState.NIL and each.key != "voters":
            assert each.key in nil
            assert each.may_be_nil
