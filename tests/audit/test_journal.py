from dataclasses import replace

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from beffroi.audit import chain
from beffroi.audit.journal import record, verify
from beffroi.audit.models import Entry
from beffroi.town.scope import scope
from tests.doubles.cast import a_commune


def lines(count: int) -> list[chain.Line]:
    made: list[chain.Line] = []
    previous = chain.GENESIS
    for sequence in range(1, count + 1):
        fields = {"sequence": sequence, "at": f"2026-01-01T00:00:{sequence:02d}+00:00", "actor": "alice"}
        fields |= {"action": "read", "subject": "meeting:1", "data": {"rank": sequence}, "previous": previous}
        previous = chain.digest(chain="valbrume", **fields)  # type: ignore[arg-type]
        made.append(chain.Line(**fields, digest=previous))  # type: ignore[arg-type]
    return made


def test_an_untouched_chain_is_intact() -> None:
    assert chain.verify("valbrume", lines(5)) == []


@given(st.integers(2, 9), st.data())
def test_an_edited_line_is_named(count: int, data: st.DataObject) -> None:
    kept = lines(count)
    rank = data.draw(st.integers(0, count - 1))
    kept[rank] = replace(kept[rank], actor="mallory")
    assert chain.verify("valbrume", kept) == [f"Ligne {rank + 1} : modifiée après coup."]


@given(st.integers(3, 9), st.data())
def test_a_missing_line_is_named(count: int, data: st.DataObject) -> None:
    kept = lines(count)
    rank = data.draw(st.integers(0, count - 2))
    del kept[rank]
    assert f"Ligne {rank + 1} : absente (on trouve la ligne {rank + 2})." in chain.verify("valbrume", kept)


def test_two_lines_that_change_places_are_seen() -> None:
    kept = lines(4)
    kept[1], kept[2] = kept[2], kept[1]
    assert chain.verify("valbrume", kept)


def test_the_chain_of_one_commune_does_not_pass_for_anothers() -> None:
    assert len(chain.verify("autreville", lines(3))) == 3


@pytest.mark.django_db
def test_each_commune_has_its_own_chain_and_all_are_intact() -> None:
    for name in ("Valbrume", "Autreville", "Valbrume"):
        with scope(a_commune(name)):
            record("read", actor="alice", subject="meeting:1", seconds=1.5)
    record("sign_in_failed", actor="inconnu")
    assert verify() == {"autreville": [], "installation": [], "valbrume": []}
    assert Entry.objects.filter(chain="valbrume").count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize("statement", ["UPDATE audit_entry SET actor = 'mallory'", "DELETE FROM audit_entry"])
def test_the_database_itself_refuses_to_change_the_journal(statement: str) -> None:
    record("read", actor="alice")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Entry.objects.get().actor == "alice"
