import pytest

from beffroi.charter.domain.decisions import Call, decide

ALLOWED = Call("minutes.transcribe", "transcribe", True, "transcribe", "machine", "")


def test_a_declared_use_on_this_machine_is_allowed() -> None:
    assert decide(ALLOWED, ("machine",)).allowed


def test_an_undeclared_use_is_refused_and_says_why() -> None:
    answer = decide(Call("minutes.gossip", "generate", False, "", "machine", ""), ("machine", "commune", "host"))
    assert not answer.allowed
    assert "n’est pas déclaré" in answer.reason


def test_a_use_declared_for_one_thing_is_not_allowed_for_another() -> None:
    assert not decide(Call("minutes.transcribe", "generate", True, "transcribe", "machine", ""), ("machine",)).allowed


@pytest.mark.parametrize("place", ["commune", "host"])
def test_a_place_that_the_commune_did_not_allow_is_refused(place: str) -> None:
    answer = decide(Call("minutes.phrase", "generate", True, "generate", place, "ia.exemple.fr"), ("machine",))
    assert not answer.allowed
    assert "ia.exemple.fr" in answer.reason
