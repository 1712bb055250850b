import pytest

from beffroi.minutes.models import Meeting
from beffroi.town.scope import UnscopedQuery, WrongCommune, scope
from tests.doubles.cast import a_commune

pytestmark = pytest.mark.django_db


def a_meeting(title: str) -> Meeting:
    meeting = Meeting(kind="team", template="team", title=title)
    meeting.save()
    return meeting


def test_a_query_that_does_not_say_whose_data_it_reads_is_refused() -> None:
    with pytest.raises(UnscopedQuery):
        Meeting.objects.count()


def test_a_commune_sees_its_meetings_and_no_other() -> None:
    valbrume, autreville = a_commune(), a_commune("Autreville")
    with scope(valbrume):
        a_meeting("Budget")
    with scope(autreville):
        a_meeting("Voirie")
        assert [meeting.title for meeting in Meeting.objects.all()] == ["Voirie"]


def test_another_communes_meeting_cannot_be_found_by_guessing_its_identifier() -> None:
    with scope(a_commune()):
        meeting = a_meeting("Budget")
    with scope(a_commune("Autreville")), pytest.raises(Meeting.DoesNotExist):
        Meeting.objects.get(pk=meeting.pk)


def test_nothing_is_written_among_another_communes_data() -> None:
    with scope(a_commune()):
        meeting = a_meeting("Budget")
    with scope(a_commune("Autreville")), pytest.raises(WrongCommune):
        meeting.save()


def test_a_scope_ends_with_its_block() -> None:
    with scope(a_commune()):
        pass
    with pytest.raises(UnscopedQuery):
        Meeting.objects.exists()
