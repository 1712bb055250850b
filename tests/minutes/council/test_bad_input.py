"""What goes wrong in real sittings, through the pages: each has a defined outcome, and nothing is lost."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from beffroi.minutes.actions.create_meeting import create_meeting
from beffroi.minutes.actions.papers import Papers
from beffroi.minutes.actions.proceedings import enter_in_item, enter_opening
from beffroi.minutes.actions.set_agenda import ItemInUse, set_agenda
from beffroi.minutes.actions.set_roster import set_roster
from beffroi.minutes.actions.sitting import ledger_of, open_contradictions, sitting_of, withdraw
from beffroi.minutes.actions.take_from_talk import retake, take_from_talk
from beffroi.minutes.domain.sitting import events as e
from beffroi.minutes.domain.types import Item, Member
from beffroi.minutes.models import AgendaItem, Deliberation, Participant, Sitting, SittingEvent, Utterance, Voice
from tests.doubles.sitting import AGENDA, HELD, NAMES, a_deliberation, a_sitting, keys, open_it, vote

from .conftest import page, text_of

ADOPTED = {"unanimous": True, "declared": e.Outcome.ADOPTED}


@pytest.fixture
def sitting(in_valbrume: Any, alice: Any) -> Sitting:
    return a_sitting(alice)


@pytest.fixture
def opened(sitting: Sitting, alice: Any) -> Sitting:
    open_it(sitting, alice)
    return sitting


def agenda(*titles: str) -> list[Item]:
    return [Item(rank, title) for rank, title in enumerate(titles, start=1)]


def roster() -> list[Member]:
    return [Member(last, first, role) for last, first, role in NAMES]


# --- the roster ---------------------------------------------------------------------------------------------


def test_a_vote_by_somebody_who_is_not_on_the_roster_is_refused_by_the_form(opened: Sitting, as_alice: Any) -> None:
    form = {"ballot": "ordinary", "purpose": "text", "against_names": ["inconnu"], "point": "1"}
    assert as_alice.post(page(opened, "add_event", "vote"), form).status_code == 422
    assert not SittingEvent.objects.filter(kind="ballot_held").exists()


def test_a_member_heard_who_is_not_on_the_roster_is_a_contradiction(opened: Sitting, alice: Any) -> None:
    vote(opened, alice, 1, votes_for=13, against=1, senses=(("jean-inconnu", e.Sense.AGAINST),))
    assert any("inconnu" in flag.message.lower() for flag in opened.flags.filter(answer=""))


def test_homonyms_are_told_apart_by_what_they_do(in_valbrume: Any, alice: Any, as_alice: Any) -> None:
    sitting = a_sitting(alice)
    Participant(meeting=sitting.meeting, position=99, last_name="Petit", first_name="Jean", role="adjoint").save()
    shown = as_alice.get(page(sitting, "opening")).content.decode()
    assert "Jean Petit (conseiller municipal)" in shown and "Jean Petit (adjoint)" in shown
    assert {"jean-petit", "jean-petit-2"} <= set(keys(sitting))


def test_two_lines_of_one_name_are_refused_with_what_to_do(sitting: Sitting, as_alice: Any) -> None:
    lines = "Petit ; Jean ; conseiller\nPetit ; Jean ; adjoint"
    answer = as_alice.post(page(sitting, "roster"), {"roster_text": lines})
    assert answer.status_code == 422 and "distinguez ces personnes" in answer.content.decode()
    assert len(keys(sitting)) == 15


def test_a_roster_given_again_keeps_the_votes_of_each_whatever_its_order(opened: Sitting, alice: Any) -> None:
    senses = (("andre-roux", e.Sense.AGAINST),)
    vote(opened, alice, 1, votes_for=13, against=1, abstain=0, senses=senses, declared=e.Outcome.ADOPTED)
    before = ledger_of(opened)
    set_roster(opened.meeting, list(reversed(roster())))
    opened.refresh_from_db()
    after = ledger_of(opened)
    assert (after.opening.present_count, after.ballots[0].ballot.senses) == (before.opening.present_count, senses)
    assert set(after.opening.present) == set(before.opening.present)
    assert str(opened.mayor) == "Hélène Vasseur"


def test_a_homonym_who_arrives_never_takes_the_votes_of_the_other(in_valbrume: Any, alice: Any) -> None:
    sitting = a_sitting(alice)
    mine = sitting.meeting.participants.get(last_name="Petit")
    set_roster(sitting.meeting, [Member("Petit", "Jean", "adjoint"), *roster()])
    mine.refresh_from_db()
    assert mine.role == "conseiller municipal"
    people = Papers(sitting).people
    assert people["jean-petit"].role == "conseiller municipal" and people["jean-petit-2"].role == "adjoint"


def test_a_roster_given_again_keeps_what_its_lines_do_not_say(sitting: Sitting, as_alice: Any) -> None:
    sitting.meeting.participants.filter(last_name="Roux").update(born=date(1960, 2, 1), aliases=["Dédé"])
    form = as_alice.get(page(sitting, "roster")).context["form"]
    as_alice.post(page(sitting, "roster"), {"roster_text": form.initial["roster_text"]})
    roux = sitting.meeting.participants.get(last_name="Roux")
    assert (roux.born, roux.aliases) == (date(1960, 2, 1), ["Dédé"])


def test_a_member_taken_off_the_roster_in_mid_way_is_a_contradiction_not_a_loss(opened: Sitting, as_alice: Any) -> None:
    lines = "\n".join(f"{last} ; {first} ; {role}" for last, first, role in NAMES if last != "Roux")
    as_alice.post(page(opened, "roster"), {"roster_text": lines})
    assert open_contradictions(opened) or opened.flags.filter(answer="").exists()
    assert "andre-roux" in ledger_of(opened).opening.present or opened.flags.filter(message__icontains="roux").exists()
    assert as_alice.get(page(opened, "proceedings")).status_code == 200


def test_without_a_roster_the_pages_say_what_to_do_first(in_valbrume: Any, alice: Any, as_alice: Any) -> None:
    meeting = create_meeting(
        user=alice, kind="council", template="council", title="Sans liste", starts_at=HELD, agenda=agenda(*AGENDA)
    )
    sitting = sitting_of(meeting)
    assert "Donner la liste" in as_alice.get(page(sitting, "proceedings")).content.decode()
    assert "Donner la liste" in as_alice.get(page(sitting, "opening")).content.decode()
    for name in ("meeting", "convocation", "pv", "sitting_settings", "sitting_calendar"):
        assert as_alice.get(page(sitting, name)).status_code == 200, name
    for name in ("feuille-de-presence", "convocation", "registre", "liste"):
        answer = as_alice.get(page(sitting, "paper", name, "pdf"), follow=True)
        assert answer.status_code == 200, name


# --- the agenda ---------------------------------------------------------------------------------------------


def test_a_corrected_title_stays_the_same_item_with_its_vote(opened: Sitting, alice: Any, as_alice: Any) -> None:
    vote(opened, alice, 1, **ADOPTED)
    act = a_deliberation(opened, alice)
    lines = (
        "1. Travaux à la salle des fêtes\n2. Subvention à l’association sportive\n3. Décisions prises par délégation"
    )
    assert as_alice.post(page(opened, "agenda"), {"agenda_text": lines}).status_code == 302
    act.refresh_from_db()
    assert act.item.title == "Travaux à la salle des fêtes"
    assert ledger_of(opened).item(1).fate == "adopted"  # type: ignore[union-attr]
    assert opened.meeting.items.get(number=3).kind == "delegated", "ce que le clerc avait dit du point est gardé"


def test_items_that_change_places_keep_their_own_votes(opened: Sitting, alice: Any) -> None:
    vote(opened, alice, 1, votes_for=14, against=0, abstain=0, declared=e.Outcome.ADOPTED)
    vote(opened, alice, 2, votes_for=2, against=12, abstain=0, declared=e.Outcome.REJECTED)
    set_agenda(opened.meeting, agenda(AGENDA[1], "Vœu pour la gare", AGENDA[0], AGENDA[2]))
    fates = {item.title: Papers(opened).state(item).fate for item in opened.meeting.items.all()}
    assert fates == {AGENDA[0]: "adopted", AGENDA[1]: "rejected", AGENDA[2]: "pending", "Vœu pour la gare": "pending"}


@pytest.mark.parametrize("what", ["vote", "withdrawn vote", "deliberation"])
def test_an_item_does_not_leave_the_agenda_with_what_was_entered_of_it(
    what: str, opened: Sitting, alice: Any, as_alice: Any
) -> None:
    if what == "deliberation":
        a_deliberation(opened, alice)
    else:
        vote(opened, alice, 1, **ADOPTED)
        if what == "withdrawn vote":
            for event in SittingEvent.objects.filter(item_number=1):
                withdraw(event, user=alice)
    lines = "1. Subvention à l’association sportive\n2. Décisions prises par délégation"
    answer = as_alice.post(page(opened, "agenda"), {"agenda_text": lines})
    assert answer.status_code == 422 and "ne peut pas quitter" in answer.content.decode()
    assert [item.title for item in opened.meeting.items.all()] == list(AGENDA)
    assert Deliberation.objects.exists() is (what == "deliberation")


def test_another_item_in_its_place_never_takes_its_vote(opened: Sitting, alice: Any) -> None:
    vote(opened, alice, 2, **ADOPTED)
    with pytest.raises(ItemInUse, match="point 2"):
        set_agenda(opened.meeting, agenda(AGENDA[0], "Vente du presbytère", AGENDA[2]))


def test_an_item_added_in_the_sitting_is_one_more_and_says_so(opened: Sitting, as_alice: Any) -> None:
    as_alice.post(page(opened, "add_item"), {"titre": "  Aide\0 aux sinistrés 🙂 ", "nature": "deliberation"})
    assert opened.meeting.items.get(number=4).title == "Aide aux sinistrés 🙂"
    for wrong in ({"titre": "  "}, {"titre": "Vrai titre", "nature": "farine"}):
        as_alice.post(page(opened, "add_item"), wrong)
    assert opened.meeting.items.count() == 4


# --- votes --------------------------------------------------------------------------------------------------


def test_a_double_click_is_one_vote(opened: Sitting, as_alice: Any) -> None:
    for _ in range(2):
        as_alice.post(page(opened, "quick", 1), {"quoi": "unanimite"})
    assert SittingEvent.objects.filter(kind="ballot_held").count() == 1 and not open_contradictions(opened)


def test_two_ballots_on_one_text_are_shown_and_settled_by_a_person(opened: Sitting, alice: Any, as_alice: Any) -> None:
    vote(opened, alice, 1, votes_for=14, against=0, abstain=0, declared=e.Outcome.ADOPTED)
    vote(opened, alice, 1, votes_for=2, against=12, abstain=0, declared=e.Outcome.REJECTED)
    assert opened.flags.filter(answer="", item_number=1).exists()
    event = SittingEvent.objects.filter(kind="ballot_held").first()
    as_alice.post(reverse("minutes:withdraw_event", args=[event.pk]))
    assert not open_contradictions(opened)
    assert ledger_of(opened).item(1).fate == "rejected"  # type: ignore[union-attr]


def test_an_amendment_voted_before_the_text_does_not_decide_the_item(opened: Sitting, alice: Any) -> None:
    vote(opened, alice, 1, purpose="amendment", label="10 000 € de plus", votes_for=8, against=6, abstain=0)
    assert ledger_of(opened).item(1).fate != "adopted"  # type: ignore[union-attr]
    vote(opened, alice, 1, votes_for=13, against=1, abstain=0, declared=e.Outcome.ADOPTED)
    assert ledger_of(opened).item(1).fate == "adopted"  # type: ignore[union-attr]
    assert not open_contradictions(opened)


@pytest.mark.parametrize("value", ["-1", "1e3", "douze", "99999999999999999999", "301"])
def test_a_figure_that_cannot_be_is_refused_by_the_form(value: str, opened: Sitting, as_alice: Any) -> None:
    form = {"ballot": "ordinary", "purpose": "text", "votes_for": value, "point": "1"}
    assert as_alice.post(page(opened, "add_event", "vote"), form).status_code == 422


def test_an_unknown_event_or_one_without_its_item_is_not_found(opened: Sitting, as_alice: Any) -> None:
    assert as_alice.get(page(opened, "add_event", "karaoke")).status_code == 404
    assert as_alice.get(page(opened, "add_event", "vote")).status_code == 404
    assert as_alice.post(page(opened, "quick", 1), {"quoi": "tout"}).status_code == 404
    assert as_alice.post(page(opened, "quick", 77), {"quoi": "unanimite"}).status_code == 404


def test_a_sitting_without_quorum_says_so_and_stops_the_votes(sitting: Sitting, alice: Any, as_alice: Any) -> None:
    who = keys(sitting)
    form: dict[str, Any] = {"time": "19:30", "in_office": "15", "chair": who[0], "secretaries": [who[1]]}
    form |= {f"status:{key}": "present" if rank < 6 else "absent" for rank, key in enumerate(who)}
    as_alice.post(page(sitting, "opening"), form)
    assert "Pas de quorum" in as_alice.get(page(sitting, "proceedings")).content.decode()
    vote(sitting, alice, 1, **ADOPTED)
    assert open_contradictions(sitting)


def test_clocks_that_disagree_are_shown(opened: Sitting, alice: Any) -> None:
    """Somebody arrives before the sitting opened, which closes before it opened."""
    enter_in_item(opened, [e.Arrived("marc-viard")], item=1, at=HELD - timedelta(hours=1), user=alice)
    enter_in_item(opened, [e.Closed()], item=None, at=HELD - timedelta(hours=2), user=alice)
    assert opened.flags.filter(answer="").exists()


# --- the recording ------------------------------------------------------------------------------------------


def say(sitting: Sitting, *words: str, first: float = 0.0) -> None:
    voice, _ = Voice.objects.get_or_create(meeting=sitting.meeting, key="0", defaults={"number": 1})
    for index, text in enumerate(words):
        start = first + index * 6.0
        Utterance(
            meeting=sitting.meeting, index=index, voice=voice, start=start, end=start + 5, heard=text, text=text
        ).save()


WHOLE = (
    "La séance est ouverte à dix-neuf heures trente.",
    "Premier point, travaux de la salle des fêtes.",
    "Qui est contre ? Personne. Qui s’abstient ? Personne. Adopté à l’unanimité.",
    "Deuxième point, subvention à l’association sportive.",
    "Qui est contre ? Une voix. Qui s’abstient ? Personne. Adopté.",
    "La séance est levée à vingt et une heures.",
)


def test_a_recording_that_starts_late_gives_its_votes_and_asks_for_the_roll_call(
    sitting: Sitting, as_alice: Any
) -> None:
    say(sitting, *WHOLE[1:])
    assert take_from_talk(sitting.meeting) > 0
    assert ledger_of(sitting).item(1) is not None
    assert "Faire l’appel" in as_alice.get(page(sitting, "proceedings")).content.decode()


def test_a_recording_that_stops_early_leaves_what_was_heard_and_the_rest_to_be_entered(
    sitting: Sitting, alice: Any
) -> None:
    say(sitting, *WHOLE[:3])
    take_from_talk(sitting.meeting)
    open_it(sitting, alice)
    vote(sitting, alice, 2, votes_for=13, against=1, abstain=0, declared=e.Outcome.ADOPTED)
    fates = {state.number: state.fate for state in ledger_of(sitting).items}
    assert fates[1] == "adopted" and fates[2] == "adopted"


def test_what_was_heard_is_taken_once(sitting: Sitting) -> None:
    say(sitting, *WHOLE)
    first = take_from_talk(sitting.meeting)
    assert first > 0 and take_from_talk(sitting.meeting) == 0


def test_heard_again_what_a_person_entered_stays_and_what_she_took_out_does_not_come_back(
    sitting: Sitting, alice: Any
) -> None:
    say(sitting, *WHOLE)
    take_from_talk(sitting.meeting)
    heard = SittingEvent.objects.filter(origin="said", kind="ballot_held", item_number=1).first()
    assert heard is not None
    withdraw(heard, user=alice)
    vote(sitting, alice, 1, votes_for=13, against=1, abstain=0, declared=e.Outcome.ADOPTED)
    retake(sitting.meeting, user=alice)
    standing = SittingEvent.objects.filter(kind="ballot_held", item_number=1, withdrawn_at=None)
    assert [each.origin for each in standing] == ["entered"]


def test_silence_gives_nothing_and_breaks_nothing(sitting: Sitting, as_alice: Any) -> None:
    assert take_from_talk(sitting.meeting) == 0
    as_alice.post(page(sitting, "hear_again"))
    assert not SittingEvent.objects.exists()


# --- sizes --------------------------------------------------------------------------------------------------

LONG = "Convention relative à la mutualisation des moyens entre la commune et la communauté " * 5


def test_long_titles_and_pictures_hold_in_every_page_and_paper(in_valbrume: Any, alice: Any, as_alice: Any) -> None:
    meeting = create_meeting(
        user=alice, kind="council", template="council", title="Conseil 🙂 " + "très long " * 18, starts_at=HELD,
        place="Salle du conseil", agenda=agenda(LONG, "Vœu 🏛️ pour la gare"), members=roster(),
    )  # fmt: skip
    sitting = sitting_of(meeting)
    open_it(sitting, alice)
    for number in (1, 2):
        vote(sitting, alice, number, **ADOPTED)
        a_deliberation(sitting, alice, number)
    for name in ("meeting", "proceedings", "pv", "convocation"):
        assert as_alice.get(page(sitting, name)).status_code == 200
    said = text_of(as_alice.get(page(sitting, "paper", "liste", "pdf")).content)
    assert "mutualisation des moyens" in said and "pour la gare" in said
    item = AgendaItem.objects.get(meeting=meeting, number=1)
    assert as_alice.get(reverse("minutes:deliberation", args=[item.pk])).status_code == 200


def a_large_sitting(clerk: Any, items: int = 40, members: int = 69) -> Sitting:
    meeting = create_meeting(
        user=clerk, kind="council", template="council", title="Grand conseil", starts_at=HELD, place="Hôtel de ville",
        agenda=agenda(*(f"Point numéro {rank}, voirie de la rue {rank}" for rank in range(1, items + 1))),
        members=[Member(f"Nom{rank}", f"Prénom{rank}", "maire" if rank == 1 else "conseiller municipal")
                 for rank in range(1, members + 1)],
    )  # fmt: skip
    sitting = sitting_of(meeting)
    who = keys(sitting)
    roll = [e.Opened(), e.ChairTaken(who[0]), e.RollCall(tuple(who)), e.SecretaryNamed((who[1],))]
    enter_opening(sitting, roll, at=HELD, in_office=members, user=clerk)
    for number in range(1, items + 1):
        enter_in_item(sitting, [e.BallotHeld(**ADOPTED)], item=number, at=None, user=clerk)
    return sitting


LIMITS = {"proceedings": 30, "meeting": 60, "pv": 60, "opening": 30, "convocation": 30}


def test_forty_items_and_sixty_nine_members_cost_few_queries(
    in_valbrume: Any, alice: Any, as_alice: Any, django_assert_max_num_queries: Any
) -> None:
    sitting = a_large_sitting(alice)
    for number in range(1, 41):
        a_deliberation(sitting, alice, number)
    for name, most in LIMITS.items():
        with django_assert_max_num_queries(most):
            answer = as_alice.get(page(sitting, name))
        assert answer.status_code == 200


def test_the_page_of_the_day_does_not_grow_with_finished_sittings(
    in_valbrume: Any, alice: Any, as_alice: Any, django_assert_max_num_queries: Any
) -> None:

    today = reverse("minutes:today")
    for rank in range(6):
        old = a_sitting(alice, title=f"Ancien {rank}", starts_at=HELD - timedelta(days=500 + rank * 30))
        _finish(old)
    with django_assert_max_num_queries(30):
        assert as_alice.get(today).status_code == 200
    with django_assert_max_num_queries(20):
        assert as_alice.get(reverse("minutes:calendar")).status_code == 200


def _finish(sitting: Sitting) -> None:
    from beffroi.minutes.models import Approval, Minutes, PvStepDone

    minutes = Minutes(meeting=sitting.meeting, drafted_at=HELD)
    minutes.save()
    reader = sitting.meeting.created_by
    Approval(minutes=minutes, by=reader, at=HELD, digest="d" * 64, content=[]).save()
    Minutes.objects.filter(pk=minutes.pk).update(state="approved", approved_digest="d" * 64)
    for step in ("adopted", "signed", "published"):
        PvStepDone(sitting=sitting, step=step, on=HELD.date(), by=reader).save()
