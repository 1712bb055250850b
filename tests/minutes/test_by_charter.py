"""What the charter asks of a text before it is validated or leaves."""

from __future__ import annotations

from typing import Any

import pytest

from beffroi.audit.models import Entry
from beffroi.charter.domain.events import ActKind
from beffroi.charter.mentions import mention_for
from beffroi.charter.refusals import Refused
from beffroi.minutes.actions.by_charter import require
from beffroi.minutes.models import Meeting, Minutes
from tests.doubles.charters import a_charter, only


@pytest.fixture
def minutes(ready: Meeting) -> Minutes:
    """Of a meeting that is no council, where a model took part."""
    Meeting.objects.filter(pk=ready.pk).update(kind="team", template="team")
    Minutes.objects.filter(pk=ready.minutes.pk).update(engines=["petit"])
    return Minutes.objects.get(pk=ready.minutes.pk)


def test_without_a_charter_nothing_more_is_asked(minutes: Minutes, alice: Any) -> None:
    require(ActKind.SEND, minutes, user=alice)
    assert not Entry.objects.filter(action__startswith="act_").exists()


def test_whoever_began_the_meeting_does_not_validate_its_text_where_the_charter_says_so(
    minutes: Minutes, alice: Any, bob: Any
) -> None:
    a_charter(only(human_primacy={"other_person": True}))
    with pytest.raises(Refused, match="une autre personne"):
        require(ActKind.APPROVE, minutes, user=alice)
    require(ActKind.APPROVE, minutes, user=bob)


def test_a_text_that_nobody_validated_does_not_leave(minutes: Minutes, bob: Any) -> None:
    a_charter(only(human_primacy={}, proofreading={}))
    with pytest.raises(Refused, match="Personne n’a validé"):
        require(ActKind.SEND, minutes, user=bob)
    assert Entry.objects.get(action="act_refused").data["refused_by"] == [1, 2]


def test_the_mention_that_the_charter_asks_for_is_asked_of_each_document(minutes: Minutes, bob: Any) -> None:
    assert mention_for(ActKind.SEND) == ""
    a_charter(only(residents_told={"mention": "Avec une IA."}))
    assert (mention_for(ActKind.SEND), mention_for(ActKind.EXPORT)) == ("Avec une IA.", "")
    with pytest.raises(Refused, match="article 9"):
        require(ActKind.SEND, minutes, user=bob)
    require(ActKind.SEND, minutes, user=bob, mention=True)


def test_a_mention_voted_empty_is_the_usual_one(minutes: Minutes) -> None:
    a_charter(only(residents_told={"mention": "  "}))
    assert "intelligence artificielle" in mention_for(ActKind.SEND)


def test_a_text_without_ai_is_left_alone(minutes: Minutes, bob: Any) -> None:
    a_charter(only(residents_told={}, human_primacy={}))
    minutes.engines = []
    require(ActKind.SEND, minutes, user=bob)


def test_the_councils_own_acts_are_not_held_back_by_a_mention(ready: Meeting, bob: Any) -> None:
    a_charter(only(residents_told={}))
    Minutes.objects.filter(pk=ready.minutes.pk).update(engines=["petit"])
    require(ActKind.PUBLISH, Minutes.objects.get(pk=ready.minutes.pk), user=bob)
