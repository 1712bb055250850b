"""The clerk of a village enters a sitting by hand, and reads what follows from it."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from beffroi.minutes.actions.sitting import keys_of, ledger_of, sitting_of
from beffroi.minutes.domain.sitting.codec import to_payload
from beffroi.minutes.domain.sitting.events import Opened, Origin, Outcome, ProxyGiven
from beffroi.minutes.models import Sitting, SittingEvent, SittingFlag, Utterance
from tests.doubles.sitting import a_held_sitting, a_sitting, keys, open_it, vote


@pytest.fixture
def sitting(in_valbrume: Any, alice: Any) -> Sitting:
    return a_sitting(alice)


def page(sitting: Sitting, name: str, *args: Any) -> str:
    return reverse(f"minutes:{name}", args=[sitting.meeting_id, *args])


def roll_call(sitting: Sitting, **changes: str) -> dict[str, Any]:
    """The form as the clerk sends it: everybody there but who ``changes`` says."""
    who = keys(sitting)
    data: dict[str, Any] = {"time": "19:30", "in_office": "15", "chair": who[0], "secretaries": [who[4]]}
    data |= {f"status:{key}": "present" for key in who} | {f"holder:{key}": "" for key in who}
    return data | changes


def test_the_roll_call_gives_presence_quorum_and_voters(sitting: Sitting, as_alice: Any) -> None:
    who = keys(sitting)
    data = roll_call(sitting)
    data[f"status:{who[13]}"], data[f"holder:{who[13]}"] = "proxy", who[1]
    data[f"status:{who[14]}"] = "absent"
    assert as_alice.post(page(sitting, "opening"), data).status_code == 302
    opening = ledger_of(sitting).opening
    assert (opening.present_count, opening.proxy_count, opening.voters) == (13, 1, 14)
    shown = as_alice.get(page(sitting, "proceedings")).content.decode()
    assert "Quorum atteint" in shown and "Rien ne se contredit" in shown


def test_the_roll_call_asks_who_holds_a_pouvoir(sitting: Sitting, as_alice: Any) -> None:
    who = keys(sitting)
    response = as_alice.post(page(sitting, "opening"), roll_call(sitting, **{f"status:{who[13]}": "proxy"}))
    assert response.status_code == 422
    assert "À qui Anne Urbain donne-t-il pouvoir" in response.content.decode()


def test_a_pouvoir_taken_back_is_entered_from_the_page_and_counts_no_more(
    sitting: Sitting, alice: Any, as_alice: Any
) -> None:
    who = keys(sitting)
    data = roll_call(sitting)
    data[f"status:{who[13]}"], data[f"holder:{who[13]}"] = "proxy", who[1]
    as_alice.post(page(sitting, "opening"), data)
    address = page(sitting, "add_event", "pouvoir-revoque")
    assert "Qui reprend son pouvoir" in as_alice.get(address).content.decode()
    assert address in as_alice.get(page(sitting, "proceedings")).content.decode()
    assert as_alice.post(address, {"giver": who[13], "point": "1"}).status_code == 302
    vote(sitting, alice, 1, unanimous=True, declared=Outcome.ADOPTED)
    state = ledger_of(sitting).item(1)
    assert state is not None and state.at_vote is not None and state.at_vote.represented == ()
    assert ledger_of(sitting).ballots_of(1)[0].voters == state.at_vote.present_count


def test_two_pouvoirs_in_one_hand_are_a_contradiction_that_shows_both(sitting: Sitting, as_alice: Any) -> None:
    who = keys(sitting)
    data = roll_call(sitting)
    for giver in (12, 13):
        data[f"status:{who[giver]}"], data[f"holder:{who[giver]}"] = "proxy", who[1]
    as_alice.post(page(sitting, "opening"), data)
    flag = SittingFlag.objects.get(sitting=sitting, answer="", article__contains="L2121-20")
    assert flag.blocking
    assert "Bernard Tissot" in as_alice.get(page(sitting, "proceedings")).content.decode()


def test_the_roll_call_sent_again_replaces_the_first_and_keeps_it_readable(sitting: Sitting, as_alice: Any) -> None:
    who = keys(sitting)
    as_alice.post(page(sitting, "opening"), roll_call(sitting))
    as_alice.post(page(sitting, "opening"), roll_call(sitting, **{f"status:{who[14]}": "absent"}))
    assert ledger_of(sitting).opening.present_count == 14
    assert SittingEvent.objects.filter(sitting=sitting, kind="roll_call").count() == 2
    assert SittingEvent.objects.filter(sitting=sitting, kind="roll_call", withdrawn_at=None).count() == 1


def test_a_unanimous_vote_is_one_click_and_its_figures_are_computed(
    sitting: Sitting, as_alice: Any, alice: Any
) -> None:
    open_it(sitting, alice)
    as_alice.post(page(sitting, "quick", 1), {"quoi": "unanimite"})
    [ballot] = ledger_of(sitting).ballots_of(1)
    assert (ballot.votes_for, ballot.against, ballot.result) == (14, 0, "adopted")
    assert "votes_for" in ballot.filled


def test_a_vote_with_more_votes_than_voters_blocks_and_shows_both_figures(
    sitting: Sitting, as_alice: Any, alice: Any
) -> None:
    open_it(sitting, alice)
    form = {
        "ballot": "ordinary",
        "purpose": "text",
        "votes_for": "16",
        "against": "0",
        "declared": "adopted",
        "point": "1",
    }
    as_alice.post(page(sitting, "add_event", "vote"), form)
    shown = as_alice.get(page(sitting, "proceedings")).content.decode()
    assert SittingFlag.objects.filter(sitting=sitting, answer="", blocking=True).exists()
    assert "16" in shown and "14" in shown


def test_a_secret_ballot_refuses_names_in_its_form(sitting: Sitting, as_alice: Any, alice: Any) -> None:
    open_it(sitting, alice)
    form = {
        "ballot": "secret", "purpose": "text", "votes_for": "13", "against": "1", "point": "1",
        "against_names": [keys(sitting)[3]],
    }  # fmt: skip
    response = as_alice.post(page(sitting, "add_event", "vote"), form)
    assert response.status_code == 422
    assert not SittingEvent.objects.filter(kind="ballot_held").exists()


def test_a_public_ballot_asks_the_vote_of_each_voter_and_of_nobody_else(
    sitting: Sitting, as_alice: Any, alice: Any
) -> None:
    open_it(sitting, alice)
    shown = as_alice.get(page(sitting, "add_event", "scrutin-public") + "?point=1").content.decode()
    who = keys(sitting)
    assert f"sense:{who[0]}" in shown and f"sense:{who[12]}" in shown
    assert f"sense:{who[14]}" not in shown


def test_an_event_withdrawn_can_be_put_back(sitting: Sitting, as_alice: Any, alice: Any) -> None:
    open_it(sitting, alice)
    vote(sitting, alice, 1, unanimous=True, declared="adopted")
    event = SittingEvent.objects.get(kind="ballot_held")
    as_alice.post(reverse("minutes:withdraw_event", args=[event.pk]))
    assert ledger_of(sitting).ballots == ()
    as_alice.post(reverse("minutes:restore_event", args=[event.pk]))
    assert len(ledger_of(sitting).ballots) == 1


def test_a_contradiction_is_maintained_by_a_reader_who_says_why(
    sitting: Sitting, as_alice: Any, as_bob: Any, alice: Any
) -> None:
    open_it(sitting, alice, proxies={12: 3, 13: 3})
    flag = SittingFlag.objects.filter(sitting=sitting, answer="", blocking=True).first()
    address = reverse("minutes:maintain_flag", args=[flag.pk])
    assert as_alice.post(address, {"raison": "vu"}).status_code == 403
    as_bob.post(address, {"raison": "  "})
    flag.refresh_from_db()
    assert flag.is_open
    as_bob.post(address, {"raison": "Le second pouvoir n’a pas servi."})
    flag.refresh_from_db()
    assert (flag.answer, flag.cleared_by.username) == ("stands", "bob")


def test_the_page_of_a_sitting_shows_its_timeline_and_ledger(in_valbrume: Any, alice: Any, as_alice: Any) -> None:
    sitting = a_held_sitting(alice)
    shown = as_alice.get(sitting.meeting.get_absolute_url()).content.decode()
    for words in (
        "Convocation",
        "La séance",
        "Délibérations et liste",
        "Procès-verbal relu",
        "Votants",
        "Quorum atteint",
    ):
        assert words in shown


PAGES = ["proceedings", "opening", "convocation", "second", "pv", "sitting_settings", "roster", "sitting_calendar"]


@pytest.mark.parametrize("name", PAGES)
def test_another_commune_never_opens_a_page_of_the_sitting(
    name: str, in_valbrume: Any, alice: Any, as_alice: Any, as_charlie: Any
) -> None:
    sitting = a_held_sitting(alice)
    assert as_alice.get(page(sitting, name)).status_code == 200
    assert as_charlie.get(page(sitting, name)).status_code == 404


def test_a_meeting_that_is_not_a_council_has_no_sitting(in_valbrume: Any, alice: Any, as_alice: Any) -> None:
    from beffroi.minutes.actions.create_meeting import create_meeting

    meeting = create_meeting(user=alice, kind="team", template="team", title="Service technique")
    assert as_alice.get(reverse("minutes:proceedings", args=[meeting.pk])).status_code == 404
    with pytest.raises(Exception, match="pas une séance de conseil"):
        sitting_of(meeting)


def test_a_pouvoir_that_was_heard_is_in_the_roll_call_before_it_is_entered(sitting: Sitting, as_alice: Any) -> None:
    giver, holder = keys(sitting)[13], keys(sitting)[1]
    for rank, heard in enumerate((Opened(), ProxyGiven(giver, holder)), start=1):
        SittingEvent(
            sitting=sitting, position=float(rank), kind=heard.kind, payload=to_payload(heard), origin=Origin.SAID
        ).save()
    shown = as_alice.get(page(sitting, "opening")).context["form"].initial
    assert (shown[f"status:{giver}"], shown[f"holder:{giver}"]) == ("proxy", holder)
    as_alice.post(
        page(sitting, "opening"), roll_call(sitting, **{f"status:{giver}": "proxy", f"holder:{giver}": holder})
    )
    opening = ledger_of(sitting).opening
    assert (opening.present_count, opening.proxy_count) == (14, 1)
    assert not SittingFlag.objects.filter(sitting=sitting, answer="", blocking=True).exists()


def test_who_was_told_absent_is_proposed_so_and_nothing_is_entered(sitting: Sitting, as_alice: Any) -> None:
    member = list(sitting.meeting.participants.all())[2]
    words = f"Absents excusés : {member.first_name} {member.last_name}."
    Utterance(meeting=sitting.meeting, index=0, start=0.0, end=4.0, heard=words, text=words).save()
    shown = as_alice.get(page(sitting, "opening")).context["form"].initial
    assert shown[f"status:{keys_of([member])[member.pk]}"] == "excused"
    assert ledger_of(sitting).opening.excused == ()
