"""Events stored as JSON: what cannot be read is refused, in French, with its field."""

from __future__ import annotations

import pytest

from beffroi.minutes.domain.sitting.codec import from_payload, to_payload
from beffroi.minutes.domain.sitting.events import BallotHeld, BallotKind, ElectionRound, Left, Score, Sense


def test_a_ballot_is_plain_values() -> None:
    payload = to_payload(BallotHeld(BallotKind.PUBLIC, votes_for=3, senses=(("petit", Sense.FOR),)))
    assert payload["ballot"] == "public"
    assert payload["senses"] == [["petit", "for"]]
    assert payload["against"] is None


def test_a_field_left_out_keeps_its_default() -> None:
    assert from_payload("ballot_held", {}) == BallotHeld()


def test_scores_come_back_as_scores() -> None:
    event = ElectionRound("maire", 1, (Score("petit", 7),))
    assert from_payload(event.kind, to_payload(event)) == event


@pytest.mark.parametrize(
    ("kind", "payload", "words"),
    [
        ("inconnu", {}, "Type d’événement inconnu"),
        (3, {}, "Type d’événement inconnu"),
        ("left", {}, "Il manque le champ « member »"),
        ("left", {"member": 3}, "un texte est attendu"),
        ("left", {"member": "petit", "hour": 3}, "Champ inconnu dans l’événement « left » : « hour »"),
        ("left", ["petit"], "doivent être un objet"),
        ("ballot_held", {"votes_for": "douze"}, "un nombre entier est attendu"),
        ("ballot_held", {"votes_for": True}, "un nombre entier est attendu"),
        ("ballot_held", {"votes_for": 1.5}, "un nombre entier est attendu"),
        ("ballot_held", {"ballot": "main levée"}, "n’est pas l’un de ordinary, public, secret"),
        ("ballot_held", {"senses": [["petit"]]}, "2 valeurs sont attendues"),
        ("ballot_held", {"senses": "petit"}, "une liste est attendue"),
        ("ballot_held", {"unanimous": "oui"}, "« vrai » ou « faux » est attendu"),
        (
            "election_round",
            {"post": "maire", "round": 1, "scores": [{"candidate": "petit"}]},
            "Il manque le champ « votes »",
        ),
    ],
)
def test_what_cannot_be_read_is_refused(kind: str, payload: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError) as refused:
        from_payload(kind, payload)
    assert words in str(refused.value).replace("\u00a0", " ")


def test_a_name_is_kept_whatever_it_is() -> None:
    assert from_payload("left", {"member": "Zoé « L’Hôte »"}) == Left("Zoé « L’Hôte »")
