# ruff: noqa: E501  (comparisons read best whole)
"""Whole sittings, from their exact words: the sample of the repository and, where it lies beside, the shared one."""

from __future__ import annotations

import csv
import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from beffroi.minutes.domain.drafting import draft
from beffroi.minutes.domain.extraction import extract_facts
from beffroi.minutes.domain.types import (
    Ballot,
    Fact,
    FactKind,
    Item,
    MeetingKind,
    Member,
    Template,
    Utterance,
)
from beffroi.minutes.domain.verify import verify

ROOT = Path(__file__).parents[3]
DATA = Path(os.environ.get("BEFFROI_DATA", ROOT.parent / "shared" / "data"))
SITTINGS = {"sample": (ROOT / "samples", "conseil.json"), "shared": (DATA / "speech", "conseil_tts_4voix.json")}


class Sitting:
    """The words, agenda, roster and truth of a sitting."""

    def __init__(self, folder: Path, words: str) -> None:
        rows = csv.DictReader((folder / "elus.csv").read_text("utf-8").splitlines(), delimiter=";")
        self.members = [Member(row["nom"], row["prenom"], row["fonction"], row["groupe"], tuple(filter(None, [row["alias"]])))
                        for row in rows]  # fmt: skip
        lines = (folder / "ordre-du-jour.txt").read_text("utf-8").splitlines()
        hits = [re.match(r"(\d+)\. (.*?)(?: \(rapporteure? : (.*)\))?$", line.strip()) for line in lines]
        self.items = [Item(int(hit[1]), hit[2], hit[3] or "") for hit in hits if hit]
        turns = json.loads((folder / words).read_text("utf-8"))
        self.utterances = [
            Utterance(index, turn["text"], turn["speaker"], turn["speaker"]) for index, turn in enumerate(turns)
        ]
        self.truth: dict[str, Any] = json.loads((folder / "verite.json").read_text("utf-8"))
        self.facts: list[Fact] = extract_facts(self.utterances, self.items, self.members, MeetingKind.COUNCIL)

    def of(self, kind: FactKind) -> list[Fact]:
        return [fact for fact in self.facts if fact.kind is kind]

    def last_name(self, full: object) -> str:
        return next(member.last_name for member in self.members if member.full_name == full)


@pytest.fixture(params=SITTINGS)
def sitting(request: pytest.FixtureRequest) -> Sitting:
    folder, words = SITTINGS[request.param]
    if not (folder / words).exists():
        pytest.skip(f"no {words} here: set BEFFROI_DATA to the folder of shared data")
    return Sitting(folder, words)


def shown(fact: Fact) -> dict[str, object]:
    ballot = fact.ballot or Ballot()
    return {"item": fact.item, "result": ballot.result and ballot.result.value, "for": ballot.votes_for, "against": ballot.against,
            "abstain": ballot.abstain, "blank": ballot.blank, "secret": ballot.secret}  # fmt: skip


def test_every_vote_is_found_and_none_is_invented(sitting: Sitting) -> None:
    keys = ("item", "result", "for", "against", "abstain", "blank", "secret")
    wanted = [{key: ballot[key] for key in keys} for ballot in sitting.truth["ballots"]]
    assert [shown(fact) for fact in sitting.of(FactKind.VOTE)] == wanted


def test_presence_pouvoirs_and_secretary_are_those_of_the_roll_call(sitting: Sitting) -> None:
    values = {key: value for fact in sitting.of(FactKind.PRESENCE) for key, value in fact.values.items()}
    assert (values["present"], values["in_office"]) == (sitting.truth["present"], sitting.truth["in_office"])
    proxies = [
        [sitting.last_name(fact.values["giver"]), sitting.last_name(fact.values["holder"])]
        for fact in sitting.of(FactKind.PROXY)
    ]
    assert proxies == sitting.truth["proxies"]
    assert [sitting.last_name(fact.values["name"]) for fact in sitting.of(FactKind.SECRETARY)] == [
        sitting.truth["secretary"]
    ]


def test_the_exact_words_give_a_text_with_nothing_to_flag(sitting: Sitting) -> None:
    text = draft(
        sitting.facts, sitting.utterances, sitting.items, sitting.members, MeetingKind.COUNCIL, Template.COUNCIL
    )
    assert [section.item for section in text.sections if section.item] == [item.number for item in sitting.items]
    assert all(sentence.sources for section in text.sections for sentence in section.sentences)
    assert verify(text, sitting.utterances, sitting.members, sitting.items, MeetingKind.COUNCIL) == []


def test_facts_can_be_stored_as_json(sitting: Sitting) -> None:
    assert json.loads(json.dumps([fact.values for fact in sitting.facts])) == [fact.values for fact in sitting.facts]
