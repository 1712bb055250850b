# ruff: noqa: E501  (what is said reads best whole)
"""From the spoken words to the ledger: what was heard becomes events, with the utterances it rests on."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from beffroi.minutes.domain.extraction import extract_facts, read
from beffroi.minutes.domain.sitting.events import (
    Acknowledged,
    Arrived,
    BallotHeld,
    BallotKind,
    Closed,
    Entry,
    Event,
    FigureStated,
    ItemOpened,
    ItemPostponed,
    ItemWithdrawn,
    Left,
    Opened,
    Origin,
    Outcome,
    ProxyGiven,
    QuorumStated,
    SecretaryNamed,
    Sense,
    SittingContext,
    SittingItem,
    SittingMember,
    StatedFigure,
)
from beffroi.minutes.domain.sitting.from_talk import entries_from_facts, openings_of
from beffroi.minutes.domain.sitting.ledger import Ledger, compute
from beffroi.minutes.domain.types import MeetingKind, Member, Utterance

from ..sitting import ITEMS, MEMBERS, SITTING, said
from .council import codes, found

SEATS = tuple(
    SittingMember(member.last_name.lower().replace(" ", "-"), member.full_name, member.role) for member in MEMBERS
)
AGENDA = tuple(SittingItem(item.number, item.title) for item in ITEMS)
CONTEXT = SittingContext(SEATS, AGENDA, in_office=15, mayor="caron", starts_at=datetime(2025, 12, 11, 19, tzinfo=UTC))


def heard(
    utterances: list[Utterance], context: SittingContext = CONTEXT, members: list[Member] | None = None
) -> list[Entry]:
    roster = members or MEMBERS
    facts = extract_facts(utterances, ITEMS, roster, MeetingKind.COUNCIL)
    return entries_from_facts(facts, context, openings_of(read(utterances, ITEMS, roster).passages))


def events(*turns: str) -> list[Event]:
    return [entry.event for entry in heard(said(*turns))]


def ledger(*turns: str) -> Ledger:
    return compute(CONTEXT, heard(said(*turns)))


def of_type(made: list[Entry], kind: type) -> list[Event]:
    return [entry.event for entry in made if isinstance(entry.event, kind)]


def test_a_sitting_heard_whole_gives_a_ledger_without_contradiction() -> None:
    result = compute(CONTEXT, heard(SITTING))
    assert codes(result) == set()
    assert (result.opening.present_count, result.opening.proxy_count, result.secretaries) == (13, 1, ("petit",))
    assert [(vote.item, vote.voters, vote.votes_for, vote.result) for vote in result.ballots] == [
        (2, 14, 12, Outcome.ADOPTED), (3, 14, 14, Outcome.ADOPTED)]  # fmt: skip


def test_every_event_tells_the_utterances_that_it_rests_on() -> None:
    made = heard(SITTING)
    assert all(entry.source.origin is Origin.SAID and entry.source.utterances for entry in made)
    assert [entry.id for entry in made] == list(range(1, len(made) + 1))


def test_the_call_comes_before_the_first_item() -> None:
    kinds = [type(entry.event) for entry in heard(SITTING)]
    first_item = kinds.index(ItemOpened)
    assert kinds[0] is Opened
    assert {FigureStated, QuorumStated, ProxyGiven, SecretaryNamed} == set(kinds[1:first_item])
    assert kinds[-1] is Closed


def test_presence_pouvoirs_and_quorum_are_stated_figures() -> None:
    made = heard(SITTING)
    figures = {event.figure: event.value for event in of_type(made, FigureStated) if isinstance(event, FigureStated)}
    assert figures == {StatedFigure.IN_OFFICE: 15, StatedFigure.PRESENT: 13}
    assert of_type(made, ProxyGiven) == [ProxyGiven("meunier", "blanchet")]
    assert of_type(made, QuorumStated) == [QuorumStated(True)]


def test_hours_are_those_of_the_day_of_the_sitting() -> None:
    made = heard(SITTING)
    assert [made[0].at, made[-1].at] == [
        datetime(2025, 12, 11, 19, tzinfo=UTC),
        datetime(2025, 12, 11, 21, 10, tzinfo=UTC),
    ]
    undated = SittingContext(SEATS, AGENDA, in_office=15)
    assert all(entry.at is None for entry in heard(SITTING, undated))


def test_a_sitting_that_goes_past_midnight_ends_the_next_day() -> None:
    made = heard(said(
        "CARON: Il est vingt heures, la séance du conseil municipal est ouverte. Nous sommes treize présents sur quinze membres en exercice.",
        "CARON: L'ordre du jour est épuisé, la séance est levée à zéro heure quinze.",
    ))  # fmt: skip
    assert made[-1].at == datetime(2025, 12, 12, 0, 15, tzinfo=UTC)
    assert "clock_back" not in codes(compute(CONTEXT, made))


def test_names_said_with_a_vote_become_voters() -> None:
    (vote,) = [event for event in of_type(heard(SITTING), BallotHeld) if isinstance(event, BallotHeld) and event.senses]
    assert vote.senses == (("petit", Sense.ABSTAIN), ("da-silva", Sense.ABSTAIN))


def test_a_figure_that_was_derived_is_left_for_the_ledger_to_compute() -> None:
    votes = [event for event in of_type(heard(SITTING), BallotHeld) if isinstance(event, BallotHeld)]
    assert [(vote.votes_for, vote.unanimous) for vote in votes] == [(12, False), (None, True)]
    assert compute(CONTEXT, heard(SITTING)).ballots[1].filled[0] == "votes_for"


def test_a_secret_vote_keeps_no_name() -> None:
    made = events(
        "CARON: Point numéro deux, la réfection de la rue des Lilas.",
        "CARON: Nous votons à bulletin secret. Douze voix pour, deux voix contre : madame Petit et monsieur Da Silva. La délibération est adoptée.",
    )  # fmt: skip
    (vote,) = [event for event in made if isinstance(event, BallotHeld)]
    assert (vote.ballot, vote.senses) == (BallotKind.SECRET, ())


def test_a_departure_and_an_arrival_change_the_voters() -> None:
    turns = (
        "CARON: La séance du conseil municipal est ouverte. Nous sommes treize présents sur quinze membres en exercice.",
        "CARON: Point numéro deux, la réfection de la rue des Lilas. Monsieur Da Silva quitte la séance.",
        "CARON: Je mets aux voix. Qui est contre ? Personne. Qui s'abstient ? Personne. La délibération est adoptée avec douze voix pour.",
        "CARON: Point suivant, les tarifs de la cantine scolaire. Monsieur Da Silva vient de nous rejoindre.",
        "CARON: Qui est contre ? Qui s'abstient ? Le conseil municipal approuve à l'unanimité les nouveaux tarifs.",
    )
    made = events(*turns)
    assert [event for event in made if isinstance(event, Left | Arrived)] == [Left("da-silva"), Arrived("da-silva")]
    assert [vote.voters for vote in ledger(*turns).ballots] == [12, 13]


def test_a_vote_that_does_not_add_up_is_a_contradiction_with_its_utterances() -> None:
    result = ledger(
        "CARON: La séance du conseil municipal est ouverte. Nous sommes treize présents sur quinze membres en exercice.",
        "CARON: Point numéro deux, la réfection de la rue des Lilas. Je mets aux voix.",
        "CARON: Deux voix contre, une abstention, treize voix pour : la délibération est adoptée.",
    )
    contradiction = found(result, "more_votes_than_voters")
    assert contradiction.figures[0].source is not None
    assert contradiction.figures[0].source.utterances[-1] == 2


def test_two_figures_for_one_side_are_both_shown() -> None:
    result = ledger(
        "CARON: La séance du conseil municipal est ouverte. Nous sommes treize présents sur quinze membres en exercice.",
        "CARON: Point numéro deux, la réfection de la rue des Lilas. Je mets aux voix. Qui est contre ? Trois voix contre.",
        "CARON: Donc quatre voix contre, zéro abstention, neuf voix pour : la délibération est adoptée.",
    )
    assert [figure.value for figure in found(result, "figure_said_twice").figures] == ["3", "4"]


def test_a_name_that_the_roster_does_not_have_stays_as_it_was_said() -> None:
    turns = (
        "CARON: La séance du conseil municipal est ouverte. Nous sommes treize présents sur quinze membres en exercice.",
        "CARON: Madame Meunier a donné pouvoir à monsieur Zébulon.",
    )
    (proxy,) = [event for event in events(*turns) if isinstance(event, ProxyGiven)]
    assert proxy.giver == "meunier"
    assert "Zébulon" in proxy.holder
    assert "unknown_member" in codes(ledger(*turns))


def test_a_name_that_two_members_bear_is_never_guessed() -> None:
    members = [*MEMBERS, Member("Petit", "Julien", "conseiller municipal")]
    context = SittingContext(
        (*SEATS, SittingMember("petit-2", "Julien Petit")), AGENDA, in_office=16, starts_at=CONTEXT.starts_at
    )
    made = heard(said(
        "CARON: La séance du conseil municipal est ouverte. Nous sommes treize présents sur seize membres en exercice.",
        "CARON: Madame Meunier a donné pouvoir à Petit. Le secrétaire de séance sera Petit.",
    ), context, members)  # fmt: skip
    assert of_type(made, ProxyGiven) == [ProxyGiven("meunier", "Petit")]
    assert of_type(made, SecretaryNamed) == [SecretaryNamed(("Petit",))]
    assert "Jeanne Petit" in found(compute(context, made), "homonym").message


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Cette délibération est reportée à la prochaine séance.", ItemPostponed),
        ("Cette délibération est retirée de l'ordre du jour.", ItemWithdrawn),
        ("Le conseil municipal prend acte de ce rapport.", Acknowledged),
    ],
)
def test_an_item_may_end_without_a_vote(words: str, kind: type) -> None:
    made = heard(said("CARON: Point numéro deux, la réfection de la rue des Lilas.", f"CARON: {words}"))
    assert [(entry.item, type(entry.event)) for entry in made if isinstance(entry.event, kind)] == [(2, kind)]


def test_a_recording_that_starts_late_gives_its_votes_and_says_that_nobody_was_called() -> None:
    made = heard(SITTING[5:])
    result = compute(CONTEXT, made)
    assert len(result.ballots) == 2
    assert {"opening_missing", "presence_unknown"} <= codes(result, blocking=False)
    assert codes(result) == set()


def test_a_recording_that_stops_early_says_that_it_was_not_closed() -> None:
    result = compute(CONTEXT, heard(SITTING[:8]))
    assert "closing_missing" in codes(result, blocking=False)
    assert [each.item for each in result.contradictions if each.code == "item_without_result"] == [3, 4]


def test_the_number_present_said_after_a_first_vote_still_counts() -> None:
    result = ledger(
        "CARON: Point numéro deux, la réfection de la rue des Lilas. Qui est contre ? Personne. Qui s'abstient ? Personne. Adoptée à l'unanimité.",
        "CARON: Je rappelle que nous sommes treize présents sur quinze membres en exercice.",
        "CARON: Point suivant, les tarifs de la cantine scolaire. Le conseil municipal approuve à l'unanimité les nouveaux tarifs.",
    )
    assert [vote.voters for vote in result.ballots] == [None, 13]
    assert result.opening.present_count == 13


def test_nothing_said_gives_nothing() -> None:
    assert entries_from_facts([], CONTEXT) == []
