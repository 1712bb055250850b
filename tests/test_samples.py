"""The sample sitting: its files agree with each other, and its figures add up."""

import json
import re
from pathlib import Path
from typing import Any

import av
import pytest

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
SOUND = SAMPLES / "conseil.opus"
ROOM_FOR_ROUNDING = 0.002  # seconds: both files are rounded to the millisecond


@pytest.fixture(scope="module")
def truth() -> dict[str, Any]:
    return json.loads((SAMPLES / "verite.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def turns() -> list[dict[str, Any]]:
    return json.loads((SAMPLES / "conseil.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def spoken(turns: list[dict[str, Any]]) -> str:
    return " ".join(turn["text"] for turn in turns)


@pytest.fixture(scope="module")
def roster() -> dict[str, dict[str, str]]:
    header, *rows = (line.split(";") for line in (SAMPLES / "elus.csv").read_text("utf-8").splitlines())
    members = [dict(zip(header, row, strict=True)) for row in rows]
    return {member["nom"]: member for member in members}


@pytest.fixture(scope="module")
def agenda() -> list[int]:
    return [int(n) for n in re.findall(r"^(\d+)\.", (SAMPLES / "ordre-du-jour.txt").read_text("utf-8"), re.M)]


def seconds_of_sound() -> float:
    with av.open(str(SOUND)) as container:
        return sum(frame.samples / frame.sample_rate for frame in container.decode(audio=0))


def test_the_recording_is_mono_opus_of_four_to_six_minutes_under_two_megabytes() -> None:
    with av.open(str(SOUND)) as container:
        stream = container.streams.audio[0]
        assert (stream.codec_context.name, stream.channels) == ("opus", 1)
    assert SOUND.stat().st_size < 2_000_000
    assert 240 <= seconds_of_sound() <= 360


def test_the_turns_follow_each_other_and_end_with_the_recording(turns: list[dict[str, Any]]) -> None:
    assert all(turn["start"] < turn["end"] for turn in turns)
    assert all(before["end"] < after["start"] for before, after in zip(turns, turns[1:], strict=False))
    assert 0 < seconds_of_sound() - turns[-1]["end"] < 2


def test_the_plain_transcript_says_the_same_words_by_the_same_people(turns: list[dict[str, Any]]) -> None:
    lines = (SAMPLES / "conseil.txt").read_text("utf-8").splitlines()
    assert lines == [f"{turn['speaker']}: {turn['text']}" for turn in turns]


def test_the_rttm_gives_the_same_voices_at_the_same_times(turns: list[dict[str, Any]]) -> None:
    rows = [line.split() for line in (SAMPLES / "conseil.rttm").read_text("utf-8").splitlines()]
    assert [row[7] for row in rows] == [turn["speaker"] for turn in turns]
    for row, turn in zip(rows, turns, strict=True):
        start, length = float(row[3]), float(row[4])
        assert start == pytest.approx(turn["start"], abs=ROOM_FOR_ROUNDING)
        assert start + length == pytest.approx(turn["end"], abs=ROOM_FOR_ROUNDING)


def test_every_voice_is_an_elected_member_named_aloud_by_somebody_else(
    truth: dict[str, Any], turns: list[dict[str, Any]], roster: dict[str, dict[str, str]]
) -> None:
    assert truth["speakers"].keys() == {turn["speaker"] for turn in turns}
    assert set(truth["speakers"].values()) <= roster.keys()
    for label, name in truth["speakers"].items():
        called = roster[name]["alias"] or name
        assert any(called in turn["text"] for turn in turns if turn["speaker"] != label), label


def test_the_roster_counts_as_many_members_as_the_council_has_seats(
    truth: dict[str, Any], roster: dict[str, dict[str, str]]
) -> None:
    assert len(roster) == truth["in_office"]


def test_the_members_present_represented_and_absent_make_the_whole_council(truth: dict[str, Any]) -> None:
    present, represented, absent = truth["present"], len(truth["proxies"]), len(truth["absent"])
    assert present + represented + absent == truth["in_office"]
    assert present > truth["in_office"] / 2, "no quorum"
    assert present + represented == truth["voters"]


def test_the_votes_of_each_ballot_add_up_to_the_voters(truth: dict[str, Any], agenda: list[int]) -> None:
    for ballot in truth["ballots"]:
        assert ballot["for"] + ballot["against"] + ballot["abstain"] == truth["voters"]
        assert ballot["item"] in agenda


def test_it_holds_a_divided_vote_and_a_unanimous_one(truth: dict[str, Any]) -> None:
    assert any(ballot["against"] and ballot["abstain"] for ballot in truth["ballots"])
    assert any(ballot["for"] == truth["voters"] for ballot in truth["ballots"])


def test_those_who_vote_against_or_abstain_are_members_and_as_many_as_counted(
    truth: dict[str, Any], roster: dict[str, dict[str, str]]
) -> None:
    divided = [ballot for ballot in truth["ballots"] if ballot["against"] or ballot["abstain"]]
    for ballot in divided:
        assert len(ballot["against_names"]) == ballot["against"]
        assert len(ballot["abstain_names"]) == ballot["abstain"]
        assert {*ballot["against_names"], *ballot["abstain_names"]} <= roster.keys()


def test_every_expected_amount_action_and_correction_was_spoken(truth: dict[str, Any], spoken: str) -> None:
    assert all(amount["said"] in spoken for amount in truth["amounts"])
    assert all(action["due"] in spoken for action in truth["actions"] if action["due"])
    assert any(action["due"] and action["who"] in spoken for action in truth["actions"])
    assert all(correction["said"] in spoken for correction in truth["corrections"])


def test_what_is_left_to_the_commune_is_the_cost_less_the_grant(truth: dict[str, Any]) -> None:
    euros = {amount["what"]: amount["euros"] for amount in truth["amounts"]}
    assert euros["coût total hors taxes"] - euros["subvention de l'État"] == euros["reste à charge"]
